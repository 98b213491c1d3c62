// Finds items, records and frameworks of the handbook by their ids, and words for them. Ids are only keys of
// a Map.
/**
 * What the tools know of the handbook; docs/assets/data/handbook.schema.json describes each field. Until the
 * contents are loaded, there are no records, pathways and prompts, and no domains and items; until its
 * framework is, an item says nothing in summary, behaviours, levels, tasks, questions and offers.
 *
 * @typedef {{ schema: object, pages: { [name: string]: string }, frameworks: Framework[],
 *   records: HandbookRecord[], pathways: Pathway[], crosswalks: Crosswalk[], aliases: Alias[],
 *   prompts: Prompt[], translated?: string[], scripts: { frameworks: { [id: string]: string },
 *   contents: string, crosswalks: string } }} HandbookData
 * @typedef {{ id: string, label: string, title: string, url: string, edition: number, editions: number[],
 *   own: boolean, scale: Scale, aim: number, rank: string, ranks: string, domainRank: string,
 *   minutes: { quick: number, full: number }, size: { domains: number, items: number }, domains: Domain[],
 *   items: Item[] }} Framework
 * @typedef {{ title: string, note: string, levels: Level[] }} Scale
 * @typedef {{ value: number, title: string, meaning: string }} Level
 * @typedef {{ id: string, code: string, title: string, url: string, behaviours: Behaviour[],
 *   items: string[] }} Domain
 * @typedef {{ id: string, code: string, title: string, summary: string, url: string, minutes: number | null,
 *   domain: string, top: number, topKnown: boolean, behaviours: Behaviour[], levels: Level[], tasks: Task[],
 *   questions: string[], offers: Offer[] }} Item
 * @typedef {{ key: string, text: string }} Behaviour
 * @typedef {{ do: string, minutes: number | null }} Task
 * @typedef {{ record: string, via: string }} Offer
 * @typedef {{ id: string, title: string, kind: string, url: string, minutes: number | null, how: string,
 *   in: string, retired?: { on: string, successor: string } }} HandbookRecord
 * @typedef {{ id: string, minutes: number, stops: Stop[] }} Pathway
 * @typedef {{ id: string, minutes: number | null, title: string, url: string }} Stop
 * @typedef {{ former: string, id: string }} Alias
 * @typedef {{ id: string, text: string, help: string, answer: string, field: string }} Prompt
 */
handbook.document = handbook.document || {};
handbook.document.lookup = (() => {
  "use strict";

  const { _ } = handbook.shell.i18n;

  /** The handbook's data → what is in it by id: `item(id)` → {item, framework, words: "MLCF 2.2 Encouraging
      others"} or null; `subject(id)` → {framework, behaviours} of an item or a domain, or null; `record(id)`
      → record or null; `words(id)` → what a reader calls it, also where it is no longer there; `page(id)` →
      the same with its kind: "Coaching (Component)"; `url(id)` → its address or null; `current(id)` → the id
      it has now, if it was renamed; `assessment(assessment)`, `goal(goal)` → what a reader calls them.
      @param {HandbookData} data */
  function open(data) {
    const frameworks = mapById(data.frameworks);
    let recordsInMap = /** @type {HandbookRecord[] | null} */ (null), // Of what `known` was made.
      known = { items: new Map(), records: new Map() };
    const aliases = new Map(data.aliases.map(({ former, id }) => [former, id]));

    /** The items and records by their ids. The contents may have come since the last call. */
    function index() {
      if (recordsInMap !== data.records) known = { items: byId(data), records: mapById(data.records) };
      recordsInMap = data.records;
      return known;
    }

    function itemOf(id) {
      return index().items.get(id) || null;
    }

    function recordOf(id) {
      return index().records.get(id) || null;
    }

    function url(id) {
      return (itemOf(id)?.item || recordOf(id) || { url: null }).url;
    }

    function words(id) {
      return itemOf(id)?.words || recordOf(id)?.title || _("{id} (no longer in the handbook)", { id });
    }

    function page(id) {
      const record = recordOf(id);
      return record
        ? record.title + " (" + record.kind + (record.in ? ", " + record.in : "") + ")"
        : words(id);
    }

    function assessment({ framework, started }) {
      return _("{framework} self-assessment of {day}", {
        framework: frameworks.get(framework)?.label || framework,
        day: handbook.document.days.read(started),
      });
    }

    function goal({ title }) {
      return title || _("A goal without words yet");
    }

    return {
      frameworks,
      item: itemOf,
      subject: (id) => findSubject(frameworks.get(id.split("/")[0]), id),
      record: recordOf,
      url,
      words,
      page,
      current: (id) => aliases.get(id) || id,
      assessment,
      goal,
    };
  }

  /** The item or domain of a framework with an id: what can be logged; null where there is none. */
  function findSubject(framework, id) {
    const part = framework && [...framework.items, ...framework.domains].find((one) => one.id === id);
    return part ? { framework, behaviours: part.behaviours } : null;
  }

  function mapById(list) {
    return new Map(list.map((entry) => [entry.id, entry]));
  }

  /** The items of all frameworks by their ids, each with its framework and its words.
      @param {HandbookData} data */
  function byId({ frameworks }) {
    return new Map(
      frameworks.flatMap((framework) =>
        framework.items.map((item) => [
          item.id,
          { item, framework, words: [framework.label, item.code, item.title].filter(Boolean).join(" ") },
        ]),
      ),
    );
  }

  return { open };
})();
