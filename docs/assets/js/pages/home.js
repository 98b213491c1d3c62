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

  if (!hasWork()) return;
  const load = (addresses) => shell.pageHelps.loadFiles(addresses.split(" "));
  load(place.dataset.styles)
    .then(() => load(place.dataset.scripts))
    .catch((failed) => console.error(failed)); // The page is what it was.
})();
