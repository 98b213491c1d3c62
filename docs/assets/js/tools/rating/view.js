// Rating, one item a step: in full each of its behaviours by itself, as a quick look one rating of the whole.
// Everything is saved as it is chosen, and only what it touches is redrawn.
handbook.rating = handbook.rating || {};
handbook.rating.view = (() => {
  "use strict";

  const { _, ngettext } = handbook.shell.i18n;
  const { make, note } = handbook.kit.elements;
  const { inTurn } = handbook.gradualRendering.slices;
  const { say } = handbook.kit.announcements;
  const { button } = handbook.kit.buttons;

  function stateOf(framework, itemStanding, depth) {
    if (itemStanding.unconfirmed) return _("to confirm");
    if (itemStanding.noChance) return _("no chance yet");
    if (itemStanding.value === null) return _("not rated");
    const done = (itemStanding.answer.behaviours || []).length,
      n = itemStanding.item.behaviours.length;
    return depth === "full" && itemStanding.from === "behaviours" && done < n
      ? ngettext("rated {rating}, {done} of {n} behaviour", "rated {rating}, {done} of {n} behaviours", n, {
          rating: itemStanding.value,
          done,
        })
      : _("rated {rating}", { rating: itemStanding.value });
  }

  /** All items with how each stands, to go to: beside the step where there is room, else folded. `here`: the
      id of the one on show. */
  function mapPart(app, framework, assessment, here) {
    const states = new Map();
    const list = framework.domains.map((domain) =>
      make(
        "li",
        {},
        domain.title && make("span", { className: "hb-tool-map__part" }, domain.title),
        make(
          "ol",
          {},
          domain.items.map((itemId) => {
            const item = app.items.get(itemId),
              state = make("span", { className: "hb-tool-map__state" });
            states.set(itemId, state);
            const go = button([make("span", {}, handbook.scoring.profile.name(item)), " ", state], () =>
              app.go({ view: "rate", assessment: assessment.id, item: itemId }),
            );
            go.className = "hb-tool-map__item";
            if (itemId === here) go.setAttribute("aria-current", "step");
            return make("li", {}, go);
          }),
        ),
      ),
    );
    const element = make(
      "details",
      { className: "hb-details hb-tool-map", open: window.matchMedia("(min-width: 80em)").matches },
      make(
        "summary",
        {},
        _("All {number} {ranks}", {
          number: framework.items.length,
          ranks: handbook.selfAssessment.parts.rankOf(framework),
        }),
      ),
      make("ol", {}, list),
    );
    return {
      element,
      set(standing, depth) {
        standing.forEach((itemStanding) => {
          const words = stateOf(framework, itemStanding, depth),
            state = states.get(itemStanding.item.id);
          if (state.textContent === words) return;
          state.textContent = words;
          state.classList.toggle("is-done", itemStanding.group !== "unanswered" && !itemStanding.unconfirmed);
        });
      },
    };
  }

  /** One step of the way: an item to rate, and the ways on from it. */
  class Step {
    /** app: what handbook.selfAssessment.assessments gives; item: the id of the item, else the first. */
    constructor(app, assessment, framework, item) {
      this.app = app;
      this.assessment = assessment;
      this.framework = framework;
      this.at = Math.max(
        0,
        framework.items.findIndex(({ id }) => id === item),
      );
      this.item = framework.items[this.at];
      this.full = assessment.depth === "full";
      this.part = handbook.rating.item.part(app, framework, assessment, this.item, () => this.goOn());
      this.bar = make("progress", { max: framework.items.length, "aria-hidden": "true" });
      this.words = make("span");
      this.map = null;
      this.element = make("div", { className: "hb-tool-way" }, this.head());
    }

    /** → the view of the step, which is made in turn. */
    view() {
      inTurn([() => this.showItem(), () => this.showWays(), () => this.showMap()]);
      return { element: this.element, heading: this.part.heading, refresh: () => this.refresh() };
    }

    /** How far it is: stays in sight while the step is scrolled. */
    head() {
      const { framework, full, at } = this,
        name = { framework: framework.label };
      return make(
        "div",
        { className: "hb-tool-way__head" },
        make(
          "p",
          { className: "hb-eyebrow" },
          full ? _("{framework}, in full", name) : _("{framework}, quick look", name),
        ),
        make(
          "p",
          { className: "hb-tool-progress" },
          make("strong", {}, _("{place} of {all}", { place: at + 1, all: framework.items.length })),
          this.bar,
          this.words,
        ),
      );
    }

    showItem() {
      const { assessment, framework, item, part } = this,
        domain = framework.domains.find(({ items }) => items.includes(item.id));
      this.body = make(
        "div",
        {},
        assessment.finished
          && make(
            "p",
            { className: "hb-tool-panel" },
            _(
              "You finished this assessment on {day}. Once you change an answer, it counts as finished "
                + "today.",
              { day: handbook.document.days.read(assessment.finished) },
            ),
          ),
        domain?.title && make("p", { className: "hb-tool-way__part" }, handbook.scoring.profile.name(domain)),
        part.element,
        !item.topKnown && topNote(framework),
      );
      this.element.append(this.body);
      part.fill();
      this.refresh();
    }

    /** The route to the item at a place; after the last one to what matters most, where that is asked. */
    to(place) {
      const { assessment, framework } = this,
        item = framework.items[place];
      if (item) return { view: "rate", assessment: assessment.id, item: item.id };
      const isAsked = handbook.rating.matters.isAsked(framework, assessment);
      return { view: isAsked ? "matters" : "result", assessment: assessment.id };
    }

    /** Goes on to what comes after this item. */
    goOn() {
      const { app, assessment } = this,
        next = this.to(this.at + 1);
      if (next.view !== "result") app.go(next);
      else if (app.isReadyToLeave()) {
        app.finish(assessment.id);
        app.go(next);
      }
    }

    showWays() {
      const { app, assessment, at, framework } = this,
        last = at === framework.items.length - 1,
        isAsked = handbook.rating.matters.isAsked(framework, assessment);
      this.body.append(
        make(
          "div",
          { className: "hb-tool-buttons hb-tool-way__buttons" },
          at > 0 && app.button(this.to(at - 1), _("Back")),
          button(last && !isAsked ? _("See the result") : _("Next"), () => this.goOn(), {
            primary: !isAsked,
          }),
        ),
        this.part.more,
        make(
          "p",
          { className: "hb-tool-way__more" },
          last
            ? null
            : app.button({ view: "result", assessment: assessment.id }, _("See the result so far"), {
                quiet: true,
              }),
          button(_("Leave and come back later"), () => this.leave(), { quiet: true }),
        ),
        handbook.rating.parts.settings(app, framework, assessment, () => {}),
      );
      this.refresh();
    }

    showMap() {
      const { app, assessment, framework, item } = this;
      this.map = mapPart(app, framework, assessment, item.id);
      this.element.append(this.map.element);
      this.refresh();
    }

    refresh() {
      const now = this.app.find(this.assessment.id),
        { progress, standing } = handbook.scoring.profile;
      if (!now) return;
      const { answered } = progress(this.framework, now);
      this.bar.value = answered;
      this.words.textContent = _("{done} rated", { done: answered });
      if (this.map) this.map.set(standing(this.framework, now), now.depth);
      this.part.set();
    }

    leave() {
      if (this.app.go({ view: "start" })) say(_("All is kept. Go on with it whenever you like."));
    }
  }

  /** The view of a route to rate. */
  function view(app, route) {
    const assessment = app.find(route.assessment);
    return new Step(app, assessment, app.frameworks.get(assessment.framework), route.item).view();
  }

  /** Said where the source does not say how high the item goes. */
  function topNote({ rank }) {
    return note(
      _("How many levels the source gives this {rank} has not been verified.", { rank }),
      " ",
      _("All of the scale’s levels are offered."),
    );
  }

  return { view };
})();
