// What an address asks the plan for: a goal on a competency, or a page of the handbook as an action. Nothing changes
// before it is pressed.
(function () {
  "use strict";

  const handbook = window.handbook;
  const { _ } = handbook.shell.i18n;
  const { make, sentence, button, row, note, select, say, focus } = handbook.ui;

  /** `place` for the offer and the `heading` where the focus goes when it is put off; of the plan `look`, `store`,
      `goalOn(item)`, `close()`, `start(goal)`, `show(goal)` → looks at the address. */
  handbook.planArrival = function ({ place, heading, look, store, goalOn, close, start, show }) {
    const now = () => new Date();
    const blank = (holds) => ({ ...handbook.goals.blank(now(), Math.random), ...holds });

    function done() {
      place.replaceChildren();
      handbook.ui.write("replaceState");
    }

    function begin(goal) {
      if (!close()) return;
      done();
      start(goal);
    }

    function offer(title, ...inside) {
      const later = button(_("Not now"), () => { done(); focus(heading); });
      inside[inside.length - 1].append(later);
      place.replaceChildren(make("section", { className: "hb-tool-panel", "aria-label": _("Add to your plan") },
        make("h2", { className: "hb-tool-panel__title" }, title), ...inside));
    }

    /** A competency from its own page or from an assessment's result. */
    function offerItem({ item, framework, words }, assessment) {
      const there = goalOn(item.id);
      const need = assessment && assessment.framework === framework.id
        && handbook.profile.needs(framework, assessment).find((each) => each.item.id === item.id);
      const begun = () => (need ? handbook.goals.fromNeed(need, framework, assessment, now(), Math.random)
        : blank({ items: [item.id] }));
      offer(sentence(_("A goal on {item}"), { item: words }),
        make("p", {}, need ? need.why : item.summary || ""),
        there && make("p", {}, sentence(_("Your goal “{goal}” is on it already."),
          { goal: make("a", { href: "#goal-" + there.id }, look.goal(there)) })),
        row(button(_("Start a goal on it"), () => begin(begun()), { primary: true })));
    }

    /** A page of the handbook that becomes an action of a goal. */
    function offerRecord({ id, kind, title, minutes }) {
      const active = store.document().goals.filter((each) => !handbook.goalView.isClosed(each));
      const offers = (item) => look.item(item)?.item.offers.some(([offered]) => offered === id);
      const fits = active.find((goal) => goal.items.some(offers));
      const choice = select({ label: _("To which goal?"), value: (fits || active[0] || { id: "" }).id,
        onChange: () => {}, options: [...active.map((each) => ({ value: each.id, label: look.goal(each) })),
          { value: "", label: _("A new goal") }] });
      const time = minutes ? ", " + handbook.days.minutes(minutes) : "";
      offer(sentence(_("Add ‘{page}’ to your plan"), { page: title }), note(kind + time + "."),
        active.length ? choice : "", row(button(_("Add it"), () => addRecord(choice.control.value,
          { text: kind + ": " + title, record: id, ...(minutes ? { minutes } : {}) }), { primary: true })));
    }

    function addRecord(id, action) {
      const goal = store.document().goals.find((each) => each.id === id);
      if (!goal) {
        begin(blank({ actions: [{ id: handbook.format.id("t", Math.random), ...action }] }));
        return;
      }
      const there = goal.actions.some((each) => each.record === action.record);
      if (!there) handbook.planChanges(look, id).addAction(action);
      done();
      say(there ? _("It is among the actions of this goal already.") : _("Added to your plan."));
      show(id);
    }

    return () => {
      const params = handbook.ui.params(), id = look.current(params.get("need") || params.get("add"));
      const assessment = store.document().assessments.find((each) => each.id === params.get("assessment"));
      if (!id) return;
      if (look.item(id)) offerItem(look.item(id), assessment);
      else if (look.record(id)) offerRecord(look.record(id));
      else offer(_("This page is no longer in the handbook"),
        make("p", {}, _("The link that brought you here leads nowhere. Your plan is as it was.")), row());
    };
  };
})();
