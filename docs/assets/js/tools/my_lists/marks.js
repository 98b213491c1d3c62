// What somebody marked to read or has read, on My handbook, with the time it takes.
handbook.myLists = handbook.myLists || {};
handbook.myLists.marks = (() => {
  "use strict";

  const { _, ngettext } = handbook.shell.i18n;
  const { id, make, sentence, link, hidden, focus } = handbook.kit.elements;
  const { inSlices } = handbook.gradualRendering.slices;
  const { say } = handbook.kit.announcements;
  const { button, row } = handbook.kit.buttons;
  const { keep } = handbook.kit.saveStatus;
  const { afterPress } = handbook.kit.presses;
  const { read, minutes } = handbook.document.days;
  const SIZE = 20; // About how many elements a mark becomes.
  const { note, list, entry } = handbook.myHandbook.parts;

  class Marks {
    /** page: My handbook, of page.js. */
    constructor(page) {
      this.page = page;
      /** @type {Map<string, string>} */
      this.refused = new Map(); // What stands in place of its minutes and is not kept, by the mark's record.
    }

    timeOf({ minutes, record }) {
      const { look } = this.page;
      return minutes ?? (look.record(record) || look.item(record)?.item)?.minutes ?? 0;
    }

    /** Marks a page, or moves a mark; the minutes somebody gave stay. */
    mark(record, state) {
      const day = this.page.today();
      return keep((my) => {
        const stored = my.marks.find((candidate) => candidate.record === record);
        if (stored) Object.assign(stored, { state, day });
        else my.marks.push({ record, state, day });
      });
    }

    /** The field for the minutes of a mark. What is no number of minutes stays in it, and is not kept. */
    time(mark, name) {
      const { refused } = this,
        { record } = mark;
      const fault = make("span", { className: "hb-tool-field__error", id: id(), hidden: true });
      const box = make("input", {
        className: "hb-tool-input hb-my__minutes",
        inputMode: "numeric",
        value: refused.get(record) ?? (this.timeOf(mark) || ""),
        "aria-label": _("Minutes for “{page}”", { page: name }),
        "aria-describedby": fault.id,
      });
      const isWhole = () => /^\s*\d{0,4}\s*$/.test(box.value);
      function judge() {
        fault.textContent = isWhole() ? "" : _("Give whole minutes, such as 30.");
        fault.hidden = isWhole();
        box.setAttribute("aria-invalid", String(!isWhole()));
        if (isWhole()) refused.delete(record);
        else refused.set(record, box.value);
      }
      if (refused.has(record)) judge();
      handbook.kit.autosave.follow(
        box,
        () =>
          isWhole()
          && keep((my) => {
            const stored = my.marks.find((other) => other.record === record);
            if (stored && Number(box.value)) stored.minutes = Number(box.value);
            else delete stored?.minutes;
            return Boolean(stored);
          }),
      );
      box.addEventListener("change", () =>
        afterPress(() => {
          judge();
          if (!isWhole()) say(fault.textContent);
        }),
      );
      return make("span", { className: "hb-my__time" }, sentence(_("{number} min"), { number: box }), fault);
    }

    oneMark(mark, heading) {
      const { look } = this.page;
      const name = look.words(mark.record),
        url = look.url(mark.record),
        record = look.record(mark.record);
      const values = { day: read(mark.day) };
      const other = mark.state === "want" ? ["read", _("I have read it")] : ["want", _("Not read yet")];
      const when = mark.state === "read" ? _("read on {day}", values) : _("marked on {day}", values);
      return entry(
        make("div", {}, url ? link(url, name) : name, note(record ? record.kind + " · " : "", when)),
        this.time(mark, name),
        row(
          button(
            [other[1], hidden([" – ", name])],
            () => {
              this.mark(mark.record, other[0]);
              say(_("{page} moved.", { page: name }));
              focus(heading);
            },
            { small: true },
          ),
          button(
            [_("Remove"), hidden([" ", sentence(_("the mark on {page}"), { page: name })])],
            () =>
              this.page.change(_("Removed: the mark on “{page}”", { page: name }), heading, (my) => {
                my.marks = my.marks.filter((other) => other.record !== mark.record);
              }),
            { small: true },
          ),
        ),
      );
    }

    /** The list of the marks of one state, of which there are some, under its heading. */
    list(state, heading) {
      const all = this.page.store
        .document()
        .marks.filter((mark) => mark.state === state)
        .sort((a, b) => b.day.localeCompare(a.day));
      const sum = all.reduce((total, mark) => total + this.timeOf(mark), 0),
        made = list();
      inSlices(
        made,
        all,
        () => SIZE,
        (mark) => made.append(this.oneMark(mark, heading)),
      );
      return [
        made,
        sum > 0
          && make(
            "p",
            {},
            ngettext("{n} page, about {time} in all.", "{n} pages, about {time} in all.", all.length, {
              time: minutes(sum),
            }),
          ),
      ];
    }
  }

  /** What shows and changes the marks on My handbook. */
  function of(page) {
    return new Marks(page);
  }

  return { of };
})();
