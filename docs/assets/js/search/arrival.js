// On a page that was opened from the search: its words are marked, until the reader takes the marks off.
(() => {
  "use strict";

  const { handbook } = window;
  const { shell, shared } = handbook;
  const { Session, query, sentences, view } = handbook.search;
  const { _ } = shell.i18n;
  const { make } = shared.elements;
  const MOST = 300; // Marks: a page with more of them says nothing by them.
  const UNMARKED =
    "script, style, svg, button, input, select, textarea, [data-search-exclude], .hb-visually-hidden";

  /** The texts of the page that can be marked. */
  function listTexts(article) {
    const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
    const texts = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode())
      if (node.data.trim() && !node.parentElement.closest(UNMARKED)) texts.push(node);
    return texts;
  }

  function markAll(article, read) {
    const marks = [];
    for (const node of listTexts(article)) {
      const pieces = sentences.mark(node.data, sentences.marker(read, node.parentElement.textContent));
      if (marks.length < MOST && pieces.some(({ isMarked }) => isMarked)) {
        const nodes = pieces.map(({ text, isMarked }) =>
          isMarked ? make("mark", { className: "hb-found" }, text) : text,
        );
        marks.push(...nodes.filter((piece) => typeof piece !== "string"));
        node.replaceWith(...nodes);
      }
    }
    return marks;
  }

  function takeOff(marks) {
    for (const mark of marks) {
      const { parentNode } = mark;
      mark.replaceWith(mark.textContent);
      if (parentNode) parentNode.normalize();
    }
  }

  /** Marks the words that a text looks for. */
  async function mark(text) {
    const root = document.getElementById("hb-search").dataset.root;
    const session = new Session(new URL(root, location.href).href);
    await session.open();
    await session.complete(text);
    const article = document.querySelector("article");
    const marks = article ? markAll(article, query.read(text, session.index)) : [];
    if (!marks.length) return;
    const button = make("button", { type: "button", className: "hb-button" }, _("Take the marks off"));
    const bar = make(
      "div",
      { className: "hb-found-bar", role: "region", "aria-label": _("Words you searched for") },
      make("p", {}, _("Marked: “{text}”", { text: view.shorten(text.trim(), 60) })),
      button,
    );
    button.addEventListener("click", () => {
      takeOff(marks);
      bar.remove();
      document.getElementById("hb-main").focus({ preventScroll: true });
    });
    document.getElementById("hb-main").append(bar);
  }

  handbook.search.arrival = { mark };
})();
