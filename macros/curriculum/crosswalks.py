"""The crosswalks as data for the explorer page: frameworks with their items, pairs, and what has no counterpart."""

from __future__ import annotations

import json
from collections.abc import Callable

from markupsafe import Markup

from macros.records.entries import Entry
from macros.records.handbook import Handbook

_ESCAPED = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def crosswalk_data(book: Handbook, href: Callable[[Entry], str]) -> Markup:
    """JSON that may stand inside a ``script`` element of any page: what could end or open one is escaped.

    ``frameworks``: id, label, title, url and items (id, code, title, url); ``crosswalks``: as :func:`crosswalk_pairs`, with
    ``url``; ``words``: the relations and confidences as they are read, by their ids.
    """
    used = {book.resolve(end) for crosswalk in book.records["crosswalk"] for end in (crosswalk.node.origin, crosswalk.node.target)}
    data = {
        "frameworks": [
            {"id": f.id, "label": f.node.abbreviation or f.title, "title": f.title, "url": href(f),
             "items": [{"id": leaf.id, "code": leaf.node.code, "title": leaf.title, "url": href(leaf)} for leaf in book.leaves(f)]}
            for f in book.records["framework"] if f in used
        ],
        "crosswalks": [
            {**crosswalk_pairs(book, c), "url": href(c)} for c in book.records["crosswalk"]
        ],
        "words": {term.id: term.title for name in ("relation", "confidence") for term in book.vocabularies[name].terms},
    }
    return Markup(json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPED))


def crosswalk_pairs(book: Handbook, crosswalk: Entry) -> dict:
    """One crosswalk: id, origin, target, who proposes it (``by``), ``pairs`` (origin and target: items;
    relation, confidence, reason) and ``unmapped`` (item, reason)."""
    node = crosswalk.node
    return {
        "id": crosswalk.id, "origin": _id(book, node.origin), "target": _id(book, node.target), "by": book.word("proposer", node.proposed_by).title,
        "pairs": [{"origin": _id(book, a.origin), "target": _id(book, a.target), "relation": a.relation, "confidence": a.confidence, "reason": a.reason}
                  for a in node.alignments],
        "unmapped": [{"item": _id(book, u.item), "reason": u.reason} for u in node.unmapped],
    }


def _id(book: Handbook, ref: str) -> str:
    return book.resolve(ref).id
