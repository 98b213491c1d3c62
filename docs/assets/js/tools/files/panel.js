// What an opened file of the handbook holds, then adding it, putting it in the place of what is here, or
// neither. What was done can be undone.
handbook.files = handbook.files || {};
handbook.files.panel = (() => {
  "use strict";

  const { _ } = handbook.shell.i18n;
  const { make, focus } = handbook.kit.elements;
  const { button, row } = handbook.kit.buttons;
  const { keep } = handbook.kit.saveStatus;
  const { flush } = handbook.kit.autosave;
  const { done } = handbook.kit.filePanel;

  /** Sentences for what was taken in, by the names a reader knows. */
  function report(rows, data) {
    const look = handbook.document.lookup.open(data);
    return handbook.files.merging.report(rows, (list, element) => {
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
      const { document, rows } = handbook.files.merging.add(my, opened, names);
      says = report(rows, data);
      Object.assign(my, document);
    });
    return { result, says };
  }

  /** What an opened file holds takes the place of what is here. Gives what the store says, and sentences on
      what is here now. */
  function putInPlace(opened, { store, names }) {
    const { holds, replace } = handbook.files.merging;
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
    const { holds, preview } = handbook.files.merging;
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

  /** Shows at its `place` what a file {name, bytes} holds and what to do with it; `settings` are those of
      handbook.kit.filePanel.part, with `place` and the `field`. Throws what handbook.files.reading.read
      does. */
  function show({ name, bytes }, settings) {
    const { store, data, names, place, field } = settings;
    const opened = handbook.files.reading.read(bytes, data, data.schema).document;

    function close() {
      place.replaceChildren();
      field.control.focus();
    }

    /** Does `takeIn` or `putInPlace`, and shows what was done. */
    function put(title, action) {
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

    const panel = contents(
      { name, opened, here: store.document(), names },
      {
        onAdd: () => put(_("Taken in from {name}", { name }), takeIn),
        onReplace: () => put(_("Replaced by {name}", { name }), putInPlace),
        onClose: close,
      },
    );
    place.replaceChildren(panel);
    focus(panel.heading);
  }

  return { show };
})();
