// The assessments and the goals on My handbook, each with what can be done with it. `page` is My handbook, of
// page.js.
handbook.myLists = handbook.myLists || {};
handbook.myLists.summaries = (() => {
  "use strict";

  const { _, ngettext } = handbook.shell.i18n;
  const { make, link, hidden } = handbook.kit.elements;
  const { button, row } = handbook.kit.buttons;
  const { note, list, entry } = handbook.myHandbook.parts;
  const { read } = handbook.document.days;

  function assessment(page, stored, heading) {
    const { look, data } = page;
    const framework = look.frameworks.get(stored.framework),
      name = look.assessment(stored);
    const says = framework && handbook.scoring.profile.progress(framework, stored),
      address = data.pages["self-assessment"];
    const to = (item) => handbook.kit.address.address(address, { assessment: stored.id, ...item });
    const rated = says
      ? handbook.scoring.profile.progressInWords(says)
      : _("The framework is no longer in the handbook; your answers are kept.");
    const facts = [
      stored.note,
      rated,
      stored.finished && _("finished on {day}", { day: read(stored.finished) }),
    ]
      .filter(Boolean)
      .join(" · ");
    const small = { className: "hb-button hb-button--small" };
    return entry(
      make("div", {}, make("strong", {}, name), note(facts)),
      row(
        says
          && !stored.finished
          && says.next
          && link(to({ item: says.next }), [_("Go on"), hidden(" – " + name)], small),
        (!says || says.answered > 0)
          && link(to({}), [_("Result"), hidden(" " + _("of the {name}", { name }))], small),
        handbook.kit.buttons.ask(
          button([_("Delete"), hidden(" " + _("the {name}", { name }))], () => {}, { small: true }),
          _("Delete the {name}?", { name }),
          _("Delete it"),
          _("Keep it"),
          () =>
            page.change(_("Deleted: {name}", { name }), heading, (my) => {
              my.assessments = my.assessments.filter((other) => other.id !== stored.id);
            }),
        ),
      ),
    );
  }

  /** The way to a tool; on paper it leads nowhere. */
  function way(url, words) {
    return make("p", { className: "hb-tool-screen" }, link(url, words));
  }

  function assessments(page, heading) {
    const all = page.store
      .document()
      .assessments.slice()
      .sort((a, b) => b.changed.localeCompare(a.changed));
    return [
      list(all.map((stored) => assessment(page, stored, heading))),
      way(page.data.pages["self-assessment"], _("Start another one")),
    ];
  }

  function goal(page, stored) {
    const { look, data } = page,
      today = page.today();
    const { review, isLate } = handbook.goals.review,
      when = review(stored, today);
    const done = stored.actions.filter((action) => action.done).length,
      all = stored.actions.length;
    return entry(
      make(
        "div",
        {},
        link(data.pages.plan + "#goal-" + stored.id, look.goal(stored)),
        note(
          handbook.goals.goal.status(stored.status),
          all > 0 && [
            " · ",
            ngettext("{done} of {n} action done", "{done} of {n} actions done", all, { done }),
          ],
          when && [" · ", make(isLate(stored, today) ? "strong" : "span", {}, when)],
        ),
      ),
    );
  }

  function plan(page) {
    const all = page.store.document().goals,
      closed = handbook.goals.review.isClosed;
    const order = [...all.filter((stored) => !closed(stored)), ...all.filter(closed)];
    return [list(order.map((stored) => goal(page, stored))), way(page.data.pages.plan, _("Open the plan"))];
  }

  return { assessments, plan };
})();
