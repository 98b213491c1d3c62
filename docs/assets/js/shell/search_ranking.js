// How the search reads what was typed, and which of the pages found come first. Knows no page and no worker.
(() => {
  "use strict";

  const { shell } = window.handbook;
  const MOST_WEIGHED = 120; // Of what the index finds: many more than are shown, since its order is not ours.

  // ---- Words

  const SEPARATORS = /[\s\-,.:;()?!"“”‘’/^~*+]+/;

  // Common words, which say nothing of what a page is about.
  const COMMON = new Set(
    (
      "a about after also am an and are as at be because been before between by can cannot could did do "
      + "does doing done dont ever every for from get got had has have having he her here him his how i "
      + "if in into is it its just like long make many me more most much must my need never no not of on "
      + "one only or other ought our over really said same say she should so some such than that the "
      + "their them then there these they thing things this those through to too under us very want wants "
      + "was we well were what when where which while who whom why will with would you your"
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

  /** Text, word by word, without the signs that mean something to the worker's query language: people paste
      titles. */
  function wordsOf(text) {
    return text.toLowerCase().split(SEPARATORS).filter(Boolean);
  }

  function british(word) {
    return BRITISH.reduce(
      (spelling, [american, replacement]) => spelling.replace(american, replacement),
      word,
    );
  }

  /** The beginning that the forms of a word share: "negotiating", "negotiation" and "negotiates" begin with
      "negotiat". */
  function stem(word) {
    const cut = word.replace(/(ies|ied)$/, "y").replace(/(ings?|ions?|ers?|ed|es|s|e)$/, "");
    return cut.length >= 4 ? cut : word.replace(/s$/, "");
  }

  /** Letters and digits in lower case, without accents, between single spaces. */
  function fold(text) {
    return text
      .normalize("NFKD")
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, " ")
      .trim();
  }

  /** The worker's HTML without its tags, to be weighed and never shown. */
  function plain(html) {
    return (html || "").replace(/<[^>]*>/g, "");
  }

  // ---- The question

  /** Every word of the index, sorted. */
  function vocabularyOf(docs) {
    const texts = docs.map((doc) => [doc.title, doc.text].concat(doc.tags || []).join(" "));
    return Array.from(new Set(texts.flatMap(wordsOf))).sort();
  }

  /** Whether a word of the sorted vocabulary begins so. */
  function hasWord(vocabulary, beginning) {
    let low = 0,
      high = vocabulary.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (vocabulary[middle] < beginning) low = middle + 1;
      else high = middle;
    }
    return low < vocabulary.length && vocabulary[low].startsWith(beginning);
  }

  /** The ways one word is asked for. `^10`: just so; bare: as the beginning of a word, while it is being
      typed, or of its forms; `~1`, `~2`: with a letter or two wrong, for a word that is nowhere in the
      handbook. */
  function askedFor(word, isKnown) {
    const forms = Array.from(new Set([word, british(word)]));
    if (!isKnown && word.length > 3 && !COMMON.has(word)) {
      return forms.map((form) => form + "~1" + (form.length > 8 ? ` ${form}~2` : "")).join(" ");
    }
    return forms
      .map((form) => `${form}^10 ${form}` + (stem(form) !== form ? " " + stem(form) : ""))
      .join(" ");
  }

  /** The way a number, a code or a year is asked for: just so, and only where it is in the handbook. The
      worker (lunr 2) mixes up words that begin alike and go on with digits, finds some that are not there
      and stops at them: so nothing is asked for that only begins with a number or is like one. */
  function askedForNumber(word, vocabulary) {
    const number = word.replace(/^[^a-z0-9]+|[^a-z0-9]+$/g, "");
    return vocabulary.includes(word) || vocabulary.includes(number) ? number + "^10" : "";
  }

  /** What was typed → a query in the worker's language. */
  function queryOf(text, vocabulary) {
    const isKnown = (word) => hasWord(vocabulary, word) || hasWord(vocabulary, british(word));
    return wordsOf(text)
      .map((word) => (/[0-9]/.test(word) ? askedForNumber(word, vocabulary) : askedFor(word, isKnown(word))))
      .filter(Boolean)
      .join(" ");
  }

  // ---- The order. The worker weighs words one by one. A reader who types a whole title, or a name that a
  // page is known by, wants that page first; after that, pages whose title, names and text hold most of what
  // was typed.

  /** Whether `typed` is the title. A title may carry a code before it and its framework after it: "3.1
      Planning (MLCF)" is called "Planning". */
  function isTitle(title, typed) {
    const name = title.replace(/^[A-Z]*[0-9][0-9.]*\s+/, "").replace(/\s+\([^)]*\)$/, "");
    return [title, name].map(fold).includes(fold(typed));
  }

  /** How far what was typed is the whole of a title or name: 1000 for the title, 900 for the title without
      code and framework, 100 for a name that the page is known by, else 0. */
  function wholeWeight(title, names, typed) {
    if (fold(title) === fold(typed)) return 1000;
    if (isTitle(title, typed)) return 900;
    const inBritish = fold(wordsOf(typed).map(british).join(" "));
    return names.includes(fold(typed)) || names.includes(inBritish) ? 100 : 0;
  }

  /** How far one entry answers: `wholeWeight`; and for each stem 5 where it begins a word of the title, 4 of
      a name, 1 of the text, and 9 more where one name holds all the stems, if there are two or more. */
  function weight(entry, typed, stems) {
    const title = plain(entry.title);
    const names = [].concat(entry.tags || []).map((tag) => fold(plain(tag)));
    const holds = (text, beginning) => (" " + text).includes(" " + beginning);
    const places = [
      [fold(title), 5],
      [names.join(" "), 4],
      [fold(plain(entry.text)), 1],
    ];
    const isNamed =
      stems.length > 1 && names.some((name) => stems.every((beginning) => holds(name, beginning)));
    const inPlaces = stems.map(
      (beginning) => (places.find(([text]) => holds(text, beginning)) || ["", 0])[1],
    );
    return inPlaces.reduce(
      (sum, points) => sum + points,
      wholeWeight(title, names, typed) + (isNamed ? 9 * stems.length : 0),
    );
  }

  /** The pages found, the best first, at most MOST_WEIGHED. Parts of a page count for the page, a little less
      than the page itself; where there are several, those whose title was typed come first. */
  function ordered(pages, typed) {
    const words = wordsOf(typed),
      telling = words.filter((word) => !COMMON.has(word));
    const stems = (telling.length ? telling : words).map((word) => stem(british(word)));
    const weightOf = (entry) => weight(entry, typed, stems) - (entry.location.includes("#") ? 0.5 : 0);
    const weights = new Map(
      pages.slice(0, MOST_WEIGHED).map((entries) => [entries, Math.max(...entries.map(weightOf))]),
    );
    const isTyped = (entry) => Number(isTitle(plain(entry.title), typed));
    pages.forEach((entries) => entries.sort((a, b) => isTyped(b) - isTyped(a)));
    return Array.from(weights.keys()).sort((a, b) => weights.get(b) - weights.get(a));
  }

  shell.searchRanking = { vocabularyOf, queryOf, ordered };
})();
