// What a self-assessment is asked before it is started, and words for it.
handbook.selfAssessment = handbook.selfAssessment || {};
handbook.selfAssessment.parts = (() => {
  "use strict";

  const { _ } = handbook.shell.i18n;
  const { radios, text } = handbook.kit.fields;

  function level(framework, value) {
    const match = framework.scale.levels.find((candidate) => candidate.value === value);
    return match ? match.value + " " + match.title : String(value);
  }

  function capital(word) {
    return word[0].toUpperCase() + word.slice(1);
  }

  /** What the items of a framework are called after their number: "element" or "elements". */
  function rankOf({ size, rank, ranks }) {
    return size.items === 1 ? rank : ranks;
  }

  /** The level aimed at: radios of the framework's levels but the lowest. */
  function aims(framework, value, onChange) {
    return radios({
      legend: _("Which level do you aim for in this role?"),
      hint: _("What you rate below it comes out as something to work on."),
      value,
      onChange,
      options: framework.scale.levels.slice(1).map((option) => ({
        value: option.value,
        label: level(framework, option.value),
        hint: option.meaning,
      })),
    });
  }

  /** "Aim for 3 On my own" */
  function aimed(framework, value) {
    return _("Aim for {level}", { level: level(framework, value) });
  }

  function role(value, onChange) {
    return text({
      label: _("In which role? (optional)"),
      help: _("For example: registrar, acute medicine."),
      meant: handbook.document.lengths.MEANT.line,
      value,
      rows: /\n/.test(value) ? 3 : 1,
      autocomplete: "organization-title",
      onChange: (words) => onChange(words.trim()),
    });
  }

  return { level, capital, rankOf, aims, aimed, role };
})();
