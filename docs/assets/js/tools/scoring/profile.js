// What an assessment says: where each item stands, what to work on first and why, what there was no chance to
// show, and what changed since the last one. No totals and no averages: items differ in weight, and a level
// is no amount.
//
// Each item of a framework is in exactly one of four groups: `needs` (rated below the aim), `strengths` (at
// the aim or above it), `chances` (no chance to show it yet: a finding about the post, never a low rating)
// and `unanswered`. In what these functions take and give, `item`, `domain` and `record` are the objects of
// handbook.data.
handbook.scoring = handbook.scoring || {};
handbook.scoring.profile = (() => {
  "use strict";

  const { _, ngettext } = handbook.shell.i18n;
  const MIDDLE = 2; // What an item counts whose importance to the role was not said.
  const TICKED = 3; // What one counts that was ticked as mattering most.
  const MOST = 5; // Items that may be ticked as mattering most.
  const IMPORTANCE = new Map([
    [1, _("a little")],
    [2, _("quite a lot")],
    [3, _("a great deal")],
  ]); // It matters ….
  const NUMBERS = [_("no"), _("one"), _("two"), _("three"), _("four"), _("five")];

  /** An item → "2.3 Encouraging contribution", or its title alone where it has no code.
      @param {{ code: string, title: string }} item */
  function name(item) {
    return [item.code, item.title].filter(Boolean).join(" ");
  }

  /** The levels an item can be rated at, lowest first: the framework's scale up to the item's own top.
      @param {Framework} framework
      @param {Item} item */
  function levels(framework, item) {
    return framework.scale.levels.filter((level) => level.value <= item.top);
  }

  /** A value → "‘With support’ (level 2)".
      @param {Framework} framework
      @param {number} value */
  function levelInWords(framework, value) {
    const level = /** @type {Level} */ (
        framework.scale.levels.find((candidate) => candidate.value === value)
      ),
      { title } = level;
    return _("‘{title}’ (level {value})", { title, value });
  }

  /** 1 → "one level", 2 → "two levels". */
  function steps(number) {
    return ngettext("{number} level", "{number} levels", number, { number: NUMBERS[number] || number });
  }

  /** Numbers → the middle one, of an even count the lower of the middle two: always one that was given. [] →
      null. */
  function lowerMedian(values) {
    return values.length ? values.slice().sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)] : null;
  }

  /** The behaviours of an answer (or undefined) that were rated or marked "no chance". */
  function answered(answer) {
    return ((answer && answer.behaviours) || []).filter(
      (behaviour) => behaviour.noChance || Number.isInteger(behaviour.rating),
    );
  }

  /** An answer (or undefined) and its item → {value|null, noChance, from: "rating"|"behaviours"|null, of}:
      the answer's own rating, else the lower median of the `of` behaviours rated; no chance when every
      behaviour answered is that. Behaviours whose words have since changed still count: they are what was
      answered. They outdo a rating carried over and not confirmed. A rating above the item's top, given
      before the top was known, counts as the top.
      @param {Partial<Answer> | undefined} answer
      @param {Item} item */
  function rating(answer, item) {
    const all = answered(answer),
      rated = all.filter((behaviour) => !behaviour.noChance).map((behaviour) => behaviour.rating);
    const { noChance, rating: itemRating } = answer && !(answer.carried && all.length) ? answer : {};
    /** @type {{ value: number | null, noChance: boolean, from: "rating" | "behaviours" | null,
        of: number }} */
    const nothing = { value: null, noChance: false, from: null, of: rated.length };
    if (noChance) return { ...nothing, noChance: true, from: "rating" };
    if (Number.isInteger(itemRating))
      return { ...nothing, value: Math.min(Number(itemRating), item.top), from: "rating" };
    if (rated.length)
      return { ...nothing, value: Math.min(Number(lowerMedian(rated)), item.top), from: "behaviours" };
    return all.length ? { ...nothing, noChance: true, from: "behaviours" } : nothing;
  }

  /** The level to aim at for one item: never above its top, and never the lowest level, which is no aim.
      @param {Framework} framework
      @param {Assessment} assessment
      @param {Item} item */
  function aimFor(framework, assessment, item) {
    return Math.min(Math.max(assessment.aim, framework.scale.levels[1].value), item.top);
  }

  /** True where an assessment ticked what matters most, in one question for all of it; else each item was
      asked, or none. One that was begun the other way, and holds other weights, stays that.
      @param {Assessment} assessment */
  function isTicked({ ticked, answers }) {
    const weights = answers.flatMap(({ importance }) => importance || []);
    return Boolean(ticked) && weights.length > 0 && weights.every((importance) => importance === 3);
  }

  /** How much an item matters, as it was said, in a word or two; "" where it was not.
      @param {Assessment} assessment
      @param {{ importance?: number }} answer */
  function importanceInWords(assessment, { importance }) {
    if (!isTicked(assessment)) return IMPORTANCE.get(importance || 0) || "";
    return importance === 3 ? _("ticked: among what matters most") : _("not ticked");
  }

  /** Every item of the framework, in its order → {item, answer|undefined, value, noChance, from, of, aim,
      importance, importanceGiven, examples: number of dated ones, unconfirmed: what it says was carried over
      and is not confirmed, group: "needs"|"strengths"|"chances"|"unanswered"}. A value that is no level of
      the scale is no answer.
      @param {Framework} framework
      @param {Assessment} assessment */
  function standing(framework, assessment) {
    const answers = new Map(assessment.answers.map((answer) => [answer.item, answer]));
    const values = new Set(framework.scale.levels.map((level) => level.value));
    return framework.items.map((item) => {
      const answer = answers.get(item.id),
        { importance, evidence = [], carried } = answer || {};
      const result = rating(answer, item),
        aim = aimFor(framework, assessment, item);
      if (result.value !== null && !values.has(result.value)) result.value = null;
      return {
        item,
        answer,
        ...result,
        aim,
        importance: importance || MIDDLE,
        importanceGiven: Boolean(importance),
        examples: evidence.filter((piece) => piece.day).length,
        unconfirmed: Boolean(carried) && result.from === "rating",
        group: groupOf(result, aim),
      };
    });
  }

  function groupOf(result, aim) {
    if (result.noChance) return "chances";
    if (result.value === null) return "unanswered";
    return result.value < aim ? "needs" : "strengths";
  }

  /** The items of one group, in the framework's order. */
  function inGroup(framework, assessment, group) {
    return standing(framework, assessment).filter((itemStanding) => itemStanding.group === group);
  }

  /** True when nothing is left to answer on an item: of a full assessment each behaviour, unless the whole is
      rated. */
  function complete(itemStanding, depth) {
    if (itemStanding.group === "unanswered") return false;
    if (depth !== "full" || itemStanding.from === "rating") return true;
    const keys = answered(itemStanding.answer).map((one) => one.key);
    return itemStanding.item.behaviours.every(({ key }) => keys.includes(key));
  }

  /** → {answered, total, unconfirmed, next}: items answered in full, how many were carried over and not
      confirmed, and the id of the first item that still needs a look (null: none).
      @param {Framework} framework
      @param {Assessment} assessment */
  function progress(framework, assessment) {
    const all = standing(framework, assessment);
    const open = all.find(
      (itemStanding) => !complete(itemStanding, assessment.depth) || itemStanding.unconfirmed,
    );
    return {
      answered: all.filter((itemStanding) => complete(itemStanding, assessment.depth)).length,
      total: all.length,
      unconfirmed: all.filter((itemStanding) => itemStanding.unconfirmed).length,
      next: open ? open.item.id : null,
    };
  }

  /** What `progress` gives → "5 of 20 rated". */
  function progressInWords({ answered: done, total: all }) {
    return _("{done} of {all} rated", { done, all });
  }

  /** → for each domain {domain, values, median, least, most (null where nothing is rated), rated, total,
      noChance}. The median is the lower one, so a level that was really given.
      @param {Framework} framework
      @param {Assessment} assessment */
  function domains(framework, assessment) {
    const all = new Map(
      standing(framework, assessment).map((itemStanding) => [itemStanding.item.id, itemStanding]),
    );
    return framework.domains.map((domain) => {
      const inside = domain.items.map((id) => /** @type {any} */ (all.get(id)));
      const values = inside.map((itemStanding) => itemStanding.value).filter((value) => value !== null);
      return {
        domain,
        values,
        median: lowerMedian(values),
        least: values.length ? Math.min(...values) : null,
        most: values.length ? Math.max(...values) : null,
        rated: values.length,
        total: inside.length,
        noChance: inside.filter((itemStanding) => itemStanding.noChance).length,
      };
    });
  }

  /** How the rating of a need came about: the start of a sentence. */
  function basis(framework, { rating: value, unconfirmed, from, of }) {
    const level = levelInWords(framework, value);
    if (unconfirmed)
      return _("The rating carried over, which you have not confirmed yet, is {level}", { level });
    if (from === "rating") return _("You rated it {level}", { level });
    if (of === 1) return _("You rated one of its behaviours {level}", { level });
    if (of === 2) return _("The lower of your ratings of two behaviours is {level}", { level });
    return of % 2
      ? _("The middle one of your ratings of {of} behaviours is {level}", { of, level })
      : _("The lower of the middle two of your ratings of {of} behaviours is {level}", { of, level });
  }

  /** Why a need is one: how it is rated, the aim, and its importance, said or not. */
  function why(framework, assessment, need) {
    const values = {
      basis: basis(framework, need),
      aim: levelInWords(framework, need.aim),
      steps: steps(need.gap),
    };
    return [
      assessment.aim > need.aim
        ? _("{basis} and you aim for {aim}, its highest level: {steps} up.", values)
        : _("{basis} and you aim for {aim}: {steps} up.", values),
      need.aim === need.item.top
        && !need.item.topKnown
        && _("Whether it has a level that high has not been verified."),
      weight(assessment, need),
    ]
      .filter(Boolean)
      .join(" ");
  }

  /** What was said of a need's importance, as a sentence. */
  function weight(assessment, { importance, importanceGiven }) {
    if (isTicked(assessment)) {
      return importanceGiven
        ? _("You ticked it among what matters most in your work.")
        : _("You did not tick it among what matters most in your work.");
    }
    return importanceGiven
      ? _("You said it matters {importance} to your role.", { importance: IMPORTANCE.get(importance) })
      : _("You have not said how much it matters to your role, so it counts as {importance}.", {
          importance: IMPORTANCE.get(MIDDLE),
        });
  }

  /** Why `first` stands before `second`, which has the same score: said of the first or (`after`) of the
      second; null where only the framework's order tells them apart. */
  function because(first, second, after) {
    if (first.importance !== second.importance) {
      const unsaid = [first, second].find((need) => !need.importanceGiven);
      if (unsaid) {
        return _("you have not said how much {item} matters to your role, so it counts as {importance}", {
          item: name(unsaid.item),
          importance: IMPORTANCE.get(MIDDLE),
        });
      }
      return after
        ? _("you said this one matters less to your role")
        : _("you said it matters more to your role");
    }
    if (first.examples === second.examples) return null;
    return after ? _("you have more dated examples of this one") : _("you have fewer dated examples of it");
  }

  /** True where an item of this importance can wait: what matters only a little, or, where what matters most
      was ticked, what was not.
      @param {Assessment} assessment
      @param {number} importance */
  function canWait(assessment, importance) {
    return importance < (isTicked(assessment) ? TICKED : MIDDLE);
  }

  /** True when two needs, of which there may be only one, come out level. */
  function isLevel(one, other) {
    return other !== undefined && other.canWait === one.canWait && other.score === one.score;
  }

  /** The sentence on a tie, or null: the first of those level is set against the next, the others against the
      one before. */
  function tie(need, before, after) {
    const isAfter = isLevel(need, before),
      other = isAfter ? before : after;
    if (!isLevel(need, other)) return null;
    const reason = isAfter ? because(before, need, true) : because(need, other, false);
    if (!reason) return null;
    return isAfter
      ? _("Level with {other}; put after that one because {reason}.", { other: name(other.item), reason })
      : _("Level with {other}; put first because {reason}.", { other: name(other.item), reason });
  }

  /** What is rated below the aim, most pressing first → what `standing` says (its value under the name
      `rating`) and {canWait, gap, score: importance × gap, place (from 1), tie: sentence|null, inOrder:
      whether it is level with another and only the framework's order tells them apart, why: sentences}. What
      can wait stands last. Of equal scores the more important stands first, then the one with fewer dated
      examples, then the framework's order.
      @param {Framework} framework
      @param {Assessment} assessment */
  function needs(framework, assessment) {
    const rows = inGroup(framework, assessment, "needs").map(({ item, value, aim, importance, ...rest }) => {
      const rating = /** @type {number} */ (value),
        gap = aim - rating;
      return {
        ...rest,
        item,
        rating,
        aim,
        importance,
        gap,
        canWait: canWait(assessment, importance),
        score: importance * gap,
      };
    });
    rows.sort(
      (a, b) =>
        Number(a.canWait) - Number(b.canWait)
        || b.score - a.score
        || b.importance - a.importance
        || a.examples - b.examples,
    );
    return rows.map((need, at) => {
      const before = rows[at - 1],
        after = rows[at + 1],
        says = tie(need, before, after);
      return {
        ...need,
        place: at + 1,
        tie: says,
        inOrder: !says && (isLevel(need, before) || isLevel(need, after)),
        why: why(framework, assessment, need),
      };
    });
  }

  /** How many more items want an answer until a profile of them says something: half of all are enough.
      @param {Framework} framework
      @param {Assessment} assessment */
  function missing(framework, assessment) {
    const open = inGroup(framework, assessment, "unanswered").length,
      all = framework.items.length;
    return Math.max(0, Math.ceil(all / 2) - (all - open));
  }

  /** What there was no chance to show yet, most important first → [{item, importance, importanceGiven}].
      @param {Framework} framework
      @param {Assessment} assessment */
  function chances(framework, assessment) {
    return inGroup(framework, assessment, "chances")
      .sort((a, b) => b.importance - a.importance)
      .map(({ item, importance, importanceGiven }) => ({ item, importance, importanceGiven }));
  }

  /** What is rated at the aim or above it → [{item, rating, evidence: number of dated examples,
      unconfirmed}]. What has a dated example comes first, for a rating without one is only an opinion.
      @param {Framework} framework
      @param {Assessment} assessment */
  function strengths(framework, assessment) {
    return inGroup(framework, assessment, "strengths")
      .sort((a, b) => Number(b.examples > 0) - Number(a.examples > 0))
      .map(({ item, value, examples, unconfirmed }) => ({
        item,
        rating: value,
        evidence: examples,
        unconfirmed,
      }));
  }

  /** What has no answer, in the framework's order → [item].
      @param {Framework} framework
      @param {Assessment} assessment */
  function unanswered(framework, assessment) {
    return inGroup(framework, assessment, "unanswered").map((itemStanding) => itemStanding.item);
  }

  /** The level above a rating → {value, title, meaning}, or null at the item's top and where nothing is
      rated. It is the item's own where that has the scale's title; levels of another kind, such as one a
      grade, are not meant.
      @param {Framework} framework
      @param {Item} item
      @param {number | null} value */
  function next(framework, item, value) {
    const level =
      value === null ? null : levels(framework, item).find((candidate) => candidate.value > value);
    return level
      ? item.levels.find((candidate) => candidate.value === level.value && candidate.title === level.title)
          || level
      : null;
  }

  /** What to say where one of two standings, or both, has no rating. */
  function unrated(was, is) {
    if (is.value !== null) {
      return was.noChance ? _("rated; no chance to show it last time") : _("rated; not rated last time");
    }
    if (is.noChance)
      return was.noChance ? _("no chance to show it either time") : _("no chance to show it this time");
    return was.value === null ? _("not rated either time") : _("not rated this time");
  }

  /** 2 → "up two levels". */
  function moved(change) {
    if (!change) return _("no change");
    const levels = steps(Math.abs(change));
    return change > 0 ? _("up {levels}", { levels }) : _("down {levels}", { levels });
  }

  /** Two assessments with one framework → for each item {item, was, is: values or null, change: levels up
      (below 0: down), null where either has no rating, says}.
      @param {Framework} framework
      @param {Assessment} earlier
      @param {Assessment} later */
  function compare(framework, earlier, later) {
    const before = standing(framework, earlier);
    return standing(framework, later).map((is, at) => {
      const was = before[at],
        change = was.value === null || is.value === null ? null : is.value - was.value;
      const says = change === null ? unrated(was, is) : moved(change);
      return {
        item: is.item,
        was: was.value,
        is: is.value,
        change,
        says: is.unconfirmed ? _("{change} (carried over and not confirmed)", { change: says }) : says,
      };
    });
  }

  /** What to know before reading a change between two assessments as a change in oneself → sentences.
      @param {Assessment} earlier
      @param {Assessment} later */
  function cautions(earlier, later) {
    return [
      [
        "depth",
        _("One was a quick assessment and the other a full one, which may account for part of a change."),
      ],
      [
        "edition",
        _("The two used different editions of the framework, which may account for part of a change."),
      ],
    ]
      .filter(([field]) => earlier[field] !== later[field])
      .map(([, sentence]) => sentence);
  }

  /** The first `most` things the handbook offers on an item → [{record, via: the item it comes by way of, or
      null, skill: true where it works on the same skill and not on the item itself}].
      @param {Item} item
      @param {HandbookData} data
      @param {number} most */
  function offers(item, data, most) {
    const records = new Map(data.records.map((record) => [record.id, record]));
    const items = new Map(
      data.frameworks.flatMap((framework) => framework.items).map((other) => [other.id, other]),
    );
    return item.offers
      .filter((offer) => records.has(offer.record))
      .slice(0, most)
      .map(({ record, via }) => ({
        record: /** @type {HandbookRecord} */ (records.get(record)),
        via: items.get(via) || null,
        skill: via === "skill",
      }));
  }

  return {
    IMPORTANCE,
    MOST,
    isTicked,
    canWait,
    importanceInWords,
    name,
    levels,
    levelInWords,
    rating,
    standing,
    progress,
    progressInWords,
    domains,
    needs,
    missing,
    chances,
    strengths,
    unanswered,
    next,
    compare,
    cautions,
    offers,
  };
})();
