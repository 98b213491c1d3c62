// Finds items, records and frameworks of the handbook by their ids, and words for them. Ids are only keys of a Map.
(function () {
  "use strict";

  const handbook = window.handbook;
  const { _ } = handbook.shell.i18n;

  /** The handbook's data → what is in it by id:
      `item(id)` → {item, framework, words: "MLCF 2.2 Encouraging others"} or null; `record(id)` → record or null;
      `words(id)` → what a reader calls it, also where it is no longer there; `page(id)` → the same with its kind:
      "Coaching (Component)"; `url(id)` → its address or null; `current(id)` → the id it has now, if it was renamed;
      `assessment(assessment)`, `goal(goal)` → what a reader calls them. */
  handbook.lookup = function (data) {
    const frameworks = new Map(data.frameworks.map((each) => [each.id, each]));
    const items = new Map(data.frameworks.flatMap((framework) => framework.items.map((item) =>
      [item.id, { item, framework, words: [framework.label, item.code, item.title].filter(Boolean).join(" ") }])));
    const records = new Map(data.records.map((each) => [each.id, each])), aliases = new Map(data.aliases);

    function url(id) {
      return (items.get(id)?.item || records.get(id) || { url: null }).url;
    }

    function words(id) {
      return items.get(id)?.words || records.get(id)?.title || _("{id} (no longer in the handbook)", { id });
    }

    function page(id) {
      const record = records.get(id);
      return record ? record.title + " (" + record.kind + (record.in ? ", " + record.in : "") + ")" : words(id);
    }

    function assessment(each) {
      const framework = frameworks.get(each.framework)?.label || each.framework;
      return _("{framework} self-assessment of {day}", { framework, day: handbook.days.read(each.started) });
    }

    function goal(each) {
      return each.title || _("A goal without words yet");
    }

    return { frameworks, item: (id) => items.get(id) || null, record: (id) => records.get(id) || null, url, words, page,
      current: (id) => aliases.get(id) || id, assessment, goal };
  };
})();
