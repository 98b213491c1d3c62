// What is to be done next: the next action of the plan with its day, the pathway that was left half way, what
// somebody wanted to read. Home and My handbook say it.
handbook.next = handbook.next || {};
handbook.next.steps = (() => {
  "use strict";

  const { _ } = handbook.shell.i18n;
  const { make, link } = handbook.kit.elements;
  const { read, minutes } = handbook.document.days;
  const { isClosed } = handbook.goals.review;
  const LAST = "9999-12-31"; // An action without a day comes after those with one.

  /** The action to be done next, of the goals that are worked on → {goal, action}, or null.
      @param {Goal[]} goals */
  function action(goals) {
    const open = goals
      .filter((goal) => !isClosed(goal))
      .flatMap((goal) => goal.actions.map((candidate) => ({ goal, action: candidate })))
      .filter((pair) => pair.action.text.trim() && !pair.action.done);
    open.sort((a, b) => (a.action.by || LAST).localeCompare(b.action.by || LAST));
    return open[0] || null;
  }

  /** When an action is to be done, in a word or two. */
  function when(by, today) {
    if (!by) return _("no day yet");
    if (by < today) return _("was due on {day}", { day: read(by) });
    return by === today ? _("today") : _("by {day}", { day: read(by) });
  }

  /** One step: what it is, in a line, and the way there. */
  function one(what, ...way) {
    return make("li", { className: "hb-todo__one" }, make("p", { className: "hb-todo__what" }, what), way);
  }

  function actionStep({ store, data, today }) {
    const pair = action(store.document().goals);
    if (!pair) return null;
    const { goal, action: next } = pair,
      isLate = next.by !== undefined && next.by < today();
    return one(
      [_("Next action"), " · ", make(isLate ? "strong" : "span", {}, when(next.by, today()))],
      link(data.pages.plan + "#goal-" + goal.id, next.text),
    );
  }

  function pathwayStep({ store, data, look }) {
    const { walks } = store.document(),
      walk = handbook.next.walks.begun(walks, data.pathways).find(({ isOver }) => !isOver);
    if (!walk) return null;
    const { pathway, at, count } = walk;
    return one(
      [_("Pathway half walked"), " · ", _("stop {at} of {count}", { at, count })],
      link(look.url(pathway.id) + "#stop-" + at, look.words(pathway.id)),
    );
  }

  /** The pages that somebody wanted to read, the last marked first; at most `most`. */
  function readingStep({ store, look }, most) {
    const toRead = store
      .document()
      .marks.filter(({ state, record }) => state === "want" && look.url(record))
      .sort((a, b) => b.day.localeCompare(a.day));
    if (!toRead.length) return null;
    const pages = toRead.slice(0, most).map(({ record }, at) => {
      const time = (look.record(record) || look.item(record)?.item)?.minutes;
      return [
        at > 0 && " · ",
        link(look.url(record), look.words(record)),
        time > 0 && [" ", make("span", { className: "hb-tool-note" }, minutes(time))],
      ];
    });
    return one(_("You wanted to read"), pages);
  }

  /** What is next, as a list; null where nothing is. `page`: {store, data, look, today}; `most`: how many
      pages to read are named. */
  function list(page, most) {
    const steps = [actionStep(page), pathwayStep(page), readingStep(page, most)].filter(Boolean);
    return steps.length ? make("ul", { className: "hb-todo" }, steps) : null;
  }

  return { action, list };
})();
