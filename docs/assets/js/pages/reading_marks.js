// "Want to read" and "Read" on the page of a record. What is marked is read from the stored text; the tools'
// own scripts, which check and keep it, are loaded on the first click only.
(() => {
  "use strict";

  const handbook = window.handbook;
  const { _, spoken } = handbook.shell.i18n;
  const { storage } = handbook.shell.boot;
  const place = document.querySelector("[data-mark]");
  if (!place) return;
  const NOTHING_LASTS = _("This browser keeps nothing for this site, so the mark will not last.");
  const scripts = place.dataset.scripts.split(" "); // The data, then the tools.
  const make = (name, properties) => Object.assign(document.createElement(name), properties);
  const id = place.dataset.mark,
    status = spoken(make("span", { className: "hb-marks__says" }));
  const words = { want: _("Want to read"), read: _("Read") };
  const buttons = new Map(Object.entries(words).map(([state, label]) => [state, button(state, label)]));
  let loading = null;

  function button(state, label) {
    const element = spoken(make("button", { type: "button", className: "hb-button" }));
    element.append(make("span", { ariaHidden: "true", textContent: "✓\u00a0" }), label);
    element.addEventListener("click", () => toggle(state));
    return element;
  }

  /** How a stored document marks this record: "want", "read" or null. The document may be of any form. */
  function stateIn(my) {
    const mark = my && Array.isArray(my.marks) && my.marks.find((entry) => entry && entry.record === id);
    return mark ? mark.state : null;
  }

  function show(pressed) {
    buttons.forEach((element, state) => {
      element.setAttribute("aria-pressed", String(state === pressed));
      element.classList.toggle("hb-button--primary", state === pressed);
      element.firstChild.hidden = state !== pressed;
    });
  }

  /** Loads what is needed to change a mark, in order, once → a promise of the store. */
  async function store() {
    loading = loading || handbook.shell.pageHelps.runScripts(scripts);
    await loading;
    return handbook.page.browserStore.main();
  }

  /** Sets the record's mark in the document to `state`, or takes it away where `isOff`. */
  function mark(my, state, isOff) {
    const entry = my.marks.find(({ record }) => record === id);
    const day = handbook.document.days.today(new Date());
    if (isOff) my.marks = my.marks.filter((other) => other !== entry);
    else if (entry) Object.assign(entry, { state, day });
    else my.marks.push({ record: id, state, day });
  }

  function sayWhereItIs() {
    const href = place.dataset.root + handbook.data.pages["my-handbook"];
    const [before, after] = _("Kept in this browser, under {page}.").split("{page}");
    status.replaceChildren(before, make("a", { href, textContent: _("My handbook") }), after);
  }

  async function toggle(state) {
    // What the reader sees and presses, whatever other tabs have done since.
    const isOff = buttons.get(state).getAttribute("aria-pressed") === "true";
    try {
      const my = await store();
      const { saved, says } = my.update((document) => mark(document, state, isOff));
      show(stateIn(my.document()));
      if (saved && !isOff) sayWhereItIs();
      else if (saved) status.textContent = _("No longer marked.");
      else status.textContent = storage.lasts ? says : NOTHING_LASTS;
    } catch {
      loading = null;
      status.textContent = _("The mark could not be set just now. Try again.");
    }
  }

  function refresh() {
    show(stateIn((storage.get("my") || {}).my));
  }

  status.setAttribute("role", "status");
  place.classList.add("hb-marks");
  place.append(...buttons.values(), status);
  refresh();
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) refresh();
  });
})();
