// Puts changed data into the text of a file: what has not changed stays as it is written, to the letter, with
// comments and order. The new text is read again before it is given.
handbook.yamlText = handbook.yamlText || {};
handbook.yamlText.editing = (() => {
  "use strict";

  const { _ } = handbook.shell.i18n;
  const { Refused, read, dataOf } = handbook.yamlText.reading;
  const { WIDTH, writeText, writeInFlow, writeEntry, writeItem } = handbook.yamlText.writing;

  /** Whether two data are the same; keys may stand in any order. */
  function isSame(one, other) {
    if (one === other) return true;
    if (!one || !other || typeof one !== "object" || typeof other !== "object") return false;
    if (Array.isArray(one) !== Array.isArray(other)) return false;
    const keys = Object.keys(one);
    return (
      keys.length === Object.keys(other).length
      && keys.every((key) => Object.prototype.hasOwnProperty.call(other, key) && isSame(one[key], other[key]))
    );
  }

  class Editor {
    constructor(text) {
      this.text = text;
    }

    /** The text of a node once it holds `value`. */
    render(node, value) {
      if (isSame(dataOf(node), value)) return this.text.slice(node.start, node.end);
      const isMap = value && typeof value === "object" && !Array.isArray(value),
        isFull = value && typeof value === "object" && Object.keys(value).length > 0;
      if (node.flow)
        return node.type === "list" && Array.isArray(value)
          ? this.renderFlow(node, value)
          : writeInFlow(value);
      if (node.type === "map" && isMap && isFull) return this.renderMap(node, value);
      if (node.type === "list" && Array.isArray(value) && isFull) return this.renderList(node, value);
      if (node.type === "text" && !(value && typeof value === "object")) return this.renderText(node, value);
      return null;
    }

    renderText(node, value) {
      const lineStart = this.text.lastIndexOf("\n", node.start - 1) + 1;
      const isBlock = node.style === ">" || node.style === "|",
        lines = this.text.slice(node.start, node.end).split("\n");
      const inner = (isBlock ? lines.slice(1) : lines).map((line) => line.trim()),
        below = lines[1] ? lines[1].search(/\S/) : -1;
      const column = this.text.slice(lineStart).search(/[^ -]/);
      return writeText(value, {
        column: node.start - lineStart,
        indent: isBlock ? node.column : below > 0 ? below : column + 2,
        style: node.style,
        before: /** @type {any} */ (
          node.style === ">" || (!node.style && lines.length > 1) ? split(inner) : []
        ),
        isProse: node.style === ">" || lines.length > 1,
      });
    }

    /** A key with its value, and the space between them as it was. */
    renderEntry(entry, value, indent) {
      const { key, node } = entry,
        text = this.render(node, value),
        head = this.text.slice(entry.start, node.start);
      if (text === null) return writeEntry(key, value, indent);
      if (!text) return head.trimEnd();
      return (/[ \n]$/.test(head) ? head : head + " ") + text;
    }

    renderMap(node, value) {
      const { entries, column } = node,
        pad = "\n" + " ".repeat(column);
      const pieces = [],
        known = new Set(entries.map(({ key }) => key)),
        order = Object.keys(value);
      const addNew = (after) => {
        for (let at = order.indexOf(after) + 1; at < order.length && !known.has(order[at]); at += 1)
          pieces.push((pieces.length ? pad : "") + writeEntry(order[at], value[order[at]], column));
      };
      addNew(null);
      let end = node.start;
      entries.forEach((entry) => {
        const lead = this.text.slice(end, entry.start);
        end = entry.end;
        if (!(entry.key in value)) {
          if (lead.includes("#")) pieces.push(lead.trimEnd());
          return;
        }
        const text = this.renderEntry(entry, value[entry.key], column);
        pieces.push(place(lead, pieces.length > 0, pad) + text);
        addNew(entry.key);
      });
      return pieces.join("");
    }

    renderList(node, value) {
      const { items, column } = node,
        pad = "\n" + " ".repeat(column);
      const sources = matchItems(items.map(dataOf), value);
      return value
        .map((item, at) => {
          const from = sources[at];
          if (from === null) return (at ? pad : "") + writeItem(item, column);
          const before = from ? items[from - 1].end : node.start,
            dash = node.dashes[from];
          const text = this.render(items[from], item),
            head = this.text.slice(dash, items[from].start);
          const written =
            text === null || !text ? writeItem(item, column) : (/[ ]$/.test(head) ? head : head + " ") + text;
          return place(this.text.slice(before, dash), at > 0, pad) + written;
        })
        .join("");
    }

    /** A list in brackets, with breaks of lines where they were, and where a line would be too long. */
    renderFlow(node, value) {
      const sources = matchItems(node.items.map(dataOf), value);
      const begin = this.text.lastIndexOf("\n", node.start - 1) + 1,
        inside = node.items[0] ? node.items[0].start - node.start : 1;
      let text = node.items[0] ? this.text.slice(node.start, node.items[0].start) : "[";
      const pad = "\n" + " ".repeat(node.start - begin + 1);
      const breaksFirst = text.includes("\n") ? text.slice(1) : pad;
      value.forEach((item, at) => {
        const from = sources[at],
          follows = from !== null && from > 0 && sources[at - 1] === from - 1,
          isSameItem = from !== null && isSame(dataOf(node.items[from]), item),
          written = isSameItem
            ? this.text.slice(node.items[from].start, node.items[from].end)
            : writeInFlow(item);
        let gap = at ? ", " : "";
        if (follows) gap = this.text.slice(node.items[from - 1].end, node.items[from].start);
        const last = text.slice(text.lastIndexOf("\n") + 1),
          used = last.length + (text.includes("\n") ? 0 : node.start - begin);
        if (at && !follows && used + 2 + written.length + 1 > WIDTH) gap = "," + breaksFirst;
        text += gap + written;
      });
      if (!value.length) return "[]";
      const close = node.items.length
        ? this.text.slice(node.items[node.items.length - 1].end, node.end)
        : "]";
      return inside ? text + close : text + "]";
    }
  }

  /** Lines of a folded text as paragraphs. */
  function split(lines) {
    const paragraphs = /** @type {string[][]} */ ([[]]);
    lines.forEach((line) => {
      if (line) paragraphs[paragraphs.length - 1].push(line);
      else if (paragraphs[paragraphs.length - 1].length) paragraphs.push([]);
    });
    return paragraphs;
  }

  /** What stood before an item or entry, such as comments, in its new place: first of all, or not. */
  function place(lead, isBehind, pad) {
    if (!isBehind) return lead.includes("#") ? lead.trimStart() : "";
    return lead || pad;
  }

  /** For each of the new items, which of the old ones it is: one that is the same, one with the same id,
      or one that is left over between the same neighbours; null for a new one. */
  function matchItems(before, after) {
    const free = new Set(before.keys()),
      sources = after.map(() => null);
    const take = (fits) =>
      after.forEach((item, at) => {
        if (sources[at] !== null) return;
        const same = Array.from(free).find((from) => fits(before[from], item, from, at));
        if (same === undefined) return;
        free.delete(same);
        sources[at] = same;
      });
    take((old, item, from, at) => from === at && isSame(old, item));
    take(isSame);
    take((old, item) => Boolean(old && item && old.id && old.id === item.id));
    const matched = sources.filter((from) => from !== null);
    const isInOrder = matched.every((from, at) => !at || from > matched[at - 1]);
    if (isInOrder) {
      take((old, item, from, at) => {
        const lower = Math.max(-1, ...sources.slice(0, at).filter((one) => one !== null)),
          upper = Math.min(before.length, ...sources.slice(at).filter((one) => one !== null));
        return from > lower && from < upper && typeof old === typeof item;
      });
    }
    return sources;
  }

  /** Data with `value` in the place to which `route` leads. */
  function put(data, route, value) {
    if (!route.length) return value;
    const [step, ...rest] = route,
      copy = Array.isArray(data) ? data.slice() : { ...data };
    copy[step] = put(copy[step], rest, value);
    return copy;
  }

  /** The text of a file with other data in it. Throws Refused where it cannot be put there. */
  function edit(text, data) {
    const unified = text.replace(/\r\n?/g, "\n"),
      root = read(unified);
    const changed = new Editor(unified).render(root, data);
    const after = changed === null ? null : unified.slice(0, root.start) + changed + unified.slice(root.end);
    if (after === null || !isSame(dataOf(read(after)), data))
      throw new Refused(_("This change cannot be written into the file safely."));
    return after;
  }

  return { isSame, put, edit };
})();
