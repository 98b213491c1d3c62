// Changing an entry of the log on My handbook: its kind, what it is about, its day and its line, in the
// place where it stands.
handbook.myLists = handbook.myLists || {};
handbook.myLists.logChange = (() => {
  "use strict";

  const { _ } = handbook.shell.i18n;
  const { make, hidden } = handbook.kit.elements;
  const { button, row } = handbook.kit.buttons;
  const { radios } = handbook.kit.fields;
  const { KINDS } = handbook.log.entries;

  /** The document `my` with the entry at a place of its log changed as it was from `before` to `changed`, and
      as another tab has changed it meanwhile. */
  function joined(my, at, before, changed) {
    const { merging, clashes } = handbook.document;
    const [base, mine, theirs] = [before, changed, my.log[at]].map((entry) => ({ log: [entry] }));
    const merged = merging.merge(base, mine, theirs),
      log = [...my.log.slice(0, at), ...merged.value.log, ...my.log.slice(at + 1)];
    return clashes.resolve(
      { value: { ...my, log }, clashes: merged.clashes },
      { isSound: () => true, now: new Date(), random: Math.random },
    );
  }

  class Change {
    /** page: My handbook, of page.js; name: what the entry is called; heading: of the log. */
    constructor(page, entry, name, heading) {
      this.page = page;
      this.entry = entry;
      this.name = name;
      this.heading = heading;
      /** @type {Node[]} */
      this.before = []; // What stands in its place while it is closed.
      /** @type {any} */
      this.fields = null;
      this.opener = button([_("Edit"), hidden(" – " + name)], () => this.open(), { small: true });
    }

    /** Puts the form into the place of the entry. */
    open() {
      const { page, entry, name } = this;
      this.place = this.opener.closest("li");
      this.before = Array.from(this.place.childNodes);
      this.fields = handbook.logForm.fields.of(entry);
      this.kind = radios({
        legend: _("What was it?"),
        options: KINDS,
        value: entry.kind,
        inline: true,
        onChange: (value) => (this.value = value),
      });
      this.value = entry.kind;
      // What is no longer in the handbook stays as it is.
      this.subject = page.look.subject(entry.item) && handbook.myLists.logSubject.of(page, entry);
      this.form = make(
        "div",
        { className: "hb-log__change", role: "group", "aria-label": _("Change: {entry}", { entry: name }) },
        this.kind,
        this.subject?.element,
        this.fields.element,
        row(
          button(_("Keep the change"), () => this.keep(), { primary: true, small: true }),
          button(_("Leave it as it is"), () => this.close(), { small: true }),
        ),
      );
      this.form.addEventListener("keydown", (event) => {
        if (event.key === "Escape") this.close();
      });
      this.place.replaceChildren(this.form);
      this.form.querySelector("input:checked").focus();
    }

    close() {
      this.place.replaceChildren(...this.before);
      this.opener.focus();
    }

    /** Keeps the change. What another tab has changed of the entry since the form was opened stays: its line,
        where both have changed that, as an entry of its own. */
    keep() {
      const { page, entry, name, heading, fields, form } = this,
        subject = this.subject ? this.subject.read() : entry,
        values = fields.read(form);
      if (!subject || !values) return;
      const changed = { ...entry, ...values, kind: this.value, item: subject.item };
      if (subject.behaviour) changed.behaviour = subject.behaviour;
      else delete changed.behaviour;
      if (handbook.document.merging.same(changed, entry)) {
        this.close();
        return;
      }
      const result = page.change(_("Changed in the log: {entry}", { entry: name }), heading, (my) => {
        const at = my.log.findIndex(({ id }) => id === entry.id);
        if (at < 0) return false;
        Object.assign(my, joined(my, at, entry, changed));
        return true;
      });
      if (result.refused) fields.refuse(form, result.says);
      else form.remove();
    }
  }

  /** The button that opens the form. */
  function opener(page, entry, name, heading) {
    return new Change(page, entry, name, heading).opener;
  }

  return { opener };
})();
