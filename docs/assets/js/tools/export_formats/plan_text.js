// The goals of a development plan written out: as the parts of a document, and as plain text.
handbook.exportFormats = handbook.exportFormats || {};
handbook.exportFormats.planText = (() => {
  "use strict";

  const { _ } = handbook.shell.i18n;
  const { FIELDS, status, actions, has, inWords } = handbook.goals.goal;
  const { today } = handbook.document.days;

  /** A goal and `look` → what it holds, in the order of a plan: [{title, text}, …], and for its actions
      {title, actions: [{text, page, by, time, done}, …]}. What is empty is left out. */
  function parts(goal, look) {
    const texts = {
      ...goal,
      items: goal.items.map(look.words).join("\n"),
      review: goal.review && handbook.document.days.read(goal.review),
      status: status(goal.status),
    };
    /** @type {(field: [string, string]) => { title: string, text?: string, actions?: object[] }[]} */
    const part = ([field, title]) => {
      if (field === "title") return [];
      if (field === "actions") {
        const worded = actions(goal).map((action) => inWords(action, look));
        return worded.length ? [{ title, actions: worded }] : [];
      }
      return has(texts[field]) ? [{ title, text: texts[field].trim() }] : [];
    };
    return Array.from(FIELDS).flatMap(part);
  }

  /** A goal and its place, from 0 → "Goal 1: Ask the nurse first".
      @param {Goal} goal
      @param {number} at */
  function heading(goal, at) {
    const n = at + 1;
    return has(goal.title)
      ? _("Goal {n}: {title}", { n, title: goal.title.trim() })
      : _("Goal {n}: not yet written", { n });
  }

  /** An action and its place, from 0 → one line for the action, one for the page that goes with it, one for
      its days and time. */
  function actionLines({ text, page, by, time, done }, at) {
    const facts = [
      by && _("By {day}.", { day: by }),
      time && _("Time: {time}.", { time }),
      done && _("Done on {day}.", { day: done }),
    ]
      .filter(Boolean)
      .join(" ");
    return [at + 1 + ". " + text, page && inHandbook(page), facts].filter(Boolean).join("\n   ");
  }

  /** The line that names the page that goes with an action. */
  function inHandbook(page) {
    return _("In the handbook: {page}", { page });
  }

  /** Goals, `look`, a Date → plain text to paste into an e-portfolio. Long lines stay whole: the form breaks
      them.
      @param {Goal[]} goals
      @param {any} look
      @param {Date} now */
  function text(goals, look, now) {
    const head = _("My development plan") + "\n" + handbook.document.days.read(today(now));
    const sections = goals.map((goal, at) => {
      const written = parts(goal, look).map(
        (part) => part.title + "\n" + (part.actions ? part.actions.map(actionLines).join("\n") : part.text),
      );
      return [heading(goal, at), ...written].join("\n\n");
    });
    return [head, ...sections].join("\n\n\n") + "\n";
  }

  /** An entry of a goal's history → what the field was, in words. An opened file may hold anything there.
      @param {Earlier} entry */
  function wasInWords({ field, was }) {
    if (field === "status") return status(was);
    return field === "review" && handbook.document.days.isDay(was) ? handbook.document.days.read(was) : was;
  }

  return { wasInWords, parts, heading, text, inHandbook };
})();
