// The plan of a session by the clock: from the time at which it starts, when each part begins, on screen and
// on paper. Until a time is chosen, and without scripts, the plan counts from nought.
(() => {
  "use strict";

  const DAY = 24 * 60; // Minutes.

  /** Minutes of a day → the time, as 9:05. */
  function spell(minutes) {
    return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
  }

  /** The value of a field for a time → minutes of the day; nought for an empty one. */
  function readMinutes(value) {
    const [hours, minutes] = (value || "0:0").split(":").map(Number);
    return hours * 60 + minutes;
  }

  document.querySelectorAll("[data-start]").forEach((place) => {
    const field = place.querySelector("input");
    const cells = Array.from(place.parentElement.querySelectorAll("[data-clock]"));
    function show() {
      const start = readMinutes(field.value);
      cells.forEach((cell) => {
        cell.textContent = spell((start + Number(cell.dataset.clock)) % DAY);
      });
    }
    field.addEventListener("input", show);
    place.hidden = false;
    window.handbook.shell.pageHelps?.whenFieldsReturn(place, show);
  });
})();
