// Keeping what is entered, and the box that says how that goes.
handbook.kit = handbook.kit || {};
handbook.kit.saveStatus = (() => {
  "use strict";

  const { _ } = handbook.shell.i18n;
  const { make, focus } = handbook.kit.elements;
  const { say } = handbook.kit.announcements;
  const { button } = handbook.kit.buttons;
  const { pageLink } = handbook.kit.messages;
  const { saveFile } = handbook.kit.downloads;
  const { afterPress } = handbook.kit.presses;
  const boxes = new Set(); // Refreshers of the status boxes on the page.
  let later = null,
    lastTrouble = null; // What was said last.

  /** Changes the store: `fn` gets a copy of the document to change, and gives false where there is nothing to
      change any more. "Saved." is said when changes and typing pause; what went wrong is said once, and
      stands in the status box. Gives what the store says, with `refused`: whether the change was not made at
      all. */
  function keep(fn) {
    const store = handbook.page.browserStore.main(),
      result = store.update(fn);
    afterPress(() => boxes.forEach((refresh) => refresh()));
    clearTimeout(later);
    if (result.saved) {
      lastTrouble = null;
      later = setTimeout(() => {
        if (!handbook.kit.autosave.isTyping()) say(_("Saved."));
      }, 1200);
    } else if (result.says) tell(result.says, result.says);
    return { ...result, refused: result.problem === "invalid" && result.says !== store.state().says };
  }

  /** Says what went wrong, unless it was the last that was said. */
  function tell(trouble, words) {
    if (trouble !== lastTrouble) say(words);
    lastTrouble = trouble;
  }

  /** A button that saves all that is kept to a file. */
  function fileButton(store) {
    const file = button(
      _("Save everything to a file"),
      () =>
        saveFile(
          "my-handbook.json",
          "application/json",
          handbook.document.format.write(store.document(), new Date()),
          file,
        ),
      { small: true },
    );
    return file;
  }

  /** What is said where all was cleared from elsewhere, with a button to bring it back. */
  function lostPart(store) {
    const back = button(
      _("Bring it back"),
      () => {
        const result = store.bringBack();
        say(store.lost() ? result.says : _("Brought back."));
        if (!store.lost()) focus(document.querySelector("h1"));
      },
      { small: true },
    );
    return make(
      "div",
      {},
      make(
        "p",
        {},
        _(
          "What was kept here has been cleared, by another page of this site "
            + "or by the browser. This page still has it, until you leave it.",
        ),
      ),
      back,
    );
  }

  /** Where what had the focus went as well, the focus comes here. */
  function tellLost(lost) {
    if (document.activeElement === document.body) focus(lost);
    else say(lost.firstChild.textContent);
  }

  /** Where what is entered is kept, or what is wrong with that. */
  function stateWords({ says, problem }, isWrong) {
    if (!isWrong) {
      return make(
        "p",
        {},
        _("Kept in this browser only. Nothing is sent."),
        " ",
        pageLink("my-handbook", _("See, save or clear all of it")),
        ".",
      );
    }
    return make(
      "p",
      {},
      says
        || _(
          "This browser does not keep what you enter once the page is closed. Save it to a "
            + "file before you leave.",
        ),
      problem === "unreadable" && [" ", pageLink("my-handbook", _("See what is kept")), "."],
    );
  }

  /** The box that says what is kept and where, whether storage works, and how to save when it does not; where
      all was cleared from elsewhere, it offers to bring it back. */
  function status(store) {
    const words = make("div", { className: "hb-tool-status__words" });
    const file = fileButton(store),
      lost = lostPart(store);
    const made = make("div", { className: "hb-tool-status" }, lost, words, file);
    let last = null; // What the box was drawn from.
    function refresh() {
      const now = store.state(),
        gone = Boolean(store.lost());
      const key = now.lasts + " " + now.problem + " " + now.says + " " + gone;
      if (key === last) return;
      last = key;
      const isWrong = Boolean(now.problem || !now.lasts);
      made.classList.toggle("is-wrong", isWrong || gone);
      lost.hidden = !gone;
      words.hidden = gone && !isWrong;
      file.hidden = !isWrong;
      words.replaceChildren(stateWords(now, isWrong));
      if (gone) setTimeout(() => tellLost(lost));
      if (isWrong) tell(now.says, words.textContent);
    }
    boxes.add(refresh);
    store.listen(() => afterPress(refresh));
    refresh();
    return made;
  }

  return { keep, status };
})();
