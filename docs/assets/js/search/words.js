// The words of what is typed, and how two words are the same: folded, in British spelling, by their stem, or
// with letters wrong. Knows no page and no index. macros/search/words.py splits the handbook's texts alike.
(() => {
  "use strict";

  const { handbook } = window;
  const { plain } = handbook.shell.words;
  handbook.search = handbook.search || {};

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
    [/([^l])el(ed|ing)$/, "$1ell$2"],
  ];
  // Forms that no ending explains.
  const IRREGULAR = new Map(
    (
      "taught:teach spoke:speak spoken:speak ran:run led:lead felt:feel chose:choose chosen:choose "
      + "wrote:write written:write broke:break broken:break fell:fall fallen:fall won:win lost:lose "
      + "left:leave died:death dying:death dead:death die:death dies:death deaths:death children:child "
      + "women:woman men:man people:person persons:person paid:pay gave:give given:give took:take "
      + "taken:take hurt:harm analyses:analysis criteria:criterion diagnoses:diagnosis began:begin "
      + "begun:begin thought:think brought:bring built:build sent:send spent:spend met:meet kept:keep "
      + "news:news hid:hide hidden:hide"
    )
      .split(" ")
      .map((pair) => /** @type {[string, string]} */ (pair.split(":"))),
  );
  const FORMS = new Map(); // By stem: the irregular forms.
  IRREGULAR.forEach((key, form) => FORMS.set(key, [...(FORMS.get(key) || []), form]));
  // What the words that begin so have in common, where their endings would be taken for more: a mentor is not
  // mental, nor a consultation a consultant.
  const ROOTS = (
    "authorit career communicat communit consultation director informal mental mentor morale personalit "
    + "ration realist registrar relative student"
  ).split(" ");
  // The longest that fits is taken off.
  const ENDING = new RegExp(
    "(?:is(?:e|ed|er|ing|ation|ational|ion|or)|at(?:e|ed|ing|or)|[ai]tion(?:al)?|e?ments?|ingly|edly"
      + "|fulness|ness|[ai]bility|[ai]ble|[ae]nc[ey]|ship|ing|ed|ion(?:al)?|ity|ical(?:ly)?|ive|ful|ous|ist"
      + "|[ae]nt|er|or|al|ic|ly)$",
  );
  const SHORT = /(?:ing|ed)$/; // Behind words of three letters too.

  function british(word) {
    return BRITISH.reduce((spelling, [american, instead]) => spelling.replace(american, instead), word);
  }

  /** Text → its words, folded: "Lewin’s co‑design" → lewin, co, design, codesign. */
  function split(text) {
    const isPlain = /^[ -_a-~]*$/.test(text); // As most texts are; the signs of all languages take long.
    let folded = isPlain ? text.toLowerCase().replace(/&/g, " and ") : plain(text);
    if (folded.includes("'"))
      folded = folded
        .replace(/'s(?![\p{L}\p{N}])/gu, "")
        .replace(/'(?=(?:t|re|ve|ll|d|m)(?![\p{L}\p{N}]))/gu, "");
    const words = folded.match(isPlain ? /[a-z0-9]+(?:-[a-z0-9]+)*/g : /[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*/gu);
    return (words || []).flatMap((word) =>
      word.includes("-") ? [...word.split("-"), word.replace(/-/g, "")] : word,
    );
  }

  /** What was typed → its words in British spelling; those with a hyphen one by one alone. */
  function splitTyped(text) {
    return split(text.replace(/[\p{Pd}\u2212]/gu, " ")).map(british);
  }

  /** A word → what its forms have in common: "supervisors", "supervision" and "supervised" → "supervis". */
  function stem(word) {
    if (IRREGULAR.has(word)) return IRREGULAR.get(word);
    if (word.length < 4 || !/^[a-z]+$/.test(word)) return word;
    let rest = word
      .replace(/(ss|x|ch|sh)es$/, "$1")
      .replace(/ies$/, "y")
      .replace(/([^suiy])s$/, "$1");
    if (IRREGULAR.has(rest)) return IRREGULAR.get(rest);
    const root = ROOTS.find((beginning) => rest.startsWith(beginning));
    if (root) return root;
    for (let times = 0; times < 2; times += 1) {
      const isLong = (short, least) => short.length > least && /[aeiouy]/.test(short);
      const long = rest.replace(ENDING, ""),
        short = rest.replace(SHORT, "");
      if (long !== rest && isLong(long, 3)) rest = long;
      else if (short !== rest && isLong(short, 2)) rest = short;
      else break;
    }
    rest = rest.replace(/([bdfglmnprt])\1$/, "$1");
    return rest.length > 3 ? rest.replace(/[eyi]$/, "") : rest;
  }

  /** How many letters are wrong, missing, too many or exchanged between two words; more than `most` counts as
      `most` + 1. */
  function distance(one, other, most) {
    if (Math.abs(one.length - other.length) > most) return most + 1;
    let before = [];
    let above = Array.from({ length: other.length + 1 }, (_none, at) => at);
    for (let row = 1; row <= one.length; row += 1) {
      const line = [row];
      for (let at = 1; at <= other.length; at += 1) {
        const isSame = one[row - 1] === other[at - 1];
        line[at] = Math.min(above[at] + 1, line[at - 1] + 1, above[at - 1] + Number(!isSame));
        if (row > 1 && at > 1 && one[row - 1] === other[at - 2] && one[row - 2] === other[at - 1])
          line[at] = Math.min(line[at], before[at - 2] + 1);
      }
      if (Math.min(...line) > most) return most + 1;
      before = above;
      above = line;
    }
    return above[other.length];
  }

  /** A stem → the words in whose neighbourhood its forms stand by the alphabet. */
  function listForms(key) {
    const american = /^(?:p|h|gyn)ae/.test(key) ? [key.replace("ae", "e")] : [];
    return [key, ...(FORMS.get(key) || []), ...american];
  }

  handbook.search.words = { split, splitTyped, british, stem, listForms, distance };
})();
