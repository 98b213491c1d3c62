// Starts the page that edits a record in a form. What it needs is loaded once the address names a record or a
// kind, or somebody wants to choose one.
(() => {
  "use strict";

  const { _ } = handbook.shell.i18n;
  const { make } = handbook.shared.elements;
  const container = /** @type {any} */ (document.querySelector("[data-edit]"));
  const root = (container && container.dataset.root) || "";

  /** Runs scripts of the handbook. → a promise. */
  function run(places) {
    return handbook.shell.pageHelps.loadFiles(places.map((place) => root + place));
  }

  function openForm() {
    const places = [...(container.dataset.begun || "").split(" "), "assets/data/edit/form.js"];
    container.replaceChildren(make("p", { role: "status" }, _("The form is on its way.")));
    return run(places).then(() => handbook.recordForm.view.open(container, run));
  }

  /** Whether this browser keeps drafts, to be listed at once. */
  function hasDrafts() {
    const { lasts } = handbook.shell.boot.storage;
    return lasts && Object.keys(window.localStorage).some((key) => key.startsWith("handbook.edit."));
  }

  function fail(failed) {
    console.error(failed);
    const words = _(
      "The form could not be loaded. Load this page again, or edit the file in the repository.",
    );
    container.replaceChildren(make("p", { className: "hb-warning", role: "alert" }, words));
  }

  function start() {
    const query = new URLSearchParams(location.search);
    if (query.has("record") || query.has("kind") || hasDrafts()) return openForm().catch(fail);
    const button = make("button", { type: "button", className: "hb-button" }, _("Choose what to change"));
    button.addEventListener("click", () => openForm().catch(fail));
    container.replaceChildren(make("p", {}, button));
  }

  if (container) start();
})();
