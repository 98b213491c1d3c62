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

  /** A button that has the reader told or not, by what `turn()` gives; the focus goes to the heading. */
  function choice(page, heading, words, turn) {
    const press = () => {
      page.news = turn();
      focus(heading);
      page.show();
    };
    return row(button(words, press, { small: true }));
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
    const { visits } = handbook.myHandbook,
      { news, look } = page;
    if (!news)
      return [
        make(
          "p",
          { className: "hb-tool-screen" },
          _(
            "When you come back, the pages that have changed meanwhile can stand here. For that this browser "
              + "keeps the day of your visit and how old the pages are.",
          ),
        ),
        choice(page, heading, _("Tell me what has changed"), () =>
          visits.begin(page.container.dataset.days, page.today()),
        ),
      ];
    const ids = news.ids.filter((id) => look.url(id));
    return [
      make("p", {}, summary(news.since, ids.length)),
      ...(ids.length ? pages(page, ids) : []),
      choice(page, heading, _("Do not tell me this"), () => {
        visits.clear();
        return null;
      }),
    ];
  }

  /** How many pages have changed since a day, which is empty on the first one. */
  function summary(since, count) {
    if (!since) return _("From your next visit on, the pages that have changed meanwhile stand here.");
    const day = read(since);
    return count
      ? ngettext(
          "{n} page is new, rewritten or reviewed since {day}.",
          "{n} pages are new, rewritten or reviewed since {day}.",
          count,
          { day },
        )
      : _("No page is new, rewritten or reviewed since {day}.", { day });
  }

  return { part };
})();
