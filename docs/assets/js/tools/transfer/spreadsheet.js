// Tables as comma-separated values (RFC 4180) that open well in a spreadsheet, and an assessment as such a
// table.
handbook.transfer = handbook.transfer || {};
handbook.transfer.spreadsheet = (() => {
  "use strict";

  const { _ } = handbook.shell.i18n;
  const { importanceInWords, name, rating, standing } = handbook.scoring.profile;
  const HEAD = [
    _("Code"),
    _("Title"),
    _("Part of"),
    _("Behaviour"),
    _("Level"),
    _("Level in words"),
    _("How it was rated"),
    _("Aim"),
    _("Importance to the role"),
    _("Dated examples"),
  ];
  const FORMULA = /^[=+\-@\t\r]/,
    QUOTED = /[",\r\n]/; // How a cell begins, or what it has in it.
  const NO_CHANCE = _("No chance to show it yet");

  /** One cell. Text that a spreadsheet would run as a formula gets an apostrophe before it (OWASP, "CSV
      injection"); numbers are left as they are. */
  function cell(value) {
    const text = value === null || value === undefined ? "" : String(value);
    const safe = typeof value === "string" && FORMULA.test(text) ? "'" + text : text;
    return QUOTED.test(safe) ? '"' + safe.replace(/"/g, '""') + '"' : safe;
  }

  /** Rows of cells (text, numbers, null) → the file's text, with the mark by which spreadsheets know UTF-8.
      Short rows are filled up: every line is to have the same number of cells. */
  function table(rows) {
    const width = Math.max(...rows.map((row) => row.length));
    const line = (row) => Array.from({ length: width }, (none, at) => cell(row[at])).join(",") + "\r\n";
    return "\ufeff" + rows.map(line).join("");
  }

  /** Pieces of evidence → one a line, the day first. */
  function examples(evidence) {
    return evidence.map((piece) => [piece.day, piece.text].filter(Boolean).join(": ")).join("\n");
  }

  /** A value → its level in words, or null. */
  function title(framework, value) {
    const level = framework.scale.levels.find((candidate) => candidate.value === value);
    return level ? level.title : null;
  }

  /** How the level of an item came about, in words. */
  function how(itemStanding) {
    if (itemStanding.unconfirmed) return _("Carried over, not confirmed");
    if (itemStanding.group === "unanswered") return _("Not answered");
    if (itemStanding.noChance) return NO_CHANCE;
    return itemStanding.from === "rating"
      ? _("Rated as a whole")
      : _("Lower middle of the behaviours rated ({number})", { number: itemStanding.of });
  }

  /** An item's standing → a row for each of its behaviours answered. */
  function behaviourRows(framework, itemStanding) {
    const words = new Map(itemStanding.item.behaviours.map(({ key, text }) => [key, text])),
      answered = (itemStanding.answer && itemStanding.answer.behaviours) || [];
    return answered.map((one) => {
      const result = rating(one, itemStanding.item);
      return [
        itemStanding.item.code,
        itemStanding.item.title,
        null,
        words.get(one.key) || _("(words since changed)"),
        result.value,
        title(framework, result.value),
        result.noChance ? NO_CHANCE : null,
        null,
        null,
        null,
      ];
    });
  }

  /** An item's standing in an assessment → its row, and those of its behaviours. */
  function itemRows(framework, assessed, itemStanding) {
    const domain = framework.domains.find((one) => one.id === itemStanding.item.domain);
    const { evidence = [] } = itemStanding.answer || {};
    const itemRow = [
      itemStanding.item.code,
      itemStanding.item.title,
      name(domain),
      null,
      itemStanding.value,
      title(framework, itemStanding.value),
      how(itemStanding),
      itemStanding.aim,
      importanceInWords(assessed, itemStanding.answer || {}),
      examples(evidence),
    ];
    return [itemRow, ...behaviourRows(framework, itemStanding)];
  }

  /** Answers to items that the framework no longer has → a row each: nothing is dropped. */
  function retiredRows(framework, assessed) {
    const ids = new Set(framework.items.map((item) => item.id));
    return assessed.answers
      .filter((answer) => !ids.has(answer.item))
      .map(({ item, rating: value, evidence = [] }) => [
        item,
        _("No longer in this framework"),
        null,
        null,
        value,
        null,
        null,
        null,
        null,
        examples(evidence),
      ]);
  }

  /** A framework and an assessment with it → rows for `table`: a head, each item with its behaviours
      answered, and at the end what the table is.
      @param {Framework} framework
      @param {Assessment} assessed */
  function assessment(framework, assessed) {
    const what = _("Self-assessment: {framework}, edition {edition}, begun on {day}.", {
      framework: framework.title,
      edition: assessed.edition,
      day: handbook.document.days.read(assessed.started),
    });
    return [
      HEAD,
      ...standing(framework, assessed).flatMap((itemStanding) => itemRows(framework, assessed, itemStanding)),
      ...retiredRows(framework, assessed),
      [],
      [what],
      ...(assessed.note ? [[assessed.note]] : []),
    ];
  }

  return { table, assessment };
})();
