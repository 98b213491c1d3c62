// Fields of the participants' tools. Each is an element with two helps: `control` (the input; a fieldset of
// radios has none) and `set(value)`, which brings it up to date and leaves alone a field somebody types in.
/**
 * What fields are made from. `value`: what is kept now; `onChange` gets what it is to be, and gives what
 * `keep` does.
 *
 * @typedef {{ value: any, label?: any, hint?: any, options?: Option[] }} Option
 * @typedef {{ label: any, help?: any, value?: any, onChange: Function, rows?: number, meant?: number,
 *   most?: string, autocomplete?: string }} FieldSettings
 * @typedef {{ label: any, help?: any, value?: any, onChange: Function, options: Option[] }} SelectSettings
 * @typedef {{ legend: any, hint?: any, value?: any, onChange: Function, options: Option[],
 *   inline?: boolean }} RadioSettings
 */
handbook.kit = handbook.kit || {};
handbook.kit.fields = (() => {
  "use strict";

  const { _ } = handbook.shell.i18n;
  const { id, make, hidden } = handbook.kit.elements;
  const { say } = handbook.kit.announcements;
  const { errors } = handbook.kit.messages;
  const { follow, flush, clean } = handbook.kit.autosave;
  const { afterPress } = handbook.kit.presses;
  const { read, today } = handbook.document.days;
  const { MEANT, excess } = handbook.document.lengths;
  const REFUSED = ".is-refused:not([hidden])";

  /** True when the fields in `container` hold nothing that was refused, so that it may be left. Else it
      stays, with what to put right above it. */
  function isReadyToLeave(container) {
    flush();
    const wrong = Array.from(container.querySelectorAll(REFUSED), (faulty) => ({
      id: faulty.control.id,
      says: faulty.says,
    }));
    refuse(
      container,
      wrong,
      _("What you typed is still there, but it is not kept. Put it right, then go on."),
    );
    return !wrong.length;
  }

  /** Shows at the top of `container` what has to be put right, in the place of what stood there before. */
  function refuse(container, wrong, how) {
    if (container.firstChild.matches?.(".hb-tool-errors")) container.firstChild.remove();
    if (wrong.length) container.prepend(errors(wrong, how));
  }

  /** A label, its help, a place for an error, and the control they belong to. `field.fail(sentence or null,
      refused)` shows or takes away the error; `refused`: what the field holds is kept nowhere else. */
  function field(name, control, { label, help }) {
    control.id = control.id || id();
    const hint = help && make("p", { className: "hb-tool-field__help", id: control.id + "-help" }, help);
    const fault = make("p", { className: "hb-tool-field__error", id: control.id + "-error", hidden: true });
    control.setAttribute("aria-describedby", (hint ? hint.id + " " : "") + fault.id);
    const title = make("label", { className: "hb-tool-field__label", htmlFor: control.id }, label);
    const made = make(
      "div",
      { className: "hb-tool-field hb-tool-field--" + name },
      title,
      hint,
      fault,
      control,
    );
    made.control = control;
    const show = () => {
      fault.hidden = !made.says;
      fault.replaceChildren(...(made.says ? [hidden(_("Error:") + " "), made.says] : []));
      if (made.says) control.setAttribute("aria-invalid", "true");
      else control.removeAttribute("aria-invalid");
      made.classList.toggle("is-wrong", Boolean(made.says));
    };
    made.fail = (sentence, refused = false) => {
      made.says = sentence;
      made.classList.toggle("is-refused", refused);
      afterPress(show);
      if (refused)
        window.onbeforeunload = (event) => {
          if (document.querySelector(REFUSED)) event.preventDefault();
        };
    };
    return made;
  }

  /** What a change led to: a refusal of the very words ("invalid") is shown at the field. True when they were
      kept. */
  function took(made, result) {
    const wrong = Boolean(result) && result.problem === "invalid",
      refused = wrong && result.refused !== false;
    made.fail(wrong ? result.says : null, refused);
    return !refused;
  }

  /** A line under a field of text that says, while it is typed, how many characters are too many. →
      {element, show(), tell()}: `show` brings it up to date, `tell` says it aloud where it says something
      new. */
  function excessNote(control, meant) {
    const element = make("p", {
      className: "hb-tool-field__excess",
      id: control.id + "-excess",
      hidden: true,
    });
    let last = "";
    function show() {
      element.textContent = excess(clean(control.value), meant);
      element.hidden = !element.textContent;
    }
    function tell() {
      const words = element.textContent;
      if (words && words !== last) say(words);
      last = words;
    }
    return { element, show, tell };
  }

  /** A line or several lines of text. `onChange` gets the words, and those that were kept before. `meant`:
      the characters that are meant for it; more are kept as well.
      @param {FieldSettings} settings */
  function text({ label, help, value, rows = 1, meant = MEANT.text, onChange, autocomplete }) {
    const control = make(rows > 1 ? "textarea" : "input", {
      className: "hb-tool-input",
      value: value || "",
      autocomplete: autocomplete || "off",
    });
    if (rows > 1) control.rows = rows;
    const made = field("text", control, { label, help }),
      note = excessNote(control, meant);
    made.append(note.element);
    control.setAttribute(
      "aria-describedby",
      control.getAttribute("aria-describedby") + " " + note.element.id,
    );
    note.show();
    let last = control.value,
      saved = last,
      isSaving = false,
      waiting = null; // `waiting`: to show once nobody types here.
    control.addEventListener("input", note.show);
    const isWritten = follow(control, save);
    function save() {
      const words = clean(control.value);
      if (words === last) return;
      const before = saved;
      last = words;
      waiting = null;
      isSaving = true; // Keeping them has the page brought up to date, with what was kept before too.
      const isKept = took(made, onChange(words, before));
      isSaving = false;
      afterPress(note.show); // Also where it was put in without typing.
      if (!isKept) return;
      saved = words;
      if (waiting !== null) set(waiting);
      afterPress(note.tell);
    }
    control.addEventListener("blur", () => {
      save();
      if (waiting !== null) set(waiting);
    });
    function set(next) {
      const busy =
        isSaving || document.activeElement === control || isWritten() || made.matches(".is-refused");
      waiting = busy ? next || "" : null;
      if (busy) return;
      saved = last = control.value = next || "";
      afterPress(note.show);
    }
    made.set = set;
    made.bringBack = () => {
      control.value = last;
    };
    return made;
  }

  /** A day: the browser's own calendar. `onChange` gets "2026-11-23", or "" where it was emptied.
      @param {FieldSettings} settings */
  function day({ label, help, value, onChange, most }) {
    const control = make("input", {
      type: "date",
      className: "hb-tool-input",
      value: value || "",
      max: most || "9999-12-31",
    });
    const made = field("day", control, { label, help });
    // `stored`: what is kept, by this tab or another; what is typed or was refused here need not be that.
    let stored = control.value,
      judged = stored;
    function fault({ value, validity }) {
      if (validity.badInput) return _("This is not a day in the calendar. Give day, month and year.");
      if (value === stored || !value) return null;
      if (value < "1900") return _("Give the year with four figures, for example 2026.");
      if (!most || value <= most || value <= today(new Date())) return null;
      return stored
        ? _("This day has not come yet. Give today or an earlier one; until then, {day} is kept.", {
            day: read(stored),
          })
        : _("This day has not come yet. Give today or an earlier one.");
    }
    function save() {
      const { value, validity } = control,
        wrong = fault(control);
      if (value === judged && !validity.badInput) return;
      judged = validity.badInput ? null : value;
      if (wrong) made.fail(wrong, true);
      else if (value === stored) made.fail(null);
      else if (took(made, onChange(value))) stored = value;
    }
    control.addEventListener("change", () => {
      // "0020" is on its way to 2026.
      if (!control.validity.badInput && !(control.value && control.value < "1900")) save();
    });
    control.addEventListener("blur", () => {
      save();
      if (control.value !== stored) made.set(stored);
    });
    made.set = (next) => {
      stored = next || "";
      if (document.activeElement === control || made.matches(".is-refused")) return;
      judged = control.value = stored;
      made.fail(null);
    };
    return made;
  }

  /** A closed list; `options` are [{value, label}], or [{label, options}] for groups.
      @param {SelectSettings} settings */
  function select({ label, help, options, value, onChange }) {
    const one = (choice) => make("option", { value: String(choice.value) }, choice.label);
    const control = make(
      "select",
      { className: "hb-tool-input" },
      options.map((choice) =>
        choice.options ? make("optgroup", { label: choice.label }, choice.options.map(one)) : one(choice),
      ),
    );
    const made = field("select", control, { label, help });
    made.set = (next) => {
      control.value = next === null || next === undefined ? "" : String(next);
    };
    made.set(value);
    control.addEventListener("change", () => took(made, onChange(control.value)));
    return made;
  }

  /** A box to tick; `onChange` gets true or false.
      @param {FieldSettings} settings */
  function check({ label, help, value, onChange }) {
    const control = make("input", { type: "checkbox", checked: Boolean(value), id: id() });
    const made = option(control, label, help);
    control.addEventListener("change", () => onChange(control.checked));
    made.control = control;
    made.set = (next) => {
      control.checked = Boolean(next);
    };
    return made;
  }

  function option(control, label, help) {
    const hint = help && make("span", { className: "hb-tool-option__help", id: control.id + "-help" }, help);
    if (hint) control.setAttribute("aria-describedby", hint.id);
    return make(
      "div",
      { className: "hb-tool-option" },
      control,
      make(
        "label",
        { htmlFor: control.id, className: "hb-tool-option__words" },
        make("span", {}, label),
        hint,
      ),
    );
  }

  /** One choice of a few: [{value, label, hint}]; `onChange` gets the option's own value. `inline`: side by
      side.
      @param {RadioSettings} settings */
  function radios({ legend, hint, options, value, onChange, inline }) {
    const key = id();
    const inputs = options.map((choice, place) =>
      make("input", { type: "radio", name: key, value: String(choice.value), id: key + "-" + place }),
    );
    const help = hint && make("p", { className: "hb-tool-field__help", id: key + "-help" }, hint);
    const made = make(
      "fieldset",
      { className: "hb-tool-radios" + (inline ? " hb-tool-radios--inline" : "") },
      make("legend", { className: "hb-tool-radios__legend" }, legend),
      help,
      make(
        "div",
        { className: "hb-tool-radios__options" },
        options.map((choice, place) => option(inputs[place], choice.label, choice.hint)),
      ),
    );
    if (help) made.setAttribute("aria-describedby", help.id);
    made.set = (next) =>
      inputs.forEach((input, place) => {
        input.checked = options[place].value === next;
      });
    made.set(value);
    made.addEventListener("change", (event) => {
      const place = inputs.indexOf(event.target);
      if (place >= 0) onChange(options[place].value);
    });
    return made;
  }

  /** A field that takes one file. `onFile({name, bytes})` may throw: its sentence is shown at the field, or
      given to `onRefused`. A file that is too large is refused before it is read. */
  function openFile({ label, help, accept, onFile, onRefused }) {
    const control = make("input", { type: "file", className: "hb-tool-input hb-tool-input--file" });
    if (accept) control.accept = accept;
    const made = field("file", control, { label, help });
    function refuse(sentence) {
      made.fail(sentence);
      say(sentence);
      if (onRefused) onRefused(sentence);
    }
    control.addEventListener("change", async () => {
      const file = control.files[0];
      if (!file) return;
      made.fail(null);
      let Refused = null;
      try {
        await handbook.kit.preparation.prepare(); // By which handbook.files is here, and each id is known.
        Refused = handbook.files.reading.Refused;
        const tooLarge = handbook.files.reading.tooLarge(file.size);
        if (tooLarge) return refuse(tooLarge);
        await onFile({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) });
      } catch (refused) {
        const isTold = Refused && refused instanceof Refused;
        if (!isTold) console.error(refused);
        refuse(isTold ? refused.message : _("This file could not be read. Nothing was changed."));
      } finally {
        control.value = ""; // So that the same file may be chosen again.
      }
    });
    made.set = () => {};
    return made;
  }

  // Safari empties a field without autocomplete just after the "back" button has brought its page back. Left
  // so, it would be saved as empty.
  function bringBack() {
    document.querySelectorAll(".hb-tool-field--text").forEach((/** @type {any} */ made) => made.bringBack());
  }
  window.addEventListener("pageshow", ({ persisted }) => {
    if (persisted) setTimeout(bringBack, 0);
  });

  return { isReadyToLeave, refuse, text, day, select, check, radios, openFile };
})();
