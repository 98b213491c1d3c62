// What the tools know of the handbook, as it comes to the page. `handbook.data` is there from the start and
// has the frameworks to choose from; the contents (what the frameworks and pathways are made of, the records,
// and the prompts of the plan's form), what the items of a framework say, and the crosswalks are scripts of
// their own that are loaded when they are wanted. Scripts, because browsers refuse to fetch a file from a
// disk.
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
  }

  /** Runs a script of the handbook, from the site's root, once; again where it did not come. → a promise. */
  function run(address) {
    if (!scripts.has(address)) {
      scripts.set(
        address,
        new Promise((resolve, reject) => {
          const script = document.createElement("script");
          Object.assign(script, { src: root + address, onload: () => resolve(script), onerror: reject });
          document.head.append(script);
        }).catch((failed) => {
          scripts.delete(address);
          throw failed;
        }),
      );
    }
    return scripts.get(address);
  }

  /** Whether the contents are here. */
  function hasContents() {
    return Boolean(handbook.contents && handbook.data.records === handbook.contents.records);
  }

  /** → a promise that the contents are in `handbook.data`. */
  function loadContents() {
    return run(handbook.data.scripts.contents).then(() => {
      if (hasContents() || !handbook.contents) return;
      const { frameworks, ...lists } = handbook.contents;
      Object.assign(handbook.data, lists);
      handbook.data.frameworks.forEach((framework, at) => {
        const { domains, items } = frameworks[at];
        Object.assign(framework, {
          domains: domains.map((domain) => Object.assign(domain, { behaviours: [] })),
          items: items.map((item) => ({ ...NOTHING, ...item })),
        });
      });
      parts += 1;
    });
  }

  function missing(ids) {
    return handbook.data.frameworks.filter(({ id }) => ids.includes(id) && !loadedFrameworks.has(id));
  }

  /** Ids of frameworks → true when the contents and what their items say are here. What is no framework is
      not waited for. */
  function has(ids) {
    return hasContents() && !missing(ids).length;
  }

  /** Ids of frameworks → a promise that the contents and what their items say are here. */
  async function load(ids) {
    const details = missing(ids).map(({ id }) => run(handbook.data.scripts.frameworks[id]));
    await Promise.all([hasContents() || loadContents(), ...details]);
    missing(ids).forEach(({ id, items, domains }) => {
      [...items, ...domains].forEach((part) => Object.assign(part, handbook.details[id][part.id]));
      loadedFrameworks.add(id);
      parts += 1;
    });
  }

  /** → a promise that the crosswalks are in `handbook.data`. */
  function loadCrosswalks() {
    return run(handbook.data.scripts.crosswalks).then(() => {
      parts += 1;
    });
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

  return { useRoot, has, load, loadCrosswalks, count, usedIn };
})();
