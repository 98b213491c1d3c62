// The result of a self-assessment: first what to work on and what to do about it (needs.js), then all at a
// glance (matrix.js), then the rest folded (findings.js), and what to do with it: compare, carry across,
// save, print, delete (follow_up.js).
handbook.result = handbook.result || {};
handbook.result.view = (() => {
  "use strict";

  const { _, ngettext } = handbook.shell.i18n;
  const { make, sentence, link, focus } = handbook.kit.elements;
  const { inTurn } = handbook.gradualRendering.slices;
  const { button, row } = handbook.kit.buttons;
  const { level } = handbook.selfAssessment.parts;
  const { part } = handbook.rating.parts;
  const { read } = handbook.document.days;

  function facts(framework, assessment, progress) {
    const rows = [
      [_("Framework"), framework ? [framework.title, " (" + assessment.edition + ")"] : assessment.framework],
      [_("In the role of"), assessment.note],
      [
        assessment.finished ? _("Finished") : _("Last changed"),
        read(assessment.finished || assessment.changed),
      ],
      [
        _("Looked at"),
        assessment.depth === "full" ? _("in full, each behaviour by itself") : _("quickly, one rating each"),
      ],
      [_("Aims for"), framework && level(framework, assessment.aim)],
      [_("Rated"), progress && _("{done} of {all}", { done: progress.answered, all: progress.total })],
    ];
    return make(
      "dl",
      { className: "hb-facts" },
      rows
        .filter((pair) => pair[1])
        .map(([name, words]) =>
          make("div", { className: "hb-facts__row" }, make("dt", {}, name), make("dd", {}, words)),
        ),
    );
  }

  /** What is still open, in sentences; none where all is answered and confirmed. */
  function stillOpen({ total, answered, unconfirmed }) {
    const left = total - answered;
    return [
      left > 0
        && ngettext("{n} of {all} has no full answer yet.", "{n} of {all} have no full answer yet.", left, {
          all: total,
        })
          + " "
          + _("What follows is drawn from what you did answer."),
      unconfirmed
        && ngettext(
          "{n} rating was carried over and not confirmed yet.",
          "{n} ratings were carried over and not confirmed yet.",
          unconfirmed,
        ),
    ].filter(Boolean);
  }

  /** How far it is, where something is still open, and the ways on. `draw` shows all anew. */
  function goOn(app, framework, assessment, progress, draw) {
    const to = { view: "rate", assessment: assessment.id, item: progress.next || framework.items[0].id };
    const says = stillOpen(progress);
    const finish = () => {
      app.change(assessment.id, (entry) => {
        entry.finished = handbook.document.days.stamp(new Date());
      });
      draw();
    };
    const place = make("div"),
      on = assessment.finished
        ? button(_("Change answers"), () =>
            place.replaceChildren(changing(app, framework, assessment, to, on)),
          )
        : app.button(to, progress.next ? _("Go on rating") : _("Change answers"), {
            primary: says.length > 0,
          });
    return make(
      "div",
      { className: "hb-tool-screen" + (says.length ? " hb-tool-panel" : "") },
      says.length > 0 && make("p", {}, says.join(" ")),
      ways(
        app,
        on,
        !assessment.finished && whatMatters(app, framework, assessment),
        !assessment.finished && progress.answered > 0 && button(_("Mark as finished"), finish),
      ),
      place,
    );
  }

  /** The way to the question what matters most, where an assessment asks it. */
  function whatMatters(app, framework, assessment) {
    return (
      handbook.rating.matters.isAsked(framework, assessment)
      && app.button({ view: "matters", assessment: assessment.id }, _("Say what matters most"))
    );
  }

  function ways(app, ...others) {
    return row(
      others,
      button(_("Print"), () => handbook.shell.pageHelps.print()),
      app.button({ view: "start" }, _("All my assessments")),
    );
  }

  /** Before the answers of a finished assessment are changed: rather a new one, or this one? */
  function changing(app, framework, assessment, to, opener) {
    const { depth, aim, note } = assessment,
      day = read(assessment.finished);
    const again = _("Rate again"),
      correct = _("Correct this one");
    const title = make("h3", { className: "hb-tool-panel__title" }, _("A new look, or a slip?"));
    const close = () => {
      box.remove();
      opener.focus();
    };
    const box = make(
      "div",
      { className: "hb-tool-panel" },
      title,
      make(
        "p",
        {},
        sentence(
          _(
            "{choice} starts an empty assessment with the same aim and role, so that you rate "
              + "before you look at the old answers. This one stays as it was on {day}, to compare with.",
          ),
          { choice: make("strong", {}, again), day },
        ),
      ),
      make(
        "p",
        {},
        sentence(
          _(
            "{choice} is for slips. Once you change an answer, this assessment counts as finished "
              + "today and no longer on {day}; what it said before is not kept.",
          ),
          { choice: make("strong", {}, correct), day },
        ),
      ),
      row(
        button(again, () => app.begin({ framework, depth, aim, note, item: framework.items[0] }), {
          primary: true,
        }),
        app.button(to, correct),
        button(_("Leave it as it is"), close),
      ),
    );
    setTimeout(() => focus(title));
    return box;
  }

  /** When it is of, and in which role. */
  function datePart(assessment) {
    const day = read(assessment.finished || assessment.changed);
    return make(
      "p",
      { className: "hb-tool-note" },
      [
        assessment.finished ? _("Finished on {day}", { day }) : _("Last changed on {day}", { day }),
        assessment.note,
      ]
        .filter(Boolean)
        .join(" · "),
    );
  }

  /** One result: its parts, each in a place of its own. `first` is the assessment as the page was opened with
      it, `assessment` as it was drawn last. */
  class Result {
    constructor(app, first) {
      this.app = app;
      this.first = first;
      this.framework = app.frameworks.get(first.framework);
      this.assessment = first;
      this.drawn = "";
      this.heading = make(
        "h2",
        { className: "hb-tool-result__title" },
        this.framework ? _("Result: {framework}", { framework: this.framework.label }) : _("Result"),
      );
      this.date = make("div");
      this.about = make("div");
      this.changing = this.framework ? this.changingParts() : [() => this.retired()];
      this.parts = [...this.changing, ...this.lastingParts()];
      this.places = this.parts.map(() => make("div"));
    }

    progress() {
      return this.framework && handbook.scoring.profile.progress(this.framework, this.assessment);
    }

    /** What there is to say of a framework that is gone. */
    retired() {
      return [
        make("p", {}, _("This framework is no longer in the handbook. What you answered is kept below.")),
        ways(this.app),
      ];
    }

    /** What is open and the ways on: before all else where something is open, else (`isAfter`) after what to
        work on. */
    waysOn(isAfter) {
      const { app, framework, assessment } = this,
        progress = this.progress(),
        isWhole = !stillOpen(progress).length;
      return isWhole === isAfter && goOn(app, framework, assessment, progress, () => this.finish());
    }

    /** Importance against rating, and the table folded. Too few answers make no picture. */
    glance() {
      const { framework, assessment } = this,
        { parts } = handbook.rating,
        { matrix } = handbook.result,
        { missing, standing } = handbook.scoring.profile,
        left = missing(framework, assessment);
      if (!assessment.answers.length) return null;
      return part(
        _("At a glance"),
        left
          ? make(
              "p",
              {},
              ngettext(
                "{n} more answer makes a picture: half of all are enough.",
                "{n} more answers make a picture: half of all are enough.",
                left,
              ),
            )
          : matrix.part(framework, assessment, standing(framework, assessment)),
        parts.ratings(framework, assessment),
      );
    }

    /** What makes the parts that change with the answers. */
    changingParts() {
      const { app, framework } = this,
        { needs, findings } = handbook.result;
      return [
        () => this.waysOn(false),
        () => needs.first(app, framework, this.assessment),
        () => this.waysOn(true),
        () => this.glance(),
        () => needs.others(app, framework, this.assessment),
        () =>
          make(
            "div",
            { className: "hb-tool-part" },
            findings.chances(framework, this.assessment),
            findings.strengths(framework, this.assessment),
            findings.open(app, framework, this.assessment),
          ),
      ];
    }

    /** What makes the parts that stay as they are until the page is left. */
    lastingParts() {
      const { app, framework, first, about } = this,
        { parts } = handbook.rating,
        { followUp, findings } = handbook.result;
      return [
        () => [findings.examples(app, first), findings.retired(app, framework, first)],
        () => parts.foldedPart(_("About this assessment"), 0, about),
        () => framework && followUp.compare(app, framework, first),
        () =>
          make(
            "div",
            { className: "hb-tool-screen" },
            framework && followUp.carry(app, framework, first),
            followUp.files(app, framework, first),
          ),
      ];
    }

    /** Draws these parts, the changing ones or all, each in its own place; the first at once. */
    draw(parts) {
      this.assessment = this.app.find(this.first.id) || this.assessment;
      this.drawn = JSON.stringify(this.assessment);
      this.date.replaceChildren(datePart(this.assessment));
      this.about.replaceChildren(facts(this.framework, this.assessment, this.progress()));
      inTurn([
        ...parts.map(
          (makePart, at) => () => this.places[at].replaceChildren(...[makePart()].flat().filter(Boolean)),
        ),
        handbook.shell.pageHelps.scrollRegions,
      ]);
    }

    /** Shows the assessment as finished. */
    finish() {
      this.draw(this.changing);
      focus(this.heading);
    }

    /** The fields for aim and role. The role has no part in what follows, which stays as it is. */
    settings() {
      const { app, framework, first } = this;
      return (
        framework
        && handbook.rating.parts.settings(app, framework, first, (field) =>
          this.draw(field === "aim" ? this.changing : []),
        )
      );
    }
  }

  /** The view of a route to a result. */
  function of(app, route) {
    const result = new Result(app, app.find(route.assessment)),
      { first, heading, date, places } = result;
    result.draw(result.parts);
    const element = make(
      "div",
      { className: "hb-tool-result" },
      heading,
      date,
      places.slice(0, 3),
      result.settings(),
      make(
        "p",
        { className: "hb-tool-note" },
        _("This is how one person sees themselves on one day: no test and no mark."),
        " ",
        link(app.data.pages.participants, _("How to read it")),
        ".",
      ),
      places.slice(3),
    );
    return {
      element,
      heading,
      refresh: (reason) => reason !== "here" && JSON.stringify(app.find(first.id)) !== result.drawn,
    };
  }

  return { of };
})();
