// How words are compared that two people may write in two ways.
(() => {
  "use strict";

  const { shell } = window.handbook;
  const APOSTROPHES = /[\u0060\u00b4\u02b9\u02bc\u2018\u2019\u201b\u2032\uff07]/g;
  // Letters that Unicode takes apart into nothing simpler.
  const LETTERS = new Map([
    ["æ", "ae"],
    ["œ", "oe"],
    ["ø", "o"],
    ["ł", "l"],
    ["ß", "ss"],
    ["đ", "d"],
    ["ð", "d"],
    ["þ", "th"],
    ["ı", "i"],
  ]);

  /** Text → the same in lower case, without accents, ligatures and what cannot be seen; every apostrophe is
      "'", every dash "-", "&" is "and", and one space stands between words. */
  function plain(text) {
    return text
      .replace(APOSTROPHES, "'")
      .normalize("NFKD")
      .toLowerCase()
      .replace(/[\p{M}\p{Cf}]/gu, "")
      .replace(/[æœøłßđðþı]/g, (letter) => LETTERS.get(letter))
      .replace(/[\p{Pd}\u2212]/gu, "-")
      .replace(/&/g, " and ")
      .replace(/\s+/g, " ")
      .trim();
  }

  /** Text → what two ways of writing it have in common: as `plain`, without apostrophes and hyphens. */
  function key(text) {
    return plain(text).replace(/'/g, "").replace(/-/g, " ");
  }

  /** What was typed → a function that tells whether a text has every word of it, or its beginning, middle or
      end. Apostrophes count for nothing, and a hyphen may be there, or a space, or neither. */
  function matcher(typed) {
    const joined = (words) => words.replace(/['-]/g, "");
    const words = plain(typed)
      .split(" ")
      .map((word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ""));
    return (text) => {
      const place = joined(plain(text)) + "\n" + plain(text);
      const isIn = (part) => place.includes(part);
      return words.every((word) => isIn(joined(word)) || isIn(word.replace(/-/g, " ")));
    };
  }

  shell.words = { plain, key, matcher };
})();
