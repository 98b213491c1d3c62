// Tells where a value does not fit a JSON Schema, in words for readers. Knows the part of JSON Schema 2020-12 that
// docs/assets/data/my-handbook.schema.json uses: lengths count characters, patterns are read with the "u" flag, and the
// formats "date" and "date-time" are checked. "x-says" in a schema is what is said when its pattern, format or "not"
// fails.
(function () {
  "use strict";

  const handbook = window.handbook;
  const MOST = 20;
  const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
  const TYPES = new Map([
    ["object", { is: isObject, isNot: "is not a group of fields" }],
    ["array", { is: Array.isArray, isNot: "is not a list" }],
    ["string", { is: (value) => typeof value === "string", isNot: "is not text" }],
    ["integer", { is: Number.isInteger, isNot: "is not a whole number" }],
  ]);
  const FORMATS = new Map([["date", handbook.days.isDay], ["date-time", handbook.days.isStamp]]);
  const patterns = new Map();

  /** A schema and a value → [{path: ["goals", 2, "title"], says: "is longer than 400 characters"}], the first 20. */
  function validate(schema, value) {
    const found = [];
    check(schema, value, { root: schema, parts: new Map(), path: [], found });
    return found.slice(0, MOST);
  }

  /** Adds to `at.found` what is wrong with `value`, which stands at `at.path` now. */
  function check(schema, value, at) {
    if (at.found.length >= MOST) return;
    const before = at.found.length;
    const add = (says) => at.found.push({ path: at.path.slice(), says });
    if (schema.type && !TYPES.get(schema.type).is(value)) add(TYPES.get(schema.type).isNot);
    else if ("const" in schema && value !== schema.const) add("is not " + JSON.stringify(schema.const));
    else if (schema.enum && !schema.enum.includes(value)) add("is none of " + schema.enum.join(", "));
    else if (typeof value === "string") checkText(schema, value, add);
    else if (typeof value === "number") checkNumber(schema, value, add);
    else if (Array.isArray(value)) checkList(schema, value, at, add);
    else if (isObject(value)) checkObject(schema, value, at, add);
    if (at.found.length > before) return;
    if (schema.$ref) check(named(schema.$ref, at), value, at);
    if (schema.not && fits(schema.not, value, at)) add(schema["x-says"]);
    for (const part of schema.allOf || []) check(part, value, at);
  }

  function checkText(schema, text, add) {
    if (text.length > schema.maxLength && Array.from(text).length > schema.maxLength) {
      add("is longer than " + schema.maxLength.toLocaleString("en-GB") + " characters");
    } else if (schema.pattern && !pattern(schema.pattern).test(text)) {
      add(schema["x-says"]);
    } else if (schema.format && !FORMATS.get(schema.format)(text)) {
      add(schema["x-says"]);
    }
  }

  function checkNumber(schema, number, add) {
    if (number < schema.minimum) add("is below " + schema.minimum);
    if (number > schema.maximum) add("is above " + schema.maximum);
  }

  function checkList(schema, list, at, add) {
    if (list.length > schema.maxItems) {
      add("has more than " + schema.maxItems.toLocaleString("en-GB") + " entries");
      return;
    }
    if (schema.uniqueItems && new Set(list).size < list.length) add("names the same thing twice");
    if (schema.items) list.forEach((each, index) => checkPart(schema.items, each, index, at));
  }

  function checkObject(schema, value, at, add) {
    for (const name of schema.required || []) if (!has(value, name)) add("has no " + words(name));
    for (const name of Object.keys(value)) {
      if (has(schema.properties || {}, name)) checkPart(schema.properties[name], value[name], name, at);
      else if (schema.additionalProperties === false) {
        add("has a part named " + quoted(name) + ", which this handbook does not know");
      }
    }
  }

  function checkPart(schema, value, step, at) {
    at.path.push(step);
    check(schema, value, at);
    at.path.pop();
  }

  /** True when nothing is wrong; says nothing. */
  function fits(schema, value, at) {
    const found = [];
    check(schema, value, { ...at, found });
    return !found.length;
  }

  function has(value, name) {
    return Object.prototype.hasOwnProperty.call(value, name);
  }

  /** "#/$defs/goal" → that part of the schema. */
  function named(reference, { root, parts }) {
    const steps = () => reference.slice(2).split("/");
    if (!parts.has(reference)) parts.set(reference, steps().reduce((part, name) => part[name], root));
    return parts.get(reference);
  }

  function pattern(text) {
    if (!patterns.has(text)) patterns.set(text, new RegExp(text, "u"));
    return patterns.get(text);
  }

  // ---- In a reader's words ------------------------------------------------------------------------------------------

  const ONE = new Map([["assessments", "assessment"], ["answers", "answer"], ["behaviours", "behaviour"],
    ["evidence", "example"], ["goals", "goal"], ["actions", "action"], ["history", "earlier wording"],
    ["marks", "mark"], ["items", "item"], ["from", "item carried over"]]);
  const WORDS = new Map([["assessments", "list of assessments"], ["goals", "list of goals"], ["marks", "list of marks"],
    ["answers", "list of answers"], ["actions", "list of actions"], ["history", "list of earlier wordings"],
    ["items", "list of items"], ["behaviours", "list of behaviours"], ["evidence", "list of examples"],
    ["from", "list of items carried over"], ["noChance", "“no chance yet”"],
    ["carriedFrom", "assessment it was carried from"], ["carried", "note on what was carried over"],
    ["assessment", "assessment it came from"], ["by", "day to do it by"],
    ["done", "day it was done"], ["review", "day of review"], ["at", "time of the change"], ["was", "earlier text"],
    ["sure", "how sure it is"], ["started", "time it was started"], ["changed", "time it was changed"],
    ["finished", "time it was finished"], ["saved", "time it was saved"]]);

  function words(name) {
    return WORDS.get(name) || name;
  }

  /** ["goals", 2, "title"] → "goal 3, title"; [] → "the file". */
  function where(path) {
    const said = [];
    path.forEach((part, index) => {
      if (typeof part === "number") said.push(ONE.get(path[index - 1]) + " " + (part + 1));
      else if (typeof path[index + 1] !== "number") said.push(words(part));
    });
    return said.join(", ") || "the file";
  }

  /** Text from a file → the start of it in quotation marks, without what could not be read aloud. */
  function quoted(text) {
    return "“" + Array.from(text.replace(/[^\p{L}\p{N}\p{P} $]/gu, "?")).slice(0, 40).join("") + "”";
  }

  handbook.validate = Object.assign(validate, { isObject, has, where, quoted });
})();
