// Rating: in full one item a step, each of its behaviours by itself; as a quick look one part of the
// framework a step, one rating an item. Everything is saved as it is chosen, and only what it touches is
// redrawn.
handbook.selfAssessment = handbook.selfAssessment || {};
handbook.selfAssessment.rating = (() => {
  "use strict";

  const { _, ngettext } = handbook.shell.i18n;
  const { make, note } = handbook.kit.elements;
  const { inTurn } = handbook.kit.gradualRendering;
  const { say } = handbook.kit.announcements;
  const { button } = handbook.kit.buttons;
  const MOST = 6; // Items a step of a quick look, so that a step is not a wall.

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

  /** All items with how each stands, to go to: beside the step where there is room, else folded. */
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
            if (here.includes(itemId)) go.setAttribute("aria-current", "step");
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

  /** Steps of the way: lists of items, one item each in full, one part of the framework each as a quick look;
      a part of many items takes several steps. */
  function stepsOf(framework, depth) {
    if (depth === "full") return framework.items.map((item) => ({ title: "", items: [item.id] }));
    return framework.domains.flatMap((domain) => {
      const title = [domain.code, domain.title].filter(Boolean).join(" ") || framework.title;
      const pages = Math.ceil(domain.items.length / MOST),
        size = Math.ceil(domain.items.length / pages);
      return Array.from({ length: pages }, (none, page) => ({
        title: pages > 1 ? _("{title}, {page} of {pages}", { title, page: page + 1, pages }) : title,
        items: domain.items.slice(page * size, (page + 1) * size),
      }));
    });
  }

  /** One step of the way: some items to rate, and the ways on from it. */
  class Step {
    /** app: what handbook.selfAssessment.assessments gives; item: the id of one of the step's items. */
    constructor(app, assessment, framework, item) {
      const steps = stepsOf(framework, assessment.depth);
      this.app = app;
      this.assessment = assessment;
      this.framework = framework;
      this.steps = steps;
      this.at = Math.max(
        0,
        steps.findIndex(({ items }) => items.includes(item)),
      );
      this.items = steps[this.at].items.map((id) => app.items.get(id));
      this.full = assessment.depth === "full";
      this.parts = this.items.map((entry) =>
        handbook.selfAssessment.item.part(app, framework, assessment, entry, this.full),
      );
      this.heading = this.full ? this.parts[0].heading : make("h2", {}, steps[this.at].title);
      const index = steps[this.at].items.indexOf(item);
      // The item that was asked for, where it is not the first.
      this.target = index > 0 ? this.parts[index] : null;
      this.bar = make("progress", { max: framework.items.length, "aria-hidden": "true" });
      this.words = make("span");
      this.map = null;
      this.element = make("div", { className: "hb-tool-way" }, this.head());
    }

    /** → the view of the step, which is made in turn. */
    view() {
      const { target, element, heading } = this;
      inTurn([() => this.showItems(), () => this.showWays(), () => this.showMap()]);
      return {
        element,
        heading: target ? target.heading : heading,
        target: target && target.element,
        refresh: () => this.refresh(),
      };
    }

    head() {
      const { framework, full } = this,
        name = { framework: framework.label };
      return make(
        "div",
        { className: "hb-tool-way__head" },
        make(
          "p",
          { className: "hb-eyebrow" },
          full ? _("{framework}, in full", name) : _("{framework}, quick look", name),
        ),
        make("p", { className: "hb-tool-progress" }, this.bar, this.words),
      );
    }

    showItems() {
      const { assessment, framework, full, heading, items, parts } = this;
      this.body = make(
        "div",
        { className: "hb-tool-way__step" },
        full ? null : heading,
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
        topNote(framework, items),
        !full && !items[0].levels.length && handbook.selfAssessment.item.levels(framework, items),
        parts.map((part) => part.element),
      );
      this.element.append(this.body);
      if (this.target) this.fill(); // Else the window would not stay at it.
      this.refresh();
    }

    showWays() {
      const { app, assessment, at, framework, steps } = this,
        last = at === steps.length - 1;
      const to = (place) => ({ view: "rate", assessment: assessment.id, item: steps[place].items[0] });
      if (!this.target) this.fill();
      this.body.append(
        make(
          "div",
          { className: "hb-tool-buttons hb-tool-way__buttons" },
          at > 0 && app.button(to(at - 1), _("Back")),
          last
            ? button(_("See the result"), () => this.finish(), { primary: true })
            : app.button(to(at + 1), _("Next"), { primary: true }),
        ),
        make(
          "p",
          { className: "hb-tool-way__more" },
          last ? null : button(_("See the result so far"), () => this.showResult(), { quiet: true }),
          button(_("Leave and come back later"), () => this.leave(), { quiet: true }),
        ),
        handbook.selfAssessment.parts.settings(app, framework, assessment, () => {}),
      );
      this.refresh();
    }

    showMap() {
      const { app, assessment, framework, full, items } = this;
      this.map = mapPart(app, framework, assessment, full ? items.map(({ id }) => id) : []);
      this.element.append(this.map.element);
      this.refresh();
    }

    fill() {
      this.parts.forEach((part) => part.fill());
    }

    refresh() {
      const now = this.app.find(this.assessment.id),
        { progress, standing } = handbook.scoring.profile;
      if (!now) return;
      const state = progress(this.framework, now);
      this.bar.value = state.answered;
      this.words.textContent = handbook.scoring.profile.progressInWords(state);
      if (this.map) this.map.set(standing(this.framework, now), now.depth);
      this.parts.forEach((part) => part.set());
    }

    finish() {
      const { app, assessment, framework } = this;
      if (!app.isReadyToLeave()) return;
      const now = app.find(assessment.id);
      if (now && !now.finished && handbook.scoring.profile.progress(framework, now).next === null) {
        app.change(assessment.id, (entry) => {
          entry.finished = handbook.document.days.stamp(new Date());
        });
      }
      this.showResult();
    }

    showResult() {
      this.app.go({ view: "result", assessment: this.assessment.id });
    }

    leave() {
      if (this.app.go({ view: "start" })) say(_("All is kept. Go on with it whenever you like."));
    }
  }

  /** The view of a route to rate; where its framework is gone, the result is all there is to see. */
  function view(app, route) {
    const assessment = app.find(route.assessment),
      framework = app.frameworks.get(assessment.framework);
    return framework
      ? new Step(app, assessment, framework, route.item).view()
      : handbook.selfAssessment.result.view(app, route);
  }

  /** Said once a step where the source does not say how high an item goes. */
  function topNote(framework, items) {
    const open = items.filter((item) => !item.topKnown);
    if (!open.length) return null;
    const { rank, ranks } = framework,
      codes = open.map((item) => item.code).join(", ");
    const says =
      open.length < items.length
        ? _("How many levels the source gives {items} has not been verified.", { items: codes })
        : items.length > 1
          ? _("How many levels the source gives each of these {ranks} has not been verified.", { ranks })
          : _("How many levels the source gives this {rank} has not been verified.", { rank });
    return note(says + " " + _("All of the scale’s levels are offered."));
  }

  return { view };
})();
