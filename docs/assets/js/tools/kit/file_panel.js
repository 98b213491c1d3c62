// Opening a file of the handbook: the field to choose it, and undoing what was done.
handbook.kit = handbook.kit || {};
handbook.kit.filePanel = (() => {
  "use strict";

  const { _ } = handbook.shell.i18n;
  const { make } = handbook.kit.elements;
  const { say } = handbook.kit.announcements;
  const { button, row } = handbook.kit.buttons;
  const { openFile } = handbook.kit.fields;

  /** Goes back to `before` while what was changed after `after` stays. */
  function goBack(store, before, after) {
    return store.replace(handbook.document.merging.merge(after, store.document(), before).value);
  }

  /** The heading and sentences that say what was done, with "Undo" for as long as they are on the page.
      `before` is the document as it was; `onUndone` runs once it is back. Gives an element; its `heading`
      wants the focus. */
  function done({ store, title, says, before, onUndone }) {
    const after = store.document();
    const heading = make("h3", { className: "hb-tool-panel__title" }, title);
    const box = make(
      "div",
      { className: "hb-tool-panel" },
      heading,
      says.map((words) => make("p", {}, words)),
      row(
        button(
          _("Undo"),
          () => {
            const result = goBack(store, before, after);
            if (result && result.problem === "invalid") {
              say(result.says);
              return;
            }
            box.remove();
            say(_("Undone."));
            if (onUndone) onUndone();
          },
          { small: true },
        ),
        make("span", { className: "hb-tool-note" }, _("Until you leave this page.")),
      ),
    );
    box.heading = heading;
    return box;
  }

  /** A field to open a file, and under it what it holds and what to do with it. `names`: the lists this page
      takes (all where none are given). What is done can be undone until the page is left.
      @param {{ store: any, data: HandbookData, names?: string[], label?: string, help?: string }} settings */
  function part(settings) {
    const place = make("div", { className: "hb-open__place" });
    const field = openFile({
      label: settings.label || _("Open a file"),
      help: settings.help,
      accept: ".json,application/json",
      onFile: (file) => handbook.files.panel.show(file, { ...settings, place, field }),
      onRefused: () => place.replaceChildren(),
    });
    return make("div", { className: "hb-open" }, field, place);
  }

  return { part, done };
})();
