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

  function lists(app) {
    const all = app.store
      .document()
      .assessments.slice()
      .sort((a, b) => (a.changed < b.changed ? 1 : -1));
    const part = (title, some) =>
      some.length
      && make(
        "section",
        {},
        make("h2", {}, title),
        make(
          "ul",
          { className: "hb-tool-list" },
          some.map((assessment) => begun(app, assessment)),
        ),
      );
    const isOpen = (assessment) => !assessment.finished && app.frameworks.has(assessment.framework);
    return [
      part(_("Go on with"), all.filter(isOpen)),
      part(
        _("Look at"),
        all.filter((assessment) => !isOpen(assessment)),
      ),
    ];
  }

  /** The level aimed at, folded away. */
  function aimPart(framework, chosen) {
    const says = () => handbook.selfAssessment.parts.aimed(framework, chosen.aim),
      words = make("span", {}, says());
    return make(
      "details",
      { className: "hb-details" },
      make("summary", {}, sentence(_("{aim} – change what you aim for"), { aim: words })),
      handbook.selfAssessment.parts.aims(framework, chosen.aim, (value) => {
        chosen.aim = value;
        words.textContent = says();
      }),
    );
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

  /** How closely the framework is to be looked at. */
  function depthField(framework, chosen) {
    return radios({
      legend: _("How closely do you want to look?"),
      options: [
        {
          value: "quick",
          label: _("Quick look, about {time}", { time: minutes(framework.minutes.quick) }),
          hint: _("One rating for each {rank}.", framework),
        },
        {
          value: "full",
          label: _("In full, about {time}", { time: minutes(framework.minutes.full) }),
          hint: _("Each behaviour of each {rank}, with dated examples for your appraisal.", framework),
        },
      ],
      value: chosen.depth,
      onChange: (value) => {
        chosen.depth = value;
      },
    });
  }

  function form(app, first) {
    const chosen = { framework: first, depth: "quick", aim: first.aim, note: "" };
    const place = make("div"),
      role = handbook.selfAssessment.parts.role("", (value) => {
        chosen.note = value;
      });
    function fill() {
      const framework = chosen.framework;
      chosen.aim = framework.aim;
      place.replaceChildren(
        note(
          facts(framework),
          " ",
          link(framework.url, _("About the {framework}", { framework: framework.label })),
          ".",
        ),
        depthField(framework, chosen),
        aimPart(framework, chosen),
      );
    }
    fill();
    return make(
      "section",
      {},
      make("h2", {}, _("Start a new one")),
      select({
        label: _("Framework"),
        value: first.id,
        options: app.data.frameworks.map((framework) => ({
          value: framework.id,
          label: framework.title + " (" + framework.label + ")",
        })),
        onChange: (value) => {
          chosen.framework = app.frameworks.get(value);
          fill();
        },
      }),
      place,
      role,
      row(
        button(
          _("Start"),
          () => {
            handbook.kit.autosave.flush();
            app.begin({ ...chosen, item: chosen.framework.items[0] }, role);
          },
          { primary: true },
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

  /** What a self-assessment is for, and what it is not. */
  function introduction({ data }) {
    const guide = data.pages.participants;
    return [
      make(
        "p",
        { className: "hb-lede" },
        _(
          "Rate how you lead on an ordinary day and see what to work on next, "
            + "with small tasks and reading for each.",
        ),
      ),
      make(
        "p",
        {},
        _(
          "It shows how you see yourself, not how good you are: it is no test, gives no mark, and "
            + "colleagues may see you otherwise.",
        ),
        " ",
        guide && [link(guide, _("What a self-rating can and cannot show")), "."],
      ),
    ];
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
    const place = make("div"),
      framework = route.framework || app.data.frameworks[0];
    let drawn = null;
    function refresh() {
      const now = JSON.stringify([
        handbook.page.data.count(),
        app.store
          .document()
          .assessments.map((assessment) => [assessment.id, assessment.changed, assessment.finished]),
      ]);
      if (now !== drawn) place.replaceChildren(...lists(app).filter(Boolean));
      drawn = now;
    }
    refresh();
    const says = route.says && make("p", { className: "hb-tool-panel" }, route.says);
    const element = make(
      "div",
      {},
      says,
      introduction(app),
      privacy(),
      route.item && single(app, framework, route.item),
      place,
      form(app, framework),
      openFilePart(app),
    );
    // An assessment that is begun here leaves this view: its list need not be drawn before that.
    return {
      element,
      heading: says,
      refresh: () => {
        setTimeout(() => {
          if (place.isConnected) refresh();
        });
      },
    };
  }

  return { view };
})();
