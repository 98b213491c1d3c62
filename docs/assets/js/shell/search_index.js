// The search index of the site, asked through Material's own worker (assets/javascripts/workers/search.*.js).
//
// From disk, and in a sandboxed frame, browsers refuse both workers and fetching; there the same worker file
// runs as an ordinary script, and the index comes as search/search_index.js.
(() => {
  "use strict";

  const { shell } = window.handbook;
  // What the worker's messages are about, in its own numbers.
  const MESSAGE = { setup: 0, ready: 1, query: 2, result: 3 };

  function loadScript(url) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = url;
      script.onload = resolve;
      script.onerror = () => reject(new Error("Could not load " + url));
      document.head.append(script);
    });
  }

  /** Whether the page is where browsers refuse workers and fetching. */
  function isConfined() {
    return location.protocol === "file:" || self.origin === "null";
  }

  /** The index as mkdocs wrote it: `config` for the worker, and `docs`, the pages and their parts. */
  async function loadIndex(base) {
    if (isConfined()) {
      await loadScript(new URL("search/search_index.js", base).href);
      return window.__index;
    }
    const response = await fetch(new URL("search/search_index.json", base));
    if (!response.ok) throw new Error("Could not load the search index: " + response.status);
    return response.json();
  }

  // ---- The worker

  /** Does `work` while the page is its own parent: the worker's file looks into `parent` while it sets up,
      which throws in a frame of another site. */
  function asIfOnTop(work) {
    const parent = Object.getOwnPropertyDescriptor(window, "parent");
    Object.defineProperty(window, "parent", { value: window, configurable: true });
    try {
      work();
    } finally {
      Object.defineProperty(window, "parent", parent);
    }
  }

  /** The worker's file on the page's own thread, as something that is used like a worker. The file calls the
      global `addEventListener("message")` while it loads, and the global `postMessage(answer)` later; both
      are caught here. Calls with a target origin still go to the window. */
  async function onPagesThread(url) {
    const port = { onmessage: null };
    const listeners = [];
    const postToWindow = window.postMessage;
    window.addEventListener = (type, listener, options) => {
      if (type === "message") listeners.push(listener);
      else EventTarget.prototype.addEventListener.call(window, type, listener, options);
    };
    window.postMessage = (...args) => {
      if (args.length > 1) postToWindow.apply(window, args);
      else port.onmessage({ data: args[0] });
    };
    port.postMessage = (data) => asIfOnTop(() => listeners.forEach((listener) => listener({ data })));
    try {
      await loadScript(url);
    } catch (error) {
      window.postMessage = postToWindow;
      throw error;
    } finally {
      delete window.addEventListener;
    }
    return port;
  }

  async function startWorker(url) {
    return isConfined() ? onPagesThread(url) : new Worker(url);
  }

  /** Gives the worker its index → a promise of `ask(query)`, which promises what the worker found: lists of
      entries, one list a page, in the worker's order. A query is in lunr's language. */
  function setUp(worker, { config, docs }) {
    const waiting = []; // The worker answers in the order in which it was asked.
    function ask(query) {
      return new Promise((resolve) => {
        waiting.push(resolve);
        worker.postMessage({ type: MESSAGE.query, data: query });
      });
    }
    return new Promise((resolve, reject) => {
      worker.onerror = reject;
      worker.onmessage = ({ data: { type, data } }) => {
        if (type === MESSAGE.ready) resolve(ask);
        if (type === MESSAGE.result) waiting.shift()(data.items);
      };
      worker.postMessage({ type: MESSAGE.setup, data: { config, docs, options: { suggest: false } } });
    });
  }

  /** A promise of the index: `ask` (see above), `docs`, `separator`, which parts the words of the docs, and
      `base`, the address from which their locations count. */
  async function open() {
    const settings = JSON.parse(document.getElementById("__config").textContent);
    const base = new URL(settings.base.replace(/\/?$/, "/"), location);
    const [worker, index] = await Promise.all([
      startWorker(new URL(settings.search, location).href),
      loadIndex(base),
    ]);
    const { docs, config } = index;
    return { ask: await setUp(worker, index), docs, separator: new RegExp(config.separator), base };
  }

  shell.searchIndex = { open };
})();
