// The home page of somebody with work in this browser: it loads what shows that work. For everybody else, and
// where the browser keeps nothing, the page stays as it is.
(() => {
  "use strict";

  const { shared, shell } = window.handbook;
  const { storage } = shell.boot;
  const place = document.querySelector("[data-tool=home]");
  if (!place || !storage.lasts) return;

  /** True where a stored document, which may be of any form, or the walks along pathways hold anything. */
  function hasWork() {
    const { my } = storage.get("my") || {};
    const lists = Object.values(my || {}).filter(Array.isArray);
    return lists.some((list) => list.length) || shared.walks.list().length > 0;
  }

  /** Adds a style sheet → a promise that it has come. */
  function addStyles(href) {
    return new Promise((resolve, reject) => {
      const sheet = Object.assign(document.createElement("link"), { rel: "stylesheet", href });
      document.head.append(Object.assign(sheet, { onload: resolve, onerror: reject }));
    });
  }

  if (!hasWork()) return;
  addStyles(place.dataset.styles)
    .then(() => shell.pageHelps.runScripts(place.dataset.scripts.split(" ")))
    .catch((failed) => console.error(failed)); // The page is what it was.
})();
