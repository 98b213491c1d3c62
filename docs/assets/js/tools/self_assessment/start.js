// Where a self-assessment begins: the form to start a new one. What there is to go on with is in
// rating/begun.js.
handbook.selfAssessment = handbook.selfAssessment || {};
handbook.selfAssessment.start = (() => {
  "use strict";

  const { _, ngettext } = handbook.shell.i18n;
  const { make, link, note } = handbook.kit.elements;
  const { button, row } = handbook.kit.buttons;
  const { privacy } = handbook.kit.messages;
  const { select, radios } = handbook.kit.fields;
  const { minutes } = handbook.document.days;

  function facts(framework) {
    const { size, own: usesGeneralScale, scale } = framework;
    const values = { items: size.items + " " + handbook.selfAssessment.parts.rankOf(framework) };
    return [
      size.domains > 1
        ? ngettext("{items} in {n} part.", "{items} in {n} parts.", size.domains, values)
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
        app.begin(chosen, role);
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
      const made = app.store.document().assessments.length
        ? handbook.rating.begun.lists(app)
        : { open: [], closed: [] };
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
      route.item && handbook.rating.begun.single(app, framework, route.item),
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
