// The data of a record as the form has them, and as they are written: without what was left empty, in the
// order of the fields.
handbook.recordForm = handbook.recordForm || {};
handbook.recordForm.values = (() => {
  "use strict";

  const { isSame } = handbook.yamlText.editing;
  const LIST_LINE = /^ {0,3}(?:[-*+]|\d+[.)]) /m;

  function copy(data) {
    return JSON.parse(JSON.stringify(data));
  }

  /** A text of a form → the text to write. */
  function tidy(field, text) {
    if (text === null || typeof text !== "string") return text;
    const trimmed = text.replace(/\r\n?/g, "\n").trim();
    if (field.type !== "prose") return trimmed.replace(/\s*\n\s*/g, " ");
    const paragraphs = trimmed.replace(/[^\S\n]+\n/g, "\n").replace(/\n{3,}/g, "\n\n");
    return LIST_LINE.test(paragraphs) ? paragraphs : paragraphs.replace(/([^\n])\n(?!\n)/g, "$1 ");
  }

  function isEmpty(value) {
    return (
      value === null
      || value === undefined
      || value === ""
      || (typeof value === "object" && !Object.keys(value).length)
    );
  }

  function fitsOne(field, value) {
    return value === null || (field.type === "part" ? fits(field.of, value) : typeof value === "string");
  }

  /** Whether data are built as the form knows a part of a model: its fields, and in each a text, a list or a
      part where it has these. */
  function fits(model, data) {
    if (!data || typeof data !== "object" || Array.isArray(data)) return false;
    const fields = new Map(handbook.editing.parts[model].map((field) => [field.name, field]));
    return Object.entries(data).every(([name, value]) => {
      const field = fields.get(name);
      if (!field || value === null) return Boolean(field);
      if (!field.many) return fitsOne(field, value);
      return Array.isArray(value) && value.every((one) => fitsOne(field, one));
    });
  }

  /** One value of a field as it is to be written; `before` is what was published there. */
  function cleanOne(field, value, before) {
    if (field.type === "part") return cleanPart(field.of, value || {}, before || {});
    return value === before ? value : tidy(field, value);
  }

  /** A part of a model as it is to be written. What was published stays as it was written where it has not
      changed. */
  function cleanPart(model, data, before = {}) {
    const cleaned = {};
    handbook.editing.parts[model].forEach((field) => {
      if (!(field.name in data)) return;
      const value = data[field.name],
        earlier = before[field.name];
      const published = Array.isArray(earlier) ? earlier : [];
      const clean = Array.isArray(value)
        ? value.map((item) =>
            cleanOne(
              field,
              item,
              published.find((one) => matches(one, item)),
            ),
          )
        : cleanOne(field, value, earlier);
      if (!isEmpty(clean) || isSame(clean, earlier)) cleaned[field.name] = clean;
      else if (field.required) cleaned[field.name] = field.many ? [] : null;
    });
    return cleaned;
  }

  function matches(one, item) {
    return one === item || Boolean(one && item && typeof one === "object" && one.id && one.id === item.id);
  }

  /** What two sides have made of a record since `base`, field by field: `mine` counts where both changed one.
      → {data, clashes: names of these fields}. */
  function merge(base, mine, other) {
    const names = Array.from(new Set([...Object.keys(other), ...Object.keys(mine)])),
      data = {},
      clashes = [];
    names.forEach((name) => {
      const isMine = !isSame(mine[name] ?? null, base[name] ?? null),
        isOther = !isSame(other[name] ?? null, base[name] ?? null);
      const value = isMine ? mine[name] : other[name];
      if (isMine && isOther && !isSame(mine[name] ?? null, other[name] ?? null)) clashes.push(name);
      if (value !== undefined) data[name] = copy(value);
    });
    return { data, clashes };
  }

  /** The id that a title gives. */
  function makeId(title) {
    const plain = title
      .normalize("NFD")
      .replace(/[\u0300-\u036f'’]/g, "")
      .toLowerCase();
    return plain
      .replace(/[^a-z0-9]+/g, "-")
      .slice(0, 60)
      .replace(/^-+|-+$/g, "");
  }

  return { copy, fits, cleanPart, merge, makeId };
})();
