// Two tabs, one field: what becomes of words that both have changed.
handbook.document = handbook.document || {};
handbook.document.clashes = (() => {
  "use strict";

  const newId = (prefix, random) => handbook.document.format.id(prefix, random);

  /** What was merged → the document. Where both tabs changed one field, mine stands; of the times of change
      the later stands; and their text goes on: into the history of the goal, as an example or an entry of the
      log of its own, as lines of the note. What has no room there is only told to those who listen. */
  function resolve({ value, clashes }, { isSound, now, random }) {
    return clashes.reduce((before, clash) => {
      const my = JSON.parse(JSON.stringify(before));
      save(my, clash, now, random);
      return isSound(my) ? my : before;
    }, value);
  }

  function save(my, { path, mine, theirs }, now, random) {
    const [list, key, field] = path,
      entry = my[list].find((element) => element.id === key);
    const text = Array.isArray(theirs) ? theirs.join(", ") : String(theirs);
    const isNew = !String(mine).includes(text);
    if (!entry) return; // A mark on a page: it has no words.
    if (path.length === 3 && field === "changed") entry.changed = theirs > mine ? theirs : mine;
    else if (list === "goals" && isNew) {
      entry.history.push({
        id: newId("h", random),
        at: handbook.document.days.stamp(now),
        field,
        was: text,
      });
    } else if (field === "note" && isNew) entry.note = mine + "\n" + theirs;
    else if (list === "log") {
      if (field === "text" && isNew) my.log.push({ ...entry, id: newId("l", random), text });
    } else if (path[path.length - 1] === "text" && isNew) addExample(entry, path, theirs, random);
  }

  /** The other tab's wording of an example becomes one more example.
      path: ["assessments", id, "answers", item, "evidence", id, "text"]. */
  function addExample(assessment, path, text, random) {
    const { evidence } = assessment.answers.find((answer) => answer.item === path[3]);
    const { day } = evidence.find((piece) => piece.id === path[5]);
    evidence.push({ id: newId("e", random), day, text });
  }

  return { resolve };
})();
