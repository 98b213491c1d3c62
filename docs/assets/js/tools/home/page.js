// The home page for somebody with work in this browser: what is next, and one behaviour to look out for.
(() => {
  "use strict";

  const { _ } = handbook.shell.i18n;
  const { make, sentence, link } = handbook.kit.elements;
  const { button } = handbook.kit.buttons;
  const { say } = handbook.kit.announcements;
  const { address } = handbook.kit.address;
  const { today } = handbook.document.days;

  class Home {
    constructor({ container, data, store, listen }) {
      this.container = container;
      this.data = data;
      this.store = store;
      this.listen = listen;
      this.look = handbook.document.lookup.open(data);
      this.further = 0; // How many times another behaviour was asked for.
      this.lookOut = null;
      this.next = make("div");
      this.behaviour = make("blockquote", { className: "hb-look__words" });
      this.about = make("span");
    }

    today() {
      return today(new Date());
    }

    async draw() {
      const { container, store } = this;
      await handbook.kit.preparation.prepare(); // Also where the browser keeps what cannot be read here.
      this.lookOut = await this.find();
      container.append(
        handbook.kit.saveStatus.status(store),
        make(
          "div",
          { className: "hb-work" },
          make(
            "section",
            { "aria-labelledby": "next" },
            make("h2", { id: "next" }, _("Next for you")),
            this.next,
          ),
          this.lookOut && this.lookOutPart(),
        ),
      );
      this.show();
      this.listen(() => this.show());
    }

    find() {
      return handbook.home.lookOut.find(this.store.document(), this.data, this.today(), this.further);
    }

    lookOutPart() {
      const another = button(_("Another one"), () => this.another(), { small: true, quiet: true });
      const mine = this.data.pages["my-handbook"];
      const form = handbook.logForm.entryForm.of({
        subject: () => ({ item: this.lookOut.item.id, behaviour: this.lookOut.behaviour.key }),
        where: sentence(_("Kept in this browser, under {page}."), {
          page: link(mine + "#log", _("My handbook")),
        }),
      });
      return make(
        "section",
        { className: "hb-look", "aria-labelledby": "look-out" },
        make("h2", { id: "look-out" }, _("Look out for this today")),
        this.behaviour,
        make("p", { className: "hb-look__about" }, this.about, another),
        form,
        make(
          "p",
          { className: "hb-look__other" },
          link(address(mine, { log: "" }), _("Log another behaviour")),
        ),
      );
    }

    async another() {
      this.further += 1;
      this.lookOut = (await this.find()) || this.lookOut;
      this.show();
      say(this.lookOut.behaviour.text);
    }

    show() {
      const { lookOut, look, data } = this;
      this.next.replaceChildren(
        handbook.next.steps.list(this, 1)
          || make("p", {}, _("No action with a day, and no pathway half way.")),
        make("p", {}, link(data.pages["my-handbook"], _("Open My handbook"))),
      );
      if (!lookOut) return;
      this.behaviour.replaceChildren(make("p", {}, lookOut.behaviour.text));
      this.about.replaceChildren(link(lookOut.item.url, look.words(lookOut.item.id)));
    }
  }

  /** Where it cannot start the page is what it is for a newcomer. */
  function leave(container, failed) {
    console.error(failed);
    container.replaceChildren();
  }

  function open(context) {
    new Home(context).draw().catch((failed) => leave(context.container, failed));
  }

  handbook.kit.start.start("home", open, leave);
})();
