// The tasks of a need to try this week, and the press that puts one into the plan: as an action with a day,
// of the goal on that item, which is made where there is none.
handbook.result = handbook.result || {};
handbook.result.tasks = (() => {
  "use strict";

  const { _ } = handbook.shell.i18n;
  const { make, sentence, link, hidden } = handbook.kit.elements;
  const { button } = handbook.kit.buttons;
  const { keep } = handbook.kit.saveStatus;
  const { read, minutes } = handbook.document.days;
  const { fromNeed, fromTask, wordForHistory, changed } = handbook.goals.goal;
  const { isClosed } = handbook.goals.review;

  /** The goal on an item that is being worked on, if there is one. */
  function goalOn(goals, item) {
    return goals.find((goal) => !isClosed(goal) && goal.items.includes(item.id));
  }

  /** The action of the plan that a task has become, if it has. */
  function planned(app, item, task) {
    return goalOn(app.store.document().goals, item)?.actions.find(({ text }) => text === task.do);
  }

  /** Puts a task into the plan → {action, isNew: whether a goal was made for it, result: what `keep`
      says}. */
  function put(app, { need, framework, assessment }, task) {
    const now = new Date(),
      look = handbook.document.lookup.open(app.data),
      action = fromTask(task, now, Math.random);
    let isNew = false;
    const result = keep((my) => {
      const existing = goalOn(my.goals, need.item);
      isNew = !existing;
      if (existing) changed(existing, "actions", wordForHistory(existing, "actions", look), now, Math.random);
      else my.goals.push(fromNeed(need, framework, assessment, now, Math.random));
      goalOn(my.goals, need.item).actions.push(action);
    });
    return { action, isNew, result };
  }

  /** What is said once a task is in the plan. */
  function report(app, goal, { text, by }, isNew) {
    const url = app.data.pages.plan + "#goal-" + goal.id;
    const day = read(by),
      to = link(url, goal.title);
    return [
      _("By {day}: {task}", { day, task: text }),
      sentence(isNew ? _("A goal was made for it: {goal}") : _("It stands under your goal: {goal}"), {
        goal: to,
      }),
    ];
  }

  /** The tasks of one need: `of` is {need, framework, assessment}. */
  class Tasks {
    constructor(app, of) {
      this.app = app;
      this.of = of;
      this.list = make("ul", { className: "hb-tasks" });
      this.place = make("div");
      this.draw();
      this.element = make("div", {}, make("h4", {}, _("To try this week")), this.list, this.place);
    }

    draw() {
      this.list.replaceChildren(...this.of.need.item.tasks.map((task) => this.line(task)));
    }

    line(task) {
      const action = planned(this.app, this.of.need.item, task);
      return make(
        "li",
        {},
        make("span", {}, task.do),
        task.minutes && make("span", { className: "hb-tasks__time" }, minutes(task.minutes)),
        action
          ? make(
              "span",
              { className: "hb-tool-task__planned" },
              action.by ? _("In your plan, by {day}", { day: read(action.by) }) : _("In your plan"),
            )
          : button([_("Put it in my plan"), hidden([": ", task.do])], () => this.add(task), {
              small: true,
            }),
      );
    }

    add(task) {
      const { app, of, place } = this,
        { store } = app,
        before = store.document();
      const { action, isNew, result } = put(app, of, task),
        goal = goalOn(store.document().goals, of.need.item);
      if (!goal?.actions.some(({ id }) => id === action.id)) {
        place.replaceChildren(handbook.kit.messages.errors([{ says: result.says }]));
        return;
      }
      this.draw();
      const box = handbook.kit.filePanel.done({
        store,
        title: _("In your plan"),
        says: report(app, goal, action, isNew),
        before,
        onUndone: () => {
          this.draw();
          this.list.querySelector("button").focus();
        },
      });
      place.replaceChildren(box);
      box.heading.tabIndex = -1;
      box.heading.focus();
    }
  }

  /** The tasks of a need as an element; null where it has none. */
  function part(app, of) {
    return of.need.item.tasks.length ? new Tasks(app, of).element : null;
  }

  return { part };
})();
