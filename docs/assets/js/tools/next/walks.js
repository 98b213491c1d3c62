// The pathways that somebody walks, as their pages keep it in this browser: {"<id>": {at, done, day}}. `at`
// is the stop where one left off, `done` the stops that are done; the first, 1, is what to say or do.
/**
 * @typedef {{ pathway: Pathway, at: number, done: number, count: number, isOver: boolean }} Begun
 */
handbook.next = handbook.next || {};
handbook.next.walks = (() => {
  "use strict";

  const { has } = handbook.document.schema;
  const KEY = "pathways";

  /** True for a walk as it is kept; anything else is as good as none. */
  function isWalk(walk) {
    return Boolean(walk) && Number.isInteger(walk.at) && walk.at > 0 && Array.isArray(walk.done);
  }

  /** All that is kept of walks, to be put back where it is taken away. */
  function stored() {
    return handbook.shell.boot.storage.get(KEY);
  }

  /** Puts back what `stored` gave; null takes all walks away. */
  function keep(walks) {
    if (walks || stored()) handbook.shell.boot.storage.set(KEY, walks);
  }

  /** The walks that are begun, the last one first; those along pathways that are gone are left out.
      @param {Pathway[]} pathways
      @returns {Begun[]} */
  function begun(pathways) {
    const walks = Object(stored());
    return pathways
      .filter(({ id }) => has(walks, id) && isWalk(walks[id]))
      .sort((a, b) => (walks[a.id].day < walks[b.id].day ? 1 : -1))
      .map((pathway) => {
        const { at, done } = walks[pathway.id],
          count = pathway.stops.length + 1;
        return { pathway, at, done: done.length, count, isOver: done.length >= count };
      });
  }

  return { stored, keep, begun };
})();
