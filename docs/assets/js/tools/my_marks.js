// What somebody marked to read or has read, on My handbook: with the time it takes, and what it makes of the pathways.
(function () {
  "use strict";

  const handbook = window.handbook;
  const { _, ngettext } = handbook.shell.i18n;
  const { make, sentence, button, row, keep, link, hidden, say, focus, inSlices } = handbook.ui;
  const { read, minutes } = handbook.days;
  const SIZE = 20;  // About how many elements a mark becomes.
  const FIRST = 4;  // Pathways shown; one mark may stand on many.

  const note = (...words) => make("span", { className: "hb-tool-note" }, words);
  const list = (entries = []) => make("ul", { className: "hb-my__list" }, entries);
  const one = (...inside) => make("li", { className: "hb-my__one" }, inside);

  /** `data`, `look`, `store`, `day()` → today, `remove(title, heading, fn)` that can be undone →
      `mark(record, state)`; `marks(state, none)` → fn(heading) that makes the list; `pathways()`. */
  function marking({ data, look, store, day, remove }) {
    function timeOf(mark) {
      return mark.minutes ?? (look.record(mark.record) || look.item(mark.record)?.item)?.minutes ?? 0;
    }

    /** Marks a page, or moves a mark; the minutes somebody gave stay. */
    function mark(record, state) {
      return keep((my) => {
        const found = my.marks.find((each) => each.record === record);
        if (found) Object.assign(found, { state, day: day() });
        else my.marks.push({ record, state, day: day() });
      });
    }

    function time(each, name) {
      const box = make("input", { className: "hb-tool-input hb-my__minutes", inputMode: "numeric",
        value: timeOf(each) || "", maxLength: 4, "aria-label": _("Minutes for “{page}”", { page: name }) });
      const isWhole = () => /^\s*\d{0,4}\s*$/.test(box.value);
      handbook.ui.follow(box, () => isWhole() && keep((my) => {
        const found = my.marks.find((other) => other.record === each.record);
        if (found && Number(box.value)) found.minutes = Number(box.value);
        else delete found?.minutes;
        return Boolean(found);
      }));
      box.addEventListener("change", () => {
        if (isWhole()) return;
        box.value = timeOf(each) || "";
        say(_("Give whole minutes."));
      });
      return make("span", { className: "hb-my__time" }, sentence(_("{number} min"), { number: box }));
    }

    function oneMark(each, heading) {
      const name = look.words(each.record), url = look.url(each.record), record = look.record(each.record);
      const said = { day: read(each.day) };
      const other = each.state === "want" ? ["read", _("I have read it")] : ["want", _("Not read yet")];
      const when = each.state === "read" ? _("read on {day}", said) : _("marked on {day}", said);
      return one(make("div", {}, url ? link(url, name) : name, note(record ? record.kind + " · " : "", when)),
        time(each, name), row(button([other[1], hidden([" – ", name])],
          () => { mark(each.record, other[0]); say(_("{page} moved.", { page: name })); focus(heading); },
          { small: true }),
        button([_("Remove"), hidden([" ", sentence(_("the mark on {page}"), { page: name })])],
          () => remove(_("Removed: the mark on “{page}”", { page: name }), heading,
          (my) => { my.marks = my.marks.filter((other) => other.record !== each.record); }), { small: true })));
    }

    function marks(state, none) {
      return (heading) => {
        const all = store.document().marks.filter((each) => each.state === state)
          .sort((a, b) => b.day.localeCompare(a.day));
        const sum = all.reduce((total, each) => total + timeOf(each), 0), made = list();
        if (!all.length) return none && make("p", {}, none);
        inSlices(made, all, () => SIZE, (each) => made.append(oneMark(each, heading)));
        return [made,
          sum > 0 && make("p", {}, ngettext("{n} page, about {time} in all.", "{n} pages, about {time} in all.",
            all.length, { time: minutes(sum) }))];
      };
    }

    // ---- Pathways --------------------------------------------------------------------------------------------------

    /** The mark on a stop. A part of a page, which has no page of its own, is marked with the whole page. */
    function markOn(id) {
      const all = store.document().marks;
      return all.find((each) => each.record === id)
        || (look.item(id) ? undefined : all.find((each) => each.record === id.split("/")[0]));
    }

    /** How far one is along a pathway, and what is next. */
    function pathway({ id, minutes: whole, stops }) {
      const left = stops.filter(([stop]) => markOn(stop)?.state !== "read"), next = left[0];
      // Minutes given for a whole page are not those of one part of it.
      const took = ([stop, time]) => (markOn(stop).record === stop ? markOn(stop).minutes ?? time : time);
      const spent = stops.filter((stop) => !left.includes(stop)).reduce((sum, stop) => sum + took(stop), 0);
      return one(make("div", {}, link(look.url(id), look.words(id)),
        note(ngettext("{done} of {n} stop read, {spent} of about {whole}.",
          "{done} of {n} stops read, {spent} of about {whole}.", stops.length,
          { done: stops.length - left.length, spent: minutes(spent), whole: minutes(whole) }), " ",
        next ? sentence(_("Next: {page}."), { page: link(next[3], next[2]) })
          : _("You have been through all of it."))));
    }

    function pathways() {
      const share = ({ stops }) => stops.filter(([stop]) => markOn(stop)).length / stops.length;
      const begun = data.pathways.filter(share).sort((a, b) => share(b) - share(a));
      const some = begun.slice(0, FIRST).map(pathway), more = begun.slice(FIRST).map(pathway);
      return begun.length ? [list(some),
        more.length > 0 && make("details", {},
        make("summary", {}, ngettext("{n} more pathway", "{n} more pathways", more.length)), list(more))]
        : null;
    }

    return { mark, marks, pathways };
  }

  handbook.my = { note, list, one, marking };
})();
