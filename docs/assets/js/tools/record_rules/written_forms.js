// How a person, a DOI and an address are written in a source, in the check's own sentences. Of what the check
// knows more of, a text that is not simply of another form, nothing is said here.
handbook.recordRules = handbook.recordRules || {};
handbook.recordRules.writtenForms = (() => {
  "use strict";

  const FULL_NAME = /^([A-Z])[\p{L}\d_]+((?: [A-Z]\.?)+) ([A-Z][\p{L}\d_'’-]*[a-z][\p{L}\d_'’-]*)$/u;
  const INITIALS_FIRST = /^((?:[A-Z]\.? ?){1,4}) ([A-Z][\p{L}\d_'’-]*[a-z][\p{L}\d_'’-]*)$/u;
  const BEFORE_DOI = /^(?:(?:https?:\/\/)?(?:dx\.)?doi\.org\/|doi:? *)/i,
    DOI = /^10\.\d{4,9}\/\S+$/;
  const GENERATION = / (?:Jr|Sr|II|III|IV|2nd|3rd|4th)$/;

  /** A full name, or one with its initials first, as surname and initials; empty for what is none. */
  function turnName(text) {
    const [, initials, surname] = text.match(INITIALS_FIRST) || [],
      [, first, middle, last] = text.match(FULL_NAME) || [];
    if (surname) return surname + " " + initials.replace(/[ .]/g, "");
    return last ? last + " " + first + middle.replace(/[ .]/g, "") : "";
  }

  function judgePerson(field, text, quoted, advice) {
    const isCapitals = text.length > 1 && text === text.toUpperCase() && text !== text.toLowerCase();
    if (new RegExp(field.pattern, "u").test(text) && !/^[A-Z]{2,}$/.test(text)) return null;
    const turned = turnName(text);
    if (turned)
      return [
        quoted + " does not begin with the surname",
        "write the surname and the initials, as " + turned,
      ];
    if (/[^\x20-\x7e]/.test(text)) return null;
    return [
      quoted + " is not of the right form",
      isCapitals ? "name an organisation under 'bodies'" : advice,
    ];
  }

  function judgeDoi(field, text, quoted, advice) {
    const doi = text
      .trim()
      .replace(BEFORE_DOI, "")
      .replace(/[.,;]+$/, "");
    if (doi !== text && DOI.test(doi)) return [quoted + " is more than a DOI", "write " + doi];
    return DOI.test(text) || /[\s<>"'\\^`{|}]/.test(text)
      ? null
      : [quoted + " is not of the right form", advice];
  }

  function judgeAddress(field, text, quoted, advice) {
    if (/^https?:\/\//i.test(text) || /^[<[]|\s/.test(text)) return null;
    const isHost = /^[\w-]+(\.[\w-]+)+(\/\S*)?$/.test(text);
    return [
      quoted + " does not begin with http:// or https://",
      isHost ? "write https://" + text + ", if that is its beginning" : advice,
    ];
  }

  const JUDGES = { person: judgePerson, doi: judgeDoi, address: judgeAddress };

  /** What is wrong with a text in a field that is judged by more than its limits, as [wrong, right]; null
      where nothing is, or where the check has to say it. `quoted`: the text as a sentence quotes it;
      `advice`: what the field asks for. */
  function judge(field, text, quoted, advice) {
    return text && field.later in JUDGES ? JUDGES[field.later](field, text, quoted, advice) : null;
  }

  /** The surname of an author: "van der Meulen" of "van der Meulen J". */
  function takeSurname(author) {
    return author.replace(GENERATION, "").replace(/ \S+$/, "");
  }

  return { judge, takeSurname };
})();
