// The development plan: the list of goals. What may become one is in starting_points.js. One goal, the way
// into the plan from other pages, and giving it away are in the folder goal_cards, which is loaded once there
// is a goal or one is asked for.
(() => {
  "use strict";

  const { _ } = handbook.shell.i18n;
  const { make, focus } = handbook.kit.elements;
  const { button, row } = handbook.kit.buttons;
  const { errors, privacy } = handbook.kit.messages;
  const { keep, status } = handbook.kit.saveStatus;
  const { isReadyToLeave } = handbook.kit.fields;
  const { flush } = handbook.kit.autosave;
  const { params } = handbook.kit.address;
  const { today } = handbook.document.days;
  const { isReady, whenReady } = handbook.kit.preparation;

  class Plan {
    constructor({ container, data, store, listen, later }) {
      this.container = container;
      this.later = later;
      this.data = data;
      this.store = store;
      this.listen = listen;
      this.look = handbook.document.lookup.open(data);
      this.cards = new Map(); // By the id of the goal.
      this.hasRest = false; // Whether `addRest` has run.
      this.open = null; // The id of the goal that is being written.
      this.removed = null; // What says that one was removed.
      this.notice = make("div", { className: "hb-plan__notice" });
      this.list = make("div", { className: "hb-plan__list" });
      this.heading = make("h2", { id: "goals" }, _("My goals"));
      this.empty = make("p", {}, _("None yet. One or two are plenty to begin with."));
      this.more = make("h2", { id: "more" }, _("Another goal"));
      this.starts = handbook.plan.startingPoints.of(this);
      this.giving = make("div", { className: "hb-plan__export" }, handbook.plan.file.part(this));
    }

    draw() {
      const { container, store, notice, heading, empty, list, more } = this;
      container.append(
        make(
          "p",
          { className: "hb-lede" },
          _("One or two things you will do differently, by when, and how anyone could tell."),
        ),
        make("p", { className: "hb-plan__paper" }, handbook.document.days.read(this.today())),
        privacy(),
        status(store),
        notice,
        heading,
        empty,
        list,
        make(
          "section",
          { className: "hb-plan__more", "aria-labelledby": "more" },
          more,
          this.starts.element,
          row(button(_("New goal"), () => whenReady(() => this.startBlank(), notice), { primary: true })),
          handbook.plan.examples.part(),
        ),
        this.giving,
      );
      this.show();
      this.arrive();
      window.addEventListener("hashchange", () => this.arrive());
      this.listen(() => this.show());
    }

    /** Looks at what the address asks for. */
    arrive() {
      if (Array.from(params()).length) whenReady(() => handbook.goalCards.arrival.of(this)(), this.notice);
    }

    /** Once there are goals: what gives them away, and the questions that make a goal better. */
    addRest() {
      if (this.hasRest) return;
      this.hasRest = true;
      const { store, look, later } = this;
      this.giving.prepend(
        handbook.goalCards.givingAway.part({ store, look, today: () => this.today(), later }),
      );
      const ask = () => handbook.kit.presses.afterPress(() => this.show());
      later().then(ask, (failed) => console.error(failed));
    }

    startBlank() {
      this.start(handbook.goals.goal.blank(new Date(), Math.random));
    }

    today() {
      return today(new Date());
    }

    goals() {
      return this.store.document().goals;
    }

    find(id) {
      return this.goals().find((goal) => goal.id === id);
    }

    /** The goal on an item that is being worked on, if there is one. */
    goalOn(item) {
      const { isClosed } = handbook.goals.review;
      return this.goals().find((goal) => !isClosed(goal) && goal.items.includes(item));
    }

    /** Adds a goal and opens it to be written. */
    start(goal) {
      if (!this.close()) return;
      const { says } = keep((my) => {
        my.goals.push(goal);
      });
      if (this.cards.has(goal.id)) this.edit(goal.id);
      else this.notice.replaceChildren(errors([{ says }]));
    }

    remove(id) {
      const { store, look, heading } = this,
        before = store.document(),
        goal = this.find(id);
      if (this.open === id) this.leave();
      keep((my) => {
        my.goals = my.goals.filter((goal) => goal.id !== id);
      });
      this.removed?.remove();
      this.removed = handbook.kit.filePanel.done({
        store,
        title: _("Removed: {name}", { name: look.goal(goal) }),
        says: [],
        before,
        onUndone: () => focus(heading),
      });
      heading.after(this.removed);
      focus(heading);
    }

    edit(id) {
      if (!this.close()) return;
      this.open = id;
      this.cards.get(id).edit();
    }

    /** Closes the form that is open; false where something in it was refused and would be lost. */
    close(back) {
      if (this.open !== null && !isReadyToLeave(this.cards.get(this.open).place)) return false;
      if (this.open !== null) this.leave(back);
      return true;
    }

    leave(back) {
      flush();
      const card = this.cards.get(this.open),
        goal = this.find(this.open);
      this.open = null;
      card.closeForm();
      if (goal) card.refresh(goal);
      this.show();
      if (back) focus(card.heading);
    }

    /** Moves the focus to a goal. */
    goTo(id) {
      focus(this.cards.get(id).heading);
    }

    /** All goals: those worked on first, then the closed ones; nothing moves while one is being written. */
    show() {
      const all = this.goals();
      if (isReady()) this.showGoals(all);
      this.empty.hidden = all.length > 0;
      this.more.hidden = !all.length;
      this.starts.show();
    }

    showGoals(all) {
      const { isClosed } = handbook.goals.review,
        order = [...all.filter((goal) => !isClosed(goal)), ...all.filter(isClosed)];
      this.takeAway(all);
      const fresh = order.filter(({ id }) => !this.cards.has(id));
      fresh.forEach(({ id }) => {
        this.cards.set(id, handbook.goalCards.goalCard.of(this, id));
        this.list.append(this.cards.get(id).element);
      });
      const elements = order.map(({ id }) => this.cards.get(id).element);
      const isMoved = elements.some((element, place) => this.list.children[place] !== element);
      if (this.open === null && isMoved) this.list.replaceChildren(...elements);
      order.forEach((goal) => this.cards.get(goal.id).refresh(goal));
      handbook.gradualRendering.slices.inSlices(
        this.list,
        askedFirst(fresh),
        handbook.goalCards.goalView.size,
        ({ id }) => this.cards.get(id)?.fill(),
      );
      if (all.length) this.addRest();
    }

    /** Takes away the cards of goals that are there no more. */
    takeAway(goals) {
      const ids = goals.map((goal) => goal.id);
      Array.from(this.cards.keys())
        .filter((id) => !ids.includes(id))
        .forEach((id) => {
          if (this.open === id) this.open = null;
          this.cards.get(id).element.remove();
          this.cards.delete(id);
        });
    }
  }

  /** Goals in the order in which their cards are made: first the one that the address asks for. */
  function askedFirst(goals) {
    const first = goals.filter((goal) => location.hash === "#goal-" + goal.id);
    return [...first, ...goals.filter((goal) => !first.includes(goal))];
  }

  handbook.kit.start.start("plan", (context) => new Plan(context).draw());
})();
