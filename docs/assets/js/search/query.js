// What was typed, as what is looked for: units, each a word or a phrase with the other ways in which the
// handbook may say it. Knows no page.
(() => {
  "use strict";

  const { handbook } = window;
  const { splitTyped, stem, listForms } = handbook.search.words;
  const { takeApart, putTogether, findShard, isKnown, listBeginning, listNearest } = handbook.search.index;
  const MOST_WORDS = 40; // Many more than are typed, and few enough for what is pasted.
  const LONGEST = 60; // Letters; of a longer word no more are read.
  const MOST_FORMS = 60; // Words with one beginning.
  // How much a way of saying it counts beside the word itself.
  const OTHER_WAYS = { beginning: 0.8, joined: 0.95, synonym: 0.75, slip: 0.7 };

  /** A text → its words, at most MOST_WORDS, and whether there were more. */
  function readWords(text, index) {
    const typed = splitTyped(text).flatMap((word) => takeApart(index, word));
    const words = putTogether(index, typed).map((word) => word.slice(0, LONGEST));
    return { words: words.slice(0, MOST_WORDS), isCut: words.length > MOST_WORDS };
  }

  /** The synonyms of the head, by the first letter of what is typed: lists of [phrase, means]. */
  function divideSynonyms(synonyms) {
    const byLetter = new Map();
    for (const [typed, means] of synonyms)
      for (const phrase of typed) {
        const letter = phrase[0].toLowerCase();
        if (!byLetter.has(letter)) byLetter.set(letter, []);
        byLetter.get(letter).push([phrase, means]);
      }
    return byLetter;
  }

  /** The synonyms of which the first word has a stem, the longest first: {keys, means}. They are read when a
      word is looked for that begins with the same letter. */
  function listSynonyms(index, key) {
    index.synonyms = index.synonyms || { unread: divideSynonyms(index.head.synonyms), byKey: new Map() };
    const { unread, byKey } = index.synonyms;
    for (const [letter] of listForms(key)) {
      for (const [phrase, means] of unread.get(letter) || []) {
        const keys = splitTyped(phrase).map(stem);
        if (!byKey.has(keys[0])) byKey.set(keys[0], []);
        byKey.get(keys[0]).push({ keys, means: means.map(splitTyped) });
      }
      unread.delete(letter);
    }
    return (byKey.get(key) || []).sort((one, other) => other.keys.length - one.keys.length);
  }

  /** The synonyms of what begins at a word: {length, means}, the longest phrase alone. */
  function findSynonyms(index, keys, at) {
    const list = listSynonyms(index, keys[at]);
    const fitting = list.filter((one) => one.keys.every((key, offset) => keys[at + offset] === key));
    if (!fitting.length) return null;
    const { length } = fitting[0].keys;
    return {
      length,
      means: fitting.filter((one) => one.keys.length === length).flatMap((one) => one.means),
    };
  }

  /** One way of saying a unit: all of these words, but for those that are in the way in every text. */
  function way(index, words, weight) {
    const telling = words.filter((word) => !index.common.has(word));
    const stems = (telling.length ? telling : words).map(stem);
    return { stems: Array.from(new Set(stems)), words, weight };
  }

  /** Two known words that `word` may be, written as one: "handwashing" → hand, washing. */
  function part(index, word) {
    for (let at = 3; at <= word.length - 3; at += 1) {
      const two = [word.slice(0, at), word.slice(at)];
      if (two.every((half) => index.known.has(half))) return two;
    }
    return null;
  }

  /** The ways of saying one word, beside synonyms. */
  function listWays(index, word, isLast) {
    const ways = [way(index, [word], 1)];
    if (/\p{N}/u.test(word)) return ways;
    if (isLast && word.length > 1) {
      const forms = listBeginning(index, word).slice(0, MOST_FORMS);
      ways.push(...forms.map((form) => way(index, [form], OTHER_WAYS.beginning)));
    }
    if (isKnown(index, word) || ways.length > 1) return ways;
    const nearest = listNearest(index, word),
      two = part(index, word);
    if (two) ways.push(way(index, two, OTHER_WAYS.joined));
    ways.push(...nearest.map((near) => way(index, [near], OTHER_WAYS.slip)));
    return ways;
  }

  /** Text and the index, with the shards that came → {units, words, isCut}. `words` are those that say
      something; where all are common, all. A unit has `words` as they were typed, `ways` and `isNumber`. */
  function read(text, index) {
    const { words, isCut } = readWords(text, index);
    const keys = words.map(stem);
    const isCommon = (word) => index.common.has(word) || (word.length < 2 && !/\p{N}/u.test(word));
    const areAllCommon = words.every(isCommon);
    const units = [];
    for (let at = 0; at < words.length; at += 1) {
      const synonyms = findSynonyms(index, keys, at);
      const isLast = at === words.length - 1 && !/\s$/.test(text);
      const others = synonyms ? synonyms.means.map((means) => way(index, means, OTHER_WAYS.synonym)) : [];
      if (synonyms && synonyms.length > 1) {
        const phrase = words.slice(at, at + synonyms.length);
        units.push({ words: phrase, ways: [way(index, phrase, 1), ...others] });
        at += synonyms.length - 1;
      } else if (areAllCommon || !isCommon(words[at]) || others.length) {
        const ways = listWays(index, words[at], isLast);
        units.push({
          words: [words[at]],
          ways: [...ways, ...others],
          isNumber: /^\p{N}+$/u.test(words[at]),
          isWeak: index.weak.has(words[at]),
        });
      }
    }
    join(index, words, units);
    return {
      units: unite(units),
      words: units.flatMap((unit) => unit.words),
      isCut,
      ...readKeys(keys, splitTyped(text).map(stem)),
    };
  }

  /** The stems of all that was typed, with words put together and without, by which names are compared. */
  function readKeys(...lists) {
    return { keys: lists.map((stems) => stems.join(" ")), counts: lists.map(({ length }) => length) };
  }

  /** Adds to two words beside each other the one that they may be: "hand over" → handover. */
  function join(index, words, units) {
    units.forEach((unit, at) => {
      const next = units[at + 1];
      if (!next || unit.words.length > 1 || next.words.length > 1) return;
      const both = unit.words[0] + next.words[0];
      if (!/^\p{L}+$/u.test(both) || both.length < 6 || !isKnown(index, both)) return;
      unit.ways.push(way(index, [both], OTHER_WAYS.joined));
      next.ways.push(way(index, [both], OTHER_WAYS.joined));
    });
  }

  /** Each unit once. */
  function unite(units) {
    const unique = new Map(units.map((unit) => [unit.words.map(stem).join(" "), unit]));
    return Array.from(unique.values());
  }

  /** The shards that have the words of a text, and of what else they may mean: a list of [beginning,
      name]. */
  function listShards(text, index) {
    const { words } = readWords(text, index);
    const pairs = words.slice(1).map((word, at) => words[at] + word);
    const { units } = read(text, index);
    const meant = units.flatMap((unit) => unit.ways.flatMap((one) => one.words));
    const sought = [...words, ...pairs, ...meant].filter(
      (word) => word.length > 1 && /^\p{L}/u.test(word) && !index.common.has(word),
    );
    const near = sought.flatMap((word) => [word, ...listForms(stem(word))]);
    return Array.from(new Set(near.map((word) => findShard(index, word)).filter(Boolean)));
  }

  handbook.search.query = { read, listShards };
})();
