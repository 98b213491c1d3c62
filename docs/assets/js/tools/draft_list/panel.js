// The list of the drafts that this browser keeps, with the ways on from each.
handbook.draftList = handbook.draftList || {};
handbook.draftList.panel = (() => {
  "use strict";

  const { _ } = handbook.shell.i18n;
  const { make, link, hidden, note } = handbook.kit.elements;
  const { button, row, ask } = handbook.kit.buttons;
  const { saveFile } = handbook.kit.downloads;
  const { read: inWords } = handbook.document.days;
  const { browserDrafts } = handbook.recordDrafts;

  /** The address of the form with the record of a draft in it, from the site's root. */
  function addressOf({ kind, id }) {
    return "edit/?" + new URLSearchParams(id ? { record: id, kind } : { kind });
  }

  function saveRaw({ name, text }, near) {
    saveFile("draft-" + name.replace(/[^a-z0-9]+/gi, "-") + ".json", "application/json", text, near);
  }

  /** A draft: what it is of, its day, and what can be done with it. `onGone()` hears that it was thrown
      away. */
  function renderOne(one, onGone) {
    const { draft, name } = one,
      title = (draft && draft.title) || name;
    const when = draft
      ? _("changed on {day}", { day: inWords(draft.when) })
      : _("This version of the handbook cannot read it.");
    const file = button([_("Save to a file"), hidden(" " + title)], () => saveRaw(one, file), {
      small: true,
      quiet: true,
    });
    const away = ask(
      button([_("Throw away"), hidden(" " + title)], () => {}, { small: true, quiet: true }),
      _("Throw this draft away?"),
      _("Throw it away"),
      _("Keep it"),
      () => {
        browserDrafts.remove(name);
        onGone();
      },
    );
    const words = make("span", { lang: "en-GB" }, title);
    return make(
      "li",
      { className: "hb-my__one" },
      make(
        "div",
        {},
        draft ? link(addressOf(one), words) : words,
        make("span", { className: "hb-tool-note" }, name.startsWith("new/") ? _("new") + " · " : "", when),
      ),
      row(file, away),
    );
  }

  /** All drafts, with what is said of them; nothing where there are none. */
  function render(onGone) {
    const drafts = browserDrafts.list();
    if (!drafts.length) return [];
    return [
      note(_("Changes to records of the handbook that you have begun in the form and not thrown away.")),
      make(
        "ul",
        { className: "hb-my__list" },
        drafts.map((one) => renderOne(one, onGone)),
      ),
    ];
  }

  return { render, saveRaw };
})();
