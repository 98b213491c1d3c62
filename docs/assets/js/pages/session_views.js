// The two views of a session's page: what its facilitator needs, and what its participants need. The end of
// the address says which is shown; without scripts both stand one after the other.
(() => {
  "use strict";

  const OTHER = "hb-view--other"; // On what is not of the view that is shown.
  const { pageHelps } = window.handbook.shell;
  const choices = Array.from(document.querySelectorAll("[data-views] a"));
  const parts = Array.from(document.querySelectorAll("[data-view]"));
  const names = choices.map((choice) => choice.hash.slice(1));
  let current = names[0];

  const viewsOf = (part) => part.dataset.view.split(" ");

  /** The view in which what an address points into can be seen: that which is current, where that is one. An
      address that points into nothing shows the first. */
  function viewOf(hash) {
    if (!hash) return names[0];
    const part = pageHelps.pointedInto(hash)?.closest("[data-view]");
    return !part || viewsOf(part).includes(current) ? current : viewsOf(part)[0];
  }

  /** Leaves in the lists of contents what can be seen, and the ways to both views. */
  function showContents() {
    document.querySelectorAll(".hb-toc a").forEach((link) => {
      const target = pageHelps.pointedInto(link.hash);
      const isAway = Boolean(target?.closest(`.${OTHER}`)) && !names.includes(target.id);
      link.parentElement.hidden = isAway;
    });
  }

  function show(view) {
    current = view;
    parts.forEach((part) => part.classList.toggle(OTHER, !viewsOf(part).includes(view)));
    choices.forEach((choice, at) => {
      if (names[at] === view) choice.setAttribute("aria-current", "true");
      else choice.removeAttribute("aria-current");
    });
    showContents();
  }

  window.addEventListener("hashchange", () => {
    const view = viewOf(location.hash);
    if (view === current) return;
    show(view);
    pageHelps.openTarget();
  });
  if (!choices.length) return;
  show(viewOf(location.hash));
  if (location.hash) pageHelps.openTarget();
})();
