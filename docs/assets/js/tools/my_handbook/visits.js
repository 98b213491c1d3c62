// What has changed on the pages of the handbook since somebody was last on My handbook. This browser keeps
// under "handbook.visits" the day of the visit and the days of the pages as they were then; nothing of it goes
// into a saved file, and nobody is told.
/**
 * A visit: its day, the days of the pages at that time as their page gives them ("2026-11-22 bristol
 * coaching;2026-11-30 east-kent"), and what had changed before it: the ids of pages, and since which day
 * (empty for the first visit).
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

  /** The days of the pages, and today: keeps that somebody is here → what has changed since the visit on
      another day, {since, ids}, or null where there was none. */
  function come(days, today) {
    if (isOff() || !storage().lasts) return null;
    const former = find();
    /** @type {Visit} */
    let visit = { day: today, days, since: "", ids: [] };
    if (former) {
      const changed = compare(former.days, days),
        isSameDay = former.day === today;
      visit = {
        ...visit,
        since: (isSameDay && former.since) || (isSameDay && !changed.length ? "" : former.day),
        ids: Array.from(new Set([...(isSameDay ? former.ids : []), ...changed])),
      };
    }
    storage().set(NAME, visit);
    return visit.since ? { since: visit.since, ids: visit.ids } : null;
  }

  /** The visit that is kept, or null. */
  function find() {
    const value = /** @type {any} */ (storage().get(NAME));
    return isVisit(value) ? /** @type {Visit} */ (value) : null;
  }

  /** Whether the reader does not want to be told. */
  function isOff() {
    return /** @type {any} */ (storage().get(NAME))?.off === true;
  }

  /** Has the reader told from the next visit on, or no more. */
  function turn(off) {
    storage().set(NAME, off ? { off: true } : null);
  }

  return { come, isOff, turn, clear: () => turn(false) };
})();
