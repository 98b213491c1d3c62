// What can be done with a result: compare it with an earlier one, carry it across to another framework, save
// it, delete it.
handbook.result = handbook.result || {};
handbook.result.followUp = (() => {
  "use strict";

  const { _, ngettext } = handbook.shell.i18n;
  const { make, link, note } = handbook.kit.elements;
  const { say } = handbook.kit.announcements;
  const { button, ask } = handbook.kit.buttons;
  const { saveFile } = handbook.kit.downloads;
  const { keep } = handbook.kit.saveStatus;
  const { select, check } = handbook.kit.fields;
  const { read } = handbook.document.days;
  const { capital, level } = handbook.selfAssessment.parts;
  const { part, table, row, cell } = handbook.rating.parts;

  // ---- Compare

  function compared(framework, earlier, later) {
    const words = (value) => (value === null ? "–" : level(framework, value));
    return [
      note(
        [
          _("A rating may fall because you have learned what the level asks: that is not a step back."),
          ...handbook.scoring.profile.cautions(earlier, later),
        ].join(" "),
      ),
      table(
        _("Then and now"),
        [capital(framework.rank), read(earlier.started), read(later.started), _("Change")],
        handbook.scoring.profile
          .compare(framework, earlier, later)
          .map((change) =>
            row(
              make("th", { scope: "row" }, handbook.scoring.profile.name(change.item)),
              cell(_("Then"), words(change.was)),
              cell(_("Now"), words(change.is)),
              cell(_("Change"), change.says),
            ),
          ),
      ),
    ];
  }

  /** A choice of the earlier assessments with the same framework to compare with. */
  function compare(app, framework, assessment) {
    const earlier = app.store
      .document()
      .assessments.filter(
        (candidate) =>
          candidate.framework === assessment.framework
          && candidate.id !== assessment.id
          && candidate.started <= assessment.started,
      )
      .sort((a, b) => (a.started < b.started ? 1 : -1));
    if (!earlier.length) return null;
    const place = make("div");
    const choice = select({
      label: _("Earlier assessment"),
      value: "",
      options: [
        { value: "", label: _("None") },
        ...earlier.map((other) => ({
          value: other.id,
          label: [read(other.started), other.note].filter(Boolean).join(", "),
        })),
      ],
      onChange: (value) => {
        const base = earlier.find((candidate) => candidate.id === value) || null;
        made.classList.toggle("hb-tool-screen", !base); // Printed once there is something in it.
        place.replaceChildren(...(base ? compared(framework, base, assessment) : []));
        say(base ? _("The comparison is below.") : _("Comparison closed."));
      },
    });
    choice.classList.add("hb-tool-screen");
    const made = part(_("Compare with an earlier one"), choice, place);
    made.classList.add("hb-tool-compare", "hb-tool-screen");
    return made;
  }

  // ---- Carry across

  const NOT_LOADED = _("The crosswalks could not be loaded just now. Choose again.");
  const GROUPS = [
    ["certain", _("Certain")],
    ["likely", _("Likely: look at each")],
  ];
  const FOLDED = [
    ["hint", _("Only a hint: nothing is carried")],
    ["unmapped", _("Without a counterpart")],
  ];

  function ticks(target, rows, ticked) {
    return rows.map((line) =>
      check({
        value: ticked.has(line.item.id),
        help: line.says,
        label:
          handbook.scoring.profile.name(line.item)
          + " → "
          + (line.noChance ? _("no chance yet") : level(target, line.rating)),
        onChange: (on) => {
          ticked[on ? "add" : "delete"](line.item.id);
        },
      }),
    );
  }

  /** Who says what joins two frameworks. */
  function provenance({ direct, by, url }) {
    if (direct) return note(by, ". ", link(url, _("How it was made")), ".");
    return note(
      by === null
        ? _("Nothing in this handbook joins these two frameworks, so nothing can be carried.")
        : _(
            "There is no crosswalk between these two, so everything here is worked out by way of the "
              + "{framework}.",
            { framework: by },
          ),
    );
  }

  /** What is not carried over, and why, folded. */
  function foldedPart(rows, title) {
    return (
      rows.length > 0
      && make(
        "details",
        { className: "hb-details" },
        make("summary", {}, title + " (" + rows.length + ")"),
        make(
          "ul",
          {},
          rows.map((line) =>
            make("li", {}, make("strong", {}, handbook.scoring.profile.name(line.item)), " ", line.says),
          ),
        ),
      )
    );
  }

  /** Starts an assessment with the ratings of the items ticked (ids). */
  function begin(app, carrying, items) {
    const fresh = handbook.transfer.carryingOver.assessment(
      carrying,
      Array.from(items),
      Math.random,
      new Date(),
    );
    keep((my) => {
      my.assessments.push(fresh);
    });
    app.go({ view: "rate", assessment: fresh.id, item: fresh.answers[0].item });
  }

  function carried(app, assessment, id) {
    const carrying = handbook.transfer.carryingOver.carry(app.data, assessment, id),
      { target } = carrying;
    const of = (sure) => carrying.rows.filter((line) => line.sure === sure);
    const ticked = new Set(of("certain").map((line) => line.item.id)),
      some = of("certain").length + of("likely").length;
    const place = make("div");
    const start = button(
      _("Start an assessment with the ticked ratings"),
      () => {
        if (ticked.size) begin(app, carrying, ticked);
        else {
          place.replaceChildren(
            handbook.kit.messages.errors([
              {
                id: boxes[0].control.id,
                says: _("Tick at least one rating, or start a new assessment of the {framework} instead.", {
                  framework: target.label,
                }),
              },
            ]),
          );
        }
      },
      { primary: true },
    );
    const boxes = [];
    const groups = GROUPS.map(([sure, title]) => {
      const made = ticks(target, of(sure), ticked);
      boxes.push(...made);
      return (
        made.length > 0 && make("fieldset", { className: "hb-tool-ticks" }, make("legend", {}, title), made)
      );
    });
    return make(
      "div",
      {},
      provenance(carrying),
      some
        ? [
            make(
              "p",
              {},
              _("Every rating you take over is marked as carried " + "over until you have looked at it."),
            ),
            groups,
            place,
          ]
        : make("p", {}, _("There is no rating that could be carried over.")),
      FOLDED.map(([sure, title]) => foldedPart(of(sure), title)),
      some > 0 && start,
    );
  }

  function carry(app, framework, assessment) {
    const place = make("div"),
      others = app.data.frameworks.filter((other) => other.id !== framework.id);
    let chosenId = "";

    function show(id) {
      if (id !== chosenId) return; // Another one has been chosen since.
      place.replaceChildren(carried(app, app.find(assessment.id), id));
      say(_("What can be carried over is below."));
    }

    function choose(id) {
      chosenId = id;
      if (!id) {
        place.replaceChildren();
        return;
      }
      const fail = () => place.replaceChildren(handbook.kit.messages.errors([{ says: NOT_LOADED }]));
      handbook.page.data.loadCrosswalks().then(() => show(id), fail);
    }

    return (
      assessment.answers.length > 0
      && part(
        _("Carry it across to another framework"),
        make(
          "p",
          {},
          _(
            "If your post or portfolio asks for another framework, you need not begin again: "
              + "what the two have in common comes along, and you confirm it.",
          ),
        ),
        select({
          label: _("Other framework"),
          value: "",
          options: [
            { value: "", label: _("Choose one") },
            ...others.map((other) => ({ value: other.id, label: other.title + " (" + other.label + ")" })),
          ],
          onChange: choose,
        }),
        place,
      )
    );
  }

  // ---- Files

  /** A name for a file: "mlcf-self-assessment-2026-11-23.csv". */
  function fileName(assessment, ending) {
    const day = handbook.document.days.today(new Date(assessment.finished || assessment.changed));
    return assessment.framework + "-self-assessment-" + day + "." + ending;
  }

  function writeAssessment(app, assessment) {
    return handbook.document.format.write(
      { ...handbook.document.format.empty(), assessments: [app.find(assessment.id)] },
      new Date(),
    );
  }

  function files(app, framework, assessment) {
    const json = button(_("Save to a file"), () =>
      saveFile(fileName(assessment, "json"), "application/json", writeAssessment(app, assessment), json),
    );
    const csv =
      framework
      && button(_("Save as a spreadsheet (CSV)"), () =>
        saveFile(
          fileName(assessment, "csv"),
          "text/csv",
          handbook.transfer.spreadsheet.table(
            handbook.transfer.spreadsheet.assessment(framework, app.find(assessment.id)),
          ),
          csv,
        ),
      );
    const gone = ask(
      button(_("Delete this assessment"), () => {}, { danger: true }),
      _("Delete this assessment from this browser? Files you saved are not touched."),
      _("Delete it"),
      _("Keep it"),
      () => {
        keep((my) => {
          my.assessments = my.assessments.filter((other) => other.id !== assessment.id);
        });
        app.go({ view: "start" });
        say(
          ngettext(
            "The assessment of {n} answer was deleted.",
            "The assessment of {n} answers was deleted.",
            assessment.answers.length,
          ),
        );
      },
    );
    return part(
      _("Keep it, share it, clear it"),
      make(
        "p",
        {},
        _(
          "The file can be opened here again, on this device "
            + "or another. Read it through before you give it to anyone: it holds your words.",
        ),
      ),
      handbook.kit.buttons.row(
        json,
        csv,
        button(_("Print"), () => handbook.shell.pageHelps.print()),
      ),
      make("div", { className: "hb-tool-delete" }, gone),
    );
  }

  return { compare, carry, files };
})();
