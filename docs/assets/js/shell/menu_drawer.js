// The menu as a drawer, in narrow windows and on pages that hide the navigation. While it is open, the rest
// of the page is inert: it can be neither reached nor read out.
(() => {
  "use strict";

  const nav = document.getElementById("hb-nav");
  const opener = document.querySelector(".hb-header__menu");
  if (!nav || !opener) return;
  const closer = nav.querySelector(".hb-nav__close");
  const backdrop = document.querySelector(".hb-backdrop");
  const wideWindow = window.matchMedia("(min-width: 62em)");

  /** Everything beside the menu and beside each element that holds it. */
  function surroundings() {
    const elements = [];
    for (let node = nav; node !== document.body; node = node.parentElement) {
      const beside = Array.from(node.parentElement.children).filter((child) => child !== node);
      elements.push(...beside.filter((child) => child !== backdrop && child.tagName !== "SCRIPT"));
    }
    return elements;
  }

  function isOpen() {
    return nav.classList.contains("is-open");
  }

  function set(open) {
    nav.classList.toggle("is-open", open);
    backdrop.hidden = !open;
    opener.setAttribute("aria-expanded", String(open));
    surroundings().forEach((element) => {
      element.inert = open;
    });
  }

  function open() {
    set(true);
    closer.focus();
    showCurrent();
  }

  function close() {
    if (!isOpen()) return;
    set(false);
    opener.focus();
  }

  /** Scrolls the menu, where it scrolls, so that the entry of the page is in sight. */
  function showCurrent() {
    const all = nav.querySelectorAll("[aria-current]");
    const current = all[all.length - 1];
    if (!(current instanceof HTMLElement)) return;
    const from = current.getBoundingClientRect().top - nav.getBoundingClientRect().top;
    if (from > nav.clientHeight * 0.8) nav.scrollTop = from - nav.clientHeight / 3;
  }

  opener.addEventListener("click", open);
  closer.addEventListener("click", close);
  backdrop.addEventListener("click", close);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
  nav.addEventListener("click", (event) => {
    if (event.target.closest("a")) set(false);
  });
  wideWindow.addEventListener("change", () => {
    if (isOpen()) set(false);
  });
  showCurrent();
})();
