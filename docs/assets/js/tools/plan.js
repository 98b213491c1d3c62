// The development plan: the list of goals, and what may become one. Changes are in plan_changes.js, the way into it
// from other pages in plan_arrival.js.
(function () {
  "use strict";

  const handbook = window.handbook;
  if (!document.querySelector("[data-tool=plan]")) return;
  const { _ } = handbook.shell.i18n;
  const { make, sentence, button, row, note, hidden, keep, say, focus, flush } = handbook.ui;
  const NEEDS = 3;  // Offered of each assessment: a plan holds two or three goals.

  handbook.ui.start("plan", ({ container, data, store }) => {
    const look = handbook.lookup(data), cards = new Map(), dismissed = new Set();
    const notice = make("div", { className: "hb-plan__notice" }), list = make("div", { className: "hb-plan__list" });
    const heading = make("h2", { id: "goals" }, _("My goals")),
      empty = make("p", {}, _("None yet. One or two are plenty to begin with."));
    const starts = make("div", { className: "hb-plan__starts" }), more = make("h2", { id: "more" }, _("Another goal"));
    let open = null, removed = null;  // The card that is being written; what says that one was removed.
    let startsShown = null;

    const now = () => new Date();
    const today = () => handbook.days.today(now());
    const find = (my, id) => my.goals.find((each) => each.id === id);
    const goals = () => store.document().goals;

    // ---- Changing --------------------------------------------------------------------------------------------------

    /** Adds a goal and opens it to be written. */
    function start(goal) {
      if (!close()) return;
      const result = keep((my) => { my.goals.push(goal); });
      if (!cards.has(goal.id)) { notice.replaceChildren(handbook.ui.errors([{ says: result.says }])); return; }
      edit(goal.id);
    }

    function removeGoal(id) {
      const before = store.document(), gone = find(before, id);
      if (open === id) leave();
      keep((my) => { my.goals = my.goals.filter((each) => each.id !== id); });
      removed?.remove();
      removed = handbook.opening.done({ store, title: _("Removed: {name}", { name: look.goal(gone) }), says: [], before,
        onUndone: () => focus(heading) });
      heading.after(removed);
      focus(heading);
    }

    // ---- One goal --------------------------------------------------------------------------------------------------

    function question(goal) {
      return dismissed.has(goal.id) ? null : handbook.goals.hint(goal, goals(), now());
    }

    /** The card of a goal: at first its title only, so that the page has it however many there are; `fill` makes the
        rest. */
    function card(id) {
      const heading = make("h3", { id: "title-" + id, className: "hb-goal__title" });
      const element = make("article", { className: "hb-goal", id: "goal-" + id, "aria-labelledby": heading.id },
        heading);
      return { element, heading, form: null, shown: "", past: "" };
    }

    function fill(id) {
      const made = cards.get(id);
      if (!made || made.read) return;
      const { element, heading } = made, meta = make("p", { className: "hb-goal__meta" });
      const [read, form, history] = [1, 2, 3].map(() => make("div")), words = make("p");
      const toggle = button("", () => (open === id ? close(true) : edit(id)), { small: true });
      const remove = handbook.ui.ask(button(_("Remove"), () => {}, { small: true }),
        _("Remove this goal with all that is written in it?"),
        _("Remove it"), _("Keep it"), () => removeGoal(id));
      const hint = make("div", { className: "hb-goal__hint" }, words,
        button(_("Not now"), () => { dismissed.add(id); refresh(find(store.document(), id)); toggle.focus(); },
          { small: true }));
      [toggle, remove].forEach((each) => each.setAttribute("aria-describedby", heading.id));
      element.append(meta, read, form, hint, row(toggle, remove), history);
      Object.assign(made, { meta, read, place: form, hint, words, history, toggle });
      refresh(find(store.document(), id));
    }

    /** Brings the card of a goal up to date. Rebuilt only where something changed; what has the focus keeps it. */
    function refresh(goal) {
      const made = cards.get(goal.id);
      made.heading.textContent = look.goal(goal);
      made.element.classList.toggle("is-closed", handbook.goalView.isClosed(goal));
      if (made.read) refreshRest(goal, made);
    }

    function refreshRest(goal, made) {
      const writing = open === goal.id, asked = question(goal);
      const tick = (action, on) => handbook.planChanges(look, goal.id).changeAction(action.id, (each) => {
        if (on) each.done = today();
        else delete each.done;
      });
      const key = JSON.stringify([goal, writing, asked, today()]);
      if (made.shown === key) return;
      made.shown = key;
      const kept = made.element.contains(document.activeElement) && document.activeElement.dataset.keep;
      const when = handbook.goalView.review(goal, today());
      made.meta.replaceChildren(make("span", { className: "hb-tag" }, handbook.goals.status(goal.status)),
        make("span", { className: handbook.goalView.isLate(goal, today()) ? "hb-goal__late" : "" }, when));
      made.element.classList.toggle("is-open", writing);
      made.read.replaceChildren(handbook.goalView.view(goal, { look, today: today(), tick }));
      made.toggle.textContent = writing ? _("Done") : _("Edit");
      made.toggle.classList.toggle("hb-button--primary", writing);
      made.hint.hidden = !asked;
      made.words.textContent = asked ? asked.question : "";
      showPast(made, goal);
      if (made.form) made.form.set(goal);
      if (kept) made.element.querySelector("[data-keep='" + CSS.escape(kept) + "']")?.focus();
    }

    function showPast(made, goal) {
      const key = JSON.stringify(goal.history), unfolded = made.history.querySelector("[open]");
      if (made.past === key) return;
      made.past = key;
      made.history.replaceChildren(handbook.goalView.history(goal) || "");
      if (unfolded) made.history.firstChild.open = true;
    }

    /** What the form of a goal needs. */
    function context(id) {
      const changes = handbook.planChanges(look, id), removeAction = (action) => {
        changes.removeAction(action);
        say(_("Action removed."));
        focus(cards.get(id).form.afterRemoval);
      };
      return { ...changes, data, look, today, removeAction };
    }

    function edit(id) {
      if (!close()) return;
      open = id;
      fill(id);
      const made = cards.get(id), goal = find(store.document(), id);
      made.form = handbook.goalForm.form(goal, context(id));
      made.place.replaceChildren(made.form);
      refresh(goal);
      made.form.first.focus();
      made.element.scrollIntoView({ block: "start" });
    }

    /** Closes the form that is open; false where something in it was refused and would be lost. */
    function close(back) {
      if (open !== null && !handbook.ui.settled(cards.get(open).place)) return false;
      if (open !== null) leave(back);
      return true;
    }

    function leave(back) {
      flush();
      const made = cards.get(open), goal = find(store.document(), open);
      open = null;
      made.form = null;
      made.place.replaceChildren();
      if (goal) refresh(goal);
      show();
      if (back) focus(made.heading);
    }

    // ---- The list --------------------------------------------------------------------------------------------------

    /** Goals in the order in which their cards are made: first the one that the address asks for. */
    function askedFirst(some) {
      const asked = some.filter((each) => location.hash === "#goal-" + each.id);
      return [...asked, ...some.filter((each) => !asked.includes(each))];
    }

    /** All goals: those worked on first, then the closed ones; nothing moves while one is being written. */
    function show() {
      const all = goals(), order = [...all.filter((each) => !handbook.goalView.isClosed(each)),
        ...all.filter(handbook.goalView.isClosed)];
      Array.from(cards.keys()).filter((id) => !find({ goals: all }, id)).forEach((id) => {
        if (open === id) open = null;
        cards.get(id).element.remove();
        cards.delete(id);
      });
      const fresh = order.filter((each) => !cards.has(each.id));
      fresh.forEach((each) => {
        cards.set(each.id, card(each.id));
        list.append(cards.get(each.id).element);
      });
      const wanted = order.map((each) => cards.get(each.id).element);
      if (open === null && wanted.some((each, place) => list.children[place] !== each)) list.replaceChildren(...wanted);
      order.forEach(refresh);
      handbook.ui.inSlices(list, askedFirst(fresh), handbook.goalView.size, (each) => fill(each.id));
      empty.hidden = all.length > 0;
      more.hidden = !all.length;
      showStarts();
    }

    // ---- What may become a goal ------------------------------------------------------------------------------------

    /** The assessment of each framework that was changed last, newest first. */
    function latest() {
      const found = new Map();
      store.document().assessments.filter((each) => look.frameworks.has(each.framework))
        .sort((a, b) => a.changed.localeCompare(b.changed))
        .forEach((each) => { found.delete(each.framework); found.set(each.framework, each); });
      return Array.from(found.values()).reverse();
    }

    function goalOn(id) {
      return goals().find((each) => !handbook.goalView.isClosed(each) && each.items.includes(id));
    }

    /** A need as something to start from, or a link to the goal it is in already. */
    function needOffer(need, framework, assessment) {
      const there = goalOn(need.item.id), words = look.words(need.item.id);
      return make("li", { className: "hb-plan__need" },
        make("p", { className: "hb-plan__name" }, handbook.ui.link(need.item.url, words)),
        note(need.why),
        there ? note(sentence(_("In your plan: {goal}."),
          { goal: make("a", { href: "#goal-" + there.id }, look.goal(there)) }))
          : button([_("Make it a goal"), hidden([" – ", words])],
            () => start(handbook.goals.fromNeed(need, framework, assessment, now(), Math.random)), { small: true }));
    }

    function showStarts() {
      const given = latest(), key = JSON.stringify([given,
        goals().map((each) => [each.id, each.title, each.status, each.items])]);
      if (startsShown === key) return;
      startsShown = key;
      const parts = given.map((assessment) => {
        const framework = look.frameworks.get(assessment.framework);
        const needs = handbook.profile.needs(framework, assessment).slice(0, NEEDS);
        return needs.length && make("div", {}, make("p", { className: "hb-label" }, look.assessment(assessment)),
          make("ol", { className: "hb-plan__needs" }, needs.map((need) => needOffer(need, framework, assessment))));
      }).filter(Boolean);
      starts.replaceChildren(make("h3", {}, _("From my needs")), ...(parts.length ? parts
        : [make("p", {}, sentence(_("{link} and what you most need to work on stands here, ready to become a goal."),
          { link: handbook.ui.link(data.pages["self-assessment"], _("Assess yourself")) }))]));
    }

    // ---- The page --------------------------------------------------------------------------------------------------

    container.append(make("p", { className: "hb-lede" },
      _("One or two things you will do differently, by when, and how anyone could tell.")),
      make("p", { className: "hb-plan__paper" }, handbook.days.read(today()) + ". " + handbook.ui.PATIENTS),
      handbook.ui.privacy(), handbook.ui.status(store), notice, heading, empty, list,
      make("section", { className: "hb-plan__more", "aria-labelledby": "more" }, more,
        button(_("New goal"), () => start(handbook.goals.blank(now(), Math.random)), { primary: true }), starts),
      handbook.planExport.part({ store, data, look, today }));
    show();
    const arrive = handbook.planArrival({ place: notice, heading, look, store, goalOn, close, start,
      show: (id) => focus(cards.get(id).heading) });
    arrive();
    window.addEventListener("hashchange", () => { if (location.hash.includes("=")) arrive(); });
    store.listen(show);
  });
})();
