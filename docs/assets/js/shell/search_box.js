// The search box: what is typed, what was found, and the ways between them by keyboard. Nothing is fetched
// until a reader goes to the box. What the index is: search_index.js; how what was typed is read:
// search_words.js; what is looked up by its code: search_codes.js; what comes first: search_ranking.js.
(() => {
  "use strict";

  const { shell } = window.handbook;
  const { searchIndex, searchWords, searchCodes, searchRanking } = shell;
  const { _, ngettext, language } = shell.i18n;
  const search = document.getElementById("hb-search");
  if (!search) return;
  const MOST_PAGES = 20;
  const MOST_PARTS = 3;
  const TITLE = 200,
    SNIPPET = 180,
    QUOTED = 60; // Characters that are shown at most.
  const PAUSE = 120; // Milliseconds without a key, after which the question is asked.
  const input = search.querySelector(".hb-search__input");
  const panel = search.querySelector(".hb-search__panel");
  const count = search.querySelector(".hb-search__count");
  const list = search.querySelector(".hb-search__results");
  const status = search.querySelector(".hb-search__status");
  const opener = document.querySelector(".hb-header__find");
  let asking = null; // A promise of `question`, once somebody has gone to the box.

  // ---- What is found

  /** Copies the worker's HTML into `target`, to so many characters. It is escaped text, the index's own tags,
      and <mark> around what was found. It is parsed in a document of its own, where nothing runs or loads,
      and only its text and its marks are copied out. */
  function copyText(html, target, limit) {
    const { body } = new DOMParser().parseFromString(html || "", "text/html");
    const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
    let left = limit;
    for (let node = walker.nextNode(); node && left > 0; node = walker.nextNode()) {
      let text = node.data.replace(/\s+/g, " ");
      const isCut = text.length > left;
      if (isCut) text = text.slice(0, left).replace(/\s?\S*$/, "") + " …";
      left = isCut ? 0 : left - text.length;
      const isMarked = node.parentElement.tagName === "MARK" && text !== " …";
      target.append(isMarked ? make("mark", "", text) : text);
    }
    return target;
  }

  function make(tag, className, text) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text) element.textContent = text;
    return element;
  }

  // The kind of the records in each folder of the site.
  const KINDS = new Map([
    ["cases", "case"],
    ["components", "component"],
    ["crosswalks", "crosswalk"],
    ["frameworks", "framework"],
    ["instruments", "instrument"],
    ["modules", "module"],
    ["pathways", "pathway"],
    ["programmes", "programme"],
    ["tensions", "tension"],
    ["theories", "theory"],
  ]);

  /** The kind of the record at an address from the root, or undefined where it is another page. */
  function kindAt(location) {
    const [folder, id, item] = location.replace(/(\/|\.html|index\.html)?(#.*)?$/, "").split("/");
    if (!id) return undefined;
    return folder === "frameworks" && item ? "item" : KINDS.get(folder);
  }

  function link(entry, base, isPart) {
    const anchor = make("a", "hb-search__link" + (isPart ? " hb-search__link--part" : ""));
    const kind = kindAt(entry.location);
    anchor.href = new URL(entry.location, base).href;
    if (kind && !isPart) anchor.append(make("span", `hb-kind hb-kind--${kind}`));
    anchor.append(copyText(entry.title, make("span", "hb-search__title"), TITLE));
    if (entry.text) anchor.append(copyText(entry.text, make("span", "hb-search__text"), SNIPPET));
    return anchor;
  }

  /** What is shown of one page: itself, then those of its parts that match best. */
  function shownOf(entries) {
    const page = entries.find((entry) => !entry.location.includes("#")) || entries[0];
    return [page, ...entries.filter((entry) => entry !== page).slice(0, MOST_PARTS)];
  }

  function item(entries, base) {
    const element = make("li", "hb-search__item");
    element.append(...shownOf(entries).map((entry, place) => link(entry, base, place > 0)));
    return element;
  }

  function quoted(text) {
    const characters = Array.from(text);
    return characters.length > QUOTED ? characters.slice(0, QUOTED).join("") + " …" : text;
  }

  /** How many pages were found, in words. */
  function numberFound({ count: n, isTooShort }, text) {
    if (n === 0 && isTooShort) return _("One letter is too little to look for. Type more of the word.");
    if (n === 0) return _("Nothing found for “{text}”", { text: quoted(text) });
    if (n > MOST_PAGES) return _("The best {most} of {n} pages", { most: MOST_PAGES, n });
    return ngettext("{n} page", "{n} pages", n);
  }

  function sentence(results, text) {
    const result = numberFound(results, text),
      { mostSought: most } = results;
    return most ? _("{result}. Only the first {most} words were looked for.", { result, most }) : result;
  }

  // ---- Asking

  /** What answers a text, once the index is here: {vocabulary, codes, entryOf}, each of its script. Made with
      the first question, since it takes a moment. */
  function learn({ docs, separator }) {
    const vocabulary = searchWords.vocabularyOf(docs, separator);
    return {
      vocabulary,
      codes: searchCodes.codedOf(docs),
      entryOf: searchRanking.readerOf(docs, vocabulary),
    };
  }

  /** A promise of `question(text)`, which promises `pages` (each a list of entries, the best first), their
      number, the address from which their links count, `mostSought`, where more words were typed than are
      looked for, and `isTooShort` where there was nothing to look for but a letter. */
  async function prepare() {
    const index = await searchIndex.open();
    let learned = null;
    return async (text) => {
      learned = learned || learn(index);
      const question = searchRanking.question(text, learned.vocabulary);
      const coded = searchCodes.find(text, learned.codes),
        places = new Set(coded.map(({ location }) => location));
      const others = (await index.ask(question.query)).filter(
        (entries) => !entries.some(({ location }) => places.has(location)),
      );
      const best = searchRanking.ordered(others, question, learned.entryOf);
      return {
        pages: [...coded.map((entry) => [entry]), ...best].slice(0, MOST_PAGES),
        count: coded.length + others.length,
        base: index.base,
        mostSought: question.telling.length > question.sought.length ? question.sought.length : 0,
        isTooShort: /^\p{L}$/u.test(text),
      };
    };
  }

  /** Loads the index, once. Where it cannot be loaded the box says so. */
  function warm() {
    if (asking) return asking;
    asking = prepare();
    asking.catch((error) => {
      list.replaceChildren();
      say(_("Search could not be loaded. The menu leads to every section."));
      if (input.value.trim()) show(true);
      console.warn(error);
    });
    return asking;
  }

  /** Asks for what stands in the box, and shows the answer if it still stands there when the answer comes. */
  async function answer() {
    const text = input.value.trim();
    if (!text) {
      list.replaceChildren();
      show(false);
      return;
    }
    let question;
    try {
      question = await warm();
    } catch {
      show(true);
      return;
    }
    if (text !== input.value.trim()) return;
    const results = await question(text);
    if (text !== input.value.trim()) return;
    list.replaceChildren(...results.pages.map((entries) => item(entries, results.base)));
    say(sentence(results, text));
    panel.scrollTop = 0;
    show(true);
  }

  /** The addresses that would be shown for a text: a list for each page, the best first. */
  async function find(text) {
    const { pages, base } = await (await warm())(text);
    return pages.map((entries) => shownOf(entries).map((entry) => new URL(entry.location, base).href));
  }

  // ---- The box and its panel

  function say(text) {
    count.textContent = text;
    status.textContent = text;
  }

  function show(isShown) {
    panel.hidden = !isShown;
    if (!isShown) status.textContent = "";
  }

  function expand(isOpen) {
    search.classList.toggle("is-open", isOpen);
    if (opener) opener.setAttribute("aria-expanded", String(isOpen));
  }

  function open() {
    expand(true);
    input.focus();
  }

  function close() {
    show(false);
    expand(false);
  }

  function links() {
    return Array.from(list.querySelectorAll("a"));
  }

  /** Moves the focus among the box and the links: 1 down, -1 up. */
  function step(by) {
    const stops = [input, ...links()];
    const stop = stops[stops.indexOf(document.activeElement) + by];
    if (stop) stop.focus();
  }

  /** Escape: first the results, then, on a phone, the box. */
  function escape() {
    if (!panel.hidden) {
      input.focus();
      show(false);
    } else if (opener && opener.offsetParent && search.classList.contains("is-open")) {
      expand(false);
      opener.focus();
    }
  }

  // ---- Keys and clicks

  function onKey(event) {
    const [first] = links();
    if (event.key === "ArrowDown") step(1);
    else if (event.key === "ArrowUp") step(-1);
    else if (event.key === "Escape") escape();
    else if (event.key === "Enter" && event.target === input && first) first.click();
    else return;
    event.preventDefault();
    if (event.key === "Escape") event.stopPropagation();
  }

  function listenInside() {
    let waiting = 0;
    input.addEventListener("focus", () => {
      warm();
      if (input.value.trim() && list.children.length) show(true);
    });
    input.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(answer, PAUSE);
    });
    search.addEventListener("keydown", onKey);
    search.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !search.contains(event.relatedTarget)) show(false);
    });
    list.addEventListener("click", (event) => {
      if (event.target.closest("a")) close();
    });
  }

  function listenOutside() {
    document.addEventListener("pointerdown", (event) => {
      if (!search.contains(event.target)) show(false);
    });
    document.addEventListener("keydown", (event) => {
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      open();
    });
    document.addEventListener("click", (event) => {
      if (!event.target.closest("[data-search-open]")) return;
      event.preventDefault();
      open();
    });
    if (opener)
      opener.addEventListener("click", () => (search.classList.contains("is-open") ? close() : open()));
  }

  if (!/^en\b/.test(language)) list.lang = "en-GB"; // What is found are records and pages.
  listenInside();
  listenOutside();
  shell.searchBox = { open, find };
})();
