// My handbook: all that is kept here on one page, a file for each of its parts.
(() => {
  "use strict";

  const { _ } = handbook.shell.i18n;
  const { make, sentence, focus } = handbook.kit.elements;
  const { button, row } = handbook.kit.buttons;
  const { keep, status } = handbook.kit.saveStatus;
  const { write } = handbook.kit.address;
  const { today } = handbook.document.days;
  const { loadContents } = handbook.page.data;
  const { parts, log, marks, pathways, summaries, backup, clearing } = handbook.myHandbook;

  class MyHandbook {
    constructor({ container, params, data, store, listen }) {
      this.container = container;
      this.params = params;
      this.data = data;
      this.store = store;
      this.listen = listen;
      this.look = handbook.document.lookup.open(data);
      this.parts = new parts.Parts();
      this.marks = marks.of(this);
      this.logEntry = handbook.myHandbook.logEntry.of(this);
      this.notice = make("div");
      this.changed = null; // What says that something was changed, under the heading of its list.
    }

    today() {
      return today(new Date());
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
        ...this.lists(),
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

    lists() {
      const all = (name) => () => this.store.document()[name];
      const inState = (state) => () => all("marks")().filter((mark) => mark.state === state);
      const part = (...settings) => this.parts.part(...settings);
      return [
        part(
          "next",
          _("Next for you"),
          () => [all("goals")(), all("marks")(), all("walks")(), this.today()],
          () => handbook.next.steps.list(this, 3),
        ),
        part(
          "log",
          _("What I saw, did and missed"),
          () => [all("log")(), this.today()],
          (heading) => log.part(this, heading),
          this.logEntry.element,
        ),
        part(
          "plan",
          _("Plan"),
          () => [all("goals")(), this.today()],
          () => summaries.plan(this),
        ),
        part("assessments", _("Assessments"), all("assessments"), (heading) =>
          summaries.assessments(this, heading),
        ),
        part(
          "want-to-read",
          _("Want to read"),
          inState("want"),
          this.marks.marks(
            "want",
            _(
              "Nothing yet. Each page to read, such as a theory, a case, a guide or a pathway, has a button "
                + "for it below its title.",
            ),
          ),
        ),
        part("read", _("Read"), inState("read"), this.marks.marks("read", "")),
        part(
          "pathways",
          _("Pathways"),
          () => [all("marks")(), all("walks")()],
          () => pathways.begun(this),
        ),
      ];
    }

    /** Arriving from another page that is to be marked. */
    async arrive() {
      const { look, params } = this;
      const state = params.get("read") ? "read" : "want",
        id = look.current(params.get(state));
      if (id) await loadContents().catch((failed) => console.error(failed));
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
              this.marks.mark(id, state);
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
