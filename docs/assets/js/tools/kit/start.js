// How a tool starts.
handbook.kit = handbook.kit || {};
handbook.kit.start = (() => {
  "use strict";

  const { _ } = handbook.shell.i18n;
  const { make } = handbook.kit.elements;
  const { useRoot, params } = handbook.kit.address;
  const { afterPress } = handbook.kit.presses;
  const { useContainer, loadNamed, isReady, prepare, isReadyFor, prepareFor } = handbook.kit.preparation;

  /** A promise that all is here to show the document, or null where it is already. Where it does not come,
      what is here has to do. */
  function missing(store) {
    const document = store.document();
    return isReadyFor(document) ? null : prepareFor(document).catch((failed) => console.error(failed));
  }

  /** Starts a tool where its container is on the page. `open` gets {container, params, data, store, listen,
      later}: `listen(fn)` has `fn` called after each change, as the store's own does, and again once data has
      come that the change asked for; not while something is being pressed. `later()` loads what the first
      screen does without, once, and gives a promise. Where the start fails, the form to fill by hand is shown
      instead, or `whereItFails(container, failed)` is called. */
  function start(name, open, whereItFails = fail) {
    const container = /** @type {HTMLElement | null} */ (document.querySelector("[data-tool=" + name + "]"));
    if (!container) return;
    try {
      const root = container.dataset.root || "",
        store = handbook.page.browserStore.main();
      useRoot(root);
      handbook.page.data.useRoot(root);
      // The page's text around it is English in every language.
      container.lang = document.documentElement.lang;
      useContainer(container);
      const listen = (fn) =>
        store.listen((change) => {
          const show = () => isReady() && afterPress(() => fn(change));
          if (isReady()) show();
          missing(store)?.then(show);
        });
      const later = onceLoaded(() => loadNamed("later")),
        context = { container, params: params(), data: handbook.data, store, listen, later };
      const isAsked = Array.from(params()).length > 0,
        wait = missing(store) || (isAsked && prepare().catch((failed) => console.error(failed)));
      const run = () => guarded(container, () => open(context), whereItFails);
      if (wait) wait.then(run).then(() => followAddress(container));
      else run();
    } catch (failed) {
      whereItFails(container, failed);
    }
  }

  /** A function that gives the promise of `load()`, which it calls once; again where that failed. */
  function onceLoaded(load) {
    let loading = null;
    return () =>
      (loading =
        loading
        || load().catch((failed) => {
          loading = null;
          throw failed;
        }));
  }

  /** Goes to the place that the address names, which was not there yet when the browser looked for it. */
  function followAddress(container) {
    const target = document.getElementById(location.hash.slice(1));
    if (target && container.contains(target)) target.scrollIntoView();
  }

  function guarded(container, fn, whereItFails) {
    try {
      fn();
    } catch (failed) {
      whereItFails(container, failed);
    }
  }

  function fail(container, failed) {
    console.error(failed);
    container.replaceChildren(
      make(
        "p",
        { className: "hb-warning" },
        _(
          "This tool could not start in this browser. What you entered before is untouched. The form "
            + "below can be printed and filled by hand.",
        ),
      ),
    );
    const byHand = document.querySelectorAll("[data-without-script]");
    // By which the style sheet hides it.
    byHand.forEach((form) => form.removeAttribute("data-without-script"));
  }

  return { start };
})();
