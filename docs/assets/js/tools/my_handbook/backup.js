// Keeping what My handbook holds: saving it to a file, restoring it, room. `page` is My handbook, of page.js.
handbook.myHandbook = handbook.myHandbook || {};
handbook.myHandbook.backup = (() => {
  "use strict";

  const { _, ngettext } = handbook.shell.i18n;
  const { make } = handbook.kit.elements;
  const { button, row } = handbook.kit.buttons;
  const { saveFile } = handbook.kit.downloads;

  /** Saves all there is to a file. near: the button. */
  function save({ store, today }, near) {
    handbook.kit.autosave.flush();
    saveFile(
      "my-handbook-" + today() + ".json",
      "application/json",
      handbook.document.format.write(store.document(), new Date()),
      near,
    );
  }

  function backUp(page) {
    const { store, data } = page;
    const all = button(_("Save everything to a file"), () => save(page, all), { primary: true });
    return make(
      "section",
      { className: "hb-my__part", "aria-labelledby": "back-up" },
      make("h2", { id: "back-up" }, _("Back-up")),
      make(
        "p",
        {},
        _(
          "What is here is in this browser only. A file keeps it when the browser is cleared, and takes "
            + "it to another device. The file holds your own notes: keep it where you would keep your "
            + "portfolio.",
        ),
      ),
      row(all),
      make("h3", {}, _("Restore from a file")),
      handbook.kit.filePanel.part({
        store,
        data,
        help: _("A file saved here earlier. You see what it holds before anything changes."),
      }),
    );
  }

  function room({ store }) {
    const { bytes, lasts } = store.state(),
      used =
        bytes < 1000
          ? ngettext("{n} byte used.", "{n} bytes used.", bytes)
          : _("{number} kB used.", { number: Math.round(bytes / 1000) });
    return make(
      "dl",
      { className: "hb-facts" },
      [
        [
          _("Where"),
          lasts
            ? _("In this browser, on this device, under this address. Nothing is sent anywhere.")
            : _("In this page only, and only until it is closed. Save it to a file before you leave."),
        ],
        [_("Who can see it"), _("Whoever can use this browser under the same sign-in.")],
        [_("Room"), used + " " + _("Browsers give a site about 5,000 kB.")],
      ].map(([title, says]) =>
        make("div", { className: "hb-facts__row" }, make("dt", {}, title), make("dd", {}, says)),
      ),
    );
  }

  function saveRaw({ store }, near) {
    saveFile("my-handbook-unreadable.txt", "text/plain", store.unreadable(), near);
  }

  /** The way out with what is kept and cannot be read. */
  function rescue(page) {
    const file = button(_("Save what cannot be read to a file"), () => saveRaw(page, file));
    return page.store.unreadable() && row(file);
  }

  return { save, saveRaw, backUp, room, rescue };
})();
