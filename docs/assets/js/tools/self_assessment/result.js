// The result of a self-assessment: the profile, what to work on and why, what there was no chance to show,
// strengths, examples; and then what to do with it: compare, carry across, save, print, delete
// (follow_up.js).
handbook.selfAssessment = handbook.selfAssessment || {};
handbook.selfAssessment.result = (() => {
  "use strict";

  const { _, ngettext } = handbook.shell.i18n;
  const { PATIENTS } = handbook.document.format;
  const { address } = handbook.kit.address;
  const { make, sentence, link, hidden, focus, folded } = handbook.kit.elements;
  const { inTurn, inSlices } = handbook.kit.gradualRendering;
  const { button, row } = handbook.kit.buttons;
  const { part, level } = handbook.selfAssessment.parts;
  const { read, minutes } = handbook.document.days;
  const FEW = 3; // Needs that are open at first, and offers of a kind that are.

  // ---- What to work on

  function offerLine({ record, via, skill }) {
    const time = record.minutes ? minutes(record.minutes) + (record.how ? " " + record.how : "") : "";
    const about = [
      time,
      record.in && sentence(_("in {page}"), { page: record.in }),
      via && sentence(_("by way of {item}"), { item: handbook.scoring.profile.name(via) }),
      skill && _("on the same skill"),
    ];
    return make(
      "li",
      {},
      link(record.url, record.title),
      about.some(Boolean)
        && note(
          " ",
          about.filter(Boolean).map((fact, at) => [at > 0 && ", ", fact]),
        ),
    );
  }

  /** The offers of one kind; more than a few are folded. */
  function kindPart(item, kind, all) {
    return make(
      "div",
      {},
      make("h5", {}, kind),
      make("ul", {}, all.slice(0, FEW).map(offerLine)),
      all.length > FEW
        && make(
          "details",
          {},
          make(
            "summary",
            {},
            ngettext("{n} more", "{n} more", all.length - FEW),
            hidden([" ", sentence(_("of {kind} for {item}"), { kind, item: item.title })]),
          ),
          make("ul", {}, all.slice(FEW).map(offerLine)),
        ),
    );
  }

  /** What the handbook offers on an item, by kind; folded on phones. */
  function offersPart(app, item) {
    const kinds = new Map();
    handbook.scoring.profile.offers(item, app.data, 40).forEach((offer) => {
      if (!kinds.has(offer.record.kind)) kinds.set(offer.record.kind, []);
      kinds.get(offer.record.kind).push(offer);
    });
    const open = window.matchMedia("(min-width: 48em)").matches;
    return (
      kinds.size > 0
      && make(
        "details",
        { className: "hb-tool-screen", open },
        make("summary", {}, make("h4", {}, _("To learn it"), hidden([": ", item.title]))),
        make(
          "div",
          { className: "hb-tool-offers" },
          Array.from(kinds, ([kind, all]) => kindPart(item, kind, all)),
        ),
      )
    );
  }

  function needInside(app, framework, assessment, need) {
    const { item } = need,
      next = handbook.scoring.profile.next(framework, item, need.rating),
      about = () => hidden([": ", item.title]);
    const plan = address(app.data.pages.plan, { need: item.id, assessment: assessment.id });
    const tasks = item.tasks.map((task) =>
      make(
        "li",
        {},
        make("span", {}, task.do),
        make("span", { className: "hb-tasks__time" }, minutes(task.minutes)),
      ),
    );
    return [
      make("p", {}, need.why, need.tie && " " + need.tie),
      next
        && make(
          "p",
          {},
          make("strong", {}, sentence(_("Next: {level}."), { level: level(framework, next.value) }), " "),
          next.meaning,
        ),
      tasks.length > 0
        && make(
          "div",
          {},
          make("h4", {}, _("To try this week")),
          make("ul", { className: "hb-tasks" }, tasks),
        ),
      offersPart(app, item),
      make(
        "p",
        { className: "hb-tool-buttons" },
        link(plan, [_("Add to my plan"), about()], {
          className: "hb-button hb-button--small hb-button--primary",
        }),
        link(item.url, [_("Read about it"), about()]),
      ),
    ].filter(Boolean);
  }

  /** One need: the first few are open and printed whole; what the others hold is made when they are
      opened. */
  function needPart(app, framework, assessment, need) {
    const first = need.place <= FEW,
      heading = make(
        "h3",
        {},
        make("span", { className: "hb-tool-need__place", "aria-hidden": "true" }, need.place),
        handbook.scoring.profile.name(need.item),
      );
    const inside = () => needInside(app, framework, assessment, need);
    const made = folded(make("summary", {}, heading), inside, {
      className: "hb-tool-need" + (first ? " hb-tool-need--first" : ""),
    });
    if (first) made.append(...inside());
    made.open = first;
    return made;
  }

  function needsPart(app, framework, assessment) {
    const needs = handbook.scoring.profile.needs(framework, assessment);
    const rated = handbook.scoring.profile
      .standing(framework, assessment)
      .some((itemStanding) => itemStanding.value !== null);
    const says = !rated
      ? _("Nothing is rated yet, so there is nothing to work on yet.")
      : !needs.length
        ? _(
            "Nothing you rated is below what you aim for. You could aim for a higher level, or look at "
              + "the strengths below that have no example yet.",
          )
        : _("What matters most in your role and is furthest from your aim stands first.")
          + " "
          + (needs.length > 2
            ? ngettext(
                "Choose one or two; nobody works on all {n} at once.",
                "Choose one or two; nobody works on all {n} at once.",
                needs.length,
              )
            : _("Choose one or two; nobody works on everything at once."));
    return part(
      _("What to work on"),
      make("p", {}, says),
      needs.map((need) => needPart(app, framework, assessment, need)),
    );
  }

  // ---- The other groups

  function note(...words) {
    return make("span", { className: "hb-tool-note" }, words);
  }

  function chancesPart(app, framework, assessment) {
    const chances = handbook.scoring.profile.chances(framework, assessment);
    return (
      chances.length > 0
      && part(
        _("Chances to ask for"),
        make(
          "p",
          {},
          _(
            "Your post has not given you the occasion to show these. That says something about the post and "
              + "not about you: ask your supervisor for one, most important first.",
          ),
        ),
        make(
          "ul",
          {},
          chances.map(({ item }) =>
            make(
              "li",
              {},
              link(item.url, handbook.scoring.profile.name(item)),
              item.tasks.length > 0
                && note(" ", sentence(_("For example: {task}"), { task: item.tasks[0].do })),
            ),
          ),
        ),
      )
    );
  }

  function strengthsPart(app, framework, assessment) {
    const strengths = handbook.scoring.profile.strengths(framework, assessment);
    const examples = (number) =>
      number ? ngettext("{n} dated example", "{n} dated examples", number) : _("no dated example yet");
    return (
      strengths.length > 0
      && part(
        _("Strengths"),
        make(
          "p",
          {},
          _("Rated at what you aim for or above it. A dated example makes a strength that others can see."),
        ),
        make(
          "ul",
          {},
          strengths.map(({ item, rating, evidence }) =>
            make(
              "li",
              {},
              link(item.url, handbook.scoring.profile.name(item)),
              ": ",
              level(framework, rating),
              note(" – " + examples(evidence)),
              above(framework, item, rating),
            ),
          ),
        ),
      )
    );
  }

  /** What the level above a strength is, folded; nothing at the top. */
  function above(framework, item, rating) {
    const next = handbook.scoring.profile.next(framework, item, rating);
    return (
      next
      && make(
        "details",
        { className: "hb-tool-above hb-tool-screen" },
        make("summary", {}, _("What would the next level look like?"), hidden([" ", item.title])),
        make("p", {}, make("strong", {}, level(framework, next.value), ". "), next.meaning),
      )
    );
  }

  function openPart(app, framework, assessment) {
    const open = handbook.scoring.profile.unanswered(framework, assessment);
    const go = (item) =>
      app.button(
        { view: "rate", assessment: assessment.id, item: item.id },
        [hidden(_("Rate") + " "), handbook.scoring.profile.name(item)],
        { quiet: true },
      );
    return (
      open.length > 0
      && part(
        _("Not rated yet"),
        make("p", {}, _("They count neither for nor against anything above.")),
        make(
          "ul",
          { className: "hb-tool-open" },
          open.map((item) => make("li", {}, go(item))),
        ),
      )
    );
  }

  function pieces(evidence) {
    return make(
      "ul",
      {},
      evidence.map((piece) =>
        make("li", { className: "hb-tool-words" }, make("strong", {}, read(piece.day) + ": "), piece.text),
      ),
    );
  }

  /** About how many elements an answer becomes with its examples. */
  function sizeOf({ evidence = [] }) {
    return 3 + 3 * evidence.length;
  }

  function examplesPart(app, assessment) {
    const some = assessment.answers.filter((answer) => answer.evidence && app.items.has(answer.item));
    const made = part(_("Your examples"));
    inSlices(made, some, sizeOf, (answer) =>
      made.append(
        make("h3", {}, handbook.scoring.profile.name(app.items.get(answer.item))),
        pieces(answer.evidence),
      ),
    );
    return some.length > 0 && made;
  }

  /** Answers to what is not in the handbook any more: kept, and shown as they are. */
  function retiredPart(framework, assessment) {
    const inside = new Set(framework ? framework.items.map((item) => item.id) : []);
    const gone = assessment.answers.filter((answer) => !inside.has(answer.item));
    const words = (answer) =>
      answer.noChance
        ? _("no chance to show it")
        : answer.rating !== undefined
          ? _("rated {rating}", { rating: answer.rating })
          : answer.behaviours
            ? _("rated by its behaviours")
            : _("not rated");
    const made = make("ul");
    inSlices(made, gone, sizeOf, (answer) =>
      made.append(
        make(
          "li",
          {},
          make("code", {}, answer.item),
          ": ",
          words(answer),
          answer.evidence && pieces(answer.evidence),
        ),
      ),
    );
    return (
      gone.length > 0
      && part(
        _("No longer in the handbook"),
        make(
          "p",
          {},
          _(
            "These were in the handbook when you answered them. Your answers are kept and count for nothing "
              + "above.",
          ),
        ),
        made,
      )
    );
  }

  // ---- The whole

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

  /** Where it can still be answered: how far it is, and the way on. `draw` shows all anew. */
  function goOn(app, framework, assessment, progress, draw) {
    const to = { view: "rate", assessment: assessment.id, item: progress.next || framework.items[0].id };
    const left = progress.total - progress.answered,
      { unconfirmed } = progress;
    const says = [
      left > 0
        && ngettext("{n} of {all} has no full answer yet.", "{n} of {all} have no full answer yet.", left, {
          all: progress.total,
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
      ways(app, on, !assessment.finished && progress.answered > 0 && button(_("Mark as finished"), finish)),
      place,
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

  /** One result: its parts, each in a place of its own. `first` is the assessment as the page was opened with
      it, `assessment` as it was drawn last, `earlier` the one that it is compared with. */
  class Result {
    constructor(app, first) {
      this.app = app;
      this.first = first;
      this.framework = app.frameworks.get(first.framework);
      this.assessment = first;
      this.earlier = null;
      this.drawn = "";
      this.heading = make(
        "h2",
        { className: "hb-tool-result__title" },
        this.framework ? _("Result: {framework}", { framework: this.framework.label }) : _("Result"),
      );
      this.about = make("div");
      this.profile = make("div");
      this.changing = this.framework ? this.changingParts() : [() => this.retired()];
      this.parts = [...this.changing, ...this.lastingParts()];
      this.places = this.parts.map(() => make("div"));
    }

    progress() {
      return this.framework && handbook.scoring.profile.progress(this.framework, this.assessment);
    }

    drawProfile() {
      const { framework, assessment, earlier, profile } = this;
      profile.replaceChildren(
        ...(assessment.answers.length
          ? handbook.selfAssessment.parts.profile(framework, assessment, earlier).filter(Boolean)
          : [make("p", {}, _("There is nothing to draw yet."))]),
      );
      return profile;
    }

    /** What there is to say of a framework that is gone. */
    retired() {
      return [
        make("p", {}, _("This framework is no longer in the handbook. What you answered is kept below.")),
        ways(this.app),
      ];
    }

    /** What makes the parts that change with the answers. */
    changingParts() {
      const { app, framework } = this;
      return [
        () => goOn(app, framework, this.assessment, this.progress(), () => this.finish()),
        () => part(_("Your profile"), this.drawProfile()),
        () => needsPart(app, framework, this.assessment),
        () => chancesPart(app, framework, this.assessment),
        () => [strengthsPart(app, framework, this.assessment), openPart(app, framework, this.assessment)],
      ];
    }

    /** What makes the parts that stay as they are until the page is left. */
    lastingParts() {
      const { app, framework, first } = this,
        { compare, carry, files } = handbook.selfAssessment.followUp;
      return [
        () => [examplesPart(app, first), retiredPart(framework, first)],
        () =>
          framework
          && compare(app, framework, first, (earlier) => {
            this.earlier = earlier;
            this.drawProfile();
          }),
        () =>
          make(
            "div",
            { className: "hb-tool-screen" },
            framework && carry(app, framework, first),
            files(app, framework, first),
          ),
      ];
    }

    /** Draws these parts, the changing ones or all, each in its own place; the first at once. */
    draw(parts) {
      this.assessment = this.app.find(this.first.id) || this.assessment;
      this.drawn = JSON.stringify(this.assessment);
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
        && handbook.selfAssessment.parts.settings(app, framework, first, (field) =>
          this.draw(field === "aim" ? this.changing : []),
        )
      );
    }
  }

  function view(app, route) {
    const result = new Result(app, app.find(route.assessment)),
      { first, heading, about, places } = result;
    result.draw(result.parts);
    const element = make(
      "div",
      { className: "hb-tool-result" },
      heading,
      about,
      result.settings(),
      make(
        "p",
        { className: "hb-tool-patients" },
        make("strong", {}, PATIENTS),
        " ",
        _("This is how one person sees themselves on one day: no test and no mark."),
        " ",
        link(app.data.pages.participants, _("How to read it")),
        ".",
      ),
      places,
    );
    return {
      element,
      heading,
      refresh: (reason) => reason !== "here" && JSON.stringify(app.find(first.id)) !== result.drawn,
    };
  }

  return { view };
})();
