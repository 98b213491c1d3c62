// The document "my handbook": its versions, its ids, what is wrong with one, and writing it to a file.
// Reading a file is in file_reading.js.
/**
 * What is kept, and what a file holds. Days are as "2026-11-23", times as "2026-11-23T10:15:30Z"; an optional
 * field is left out where it is empty. docs/assets/data/my-handbook.schema.json has the bounds.
 *
 * @typedef {{ format: string, version: number, note?: string, saved?: string, assessments: Assessment[],
 *   goals: Goal[], marks: Mark[], log: LogEntry[], walks: Walk[] }} MyDocument
 * @typedef {{ id: string, framework: string, edition: number, depth: "quick" | "full", aim: number,
 *   started: string, changed: string, finished?: string, note?: string, carriedFrom?: string,
 *   ticked?: true, answers: Answer[] }} Assessment
 * @typedef {{ item: string, rating?: number, noChance?: true, importance?: number,
 *   behaviours?: BehaviourAnswer[], evidence?: Evidence[], carried?: Carried }} Answer
 * @typedef {{ key: string, rating?: number, noChance?: true }} BehaviourAnswer
 * @typedef {{ id: string, day: string, text: string }} Evidence
 * @typedef {{ from: string[], sure: "certain" | "likely" }} Carried
 * @typedef {{ id: string, title: string, why?: string, items: string[], actions: Action[], support?: string,
 *   obstacle?: string, measure?: string, review?: string, status: string, reflection?: string,
 *   assessment?: string, started: string, changed: string, history: Earlier[] }} Goal
 * @typedef {{ id: string, text: string, record?: string, by?: string, minutes?: number,
 *   done?: string }} Action
 * @typedef {{ id: string, at: string, field: string, was: string }} Earlier
 * @typedef {{ record: string, state: "want" | "read", day: string, minutes?: number }} Mark
 * @typedef {{ id: string, day: string, item: string, behaviour?: string, kind: "saw" | "did" | "missed",
 *   text: string }} LogEntry
 * @typedef {{ record: string, stop: number, stops: number[], day: string }} Walk
 */
handbook.document = handbook.document || {};
handbook.document.format = (() => {
  "use strict";

  const { _ } = handbook.shell.i18n,
    { isObject } = handbook.document.schema;
  const FORMAT = "clinical-leadership-handbook",
    VERSION = 5;
  const PATIENTS = _("Do not enter patient-identifiable information.");
  const NOTE = _("Holds your own notes.") + " " + PATIENTS;
  const SAME_ID = _("has the same id as one before it");

  function empty() {
    return { format: FORMAT, version: VERSION, assessments: [], goals: [], marks: [], log: [], walks: [] };
  }

  /** Whether nothing is in a document.
      @param {MyDocument} document */
  function isEmpty({ assessments, goals, marks, log, walks }) {
    return ![assessments, goals, marks, log, walks].some((list) => list.length);
  }

  /** "a", a source of numbers from 0 to 1 → an id such as "a-0k3f9x1b7q". */
  function id(prefix, random) {
    return prefix + "-" + Array.from({ length: 10 }, () => Math.floor(random() * 36).toString(36)).join("");
  }

  // ---- Versions

  const STEPS = [
    (one) => ({ goals: [], ...one, version: 2 }), // Version 1 had self-assessments only.
    (two) => ({ marks: [], ...two, version: 3 }), // Version 2 had no reading marks.
    (three) => ({ log: [], ...three, version: 4 }), // Version 3 had no log.
    (four) => ({ walks: [], ...four, version: 5 }), // Version 4 had no walks along pathways.
  ];

  /** True when a value says that it is a document of a later version than this script knows. */
  function isNewer(value) {
    return (
      isObject(value) && value.format === FORMAT && Number.isInteger(value.version) && value.version > VERSION
    );
  }

  /** A document of any version so far → the same in the present version; anything else is given back as it
      is. */
  function migrate(value) {
    const known =
      isObject(value) && value.format === FORMAT && Number.isInteger(value.version) && value.version > 0;
    return known ? STEPS.slice(value.version - 1).reduce((document, step) => step(document), value) : value;
  }

  /** A value and the schema → [{path, says}]: where it breaks the schema, or names two things alike; the
      first 20. */
  function problems(value, schema) {
    const faults = handbook.document.schema.validate(schema, value);
    return faults.length ? faults : Array.from(findDuplicates(value)).slice(0, 20);
  }

  /** What the schema cannot say: entries of one list with the same key. */
  function* findDuplicates(document) {
    yield* alike(document.assessments, "id", ["assessments"], SAME_ID);
    for (const [a, { answers }] of document.assessments.entries()) {
      const path = ["assessments", a, "answers"];
      yield* alike(answers, "item", path, _("is about the same item as one before it"));
      for (const [index, { behaviours, evidence }] of answers.entries()) {
        yield* alike(
          behaviours || [],
          "key",
          [...path, index, "behaviours"],
          _("is the same as one before it"),
        );
        yield* alike(evidence || [], "id", [...path, index, "evidence"], SAME_ID);
      }
    }
    yield* alike(document.goals, "id", ["goals"], SAME_ID);
    for (const [g, goal] of document.goals.entries()) {
      yield* alike(goal.actions, "id", ["goals", g, "actions"], SAME_ID);
      yield* alike(goal.history, "id", ["goals", g, "history"], SAME_ID);
    }
    yield* alike(document.marks, "record", ["marks"], _("is on the same page as one before it"));
    yield* alike(document.log, "id", ["log"], SAME_ID);
    yield* alike(document.walks, "record", ["walks"], _("is along the same pathway as one before it"));
  }

  function* alike(list, key, path, says) {
    const met = new Set();
    for (const [index, entry] of list.entries()) {
      if (met.has(entry[key])) yield { path: [...path, index], says };
      met.add(entry[key]);
    }
  }

  /** A sound document and the handbook's data → {document, retired}: ids that were renamed get their new
      name, and `retired` lists the ids that the handbook no longer knows, and frameworks that can no longer
      be rated. Nothing is dropped; where the new name is taken in the same list, or an answer would come to
      be about an item of another framework, the old one stays.
      @param {MyDocument} document
      @param {HandbookData} data */
  function settle(document, data) {
    const aliases = new Map(data.aliases.map(({ former, id }) => [former, id])),
      retired = new Set();
    const frameworks = new Set(data.frameworks.map((framework) => framework.id));
    const known = new Set(data.records.map((record) => record.id));
    for (const framework of data.frameworks) {
      for (const part of [framework, ...framework.domains, ...framework.items]) known.add(part.id);
    }

    /** An id → its present name; what is part of something renamed goes with it. */
    function present(id) {
      const [parent, part] = id.split("/");
      return aliases.get(id) || (part && aliases.has(parent) ? aliases.get(parent) + "/" + part : id);
    }

    /** The ids of one list, in which no two may become the same; new ones begin with `within`. */
    function renamed(ids, within = "") {
      const names = new Set(ids);
      return ids.map((id) => {
        const next = present(id),
          now = next.startsWith(within) && !names.has(next) ? next : id;
        names.add(now);
        if (!known.has(now)) retired.add(now);
        return now;
      });
    }
    function entries(list, key, within) {
      const before = list.map((entry) => entry[key]),
        ids = renamed(before, within);
      return list.map((entry, index) => ({ ...entry, [key]: ids[index] }));
    }
    function one(value, key) {
      return value[key] === undefined ? value : { ...value, [key]: renamed([value[key]])[0] };
    }
    function answered(answer) {
      const { carried } = answer;
      return carried ? { ...answer, carried: { ...carried, from: renamed(carried.from) } } : answer;
    }

    function assessed(assessment) {
      const framework = present(assessment.framework);
      if (!frameworks.has(framework)) retired.add(framework);
      return {
        ...assessment,
        framework,
        answers: entries(assessment.answers, "item", framework + "/").map(answered),
      };
    }

    const assessments = document.assessments.map(assessed);
    const goals = document.goals.map((goal) => ({
      ...goal,
      items: renamed(goal.items),
      actions: goal.actions.map((action) => one(action, "record")),
    }));
    const log = document.log.map((entry) => one(entry, "item"));
    const [marks, walks] = [document.marks, document.walks].map((list) => entries(list, "record"));
    const current = { ...document, assessments, goals, marks, log, walks };
    return { document: current, retired: Array.from(retired) };
  }

  // ---- Writing a file

  /** A document and a Date → the text of a file.
      @param {MyDocument} document
      @param {Date} now */
  function write(document, now) {
    const { format, version, assessments, goals, marks, log, walks } = document;
    const saved = handbook.document.days.stamp(now);
    const file = { note: NOTE, format, version, saved, assessments, goals, marks, log, walks };
    return JSON.stringify(file, null, 2) + "\n";
  }

  return { FORMAT, VERSION, PATIENTS, NOTE, empty, isEmpty, id, isNewer, migrate, problems, settle, write };
})();
