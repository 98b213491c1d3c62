// The pathways that somebody walks, of what is kept: `stop` is the one where one left off, `stops` those that
// are done; the first, 1, is what to say or do.
/**
 * @typedef {{ pathway: Pathway, at: number, done: number, count: number, isOver: boolean }} Begun
 */
handbook.next = handbook.next || {};
handbook.next.walks = (() => {
  "use strict";

  /** The walks that are begun, the last one first; those along pathways that are gone are left out.
      @param {Walk[]} walks
      @param {Pathway[]} pathways
      @returns {Begun[]} */
  function begun(walks, pathways) {
    return walks
      .slice()
      .sort((a, b) => b.day.localeCompare(a.day))
      .flatMap(({ record, stop, stops }) => {
        const pathway = pathways.find(({ id }) => id === record);
        if (!pathway) return [];
        const count = pathway.stops.length + 1,
          done = stops.length;
        return [{ pathway, at: stop, done, count, isOver: done >= count }];
      });
  }

  return { begun };
})();
