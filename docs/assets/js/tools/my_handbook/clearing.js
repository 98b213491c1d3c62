// Taking all that My handbook holds out of this browser.
handbook.myHandbook = handbook.myHandbook || {};
handbook.myHandbook.clearing = (() => {
  "use strict";

  const { _, ngettext } = handbook.shell.i18n;
  const { make, focus } = handbook.kit.elements;
  const { say } = handbook.kit.announcements;
  const { button, row } = handbook.kit.buttons;
  const { save, saveRaw } = handbook.myHandbook.backup;
  const { browserDrafts } = handbook.recordDrafts;

  /** What is said of the drafts of records that go too; empty where there are none. */
  function tellOfDrafts() {
    const drafts = browserDrafts.list(),
      names = drafts.map(({ draft, name }) => (draft && draft.title) || name).join("; ");
    if (!drafts.length) return "";
    return ngettext(
      "This takes {n} draft of a change to the handbook out of this browser, which no such file "
        + "holds: {names}.",
      "This takes {n} drafts of changes to the handbook out of this browser, which no such file "
        + "holds: {names}.",
      drafts.length,
      { names },
    );
  }

  class Clearing {
    /** page: My handbook, of page.js. */
    constructor(page) {
      this.page = page;
      this.place = make("div", { className: "hb-open__place" });
      this.opener = button(_("Clear everything"), () => this.ask(), { danger: true });
    }

    part() {
      const heading = make("h2", { id: "clear" }, _("Clear everything"));
      return make(
        "section",
        { className: "hb-my__part", "aria-labelledby": "clear" },
        heading,
        make(
          "p",
          {},
          _("For a shared computer, or when you are done with it. Your choice of colours is kept."),
        ),
        this.opener,
        this.place,
      );
    }

    ask() {
      const { page } = this,
        my = page.store.document(),
        holds = handbook.document.format.isEmpty(my) ? "" : handbook.files.merging.holds(my),
        drafts = tellOfDrafts();
      const lost =
        page.store.unreadable() && _("What is kept here and cannot be read is lost for good.") + " ";
      const losses =
        holds
        && _(
          "This takes {contents} out of this browser. Without a file they cannot be "
            + "brought back once you have left this page.",
          { contents: holds },
        );
      const nothing = lost || drafts ? "" : _("There is nothing here yet that could be lost.");
      const says = (lost || "") + (losses || nothing);
      const back = button(_("Keep it"), () => this.close());
      const file = button(_("Save to a file first"), () => (lost ? saveRaw(page, file) : save(page, file)));
      const title = make("h3", { className: "hb-tool-panel__title" }, _("Clear everything?"));
      this.place.replaceChildren(
        make(
          "div",
          { className: "hb-tool-panel" },
          title,
          says && make("p", {}, says),
          drafts && make("p", {}, drafts),
          row(
            file,
            button(_("Clear everything now"), () => this.clear(), { danger: true }),
            back,
          ),
        ),
      );
      this.opener.hidden = true;
      focus(title);
    }

    close() {
      this.place.replaceChildren();
      this.opener.hidden = false;
      this.opener.focus();
    }

    clear() {
      const { page, place } = this,
        before = page.store.document(),
        drafts = browserDrafts.list(),
        { saved, says } = page.store.clear();
      page.show();
      if (!saved) {
        this.close();
        place.append(make("p", { className: "hb-tool-panel" }, says));
        say(says);
        return;
      }
      drafts.forEach(({ name }) => browserDrafts.remove(name));
      handbook.shell.searchStart.recent.clear();
      handbook.myHandbook.visits.clear();
      page.news = null;
      page.show();
      const box = handbook.kit.filePanel.done({
        store: page.store,
        title: _("Cleared"),
        says: [_("Nothing of yours is kept in this browser any more.")],
        before,
        onUndone: () => {
          drafts.forEach(browserDrafts.restore);
          page.show();
          this.close();
        },
      });
      this.opener.hidden = false;
      place.replaceChildren(box);
      focus(box.heading);
    }
  }

  /** The part of the page. page: My handbook, of page.js. */
  function part(page) {
    return new Clearing(page).part();
  }

  return { part };
})();
