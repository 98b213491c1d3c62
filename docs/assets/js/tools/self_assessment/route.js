/**
 * What an address asks of the self-assessment. `assessment`: its id, of a view "rate" or "result"; `item`:
 * the id of an item there, and the item itself in "start".
 *
 * @typedef {{ view: "start" | "rate" | "result", assessment?: string, item?: any, framework?: Framework,
 *   says?: string }} Route
 */
handbook.selfAssessment = handbook.selfAssessment || {};
handbook.selfAssessment.route = (() => {
  "use strict";

  const { _ } = handbook.shell.i18n;

  /** What the address asks for → a route. What is not known leads to the start, with a sentence that says so.
      @returns {Route} */
  function read(app, wanted) {
    const look = handbook.document.lookup.open(app.data),
      now = look.current;
    const assessment = app.find(wanted.get("assessment") || ""),
      asked = now(wanted.get("element") || wanted.get("item") || "");
    if (wanted.has("assessment") && !assessment) {
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
      const own = app.items.get(asked);
      return own && own.id.startsWith(assessment.framework + "/")
        ? { view: "rate", assessment: assessment.id, item: asked }
        : { view: "result", assessment: assessment.id };
    }
    const given = wanted.get("framework"),
      named = app.frameworks.get(now(given || asked.split("/")[0])),
      framework = named || app.data.frameworks[0];
    if (given !== null && !named)
      return {
        view: "start",
        says: _("The framework you asked for is not one that " + "can be rated here. Choose one below."),
      };
    if (!asked) return { view: "start", framework };
    const whole = now(given + "/" + asked);
    const item = framework.items.find((each) => [asked, whole].includes(each.id) || each.code === asked);
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
      .assessments.filter((each) => each.framework === framework.id && !each.finished)
      .sort((a, b) => (a.changed < b.changed ? 1 : -1));
    return open.length
      ? { view: "rate", assessment: open[0].id, item: item.id }
      : { view: "start", framework, item };
  }

  /** What the address says of a route, for `write`. */
  function asked({ view, assessment, item }) {
    if (view === "start") return null;
    return view === "rate" && item ? { assessment, item } : { assessment };
  }

  /** Text that is the same for routes that show the same.
      @param {Route} route */
  function key({ view, assessment, framework, item }) {
    return [view, assessment, framework?.id, item?.id || item].join();
  }

  return { read, asked, key };
})();
