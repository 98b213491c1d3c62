// The dated examples of an item that is being rated.
handbook.rating = handbook.rating || {};
handbook.rating.examples = (() => {
  "use strict";

  const { _ } = handbook.shell.i18n;
  const { PATIENTS, id } = handbook.document.format;
  const { make, link, hidden, note } = handbook.kit.elements;
  const { say } = handbook.kit.announcements;
  const { button, ask } = handbook.kit.buttons;
  const { text, day } = handbook.kit.fields;
  const { read, today } = handbook.document.days;

  function number() {
    return make("span", { className: "hb-tool-evidence__number" });
  }

  /** One example: its day and its words. */
  class Example {
    /** piece: {id, day, text}; all: the `Examples` it is one of. */
    constructor(piece, all) {
      this.id = piece.id;
      this.all = all;
      this.day = piece.day;
      this.isKept = false; // Whether it has been seen in what is kept.
      this.words = text({
        label: _("What you did, and what came of it"),
        rows: 3,
        value: piece.text,
        onChange: (words, seen) => this.write(words, seen),
      });
      this.when = day({
        label: _("When"),
        value: piece.day,
        most: today(new Date()),
        onChange: (value) => this.move(value),
      });
      const remove = ask(
        button([_("Take away"), hidden([" ", number()])], () => {}, { small: true }),
        _("Take this example away?"),
        _("Take away"),
        _("Keep it"),
        () => this.remove(),
      );
      this.element = make(
        "li",
        {},
        make(
          "fieldset",
          {},
          make("legend", {}, number()),
          this.when,
          this.words,
          make("div", { className: "hb-tool-buttons" }, remove),
        ),
      );
    }

    /** Keeps the words. seen: what stood here before somebody typed; what another tab has written since goes
        on as an example of its own. The day that is kept stays, which another tab may have given just now. */
    write(words, seen) {
      return this.all.put(this.id, (example, answer) => {
        const isOther = example.text && example.text !== seen && example.text !== words;
        if (!words.trim()) this.isKept = false; // Not kept, but still written in.
        if (isOther) answer.evidence.push({ ...example, id: id("e", Math.random) });
        example.text = words;
        example.day = example.day || this.day;
      });
    }

    /** Keeps another day; without words there is nothing to keep yet. Words that are kept stay. */
    move(value) {
      if (!value)
        return {
          problem: "invalid",
          says: _("An example needs its day. Until you give one, {day} is kept.", { day: read(this.day) }),
        };
      this.day = value;
      const words = this.words.control.value;
      return (
        words.trim()
        && this.all.put(this.id, (example) => {
          example.text = example.text || words;
          example.day = value;
        })
      );
    }

    remove() {
      this.words.control.value = ""; // So that leaving the field does not save it again.
      this.all.drop(this);
      this.all.put(this.id, (example) => {
        example.text = "";
      });
      say(_("Example taken away."));
      this.all.add.focus();
    }

    set({ day: date, text: words }) {
      this.isKept = true;
      this.day = date;
      this.when.set(date);
      this.words.set(words);
    }
  }

  /** What the log says of an item, as a list; null where it says nothing. */
  function logPart(item) {
    const { newestFirst, line } = handbook.log.entries;
    const { log } = handbook.page.browserStore.main().document();
    const entries = newestFirst(log.filter((entry) => entry.item === item.id));
    if (!entries.length) return null;
    const look = { subject: () => item };
    return make(
      "div",
      {},
      note(_("From your log:")),
      make(
        "ul",
        {},
        entries.map((entry) => make("li", {}, line(entry, look))),
      ),
      note(link(handbook.data.pages["my-handbook"] + "#log", _("Change or remove an entry on My handbook"))),
    );
  }

  /** The examples there are, and a button for one more. An example with no words is not kept. */
  class Examples {
    constructor(item, save) {
      this.save = save;
      this.examples = new Map();
      this.list = make("ol", { className: "hb-tool-evidence" });
      this.add = button(
        _("Add an example"),
        () => {
          const piece = { id: id("e", Math.random), day: today(new Date()), text: "" };
          this.show(piece).words.control.focus();
        },
        { small: true },
      );
      this.inside = [
        note(
          _("One or two with a day are worth more at an appraisal than a high rating."),
          " ",
          make("strong", {}, PATIENTS),
        ),
        item.questions.length > 0
          && make(
            "ul",
            { className: "hb-questions" },
            item.questions.map((question) => make("li", {}, question)),
          ),
        logPart(item),
        this.list,
        this.add,
      ];
    }

    /** Changes the example that is kept under an id: fn(example, answer). */
    put(key, fn) {
      return this.save((answer) => {
        answer.evidence = answer.evidence || [];
        let example = answer.evidence.find((candidate) => candidate.id === key);
        if (!example) answer.evidence.push((example = { id: key, text: "" }));
        fn(example, answer);
        if (!example.text.trim()) answer.evidence = answer.evidence.filter((other) => other !== example);
      });
    }

    show(piece) {
      const example = new Example(piece, this);
      this.examples.set(piece.id, example);
      this.list.append(example.element);
      this.count();
      return example;
    }

    drop(example) {
      example.element.remove();
      this.examples.delete(example.id);
      this.count();
    }

    /** Examples are counted from 1, also after one was taken away. */
    count() {
      Array.from(this.list.children, (element, at) =>
        element.querySelectorAll(".hb-tool-evidence__number").forEach((words) => {
          words.textContent = _("Example {number}", { number: at + 1 });
        }),
      );
    }

    /** Shows what is kept. What was taken away in another tab goes, unless somebody is in it here. */
    set(evidence) {
      const ids = evidence.map((piece) => piece.id);
      this.examples.forEach((example) => {
        const isTaken = example.isKept && !ids.includes(example.id);
        if (isTaken && !example.element.contains(document.activeElement)) this.drop(example);
      });
      evidence.forEach((piece) => (this.examples.get(piece.id) || this.show(piece)).set(piece));
    }
  }

  /** An item, whether it is looked at in full, and what changes its answer → {element, set(answer)}. In a
      quick look the examples are folded, until there is one. */
  function part(item, full, save) {
    const examples = new Examples(item, save),
      inside = examples.inside;
    const element = full
      ? make("section", { className: "hb-tool-part" }, make("h3", {}, _("Examples")), inside)
      : make(
          "details",
          { className: "hb-details" },
          make("summary", {}, _("Dated examples, if you like"), hidden([": ", item.title])),
          make("div", {}, inside),
        );
    return {
      element,
      set(answer) {
        const evidence = (answer && answer.evidence) || [];
        examples.set(evidence);
        if (evidence.length && !full) element.open = true;
      },
    };
  }

  return { part };
})();
