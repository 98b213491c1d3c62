// How far one is along the pathways that were begun, on My handbook: by the walk along them, which their own
// pages keep, and by the pages of theirs that were read.
handbook.myLists = handbook.myLists || {};
handbook.myLists.pathways = (() => {
  "use strict";

  const { _, ngettext } = handbook.shell.i18n;
  const { make, sentence, link } = handbook.kit.elements;
  const { note, list, entry } = handbook.myHandbook.parts;
  const { minutes } = handbook.document.days;
  const FIRST = 4; // Pathways shown.
  const READ = 2; // So many stops read are a pathway begun; one page may be a stop of many.

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

  function isRead(page, stop) {
    return markOn(page, stop.id)?.state === "read";
  }

  /** How far one has walked, as the pathway's own page keeps it. */
  function walked({ look }, { pathway, at, done, count, isOver }) {
    const url = look.url(pathway.id);
    return entry(
      make(
        "div",
        {},
        link(url, look.words(pathway.id)),
        note(
          isOver
            ? _("You have been through all of it.")
            : [
                ngettext("{done} of {n} stop done.", "{done} of {n} stops done.", count, { done }),
                " ",
                link(url + "#stop-" + at, _("Go on at stop {at}", { at })),
              ],
        ),
      ),
    );
  }

  /** How far one is along a pathway by the pages that were read, and what is next. */
  function progress(page, { id, minutes: total, stops }) {
    const left = stops.filter((stop) => !isRead(page, stop)),
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

  /** The pathways that somebody has begun, or null: those walked, then those read, the furthest first. page:
      My handbook, of page.js. */
  function begun(page) {
    const walks = handbook.next.walks.begun(page.store.document().walks, page.data.pathways);
    const count = ({ stops }) => stops.filter((stop) => isRead(page, stop)).length,
      share = (pathway) => count(pathway) / pathway.stops.length;
    const read = page.data.pathways
      .filter((pathway) => count(pathway) >= READ && !walks.some((walk) => walk.pathway === pathway))
      .sort((a, b) => share(b) - share(a));
    const entries = [
        ...walks.map((walk) => walked(page, walk)),
        ...read.map((pathway) => progress(page, pathway)),
      ],
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
