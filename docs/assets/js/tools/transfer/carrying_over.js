// Carries an assessment over to another framework by the crosswalks, and says of each item how sure that is:
//
// certain   one exact match of high confidence, rated on the same levels.
// likely    exact or close matches of at least medium confidence. Of several, the lowest rating counts. What
//           is rated on other levels (the same place, rounded down), goes by way of a third framework, or was
//           carried over before and not confirmed, is likely at best.
// hint      other relations, low confidence, or nothing rated on the other side: never carried as a rating.
// unmapped  nothing is paired with it.
//
// Crosswalks are read as handbook.shared.crosswalks does: in both directions, or by way of a third framework.
handbook.transfer = handbook.transfer || {};
handbook.transfer.carryingOver = (() => {
  "use strict";

  const { _, list } = handbook.shell.i18n,
    { name, levelInWords, levels, standing } = handbook.scoring.profile;
  const { between } = handbook.shared.crosswalks;
  // What the second item of a pair is, of or than the first, and how that is rated.
  /** @type {Map<string, any>} */
  const IS = new Map([
    ["exactMatch", (words) => _("An exact match of {item}: {rating}.", words)],
    ["closeMatch", (words) => _("A close match of {item}: {rating}.", words)],
    ["broadMatch", (words) => _("Broader than {item}: {rating}.", words)],
    ["narrowMatch", (words) => _("Narrower than {item}: {rating}.", words)],
    ["relatedMatch", (words) => _("Related to {item}: {rating}.", words)],
  ]);

  /** What joins two frameworks, as handbook.shared.crosswalks gives it, with the framework itself as its
      `middle`. */
  function joined(data, source, target) {
    const crosswalk = between(
      data.crosswalks,
      data.frameworks.map(({ id }) => id),
      source.id,
      target.id,
    );
    const middle = crosswalk && data.frameworks.find(({ id }) => id === crosswalk.middle);
    return crosswalk && { ...crosswalk, middle: middle || null };
  }

  /** True for a pair by which a rating may be carried. */
  function carries(pair) {
    return (pair.relation === "exactMatch" || pair.relation === "closeMatch") && pair.confidence !== "low";
  }

  // ---- From one scale to another

  /** The levels of an item → text that is the same for the same values under the same words. */
  function ladder(framework, item) {
    return JSON.stringify(levels(framework, item).map((level) => [level.value, level.title]));
  }

  /** A value among some levels → the one at the same place among others, rounded down. */
  function moved(value, from, to) {
    const place = from.findIndex((level) => level.value === value);
    return to[Math.floor((place * (to.length - 1)) / (from.length - 1))].value;
  }

  // ---- One row for each item
  // A way is a pair and the standing of the item it comes from.

  /** A way → "A close match of 1.2 Managing yourself: ‘On my own’ (level 3)." */
  function wayInWords(way, source) {
    const item = name(way.item),
      unrated = way.noChance ? _("no chance to show it yet") : _("not rated");
    return IS.get(way.relation)({
      item: way.confidence === "low" ? _("{item} (low confidence)", { item }) : item,
      rating: way.value === null ? unrated : levelInWords(source, way.value),
    });
  }

  /** An item with nothing paired: the crosswalk's reason where it gives one. */
  function unmapped(item, crosswalk, source) {
    const nothing = crosswalk.middle
      ? _("Nothing in the {framework} is paired with it by way of the {middle}.", {
          framework: source.label,
          middle: crosswalk.middle.label,
        })
      : _("Nothing in the {framework} is paired with it.", { framework: source.label });
    return {
      rating: null,
      noChance: false,
      sure: "unmapped",
      from: [],
      says: crosswalk.unmapped.get(item.id) || nothing,
    };
  }

  /** An item of which nothing can be carried. */
  function hint(ways, source) {
    const lead = ways.some(carries)
      ? _("What could be carried is not rated.")
      : _("Only a hint: nothing is carried over.");
    return {
      rating: null,
      noChance: false,
      sure: "hint",
      from: ways.map((way) => way.item.id),
      says: [lead, ...ways.map((way) => wayInWords(way, source))].join(" "),
    };
  }

  /** An item that gets the lowest of the ratings carried to it, or "no chance" where every way says that. */
  function carryRating(item, ways, crosswalk, source, target) {
    const rated = ways.filter((way) => way.value !== null),
      used = rated.length ? rated : ways;
    const values = rated.map((way) => moved(way.value, levels(source, way.item), levels(target, item)));
    const rating = rated.length ? Math.min(...values) : null;
    const differ = rated.some((way) => ladder(source, way.item) !== ladder(target, item));
    const unchecked = differ
      ? [...rated.map((way) => way.item), item].filter(({ topKnown }) => !topKnown)
      : [];
    const again = used.some((way) => way.unconfirmed);
    const exact = ways.length === 1 && ways[0].relation === "exactMatch" && ways[0].confidence === "high";
    const sure = exact && !crosswalk.middle && !differ && !again ? "certain" : "likely";
    const says = [
      ...ways.map((way) => wayInWords(way, source)),
      rated.length > 1 && _("The lowest rating counts."),
      rated.length && rated.length < ways.length && _("Only what is rated counts."),
      crosswalk.middle && _("Worked out by way of the {middle}.", { middle: crosswalk.middle.label }),
      differ
        && _("The levels differ; the same place among those here, rounded down, is {level}.", {
          level: levelInWords(target, /** @type {number} */ (rating)),
        }),
      unchecked.length
        && _("The number of levels has not been verified for {items}.", { items: list(unchecked.map(name)) }),
      again && _("That was carried over itself and is not confirmed."),
      sure === "likely" && _("Check it before you keep it."),
    ]
      .filter(Boolean)
      .join(" ");
    return { rating, noChance: !rated.length, sure, from: used.map((way) => way.item.id), says };
  }

  /** The row of one item; `stands` has the standing of each item of the source by its id. */
  function rowOf(item, crosswalk, stands, source, target) {
    const pairs = crosswalk.pairs.filter((pair) => pair.to === item.id);
    const ways = pairs.map((pair) => ({ ...stands.get(pair.from), ...pair })),
      good = ways.filter(carries);
    if (!ways.length) return unmapped(item, crosswalk, source);
    const answered =
      good.some((way) => way.value !== null) || (good.length && good.every((way) => way.noChance));
    return answered ? carryRating(item, good, crosswalk, source, target) : hint(ways, source);
  }

  // ---- What the pages use

  const NOWHERE = {
    rating: null,
    noChance: false,
    sure: "unmapped",
    from: [],
    says: _("No crosswalk of this handbook leads here from the framework you rated."),
  };

  /** The data, an assessment and the id of the framework to carry it to → {direct: a crosswalk joins the two;
      by: who proposes it, else the label of the third framework it goes by way of, or null where nothing
      joins them; url: the crosswalk's, or null; target: the framework; source: the assessment; rows: for each
      item of the target, in its order, {item, rating|null, noChance, sure:
      "certain"|"likely"|"hint"|"unmapped", from: ids of the items it rests on, says: sentences}}.
      @param {HandbookData} data
      @param {Assessment} assessment
      @param {string} targetId */
  function carry(data, assessment, targetId) {
    const frameworks = new Map(data.frameworks.map((framework) => [framework.id, framework]));
    const source = frameworks.get(assessment.framework);
    const target = /** @type {Framework} */ (frameworks.get(targetId));
    const crosswalk = source && source !== target ? joined(data, source, target) : null;
    const rows = (make) => target.items.map((item) => ({ item, ...make(item) }));
    if (!crosswalk) {
      return { direct: false, by: null, url: null, target, source: assessment, rows: rows(() => NOWHERE) };
    }
    const stands = new Map(
      standing(/** @type {Framework} */ (source), assessment).map((itemStanding) => [
        itemStanding.item.id,
        itemStanding,
      ]),
    );
    return {
      direct: !crosswalk.middle,
      by: crosswalk.middle ? crosswalk.middle.label : crosswalk.by,
      url: crosswalk.url,
      target,
      source: assessment,
      rows: rows((item) => rowOf(item, crosswalk, stands, source, target)),
    };
  }

  /** What `carry` gave and the ids of the items chosen from it → a new assessment. Each answer says where it
      is carried from and counts as not confirmed until that is removed. Hints are never taken. */
  function assessment(carried, ids, random, now) {
    const { target, source, rows } = carried,
      at = handbook.document.days.stamp(now);
    const answers = rows
      .filter((row) => ids.includes(row.item.id) && (row.rating !== null || row.noChance))
      .map(({ item, rating, noChance, from, sure }) => ({
        item: item.id,
        ...(noChance ? { noChance } : { rating }),
        carried: { from, sure },
      }));
    return {
      id: handbook.document.format.id("a", random),
      framework: target.id,
      edition: target.edition,
      depth: "quick",
      aim: target.aim,
      started: at,
      changed: at,
      carriedFrom: source.id,
      answers,
    };
  }

  return { carry, assessment };
})();
