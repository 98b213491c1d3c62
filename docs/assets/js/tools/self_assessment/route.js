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

  /** What the address asks for → a route.
      @returns {Route} */
  function read(app, query) {
    return Array.from(query).length
      ? handbook.rating.address.read(app, query)
      : { view: "start", framework: app.data.frameworks[0] };
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
