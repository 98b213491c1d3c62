// What a glossary term means, at its word: shown where the pointer rests on it, where it has the focus and
// where it is pressed, without leaving the page. Without this script a term is a link to the glossary.
(() => {
  "use strict";

  const { _, spoken } = window.handbook.shell.i18n;
  const GRACE = 250; // Milliseconds in which the pointer gets from the word to what is shown.
  const GAP = 6; // Pixels between them.

  const popover = document.createElement("span");
  const meaning = document.createElement("span");
  const more = spoken(document.createElement("a"));
  popover.className = "hb-popover";
  popover.id = "hb-popover";
  meaning.id = "hb-popover-meaning";
  more.className = "hb-popover__more";
  more.textContent = _("In the glossary");
  more.tabIndex = -1; // The term itself leads there by keyboard.
  popover.append(meaning, " ", more);

  /** The term whose meaning is shown, and whether it was pressed, so that it stays until it is closed.
      @type {{term: HTMLAnchorElement | null, isPinned: boolean}} */
  const explained = { term: null, isPinned: false };
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let leaving;

  /** The term that an event is about, or null. @returns {HTMLAnchorElement | null} */
  function termAt(/** @type {EventTarget | null} */ target) {
    return target instanceof Element ? target.closest("a.hb-term") : null;
  }

  /** Puts what is shown below its term, or above it where there is more room, inside the window. */
  function place() {
    const { term } = explained;
    if (!term) return;
    const word = term.getClientRects()[0] || term.getBoundingClientRect();
    const { width, height } = popover.getBoundingClientRect();
    const widest = document.documentElement.clientWidth - GAP;
    const left = Math.max(GAP, Math.min(word.left, widest - width));
    const isBelow = word.bottom + GAP + height <= window.innerHeight || word.top < height + GAP;
    const top = isBelow ? word.bottom + GAP : word.top - GAP - height;
    popover.style.left = `${left}px`;
    popover.style.top = `${top}px`;
  }

  function show(/** @type {HTMLAnchorElement} */ term, isPinned = false) {
    clearTimeout(leaving);
    if (explained.term !== term) {
      hide();
      meaning.textContent = term.dataset.means || "";
      Object.assign(more, { href: term.href, target: term.target, rel: term.rel });
      term.after(popover);
      term.setAttribute("aria-describedby", meaning.id);
    }
    Object.assign(explained, { term, isPinned: isPinned || explained.isPinned });
    place();
  }

  function hide() {
    clearTimeout(leaving);
    if (explained.term) explained.term.removeAttribute("aria-describedby");
    Object.assign(explained, { term: null, isPinned: false });
    popover.remove();
  }

  /** Hides what is shown once the pointer has had time to get to it, unless it was pressed. */
  function leave() {
    clearTimeout(leaving);
    leaving = setTimeout(() => {
      if (!explained.isPinned) hide();
    }, GRACE);
  }

  /** Whether a press is to go where a link leads: one of the keyboard's, or one that opens a tab. */
  function follows(/** @type {MouseEvent} */ event) {
    return event.detail === 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0;
  }

  function listen() {
    document.addEventListener("pointerover", (event) => {
      const term = termAt(event.target);
      if (term && event.pointerType === "mouse") show(term);
      else if (explained.term && popover.contains(/** @type {Node} */ (event.target))) clearTimeout(leaving);
      else if (explained.term) leave();
    });
    document.addEventListener("focusin", ({ target }) => {
      const term = termAt(target);
      if (term && term.matches(":focus-visible")) show(term);
      else if (explained.term && !popover.contains(/** @type {Node} */ (target)) && !explained.isPinned)
        hide();
    });
    document.addEventListener("click", (event) => {
      const term = termAt(event.target);
      if (term && !follows(event)) {
        event.preventDefault();
        show(term, true);
      } else if (explained.term && !popover.contains(/** @type {Node} */ (event.target))) hide();
    });
    document.addEventListener("keydown", ({ key }) => {
      if (key !== "Escape" || !explained.term) return;
      hide();
    });
    window.addEventListener("resize", place);
    window.addEventListener("scroll", place, { passive: true, capture: true });
    window.addEventListener("beforeprint", hide);
  }

  // The browser's own tooltip would say the same a second time.
  document.querySelectorAll("a.hb-term[title]").forEach((term) => {
    if (!(term instanceof HTMLAnchorElement)) return;
    term.dataset.means = term.title;
    term.removeAttribute("title");
  });
  if (document.querySelector("a.hb-term")) listen();
})();
