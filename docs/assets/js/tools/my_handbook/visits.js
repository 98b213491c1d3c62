// What has changed on the pages of the handbook since somebody was last on My handbook, for a reader who
// asked to be told. This browser then keeps under "handbook.visits" the day of the visit and the days of the
// pages as they were; nothing of it goes into a saved file, and it is sent nowhere.
/**
 * A visit: its day, the days of the pages at that time as their page gives them ("2026-11-22 bristol
 * coaching;2026-11-30 east-kent"), and what had changed before it: the ids of pages, and since which day
 * (empty on the first day).
 *
 * @typedef {{ day: string, days: string, since: string, ids: string[] }} Visit
 */
handbook.myHandbook = handbook.myHandbook || {};
handbook.myHandbook.visits = (() => {
  "use strict";

  const NAME = "visits";
  const { isDay } = handbook.document.days;
  const storage = () => handbook.shell.boot.storage;

  const isText = (value) => typeof value === "string";

  /** True for what `come` may have kept. Anything else is as good as nothing. */
  function isVisit(value) {
    if (!value || !isDay(value.day) || !isText(value.days) || !isText(value.since)) return false;
    return (value.since === "" || isDay(value.since)) && Array.isArray(value.ids) && value.ids.every(isText);
  }

  /** The days of pages, as text → a Map of them by the ids of the pages. */
  function read(days) {
    return new Map(
      days.split(";").flatMap((part) => {
        const [day, ...ids] = part.split(" ");
        return ids.map((id) => /** @type {[string, string]} */ ([id, day]));
      }),
    );
  }

  /** The days of pages before and now → the ids of those that are new or have another day now. */
  function compare(before, now) {
    const former = read(before);
    return Array.from(read(now))
      .filter(([id, day]) => former.get(id) !== day)
      .map(([id]) => id);
  }

  /** The days of the pages, and today: keeps that a reader who wants to be told is here → what has changed
      since the visit on another day, {since, ids}, or null for whoever has not asked to be told. */
  function come(days, today) {
    const former = find();
    if (!former) return null;
    const changed = compare(former.days, days),
      isSameDay = former.day === today;
    return keep({
      day: today,
      days,
      since: (isSameDay && former.since) || (isSameDay && !changed.length ? "" : former.day),
      ids: Array.from(new Set([...(isSameDay ? former.ids : []), ...changed])),
    });
  }

  /** Has the reader told from the next visit on → what is told today, as of `come`: nothing. */
  function begin(days, today) {
    return keep({ day: today, days, since: "", ids: [] });
  }

  /** @param {Visit} visit */
  function keep(visit) {
    storage().set(NAME, visit);
    return { since: visit.since, ids: visit.ids };
  }

  /** The visit that is kept, or null. */
  function find() {
    const value = /** @type {any} */ (storage().get(NAME));
    return isVisit(value) ? /** @type {Visit} */ (value) : null;
  }

  return { come, begin, clear: () => storage().set(NAME, null) };
})();
