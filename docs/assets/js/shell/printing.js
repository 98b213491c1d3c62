// Paper: what is closed on screen is open on it, every sheet bears the address of the page, the day and its
// number, and a part of a page prints alone.
(() => {
  "use strict";

  const { pageHelps } = window.handbook.shell;
  const LEFT_OUT = "hb-not-printed";
  const ALONE = "hb-prints-part"; // On the root, while a part prints.
  const OPENED = "hb-opened-to-print"; // On what the reader had closed.

  /** The `@page` rule that puts the address of the page at the foot of every sheet, with the day and the
      sheet's number. Browsers that do not know boxes in a sheet's margin leave it out. */
  function footRule() {
    const address = location.href.replace(/#.*/, "");
    const font = "font: 8pt sans-serif; color: #4d5959;";
    const day = new Date().toLocaleDateString(document.documentElement.lang, { dateStyle: "long" });
    const number = `${JSON.stringify(`${day} · `)} counter(page) " / " counter(pages)`;
    return (
      `@page { @bottom-left { content: ${JSON.stringify(address)}; ${font} }`
      + ` @bottom-right { content: ${number}; ${font} } }`
    );
  }

  function addFoot() {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(footRule());
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  }

  /** Opens for the time of printing all that is closed on screen. */
  function openDetails() {
    /** @type {HTMLDetailsElement[]} */
    let opened = [];
    window.addEventListener("beforeprint", () => {
      opened = Array.from(document.querySelectorAll(".md-typeset details:not([open])"));
      opened.forEach((details) => {
        details.open = true;
        details.classList.add(OPENED);
      });
    });
    window.addEventListener("afterprint", () => {
      opened.forEach((details) => {
        details.open = false;
        details.classList.remove(OPENED);
      });
      document.documentElement.classList.remove(ALONE);
      document.querySelectorAll(`.${LEFT_OUT}`).forEach((element) => element.classList.remove(LEFT_OUT));
    });
  }

  /** Leaves out of what is printed next each part of the article that `selector` does not name; an empty one
      leaves out nothing. */
  function choose(/** @type {string} */ selector) {
    const article = document.querySelector("article");
    if (!article || !selector) return;
    for (const part of Array.from(article.children)) part.classList.toggle(LEFT_OUT, !part.matches(selector));
    document.documentElement.classList.add(ALONE);
  }

  document.addEventListener("click", ({ target }) => {
    const button = target instanceof Element && target.closest("[data-print]");
    if (!(button instanceof HTMLElement)) return;
    choose(button.dataset.print || "");
    pageHelps.print();
  });
  openDetails();
  try {
    addFoot();
  } catch (error) {
    console.warn(error);
  }
})();
