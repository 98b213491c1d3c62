// What the tools know of the handbook, as it comes to the page. `handbook.data` is there from the start and
// has every framework in outline; what its items say, the contents (the records, the pathways and the prompts
// of the plan's form) and the crosswalks are scripts of their own that are loaded when they are wanted.
// Scripts, because browsers refuse to fetch a file from a disk.
handbook.page = handbook.page || {};
handbook.page.data = (() => {
  "use strict";

  // What an item lacks until its framework is loaded, and has meanwhile.
  const NOTHING = { summary: "", behaviours: [], levels: [], tasks: [], questions: [], offers: [] };
  const scripts = new Map(); // Address → the promise that it has run.
  const loadedFrameworks = new Set(); // Ids of the frameworks whose items are here with all that they say.
  let root = "",
    parts = 0;

  /** To be told once, before anything is loaded. way: to the site's root, such as "../". */
  function useRoot(way) {
    root = way;
    items().forEach((item) => Object.assign(item, { ...NOTHING, ...item }));
  }

  function items() {
    return handbook.data.frameworks.flatMap((framework) => framework.items);
  }

  /** Runs a script of the handbook, from the site's root, once; again where it did not come. → a promise. */
  function run(address) {
    if (!scripts.has(address)) {
      scripts.set(
        address,
        new Promise((resolve, reject) => {
          const script = document.createElement("script");
          const onload = () => {
            parts += 1;
            resolve(script);
          };
          Object.assign(script, { src: root + address, onload, onerror: reject });
          document.head.append(script);
        }).catch((failed) => {
          scripts.delete(address);
          throw failed;
        }),
      );
    }
    return scripts.get(address);
  }

  function missing(ids) {
    return handbook.data.frameworks.filter(({ id }) => ids.includes(id) && !loadedFrameworks.has(id));
  }

  /** Ids of frameworks → true when what their items say is here. What is no framework is not waited for. */
  function has(ids) {
    return !missing(ids).length;
  }

  /** Ids of frameworks → a promise that what their items say is here. */
  function load(ids) {
    return Promise.all(
      missing(ids).map((framework) =>
        run(handbook.data.scripts.frameworks[framework.id]).then(() => {
          const details = handbook.details[framework.id];
          framework.items.forEach((item) => Object.assign(item, details[item.id]));
          loadedFrameworks.add(framework.id);
        }),
      ),
    );
  }

  /** Whether the records, the pathways and the prompts are here. */
  function hasContents() {
    return handbook.data.records.length > 0;
  }

  /** → a promise that the records, the pathways and the prompts are in `handbook.data`. */
  function loadContents() {
    return run(handbook.data.scripts.contents);
  }

  /** → a promise that the crosswalks are in `handbook.data`. */
  function loadCrosswalks() {
    return run(handbook.data.scripts.crosswalks);
  }

  /** How many parts have come: what was worked out of the data before is to be worked out again when this
      changes. */
  function count() {
    return parts;
  }

  /** A document → the ids of all frameworks that it says something about.
      @param {MyDocument} document */
  function usedIn({ assessments, goals, log }) {
    const items = [...goals.flatMap((goal) => goal.items), ...log.map((entry) => entry.item)];
    return Array.from(
      new Set([...assessments.map(({ framework }) => framework), ...items.map((id) => id.split("/")[0])]),
    );
  }

  /** What the handbook says of all that a document names: null where it is here; else a promise that it has
      come.
      @param {MyDocument} document */
  function loadFor(document) {
    const ids = usedIn(document),
      isEmpty = Object.values(document).every((list) => !Array.isArray(list) || !list.length),
      lacksContents = !isEmpty && !hasContents();
    return has(ids) && !lacksContents ? null : Promise.all([load(ids), lacksContents && loadContents()]);
  }

  return { useRoot, has, load, hasContents, loadContents, loadCrosswalks, loadFor, count };
})();
