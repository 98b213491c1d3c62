// Makes a walk of a pathway's page: one stop at a time, where one is, how many minutes are left, and the next
// step; this browser keeps how far one came. Without it all stops stand on the page in order.
(() => {
  "use strict";

  const { shared, shell } = window.handbook;
  const { _, ngettext, spoken } = shell.i18n;
  const { make } = shared.elements;

  /** The numbers in `done` that `stops` has, each once and in order. */
  const inOrder = (done, stops) => stops.map((stop, at) => at + 1).filter((number) => done.includes(number));

  class Walk {
    constructor(element) {
      this.element = element;
      this.id = element.dataset.walk;
      this.places = Array.from(element.querySelectorAll("[data-walk-stop]")); // The stops, then the end.
      this.stops = this.places.slice(0, -1);
      const walk = shared.walks.find(this.id) || { at: 1, done: [] };
      this.done = inOrder(walk.done, this.stops);
      this.at = this.isOver() ? 1 : Math.min(walk.at, this.stops.length);
      this.hasSaidNothingLasts = false;
    }

    isOver() {
      return this.done.length === this.stops.length;
    }

    // ---- What is shown

    draw() {
      this.status = spoken(make("p", { className: "hb-walk__status", role: "status" }));
      this.links = this.stops.map((stop, at) => make("a", { href: `#${stop.id}` }, String(at + 1)));
      const list = make(
        "ol",
        { className: "hb-walk__numbers" },
        ...this.links.map((link) => make("li", {}, link)),
      );
      const bar = make("nav", { className: "hb-walk__bar", "aria-label": _("Stops of this pathway") }, list);
      this.element.prepend(spoken(bar), this.status);
      this.element.classList.add("hb-walk--on");
      this.places.forEach((place, at) => this.drawSteps(place, at));
      this.drawCard();
      this.nameBeginning();
    }

    /** The ways on from a place: back, and that it is done. */
    drawSteps(place, at) {
      const row = spoken(make("p", { className: "hb-walk__steps" }));
      if (at > 0)
        row.append(make("a", { className: "hb-button", href: `#${this.places[at - 1].id}` }, _("Back")));
      if (at < this.stops.length) {
        const words = at === this.stops.length - 1 ? _("Done: to the card") : _("Done: next stop");
        const next = make(
          "a",
          { className: "hb-button hb-button--primary", href: `#${this.places[at + 1].id}` },
          words,
        );
        next.addEventListener("click", () => this.finish(at + 1));
        row.append(next);
      }
      place.append(row);
    }

    /** Puts what to say or do on the last page as well, and lets it be printed alone. */
    drawCard() {
      const card = this.element.querySelector("[data-walk-card]");
      this.element.querySelector("[data-walk-kept]").replaceChildren(card.cloneNode(true));
      this.element.querySelector("[data-walk-print]").addEventListener("click", () => {
        const root = document.documentElement;
        root.setAttribute("data-print-card", "");
        window.addEventListener("afterprint", () => root.removeAttribute("data-print-card"), { once: true });
        shell.pageHelps.print();
      });
    }

    /** Lets the page's first button lead to where one left off. */
    nameBeginning() {
      const button = document.querySelector('.hb-head .hb-button[href="#stop-1"]');
      if (!button || this.at === 1) return;
      button.setAttribute("href", `#stop-${this.at}`);
      button.textContent = _("Go on with stop {n}", { n: this.at });
      spoken(button);
    }

    show(place) {
      const number = this.places.indexOf(place) + 1;
      this.places.forEach((other) => other.classList.toggle("hb-walk__stop--here", other === place));
      this.links.forEach((link, at) => {
        if (at + 1 === number) link.setAttribute("aria-current", "step");
        else link.removeAttribute("aria-current");
        const isDone = this.done.includes(at + 1);
        link.classList.toggle("hb-walk__number--done", isDone);
        link.setAttribute(
          "aria-label",
          isDone ? _("Stop {n}, done", { n: at + 1 }) : _("Stop {n}", { n: at + 1 }),
        );
      });
      this.status.textContent = number > this.stops.length ? this.sayEnd() : this.sayPlace(number);
    }

    sayPlace(number) {
      const rest = this.stops.filter((stop, at) => at + 1 >= number && !this.done.includes(at + 1));
      const minutes = rest.reduce((sum, stop) => sum + Number(stop.dataset.minutes), 0);
      const place = _("Stop {n} of {count}", { n: number, count: this.stops.length });
      const time = ngettext("about {n} minute to read", "about {n} minutes to read", minutes);
      return minutes ? `${place} · ${time}` : place;
    }

    sayEnd() {
      const number = this.stops.length - this.done.length;
      if (!number) return _("You have been through all of it.");
      return ngettext("{n} stop is not done yet.", "{n} stops are not done yet.", number);
    }

    // ---- What is done

    /** Notes that the stop with this number is done. */
    finish(number) {
      this.done = inOrder([...this.done, number], this.stops);
    }

    /** Goes to a place: shows it, keeps it, and puts the reader at its heading. */
    go(place) {
      this.at = Math.min(this.places.indexOf(place) + 1, this.stops.length);
      this.show(place);
      if (!shared.walks.keep(this.id, this.at, this.done)) this.sayNothingLasts();
      const heading = place.querySelector("h2");
      heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
      this.element.scrollIntoView();
    }

    sayNothingLasts() {
      if (this.hasSaidNothingLasts) return;
      this.hasSaidNothingLasts = true;
      this.status.append(" ", _("This browser keeps nothing for this site: note where you stop."));
    }

    /** The place that the address names or points into, or null. */
    placeInAddress() {
      const target = shell.pageHelps.pointedInto(location.hash);
      const place = target && target.closest("[data-walk-stop]");
      return this.places.includes(place) ? place : null;
    }

    start() {
      this.draw();
      const target = this.placeInAddress();
      this.beginning = this.places[this.at - 1];
      this.show(target || this.beginning);
      if (target) shell.pageHelps.pointedInto(location.hash).scrollIntoView();
      window.addEventListener("hashchange", () => {
        const place = this.placeInAddress();
        if (place) this.go(place);
        else if (!location.hash) this.show(this.beginning); // Back to where the page was opened.
      });
    }
  }

  document.querySelectorAll("[data-walk]").forEach((element) => new Walk(element).start());
})();
