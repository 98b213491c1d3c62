// One item of a framework to be rated: its rating or its behaviours' ratings, how much it matters, and dated
// examples.
handbook.selfAssessment = handbook.selfAssessment || {};
handbook.selfAssessment.item = (() => {
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
    const own = new Map(item.levels.map((level) => [level.value, level.meaning]));
    return [
      ...handbook.scoring.profile.levels(framework, item).map((level) => ({
        value: level.value,
        label: level.value + " " + level.title,
        hint: own.get(level.value) || (hints && level.meaning),
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
  function carriedPart(app, own, save) {
    const place = make("div");
    let shown = null;
    return {
      element: place,
      set(answer) {
        const carried = answer && answer.carried,
          key = carried ? JSON.stringify([carried, answer.rating]) : null;
        if (key === shown) return;
        shown = key;
        place.replaceChildren();
        if (!carried) return;
        const from = carried.from.map((each) => {
          const item = app.items.get(each);
          return item ? app.frameworks.get(each.split("/")[0]).label + " " + name(item) : each;
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
                  [_("Yes, that holds"), hidden([" ", sentence(_("for {item}"), { item: name(own) })])],
                  () => {
                    save((each) => {
                      delete each.carried;
                    });
                    const rated = place.parentElement.querySelector("input:checked");
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
        save((each) => {
          each.importance = value;
        }),
    });
    made.classList.add("hb-tool-radios--row");
    return made;
  }

  /** One rating of the whole item; what its levels mean stands with them where the item has meanings of its
      own. */
  function wholePart(framework, item, save) {
    const legend = [framework.scale.title, hidden([": ", item.title])];
    return radios({
      legend,
      inline: !item.levels.length,
      options: options(framework, item, false),
      value: null,
      onChange: (value) => save((answer) => put(answer, value)),
    });
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
            let own = answer.behaviours.find((each) => each.key === key);
            if (!own) answer.behaviours.push((own = { key }));
            put(own, value);
          }),
      }),
    ]);
    const together = make("p", { className: "hb-tool-together" });
    const whole = button(
      _("Count the behaviours instead"),
      () =>
        save((answer) => {
          ["rating", "noChance", "carried"].forEach((each) => delete answer[each]);
        }),
      { small: true },
    );
    const element = make(
      "div",
      {},
      sets.map(([, made]) => made),
      together,
      whole,
    );
    return {
      element,
      set(answer) {
        const given = new Map(((answer && answer.behaviours) || []).map((each) => [each.key, each]));
        sets.forEach(([key, made]) => made.set(chosen(given.get(key), item)));
        const says = handbook.scoring.profile.rating(answer, item);
        whole.hidden = says.from !== "rating" || !given.size;
        together.textContent = inWords(framework, says);
      },
    };
  }

  /** What the behaviours of an item come to, of what handbook.scoring.profile.rating says. */
  function inWords(framework, { value, noChance, from, of }) {
    if (noChance) return _("Taken together: no chance to show it yet.");
    if (!framework.scale.levels.some((each) => each.value === value)) return "";
    const said = { level: level(framework, value) };
    if (from === "rating") return _("One rating stands for the whole of it: {level}.", said);
    if (of < 2) return _("Taken together: {level}.", said);
    return of % 2
      ? _("Taken together: {level}, the middle one of your ratings.", said)
      : _("Taken together: {level}, the lower of the middle two of your ratings.", said);
  }

  /** One item → {element, heading, item, fill(), set()}: at first its name and what its levels mean; `fill`
      adds what is answered, `set` brings that up to date. In full the item is the page's heading. */
  function itemPart(app, framework, assessment, item, full) {
    const save = (fn) => app.answer(assessment.id, item.id, fn);
    const answer = () =>
      (app.find(assessment.id) || { answers: [] }).answers.find((each) => each.item === item.id);
    const heading = make(full ? "h2" : "h3", { id: id() }, name(item)),
      parts = full && item.behaviours.length > 0;
    const element = make(
      "section",
      { className: "hb-tool-item", "aria-labelledby": heading.id },
      heading,
      make("p", {}, item.summary, " ", link(item.url, [_("Read about it"), hidden([": ", item.title])])),
      full && (parts || !item.levels.length) && levelsPart(framework, [item]),
    );
    let filled = null;

    function fill() {
      const carried = carriedPart(app, item, save),
        weight = importancePart(item, answer(), save);
      const rated = parts ? behavioursPart(framework, item, save) : wholePart(framework, item, save);
      const evidence = handbook.selfAssessment.examples.part(item, full, save);
      const clear = button(
        [_("Clear my answer"), hidden([" ", sentence(_("to {item}"), { item: item.title })])],
        () => {
          save((each) => {
            ["rating", "noChance", "carried", "behaviours", "importance"].forEach(
              (field) => delete each[field],
            );
          });
          say(_("Answer cleared."));
          focus(heading);
        },
        { quiet: true },
      );
      heading.nextElementSibling.after(carried.element);
      element.append(rated.element || rated, weight, evidence.element, clear);
      filled = { carried, rated, weight, evidence, clear };
    }

    function set() {
      if (!filled) return;
      const { carried, rated, weight, evidence, clear } = filled,
        own = answer();
      carried.set(own);
      if (parts) rated.set(own);
      else rated.set(chosen(own, item));
      weight.set((own && own.importance) || null);
      clear.hidden = !own || (chosen(own, item) === null && !own.behaviours && !own.importance);
      evidence.set(own);
    }

    return { element, heading, item, fill, set };
  }

  /** What the levels mean, in sight above what is rated on them: of one item, or of the scale. */
  function levelsPart(framework, items) {
    const highest = items.reduce((one, other) => (other.top > one.top ? other : one));
    return make(
      "dl",
      { className: "hb-levels hb-tool-levels" },
      options(framework, highest, true).map((level) =>
        make("div", {}, make("dt", {}, level.label), make("dd", {}, level.hint)),
      ),
    );
  }

  return { part: itemPart, levels: levelsPart };
})();
