// The plan of a session by the clock: from the time at which it starts, when each part begins, on screen and
// on paper. The minutes of each part can be changed; what comes later moves, and a sentence says how long the
// whole is then. Until a time is chosen, and without scripts, the plan counts from nought. Nothing is kept.
(() => {
  "use strict";

  const DAY = 24 * 60; // Minutes.
  const { _, ngettext, spoken } = window.handbook.shell.i18n;

  /** Minutes of a day → the time, as 9:05. */
  function spell(minutes) {
    return `${Math.floor(minutes / 60) % 24}:${String(minutes % 60).padStart(2, "0")}`;
  }

  /** The value of a field for a time → minutes of the day; nought for an empty one. */
  function readTime(value) {
    const [hours, minutes] = (value || "0:0").split(":").map(Number);
    return hours * 60 + minutes;
  }

  /** The value of a field for minutes → whole minutes of a day at most; nought for what is no number. */
  function readMinutes(value) {
    return Math.min(DAY, Math.max(0, Math.round(Number(value)) || 0));
  }

  /** By how much a plan of `sum` minutes is over or under the `length` of its session. */
  function compare(sum, length) {
    const over = sum - length;
    if (!over) return _("That is as long as the session.");
    return over > 0
      ? ngettext("That is {n} minute too long.", "That is {n} minutes too long.", over)
      : ngettext("That leaves {n} minute free.", "That leaves {n} minutes free.", -over);
  }

  /** The field in which the minutes of one part are changed, in the place of the figure. */
  function addField(row) {
    const cell = row.querySelector("[data-minutes]");
    const title = row.querySelector("[data-activity]").textContent.trim();
    const field = document.createElement("input");
    Object.assign(field, { type: "number", min: "0", max: String(DAY), step: "1", inputMode: "numeric" });
    Object.assign(field, { className: "hb-timetable__minutes", autocomplete: "off" });
    field.value = cell.dataset.minutes;
    field.setAttribute("aria-label", _("Minutes for {part}", { part: title }));
    cell.replaceChildren(spoken(field));
    return { field, planned: Number(cell.dataset.minutes), clocks: row.querySelectorAll("[data-clock]") };
  }

  document.querySelectorAll("[data-start]").forEach((place) => {
    const plan = place.parentElement;
    const start = place.querySelector("input"),
      reset = place.querySelector("[data-reset]"),
      sumPlace = plan.querySelector("[data-sum]");
    const rows = Array.from(plan.querySelectorAll("tbody tr")).map(addField);

    function show() {
      const begin = readTime(start.value);
      place.classList.toggle("hb-timetable__start--unset", !start.value); // Left out on paper.
      let clock = begin;
      rows.forEach(({ field, clocks }) => {
        clocks[0].textContent = spell(clock);
        clock += readMinutes(field.value);
        clocks[1].textContent = spell(clock);
      });
      const sum = clock - begin;
      const sentence = ngettext(
        "{n} minute, from {start} to {end}.",
        "{n} minutes, from {start} to {end}.",
        sum,
        { start: spell(begin), end: spell(clock) },
      );
      sumPlace.textContent = `${sentence} ${compare(sum, Number(sumPlace.dataset.sum))}`;
      reset.hidden = rows.every(({ field, planned }) => readMinutes(field.value) === planned);
    }

    reset.addEventListener("click", () => {
      rows.forEach(({ field, planned }) => {
        field.value = String(planned);
      });
      show();
      start.focus();
    });
    plan.addEventListener("input", show);
    place.hidden = false;
    sumPlace.hidden = false;
    spoken(sumPlace);
    show();
    window.handbook.shell.pageHelps?.whenFieldsReturn(plan, show);
  });
})();
