// The drafts of the form that edits records, as this browser keeps them: each under the kind and the id of
// its record, that of a new one under "new" and its kind.
/**
 * What is kept under a name: `draft` is null where the text cannot be read, `id` is empty for a new record.
 *
 * @typedef {{ name: string, kind: string, id: string, text: string, draft: RecordDraft | null }} KeptDraft
 */
/**
 * A draft: the data that it began with, the data as they are now, what the record is called, when it was
 * written last, and how often, by which another tab's writing is noticed.
 *
 * @typedef {{ version: number, title: string, when: string, base: any, data: any,
 *   count: number }} RecordDraft
 */
handbook.recordDrafts = handbook.recordDrafts || {};
handbook.recordDrafts.browserDrafts = (() => {
  "use strict";

  const { isStamp } = handbook.document.days;
  const BEGINNING = "edit.",
    KEY = "handbook." + BEGINNING;
  const VERSION = 1; // Of the form in which drafts are kept.

  const isMapping = (value) => Boolean(value) && typeof value === "object" && !Array.isArray(value);

  /** A kept text → the draft; null where that is of another version, or no draft.
      @param {string} text @returns {RecordDraft | null} */
  function parse(text) {
    try {
      const draft = JSON.parse(text);
      const isWhole =
        isMapping(draft)
        && draft.version === VERSION
        && typeof draft.title === "string"
        && isStamp(draft.when)
        && Number.isInteger(draft.count);
      return isWhole && isMapping(draft.base) && isMapping(draft.data) ? draft : null;
    } catch {
      return null;
    }
  }

  /** What is kept under a name, or null. @param {string} name @returns {KeptDraft | null} */
  function read(name) {
    const text = window.localStorage.getItem(KEY + name);
    if (text === null) return null;
    const [first, ...rest] = name.split("/"),
      last = rest.join("/");
    const isNew = first === "new";
    return { name, kind: isNew ? last : first, id: isNew ? "" : last, text, draft: parse(text) };
  }

  /** All that is kept, what was written last first. @returns {KeptDraft[]} */
  function list() {
    const when = ({ draft }) => (draft ? draft.when : "");
    return Object.keys(window.localStorage)
      .filter((key) => key.startsWith(KEY))
      .flatMap((key) => read(key.slice(KEY.length)) || [])
      .sort((one, other) => (when(one) < when(other) ? 1 : -1));
  }

  /** Keeps a draft. → true where the browser keeps it. */
  function write(name, draft) {
    return handbook.shell.boot.storage.set(BEGINNING + name, { version: VERSION, ...draft });
  }

  /** → true where nothing is kept under the name any more. */
  function remove(name) {
    try {
      window.localStorage.removeItem(KEY + name);
      return window.localStorage.getItem(KEY + name) === null;
    } catch {
      return false;
    }
  }

  /** Puts what `read` or `list` gave back as it was. → true where the browser keeps it. */
  function restore({ name, text }) {
    try {
      window.localStorage.setItem(KEY + name, text);
      return true;
    } catch {
      return false;
    }
  }

  return { KEY, read, list, write, remove, restore };
})();
