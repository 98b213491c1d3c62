// What may become a goal: what the latest assessments say one most needs to work on.
handbook.plan = handbook.plan || {};
handbook.plan.startingPoints = (() => {
  "use strict";

  const { _ } = handbook.shell.i18n;
  const { make, sentence, link, hidden, note } = handbook.kit.elements;
  const { button } = handbook.kit.buttons;
  const NEEDS = 3; // Offered of each assessment: a plan holds two or three goals.

  /** The assessment of each framework that was changed last, newest first. */
  function latest({ store, look }) {
    const byFramework = new Map();
    store
      .document()
      .assessments.filter(({ framework }) => look.frameworks.has(framework))
      .sort((a, b) => a.changed.localeCompare(b.changed))
      .forEach((assessment) => {
        byFramework.delete(assessment.framework);
        byFramework.set(assessment.framework, assessment);
      });
    return Array.from(byFramework.values()).reverse();
  }

  /** A need as something to start from, or a link to the goal it is in already. */
  function offer(plan, need, framework, assessment) {
    const { look } = plan,
      existing = plan.goalOn(need.item.id),
      words = look.words(need.item.id);
    const { fromNeed } = handbook.goals.goal;
    return make(
      "li",
      { className: "hb-plan__need" },
      make("p", { className: "hb-plan__name" }, link(need.item.url, words)),
      note(need.why),
      existing
        ? note(
            sentence(_("In your plan: {goal}"), {
              goal: make("a", { href: "#goal-" + existing.id }, look.goal(existing)),
            }),
          )
        : button(
            [_("Make it a goal"), hidden([" – ", words])],
            () => plan.start(fromNeed(need, framework, assessment, new Date(), Math.random)),
            { small: true },
          ),
    );
  }

  function needsOf(plan, assessment) {
    const framework = plan.look.frameworks.get(assessment.framework);
    const needs = handbook.scoring.profile.needs(framework, assessment).slice(0, NEEDS);
    return (
      needs.length
      && make(
        "div",
        {},
        make("p", { className: "hb-label" }, plan.look.assessment(assessment)),
        make(
          "ol",
          { className: "hb-plan__needs" },
          needs.map((need) => offer(plan, need, framework, assessment)),
        ),
      )
    );
  }

  /** The starting points of a plan → {element, show()}, which brings the element up to date. */
  function of(plan) {
    const element = make("div", { className: "hb-plan__starts" });
    let drawn = null;
    return {
      element,
      show() {
        const assessments = latest(plan);
        const goals = plan.goals().map(({ id, title, status, items }) => [id, title, status, items]);
        const key = JSON.stringify([assessments, goals]);
        if (drawn === key) return;
        drawn = key;
        const parts = assessments.map((assessment) => needsOf(plan, assessment)).filter(Boolean);
        element.replaceChildren(
          make("h3", {}, _("From my needs")),
          ...(parts.length
            ? parts
            : [
                make(
                  "p",
                  {},
                  sentence(
                    _("{link} and what you most need to work on stands here, ready to become a goal."),
                    { link: link(plan.data.pages["self-assessment"], _("Assess yourself")) },
                  ),
                ),
              ]),
        );
      },
    };
  }

  return { of };
})();
