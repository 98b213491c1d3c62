// Setting and taking away the mark on the page that is open; pages/reading_marks.js loads it on the first
// press.
handbook.marking = handbook.marking || {};
handbook.marking.marks = (() => {
  "use strict";

  const { _ } = handbook.shell.i18n;
  const { make } = handbook.shared.elements;
  const NOTHING_LASTS = _("This browser keeps nothing for this site, so the mark will not last.");

  /** Sets the mark of the record `id` in the document to `state`, or takes it away where `isOff`. */
  function change(my, id, state, isOff) {
    const entry = my.marks.find(({ record }) => record === id);
    const day = handbook.document.days.today(new Date());
    if (isOff) my.marks = my.marks.filter((other) => other !== entry);
    else if (entry) Object.assign(entry, { state, day });
    else my.marks.push({ record: id, state, day });
  }

  /** What is said of a mark that was set, as nodes; root: the way to the site's root. */
  function sayWhereItIs(root) {
    const link = make("a", { href: root + handbook.data.pages["my-handbook"] }, _("My handbook"));
    const [before, after] = _("Kept in this browser, under {page}.").split("{page}");
    return [before, link, after];
  }

  /** → {my, says}: the document after the change, and what is to be said of it, as nodes. `place` is the
      element with the record and the way to the site's root. */
  function set({ dataset }, state, isOff) {
    const store = handbook.page.browserStore.main();
    const { saved, says } = store.update((my) => change(my, dataset.mark, state, isOff));
    const done = isOff ? [_("No longer marked.")] : sayWhereItIs(dataset.root);
    const failed = handbook.shell.boot.storage.lasts ? says : NOTHING_LASTS;
    return { my: store.document(), says: saved ? done : [failed] };
  }

  return { set };
})();
