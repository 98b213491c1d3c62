// Keeps "my handbook" where the browser keeps things, for any number of tabs at once.
//
// Kept is {seen: {tab: count}, my: document}. Every write of a tab raises its own count and hands on the counts of the
// others, so `seen` tells which writes a document has in it (a version vector: Parker and others, "Detection of mutual
// inconsistency in distributed systems", IEEE Transactions on Software Engineering 1983; 9(3): 240-7). A document that
// lacks a write of this tab was written by one that had not heard of it. Then both are merged from the last
// document that both had, and written again; so whoever comes later never undoes what another tab did.
(function () {
  "use strict";

  const handbook = window.handbook;
  const { _ } = handbook.shell.i18n, { same, union } = handbook.merge;
  const KEY = "handbook.my";
  const TABS = 12;  // So many tabs are remembered in `seen`; those that wrote last.
  const KNOWN = 30;  // So many earlier documents are remembered to merge from, and the first.
  const SAYS = new Map([
    ["full", _("This browser has no room left for the handbook, so your latest changes last only until you close this "
      + "page. Save them to a file before you leave.")],
    ["blocked", _("This browser keeps nothing for this site, so what you enter lasts only until you close this page. "
      + "Save it to a file before you leave.")],
    ["newer", _("What is kept here was written by a newer version of the handbook. It has been left as it is; what you "
      + "enter now lasts only until you close this page. Update the handbook, or save to a file before you leave.")],
    ["unreadable", _("What is kept here cannot be read. It has been left as it is; what you enter now lasts only until "
      + "you close this page. Save it to a file before you leave.")],
    ["invalid", _("What you changed here and what you changed in another tab is too much together, so your latest "
      + "changes last only until you close this page. Save them to a file before you leave.")],
  ]);
  const NOT_CLEARED = _("This browser did not let the handbook take away what it keeps here. Clear the data of this "
    + "site in the browser's own settings.");

  /** backing: a Storage, or null where there is none; tab: a name no other tab has; now: () → Date; random: () → 0 to
      1; schema and data as of handbook.data. → the store. Documents it gives are frozen; only `update` changes them. */
  function open({ backing, tab, now, random, schema, data }) {
    let document;  // What this tab has.
    let shared;  // The document in the backing, as last read or written; the very same as `document` when all is saved.
    let seen;  // Map: whose writes are in `document`.
    let known;  // [{seen, document}]: the documents that went into `document`, oldest first.
    let raw;  // The text in the backing that was last taken in or written.
    let stuck;  // Text in the backing that cannot be read, or null.
    let problem;  // A key of SAYS, or null.
    let lost = null;  // The document as it was before something else than `clear` took it away, or null.
    let late = false;  // Whether `lost` has words in it that were typed while it was taken away.
    let wrote = 0;  // How often this tab has written.
    let news = [];  // What the listeners have not been told yet.
    const listeners = new Set();

    function forget() {
      document = shared = frozen(handbook.format.empty());
      seen = new Map();
      known = [{ seen, document }];
      raw = stuck = problem = null;
    }

    /** Starts anew, as what was kept is gone. text: null where that was none of our doing, so that the document may be
        asked back; "" where it was cleared on purpose, which asks back only what was being typed just then. */
    function lose(text) {
      if (text === "" && !late) lost = null;
      else if (!same(document, handbook.format.empty())) lost = lost ? frozen(union(document, lost)) : document;
      forget();
    }

    function remember(counts, its) {
      shared = its;
      known.push({ seen: counts, document: its });
      if (known.length > KNOWN) known.splice(1, 1);
    }

    /** Takes in what the backing has now, and writes what it lacks. */
    function exchange() {
      if (!backing) { problem = "blocked"; return; }
      let text;
      try { text = backing.getItem(KEY) || null; } catch (refused) { problem = "blocked"; return; }
      if (text !== raw && !takeIn(text)) return;
      stuck = problem = null;
      if (document !== shared) write();
    }

    /** True when `text` was taken in, so that it may be written over. */
    function takeIn(text) {
      if (text === null) {
        lose(text);
        news.push({ reason: "cleared", clashes: [] });
        return true;
      }
      const held = understood(text, schema, data);
      if (held.problem) { problem = held.problem; stuck = text; return false; }
      const merged = handbook.merge(lastInBoth(known, held.seen), document, held.document);
      const isSound = (my) => !handbook.format.problems(my, schema).length;
      if (merged.value !== held.document && !isSound(merged.value)) { problem = "invalid"; return false; }
      const kept = handbook.clashes(merged, { isSound, now: now(), random });
      if (merged.clashes.length || !same(kept, document)) news.push({ reason: "elsewhere", clashes: merged.clashes });
      remember(held.seen, frozen(held.document));
      document = same(kept, shared) ? shared : frozen(kept);
      seen = highest(seen, held.seen);
      raw = text;
      return true;
    }

    function write() {
      const counts = new Map(seen);
      counts.delete(tab);
      counts.set(tab, wrote + 1);
      for (const other of Array.from(counts.keys()).slice(0, -TABS)) counts.delete(other);
      const text = JSON.stringify({ seen: Object.fromEntries(counts), my: document });
      try {
        backing.setItem(KEY, text);
      } catch (refused) {
        problem = /quota/i.test(refused.name) ? "full" : "blocked";
        return;
      }
      wrote += 1;
      seen = counts;
      raw = text;
      remember(counts, document);
    }

    function tell() {
      const all = news;
      if (lost && same(union(document, lost), document)) lost = null;
      late = late && Boolean(lost);
      news = [];
      for (const each of all) listeners.forEach((fn) => fn(each));
    }

    /** Changes the document. fn: gets a copy to change, and gives false where what it is to change is not there any
        more. → {saved, problem, says}; a change that does not fit the schema is not made, and `problem` is "invalid". */
    function update(fn) {
      const before = document;
      exchange();
      const next = changed(document, fn), outcome = next ? put(next) : overtaken(before, fn);
      tell();
      return outcome;
    }

    /** Makes a changed document the one there is. → as `update`. */
    function put(next) {
      const wrong = handbook.format.problems(next, schema)[0];
      if (wrong) {
        const says = _("This was not kept: {where} {says}.",
          { where: handbook.validate.where(wrong.path), says: wrong.says });
        return { saved: false, problem: "invalid", says };
      }
      if (!same(next, document)) {
        document = frozen(next);
        exchange();
        news.push({ reason: "here", clashes: [] });
      }
      return { saved: document === shared && !problem, problem, says: SAYS.get(problem) || null };
    }

    /** A change to what others took away meanwhile, which is made to what was here `before` they did: what they deleted
        gives way to it; where all was cleared, it is in what can be brought back. → as `update`; not `saved` where
        there was nothing to change before either. */
    function overtaken(before, fn) {
      const meant = changed(before, fn), nothing = { saved: false, problem: null, says: null };
      if (!meant) return nothing;
      if (!lost || raw) return put(handbook.merge(before, meant, document).value);
      lost = frozen(union(meant, lost));
      late = true;
      return nothing;
    }

    /** Puts another document in the place of all there is. → as `update`. */
    function replace(other) {
      return update((my) => {
        for (const name of Object.keys(my)) delete my[name];
        Object.assign(my, copied(other));
      });
    }

    /** Puts what was lost beside what there is now. → as `update`. */
    function bringBack() {
      return update((my) => Object.assign(my, union(my, lost)));
    }

    /** Takes everything away, here and in every other tab, even what cannot be read. → as `update`; not `saved` where
        the browser does not let it. */
    function clear() {
      const isGone = removed();
      late = false;
      lose("");
      exchange();
      news = [{ reason: raw === null ? "cleared" : "elsewhere", clashes: [] }];
      tell();
      return isGone ? { saved: true, problem: null, says: null } : { saved: false, problem, says: NOT_CLEARED };
    }

    /** Empties what is kept, by which other tabs know that it is on purpose, and removes it. True when it is gone. */
    function removed() {
      if (!backing) return true;
      try { backing.setItem(KEY, ""); } catch (refused) { /* Removing it is enough. */ }
      try {
        backing.removeItem(KEY);
        return !backing.getItem(KEY);
      } catch (refused) {
        return false;
      }
    }

    /** To be called when another tab has written. text: what the storage event carries. It may be out of date, so the
        backing is read again; but null, or "" where it was on purpose, says that all was cleared in between, and then
        nothing of it comes back by itself. */
    function heard(text) {
      if (!text) lose(text);
      exchange();
      if (!text) news = [{ reason: raw === null ? "cleared" : "elsewhere", clashes: [] }];
      tell();
    }

    function state() {
      const text = stuck || raw || "";
      return { lasts: Boolean(backing), problem, says: SAYS.get(problem) || null,
        get bytes() { return new TextEncoder().encode(text).length; } };
    }

    /** fn({reason: "here" | "elsewhere" | "cleared", clashes}) is called after each change; clashes as of
        handbook.merge. → a function that ends it. */
    function listen(fn) {
      listeners.add(fn);
      return () => listeners.delete(fn);
    }

    forget();
    exchange();
    news = [];
    return { document: () => document, update, replace, clear, state, listen, heard, unreadable: () => stuck,
      lost: () => lost, bringBack };
  }

  // ---- What is kept -------------------------------------------------------------------------------------------------

  /** The text kept → {document, seen}, or {problem} when it is not to be touched. */
  function understood(text, schema, data) {
    const { isNewer, migrate, problems, settle } = handbook.format;
    let held;
    try { held = JSON.parse(text) || {}; } catch (wrong) { return { problem: "unreadable" }; }
    if (isNewer(held.my)) return { problem: "newer" };
    const my = migrate(held.my);
    if (problems(my, schema).length) return { problem: "unreadable" };
    return { document: settle(my, data).document, seen: counted(held.seen) };
  }

  function counted(seen) {
    const isCount = ([, count]) => Number.isInteger(count) && count > 0;
    return new Map(Object.entries(seen || {}).filter(isCount).slice(-TABS));
  }

  /** Two maps of counts → the higher of each, those of `theirs` last. */
  function highest(mine, theirs) {
    const all = new Map(mine);
    for (const [tab, count] of theirs) {
      const most = Math.max(count, all.get(tab) || 0);
      all.delete(tab);
      all.set(tab, most);
    }
    return all;
  }

  /** Of the documents known here the last whose writes are all among `seen`; the first, which is empty, always is.
      Where `seen` is full, a tab that is missing has been dropped for others, so that it says nothing. */
  function lastInBoth(known, seen) {
    const isIn = ([tab, count]) => (seen.has(tab) ? count <= seen.get(tab) : seen.size >= TABS);
    return known.slice().reverse().find((each) => Array.from(each.seen).every(isIn)).document;
  }

  function copied(value) {
    return JSON.parse(JSON.stringify(value));
  }

  /** A document and what changes it → the changed one; null where that finds nothing to change. */
  function changed(from, fn) {
    const next = copied(from);
    if (fn(next) === false) return null;
    delete next.note;
    delete next.saved;
    return next;
  }

  function frozen(value) {
    if (value === null || typeof value !== "object" || Object.isFrozen(value)) return value;
    Object.values(value).forEach(frozen);
    return Object.freeze(value);
  }

  // ---- The page's own -----------------------------------------------------------------------------------------------

  let store = null;

  /** The one store of this page, on localStorage; it listens to the other tabs. Nothing is read before it is called. */
  function main() {
    if (store) return store;
    store = open({
      backing: handbook.shell.boot.storage.lasts ? window.localStorage : null,
      tab: handbook.format.id("tab", Math.random),
      now: () => new Date(),
      random: Math.random,
      schema: handbook.data.schema,
      data: handbook.data,
    });
    window.addEventListener("storage", (event) => {
      if (event.key === KEY) store.heard(event.newValue);
      if (event.key === null) store.heard(null);
    });
    // A page brought back by the "back" button has not heard what happened meanwhile, such as that all was cleared.
    window.addEventListener("pageshow", (event) => {
      if (event.persisted && !store.state().problem) store.heard("");
    });
    return store;
  }

  handbook.store = { KEY, open, main };
})();
