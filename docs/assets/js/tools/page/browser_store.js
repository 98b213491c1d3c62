// The store of the page that is open: it keeps the document in localStorage and hears of the other tabs.
handbook.page = handbook.page || {};
handbook.page.browserStore = (() => {
  "use strict";

  const { KEY, open } = handbook.document.store;
  let store = null;

  /** The one store of this page, on localStorage; it listens to the other tabs. Nothing is read before it is
      called. */
  function main() {
    if (store) return store;
    store = open({
      backing: handbook.shell.boot.storage.lasts ? window.localStorage : null,
      tab: handbook.document.format.id("tab", Math.random),
      now: () => new Date(),
      random: Math.random,
      schema: handbook.data.schema,
      data: handbook.data,
    });
    window.addEventListener("storage", (event) => {
      if (event.key === KEY) store.heard(event.newValue);
      if (event.key === null) store.heard(null);
    });
    // A page brought back by the "back" button has not heard what happened meanwhile, such as that all was
    // cleared.
    window.addEventListener("pageshow", (event) => {
      if (event.persisted && !store.state().problem) store.heard("");
    });
    return store;
  }

  return { main };
})();
