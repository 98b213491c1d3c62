// Codes of frameworks, such as "mlcf/1.1": they are looked up and not searched for, since the order of their
// numbers and the signs between them are what they say. Knows no page.
(() => {
  "use strict";

  const { handbook } = window;
  const { plain } = handbook.shell.words;
  const ADDRESS = /^frameworks\/([^/#]+?)\/([a-z0-9][a-z0-9.-]*?)(?:\/|\.html)$/;
  const FRAMEWORK = /^frameworks\/([^/#]+?)(?:\/|\.html)$/;
  const LONGEST = 200; // Characters that are read for a code. No title is as long.
  // What people call a part of a framework, and little words that they type with it.
  const PARTS = new Set(
    (
      "capability code competence competences competencies competency criterion dimension domain element "
      + "framework item standard"
    ).split(" "),
  );
  const LITTLE = new Set("and in is of the what whats".split(" "));

  function wordsOf(text) {
    return plain(text).match(/[\p{L}\p{N}]+/gu) || [];
  }

  /** A code → what finds it in plain text: "5.a" also in "5a", "5 a" and "gpc5.a". What stands before it and
      is no part of it is in the first group. */
  function patternOf(code) {
    const runs = plain(code).match(/[a-z]+|[0-9]+/g);
    const between = (run, at) =>
      /[0-9]/.test(run) && /[0-9]/.test(runs[at + 1]) ? "[^a-z0-9]+" : "[^a-z0-9]*";
    const signs = runs.map((run, at) => run + (at + 1 < runs.length ? between(run, at) : ""));
    const before = /^[0-9]/.test(runs[0]) ? "(^|.*?[^0-9])" : "(^|.*?[^a-z0-9])";
    return { pattern: new RegExp(`${before}${signs.join("")}(?![a-z0-9])`, "s"), runs: runs.length };
  }

  /** The entries of the index → those of items and domains, with what finds their code and the names of their
      framework: its id, its title and its abbreviation. */
  function listCoded(entries) {
    const titles = new Map();
    for (const { address, title } of entries) {
      const [, framework] = address.match(FRAMEWORK) || [];
      if (framework) titles.set(framework, title);
    }
    return entries.flatMap((entry) => {
      const [, framework, code] = entry.address.match(ADDRESS) || [];
      if (!code || entry.kind !== "item") return [];
      const names = [entry.place, framework, titles.get(framework) || ""].map(wordsOf);
      return [
        {
          entry,
          words: [wordsOf(entry.title.replace(/^\S*\s*/, "")), ...names].flat(),
          names: names.filter((name) => name.length).map((name) => name.join(" ")),
          isLetter: code.length === 1 && !/[0-9]/.test(code),
          ...patternOf(code),
        },
      ];
    });
  }

  /** Whether what stands beside a code may be about this item. A single letter may be many a thing: beside it
      has to be a word of the item itself, or nothing. */
  function fits(beside, { words, isLetter }) {
    const begins = (word) => /^\p{L}{2}/u.test(word) && words.some((other) => other.startsWith(word));
    const isFitting = (word) => words.includes(word) || PARTS.has(word) || LITTLE.has(word) || begins(word);
    const isNear = (word) => words.includes(word) && !LITTLE.has(word);
    return beside.every(isFitting) && (!isLetter || !beside.length || beside.some(isNear));
  }

  /** Plain text and an item → {item, isNamed} where it has the item's code and nothing that speaks of
      something else, else nothing. */
  function hit(text, item) {
    const [all, before] = text.match(item.pattern) || [];
    if (all === undefined) return [];
    const beside = wordsOf(before + " " + text.slice(all.length));
    return fits(beside, item) ? [{ item, isNamed: item.names.includes(beside.join(" ")) }] : [];
  }

  /** What was typed, and what `listCoded` gave → the entries whose code it is, and whose framework, where one
      is named; of several frameworks with the code the core one comes first, as in the index. */
  function find(typed, coded) {
    const text = plain(typed).slice(0, LONGEST + 1);
    if (text.length > LONGEST) return [];
    const hits = coded.flatMap((item) => hit(text, item)),
      most = Math.max(0, ...hits.map(({ item }) => item.runs));
    return hits
      .filter(({ item }) => item.runs === most)
      .sort((a, b) => Number(b.isNamed) - Number(a.isNamed))
      .map(({ item }) => item.entry);
  }

  handbook.search.codes = { listCoded, find };
})();
