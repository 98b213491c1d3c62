"""Sources as CSL-JSON: against the official schema, as many as there are, and as texts."""

import json

import pytest
from exported import publish, write
from hostile_book import make_hostile
from jsonschema import Draft7Validator
from odd_frameworks import find_schemas

from macros.exports.csl import FORMAT, PLACE, describe_person, write_text
from macros.records.entries import create_source_entry
from macros.records.handbook import Handbook
from macros.records.lasting_ids import Retirement


def read(book):
    return json.loads(write(FORMAT, publish(book))[PLACE])


def list_faults(items):
    schema = json.loads((find_schemas("csl") / "csl-data.json").read_text("utf-8"))
    return [f"{fault.json_path}: {fault.message}" for fault in Draft7Validator(schema).iter_errors(items)]


def test_every_source_in_use_is_an_item_of_the_schema(real_book):
    items = read(real_book)
    assert [item["id"] for item in items] == [entry.id for entry in real_book.sources if not entry.retired]
    assert list_faults(items) == []


def test_what_is_retired_is_left_out(small_book):
    source = small_book.sources[0]
    retired = Retirement(date="2026-11-24", reason="It was withdrawn.")
    entry = create_source_entry(source.node.model_copy(update={"retired": retired}), source.file, 0)
    assert read(Handbook(small_book.all_records, [entry], small_book.terms)) == []


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("<b>Bold</b>", "‹b>Bold‹/b>"),
        ('<span class="nocase">x</span>', '‹span class="nocase">x‹/span>'),
        ("p <0.05, a < b", "p <0.05, a < b"),
        ("a\x00\x1f\nb\ud800", "a b"),
    ],
)
def test_a_text_is_no_markup(text, written):
    assert write_text(text) == written


def test_names_have_their_parts():
    assert describe_person("French JRP", write_text) == {"family": "French", "given": "J R P"}
    assert describe_person("Malo J-L", write_text) == {"family": "Malo", "given": "J-L"}


def test_hostile_texts_are_items_too(small_book):
    assert list_faults(read(make_hostile(small_book))) == []
