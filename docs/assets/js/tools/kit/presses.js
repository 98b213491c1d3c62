// Presses of the pointer that must not be lost: while a button is down nothing may move.
//
// A field is left by pressing something else, and what was typed then changes what stands above: a heading
// takes the words, a fault is told. Shown at once, that would push what is pressed away from under the
// pointer, and no click would come of it.
handbook.kit = handbook.kit || {};
handbook.kit.presses = (() => {
  "use strict";

  const waiting = []; // What is to be shown once nothing is pressed.
  let isDown = false;

  function showWaiting() {
    while (!isDown && waiting.length) waiting.shift()();
  }

  /** Runs `show`, which may move what is on the page: now, or where something is being pressed once its click
      has come. */
  function afterPress(show) {
    waiting.push(show);
    showWaiting();
  }

  /** A list that opens does so where it is, however it has moved; and some browsers tell of no release. */
  function begin(event) {
    if (event.button === 0 && !event.target.closest?.("select")) isDown = true;
  }

  function end() {
    if (!isDown) return;
    isDown = false;
    setTimeout(showWaiting, 0);
  }

  // A finger makes events of a mouse too, after its own: the field is left only then.
  ["pointerdown", "mousedown"].forEach((name) => window.addEventListener(name, begin, true));
  ["pointerup", "pointercancel", "mouseup", "dragend", "contextmenu", "blur"].forEach((name) =>
    window.addEventListener(
      name,
      (event) => {
        if (name !== "blur" || event.target === window) end();
      },
      true,
    ),
  );
  // It was let go where this page heard nothing of it.
  window.addEventListener("pointermove", ({ buttons }) => buttons || end(), { capture: true, passive: true });

  return { afterPress };
})();
