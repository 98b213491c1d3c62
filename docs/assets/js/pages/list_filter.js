// Filters the entries of a list by words and by closed lists: the cards of an index page, and lists whose
// entries are folded by letter. Without it all entries are there.
(() => {
  "use strict";

  const { i18n, pageHelps, words } = window.handbook.shell;
  const { _, spoken } = i18n;
  const { matcher } = words;
  const MOST_NEAREST = 3; // Cards shown where none fits.

  /** The words by which an entry is found: those that it names, else all that it shows. */
  function wordsOf(entry) {
    return entry.dataset.words || entry.textContent;
  }

  /** True when every word typed occurs in the entry's words, or where it names none in what it shows, it has
      each value chosen, and it asks no more than is to be had. `hasWords` is of shell/words.js, `chosen` a
      value and `most` a number, as text, by field of the entry's data; "" asks for nothing. */
  function matches(entry, hasWords, chosen, most) {
    const data = entry.dataset;
    const fits = Object.keys(most).every(
      (field) => !most[field] || Number(data[field]) <= Number(most[field]),
    );
    const hasValue = (field) => !chosen[field] || (data[field] || "").split(" ").includes(chosen[field]);
    return hasWords(wordsOf(entry)) && fits && Object.keys(chosen).every(hasValue);
  }

  /** How near a card comes to what is asked: the share of the words typed that occur in it, 1 for each value
      that it has, and twice the share of each number that is to be had, since nobody has more time. */
  function nearness(card, typed, chosen, most) {
    const data = card.dataset;
    const parts = typed.split(/\s+/).filter(Boolean);
    const number = parts.filter((word) => matcher(word)(wordsOf(card))).length;
    const values = Object.keys(chosen).filter(
      (field) => chosen[field] && (data[field] || "").split(" ").includes(chosen[field]),
    );
    const shares = Object.keys(most).map((field) =>
      most[field] ? Math.min(1, Number(most[field]) / Number(data[field])) : 0,
    );
    return (parts.length ? number / parts.length : 0) + values.length + 2 * shares.reduce((a, b) => a + b, 0);
  }

  /** What a card is called, with the first of its facts: "A small way, 10 min to spend". */
  function nameOf(card) {
    const title = card.querySelector(".hb-card__title").textContent.trim();
    const facts = card.querySelector(".hb-card__facts");
    return facts ? `${title}, ${facts.textContent.split(" · ")[0].trim()}` : title;
  }

  /** The folded groups of a list → a function that shows those with an entry in sight, and their letters, and
      opens them while something is asked for; afterwards those that it opened are closed again. */
  function groupShower(list) {
    const groups = Array.from(list.querySelectorAll("[data-filter-group]"));
    const letters = Array.from(list.querySelectorAll("[data-filter-letter]"));
    const opened = new Set();
    return (isAsking) => {
      const empty = new Set();
      groups.forEach((group) => {
        group.hidden = !group.querySelector("[data-words]:not([hidden])");
        // How many are in the whole group, which is not what is in sight while something is asked for.
        group.querySelector("[data-filter-whole]").hidden = isAsking;
        if (group.hidden) empty.add(group.dataset.filterGroup);
        if (isAsking && !group.open) opened.add(group);
        if (isAsking) group.open = true;
        else if (opened.delete(group)) group.open = false;
      });
      letters.forEach((letter) => {
        letter.hidden = empty.has(letter.dataset.filterLetter);
      });
    };
  }

  function start(filter) {
    const list = filter.parentElement;
    const entries = Array.from(list.querySelectorAll("[data-words]"));
    const input = filter.querySelector("[data-filter-words]");
    const selects = Array.from(filter.querySelectorAll("[data-filter-by]"));
    const limits = Array.from(filter.querySelectorAll("[data-filter-most]"));
    const count = spoken(filter.querySelector("[data-filter-count]"));
    const cards = entries.filter((entry) => entry.matches(".hb-card"));
    const showGroups = groupShower(list);

    /** The cards that come nearest to what is asked, the nearest first; none where no card has any of it. */
    function findNearest(chosen, most) {
      const ranked = cards
        .map((card) => ({ card, share: nearness(card, input.value, chosen, most) }))
        .filter(({ share }) => share > 0)
        .sort((a, b) => b.share - a.share);
      return ranked.slice(0, MOST_NEAREST).map(({ card }) => card);
    }

    function apply() {
      const chosen = Object.fromEntries(selects.map((select) => [select.dataset.filterBy, select.value]));
      const most = Object.fromEntries(limits.map((select) => [select.dataset.filterMost, select.value]));
      const hasWords = matcher(input.value);
      const isAsking = [input, ...selects, ...limits].some(({ value }) => value.trim());
      entries.forEach((entry) => {
        entry.hidden = isAsking && !matches(entry, hasWords, chosen, most);
      });
      showGroups(isAsking);
      const visible = entries.filter((entry) => !entry.hidden).length;
      const nearest = visible ? [] : findNearest(chosen, most);
      nearest.forEach((card) => {
        card.hidden = false;
      });
      // How many there are in all, counted by the build: "24 theories of change".
      const values = { n: visible, things: count.dataset.filterCount };
      if (visible === entries.length) count.textContent = _("All {things}.", values);
      else if (visible) count.textContent = _("{n} of {things}.", values);
      else if (nearest.length)
        count.textContent = _("None of {things} fits all of that. The nearest: {nearest}.", {
          ...values,
          nearest: nameOf(nearest[0]),
        });
      else count.textContent = _("{n} of {things}. Try a shorter word or choose Any.", values);
    }

    /** Asks for nothing any more where a link leads to an entry that is filtered away. */
    function showTarget() {
      const target = pageHelps?.pointedInto(location.hash);
      if (!target || !list.contains(target) || !target.closest("[hidden]")) return;
      [input, ...selects, ...limits].forEach((field) => {
        field.value = "";
      });
      apply();
      pageHelps.openTarget();
    }

    filter.hidden = false;
    filter.addEventListener("input", apply);
    filter.addEventListener("change", apply);
    window.addEventListener("hashchange", showTarget);
    pageHelps?.whenFieldsReturn(filter, apply);
    apply();
  }

  /** Says below the entry that the address names in which file and line it stands: as a link, where hosts of
      repositories have lines in addresses. */
  function showFile(list) {
    const entry = pageHelps?.pointedInto(location.hash)?.closest("[data-line]");
    const place = document.createElement("p");
    list.querySelector(".hb-entry-file")?.remove();
    if (!entry || !list.contains(entry)) return;
    const { file, edit } = list.dataset;
    const sentence = _("To change this entry, edit {file}, line {line}.", { file, line: entry.dataset.line });
    place.className = "hb-entry-file";
    if (edit) {
      const link = document.createElement("a");
      link.href = `${edit}#L${entry.dataset.line}`;
      link.textContent = sentence;
      place.append(link);
    } else place.append(sentence);
    (entry.querySelector("dd") || entry).append(place);
  }

  document.querySelectorAll("[data-filter]").forEach(start);
  document.querySelectorAll("[data-file]").forEach((list) => {
    window.addEventListener("hashchange", () => showFile(list));
    showFile(list);
  });
})();
