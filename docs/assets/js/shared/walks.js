// How far somebody is along the pathways, as this browser keeps it under "handbook.pathways". Their pages
// write it, the tools read it into what they save to a file; nothing else knows that name.
/**
 * Where one is on a pathway: the number of the stop where one left off, counted from 1 (the remedy), the
 * numbers of those that are done, and the day, as 2026-11-30.
 *
 * @typedef {{ at: number, done: number[], day: string }} Place
 */
handbook.shared = handbook.shared || {};
handbook.shared.walks = (() => {
  "use strict";

  const NAME = "pathways";
  const KEY = "handbook." + NAME; // As a storage event has it.
  const MOST = 100; // Stops of a pathway.
  const DAY = /^[1-9]\d{3}-\d{2}-\d{2}$/;
  const ID = /^[a-z0-9]+(-{1,2}[a-z0-9]+)*$/;

  const isNumber = (value) => Number.isInteger(value) && value > 0 && value <= MOST;

  /** True for a day of the calendar: 2026-02-30 is none. */
  function isDay(text) {
    const day = DAY.test(text) ? new Date(text + "T00:00:00Z") : new Date(NaN);
    return !isNaN(day.getTime()) && day.toISOString().startsWith(text);
  }

  /** True for what `keep` may have written. Anything else is as good as nothing. */
  function isPlace(value) {
    if (!value || !isNumber(value.at) || !isDay(value.day)) return false;
    return Array.isArray(value.done) && value.done.length <= MOST && value.done.every(isNumber);
  }

  /**
   * The places that are kept, by the id of their pathway.
   *
   * @returns {Record<string, Place>}
   */
  function read() {
    const value = handbook.shell.boot.storage.get(NAME);
    if (!value || typeof value !== "object") return {};
    return Object.fromEntries(Object.entries(value).filter(([id, place]) => ID.test(id) && isPlace(place)));
  }

  /** The place on the pathway `id`, or null where none has been begun. */
  function find(id) {
    return new Map(Object.entries(read())).get(id) || null;
  }

  /** Today in this reader's place, as 2026-11-30. */
  function today() {
    const now = new Date();
    const two = (number) => String(number).padStart(2, "0");
    return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  }

  /** Keeps that one is at the stop `at` of the pathway `id`, with these stops done → true if it was kept. */
  function keep(id, at, done) {
    return handbook.shell.boot.storage.set(NAME, { ...read(), [id]: { at, done, day: today() } });
  }

  /** All places in the form of "my handbook" (tools/document/format.js): [{record, stop, stops, day}]. */
  function list() {
    return Object.entries(read()).map(([record, { at, done, day }]) => ({
      record,
      stop: at,
      stops: done,
      day,
    }));
  }

  /** Puts these, in the form of `list`, in the place of all that is kept. → true if it was kept. */
  function replace(walks) {
    const places = walks.map(({ record, stop, stops, day }) => [record, { at: stop, done: stops, day }]);
    return handbook.shell.boot.storage.set(NAME, places.length ? Object.fromEntries(places) : null);
  }

  return { KEY, find, keep, list, replace };
})();
