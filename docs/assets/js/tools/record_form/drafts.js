// Drafts of records in this browser: each has the data that it began with, the data as they are now, and
// how often it was written, by which another tab's writing is noticed.
handbook.recordForm = handbook.recordForm || {};
handbook.recordForm.drafts = (() => {
  "use strict";

  const { storage } = handbook.shell.boot;
  const { isSame } = handbook.yamlText.editing;
  const { copy, merge } = handbook.recordForm.values;
  const BEGINNING = "handbook.";

  /** What is kept under a key, where that is a draft. */
  function readDraft(key) {
    const draft = /** @type {any} */ (storage.get(key));
    const isWhole =
      draft && typeof draft === "object" && draft.base && draft.data && typeof draft.data === "object";
    return isWhole ? draft : null;
  }

  /** The draft under a name, which `base` is the published data of. `onOther({data, clashes})` hears what
      another tab has written. */
  function open(name, base, onOther) {
    const key = "edit." + name;
    let count = 0,
      last = base;

    /** What is kept, put together with what is published now: {data, clashes, isOld}; null without a
        draft. */
    function begin() {
      const draft = readDraft(key);
      if (!draft) return null;
      count = draft.count;
      last = draft.data;
      if (isSame(draft.base, base)) return { data: copy(draft.data), clashes: [], isOld: false };
      return { ...merge(draft.base, draft.data, base), isOld: true };
    }

    /** Puts what another tab wrote together with `data`. → {data, clashes}, null where none did. */
    function hear(data) {
      const draft = readDraft(key);
      if (!draft || draft.count === count) return null;
      const both = merge(last, data, draft.data);
      count = draft.count;
      last = draft.data;
      return both;
    }

    /** Keeps the data. → true where the browser keeps them. */
    function keep(data) {
      const other = hear(data);
      if (other) onOther(other);
      const draft = other ? other.data : data;
      count += 1;
      last = copy(draft);
      return storage.set(key, { base, data: draft, count });
    }

    function discard() {
      try {
        window.localStorage.removeItem(BEGINNING + key);
      } catch {
        /* Nothing is kept where storage is blocked. */
      }
      count = 0;
      last = base;
    }

    /** Has `onOther` called when another tab writes. `now()` gives this tab's data. */
    function listen(now) {
      window.addEventListener("storage", (event) => {
        if (event.key !== BEGINNING + key) return;
        const other = hear(now());
        if (other) onOther(other);
      });
    }

    return { lasts: storage.lasts, begin, keep, discard, listen };
  }

  return { open };
})();
