"""Frameworks and crosswalks made up for exports: one with all that is rare, and one full of markup."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hostile_book import TEXTS
from places import ROOT, SMALL

from macros.records.entries import create_record_entry
from macros.records.handbook import Handbook
from macros.records.kinds import KINDS, Alignment, Item, Level, Rank, Scale, Translation
from macros.records.lasting_ids import Retirement
from macros.records.loader import load_handbook

SCHEMAS = ROOT.parent / "shared" / "schemas"
ODD = [*TEXTS, "x\ud800y", "\ufffe\uffff", "\ufeffx"]


def find_schemas(name: str):
    """The folder of official schemas called ``name``; the test is skipped, with a notice, where it is not."""
    if not (folder := SCHEMAS / name).is_dir():
        pytest.skip(f"the official schemas of {name} are not beside the repository, in shared/schemas")
    return folder


def change_book(book: Handbook, **nodes: list) -> Handbook:
    """A copy of ``book`` with other records of some kinds."""
    records = dict(book.all_records)
    for kind, replaced in nodes.items():
        file = book.all_records[kind][0].file
        records[kind] = [create_record_entry(KINDS[kind], node, file) for node in replaced]
    return replace(
        Handbook(all_records=records, sources=book.sources, terms=book.terms), vocabularies=book.vocabularies
    )


def load_small() -> Handbook:
    """A small handbook of one's own."""
    return load_handbook(SMALL)[0]


def create_odd_book(book: Handbook) -> Handbook:
    """``book`` with what is rare in frameworks: three ranks and items below them, a scale, levels of one
    item, retired items with and without a successor, a retired framework, one without items, and all
    relations."""
    small = book.get("small").node
    retired = Retirement(date="2026-11-24", reason="Nobody used it.", successor="small/1.1")
    gone = Retirement(date="2026-11-25", reason="It was a mistake.")
    levels = [Level(value=value, title=f"Step {value}", meaning=f"Means {value}.") for value in range(1, 5)]
    deep = Item(
        code="3.1.1", title="Deep", summary="Below.", items=[Item(code="3.1.1.1", title="D", summary="D.")]
    )
    items = [
        *small.items,
        Item(
            code="3",
            title="Ways",
            summary="Ways.",
            translations=[Translation(language="cy", title="Ffyrdd")],
            items=[
                Item(code="3.1", title="Way", summary="A way.", levels=levels[:3], items=[deep]),
                Item(code="3.2", title="Old way", summary="Old.", retired=retired),
                Item(code="3.3", title="Short way", summary="Short.", top=2),
            ],
        ),
        Item(
            code="4",
            title="Gone",
            summary="Gone.",
            retired=gone,
            items=[Item(code="4.1", title="Gone too", summary="Gone.")],
        ),
    ]
    first = small.model_copy(
        update={
            "items": items,
            "scale": Scale(title="How often", note="Ours.", levels=levels),
            "ranks": [*small.ranks, Rank(id="part", title="Part", plural="Parts")],
            "supersedes": ["other"],
            "keywords": ["SF", "Small framework"],
        }
    )
    empty = small.model_copy(update={"id": "empty", "title": "Empty", "items": [], "ranks": []})
    old = small.model_copy(
        update={
            "id": "old",
            "retired": retired.model_copy(update={"successor": "small"}),
            "items": small.items,
        }
    )
    relations = ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch")
    ends = (("small/1", "other/1"), ("small/1.1", "other/1.1"), ("small/1.10", "other/1"))
    ends += (("small/2", "other/2.1"), ("small/2.1", "other/2.1"))
    crosswalk = book.get("small--other").node
    pairs = [
        Alignment(
            origin=origin, target=target, relation=relation, reason=f"Why {relation}.", confidence="medium"
        )
        for (origin, target), relation in zip(ends, relations, strict=True)
    ]
    return change_book(
        book,
        framework=[first, book.get("other").node, empty, old],
        crosswalk=[crosswalk.model_copy(update={"alignments": pairs})],
    )


def create_payload_book(book: Handbook) -> Handbook:
    """``book`` with a framework and a crosswalk in which every text is markup, a formula or a control
    character."""
    small, crosswalk = book.get("small").node, book.get("small--other").node
    items = [
        Item.model_construct(
            code=f"{number}",
            title=text,
            summary=text,
            keywords=[text],
            behaviours=[text],
            levels=[Level.model_construct(value=1, title=text, meaning=text)],
        )
        for number, text in enumerate(ODD, 1)
    ]
    whole = " ".join(ODD)
    framework = small.model_copy(
        update={name: whole for name in ("title", "summary", "purpose", "status_note", "abbreviation")}
        | {"owners": ODD, "keywords": ODD, "items": items}
        | {"rights": small.rights.model_copy(update={"holder": whole, "terms": whole, "carried": whole})}
        | {"ranks": [Rank.model_construct(id="domain", title=whole, plural=whole)]}
    )
    pairs = [
        Alignment.model_construct(
            origin=f"small/{number}", target="other/1.1", relation="closeMatch", reason=text, confidence="low"
        )
        for number, text in enumerate(ODD, 1)
    ]
    texts = {name: whole for name in ("title", "summary", "method")}
    return change_book(
        book,
        framework=[framework, book.get("other").node],
        crosswalk=[crosswalk.model_copy(update=texts | {"alignments": pairs, "unmapped": []})],
    )
