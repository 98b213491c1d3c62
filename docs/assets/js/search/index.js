// The index of the search as it comes in, file by file: who is named how, and which part of which page
// holds a word. Knows no page. What the files hold: docs/contribute/search.md.
(() => {
  "use strict";

  const { handbook } = window;
  const { split, splitTyped, british, stem, listForms, distance } = handbook.search.words;
  const VERSION = 2;
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
      names: new Map(), // By word: the names that hold it, as [entry, name].
      summaries: new Map(), // By word: the entries whose summary holds it.
      known: new Set(), // Every word that came.
      unread: new Map(), // By beginning: the known words whose stem nobody has asked for.
      words: new Map(), // By stem: the known words, as far as they are read.
      postings: new Map(), // By word, as they came.
      shards: new Map(), // By beginning: the words of each that came.
      headWords: [],
      compounds: new Map(), // By what they are as one word: what names write with hyphens.
      apart: new Map(), // How often names write a word so,
      solid: new Map(), // and how often as one word.
      texts: new Map(), // By entry.
      partOwners: [], // Of each part, the number of its entry;
      searchOwners: [], // and of each search.
      searchLengths: new Map(), // By search: how many words it has.
    };
    addEntries(index, head, 0);
    index.headWords = Array.from(index.known);
    return index;
  }

  /** The letters with which all forms of a word begin. */
  function beginningOf(word) {
    return word.slice(0, 2);
  }

  function addWord(index, word) {
    if (index.known.has(word)) return;
    index.known.add(word);
    addTo(index.unread, beginningOf(word), word);
  }

  /** A stem → the known words that have it. A word is given its stem when one is looked for that begins
      alike, since that takes more time than all else. */
  function listWords(index, key) {
    if (index.unread.size) {
      for (const form of listForms(key)) {
        const beginning = beginningOf(form);
        for (const word of index.unread.get(beginning) || []) addTo(index.words, stem(british(word)), word);
        index.unread.delete(beginning);
      }
    }
    return index.words.get(key) || [];
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
      for (let count = 0; count < data.searches[at]; count += 1) index.searchOwners.push(entry.number);
      [withoutCode(title, kind), ...names, ...(entry.place ? [`${entry.place} ${title}`] : [])].forEach(
        (name) => addName(index, entry, name),
      );
      index.entries[entry.number] = entry;
    });
  }

  function addName(index, entry, text) {
    const words = split(text),
      isApart = /\p{Pd}/u.test(text);
    words.forEach((word) => addWord(index, word));
    if (isApart) noteCompounds(index, text);
    else words.forEach((word) => index.solid.set(word, (index.solid.get(word) || 0) + 1));
    const telling = words.filter((word) => !index.common.has(word));
    const unique = new Set(telling.length ? telling : words);
    unique.forEach((word) => addTo(index.names, word, [entry, entry.names.length]));
    entry.names.push({ text, length: unique.size, count: isApart ? 0 : words.length, key: "" });
  }

  /** The key of a name: the stems of its words, by which what is typed may be the whole of it. */
  function readKey(name) {
    if (!name.key) name.key = splitTyped(name.text).map(stem).join(" ");
    return name.key;
  }

  /** Whether one of `keys`, which have `counts` words, is a name's. */
  function hasKey(name, { keys, counts }) {
    return (!name.count || counts.includes(name.count)) && keys.includes(readKey(name));
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
      new Set(split(summary)).forEach((word) => {
        addWord(index, word);
        addTo(index.summaries, word, entry);
      });
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

  /** Where a word stands → {parts, searches}: lists of [part, how much it is about the word, from 0 to 1],
      and of [search, how many words it has]. */
  function readPostings(index, word) {
    const postings = index.postings.get(word) || "";
    if (typeof postings !== "string") return postings;
    const [parts, searches] = postings.split("/").map(readPlaces);
    const places = {
      parts: parts.map(([part, value]) => [part, value / 10]),
      searches: searches || [],
    };
    index.postings.set(word, places);
    return places;
  }

  /** Postings of one sort → a list of [number, value from 1 to 10]. */
  function readPlaces(postings) {
    let number = -1;
    return Array.from(postings.matchAll(/([0-9a-z]+)([A-J])/g), ([, gap, letter]) => {
      number += parseInt(gap, 36);
      return [number, letter.charCodeAt(0) - 64];
    });
  }

  /** Whether a word, or another form of it, is in what came of the index. */
  function isKnown(index, word) {
    return listWords(index, stem(word)).length > 0;
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
    readKey,
    hasKey,
    listWords,
    isKnown,
    listBeginning,
    listComparable,
    listNearest,
  };
})();
