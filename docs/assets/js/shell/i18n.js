/* The words that scripts say, in the language of the page. The English text is the key; assets/js/dictionary.js, which
   comes before this script where the language is not English, has the others. What is not there stays English. Values
   stand where a sentence has {name}; a name without a value stays as it is, so that a slip can be seen. Arguments are
   plain literals, because the catalogue is made by reading these calls. */
(function () {
  "use strict";

  var handbook = (window.handbook = window.handbook || {});
  var ORDER = ["zero", "one", "two", "few", "many", "other"];
  var language = document.documentElement.lang || "en-GB";
  var rules = null, forms = null, numbers = null; /* Made when first asked for: most pages never do. */

  function has(object, name) { return Boolean(object) && Object.prototype.hasOwnProperty.call(object, name); }

  function known(text) { return has(handbook.dictionary, text) ? handbook.dictionary[text] : null; }

  function filled(text, values) {
    return text.replace(/\{(\w+)\}/g, function (whole, name) { return has(values, name) ? String(values[name]) : whole; });
  }

  /* The place of a number's form among those that the language has, which is their order in a dictionary. */
  function place(n) {
    if (!rules) {
      rules = new Intl.PluralRules([language, "en-GB"]);
      var own = rules.resolvedOptions().pluralCategories;
      forms = ORDER.filter(function (form) { return own.indexOf(form) >= 0; });
    }
    return forms.indexOf(rules.select(n));
  }

  /* "Saved on {day}.", {day: "2 May 2026"} → the sentence in the page's language. */
  function _(text, values) {
    var found = known(text);
    return filled(typeof found === "string" ? found : text, values);
  }

  /* "{n} goal", "{n} goals", 3, more values → "3 goals"; {n} is the number, which need not be in every form. */
  function ngettext(one, many, n, values) {
    var found = known(one), text = n === 1 ? one : many;
    if (Array.isArray(found)) text = found[Math.min(place(n), found.length - 1)];
    return filled(text, Object.assign({ n: n }, values));
  }

  /* 4000 → "4,000". */
  function number(value) {
    numbers = numbers || new Intl.NumberFormat([language, "en-GB"]);
    return numbers.format(value);
  }

  /* ["a", "b", "c"] → "a, b and c", or with `either` "a, b or c". Browsers know no lists in Welsh. */
  function list(words, either) {
    if (words.length < 2) return words.join("");
    var given = { words: words.slice(0, -1).join(", "), last: words[words.length - 1] };
    return either ? _("{words} or {last}", given) : _("{words} and {last}", given);
  }

  /* An element whose words are the interface's, marked where it may stand in an article, which is in English. */
  function spoken(element) {
    if (!/^en\b/.test(language)) element.lang = language;
    return element;
  }

  handbook.language = language;
  handbook._ = _;
  handbook.ngettext = ngettext;
  handbook.number = number;
  handbook.list = list;
  handbook.spoken = spoken;
})();
