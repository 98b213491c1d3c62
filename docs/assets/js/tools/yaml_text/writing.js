// Writes texts, lists and parts of a record as YAML, as the records have them: plain where that is safe,
// prose in folded blocks, short words in brackets.
handbook.yamlText = handbook.yamlText || {};
handbook.yamlText.writing = (() => {
  "use strict";

  const WIDTH = 110; // Of a line, as far as its words allow.
  const STEP = 2;
  const PLAIN = /^[\p{L}\p{N}(](?:[^\n\t\\]*[^\s:\\])?$/u;
  const NOT_PLAIN = /: | #|^(?:true|false|null|yes|no|on|off|y|n|~)$/i;
  const WORD = /^[A-Za-z0-9][A-Za-z0-9/.-]*$/;
  const HAS_CONTROL =
    /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff\u00ad\u200b-\u200f\u202a-\u202e]/;
  const ODD_SPACE = /^\s|\s$|\n[^\S\n]|[^\S\n]\n/;

  function isPlain(text, isInFlow) {
    return PLAIN.test(text) && !NOT_PLAIN.test(text) && !(isInFlow && /[,[\]{}]/.test(text));
  }

  function quote(text) {
    const escape = (sign) =>
      sign === "\n" ? "\\n" : "\\u" + sign.charCodeAt(0).toString(16).padStart(4, "0");
    return (
      '"'
      + text.replace(/[\\"]/g, "\\$&").replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff]/g, escape)
      + '"'
    );
  }

  /** Words in lines of at most so many characters; a break stands only where there is one space. */
  function wrap(text, width) {
    const lines = [];
    let line = "";
    text.split(/(?<=\S) (?=\S)/).forEach((word, place) => {
      if (place && line.length + 1 + word.length > width) {
        lines.push(line);
        line = word;
      } else line = place ? line + " " + word : word;
    });
    return [...lines, line];
  }

  /** A paragraph in lines, with those of `before` that still hold the same words at its two ends. */
  function rewrap(text, before, width) {
    const first = [],
      last = [];
    let rest = text;
    for (const line of before) {
      if (rest !== line && !rest.startsWith(line + " ")) break;
      first.push(line);
      rest = rest.slice(line.length + 1);
    }
    for (const line of before.slice(first.length).reverse()) {
      if (!rest.endsWith(" " + line)) break;
      last.unshift(line);
      rest = rest.slice(0, -line.length - 1);
    }
    const all = [...first, ...(rest ? wrap(rest, width) : []), ...last];
    return all.join(" ") === text ? all : wrap(text, width);
  }

  /** Paragraphs as the lines of a folded block; those that are as they were `before` (a list of paragraphs,
      each a list of lines) stay in their lines. */
  function foldLines(text, before, width) {
    const paragraphs = text.split("\n\n"),
      isSame = (place, from) => before[from] && before[from].join(" ") === paragraphs[place];
    let head = 0,
      tail = 0;
    while (head < paragraphs.length && isSame(head, head)) head += 1;
    const most = Math.min(paragraphs.length, before.length) - head;
    while (tail < most && isSame(paragraphs.length - 1 - tail, before.length - 1 - tail)) tail += 1;
    return paragraphs.flatMap((paragraph, place) => {
      const from = place < paragraphs.length - tail ? place : place - paragraphs.length + before.length,
        isNew = place >= head && place < paragraphs.length - tail && place >= before.length - tail,
        lines = rewrap(paragraph, (!isNew && before[from]) || [], width);
      return place ? ["", ...lines] : lines;
    });
  }

  /** Whether a text can stand in a block of lines. */
  function fitsBlock(text) {
    return Boolean(text) && !HAS_CONTROL.test(text) && !ODD_SPACE.test(text) && !/\n{3}/.test(text);
  }

  /** How a text is best written behind a key or dash, of which `column` characters stand before it on its
      line. indent: of the lines below. `style`: that it had, and `before`: the lines that it had, in
      paragraphs. */
  function writeText(text, { column, indent, style = "", isProse = false, before = [] }) {
    if (text === null) return "";
    const pad = " ".repeat(indent),
      width = WIDTH - indent,
      block = (head, lines) => head + lines.map((line) => "\n" + (line && pad + line)).join("");
    const isOneLine = !text.includes("\n"),
      isShort = column + text.length + 1 <= WIDTH;
    const isFolded = !/(?:^|[^\n])\n(?!\n)/.test(text),
      isBlock = fitsBlock(text);
    if (isBlock && style === "|") return block("|-", text.split("\n"));
    const wantsFold = style === ">" || (!isOneLine && isFolded) || (isProse && !isShort);
    if (isBlock && isFolded && wantsFold) return block(">-", foldLines(text, before, width));
    if (isBlock && !isOneLine) return block("|-", text.split("\n"));
    if (isOneLine && style !== '"' && isPlain(text, false)) {
      if (isShort || !isBlock || !before.length) return text;
      const lines = rewrap(text, before.flat(), width);
      if (!lines.slice(1).some((line) => /^[-?:#&*!|>%@`"'[\]{},]/.test(line))) return lines.join("\n" + pad);
    }
    return quote(text);
  }

  /** A text in brackets. */
  function writeInFlow(value) {
    if (value === null) return "null";
    if (Array.isArray(value)) return "[" + value.map(writeInFlow).join(", ") + "]";
    if (typeof value === "object")
      return (
        "{"
        + Object.entries(value)
          .map(([key, inner]) => key + ": " + writeInFlow(inner))
          .join(", ")
        + "}"
      );
    return isPlain(value, true) ? value : quote(value);
  }

  /** What stands behind a key of a mapping whose keys begin at `indent`. */
  function writeBehindKey(key, value, indent) {
    if (typeof value !== "object" || value === null) {
      const text = writeText(value, {
        column: indent + key.length + 2,
        indent: indent + STEP,
        isProse: true,
      });
      return text && " " + text;
    }
    if (!Array.isArray(value)) return "\n" + " ".repeat(indent + STEP) + writeBlock(value, indent + STEP);
    const inFlow = writeInFlow(value);
    const isShort = indent + key.length + 2 + inFlow.length <= WIDTH,
      areWords = value.every((item) => typeof item === "string" && WORD.test(item));
    if (areWords && isShort) return " " + inFlow;
    return "\n" + " ".repeat(indent + STEP) + writeBlock(value, indent + STEP);
  }

  function writeEntry(key, value, indent) {
    return key + ":" + writeBehindKey(key, value, indent);
  }

  /** A list or a part in lines of its own; its first line has its indent already. */
  function writeBlock(value, indent) {
    const pad = "\n" + " ".repeat(indent);
    if (Array.isArray(value)) return value.map((item) => writeItem(item, indent)).join(pad);
    return Object.entries(value)
      .map(([key, inner]) => writeEntry(key, inner, indent))
      .join(pad);
  }

  /** One item of a list whose dashes stand at `indent`. */
  function writeItem(item, indent) {
    if (item && typeof item === "object" && Object.keys(item).length) {
      return "- " + (Array.isArray(item) ? writeInFlow(item) : writeBlock(item, indent + STEP));
    }
    if (item && typeof item === "object") return "- " + (Array.isArray(item) ? "[]" : "{}");
    const text = writeText(item, { column: indent + 2, indent: indent + STEP });
    return text ? "- " + text : "-";
  }

  return { WIDTH, writeText, writeInFlow, writeEntry, writeItem, writeBlock };
})();
