// Tells where a value does not fit a JSON Schema, in words for readers. Knows the part of JSON Schema 2020-12
// that docs/assets/data/my-handbook.schema.json uses: lengths count characters, patterns are read with the
// "u" flag, and the formats "date" and "date-time" are checked. "x-says" in a schema is what is said when its
// pattern, format or "not" fails.
handbook.document = handbook.document || {};
handbook.document.schema = (() => {
  "use strict";

  const { _, ngettext, number } = handbook.shell.i18n;
  const MOST = 20;
  const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
  // What is wrong is said after what it is wrong with: "This file cannot be opened: goal 3, title is longer
  // than …".
  /** @type {Map<string, any>} */
  const TYPES = new Map([
    ["object", { is: isObject, isNot: _("is not a group of fields") }],
    ["array", { is: Array.isArray, isNot: _("is not a list") }],
    ["string", { is: (value) => typeof value === "string", isNot: _("is not text") }],
    ["integer", { is: Number.isInteger, isNot: _("is not a whole number") }],
  ]);
  /** @type {Map<string, any>} */
  const FORMATS = new Map([
    ["date", handbook.document.days.isDay],
    ["date-time", handbook.document.days.isStamp],
  ]);
  const patterns = new Map();

  /** A schema and a value → [{path: ["goals", 2, "title"], says: "is longer than 400 characters"}], the first
      20. */
  function validate(schema, value) {
    const faults = [];
    check(schema, value, { root: schema, parts: new Map(), path: [], faults });
    return faults.slice(0, MOST);
  }

  /** Adds to `at.faults` what is wrong with `value`, which stands at `at.path` now. */
  function check(schema, value, at) {
    if (at.faults.length >= MOST) return;
    const before = at.faults.length;
    const add = (says) => at.faults.push({ path: at.path.slice(), says });
    if (schema.type && !TYPES.get(schema.type).is(value)) add(TYPES.get(schema.type).isNot);
    else if ("const" in schema && value !== schema.const)
      add(_("is not {value}", { value: JSON.stringify(schema.const) }));
    else if (schema.enum && !schema.enum.includes(value))
      add(_("is none of {values}", { values: schema.enum.join(", ") }));
    else if (typeof value === "string") checkText(schema, value, add);
    else if (typeof value === "number") checkNumber(schema, value, add);
    else if (Array.isArray(value)) checkList(schema, value, at, add);
    else if (isObject(value)) checkObject(schema, value, at, add);
    if (at.faults.length > before) return;
    if (schema.$ref) check(resolve(schema.$ref, at), value, at);
    if (schema.not && fits(schema.not, value, at)) add(explain(schema));
    for (const part of schema.allOf || []) check(part, value, at);
  }

  function checkText(schema, text, add) {
    if (text.length > schema.maxLength && Array.from(text).length > schema.maxLength) {
      add(
        ngettext("is longer than {most} character", "is longer than {most} characters", schema.maxLength, {
          most: number(schema.maxLength),
        }),
      );
    } else if (
      (schema.pattern && !pattern(schema.pattern).test(text))
      || (schema.format && !FORMATS.get(schema.format)(text))
    ) {
      add(explain(schema));
    }
  }

  function checkNumber(schema, value, add) {
    if (value < schema.minimum) add(_("is below {least}", { least: schema.minimum }));
    if (value > schema.maximum) add(_("is above {most}", { most: schema.maximum }));
  }

  function checkList(schema, list, at, add) {
    if (list.length > schema.maxItems) {
      add(
        ngettext("has more than {most} entry", "has more than {most} entries", schema.maxItems, {
          most: number(schema.maxItems),
        }),
      );
      return;
    }
    if (schema.uniqueItems && new Set(list).size < list.length) add(_("names the same thing twice"));
    if (schema.items) list.forEach((element, index) => checkPart(schema.items, element, index, at));
  }

  function checkObject(schema, value, at, add) {
    for (const name of schema.required || [])
      if (!has(value, name)) add(_("has no {part}", { part: words(name) }));
    for (const name of Object.keys(value)) {
      if (has(schema.properties || {}, name)) checkPart(schema.properties[name], value[name], name, at);
      else if (schema.additionalProperties === false) {
        add(_("has a part named {name}, which this handbook does not know", { name: quoted(name) }));
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
    const faults = [];
    check(schema, value, { ...at, faults });
    return !faults.length;
  }

  function has(value, name) {
    return Object.prototype.hasOwnProperty.call(value, name);
  }

  /** "#/$defs/goal" → that part of the schema. */
  function resolve(reference, { root, parts }) {
    const steps = () => reference.slice(2).split("/");
    if (!parts.has(reference))
      parts.set(
        reference,
        steps().reduce((part, name) => part[name], root),
      );
    return parts.get(reference);
  }

  function pattern(text) {
    if (!patterns.has(text)) patterns.set(text, new RegExp(text, "u"));
    return patterns.get(text);
  }

  // ---- In a reader's words

  /** @type {Map<string | number, any>} */
  const ONE = new Map([
    ["assessments", _("assessment {place}")],
    ["answers", _("answer {place}")],
    ["behaviours", _("behaviour {place}")],
    ["evidence", _("example {place}")],
    ["goals", _("goal {place}")],
    ["actions", _("action {place}")],
    ["history", _("earlier wording {place}")],
    ["marks", _("mark {place}")],
    ["log", _("log entry {place}")],
    ["walks", _("pathway {place}")],
    ["stops", _("stop {place}")],
    ["items", _("item {place}")],
    ["from", _("item carried over {place}")],
  ]);
  const WORDS = new Map([
    ["assessments", _("list of assessments")],
    ["goals", _("list of goals")],
    ["marks", _("list of marks")],
    ["log", _("log")],
    ["walks", _("list of pathways walked")],
    ["stop", _("stop where it was left")],
    ["stops", _("list of stops done")],
    ["behaviour", _("behaviour")],
    ["kind", _("kind")],
    ["answers", _("list of answers")],
    ["actions", _("list of actions")],
    ["history", _("list of earlier wordings")],
    ["items", _("list of items")],
    ["behaviours", _("list of behaviours")],
    ["evidence", _("list of examples")],
    ["from", _("list of items carried over")],
    ["noChance", _("“no chance yet”")],
    ["ticked", _("note that what matters most was ticked")],
    ["carriedFrom", _("assessment it was carried from")],
    ["carried", _("note on what was carried over")],
    ["assessment", _("assessment it came from")],
    ["by", _("day to do it by")],
    ["done", _("day it was done")],
    ["review", _("day of review")],
    ["at", _("time of the change")],
    ["was", _("earlier text")],
    ["sure", _("how sure it is")],
    ["started", _("time it was started")],
    ["changed", _("time it was changed")],
    ["finished", _("time it was finished")],
    ["saved", _("time it was saved")],
    ["title", _("title")],
    ["why", _("why")],
    ["support", _("support")],
    ["obstacle", _("obstacle")],
    ["measure", _("measure")],
    ["reflection", _("reflection")],
    ["status", _("status")],
    ["text", _("text")],
    ["record", _("record")],
    ["minutes", _("minutes")],
    ["note", _("note")],
    ["rating", _("rating")],
    ["importance", _("importance")],
    ["day", _("day")],
    ["item", _("item")],
    ["state", _("state")],
    ["framework", _("framework")],
    ["edition", _("edition")],
    ["depth", _("depth")],
    ["aim", _("aim")],
    ["field", _("field")],
    ["key", _("key")],
    ["version", _("version")],
    ["format", _("format")],
  ]);

  /** A part's name in words; a name that the schema does not know, such as "id", stays as it is. */
  function words(name) {
    return WORDS.get(name) || name;
  }

  // All that my-handbook.schema.json says as "x-says", for the catalogue is made from scripts.
  const SAYS = [
    _("has an address that starts a script, which the handbook does not keep"),
    _("has both a rating and “no chance yet”"),
    _("has characters that cannot be seen or printed"),
    _("has half a character in it, so it is damaged"),
    _(
      "has something in pointed brackets that looks like a part of a web page, such as <b>; leave out the "
        + "brackets",
    ),
    _("is not a day of the calendar, such as 2026-11-23"),
    _("is not a time such as 2026-11-23T10:15:30Z"),
    _("is not an id this handbook gives"),
    _("is not the id of a framework"),
    _("is not the id of anything in a handbook"),
    _("is not the key of a behaviour"),
  ];

  /** What a schema says of what does not fit it; parts of a "not" have nothing to say. */
  function explain(schema) {
    const { "x-says": says = "" } = schema;
    return _(says);
  }

  /** ["goals", 2, "title"] → "goal 3, title"; [] → "the file". */
  function where(path) {
    const steps = [];
    path.forEach((part, index) => {
      if (typeof part === "number") steps.push(ONE.get(path[index - 1]).replace("{place}", part + 1));
      else if (typeof path[index + 1] !== "number") steps.push(words(part));
    });
    return steps.join(", ") || _("the file");
  }

  /** Text from a file → the start of it in quotation marks, without what could not be read aloud. */
  function quoted(text) {
    return (
      "“"
      + Array.from(text.replace(/[^\p{L}\p{N}\p{P} $]/gu, "?"))
        .slice(0, 40)
        .join("")
      + "”"
    );
  }

  return { validate, isObject, has, where, quoted, SAYS };
})();
