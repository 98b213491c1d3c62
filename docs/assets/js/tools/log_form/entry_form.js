// Logging that a behaviour was seen, shown or missed: a day, a line, and three buttons.
handbook.logForm = handbook.logForm || {};
handbook.logForm.entryForm = (() => {
  "use strict";

  const { _ } = handbook.shell.i18n;
  const { id } = handbook.document.format;
  const { make, hidden } = handbook.kit.elements;
  const { button, row } = handbook.kit.buttons;
  const { keep } = handbook.kit.saveStatus;
  const { read, today } = handbook.document.days;

  class EntryForm {
    /** above: what stands above the day and the line; subject(): what is logged, {item, behaviour}, or null
        where that has to be put right first; where: what is said behind a day that was logged. */
    constructor({ above, subject, where }) {
      this.subject = subject;
      this.where = where;
      this.fields = handbook.logForm.fields.of({ day: today(new Date()), text: "" });
      this.words = this.fields.words;
      this.says = make("div", { className: "hb-look__says", role: "status" });
      this.element = make(
        "div",
        { className: "hb-look__log", role: "group", "aria-label": _("Log it") },
        above,
        this.fields.element,
        row(handbook.log.entries.KINDS.map((kind) => button(kind.button, () => this.log(kind)))),
        this.says,
      );
    }

    /** Keeps an entry, or says what is wrong with it; what was typed stays until it is kept. */
    log({ value, label }) {
      const subject = this.subject(),
        entry = this.fields.read(this.element);
      if (!subject || !entry) return;
      const key = id("l", Math.random);
      const result = keep((my) => {
        my.log.push({ id: key, kind: value, ...subject, ...entry });
      });
      if (result.refused) {
        this.fields.refuse(this.element, result.says);
        return;
      }
      this.words.control.value = "";
      this.words.control.dispatchEvent(new Event("input"));
      this.confirm(key, label, entry.day, entry.text);
    }

    /** Says what was logged and where it is, with the way back. */
    confirm(key, label, date, words) {
      const undo = button(
        [_("Undo"), hidden([" – ", label])],
        () => {
          keep((my) => {
            my.log = my.log.filter((entry) => entry.id !== key);
          });
          if (!this.words.control.value) this.words.control.value = words;
          this.says.replaceChildren(make("p", {}, _("Taken out of the log again.")));
          this.words.control.focus();
        },
        { small: true },
      );
      const logged = make("strong", {}, _("{what}, {day}.", { what: label, day: read(date) }));
      this.says.replaceChildren(make("p", {}, logged, " ", this.where, " ", undo));
    }
  }

  /** The form, as an element. */
  function of(settings) {
    return new EntryForm(settings).element;
  }

  return { of };
})();
