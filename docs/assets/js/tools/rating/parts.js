// The small parts that ratings and results are made of, and all ratings as a table.
handbook.rating = handbook.rating || {};
handbook.rating.parts = (() => {
  "use strict";

  const { _ } = handbook.shell.i18n;
  const { make, sentence, id, folded } = handbook.kit.elements;
  const { level, capital, aims, aimed, role } = handbook.selfAssessment.parts;

  function part(title, ...inside) {
    const heading = make("h2", { id: id() }, title);
    return make("section", { className: "hb-tool-part", "aria-labelledby": heading.id }, heading, ...inside);
  }

  /** A part that is folded under its heading, which says how many there are. */
  function foldedPart(title, count, ...inside) {
    const heading = make("h2", { id: id() }, title);
    return make(
      "section",
      { className: "hb-tool-fold", "aria-labelledby": heading.id },
      make(
        "details",
        {},
        make(
          "summary",
          {},
          heading,
          count ? make("span", { className: "hb-tool-fold__count" }, count) : null,
        ),
        make("div", {}, ...inside),
      ),
    );
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
        make("thead", {}, row(heads.map((head) => make("th", { scope: "col" }, head)))),
        groups.map((rows) => make("tbody", {}, rows)),
      ),
    );
  }

  /** Aim and role of an assessment that was started, folded away; `after("aim")` or `after("note")` runs once
      that was changed. */
  function settings(app, framework, assessment, after) {
    const change = (field, value) => {
      const result = app.change(assessment.id, (entry) => {
        if (value) entry[field] = value;
        else delete entry[field];
      });
      if (field === "aim") words.textContent = aimed(framework, value);
      handbook.kit.presses.afterPress(() => after(field));
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

  function ratingInWords(framework, itemStanding) {
    return itemStanding.noChance
      ? _("No chance yet")
      : itemStanding.value === null
        ? _("Not rated")
        : level(framework, itemStanding.value);
  }

  /** From the least to the most of a part's ratings, in words. */
  function range({ least, most, rated }) {
    if (rated < 2) return "";
    return least === most
      ? _("all ratings {least}", { least })
      : _("ratings from {least} to {most}", { least, most });
  }

  /** All ratings, a group of rows for each part of the framework; the middle and the range of a part with its
      name. */
  function dataTable(framework, assessment, standing) {
    const matters = ({ answer }) =>
      handbook.scoring.profile.importanceInWords(assessment, answer || {}) || _("not said");
    const one = (itemStanding) =>
      row(
        make("th", { scope: "row" }, handbook.scoring.profile.name(itemStanding.item)),
        cell(
          _("Rating"),
          itemStanding.unconfirmed
            ? sentence(_("{rating} (carried over, not confirmed)"), {
                rating: ratingInWords(framework, itemStanding),
              })
            : ratingInWords(framework, itemStanding),
        ),
        cell(_("Matters"), matters(itemStanding)),
        cell(_("Examples"), itemStanding.examples ? String(itemStanding.examples) : _("none")),
      );
    const middle = ({ median, rated: all }) =>
      all > 1 ? _("{level} in the middle", { level: level(framework, median) }) : level(framework, median);
    const headRow = (summary) =>
      summary.domain.title
      && row(
        make("th", { scope: "rowgroup" }, handbook.scoring.profile.name(summary.domain)),
        make(
          "td",
          { colspan: 3, "data-label": _("Together") },
          summary.median === null
            ? _("Not rated")
            : [middle(summary), range(summary)].filter(Boolean).join("; "),
        ),
      );
    return table(
      _("All ratings"),
      [capital(framework.rank), _("Rating"), _("Matters"), _("Examples")],
      ...handbook.scoring.profile
        .domains(framework, assessment)
        .map((summary) => [
          headRow(summary),
          standing.filter(({ item }) => summary.domain.items.includes(item.id)).map(one),
        ]),
    );
  }

  /** All ratings as a table, folded. */
  function ratings(framework, assessment) {
    return make(
      "details",
      { className: "hb-details" },
      make("summary", {}, _("All ratings as a table")),
      dataTable(framework, assessment, handbook.scoring.profile.standing(framework, assessment)),
    );
  }

  return { part, foldedPart, table, row, cell, settings, ratings };
})();
