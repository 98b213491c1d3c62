// What has changed since the last visit, on My handbook. `page` is My handbook, of page.js.
handbook.myLists = handbook.myLists || {};
handbook.myLists.news = (() => {
  "use strict";

  const { _, ngettext } = handbook.shell.i18n;
  const { make, link, focus } = handbook.kit.elements;
  const { button, row } = handbook.kit.buttons;
  const { list, entry } = handbook.myHandbook.parts;
  const { read } = handbook.document.days;
  const FIRST = 8; // Pages shown.

  /** The button that has this told or not; the focus goes to the heading. */
  function choice(page, heading, off, words) {
    const turn = () => {
      handbook.myHandbook.visits.turn(off);
      page.news = null;
      focus(heading);
      page.show();
    };
    return row(button(words, turn, { small: true }));
  }

  /** The pages that changed, the first of them open and the rest folded. */
  function pages({ look }, ids) {
    const entries = ids.map((id) => entry(link(look.url(id), look.page(id)))),
      more = entries.slice(FIRST);
    return [
      list(entries.slice(0, FIRST)),
      more.length > 0
        && make(
          "details",
          {},
          make("summary", {}, ngettext("{n} more page", "{n} more pages", more.length)),
          list(more),
        ),
    ];
  }

  /** What the part below `heading` holds. */
  function part(page, heading) {
    if (handbook.myHandbook.visits.isOff())
      return [
        make("p", {}, _("You chose not to be told.")),
        choice(page, heading, false, _("Tell me what has changed, from the next visit on")),
      ];
    const ids = page.news.ids.filter((id) => page.look.url(id)),
      day = read(page.news.since);
    return [
      make(
        "p",
        {},
        ids.length
          ? ngettext(
              "{n} page is new, rewritten or reviewed since {day}.",
              "{n} pages are new, rewritten or reviewed since {day}.",
              ids.length,
              { day },
            )
          : _("No page is new, rewritten or reviewed since {day}.", { day }),
      ),
      ...(ids.length ? pages(page, ids) : []),
      choice(page, heading, true, _("Do not tell me this")),
    ];
  }

  return { part };
})();
