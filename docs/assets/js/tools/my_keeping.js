// Keeping what My handbook holds: saving it to a file, restoring it, room, clearing.
(function () {
  "use strict";

  const handbook = window.handbook;
  const { _, ngettext } = handbook.shell.i18n;
  const { make, button, row, say, focus, saveFile } = handbook.ui;

  /** `data`, `store`, `day()` → today, `show()` brings the page up to date → what makes the parts of the page. */
  handbook.my.keeping = function ({ data, store, day, show }) {
    function save(near) {
      handbook.ui.flush();
      saveFile("my-handbook-" + day() + ".json", "application/json",
        handbook.format.write(store.document(), new Date()), near);
    }

    function backUp() {
      const all = button(_("Save everything to a file"), () => save(all), { primary: true });
      return make("section", { className: "hb-my__part", "aria-labelledby": "back-up" },
        make("h2", { id: "back-up" }, _("Back-up")),
        make("p", {}, _("What is here is in this browser only. A file keeps it when the browser is cleared, and takes "
          + "it to another device. The file holds your own notes: keep it where you would keep your portfolio.")),
        row(all), make("h3", {}, _("Restore from a file")),
        handbook.opening.part({ store, data,
          help: _("A file saved here earlier. You see what it holds before anything changes.") }));
    }

    function room() {
      const { bytes, lasts } = store.state(), used = bytes < 1000 ? ngettext("{n} byte used.", "{n} bytes used.", bytes)
        : _("{number} kB used.", { number: Math.round(bytes / 1000) });
      return make("dl", { className: "hb-facts" }, [
        [_("Where"), lasts ? _("In this browser, on this device, under this address. Nothing is sent anywhere.")
          : _("In this page only, and only until it is closed. Save it to a file before you leave.")],
        [_("Who can see it"), _("Whoever can use this browser under the same sign-in.")],
        [_("Room"), used + " " + _("Browsers give a site about 5,000 kB.")],
      ].map(([title, says]) => make("div", { className: "hb-facts__row" }, make("dt", {}, title),
        make("dd", {}, says))));
    }

    function saveRaw(near) {
      saveFile("my-handbook-unreadable.txt", "text/plain", store.unreadable(), near);
    }

    /** The way out with what is kept and cannot be read. */
    function rescue() {
      const file = button(_("Save what cannot be read to a file"), () => saveRaw(file));
      return store.unreadable() && row(file);
    }

    function clearing() {
      const heading = make("h2", { id: "clear" }, _("Clear everything")),
        place = make("div", { className: "hb-open__place" });
      const first = button(_("Clear everything"), () => {
        const holds = handbook.transfer.holds(store.document()),
          lost = store.unreadable() && _("What is kept here and cannot be read is lost for good.") + " ";
        const back = button(_("Keep it"), close),
          file = button(_("Save to a file first"), () => (lost ? saveRaw(file) : save(file)));
        const title = make("h3", { className: "hb-tool-panel__title" }, _("Clear everything?"));
        place.replaceChildren(make("div", { className: "hb-tool-panel" }, title,
          make("p", {}, lost, holds ? _("This takes {contents} out of this browser. Without a file they cannot be "
            + "brought back once you have left this page.", { contents: holds })
            : lost ? "" : _("There is nothing here yet that could be lost.")),
          row(file, button(_("Clear everything now"), clear, { danger: true }), back)));
        first.hidden = true;
        focus(title);
      }, { danger: true });

      function close() {
        place.replaceChildren();
        first.hidden = false;
        first.focus();
      }

      function clear() {
        const before = store.document();
        const { saved, says } = store.clear();
        show();
        if (!saved) {
          close();
          place.append(make("p", { className: "hb-tool-panel" }, says));
          say(says);
          return;
        }
        const box = handbook.opening.done({ store, title: _("Cleared"),
          says: [_("Nothing of yours is kept in this browser any more.")], before, onUndone: close });
        first.hidden = false;
        place.replaceChildren(box);
        focus(box.heading);
      }

      return make("section", { className: "hb-my__part", "aria-labelledby": "clear" }, heading,
        make("p", {}, _("For a shared computer, or when you are done with it. Your choice of colours is kept.")), first,
          place);
    }

    return { backUp, room, rescue, clearing };
  };
})();
