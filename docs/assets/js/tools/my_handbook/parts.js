// The parts of My handbook, and what they are made of.
handbook.myHandbook = handbook.myHandbook || {};
handbook.myHandbook.parts = (() => {
  "use strict";

  const { make } = handbook.kit.elements;

  function note(...words) {
    return make("span", { className: "hb-tool-note" }, words);
  }

  function list(entries = []) {
    return make("ul", { className: "hb-my__list" }, entries);
  }

  function entry(...inside) {
    return make("li", { className: "hb-my__one" }, inside);
  }

  /** Places that are brought up to date together: not before all is here to show the store's document. */
  class Parts {
    constructor(store) {
      this.store = store;
      this.refreshers = [];
    }

    show() {
      handbook.kit.presses.afterPress(() => {
        const { isReadyFor } = handbook.kit.preparation;
        if (isReadyFor(this.store.document())) this.refreshers.forEach((refresh) => refresh());
      });
    }

    /** Fills a place with what `fill()` gives, and again whenever what `of()` gives has changed: not while it
        is busy. */
    follow(place, of, fill) {
      let drawn = null;
      const refresh = () => {
        const key = JSON.stringify([of(), handbook.page.data.count()]);
        if (key === drawn || isBusy(place)) return;
        drawn = key;
        refill(place, [fill()].flat().filter(Boolean));
      };
      ["focusout", "click"].forEach((event) =>
        place.addEventListener(event, () => setTimeout(() => this.show())),
      );
      this.refreshers.push(refresh);
    }

    /** A part of the page under its own heading, which `fill` is given, with what stays `above` what is
        filled. What is empty is hidden. */
    part(id, title, of, fill, above) {
      const heading = make("h2", { id }, title),
        place = make("div");
      const section = make(
        "section",
        { className: "hb-my__part", "aria-labelledby": heading.id },
        heading,
        above,
        place,
      );
      this.follow(place, of, () => fill(heading));
      this.refreshers.push(() => {
        section.hidden = !place.hasChildNodes() && heading.nextSibling === place;
      });
      return section;
    }
  }

  /** What has the focus in a place, or null.
      @returns {any} */
  function focusedIn(place) {
    return place.contains(document.activeElement) ? document.activeElement : null;
  }

  /** Whether a question or a form is open in a place, or the focus is on anything in it but a link. */
  function isBusy(place) {
    const focused = focusedIn(place);
    return Boolean(place.querySelector(".hb-tool-ask, .hb-log__change") || (focused && !focused.href));
  }

  /** Puts other children into a place; what was unfolded in it, and the link that has the focus, stay so. */
  function refill(place, children) {
    const isUnfolded = Boolean(place.querySelector("details[open]")),
      href = focusedIn(place)?.href;
    place.replaceChildren(...children);
    place.querySelectorAll("details").forEach((details) => {
      details.open = isUnfolded;
    });
    if (href)
      Array.from(place.querySelectorAll("a"))
        .find((link) => link.href === href)
        ?.focus();
  }

  return { note, list, entry, Parts };
})();
