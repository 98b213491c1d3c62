// The log: when somebody saw a behaviour, showed it or missed it. Its words and its order.
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

  /** The words of the behaviour that an entry is about; "" where it names none, or one that is gone. */
  function behaviour(entry, look) {
    const behaviours = look.subject(entry.item)?.behaviours || [];
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

  return { KINDS, kind, newestFirst, behaviour, line };
})();
