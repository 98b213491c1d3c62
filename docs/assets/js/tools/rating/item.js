// One item of a framework to be rated: its rating or its behaviours' ratings, how much it matters, and dated
// examples.
handbook.rating = handbook.rating || {};
handbook.rating.item = (() => {
  "use strict";

  const { _ } = handbook.shell.i18n;
  const { make, sentence, link, hidden, focus, id } = handbook.kit.elements;
  const { say } = handbook.kit.announcements;
  const { button } = handbook.kit.buttons;
  const { radios } = handbook.kit.fields;
  const { name } = handbook.scoring.profile;
  const { level } = handbook.selfAssessment.parts;
  const IMPORTANCE = Array.from(handbook.scoring.profile.IMPORTANCE, ([value, words]) => ({
    value,
    label: handbook.selfAssessment.parts.capital(words),
  }));

  /** The levels of an item as options, with its own meanings where it has them (`hints`: the scale's where
      not). */
  function options(framework, item, hints) {
    const meanings = new Map(item.levels.map((level) => [level.value, level.meaning]));
    return [
      ...handbook.scoring.profile.levels(framework, item).map((level) => ({
        value: level.value,
        label: level.value + " " + level.title,
        hint: meanings.get(level.value) || (hints && level.meaning),
      })),
      {
        value: "none",
        label: _("No chance to show it yet"),
        hint: hints && _("Your post has not given you the occasion. It does not count against you."),
      },
    ];
  }

  /** Puts what was chosen into an answer, or a behaviour's: a level, or that there was no chance. */
  function put(into, value) {
    delete into.rating;
    delete into.noChance;
    delete into.carried;
    if (value === "none") into.noChance = true;
    else into.rating = value;
  }

  /** What stands chosen; a rating above the item's top counts as the top. */
  function chosen(from, item) {
    if (!from) return null;
    return from.noChance ? "none" : from.rating === undefined ? null : Math.min(from.rating, item.top);
  }

  /** What a rating carried over says, with a button to confirm it; empty where there is none. */
  function carriedPart(app, ratedItem, save) {
    const place = make("div");
    let drawn = null;
    return {
      element: place,
      set(answer) {
        const carried = answer && answer.carried,
          key = carried ? JSON.stringify([carried, answer.rating]) : null;
        if (key === drawn) return;
        drawn = key;
        place.replaceChildren();
        if (!carried) return;
        const from = carried.from.map((id) => {
          const item = app.items.get(id);
          return item ? app.frameworks.get(id.split("/")[0]).label + " " + name(item) : id;
        });
        place.append(
          make(
            "div",
            { className: "hb-tool-carried" },
            make(
              "p",
              {},
              make("strong", {}, _("Carried over, not yet confirmed."), " "),
              carried.sure === "likely"
                ? _("From {items}; a likely match, so look twice.", { items: handbook.shell.i18n.list(from) })
                : _("From {items}.", { items: handbook.shell.i18n.list(from) }),
            ),
            answer.noChance || answer.rating !== undefined
              ? button(
                  [_("Yes, that holds"), hidden([" ", sentence(_("for {item}"), { item: name(ratedItem) })])],
                  () => {
                    save((entry) => {
                      delete entry.carried;
                    });
                    const rated = place.parentElement.querySelector("input:checked, [aria-pressed=true]");
                    if (rated) rated.focus({ preventScroll: true }); // The button is gone.
                  },
                  { small: true },
                )
              : null,
          ),
        );
      },
    };
  }

  function importancePart(item, answer, save) {
    const made = radios({
      legend: [_("How much does this matter in your role?"), hidden([" ", item.title])],
      options: IMPORTANCE,
      value: (answer && answer.importance) || null,
      inline: true,
      onChange: (value) =>
        save((entry) => {
          entry.importance = value;
        }),
    });
    made.classList.add("hb-tool-radios--row");
    return made;
  }

  /** One rating of the whole item, a button for each level, which leads on: an item takes one press. What
      the levels mean stands with them where the item has meanings of its own. */
  function wholePart(framework, item, save, goOn) {
    const buttons = options(framework, item, false).map(({ value, label, hint }) => {
      const words = [
        make("span", {}, label),
        hint && make("span", { className: "hb-tool-option__help" }, hint),
      ];
      const made = button(words, ({ detail }) => {
        if (detail > 1) return; // The second press of a double one is not meant for the item that came.
        save((answer) => put(answer, value));
        goOn();
      });
      return { value, made };
    });
    const element = make(
      "fieldset",
      { className: "hb-tool-rate" + (item.levels.length ? "" : " hb-tool-rate--short") },
      make(
        "legend",
        { className: "hb-tool-radios__legend" },
        framework.scale.title,
        hidden([": ", item.title]),
      ),
      buttons.map(({ made }) => made),
    );
    return {
      element,
      set(value) {
        buttons.forEach((one) => one.made.setAttribute("aria-pressed", String(one.value === value)));
      },
    };
  }

  /** Each behaviour by itself, and in words what they come to together. */
  function behavioursPart(framework, item, save) {
    const sets = item.behaviours.map(({ key, text }, place) => [
      key,
      radios({
        legend: [place + 1 + ". ", text],
        inline: true,
        options: options(framework, item, false),
        value: null,
        onChange: (value) =>
          save((answer) => {
            answer.behaviours = answer.behaviours || [];
            let entry = answer.behaviours.find((candidate) => candidate.key === key);
            if (!entry) answer.behaviours.push((entry = { key }));
            put(entry, value);
          }),
      }),
    ]);
    const together = make("p", { className: "hb-tool-together" });
    const countButton = button(
      _("Count the behaviours instead"),
      () =>
        save((answer) => {
          ["rating", "noChance", "carried"].forEach((field) => delete answer[field]);
        }),
      { small: true },
    );
    const element = make(
      "div",
      {},
      sets.map(([, made]) => made),
      together,
      countButton,
    );
    return {
      element,
      set(answer) {
        const ratings = new Map(
          ((answer && answer.behaviours) || []).map((behaviour) => [behaviour.key, behaviour]),
        );
        sets.forEach(([key, made]) => made.set(chosen(ratings.get(key), item)));
        const says = handbook.scoring.profile.rating(answer, item);
        countButton.hidden = says.from !== "rating" || !ratings.size;
        together.textContent = inWords(framework, says);
      },
    };
  }

  /** What the behaviours of an item come to, of what handbook.scoring.profile.rating says. */
  function inWords(framework, { value, noChance, from, of }) {
    if (noChance) return _("Taken together: no chance to show it yet.");
    if (!framework.scale.levels.some((candidate) => candidate.value === value)) return "";
    const values = { level: level(framework, value) };
    if (from === "rating") return _("One rating stands for the whole of it: {level}.", values);
    if (of < 2) return _("Taken together: {level}.", values);
    return of % 2
      ? _("Taken together: {level}, the middle one of your ratings.", values)
      : _("Taken together: {level}, the lower of the middle two of your ratings.", values);
  }

  /** The button that takes away all that was answered to an item; the focus goes to its heading. */
  function clearButton(item, heading, save) {
    return button(
      [_("Clear my answer"), hidden([" ", sentence(_("to {item}"), { item: item.title })])],
      () => {
        save((entry) => {
          ["rating", "noChance", "carried", "behaviours", "importance"].forEach(
            (field) => delete entry[field],
          );
        });
        say(_("Answer cleared."));
        focus(heading);
      },
      { quiet: true },
    );
  }

  /** What the levels mean, under the options of a quick look: in sight where there is room. */
  function meanings(framework, item) {
    return make(
      "details",
      { className: "hb-details", open: window.matchMedia("(min-width: 48em)").matches },
      make("summary", {}, _("What the levels mean")),
      levelsPart(framework, item),
    );
  }

  /** One item → {element, heading, more, fill(), set()}: at first its name and what is asked; `fill` adds
      what is answered, and to `more` what may be added to it, `set` brings all that up to date. As a
      quick look one of its behaviours stands for what is asked, and one press rates it and calls `goOn`; how
      much it matters is asked of all items together, in matters.js. */
  function itemPart(app, framework, assessment, item, goOn) {
    const full = assessment.depth === "full";
    const save = (fn) => app.answer(assessment.id, item.id, fn);
    const answer = () =>
      (app.find(assessment.id) || { answers: [] }).answers.find((candidate) => candidate.item === item.id);
    const heading = make("h2", { id: id() }, name(item)),
      [example] = item.behaviours,
      parts = full && Boolean(example);
    const element = make(
      "section",
      { className: "hb-tool-item", "aria-labelledby": heading.id },
      heading,
      make("p", {}, item.summary, " ", link(item.url, [_("Read about it"), hidden([": ", item.title])])),
      !full
        && example
        && make(
          "p",
          { className: "hb-tool-example" },
          make("strong", {}, _("For example:")),
          " ",
          make("span", {}, example.text),
        ),
      full && (parts || !item.levels.length) && levelsPart(framework, item),
    );
    const more = make("div", { className: "hb-tool-item__more" });
    let filled = null;

    function fill() {
      const carried = carriedPart(app, item, save),
        isAsked = handbook.rating.matters.isAsked(framework, assessment),
        weight = !isAsked && importancePart(item, answer(), save),
        then = isAsked ? goOn : () => {};
      const rated = parts ? behavioursPart(framework, item, save) : wholePart(framework, item, save, then);
      const evidence = handbook.rating.examples.part(item, full, save);
      const clear = clearButton(item, heading, save);
      heading.nextElementSibling.after(carried.element);
      element.append(rated.element, ...(weight ? [weight] : []));
      if (full) element.append(evidence.element);
      else more.append(item.levels.length ? "" : meanings(framework, item), evidence.element);
      more.append(clear);
      filled = { carried, rated, weight, evidence, clear };
    }

    function set() {
      if (!filled) return;
      const { carried, rated, weight, evidence, clear } = filled,
        current = answer();
      carried.set(current);
      if (parts) rated.set(current);
      else rated.set(chosen(current, item));
      if (weight) weight.set((current && current.importance) || null);
      clear.hidden =
        !current || (chosen(current, item) === null && !current.behaviours && !current.importance);
      evidence.set(current);
    }

    return { element, heading, more, fill, set };
  }

  /** What the levels of an item mean. */
  function levelsPart(framework, item) {
    return make(
      "dl",
      { className: "hb-levels hb-tool-levels" },
      options(framework, item, true).map((level) =>
        make("div", {}, make("dt", {}, level.label), make("dd", {}, level.hint)),
      ),
    );
  }

  return { part: itemPart };
})();
