// Whether a goal is still worked on, and when it is looked back at.
handbook.goals = handbook.goals || {};
handbook.goals.review = (() => {
  "use strict";

  const { _ } = handbook.shell.i18n;
  const { read } = handbook.document.days;
  const CLOSED = new Set(["reached", "changed", "stopped"]);

  /** True for a goal that is no longer worked on.
      @param {Goal} goal */
  function isClosed(goal) {
    return CLOSED.has(goal.status);
  }

  /** When a goal is reviewed, in a sentence; "" where no day is set or the goal is closed.
      @param {Goal} goal
      @param {string} today */
  function review(goal, today) {
    if (!goal.review || isClosed(goal)) return "";
    const day = read(goal.review);
    if (isLate(goal, today)) return _("Review overdue since {day}", { day });
    return goal.review === today ? _("Review today") : _("Review on {day}", { day });
  }

  /** True where the day of the review has passed and the goal is still worked on.
      @param {Goal} goal
      @param {string} today */
  function isLate(goal, today) {
    return !isClosed(goal) && goal.review !== undefined && goal.review < today;
  }

  return { isClosed, isLate, review };
})();
