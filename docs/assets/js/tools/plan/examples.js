// Three goals that are well put, to look at before one's own is written.
handbook.plan = handbook.plan || {};
handbook.plan.examples = (() => {
  "use strict";

  const { _ } = handbook.shell.i18n;
  const { make, note, folded } = handbook.kit.elements;
  const EXAMPLES = [
    {
      title: _(
        "From Monday I ask the nurse at the first bed what worries them, before I speak, on every round.",
      ),
      why: _("I tend to start with the plan. Twice last month a worry came out when we had moved on."),
      actions: _(
        "Tell the nurse in charge on Friday, and ask to be nudged. Write the question at the top of my list.",
      ),
      measure: _("The nurse in charge hears it come first on three of four rounds."),
      review: _("In six weeks, with my supervisor."),
    },
    {
      title: _(
        "In my next ten long days I hand over the bleep for a break at a time I gave the team that morning.",
      ),
      why: _("I seldom stop, and by the evening I am short with whoever rings."),
      actions: _(
        "Agree with the other registrar who covers whom. Say the two times at the morning handover.",
      ),
      measure: _("A tick on my list for each day: seven of ten."),
      review: _("After the tenth day, with the other registrar."),
    },
    {
      title: _("For the next two rotas I send the draft round a fortnight early and answer each comment."),
      why: _("Colleagues told me that they heard of the last change when it was out."),
      actions: _(
        "Put the day of the draft into the calendar today. Ask one trainee and one nurse to read it first.",
      ),
      measure: _("Both drafts are out 14 days before, with a line on each comment."),
      review: _("When the second rota starts, at the department's meeting."),
    },
  ];

  function example(goal) {
    const { FIELDS } = handbook.goals.goal;
    return make(
      "li",
      {},
      make("p", { className: "hb-plan__name" }, goal.title),
      make(
        "dl",
        {},
        ["why", "actions", "measure", "review"].map((field) =>
          make(
            "div",
            { className: "hb-goal__row" },
            make("dt", {}, FIELDS.get(field)),
            make("dd", {}, goal[field]),
          ),
        ),
      ),
    );
  }

  /** The examples, folded. */
  function part() {
    return folded(
      make("summary", {}, _("Three goals that are well put")),
      () => {
        const place = make(
          "div",
          {},
          note(_("Made up, to show the form: what I do, from when, and how somebody else could tell.")),
        );
        const list = () => make("ol", { className: "hb-plan__needs" }, EXAMPLES.map(example));
        handbook.kit.preparation.whenReady(() => place.append(list()), place);
        return [place];
      },
      { className: "hb-details hb-plan__examples" },
    );
  }

  return { part };
})();
