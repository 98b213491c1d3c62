// The log by item, and as plain text for a portfolio.
handbook.exportFormats = handbook.exportFormats || {};
handbook.exportFormats.logText = (() => {
  "use strict";

  const { _ } = handbook.shell.i18n;

  /** A log → [{item, entries}], a group for each item in the order of the ids, its newest entry first.
      @param {LogEntry[]} log */
  function byItem(log) {
    const items = Array.from(new Set(log.map(({ item }) => item)));
    return items
      .sort((a, b) => a.localeCompare(b, "en", { numeric: true }))
      .map((item) => ({
        item,
        entries: handbook.log.entries.newestFirst(log.filter((entry) => entry.item === item)),
      }));
  }

  /** A log as plain text, by item, for a portfolio. look: as of handbook.document.lookup. */
  function text(log, look) {
    const groups = byItem(log).map(({ item, entries }) =>
      [look.words(item), ...entries.map((entry) => "- " + handbook.log.entries.line(entry, look))].join("\n"),
    );
    return [_("What I saw, did and missed"), ...groups].join("\n\n") + "\n";
  }

  return { byItem, text };
})();
