// What a tool says about itself: what has to be put right, and what is kept where.
handbook.kit = handbook.kit || {};
handbook.kit.messages = (() => {
  "use strict";

  const { _ } = handbook.shell.i18n;
  const { PATIENTS } = handbook.document.format;
  const { id, make, link, focus } = handbook.kit.elements;

  /** What has to be put right, each linked to its field ({id, says}), and how to go on. Takes the focus once
      it is on the page. */
  function errors(list, how) {
    const title = make("p", { id: id(), className: "hb-tool-errors__title" }, _("There is a problem"));
    const made = make(
      "div",
      { className: "hb-tool-errors", role: "alert", "aria-labelledby": title.id, tabIndex: -1 },
      title,
      make(
        "ul",
        {},
        list.map(({ id: target, says }) => {
          if (!target) return make("li", {}, says);
          const to = make("a", { href: "#" + target }, says);
          to.addEventListener("click", (event) => {
            const field = document.getElementById(target);
            event.preventDefault();
            if (!field) return;
            for (
              let fold = field.closest("details");
              fold;
              fold = fold.parentElement?.closest("details") || null
            ) {
              fold.open = true;
            }
            field.scrollIntoView({ block: "center" });
            field.focus({ preventScroll: true });
          });
          return make("li", {}, to);
        }),
      ),
      how && make("p", {}, how),
    );
    requestAnimationFrame(() => {
      if (made.isConnected) focus(made);
    });
    return made;
  }

  function pageLink(name, words) {
    const url = handbook.data.pages[name];
    return url ? link(url, words) : words;
  }

  /** Shown before anything is typed: what is kept, where, who can see it. */
  function privacy() {
    return make(
      "div",
      { className: "hb-tool-privacy" },
      make(
        "p",
        {},
        make("strong", {}, PATIENTS),
        " ",
        _("No names, dates of birth, hospital numbers or stories by " + "which a patient could be known."),
      ),
      make(
        "p",
        {},
        _(
          "What you enter is kept in this browser, on this device, and is not sent anywhere. Whoever can "
            + "use this browser under the same sign-in can read it, so on a shared computer save it to a "
            + "file and clear it when you are done.",
        ),
        " ",
        pageLink("privacy", _("More about privacy")),
        ".",
      ),
    );
  }

  return { errors, pageLink, privacy };
})();
