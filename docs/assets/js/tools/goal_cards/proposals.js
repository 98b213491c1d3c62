// What the handbook proposes to try this week on the competencies of a goal, ready to become its actions.
handbook.goalCards = handbook.goalCards || {};
handbook.goalCards.proposals = (() => {
  "use strict";

  const { _ } = handbook.shell.i18n;
  const { make, hidden } = handbook.kit.elements;
  const { say } = handbook.kit.announcements;
  const { button } = handbook.kit.buttons;

  /** The tasks of a goal's competencies, without those that are among its actions. */
  function open(goal, look) {
    const texts = goal.actions.map(({ text }) => text);
    return goal.items
      .flatMap((id) => look.item(id)?.item.tasks || [])
      .filter((task) => !texts.includes(task.do));
  }

  /** What stands in the form of a goal: `set(goal)` brings it up to date. `context`: see goal_form.js. */
  function part({ look, addAction }) {
    const list = make("ul", { className: "hb-tasks" });
    const made = make(
      "details",
      { className: "hb-goal__proposed", open: true },
      make("summary", {}, _("To try this week")),
      list,
    );
    let drawn = "";

    function take(task) {
      addAction(handbook.goals.goal.fromTask(task, new Date(), Math.random));
      say(_("Added to your plan."));
      const next = list.querySelector("button");
      if (next) next.focus();
    }

    function line(task) {
      const words = [_("Make it an action"), hidden([": ", task.do])];
      return make(
        "li",
        {},
        make("span", {}, task.do),
        button(words, () => take(task), { small: true }),
      );
    }

    made.set = (goal) => {
      const tasks = open(goal, look),
        key = tasks.map((task) => task.do).join();
      made.hidden = !tasks.length;
      if (key === drawn) return;
      drawn = key;
      list.replaceChildren(...tasks.map(line));
    };
    return made;
  }

  return { part };
})();
