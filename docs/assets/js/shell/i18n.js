// The words that scripts say, in the language of the page. The English text is the key;
// assets/js/dictionary.js, which comes before this script where the language is not English, has the others.
// What is not there stays English. Values stand where a sentence has {name}; a name without a value stays as
// it is, so that a slip can be seen. Arguments are plain literals, because the catalogue is made by reading
// these calls.
(() => {
  "use strict";

  const handbook = window.handbook;
  const ORDER = ["zero", "one", "two", "few", "many", "other"];
  const language = document.documentElement.lang || "en-GB";
  let rules = null,
    forms = null,
    numbers = null; // Made when first asked for: most pages never do.

  function has(object, name) {
    return Boolean(object) && Object.prototype.hasOwnProperty.call(object, name);
  }

  /** What the dictionary has for an English text: a sentence, or a list of plural forms; null where it has
      nothing. */
  function translation(text) {
    return has(handbook.dictionary, text) ? handbook.dictionary[text] : null;
  }

  function filled(text, values) {
    return text.replace(/\{(\w+)\}/g, (place, name) => (has(values, name) ? String(values[name]) : place));
  }

  /** The place of a number's form among those that the language has, which is their order in a dictionary. */
  function formOf(n) {
    if (!rules) {
      rules = new Intl.PluralRules([language, "en-GB"]);
      const { pluralCategories } = rules.resolvedOptions();
      forms = ORDER.filter((form) => pluralCategories.includes(form));
    }
    return forms.indexOf(rules.select(n));
  }

  /** "Saved on {day}.", {day: "2 May 2026"} → the sentence in the page's language. */
  function _(text, values) {
    const translated = translation(text);
    return filled(typeof translated === "string" ? translated : text, values);
  }

  /** "{n} goal", "{n} goals", 3, more values → "3 goals"; {n} is the number, which need not be in every form.
   */
  function ngettext(one, many, n, values) {
    const translated = translation(one);
    let text = n === 1 ? one : many;
    if (Array.isArray(translated)) text = translated[Math.min(formOf(n), translated.length - 1)];
    return filled(text, { n, ...values });
  }

  /** 4000 → "4,000". */
  function number(value) {
    numbers = numbers || new Intl.NumberFormat([language, "en-GB"]);
    return numbers.format(value);
  }

  /** ["a", "b", "c"] → "a, b and c", or with `either` "a, b or c". Browsers know no lists in Welsh. */
  function list(words, either) {
    if (words.length < 2) return words.join("");
    const values = { words: words.slice(0, -1).join(", "), last: words[words.length - 1] };
    return either ? _("{words} or {last}", values) : _("{words} and {last}", values);
  }

  /** An element whose words are the interface's, marked where it may stand in an article, which is in
      English. */
  function spoken(element) {
    if (!/^en\b/.test(language)) element.lang = language;
    return element;
  }

  handbook.shell.i18n = { language, _, ngettext, number, list, spoken };
})();
