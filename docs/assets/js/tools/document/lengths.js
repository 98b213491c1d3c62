// How long a text is meant to be, and how long it may be. What is longer than it is meant to be is kept all
// the same; what is longer than it may be is refused as a whole. Nothing is cut off.
handbook.document = handbook.document || {};
handbook.document.lengths = (() => {
  "use strict";

  const { ngettext, number } = handbook.shell.i18n;
  // Characters of a text that are kept, as docs/assets/data/my-handbook.schema.json has it. A cell of a
  // spreadsheet holds a few more.
  const MOST = 30000;
  const MEANT = { line: 400, text: 4000 }; // Characters for a sentence or two, and for a page.

  /** Text and the characters that are meant for it → a sentence on how many it has too many; "" where it has
      not. */
  function excess(text, meant) {
    const n = text.length > meant ? Array.from(text).length - meant : 0;
    if (n <= 0) return "";
    return ngettext(
      "{many} character too many. {meant} are meant for this field. Nothing was cut off.",
      "{many} characters too many. {meant} are meant for this field. Nothing was cut off.",
      n,
      { many: number(n), meant: number(meant) },
    );
  }

  return { MOST, MEANT, excess };
})();
