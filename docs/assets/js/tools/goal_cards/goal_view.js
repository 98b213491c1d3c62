// A goal of the development plan as it is read and printed, and what it said before.
handbook.goalCards = handbook.goalCards || {};
handbook.goalCards.goalView = (() => {
  "use strict";

  const { _, ngettext } = handbook.shell.i18n;
  const { make, link, folded } = handbook.kit.elements;
  const { read, minutes } = handbook.document.days;

  /** A link to an item or record by its id, or its words where it is no longer there. */
  function linked(look, id) {
    const url = look.url(id);
    return url ? link(url, look.words(id)) : look.words(id);
  }

  /** What an action asks for besides its words: record, day, minutes, when done. */
  function facts(action, look, today) {
    const record = action.record && look.record(action.record),
      when = [];
    if (action.by && !action.done) {
      const day = read(action.by);
      when.push(action.by < today ? _("was due by {day}", { day }) : _("by {day}", { day }));
    }
    if (action.minutes) when.push(minutes(action.minutes));
    if (action.done) when.push(_("done on {day}", { day: read(action.done) }));
    return [record && [record.kind + ": ", link(record.url, record.title)], when.join(", ")]
      .filter(Boolean)
      .map((fact) => make("span", { className: "hb-goal__fact" }, fact));
  }

  /** The actions as a list; `tick(action, done)` where they can be ticked, else boxes on paper only. */
  function actions(goal, look, today, tick) {
    return make(
      "ul",
      { className: "hb-goal__actions" },
      goal.actions.map((action) => {
        const box = handbook.kit.fields.check({
          label: action.text || _("An action without words yet"),
          value: Boolean(action.done),
          onChange: (on) => tick(action, on),
        });
        box.control.dataset.keep = "tick " + action.id;
        return make(
          "li",
          { className: action.done ? "is-done" : "" },
          box,
          make("div", { className: "hb-goal__facts" }, facts(action, look, today)),
        );
      }),
    );
  }

  /** A goal as a document: what is filled in, under its words. */
  function view(goal, { look, today, tick }) {
    const row = (name, ...inside) =>
      make(
        "div",
        { className: "hb-goal__row" },
        make("dt", {}, handbook.goals.goal.FIELDS.get(name)),
        make("dd", {}, ...inside),
      );
    const lines = (text) => make("p", { className: "hb-goal__text" }, text);
    return make(
      "dl",
      { className: "hb-goal__read" },
      goal.why && row("why", lines(goal.why)),
      goal.items.length > 0
        && row(
          "items",
          make(
            "ul",
            { className: "hb-goal__items" },
            goal.items.map((id) => make("li", {}, linked(look, id))),
          ),
        ),
      goal.actions.length > 0 && row("actions", actions(goal, look, today, tick)),
      ["support", "obstacle", "measure", "reflection"].map(
        (name) => goal[name] && row(name, lines(goal[name])),
      ),
    );
  }

  /** About how many elements a goal becomes, counting much text as some. */
  function size({ history, ...goal }) {
    return 30 + 8 * goal.actions.length + JSON.stringify(goal).length / 200;
  }

  /** The time of a change where the reader is: "23 November 2026, 10:15". */
  function time(stamp) {
    const at = new Date(stamp);
    return (
      read(stamp)
      + ", "
      + String(at.getHours()).padStart(2, "0")
      + ":"
      + String(at.getMinutes()).padStart(2, "0")
    );
  }

  /** What the fields said before, newest first, folded; null where nothing was overwritten. */
  function history(goal) {
    const entries = goal.history.filter((entry) => entry.was).reverse();
    if (!entries.length) return null;
    return folded(
      make(
        "summary",
        {},
        ngettext("What it said before ({n} change)", "What it said before ({n} changes)", entries.length),
      ),
      () => [
        make(
          "ol",
          {},
          entries.map((entry) =>
            make(
              "li",
              {},
              make("span", { className: "hb-goal__when" }, time(entry.at)),
              " ",
              handbook.goals.goal.FIELDS.get(entry.field) || entry.field,
              ": ",
              make("span", { className: "hb-goal__text" }, handbook.exportFormats.planText.wasInWords(entry)),
            ),
          ),
        ),
      ],
      { className: "hb-goal__history" },
    );
  }

  return { view, size, history, linked };
})();
