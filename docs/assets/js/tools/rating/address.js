// What an address with something in it asks of the self-assessment.
handbook.rating = handbook.rating || {};
handbook.rating.address = (() => {
  "use strict";

  const { _ } = handbook.shell.i18n;

  /** What the address asks for → a route. What is not known leads to the start, with a sentence that says so.
      @returns {Route} */
  function read(app, query) {
    const look = handbook.document.lookup.open(app.data),
      now = look.current;
    const assessment = app.find(query.get("assessment") || ""),
      itemId = now(query.get("element") || query.get("item") || "");
    if (query.has("assessment") && !assessment) {
      return {
        view: "start",
        says: _(
          "The assessment you asked for is not in this browser. It may have been cleared, "
            + "or made on another device. Open the file you saved it to, at the end of this page, or "
            + "start a new one.",
        ),
      };
    }
    if (assessment) {
      const entry = app.items.get(itemId),
        of = app.frameworks.get(assessment.framework);
      if (query.has("matters") && of && handbook.rating.matters.isAsked(of, assessment))
        return { view: "matters", assessment: assessment.id };
      return entry && entry.id.startsWith(assessment.framework + "/")
        ? { view: "rate", assessment: assessment.id, item: itemId }
        : { view: "result", assessment: assessment.id };
    }
    const frameworkId = query.get("framework"),
      match = app.frameworks.get(now(frameworkId || itemId.split("/")[0])),
      framework = match || app.data.frameworks[0];
    if (frameworkId !== null && !match)
      return {
        view: "start",
        isChoosing: true,
        says: _("The framework you asked for is not one that " + "can be rated here. Choose one below."),
      };
    if (!itemId) return { view: "start", framework };
    const fullId = now(frameworkId + "/" + itemId);
    const item = framework.items.find(
      (candidate) => [itemId, fullId].includes(candidate.id) || candidate.code === itemId,
    );
    if (!item)
      return {
        view: "start",
        framework,
        says: _(
          "What you came from is not in the handbook any more. You " + "can still rate the whole framework.",
        ),
      };
    const open = app.store
      .document()
      .assessments.filter((other) => other.framework === framework.id && !other.finished)
      .sort((a, b) => (a.changed < b.changed ? 1 : -1));
    return open.length
      ? { view: "rate", assessment: open[0].id, item: item.id }
      : { view: "start", framework, item };
  }

  return { read };
})();
