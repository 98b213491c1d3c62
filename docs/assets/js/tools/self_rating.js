// Rating: in full one item a step, each of its behaviours by itself; as a quick look one part of the framework a step,
// one rating an item. Everything is saved as it is chosen, and only what it touches is redrawn.
(function () {
  "use strict";

  const handbook = window.handbook;
  const { _, ngettext } = handbook.shell.i18n;
  const { make, button, say, inTurn, note } = handbook.ui;
  const MOST = 6;  // Items a step of a quick look, so that a step is not a wall.

  function stateOf(framework, each, depth) {
    if (each.unconfirmed) return _("to confirm");
    if (each.noChance) return _("no chance yet");
    if (each.value === null) return _("not rated");
    const done = (each.answer.behaviours || []).length, n = each.item.behaviours.length;
    return depth === "full" && each.from === "behaviours" && done < n
      ? ngettext("rated {rating}, {done} of {n} behaviour", "rated {rating}, {done} of {n} behaviours", n,
        { rating: each.value, done }) : _("rated {rating}", { rating: each.value });
  }

  /** All items with how each stands, to go to: beside the step where there is room, else folded. */
  function mapPart(app, framework, assessment, here) {
    const states = new Map();
    const list = framework.domains.map((domain) => make("li", {},
      domain.title && make("span", { className: "hb-tool-map__part" }, domain.title),
      make("ol", {}, domain.items.map((each) => {
        const item = app.items.get(each), state = make("span", { className: "hb-tool-map__state" });
        states.set(each, state);
        const go = button([make("span", {}, handbook.profile.name(item)), " ", state],
          () => app.go({ view: "rate", assessment: assessment.id, item: each }));
        go.className = "hb-tool-map__item";
        if (here.includes(each)) go.setAttribute("aria-current", "step");
        return make("li", {}, go);
      }))));
    const element = make("details", { className: "hb-details hb-tool-map",
      open: window.matchMedia("(min-width: 80em)").matches },
      make("summary", {}, _("All {number} {ranks}", { number: framework.items.length, ranks: framework.ranks })),
      make("ol", {}, list));
    return { element, set(standing, depth) {
      standing.forEach((each) => {
        const words = stateOf(framework, each, depth), state = states.get(each.item.id);
        if (state.textContent === words) return;
        state.textContent = words;
        state.classList.toggle("is-done", each.group !== "unanswered" && !each.unconfirmed);
      });
    } };
  }

  /** Steps of the way: lists of items, one item each in full, one part of the framework each as a quick look; a part of
      many items takes several steps. */
  function stepsOf(framework, depth) {
    if (depth === "full") return framework.items.map((each) => ({ title: "", items: [each.id] }));
    return framework.domains.flatMap((domain) => {
      const title = [domain.code, domain.title].filter(Boolean).join(" ") || framework.title;
      const pages = Math.ceil(domain.items.length / MOST), size = Math.ceil(domain.items.length / pages);
      return Array.from({ length: pages }, (none, page) => ({
        title: pages > 1 ? _("{title}, {page} of {pages}", { title, page: page + 1, pages }) : title,
        items: domain.items.slice(page * size, (page + 1) * size) }));
    });
  }

  handbook.selfRating = function (app, route) {
    const assessment = app.find(route.assessment), framework = app.frameworks.get(assessment.framework);
    if (!framework) return handbook.selfResult(app, route);
    const full = assessment.depth === "full", steps = stepsOf(framework, assessment.depth);
    const at = Math.max(0, steps.findIndex((each) => each.items.includes(route.item))), step = steps[at];
    const progress = make("progress", { max: framework.items.length, "aria-hidden": "true" }),
      progressWords = make("span");
    const parts = step.items.map((each) => handbook.selfItem.part(app, framework, assessment, app.items.get(each),
      full));
    const wanted = step.items.indexOf(route.item), fill = () => parts.forEach((each) => each.fill());
    const heading = full ? parts[0].heading : make("h2", {}, step.title), asked = wanted > 0 && parts[wanted];
    let list = null;

    function refresh() {
      const now = app.find(assessment.id);
      if (!now) return;
      const standing = handbook.profile.standing(framework, now), says = handbook.profile.progress(framework, now);
      progress.value = says.answered;
      progressWords.textContent = handbook.selfParts.rated(says);
      if (list) list.set(standing, now.depth);
      parts.forEach((each) => each.set());
    }

    const to = (place) => ({ view: "rate", assessment: assessment.id, item: steps[place].items[0] });
    const result = { view: "result", assessment: assessment.id }, last = at === steps.length - 1;
    function leave() {
      if (app.go({ view: "start" })) say(_("All is kept. Go on with it whenever you like."));
    }
    const finish = button(_("See the result"), () => {
      if (!app.settled()) return;
      const now = app.find(assessment.id);
      if (now && !now.finished && handbook.profile.progress(framework, now).next === null) {
        app.change(assessment.id, (each) => { each.finished = handbook.days.stamp(new Date()); });
      }
      app.go(result);
    }, { primary: true });
    const element = make("div", { className: "hb-tool-way" },
      make("div", { className: "hb-tool-way__head" }, make("p", { className: "hb-eyebrow" },
        full ? _("{framework}, in full", { framework: framework.label })
          : _("{framework}, quick look", { framework: framework.label })),
        make("p", { className: "hb-tool-progress" }, progress, progressWords)));
    const body = make("div", { className: "hb-tool-way__step" }, full ? null : heading,
      assessment.finished && make("p", { className: "hb-tool-panel" },
        _("You finished this assessment on {day}. Once you change an answer, it counts as finished today.",
          { day: handbook.days.read(assessment.finished) })),
      topNote(framework, step, app), !full && !parts[0].item.levels.length
        && handbook.selfItem.levels(framework, step.items.map((each) => app.items.get(each))),
      parts.map((each) => each.element));
    inTurn([() => {
      element.append(body);
      if (asked) fill();  // Else the window would not stay at it.
      refresh();
    }, () => {
      if (!asked) fill();
      body.append(make("div", { className: "hb-tool-buttons hb-tool-way__buttons" },
        at > 0 && app.button(to(at - 1), _("Back")),
        last ? finish : app.button(to(at + 1), _("Next"), { primary: true })),
        make("p", { className: "hb-tool-way__more" }, last ? null
          : button(_("See the result so far"), () => app.go(result), { quiet: true }),
          button(_("Leave and come back later"), leave, { quiet: true })),
        handbook.selfParts.settings(app, framework, assessment, () => {}));
      refresh();
    }, () => {
      list = mapPart(app, framework, assessment, full ? step.items : []);
      element.append(list.element);
      refresh();
    }]);
    return { element, heading: asked ? asked.heading : heading, target: asked && asked.element, refresh };
  };

  /** Said once a step where the source does not say how high an item goes. */
  function topNote(framework, step, app) {
    const open = step.items.map((each) => app.items.get(each)).filter((each) => !each.topKnown);
    if (!open.length) return null;
    const { rank, ranks } = framework, codes = open.map((each) => each.code).join(", ");
    const says = open.length < step.items.length
      ? _("How many levels the source gives {items} has not been verified.", { items: codes }) : step.items.length > 1
        ? _("How many levels the source gives each of these {ranks} has not been verified.", { ranks })
        : _("How many levels the source gives this {rank} has not been verified.", { rank });
    return note(says + " " + _("All of the scale’s levels are offered."));
  }
})();
