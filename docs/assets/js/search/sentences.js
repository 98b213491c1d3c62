// The sentence of a page that says most of what was typed, with its words marked. Knows no page.
(() => {
  "use strict";

  const { handbook } = window;
  const { split, stem } = handbook.search.words;
  const MOST = 190; // Characters of a sentence that are shown.

  /** A query of `query.read` and a text → a function that tells of a word as written there whether it is one
      of those looked for. Of a phrase all words must be in the text. */
  function marker(query, text) {
    const inText = new Set(split(text).map(stem));
    const ways = query.units.flatMap((unit) => unit.ways);
    const sought = new Set(
      ways.filter(({ stems }) => stems.every((key) => inText.has(key))).flatMap(({ stems }) => stems),
    );
    return (written) => split(written).some((word) => word.length > 1 && sought.has(stem(word)));
  }

  /** Text → pieces, each {text, isMarked}: words that are looked for, and what stands between them. */
  function mark(text, isSought) {
    const pieces = [];
    for (const [piece] of text.matchAll(/[\p{L}\p{N}'’-]+|[^\p{L}\p{N}'’-]+/gu)) {
      const isMarked = /[\p{L}\p{N}]/u.test(piece) && isSought(piece);
      const last = pieces[pieces.length - 1];
      if (last && last.isMarked === isMarked) last.text += piece;
      else pieces.push({ text: piece, isMarked });
    }
    return pieces;
  }

  function count(pieces) {
    return new Set(pieces.filter(({ isMarked }) => isMarked).map(({ text }) => stem(text.toLowerCase())))
      .size;
  }

  /** Pieces, cut to MOST characters from a little before the first that is marked. */
  function cut(pieces) {
    const at = pieces.findIndex(({ isMarked }) => isMarked);
    const stored = [];
    let left = MOST;
    pieces.forEach((piece, number) => {
      let { text } = piece;
      if (number === at - 1 && text.length > MOST / 2)
        text = "… " + text.slice(-MOST / 2).replace(/^\S*\s/, "");
      if (number < at - 1 || left <= 0) return;
      if (text.length > left) text = text.slice(0, left).replace(/\s?\S*$/, "") + " …";
      left -= text.length;
      stored.push({ ...piece, text });
    });
    return stored;
  }

  /** A text and a query → the pieces of the sentence that has most of the words; of the first one where none
      has any. */
  function choose(text, query) {
    const sentences = (text.match(/[^.!?]+(?:[.!?]+(?!\s|$)[^.!?]+)*[.!?]*\s*/g) || [text]).map((sentence) =>
      mark(sentence.trim(), marker(query, sentence)),
    );
    const best = sentences.reduce((one, other) => (count(other) > count(one) ? other : one), sentences[0]);
    return cut(best);
  }

  handbook.search.sentences = { marker, mark, choose };
})();
