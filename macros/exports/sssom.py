"""Crosswalks as SSSOM, the Simple Standard for Sharing Ontological Mappings: tables of tab-separated values
with a header of YAML, in the canonical form (https://mapping-commons.github.io/sssom/spec-formats-tsv/).

An item without a counterpart is a row with ``sssom:NoTermFound``. Confidence, which is a word in the
handbook, is a number there (:data:`~macros.curriculum.exchange_words.SSSOM_CONFIDENCES`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from macros.curriculum.exchange_words import (
    NO_TERM_FOUND,
    SSSOM_CONFIDENCES,
    SSSOM_JUSTIFICATIONS,
    guard_cell,
)
from macros.exports.downloads import offer_each
from macros.exports.formats import ExportFile, Format
from macros.exports.frameworks import (
    describe_rights,
    describe_version,
    end_sentence,
    flatten,
    flatten_prose,
    list_edition_sentences,
    list_pairs,
    locate_absolutely,
    order_by_id,
)
from macros.exports.publication import LICENCE, Publication
from macros.exports.texts import CREDIT
from macros.records.entries import Entry
from macros.records.kinds import CompetencyFramework, Crosswalk

# The slots of a mapping that are used, in the order of the standard's table of them.
COLUMNS = (
    "subject_id",
    "subject_label",
    "predicate_id",
    "object_id",
    "object_label",
    "mapping_justification",
    "confidence",
    "comment",
)
CONTRIBUTORS = CREDIT.partition(",")[0]
UNSPECIFIED = "https://w3id.org/sssom/license/unspecified"
PREFIX = "handbook"  # Of the addresses of the site.
# What YAML reads as a text, or as a day, without quotes. It takes some words for something else.
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9 ,.;()/_'+-]*(?::[A-Za-z0-9/._~%:-]*[A-Za-z0-9/])?|\d{4}-\d\d-\d\d")
_WORDS = frozenset({"true", "false", "yes", "no", "on", "off", "null", "y", "n"})


def write(publication: Publication, only: tuple[Entry, ...]) -> Iterator[ExportFile]:
    """Yield a file for each crosswalk that is wanted."""
    for crosswalk in only or order_by_id(publication, "crosswalk"):
        text = "".join((*_write_header(publication, crosswalk), *_write_rows(publication, crosswalk)))
        yield ExportFile(f"{crosswalk.id}.sssom.tsv", text.encode())


def _write_header(publication: Publication, crosswalk: Entry) -> Iterator[str]:
    for name, value in describe_set(publication, crosswalk).items():
        if isinstance(value, dict):
            yield f"#{name}:\n"
            yield from (f"#  {key}: {write_scalar(inner)}\n" for key, inner in sorted(value.items()))
        elif isinstance(value, list):
            yield f"#{name}:\n"
            yield from (f"#- {write_scalar(member)}\n" for member in value)
        else:
            yield f"#{name}: {write_scalar(value)}\n"


def describe_set(publication: Publication, crosswalk: Entry) -> dict[str, Any]:
    """The slots of the mapping set, in the order of the standard's table of them."""
    node = crosswalk.read_as(Crosswalk)
    book = publication.handbook
    origin, target = book.resolve(node.origin, "framework"), book.resolve(node.target, "framework")
    numbers = ", ".join(f"{word} is {number}" for word, number in SSSOM_CONFIDENCES.items())
    proposer = book.find_word("proposer", node.proposed_by).title
    prefixes = {PREFIX: publication.address} if publication.address else {"uuid": "urn:uuid:"}
    return {
        "sssom_version": "1.1",
        "curie_map": prefixes,
        "mapping_set_id": publication.identify("crosswalk", crosswalk.id).urn,
        "mapping_set_version": str(node.drafted),
        "mapping_set_title": flatten(node.title),
        "mapping_set_description": (
            f"{end_sentence(flatten(node.summary))} {end_sentence(flatten(proposer))}"
            f" {end_sentence(flatten_prose(node.method))} Confidence: {numbers}."
        ),
        "creator_label": [flatten(publication.name if crosswalk.file.is_local else CONTRIBUTORS)],
        "license": UNSPECIFIED if crosswalk.file.is_local else LICENCE,
        "subject_type": "skos concept",
        "subject_source": find_curie(publication, origin),
        "subject_source_version": _describe_version(origin),
        "object_type": "skos concept",
        "object_source": find_curie(publication, target),
        "object_source_version": _describe_version(target),
        **({"mapping_provider": publication.address} if publication.address else {}),
        "mapping_date": str(node.drafted),
        "publication_date": publication.stamp[:10],
        **({"see_also": [locate_absolutely(publication, crosswalk)]} if publication.address else {}),
        "comment": " ".join(
            (
                f"Published by {end_sentence(flatten(publication.name))}",
                *list_edition_sentences(publication, crosswalk),
                f"{flatten(origin.title)}: {describe_rights(origin)}",
                f"{flatten(target.title)}: {describe_rights(target)}",
            )
        ),
    }


def _describe_version(framework: Entry) -> str:
    return describe_version(framework.read_as(CompetencyFramework))


def _write_rows(publication: Publication, crosswalk: Entry) -> list[str]:
    rows = sorted(
        tuple(write_cell(row.get(column, "")) for column in COLUMNS)
        for row in list_mappings(publication, crosswalk)
    )
    return ["\t".join(cells) + "\n" for cells in (COLUMNS, *rows)]


def list_mappings(publication: Publication, crosswalk: Entry) -> Iterator[dict[str, str]]:
    """The mappings of a crosswalk by the names of their slots: its pairs, and what has no counterpart."""
    node = crosswalk.read_as(Crosswalk)
    justification = {"mapping_justification": SSSOM_JUSTIFICATIONS[node.proposed_by]}
    for pair in list_pairs(publication, crosswalk):
        alignment = pair.alignment
        yield {
            "subject_id": find_curie(publication, pair.origin),
            "subject_label": guard_cell(flatten(pair.origin.title)),
            "predicate_id": f"skos:{alignment.relation}",
            "object_id": find_curie(publication, pair.target),
            "object_label": guard_cell(flatten(pair.target.title)),
            "confidence": str(SSSOM_CONFIDENCES[alignment.confidence]),
            "comment": guard_cell(flatten(alignment.reason)),
        } | justification
    for unmapped in node.unmapped:
        if item := publication.handbook.get(unmapped.item, "item"):
            is_origin = item.record is publication.handbook.get(node.origin, "framework")
            side, other_side = ("subject", "object") if is_origin else ("object", "subject")
            yield {
                f"{side}_id": find_curie(publication, item),
                f"{side}_label": guard_cell(flatten(item.title)),
                "predicate_id": "skos:relatedMatch",
                f"{other_side}_id": NO_TERM_FOUND,
                "comment": guard_cell(flatten(unmapped.reason)),
            } | justification


def find_curie(publication: Publication, entry: Entry) -> str:
    """The URI of a framework or an item in short: ``handbook:frameworks/mlcf/1.1/``, or by its UUID."""
    if not publication.address:
        return f"uuid:{publication.identify(entry.kind, entry.id)}"
    return f"{PREFIX}:{locate_absolutely(publication, entry).removeprefix(publication.address)}"


def write_cell(text: str) -> str:
    """A cell of the table, in quotes where it holds one."""
    return '"' + text.replace('"', '""') + '"' if '"' in text else text


def write_scalar(text: str) -> str:
    """A text as YAML has it: plain where that means the same to all readers, else in double quotes."""
    if _PLAIN.fullmatch(text) and not text.endswith(" ") and text.lower() not in _WORDS:
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return quoted.translate({0x85: "\\N", 0x2028: "\\L", 0x2029: "\\P"})


FORMAT = Format(
    "sssom",
    "SSSOM",
    "The crosswalks as tables of mappings, for tools that work with vocabularies.",
    write,
    kinds=("crosswalk",),
    media_types=((".tsv", "text/tab-separated-values"),),
    list_downloads=offer_each("crosswalk", "{id}.sssom.tsv"),
)
