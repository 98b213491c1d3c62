// Changes to the goals of a plan. What a goal said before goes into its history.
handbook.goalCards = handbook.goalCards || {};
handbook.goalCards.changes = (() => {
  "use strict";

  const { keep } = handbook.kit.saveStatus;

  function now() {
    return new Date();
  }

  /** Where another tab has written in a field since it was `seen` here, its words go into the history. */
  function keepTheirs(goal, field, theirs, seen, value) {
    if (!theirs || theirs === seen || theirs === value) return;
    const { format, days } = handbook.document;
    const entry = { id: format.id("h", Math.random), at: days.stamp(now()), field, was: theirs };
    goal.history = [...goal.history.slice(-498), entry];
  }

  /** `look` (of handbook.document.lookup) and the id of a goal → what changes it; each gives what `keep`
      says. `change(field, fn)` lets `fn` change one field, or give false where that cannot be; `write(field,
      value, seen)` gives it a value; `changeAction(action, fn)`, `addAction(action)` (with the new one's
      id), `removeAction(action)`; `keepTheirs(goal, field, theirs, seen, value)` within a change: see
      there. */
  function of(look, id) {
    const inWords = (goal, field) => handbook.goals.goal.wordForHistory(goal, field, look);

    /** That no room is left is told at the field that was changed. */
    function change(field, fn) {
      const result = keep((my) => {
        const goal = my.goals.find((candidate) => candidate.id === id),
          was = goal && inWords(goal, field);
        if (!goal || fn(goal) === false) return false;
        if (inWords(goal, field) !== was) handbook.goals.goal.changed(goal, field, was, now(), Math.random);
        goal.changed = handbook.document.days.stamp(now());
        return true;
      });
      return result.problem === "full" ? { ...result, problem: "invalid", refused: false } : result;
    }

    function write(field, value, seen) {
      return change(field, (goal) => {
        if (seen !== undefined) keepTheirs(goal, field, goal[field], seen, value);
        if (value || field === "title") goal[field] = value;
        else delete goal[field];
      });
    }

    function changeAction(action, fn) {
      return change("actions", (goal) => {
        const entry = goal.actions.find((candidate) => candidate.id === action);
        if (entry) fn(entry, goal);
        return Boolean(entry);
      });
    }

    function addAction(action) {
      const added = { id: handbook.document.format.id("t", Math.random), text: "", ...action };
      return {
        id: added.id,
        ...change("actions", (goal) => {
          goal.actions.push(added);
        }),
      };
    }

    /** What the actions said is kept also within minutes of the last change. */
    function removeAction(action) {
      return change("actions", (goal) => {
        const was = inWords(goal, "actions");
        goal.actions = goal.actions.filter((entry) => entry.id !== action);
        keepTheirs(goal, "actions", was, "", inWords(goal, "actions"));
      });
    }

    return { change, keepTheirs, write, changeAction, addAction, removeAction };
  }

  return { of };
})();
