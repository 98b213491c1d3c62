// At the start of a self-assessment: what there is to go on with or to look at, and the one item from whose
// page somebody came.
handbook.rating = handbook.rating || {};
handbook.rating.begun = (() => {
  "use strict";

  const { _ } = handbook.shell.i18n;
  const { make, sentence, hidden } = handbook.kit.elements;
  const { button, row } = handbook.kit.buttons;
  const { read } = handbook.document.days;

  /** "MLCF, started on 23 November 2026, registrar" */
  function nameAssessment(app, assessment) {
    const framework = app.frameworks.get(assessment.framework);
    return (
      (framework ? framework.label : assessment.framework)
      + ", "
      + read(assessment.finished || assessment.started)
    );
  }

  function begun(app, assessment) {
    const framework = app.frameworks.get(assessment.framework);
    const isOpen = framework && !assessment.finished;
    const says = framework ? handbook.scoring.profile.progress(framework, assessment) : null;
    const to = isOpen
      ? { view: "rate", assessment: assessment.id, item: says?.next }
      : { view: "result", assessment: assessment.id };
    return make(
      "li",
      { className: "hb-tool-begun" },
      make(
        "div",
        {},
        make("strong", {}, framework ? framework.title : assessment.framework),
        make(
          "span",
          { className: "hb-tool-note" },
          [
            assessment.note,
            assessment.finished
              ? _("finished {day}", { day: read(assessment.finished) })
              : _("started {day}", { day: read(assessment.started) }),
            says ? handbook.scoring.profile.progressInWords(says) : _("no longer in the handbook"),
          ]
            .filter(Boolean)
            .join(" · "),
        ),
      ),
      row(
        app.button(
          to,
          isOpen
            ? [
                _("Go on"),
                hidden(" " + _("with {assessment}", { assessment: nameAssessment(app, assessment) })),
              ]
            : [_("Look at it"), hidden(": " + nameAssessment(app, assessment))],
          { small: true },
        ),
      ),
    );
  }

  /** The assessments that are kept, newest first, in two parts: those to go on with, and the others. */
  function lists(app) {
    const all = app.store
      .document()
      .assessments.slice()
      .sort((a, b) => (a.changed < b.changed ? 1 : -1));
    const part = (title, some) =>
      some.length
        ? [
            make("h2", {}, title),
            make(
              "ul",
              { className: "hb-tool-list" },
              some.map((assessment) => begun(app, assessment)),
            ),
          ]
        : [];
    const isOpen = (assessment) => !assessment.finished && app.frameworks.has(assessment.framework);
    return {
      open: part(_("Go on with"), all.filter(isOpen)),
      closed: part(
        _("Look at"),
        all.filter((assessment) => !isOpen(assessment)),
      ),
    };
  }

  /** Offered where a page of one item led here. */
  function single(app, framework, item) {
    const rate = (depth) => () => app.begin({ framework, depth, aim: framework.aim, item });
    return make(
      "section",
      { className: "hb-tool-panel" },
      make("h2", {}, sentence(_("You came from {item}"), { item: handbook.scoring.profile.name(item) })),
      make(
        "p",
        {},
        _(
          "You can rate this one {rank} by itself, in a minute or two, and the rest of the {framework} "
            + "another day or never.",
          { rank: framework.rank, framework: framework.label },
        ),
      ),
      row(
        button(_("Rate this one"), rate("quick"), { primary: true }),
        item.behaviours.length > 0 && button(_("Rate each of its behaviours"), rate("full")),
      ),
    );
  }

  return { lists, single };
})();
