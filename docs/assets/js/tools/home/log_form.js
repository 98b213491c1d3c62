// Logging on the home page that a behaviour was seen, shown or missed: a day, a line, and three buttons.
handbook.home = handbook.home || {};
handbook.home.logForm = (() => {
  "use strict";

  const { _ } = handbook.shell.i18n;
  const { id } = handbook.document.format;
  const { make, sentence, link, hidden } = handbook.kit.elements;
  const { button, row } = handbook.kit.buttons;
  const { keep } = handbook.kit.saveStatus;
  const { read, today } = handbook.document.days;

  class LogForm {
    /** page: the home page's part, of page.js; `page.lookOut` is what is logged. */
    constructor(page) {
      this.page = page;
      this.fields = handbook.logForm.fields.of({ day: today(new Date()), text: "" });
      this.words = this.fields.words;
      this.says = make("div", { className: "hb-look__says", role: "status" });
      this.element = make(
        "div",
        { className: "hb-look__log", role: "group", "aria-label": _("Log it") },
        this.fields.element,
        row(handbook.log.entries.KINDS.map((kind) => button(kind.button, () => this.log(kind)))),
        this.says,
      );
    }

    /** Keeps an entry, or says what is wrong with it; what was typed stays until it is kept. */
    log({ value, label }) {
      const { item, behaviour } = this.page.lookOut,
        entry = this.fields.read(this.element);
      if (!entry) return;
      const key = id("l", Math.random);
      const result = keep((my) => {
        my.log.push({ id: key, item: item.id, behaviour: behaviour.key, kind: value, ...entry });
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
      const { data } = this.page;
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
      const where = link(data.pages["my-handbook"] + "#log", _("My handbook"));
      this.says.replaceChildren(
        make(
          "p",
          {},
          make("strong", {}, _("{what}, {day}.", { what: label, day: read(date) })),
          " ",
          sentence(_("Kept in this browser, under {page}."), { page: where }),
          " ",
          undo,
        ),
      );
    }
  }

  /** The form. page: the home page's part, of page.js. */
  function of(page) {
    return new LogForm(page);
  }

  return { of };
})();
