// The profile of a self-assessment: charts with the same as a table; and the small parts that results are
// made of.
handbook.selfAssessment = handbook.selfAssessment || {};
handbook.selfAssessment.parts = (() => {
  "use strict";

  const { _ } = handbook.shell.i18n;
  const { make, sentence, id, note, folded } = handbook.kit.elements;
  const { radios, text } = handbook.kit.fields;

  function level(framework, value) {
    const found = framework.scale.levels.find((each) => each.value === value);
    return found ? found.value + " " + found.title : String(value);
  }

  function capital(word) {
    return word[0].toUpperCase() + word.slice(1);
  }

  function part(title, ...inside) {
    const heading = make("h2", { id: id() }, title);
    return make("section", { className: "hb-tool-part", "aria-labelledby": heading.id }, heading, ...inside);
  }

  function row(...cells) {
    return make("tr", {}, cells);
  }

  function cell(label, ...words) {
    return make("td", { "data-label": label }, ...words);
  }

  /** A table that stacks on phones: a caption, its column heads, its rows in one group or several. */
  function table(caption, heads, ...groups) {
    return make(
      "div",
      { className: "hb-scroll" },
      make(
        "table",
        { className: "hb-table hb-table--stack" },
        make("caption", {}, caption),
        make("thead", {}, row(heads.map((each) => make("th", { scope: "col" }, each)))),
        groups.map((rows) => make("tbody", {}, rows)),
      ),
    );
  }

  // ---- Aim and role

  /** The level aimed at: radios of the framework's levels but the lowest. */
  function aims(framework, value, onChange) {
    return radios({
      legend: _("Which level do you aim for in this role?"),
      hint: _("What you rate below it comes out as something to work on."),
      value,
      onChange,
      options: framework.scale.levels
        .slice(1)
        .map((each) => ({ value: each.value, label: level(framework, each.value), hint: each.meaning })),
    });
  }

  /** "Aim for 3 On my own" */
  function aimed(framework, value) {
    return _("Aim for {level}", { level: level(framework, value) });
  }

  function role(value, onChange) {
    return text({
      label: _("In which role? (optional)"),
      help: _("For example: registrar, acute medicine."),
      max: 400,
      value,
      rows: /\n/.test(value) ? 3 : 1,
      autocomplete: "organization-title",
      onChange: (words) => onChange(words.trim()),
    });
  }

  /** Aim and role of an assessment that was started, folded away; `after("aim")` or `after("note")` runs once
      that was changed. */
  function settings(app, framework, assessment, after) {
    const change = (field, value) => {
      const result = app.change(assessment.id, (each) => {
        if (value) each[field] = value;
        else delete each[field];
      });
      if (field === "aim") words.textContent = aimed(framework, value);
      after(field);
      return result;
    };
    const words = make("span", {}, aimed(framework, assessment.aim));
    return folded(
      make("summary", {}, sentence(_("{aim} – change your aim or role"), { aim: words })),
      () => {
        const { aim, note } = app.find(assessment.id);
        return [
          aims(framework, aim, (value) => change("aim", value)),
          role(note, (value) => change("note", value)),
        ];
      },
      { className: "hb-details hb-tool-screen" },
    );
  }

  // ---- Profile

  function said(framework, each) {
    return each.noChance
      ? _("No chance yet")
      : each.value === null
        ? _("Not rated")
        : level(framework, each.value);
  }

  /** What the radar's axes are: parts of the framework where it has three or more, else its items. */
  function axesOf(framework, standing, assessment) {
    const byPart = framework.domains.length > 2;
    if (!byPart && framework.items.length < 3) return null;
    if (!byPart)
      return standing.map((each) => ({ code: each.item.code, title: each.item.title, value: each.value }));
    return handbook.scoring.profile.domains(framework, assessment).map((each) => ({
      code: each.domain.code,
      title: each.domain.title,
      value: each.median,
      range: range(each),
    }));
  }

  /** From the least to the most of a part's ratings, in words. */
  function range({ least, most, rated }) {
    if (rated < 2) return "";
    return least === most
      ? _("all ratings {least}", { least })
      : _("ratings from {least} to {most}", { least, most });
  }

  function radarPart(framework, axes, assessment, before) {
    const byPart = framework.domains.length > 2,
      { levels } = framework.scale;
    const label = (each, place) => each.code || String(place + 1);
    const word = (each) => (each.value === null ? _("not rated") : level(framework, each.value));
    const chart = handbook.selfAssessment.charts.radar({
      levels,
      aim: assessment.aim,
      title: _("Profile by {rank}", { rank: byPart ? framework.domainRank : framework.rank }),
      description: axes.map((each) => each.title + ": " + word(each)).join("; ") + ".",
      axes: axes.map((each, place) => ({
        label: label(each, place),
        value: each.value,
        earlier: before && before[place].value,
      })),
    });
    const key = make(
      "ol",
      { className: "hb-tool-key" },
      axes.map((each, place) =>
        make(
          "li",
          {},
          make("span", { className: "hb-code" }, label(each, place)),
          " ",
          each.title,
          make(
            "span",
            { className: "hb-tool-key__value" },
            [word(each), each.range].filter(Boolean).join("; "),
          ),
        ),
      ),
    );
    const says = [
      byPart
        && _(
          "Each corner is the middle of your ratings in that {rank} (of an even number the lower "
            + "of the two in the middle).",
          { rank: framework.domainRank },
        ),
      _("The dotted line is what you aim for."),
      before && _("The dashed line with squares is the earlier assessment."),
    ]
      .filter(Boolean)
      .join(" ");
    return make(
      "figure",
      { className: "hb-tool-radar" },
      chart,
      make("figcaption", {}, key, make("p", {}, says)),
    );
  }

  /** The bars of each part of the framework, a figure each. */
  function barsPart(framework, assessment, standing, earlier) {
    const of = new Map(standing.map((each) => [each.item.id, each]));
    const then = earlier ? handbook.scoring.profile.standing(framework, earlier) : [];
    const before = new Map(then.map((each) => [each.item.id, each.value]));
    const bar = (each) => ({
      label: handbook.scoring.profile.name(each.item),
      value: each.value,
      noChance: each.noChance,
      carried: each.unconfirmed,
      importance: each.importanceGiven && each.importance,
      top: each.item.top,
      earlier: before.get(each.item.id),
    });
    return make(
      "div",
      { className: "hb-tool-bars" },
      framework.domains.map((domain) => {
        const all = domain.items.map((each) => of.get(each));
        return make(
          "figure",
          {},
          domain.title && make("h3", {}, [domain.code, domain.title].filter(Boolean).join(" ")),
          handbook.selfAssessment.charts.bars({
            levels: framework.scale.levels,
            aim: assessment.aim,
            title: domain.title || framework.title,
            description: all.map((each) => each.item.title + ": " + said(framework, each)).join("; ") + ".",
            groups: [{ label: "", bars: all.map(bar) }],
          }),
        );
      }),
    );
  }

  /** All ratings, a group of rows for each part of the framework; the middle and the range of a part with its
      name. */
  function dataTable(framework, assessment, standing) {
    const matters = (each) =>
      each.importanceGiven ? handbook.scoring.profile.IMPORTANCE.get(each.importance) : _("not said");
    const one = (each) =>
      row(
        make("th", { scope: "row" }, handbook.scoring.profile.name(each.item)),
        cell(
          _("Rating"),
          each.unconfirmed
            ? sentence(_("{rating} (carried over, not confirmed)"), { rating: said(framework, each) })
            : said(framework, each),
        ),
        cell(_("Matters"), matters(each)),
        cell(_("Examples"), each.examples ? String(each.examples) : _("none")),
      );
    const middle = ({ median, rated: all }) =>
      all > 1 ? _("{level} in the middle", { level: level(framework, median) }) : level(framework, median);
    const whole = (each) =>
      each.domain.title
      && row(
        make("th", { scope: "rowgroup" }, handbook.scoring.profile.name(each.domain)),
        make(
          "td",
          { colspan: 3, "data-label": _("Together") },
          each.median === null ? _("Not rated") : [middle(each), range(each)].filter(Boolean).join("; "),
        ),
      );
    return table(
      _("All ratings"),
      [capital(framework.rank), _("Rating"), _("Matters"), _("Examples")],
      ...handbook.scoring.profile
        .domains(framework, assessment)
        .map((each) => [
          whole(each),
          standing.filter(({ item }) => each.domain.items.includes(item.id)).map(one),
        ]),
    );
  }

  /** Charts and table; with an earlier assessment marked in them where one is given. */
  function profilePart(framework, assessment, earlier) {
    const standing = handbook.scoring.profile.standing(framework, assessment),
      axes = axesOf(framework, standing, assessment);
    const before =
      earlier && axesOf(framework, handbook.scoring.profile.standing(framework, earlier), earlier);
    const says =
      [
        _("The filled boxes are the level reached"),
        _("the upright line is what you aim for"),
        _("●●● is how much it matters in your role"),
        standing.some((each) => each.unconfirmed)
          && _("hatched boxes were carried over and are not confirmed"),
        earlier && _("a ring is the earlier rating"),
      ]
        .filter(Boolean)
        .join("; ") + ".";
    return [
      axes && axes.some((each) => each.value !== null) && radarPart(framework, axes, assessment, before),
      barsPart(framework, assessment, standing, earlier),
      note(says),
      make(
        "details",
        { className: "hb-details" },
        make("summary", {}, _("The same as a table")),
        dataTable(framework, assessment, standing),
      ),
    ];
  }

  return { part, table, row, cell, level, capital, aims, aimed, role, settings, profile: profilePart };
})();
