// What is wrong with the values of a record's fields, in the check's own sentences. The limits are those of
// handbook.editing, which are made from the records' models.
/**
 * A field as handbook.editing describes it.
 *
 * @typedef {{ name: string, help: string, type: string, of?: string, required?: boolean,
 *   nullable?: boolean, later?: string, main?: boolean,
 *   many?: { least?: number, most?: number }, shortest?: number, longest?: number, pattern?: string,
 *   least?: number, most?: number, above?: number }} FormField
 * @typedef {{ route: (string | number)[], wrong: string, right: string }} RecordFault
 */
handbook.recordRules = handbook.recordRules || {};
handbook.recordRules.judging = (() => {
  "use strict";

  const { findNearest } = handbook.recordRules.nearest;
  const DAY_FORM = "write year-month-day, as 2026-11-22";
  const WHOLE = /^\s*[+-]?\d+(?:\.0+)?\s*$/,
    NUMBER = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*$/,
    FLAG = /^(?:true|false|yes|no|on|off|t|f|y|n|1|0)$/i;
  const NOUNS = {
    whole: "a whole number",
    year: "a whole number",
    number: "a number",
    flag: "true or false",
    day: "a day",
  };

  /** A value as a sentence quotes it, with so many letters at most. */
  function show(value, most = 60) {
    const text = String(value).split(/\s+/).filter(Boolean).join(" "),
      letters = Array.from(text);
    return "'" + (letters.length <= most ? text : letters.slice(0, most - 1).join("") + "…") + "'";
  }

  /** What to write into a field: "write what kind of place". */
  function describe(field) {
    const first = /[A-Z]/.test(field.help[1] || "") ? field.help[0] : field.help[0].toLowerCase();
    return "write " + (first + field.help.slice(1).split(". ")[0]).replace(/\.+$/, "");
  }

  /** The day of today, and `days` later, as 2026-11-22. */
  function dayAhead(days) {
    return new Date(Date.now() + days * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
  }

  function judgeDay(text) {
    const { first, ahead } = handbook.editing.days;
    if (
      !/^\d{4}-\d\d-\d\d$/.test(text)
      || isNaN(Date.parse(text))
      || !new Date(text).toISOString().startsWith(text)
    )
      return [show(text) + " is not a day of the calendar", DAY_FORM];
    if (text > dayAhead(ahead) && dayAhead(0) >= first)
      return ["'" + text + "' lies in the future", "write the day on which it happened, as 2026-11-22"];
    if (text >= first) return null;
    const month = new Date(first).toLocaleDateString("en-GB", {
      month: "long",
      year: "numeric",
      timeZone: "UTC",
    });
    return [
      "'" + text + "' lies before " + month + ", in which the handbook was begun",
      DAY_FORM + ", from " + first + " on",
    ];
  }

  function judgeNumber(field, text) {
    const noun = field.type === "number" ? "number" : "whole number";
    if (!(field.type === "number" ? NUMBER : WHOLE).test(text))
      return [show(text) + " is not a " + noun, describe(field)];
    const value = Number(text),
      write = (limit) =>
        field.type === "number" && Number.isInteger(limit) ? limit.toFixed(1) : String(limit);
    const limits = [
      [field.least !== undefined && value < field.least, "at least ", field.least],
      [field.above !== undefined && value <= field.above, "more than ", field.above],
      [field.most !== undefined && value > field.most, "at most ", field.most],
    ];
    const [crossed] = limits.filter(([isCrossed]) => isCrossed);
    if (crossed)
      return [show(text) + " is out of range", "give a number of " + crossed[1] + write(crossed[2])];
    if (field.type === "year" && value > new Date().getUTCFullYear() + 1)
      return ["'" + value + "' lies in the future", "write the year in which it was published, as 2019"];
    return null;
  }

  function judgeText(field, text) {
    const isTrimmed = field.type === "line" || field.type === "prose",
      count = Array.from(isTrimmed ? text.trim() : text).length;
    if (count < (field.shortest || 0)) return ["is empty", describe(field)];
    if (field.longest && count > field.longest)
      return [
        "is " + Array.from(text).length + " characters long",
        "keep it to " + field.longest + " characters",
      ];
    if (field.later) return handbook.recordRules.writtenForms.judge(field, text, show(text), describe(field));
    if (field.pattern && !new RegExp(field.pattern, "u").test(text))
      return [show(text) + " is not of the right form", describe(field)];
    return null;
  }

  /** One value of a field → [wrong, right], or null. */
  function judgeValue(field, value) {
    if (value === null) return ["is empty", describe(field) + (field.required ? "" : ", or remove the key")];
    if (typeof value === "object") {
      const shape = Array.isArray(value) ? "a list" : "keys with values";
      return ["is " + shape + " and should be " + (NOUNS[field.type] || "text"), describe(field)];
    }
    if (field.type === "flag")
      return FLAG.test(value) ? null : [show(value) + " is neither true nor false", "write true or false"];
    if (field.type === "day") return judgeDay(value);
    if (field.type in NOUNS) return judgeNumber(field, value);
    return judgeText(field, value);
  }

  /** What is wrong with a value where keys should be. @returns {RecordFault[]} */
  function judgeShape(field, value, route) {
    if (value === null)
      return [
        { route, wrong: "is empty", right: describe(field) + (field.required ? "" : ", or remove the key") },
      ];
    const fields = handbook.editing.parts[field.of],
      needed = fields.filter(({ required }) => required),
      names = (needed.length ? needed : fields).map(({ name }) => name);
    const words = Array.isArray(value) ? "a list" : show(value);
    return [
      {
        route,
        wrong: "is " + words + " and should be keys with values",
        right: "give it the keys " + names.join(", "),
      },
    ];
  }

  /** A value or part at a route. @returns {RecordFault[]} */
  function judgeOne(field, value, route) {
    if (value === null && field.nullable) return [];
    const isPart = field.type === "part" && value && typeof value === "object" && !Array.isArray(value);
    if (isPart) return judgePart(field.of, value, route);
    if (field.type === "part") return judgeShape(field, value, route);
    const fault = judgeValue(field, value);
    return fault ? [{ route, wrong: fault[0], right: fault[1] }] : [];
  }

  /** @param {FormField} field @returns {RecordFault[]} */
  function judgeList(field, value, route) {
    if (!Array.isArray(value)) {
      const shape = value && typeof value === "object" ? "keys with values" : show(value);
      const words = value === null ? "is empty" : "is " + shape + " and should be a list";
      const or = value === null && !field.required ? ", or remove the key" : "";
      return [{ route, wrong: words, right: describe(field) + or }];
    }
    const { least = 0, most = Infinity } = field.many || {},
      inside = value.flatMap((item, place) => judgeOne(field, item, [...route, place]));
    if (inside.length) return inside;
    let wrong = "";
    if (value.length < least)
      wrong = value.length
        ? "holds " + value.length + " and at least " + least + " must be given"
        : "is an empty list";
    if (value.length > most) wrong = "holds " + value.length + " and at most " + most + " may be given";
    return wrong ? [{ route, wrong, right: describe(field) }] : [];
  }

  /** The fields of a part of a model → what is wrong with each. @returns {RecordFault[]} */
  function judgePart(model, data, route = []) {
    /** @type {FormField[]} */
    const fields = handbook.editing.parts[model],
      names = fields.map(({ name }) => name);
    const unknown = Object.keys(data).filter((key) => !names.includes(key)),
      meant = unknown.map((key) => findNearest(key, names));
    const inside = fields.flatMap((field) => {
      const place = [...route, field.name];
      if (!(field.name in data)) {
        const isMissing = field.required && !meant.includes(field.name);
        return isMissing ? [{ route: place, wrong: "is missing", right: describe(field) }] : [];
      }
      return field.many
        ? judgeList(field, data[field.name], place)
        : judgeOne(field, data[field.name], place);
    });
    return [...inside, ...unknown.map((key) => refuseKey(key, route, names, data))];
  }

  /** A key that no field has. @returns {RecordFault} */
  function refuseKey(key, route, names, data) {
    const guess = findNearest(
      key,
      names.filter((name) => !(name in data)),
    );
    const right = guess ? "did you mean '" + guess + "'?" : "the keys are " + names.join(", ");
    return { route: [...route, key], wrong: "the key " + show(key) + " is not known here", right };
  }

  return { show, describe, judgePart };
})();
