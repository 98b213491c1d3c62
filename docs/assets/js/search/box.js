// The search box: a combobox (ARIA Authoring Practices). While one types, what was found stands below it; the
// arrow keys go through it, and the focus stays in the box. Before one types, what was searched for of late.
(() => {
  "use strict";

  const { handbook } = window;
  const { shell, shared } = handbook;
  const { Session, view } = handbook.search;
  const { _ } = shell.i18n;
  const { make } = shared.elements;
  const MOST_SHOWN = 8;
  const PAUSE = 60; // Milliseconds without a key, after which the question is request.
  const search = document.getElementById("hb-search");

  class Box {
    constructor() {
      this.input = search.querySelector(".hb-search__input");
      this.panel = search.querySelector(".hb-search__panel");
      this.count = search.querySelector(".hb-search__count");
      this.list = search.querySelector(".hb-search__results");
      this.foot = search.querySelector(".hb-search__foot");
      this.status = search.querySelector(".hb-search__status");
      this.session = new Session(new URL(search.dataset.root, location.href).href);
      this.active = null;
      this.waiting = 0;
      this.listen();
      this.session.open().catch(() => {}); // What fails is said where something is request.
      if (this.input.value.trim()) this.answer();
      else this.showRecent();
    }

    // ---- What stands below the box

    say(text) {
      this.count.textContent = text;
      this.status.textContent = text;
    }

    show(isShown) {
      this.panel.hidden = !isShown;
      this.input.setAttribute("aria-expanded", String(isShown && this.options().length > 0));
      if (!isShown) {
        this.status.textContent = "";
        this.activate(null);
      }
    }

    /** Puts options into the list, and below it what may be pressed. */
    fill(label, options, foot) {
      options.forEach((option, at) => {
        option.id = `hb-search-option-${at}`;
        option.tabIndex = -1;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
      });
      this.activate(null);
      this.list.setAttribute("aria-label", label);
      this.list.hidden = !options.length;
      this.list.replaceChildren(...options);
      this.foot.replaceChildren(...foot);
    }

    showRecent() {
      const texts = shell.searchStart.recent.list();
      this.panel.dataset.state = "recent";
      if (!texts.length) {
        this.fill("", [], []);
        this.show(false);
        return;
      }
      const clear = make(
        "button",
        { type: "button", className: "hb-search__clear" },
        _("Clear recent searches"),
      );
      clear.addEventListener("click", () => {
        shell.searchStart.recent.clear();
        this.showRecent();
        this.input.focus();
      });
      const options = texts.map((text) =>
        make(
          "a",
          { className: "hb-search__link hb-search__link--recent", href: shell.searchStart.listingOf(text) },
          text,
        ),
      );
      this.count.textContent = _("Recent searches, kept in this browser alone");
      this.fill(_("Recent searches"), options, [clear]);
      this.show(true);
    }

    /** The options of an answer, the last of which leads to the page with all results. */
    showAnswer(answer, text) {
      const old = this.active && this.active.href;
      const request = { session: this.session, query: answer.query, text };
      const links = answer.results.slice(0, MOST_SHOWN).map((result) => view.link(result, request));
      const all = make(
        "a",
        { className: "hb-search__link hb-search__link--all", href: shell.searchStart.listingOf(text) },
        answer.results.length
          ? _("All results, in groups")
          : _("The nearest words, the indexes, and how to tell us what is missing"),
      );
      all.addEventListener("click", () => shell.searchStart.recent.add(text));
      const options = links.map(({ element }) => element);
      if (answer.isWhole && !answer.isTooShort) options.push(all);
      this.fill(_("Results"), options, []);
      this.say(view.sentence(answer, text));
      this.list.scrollTop = 0;
      this.panel.dataset.state = answer.isWhole ? "whole" : "titles";
      this.show(true);
      if (old) this.activate(this.options().find((option) => option.href === old) || null);
      return links;
    }

    // ---- Asking

    async answer() {
      const text = this.input.value;
      if (!text.trim()) {
        this.showRecent();
        return;
      }
      const isStale = () => text !== this.input.value;
      let links = [];
      this.panel.dataset.state = "waiting";
      if (!this.session.index) {
        this.fill("", [], []);
        this.say(_("Fetching the titles of all pages …"));
        this.show(true);
      }
      try {
        await this.session.ask(text, (answer) => {
          view.afterPress(() => {
            if (!isStale()) links = this.showAnswer(answer, text);
          });
        });
        await view.released();
      } catch (error) {
        this.fill("", [], []);
        this.say(_("Search could not be loaded. The menu leads to every section."));
        this.panel.dataset.state = "failed";
        this.show(true);
        console.warn(error);
        return;
      }
      // The sentences come last. Where a text does not come, its result stands with its summary.
      await Promise.all(links.map(({ complete }) => complete().catch(console.warn)));
      if (!isStale()) this.panel.dataset.sentences = "here";
    }

    // ---- Keys

    options() {
      return Array.from(this.list.querySelectorAll("[role=option]"));
    }

    /** Makes an option the one that Enter opens, or none. */
    activate(option) {
      if (this.active) this.active.setAttribute("aria-selected", "false");
      this.active = option;
      if (option) {
        option.setAttribute("aria-selected", "true");
        option.scrollIntoView({ block: "nearest" });
        this.input.setAttribute("aria-activedescendant", option.id);
      } else this.input.removeAttribute("aria-activedescendant");
    }

    /** The option after or before the active one; beyond the last and the first is the box itself. */
    step(by) {
      const options = this.options();
      if (!options.length) return;
      if (this.panel.hidden) this.show(true);
      const at = this.active ? options.indexOf(this.active) : by > 0 ? -1 : options.length;
      this.activate(options[at + by] || null);
    }

    escape() {
      if (!this.panel.hidden) {
        this.show(false);
        this.input.focus();
      } else if (this.input.value) {
        this.input.value = "";
        this.showRecent();
        this.show(false);
      } else shell.searchStart.close();
    }

    onKey(event) {
      if (event.isComposing) return;
      if (event.key === "ArrowDown") this.step(1);
      else if (event.key === "ArrowUp") this.step(-1);
      else if (event.key === "Escape") this.escape();
      else if (event.key === "Enter" && this.active && event.target === this.input) this.active.click();
      else return;
      event.preventDefault();
      if (event.key === "Escape") event.stopPropagation();
    }

    listen() {
      this.input.addEventListener("focus", () => {
        if (!this.input.value.trim()) this.showRecent();
        else if (this.options().length) this.show(true);
      });
      this.input.addEventListener("input", () => {
        clearTimeout(this.waiting);
        this.panel.dataset.sentences = "";
        this.waiting = setTimeout(() => this.answer(), PAUSE);
        if (!this.input.value.trim()) this.show(false);
      });
      search.addEventListener("keydown", (event) => this.onKey(event));
      search.addEventListener("focusout", (event) => {
        if (event.relatedTarget && !search.contains(event.relatedTarget)) this.show(false);
      });
      document.addEventListener("pointerdown", (event) => {
        if (!search.contains(event.target)) this.show(false);
      });
      this.list.addEventListener("click", (event) => {
        if (event.target.closest("a")) this.show(false);
      });
    }
  }

  let box = null;

  /** Has the box work; with what stands in it by now, if anything does. */
  function start() {
    box = box || new Box();
    return box;
  }

  handbook.search.box = { start };
})();
