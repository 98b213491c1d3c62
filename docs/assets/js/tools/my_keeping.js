// Keeping what My handbook holds: saving it to a file, restoring it, room, clearing.
(function () {
  "use strict";

  const handbook = window.handbook;
  const { make, button, row, say, focus, saveFile } = handbook.ui;

  /** `data`, `store`, `day()` → today, `show()` brings the page up to date → what makes the parts of the page. */
  handbook.my.keeping = function ({ data, store, day, show }) {
    function save(near) {
      handbook.ui.flush();
      saveFile("my-handbook-" + day() + ".json", "application/json",
        handbook.format.write(store.document(), new Date()), near);
    }

    function backUp() {
      const all = button("Save everything to a file", () => save(all), { primary: true });
      return make("section", { className: "hb-my__part", "aria-labelledby": "back-up" },
        make("h2", { id: "back-up" }, "Back-up"),
        make("p", {}, "What is here is in this browser only. A file keeps it when the browser is cleared, and takes it "
          + "to another device. The file holds your own notes: keep it where you would keep your portfolio."),
        row(all), make("h3", {}, "Restore from a file"),
        handbook.opening.part({ store, data,
          help: "A file saved here earlier. You see what it holds before anything changes." }));
    }

    function room() {
      const { bytes, lasts } = store.state(), size = bytes < 1000 ? bytes + " bytes" : Math.round(bytes / 1000) + " kB";
      return make("dl", { className: "hb-facts" }, [
        ["Where", lasts ? "In this browser, on this device, under this address. Nothing is sent anywhere."
          : "In this page only, and only until it is closed. Save it to a file before you leave."],
        ["Who can see it", "Whoever can use this browser under the same sign-in."],
        ["Room", size + " used. Browsers give a site about 5,000 kB."],
      ].map(([title, says]) => make("div", { className: "hb-facts__row" }, make("dt", {}, title),
        make("dd", {}, says))));
    }

    function saveRaw(near) {
      saveFile("my-handbook-unreadable.txt", "text/plain", store.unreadable(), near);
    }

    /** The way out with what is kept and cannot be read. */
    function rescue() {
      const file = button("Save what cannot be read to a file", () => saveRaw(file));
      return store.unreadable() && row(file);
    }

    function clearing() {
      const heading = make("h2", { id: "clear" }, "Clear everything"),
        place = make("div", { className: "hb-open__place" });
      const first = button("Clear everything", () => {
        const holds = handbook.transfer.holds(store.document()),
          lost = store.unreadable() && "What is kept here and cannot be read is lost for good. ";
        const back = button("Keep it", close),
          file = button("Save to a file first", () => (lost ? saveRaw(file) : save(file)));
        const title = make("h3", { className: "hb-tool-panel__title" }, "Clear everything?");
        place.replaceChildren(make("div", { className: "hb-tool-panel" }, title,
          make("p", {}, lost, holds ? "This takes " + holds
            + " out of this browser. Without a file they cannot be brought back once you have "
            + "left this page."
            : lost ? "" : "There is nothing here yet that could be lost."),
          row(file, button("Clear everything now", clear, { danger: true }), back)));
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
        const box = handbook.opening.done({ store, title: "Cleared",
          says: ["Nothing of yours is kept in this browser any more."], before, onUndone: close });
        first.hidden = false;
        place.replaceChildren(box);
        focus(box.heading);
      }

      return make("section", { className: "hb-my__part", "aria-labelledby": "clear" }, heading,
        make("p", {}, "For a shared computer, or when you are done with it. Your choice of colours is kept."), first,
          place);
    }

    return { backUp, room, rescue, clearing };
  };
})();
