// My handbook: all that is kept here on one page. Marks and pathways are in my_marks.js, back-up and clearing in
// my_keeping.js.
(function () {
  "use strict";

  const handbook = window.handbook;
  if (!document.querySelector("[data-tool=my-handbook]")) return;
  const { _, ngettext } = handbook.shell.i18n;
  const { make, sentence, button, row, keep, link, hidden, focus } = handbook.ui;
  const { note, list, one } = handbook.my;
  const { read, today } = handbook.days;

  handbook.ui.start("my-handbook", ({ container, params, data, store }) => {
    const look = handbook.lookup(data), notice = make("div"), rescued = make("div"), parts = [];
    const day = () => today(new Date());
    const marked = handbook.my.marking({ data, look, store, day, remove });
    const kept = handbook.my.keeping({ data, store, day, show });
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
    function part(id, title, of, fill) {
      const heading = make("h2", { id }, title), place = make("div");
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
      const rated = says ? handbook.selfParts.rated(says)
        : _("The framework is no longer in the handbook; your answers are kept.");
      const facts = [each.note, rated,
        each.finished && _("finished on {day}", { day: read(each.finished) })].filter(Boolean).join(" · ");
      const small = { className: "hb-button hb-button--small" };
      return one(make("div", {}, make("strong", {}, name), note(facts)),
        row(says && !each.finished && says.next
            && link(to({ item: says.next }), [_("Go on"), hidden(" – " + name)], small),
          (!says || says.answered > 0)
            && link(to({}), [_("Result"), hidden(" " + _("of the {name}", { name }))], small),
          handbook.ui.ask(button([_("Delete"), hidden(" " + _("the {name}", { name }))], () => {}, { small: true }),
            _("Delete the {name}?", { name }), _("Delete it"), _("Keep it"),
            () => remove(_("Deleted: {name}", { name }), heading,
              (my) => { my.assessments = my.assessments.filter((other) => other.id !== each.id); }))));
    }

    /** The way to a tool; on paper it leads nowhere. */
    function way(name, words) {
      return make("p", { className: "hb-tool-screen" }, link(data.pages[name], words));
    }

    function assessments(heading) {
      const all = store.document().assessments.slice().sort((a, b) => b.changed.localeCompare(a.changed));
      return [all.length ? list(all.map((each) => assessment(each, heading))) : make("p", {}, _("None yet.")),
        way("self-assessment", all.length ? _("Start another one") : _("Assess yourself"))];
    }

    // ---- Plan ------------------------------------------------------------------------------------------------------

    function goal(each) {
      const { review, isLate } = handbook.goalView, when = review(each, day());
      const done = each.actions.filter((action) => action.done).length, all = each.actions.length;
      return one(make("div", {}, link(data.pages.plan + "#goal-" + each.id, look.goal(each)),
        note(handbook.goals.status(each.status), all > 0 && [" · ", ngettext("{done} of {n} action done",
          "{done} of {n} actions done", all, { done })],
        when && [" · ", make(isLate(each, day()) ? "strong" : "span", {}, when)])));
    }

    function plan() {
      const all = store.document().goals, closed = handbook.goalView.isClosed;
      return [all.length ? list([...all.filter((each) => !closed(each)), ...all.filter(closed)].map(goal))
        : make("p", {}, _("No goals yet.")),
        way("plan", all.length ? _("Open the plan") : _("Start a plan"))];
    }

    // ---- Arriving from another page --------------------------------------------------------------------------------

    function arrive() {
      const state = params.get("read") ? "read" : "want", id = look.current(params.get(state));
      if (!id || !look.url(id)) return;
      const words = look.words(id);
      const box = make("section", { className: "hb-tool-panel", "aria-label": _("Mark a page") });
      const leave = () => {
        box.remove();
        handbook.ui.write("replaceState");
        focus(document.getElementById(state === "read" ? "read" : "want-to-read"));
      };
      box.append(make("p", {}, sentence(state === "read" ? _("Mark ‘{page}’ as read?")
        : _("Mark ‘{page}’ as something you want to read?"), { page: words })),
      row(button(_("Mark it"), () => { marked.mark(id, state); leave(); }, { primary: true }),
        button(_("Not now"), leave)));
      notice.append(box);
    }

    // ---- The page --------------------------------------------------------------------------------------------------

    const all = (name) => () => store.document()[name];
    const marks = (state) => () => all("marks")().filter((each) => each.state === state);
    follow(rescued, store.unreadable, kept.rescue);
    container.append(make("p", { className: "hb-lede" },
      _("What you have entered in the tools of this handbook and what you have marked, in one place.")),
      handbook.ui.status(store), rescued, notice,
      part("assessments", _("Assessments"), all("assessments"), assessments),
      part("plan", _("Plan"), () => [all("goals")(), day()], plan),
      part("want-to-read", _("Want to read"), marks("want"),
        marked.marks("want", _("Nothing yet. Each page of the handbook has a button for it."))),
      part("read", _("Read"), marks("read"), marked.marks("read", "")),
      part("pathways", _("Pathways"), all("marks"), marked.pathways), kept.backUp(),
      part("how-it-is-kept", _("How it is kept"), store.state, kept.room), kept.clearing());
    show();
    arrive();
    store.listen(() => setTimeout(show));  // Not before the focus has left the field that was changed.
  });
})();
