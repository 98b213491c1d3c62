// The known word that is nearest to one that is not known, as the check finds it (difflib's ratio).
handbook.recordRules = handbook.recordRules || {};
handbook.recordRules.nearest = (() => {
  "use strict";

  const LEAST = 0.6,
    MOST_LETTERS = 200;

  /** The longest run of letters that two stretches have in common → {at, to, size}. */
  function findRun(one, other, [begin, end, start, stop]) {
    let best = { at: begin, to: start, size: 0 },
      sizes = new Map();
    for (let at = begin; at < end; at += 1) {
      const next = new Map();
      for (let to = start; to < stop; to += 1) {
        if (one[at] !== other[to]) continue;
        const size = (sizes.get(to - 1) || 0) + 1;
        next.set(to, size);
        if (size > best.size) best = { at: at - size + 1, to: to - size + 1, size };
      }
      sizes = next;
    }
    return best;
  }

  /** How many letters two words have in common, in runs that follow one another. */
  function countCommon(one, other, [begin, end, start, stop] = [0, one.length, 0, other.length]) {
    const { at, to, size } = findRun(one, other, [begin, end, start, stop]);
    if (!size) return 0;
    return (
      size
      + countCommon(one, other, [begin, at, start, to])
      + countCommon(one, other, [at + size, end, to + size, stop])
    );
  }

  /** How alike two words are, from 0 to 1. */
  function compare(one, other) {
    const both = one.length + other.length;
    return both ? (2 * countCommon(one, other)) / both : 1;
  }

  /** The known word nearest to `word`, or null where none is near. */
  function findNearest(word, known) {
    const low = word.toLowerCase();
    if (low.length > MOST_LETTERS) return null;
    let best = null,
      ratio = LEAST;
    for (const candidate of known) {
      const folded = candidate.toLowerCase(),
        most = (2 * Math.min(folded.length, low.length)) / (folded.length + low.length || 1);
      if (most < ratio) continue;
      const alike = compare(folded, low);
      if (alike > ratio || (alike === ratio && (!best || folded > best.toLowerCase()))) {
        best = candidate;
        ratio = alike;
      }
    }
    return best;
  }

  return { findNearest };
})();
