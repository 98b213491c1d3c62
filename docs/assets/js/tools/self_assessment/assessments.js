// Reading and changing the assessments that are kept.
handbook.selfAssessment = handbook.selfAssessment || {};
handbook.selfAssessment.assessments = (() => {
  "use strict";

  const { keep } = handbook.kit.saveStatus;
  const { stamp } = handbook.document.days;

  /** What the views share: {data, store, frameworks and items by id, find(id), change(id, fn), answer(id,
      item, fn), finish(id), begin(choice)}. */
  function open({ data, store }) {
    const frameworks = new Map(data.frameworks.map((framework) => [framework.id, framework]));
    const look = handbook.document.lookup.open(data);
    const items = { has: (id) => Boolean(look.item(id)), get: (id) => look.item(id)?.item };
    const find = (id) => store.document().assessments.find((candidate) => candidate.id === id) || null;

    /** Changes one assessment; nothing happens where it was deleted in another tab. */
    function change(id, fn) {
      return keep((my) => {
        const assessment = my.assessments.find((candidate) => candidate.id === id);
        if (!assessment) return false;
        fn(assessment);
        assessment.changed = stamp(new Date());
      });
    }

    /** Changes one answer, which is made where there is none and goes where nothing is left in it. An
        assessment that was finished then counts as finished now: what it said on its day is no longer all
        that it says. */
    function answer(id, item, fn) {
      return change(id, (assessment) => {
        let entry = assessment.answers.find((candidate) => candidate.item === item);
        if (!entry) assessment.answers.push((entry = { item }));
        fn(entry);
        ["behaviours", "evidence"].forEach((list) => {
          if (entry[list] && !entry[list].length) delete entry[list];
        });
        if (Object.keys(entry).length === 1) assessment.answers.splice(assessment.answers.indexOf(entry), 1);
        if (assessment.finished) assessment.finished = stamp(new Date());
      });
    }

    /** Notes that an assessment is finished, where nothing is left to answer in it. */
    function finish(id) {
      const now = find(id);
      if (!now || now.finished) return;
      const { next } = handbook.scoring.profile.progress(frameworks.get(now.framework), now);
      if (next === null) change(id, (assessment) => (assessment.finished = stamp(new Date())));
    }

    return {
      data,
      store,
      frameworks,
      items,
      find,
      change,
      answer,
      finish,
      begin: (choice) => begin(find, data, choice),
    };
  }

  /** Starts an assessment. → {id}, with {says, isUnfit} where it cannot be kept: the reason, and whether that
      is in the assessment itself, where only the note is typed. */
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
    if (find(id)) return { id, says: null, isUnfit: false };
    return {
      id,
      says: outcome.says,
      isUnfit: problems({ ...empty(), assessments: [assessment] }, data.schema).length > 0,
    };
  }

  return { open };
})();
