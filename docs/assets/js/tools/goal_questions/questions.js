// `handbook.goalQuestions.questions.hint`: one question at a time that makes a goal better. What makes a
// goal good, and much of the wording, is from framework/instruments/development-plan-form.yml and
// modules/components/personal-development-plan.yml. It reads English by its words only, and would rather
// keep quiet than ask about a goal that is good already; so where the page is in another language it does
// not ask for words that it would miss.
handbook.goalQuestions = handbook.goalQuestions || {};
handbook.goalQuestions.questions = (() => {
  "use strict";

  const { _, ngettext } = handbook.shell.i18n,
    { has, clip, actions } = handbook.goals.goal;
  const MOST_ACTIVE = 3; // Goals at a time.
  const FIRST_STEP = 7; // Days from today.
  const READS = /^en\b/.test(handbook.shell.i18n.language);
  const LONGEST = 366; // Days from today to the review: the GMC looks for progress every year.

  // ---- Words

  function any(...words) {
    return "(?:" + words.join("|") + ")";
  }

  function wholeWord(...words) {
    return "\\b" + any(...words) + "\\b";
  }

  const COLLEAGUES = any(
    "colleagues?",
    "nurses?",
    "doctors?",
    "consultants?",
    "registrars?",
    "juniors?",
    "seniors?",
    "trainees?",
    "managers?",
    "staff",
    "teams?",
    "department",
    "board",
    "trust",
    "management",
    "secretar(?:y|ies)",
    "surgeons?",
    "anaesthetists?",
    "gps?",
    "partners?",
    "people",
    "others",
    "every(?:one|body)",
    "them",
  );
  const SOME = "(?:(?:that|the|my|our|all|other|some|more|every|of) ){0,3}(?:\\w+ )?" + COLLEAGUES + "\\b";
  const OTHERS = [
    wholeWord("get", "persuade", "convince", "force", "push") + " " + SOME + ".* to\\b",
    wholeWord("make", "make sure", "ensure") + " " + SOME + "(?! (?:meeting|round|brief|huddle|leader))",
    "\\bstop " + SOME + "(?: from)? \\w+ing\\b",
    "^"
      + SOME
      + " "
      + wholeWord("should", "must", "needs? to", "ought to", "ha(?:s|ve) to", "will", "stops?", "starts?"),
  ].map((words) => new RegExp(words));

  const SIGN_UP = any(
    "attend\\w*",
    "go(?:ing)? (?:on|to)",
    "complet\\w+",
    "do",
    "take",
    "finish",
    "book",
    "enrol\\w*",
    "register\\w*",
    "sign up",
    "apply",
    "undertake",
    "pass",
    "find",
  );
  const COURSES = any(
    "courses?",
    "workshops?",
    "webinars?",
    "e-?learning",
    "training",
    "conferences?",
    "masterclass(?:es)?",
    "diploma",
    "certificate",
    "study days?",
    "lectures?",
    "seminars?",
    "modules?",
  );
  const NO_MORE = "(?!.*" + wholeWord("then", "so that", "after") + ")";
  const COURSE = new RegExp("^" + SIGN_UP + "\\b.*\\b" + COURSES + "\\b" + NO_MORE);
  const READING = /^(?:read|study|look up|listen to)\b(?! out\b)|^watch (?:the|a) (?:video|talk|film)\b/;

  // What a deed may begin with that nobody can see, and the question then, with the words found.
  const VAGUE = [
    {
      words: ["(?:gain|get|obtain|acquire|build)(?:ing)? (?:\\w+ ){0,4}(?:experience|exposure)"],
      question: _("'{words}' is what is left afterwards. What one thing will you do yourself, and where?"),
    },
    {
      words: [
        "(?:be|become|get|getting) (?:more )?involved",
        "participate",
        "take part",
        "take on more",
        "contribute",
      ],
      question: _("'{words}' leaves your part open. Which one task will be yours?"),
    },
    {
      words: [
        "(?:learn(?:ing)?|know(?:ing)?)(?: more)? (?:about|how(?: to)?)",
        "understand(?:ing)?",
        "familiari[sz]e",
        "explore",
        "be(?:come)? (?:more )?(?:aware of|familiar with)",
        "gain (?:an? )?(?:\\w+ ){0,3}(?:understanding|knowledge|insight)",
      ],
      question: _("'{words}' is the first half. Once you do, what will you do with it, and where?"),
    },
    {
      words: [
        "improv(?:e|ing)",
        "enhanc(?:e|ing)",
        "strengthen(?:ing)?",
        "refin(?:e|ing)",
        "work(?:ing)? on",
        "focus(?:ing)? on",
        "(?:be|become|get|getting)(?: a)? better(?: [\\w-]+)?",
        "do better",
        "grow",
        "develop(?:ing)? (?:my|our|better|leadership|the skills?)",
        "(?:manage|communicate|delegate|lead|listen|work)(?: [\\w-]+){0,3} (?:better|(?:more )?effectively)",
      ],
      question: _("'{words}' is hard to see. What would a colleague see you do that you do not do now?"),
    },
    {
      words: [
        "(?:be|become|feel|appear)(?: a)? (?:more|less) [\\w-]+",
        "gain (?:\\w+ )?confidence",
        "(?:be|become|feel) "
          + "(?:confident|assertive|resilient|organi[sz]ed|visible|approachable|proactive|decisive)",
      ],
      question: _(
        "'{words}' belongs to a moment. When did you last need it, and what will you do the next time?",
      ),
    },
    {
      words: [
        "reduc(?:e|ing)",
        "increas(?:e|ing)",
        "decreas(?:e|ing)",
        "shorten",
        "minimi[sz]e",
        "eliminate",
        "lower",
        "boost",
        "speed up",
      ],
      question: _(
        "'{words}' is a result that others share in. What will you do towards it yourself, and on which "
          + "occasion?",
      ),
    },
  ].map(({ words, question }) => ({ pattern: new RegExp("^" + any(...words) + "\\b"), question }));
  // "Improve handover by asking first" can be seen, and so can "Improve handover: I ask first".
  const SEEN = / by (?!spring\b)\w+ing\b|[.:;] .*\bi \w/;

  // Needs no occasion: it is there or it is not.
  const PRODUCT = /^(?:write|draft|design|present|submit|publish)\b/;
  const ANYWHERE = new RegExp(
    wholeWord(
      "at work",
      "in my (?:job|role|work|practice|daily work|department)",
      "in general",
      "day[- ]to[- ]day",
      "when(?:ever)? (?:possible|i can|appropriate|necessary|needed)",
    ),
    "g",
  );
  const OCCASION = new RegExp(
    wholeWord(
      "(?:mon|tues|wednes|thurs|fri|satur|sun)days?",
      "rounds?",
      "clinics?",
      "lists?",
      "meetings?",
      "handovers?",
      "huddles?",
      "briefings?",
      "debriefs?",
      "theatre",
      "wards?",
      "boards?",
      "supervision",
      "appraisals?",
      "teaching",
      "tutorials?",
      "surger(?:y|ies)",
      "shifts?",
      "on[- ]calls?",
      "visits?",
      "audits?",
      "e-?mails?",
      "phone",
      "rota",
      "admissions?",
      "mdts?",
      "mdms?",
      "consultations?",
      "discharges?",
      "breaks?",
      "lunch",
      "coffee",
      "when",
      "whenever",
      "if",
      "before",
      "after",
      "during",
      "while",
      "weekly",
      "fortnightly",
      "monthly",
      "(?:each|every) (?:time|day|week|month|fortnight|morning|evening|new)",
    ),
  );

  const WITNESS = new RegExp(
    wholeWord(
      COLLEAGUES,
      "sisters?",
      "matron",
      "midwi(?:fe|ves)",
      "therapists?",
      "physios?",
      "pharmacists?",
      "patients?",
      "relatives",
      "families",
      "supervisor",
      "appraiser",
      "coach",
      "mentor",
      "tutor",
      "peers?",
      "chair",
      "receptionists?",
      "co-?ordinators?",
      "students?",
      "lead",
      "director",
      "she",
      "he",
      "somebody",
      "someone",
    ),
    "i",
  );
  const FIGURE = new RegExp(
    "\\d|"
      + wholeWord(
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "twelve",
        "dozen",
        "half",
        "third",
        "quarter",
        "twice",
        "count",
        "tally",
        "number of",
        "share of",
        "proportion",
        "per ?cent",
        "minutes",
        "fewer",
        "none of",
      ),
    "i",
  );

  const INTENTION = new RegExp(
    "^(?:"
      + any(
        "will",
        "shall",
        "want to",
        "would like to",
        "wish to",
        "need to",
        "hope to",
        "plan to",
        "aim to",
        "intend to",
        "should",
        "must",
        "am going to",
        "have to",
        "try to",
      )
      + " )+",
  );

  /** A title → what is to be done, in lower case: "By June I want to improve" → "improve". */
  function deed(title) {
    return title
      .trim()
      .toLowerCase()
      .replace(/^by [^,]{1,40}?(?:, *| (?=i\b))/, "")
      .replace(/^(?:my (?:goal|aim|objective) is )?(?:i |we |to )?/, "")
      .replace(INTENTION, "");
  }

  // ---- Questions: a goal, and {goals, today} → the question, or null

  function active(goal) {
    return goal.status === "agreed" || goal.status === "under-way";
  }

  function ending(goal) {
    if (has(goal.reflection)) return null;
    if (goal.status === "reached")
      return _("Well done. What happened, and what will you keep doing without a plan?");
    if (goal.status === "changed") return _("What made you change it? One line is enough.");
    return _("Why did you stop? One line is enough, and a good reason is a result too.");
  }

  function lookBack(goal, { today }) {
    if (!goal.review || goal.review >= today || has(goal.reflection)) return null;
    return _(
      "Your review day, {day}, has passed. What happened? One line is enough; 'not done, because' counts "
        + "too.",
      { day: handbook.document.days.read(goal.review) },
    );
  }

  function decide(goal, { today }) {
    if (!goal.review || goal.review >= today) return null;
    return _(
      "You have looked back at this goal. Is it reached, changed or stopped, or does it need a new "
        + "review day?",
    );
  }

  function overdue(goal, { today }) {
    /** @type {any[]} */
    const late = actions(goal).filter((action) => action.by && action.by < today && !action.done);
    if (!late.length) return null;
    const first = late.reduce((one, other) => (other.by < one.by ? other : one));
    return _("'{action}' was for {day}. Has it happened, or does it need a new day?", {
      action: clip(first.text.trim(), 60),
      day: handbook.document.days.read(first.by),
    });
  }

  /** Asked only of the goal that was begun last, so that it does not stand beside all of them. */
  function tooMany(goal, { goals }) {
    const running = goals.filter(active);
    if (!active(goal) || running.length <= MOST_ACTIVE) return null;
    if (running.some((other) => other.started > goal.started)) return null;
    return ngettext(
      "You have {n} goal under way, and two or three at a time are plenty. Which one could go back to "
        + "draft until there is room?",
      "You have {n} goals under way, and two or three at a time are plenty. Which one "
        + "could go back to draft until there is room?",
      running.length,
    );
  }

  function untitled(goal) {
    if (has(goal.title) || !(actions(goal).length || has(goal.measure))) return null;
    return _("What will you do differently? One sentence is enough, and you can change it later.");
  }

  function ofOthers(goal) {
    if (!OTHERS.some((pattern) => pattern.test(deed(goal.title)))) return null;
    return _(
      "This needs other people to change. What is your own part, the one you could play if nobody else "
        + "changed?",
    );
  }

  function attendance(goal) {
    const words = deed(goal.title);
    if (COURSE.test(words)) {
      return _("A course is a booking. What will you do on the Tuesday after it that you do not do now?");
    }
    if (!/^(?:attend|go to)\b/.test(words)) return null;
    return _("Being there is a start. What will you say or do there that you do not do now?");
  }

  function vague(goal) {
    const words = deed(goal.title),
      rule = VAGUE.find(({ pattern }) => pattern.test(words));
    if (!rule || SEEN.test(words)) return null;
    const [start] = /** @type {RegExpExecArray} */ (rule.pattern.exec(words));
    return rule.question.split("{words}").join(start[0].toUpperCase() + start.slice(1));
  }

  function occasion(goal) {
    const words = [goal.title, ...actions(goal).map((action) => action.text)].join("\n").toLowerCase();
    if (!READS || PRODUCT.test(deed(goal.title)) || OCCASION.test(words.replace(ANYWHERE, ""))) return null;
    return _("Where and on which occasion will you do this? 'Tuesday board round' beats 'at work'.");
  }

  function learningOnly(goal) {
    const deeds = actions(goal).map((action) => deed(action.text));
    if (!deeds.length || !deeds.every((words) => COURSE.test(words) || READING.test(words))) return null;
    return _(
      "So far the plan is to learn. What will you do at work, within a week of it, that you do not do now?",
    );
  }

  function firstStep(goal, { today }) {
    const steps = actions(goal),
      days = steps.flatMap((step) => step.by || []).sort();
    if (!steps.length) return _("What will you do in the next seven days? Name the day and the place.");
    if (steps.some((step) => step.done)) return null;
    if (!days.length) return _("On which day will you take the first step? Put it into your diary as well.");
    if (days[0] <= handbook.document.days.add(today, FIRST_STEP)) return null;
    return _("Your first step is on {day}. What small part of it could you do in the next seven days?", {
      day: handbook.document.days.read(days[0]),
    });
  }

  function why(goal) {
    if (has(goal.why)) return null;
    return _("What tells you that this needs work? Quote a comment, an event with its day, or a figure.");
  }

  function measure(goal) {
    if (!has(goal.measure))
      return _("What would another person see or hear if it works? Say who that person is.");
    if (!READS || WITNESS.test(goal.measure) || FIGURE.test(goal.measure)) return null;
    return _(
      "Who will notice, or what could you count? 'The ward sister keeps a tally on three rounds' can be "
        + "checked.",
    );
  }

  function review(goal, { today }) {
    if (!goal.review) {
      return _("On which day will you look back at this, and with whom? Three to six months ahead is usual.");
    }
    if (goal.review <= handbook.document.days.add(today, LONGEST)) return null;
    return _(
      "Your review is more than a year away. Which day within the next six months would do for a first look?",
    );
  }

  function obstacle(goal) {
    if (goal.status !== "draft" || has(goal.obstacle)) return null;
    return _(
      "What will most likely get in the way? Try one sentence: if the round starts late, then I ask at the "
        + "first bed.",
    );
  }

  // ---- The one to ask

  // The most useful first: what has happened, then the goal itself, then what makes it hold. A field is asked
  // for only when those before it are filled.
  /** @typedef {[string, (goal: Goal, around: { goals: Goal[], today: string }) => string | null]} Question */
  /** @type {Question[]} */
  const CLOSED = [["reflection", ending]];
  /** @type {Question[]} */
  const OPEN = [
    ["reflection", lookBack],
    ["status", decide],
    ["actions", overdue],
    ["status", tooMany],
    ["title", untitled],
  ];
  /** @type {Question[]} */
  const TITLED = [
    ["title", ofOthers],
    ["title", attendance],
    ["title", vague],
    ["title", occasion],
    ["actions", learningOnly],
    ["actions", firstStep],
    ["why", why],
    ["measure", measure],
    ["review", review],
    ["obstacle", obstacle],
  ];

  function questionsFor(goal) {
    if (goal.status !== "draft" && !active(goal)) return CLOSED;
    return has(goal.title) ? [...OPEN, ...TITLED] : OPEN;
  }

  /** A goal, all goals of the plan, and now (a Date) → {field, question}, the question that helps most, or
      null.
      @param {Goal} goal
      @param {Goal[]} goals
      @param {Date} now */
  function hint(goal, goals, now) {
    const around = { goals, today: handbook.document.days.today(now) };
    for (const [field, asks] of questionsFor(goal)) {
      const question = asks(goal, around);
      if (question) return { field, question };
    }
    return null;
  }

  return { hint };
})();
