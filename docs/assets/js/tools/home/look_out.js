// The behaviour to look out for today: of an element that somebody works on or rated lowest; else of any. It
// is the same all day, and the next day another one.
handbook.home = handbook.home || {};
handbook.home.lookOut = (() => {
  "use strict";

  const { isClosed } = handbook.goals.review;
  const DAY = 24 * 60 * 60 * 1000; // Milliseconds.

  /** The level of an answer: the whole item's, else the lowest of its behaviours'; Infinity for none.
      @param {Answer} answer */
  function level({ rating, behaviours = [] }) {
    const levels = rating === undefined ? behaviours.map((one) => one.rating) : [rating];
    return Math.min(...levels.map((value) => value ?? Infinity));
  }

  /** The ids of the items rated lowest in the self-assessment that was changed last.
      @param {Assessment[]} assessments */
  function lowest(assessments) {
    const [last] = assessments
      .filter(({ answers }) => answers.some((answer) => level(answer) < Infinity))
      .sort((a, b) => b.changed.localeCompare(a.changed));
    if (!last) return [];
    const least = Math.min(...last.answers.map(level));
    return last.answers.filter((answer) => level(answer) === least).map(({ item }) => item);
  }

  /** A document → the ids of the items that somebody works on or rated lowest.
      @param {MyDocument} document */
  function listItems({ goals, assessments }) {
    const workedOn = goals.filter((goal) => !isClosed(goal)).flatMap((goal) => goal.items);
    return Array.from(new Set([...workedOn, ...lowest(assessments)]));
  }

  /** Items and a number → {item, behaviour}: with each number the next item, and in the next round its next
      behaviour; null where none has any. */
  function choose(items, number) {
    const able = items.filter(({ behaviours }) => behaviours.length);
    if (!able.length) return null;
    const item = able[number % able.length],
      round = Math.floor(number / able.length);
    return { item, behaviour: item.behaviours[round % item.behaviours.length] };
  }

  /** "2026-11-30" → the number of the day, one higher each day. */
  function dayNumber(day) {
    return Date.parse(day + "T00:00:00Z") / DAY;
  }

  /** What to look out for on a day → a promise of {item, behaviour}, or of null. `further`: how many times
      another one was asked for.
      @param {MyDocument} document
      @param {HandbookData} data
      @param {string} day
      @param {number} further */
  async function find(document, data, day, further) {
    const ids = listItems(document),
      all = data.frameworks.flatMap((framework) => framework.items);
    const core = data.frameworks.slice(0, 1).flatMap((framework) => framework.items);
    for (const items of [all.filter(({ id }) => ids.includes(id)), core]) {
      await handbook.page.data.load(Array.from(new Set(items.map(({ id }) => id.split("/")[0]))));
      const chosen = choose(items, dayNumber(day) + further);
      if (chosen) return chosen;
    }
    return null;
  }

  return { listItems, choose, dayNumber, find };
})();
