"""Ids for new records: out of a title, out of who wrote a source and when, and another where one is taken."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from macros.base.language_marks import strip_accents
from macros.records.field_types import Part
from macros.records.kinds import Kind
from macros.records.record_names import is_name

MOST_OF_A_TITLE = 50  # Letters; an id may have 60, and wants to be typed.
# Letters that are no other letter with an accent.
_SPELT_OUT = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
_APOSTROPHES = re.compile("['’ʼ`´]")
_BETWEEN_WORDS = re.compile("[^a-z0-9]+")
_YEAR = re.compile(r"-[12]\d{3}$")


def create_id(title: str, most: int = MOST_OF_A_TITLE) -> str:
    """The words of a title joined by hyphens, without accents, as many as fit into ``most`` letters; empty
    for a title without a letter or digit of the English alphabet."""
    english = "".join(_SPELT_OUT.get(letter, letter) for letter in title.replace("&", " and ").lower())
    plain = _APOSTROPHES.sub("", strip_accents(english))
    words = [word for word in _BETWEEN_WORDS.split(plain) if word]
    id = "-".join(words)
    while len(id) > most and len(words) > 1:
        words.pop()
        id = "-".join(words)
    return id[:most]


def suggest_free_id(kind: Kind[Part], id: str, used_ids: Collection[str]) -> str:
    """The id nearest to ``id`` that a record of the kind may have and that is not among ``used_ids``: a
    source of the same author and year has a letter behind it (``kotter-1996b``), everything else a
    number."""
    endings = "bcdefghijklmnopqrstuvwxyz" if _YEAR.search(id) else ()
    candidates: Any = (*(f"{id}{letter}" for letter in endings), *(f"{id[:54]}-{n}" for n in range(2, 1000)))
    return next((name for name in candidates if name not in used_ids and is_name(kind, name)), "")
