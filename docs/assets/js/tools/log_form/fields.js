// The fields of an entry of the log, a day and a line, for whoever logs one and whoever changes one.
handbook.logForm = handbook.logForm || {};
handbook.logForm.fields = (() => {
  "use strict";

  const { _ } = handbook.shell.i18n;
  const { PATIENTS } = handbook.document.format;
  const { make } = handbook.kit.elements;
  const { text, day, isReadyToLeave } = handbook.kit.fields;
  const { clean } = handbook.kit.autosave;
  const { MEANT } = handbook.document.lengths;
  const { today } = handbook.document.days;

  class Fields {
    /** entry: {day, text} to begin with. Nothing is kept until a button is pressed. */
    constructor(entry) {
      const unsaved = () => undefined;
      this.when = day({ label: _("Day"), value: entry.day, most: today(new Date()), onChange: unsaved });
      this.words = text({
        label: _("What happened, in a line"),
        help: [_("You may leave it empty."), " ", PATIENTS],
        value: entry.text,
        meant: MEANT.line,
        onChange: unsaved,
      });
      this.element = make("div", { className: "hb-look__fields" }, this.words, this.when);
    }

    /** → {day, text}, or null where something has to be put right first, which `form` then says. */
    read(form) {
      const { when, words } = this,
        date = when.control.value;
      if (!date && !when.says) when.fail(_("Give the day on which it happened."), true);
      if (date > today(new Date()) && !when.says)
        when.fail(_("This day has not come yet. Give today or an earlier one."), true);
      if (!isReadyToLeave(form)) return null;
      return { day: date, text: clean(words.control.value).replace(/\s+/g, " ").trim() };
    }

    /** Says in `form` that the line was not kept, and why. */
    refuse(form, says) {
      this.words.fail(says, true);
      isReadyToLeave(form);
    }
  }

  /** The fields, with an entry to begin with. */
  function of(entry) {
    return new Fields(entry);
  }

  return { of };
})();
