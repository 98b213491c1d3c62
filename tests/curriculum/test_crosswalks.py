"""The explorer's data holds every crosswalk whole, and no text in it can end the script element it stands
in."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from macros.curriculum.crosswalks import INVERSE_RELATIONS, Crosswalks, build_explorer_data, group_by_strength
from macros.records.handbook import Handbook


def data(book: Handbook) -> dict:
    return json.loads(build_explorer_data(book, lambda entry: f"{entry.path}.html"))


def test_the_data_of_the_small_crosswalk(small_book):
    found = data(small_book)
    assert {framework["id"]: framework["items"] for framework in found["frameworks"]} == {
        id: [
            {"id": f"{id}/{code}", "code": code, "title": title, "url": f"frameworks/{id}/{code}.html"}
            for code, title in (("1.1", "Listening"), ("1.10", "Asking"), ("2.1", "Sharing"))
        ]
        for id in ("small", "other")
    }
    assert found["crosswalks"] == [
        {
            "id": "small--other", "origin": "small", "target": "other", "url": "crosswalks/small--other.html",
            "by": "The handbook's own proposal",
            "pairs": [
                {"origin": "small/1.1", "target": "other/1.1", "relation": "broadMatch",
                 "confidence": "high", "reason": "The other takes in more."},
                {"origin": "small/1.10", "target": "other/1.10", "relation": "closeMatch",
                 "confidence": "low", "reason": "Nearly the same."}],
            "unmapped": [
                {"item": "small/2.1", "reason": "Nothing like it."},
                {"item": "other/2.1", "reason": "Nothing like it."}],
        }
    ]  # fmt: skip
    assert found["words"]["broadMatch"] == "Broader" and found["words"]["low"] == "Low"


def test_a_framework_without_a_crosswalk_is_left_out(small_book):
    lone = replace(small_book.resolve("other"), id="lone")
    book = replace(
        small_book, all_records={**small_book.records, "framework": [*small_book.records["framework"], lone]}
    )
    assert [framework["id"] for framework in data(book)["frameworks"]] == ["other", "small"]


def hostile(book: Handbook, text: str) -> Handbook:
    (entry,) = book.records["crosswalk"]
    pairs = [pair.model_copy(update={"reason": text}) for pair in entry.node.alignments]
    return replace(
        book,
        all_records={
            **book.records,
            "crosswalk": [replace(entry, node=entry.node.model_copy(update={"alignments": pairs}))],
        },
    )


@pytest.mark.parametrize(
    "text",
    [
        "</script><script>alert(1)</script>",
        "<!-- <script>",
        "</SCRIPT >",
        "&lt;/script&gt;",
        "]]>",
        "\u2028 \"'\\",
        "{{ x }} 漢字",
    ],
)
def test_no_text_ends_the_script_it_stands_in(small_book, text):
    made = build_explorer_data(hostile(small_book, text), lambda entry: "x")
    assert not set("<>&\u2028\u2029") & set(made)
    assert {
        pair["reason"] for crosswalk in json.loads(made)["crosswalks"] for pair in crosswalk["pairs"]
    } == {text}


@pytest.mark.parametrize("field", ["origin", "target"])
def test_a_former_id_of_a_framework_is_the_framework(small_book, field):
    (entry,) = small_book.records["crosswalk"]
    framework = small_book.resolve(getattr(entry.node, field))
    former = replace(framework, node=framework.node.model_copy(update={"aliases": ["former"]}))
    book = replace(small_book, all_records={
        **small_book.records,
        "framework": [former if each is framework else each for each in small_book.records["framework"]],
        "crosswalk": [replace(entry, node=entry.node.model_copy(update={field: "former"}))],
    })  # fmt: skip
    assert data(book)["crosswalks"][0][field] == framework.id
    assert framework.id in [each["id"] for each in data(book)["frameworks"]]


def test_every_end_of_every_pair_is_an_item_that_is_listed(real_book):
    found = data(real_book)
    items = {
        framework["id"]: {item["id"] for item in framework["items"]} for framework in found["frameworks"]
    }
    everything = {entry.id for entry in real_book.entries.values() if entry.kind == "item"}
    for crosswalk in found["crosswalks"]:
        for pair in crosswalk["pairs"]:
            assert {pair["origin"], pair["target"]} <= everything and pair["reason"]
            assert {pair["relation"], pair["confidence"]} <= found["words"].keys()
        for left in crosswalk["unmapped"]:
            assert left["item"] in items[crosswalk["origin"]] | items[crosswalk["target"]] and left["reason"]


def test_every_lowest_item_of_the_two_frameworks_is_paired_or_unmapped(real_book):
    found = data(real_book)
    items = {
        framework["id"]: {item["id"] for item in framework["items"]} for framework in found["frameworks"]
    }
    for crosswalk in found["crosswalks"]:
        said = {pair[end] for pair in crosswalk["pairs"] for end in ("origin", "target")} | {
            left["item"] for left in crosswalk["unmapped"]
        }
        assert items[crosswalk["origin"]] | items[crosswalk["target"]] <= said, crosswalk["url"]


# -- from either end


def test_an_alignment_reads_from_both_items(small_book):
    crosswalks = Crosswalks(small_book)
    first, other = small_book.resolve("small/1.1"), small_book.resolve("other/1.1")
    assert [(a.other.id, a.relation, a.crosswalk.id) for a in crosswalks.find_counterparts(first)] == [
        ("other/1.1", "broadMatch", "small--other")
    ]
    assert [(a.other.id, a.relation, a.reason) for a in crosswalks.find_counterparts(other)] == [
        ("small/1.1", "narrowMatch", "The other takes in more.")
    ]
    assert crosswalks.find_counterparts(small_book.resolve("small/2.1")) == []


def test_every_alignment_is_read_backwards_from_its_other_end(real_book):
    crosswalks = Crosswalks(real_book)
    for entry in real_book.entries.values():
        if entry.kind == "item":
            for pair in crosswalks.find_counterparts(entry):
                back = INVERSE_RELATIONS.get(pair.relation, pair.relation)
                assert (entry.id, back) in [
                    (other.other.id, other.relation) for other in crosswalks.find_counterparts(pair.other)
                ]


def test_broader_and_narrower_are_each_other_backwards(real_book):
    assert INVERSE_RELATIONS == {relation: other for other, relation in INVERSE_RELATIONS.items()}
    assert set(INVERSE_RELATIONS) <= {word.id for word in real_book.vocabularies["relation"].terms}


def test_what_carries_is_nearest_and_surest_first_and_never_of_low_confidence(small_book):
    crosswalks = Crosswalks(small_book)
    assert [
        pair.other.id for pair in crosswalks.find_reliable_counterparts(small_book.resolve("small/1.1"))
    ] == ["other/1.1"]
    assert (
        crosswalks.find_counterparts(small_book.resolve("small/1.10"))
        and crosswalks.find_reliable_counterparts(small_book.resolve("small/1.10")) == []
    )


def test_what_carries_follows_the_relation_then_the_confidence(real_book):
    crosswalks, nearness = (
        Crosswalks(real_book),
        [
            "exactMatch",
            "closeMatch",
            "narrowMatch",
            "broadMatch",
            "relatedMatch",
        ],
    )
    runs = [
        crosswalks.find_reliable_counterparts(entry)
        for entry in real_book.entries.values()
        if entry.kind == "item"
    ]
    for run in runs:
        places = [(nearness.index(pair.relation), ["high", "medium"].index(pair.confidence)) for pair in run]
        assert places == sorted(places)
    assert any(len(run) > 1 for run in runs)


def test_an_item_without_a_counterpart_says_in_which_crosswalk_and_why(small_book):
    crosswalks = Crosswalks(small_book)
    assert [
        (crosswalk.id, reason)
        for crosswalk, reason in crosswalks.find_missing_counterparts(small_book.resolve("small/2.1"))
    ] == [("small--other", "Nothing like it.")]
    assert crosswalks.find_missing_counterparts(small_book.resolve("small/1.1")) == []


def test_pairs_stand_by_strength_each_once(real_book):
    order = ["exactMatch", "closeMatch", "narrowMatch", "broadMatch", "relatedMatch"]
    for entry in real_book.records["crosswalk"]:
        groups = group_by_strength(real_book, entry.node)
        relations = [group.relation.id for group in groups]
        assert relations == [relation for relation in order if relation in relations], entry.id
        assert all(pair.relation == group.relation.id for group in groups for pair in group.pairs)
        assert [
            pair for relation in order for pair in entry.node.alignments if pair.relation == relation
        ] == [pair for group in groups for pair in group.pairs]
        assert all(group.is_open == (len(group.pairs) <= 15) for group in groups)


def test_the_explorer_is_told_how_pairs_are_grouped(real_book):
    strengths = data(real_book)["strengths"]
    assert strengths["most_open"] == 15
    assert [relation["title"] for relation in strengths["relations"]] == [
        "Exact match", "Close match", "Narrower", "Broader", "Related",
    ]  # fmt: skip
    assert {relation["id"]: relation["description"] for relation in strengths["relations"]} == {
        word.id: word.description for word in real_book.vocabularies["relation"].terms
    }
