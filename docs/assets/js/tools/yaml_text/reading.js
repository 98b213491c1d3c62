// Reads the text of a record: the part of YAML that records are written in, with the place of every value. As
// in the check, each value is text, and a blank line in a folded block begins a paragraph. Whatever else YAML
// may hold is refused: what is not understood here is never changed.
/**
 * A value of a file, with the places in its text where it begins and ends. `entries` are those of a mapping,
 * `items` those of a list; `value` is that of a text, null where nothing stands; `column` is that of its
 * keys, its dashes or its lines; `dashes` are the places of the dashes of a list that has no brackets.
 *
 * @typedef {{ type: "map" | "list" | "text", start: number, end: number, column: number, flow?: boolean,
 *   entries?: { key: string, start: number, end: number, node: YamlNode }[], items?: YamlNode[],
 *   dashes?: number[], value?: string | null, style?: string }} YamlNode
 */
handbook.yamlText = handbook.yamlText || {};
handbook.yamlText.reading = (() => {
  "use strict";

  const { _ } = handbook.shell.i18n;
  const MOST_CHARACTERS = 256 * 1024,
    MOST_LEVELS = 20;
  const KEY = /([\w-]+)[ ]*:(?=[ \n]|$)/y;
  const FLOW_KEY = /([\w-]+)[ ]*:(?=[ ])/y;
  const HEAD = /([|>])(-?)[ ]*(?:#[^\n]*)?(?=\n|$)/y;
  const DASH = /-(?=[ \n]|$)/y;
  const REFUSED = /[&*!%@`?|>]/;
  const EMPTY = new Set(["", "~", "null", "Null", "NULL"]);
  const ESCAPES = { n: "\n", t: "\t", r: "\r", 0: "\0", a: "\x07", b: "\b", e: "\x1b", f: "\f", v: "\v" };
  const MORE_ESCAPES = { N: "\x85", _: "\xa0", L: "\u2028", P: "\u2029", '"': '"', "/": "/", "\\": "\\" };
  const LENGTHS = { x: 2, u: 4, U: 8 };

  /** Why a text cannot be changed in a form. The message is a sentence. */
  class Refused extends Error {}

  class Reader {
    /** @param {string} text */
    constructor(text) {
      this.text = text;
      this.at = 0;
      this.levels = 0;
    }

    /** Throws the sentence that the line where the reading stands is not understood. */
    refuse(at = this.at) {
      const line = this.text.slice(0, at).split("\n").length;
      throw new Refused(
        _("Line {line} of the file is written in a way that this form cannot change safely.", { line }),
      );
    }

    /** What a pattern finds where the reading stands. */
    match(pattern) {
      pattern.lastIndex = this.at;
      return pattern.exec(this.text);
    }

    column(at = this.at) {
      return at - (this.text.lastIndexOf("\n", at - 1) + 1);
    }

    lineEnd(at = this.at) {
      const end = this.text.indexOf("\n", at);
      return end < 0 ? this.text.length : end;
    }

    skipSpaces() {
      while (this.text[this.at] === " ") this.at += 1;
    }

    /** Whether nothing but a comment is left of the line. */
    isLineDone() {
      const rest = this.text.slice(this.at, this.lineEnd());
      return (
        !rest.trim()
        || (/^\s*#/.test(rest) && (this.column() === 0 || /[\s]/.test(this.text[this.at - 1] + rest[0])))
      );
    }

    /** Goes to the next line that holds more than a comment, to what it begins with. → its column, -1 at
        the end of the text. */
    next() {
      if (this.at) {
        if (!this.isLineDone()) this.refuse();
        this.at = Math.min(this.lineEnd() + 1, this.text.length);
      }
      for (; this.at < this.text.length; this.at = this.lineEnd() + 1) {
        const begin = this.at;
        this.skipSpaces();
        const sign = this.text[this.at];
        if (sign === "\t") this.refuse();
        if (sign !== "#" && sign !== "\n" && sign !== undefined) return this.at - begin;
        this.at = Math.min(this.at, this.text.length);
      }
      this.at = this.text.length;
      return -1;
    }

    deeper(read) {
      this.levels += 1;
      if (this.levels > MOST_LEVELS) this.refuse();
      const node = read();
      this.levels -= 1;
      return node;
    }

    /** The value that begins in this column of a line of its own. @returns {YamlNode} */
    readBlock(column) {
      return this.deeper(() => {
        if (this.match(DASH)) return this.readList(column);
        if (this.match(KEY)) return this.readMap(column);
        return this.readText(column - 1);
      });
    }

    /** Reads what stands behind a key or a dash, on the same line or below. */
    readValue(column, isKey) {
      const behind = this.at;
      this.skipSpaces();
      if (!this.isLineDone()) {
        if (!isKey && (this.match(DASH) || this.match(KEY))) return this.readBlock(this.column());
        return this.readText(column);
      }
      this.comeBack = this.at;
      const below = this.next(),
        isList = isKey && below === column && this.match(DASH);
      if (below > column || isList) return this.readBlock(below);
      this.at = this.comeBack;
      return { type: "text", start: behind, end: behind, column, value: null, style: "" };
    }

    readMap(column) {
      const entries = [],
        keys = new Set(),
        start = this.at;
      for (;;) {
        const begin = this.at,
          key = this.match(KEY);
        if (!key || keys.has(key[1])) this.refuse();
        keys.add(key[1]);
        this.at += key[0].length;
        const node = this.readValue(column, true);
        entries.push({ key: key[1], start: begin, end: node.end, node });
        const end = this.at,
          below = this.next();
        if (below !== column) {
          if (below > column) this.refuse();
          this.at = end;
          return { type: "map", start, end: entries[entries.length - 1].end, column, entries };
        }
      }
    }

    readList(column) {
      const items = [],
        dashes = [],
        start = this.at;
      for (;;) {
        dashes.push(this.at);
        this.at += 1;
        items.push(this.readValue(column, false));
        const end = this.at,
          below = this.next();
        if (below !== column || !this.match(DASH)) {
          if (below > column) this.refuse();
          this.at = end;
          return { type: "list", start, end: items[items.length - 1].end, column, items, dashes };
        }
      }
    }

    /** A text in any style, or a list or mapping in brackets. What belongs to it stands right of `column`. */
    readText(column) {
      const sign = this.text[this.at];
      if (sign === "[" || sign === "{") return this.readFlow(column);
      if (sign === '"' || sign === "'") return this.readQuoted(column);
      if ((sign === "|" || sign === ">") && this.match(HEAD)) return this.readLines(column);
      return this.readPlain(column);
    }

    /** Lines below a "|" or ">". */
    readLines(column) {
      const start = this.at,
        [head, sign, strip] = this.match(HEAD),
        lines = [];
      let indent = 0,
        end = this.at + head.trimEnd().length;
      this.at = this.lineEnd();
      while (this.at < this.text.length) {
        const begin = this.at + 1,
          stop = this.lineEnd(begin),
          line = this.text.slice(begin, stop),
          first = line.search(/[^ ]/);
        if (first < 0) {
          if (indent && line.length > indent) this.refuse(begin);
        } else {
          if (first <= column) break;
          if (!indent && lines.length) this.refuse(begin);
          indent = indent || first;
          if (first < indent || line[first] === "\t") this.refuse(begin);
          end = stop;
        }
        lines.push(line.slice(indent));
        this.at = stop;
      }
      while (lines.length && !lines[lines.length - 1].trim()) lines.pop();
      this.at = end;
      const inside = sign === "|" ? lines.join("\n") : fold(lines);
      const value = inside + (strip || !lines.length ? "" : sign === "|" ? "\n" : "\n\n");
      return { type: "text", start, end, column: indent, value, style: sign };
    }

    /** A text without quotes, which may go on below. */
    readPlain(column) {
      const start = this.at,
        lines = [];
      let end = start;
      if (REFUSED.test(this.text[start]) && !/\?\S/.test(this.text.slice(start, start + 2))) this.refuse();
      if (/[#,\]}\[{]/.test(this.text[start]) || this.match(DASH)) this.refuse();
      for (;;) {
        const rest = this.text.slice(this.at, this.lineEnd()),
          cut = rest.search(/[ \t]#/),
          line = (cut < 0 ? rest : rest.slice(0, cut)).trimEnd();
        if (/:(?:[ \t]|$)/.test(line) || line.includes("\t")) this.refuse();
        lines.push(line);
        end = this.at + line.length;
        this.at = end;
        if (cut >= 0) break;
        const begin = this.lineEnd() + 1;
        if (begin > this.text.length) break;
        const below = this.text.slice(begin, this.lineEnd(begin)),
          first = below.search(/[^ ]/);
        if (first <= column || /^[#\t]/.test(below.slice(first)) || first < 0) break;
        this.at = begin + first;
      }
      const text = lines.join(" ");
      this.refuseGoingOn(column);
      return { type: "text", start, end, column, value: EMPTY.has(text) ? null : text, style: "" };
    }

    /** Refuses a text that goes on below an empty line. */
    refuseGoingOn(column) {
      const end = this.at,
        isDone = this.isLineDone();
      if (!isDone) this.refuse();
      if (this.next() > column) this.refuse();
      this.at = end;
    }

    /** A text in quotes. */
    readQuoted(column) {
      const start = this.at,
        quote = this.text[start];
      let value = "";
      this.at += 1;
      for (;;) {
        const sign = this.text[this.at];
        if (sign === undefined || sign === "\t") this.refuse(start);
        if (sign === quote) {
          if (quote === '"' || this.text[this.at + 1] !== "'") break;
          value += "'";
          this.at += 2;
        } else if (sign === "\\" && quote === '"') value += this.readEscape();
        else if (sign === "\n") value = value.replace(/ +$/, "") + this.readFold(column);
        else {
          value += sign;
          this.at += 1;
        }
      }
      this.at += 1;
      return { type: "text", start, end: this.at, column, value, style: quote };
    }

    /** The break of a line within quotes → a space, or a line break for every empty line. */
    readFold(column) {
      let empty = -1;
      while (this.text[this.at] === "\n") {
        this.at += 1;
        empty += 1;
        const begin = this.at;
        this.skipSpaces();
        const isEmpty = this.text[this.at] === "\n";
        if (!isEmpty && this.at - begin <= column) this.refuse();
      }
      return empty ? "\n".repeat(empty) : " ";
    }

    readEscape() {
      const sign = this.text[this.at + 1],
        known = { ...ESCAPES, ...MORE_ESCAPES }[sign],
        length = LENGTHS[sign];
      if (known === undefined && !length) this.refuse();
      const digits = this.text.slice(this.at + 2, this.at + 2 + (length || 0)),
        code = parseInt(digits, 16);
      if (length && (!/^[0-9a-fA-F]+$/.test(digits) || digits.length < length || code > 0x10ffff))
        this.refuse();
      this.at += 2 + digits.length;
      return length ? String.fromCodePoint(code) : known;
    }

    /** A list or mapping in brackets. */
    readFlow(column) {
      return this.deeper(() => {
        const start = this.at,
          isMap = this.text[start] === "{",
          entries = [],
          items = [],
          close = isMap ? "}" : "]";
        this.at += 1;
        this.skipInFlow(column);
        while (this.text[this.at] !== close) {
          const begin = this.at,
            key = isMap && this.match(FLOW_KEY);
          if (isMap && (!key || entries.some((entry) => entry.key === key[1]))) this.refuse();
          if (key) this.at += key[0].length;
          this.skipInFlow(column);
          const node = this.readInFlow(column);
          if (key) entries.push({ key: key[1], start: begin, end: node.end, node });
          else items.push(node);
          this.skipInFlow(column);
          if (this.text[this.at] === ",") this.at += 1;
          else if (this.text[this.at] !== close) this.refuse();
          this.skipInFlow(column);
        }
        this.at += 1;
        const place = { start, end: this.at, column, flow: true };
        return isMap ? { type: "map", entries, ...place } : { type: "list", items, ...place };
      });
    }

    skipInFlow(column) {
      for (;;) {
        this.skipSpaces();
        if (this.text[this.at] !== "\n") break;
        this.at += 1;
        const begin = this.at;
        this.skipSpaces();
        if (this.at - begin <= column && this.text[this.at] !== "\n") this.refuse();
      }
      if (this.at >= this.text.length || this.text[this.at] === "#") this.refuse();
    }

    readInFlow(column) {
      const start = this.at,
        sign = this.text[start];
      if (sign === "[" || sign === "{") return this.readFlow(column);
      if (sign === '"' || sign === "'") return this.readQuoted(column);
      const words = this.text
        .slice(start)
        .split(/[,[\]{}\n#]/, 1)[0]
        .trimEnd();
      if (!words || REFUSED.test(sign) || /:(?: |$)|^-(?: |$)|\t/.test(words)) this.refuse();
      this.at = start + words.length;
      const value = EMPTY.has(words) ? null : words;
      return { type: "text", start, end: this.at, column, value, style: "" };
    }
  }

  /** The lines of a folded block as paragraphs. Lines that stand further right are no part of one. */
  function fold(lines) {
    let text = lines[0] || "";
    for (let place = 1; place < lines.length; place += 1) {
      const isOneParagraph = [lines[place - 1], lines[place]].every((line) => line && line[0] !== " ");
      if (isOneParagraph) text += " " + lines[place];
      else if (lines[place].trim()) text += "\n\n" + lines[place];
    }
    return text;
  }

  /** The text of a file → its root. Throws Refused. @returns {YamlNode} */
  function read(text) {
    if (text.length > MOST_CHARACTERS)
      throw new Refused(_("The file has more than 256 KB, which is more than this form takes."));
    if (text.includes("\r")) text = text.replace(/\r\n?/g, "\n");
    const reader = new Reader(text),
      column = reader.next();
    const odd = text.search(/^(?:---|\.\.\.|%)/m);
    if (column < 0 || odd >= 0) reader.refuse(Math.max(odd, 0));
    const root = reader.readBlock(column);
    if (reader.next() >= 0) reader.refuse();
    return root;
  }

  /** A node → its data: objects, arrays, text and null. */
  function dataOf(node) {
    if (node.type === "list") return node.items.map(dataOf);
    if (node.type === "map")
      return Object.fromEntries(node.entries.map(({ key, node: value }) => [key, dataOf(value)]));
    return node.value;
  }

  return { Refused, read, dataOf };
})();
