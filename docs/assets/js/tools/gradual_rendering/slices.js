// Long pages made piece by piece, so that what is below the first screen keeps nobody waiting.
handbook.gradualRendering = handbook.gradualRendering || {};
handbook.gradualRendering.slices = (() => {
  "use strict";

  const { afterPress } = handbook.kit.presses;
  const SLICE = 1000; // Elements made at once: what takes no phone longer than a blink.
  const unmade = new Set(); // What makes the rest of the page that is still being made.

  /** Runs the first of some functions now, and each other once what there is then has been painted: what is
      below the first screen need not keep anyone waiting. Paper gets all of it. */
  function inTurn(steps) {
    const left = steps.slice(),
      rest = () => {
        while (left.length) left.shift()();
      };
    function next() {
      if (left.length) left.shift()();
      unmade[left.length ? "add" : "delete"](rest);
      if (left.length) requestAnimationFrame(() => setTimeout(() => afterPress(next)));
    }
    next();
  }

  /** Has `fill(element)` called for each of a list, in turn: at once as many as come to SLICE elements by
      `size(element)`, one at least. It ends where `place`, which they are put into, has left the page. */
  function inSlices(place, all, size, fill) {
    const slices = [];
    let room = 0;
    all.forEach((element) => {
      if (room <= 0) {
        slices.push([]);
        room = SLICE;
      }
      slices[slices.length - 1].push(element);
      room -= size(element);
    });
    inTurn(
      slices.map((some, at) => () => {
        if (!at || place.isConnected) some.forEach(fill);
      }),
    );
  }

  window.addEventListener("beforeprint", () => unmade.forEach((rest) => rest()));

  return { inTurn, inSlices };
})();
