// Filters the cards of an index page by words and by closed lists. Without it all cards are there.
(() => {
  "use strict";

  const { i18n, pageHelps, words } = window.handbook.shell;
  const { _, spoken } = i18n;
  const { matcher } = words;
  const MOST_NEAREST = 3; // Cards shown where none fits.

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

  /** How near a card comes to what is asked: the share of the words typed that occur in it, 1 for each value
      that it has, and twice the share of each number that is to be had, since nobody has more time. */
  function nearness(card, typed, chosen, most) {
    const parts = typed.split(/\s+/).filter(Boolean);
    const number = parts.filter((word) => matcher(word)(card.words)).length;
    const values = Object.keys(chosen).filter(
      (field) => chosen[field] && (card[field] || "").split(" ").includes(chosen[field]),
    );
    const shares = Object.keys(most).map((field) =>
      most[field] ? Math.min(1, Number(most[field]) / Number(card[field])) : 0,
    );
    return (parts.length ? number / parts.length : 0) + values.length + 2 * shares.reduce((a, b) => a + b, 0);
  }

  /** What a card is called, with the first of its facts: "A small way, 10 min to spend". */
  function nameOf(card) {
    const title = card.querySelector(".hb-card__title").textContent.trim();
    const facts = card.querySelector(".hb-card__facts");
    return facts ? `${title}, ${facts.textContent.split(" · ")[0].trim()}` : title;
  }

  function start(filter) {
    const cards = Array.from(filter.parentElement.querySelectorAll(".hb-card"));
    const input = filter.querySelector("[data-filter-words]");
    const selects = Array.from(filter.querySelectorAll("[data-filter-by]"));
    const limits = Array.from(filter.querySelectorAll("[data-filter-most]"));
    const count = spoken(filter.querySelector("[data-filter-count]"));

    /** The cards that come nearest to what is asked, the nearest first; none where no card has any of it. */
    function findNearest(chosen, most) {
      const ranked = cards
        .map((card) => ({ card, share: nearness(card.dataset, input.value, chosen, most) }))
        .filter(({ share }) => share > 0)
        .sort((a, b) => b.share - a.share);
      return ranked.slice(0, MOST_NEAREST).map(({ card }) => card);
    }

    function apply() {
      const chosen = Object.fromEntries(selects.map((select) => [select.dataset.filterBy, select.value]));
      const most = Object.fromEntries(limits.map((select) => [select.dataset.filterMost, select.value]));
      const hasWords = matcher(input.value);
      cards.forEach((card) => {
        card.hidden = !matches(card.dataset, hasWords, chosen, most);
      });
      const visible = cards.filter((card) => !card.hidden).length;
      const nearest = visible ? [] : findNearest(chosen, most);
      nearest.forEach((card) => {
        card.hidden = false;
      });
      // How many there are in all, counted by the build: "24 theories of change".
      const values = { n: visible, things: count.dataset.filterCount };
      if (visible === cards.length) count.textContent = _("All {things}.", values);
      else if (visible) count.textContent = _("{n} of {things}.", values);
      else if (nearest.length)
        count.textContent = _("None of {things} fits all of that. The nearest: {nearest}.", {
          ...values,
          nearest: nameOf(nearest[0]),
        });
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
