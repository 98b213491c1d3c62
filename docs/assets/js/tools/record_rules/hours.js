/**
 * The sums of a module that do not come out, and each way to make all of them come out: what the check says
 * of them (macros/checks/rules/hours_add_up.py).
 */
handbook.recordRules = handbook.recordRules || {};
handbook.recordRules.hours = (() => {
  "use strict";

  const HOURS_PER_CREDIT = 10,
    TOLERANCE = 0.01,
    ROUNDING = 1e-6,
    MOST_REMEDIES = 6;

  function listOf(value) {
    return Array.isArray(value) ? value : [];
  }

  function add(values) {
    return values.reduce((sum, value) => sum + value, 0);
  }

  /** A number as sentences have it. */
  function write(value) {
    return String(Number(value.toPrecision(6)));
  }

  function round(value) {
    return Math.round(value * 100) / 100;
  }

  function isSame(hours, otherHours) {
    return Math.abs(hours - otherHours) <= TOLERANCE;
  }

  /** The figures of a module; null where one is missing. */
  function readModule(data) {
    const hours = data.hours || {};
    const sessions = listOf(data.sessions).map((session) => ({
      id: session && session.id,
      minutes: Number((session && session.minutes) ?? NaN),
      planned: add(listOf(session && session.plan).map((activity) => Number(activity && activity.minutes))),
    }));
    const module = {
      contact: Number(hours.contact ?? NaN),
      selfStudy: Number(hours.self_study ?? NaN),
      workplace: Number(hours.workplace ?? NaN),
      total: Number(hours.total ?? NaN),
      credits: Number(data.credits ?? NaN),
      sessions,
      taught: add(sessions.map((session) => session.minutes)) / 60,
      tasks: add(listOf(data.workplace).map((task) => Number(task && task.hours))),
    };
    const figures = [
      ...Object.values(module),
      ...sessions.flatMap(({ minutes, planned }) => [minutes, planned]),
    ];
    return figures.some((figure) => Number.isNaN(figure)) ? null : module;
  }

  /** What is wrong with each sum: {route, wrong}. */
  function findFaults(module) {
    const faults = [];
    const tell = (route, wrong) => faults.push({ route, wrong });
    const { contact, workplace, selfStudy, total, credits, taught, tasks } = module;
    if (!isSame(taught, contact))
      tell(
        ["hours", "contact"],
        "contact is " + write(contact) + " and the sessions come to " + write(taught),
      );
    if (!isSame(tasks, workplace))
      tell(
        ["hours", "workplace"],
        "workplace is " + write(workplace) + " and the tasks come to " + write(tasks),
      );
    const kinds = contact + selfStudy + workplace;
    if (!isSame(kinds, total))
      tell(["hours", "total"], "total is " + write(total) + " and the three kinds come to " + write(kinds));
    const due = credits * HOURS_PER_CREDIT;
    if (!isSame(total, due)) {
      const words = credits === 1 ? "1 credit is" : credits + " credits are";
      tell(["credits"], words + " " + due + " hours and the total is " + write(total));
    }
    module.sessions.forEach(({ id, minutes, planned }, place) => {
      if (planned !== minutes)
        tell(
          ["sessions", place, "minutes"],
          "session " + id + " lasts " + minutes + " minutes and its plan comes to " + planned,
        );
    });
    return faults;
  }

  /** The ways to settle two figures that say the same: each {hours, remedy, follows}; hours are null where
   * the figures take what the others need, by the numbers in `follows`. */
  function choosePair(name, hours, otherName, other, perUnit = 1) {
    const otherHours = round(other * perUnit),
      choices = [];
    if (isSame(hours, otherHours)) {
      choices.push({ hours, remedy: {}, follows: {} });
    } else {
      choices.push({ hours: otherHours, remedy: { [name]: otherHours }, follows: {} });
      if (otherName) choices.push({ hours, remedy: { [otherName]: hours / perUnit }, follows: {} });
    }
    if (otherName) choices.push({ hours: null, remedy: {}, follows: { [name]: 1, [otherName]: perUnit } });
    return choices;
  }

  /** The ways to settle the sessions and the contact hours: where plans differ, by plans or by minutes. */
  function chooseSessions({ sessions, contact, taught }) {
    const plans = {},
      minutes = {};
    sessions.forEach((session, place) => {
      if (session.planned === session.minutes) return;
      plans["plan " + place] = session.minutes;
      minutes["session " + place] = session.planned;
    });
    const differ = Object.keys(plans).length > 0;
    const ways = [[taught, plans]];
    if (differ) ways.push([add(sessions.map((session) => session.planned)) / 60, minutes]);
    return ways.flatMap(([hours, remedy]) =>
      choosePair("contact", contact, differ ? null : "sessions", hours).map((choice) => ({
        ...choice,
        remedy: { ...remedy, ...choice.remedy },
      })),
    );
  }

  /** The remedy to which choices come together; null where they do not come to the total. */
  function settle(parts, total) {
    const all = [...parts, total],
      open = all.filter((choice) => choice.hours === null);
    if (open.length > 1) return null;
    const rest = (total.hours || 0) - add(parts.map((part) => part.hours || 0));
    const remedy = Object.assign({}, ...all.map((choice) => choice.remedy));
    if (!open.length) return Math.abs(rest) <= TOLERANCE ? remedy : null;
    const hours = total.hours === null ? -rest : rest;
    for (const [name, perUnit] of Object.entries(open[0].follows)) remedy[name] = hours / perUnit;
    return remedy;
  }

  /** Whether every value can stand in its field: hours are more than nothing, credits and minutes whole. */
  function canBeWritten(remedy) {
    const counts = [remedy.credits ?? 1, (remedy.sessions ?? 1) * 60];
    return (
      Object.values(remedy).every((value) => value > TOLERANCE)
      && counts.every((number) => Math.abs(number - Math.round(number)) < ROUNDING)
    );
  }

  /** The ways to make all sums come out, those of the fewest figures first, none with a figure that another
   * does without. */
  function listRemedies(module) {
    const study = [
      { hours: module.selfStudy, remedy: {}, follows: {} },
      { hours: null, remedy: {}, follows: { self_study: 1 } },
    ];
    const remedies = [];
    for (const contact of chooseSessions(module))
      for (const workplace of choosePair("workplace", module.workplace, "tasks", module.tasks))
        for (const self of study)
          for (const total of choosePair(
            "total",
            module.total,
            "credits",
            module.credits,
            HOURS_PER_CREDIT,
          )) {
            const remedy = settle([contact, workplace, self], total);
            if (remedy && canBeWritten(remedy)) remedies.push(remedy);
          }
    remedies.sort((one, other) => Object.keys(one).length - Object.keys(other).length);
    const least = [];
    for (const remedy of remedies)
      if (!least.some((smaller) => Object.keys(smaller).every((name) => name in remedy))) least.push(remedy);
    return least;
  }

  /** A figure and what to write there: "the tasks 12 hours". */
  function describeFigure(module, name, value) {
    const [noun, place] = name.split(" ");
    if (place !== undefined) {
      const session = "session " + module.sessions[place].id;
      return (noun === "plan" ? "the plan of " + session : session) + " " + write(value) + " minutes";
    }
    const words = { sessions: "the sessions", tasks: "the tasks" }[name];
    const unit = !words ? "" : value === 1 ? " hour" : " hours";
    return (words || name) + " " + write(round(value)) + unit;
  }

  function join(words) {
    return words.length > 1 ? words.slice(0, -1).join(", ") + " and " + words[words.length - 1] : words[0];
  }

  function advise(module) {
    const remedies = listRemedies(module)
      .slice(0, MOST_REMEDIES)
      .map((remedy) =>
        join(Object.entries(remedy).map(([name, value]) => describeFigure(module, name, value))),
      );
    return remedies.length ? "make " + remedies.join(", or ") : "write the hours anew, ten for each credit";
  }

  /** A record of a kind → its one fault with every sum that is off, and what would mend all. */
  function judge(kind, data) {
    const module = kind === "module" ? readModule(data) : null,
      faults = module ? findFaults(module) : [];
    if (!faults.length) return [];
    const wrong = faults.map((fault) => fault.wrong).join(", and ");
    return [{ route: faults[0].route, wrong, right: advise(module) }];
  }

  return { judge };
})();
