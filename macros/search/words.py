"""The words of a text as the search keeps them. docs/assets/js/search/words.js reads what is typed alike; a
test holds the two together."""

from __future__ import annotations

import re
import unicodedata

_APOSTROPHES = re.compile("[\u0060\u00b4\u02b9\u02bc\u2018\u2019\u201b\u2032\uff07]")
_LETTERS = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "ß": "ss", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
_POSSESSIVE = re.compile(r"'s(?![^\W_])")
_SHORTENED = re.compile(r"'(?=(?:t|re|ve|ll|d|m)(?![^\W_]))")
_DASH = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


def fold(text: str) -> str:
    """``text`` in small letters, without accents, ligatures and what cannot be seen; with one apostrophe and
    one hyphen."""
    if text.isascii():
        return text.lower()
    text = _DASH.sub("-", _APOSTROPHES.sub("'", text))
    if text.isascii():  # As most are that hold a dash or an apostrophe.
        return text.lower()
    text = unicodedata.normalize("NFKD", text).lower()
    text = "".join(letter for letter in text if unicodedata.category(letter) not in _UNSEEN)
    return _DASH.sub("-", text.translate(_LETTERS))


_UNSEEN = frozenset({"Mn", "Mc", "Me", "Cf"})


def split_words(text: str) -> list[str]:
    """The words of ``text``. Words joined by hyphens are given one by one and as one: ``co``, ``design``,
    ``codesign``."""
    folded = fold(text)
    if "'" in folded:
        folded = _SHORTENED.sub("", _POSSESSIVE.sub("", folded))
    words: list[str] = []
    for word in _WORD.findall(folded):
        if "-" in word:
            words += word.split("-")
            words.append(word.replace("-", ""))
        else:
            words.append(word)
    return words
