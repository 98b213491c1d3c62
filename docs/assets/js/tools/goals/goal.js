// The goals of a development plan: making them, and keeping their earlier wording.
// The question that makes a goal better is in goal_questions/questions.js.
handbook.goals = handbook.goals || {};
handbook.goals.goal = (() => {
  "use strict";

  const { _ } = handbook.shell.i18n;
  const STATUSES = [
    { value: "draft", label: _("Draft") },
    { value: "agreed", label: _("Agreed") },
    { value: "under-way", label: _("Under way") },
    { value: "reached", label: _("Reached") },
    { value: "changed", label: _("Changed into another goal") },
    { value: "stopped", label: _("Stopped") },
  ];
  const FIELDS = new Map([
    ["title", _("Goal")],
    ["why", _("Why")],
    ["items", _("Competencies")],
    ["actions", _("Actions")],
    ["support", _("Support")],
    ["obstacle", _("What could get in the way")],
    ["measure", _("How I will know")],
    ["review", _("Review date")],
    ["status", _("Status")],
    ["reflection", _("Reflection")],
  ]);
  const MERGED = 10 * 60 * 1000; // Milliseconds: changes of a field within ten minutes are one.
  const HISTORY = 500; // Entries that a goal may hold; then the oldest goes.
  const WEEK = 7; // Days in which a task is to be done.
  const QUOTED = 600; // Characters of an example that are quoted under "why".

  function has(text) {
    return Boolean(text && text.trim());
  }

  /** Text and a number → the text, cut before the word with which it would be longer. */
  function clip(text, most) {
    const characters = Array.from(text);
    return characters.length > most
      ? characters
          .slice(0, most)
          .join("")
          .replace(/\s+\S*$/, "") + "…"
      : text;
  }

  /** "under-way" → "Under way"; what is no status stays as it is. */
  function status(value) {
    const option = STATUSES.find((candidate) => candidate.value === value);
    return option ? option.label : value;
  }

  /** A goal → the actions that have been worded.
      @param {Goal} goal */
  function actions(goal) {
    return goal.actions.filter((action) => has(action.text));
  }

  // ---- Making and changing

  /** A goal with nothing in it.
      @param {Date} now
      @param {() => number} random */
  function blank(now, random) {
    const at = handbook.document.days.stamp(now),
      id = handbook.document.format.id("g", random);
    return { id, title: "", items: [], actions: [], status: "draft", started: at, changed: at, history: [] };
  }

  /** How a need is rated, in one sentence. */
  function rated({ unconfirmed, from, of }, day, level, item) {
    const values = { day, level, item, of };
    if (unconfirmed) {
      return _(
        "The rating carried over to my assessment of {day}, which I have not confirmed yet, is {level} for "
          + "{item}.",
        values,
      );
    }
    if (from === "rating") return _("On {day} I rated myself {level} for {item}.", values);
    if (of === 1) return _("On {day} I rated myself {level} for one behaviour of {item}.", values);
    if (of === 2)
      return _("On {day} the lower of my ratings of two behaviours of {item} was {level}.", values);
    return of % 2
      ? _("On {day} the middle one of my ratings of {of} behaviours of {item} was {level}.", values)
      : _(
          "On {day} the lower of the middle two of my ratings of {of} behaviours of {item} was {level}.",
          values,
        );
  }

  /** Why a goal is there, in sentences that say no more than the self-assessment holds.
      @param {any} need
      @param {Framework} framework
      @param {Assessment} assessment */
  function reason(need, framework, assessment) {
    const { levelInWords, name, isTicked, IMPORTANCE } = handbook.scoring.profile,
      { read } = handbook.document.days;
    const answer = /** @type {Answer} */ (assessment.answers.find(({ item }) => item === need.item.id));
    const dated = (answer.evidence || []).filter(({ day }) => day);
    const sentences = [
      rated(
        need,
        read(assessment.finished || assessment.changed),
        levelInWords(framework, need.rating),
        framework.label + " " + name(need.item),
      ),
      _("I aim for {level}.", { level: levelInWords(framework, need.aim) }),
    ];
    if (need.importanceGiven) {
      sentences.push(
        isTicked(assessment)
          ? _("It is among what matters most in my work.")
          : _("It matters {importance} to my role.", { importance: IMPORTANCE.get(need.importance) }),
      );
    }
    if (!dated.length) return sentences.join(" ");
    const latest = dated.reduce((one, other) => (other.day > one.day ? other : one));
    return (
      sentences.join(" ")
      + "\n"
      + _("An example of {day}: {text}", { day: read(latest.day), text: clip(latest.text, QUOTED) })
    );
  }

  /** What a goal on an item begins with: {title}, in the reader's own voice, and {measure}, which quotes what
      others would see of it: of the item's behaviours the one that is rated lowest in `answer`, else the
      first.
      @param {Item} item
      @param {Answer} [answer] */
  function firstWords(item, answer) {
    const rated = ((answer && answer.behaviours) || [])
      .filter(({ rating }) => Number.isInteger(rating))
      .sort((a, b) => Number(a.rating) - Number(b.rating));
    const lowest = item.behaviours.find(({ key }) => rated.length > 0 && key === rated[0].key),
      behaviour = lowest || item.behaviours[0];
    const title = _("Get better at “{item}”", { item: item.title });
    return behaviour
      ? { title, measure: _("A colleague could say of me: “{behaviour}”", { behaviour: behaviour.text }) }
      : { title };
  }

  /** An item → a goal on it.
      @param {Item} item
      @param {Date} now
      @param {() => number} random */
  function onItem(item, now, random) {
    return { ...blank(now, random), ...firstWords(item), items: [item.id] };
  }

  /** A task of the handbook's → it as an action, to be done within a week.
      @param {Task} task
      @param {Date} now
      @param {() => number} random
      @returns {Action & { by: string }} */
  function fromTask(task, now, random) {
    const { add, today } = handbook.document.days;
    return {
      id: handbook.document.format.id("t", random),
      text: task.do,
      by: add(today(now), WEEK),
      ...(task.minutes ? { minutes: task.minutes } : {}),
    };
  }

  /** A need of `handbook.scoring.profile.needs` and where it comes from → a goal with words to begin with. */
  function fromNeed(need, framework, assessment, now, random) {
    const from = {
      ...firstWords(need.item, need.answer),
      why: reason(need, framework, assessment),
      items: [need.item.id],
      assessment: assessment.id,
    };
    return { ...blank(now, random), ...from };
  }

  /** Note in a goal that `field` was `was` until now; changes the goal given and gives it back. An entry with
      the text "" says that the field was empty.
      @param {Goal} goal
      @param {string} field
      @param {string | undefined} was
      @param {Date} now
      @param {() => number} random */
  function changed(goal, field, was, now, random) {
    const at = handbook.document.days.stamp(now);
    const recent = goal.history.some(
      (entry) => entry.field === field && Math.abs(now.getTime() - Date.parse(entry.at)) < MERGED,
    );
    if (!recent) {
      goal.history.push({ id: handbook.document.format.id("h", random), at, field, was: was || "" });
      if (goal.history.length > HISTORY) goal.history.shift();
    }
    goal.changed = at;
    return goal;
  }

  // ---- In words

  /** An action and `look` (of handbook.document.lookup) → what it holds, in words.
      @param {Action} action
      @param {any} look */
  function inWords({ text, record, by, minutes, done }, look) {
    const { read } = handbook.document.days;
    const time = minutes ? handbook.document.days.minutes(minutes) : "",
      page = record ? look.page(record) : "";
    return { text: text.trim(), page, by: by ? read(by) : "", time, done: done ? read(done) : "" };
  }

  /** An action in words → one line with all of it: "Ask first – by 10 July 2026, 15 min". */
  function inLine({ text, page, by, time, done }) {
    const facts = [by && _("by {day}", { day: by }), time, done && _("done on {day}", { day: done }), page]
      .filter(Boolean)
      .join(", ");
    return [text, facts].filter(Boolean).join(" – ");
  }

  /** A field of a goal in words, as its history keeps it. Many long actions have more than a text may: then
      "…" says that there was more. */
  function wordForHistory(goal, field, look) {
    const { MOST } = handbook.document.lengths;
    function lines(words) {
      const text = words.filter(Boolean).join("\n");
      return Array.from(text).length > MOST ? clip(text, MOST - 1) : text;
    }
    if (field === "items") return lines(goal.items.map(look.words));
    return field === "actions"
      ? lines(goal.actions.map((action) => inLine(inWords(action, look))))
      : goal[field];
  }

  return {
    STATUSES,
    FIELDS,
    status,
    blank,
    firstWords,
    onItem,
    fromNeed,
    fromTask,
    changed,
    wordForHistory,
    inWords,
    actions,
    clip,
    has,
  };
})();
