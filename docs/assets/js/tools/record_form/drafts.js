// The draft of the record that is open: put together with what is published now, and with what another tab
// writes.
handbook.recordForm = handbook.recordForm || {};
handbook.recordForm.drafts = (() => {
  "use strict";

  const { isSame } = handbook.yamlText.editing;
  const { stamp } = handbook.document.days;
  const { browserDrafts } = handbook.recordDrafts;
  const { copy, fits, merge } = handbook.recordForm.values;

  /** The draft of one record. */
  class Draft {
    /** @param {{ name: string, model: string, base: any, titleOf: (data: any) => string,
        onOther: (other: any) => void, onGone: () => void }} settings `base`: the published data; `onOther`
        hears {data, clashes} of what another tab wrote, `onGone` that another tab threw it away. */
    constructor(settings) {
      this.settings = settings;
      this.lasts = handbook.shell.boot.storage.lasts;
      this.forget();
    }

    forget() {
      this.count = 0;
      this.last = this.settings.base;
      this.isBlocked = false;
    }

    /** What is kept, where the form can show it; else null. */
    readSound() {
      const { name, model } = this.settings,
        entry = browserDrafts.read(name);
      return entry && entry.draft && fits(model, entry.draft.base) && fits(model, entry.draft.data)
        ? entry.draft
        : null;
    }

    /** What is kept, put together with what is published now: {data, clashes, isOld, isPublished, when};
        {unread} where it cannot be read, which then stays as it is; null without a draft. */
    begin() {
      const { name, base } = this.settings,
        entry = browserDrafts.read(name),
        draft = this.readSound();
      if (!entry) return null;
      if (!draft) {
        this.isBlocked = true;
        return { unread: entry };
      }
      this.count = draft.count;
      this.last = draft.data;
      const { when } = draft;
      if (isSame(draft.base, base))
        return { data: copy(draft.data), clashes: [], isOld: false, isPublished: false, when };
      const both = merge(draft.base, draft.data, base);
      return { ...both, isOld: true, isPublished: isSame(both.data, base), when };
    }

    /** Puts what another tab wrote together with `data`. → {data, clashes}, null where none did. */
    hear(data) {
      const draft = this.readSound();
      if (!draft || draft.count === this.count) return null;
      const both = merge(this.last, data, draft.data);
      this.count = draft.count;
      this.last = draft.data;
      return both;
    }

    /** Keeps the data. → true where the browser keeps them, or an unread draft that stands there. */
    keep(data) {
      if (this.isBlocked) return true;
      const { name, base, titleOf, onOther } = this.settings,
        other = this.hear(data);
      if (other) onOther(other);
      const draft = other ? other.data : data;
      this.count += 1;
      this.last = copy(draft);
      const when = stamp(new Date());
      return browserDrafts.write(name, { title: titleOf(draft), when, base, data: draft, count: this.count });
    }

    discard() {
      browserDrafts.remove(this.settings.name);
      this.forget();
    }

    /** Hears what other tabs write. `now()` gives this tab's data. */
    listen(now) {
      const { name, onOther, onGone } = this.settings;
      window.addEventListener("storage", (event) => {
        if (event.key !== null && event.key !== browserDrafts.KEY + name) return;
        if (!browserDrafts.read(name)) {
          const wasKept = this.count > 0;
          this.forget();
          if (wasKept) onGone();
          return;
        }
        const other = this.hear(now());
        if (other) onOther(other);
      });
    }
  }

  return { Draft };
})();
