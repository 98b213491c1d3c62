// The small Markdown of prose: paragraphs, lists, emphasis, code and links. It is read into plain data,
// and what is no safe markup stays text.
/**
 * A piece of a text: its words, or an element of the page with what stands in it.
 *
 * @typedef {string | { name: "p" | "ul" | "ol" | "li" | "em" | "strong" | "code" | "a", href?: string,
 *   start?: number,
 *   inside: ProsePiece[] }} ProsePiece
 */
handbook.recordRules = handbook.recordRules || {};
handbook.recordRules.prose = (() => {
  "use strict";

  const ID = /^[A-Za-z0-9]+(?:[._-]+[A-Za-z0-9]+)*(?:\/[A-Za-z0-9]+(?:[._-]+[A-Za-z0-9]+)*)?$/;
  const ADDRESS = /^(?:https?:\/\/[^\s<>"'/?#@\\]+(?:[/?#][^\s<>"']*)?|mailto:[^\s<>"'@]+@[^\s<>"'@]+)$/i;
  const MARKER = /^( {0,3})(?:([-+*])|(\d{1,9})[.)])(?: +(?=\S)|$)/;
  const PUNCTUATION = /[!-\/:-@[-\x60{-~]/,
    TICKS = /^\x60+/;
  const LINK = /^\[((?:[^[\]\\]|\\.)*)\]\(([^()\s]*)\)/;

  /** Whether a sign can begin (or end) emphasis between these two characters. */
  function isFlanking(before, after) {
    if (!after || /\s/.test(after)) return false;
    return !/[\p{P}\p{S}]/u.test(after) || !before || /[\s\p{P}\p{S}]/u.test(before);
  }

  /** Where the emphasis ends that begins at `at` with the sign `mark`; -1 where it does not. */
  function findEnd(text, at, mark) {
    const sign = mark[0];
    for (let to = at + mark.length; to < text.length; to += 1) {
      if (text[to] === "\\") to += 1;
      else if (text[to] === sign) {
        let run = 1;
        while (text[to + run] === sign) run += 1;
        const closes =
          isFlanking(text[to + run], text[to - 1]) && (sign === "*" || !/\w/.test(text[to + run] || " "));
        if (closes && to > at + mark.length - 1 && (run === mark.length || run === 3))
          return run === 3 ? to + 3 - mark.length : to;
        to += run - 1;
      }
    }
    return -1;
  }

  /** A piece that begins at `at` in a text → [the piece, where it ends], or null where none begins. */
  function readPiece(text, at) {
    const sign = text[at];
    if (sign === "\\" && PUNCTUATION.test(text[at + 1] || "")) return [text[at + 1], at + 2];
    if (sign === "\x60") {
      const [run] = /** @type {RegExpExecArray} */ (TICKS.exec(text.slice(at))),
        end = text.slice(at + run.length).search(new RegExp("(?<!`)" + run + "(?!`)"));
      if (end < 0) return [run, at + run.length];
      const inside = text.slice(at + run.length, at + run.length + end).replace(/\n/g, " ");
      const words = /^ .*[^ ].* $/.test(inside) ? inside.slice(1, -1) : inside;
      return [{ name: "code", inside: [words] }, at + 2 * run.length + end];
    }
    if (sign === "[") {
      const link = LINK.exec(text.slice(at));
      if (!link || !(ID.test(link[2]) || ADDRESS.test(link[2]))) return null;
      return [{ name: "a", href: link[2], inside: readInline(link[1]) }, at + link[0].length];
    }
    if (sign !== "*" && sign !== "_") return null;
    const [run] = /** @type {RegExpExecArray} */ (/^(?:\*+|_+)/.exec(text.slice(at)));
    for (const mark of run.length >= 2 ? [sign + sign, sign] : [sign]) {
      if (run.length > 3 || !isFlanking(text[at - 1], text[at + run.length])) break;
      if (sign === "_" && /\w/.test(text[at - 1] || " ")) break;
      const end = findEnd(text, at, mark);
      if (end > at + mark.length)
        return [
          {
            name: mark.length === 2 ? "strong" : "em",
            inside: readInline(text.slice(at + mark.length, end)),
          },
          end + mark.length,
        ];
    }
    return [run, at + run.length];
  }

  /** The pieces of a paragraph. @returns {ProsePiece[]} */
  function readInline(text) {
    const pieces = [];
    let words = "";
    for (let at = 0; at < text.length;) {
      const piece = readPiece(text, at);
      if (piece && typeof piece[0] !== "string") {
        if (words) pieces.push(words);
        words = "";
        pieces.push(piece[0]);
      } else words += piece ? piece[0] : text[at];
      at = piece ? piece[1] : at + 1;
    }
    return words ? [...pieces, words] : pieces;
  }

  /** Takes the lines of one item of a list from `lines`, and what belongs to it. → {lines, isLoose}. */
  function takeItem(lines, indent) {
    const inside = [lines.shift().slice(indent)];
    let isLoose = false;
    while (lines.length) {
      const line = lines[0],
        isEmpty = !line.trim(),
        isInside = line.startsWith(" ".repeat(indent));
      if (isEmpty) {
        const next = lines.find((one) => one.trim());
        if (!next || (!next.startsWith(" ".repeat(indent)) && !MARKER.test(next))) break;
        isLoose = true;
        if (!next.startsWith(" ".repeat(indent))) break;
      } else if (!isInside && (MARKER.test(line) || !inside[inside.length - 1].trim())) break;
      inside.push(isInside ? line.slice(indent) : line.trimStart());
      lines.shift();
    }
    return { lines: inside, isLoose };
  }

  function readList(lines) {
    const [, , bullet, digits] = /** @type {RegExpExecArray} */ (MARKER.exec(lines[0])),
      items = [];
    let isLoose = false;
    while (lines.length) {
      const marker = MARKER.exec(lines[0]);
      if (!marker || Boolean(marker[2]) !== Boolean(bullet) || (bullet && marker[2] !== bullet)) break;
      const item = takeItem(lines, marker[0].length);
      isLoose = isLoose || item.isLoose;
      items.push(readBlocks(item.lines));
      while (lines.length && !lines[0].trim()) lines.shift();
    }
    const loosen = (blocks) =>
      isLoose ? blocks : blocks.flatMap((block) => (block.name === "p" ? block.inside : [block]));
    const inside = items.map((blocks) => ({ name: "li", inside: loosen(blocks) }));
    return {
      name: bullet ? "ul" : "ol",
      ...(digits && digits !== "1" ? { start: Number(digits) } : {}),
      inside,
    };
  }

  function readBlocks(lines) {
    const blocks = [];
    while (lines.length) {
      if (!lines[0].trim()) lines.shift();
      else if (MARKER.test(lines[0])) blocks.push(readList(lines));
      else {
        const paragraph = [];
        while (lines.length && lines[0].trim()) {
          const marker = MARKER.exec(lines[0]);
          if (paragraph.length && marker && (marker[2] || marker[3] === "1") && marker[0] !== lines[0]) break;
          paragraph.push(lines.shift().trim());
        }
        blocks.push({ name: "p", inside: readInline(paragraph.join("\n")) });
      }
    }
    return blocks;
  }

  /** A text of prose → its blocks. @returns {ProsePiece[]} */
  function read(text) {
    return readBlocks(text.split("\n"));
  }

  return { read };
})();
