// What an opened file holds compared with what is here, and taking it in. No document is changed: new ones
// are given.
handbook.files = handbook.files || {};
handbook.files.merging = (() => {
  "use strict";

  const { _, ngettext, list: inWords } = handbook.shell.i18n,
    { read } = handbook.document.days;
  const HISTORY = 500; // Earlier wordings that a goal may hold; of more, the oldest go.

  /* The lists of a document: how one is counted, what makes two the same, and what tells which was changed
     later. Of two marks of one day the one that says "read" is the later step, and of two walks the one that
     came further. */
  const LISTS = [
    {
      name: "assessments",
      many: _("assessments"),
      count: (n) => ngettext("{n} assessment", "{n} assessments", n),
      key: "id",
      when: (assessment) => assessment.changed,
    },
    {
      name: "goals",
      many: _("goals"),
      count: (n) => ngettext("{n} goal", "{n} goals", n),
      key: "id",
      when: (goal) => goal.changed,
    },
    {
      name: "marks",
      many: _("marks"),
      count: (n) => ngettext("{n} mark", "{n} marks", n),
      key: "record",
      when: (mark) => mark.day + (mark.state === "read" ? " 1" : " 0"),
    },
    {
      name: "log",
      many: _("log entries"),
      count: (n) => ngettext("{n} log entry", "{n} log entries", n),
      key: "id",
      when: (entry) => entry.day,
    },
    {
      name: "walks",
      many: _("pathways begun"),
      count: (n) => ngettext("{n} pathway begun", "{n} pathways begun", n),
      key: "record",
      when: ({ day, stop }) => day + " " + String(stop).padStart(3, "0"),
    },
  ];

  /** The lists named, or all. */
  function chosen(names) {
    return LISTS.filter((list) => !names || names.includes(list.name));
  }

  /** A document, names of lists (all where none are given) → "2 assessments and 3 goals", or "" for nothing.
      @param {MyDocument} document
      @param {string[]} [names] */
  function holds(document, names) {
    return inWords(
      chosen(names)
        .filter((list) => document[list.name].length)
        .map((list) => list.count(document[list.name].length)),
    );
  }

  /** An opened document, the one here, names of lists → sentences that say what each holds.
      @param {MyDocument} opened
      @param {MyDocument} here
      @param {string[]} [names] */
  function preview(opened, here, names) {
    const others =
      names
      && holds(
        opened,
        LISTS.map((list) => list.name).filter((name) => !names.includes(name)),
      );
    return [
      inFile(opened, names),
      isHere(here, names),
      others && _("The file also holds {things}, which this page leaves alone.", { things: others }),
    ]
      .filter(Boolean)
      .join(" ");
  }

  function inFile(opened, names) {
    const held = holds(opened, names),
      things =
        held
        || inWords(
          chosen(names).map((list) => list.many),
          true,
        );
    const values = { things, day: opened.saved && read(opened.saved) };
    if (held) {
      return values.day
        ? _("This file holds {things}, saved on {day}.", values)
        : _("This file holds {things}.", values);
    }
    return values.day
      ? _("This file holds no {things}, saved on {day}.", values)
      : _("This file holds no {things}.", values);
  }

  function isHere(here, names) {
    const first = chosen(names)
      .map((list) => here[list.name].length)
      .find(Boolean); // What the verb goes by.
    return first
      ? ngettext("Here there is {things}.", "Here there are {things}.", first, { things: holds(here, names) })
      : _("Here there are none yet.");
  }

  /** An element of a file and the one here with its key (or none) → "new", "same", or which stands where they
      differ: "file" or "here". */
  function which(list, theirs, mine) {
    if (!mine) return "new";
    if (handbook.document.merging.same(theirs, mine)) return "same";
    return list.when(theirs) > list.when(mine) ? "file" : "here";
  }

  /** The later and the earlier state of an element → both in one; a goal's earlier wordings in the order of
      time, and the stops of a walk that either has done in the order of the way. */
  function joined(later, earlier) {
    const both = handbook.document.merging.union(later, earlier),
      when = ({ at, id }) => at + id;
    if (both.stops) return { ...both, stops: both.stops.slice().sort((a, b) => a - b) };
    if (!both.history) return both;
    const inOrder = both.history.slice().sort((a, b) => (when(a) < when(b) ? -1 : 1));
    return { ...both, history: inOrder.slice(-HISTORY) };
  }

  /** The document here with what an opened one holds added. What is in both is joined: nothing that only one
      of them has is lost, and where they differ the one changed later stands. Gives {document, rows: [{list,
      element, stays}]}, a row for each element of the file.
      @param {MyDocument} here
      @param {MyDocument} opened
      @param {string[]} [names] */
  function add(here, opened, names) {
    const document = { ...here },
      rows = [];
    chosen(names).forEach((list) => {
      const all = new Map(here[list.name].map((mine) => [mine[list.key], mine]));
      opened[list.name].forEach((theirs) => {
        const key = theirs[list.key],
          mine = all.get(key),
          stays = which(list, theirs, mine);
        rows.push({ list: list.name, element: theirs, stays });
        if (stays === "new") all.set(key, theirs);
        if (stays === "file") all.set(key, joined(theirs, mine));
        if (stays === "here") all.set(key, joined(mine, theirs));
      });
      document[list.name] = Array.from(all.values());
    });
    return { document, rows };
  }

  /** The document here with the lists named put in the place of its own.
      @param {MyDocument} here
      @param {MyDocument} opened
      @param {string[]} [names] */
  function replace(here, opened, names) {
    const document = { ...here };
    chosen(names).forEach((list) => {
      document[list.name] = opened[list.name];
    });
    return document;
  }

  /** The document with the lists named only; the others are there and empty.
      @param {MyDocument} document
      @param {string[]} names */
  function only(document, names) {
    const part = { ...document };
    LISTS.filter((list) => !names.includes(list.name)).forEach((list) => {
      part[list.name] = [];
    });
    return part;
  }

  const BOTH = {
    file: (values) =>
      _(
        "{name} is in both, so the two were joined: what only one of them had is kept, and where they "
          + "differ the file's stands, which was changed later.",
        values,
      ),
    here: (values) =>
      _(
        "{name} is in both, so the two were joined: what only one of them had is kept, and where they "
          + "differ the one here stands, as the file's was not changed later.",
        values,
      ),
  };

  /** The rows of `add`, `name(list, element)` → sentences: what is new, what was in both, which of the two
      stands. */
  function report(rows, name) {
    const of = (stays) =>
      LISTS.map((list) => [list, rows.filter((row) => row.list === list.name && row.stays === stays).length])
        .filter(([, number]) => number)
        .map(([list, number]) => list.count(number));
    const fresh = inWords(of("new")),
      same = inWords(of("same"));
    return [
      fresh ? _("Added: {things}.", { things: fresh }) : _("Nothing in the file was new."),
      ...rows
        .filter((row) => row.stays in BOTH)
        .map((row) => BOTH[row.stays]({ name: name(row.list, row.element) })),
      ...(same ? [_("The same already: {things}.", { things: same })] : []),
    ];
  }

  return { holds, preview, add, replace, only, report };
})();
