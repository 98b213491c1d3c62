// What else a result says, each part folded under its heading: what there was no chance to show, strengths,
// what is not rated yet, examples, and answers to what is no longer in the handbook.
handbook.result = handbook.result || {};
handbook.result.findings = (() => {
  "use strict";

  const { _, ngettext } = handbook.shell.i18n;
  const { make, sentence, link, hidden } = handbook.kit.elements;
  const { inSlices } = handbook.gradualRendering.slices;
  const { level } = handbook.selfAssessment.parts;
  const { foldedPart } = handbook.rating.parts;
  const { read } = handbook.document.days;

  function note(...words) {
    return make("span", { className: "hb-tool-note" }, words);
  }

  function chancesPart(framework, assessment) {
    const chances = handbook.scoring.profile.chances(framework, assessment);
    return (
      chances.length > 0
      && foldedPart(
        _("Chances to ask for"),
        chances.length,
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

  function strengthsPart(framework, assessment) {
    const strengths = handbook.scoring.profile.strengths(framework, assessment);
    const examples = (number) =>
      number ? ngettext("{n} dated example", "{n} dated examples", number) : _("no dated example yet");
    return (
      strengths.length > 0
      && foldedPart(
        _("Strengths"),
        strengths.length,
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
      && foldedPart(
        _("Not rated yet"),
        open.length,
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
    const count = some.reduce((sum, { evidence }) => sum + evidence.length, 0),
      place = make("div");
    inSlices(place, some, sizeOf, (answer) =>
      place.append(
        make("h3", {}, handbook.scoring.profile.name(app.items.get(answer.item))),
        pieces(answer.evidence),
      ),
    );
    return some.length > 0 && foldedPart(_("Your examples"), count, place);
  }

  /** Answers to what is retired, or not in the handbook any more: kept, and shown as they are. */
  function retiredPart(app, framework, assessment) {
    const look = handbook.document.lookup.open(app.data);
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
    const nameOf = (id) => {
      const record = look.record(id);
      return record ? link(record.url, record.title) : make("code", {}, id);
    };
    const made = make("ul");
    inSlices(made, gone, sizeOf, (answer) =>
      made.append(
        make("li", {}, nameOf(answer.item), ": ", words(answer), answer.evidence && pieces(answer.evidence)),
      ),
    );
    return (
      gone.length > 0
      && foldedPart(
        _("No longer in use"),
        gone.length,
        make(
          "p",
          {},
          _("These were in use when you answered them. Your answers are kept and count for nothing above."),
        ),
        made,
      )
    );
  }

  return {
    chances: chancesPart,
    strengths: strengthsPart,
    open: openPart,
    examples: examplesPart,
    retired: retiredPart,
  };
})();
