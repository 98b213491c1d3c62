/**
 * What an address asks of the self-assessment. `assessment`: its id, of any view but "start"; `item`: the id
 * of an item in "rate", and the item itself in "start"; `isChoosing`: whether a framework has still to be
 * chosen there.
 *
 * @typedef {{ view: "start" | "rate" | "matters" | "result", assessment?: string, item?: any,
 *   framework?: Framework, isChoosing?: boolean, says?: string }} Route
 */
handbook.selfAssessment = handbook.selfAssessment || {};
handbook.selfAssessment.route = (() => {
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
      if (query.has("matters") && of && handbook.selfAssessment.matters.isAsked(of, assessment))
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

  /** What the address says of a route, for `write`. */
  function toQuery({ view, assessment, item }) {
    if (view === "start") return null;
    if (view === "matters") return { assessment, matters: "most" };
    return view === "rate" && item ? { assessment, item } : { assessment };
  }

  /** Text that is the same for routes that show the same.
      @param {Route} route */
  function key({ view, assessment, framework, item }) {
    return [view, assessment, framework?.id, item?.id || item].join();
  }

  return { read, toQuery, key };
})();
