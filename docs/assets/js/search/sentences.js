// The sentence of a page that says most of what was typed, with its words marked. Knows no page.
(() => {
  "use strict";

  const { handbook } = window;
  const { split, stem } = handbook.search.words;
  const MOST = 190; // Characters of a sentence that are shown.

  /** A query of `query.read` → a function that tells of a word as written whether it is one of those looked
      for. */
  function marker(query) {
    const stems = new Set(
      query.units.flatMap(({ ways }) => ways.flatMap((way) => way.stems)).filter((key) => key.length > 1),
    );
    return (written) => split(written).some((word) => stems.has(stem(word)));
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
    const kept = [];
    let left = MOST;
    pieces.forEach((piece, number) => {
      let { text } = piece;
      if (number === at - 1 && text.length > MOST / 2)
        text = "… " + text.slice(-MOST / 2).replace(/^\S*\s/, "");
      if (number < at - 1 || left <= 0) return;
      if (text.length > left) text = text.slice(0, left).replace(/\s?\S*$/, "") + " …";
      left -= text.length;
      kept.push({ ...piece, text });
    });
    return kept;
  }

  /** A text and a query → the pieces of the sentence that has most of the words; of the first one where none
      has any. */
  function choose(text, query) {
    const isSought = marker(query);
    const sentences = (text.match(/[^.!?]+(?:[.!?]+(?!\s|$)[^.!?]+)*[.!?]*\s*/g) || [text]).map((sentence) =>
      mark(sentence.trim(), isSought),
    );
    const best = sentences.reduce((one, other) => (count(other) > count(one) ? other : one), sentences[0]);
    return cut(best);
  }

  handbook.search.sentences = { marker, mark, choose };
})();
