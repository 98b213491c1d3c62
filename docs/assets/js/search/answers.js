// What is shown for a text: the items whose code it is, then the pages that answer it, with items of one name
// as one. Knows no page.
(() => {
  "use strict";

  const { handbook } = window;
  const { codes, query, ranking, index: search } = handbook.search;
  const { distance } = handbook.search.words;
  const MOST_NEAR = 5; // Words that are offered where nothing is found.

  /** Results with one for all items of frameworks that have one name, in the place of the best; the others
      are in its `places`. */
  function unite(results) {
    const byName = new Map();
    return results.filter((result) => {
      const { kind, names } = result.entry;
      if (kind !== "item") return true;
      const first = byName.get(search.readKey(names[0]));
      if (first) first.places.push(result.entry);
      else byName.set(search.readKey(names[0]), result);
      return !first;
    });
  }

  /** Text and the index, as far as it came → {results, query, isTooShort, isCut}. A result is {entry, places,
      part}: what it leads to, the other places of the same name, and the number of the best part, or -1. */
  function answer(text, index) {
    index.coded = index.coded || codes.listCoded(index.entries);
    const read = query.read(text, index);
    const coded = codes.find(text, index.coded),
      isCoded = new Set(coded);
    const ranked = read.units.length ? ranking.rank(read, index) : [];
    const results = [
      ...coded.map((entry) => ({ entry, part: -1, places: [] })),
      ...unite(
        ranked
          .filter(({ entry }) => !isCoded.has(entry))
          .map(({ entry, part }) => ({ entry, part, places: [] })),
      ),
    ];
    return { results, query: read, isCut: read.isCut, isTooShort: /^\s*\p{L}\s*$/u.test(text) };
  }

  /** The known words that are nearest to what was typed, the nearest first. */
  function listNear(read, index) {
    const near = new Map();
    for (const typed of read.words.slice(0, MOST_NEAR)) {
      const least = Math.max(2, Math.round(typed.length / 3));
      for (const word of search.listComparable(index, typed)) {
        const wrong = typed.length > 3 && word.length > 3 ? distance(typed, word, least) : least + 1;
        if (wrong <= least && !index.common.has(word)) near.set(word, wrong);
      }
    }
    return Array.from(near.keys())
      .sort((one, other) => near.get(one) - near.get(other))
      .slice(0, MOST_NEAR);
  }

  handbook.search.answers = { answer, listNear };
})();
