// Which pages answer what was typed, the best first. Knows no page. In ten lines (docs/contribute/search.md):
//
// 1. A word counts the more, the fewer pages have it. A number counts little.
// 2. Of the ways to say a word the best counts: itself, its forms, what it is a beginning of, a synonym.
// 3. Where it stands counts: in a title or another name most, then in the summary, then in the text.
// 4. Of a name that is typed whole, all words count; of one that is typed in part, fewer.
// 5. In the text, words that stand in one part of the page count more than those all over it.
// 6. A part counts more for a word, the more of the part is about it.
// 7. A page that has all that was typed counts most; one that has less than half is left out.
// 8. A page that teaches counts more than a glossary term, and that more than a source.
// 9. A page whose whole title or name was typed comes first.
// 10. Items of several frameworks with one name are one result.
(() => {
  "use strict";

  const { handbook } = window;
  const { readPostings } = handbook.search.index;
  const WEIGHTS = {
    title: 2, // A title beside another name.
    name: 3, // Of the name that holds most of what was typed.
    names: 1.1, // Of a word in any name.
    summary: 0.8,
    page: 0.45, // Of a word in the text,
    part: 0.5, // and once more where it stands in the best part.
    whole: 0.4, // Of a name that is typed in part, how much counts at least.
    coverage: 0.7,
    number: 0.3,
    weak: 0.4,
    apart: 0.5, // Of a word found in the text, but not in the best part, how far it counts as found.
    match: 3, // Of all that was typed, for one of whose names that is the whole,
    first: 1000, // and for a page of which it is the title.
    rare: 8, // Entries that are added to those that have a word: so one rare word does not decide.
  };
  const LAST_OF_ASKED = 3; // The place that a term or a source has at least whose title was typed.
  const LEAST = 0.5; // Of the words typed.

  /** The places of one way of saying a unit: parts, with how much each is about it. */
  function findParts(index, { stems }) {
    const lists = stems.map((key) => {
      const parts = new Map();
      for (const word of index.words.get(key) || [])
        for (const [part, value] of readPostings(index, word))
          parts.set(part, Math.max(value, parts.get(part) || 0));
      return parts;
    });
    const [first, ...others] = lists.sort((one, other) => one.size - other.size);
    const both = new Map();
    first.forEach((value, part) => {
      const least = others.reduce((low, list) => Math.min(low, list.get(part) || 0), value);
      if (least) both.set(part, least);
    });
    return both;
  }

  /** A unit → where it stands: `names` by entry and name, `summaries` by entry, `parts` by part, each with
      its weight; and `entries`, all that have it. */
  function findUnit(index, unit) {
    const places = {
      names: new Map(),
      named: new Set(),
      summaries: new Map(),
      parts: new Map(),
      entries: new Set(),
    };
    const put = (map, key, value) => map.set(key, Math.max(value, map.get(key) || 0));
    for (const one of unit.ways) {
      findNames(index, one).forEach(([entry, name]) => {
        put(places.names, entry.number * 1000 + name, one.weight);
        places.named.add(entry.number);
        places.entries.add(entry.number);
      });
      findSummaries(index, one).forEach((entry) => {
        put(places.summaries, entry.number, one.weight);
        places.entries.add(entry.number);
      });
      findParts(index, one).forEach((value, part) => {
        put(places.parts, part, value * one.weight);
        places.entries.add(index.partOwners[part]);
      });
    }
    return places;
  }

  function findNames(index, { stems }) {
    const [first, ...others] = stems.map((key) => index.names.get(key) || []);
    return first.filter(([entry, name]) =>
      others.every((list) => list.some(([other, otherName]) => other === entry && otherName === name)),
    );
  }

  function findSummaries(index, { stems }) {
    const [first, ...others] = stems.map((key) => index.summaries.get(key) || []);
    return first.filter((entry) => others.every((list) => list.includes(entry)));
  }

  /** How much a unit counts: the more, the fewer entries have it. */
  function weigh(unit, places, index, isAlone) {
    const rare = Math.log(1 + index.entries.length / (places.entries.size + WEIGHTS.rare));
    return rare * (isAlone ? 1 : unit.isNumber ? WEIGHTS.number : unit.isWeak ? WEIGHTS.weak : 1);
  }

  /** The names of the entries that hold some of what was typed → by entry {best, any, isWhole}: what its best
      name counts, what it counts that words stand in any, and whether the whole of one was typed. */
  function weighNames(index, units) {
    const byName = new Map(),
      byEntry = new Map();
    units.forEach(({ places, weight }) => {
      const any = new Map();
      places.names.forEach((value, key) => {
        const sum = byName.get(key) || { weight: 0, units: 0 };
        byName.set(key, { weight: sum.weight + weight * value, units: sum.units + 1 });
        const number = Math.floor(key / 1000);
        any.set(number, Math.max(any.get(number) || 0, weight * value));
      });
      any.forEach((value, number) => {
        const sum = byEntry.get(number) || { best: 0, any: 0 };
        byEntry.set(number, { best: 0, any: sum.any + value, isWhole: false });
      });
    });
    byName.forEach((sum, key) => {
      const entry = index.entries[Math.floor(key / 1000)];
      const { stems } = entry.names[key % 1000];
      const share = Math.min(1, sum.units / stems.length);
      const value =
        sum.weight
        * (WEIGHTS.whole + (1 - WEIGHTS.whole) * share * share)
        * (key % 1000 === 0 ? WEIGHTS.title : 1);
      const names = byEntry.get(entry.number);
      names.best = Math.max(names.best, value);
      names.isWhole = names.isWhole || share === 1;
    });
    return byEntry;
  }

  /** By entry {page, part, value}: what words in its text count, and those in its best part. */
  function weighTexts(index, units) {
    const byPart = new Map(),
      byEntry = new Map();
    units.forEach(({ places, weight }) => {
      const best = new Map();
      places.parts.forEach((value, part) => {
        byPart.set(part, (byPart.get(part) || 0) + weight * value);
        const number = index.partOwners[part];
        best.set(number, Math.max(best.get(number) || 0, weight * value));
      });
      best.forEach((value, number) => {
        const text = byEntry.get(number) || { page: 0, part: -1, value: 0 };
        text.page += value;
        byEntry.set(number, text);
      });
    });
    byPart.forEach((value, part) => {
      const text = byEntry.get(index.partOwners[part]);
      if (value > text.value) Object.assign(text, { part, value });
    });
    return byEntry;
  }

  /** Entries that were asked for by their whole title or another name: 2 for the title, 1 for another. */
  function findAsked({ title, place, names }, keys) {
    if (keys.includes(names[0].key)) return 2;
    const match = names.filter((name) => keys.includes(name.key));
    return match.some((name) => place && name.text === `${place} ${title}`) ? 2 : Number(match.length > 0);
  }

  function isLookedUp({ entry }) {
    return entry.kind === "term" || entry.kind === "source";
  }

  /** Results with each term and source in its place: behind every page that has as much of what was typed,
      unless the whole of one of its names was typed; and third at the latest where its title was. */
  function placeLookedUp(results) {
    const placed = results.filter((result) => !isLookedUp(result) || result.isNamed);
    for (const result of results.filter((one) => isLookedUp(one) && !one.isNamed)) {
      let at = placed.length;
      while (at && placed[at - 1].coverage < result.coverage && placed[at - 1].score < result.score) at -= 1;
      placed.splice(at, 0, result);
    }
    const match = placed
      .filter((result) => isLookedUp(result) && result.match === 2)
      .slice(0, LAST_OF_ASKED - 1);
    if (match.every((result) => placed.indexOf(result) < LAST_OF_ASKED)) return placed;
    const others = placed.filter((result) => !match.includes(result)),
      before = LAST_OF_ASKED - match.length;
    return [...others.slice(0, before), ...match, ...others.slice(before)];
  }

  /** What one entry counts: {entry, score, part, coverage, hasMost, match, isNamed}. */
  function score(entry, query, { units, total, names, texts, kinds }) {
    const { number } = entry,
      name = names.get(number) || { best: 0, any: 0, isWhole: false },
      text = texts.get(number) || { page: 0, part: -1, value: 0 };
    let matched = 0,
      count = 0,
      summary = 0;
    units.forEach(({ places, weight }) => {
      if (places.entries.has(number)) {
        const isNear =
          places.named.has(number) || places.summaries.has(number) || places.parts.has(text.part);
        matched += weight * (isNear ? 1 : WEIGHTS.apart);
        count += 1;
      }
      summary += weight * (places.summaries.get(number) || 0);
    });
    const sum =
      WEIGHTS.name * name.best
      + WEIGHTS.names * name.any
      + WEIGHTS.summary * summary
      + WEIGHTS.page * text.page
      + WEIGHTS.part * text.value;
    const coverage = matched / total,
      match = findAsked(entry, query.keys);
    const hasMost = count >= LEAST * units.length;
    const result = { entry, coverage, hasMost, match, part: text.part, isNamed: match > 0 || name.isWhole };
    const first = match === 2 && !isLookedUp(result) ? WEIGHTS.first : match ? WEIGHTS.match * total : 0;
    return { ...result, score: first + kinds.get(entry.kind) * coverage ** WEIGHTS.coverage * sum };
  }

  /** A query of `query.read` and the index → the results, the best first, as `score` gives them. */
  function rank(query, index) {
    const isAlone = query.units.every((unit) => unit.isNumber || unit.isWeak);
    const units = query.units.map((unit) => {
      const places = findUnit(index, unit);
      return { places, weight: weigh(unit, places, index, isAlone) };
    });
    const context = {
      units,
      total: units.reduce((sum, { weight }) => sum + weight, 0),
      names: weighNames(index, units),
      texts: weighTexts(index, units),
      kinds: new Map(index.head.kinds.map(([kind, , , weight]) => [kind, weight])),
    };
    const numbers = new Set(units.flatMap(({ places }) => Array.from(places.entries)));
    const results = Array.from(numbers, (number) => score(index.entries[number], query, context));
    results.sort((one, other) => other.score - one.score || one.entry.number - other.entry.number);
    const most = results.filter(({ hasMost }) => hasMost);
    return placeLookedUp(most.length ? most : results);
  }

  handbook.search.ranking = { rank, WEIGHTS };
})();
