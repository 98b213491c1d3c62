// Crosswalks, read in both directions, or by way of a third framework where none joins two.
/**
 * A crosswalk as it comes with the page, and what joins two frameworks, read from the first to the second.
 *
 * @typedef {{ id: string, origin: string, target: string, url: string, by: string, pairs: Pair[],
 *   unmapped: Unmapped[] }} Crosswalk
 * @typedef {{ origin: string, target: string, relation: string, confidence: string, reason: string }} Pair
 * @typedef {{ item: string, reason: string }} Unmapped
 * @typedef {{ from: string, to: string, relation: string, confidence: string, reason?: string,
 *   via?: string[] }} Way
 * @typedef {{ pairs: Way[], unmapped: Map<string, string>, url: string | null, by: string | null,
 *   middle: string | null }} Joined
 */
handbook.shared = handbook.shared || {};
handbook.shared.crosswalks = (() => {
  "use strict";

  // The nearest first.
  const RELATIONS = ["exactMatch", "closeMatch", "narrowMatch", "broadMatch", "relatedMatch"];
  const CONFIDENCE = ["low", "medium", "high"];
  const INVERSE = new Map([
    ["broadMatch", "narrowMatch"],
    ["narrowMatch", "broadMatch"],
  ]);

  function turned({ origin, target, relation, confidence, reason }) {
    return { from: target, to: origin, relation: INVERSE.get(relation) || relation, confidence, reason };
  }

  /** The crosswalk between two frameworks, read from the first to the second, or null where there is none. →
      {pairs: [{from, to, relation, confidence, reason}], unmapped: Map of item id → reason, url, by: who
      proposes it, middle: null}. */
  function written(crosswalks, first, second) {
    const crosswalk = crosswalks.find(
      ({ origin, target }) =>
        (origin === first && target === second) || (origin === second && target === first),
    );
    if (!crosswalk) return null;
    const pairs = crosswalk.pairs.map((pair) => {
      const { origin, target, ...rest } = pair;
      return crosswalk.origin === first ? { from: origin, to: target, ...rest } : turned(pair);
    });
    const unmapped = new Map(crosswalk.unmapped.map(({ item, reason }) => [item, reason]));
    return { pairs, unmapped, url: crosswalk.url, by: crosswalk.by, middle: null };
  }

  /** The pairs that meet in a third framework, as in `written` with its id as `middle`, or null. Of several
      ways from one item to another the surest counts; each pair's `via` has the ids of all items of the third
      by which it goes. `middles`: ids of the frameworks to go by way of, the first one with a pair is
      taken. */
  function byWayOf(crosswalks, middles, first, second) {
    for (const middle of middles) {
      if (middle === first || middle === second) continue;
      const outward = written(crosswalks, first, middle),
        onwards = written(crosswalks, middle, second);
      const pairs = outward && onwards ? joined(outward.pairs, onwards.pairs) : [];
      if (pairs.length) return { pairs, unmapped: new Map(), url: null, by: null, middle };
    }
    return null;
  }

  /** The pairs of two crosswalks that meet, each way from one item to another once. */
  function joined(outward, onwards) {
    const pairs = new Map();
    outward.forEach((one) =>
      onwards
        .filter((two) => two.from === one.to)
        .forEach((two) => {
          const key = one.from + " " + two.to,
            way = chained(one, two),
            known = pairs.get(key);
          const via = known ? [...known.via, one.to] : [one.to];
          pairs.set(key, { ...(!known || sureness(way) > sureness(known) ? way : known), via });
        }),
    );
    return Array.from(pairs.values());
  }

  /** Two pairs that meet → one, no surer than the less sure; unless one is exact, its ends are only
      related. */
  function chained(one, two) {
    const rest = [one.relation, two.relation].filter((relation) => relation !== "exactMatch");
    const relation = rest.length > 1 ? "relatedMatch" : rest[0] || "exactMatch";
    const lower = Math.min(CONFIDENCE.indexOf(one.confidence), CONFIDENCE.indexOf(two.confidence));
    return { from: one.from, to: two.to, relation, confidence: CONFIDENCE[lower] };
  }

  /** A pair → a number that is higher the surer it is, by relation and then confidence; 0 for low
      confidence. */
  function sureness({ relation, confidence }) {
    const sure = CONFIDENCE.indexOf(confidence);
    return sure && 100 - 10 * RELATIONS.indexOf(relation) + sure;
  }

  /** What joins two frameworks, as in `written` or in `byWayOf`; null where nothing does. */
  function between(crosswalks, frameworks, first, second) {
    return written(crosswalks, first, second) || byWayOf(crosswalks, frameworks, first, second);
  }

  return { RELATIONS, between };
})();
