// The card of one goal of the plan: as it is read, the form in which it is written, a question, and what it
// said before.
handbook.goalCards = handbook.goalCards || {};
handbook.goalCards.goalCard = (() => {
  "use strict";

  const { _ } = handbook.shell.i18n;
  const { make, focus } = handbook.kit.elements;
  const { say } = handbook.kit.announcements;
  const { button, row, ask } = handbook.kit.buttons;
  const { isClosed, isLate, review } = handbook.goals.review;

  class GoalCard {
    /** At first its title only, so that the page has it however many goals there are; `fill` makes the
        rest. */
    constructor(plan, id) {
      this.plan = plan;
      this.id = id;
      this.heading = make("h3", { id: "title-" + id, className: "hb-goal__title" });
      this.element = make(
        "article",
        { className: "hb-goal", id: "goal-" + id, "aria-labelledby": this.heading.id },
        this.heading,
      );
      this.reading = make("div"); // What is read, the form's place, and what it said before.
      this.place = make("div");
      this.history = make("div");
      this.isFilled = false;
      this.isDismissed = false; // Whether its question was put off.
      this.form = null;
      this.drawn = ""; // What the card was drawn from, and what the part about the past was.
      this.past = "";
    }

    fill() {
      if (this.isFilled) return;
      const { plan, id, heading, element } = this;
      this.isFilled = true;
      this.meta = make("p", { className: "hb-goal__meta" });
      this.words = make("p");
      this.toggle = button("", () => (plan.open === id ? plan.close(true) : plan.edit(id)), { small: true });
      const remove = ask(
        button(_("Remove"), () => {}, { small: true }),
        _("Remove this goal with all that is written in it?"),
        _("Remove it"),
        _("Keep it"),
        () => plan.remove(id),
      );
      this.hint = make(
        "div",
        { className: "hb-goal__hint" },
        this.words,
        button(_("Not now"), () => this.dismiss(), { small: true }),
      );
      [this.toggle, remove].forEach((control) => control.setAttribute("aria-describedby", heading.id));
      element.append(this.meta, this.reading, this.place, this.hint, row(this.toggle, remove), this.history);
      this.refresh(plan.find(id));
    }

    dismiss() {
      this.isDismissed = true;
      this.refresh(this.plan.find(this.id));
      this.toggle.focus();
    }

    /** Brings the card up to date. Rebuilt only where something changed; what has the focus keeps it. */
    refresh(goal) {
      this.heading.textContent = this.plan.look.goal(goal);
      this.element.classList.toggle("is-closed", isClosed(goal));
      if (this.isFilled) this.refreshRest(goal);
    }

    refreshRest(goal) {
      const { plan, element } = this,
        isWriting = plan.open === goal.id,
        today = plan.today();
      const hint = this.isDismissed
        ? null
        : handbook.goalQuestions?.questions.hint(goal, plan.goals(), new Date());
      const key = JSON.stringify([goal, isWriting, hint, today]);
      if (this.drawn === key) return;
      this.drawn = key;
      const active = /** @type {HTMLElement} */ (document.activeElement);
      const focused = element.contains(active) && active.dataset.keep;
      this.meta.replaceChildren(
        make("span", { className: "hb-tag" }, handbook.goals.goal.status(goal.status)),
        make("span", { className: isLate(goal, today) ? "hb-goal__late" : "" }, review(goal, today)),
      );
      element.classList.toggle("is-open", isWriting);
      const tick = (action, on) => this.tick(action, on);
      this.reading.replaceChildren(handbook.goalCards.goalView.view(goal, { look: plan.look, today, tick }));
      this.toggle.textContent = isWriting ? _("Done") : _("Edit");
      this.toggle.classList.toggle("hb-button--primary", isWriting);
      this.hint.hidden = !hint;
      this.words.textContent = hint ? hint.question : "";
      this.refreshPast(goal);
      if (this.form) this.form.set(goal);
      if (focused) element.querySelector("[data-keep='" + CSS.escape(focused) + "']")?.focus();
    }

    refreshPast(goal) {
      const key = JSON.stringify(goal.history),
        unfolded = this.history.querySelector("[open]");
      if (this.past === key) return;
      this.past = key;
      this.history.replaceChildren(handbook.goalCards.goalView.history(goal) || "");
      if (unfolded) this.history.firstChild.open = true;
    }

    changes() {
      return handbook.goalCards.changes.of(this.plan.look, this.id);
    }

    tick(action, on) {
      this.changes().changeAction(action.id, (entry) => {
        if (on) entry.done = this.plan.today();
        else delete entry.done;
      });
    }

    removeAction(action) {
      this.changes().removeAction(action);
      say(_("Action removed."));
      focus(this.form.afterRemoval);
    }

    /** Opens the form. */
    edit() {
      this.fill();
      const { plan, id } = this,
        goal = plan.find(id);
      this.form = handbook.goalCards.goalForm.form(goal, {
        ...this.changes(),
        data: plan.data,
        look: plan.look,
        today: () => plan.today(),
        removeAction: (action) => this.removeAction(action),
      });
      this.place.replaceChildren(this.form);
      this.refresh(goal);
      this.form.first.focus();
      this.element.scrollIntoView({ block: "start" });
    }

    closeForm() {
      this.form = null;
      this.place.replaceChildren();
    }
  }

  /** The card of the goal with an id, in a plan. */
  function of(plan, id) {
    return new GoalCard(plan, id);
  }

  return { of };
})();
