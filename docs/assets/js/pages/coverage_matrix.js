// The coverage matrix: counts what is taught, practised or assessed alone, and shows the rows in which none
// is, one alone, or what a single module does. Without it the table holds all three, and their totals.
(() => {
  "use strict";

  const { _, spoken } = window.handbook.shell.i18n;
  const { make } = window.handbook.shared.elements;

  /** What is said where no row is without a kind of coverage; `things` are "20 elements". */
  const NONE_WITHOUT = {
    taught: (things) => _("Each of the {things} is taught in a module.", { things }),
    practised: (things) => _("Each of the {things} is practised in a module.", { things }),
    assessed: (things) => _("Each of the {things} is assessed in a module.", { things }),
  };

  /** What rows can be chosen by → whether the cell of its total is so. */
  const TESTS = {
    none: (cell) => cell.textContent.trim() === "0",
    once: (cell) => cell.textContent.trim() === "1",
    "in-one-module": (cell) => cell.dataset.modules === "1",
  };

  /** A cell with parts in it, and `least`, the least number of each shade but the first → a function that
      shows only its parts of a kind, or all for "", with their number and its shade. */
  function cellShower(cell, least) {
    const fold = cell.querySelector("details");
    const number = cell.querySelector("[data-number]");
    const parts = Array.from(cell.querySelectorAll("[data-part]"));
    const dash = make("span", { hidden: true }, "–");
    cell.append(dash);
    return (kind) => {
      parts.forEach((part) => {
        part.hidden = kind !== "" && part.dataset.part !== kind;
      });
      const count = parts.filter((part) => !part.hidden).length;
      number.textContent = String(count);
      fold.hidden = !count;
      dash.hidden = count > 0;
      const shade = least.filter((minimum) => count >= minimum).length;
      cell.className = "hb-matrix__cell hb-heat-" + shade;
    };
  }

  function start(form) {
    const holder = form.parentElement;
    const table = holder.querySelector("table");
    const least = table.dataset.least.split(" ").map(Number);
    const cells = Array.from(table.querySelectorAll("td:has(details)"), (cell) => cellShower(cell, least));
    const rows = Array.from(table.tBodies[0].rows);
    const status = spoken(form.querySelector("[data-coverage-status]"));
    const onPaper = spoken(holder.querySelector("[data-coverage-chosen]"));
    const chosen = (name) => form.querySelector(`[name="${name}"]:checked`).value;

    /** What is chosen, as the sentences that stand on paper in the form's place. */
    function describe() {
      const sentences = Array.from(form.querySelectorAll("fieldset"), (set) => {
        const label = set.querySelector(":checked").closest("label");
        return `${set.querySelector("legend").textContent}: ${label.textContent.trim()}.`;
      });
      return [...sentences, status.textContent].join(" ");
    }

    function apply() {
      const [kind, test] = chosen("rows").split(" ");
      cells.forEach((show) => show(chosen("count")));
      rows.forEach((row) => {
        row.hidden = Boolean(test) && !TESTS[test](row.querySelector(`[data-total="${kind}"]`));
      });
      const n = rows.filter((row) => !row.hidden).length,
        things = status.dataset.coverageStatus;
      if (!test) status.textContent = _("All {things}.", { things });
      else if (n === 0 && test === "none") status.textContent = NONE_WITHOUT[kind](things);
      else status.textContent = _("{n} of {things}.", { n, things });
      onPaper.textContent = describe();
    }

    form.hidden = false;
    form.addEventListener("change", apply);
    form.addEventListener("submit", (event) => event.preventDefault());
    apply();
  }

  document.querySelectorAll("[data-coverage]").forEach(start);
})();
