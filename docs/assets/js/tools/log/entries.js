// The log: when somebody saw a behaviour, showed it or missed it. Its words, its order, and how it is written
// out as text.
handbook.log = handbook.log || {};
handbook.log.entries = (() => {
  "use strict";

  const { _ } = handbook.shell.i18n;
  const { read } = handbook.document.days;
  const KINDS = [
    { value: "saw", button: _("I saw it"), label: _("Saw it") },
    { value: "did", button: _("I did it"), label: _("Did it") },
    { value: "missed", button: _("I missed it"), label: _("Missed it") },
  ];

  /** "did" → "Did it". */
  function kind(value) {
    return KINDS.find((one) => one.value === value)?.label || "";
  }

  /** Entries, the last day first; of one day the one that was logged last.
      @param {LogEntry[]} entries */
  function newestFirst(entries) {
    return entries
      .slice()
      .reverse()
      .sort((a, b) => b.day.localeCompare(a.day));
  }

  /** A log → [{item, entries}], a group for each item in the order of the ids, its newest entry first.
      @param {LogEntry[]} log */
  function byItem(log) {
    const items = Array.from(new Set(log.map(({ item }) => item)));
    return items
      .sort((a, b) => a.localeCompare(b, "en", { numeric: true }))
      .map((item) => ({ item, entries: newestFirst(log.filter((entry) => entry.item === item)) }));
  }

  /** The words of the behaviour that an entry is about; "" where it names none, or one that is gone. */
  function behaviour(entry, look) {
    const behaviours = look.item(entry.item)?.item.behaviours || [];
    return behaviours.find(({ key }) => key === entry.behaviour)?.text || "";
  }

  /** What one entry says in one line: "30 November 2026. Did it: Asks two people. She named two things." */
  function line(entry, look) {
    const about = behaviour(entry, look),
      what = kind(entry.kind);
    const start = about
      ? _("{day}. {what}: {behaviour}", { day: read(entry.day), what, behaviour: about })
      : "";
    return [start || _("{day}. {what}.", { day: read(entry.day), what }), entry.text]
      .filter(Boolean)
      .join(" ");
  }

  /** A log as plain text, by item, for a portfolio. look: as of handbook.document.lookup. */
  function text(log, look) {
    const groups = byItem(log).map(({ item, entries }) =>
      [look.words(item), ...entries.map((entry) => "- " + line(entry, look))].join("\n"),
    );
    return [_("What I saw, did and missed"), ...groups].join("\n\n") + "\n";
  }

  return { KINDS, kind, newestFirst, byItem, behaviour, line, text };
})();
