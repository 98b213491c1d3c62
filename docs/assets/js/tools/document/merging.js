// Two JSON values become one. `merge`, three-way: what two sides made of the same beginning. `union`: what a
// file and this browser hold of the same thing, with no beginning known. Lists whose entries all carry an
// "id" (else "item", "key" or "record") are joined entry by entry; in `merge` every other list counts as one
// value.
handbook.document = handbook.document || {};
handbook.document.merging = (() => {
  "use strict";

  const { isObject, has } = handbook.document.schema;
  const ownValue = (value, name) => (has(value, name) ? value[name] : undefined);
  const KEYS = ["id", "item", "key", "record"];
  const EITHER = ["rating", "noChance"]; // Of these an object has one at most.
  const RATED = [...EITHER, "carried"]; // What belongs together: "carried" says where a rating is from.

  /** → {value, clashes: [{path, mine, theirs}]}. On a clash mine stands; a deletion gives way to a change. In
      a path an entry of a list is named by its key: ["goals", "g-0123456789", "title"]. */
  function merge(base, mine, theirs) {
    const clashes = [];
    return { value: join(base, mine, theirs, [], clashes), clashes };
  }

  /** As `merge`, for the part at `path`; undefined is what is not there. */
  function join(base, mine, theirs, path, clashes) {
    if (same(mine, theirs) || same(base, theirs)) return mine;
    if (same(base, mine) || mine === undefined) return theirs;
    if (theirs === undefined) return mine;
    if (isObject(mine) && isObject(theirs)) {
      return joinObjects(isObject(base) ? base : {}, mine, theirs, path, clashes);
    }
    if (Array.isArray(mine) && Array.isArray(theirs)) {
      const lists = [Array.isArray(base) ? base : [], mine, theirs];
      const key = KEYS.find((name) => lists.every((list) => isKeyedBy(list, name)));
      if (key) {
        const byKey = (list) => new Map(list.map((entry) => [entry[key], entry]));
        return joinLists(byKey(lists[0]), byKey(mine), byKey(theirs), path, clashes);
      }
    }
    clashes.push({ path, mine, theirs });
    return mine;
  }

  function joinObjects(base, mine, theirs, path, clashes) {
    const joined = new Map();
    for (const name of new Set([...Object.keys(mine), ...Object.keys(theirs)])) {
      const value = join(
        ownValue(base, name),
        ownValue(mine, name),
        ownValue(theirs, name),
        [...path, name],
        clashes,
      );
      if (value !== undefined) joined.set(name, value);
    }
    const gives =
      EITHER.every((name) => joined.has(name)) && EITHER.find((name) => ownValue(mine, name) === undefined);
    if (gives) {
      joined.delete(gives);
      clashes.push({ path: [...path, gives], mine: undefined, theirs: theirs[gives] });
    }
    return Object.fromEntries(joined);
  }

  /** Three maps of entries by key → the merged list. Order: theirs where mine only added or removed, else
      mine. */
  function joinLists(base, mine, theirs, path, clashes) {
    const sharedKeys = (one, other) =>
      Array.from(one.keys())
        .filter((key) => other.has(key))
        .join("\n");
    const inOrder = sharedKeys(base, mine) === sharedKeys(mine, base);
    const keys = inOrder ? [...theirs.keys(), ...mine.keys()] : [...mine.keys(), ...theirs.keys()];
    return Array.from(new Set(keys))
      .map((key) => join(base.get(key), mine.get(key), theirs.get(key), [...path, key], clashes))
      .filter((value) => value !== undefined);
  }

  function isKeyedBy(list, name) {
    return (
      list.every((entry) => isObject(entry) && typeof ownValue(entry, name) === "string")
      && new Set(list.map((entry) => entry[name])).size === list.length
    );
  }

  /** True when two JSON values say the same; the order of an object's fields does not matter. */
  function same(one, other) {
    if (one === other) return true;
    if (Array.isArray(one)) {
      return (
        Array.isArray(other)
        && one.length === other.length
        && one.every((value, at) => same(value, other[at]))
      );
    }
    if (!isObject(one) || !isObject(other)) return false;
    const names = Object.keys(one);
    return (
      names.length === Object.keys(other).length
      && names.every((name) => same(one[name], ownValue(other, name)))
    );
  }

  /** Two states of one value of which nobody knows how they began alike → all that either has, in the order
      of the later. Where both have something, the later stands; so does how it rated, as a whole. */
  function union(later, earlier) {
    if (isObject(later) && isObject(earlier)) return unionOfObjects(later, earlier);
    if (!Array.isArray(later) || !Array.isArray(earlier)) return later;
    const key = KEYS.find((name) => isKeyedBy(later, name) && isKeyedBy(earlier, name));
    if (!key) return Array.from(new Set([...later, ...earlier]));
    const all = new Map(later.map((entry) => [entry[key], entry]));
    earlier.forEach((entry) =>
      all.set(entry[key], all.has(entry[key]) ? union(all.get(entry[key]), entry) : entry),
    );
    return Array.from(all.values());
  }

  function unionOfObjects(later, earlier) {
    const leftOut = RATED.some((name) => has(later, name)) ? RATED : [],
      joined = new Map(Object.entries(later));
    for (const name of Object.keys(earlier)) {
      if (joined.has(name)) joined.set(name, union(later[name], earlier[name]));
      else if (!leftOut.includes(name)) joined.set(name, earlier[name]);
    }
    return Object.fromEntries(joined);
  }

  return { merge, same, union };
})();
