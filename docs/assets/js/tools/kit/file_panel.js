// Opening a file of the handbook: what it holds, then adding it, putting it in the place of what is here, or
// neither. What was done can be undone.
handbook.kit = handbook.kit || {};
handbook.kit.filePanel = (() => {
  "use strict";

  const { _ } = handbook.shell.i18n;
  const { make, focus } = handbook.kit.elements;
  const { say } = handbook.kit.announcements;
  const { button, row } = handbook.kit.buttons;
  const { keep } = handbook.kit.saveStatus;
  const { flush } = handbook.kit.autosave;
  const { openFile } = handbook.kit.fields;
  const { hasContents, loadContents } = handbook.page.data;

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

  /** Sentences for what was taken in, by the names a reader knows. */
  function report(rows, data) {
    const look = handbook.document.lookup.open(data);
    return handbook.document.fileMerging.report(rows, (list, element) => {
      if (list === "goals") return _("The goal “{goal}”", { goal: look.goal(element) });
      if (list === "marks") return _("The mark on “{page}”", { page: look.words(element.record) });
      if (list === "walks") return _("The pathway “{page}”", { page: look.words(element.record) });
      return _("The {assessment}", { assessment: look.assessment(element) });
    });
  }

  /** What an opened file holds is added to what is here. Gives what `keep` says, and sentences on what was
      taken in. */
  function takeIn(opened, { data, names }) {
    let says = [];
    const result = keep((my) => {
      const { document, rows } = handbook.document.fileMerging.add(my, opened, names);
      says = report(rows, data);
      Object.assign(my, document);
    });
    return { result, says };
  }

  /** What an opened file holds takes the place of what is here. Gives what the store says, and sentences on
      what is here now. */
  function putInPlace(opened, { store, names }) {
    const { holds, replace } = handbook.document.fileMerging;
    const says = [_("Here now: {contents}.", { contents: holds(opened, names) })];
    return { result: store.replace(replace(store.document(), opened, names)), says };
  }

  /** The lists that a page takes → what its button to replace them says. */
  function replacing(names) {
    if (!names) return _("Replace everything here");
    return names[0] === "goals" ? _("Replace the goals here") : _("Replace the assessments here");
  }

  /** What the file `name` holds beside what is here, and the buttons for what can be done with it. Gives an
      element; its `heading` wants the focus. */
  function contents({ name, opened, here, names }, { onAdd, onReplace, onClose }) {
    const { holds, preview } = handbook.document.fileMerging;
    const some = holds(opened, names),
      mine = holds(here, names);
    const heading = make("h3", { className: "hb-tool-panel__title" }, _("What is in {name}", { name }));
    const panel = make(
      "div",
      { className: "hb-tool-panel" },
      heading,
      make("p", {}, preview(opened, here, names)),
      some
        && mine
        && make(
          "p",
          { className: "hb-tool-note" },
          _(
            "Added to what is here, nothing is lost: what is in both is joined, and where the two "
              + "differ, the one that was changed later stands.",
          ),
        ),
      row(
        some && button(mine ? _("Add to what is here") : _("Take it in"), onAdd, { primary: true }),
        some && mine && button(replacing(names), onReplace),
        button(some ? _("Cancel") : _("Close"), onClose),
      ),
    );
    panel.heading = heading;
    return panel;
  }

  /** A field to open a file, and under it what it holds and what to do with it. `names`: the lists this page
      takes (all where none are given). What is done can be undone until the page is left.
      @param {{ store: any, data: HandbookData, names?: string[], label?: string, help?: string }} settings */
  function part(settings) {
    const { store, data, names, label, help } = settings;
    const place = make("div", { className: "hb-open__place" });
    const field = openFile({
      label: label || _("Open a file"),
      help,
      accept: ".json,application/json",
      onFile: async ({ name, bytes }) => {
        // By the contents it is known which ids are retired.
        if (!hasContents()) await loadContents();
        show(name, handbook.document.fileReading.read(bytes, data, data.schema).document);
      },
      onRefused: () => place.replaceChildren(),
    });

    function close() {
      place.replaceChildren();
      field.control.focus();
    }

    /** Does `takeIn` or `putInPlace`, and shows what was done. */
    function put(title, action, opened) {
      flush();
      const before = store.document(),
        { result, says } = action(opened, settings);
      if (result.problem === "invalid") {
        field.fail(result.says);
        close();
        return;
      }
      const box = done({
        store,
        title,
        says: result.says ? [...says, result.says] : says,
        before,
        onUndone: close,
      });
      place.replaceChildren(box);
      focus(box.heading);
    }

    function show(name, opened) {
      const panel = contents(
        { name, opened, here: store.document(), names },
        {
          onAdd: () => put(_("Taken in from {name}", { name }), takeIn, opened),
          onReplace: () => put(_("Replaced by {name}", { name }), putInPlace, opened),
          onClose: close,
        },
      );
      place.replaceChildren(panel);
      focus(panel.heading);
    }

    return make("div", { className: "hb-open" }, field, place);
  }

  return { part, done };
})();
