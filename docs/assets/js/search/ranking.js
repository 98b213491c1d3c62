// Which pages answer what was typed, the best first. Knows no page. In ten lines (docs/contribute/search.md):
//
// 1. A word counts the more, the fewer pages have it. A number counts little.
// 2. Of the ways to say a word the best counts: itself, its forms, what it is a beginning of, a synonym. A
//    synonym that many pages have counts less.
// 3. Where it stands counts: in a title or another name most, and in what people type for the page, the more
//    of such a sentence is typed; then in the summary, then in the text.
// 4. Of a name that is typed whole, all words count; of one that is typed in part, fewer.
// 5. In the text, words that stand in one part of the page count more than those all over it.
// 6. A part counts more for a word, the more of the part is about it.
// 7. A page that has all that was typed counts most; one that has less than half is left out.
// 8. A page that teaches counts more than a glossary term, and that more than a source.
// 9. A page whose whole title or name was typed comes first.
// 10. Items of several frameworks with one name are one result.
(() => {
  "use strict";

  const { handbook } = window;
  const { readPostings, listWords, hasKey } = handbook.search.index;
  const WEIGHTS = {
    title: 2.3, // A title beside another name.
    name: 3, // Of the name that holds most of what was typed.
    names: 1.1, // Of a word in any name.
    search: 3, // Of what people type for the page, what holds most of what was typed,
    searches: 0.9, // and of a word in any of it.
    summary: 0.8,
    page: 0.45, // Of a word in the text,
    part: 0.5, // and once more where it stands in the best part.
    whole: 0.4, // Of a name that is typed in part, how much counts at least.
    coverage: 0.7,
    number: 0.3,
    weak: 0.4,
    apart: 0.5, // Of a word found in the text, but not in the best part, how far it counts as found.
    match: 6, // Of all that was typed, for one of whose names that is the whole,
    first: 1000, // and for a page of which it is the title.
    rare: 8, // Entries that are added to those that have a word: so one rare word does not decide.
  };
  const LAST_OF_ASKED = 3; // The place that a term or a source has at least whose title was typed.
  const LEAST = 0.5; // Of the words typed.

  /** The `parts` or the `searches` that hold one way of saying a unit, with the value of the word of which it
      is least. */
  function findPlaces(index, { stems }, list) {
    const lists = stems.map((key) => {
      const places = new Map();
      for (const word of listWords(index, key))
        for (const [number, value] of readPostings(index, word)[list])
          places.set(number, Math.max(value, places.get(number) || 0));
      return places;
    });
    const [first, ...others] = lists.sort((one, other) => one.size - other.size);
    const both = new Map();
    first.forEach((value, part) => {
      const least = others.reduce((low, list) => Math.min(low, list.get(part) || 0), value);
      if (least) both.set(part, least);
    });
    return both;
  }

  /** A unit → where it stands: `names` by entry and name, `searches` by search, `summaries` by entry,
      `parts` by part, each with its weight; `entries`, all that have it; and its `rarity`. */
  function findUnit(index, unit) {
    const places = {
      names: new Map(),
      searches: new Map(),
      named: new Set(), // Entries that have it in a name or in a search.
      summaries: new Map(),
      parts: new Map(),
      entries: new Map(),
      rarity: 0,
    };
    const put = (map, key, value) => map.set(key, Math.max(value, map.get(key) || 0));
    const [typed, ...others] = unit.ways.map((way) => findWay(index, way));
    places.rarity = typed.entries.size
      ? typed.rarity
      : Math.max(...others.map((way) => way.weight * way.rarity), 0);
    for (const way of [typed, ...others]) {
      const weight = way.weight * Math.min(1, way.rarity / (places.rarity || 1));
      way.names.forEach(([entry, name]) => put(places.names, entry.number * 1000 + name, weight));
      way.summaries.forEach((entry) => put(places.summaries, entry.number, weight));
      way.searches.forEach((_length, search) => put(places.searches, search, weight));
      way.parts.forEach((value, part) => put(places.parts, part, value * weight));
      way.holders.forEach((number) => places.named.add(number));
      way.entries.forEach((number) => put(places.entries, number, weight));
    }
    return places;
  }

  /** Where one way of saying a unit stands, and its `rarity`: the more, the fewer entries have it. */
  function findWay(index, way) {
    const names = findNames(index, way),
      summaries = findSummaries(index, way),
      searches = findPlaces(index, way, "searches"),
      parts = findPlaces(index, way, "parts"),
      holders = new Set(names.map(([entry]) => entry.number));
    searches.forEach((length, search) => {
      index.searchLengths.set(search, length);
      holders.add(index.searchOwners[search]);
    });
    const entries = new Set(holders);
    summaries.forEach((entry) => entries.add(entry.number));
    parts.forEach((_value, part) => entries.add(index.partOwners[part]));
    const rarity = Math.log(1 + index.entries.length / (entries.size + WEIGHTS.rare));
    return { weight: way.weight, rarity, names, summaries, searches, parts, holders, entries };
  }

  /** What all words with a stem have in a map of the index. */
  function list(index, key, map) {
    return listWords(index, key).flatMap((word) => map.get(word) || []);
  }

  function findNames(index, { stems }) {
    const [first, ...others] = stems.map((key) => list(index, key, index.names));
    return first.filter(([entry, name]) =>
      others.every((list) => list.some(([other, otherName]) => other === entry && otherName === name)),
    );
  }

  function findSummaries(index, { stems }) {
    const [first, ...others] = stems.map((key) => list(index, key, index.summaries));
    return first.filter((entry) => others.every((list) => list.includes(entry)));
  }

  /** How much a unit counts: the more, the fewer entries have it. */
  function weigh(unit, places, index, isAlone) {
    return places.rarity * (isAlone ? 1 : unit.isNumber ? WEIGHTS.number : unit.isWeak ? WEIGHTS.weak : 1);
  }

  /** The names or the searches that hold some of what was typed → by entry {best, any, isWhole}: what its
      best one counts, what it counts that words stand in any, and whether the whole of one was typed.
      `phrases` says of the key of one its entry's number, how many words it has, and how much it counts; and
      how much of it counts at `least`, however little of it was typed. */
  function weighPhrases(units, list, phrases) {
    const byPhrase = new Map(),
      byEntry = new Map();
    units.forEach(({ places, weight }) => {
      const any = new Map();
      places[list].forEach((value, key) => {
        const sum = byPhrase.get(key) || { weight: 0, units: 0 };
        byPhrase.set(key, { weight: sum.weight + weight * value, units: sum.units + 1 });
        const number = phrases.ownerOf(key);
        any.set(number, Math.max(any.get(number) || 0, weight * value));
      });
      any.forEach((value, number) => {
        const sum = byEntry.get(number) || { best: 0, any: 0 };
        byEntry.set(number, { best: 0, any: sum.any + value, isWhole: false });
      });
    });
    byPhrase.forEach((sum, key) => {
      const share = Math.min(1, sum.units / phrases.lengthOf(key));
      const value =
        sum.weight * (phrases.least + (1 - phrases.least) * share * share) * phrases.weightOf(key);
      const entry = byEntry.get(phrases.ownerOf(key));
      entry.best = Math.max(entry.best, value);
      entry.isWhole = entry.isWhole || share === 1;
    });
    return byEntry;
  }

  function weighNames(index, units) {
    const nameOf = (key) => index.entries[Math.floor(key / 1000)].names[key % 1000];
    return weighPhrases(units, "names", {
      ownerOf: (key) => Math.floor(key / 1000),
      lengthOf: (key) => nameOf(key).length,
      weightOf: (key) => (key % 1000 === 0 ? WEIGHTS.title : 1),
      least: WEIGHTS.whole,
    });
  }

  function weighSearches(index, units) {
    return weighPhrases(units, "searches", {
      ownerOf: (key) => index.searchOwners[key],
      lengthOf: (key) => index.searchLengths.get(key),
      weightOf: () => 1,
      least: 0,
    });
  }

  /** By entry {page, part, value}: what words in its text count, and those in its best part. */
  function weighTexts(index, units) {
    const byPart = new Map(),
      byEntry = new Map();
    units.forEach(({ places, weight }) => {
      const best = new Map();
      places.parts.forEach((value, part) => {
        byPart.set(part, (byPart.get(part) || 0) + weight * value);
        const number = index.partOwners[part];
        best.set(number, Math.max(best.get(number) || 0, weight * value));
      });
      best.forEach((value, number) => {
        const text = byEntry.get(number) || { page: 0, part: -1, value: 0 };
        text.page += value;
        byEntry.set(number, text);
      });
    });
    byPart.forEach((value, part) => {
      const text = byEntry.get(index.partOwners[part]);
      if (value > text.value) Object.assign(text, { part, value });
    });
    return byEntry;
  }

  /** Entries that were asked for by their whole title or another name: 2 for the title, 1 for another. */
  function findAsked({ title, place, names }, query) {
    if (hasKey(names[0], query)) return 2;
    const match = names.filter((name) => hasKey(name, query));
    return match.some((name) => place && name.text === `${place} ${title}`) ? 2 : Number(match.length > 0);
  }

  function isLookedUp({ entry }) {
    return entry.kind === "term" || entry.kind === "source";
  }

  /** Results with each term and source in its place: behind every page that has as much of what was typed,
      unless the whole of one of its names was typed; and third at the latest where its title was. */
  function placeLookedUp(results) {
    const placed = results.filter((result) => !isLookedUp(result) || result.isNamed);
    for (const result of results.filter((one) => isLookedUp(one) && !one.isNamed)) {
      let at = placed.length;
      while (at && placed[at - 1].coverage < result.coverage && placed[at - 1].score < result.score) at -= 1;
      placed.splice(at, 0, result);
    }
    const match = placed
      .filter((result) => isLookedUp(result) && result.match === 2)
      .slice(0, LAST_OF_ASKED - 1);
    if (match.every((result) => placed.indexOf(result) < LAST_OF_ASKED)) return placed;
    const others = placed.filter((result) => !match.includes(result)),
      before = LAST_OF_ASKED - match.length;
    return [...others.slice(0, before), ...match, ...others.slice(before)];
  }

  /** What one entry counts: {entry, score, part, coverage, hasMost, match, isNamed}. */
  function score(entry, query, { units, total, names, searches, texts, kinds }) {
    const { number } = entry,
      name = names.get(number) || { best: 0, any: 0, isWhole: false },
      search = searches.get(number) || { best: 0, any: 0 },
      text = texts.get(number) || { page: 0, part: -1, value: 0 };
    let matched = 0,
      count = 0,
      summary = 0;
    units.forEach(({ places, weight }) => {
      if (places.entries.has(number)) {
        const isNear =
          places.named.has(number) || places.summaries.has(number) || places.parts.has(text.part);
        matched += weight * (isNear ? 1 : WEIGHTS.apart);
        count += 1;
      }
      summary += weight * (places.summaries.get(number) || 0);
    });
    const sum =
      WEIGHTS.name * name.best
      + WEIGHTS.names * name.any
      + WEIGHTS.search * search.best
      + WEIGHTS.searches * search.any
      + WEIGHTS.summary * summary
      + WEIGHTS.page * text.page
      + WEIGHTS.part * text.value;
    const coverage = matched / total,
      match = findAsked(entry, query);
    const hasMost = count >= LEAST * units.length;
    const result = { entry, coverage, hasMost, match, part: text.part, isNamed: match > 0 || name.isWhole };
    const first = match === 2 && !isLookedUp(result) ? WEIGHTS.first : match ? WEIGHTS.match * total : 0;
    return { ...result, score: first + kinds.get(entry.kind) * coverage ** WEIGHTS.coverage * sum };
  }

  /** A query of `query.read` and the index → the results, the best first, as `score` gives them. */
  function rank(query, index) {
    const isAlone = query.units.every((unit) => unit.isNumber || unit.isWeak);
    const units = query.units.map((unit) => {
      const places = findUnit(index, unit);
      return { places, weight: weigh(unit, places, index, isAlone) };
    });
    const context = {
      units,
      total: units.reduce((sum, { weight }) => sum + weight, 0),
      names: weighNames(index, units),
      searches: weighSearches(index, units),
      texts: weighTexts(index, units),
      kinds: new Map(index.head.kinds.map(([kind, , , weight]) => [kind, weight])),
    };
    const numbers = new Set(units.flatMap(({ places }) => Array.from(places.entries.keys())));
    const results = Array.from(numbers, (number) => score(index.entries[number], query, context));
    results.sort((one, other) => other.score - one.score || one.entry.number - other.entry.number);
    const most = results.filter(({ hasMost }) => hasMost);
    return placeLookedUp(most.length ? most : results);
  }

  handbook.search.ranking = { rank, WEIGHTS };
})();
