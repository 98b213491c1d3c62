// How far one is along the pathways, on My handbook, by the marks on their stops.
handbook.myHandbook = handbook.myHandbook || {};
handbook.myHandbook.pathways = (() => {
  "use strict";

  const { _, ngettext } = handbook.shell.i18n;
  const { make, sentence, link } = handbook.kit.elements;
  const { note, list, entry } = handbook.myHandbook.parts;
  const { minutes } = handbook.document.days;
  const FIRST = 4; // Pathways shown; one mark may stand on many.

  /** The mark on a stop. A part of a page, which has no page of its own, is marked with the whole page. */
  function markOn({ store, look }, id) {
    const { marks } = store.document();
    return (
      marks.find(({ record }) => record === id)
      || (look.item(id) ? undefined : marks.find(({ record }) => record === id.split("/")[0]))
    );
  }

  /** The minutes that a stop took. Those given for a whole page are not those of one part of it. */
  function minutesOf(page, stop) {
    const mark = markOn(page, stop.id);
    return mark.record === stop.id ? (mark.minutes ?? stop.minutes) : stop.minutes;
  }

  /** How far one is along a pathway, and what is next. */
  function progress(page, { id, minutes: total, stops }) {
    const left = stops.filter((stop) => markOn(page, stop.id)?.state !== "read"),
      next = left[0];
    const read = stops.filter((stop) => !left.includes(stop));
    const spent = read.reduce((sum, stop) => sum + minutesOf(page, stop), 0);
    return entry(
      make(
        "div",
        {},
        link(page.look.url(id), page.look.words(id)),
        note(
          ngettext(
            "{done} of {n} stop read, {spent} of about {whole}.",
            "{done} of {n} stops read, {spent} of about {whole}.",
            stops.length,
            { done: read.length, spent: minutes(spent), whole: minutes(total) },
          ),
          " ",
          next
            ? sentence(_("Next: {page}."), { page: link(next.url, next.title) })
            : _("You have been through all of it."),
        ),
      ),
    );
  }

  /** The pathways that somebody has begun, the furthest first, or null. page: My handbook, of page.js. */
  function begun(page) {
    const share = ({ stops }) => stops.filter((stop) => markOn(page, stop.id)).length / stops.length;
    const pathways = page.data.pathways.filter(share).sort((a, b) => share(b) - share(a));
    const entries = pathways.map((pathway) => progress(page, pathway)),
      more = entries.slice(FIRST);
    return entries.length
      ? [
          list(entries.slice(0, FIRST)),
          more.length > 0
            && make(
              "details",
              {},
              make("summary", {}, ngettext("{n} more pathway", "{n} more pathways", more.length)),
              list(more),
            ),
        ]
      : null;
  }

  return { begun };
})();
