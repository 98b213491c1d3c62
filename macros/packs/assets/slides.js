// Slides one at a time: by keys, buttons, clicks and swipes. Without it they stand one after the other.
(() => {
  "use strict";

  const slides = [...document.querySelectorAll(".slide")];
  const controls = document.querySelector(".controls");
  const position = controls.querySelector(".controls__position");
  const notesButton = controls.querySelector("[data-notes]");
  const root = document.documentElement;
  const SMALLEST = 0.55; // Of the size of letters that a slide begins with.
  const SWIPE = 45; // Pixels.
  let shown = 0;
  let touch = null;

  /** Letters of the slide that is shown → so small that all of it is seen, where that is possible. */
  function fit() {
    const body = slides[shown].querySelector(".slide__body");
    body.style.removeProperty("font-size");
    const size = parseFloat(getComputedStyle(body).fontSize);
    for (let part = 1; part >= SMALLEST && body.scrollHeight > body.clientHeight + 1; part -= 0.05) {
      body.style.fontSize = `${size * part}px`;
    }
    for (const part of [slides[shown], body]) {
      if (part.scrollHeight > part.clientHeight + 1 && getComputedStyle(part).overflowY === "auto") {
        part.tabIndex = 0; // What is still longer is scrolled with the keys.
      } else {
        part.removeAttribute("tabindex");
      }
    }
  }

  /** The number of a slide, from 0 → that it is shown, and the one before it is not. */
  function show(number, isFirst) {
    shown = Math.min(Math.max(number, 0), slides.length - 1);
    slides.forEach((slide, place) => slide.classList.toggle("is-shown", place === shown));
    position.textContent = slides[shown].dataset.position;
    controls.querySelector('[data-step="-1"]').disabled = shown === 0;
    controls.querySelector('[data-step="1"]').disabled = shown === slides.length - 1;
    fit();
    if (!isFirst && !controls.contains(document.activeElement)) {
      slides[shown].querySelector(".slide__sheet").focus({ preventScroll: true });
    }
    try {
      history.replaceState(null, "", `#${slides[shown].id}`);
    } catch (refusal) {
      return; // Some browsers let no file have an address of its own; the slide is shown all the same.
    }
  }

  /** The notes → shown where they were not, and the other way round. */
  function toggleNotes() {
    const areShown = root.classList.toggle("has-notes");
    notesButton.setAttribute("aria-pressed", String(areShown));
  }

  /** The number of the slide that the address names → from 0; the first where it names none. */
  function readAddress() {
    return Math.max(
      slides.findIndex((slide) => `#${slide.id}` === location.hash),
      0,
    );
  }

  const KEYS = {
    ArrowRight: () => show(shown + 1),
    ArrowDown: () => show(shown + 1),
    PageDown: () => show(shown + 1),
    ArrowLeft: () => show(shown - 1),
    ArrowUp: () => show(shown - 1),
    PageUp: () => show(shown - 1),
    Home: () => show(0),
    End: () => show(slides.length - 1),
    n: toggleNotes,
    N: toggleNotes,
  };

  document.addEventListener("keydown", (event) => {
    const isTyped = event.ctrlKey || event.metaKey || event.altKey;
    const action = event.key === " " && !event.target.closest("button") ? KEYS.PageDown : KEYS[event.key];
    const scrolls = /^(Arrow(Up|Down)|Page|Home|End| )/.test(event.key) && event.target.tabIndex === 0;
    if (isTyped || !action || (scrolls && !event.target.closest("button"))) {
      return;
    }
    event.preventDefault();
    action();
  });
  document.querySelector(".deck").addEventListener("click", (event) => {
    if (!event.target.closest("a, .notes") && !String(getSelection())) {
      show(shown + 1);
    }
  });
  controls.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button && button.dataset.step) {
      show(shown + Number(button.dataset.step));
    } else if (button) {
      toggleNotes();
    }
  });
  document.addEventListener(
    "touchstart",
    (event) => {
      touch = event.touches.length === 1 ? event.touches[0] : null;
    },
    { passive: true },
  );
  document.addEventListener(
    "touchend",
    (event) => {
      const end = event.changedTouches[0];
      const across = touch ? end.clientX - touch.clientX : 0;
      const down = touch ? end.clientY - touch.clientY : 0;
      if (Math.abs(across) > SWIPE && Math.abs(across) > 2 * Math.abs(down)) {
        show(shown + (across < 0 ? 1 : -1));
      }
    },
    { passive: true },
  );
  addEventListener("hashchange", () => show(readAddress()));
  addEventListener("resize", fit);

  root.classList.add("is-presenting");
  controls.hidden = false;
  show(readAddress(), true);
})();
