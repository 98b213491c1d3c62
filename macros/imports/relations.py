"""The relations between items of two frameworks: what people and other vocabularies call those of SKOS
(https://www.w3.org/TR/skos-reference/#mapping)."""

from __future__ import annotations

import re

RELATIONS = ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch")
# What people and other vocabularies call the relations.
_OTHER_NAMES = {
    "exact": "exactMatch",
    "close": "closeMatch",
    "broader": "broadMatch",
    "broad": "broadMatch",
    "narrower": "narrowMatch",
    "narrow": "narrowMatch",
    "related": "relatedMatch",
    "sameas": "exactMatch",
    "exactmatchof": "exactMatch",
    "ispartof": "broadMatch",
    "isrelatedto": "relatedMatch",
    "ispeerof": "relatedMatch",
}


def read_relation(text: str) -> str:
    """The SKOS mapping relation that a text names; empty where it names none."""
    word = re.split(r"[:#/]", text.strip())[-1].lower()
    known = {relation.lower(): relation for relation in RELATIONS} | _OTHER_NAMES
    return known.get(word) or known.get(re.sub(r"[^a-z]", "", word), "")
