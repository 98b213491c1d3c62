// "Want to read" and "Mark as read" below the title of a page, and the latter again where its own words end.
// What is marked is read from the stored text; what checks and keeps it is loaded on the first press only.
(() => {
  "use strict";

  const handbook = window.handbook;
  const { _, language, spoken } = handbook.shell.i18n;
  const place = document.querySelector("[data-mark]");
  if (!place) return;
  const { mark: id, scripts } = place.dataset; // The scripts are the data, then the tools.
  const make = (name, properties) => Object.assign(document.createElement(name), properties);
  const words = { want: _("Want to read"), read: _("Mark as read") };
  const buttons = [];
  const statuses = [];
  let loading = null;

  /** Fills a row with the buttons for some states, and a place for what is said of them. */
  function fill(row, states) {
    const status = spoken(make("span", { className: "hb-marks__says" }));
    status.setAttribute("role", "status");
    statuses.push(status);
    row.classList.add("hb-marks");
    row.append(...states.map((state) => button(state, status)), status);
  }

  function button(state, status) {
    const element = spoken(make("button", { type: "button", className: "hb-button" }));
    element.append(make("span", { ariaHidden: "true", textContent: "✓\u00a0" }), words[state]);
    element.addEventListener("click", () => toggle(element, state, status));
    buttons.push([element, state]);
    return element;
  }

  /** "2026-03-03" → "Read on 3 March 2026."; in figures where the browser has no months in the language. */
  function readOn(day) {
    const date = new Date(day);
    if (Number.isNaN(date.getTime())) return _("Marked as read.");
    const isKnown = Intl.DateTimeFormat.supportedLocalesOf(language).length;
    const style = { dateStyle: isKnown ? "long" : "short", timeZone: "UTC" };
    return _("Read on {day}.", { day: date.toLocaleDateString([language, "en-GB"], style) });
  }

  /** Shows how a document, which may be of any form, marks this page. */
  function show(my) {
    const marks = (my && Array.isArray(my.marks) && my.marks) || [];
    const { state, day } = marks.find((entry) => entry && entry.record === id) || {};
    buttons.forEach(([element, its]) => {
      element.setAttribute("aria-pressed", String(its === state));
      element.classList.toggle("hb-button--primary", its === state);
      element.firstChild.hidden = its !== state;
    });
    statuses.forEach((status) => {
      status.textContent = state === "read" ? readOn(day) : "";
    });
  }

  /** Sets or takes away the mark, and says how that went beside the button. */
  async function toggle(element, state, status) {
    // What the reader sees and presses, whatever other tabs have done since.
    const isOff = element.getAttribute("aria-pressed") === "true";
    try {
      loading = loading || handbook.shell.pageHelps.loadFiles(scripts.split(" "));
      await loading;
      const { my, says } = handbook.marking.marks.set(place, state, isOff);
      show(my);
      status.append(status.textContent && " ", ...says);
    } catch {
      loading = null;
      status.textContent = _("The mark could not be set just now. Try again.");
    }
  }

  function refresh() {
    show((handbook.shell.boot.storage.get("my") || {}).my);
  }

  fill(place, Object.keys(words));
  // Before the first of what stands below a page's own words.
  const below = document.querySelector("article :is(#connections, #sources, .hb-provenance)");
  if (below) {
    const row = make("div", { className: "hb-keep hb-keep--end" });
    below.before(row);
    fill(row, ["read"]);
  }
  refresh();
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) refresh();
  });
})();
