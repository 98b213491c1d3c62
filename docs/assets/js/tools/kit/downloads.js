// Files that leave the browser.
handbook.kit = handbook.kit || {};
handbook.kit.downloads = (() => {
  "use strict";

  const { _ } = handbook.shell.i18n;
  const { make, sentence } = handbook.kit.elements;
  const { say } = handbook.kit.announcements;

  /** Offers content (text or bytes) as a file; text is also laid out under `near` (the button), should none
      arrive. A page within another one is not told whether it may save files: there that is said, and the
      text lies open. */
  function saveFile(name, type, content, near) {
    const anchor = make("a", { download: name, hidden: true }),
      isText = typeof content === "string";
    const doubtful = window.top !== window || !("download" in anchor);
    const url = (anchor.href = URL.createObjectURL(new Blob([content], { type })));
    document.body.append(anchor);
    anchor.click();
    anchor.remove();
    setTimeout(() => URL.revokeObjectURL(url), 60000);
    const may =
      _("It may not be possible to save files here.")
      + " "
      + (isText
        ? _("If {name} is not in your downloads, copy its text below.", { name })
        : _("If {name} is not in your downloads, print this page.", { name }));
    say(doubtful ? may : _("The file {name} is on its way to your downloads.", { name }));
    const place = near || document.activeElement;
    if (!(isText || doubtful) || !place || !place.parentElement || place === document.body) return;
    const row = place.closest(".hb-tool-buttons") || place;
    if (row.nextElementSibling && row.nextElementSibling.matches(".hb-tool-copy"))
      row.nextElementSibling.remove();
    const area =
      isText
      && make("textarea", {
        className: "hb-tool-input",
        readOnly: true,
        rows: 6,
        value: content,
        "aria-label": _("Text of {name}", { name }),
      });
    if (area) area.addEventListener("focus", () => area.select());
    const below = sentence(_("Copy this text and keep it as {name}."), { name: make("b", {}, name) });
    row.after(
      doubtful
        ? make(
            "div",
            { className: "hb-tool-panel hb-tool-copy" },
            make("p", {}, may),
            isText && [make("p", {}, below), area],
          )
        : make(
            "details",
            { className: "hb-details hb-tool-copy" },
            make("summary", {}, _("No file in your downloads? Copy its text")),
            make("p", {}, _("Some work computers do not let a page save files."), " ", below),
            area,
          ),
    );
  }

  return { saveFile };
})();
