// The form of one record: judges it while it is filled in, keeps a draft, and ends in a proposal.
handbook.recordForm = handbook.recordForm || {};
handbook.recordForm.form = (() => {
  "use strict";

  const { _, ngettext } = handbook.shell.i18n;
  const { make, focus, folded } = handbook.kit.elements;
  const { button, row, ask } = handbook.kit.buttons;
  const { say } = handbook.kit.announcements;
  const { afterPress } = handbook.kit.presses;
  const { Refused } = handbook.yamlText.reading;
  const { isSame } = handbook.yamlText.editing;
  const { judgePart } = handbook.recordRules.judging;
  const { judge, listSums } = handbook.recordRules.sums;
  const { copy, cleanPart, makeId } = handbook.recordForm.values;
  const { keyOf, renderPart, reveal } = handbook.recordForm.fields;
  const { renderPart: renderReading, labelOf, asLabel } = handbook.recordForm.prosePreview;
  const { renderDifference, renderSteps } = handbook.recordForm.proposal;
  const { saveRaw } = handbook.draftList.panel;
  const { read: inWords } = handbook.document.days;
  const { drafts, texts } = handbook.recordForm;
  const PAUSE = 250; // Milliseconds without a key, after which what was typed is judged and kept.

  /** The route to the part of a record that has an id or a code, in small letters; null where none has. */
  function findPart(data, id) {
    for (const [name, value] of Object.entries(data)) {
      if (!value || typeof value !== "object") continue;
      if ([value.id, value.code].some((one) => String(one).toLowerCase() === id)) return [name];
      const inside = findPart(value, id);
      if (inside) return [name, ...inside];
    }
    return null;
  }

  /** The form of one record. */
  class Form {
    /** @param {any} container @param {{ kind: string, id?: string, path: string, text: string, isNew:
        boolean, request?: string }} record */
    constructor(container, record, base) {
      this.container = container;
      this.record = record;
      this.kind = record.kind;
      this.model = handbook.editing.kinds[record.kind].model;
      this.base = base;
      this.data = copy(base);
      this.places = new Map();
      this.groups = new Map();
      this.openParts = new WeakSet();
      this.isAsked = false;
      this.begun = copy(base);
      this.draft = new drafts.Draft({
        name: record.isNew ? "new/" + record.kind : record.kind + "/" + record.id,
        model: this.model,
        base,
        titleOf: (data) => this.titleOf(data),
        onOther: (other) => this.takeOver(other),
        onGone: () => this.tellOfGone(),
      });
    }

    open() {
      const draft = this.draft.begin();
      if (draft && draft.data) this.data = draft.data;
      this.draft.listen(() => this.data);
      this.draw();
      this.goToPart();
      if (draft && draft.unread) this.tellOfUnread(draft.unread);
      else if (draft) this.tellOfDraft(draft);
      else if (!this.draft.lasts)
        this.tell(
          _(
            "This browser keeps nothing for this page: finish in one go, or download the text before you "
              + "leave.",
          ),
        );
    }

    tell(...words) {
      this.message.replaceChildren(make("p", { className: "hb-note" }, words));
      say(this.message.textContent);
    }

    /** What the record is called. */
    titleOf(data) {
      return data.title || data.term || this.record.id || handbook.editing.kinds[this.kind].title;
    }

    tellOfDraft({ clashes, isOld, isPublished, when }) {
      const day = inWords(when);
      if (!isOld) return this.tell(_("This is your draft of {day}, as this browser has it.", { day }));
      if (isPublished) {
        this.draft.discard();
        return this.tell(
          _("What your draft of {day} changed is published now, so the draft is gone.", { day }),
        );
      }
      this.tell(
        _("What is published has changed since your draft began, and your draft now stands on it."),
        clashes.length
          ? " "
              + _("Both changed: {fields}. Your words stand in the form; what is published is below.", {
                fields: clashes.map(labelOf).join(", "),
              })
          : "",
      );
      this.showOthers(clashes, this.base);
    }

    /** A draft that cannot be read is left as it is until somebody throws it away. */
    tellOfUnread(unread) {
      const file = button(_("Save it to a file"), () => saveRaw(unread, file), { small: true });
      const away = ask(
        button(_("Throw it away"), () => {}, { small: true, quiet: true }),
        _("Throw this draft away?"),
        _("Throw it away"),
        _("Keep it"),
        () => {
          this.draft.discard();
          this.settle();
          this.tell(_("The draft is gone. What stands here is kept from now on."));
        },
      );
      this.tell(
        _(
          "A draft of this record is kept here that this version of the handbook cannot read. It stays as it "
            + "is, and what you change here is not kept until you throw it away.",
        ),
      );
      this.message.append(row(file, away));
    }

    tellOfGone() {
      this.tell(
        _(
          "This draft was thrown away in another tab. What stands here is still here, and is kept again "
            + "once you change something.",
        ),
      );
    }

    /** What others have made of fields, below the message. */
    showOthers(names, data) {
      names.forEach((name) => {
        const words =
          typeof data[name] === "string" ? data[name] : JSON.stringify(data[name] ?? null, null, 2);
        const summary = make("summary", {}, _("The other version of {field}", { field: labelOf(name) }));
        this.message.append(
          make(
            "details",
            { className: "hb-details", open: true },
            summary,
            make("pre", { lang: "en-GB" }, words),
          ),
        );
      });
    }

    /** Another tab wrote the draft: what it changed is taken in. */
    takeOver({ data, clashes }) {
      const before = this.data,
        active = Array.from(this.places).find(([, place]) => place.control === document.activeElement);
      this.data = data;
      this.draw();
      if (active && this.places.has(active[0])) this.places.get(active[0]).control.focus();
      this.tell(_("Another tab has changed this draft, and its changes are taken in."));
      if (clashes.length) this.showOthers(clashes, before);
    }

    draw() {
      const { path } = this.record;
      this.places.clear();
      this.groups.clear();
      this.errors = make("div", {});
      this.message = make("div", {});
      this.end = make("section", { hidden: true, "aria-live": "off" });
      this.heading = make("h2", {}, ...this.nameRecord());
      const form = this.shared();
      const discard = ask(
        button(_("Discard the draft"), () => {}, { quiet: true }),
        _("Take back all that you changed here?"),
        _("Discard it"),
        _("Keep it"),
        () => this.discard(),
      );
      const fields = make("div", { className: "hb-edit-fields" }, renderPart(form, this.model, this.data));
      const parts = [
        this.errors,
        this.heading,
        path && make("p", { className: "hb-tool-note" }, make("code", {}, path)),
        this.message,
        this.renderMap(),
        fields,
        make(
          "p",
          { className: "hb-tool-note" },
          _(
            "Checked later, when you propose it: references of other records, coverage, sources, addresses "
              + "and the markup of texts.",
          ),
        ),
        row(
          button(_("Propose this change"), () => this.propose(), { primary: true }),
          button(_("Show the page and the change"), () => this.look()),
          discard,
        ),
        this.end,
      ];
      this.container.replaceChildren(...parts.filter(Boolean));
      this.form = form;
      this.judge();
    }

    /** What stands above the form: the kind of the record and its title. */
    nameRecord() {
      const { kind, isNew } = this.record,
        { title } = handbook.editing.kinds[kind];
      if (isNew) return [_("New: {kind}", { kind: title })];
      return [title + ": ", make("span", { lang: "en-GB" }, this.titleOf(this.base))];
    }

    /** The way to each field of the record, folded away. */
    renderMap() {
      const names = Array.from(this.places.keys()).filter((key) => !key.includes("/"));
      const items = names.map((name) => {
        const { control } = this.places.get(name),
          link = make("a", { href: "#" + control.id }, asLabel(name));
        link.addEventListener("click", (event) => {
          event.preventDefault();
          this.goTo(control);
        });
        return make("li", {}, link);
      });
      return make(
        "details",
        { className: "hb-details hb-edit-map" },
        make("summary", {}, _("Go to a field")),
        make("ul", {}, items),
      );
    }

    /** What the fields are given. */
    shared() {
      return {
        kind: this.kind,
        data: this.data,
        places: this.places,
        groups: this.groups,
        open: this.openParts,
        changed: () => this.changed(),
        judge: () => this.judge(),
        isPublished: !this.record.isNew,
      };
    }

    changed() {
      this.end.hidden = true;
      clearTimeout(this.waiting);
      this.waiting = setTimeout(() => afterPress(() => this.settle()), PAUSE);
    }

    /** Judges and keeps what was typed. */
    settle() {
      clearTimeout(this.waiting);
      this.suggestId();
      this.judge();
      const isKept = this.draft.keep(this.data);
      if (!isKept && this.draft.lasts)
        this.tell(_("This browser has no room for the draft: download the text before you leave."));
    }

    /** A new record has the id that its title gives, until somebody writes another. */
    suggestId() {
      if (!this.record.isNew) return;
      const title = this.data.title || this.data.term || "",
        id = makeId(title),
        place = this.places.get("id");
      if (!place || (this.data.id && this.data.id !== this.suggested)) return;
      this.suggested = this.data.id = id;
      place.control.value = id;
    }

    clean() {
      return cleanPart(this.model, this.data, this.base);
    }

    /** What has an id already: of terms and of sources, another of these. */
    findOwner(id) {
      const { kinds, records } = handbook.editing,
        hasList = (kind) => Boolean((kinds[kind] || {}).list);
      return records.find(
        (one) => one[1] === id && (hasList(this.kind) ? one[0] === this.kind : !hasList(one[0])),
      );
    }

    /** What is wrong with the record as it stands. */
    listFaults() {
      const data = this.clean(),
        faults = judgePart(this.model, data),
        all = faults.length ? faults : judge(this.kind, data);
      const isTaken = this.record.isNew && this.findOwner(data.id);
      return isTaken
        ? [
            ...all,
            {
              route: ["id"],
              wrong: _("the id is taken by “{title}”", { title: isTaken[2] }),
              right: _("write another"),
            },
          ]
        : all;
    }

    judge() {
      const faults = this.listFaults(),
        sums = new Map(listSums(this.kind, this.data).map((sum) => [keyOf(sum.route), sum]));
      const isQuiet = this.record.isNew && !this.isAsked,
        byPlace = new Map();
      faults.forEach((fault) => {
        const isBlank = /^is (?:missing|empty)/.test(fault.wrong),
          key = this.findPlace(fault.route);
        if (!(isQuiet && isBlank) && !byPlace.has(key)) byPlace.set(key, fault.wrong + "; " + fault.right);
      });
      this.places.forEach((place, key) => {
        const sum = sums.get(key);
        place.fail(byPlace.get(key) || "");
        place.add(sum && sum.total !== null ? _("What is listed comes to {n}.", { n: sum.total }) : "");
      });
      return faults;
    }

    /** The key of the field that a fault stands at, or of what it is folded away in. */
    findPlace(route) {
      const keys = route.map((_step, at) => keyOf(route.slice(0, route.length - at)));
      return keys.find((key) => this.places.has(key));
    }

    /** The text of the file with the change in it. Throws Refused. */
    produce() {
      const { kind, id, text, isNew } = this.record;
      return isNew ? texts.add(kind, text, this.clean()) : texts.write(kind, id, text, this.clean());
    }

    /** The faults at the top, each with the way to its field. */
    showFaults(faults) {
      const items = faults.map((fault) => {
        const field = fault.route
          .map((step) => (typeof step === "number" ? step + 1 : labelOf(step)))
          .join(" › ");
        const link = make(
          "a",
          { href: "#" + location.hash.slice(1) },
          field + ": " + fault.wrong + "; " + fault.right,
        );
        link.addEventListener("click", (event) => {
          event.preventDefault();
          const place = reveal(this.form, fault.route);
          this.judge();
          if (place) this.goTo(place.control);
        });
        return make("li", { lang: "en-GB" }, link);
      });
      const heading = make(
        "h2",
        { className: "hb-tool-errors__title" },
        ngettext("{n} thing to put right", "{n} things to put right", faults.length),
      );
      this.errors.replaceChildren(
        make("div", { className: "hb-tool-errors" }, heading, make("ul", {}, items)),
      );
      focus(heading);
    }

    /** Opens the part that the address names behind a slash: an item, a session. */
    goToPart() {
      const id = (this.record.request || "").split("/")[1];
      const route = id ? findPart(this.data, id.toLowerCase()) : null,
        place = route && reveal(this.form, [...route, "title"]);
      if (place) this.goTo(place.control);
    }

    goTo(control) {
      const target = control.matches("input, textarea, select")
        ? control
        : control.querySelector("summary, input, textarea, select, button");
      if (target) target.focus();
    }

    /** Shows the end of the page with a heading and what `inside` makes of the change. */
    showEnd(words, inside) {
      try {
        const after = this.produce(),
          { kind, isNew, text } = this.record,
          { list, folder } = handbook.editing.kinds[kind];
        const path = isNew && !list ? folder + "/" + this.clean().id + ".yml" : this.record.path;
        const heading = make("h2", {}, words);
        const change = { path, before: text, after, isNewFile: isNew && !list };
        this.end.replaceChildren(
          heading,
          ...(after === text ? [make("p", {}, _("Nothing has been changed yet."))] : inside(change)),
        );
        this.end.hidden = false;
        focus(heading);
      } catch (failed) {
        if (!(failed instanceof Refused)) throw failed;
        this.tell(failed.message);
      }
    }

    /** What the page of the record will say: the fields that have changed, and all of them folded away. */
    readPage() {
      const data = this.clean(),
        names = Object.keys(data).filter((name) => !isSame(data[name], this.base[name] ?? null));
      const changed = Object.fromEntries(names.map((name) => [name, data[name]]));
      const reading = (part) =>
        make("div", { className: "hb-tool-panel", lang: "en-GB" }, renderReading(this.model, part));
      const wholePage = folded(make("summary", {}, _("All that its page will say")), () => [reading(data)], {
        className: "hb-details",
      });
      return [reading(changed), wholePage];
    }

    look() {
      this.settle();
      this.errors.replaceChildren();
      this.showEnd(_("The page and the change"), ({ before, after }) => [
        make("h3", {}, _("What changes in the file")),
        ...renderDifference(before, after),
        make("h3", {}, _("What its page will say")),
        ...this.readPage(),
      ]);
    }

    propose() {
      this.isAsked = true;
      this.settle();
      const faults = this.judge();
      if (faults.length) return this.showFaults(faults);
      this.errors.replaceChildren();
      this.showEnd(_("Propose this change"), (change) => [
        ...renderSteps(change),
        make("h3", {}, _("What changes in the file")),
        ...renderDifference(change.before, change.after),
      ]);
    }

    discard() {
      clearTimeout(this.waiting);
      this.draft.discard();
      this.data = copy(this.begun);
      this.suggested = undefined;
      this.isAsked = false;
      this.draw();
      focus(this.heading);
      this.tell(_("The draft is gone. This is what is published."));
    }
  }

  return { Form };
})();
