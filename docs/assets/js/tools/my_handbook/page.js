// My handbook: all that is kept here on one page, a file for each of its parts.
(() => {
  "use strict";

  const { _ } = handbook.shell.i18n;
  const { make, sentence, focus } = handbook.kit.elements;
  const { button, row } = handbook.kit.buttons;
  const { keep, status } = handbook.kit.saveStatus;
  const { write } = handbook.kit.address;
  const { today } = handbook.document.days;
  const { parts, lists, backup, clearing, visits } = handbook.myHandbook;

  class MyHandbook {
    constructor({ container, params, data, store, listen }) {
      this.container = container;
      this.params = params;
      this.data = data;
      this.store = store;
      this.listen = listen;
      this.look = handbook.document.lookup.open(data);
      this.parts = new parts.Parts(store);
      this.madeMarks = null; // What `marks` gives.
      this.logEntry = handbook.myHandbook.logEntry.of(this);
      this.notice = make("div");
      this.news = this.canTell() ? visits.come(container.dataset.days, this.today()) : null;
      this.changed = null; // What says that something was changed, under the heading of its list.
    }

    /** Whether what has changed since the last visit can be told: to whoever keeps something here. */
    canTell() {
      const isEmpty = handbook.document.format.isEmpty(this.store.document());
      return !isEmpty && Boolean(this.container.dataset.days) && handbook.shell.boot.storage.lasts;
    }

    today() {
      return today(new Date());
    }

    /** The marks, once there can be any. */
    marks() {
      this.madeMarks = this.madeMarks || handbook.myLists.marks.of(this);
      return this.madeMarks;
    }

    show() {
      this.parts.show();
    }

    /** Changes or takes away what a list holds, says so with "Undo", and moves the focus to the heading of
        the list; nothing of that where it is refused. → what `keep` says. */
    change(title, heading, fn) {
      const { store } = this,
        before = store.document(),
        result = keep(fn);
      if (result.refused) return result;
      this.changed?.remove();
      this.changed = handbook.kit.filePanel.done({
        store,
        title,
        says: [],
        before,
        onUndone: () => focus(heading),
      });
      heading.after(this.changed);
      focus(heading);
      return result;
    }

    draw() {
      const { container, store, notice } = this,
        rescued = make("div");
      this.parts.follow(rescued, store.unreadable, () => backup.rescue(this));
      container.append(
        make(
          "p",
          { className: "hb-lede" },
          _("What you have entered in the tools of this handbook and what you have marked, in one place."),
        ),
        status(store),
        rescued,
        notice,
        ...lists.of(this),
        backup.backUp(this),
        this.parts.part("how-it-is-kept", _("How it is kept"), store.state, () => backup.room(this)),
        clearing.part(this),
      );
      this.show();
      this.arrive();
      this.logEntry.arrive();
      // Not before the focus has left the field that was changed.
      this.listen(() => setTimeout(() => this.show()));
    }

    /** Arriving from another page that is to be marked. */
    arrive() {
      const { look, params } = this;
      const state = params.get("read") ? "read" : "want",
        id = look.current(params.get(state));
      if (!id || !look.url(id)) return;
      const words = look.words(id);
      const box = make("section", { className: "hb-tool-panel", "aria-label": _("Mark a page") });
      const leave = () => {
        box.remove();
        write("replaceState");
        focus(document.getElementById(state === "read" ? "read" : "want-to-read"));
      };
      box.append(
        make(
          "p",
          {},
          sentence(
            state === "read"
              ? _("Mark ‘{page}’ as read?")
              : _("Mark ‘{page}’ as something you want to read?"),
            { page: words },
          ),
        ),
        row(
          button(
            _("Mark it"),
            () => {
              this.marks().mark(id, state);
              leave();
            },
            { primary: true },
          ),
          button(_("Not now"), leave),
        ),
      );
      this.notice.append(box);
    }
  }

  handbook.kit.start.start("my-handbook", (context) => new MyHandbook(context).draw());
})();
