// What a tool does without until somebody has entered something or asks for it: the files that its place on
// the page names in `data-begun`, and the handbook's contents.
handbook.kit = handbook.kit || {};
handbook.kit.preparation = (() => {
  "use strict";

  const { _ } = handbook.shell.i18n;
  const { isEmpty } = handbook.document.format;
  const { has, load, usedIn } = handbook.page.data;
  const NOT_LOADED = _("What is shown there could not be loaded just now. Try again.");
  const waiting = new Map(); // Of `whenReady`: what runs last, by its notice.
  let place = /** @type {HTMLElement | null} */ (null),
    preparing = /** @type {Promise<unknown> | null} */ (null),
    hasScripts = false;

  /** To be told once: the element in which the tool stands. */
  function useContainer(container) {
    place = container;
    hasScripts = !container.dataset.begun;
  }

  /** Loads the files that an attribute of the tool's place names, from the site's root. → a promise. */
  function loadNamed(attribute) {
    const addresses = (place?.dataset[attribute] || "").split(" ").filter(Boolean),
      root = place?.dataset.root || "";
    return handbook.shell.pageHelps.loadFiles(addresses.map((address) => root + address));
  }

  /** Whether all is here that work with the tool needs. */
  function isReady() {
    return hasScripts && has([]);
  }

  /** → a promise that it is; tried again where it did not come. */
  function prepare() {
    preparing =
      preparing
      || Promise.all([load([]), hasScripts || loadNamed("begun")]).then(
        () => (hasScripts = true),
        (failed) => {
          preparing = null;
          throw failed;
        },
      );
    return preparing;
  }

  /** Whether all is here to show a document.
      @param {MyDocument} document */
  function isReadyFor(document) {
    return isEmpty(document) || (isReady() && has(usedIn(document)));
  }

  /** → a promise that it is.
      @param {MyDocument} document */
  function prepareFor(document) {
    return Promise.all([prepare(), load(usedIn(document))]);
  }

  /** Runs `fn` once all is here that work with the tool needs: at once where it is. Where it does not come,
      `notice` says so. Of several that wait with the same `notice`, the last runs alone. */
  function whenReady(fn, notice) {
    const { errors } = handbook.kit.messages;
    waiting.set(notice, fn);
    const run = () => {
      if (waiting.get(notice) !== fn) return;
      notice.querySelector(".hb-tool-errors")?.remove();
      fn();
    };
    if (isReady()) run();
    else prepare().then(run, () => notice.replaceChildren(errors([{ says: NOT_LOADED }])));
  }

  return { NOT_LOADED, useContainer, loadNamed, isReady, prepare, isReadyFor, prepareFor, whenReady };
})();
