"""What tests of packs share: the pack of a session, and a session that has a bit of everything."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime
from typing import Any

from exported import publish

from macros.cli.pack import create_renderer
from macros.curriculum.sessions import list_module_sessions, list_sessions
from macros.packs.session_packs import SessionPack
from macros.records.handbook import Handbook
from macros.records.sessions import Handout, Session

MOMENT = datetime(2026, 11, 30, 12, tzinfo=UTC)
HANDOUTS: tuple[dict[str, Any], ...] = (
    {
        "id": "sheet",
        "title": "Sheet to fill in",
        "reader": "participants",
        "copies": "One each",
        "activity": "Talk",
        "text": "Write **here**.",
        "table": {"columns": ["Step", "Why"], "rows": ["First | ", "Second | it helps"], "empty_rows": 1},
    },
    {
        "id": "set",
        "title": "A set of cards",
        "reader": "participants",
        "copies": "A set for each group of four",
        "text": "Invented for teaching.",
        "cards": [{"title": f"Card {number}", "text": "Say it."} for number in range(9)],
    },
    {
        "id": "second",
        "title": "Second sheet",
        "reader": "later",
        "copies": "One each",
        "activity": "Talk",
        "text": "The secret of later.",
    },
    {
        "id": "key",
        "title": "The key",
        "reader": "facilitator",
        "copies": "One",
        "text": "The secret of the facilitator.",
    },
)


def pack(book: Handbook, module: str, number: int = 1, edition: dict[str, Any] | None = None, **fields: Any):
    """The pack of a module's session with a number, as a site called Small handbook publishes it."""
    return list(list_packs(book, module, edition, **fields))[number - 1]


def list_packs(book: Handbook, module: str = "", edition: dict[str, Any] | None = None, **fields: Any):
    """Yield the packs of all sessions of a module, or of all modules."""
    publication = publish(book, **(edition or {}))
    renderer = create_renderer(publication)
    book = renderer.book
    places = list_module_sessions(book, book.resolve(module, "module")) if module else list_sessions(book)
    for place in places:
        yield SessionPack(renderer, place, place.session, publication.name, MOMENT, **fields)


def change(pack: SessionPack, **fields: Any) -> SessionPack:
    """A pack of a session with other ``fields`` of its record."""
    return dataclasses.replace(pack, session=pack.session.model_copy(update=fields))


def fill(pack: SessionPack) -> SessionPack:
    """A pack of a session that has papers of every kind."""
    return change(pack, handouts=[Handout.model_validate(handout) for handout in HANDOUTS])


def plan(session: Session, *parts: dict[str, Any]) -> dict[str, Any]:
    """The field ``plan`` of a session with these parts."""
    part = session.plan[0]
    return {"plan": [part.model_copy(update={"task": None, "detail": None, **one}) for one in parts]}
