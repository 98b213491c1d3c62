// What the tools' pages are built from: elements whose words have their language, links, what folds.
handbook.kit = handbook.kit || {};
handbook.kit.elements = (() => {
  "use strict";

  const { give, flat, sentence } = handbook.shared.elements;
  const { href } = handbook.kit.address;
  let count = 0;

  /** An id that nothing else on the page has. */
  function id() {
    count += 1;
    return "hb-tool-" + count;
  }

  /** An element and what is to stand in it → what is to stand in it, with the words of records marked as
      English where the interface is in another language. */
  function marked(element, inside) {
    return handbook.language ? handbook.language.englishWords.marked(element, inside) : inside;
  }

  /** An element, as handbook.shared.elements makes it. Words of the handbook's records are marked as English
      where the interface is not. */
  function make(name, props, ...children) {
    const element = give(document.createElement(name), props);
    element.append(...marked(element, flat(children)));
    return element;
  }

  /** Words for screen readers only. */
  function hidden(words) {
    return make("span", { className: "hb-visually-hidden" }, words);
  }

  /** A link to a page of the handbook; `url` is from the site's root. */
  function link(url, words, props) {
    return make("a", { href: href(url), ...props }, words);
  }

  /** A paragraph of lesser weight. */
  function note(...words) {
    return make("p", { className: "hb-tool-note" }, words);
  }

  /** What is folded away under a summary; `inside()` makes it when it is first opened. */
  function folded(summary, inside, props) {
    const made = make("details", props, summary);
    made.addEventListener("toggle", () => {
      if (made.childElementCount === 1) made.append(...inside());
    });
    return made;
  }

  /** Moves the focus, and the window, to the heading of what has just appeared. */
  function focus(heading) {
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    heading.scrollIntoView({ block: "start" });
  }

  return { marked, id, make, sentence, link, hidden, note, folded, focus };
})();
