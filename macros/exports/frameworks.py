"""What the formats of competency frameworks and crosswalks share: texts, addresses, rights, and what an
edition adds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

from macros.base.csv_tables import clean_cell
from macros.exports.publication import LICENCE, Publication
from macros.exports.texts import CREDIT
from macros.records.entries import Entry
from macros.records.kinds import Alignment, CompetencyFramework, Crosswalk, Item, Record
from macros.records.prose import strip_markup

LANGUAGE = "en-GB"  # What records say is in English.
# What an edition says of records, and the fields of each that are exported.
LOCAL_FIELDS = {
    "contacts": ("title", "email", "phone", "web", "note"),
    "dates": ("date", "time", "venue", "book", "note"),
    "notes": ("text",),
}


def flatten(text: str) -> str:
    """A text as one line: without control characters, and with single spaces."""
    return " ".join(clean_cell(text).split())


def flatten_prose(text: str) -> str:
    """A text of prose as one line, without its marks."""
    return flatten(strip_markup(text))


def list_frameworks(publication: Publication, only: Iterable[Entry]) -> list[Entry]:
    """The frameworks that are wanted, in their order: those of ``only``, or all, retired ones too."""
    frameworks = [entry for entry in only if entry.kind == "framework"]
    return frameworks or list(publication.handbook.all_records["framework"])


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
    return flatten(f"{latest.title} ({latest.year})")


def describe_rights(framework: Entry) -> str:
    """Who holds the rights in a framework, on what terms, and what the handbook carries of it."""
    rights = framework.read_head_as(CompetencyFramework).rights
    sentences = [
        f"Rights holder: {end_sentence(flatten(rights.holder))}",
        f"Terms: {end_sentence(flatten_prose(rights.terms))}",
        f"Carried here: {end_sentence(flatten_prose(rights.carried))}",
    ]
    if not framework.file.is_local:
        sentences.append(f"The handbook's own words: {CREDIT}, {LICENCE}")
    return " ".join(sentences)


def end_sentence(text: str) -> str:
    """``text`` with a full stop at its end, unless it has a mark there."""
    return text if text.endswith((".", "!", "?")) else f"{text}."


def describe_edition(publication: Publication, framework: Entry) -> dict[str, Any]:
    """What is to be said of the edition that a framework, or a crosswalk, is exported for: its ``id`` and
    ``name``, where to ``reportTo``, and its ``contacts``, ``dates`` and ``notes`` for the record and what
    stands in it, each with the ``id`` that it is for. Nothing where there is no edition."""
    if not (edition := publication.edition):
        return {}
    description: dict[str, Any] = {"id": edition.id, "name": flatten(edition.name)}
    if edition.report_to:
        description["reportTo"] = edition.report_to
    parts = edition.find_local_parts(publication.handbook.list_entries(framework))
    for name, fields in LOCAL_FIELDS.items():
        if parts[name]:
            description[name] = [
                {"id": entry.id}
                | {
                    field: flatten_prose(str(value)) if field == "text" else flatten(str(value))
                    for field in fields
                    if (value := getattr(part, field)) is not None
                }
                for entry, part in parts[name]
            ]
    return description


def list_edition_sentences(publication: Publication, framework: Entry) -> list[str]:
    """The same in sentences."""
    if not (edition := describe_edition(publication, framework)):
        return []
    sentences = [f"Edition: {end_sentence(edition['name'])}"]
    if "reportTo" in edition:
        sentences.append(f"Report to: {edition['reportTo']}.")
    for name, title in (("contacts", "Contact"), ("dates", "Date"), ("notes", "Note")):
        for part in edition.get(name, ()):
            values = ", ".join(value for field, value in part.items() if field != "id")
            sentences.append(f"{title} for {part['id']}: {end_sentence(values)}")
    return sentences


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
