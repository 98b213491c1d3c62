// What no text of a record may hold: HTML, calls of macros and, in a line, links. The check knows more of
// markup.
handbook.recordRules = handbook.recordRules || {};
handbook.recordRules.marks = (() => {
  "use strict";

  const { show } = handbook.recordRules.judging;
  const CALL = /\{[{%#]/,
    HTML = /<(?:!--|[/!?]?[a-zA-Z])[^>]*>?/,
    AUTOLINK = /^<(?:https?:\/\/|mailto:|[^\s<>@]+@)[^\s<>]*>$/;
  const REFERENCE_NUMBER = /(?<![\]!\\])\[\d{1,3}(?:[,\u2013-] ?\d{1,3})*\](?![([:])/;
  const QUOTATION = /\{\{\s*(?:finding|dated)\b[^{}]*\}\}/g; // Of a figure that stands elsewhere.
  const NAMES = ["title", "plural", "abbreviation", "keywords", "aliases", "term", "also", "symbol"];

  function cut(text) {
    return show(text, 42);
  }

  function* judgeText(field, written) {
    const text = NAMES.includes(field.name) ? written : written.replace(QUOTATION, "so"),
      call = CALL.exec(text),
      tag = HTML.exec(text);
    if (call)
      yield [
        "holds '" + call[0] + "', with which a macro call begins",
        "write plain words; only pages in docs call macros",
      ];
    if (tag && AUTOLINK.test(tag[0]))
      yield [
        "holds " + cut(tag[0]) + ", which does not become a link",
        "write [words](address), with the address between the round brackets",
      ];
    else if (tag)
      yield [
        "holds HTML ('" + Array.from(tag[0]).slice(0, 40).join("") + "')",
        "write plain words; emphasis is *so*, a link is [words](id or address)",
      ];
    const number = text.includes("`") ? null : REFERENCE_NUMBER.exec(text);
    if (number)
      yield [
        "holds '" + number[0] + "', which readers see as it is",
        "name the author or the year in words, and put the source's id under 'sources'",
      ];
    const link = field.type === "line" ? text.indexOf("](") : -1;
    if (link >= 0)
      yield [
        "holds a link ("
          + cut(text.slice(Math.max(0, link - 20), link + 22))
          + "), and a line is shown as it is written",
        "write the words alone, and link in prose",
      ];
  }

  function judgeValue(field, value, route) {
    if (value === null || value === undefined) return [];
    if (field.type === "part") return judgePart(field.of, value, route);
    if (field.type !== "line" && field.type !== "prose") return [];
    return Array.from(judgeText(field, value), ([wrong, right]) => ({ route, wrong, right }));
  }

  /** A part of a model → what its texts hold that they may not. @returns {RecordFault[]} */
  function judgePart(model, data, route = []) {
    return handbook.editing.parts[model].flatMap((field) => {
      const value = data[field.name],
        place = [...route, field.name];
      return field.many
        ? (value || []).flatMap((item, at) => judgeValue(field, item, [...place, at]))
        : judgeValue(field, value, place);
    });
  }

  return { judgePart };
})();
