// Buttons, alone and in rows, and buttons that ask before they act.
handbook.kit = handbook.kit || {};
handbook.kit.buttons = (() => {
  "use strict";

  const { id, make } = handbook.kit.elements;
  const { say } = handbook.kit.announcements;

  /** `looks`: {primary, danger, small, quiet}, those that are true. */
  function button(words, onClick, looks) {
    const names = Object.keys(looks || {})
      .filter((look) => looks[look])
      .map((look) => " hb-button--" + look);
    const className = "hb-button" + names.join("");
    const made = make("button", { type: "button", className }, words);
    made.addEventListener("click", onClick);
    return made;
  }

  /** Buttons in a row. */
  function row(...buttons) {
    return make("div", { className: "hb-tool-buttons" }, buttons);
  }

  /** Makes a button ask before it acts: the question takes its place, "no" brings it back. Gives the
      button. */
  function ask(opener, question, yes, no, onYes) {
    opener.addEventListener("click", () => {
      const words = make("p", { id: id(), className: "hb-tool-ask__question" }, question);
      const back = button(
        no,
        () => {
          box.replaceWith(opener);
          opener.focus();
        },
        { small: true },
      );
      const go = button(
        yes,
        () => {
          box.replaceWith(opener);
          onYes();
        },
        { danger: true, small: true },
      );
      const box = make(
        "div",
        { className: "hb-tool-ask", role: "group", "aria-labelledby": words.id },
        words,
        row(go, back),
      );
      box.addEventListener("keydown", (event) => {
        if (event.key === "Escape") back.click();
      });
      opener.replaceWith(box);
      back.focus();
      say(question);
    });
    return opener;
  }

  return { button, row, ask };
})();
