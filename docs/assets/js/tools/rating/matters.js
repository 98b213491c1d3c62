// What matters most: after a quick look one screen asks which few of all items matter most at work now, in
// the place of one question for each item.
handbook.rating = handbook.rating || {};
handbook.rating.matters = (() => {
  "use strict";

  const { _, ngettext } = handbook.shell.i18n;
  const { make } = handbook.kit.elements;
  const { say } = handbook.kit.announcements;
  const { button } = handbook.kit.buttons;
  const { check } = handbook.kit.fields;
  const { name, MOST } = handbook.scoring.profile;
  const TICKED = 3; // What is ticked is kept as mattering a great deal.

  /** Whether an assessment asks it in this way: a quick look at more items than may be ticked. */
  function isAsked(framework, { depth }) {
    return depth === "quick" && framework.items.length > MOST;
  }

  class Matters {
    constructor(app, assessment) {
      this.app = app;
      this.assessment = assessment;
      this.framework = app.frameworks.get(assessment.framework);
      this.heading = make("h2", {}, _("What matters most in your work now?"));
      this.count = make("p", { className: "hb-tool-note" });
      this.boxes = new Map(this.framework.items.map((item) => [item.id, this.box(item)]));
    }

    box(item) {
      return check({
        label: name(item),
        value: this.ticked().includes(item.id),
        onChange: (isOn) => this.tick(item, isOn),
      });
    }

    /** The ids of the items that are ticked, as it is kept. */
    ticked() {
      const { answers } = this.app.find(this.assessment.id) || this.assessment;
      return answers.filter(({ importance }) => importance === TICKED).map(({ item }) => item);
    }

    /** Keeps a tick, unless it is one too many: that is taken away again, and said. */
    tick(item, isOn) {
      if (isOn && this.ticked().length >= MOST) {
        this.boxes.get(item.id).set(false);
        this.count.textContent = ngettext(
          "{n} is ticked, which is the most. Take one tick away to choose another.",
          "{n} are ticked, which is the most. Take one tick away to choose another.",
          this.ticked().length,
        );
        say(this.count.textContent);
        return;
      }
      if (isOn) this.app.change(this.assessment.id, (assessment) => (assessment.ticked = true));
      this.app.answer(this.assessment.id, item.id, (answer) => {
        if (isOn) answer.importance = TICKED;
        else delete answer.importance;
      });
      this.refresh();
    }

    refresh() {
      const ticked = this.ticked();
      this.boxes.forEach((box, id) => box.set(ticked.includes(id)));
      this.count.textContent = _("{n} of {most} ticked", { n: ticked.length, most: MOST });
    }

    finish() {
      const { app, assessment } = this;
      app.finish(assessment.id);
      app.go({ view: "result", assessment: assessment.id });
    }

    view() {
      const { app, assessment, framework, heading } = this,
        last = framework.items[framework.items.length - 1];
      const groups = framework.domains.map((domain) =>
        make(
          "fieldset",
          { className: "hb-tool-ticks" },
          make("legend", {}, domain.title ? name(domain) : framework.title),
          domain.items.map((id) => this.boxes.get(id)),
        ),
      );
      const element = make(
        "div",
        { className: "hb-tool-matters" },
        make("p", { className: "hb-eyebrow" }, _("{framework}, quick look", { framework: framework.label })),
        heading,
        make(
          "p",
          {},
          _("Tick up to {most}. They come first in what to work on; all others count alike.", { most: MOST }),
        ),
        make("div", { className: "hb-tool-matters__groups" }, groups),
        make(
          "div",
          { className: "hb-tool-matters__foot" },
          this.count,
          make(
            "div",
            { className: "hb-tool-buttons" },
            app.button({ view: "rate", assessment: assessment.id, item: last.id }, _("Back")),
            button(_("See the result"), () => this.finish(), { primary: true }),
          ),
        ),
      );
      this.refresh();
      return { element, heading, refresh: () => this.refresh() };
    }
  }

  /** The view of a route to what matters most. */
  function view(app, route) {
    return new Matters(app, app.find(route.assessment)).view();
  }

  return { isAsked, view };
})();
