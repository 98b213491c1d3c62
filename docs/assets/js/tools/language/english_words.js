// Which words that the tools show are those of the handbook's records. Records are in English; where the
// interface is not, their words say so with lang="en-GB", for a screen reader to say them rightly (WCAG
// 3.1.2). What a reader typed is in nobody knows which language, and says nothing. Only pages whose interface
// is not in English load this.
handbook.language = handbook.language || {};
handbook.language.englishWords = (() => {
  "use strict";

  // Keys and addresses, and what is in the interface's language.
  const OTHER = new Set(["id", "url", "kind", "how"]);
  let known = null,
    counted = null; // The texts of the records, and how many parts of the data they are from.

  /** Adds to `all` the texts in a part of the data. */
  function collect(part, all) {
    if (typeof part === "string") all.add(part);
    else
      Object.entries(part || {}).forEach(([key, value]) => {
        if (!OTHER.has(key)) collect(value, all);
      });
  }

  /** The texts of the records, and what the tools call levels, parts and items of a framework by.
      `translated` are those that are not in English.
      @param {HandbookData} data */
  function texts({ frameworks, records, pathways, crosswalks, prompts, translated }) {
    const english = new Set(),
      translations = new Set(["", ...(translated || [])]);
    const add = (...words) => {
      if (!words.some((word) => translations.has(word))) english.add(words.join(" "));
    };
    collect([frameworks, records, pathways, crosswalks, prompts], english);
    frameworks.forEach(({ label, title, rank, scale, domains, items }) => {
      add(title, "(" + label + ")");
      add(rank[0].toUpperCase() + rank.slice(1));
      scale.levels.forEach((level) => add(level.value, level.title));
      [...domains, ...items].forEach((part) => add(part.code, part.title));
      items.forEach((item) => add(label, ...[item.code, item.title].filter(Boolean)));
    });
    translations.forEach((text) => english.delete(text));
    return english;
  }

  function isRecord(words) {
    const count = handbook.page.data.count();
    if (!known || count !== counted) known = texts(handbook.data);
    counted = count;
    return known.has(words);
  }

  /** An element that is being made and what is to stand in it → what is to stand in it, with the language
      marked: on the element where all its words are a record's; not where its label, which is none, is shown
      before them. */
  function marked(made, inside) {
    const isSingle = inside.length === 1 && !made.dataset.label;
    if (isRecord(isSingle ? inside[0] : made.label)) made.setAttribute("lang", "en-GB");
    if (isSingle) return inside;
    return inside.map((child) => {
      if (!isRecord(child)) return child;
      const span = document.createElement("span");
      span.lang = "en-GB";
      span.append(child);
      return span;
    });
  }

  return { marked };
})();
