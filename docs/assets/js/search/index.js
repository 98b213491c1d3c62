// The index of the search as it comes in, file by file: who is named how, and which part of which page
// holds a word. Knows no page. What the files hold: docs/contribute/search.md.
(() => {
  "use strict";

  const { handbook } = window;
  const { split, splitTyped, british, stem, distance } = handbook.search.words;
  const VERSION = 1;
  const LONGEST = 24; // Letters of a word that is looked for with letters wrong.

  /** A title without the code before it: "3.1 Planning" → "Planning". */
  function withoutCode(title, kind) {
    return kind === "item" ? title.replace(/^\S+\s+/, "") : title;
  }

  /** The head of the index → an index, which knows the titles and names. Throws where the head is cut short
      or of another version. */
  function create(head) {
    if (!head || head.version !== VERSION || !Array.isArray(head.title))
      throw new Error("The search index is not of the version that this page can read.");
    const index = {
      head,
      common: new Set(head.common.split(" ")),
      weak: new Set(head.weak.split(" ")),
      entries: [],
      names: new Map(), // By stem: the names that hold it, as [entry, name].
      summaries: new Map(), // By stem: the entries whose summary holds it.
      stems: new Map(), // Of every known word.
      words: new Map(), // By stem: the known words.
      postings: new Map(), // By word, as they came.
      shards: new Map(), // By beginning: the words of each that came.
      headWords: [],
      compounds: new Map(), // By what they are as one word: what names write with hyphens.
      apart: new Map(), // How often names write a word so,
      solid: new Map(), // and how often as one word.
      texts: new Map(), // By entry.
      partOwners: [],
    };
    addEntries(index, head, 0);
    index.headWords = Array.from(index.stems.keys());
    return index;
  }

  function addWord(index, word) {
    let key = index.stems.get(word);
    if (key === undefined) {
      key = stem(british(word));
      index.stems.set(word, key);
      if (!index.words.has(key)) index.words.set(key, []);
      index.words.get(key).push(word);
    }
    return key;
  }

  function addTo(map, key, value) {
    const list = map.get(key);
    if (list) list.push(value);
    else map.set(key, [value]);
  }

  /** Adds the entries of a file: the head, or what there is to look up. */
  function addEntries(index, data, from) {
    data.title.forEach((title, at) => {
      const [kind] = index.head.kinds[data.kind[at]];
      const names = (data.names[at] || "").split("\n").filter(Boolean);
      const entry = {
        number: from + at,
        kind,
        title,
        address: data.address[at],
        summary: "",
        place: data.place[at] || "",
        firstPart: index.partOwners.length,
        names: [],
      };
      for (let part = 0; part < data.parts[at]; part += 1) index.partOwners.push(entry.number);
      [withoutCode(title, kind), ...names, ...(entry.place ? [`${entry.place} ${title}`] : [])].forEach(
        (name) => addName(index, entry, name),
      );
      index.entries[entry.number] = entry;
    });
  }

  function addName(index, entry, text) {
    const words = split(text),
      apart = /-|\p{Pd}/u.test(text) ? splitTyped(text) : words.map(british);
    noteCompounds(index, text);
    const stems = words.map((word) => addWord(index, word));
    const telling = stems.filter((_key, at) => !index.common.has(words[at]));
    const name = {
      text,
      key: apart.map(stem).join(" "),
      stems: Array.from(new Set(telling.length ? telling : stems)),
    };
    name.stems.forEach((key) => addTo(index.names, key, [entry, entry.names.length]));
    entry.names.push(name);
  }

  /** Notes what a name writes with hyphens, and what it writes as one word, and how often. */
  function noteCompounds(index, text) {
    for (const [written] of text.toLowerCase().matchAll(/[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*/gu)) {
      const word = written.replace(/-/g, "");
      if (word !== written) index.compounds.set(word, written.split("-"));
      const count = word === written ? index.solid : index.apart;
      count.set(word, (count.get(word) || 0) + 1);
    }
  }

  /** A word as it was typed → the words that names write it as, with hyphens between them; itself where none
      does, or where more write it so. */
  function takeApart(index, word) {
    const isApart = index.apart.has(word) && index.apart.get(word) >= (index.solid.get(word) || 0);
    return isApart ? index.compounds.get(word) : [word];
  }

  /** Words as they were typed, of which two that names write as one become one: "hand over" → handover. */
  function putTogether(index, words) {
    const list = [];
    for (let at = 0; at < words.length; at += 1) {
      const both = words[at] + (words[at + 1] || "");
      const isOne = both !== words[at] && index.solid.has(both) && !index.common.has(words[at]);
      const isJoined = isOne && takeApart(index, both).length === 1;
      list.push(isJoined ? both : words[at]);
      if (isJoined) at += 1;
    }
    return list;
  }

  /** Adds the summaries: a list of texts, by entry. */
  function addSummaries(index, summaries) {
    summaries.forEach((summary, number) => {
      const entry = index.entries[number];
      entry.summary = summary;
      new Set(split(summary).map((word) => addWord(index, word))).forEach((key) =>
        addTo(index.summaries, key, entry),
      );
    });
  }

  /** Adds a shard: an object of postings by word. */
  function addShard(index, beginning, postings) {
    const words = Object.keys(postings);
    index.shards.set(beginning, words);
    for (const word of words) {
      addWord(index, word);
      index.postings.set(word, postings[word]);
    }
  }

  /** Adds the texts of entries from number `first` on: of each a list of parts, [anchor, heading, text]. */
  function addTexts(index, first, texts) {
    texts.forEach((parts, at) => index.texts.set(first + at, parts));
  }

  /** The places in a list of [beginning, name] of the shard that has the words that begin as `word` does, or
      nothing where the word is too short to say. */
  function findShard(index, word) {
    const { shards } = index.head;
    let low = 0,
      high = shards.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (shards[middle][0] <= word) low = middle + 1;
      else high = middle;
    }
    return low ? shards[low - 1] : shards[0];
  }

  /** The parts that hold a word → a list of [part, weight from 0 to 1]. */
  function readPostings(index, word) {
    const list = index.postings.get(word);
    if (typeof list !== "string") return list || [];
    const places = [];
    let part = -1;
    for (const [, gap, letter] of list.matchAll(/([0-9a-z]+)([A-J])/g)) {
      part += parseInt(gap, 36);
      places.push([part, (letter.charCodeAt(0) - 64) / 10]);
    }
    index.postings.set(word, places);
    return places;
  }

  /** Whether a word, or another form of it, is in what came of the index. */
  function isKnown(index, word) {
    return index.words.has(stem(word));
  }

  /** The words that can be told from `word`: those of titles and names, and those that begin alike. */
  function listComparable(index, word) {
    return [...index.headWords, ...(index.shards.get((findShard(index, word) || [])[0]) || [])];
  }

  /** The known words that begin so. */
  function listBeginning(index, beginning) {
    return listComparable(index, beginning).filter((word) => word.startsWith(beginning));
  }

  /** A word that is not known → the nearest that are, with one letter wrong or, in a long word, two. */
  function listNearest(index, word) {
    if (!/^[a-z]+$/.test(word) || word.length < 4 || word.length > LONGEST) return [];
    let least = word.length > 7 ? 2 : 1,
      nearest = [];
    for (const other of listComparable(index, word)) {
      if (other.length < 4 || Math.abs(other.length - word.length) > least) continue;
      const wrong = distance(word, other, least);
      if (wrong > least) continue;
      if (wrong < least) nearest = [];
      least = wrong;
      nearest.push(other);
    }
    return nearest;
  }

  handbook.search.index = {
    create,
    addEntries,
    addSummaries,
    addShard,
    addTexts,
    takeApart,
    putTogether,
    findShard,
    readPostings,
    isKnown,
    listBeginning,
    listComparable,
    listNearest,
  };
})();
