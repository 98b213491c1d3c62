"""What has probably taken the place of something that was published and is gone, for messages that ask."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher

from macros.base.problems import find_nearest
from macros.changes.fields import shorten
from macros.records.entries import Entry
from macros.records.handbook import Handbook
from macros.records.kinds import KINDS
from macros.records.lasting_ids import PART_KINDS
from macros.records.releases import MOST_LETTERS, Published

# How alike two titles are, from 0 to 1, so that one is taken for the other reworded: an item taken for its
# neighbour would be wrong in every crosswalk and in what people have kept.
LEAST_LIKENESS, LEAST_LIKENESS_OF_ITEMS = 0.75, 0.9
LEAST_LIKENESS_OF_THE_SAME = 0.5  # Of a title before and after it was reworded.
RETIRE = "mark it 'retired', with date and reason"


def find_heir(handbook: Handbook, lost: Published) -> Entry | None:
    """What ``lost`` may be called now: something of its kind that no release has published and whose title is
    the same or nearly so, or, of records, sources and terms, whose id is near. Of items and parts, which
    stand among their like, a title alone can tell, and only within their record."""
    published = handbook.published
    candidates = [entry for entry in _list_alike(handbook, lost) if (entry.kind, entry.id) not in published]
    if not candidates:
        return None
    by_title = max(candidates, key=lambda entry: _compare_titles(lost, entry))
    least = LEAST_LIKENESS_OF_ITEMS if lost.kind == "item" else LEAST_LIKENESS
    if _compare_titles(lost, by_title) >= least:
        return by_title
    if "/" in lost.id:
        return None
    near_id = find_nearest(lost.id, [entry.id for entry in candidates])
    return next((entry for entry in candidates if entry.id == near_id), None)


def find_new_bearer(handbook: Handbook, published: Published, entry: Entry) -> Entry | None:
    """What has the title under which ``published`` was known where ``entry``, which has its id today, is
    called something else: so an id may have been given to another thing. ``None`` where nothing has."""
    if _compare_titles(published, entry) >= LEAST_LIKENESS_OF_THE_SAME:
        return None
    title = published.title.casefold()
    others = (other for other in _list_alike(handbook, published) if other is not entry)
    return next((other for other in others if _read_title(other).casefold() == title), None)


def _list_alike(handbook: Handbook, lost: Published) -> Iterable[Entry]:
    """The entries of the kind of ``lost``; of items and parts, those of its record."""
    if lost.kind in KINDS:
        return handbook.all_records[lost.kind]
    if lost.kind in ("source", "term"):
        return handbook.sources if lost.kind == "source" else handbook.terms
    owner = find_owner(handbook, lost)
    if owner is None:
        return ()
    entries = handbook.list_findings(owner) if lost.kind == "finding" else handbook.list_entries(owner)
    return [entry for entry in entries if entry.kind == lost.kind]


def find_owner(handbook: Handbook, lost: Published) -> Entry | None:
    """The record or source in which an item, part or finding stood; ``None`` where that is gone too."""
    return handbook.get(lost.owner_id, "source" if lost.kind == "finding" else "any")


def _read_title(entry: Entry) -> str:
    return shorten(getattr(entry.node, "of", None) or entry.title, MOST_LETTERS)


def _compare_titles(lost: Published, entry: Entry) -> float:
    title = _read_title(entry)
    if lost.title.casefold() == title.casefold():
        return 1
    return SequenceMatcher(None, lost.title.casefold(), title.casefold()).ratio()


def find_published(handbook: Handbook, ref: str, kind: str) -> Published | None:
    """What a release has published under the id ``ref``; ``kind`` is that of a reference
    (:meth:`Handbook.get`)."""
    kinds = (kind,) if kind != "any" else (*KINDS, "item", *PART_KINDS.values())
    return next((handbook.published[name, ref] for name in kinds if (name, ref) in handbook.published), None)


def advise(handbook: Handbook, lost: Published) -> str:
    """What to do about something that is gone to which a reference still leads, as the end of a problem."""
    otherwise = f"otherwise {advise_otherwise(lost)}"
    if heir := find_heir(handbook, lost):
        place = f"{heir.kind} '{heir.id}' ({heir.file.path}:{heir.line})"
        return f"was it renamed? put the old id under aliases of {place}; {otherwise}"
    return f"was it renamed? put the old id under aliases of what it is now; {otherwise}"


def write_alias(lost: Published, heir: Entry) -> str:
    """The former id of ``heir`` as it stands among its aliases."""
    is_short = lost.kind in (*PART_KINDS.values(), "finding") and heir.record.id == lost.owner_id
    return f"aliases: [{lost.id.partition('/')[2] if is_short else lost.id}]"


def advise_otherwise(lost: Published) -> str:
    """What to do about something that is gone and was not renamed."""
    if lost.kind in PART_KINDS.values():
        return f"name it under 'retired_parts' of {lost.owner_id}, with date and reason"
    if lost.kind == "finding":
        return "put it back"
    return f"put it back and {RETIRE}"
