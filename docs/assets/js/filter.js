// Filters the cards of an index page by words and by closed lists. Without it all cards are there.
(function () {
  "use strict";

  const handbook = (window.handbook = window.handbook || {});

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
    const count = filter.querySelector("[data-filter-count]");

    function apply() {
      const chosen = {}, most = {};
      limits.forEach((select) => { most[select.dataset.filterMost] = select.value; });
      selects.forEach((select) => { chosen[select.dataset.filterBy] = select.value; });
      let shown = 0;
      cards.forEach((card) => {
        card.hidden = !handbook.cardMatches(card.dataset, input.value, chosen, most);
        shown += card.hidden ? 0 : 1;
      });
      const word = shown === 1 ? count.dataset.filterOne : count.dataset.filterMany;
      count.textContent = shown === cards.length ? "All " + shown + " " + word + "." : shown + " of " + cards.length + " " + word + (shown ? "." : ". Try a shorter word or choose Any.");
    }

    filter.hidden = false;
    filter.addEventListener("input", apply);
    filter.addEventListener("change", apply);
    apply();
  }

  document.querySelectorAll("[data-filter]").forEach(start);
})();
