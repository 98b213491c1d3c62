// Codes of frameworks, such as "mlcf/1.1": they are looked up and not searched for, since the order of their
// numbers and the signs between them are what they say. Knows no page and no worker.
(() => {
  "use strict";

  const { shell } = window.handbook;
  const { plain } = shell.words;
  const { textOf } = shell.searchWords;
  const ITEM = /^frameworks\/([^/#]+)\/([a-z0-9][a-z0-9.-]*?)(?:\/|\.html)$/;
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
      framework: its id, its title, and what stands in brackets after the title of an item. */
  function codedOf(docs) {
    const titles = new Map();
    for (const { location, title } of docs) {
      const [, framework] = location.match(FRAMEWORK) || [];
      if (framework) titles.set(framework, textOf(title));
    }
    return docs.flatMap((entry) => {
      const [, framework, code] = entry.location.match(ITEM) || [];
      if (!code) return [];
      const [, title, label = ""] = textOf(entry.title).match(/^\S*\s*(.*?)(?:\(([^()]*)\))?$/);
      const names = [label, framework, titles.get(framework) || ""].map(wordsOf);
      const words = [wordsOf(title), ...names].flat();
      return [
        {
          entry,
          words,
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

  /** What was typed, and what `codedOf` gave → the entries whose code it is, and whose framework, where one
      is named: those first of whose framework the very name was typed. */
  function find(typed, coded) {
    const text = plain(typed);
    if (text.length > LONGEST) return [];
    const hits = coded.flatMap((item) => hit(text, item)),
      most = Math.max(0, ...hits.map(({ item }) => item.runs));
    return hits
      .filter(({ item }) => item.runs === most)
      .sort((a, b) => Number(b.isNamed) - Number(a.isNamed))
      .map(({ item }) => item.entry);
  }

  shell.searchCodes = { codedOf, find };
})();
