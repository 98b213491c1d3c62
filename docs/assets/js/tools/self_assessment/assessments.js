// Reading and changing the assessments that are kept.
handbook.selfAssessment = handbook.selfAssessment || {};
handbook.selfAssessment.assessments = (() => {
  "use strict";

  const { keep } = handbook.kit.keeping;
  const { stamp } = handbook.document.days;

  /** What the views share: {data, store, frameworks and items by id, find(id), change(id, fn), answer(id,
      item, fn), begin(choice)}. */
  function open({ data, store }) {
    const frameworks = new Map(data.frameworks.map((each) => [each.id, each]));
    const items = new Map(data.frameworks.flatMap((each) => each.items.map((item) => [item.id, item])));
    const find = (id) => store.document().assessments.find((each) => each.id === id) || null;

    /** Changes one assessment; nothing happens where it was deleted in another tab. */
    function change(id, fn) {
      return keep((my) => {
        const found = my.assessments.find((each) => each.id === id);
        if (!found) return false;
        fn(found);
        found.changed = stamp(new Date());
      });
    }

    /** Changes one answer, which is made where there is none and goes where nothing is left in it. An
        assessment that was finished then counts as finished now: what it said on its day is no longer all
        that it says. */
    function answer(id, item, fn) {
      return change(id, (found) => {
        let own = found.answers.find((each) => each.item === item);
        if (!own) found.answers.push((own = { item }));
        fn(own);
        ["behaviours", "evidence"].forEach((list) => {
          if (own[list] && !own[list].length) delete own[list];
        });
        if (Object.keys(own).length === 1) found.answers.splice(found.answers.indexOf(own), 1);
        if (found.finished) found.finished = stamp(new Date());
      });
    }

    return {
      data,
      store,
      frameworks,
      items,
      find,
      change,
      answer,
      begin: (choice) => begin(find, data, choice),
    };
  }

  /** Starts an assessment. → {id}, with {says, own} where it cannot be kept: the reason, and whether that is
      in the assessment itself, where only the note is typed. */
  function begin(find, data, { framework, depth, aim, note }) {
    const at = stamp(new Date()),
      { id: newId, problems, empty } = handbook.document.format;
    const id = newId("a", Math.random);
    const assessment = {
      id,
      framework: framework.id,
      edition: framework.edition,
      depth,
      aim,
      started: at,
      changed: at,
      ...(note ? { note } : {}),
      answers: [],
    };
    const outcome = keep((my) => {
      my.assessments.push(assessment);
    });
    if (find(id)) return { id, says: null, own: false };
    return {
      id,
      says: outcome.says,
      own: problems({ ...empty(), assessments: [assessment] }, data.schema).length > 0,
    };
  }

  return { open };
})();
