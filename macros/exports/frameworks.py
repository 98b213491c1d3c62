"""What the formats of competency frameworks and crosswalks share: texts, addresses, rights, and what an
edition adds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

from macros.exports.publication import Publication
from macros.records.entries import Entry
from macros.records.kinds import Alignment, CompetencyFramework, Crosswalk, Item, Record
from macros.records.prose import strip_markup

LANGUAGE = "en-GB"  # What records say is in English.
# The handbook's own words; not what an edition adds, of which its deanery decides.
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
CREDIT = "The Clinical Leadership Handbook contributors"
CONTACT_FIELDS = ("title", "email", "phone", "web", "note")
DATE_FIELDS = ("date", "time", "venue", "book", "note")
# Control characters, halves of surrogate pairs and non-characters: XML 1.0 has no way to write them.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def write_line(text: str) -> str:
    """A line as one line: without control characters, and with single spaces."""
    return " ".join(_UNWRITABLE.sub(" ", text).split())


def write_prose(text: str) -> str:
    """A text of prose as one line, without its marks."""
    return write_line(strip_markup(text))


def list_frameworks(publication: Publication, only: Iterable[Entry]) -> list[Entry]:
    """The frameworks that are wanted, in their order: those of ``only``, or all, retired ones too."""
    wanted = [entry for entry in only if entry.kind == "framework"]
    return wanted or list(publication.handbook.all_records["framework"])


def list_all_items(publication: Publication, framework: Entry) -> list[Entry]:
    """The items of a framework in their order, retired ones too."""
    return [entry for entry in publication.handbook.list_entries(framework) if entry.kind == "item"]


def order_by_id(publication: Publication, kind: str) -> list[Entry]:
    """The records of a kind in use by their ids, whatever the order of their files."""
    return sorted(publication.handbook.records[kind], key=lambda entry: entry.id)


def derive(identity: UUID, *names: str) -> str:
    """The UUID of something that belongs to what has ``identity``."""
    return str(uuid5(identity, "\n".join(names)))


def locate_absolutely(publication: Publication, entry: Entry) -> str:
    """The absolute URI of a framework, an item or a crosswalk: the address of its page, or else, where that
    of the site is not known, its UUID, which is the same everywhere."""
    if publication.address:
        return publication.locate(entry)
    return publication.identify(entry.kind, entry.id).urn


def find_rank(framework: CompetencyFramework, item: Entry) -> tuple[str, str, int]:
    """The rank of an item: its id, its title, and its place from 1 on; ``item`` where none is named."""
    depth = (len(item.route) - 2) // 2
    if depth < len(framework.ranks):
        return framework.ranks[depth].id, framework.ranks[depth].title, depth + 1
    return "item", "Item", depth + 1


def describe_version(framework: CompetencyFramework) -> str:
    """The latest edition of a framework, with its year: ``Third edition (2010)``."""
    if not framework.editions:
        return str(framework.published)
    latest = framework.editions[-1]
    return write_line(f"{latest.title} ({latest.year})")


def describe_rights(framework: Entry) -> str:
    """Who holds the rights in a framework, on what terms, and what the handbook carries of it."""
    rights = framework.read_head_as(CompetencyFramework).rights
    sentences = [
        f"Rights holder: {end_sentence(write_line(rights.holder))}",
        f"Terms: {end_sentence(write_prose(rights.terms))}",
        f"Carried here: {end_sentence(write_prose(rights.carried))}",
    ]
    if not framework.file.is_local:
        sentences.append(f"The handbook's own words: {CREDIT}, CC BY 4.0, {LICENCE}")
    return " ".join(sentences)


def end_sentence(text: str) -> str:
    """``text`` with a full stop at its end, unless it has a mark there."""
    return text if text.endswith((".", "!", "?")) else f"{text}."


def list_local_contacts(publication: Publication, framework: Entry) -> list[dict[str, str]]:
    """Whom an edition names for a framework or its items: title, email, phone, web and note, where there are
    such."""
    return _describe_local_parts(publication, framework, "contacts", CONTACT_FIELDS)


def list_local_dates(publication: Publication, framework: Entry) -> list[dict[str, str]]:
    """What an edition dates of a framework or its items: date, time, venue, book and note, where there are
    such."""
    return _describe_local_parts(publication, framework, "dates", DATE_FIELDS)


def _describe_local_parts(
    publication: Publication, framework: Entry, name: str, fields: tuple[str, ...]
) -> list[dict[str, str]]:
    if not publication.edition:
        return []
    entries = publication.handbook.list_entries(framework)
    return [
        {"id": entry.id}
        | {field: write_line(str(value)) for field in fields if (value := getattr(part, field)) is not None}
        for entry, part in publication.edition.find_local_parts(entries)[name]
    ]


def describe_edition(publication: Publication, framework: Entry) -> dict[str, Any]:
    """What is to be said of the edition that a framework is exported for; nothing where there is none."""
    if not (edition := publication.edition):
        return {}
    description: dict[str, Any] = {"id": edition.id, "name": write_line(edition.name)}
    if edition.report_to:
        description["reportTo"] = edition.report_to
    if contacts := list_local_contacts(publication, framework):
        description["contacts"] = contacts
    if dates := list_local_dates(publication, framework):
        description["dates"] = dates
    return description


def find_last_change(entry: Entry) -> str:
    """The last day on which a record or an item is known to have changed: that on which its record was
    drafted, or it was retired."""
    days = [entry.record.read_head_as(Record).drafted]
    if entry.retired:
        days.append(entry.retired.date)
    return max(map(str, days))


def find_successor(publication: Publication, entry: Entry, kinds: tuple[str, ...]) -> Entry | None:
    """What is to be used instead of something retired, where that is of ``kinds``."""
    node = entry
    while node.parent and not vars(node.head).get("retired"):
        node = node.parent
    retirement = vars(node.head).get("retired")
    if not (retirement and retirement.successor):
        return None
    successor = publication.handbook.get(retirement.successor)
    return successor if successor and successor.kind in kinds and successor is not entry else None


@dataclass(frozen=True)
class Pair:
    """A pair of a crosswalk with both its items."""

    crosswalk: Entry
    origin: Entry
    target: Entry
    alignment: Alignment


def list_pairs(publication: Publication, crosswalk: Entry) -> list[Pair]:
    """The pairs of a crosswalk, by the ids of their items, each once."""
    pairs: dict[tuple[str, str], Pair] = {}
    for alignment in crosswalk.read_as(Crosswalk).alignments:
        origin = publication.handbook.get(alignment.origin, "item")
        target = publication.handbook.get(alignment.target, "item")
        if origin and target:
            pairs.setdefault((origin.id, target.id), Pair(crosswalk, origin, target, alignment))
    return [pairs[key] for key in sorted(pairs)]


def read_item(entry: Entry) -> Item:
    """The fields of an item."""
    return entry.read_as(Item)


def number_siblings(items: Iterable[Entry]) -> Iterator[tuple[Entry, int]]:
    """Each item with its number, from 1 on, among those below the same framework or item."""
    numbers: dict[str, int] = {}
    for item in items:
        number = numbers[item.parent_or_self.id] = numbers.get(item.parent_or_self.id, 0) + 1
        yield item, number
