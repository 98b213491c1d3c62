// The page that edits a record: opens the one that the address names, or has one chosen.
handbook.recordForm = handbook.recordForm || {};
handbook.recordForm.view = (() => {
  "use strict";

  const { _ } = handbook.shell.i18n;
  const { make, focus } = handbook.kit.elements;
  const { button, row } = handbook.kit.buttons;
  const { saveFile } = handbook.kit.downloads;
  const { Refused } = handbook.yamlText.reading;
  const { findNearest } = handbook.recordRules.nearest;
  const { copy, fits } = handbook.recordForm.values;
  const { combobox } = handbook.recordForm.picker;
  const { Form } = handbook.recordForm.form;
  const { texts } = handbook.recordForm;
  let container,
    run = (/** @type {string[]} */ places) => Promise.resolve(/** @type {unknown} */ (places));

  function show(...children) {
    container.replaceChildren(...children.flat().filter(Boolean));
  }

  function go(query) {
    location.search = new URLSearchParams(query).toString();
  }

  /** The drafts that this browser keeps; an empty place where there are none. */
  function renderDrafts() {
    const place = make("section", { "aria-label": _("Your drafts") }),
      heading = make("h2", {}, _("Your drafts"));
    const draw = () => {
      const drafts = handbook.draftList.panel.render(() => {
        draw();
        focus(place.firstChild ? heading : container.querySelector("input"));
      });
      place.replaceChildren(...(drafts.length ? [heading, ...drafts] : []));
      place.hidden = !drafts.length;
    };
    draw();
    return place;
  }

  /** The choice of a record, or of a kind to begin one of. */
  function renderChoice() {
    const picker = combobox({
      label: _("Find what to change, by its title or id"),
      target: "edited",
      onPick: ([kind, record]) => go({ record, kind }),
    });
    const options = Object.entries(handbook.editing.kinds).map(([kind, { title }]) =>
      make("option", { value: kind }, title),
    );
    const select = make(
      "select",
      { className: "hb-tool-input", "aria-label": _("Kind of the new record") },
      options,
    );
    return [
      renderDrafts(),
      picker.element,
      make("h2", {}, _("Begin something new")),
      row(
        select,
        button(_("Begin"), () => go({ kind: select.value })),
      ),
    ];
  }

  /** What the address asks for that is not there. */
  function showUnknown(id) {
    const near = findNearest(
      id,
      handbook.editing.records.filter((one) => one.length > 3).map((one) => one[1]),
    );
    const link = near && make("a", { href: "?" + new URLSearchParams({ record: near }) }, near);
    show(
      make(
        "p",
        { className: "hb-warning", role: "alert" },
        _("No record has the id {id}.", { id }),
        link ? [" ", _("Did you mean this one?"), " ", link] : null,
      ),
      renderChoice(),
    );
  }

  /** A file that is not understood: why, and its text as it is. */
  function showRefused(failed, path, text) {
    const name = path.slice(path.lastIndexOf("/") + 1);
    const save = button(_("Download {name}", { name }), () => saveFile(name, "text/yaml", text, save));
    show(
      make(
        "p",
        { className: "hb-warning", role: "alert" },
        failed.message,
        " ",
        _("Nothing of it was changed. Edit it in the repository, or as it is:"),
      ),
      row(save),
    );
  }

  /** The record that is asked for, as the form has it: the kind, the id, the path and text of its file. */
  function findAsked(query) {
    const kind = query.get("kind"),
      id = query.get("record") || "";
    if (kind && !id) return kind in handbook.editing.kinds ? { kind, isNew: true } : null;
    const fits = (target, one) => target[1] === one && target.length > 3 && (!kind || target[0] === kind);
    const record = [id, id.split("/")[0]]
      .map((one) => handbook.editing.records.find((target) => fits(target, one)))
      .find(Boolean);
    return record
      ? { kind: record[0], id: record[1], path: handbook.editing.files[record[3]], isNew: false, request: id }
      : null;
  }

  async function openAsked(request) {
    const { file, begun } = handbook.editing.kinds[request.kind];
    const path = request.path || file,
      text = path ? (await texts.load(path, run)).replace(/\r\n?/g, "\n") : "";
    try {
      const base = request.isNew ? begin(begun) : texts.take(request.kind, request.id, text);
      if (!fits(handbook.editing.kinds[request.kind].model, base))
        throw new Refused(_("The record is not built in a way that this form knows."));
      new Form(container, { ...request, path, text }, base).open();
    } catch (failed) {
      if (!(failed instanceof Refused)) throw failed;
      showRefused(failed, path, text);
    }
  }

  function begin(begun) {
    const data = copy(begun);
    return "drafted" in data ? { ...data, drafted: new Date().toISOString().slice(0, 10) } : data;
  }

  /** Shows what the address asks for. `load` runs scripts of the handbook. */
  function open(place, load) {
    container = place;
    run = load;
    container.lang = document.documentElement.lang;
    const query = new URLSearchParams(location.search),
      request = findAsked(query);
    if (request) return openAsked(request);
    if (query.has("record") || query.has("kind"))
      return showUnknown(query.get("record") || query.get("kind") || "");
    show(renderChoice());
    container.querySelector("input").focus();
  }

  return { open };
})();
