// The profile of a self-assessment: charts with the same as a table; and the small parts that results are made of.
(function () {
  "use strict";

  const handbook = window.handbook;
  const { make, id, radios, text } = handbook.ui;

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
    return make("div", { className: "hb-scroll" }, make("table", { className: "hb-table hb-table--stack" },
      make("caption", {}, caption),
      make("thead", {}, row(heads.map((each) => make("th", { scope: "col" }, each)))),
      groups.map((rows) => make("tbody", {}, rows))));
  }

  // ---- Aim and role -------------------------------------------------------------------------------------------------

  /** The level aimed at: radios of the framework's levels but the lowest. */
  function aims(framework, value, onChange) {
    return radios({ legend: "Which level do you aim for in this role?",
      hint: "What you rate below it comes out as something to work on.", value, onChange,
      options: framework.scale.levels.slice(1).map((each) => ({ value: each.value, label: level(framework, each.value),
        hint: each.meaning })) });
  }

  function role(value, onChange) {
    return text({ label: "In which role? (optional)", help: "For example: registrar, acute medicine.", max: 400, value,
      rows: /\n/.test(value) ? 3 : 1, autocomplete: "organization-title",
      onChange: (words) => onChange(words.trim()) });
  }

  /** Aim and role of an assessment that was started, folded away; `after("aim")` or `after("note")` runs once that was
      changed. */
  function settings(app, framework, assessment, after) {
    const change = (field, value) => {
      const result = app.change(assessment.id, (each) => {
        if (value) each[field] = value;
        else delete each[field];
      });
      if (field === "aim") words.textContent = "Aim for " + level(framework, value);
      after(field);
      return result;
    };
    const words = make("span", {}, "Aim for " + level(framework, assessment.aim));
    const made = make("details", { className: "hb-details hb-tool-screen" },
      make("summary", {}, words, " – change your aim or role"));
    made.addEventListener("toggle", () => {
      const { aim, note } = app.find(assessment.id);
      if (made.childElementCount > 1) return;
      made.append(aims(framework, aim, (value) => change("aim", value)), role(note, (value) => change("note", value)));
    });
    return made;
  }

  // ---- Profile ------------------------------------------------------------------------------------------------------

  function said(framework, each) {
    return each.noChance ? "No chance yet" : each.value === null ? "Not rated" : level(framework, each.value);
  }

  /** What the radar's axes are: parts of the framework where it has three or more, else its items. */
  function axesOf(framework, standing, assessment) {
    const byPart = framework.domains.length > 2;
    if (!byPart && framework.items.length < 3) return null;
    if (!byPart) return standing.map((each) => ({ code: each.item.code, title: each.item.title, value: each.value }));
    return handbook.profile.domains(framework, assessment).map((each) => ({ code: each.domain.code,
      title: each.domain.title, value: each.median, range: range(each) }));
  }

  /** From the least to the most of a part's ratings, in words. */
  function range({ least, most, rated }) {
    return rated < 2 ? "" : least === most ? "all ratings " + least : "ratings from " + least + " to " + most;
  }

  function radarPart(framework, axes, assessment, before) {
    const byPart = framework.domains.length > 2, { levels } = framework.scale;
    const label = (each, place) => each.code || String(place + 1);
    const word = (each) => (each.value === null ? "not rated" : level(framework, each.value));
    const chart = handbook.charts.radar({ levels, aim: assessment.aim,
      title: "Profile by " + (byPart ? framework.domainRank : framework.rank),
      description: axes.map((each) => each.title + ": " + word(each)).join("; ") + ".",
      axes: axes.map((each, place) => ({ label: label(each, place), value: each.value,
        earlier: before && before[place].value })) });
    const key = make("ol", { className: "hb-tool-key" }, axes.map((each, place) => make("li", {},
      make("span", { className: "hb-code" }, label(each, place)), " ", each.title,
      make("span", { className: "hb-tool-key__value" }, [word(each), each.range].filter(Boolean).join("; ")))));
    const says = [byPart && "Each corner is the middle of your ratings in that " + framework.domainRank
      + " (of an even number the lower of the two in the middle).", "The dotted line is what you aim for.",
    before && "The dashed line with squares is the earlier assessment."].filter(Boolean).join(" ");
    return make("figure", { className: "hb-tool-radar" }, chart, make("figcaption", {}, key, make("p", {}, says)));
  }

  /** The bars of each part of the framework, a figure each. */
  function barsPart(framework, assessment, standing, earlier) {
    const of = new Map(standing.map((each) => [each.item.id, each]));
    const then = earlier ? handbook.profile.standing(framework, earlier) : [];
    const before = new Map(then.map((each) => [each.item.id, each.value]));
    const bar = (each) => ({ label: handbook.profile.name(each.item), value: each.value, noChance: each.noChance,
      carried: each.unconfirmed, importance: each.importanceGiven && each.importance, top: each.item.top,
      earlier: before.get(each.item.id) });
    return make("div", { className: "hb-tool-bars" }, framework.domains.map((domain) => {
      const all = domain.items.map((each) => of.get(each));
      return make("figure", {}, domain.title && make("h3", {}, [domain.code, domain.title].filter(Boolean).join(" ")),
        handbook.charts.bars({ levels: framework.scale.levels, aim: assessment.aim,
          title: domain.title || framework.title,
          description: all.map((each) => each.item.title + ": " + said(framework, each)).join("; ") + ".",
          groups: [{ label: "", bars: all.map(bar) }] }));
    }));
  }

  /** All ratings, a group of rows for each part of the framework; the middle and the range of a part with its name. */
  function dataTable(framework, assessment, standing) {
    const matters = (each) => (each.importanceGiven ? handbook.profile.IMPORTANCE.get(each.importance) : "not said");
    const one = (each) => row(make("th", { scope: "row" }, handbook.profile.name(each.item)),
      cell("Rating", said(framework, each), each.unconfirmed && " (carried over, not confirmed)"),
      cell("Matters", matters(each)), cell("Examples", each.examples ? String(each.examples) : "none"));
    const whole = ({ domain, median, ...rest }) => domain.title && row(make("th", { scope: "rowgroup" },
      handbook.profile.name(domain)), make("td", { colspan: 3, "data-label": "Together" }, median === null ? "Not rated"
      : [level(framework, median) + (rest.rated > 1 ? " in the middle" : ""), range(rest)].filter(Boolean).join("; ")));
    return table("All ratings", [capital(framework.rank), "Rating", "Matters", "Examples"],
      ...handbook.profile.domains(framework, assessment).map((each) => [whole(each),
        standing.filter(({ item }) => each.domain.items.includes(item.id)).map(one)]));
  }

  /** Charts and table; with an earlier assessment marked in them where one is given. */
  function profilePart(framework, assessment, earlier) {
    const standing = handbook.profile.standing(framework, assessment), axes = axesOf(framework, standing, assessment);
    const before = earlier && axesOf(framework, handbook.profile.standing(framework, earlier), earlier);
    const says = ["The filled boxes are the level reached", "the upright line is what you aim for",
      "●●● is how much it matters in your role",
      standing.some((each) => each.unconfirmed) && "hatched boxes were carried over and are not confirmed",
      earlier && "a ring is the earlier rating"].filter(Boolean).join("; ") + ".";
    return [axes && axes.some((each) => each.value !== null) && radarPart(framework, axes, assessment, before),
      barsPart(framework, assessment, standing, earlier), make("p", { className: "hb-tool-note" }, says),
      make("details", { className: "hb-details" }, make("summary", {}, "The same as a table"),
        dataTable(framework, assessment, standing))];
  }

  handbook.selfParts = { part, table, row, cell, level, capital, aims, role, settings, profile: profilePart };
})();
