// The parts of My handbook for what is kept. What fills one that holds something is in the folder my_lists,
// which is loaded once anything is kept.
handbook.myHandbook = handbook.myHandbook || {};
handbook.myHandbook.lists = (() => {
  "use strict";

  const { _ } = handbook.shell.i18n;
  const { make, link, focus } = handbook.kit.elements;
  const { browserDrafts } = handbook.recordDrafts;
  const NOTHING_LOGGED = _(
    "Nothing yet. What you saw somebody do, did yourself or missed at work, with its day: ten seconds "
      + "each, and after a month it is the evidence that an appraisal asks for.",
  );
  const NOTHING_TO_READ = _(
    "Nothing yet. Each page to read, such as a theory, a case, a guide or a pathway, has a button "
      + "for it below its title.",
  );

  /** What is said where nothing is kept, with the way to where something is entered. */
  function blank(words, url, way) {
    return [make("p", {}, words), url && make("p", { className: "hb-tool-screen" }, link(url, way))];
  }

  /** A part that shows what `of()` lists, which `fill(heading)` fills, and `blanks` where that is empty. */
  function part(page, [id, title], of, fill, blanks = [], above = undefined) {
    return page.parts.part(
      id,
      title,
      () => [of(), page.today()],
      (heading) => (of().length ? fill(heading) : blanks),
      above,
    );
  }

  function marks(page, head, state, blanks) {
    const of = () => page.store.document().marks.filter((mark) => mark.state === state);
    return part(page, head, of, (heading) => page.marks().list(state, heading), blanks);
  }

  /** The drafts of changed records, whose list is loaded once there is one. */
  function drafts(page) {
    const { isReady, prepare } = handbook.kit.preparation;
    const fill = (heading) => {
      const show = () => page.show();
      if (!isReady()) prepare().then(show, (failed) => console.error(failed));
      if (!isReady()) return [];
      return handbook.draftList.panel.render(() => {
        focus(heading);
        page.show();
      });
    };
    const state = () => [isReady(), browserDrafts.list().map(({ name, text }) => [name, text])];
    return page.parts.part("drafts", _("Drafts of changes to the handbook"), state, (heading) =>
      browserDrafts.list().length ? fill(heading) : [],
    );
  }

  /** The parts, of My handbook in page.js. */
  function of(page) {
    const all = (...names) => {
      const document = page.store.document();
      return names.flatMap((name) => document[name]);
    };
    const { pages } = page.data;
    return [
      part(
        page,
        ["next", _("Next for you")],
        () => all("goals", "marks", "walks"),
        () => handbook.next.steps.list(page, 3),
      ),
      part(
        page,
        ["log", _("What I saw, did and missed")],
        () => all("log"),
        (heading) => handbook.myLists.log.part(page, heading),
        blank(NOTHING_LOGGED),
        page.logEntry.element,
      ),
      part(
        page,
        ["plan", _("Plan")],
        () => all("goals"),
        () => handbook.myLists.summaries.plan(page),
        blank(_("No goals yet."), pages.plan, _("Start a plan")),
      ),
      part(
        page,
        ["assessments", _("Assessments")],
        () => all("assessments"),
        (heading) => handbook.myLists.summaries.assessments(page, heading),
        blank(_("None yet."), pages["self-assessment"], _("Assess yourself")),
      ),
      page.parts.part(
        "changed",
        _("Changed since your last visit"),
        () => [page.news, page.canTell()],
        (heading) => (page.canTell() ? handbook.myLists.news.part(page, heading) : []),
      ),
      marks(page, ["want-to-read", _("Want to read")], "want", blank(NOTHING_TO_READ)),
      marks(page, ["read", _("Read")], "read"),
      part(
        page,
        ["pathways", _("Pathways")],
        () => all("marks", "walks"),
        () => handbook.myLists.pathways.begun(page),
      ),
      drafts(page),
    ];
  }

  return { of };
})();
