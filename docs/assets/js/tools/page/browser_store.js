// The store of the page that is open: it keeps the document in localStorage and hears of the other tabs.
//
// The walks along pathways are part of the document, and stand under a name of their own: the pages of
// pathways write them, which load none of the tools' scripts.
handbook.page = handbook.page || {};
handbook.page.browserStore = (() => {
  "use strict";

  const { KEY, open } = handbook.document.store;
  const { same } = handbook.document.merging;
  const walks = handbook.shared.walks;
  let store = null;

  /** A store whose documents have the walks in them, which the store given knows nothing of. `tell` has the
      listeners called as its own are. */
  function withWalks(inner) {
    const listeners = new Set();
    const tell = (change) => listeners.forEach((fn) => fn(change));

    /** Keeps the walks that a change of `inner`, which came out so, left. → how it came out. */
    function put(outcome, after) {
      if (outcome.problem === "invalid" || same(walks.list(), after)) return outcome;
      walks.replace(after);
      tell({ reason: "here", clashes: [] });
      return outcome;
    }

    function update(fn) {
      let after = walks.list();
      const outcome = inner.update((my) => {
        my.walks = walks.list();
        const isThere = fn(my);
        after = my.walks;
        my.walks = [];
        return isThere;
      });
      return put(outcome, after);
    }

    function clear() {
      const outcome = inner.clear();
      return outcome.saved ? put(outcome, []) : outcome;
    }

    inner.listen(tell);
    return {
      ...inner,
      document: () => ({ ...inner.document(), walks: walks.list() }),
      update,
      replace: (other) => put(inner.replace({ ...other, walks: [] }), other.walks),
      clear,
      listen: (fn) => {
        listeners.add(fn);
        return () => listeners.delete(fn);
      },
      tell,
    };
  }

  /** The one store of this page, on localStorage; it listens to the other tabs. Nothing is read before it is
      called. */
  function main() {
    if (store) return store;
    store = withWalks(
      open({
        backing: handbook.shell.boot.storage.lasts ? window.localStorage : null,
        tab: handbook.document.format.id("tab", Math.random),
        now: () => new Date(),
        random: Math.random,
        schema: handbook.data.schema,
        data: handbook.data,
      }),
    );
    window.addEventListener("storage", (event) => {
      if (event.key === KEY) store.heard(event.newValue);
      if (event.key === walks.KEY) store.tell({ reason: "elsewhere", clashes: [] });
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
