// How far somebody is along the pathways, as this browser keeps it under "pathways".
/**
 * Where one is on a pathway: the number of the stop where one left off, counted from 1 (the remedy), the
 * numbers of those that are done, and the day, as 2026-11-30.
 *
 * @typedef {{ at: number, done: number[], day: string }} Walk
 */
handbook.pages = handbook.pages || {};
handbook.pages.pathwayPlaces = (() => {
  "use strict";

  const { storage } = window.handbook.shell.boot;
  const NAME = "pathways";
  const DAY = /^\d{4}-\d{2}-\d{2}$/;

  const isNumber = (value) => Number.isInteger(value) && value > 0;

  /** True for what `keep` may have written. Anything else is as good as nothing. */
  function isWalk(value) {
    if (!value || !isNumber(value.at) || !DAY.test(value.day)) return false;
    return Array.isArray(value.done) && value.done.every(isNumber);
  }

  /**
   * The walks that are kept, by the id of their pathway.
   *
   * @returns {Record<string, Walk>}
   */
  function read() {
    const value = storage.get(NAME);
    if (!value || typeof value !== "object") return {};
    return Object.fromEntries(Object.entries(value).filter(([, walk]) => isWalk(walk)));
  }

  /** The walk along the pathway `id`, or null where none has been begun. */
  function find(id) {
    const walks = read();
    return Object.prototype.hasOwnProperty.call(walks, id) ? walks[id] : null;
  }

  /** Today in this reader's place, as 2026-11-30. */
  function today() {
    const now = new Date();
    const two = (number) => String(number).padStart(2, "0");
    return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  }

  /** Keeps that one is at the stop `at` of the pathway `id`, with these stops done → true if it was kept. */
  function keep(id, at, done) {
    return storage.set(NAME, { ...read(), [id]: { at, done, day: today() } });
  }

  return { read, find, keep };
})();
