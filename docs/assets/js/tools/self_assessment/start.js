// Where a self-assessment begins: what there is to go on with, and the form to start a new one.
handbook.selfAssessment = handbook.selfAssessment || {};
handbook.selfAssessment.start = (() => {
  "use strict";

  const { _, ngettext } = handbook.shell.i18n;
  const { make, sentence, link, hidden, note } = handbook.kit.elements;
  const { button, row } = handbook.kit.buttons;
  const { privacy } = handbook.kit.messages;
  const { select, radios } = handbook.kit.fields;
  const { name } = handbook.scoring.profile;
  const { read, minutes } = handbook.document.days;

  /** "MLCF, started on 23 November 2026, registrar" */
  function nameAssessment(app, assessment) {
    const framework = app.frameworks.get(assessment.framework);
    return (
      (framework ? framework.label : assessment.framework)
      + ", "
      + read(assessment.finished || assessment.started)
    );
  }

  function begun(app, assessment) {
    const framework = app.frameworks.get(assessment.framework);
    const isOpen = framework && !assessment.finished;
    const says = framework ? handbook.scoring.profile.progress(framework, assessment) : null;
    const to = isOpen
      ? { view: "rate", assessment: assessment.id, item: says?.next }
      : { view: "result", assessment: assessment.id };
    return make(
      "li",
      { className: "hb-tool-begun" },
      make(
        "div",
        {},
        make("strong", {}, framework ? framework.title : assessment.framework),
        make(
          "span",
          { className: "hb-tool-note" },
          [
            assessment.note,
            assessment.finished
              ? _("finished {day}", { day: read(assessment.finished) })
              : _("started {day}", { day: read(assessment.started) }),
            says ? handbook.scoring.profile.progressInWords(says) : _("no longer in the handbook"),
          ]
            .filter(Boolean)
            .join(" · "),
        ),
      ),
      row(
        app.button(
          to,
          isOpen
            ? [
                _("Go on"),
                hidden(" " + _("with {assessment}", { assessment: nameAssessment(app, assessment) })),
              ]
            : [_("Look at it"), hidden(": " + nameAssessment(app, assessment))],
          { small: true },
        ),
      ),
    );
  }

  /** The assessments that are kept, newest first, in two parts: those to go on with, and the others. */
  function lists(app) {
    const all = app.store
      .document()
      .assessments.slice()
      .sort((a, b) => (a.changed < b.changed ? 1 : -1));
    const part = (title, some) =>
      some.length
        ? [
            make("h2", {}, title),
            make(
              "ul",
              { className: "hb-tool-list" },
              some.map((assessment) => begun(app, assessment)),
            ),
          ]
        : [];
    const isOpen = (assessment) => !assessment.finished && app.frameworks.has(assessment.framework);
    return {
      open: part(_("Go on with"), all.filter(isOpen)),
      closed: part(
        _("Look at"),
        all.filter((assessment) => !isOpen(assessment)),
      ),
    };
  }

  function facts(framework) {
    const { items, domains, own: usesGeneralScale, scale } = framework;
    const values = { items: items.length + " " + handbook.selfAssessment.parts.rankOf(framework) };
    return [
      domains.length > 1
        ? ngettext("{items} in {n} part.", "{items} in {n} parts.", domains.length, values)
        : _("{items}.", values),
      usesGeneralScale
        ? _("It has no scale of its own: the handbook's general one is used.")
        : _("Rated on “{scale}”.", { scale: scale.title }),
    ].join(" ");
  }

  /** "Quick look, about 10 min" */
  function depthInWords(framework, depth) {
    const time = minutes(framework.minutes[depth]);
    return depth === "full" ? _("In full, about {time}", { time }) : _("Quick look, about {time}", { time });
  }

  function depthHint(framework, depth) {
    return depth === "full"
      ? _("Each behaviour of each {rank}, with dated examples for your appraisal.", framework)
      : _("One rating for each {rank}.", framework);
  }

  /** How closely the framework is to be looked at. */
  function depthField(framework, chosen, onChange) {
    return radios({
      legend: _("How closely do you want to look?"),
      options: ["quick", "full"].map((depth) => ({
        value: depth,
        label: depthInWords(framework, depth),
        hint: depthHint(framework, depth),
      })),
      value: chosen.depth,
      onChange: (value) => {
        chosen.depth = value;
        onChange();
      },
    });
  }

  /** What would be started as things stand chosen. */
  function choiceInWords({ framework, depth, aim }) {
    return [
      make("strong", { className: "hb-tool-choice__name" }, framework.title),
      depthInWords(framework, depth) + ". " + depthHint(framework, depth),
      make("br"),
      handbook.selfAssessment.parts.aimed(framework, aim) + ".",
    ];
  }

  /** What can be chosen otherwise than it stands: framework, depth, aim and role; `show` runs after each
      choice. */
  function choices(app, chosen, role, show) {
    const place = make("div");
    function fill() {
      const { framework } = chosen;
      chosen.aim = framework.aim;
      place.replaceChildren(
        note(
          facts(framework),
          " ",
          link(framework.url, _("About the {framework}", { framework: framework.label })),
          ".",
        ),
        depthField(framework, chosen, show),
        handbook.selfAssessment.parts.aims(framework, chosen.aim, (value) => {
          chosen.aim = value;
          show();
        }),
      );
      show();
    }
    const framework = select({
      label: _("Framework"),
      value: chosen.framework.id,
      options: app.data.frameworks.map(({ id, title, label }) => ({
        value: id,
        label: title + " (" + label + ")",
      })),
      onChange: (value) => {
        chosen.framework = app.frameworks.get(value);
        fill();
      },
    });
    fill();
    return [framework, place, role];
  }

  /** The form to start a new one: what would be started, the button, and folded all that can be chosen;
      `isOpen`: not folded. */
  function form(app, first, isOpen) {
    const chosen = { framework: first, depth: "quick", aim: first.aim, note: "" };
    const words = make("p", { className: "hb-tool-choice__words" }),
      role = handbook.selfAssessment.parts.role("", (value) => {
        chosen.note = value;
      });
    const begin = button(
      _("Start"),
      () => {
        handbook.kit.autosave.flush();
        app.begin({ ...chosen, item: chosen.framework.items[0] }, role);
      },
      { primary: true },
    );
    return make(
      "section",
      { className: "hb-tool-choice" },
      make("h2", {}, _("Start a new one")),
      words,
      row(begin),
      make(
        "details",
        { className: "hb-details", open: isOpen },
        make("summary", {}, _("Change")),
        make(
          "div",
          {},
          choices(app, chosen, role, () => words.replaceChildren(...choiceInWords(chosen))),
        ),
      ),
    );
  }

  /** Offered where a page of one item led here. */
  function single(app, framework, item) {
    const rate = (depth) => () => app.begin({ framework, depth, aim: framework.aim, item });
    return make(
      "section",
      { className: "hb-tool-panel" },
      make("h2", {}, sentence(_("You came from {item}"), { item: name(item) })),
      make(
        "p",
        {},
        _(
          "You can rate this one {rank} by itself, in a minute or two, and the rest of the {framework} "
            + "another day or never.",
          { rank: framework.rank, framework: framework.label },
        ),
      ),
      row(
        button(_("Rate this one"), rate("quick"), { primary: true }),
        item.behaviours.length > 0 && button(_("Rate each of its behaviours"), rate("full")),
      ),
    );
  }

  /** What a self-assessment is not. */
  function limits({ data }) {
    const guide = data.pages.participants;
    return make(
      "p",
      {},
      _(
        "It shows how you see yourself, not how good you are: it is no test, gives no mark, and "
          + "colleagues may see you otherwise.",
      ),
      " ",
      guide && [link(guide, _("What a self-rating can and cannot show")), "."],
    );
  }

  function openFilePart({ store, data }) {
    return make(
      "section",
      {},
      make("h2", {}, _("Open a saved file")),
      handbook.kit.filePanel.part({
        store,
        data,
        names: handbook.shell.boot.storage.lasts ? ["assessments"] : undefined,
        label: _("File of this handbook"),
        help: _("An assessment, or all your notes, saved here or on another device."),
      }),
    );
  }

  function view(app, route) {
    const open = make("section"),
      closed = make("section"),
      framework = route.framework || app.data.frameworks[0];
    let drawn = null;
    function refresh() {
      const now = JSON.stringify([
        handbook.page.data.count(),
        app.store
          .document()
          .assessments.map((assessment) => [assessment.id, assessment.changed, assessment.finished]),
      ]);
      if (now === drawn) return;
      drawn = now;
      const made = lists(app);
      open.replaceChildren(...made.open);
      closed.replaceChildren(...made.closed);
    }
    refresh();
    const says = route.says && make("p", { className: "hb-tool-panel" }, route.says);
    const element = make(
      "div",
      {},
      says,
      make(
        "p",
        { className: "hb-lede" },
        _(
          "Rate how you lead on an ordinary day and see what to work on next, "
            + "with small tasks and reading for each.",
        ),
      ),
      route.item && single(app, framework, route.item),
      open,
      form(app, framework, Boolean(route.isChoosing)),
      closed,
      limits(app),
      privacy(),
      openFilePart(app),
    );
    // An assessment that is begun here leaves this view: its list need not be drawn before that.
    return {
      element,
      heading: says,
      refresh: () => {
        setTimeout(() => {
          if (open.isConnected) refresh();
        });
      },
    };
  }

  return { view };
})();
