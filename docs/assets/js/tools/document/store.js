// Keeps "my handbook" where the browser keeps things, for any number of tabs at once.
//
// Kept is {seen: {tab: count}, my: document}. Every write of a tab raises its own count and hands on the
// counts of the others, so `seen` tells which writes a document has in it (a version vector: Parker and
// others, "Detection of mutual inconsistency in distributed systems", IEEE Transactions on Software
// Engineering 1983; 9(3): 240-7). A document that lacks a write of this tab was written by one that had not
// heard of it. Then both are merged from the last document that both had, and written again; so whoever comes
// later never undoes what another tab did.

/**
 * @typedef {{ getItem: (key: string) => string | null, setItem: (key: string, value: string) => void,
 *   removeItem: (key: string) => void }} Backing
 * @typedef {{ backing: Backing | null, tab: string, now: () => Date, random: () => number, schema: object,
 *   data: HandbookData }} StoreSettings
 * @typedef {{ reason: "here" | "elsewhere" | "cleared", clashes: object[] }} StoreChange
 */
handbook.document = handbook.document || {};
handbook.document.store = (() => {
  "use strict";

  const { _ } = handbook.shell.i18n,
    { same, union } = handbook.document.merging;
  const KEY = "handbook.my";
  const TABS = 12; // So many tabs are remembered in `seen`; those that wrote last.
  const KNOWN = 30; // So many earlier documents are remembered to merge from, and the first.
  /** @type {Map<string | null, string>} */
  const SAYS = new Map([
    [
      "full",
      _(
        "This browser has no room left for the handbook, so your latest changes last only until you "
          + "close this page. Save them to a file before you leave.",
      ),
    ],
    [
      "blocked",
      _(
        "This browser keeps nothing for this site, so what you enter lasts only until you close this page. "
          + "Save it to a file before you leave.",
      ),
    ],
    [
      "newer",
      _(
        "What is kept here was written by a newer version of the handbook. It has been left as it is; "
          + "what you enter now lasts only until you close this page. Update the handbook, or save to a "
          + "file before you leave.",
      ),
    ],
    [
      "unreadable",
      _(
        "What is kept here cannot be read. It has been left as it is; what you enter now lasts only until "
          + "you close this page. Save it to a file before you leave.",
      ),
    ],
    [
      "invalid",
      _(
        "What you changed here and what you changed in another tab is too much together, so your latest "
          + "changes last only until you close this page. Save them to a file before you leave.",
      ),
    ],
  ]);
  const NOT_CLEARED = _(
    "This browser did not let the handbook take away what it keeps here. Clear the data of this "
      + "site in the browser's own settings.",
  );

  /** One tab's part in what all tabs keep. Its methods hand back what `update` describes, where they hand
      back anything. */
  class Store {
    /** @param {StoreSettings} settings as of `open` */
    constructor({ backing, tab, now, random, schema, data }) {
      this.backing = backing;
      this.tab = tab;
      this.now = now;
      this.random = random;
      this.schema = schema;
      this.data = data;
      /** @type {MyDocument} */
      this.document = handbook.document.format.empty(); // What this tab has.
      // What the backing has, as last read or written: the very same when all is saved.
      this.shared = this.document;
      /** @type {Map<string, number>} */
      this.seen = new Map(); // Whose writes are in `document`.
      /** @type {MyDocument | null} */
      this.lost = null; // The document as it was before something else than `clear` took it away, or null.
      this.typedLate = false; // Whether `lost` has words in it that were typed while it was taken away.
      this.writes = 0; // How often this tab has written.
      /** @type {Set<(change: StoreChange) => void>} */
      this.listeners = new Set();
      /** @type {StoreChange[]} */
      this.news = []; // What the listeners have not been told yet.
      /** @type {{ seen: Map<string, number>, document: MyDocument }[]} */
      this.known = []; // The documents that went into `document`, oldest first.
      /** @type {string | null} */
      this.raw = null; // The text in the backing that was last taken in or written.
      /** @type {string | null} */
      this.unreadable = null; // Text in the backing that cannot be read.
      /** @type {string | null} */
      this.problem = null; // A key of SAYS.
      this.forget();
      this.exchange();
      this.news = [];
    }

    /** Has nothing, and knows of nothing. */
    forget() {
      this.document = this.shared = frozen(handbook.document.format.empty());
      this.seen = new Map();
      this.known = [{ seen: this.seen, document: this.document }];
      this.raw = this.unreadable = this.problem = null;
    }

    /** Starts anew, as what was kept is gone. text: null where that was none of our doing, so that the
        document may be asked back; "" where it was cleared on purpose, which asks back only what was being
        typed just then. */
    lose(text) {
      const { document, lost } = this;
      if (text === "" && !this.typedLate) this.lost = null;
      else if (!same(document, handbook.document.format.empty())) {
        this.lost = lost ? frozen(union(document, lost)) : document;
      }
      this.forget();
    }

    remember(seen, document) {
      this.shared = document;
      this.known.push({ seen, document });
      if (this.known.length > KNOWN) this.known.splice(1, 1);
    }

    /** Takes in what the backing has now, and writes what it lacks. */
    exchange() {
      const { backing } = this;
      if (!backing) {
        this.problem = "blocked";
        return;
      }
      let text;
      try {
        text = backing.getItem(KEY) || null;
      } catch (refused) {
        this.problem = "blocked";
        return;
      }
      if (text !== this.raw && !this.takeIn(text)) return;
      this.unreadable = this.problem = null;
      if (this.document !== this.shared) this.write(backing);
    }

    /** True when `text` was taken in, so that it may be written over. */
    takeIn(text) {
      if (text === null) {
        this.lose(text);
        this.news.push({ reason: "cleared", clashes: [] });
        return true;
      }
      const held = understood(text, this.schema, this.data);
      if (held.problem) {
        this.problem = held.problem;
        this.unreadable = text;
        return false;
      }
      const base = lastInBoth(this.known, held.seen);
      const merged = handbook.document.merging.merge(base, this.document, held.document);
      const isSound = (my) => !handbook.document.format.problems(my, this.schema).length;
      if (merged.value !== held.document && !isSound(merged.value)) {
        this.problem = "invalid";
        return false;
      }
      const { now, random } = this;
      const next = handbook.document.clashes.resolve(merged, { isSound, now: now(), random });
      if (merged.clashes.length || !same(next, this.document)) {
        this.news.push({ reason: "elsewhere", clashes: merged.clashes });
      }
      this.remember(held.seen, frozen(held.document));
      this.document = same(next, this.shared) ? this.shared : frozen(next);
      this.seen = highest(this.seen, held.seen);
      this.raw = text;
      return true;
    }

    write(backing) {
      const counts = new Map(this.seen);
      counts.delete(this.tab);
      counts.set(this.tab, this.writes + 1);
      for (const other of Array.from(counts.keys()).slice(0, -TABS)) counts.delete(other);
      const text = JSON.stringify({ seen: Object.fromEntries(counts), my: this.document });
      try {
        backing.setItem(KEY, text);
      } catch (refused) {
        const { name } = /** @type {Error} */ (refused);
        this.problem = /quota/i.test(name) ? "full" : "blocked";
        return;
      }
      this.writes += 1;
      this.seen = counts;
      this.raw = text;
      this.remember(counts, this.document);
    }

    tell() {
      const { news } = this;
      if (this.lost && same(union(this.document, this.lost), this.document)) this.lost = null;
      this.typedLate = this.typedLate && Boolean(this.lost);
      this.news = [];
      for (const event of news) this.listeners.forEach((fn) => fn(event));
    }

    /** Changes the document. fn: gets a copy to change, and gives false where what it is to change is not
        there any more. → {saved, problem, says}; a change that does not fit the schema is not made, and
        `problem` is "invalid". */
    update(fn) {
      const before = this.document;
      this.exchange();
      const next = changed(this.document, fn),
        outcome = next ? this.put(next) : this.overtaken(before, fn);
      this.tell();
      return outcome;
    }

    /** Makes a changed document the one there is. → as `update`. */
    put(next) {
      const wrong = handbook.document.format.problems(next, this.schema)[0];
      if (wrong) {
        const says = _("This was not kept: {where} {says}.", {
          where: handbook.document.schema.where(wrong.path),
          says: wrong.says,
        });
        return { saved: false, problem: "invalid", says };
      }
      if (!same(next, this.document)) {
        this.document = frozen(next);
        this.exchange();
        this.news.push({ reason: "here", clashes: [] });
      }
      const { problem } = this;
      return { saved: this.document === this.shared && !problem, problem, says: SAYS.get(problem) || null };
    }

    /** A change to what others took away meanwhile, which is made to what was here `before` they did: what
        they deleted gives way to it; where all was cleared, it is in what can be brought back. → as `update`;
        not `saved` where there was nothing to change before either. */
    overtaken(before, fn) {
      const meant = changed(before, fn),
        nothing = { saved: false, problem: null, says: null };
      if (!meant) return nothing;
      if (!this.lost || this.raw)
        return this.put(handbook.document.merging.merge(before, meant, this.document).value);
      this.lost = frozen(union(meant, this.lost));
      this.typedLate = true;
      return nothing;
    }

    /** Puts another document in the place of all there is. → as `update`. */
    replace(other) {
      return this.update((my) => {
        for (const name of Object.keys(my)) delete my[name];
        Object.assign(my, copied(other));
      });
    }

    /** Puts what was lost beside what there is now. → as `update`. */
    bringBack() {
      return this.update((my) => Object.assign(my, union(my, this.lost)));
    }

    /** Takes everything away, here and in every other tab, even what cannot be read. → as `update`; not
        `saved` where the browser does not let it. */
    clear() {
      const isGone = this.removed();
      this.typedLate = false;
      this.lose("");
      this.exchange();
      this.tellCleared();
      return isGone
        ? { saved: true, problem: null, says: null }
        : { saved: false, problem: this.problem, says: NOT_CLEARED };
    }

    /** Empties what is kept, by which other tabs know that it is on purpose, and removes it. True when it is
        gone. */
    removed() {
      const { backing } = this;
      if (!backing) return true;
      try {
        backing.setItem(KEY, "");
      } catch (refused) {
        /* Removing it is enough. */
      }
      try {
        backing.removeItem(KEY);
        return !backing.getItem(KEY);
      } catch (refused) {
        return false;
      }
    }

    /** To be called when another tab has written. text: what the storage event carries. It may be out of
        date, so the backing is read again; but null, or "" where it was on purpose, says that all was cleared
        in between, and then nothing of it comes back by itself. */
    hear(text) {
      if (!text) this.lose(text);
      this.exchange();
      if (text) this.tell();
      else this.tellCleared();
    }

    /** Tells of nothing but that all was cleared, or of what another tab has written since. */
    tellCleared() {
      this.news = [{ reason: this.raw === null ? "cleared" : "elsewhere", clashes: [] }];
      this.tell();
    }

    /** → {lasts, problem, says, bytes}: how the keeping goes, and how much room it takes. */
    state() {
      const { problem } = this,
        text = this.unreadable || this.raw || "";
      return {
        lasts: Boolean(this.backing),
        problem,
        says: SAYS.get(problem) || null,
        get bytes() {
          return new TextEncoder().encode(text).length;
        },
      };
    }

    /** fn({reason: "here" | "elsewhere" | "cleared", clashes}) is called after each change; clashes as of
        handbook.document.merging. → a function that ends it. */
    listen(fn) {
      this.listeners.add(fn);
      return () => this.listeners.delete(fn);
    }
  }

  /** backing: a Storage, or null where there is none; tab: a name no other tab has; now: () → Date; random:
      () → 0 to 1; schema and data as of handbook.data. → the store. Documents it gives are frozen; only
      `update` changes them. */
  function open(settings) {
    const store = new Store(settings);
    return {
      document: () => store.document,
      lost: () => store.lost,
      unreadable: () => store.unreadable,
      state: () => store.state(),
      update: (fn) => store.update(fn),
      replace: (other) => store.replace(other),
      bringBack: () => store.bringBack(),
      clear: () => store.clear(),
      heard: (text) => store.hear(text),
      listen: (fn) => store.listen(fn),
    };
  }

  // ---- What is kept

  /** The text kept → {document, seen}, or {problem} when it is not to be touched. */
  function understood(text, schema, data) {
    const { isNewer, migrate, problems, settle } = handbook.document.format;
    let held;
    try {
      held = JSON.parse(text) || {};
    } catch (wrong) {
      return { problem: "unreadable" };
    }
    if (isNewer(held.my)) return { problem: "newer" };
    const my = migrate(held.my);
    if (problems(my, schema).length) return { problem: "unreadable" };
    return { document: settle(my, data).document, seen: counted(held.seen) };
  }

  function counted(seen) {
    const isCount = ([, count]) => Number.isInteger(count) && count > 0;
    return new Map(
      Object.entries(seen || {})
        .filter(isCount)
        .slice(-TABS),
    );
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

  /** Of the documents known here the last whose writes are all among `seen`; the first, which is empty,
      always is. Where `seen` is full, a tab that is missing has been dropped for others, so that it says
      nothing. */
  function lastInBoth(known, seen) {
    const isIn = ([tab, count]) => (seen.has(tab) ? count <= seen.get(tab) : seen.size >= TABS);
    return known
      .slice()
      .reverse()
      .find((version) => Array.from(version.seen).every(isIn)).document;
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

  return { KEY, open };
})();
