// The page with the results for what its address asks, as /search/?q=corridor+care: the best three, then the
// others in groups by what one may want of them.
(() => {
  "use strict";

  const { handbook } = window;
  const { shell, shared } = handbook;
  const { Session, answers, view } = handbook.search;
  const { _ } = shell.i18n;
  const { make } = shared.elements;
  const MOST_BEST = 3;
  const MOST_IN_GROUP = 10; // Shown before one asks for more.
  const place = document.querySelector("[data-search-page]");

  class Page {
    constructor() {
      const root = document.getElementById("hb-search").dataset.root;
      this.session = new Session(new URL(root, location.href).href);
      this.form = place.querySelector("form");
      this.input = place.querySelector("input");
      this.status = place.querySelector("[role=status]");
      this.results = place.querySelector(".hb-results__groups");
      this.title = document.title;
      this.form.addEventListener("submit", (event) => {
        event.preventDefault();
        this.go(this.input.value.trim());
      });
      window.addEventListener("popstate", () => this.read());
      this.read();
    }

    /** Asks for a text under an address of its own. */
    go(text) {
      const address = shell.searchStart.listingOf(text);
      shell.searchStart.recent.add(text);
      try {
        history.pushState(null, "", address);
      } catch {
        location.assign(address); // From disk some browsers give a page no other address.
        return;
      }
      this.read();
    }

    read() {
      const text = new URLSearchParams(location.search).get("q") || "";
      this.input.value = text;
      document.title = text ? `${view.shorten(text, 60)} – ${this.title}` : this.title;
      if (text.trim()) this.answer(text);
      else {
        this.results.replaceChildren();
        this.status.textContent = "";
        this.input.focus();
      }
    }

    async answer(text) {
      const isStale = () => text !== (new URLSearchParams(location.search).get("q") || "");
      this.text = text;
      place.dataset.state = "waiting";
      this.results.replaceChildren();
      this.status.textContent = _("Fetching the titles of all pages …");
      try {
        await this.session.ask(text, (answer) => {
          view.afterPress(() => {
            if (isStale()) return;
            this.status.textContent = view.sentence(answer, text);
            this.results.replaceChildren(...this.groups(answer, text));
            place.dataset.state = answer.isWhole ? "whole" : "titles";
          });
        });
      } catch (error) {
        this.status.textContent = _("Search could not be loaded. The menu leads to every section.");
        place.dataset.state = "failed";
        console.warn(error);
      }
    }

    /** The list of some results; the sentence of each comes when its text is here. */
    list(results, request) {
      const items = results.map((result) => {
        const { element, complete } = view.link(result, request);
        complete().catch(console.warn);
        return make("li", { className: "hb-results__item" }, element, this.places(result));
      });
      return make("ol", { className: "hb-results__list" }, items);
    }

    /** The other frameworks that have an item of this name. */
    places({ places }) {
      if (!places.length) return null;
      const links = places.map((entry) =>
        make(
          "li",
          {},
          make("a", { href: new URL(entry.address, this.session.root).href }, view.titleOf(entry)),
        ),
      );
      return make(
        "div",
        { className: "hb-results__places" },
        make("p", {}, _("Also in other frameworks:")),
        make("ul", {}, links),
      );
    }

    group(title, results, request) {
      const section = make(
        "section",
        {},
        make("h2", {}, title),
        this.list(results.slice(0, MOST_IN_GROUP), request),
      );
      const others = results.slice(MOST_IN_GROUP);
      if (others.length) {
        const more = make(
          "button",
          { type: "button", className: "hb-button" },
          _("Show {n} more", { n: others.length }),
        );
        more.addEventListener("click", () => {
          const list = this.list(others, request);
          more.replaceWith(list);
          list.querySelector("a").focus();
        });
        section.append(more);
      }
      return section;
    }

    groups(answer, text) {
      const { results, query } = answer,
        { head } = this.session.index,
        request = { session: this.session, query, text };
      if (!results.length) return answer.isWhole ? [this.nothing(query)] : [];
      const groupOf = new Map(head.kinds.map(([kind, , group]) => [kind, group]));
      const others = results.slice(MOST_BEST);
      const grouped = head.groups.map(([name, title]) => [
        title,
        others.filter(({ entry }) => groupOf.get(entry.kind) === name),
      ]);
      return [
        this.group(_("Best results"), results.slice(0, MOST_BEST), request),
        ...grouped.filter(([, list]) => list.length).map(([title, list]) => this.group(title, list, request)),
      ];
    }

    /** What helps where nothing is found: the nearest words; the indexes stand below anyway. */
    nothing(query) {
      const words = answers.listNear(query, this.session.index);
      if (!words.length)
        return make("p", {}, _("Try another word for it, or fewer words. The indexes below lead on too."));
      const links = words.map((word) =>
        make("li", {}, make("a", { href: shell.searchStart.listingOf(word) }, word)),
      );
      return make(
        "section",
        {},
        make("h2", {}, _("The nearest words in the handbook")),
        make("ul", { className: "hb-results__near" }, links),
      );
    }
  }

  let page = null;

  function start() {
    page = page || new Page();
    return page;
  }

  handbook.search.page = { start };
})();
