// Filters the cards of an index page by words and by closed lists. Without it all cards are there.
(function () {
  "use strict";

  const handbook = window.handbook;
  const { _, spoken } = handbook;

  /** True when every word typed occurs in the card's words, it has each word chosen, and it asks no more than is to be had. */
  handbook.cardMatches = function (card, typed, chosen, most) {
    const words = card.words;
    const hasWords = typed.toLowerCase().split(/\s+/).filter(Boolean).every((word) => words.includes(word));
    const fits = Object.keys(most || {}).every((field) => !most[field] || Number(card[field]) <= Number(most[field]));
    return hasWords && fits && Object.keys(chosen).every((field) => !chosen[field] || (card[field] || "").split(" ").includes(chosen[field]));
  };

  function start(filter) {
    const cards = Array.from(filter.parentElement.querySelectorAll(".hb-card"));
    const input = filter.querySelector("[data-filter-words]");
    const selects = Array.from(filter.querySelectorAll("[data-filter-by]"));
    const limits = Array.from(filter.querySelectorAll("[data-filter-most]"));
    const count = spoken(filter.querySelector("[data-filter-count]"));

    function apply() {
      const chosen = {}, most = {};
      limits.forEach((select) => { most[select.dataset.filterMost] = select.value; });
      selects.forEach((select) => { chosen[select.dataset.filterBy] = select.value; });
      let shown = 0;
      cards.forEach((card) => {
        card.hidden = !handbook.cardMatches(card.dataset, input.value, chosen, most);
        shown += card.hidden ? 0 : 1;
      });
      const things = shown === 1 ? count.dataset.filterOne : count.dataset.filterMany;
      const said = { n: shown, total: cards.length, things };
      if (shown === cards.length) count.textContent = _("All {n} {things}.", said);
      else if (shown) count.textContent = _("{n} of {total} {things}.", said);
      else count.textContent = _("{n} of {total} {things}. Try a shorter word or choose Any.", said);
    }

    filter.hidden = false;
    filter.addEventListener("input", apply);
    filter.addEventListener("change", apply);
    apply();
  }

  document.querySelectorAll("[data-filter]").forEach(start);
})();
