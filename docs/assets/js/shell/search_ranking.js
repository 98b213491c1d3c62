// What the search asks the index for, and which of the pages it gives come first. Knows no page and no
// worker.
(() => {
  "use strict";

  const { shell } = window.handbook;
  const { plain } = shell.words;
  const { COMMON, isBeginning, textOf, read, tellingOf } = shell.searchWords;
  const MOST_WEIGHED = 120; // Of what the index finds: many more than are shown, since its order is not ours.
  const MOST_SOUGHT = 40; // Words: many more than are typed, and few enough for what is pasted.

  /** The beginning that the forms of a word share: "negotiating", "negotiation" and "negotiates" begin with
      "negotiat". */
  function stem(word) {
    const cut = word.replace(/(ies|ied)$/, "y").replace(/(ings?|ions?|ers?|ed|es|s|e)$/, "");
    return cut.length >= 4 ? cut : word.replace(/s$/, "");
  }

  // ---- The question, in the worker's language (lunr 2). `word^10`: just so; bare: as the beginning of a
  // word, while it is being typed, or of its forms; `~1`, `~2`: with a letter or two wrong.

  /** The words of the index that are read so, just so. */
  function justSo(word, { forms }) {
    return Array.from(forms.get(word) || [], (form) => form + "^10");
  }

  /** The ways one word is asked for. Just so and no other way: a number, a code or a year, since the worker
      mixes up words that begin alike and go on with digits; and a word of two letters that is not being
      typed. A word that is nowhere in the handbook: with letters wrong, unless it is longer than any real
      one, for that takes the worker minutes. */
  function askedFor(word, isLast, vocabulary) {
    const exact = justSo(word, vocabulary);
    if (/\p{N}/u.test(word) || (word.length < 3 && !isLast)) return exact;
    if (exact.length || isBeginning(word, vocabulary)) return [...exact, word, stem(word)];
    const isLikeOne = /^[a-z]{4,24}$/.test(word) && !COMMON.has(word);
    if (!isLikeOne) return [];
    return word.length > 8 ? [word + "~1", word + "~2"] : [word + "~1"];
  }

  /** What was typed → {words, telling, sought, query}: its words, those that say something, of these the
      first, which are asked for, and the query. */
  function question(text, vocabulary) {
    const words = read(text, vocabulary),
      telling = tellingOf(words),
      sought = telling.slice(0, MOST_SOUGHT);
    const pairs = words.slice(1, MOST_SOUGHT).map((word, at) => words[at] + word);
    const asOne = pairs.filter((pair) => /^\p{L}+$/u.test(pair)).flatMap((pair) => justSo(pair, vocabulary));
    const last = words[words.length - 1];
    const terms = new Set([...sought.flatMap((word) => askedFor(word, word === last, vocabulary)), ...asOne]);
    return { words, telling, sought, query: Array.from(terms).join(" ") };
  }

  // ---- The order. The worker weighs words one by one. A reader who types a whole title, or a name that a
  // page is known by, wants that page first; after that, pages whose title, names and text hold most of what
  // was typed.

  /** A title without the code before it and the framework after it: "3.1 Planning (MLCF)" → "Planning". */
  function nameOf(title) {
    const name = title.replace(/\s+\([^()]*\)$/, ""),
      code = name === title ? /^[A-Z]*[0-9][0-9.a-z]*\s+/ : /^([A-Z]{1,2}|[A-Z]*[0-9][0-9.a-z]*)\s+/;
    return name.replace(code, "");
  }

  /** The entries of the index → a function that gives of a location what an entry is weighed by: its title,
      its title without code and framework and the names it is known by, read as what is typed is read; and
      the words of its text. */
  function readerOf(docs, vocabulary) {
    const entries = new Map(docs.map((entry) => [entry.location, entry])),
      ready = new Map();
    const key = (text) => read(text, vocabulary).join(" ");
    function weighed({ title, text, tags = [] }) {
      const words = plain(textOf(text)).match(/[\p{L}\p{N}]+/gu) || [];
      const names = tags.map((tag) => key(textOf(tag)));
      return { title: key(textOf(title)), name: key(nameOf(textOf(title))), names, text: words.join(" ") };
    }
    return (location) => {
      if (!ready.has(location)) ready.set(location, weighed(entries.get(location)));
      return ready.get(location);
    };
  }

  /** How far what was typed is the whole of a title or name: 1000 for the title, 900 for the title without
      code and framework, 100 for a name that the page is known by, else 0. */
  function wholeWeight({ title, name, names }, typed) {
    if (title === typed) return 1000;
    if (name === typed) return 900;
    return names.includes(typed) ? 100 : 0;
  }

  /** How far one entry answers: `wholeWeight`; and for each stem 5 where it begins a word of the title, 4 of
      a name, 1 of the text, and 9 more where one name holds all the stems, if there are two or more. */
  function weight(entry, typed, stems) {
    const holds = (text, beginning) => (" " + text).includes(" " + beginning);
    const places = [
      [entry.title, 5],
      [entry.names.join(" "), 4],
      [entry.text, 1],
    ];
    const isNamed =
      stems.length > 1 && entry.names.some((name) => stems.every((beginning) => holds(name, beginning)));
    const inPlaces = stems.map(
      (beginning) => (places.find(([text]) => holds(text, beginning)) || ["", 0])[1],
    );
    return inPlaces.reduce(
      (sum, points) => sum + points,
      wholeWeight(entry, typed) + (isNamed ? 9 * stems.length : 0),
    );
  }

  /** The pages found, the best first, at most MOST_WEIGHED. Parts of a page count for the page, a little less
      than the page itself; where there are several, those whose title was typed come first. `reader`: of
      `readerOf`. */
  function ordered(pages, { words, sought }, reader) {
    const typed = words.join(" "),
      stems = sought.map(stem);
    const weightOf = ({ location }) =>
      weight(reader(location), typed, stems) - (location.includes("#") ? 0.5 : 0);
    const weights = new Map(
      pages.slice(0, MOST_WEIGHED).map((entries) => [entries, Math.max(...entries.map(weightOf))]),
    );
    const isTyped = ({ location }) => Number(wholeWeight(reader(location), typed) >= 900);
    pages.forEach((entries) => entries.sort((a, b) => isTyped(b) - isTyped(a)));
    return Array.from(weights.keys()).sort((a, b) => weights.get(b) - weights.get(a));
  }

  shell.searchRanking = { question, readerOf, ordered };
})();
