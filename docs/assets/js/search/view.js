// How a result looks, in the box and on the page of results, and how many were found in words.
(() => {
  "use strict";

  const { handbook } = window;
  const { shell, shared } = handbook;
  const { sentences } = handbook.search;
  const { _, ngettext, language } = shell.i18n;
  const { make } = shared.elements;
  const LONGEST_TITLE = 200,
    LONGEST_QUOTED = 60; // Characters.
  // Kinds that have no mark of their own in the style sheet.
  const UNMARKED = new Set(["page", "help", "tool", "blank", "guide", "term", "source"]);

  function shorten(text, most) {
    const characters = Array.from(text);
    return characters.length > most ? characters.slice(0, most).join("") + " …" : text;
  }

  /** Elements of pieces {text, isMarked}. */
  function marked(pieces) {
    return pieces.map(({ text, isMarked }) => (isMarked ? make("mark", {}, text) : text));
  }

  function titleOf({ title, place }) {
    return shorten(place ? `${title} (${place})` : title, LONGEST_TITLE);
  }

  /** What a result is: its kind in a word and, once it is known, the heading of the part that it leads to. */
  function kindOf({ entry, places }, head, heading) {
    const [, word] = head.kinds.find(([kind]) => kind === entry.kind);
    const others = places.length
      ? ngettext("and in {n} other framework", "and in {n} other frameworks", places.length, {
          n: places.length,
        })
      : "";
    return [word, others, heading].filter(Boolean).join(" · ");
  }

  /** The link of a result: {element, complete}. `complete` puts in the sentence that matched, and has the
      link lead to its part, once the text is here. */
  function link(result, { session, query, text }, props) {
    const { entry, part } = result,
      { head } = session.index;
    const kind = make("span", { className: "hb-search__kind" }, kindOf(result, head, ""));
    const says = make(
      "span",
      { className: "hb-search__text" },
      marked(entry.summary ? sentences.choose(entry.summary, query) : []),
    );
    const element = make(
      "a",
      { className: "hb-search__link", href: new URL(entry.address, session.root).href, ...props },
      UNMARKED.has(entry.kind) ? null : make("span", { className: `hb-kind hb-kind--${entry.kind}` }),
      make(
        "span",
        { className: "hb-search__title" },
        marked(sentences.mark(titleOf(entry), sentences.marker(query, titleOf(entry)))),
      ),
      kind,
      says,
    );
    if (!/^en\b/.test(language)) element.lang = "en-GB"; // What is found are records and pages.
    function remember() {
      shell.searchStart.recent.add(text);
      shell.searchStart.arrival.keep(element.href, text);
    }
    element.addEventListener("click", remember);
    element.addEventListener("auxclick", remember);
    async function complete() {
      const parts = await session.read(entry);
      if (isDown) await released();
      const [anchor, heading, words] = parts[part < 0 ? 0 : part - entry.firstPart] || ["", "", ""];
      if (part >= 0 && anchor) {
        element.href = new URL(entry.address.replace(/#.*$/, "") + "#" + anchor, session.root).href;
        kind.textContent = kindOf(result, head, heading);
      }
      const pieces = words ? sentences.choose(words, query) : [];
      if (!entry.summary || pieces.some(({ isMarked }) => isMarked)) says.replaceChildren(...marked(pieces));
    }
    return { element, complete };
  }

  /** What was found, in words: a sentence for the eye and for screen readers alike. */
  function sentence({ results, isWhole, missing, isTooShort, isCut }, text) {
    const n = results.length;
    const quoted = shorten(text.trim(), LONGEST_QUOTED);
    const remarks = [];
    if (n === 0 && !isWhole)
      remarks.push(_("Looking for “{text}” in the text of the pages …", { text: quoted }));
    else if (n === 0 && isTooShort)
      remarks.push(_("One letter is too little to look for. Type more of the word."));
    else if (n === 0) remarks.push(_("Nothing found for “{text}”.", { text: quoted }));
    else remarks.push(ngettext("{n} result", "{n} results", n) + (isWhole ? "" : "."));
    if (n && !isWhole) remarks.push(_("The text of the pages is still being fetched."));
    if (missing)
      remarks.push(
        _("A part of the index did not arrive, so this may not be all. Search again to try once more."),
      );
    if (isCut) remarks.push(_("Only the first {most} words were looked for.", { most: 40 }));
    return remarks.join(remarks.length > 1 && remarks[0].endsWith(".") ? " " : ". ");
  }

  // What is pressed must not move away from under the pointer, for no click would come of it.
  const waiting = [];
  let isDown = false;

  function release() {
    if (!isDown) return;
    isDown = false;
    setTimeout(() => {
      while (!isDown && waiting.length) waiting.shift()();
    }, 0); // The click comes first.
  }

  document.addEventListener(
    "pointerdown",
    (event) => {
      if (event.button === 0 && event.target.closest?.(".hb-search__results, .hb-results__groups"))
        isDown = true;
    },
    true,
  );
  ["pointerup", "pointercancel", "dragend", "contextmenu", "blur"].forEach((name) =>
    window.addEventListener(name, (event) => (name !== "blur" || event.target === window) && release(), true),
  );

  /** Runs `show`, which changes results: now, or once the click has come of what is being pressed. */
  function afterPress(show) {
    if (isDown) waiting.push(show);
    else show();
  }

  /** Waits until no result is being pressed. */
  const released = () => new Promise(afterPress);

  handbook.search.view = { afterPress, link, released, sentence, titleOf, shorten };
})();
