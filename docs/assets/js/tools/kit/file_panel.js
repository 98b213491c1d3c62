// Opening a file of the handbook: what it holds, then adding it, putting it in the place of what is here, or neither.
// What was done can be undone.
handbook.kit = handbook.kit || {};
handbook.kit.filePanel = (() => {
  "use strict";

  const { _ } = handbook.shell.i18n;
  const { make, focus } = handbook.kit.elements;
  const { say } = handbook.kit.announcements;
  const { button, row } = handbook.kit.buttons;
  const { keep } = handbook.kit.keeping;
  const { flush } = handbook.kit.typing;
  const { openFile } = handbook.kit.fields;

  /** Goes back to `before` while what was changed after `after` stays. */
  function goBack(store, before, after) {
    return store.replace(handbook.document.merging.merge(after, store.document(), before).value);
  }

  /** The heading and sentences that say what was done, with "Undo" for as long as they are on the page. `before` is the
      document as it was; `onUndone` runs once it is back. Gives an element; its `heading` wants the focus. */
  function done({ store, title, says, before, onUndone }) {
    const after = store.document();
    const heading = make("h3", { className: "hb-tool-panel__title" }, title);
    const box = make("div", { className: "hb-tool-panel" }, heading, says.map((each) => make("p", {}, each)),
      row(button(_("Undo"), () => {
        const result = goBack(store, before, after);
        if (result && result.problem === "invalid") { say(result.says); return; }
        box.remove();
        say(_("Undone."));
        if (onUndone) onUndone();
      }, { small: true }), make("span", { className: "hb-tool-note" }, _("Until you leave this page."))));
    box.heading = heading;
    return box;
  }

  /** Sentences for what was taken in, by the names a reader knows. */
  function told(rows, data) {
    const look = handbook.document.lookup.open(data);
    return handbook.document.fileMerging.told(rows, (list, each) => {
      if (list === "goals") return _("The goal “{goal}”", { goal: look.goal(each) });
      if (list === "marks") return _("The mark on “{page}”", { page: look.words(each.record) });
      return _("The {assessment}", { assessment: look.assessment(each) });
    });
  }

  /** A field to open a file, and under it what it holds and what to do with it. `names`: the lists this page takes (all
      where none are given). What is done can be undone until the page is left.
      @param {{ store: any, data: HandbookData, names?: string[], label?: string, help?: string }} settings */
  function part({ store, data, names, label, help }) {
    const place = make("div", { className: "hb-open__place" });
    const field = openFile({ label: label || _("Open a file"), help, accept: ".json,application/json",
      onFile: ({ name, bytes }) => show(name, handbook.document.fileReading.read(bytes, data, data.schema).document),
      onRefused: () => place.replaceChildren() });

    function close() {
      place.replaceChildren();
      field.control.focus();
    }

    function put(title, fn) {
      flush();
      const before = store.document();
      let says = [];
      const result = fn((sentences) => { says = sentences; });
      if (result.problem === "invalid") {
        field.fail(result.says);
        close();
        return;
      }
      const box = done({ store, title, says: result.says ? [...says, result.says] : says, before, onUndone: close });
      place.replaceChildren(box);
      focus(box.heading);
    }

    function takeIn(opened, tell) {
      return keep((my) => {
        const { document, rows } = handbook.document.fileMerging.add(my, opened, names);
        tell(told(rows, data));
        Object.assign(my, document);
      });
    }

    function putInPlace(opened, tell) {
      tell([_("Here now: {contents}.", { contents: handbook.document.fileMerging.holds(opened, names) })]);
      return store.replace(handbook.document.fileMerging.replace(store.document(), opened, names));
    }

    function show(name, opened) {
      const here = store.document(), { holds } = handbook.document.fileMerging;
      const some = holds(opened, names), mine = holds(here, names);
      const heading = make("h3", { className: "hb-tool-panel__title" }, _("What is in {name}", { name }));
      const replaced = !names ? _("Replace everything here") : names[0] === "goals" ? _("Replace the goals here")
        : _("Replace the assessments here");
      place.replaceChildren(make("div", { className: "hb-tool-panel" }, heading,
        make("p", {}, handbook.document.fileMerging.preview(opened, here, names)),
        some && mine && make("p", { className: "hb-tool-note" },
          _("Added to what is here, nothing is lost: what is in both is joined, and where the two differ, the one that "
            + "was changed later stands.")),
        row(some && button(mine ? _("Add to what is here") : _("Take it in"),
            () => put(_("Taken in from {name}", { name }), (tell) => takeIn(opened, tell)), { primary: true }),
          some && mine && button(replaced,
            () => put(_("Replaced by {name}", { name }), (tell) => putInPlace(opened, tell))),
          button(some ? _("Cancel") : _("Close"), close))));
      focus(heading);
    }

    return make("div", { className: "hb-open" }, field, place);
  }

  return { part, done };
})();
