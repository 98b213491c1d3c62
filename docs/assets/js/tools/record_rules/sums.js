// What has to come out within a record: the sums of a module, and what its parts name of one another.
handbook.recordRules = handbook.recordRules || {};
handbook.recordRules.sums = (() => {
  "use strict";

  const { hours, marks } = handbook.recordRules;
  const { findNearest } = handbook.recordRules.nearest;
  const MOST_WORDS = 39,
    LEAST_THEORIES = 2;
  const UNSEEN = ["understand", "know", "appreciate", "aware", "awareness", "familiar"];
  // Where parts of a record name others of it by their ids, the list that these stand in, and what one is
  // called.
  const NAMES_OF_PARTS = {
    module: [
      ["outcomes", "assessed_by", "assessments", "assessment"],
      ["sessions", "outcomes", "outcomes", "outcome"],
    ],
    programme: [["pathway", "strand", "strands", "strand"]],
    theory: [
      ["links", "origin", "elements", "element"],
      ["links", "target", "elements", "element"],
    ],
  };

  function listOf(value) {
    return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
  }

  /** The numbers to which steps lead, with "*" for each entry of a list. */
  function valuesAt(part, steps) {
    if (part === undefined || part === null) return [];
    if (!steps.length) return [Number(part)];
    const [step, ...rest] = steps;
    return step === "*" ? listOf(part).flatMap((inner) => valuesAt(inner, rest)) : valuesAt(part[step], rest);
  }

  /** A number as sentences have it. */
  function write(value) {
    return String(Number(value.toPrecision(6)));
  }

  /** What is listed in a part comes to, in units of the figure; null where one is missing. */
  function workOut(rule, part) {
    const [figure] = valuesAt(part, rule.figure),
      terms = rule.terms.flatMap((term) => valuesAt(part, term));
    if (figure === undefined || [figure, ...terms].some((value) => !Number.isFinite(value))) return null;
    return write(terms.reduce((sum, term) => sum + term, 0) / rule.factor);
  }

  /** Each sum of a record: {route, total}. */
  function listSums(kind, data) {
    return (handbook.editing.sums[kind] || []).flatMap((rule) => {
      const parts = rule.within ? listOf(data[rule.within]) : [data];
      return parts.map((part, place) => ({
        route: [...(rule.within ? [rule.within, place] : []), ...rule.figure],
        total: workOut(rule, part),
      }));
    });
  }

  function judgeNames(kind, data) {
    return (NAMES_OF_PARTS[kind] || []).flatMap(([list, field, others, noun]) => {
      const known = listOf(data[others]).map((part) => part && part.id);
      return listOf(data[list]).flatMap((part, place) =>
        listOf(part && part[field]).flatMap((id, at) => {
          if (known.includes(id)) return [];
          const guess = findNearest(id, known.filter(Boolean));
          const right = guess
            ? "did you mean '" + guess + "'?"
            : "the " + noun + "s here are " + known.join(", ");
          const route = [list, place, field, ...(Array.isArray(part[field]) ? [at] : [])];
          return [{ route, wrong: "no " + noun + " of this " + kind + " has the id '" + id + "'", right }];
        }),
      );
    });
  }

  function judgeSummary(data) {
    return String(data.summary || "")
      .split(/(?<=[.!?])\s+/)
      .map((sentence) => sentence.split(/\s+/).filter(Boolean).length)
      .filter((count) => count > MOST_WORDS)
      .map((count) => ({
        route: ["summary"],
        wrong: "has a sentence of " + count + " words",
        right: "say it in two, of at most " + MOST_WORDS + " words each",
      }));
  }

  function judgeOutcome(text) {
    const first = (/\S+/.exec(text) || [""])[0].replace(/^[,;:.]+|[,;:.]+$/g, "").toLowerCase();
    if (UNSEEN.includes(first))
      return ["begins with '" + first + "', which nobody can see", "say what one would see the person do"];
    if (!first || handbook.editing.verbs.includes(first)) return null;
    const guess = findNearest(first, handbook.editing.verbs);
    const such = guess ? " such as '" + guess + "'" : "";
    return [
      "begins with '" + first + "', which is no verb of framework/verbs.yml",
      "begin the outcome with one" + such + ", or add it there if it can be seen",
    ];
  }

  function judgeOutcomes(kind, data) {
    if (kind !== "module") return [];
    return listOf(data.outcomes).flatMap((outcome, place) => {
      const fault = judgeOutcome(String((outcome && outcome.text) || ""));
      return fault ? [{ route: ["outcomes", place, "text"], wrong: fault[0], right: fault[1] }] : [];
    });
  }

  function judgeCase(kind, data) {
    if (kind !== "case" || data.depth !== "full") return [];
    const or = ", or make the depth 'short'",
      count = new Set(listOf(data.theories).map((reading) => reading && reading.theory)).size;
    const faults = [];
    if (!listOf(data.measures).length)
      faults.push({
        route: ["depth"],
        wrong: "is told in full and has no measure",
        right: "give at least one" + or,
      });
    if (count < LEAST_THEORIES)
      faults.push({
        route: ["theories"],
        wrong: "is told in full and read through " + count + " theory",
        right: "read it through at least " + LEAST_THEORIES + or,
      });
    return faults;
  }

  /** A record of a kind → what does not come out within it. */
  function judge(kind, data) {
    const rules = [hours.judge, judgeNames, judgeOutcomes, judgeCase];
    const { model } = handbook.editing.kinds[kind];
    return [
      ...rules.flatMap((rule) => rule(kind, data)),
      ...judgeSummary(data),
      ...marks.judgePart(model, data),
    ];
  }

  return { listSums, judge };
})();
