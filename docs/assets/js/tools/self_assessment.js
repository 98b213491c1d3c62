// The self-assessment: where to start or go on, what the address says, and which view is shown. Rating is in
// self_rating.js, the result in self_result.js. A view is {element, heading, refresh()}; `refresh` brings what is shown
// up to date in place, after a change here or in another tab, and gives true where the view has to be built anew.
(function () {
  "use strict";

  const handbook = window.handbook;
  const { _, ngettext } = handbook.shell.i18n;
  const { make, sentence, link, hidden, button, select, radios, privacy, status, focus, flush, keep, settled, refuse,
    params, write, row, note } = handbook.ui;
  const { name } = handbook.profile;
  const { read, stamp, minutes } = handbook.days;

  /** What the views share: the data by id, and reading and changing one assessment. */
  function shared({ data, store }) {
    const frameworks = new Map(data.frameworks.map((each) => [each.id, each]));
    const items = new Map(data.frameworks.flatMap((each) => each.items.map((item) => [item.id, item])));
    const find = (id) => store.document().assessments.find((each) => each.id === id) || null;

    /** Changes one assessment; nothing happens where it was deleted in another tab. */
    function change(id, fn) {
      return keep((my) => {
        const found = my.assessments.find((each) => each.id === id);
        if (!found) return false;
        fn(found);
        found.changed = stamp(new Date());
      });
    }

    /** Changes one answer, which is made where there is none and goes where nothing is left in it. An assessment that
        was finished then counts as finished now: what it said on its day is no longer all that it says. */
    function answer(id, item, fn) {
      return change(id, (found) => {
        let own = found.answers.find((each) => each.item === item);
        if (!own) found.answers.push(own = { item });
        fn(own);
        ["behaviours", "evidence"].forEach((list) => { if (own[list] && !own[list].length) delete own[list]; });
        if (Object.keys(own).length === 1) found.answers.splice(found.answers.indexOf(own), 1);
        if (found.finished) found.finished = stamp(new Date());
      });
    }

    return { data, store, frameworks, items, find, change, answer };
  }

  /** "MLCF, started on 23 November 2026, registrar" */
  function called(app, assessment) {
    const framework = app.frameworks.get(assessment.framework);
    return (framework ? framework.label : assessment.framework) + ", "
      + read(assessment.finished || assessment.started);
  }

  // ---- Start --------------------------------------------------------------------------------------------------------

  /** Starts an assessment and goes to one of its items. Gives {says, own} where it cannot be kept: the reason, and
      whether that is in the assessment itself, where only the note is typed. */
  function begin(app, { framework, depth, aim, note, item }) {
    const now = new Date(), id = handbook.format.id("a", Math.random);
    const fresh = { id, framework: framework.id, edition: framework.edition, depth, aim, started: stamp(now),
      changed: stamp(now),
      ...(note ? { note } : {}), answers: [] };
    const result = keep((my) => { my.assessments.push(fresh); });
    const { problems, empty } = handbook.format, alone = { ...empty(), assessments: [fresh] };
    if (!app.find(id)) return { says: result.says, own: problems(alone, app.data.schema).length > 0 };
    app.go({ view: "rate", assessment: id, item: item.id });
    return null;
  }

  function begun(app, assessment) {
    const framework = app.frameworks.get(assessment.framework);
    const open = framework && !assessment.finished;
    const says = framework ? handbook.profile.progress(framework, assessment) : null;
    const to = open ? { view: "rate", assessment: assessment.id, item: says.next }
      : { view: "result", assessment: assessment.id };
    return make("li", { className: "hb-tool-begun" },
      make("div", {}, make("strong", {}, framework ? framework.title : assessment.framework),
        make("span", { className: "hb-tool-note" },
        [assessment.note, assessment.finished ? _("finished {day}", { day: read(assessment.finished) })
          : _("started {day}", { day: read(assessment.started) }),
        says ? handbook.selfParts.rated(says) : _("no longer in the handbook")].filter(Boolean).join(" · "))),
      row(app.button(to, open
        ? [_("Go on"), hidden(" " + _("with {assessment}", { assessment: called(app, assessment) }))]
        : [_("Look at it"), hidden(": " + called(app, assessment))], { small: true })));
  }

  function lists(app) {
    const all = app.store.document().assessments.slice().sort((a, b) => (a.changed < b.changed ? 1 : -1));
    const part = (title, some) => some.length && make("section", {}, make("h2", {}, title),
      make("ul", { className: "hb-tool-list" }, some.map((each) => begun(app, each))));
    const isOpen = (each) => !each.finished && app.frameworks.has(each.framework);
    return [part(_("Go on with"), all.filter(isOpen)), part(_("Look at"), all.filter((each) => !isOpen(each)))];
  }

  /** The level aimed at, folded away. */
  function aimPart(framework, chosen) {
    const says = () => handbook.selfParts.aimed(framework, chosen.aim), words = make("span", {}, says());
    return make("details", { className: "hb-details" },
      make("summary", {}, sentence(_("{aim} – change what you aim for"), { aim: words })),
      handbook.selfParts.aims(framework, chosen.aim, (value) => {
        chosen.aim = value;
        words.textContent = says();
      }));
  }

  function facts(framework) {
    const { items, domains, rank, ranks, own, scale } = framework;
    const given = { items: items.length + " " + (items.length === 1 ? rank : ranks) };
    return [domains.length > 1 ? ngettext("{items} in {n} part.", "{items} in {n} parts.", domains.length, given)
      : _("{items}.", given), own ? _("It has no scale of its own: the handbook's general one is used.")
      : _("Rated on “{scale}”.", { scale: scale.title })].join(" ");
  }

  function form(app, first) {
    const chosen = { framework: first, depth: "quick", aim: first.aim, note: "" };
    const place = make("div"), role = handbook.selfParts.role("", (value) => { chosen.note = value; });
    function fill() {
      const framework = chosen.framework;
      chosen.aim = framework.aim;
      place.replaceChildren(
        note(facts(framework), " ",
          link(framework.url, _("About the {framework}", { framework: framework.label })), "."),
        radios({ legend: _("How closely do you want to look?"), options: [
          { value: "quick", label: _("Quick look, about {time}", { time: minutes(framework.minutes.quick) }),
            hint: _("One rating for each {rank}.", framework) },
          { value: "full", label: _("In full, about {time}", { time: minutes(framework.minutes.full) }),
            hint: _("Each behaviour of each {rank}, with dated examples for your appraisal.", framework) }],
        value: chosen.depth, onChange: (value) => { chosen.depth = value; } }), aimPart(framework, chosen));
    }
    fill();
    return make("section", {}, make("h2", {}, _("Start a new one")),
      select({ label: _("Framework"), value: first.id, options: app.data.frameworks.map((each) => ({ value: each.id,
        label: each.title + " (" + each.label + ")" })),
        onChange: (value) => { chosen.framework = app.frameworks.get(value); fill(); } }), place,
      role, row(button(_("Start"), () => {
        flush();
        app.begin({ ...chosen, item: chosen.framework.items[0] }, role);
      }, { primary: true })));
  }

  /** Offered where a page of one item led here. */
  function single(app, framework, item) {
    const rate = (depth) => () => app.begin({ framework, depth, aim: framework.aim, item });
    return make("section", { className: "hb-tool-panel" }, make("h2", {}, sentence(_("You came from {item}"),
      { item: name(item) })),
      make("p", {}, _("You can rate this one {rank} by itself, in a minute or two, and the rest of the {framework} "
        + "another day or never.", { rank: framework.rank, framework: framework.label })),
      row(button(_("Rate this one"), rate("quick"), { primary: true }),
        item.behaviours.length > 0 && button(_("Rate each of its behaviours"), rate("full"))));
  }

  function startView(app, route) {
    const there = make("div"), framework = route.framework || app.data.frameworks[0];
    let drawn = null;
    function refresh() {
      const now = JSON.stringify(app.store.document().assessments.map((each) => [each.id, each.changed,
        each.finished]));
      if (now !== drawn) there.replaceChildren(...lists(app).filter(Boolean));
      drawn = now;
    }
    const guide = app.data.pages.participants;
    refresh();
    const says = route.says && make("p", { className: "hb-tool-panel" }, route.says);
    const element = make("div", {}, says,
      make("p", { className: "hb-lede" }, _("Rate how you lead on an ordinary day and see what to work on next, with "
        + "small tasks and reading for each.")),
      make("p", {}, _("It shows how you see yourself, not how good you are: it is no test, gives no mark, and "
        + "colleagues may see you otherwise."), " ",
      guide && [link(guide, _("What a self-rating can and cannot show")), "."]),
      privacy(), route.item && single(app, framework, route.item), there, form(app, framework),
      make("section", {}, make("h2", {}, _("Open a saved file")),
        handbook.opening.part({ store: app.store, data: app.data,
          names: handbook.shell.boot.storage.lasts ? ["assessments"] : undefined, label: _("File of this handbook"),
          help: _("An assessment, or all your notes, saved here or on another device.") })));
    // An assessment that is begun here leaves this view: its list need not be drawn before that.
    return { element, heading: says, refresh: () => { setTimeout(() => { if (there.isConnected) refresh(); }); } };
  }

  // ---- Address and views --------------------------------------------------------------------------------------------

  /** What the address asks for → a route. What is not known leads to the start, with a sentence that says so. */
  function routeOf(app, wanted) {
    const aliases = new Map(app.data.aliases), now = (id) => aliases.get(id) || id;
    const assessment = app.find(wanted.get("assessment") || ""),
      asked = now(wanted.get("element") || wanted.get("item") || "");
    if (wanted.has("assessment") && !assessment) {
      return { view: "start", says: _("The assessment you asked for is not in this browser. It may have been cleared, "
        + "or made on another device. Open the file you saved it to, at the end of this page, or start a new one.") };
    }
    if (assessment) {
      const own = app.items.get(asked);
      return own && own.id.startsWith(assessment.framework + "/")
        ? { view: "rate", assessment: assessment.id, item: asked }
        : { view: "result", assessment: assessment.id };
    }
    const given = wanted.get("framework"), named = app.frameworks.get(now(given || asked.split("/")[0])),
      framework = named || app.data.frameworks[0];
    if (given !== null && !named) return { view: "start", says: _("The framework you asked for is not one that "
      + "can be rated here. Choose one below.") };
    if (!asked) return { view: "start", framework };
    const whole = now(given + "/" + asked);
    const item = framework.items.find((each) => [asked, whole].includes(each.id) || each.code === asked);
    if (!item) return { view: "start", framework, says: _("What you came from is not in the handbook any more. You "
      + "can still rate the whole framework.") };
    const open = app.store.document().assessments.filter((each) => each.framework === framework.id && !each.finished)
      .sort((a, b) => (a.changed < b.changed ? 1 : -1));
    return open.length ? { view: "rate", assessment: open[0].id, item: item.id } : { view: "start", framework, item };
  }

  /** What the address says of a route, for `write`. */
  function askedBy({ view, assessment, item }) {
    if (view === "start") return null;
    return view === "rate" && item ? { assessment, item } : { assessment };
  }

  handbook.ui.start("self-assessment", (context) => {
    const app = shared(context), place = make("div", { className: "hb-tool__view" });
    const views = { start: startView, rate: handbook.selfRating, result: handbook.selfResult };
    const title = document.title;
    let view = null, route = null;

    function show(next, quietly) {
      flush();
      if (next.view !== "start" && !app.find(next.assessment)) next = { view: "start",
        says: _("That assessment is not in this browser any more.") };
      route = next;
      view = views[next.view](app, next);
      place.replaceChildren(view.element);
      document.title = (route.view === "start" ? "" : view.heading.textContent + " – ") + title;
      setTimeout(handbook.shell.page_helps.scrollRegions);  // It measures: not before the view is painted.
      if (!quietly) focus(view.heading || document.querySelector("h1"));
      else if (view.target) requestAnimationFrame(() => view.target.scrollIntoView());
    }

    /** False where something in the view was refused, so that it has to stay; never where its assessment is gone. */
    app.settled = () => (route.view !== "start" && !app.find(route.assessment)) || settled(place);

    /** Shows another view; false where this one has to stay. */
    app.go = (next) => {
      if (!app.settled()) return false;
      if (route.view === "start" && location.search) write("replaceState");  // "Back" is to lead to the start.
      show(next);
      write("pushState", askedBy(route));
      return true;
    };
    app.button = (to, words, looks) => button(words, () => app.go(to), looks);

    /** Starts an assessment. What is wrong with its note is shown at `field`, where there is one. */
    app.begin = (given, field) => {
      if (!app.settled()) return;
      const wrong = begin(app, given);
      if (!wrong) return;
      const { says } = wrong, own = field && wrong.own;
      if (own) field.fail(says, true);
      refuse(place, [{ id: own && field.control.id, says }]);
    };

    /** The address was changed: by "Back", by hand, or by a link within the page, which leaves the view as it is. */
    function moved() {
      const next = routeOf(app, params());
      const key = ({ view, assessment, framework, item }) => [view, assessment, framework?.id, item?.id || item].join();
      if (location.hash && !location.hash.includes("=")) {
        if (route.view !== "start") write("replaceState", askedBy(route));
      } else if (key(next) === key(route)) return;
      else if (app.settled()) show(next);
      else write("pushState", askedBy(route));
    }
    /** In words, that the assessment on show was taken away elsewhere. */
    function cleared() {
      return context.store.lost() ? _("That assessment was cleared. You can bring it back at the end of this page.")
        : _("That assessment was cleared.");
    }

    ["popstate", "hashchange"].forEach((each) => window.addEventListener(each, moved));
    context.store.listen(({ reason }) => {
      const gone = route.view !== "start" && !app.find(route.assessment);
      if (gone && reason !== "here") show({ view: "start", says: cleared() });
      else if (!gone && view.refresh(reason) === true && !place.querySelector(".is-refused")) show(route, true);
    });
    show(routeOf(app, params()), true);
    if (route.view !== "start") write("replaceState", askedBy(route));
    context.container.replaceChildren(place, status(context.store));
    if (view.target) requestAnimationFrame(() => view.target.scrollIntoView());
  });
})();
