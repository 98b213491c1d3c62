// What to work on: two needs with what to do about each, and the others folded; last what can wait, as the
// picture has it.
handbook.result = handbook.result || {};
handbook.result.needs = (() => {
  "use strict";

  const { _, ngettext } = handbook.shell.i18n;
  const { address } = handbook.kit.address;
  const { make, sentence, link, hidden, folded, id } = handbook.kit.elements;
  const { level } = handbook.selfAssessment.parts;
  const { part } = handbook.rating.parts;
  const { minutes } = handbook.document.days;
  const FIRST = 2; // Needs in sight: nobody works on more at once.
  const FEW = 3; // Offers of a kind in sight.

  function note(...words) {
    return make("span", { className: "hb-tool-note" }, words);
  }

  function offerLine({ record, via, skill }) {
    const time = record.minutes ? minutes(record.minutes) + (record.how ? " " + record.how : "") : "";
    const about = [
      time,
      record.in && sentence(_("in {page}"), { page: record.in }),
      via && sentence(_("by way of {item}"), { item: handbook.scoring.profile.name(via) }),
      skill && _("on the same skill"),
    ];
    return make(
      "li",
      {},
      link(record.url, record.title),
      about.some(Boolean)
        && note(
          " ",
          about.filter(Boolean).map((fact, at) => [at > 0 && ", ", fact]),
        ),
    );
  }

  /** The offers of one kind; more than a few are folded. */
  function kindPart(item, kind, all) {
    return make(
      "div",
      {},
      make("h5", {}, kind),
      make("ul", {}, all.slice(0, FEW).map(offerLine)),
      all.length > FEW
        && make(
          "details",
          {},
          make(
            "summary",
            {},
            ngettext("{n} more", "{n} more", all.length - FEW),
            hidden([" ", sentence(_("of {kind} for {item}"), { kind, item: item.title })]),
          ),
          make("ul", {}, all.slice(FEW).map(offerLine)),
        ),
    );
  }

  /** What the handbook offers on an item, by kind, folded. */
  function offersPart(app, item) {
    const kinds = new Map();
    handbook.scoring.profile.offers(item, app.data, 40).forEach((offer) => {
      if (!kinds.has(offer.record.kind)) kinds.set(offer.record.kind, []);
      kinds.get(offer.record.kind).push(offer);
    });
    return (
      kinds.size > 0
      && make(
        "details",
        { className: "hb-tool-screen" },
        make("summary", {}, make("h4", {}, _("To learn it"), hidden([": ", item.title]))),
        make(
          "div",
          { className: "hb-tool-offers" },
          Array.from(kinds, ([kind, all]) => kindPart(item, kind, all)),
        ),
      )
    );
  }

  /** The next level in a word; what it means as well where the item says that itself. */
  function nextPart(framework, need) {
    const next = handbook.scoring.profile.next(framework, need.item, need.rating);
    return (
      next
      && make(
        "p",
        {},
        make("strong", {}, sentence(_("Next: {level}."), { level: level(framework, next.value) }), " "),
        need.item.levels.length ? make("span", {}, next.meaning) : null,
      )
    );
  }

  /** What the scale says of the levels that come next, each once. */
  function meanings(framework, needs) {
    const levels = needs
      .filter(({ item }) => !item.levels.length)
      .map(({ item, rating }) => handbook.scoring.profile.next(framework, item, rating))
      .filter((next) => next && next.meaning);
    return Array.from(new Set(levels), ({ value, meaning }) =>
      make(
        "p",
        { className: "hb-tool-note" },
        make("strong", {}, level(framework, value)),
        ": ",
        make("span", {}, meaning),
      ),
    );
  }

  /** Why it is a need, what to do about it this week, what comes next, and the ways on. */
  function inside(app, framework, assessment, need) {
    const { item } = need,
      about = () => hidden([": ", item.title]);
    const plan = address(app.data.pages.plan, { need: item.id, assessment: assessment.id });
    return [
      make("p", { className: "hb-tool-note" }, need.why, need.tie && " " + need.tie),
      handbook.result.tasks.part(app, { need, framework, assessment }),
      nextPart(framework, need),
      offersPart(app, item),
      make(
        "p",
        { className: "hb-tool-buttons" },
        link(plan, [_("Make it a goal"), about()], { className: "hb-button hb-button--small" }),
        link(item.url, [_("Read about it"), about()]),
      ),
    ].filter(Boolean);
  }

  function heading(need, props) {
    return make(
      "h3",
      props,
      make("span", { className: "hb-tool-need__place", "aria-hidden": "true" }, need.place),
      handbook.scoring.profile.name(need.item),
    );
  }

  /** One of the first needs, in sight. */
  function card(app, framework, assessment, need) {
    const title = heading(need, { id: id() });
    return make(
      "section",
      { className: "hb-tool-need hb-tool-need--first", "aria-labelledby": title.id },
      title,
      inside(app, framework, assessment, need),
    );
  }

  /** One of the other needs; what it holds is made when it is opened. */
  function foldedNeed(app, framework, assessment, need) {
    return folded(make("summary", {}, heading(need)), () => inside(app, framework, assessment, need), {
      className: "hb-tool-need",
    });
  }

  /** What is said of all needs, or where there are none. */
  function introduction(framework, assessment, needs) {
    const rated = handbook.scoring.profile
      .standing(framework, assessment)
      .some((itemStanding) => itemStanding.value !== null);
    if (!rated) return _("Nothing is rated yet, so there is nothing to work on yet.");
    if (!needs.length) {
      return _(
        "Nothing you rated is below what you aim for. You could aim for a higher level, or look at "
          + "the strengths below that have no example yet.",
      );
    }
    return [
      needs[0].canWait
        ? _("What matters most in your role is where you aim for. These can wait; they are what is left.")
        : _("What matters most in your role and is furthest from your aim stands first."),
      needs.some(({ inOrder }) => inOrder)
        && _("Where nothing tells two apart, the framework's order stands."),
    ]
      .filter(Boolean)
      .join(" ");
  }

  /** The needs of an assessment → [those in sight, those that follow, those that can wait]. Where all can
      wait, the first of them are in sight. */
  function groups(framework, assessment) {
    const needs = handbook.scoring.profile.needs(framework, assessment),
      pressing = needs.filter(({ canWait }) => !canWait);
    const first = (pressing.length ? pressing : needs).slice(0, FIRST);
    return [first, pressing.slice(FIRST), needs.filter((need) => need.canWait && !first.includes(need))];
  }

  /** The first needs of an assessment. */
  function first(app, framework, assessment) {
    const [inSight] = groups(framework, assessment),
      needs = handbook.scoring.profile.needs(framework, assessment);
    const says = introduction(framework, assessment, needs);
    return part(
      _("What to work on"),
      needs.length
        ? [
            make(
              "div",
              { className: "hb-tool-needs" },
              inSight.map((need) => card(app, framework, assessment, need)),
            ),
            make("p", { className: "hb-tool-note" }, says),
            meanings(framework, needs),
          ]
        : make("p", {}, says),
    );
  }

  /** Needs under a title, folded; null where there are none. */
  function foldedPart(title, says, { app, framework, assessment, needs }) {
    return (
      needs.length > 0
      && part(
        title,
        make("p", {}, says),
        needs.map((need) => foldedNeed(app, framework, assessment, need)),
      )
    );
  }

  /** The other needs of an assessment; nothing where there are none. */
  function others(app, framework, assessment) {
    const [, more, waiting] = groups(framework, assessment);
    return make(
      "div",
      {},
      foldedPart(
        _("More to work on"),
        ngettext(
          "{n} more, in the same order. Nobody works on all of it at once.",
          "{n} more, in the same order. Nobody works on all of them at once.",
          more.length,
        ),
        { app, framework, assessment, needs: more },
      ),
      foldedPart(
        _("Can wait"),
        handbook.scoring.profile.isTicked(assessment)
          ? _("Below what you aim for, and not among what you ticked.")
          : _("Below what you aim for, and you said it matters only a little to your role."),
        { app, framework, assessment, needs: waiting },
      ),
    );
  }

  return { first, others };
})();
