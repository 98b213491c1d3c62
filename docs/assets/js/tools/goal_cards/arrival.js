// What an address asks the plan for: a goal on a competency, or a page of the handbook as an action. Nothing
// changes before it is pressed.
handbook.goalCards = handbook.goalCards || {};
handbook.goalCards.arrival = (() => {
  "use strict";

  const { _ } = handbook.shell.i18n;
  const { make, sentence, note, focus } = handbook.kit.elements;
  const { say } = handbook.kit.announcements;
  const { button, row } = handbook.kit.buttons;
  const { params, write } = handbook.kit.address;
  const { select } = handbook.kit.fields;
  const { isClosed } = handbook.goals.review;

  function blank(fields) {
    return { ...handbook.goals.goal.blank(new Date(), Math.random), ...fields };
  }

  class Arrival {
    /** plan: the plan of plan/page.js; what is offered stands in its `notice`. */
    constructor(plan) {
      this.plan = plan;
    }

    /** Looks at the address, and offers what it asks for once all is here that its framework says. */
    look() {
      const { look, store } = this.plan,
        query = params(),
        id = look.current(query.get("need") || query.get("add"));
      const assessment = store
        .document()
        .assessments.find((candidate) => candidate.id === query.get("assessment"));
      if (!id) return;
      const offer = () => this.offer(id, assessment);
      handbook.page.data.load([id.split("/")[0]]).then(offer, offer);
    }

    offer(id, assessment) {
      const { look } = this.plan;
      if (look.item(id)) this.offerItem(look.item(id), assessment);
      else if (look.record(id)) this.offerRecord(look.record(id));
      else {
        this.show(
          _("This page is no longer in the handbook"),
          make("p", {}, _("The link that brought you here leads nowhere. Your plan is as it was.")),
          row(),
        );
      }
    }

    show(title, ...inside) {
      const { notice, heading } = this.plan;
      const later = button(_("Not now"), () => {
        this.done();
        focus(heading);
      });
      inside[inside.length - 1].append(later);
      notice.replaceChildren(
        make(
          "section",
          { className: "hb-tool-panel", "aria-label": _("Add to your plan") },
          make("h2", { className: "hb-tool-panel__title" }, title),
          ...inside,
        ),
      );
    }

    done() {
      this.plan.notice.replaceChildren();
      write("replaceState");
    }

    begin(goal) {
      if (!this.plan.close()) return;
      this.done();
      this.plan.start(goal);
    }

    /** A competency from its own page or from an assessment's result. */
    offerItem({ item, framework, words }, assessment) {
      const { plan } = this,
        existing = plan.goalOn(item.id),
        { fromNeed, onItem } = handbook.goals.goal;
      const need =
        assessment
        && assessment.framework === framework.id
        && handbook.scoring.profile
          .needs(framework, assessment)
          .find((candidate) => candidate.item.id === item.id);
      const goal = () =>
        need
          ? fromNeed(need, framework, assessment, new Date(), Math.random)
          : onItem(item, new Date(), Math.random);
      this.show(
        sentence(_("A goal on {item}"), { item: words }),
        make("p", {}, need ? need.why : item.summary || ""),
        existing
          && make(
            "p",
            {},
            sentence(_("Your goal “{goal}” is on it already."), {
              goal: make("a", { href: "#goal-" + existing.id }, plan.look.goal(existing)),
            }),
          ),
        row(button(_("Start a goal on it"), () => this.begin(goal()), { primary: true })),
      );
    }

    /** A page of the handbook that becomes an action of a goal. */
    offerRecord({ id, kind, title, minutes }) {
      const { look } = this.plan,
        active = this.plan.goals().filter((goal) => !isClosed(goal));
      const offers = (item) => look.item(item)?.item.offers.some(({ record }) => record === id);
      const fitting = active.find((goal) => goal.items.some(offers));
      const choice = select({
        label: _("To which goal?"),
        value: (fitting || active[0] || { id: "" }).id,
        onChange: () => {},
        options: [
          ...active.map((goal) => ({ value: goal.id, label: look.goal(goal) })),
          { value: "", label: _("A new goal") },
        ],
      });
      const time = minutes ? ", " + handbook.document.days.minutes(minutes) : "";
      this.show(
        sentence(_("Add ‘{page}’ to your plan"), { page: title }),
        note(kind + time + "."),
        active.length ? choice : "",
        row(
          button(
            _("Add it"),
            () =>
              this.addRecord(choice.control.value, {
                text: kind + ": " + title,
                record: id,
                ...(minutes ? { minutes } : {}),
              }),
            { primary: true },
          ),
        ),
      );
    }

    addRecord(id, action) {
      const { plan } = this,
        goal = plan.find(id);
      if (!goal) {
        this.begin(blank({ actions: [{ id: handbook.document.format.id("t", Math.random), ...action }] }));
        return;
      }
      const isThere = goal.actions.some((other) => other.record === action.record);
      if (!isThere) handbook.goalCards.changes.of(plan.look, id).addAction(action);
      this.done();
      say(isThere ? _("It is among the actions of this goal already.") : _("Added to your plan."));
      plan.goTo(id);
    }
  }

  /** A plan → fn(), which looks at the address. */
  function of(plan) {
    const arrival = new Arrival(plan);
    return () => arrival.look();
  }

  return { of };
})();
