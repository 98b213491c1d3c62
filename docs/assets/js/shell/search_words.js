// How the search reads what was typed: two ways of writing one word become one. Knows no page and no worker.
(() => {
  "use strict";

  const { shell } = window.handbook;
  const { plain } = shell.words;
  const LETTERS_OR_DIGITS = /[\p{L}\p{N}]+/gu,
    IN_LETTERS = /^\p{L}+$/u;

  // Common words, which say nothing of what a page is about.
  const COMMON = new Set(
    (
      "a about after also am an and are as at be because been before between by can cannot cant could "
      + "did didnt do does doesnt doing done dont ever every for from get got had has have having he her "
      + "here him his how i id if ill im in into is isnt it its ive just like long make many me more "
      + "most much must my need never no not of on one only or other ought our over really said same say "
      + "she should so some such than that the their them then there these they theyre thing things this "
      + "those through to too under us very want wants was we well were weve what when where which while "
      + "who whom whos why will with wont would you your youre"
    ).split(" "),
  );

  // American spellings, turned British: the handbook is written in British English.
  const BRITISH = [
    [/iz(e|es|ed|er|ing|ation|ations|ational)$/, "is$1"],
    [/yz(e|es|ed|ing)$/, "ys$1"],
    [/^(behavi|lab|fav|hon|endeav|neighb|col|hum)or/, "$1our"],
    [/^center/, "centre"],
    [/^program(s?)$/, "programme$1"],
    [/^fulfill/, "fulfil"],
    [/^judgment/, "judgement"],
    [/^license/, "licence"],
    [/^(an)esth/, "$1aesth"],
    [/^(p)ediatr/, "$1aediatr"],
    [/^(orthop)ed/, "$1aed"],
    [/^(gyn)ec/, "$1aec"],
    [/^(h)em(o|a)/, "$1aem$2"],
    [/^counsel(or|ing)/, "counsell$1"],
    [/el(ed|ing)$/, "ell$1"],
  ];

  function british(word) {
    return BRITISH.reduce(
      (spelling, [american, replacement]) => spelling.replace(american, replacement),
      word,
    );
  }

  /** Text → its words in British letters and digits: "Lewin’s R&D" → lewin, r, and, d. */
  function wordsOf(text) {
    const words = plain(text)
      .replace(/'s(?![\p{L}\p{N}])/gu, "")
      .replace(/'(?=(t|re|ve|ll|d|m)(?![\p{L}\p{N}]))/gu, "");
    return (words.match(LETTERS_OR_DIGITS) || []).map(british);
  }

  /** The index's HTML without its tags, to be read and never shown. */
  function textOf(html) {
    return (html || "")
      .replace(/<[^>]*>/g, " ")
      .replace(/&amp;/g, "&")
      .replace(/&#?\w+;/g, " ");
  }

  // ---- The words of the index

  function add(counts, key) {
    counts.set(key, (counts.get(key) || 0) + 1);
  }

  /** Every word of a text with an apostrophe or hyphens in it → that as one word, with its words: "codesign"
      and co, design; "lewins" and lewin. */
  function compoundsOf(text) {
    const compounds = plain(text).match(/[\p{L}\p{N}]+(?:['-][\p{L}\p{N}]+)+/gu) || [];
    return compounds.map((compound) => [british(compound.replace(/['-]/g, "")), wordsOf(compound)]);
  }

  /** Texts, and what parts their words → how often each word is read, and the ways it is written. */
  function countWords(texts, separator) {
    const keys = new Map(),
      written = new Map(),
      counts = new Map();
    for (const text of texts) {
      for (const word of text.toLowerCase().split(separator)) {
        if (!keys.has(word)) keys.set(word, wordsOf(word)[0]);
        const key = keys.get(word);
        if (!key) continue;
        if (!written.has(key)) written.set(key, new Set());
        written.get(key).add(word);
        add(counts, key);
      }
    }
    return { written, counts };
  }

  /** Texts, and how often each word is in them → what they write as several words at least as often as as
      one. */
  function findCompounds(texts, counts) {
    const parted = new Map(),
      parts = new Map();
    for (const [solid, words] of texts.flatMap(compoundsOf)) {
      add(parted, solid);
      parts.set(solid, words);
    }
    const isParted = ([solid]) => !COMMON.has(solid) && parted.get(solid) >= (counts.get(solid) || 0);
    return new Map(Array.from(parts).filter(isParted));
  }

  /** The entries of the index, and what parts its words → `written`, its words by how they are read; `forms`,
      the same with singular and plural under one word; `compounds`, what it writes as several words, by how
      they would be as one; and `beginnings`, all words, sorted. */
  function vocabularyOf(docs, separator) {
    const all = docs.flatMap((doc) => [doc.title, doc.text].concat(doc.tags || [])),
      texts = Array.from(new Set(all.map(textOf)));
    const { written, counts } = countWords(texts, separator),
      forms = new Map();
    for (const [key, words] of written) {
      const one = inNumber(key, { written });
      forms.set(one, new Set([...(forms.get(one) || []), ...words]));
    }
    const beginnings = Array.from(written.keys()).sort();
    return { written, forms, compounds: findCompounds(texts, counts), beginnings };
  }

  /** Whether a word of the index begins so. */
  function isBeginning(beginning, { beginnings }) {
    let low = 0,
      high = beginnings.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (beginnings[middle] < beginning) low = middle + 1;
      else high = middle;
    }
    return low < beginnings.length && beginnings[low].startsWith(beginning);
  }

  // ---- What was typed

  /** A word → its singular, or else its plural, where the index has that: so both find the same. */
  function inNumber(word, { written }) {
    if (!IN_LETTERS.test(word) || COMMON.has(word)) return word;
    const singulars = [
      word.replace(/ies$/, "y"),
      word.replace(/(ss|x|z|ch|sh)es$/, "$1"),
      word.replace(/([^su])s$/, "$1"),
    ];
    const singular = word !== "news" && singulars.find((other) => other !== word && written.has(other));
    if (singular) return singular;
    return !written.has(word) && written.has(word + "s") ? word + "s" : word;
  }

  /** Words, of which two that the index writes as one become one. */
  function joined(words, { written, compounds }) {
    const list = [];
    for (let at = 0; at < words.length; at += 1) {
      const both = words[at] + words[at + 1];
      const isOne =
        at + 1 < words.length
        && IN_LETTERS.test(both)
        && !COMMON.has(words[at])
        && written.has(both)
        && !compounds.has(both);
      list.push(isOne ? both : words[at]);
      if (isOne) at += 1;
    }
    return list;
  }

  /** Text → its words, so that two ways of writing the same give the same words. */
  function read(text, vocabulary) {
    const apart = wordsOf(text).flatMap((word) => vocabulary.compounds.get(word) || [word]);
    return joined(apart, vocabulary)
      .filter((word) => word !== "s")
      .map((word) => inNumber(word, vocabulary));
  }

  /** Of words those that say what is looked for, each once. Where all are common, all. */
  function tellingOf(words) {
    const telling = words.filter((word) => !COMMON.has(word) && /..|\p{N}/u.test(word));
    return Array.from(new Set(telling.length ? telling : words.filter((word) => word.length > 1)));
  }

  shell.searchWords = { COMMON, vocabularyOf, isBeginning, textOf, read, tellingOf };
})();
