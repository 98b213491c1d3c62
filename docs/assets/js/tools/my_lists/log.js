// What somebody saw, did and missed, on My handbook: by competency, with ways to take it along and to be
// reminded of it.
handbook.myLists = handbook.myLists || {};
handbook.myLists.log = (() => {
  "use strict";

  const { _ } = handbook.shell.i18n;
  const { make, link, hidden, note } = handbook.kit.elements;
  const { button, row } = handbook.kit.buttons;
  const { saveFile } = handbook.kit.downloads;
  const { read, add } = handbook.document.days;
  const { kind, behaviour } = handbook.log.entries;
  const { byItem, text } = handbook.exportFormats.logText;
  const { list, entry: onePart } = handbook.myHandbook.parts;
  const WEEKS = 4; // Of reminders in a calendar file.

  /** One entry. page: My handbook, of page.js. */
  function one(page, entry, heading) {
    const about = behaviour(entry, page.look),
      name = kind(entry.kind) + ", " + read(entry.day);
    return onePart(
      make(
        "div",
        {},
        make("strong", {}, read(entry.day)),
        " · ",
        kind(entry.kind),
        entry.day > page.today() && [" · ", make("strong", {}, _("a day still to come"))],
        about && make("p", { className: "hb-log__about" }, about),
        entry.text && make("p", { className: "hb-log__text" }, entry.text),
      ),
      row(
        handbook.myLists.logChange.opener(page, entry, name, heading),
        button(
          [_("Remove"), hidden(" – " + name)],
          () =>
            page.change(_("Removed from the log: {entry}", { entry: name }), heading, (my) => {
              my.log = my.log.filter(({ id }) => id !== entry.id);
            }),
          { small: true },
        ),
      ),
    );
  }

  /** How often each kind stands in a group: "2 × Did it, 1 × Missed it". */
  function tally(entries) {
    return handbook.shell.i18n.list(
      handbook.log.entries.KINDS.map(({ value, label }) => [
        entries.filter((entry) => entry.kind === value).length,
        label,
      ])
        .filter(([count]) => count)
        .map(([count, label]) => _("{count} × {what}", { count, what: label })),
    );
  }

  function group(page, { item, entries }, heading) {
    const url = page.look.url(item),
      words = page.look.words(item);
    return [
      make("h3", { className: "hb-log__item" }, url ? link(url, words) : words),
      note(tally(entries)),
      list(entries.map((entry) => one(page, entry, heading))),
    ];
  }

  /** The reminders of the next weeks, as events of handbook.exportFormats.calendar. */
  function reminders(today) {
    const url = /^https?:$/.test(location.protocol) ? location.origin + location.pathname : undefined;
    return Array.from({ length: WEEKS }, (none, week) => add(today, 7 * (week + 1))).map((day) => ({
      uid: "log-" + day,
      day,
      title: _("What did I see, do or miss this week?"),
      text: _("Log it on the first page of the handbook; it takes ten seconds."),
      url,
    }));
  }

  function giveAway(page) {
    const { store, look } = page,
      name = "log-" + page.today();
    const words = button(_("Save the log as text"), () =>
      saveFile(name + ".txt", "text/plain", text(store.document().log, look), words),
    );
    const file = button(_("Save the log to a file"), () => {
      const log = handbook.files.merging.only(store.document(), ["log"]);
      saveFile(name + ".json", "application/json", handbook.document.format.write(log, new Date()), file);
    });
    const calendar = button(_("Remind me each week, {n} times (calendar file)", { n: WEEKS }), () =>
      saveFile(
        "log-reminders.ics",
        "text/calendar",
        handbook.exportFormats.calendar.calendar(reminders(page.today()), new Date()),
        calendar,
      ),
    );
    return make("div", { className: "hb-log__out" }, row(words), row(file), row(calendar));
  }

  /** What fills the part of the page where anything is logged. */
  function part(page, heading) {
    const { log } = page.store.document();
    return [
      note(_("With a day each, these are the examples that a self-assessment and an appraisal ask for.")),
      ...byItem(log).flatMap((items) => group(page, items, heading)),
      giveAway(page),
    ];
  }

  return { part };
})();
