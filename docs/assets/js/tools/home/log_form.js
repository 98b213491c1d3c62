// Logging on the home page that a behaviour was seen, shown or missed: a day, a line, and three buttons.
handbook.home = handbook.home || {};
handbook.home.logForm = (() => {
  "use strict";

  const { _ } = handbook.shell.i18n;
  const { PATIENTS, id } = handbook.document.format;
  const { make, sentence, link, hidden } = handbook.kit.elements;
  const { button, row } = handbook.kit.buttons;
  const { text, day, isReadyToLeave } = handbook.kit.fields;
  const { clean } = handbook.kit.autosave;
  const { keep } = handbook.kit.saveStatus;
  const { MEANT } = handbook.document.lengths;
  const { read, today } = handbook.document.days;

  class LogForm {
    /** page: the home page's part, of page.js; `page.lookOut` is what is logged. */
    constructor(page) {
      this.page = page;
      const unsaved = () => undefined; // Nothing is kept until a button is pressed.
      this.when = day({
        label: _("Day"),
        value: today(new Date()),
        most: today(new Date()),
        onChange: unsaved,
      });
      this.words = text({
        label: _("What happened, in a line"),
        help: [_("You may leave it empty."), " ", PATIENTS],
        meant: MEANT.line,
        onChange: unsaved,
      });
      this.says = make("div", { className: "hb-look__says", role: "status" });
      this.fields = make("div", { className: "hb-look__fields" }, this.words, this.when);
      this.element = make(
        "div",
        { className: "hb-look__log", role: "group", "aria-label": _("Log it") },
        this.fields,
        row(handbook.log.entries.KINDS.map((kind) => button(kind.button, () => this.log(kind)))),
        this.says,
      );
    }

    /** Keeps an entry, or says what is wrong with it; what was typed stays until it is kept. */
    log({ value, label }) {
      const { item, behaviour } = this.page.lookOut,
        date = this.when.control.value;
      if (!date && !this.when.says) this.when.fail(_("Give the day on which it happened."), true);
      if (!isReadyToLeave(this.element)) return;
      const words = clean(this.words.control.value).replace(/\s+/g, " ").trim();
      const entry = { id: id("l", Math.random), day: date, item: item.id, behaviour: behaviour.key };
      const result = keep((my) => {
        my.log.push({ ...entry, kind: value, text: words });
      });
      if (result.refused) {
        this.words.fail(result.says, true);
        isReadyToLeave(this.element);
        return;
      }
      this.words.control.value = "";
      this.words.control.dispatchEvent(new Event("input"));
      this.confirm(entry.id, label, date, words);
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
