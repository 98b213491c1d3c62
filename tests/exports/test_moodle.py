"""Frameworks as Moodle's CSV, put to its importer's rules as :mod:`moodle_importer` has them."""

import csv
import io
import json

import pytest
from exported import publish, write
from hostile_book import make_hostile
from moodle_importer import HEADER, are_equal, import_framework

from macros.exports.moodle import FORMAT, MOST_CHARACTERS, name_items, write_csv
from macros.records.entries import create_record_entry
from macros.records.handbook import Handbook
from macros.records.kinds import KINDS


def read(content):
    return list(csv.DictReader(io.StringIO(content.decode())))


def change_framework(book, change):
    """``book`` with the small framework alone, changed: ``change`` takes its data and gives them."""
    kind, small = KINDS["framework"], book.resolve("small")
    node = kind.model.model_validate(change(small.node.model_dump(exclude_defaults=True, mode="json")))
    records = {**book.all_records, "framework": [create_record_entry(kind, node, small.file)]}
    return Handbook(records, book.sources, book.terms, vocabularies=book.vocabularies)


def name_titles(data, *titles):
    """The framework with items of these titles alone."""
    items = [
        {"code": f"1.{number}", "title": title, "summary": "x."} for number, title in enumerate(titles, 1)
    ]
    return data | {"items": items}


def test_every_framework_is_imported_whole(real_book):
    publication = publish(real_book)
    files = write(FORMAT, publication)
    frameworks = [entry for entry in real_book.records["framework"] if real_book.list_items(entry)]
    assert sorted(files) == sorted(f"{entry.id}.csv" for entry in frameworks)
    for framework in frameworks:
        done = import_framework(files[f"{framework.id}.csv"].decode())
        assert (framework.id, done.faults) == (framework.id, [])
        assert done.framework["ID number"] == framework.id
        items = real_book.list_items(framework)
        assert done.parents == {item.id: "" if item.parent is framework else item.parent.id for item in items}
        assert [done.rows[item.id]["Short name"] for item in items] == name_items(items)
        assert all(item.title in done.rows[item.id]["Short name"] for item in items)


def test_rights_and_licence_go_with_a_framework(small_book):
    (row, *_) = read(write(FORMAT, publish(small_book))["small.csv"])
    assert "<p>Rights in the framework: Nobody.</p> <p>Free.</p> <p>Everything.</p>" in row["Description"]
    assert "The Clinical Leadership Handbook contributors, CC BY 4.0" in row["Description"]


def test_an_item_says_what_it_asks_and_where_its_page_is(small_book):
    row = next(
        row
        for row in read(write(FORMAT, publish(small_book))["small.csv"])
        if row["ID number"] == "small/1.1"
    )
    assert row["Description"] == (
        "<p>Hears what is said.</p> <p>Hearing comes first.</p> <ul><li>Repeats back what the nurse said"
        " before answering.</li><li>Asks who has not spoken yet.</li></ul>"
        ' <p><a href="https://handbook.example/frameworks/small/1.1/">Listening: Small handbook</a></p>'
    )
    here = read(write(FORMAT, publish(small_book, address=""))["small.csv"])
    assert "<a " not in next(row["Description"] for row in here if row["ID number"] == "small/1.1")


def test_a_framework_without_a_scale_has_that_of_every_moodle(small_book):
    (row, *_) = read(write(FORMAT, publish(small_book))["small.csv"])
    assert row["Scale values"] == "Not yet competent,Competent"
    assert json.loads(row["Scale configuration"]) == [
        {"scaleid": "1"},
        {"id": 1, "scaledefault": 1, "proficient": 0},
        {"id": 2, "scaledefault": 0, "proficient": 1},
    ]


def test_a_scale_with_commas_and_an_item_that_ends_before_it(small_book):
    levels = [
        {"value": 1, "title": "Low, or none"},
        {"value": 2, "title": "Some"},
        {"value": 3, "title": "High"},
    ]

    def change(data):
        data["items"][0]["top"] = 2
        return data | {"scale": {"title": "How well", "levels": levels}}

    done = import_framework(
        write(FORMAT, publish(change_framework(small_book, change)))["small.csv"].decode()
    )
    assert done.faults == []
    assert done.framework["Scale values"] == "Low; or none,Some,High"
    assert done.rows["small/1"]["Scale values"] == "Low; or none,Some"
    assert done.rows["small/1.1"]["Scale values"] == ""


@pytest.mark.parametrize(
    "titles, names",
    [
        (["Same", "same", "Other"], ["1.1 Same", "1.2 same", "Other"]),
        (["<b>x</b> & y", "a\\b"], ["‹b›x‹/b› & y", "a/b"]),
        (["x " * 150], ["x " * 49 + "x…"]),
        (["w" * 150, "w" * 150], ["1.1 " + "w" * 95 + "…", "1.2 " + "w" * 95 + "…"]),
        (["w" * 100 + "1", "w" * 100 + "2"], ["w" * 99 + "…", "w" * 95 + "… (2)"]),
    ],
)
def test_short_names_are_apart_and_not_too_long(small_book, titles, names):
    book = change_framework(small_book, lambda data: name_titles(data, *titles))
    done = import_framework(write(FORMAT, publish(book))["small.csv"].decode())
    assert done.faults == []
    assert [row["Short name"] for row in done.rows.values()] == names
    assert max(map(len, names)) <= MOST_CHARACTERS


def test_a_whole_id_is_no_number_to_php(small_book):
    assert are_equal("1.1", "1.10") and not are_equal("small/1.1", "small/1.10")
    parents = import_framework(write(FORMAT, publish(small_book))["small.csv"].decode()).parents
    assert {"small/1.1", "small/1.10"} <= set(parents)


def test_ids_stay_when_records_are_put_in_another_order(small_book):
    turned = change_framework(small_book, lambda data: data | {"items": data["items"][::-1]})
    first, second = (read(write(FORMAT, publish(book))["small.csv"]) for book in (small_book, turned))
    ids = lambda rows: {(row["ID number"], row["Exported ID"]) for row in rows}
    assert ids(first) == ids(second) and first != second


def test_the_checker_finds_what_the_importer_loses():
    row = lambda parent, id, name, related="": [
        parent,
        id,
        name,
        "",
        "1",
        "",
        "",
        "",
        "0",
        "null",
        related,
        "",
        "",
        "",
    ]
    config = (
        '[{"scaleid":"1"},{"id":1,"scaledefault":1,"proficient":0},{"id":2,"scaledefault":0,"proficient":1}]'
    )
    top = ["", "f", "F", "", "1", "No,Yes", config, "", "", "", "", "", "1", "domain"]
    faults = lambda *rows: import_framework(write_csv([HEADER, *rows])).faults
    assert faults(top, row("", "f/a", "A"), row("f/a", "f/b", "B", "f/a")) == []
    assert faults(top, top) == ["there are 2 frameworks"]
    assert faults(row("", "f/a", "A")) == ["there are 0 frameworks"]
    assert faults(top, row("f/x", "f/a", "A")) == ["'f/a' is lost: nothing above it is there"]
    assert faults(top, row("", "1.1", "A"), row("", "1.10", "B"), row("1.1", "1.2", "C")) == [
        "'1.2' is made twice"
    ]
    assert faults(top, row("", "a" * 101, "A")) == [f"ID number '{'a' * 101}' is cut"]
    assert faults(top, row("", "f/a", "A"), row("", "f/b", "a")) == ["Short name 'a' is there twice"]
    assert faults(top, row("", "f/a", "A", "f/b%2Cc")) == ["'f/a' is related to 'f/b,c', which is not there"]
    assert faults([*top[:5], "No", *top[6:]])[0].startswith("the values of a scale are fewer than two")
    assert faults([*top[:6], config.replace('"proficient":1', '"proficient":0'), *top[7:]]) == [
        "a scale has no one proficient step"
    ]
    assert faults([*top[:13], "element"]) == ["no taxonomy 'element'"]
    assert faults(top, row("", "f/a", "A\\")) == [
        "a backslash, with which PHP escapes the quotation mark behind it"
    ]


def test_hostile_texts_are_imported_as_texts(small_book):
    book = make_hostile(small_book)
    files = write(FORMAT, publish(book))
    assert len(files) == len(book.records["framework"])
    for place, content in files.items():
        done = import_framework(content.decode())
        assert (place, done.faults) == (place, [])
        assert len(done.parents) == len(book.list_items(book.resolve(place.removesuffix(".csv"))))
