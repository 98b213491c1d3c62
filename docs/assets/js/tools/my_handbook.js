// My handbook: all that is kept here on one page. Marks and pathways are in my_marks.js, back-up and clearing in
// my_keeping.js.
(function () {
  "use strict";

  const handbook = window.handbook;
  if (!document.querySelector("[data-tool=my-handbook]")) return;
  const { make, button, row, keep, link, hidden, focus } = handbook.ui;
  const { note, list, one } = handbook.my;
  const { read, count, today } = handbook.days;

  handbook.ui.start("my-handbook", ({ container, params, data, store }) => {
    const look = handbook.lookup(data), notice = make("div"), rescued = make("div"), parts = [];
    const day = () => today(new Date());
    const { mark, marks, pathways } = handbook.my.marking({ data, look, store, day, remove });
    const { backUp, room, rescue, clearing } = handbook.my.keeping({ data, store, day, show });
    let removed = null;  // What says that something was removed, under the heading of its list.

    /** Fills a place with what `fill()` gives, and again whenever what `of()` gives has changed: not while a question
        is open in it, or somebody presses or has the focus on anything in it but a link. */
    function follow(place, of, fill) {
      let shown = null;
      const focused = () => place.contains(document.activeElement) && document.activeElement;
      const busy = () => place.querySelector(".hb-tool-ask") || place.matches(":active")
        || (focused() && !focused().href);
      function refresh() {
        const key = JSON.stringify(of()), unfolded = place.querySelector("details[open]"), { href } = focused();
        if (key === shown || busy()) return;
        shown = key;
        place.replaceChildren(...[fill()].flat().filter(Boolean));
        place.querySelectorAll("details").forEach((each) => { each.open = Boolean(unfolded); });
        if (href) Array.from(place.querySelectorAll("a")).find((each) => each.href === href)?.focus();
      }
      ["focusout", "click"].forEach((event) => place.addEventListener(event, () => setTimeout(show)));
      parts.push(refresh);
    }

    /** A part of the page under its own heading. What is empty is hidden. */
    function part(title, of, fill) {
      const heading = make("h2", { id: title.toLowerCase().replace(/[^a-z]+/g, "-") }, title), place = make("div");
      const section = make("section", { className: "hb-my__part", "aria-labelledby": heading.id }, heading, place);
      follow(place, of, () => fill(heading));
      parts.push(() => { section.hidden = !place.hasChildNodes() && heading.nextSibling === place; });
      return section;
    }

    function show() {
      parts.forEach((fill) => fill());
    }

    /** Takes something away, says so with "Undo", and moves the focus to the heading of its list. */
    function remove(title, heading, fn) {
      const before = store.document();
      keep(fn);
      removed?.remove();
      removed = handbook.opening.done({ store, title, says: [], before, onUndone: () => focus(heading) });
      heading.after(removed);
      focus(heading);
    }

    // ---- Assessments -----------------------------------------------------------------------------------------------

    function assessment(each, heading) {
      const framework = look.frameworks.get(each.framework), name = look.assessment(each);
      const says = framework && handbook.profile.progress(framework, each), page = data.pages["self-assessment"];
      const to = (item) => handbook.ui.address(page, { assessment: each.id, ...item });
      const rated = says ? says.answered + " of " + says.total + " rated"
        : "The framework is no longer in the handbook; your answers are kept.";
      const facts = [each.note, rated,
        each.finished && "finished on " + read(each.finished)].filter(Boolean).join(" · ");
      const small = { className: "hb-button hb-button--small" };
      return one(make("div", {}, make("strong", {}, name), note(facts)),
        row(says && !each.finished && says.next
            && link(to({ item: says.next }), ["Go on", hidden(" – " + name)], small),
          (!says || says.answered > 0) && link(to({}), ["Result", hidden(" of the " + name)], small),
          handbook.ui.ask(button(["Delete", hidden(" the " + name)], () => {}, { small: true }),
            "Delete the " + name + "?", "Delete it", "Keep it",
            () => remove("Deleted: " + name, heading,
              (my) => { my.assessments = my.assessments.filter((other) => other.id !== each.id); }))));
    }

    /** The way to a tool; on paper it leads nowhere. */
    function way(name, words) {
      return make("p", { className: "hb-tool-screen" }, link(data.pages[name], words));
    }

    function assessments(heading) {
      const all = store.document().assessments.slice().sort((a, b) => b.changed.localeCompare(a.changed));
      return [all.length ? list(all.map((each) => assessment(each, heading))) : make("p", {}, "None yet."),
        way("self-assessment", all.length ? "Start another one" : "Assess yourself")];
    }

    // ---- Plan ------------------------------------------------------------------------------------------------------

    function goal(each) {
      const review = handbook.goalView.review(each, day()), done = each.actions.filter((action) => action.done).length;
      const all = count(each.actions.length, "action", "actions");
      return one(make("div", {}, link(data.pages.plan + "#goal-" + each.id, look.goal(each)),
        note(handbook.goals.status(each.status), each.actions.length > 0 && " · " + done + " of " + all + " done",
          review && [" · ", make(review.includes("overdue") ? "strong" : "span", {}, review)])));
    }

    function plan() {
      const all = store.document().goals, closed = handbook.goalView.isClosed;
      return [all.length ? list([...all.filter((each) => !closed(each)), ...all.filter(closed)].map(goal))
        : make("p", {}, "No goals yet."),
        way("plan", all.length ? "Open the plan" : "Start a plan")];
    }

    // ---- Arriving from another page --------------------------------------------------------------------------------

    function arrive() {
      const state = params.get("read") ? "read" : "want", id = look.current(params.get(state));
      if (!id || !look.url(id)) return;
      const words = look.words(id), box = make("section", { className: "hb-tool-panel", "aria-label": "Mark a page" });
      const leave = () => {
        box.remove();
        handbook.ui.write("replaceState");
        focus(document.getElementById(state === "read" ? "read" : "want-to-read"));
      };
      box.append(make("p", {}, "Mark ‘" + words + "’ as "
        + (state === "read" ? "read?" : "something you want to read?")),
        row(button("Mark it", () => { mark(id, state); leave(); }, { primary: true }), button("Not now", leave)));
      notice.append(box);
    }

    // ---- The page --------------------------------------------------------------------------------------------------

    const all = (name) => () => store.document()[name];
    const marked = (state) => () => all("marks")().filter((each) => each.state === state);
    follow(rescued, store.unreadable, rescue);
    container.append(make("p", { className: "hb-lede" },
      "What you have entered in the tools of this handbook and what you have marked, in one place."),
      handbook.ui.status(store), rescued, notice, part("Assessments", all("assessments"), assessments),
      part("Plan", () => [all("goals")(), day()], plan),
      part("Want to read", marked("want"),
        marks("want", "Nothing yet. Each page of the handbook has a button for it.")),
      part("Read", marked("read"), marks("read", "")), part("Pathways", all("marks"), pathways), backUp(),
      part("How it is kept", store.state, room), clearing());
    show();
    arrive();
    store.listen(() => setTimeout(show));  // Not before the focus has left the field that was changed.
  });
})();
