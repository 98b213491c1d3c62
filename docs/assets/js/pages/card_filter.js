// Filters the cards of an index page by words and by closed lists. Without it all cards are there.
(() => {
  "use strict";

  const { i18n, pageHelps, words } = window.handbook.shell;
  const { _, spoken } = i18n;
  const { matcher } = words;

  /** True when every word typed occurs in the card's words, it has each value chosen, and it asks no more
      than is to be had. `card` holds texts by field, `hasWords` is of shell/words.js, `chosen` a value and
      `most` a number, as text, by field; "" asks for nothing. */
  function matches(card, hasWords, chosen, most) {
    const fits = Object.keys(most).every(
      (field) => !most[field] || Number(card[field]) <= Number(most[field]),
    );
    const hasValue = (field) => !chosen[field] || (card[field] || "").split(" ").includes(chosen[field]);
    return hasWords(card.words) && fits && Object.keys(chosen).every(hasValue);
  }

  function start(filter) {
    const cards = Array.from(filter.parentElement.querySelectorAll(".hb-card"));
    const input = filter.querySelector("[data-filter-words]");
    const selects = Array.from(filter.querySelectorAll("[data-filter-by]"));
    const limits = Array.from(filter.querySelectorAll("[data-filter-most]"));
    const count = spoken(filter.querySelector("[data-filter-count]"));

    function apply() {
      const chosen = Object.fromEntries(selects.map((select) => [select.dataset.filterBy, select.value]));
      const most = Object.fromEntries(limits.map((select) => [select.dataset.filterMost, select.value]));
      const hasWords = matcher(input.value);
      cards.forEach((card) => {
        card.hidden = !matches(card.dataset, hasWords, chosen, most);
      });
      const visible = cards.filter((card) => !card.hidden).length;
      // How many there are in all, counted by the build: "24 theories of change".
      const values = { n: visible, things: count.dataset.filterCount };
      if (visible === cards.length) count.textContent = _("All {things}.", values);
      else if (visible) count.textContent = _("{n} of {things}.", values);
      else count.textContent = _("{n} of {things}. Try a shorter word or choose Any.", values);
    }

    filter.hidden = false;
    filter.addEventListener("input", apply);
    filter.addEventListener("change", apply);
    pageHelps?.whenFieldsReturn(filter, apply);
    apply();
  }

  document.querySelectorAll("[data-filter]").forEach(start);
})();
