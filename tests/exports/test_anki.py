"""Cards for Anki: what its database holds, and that a newer package would renew the same notes."""

import io
import json
import sqlite3
import zipfile

import html5lib
import pytest
from exported import publish, write
from hostile_book import make_hostile

from macros.exports.anki import DECKS, FIELDS, FORMAT, NOTE_TYPES, SIDES, list_entries_of

ELEMENTS = {"p", "ul", "ol", "li", "em", "strong", "b", "h3", "a", "br", "code"}


def open_package(content):
    """The database of a package; the names of its decks by id; and its notes, as (guid, type, fields)."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.namelist() == ["collection.anki2", "media"]
        assert json.loads(archive.read("media")) == {}
        database = sqlite3.connect(":memory:")
        database.deserialize(archive.read("collection.anki2"))
    assert database.execute("pragma integrity_check").fetchone() == ("ok",)
    decks = json.loads(database.execute("select decks from col").fetchone()[0])
    names = {int(id): deck["name"] for id, deck in decks.items() if id != "1"}
    notes = [
        (guid, kind, fields.split("\x1f"))
        for guid, kind, fields in database.execute("select guid, mid, flds from notes order by id")
    ]
    return database, names, notes


@pytest.fixture(scope="module")
def files(small_book):
    return write(FORMAT, publish(small_book))


def test_there_are_as_many_notes_as_entries_and_as_many_cards_as_sides(real_book):
    content = write(FORMAT, publish(real_book))["handbook.apkg"]
    database, names, notes = open_package(content)
    numbers = {
        "term": len([term for term in real_book.terms if not term.retired]),
        **{kind: len(real_book.records[kind]) for kind in ("theory", "tension", "case")},
    }
    for kind, number in numbers.items():
        assert len([note for note in notes if note[1] == NOTE_TYPES[kind]]) == number
    cards = sum(number * len(SIDES[kind]) for kind, number in numbers.items())
    assert database.execute("select count(*) from cards").fetchone() == (cards,)
    assert sorted(names.values()) == sorted(f"Small handbook::{title}" for title in DECKS.values())
    assert len({guid for guid, _, _ in notes}) == len(notes)
    assert all(all(fields) for _, _, fields in notes)


def test_a_theory_is_asked_in_three_ways(files):
    _, _, notes = open_package(files["handbook.apkg"])
    (fields,) = [fields for _, kind, fields in notes if kind == NOTE_TYPES["theory"]]
    theory = dict(zip(FIELDS["theory"], fields, strict=True))
    assert theory["Theory"] == "Small steps" and theory["When"].startswith("<ul><li>")
    assert theory["Link"] == '<a href="https://handbook.example/theories/small-steps/">Small handbook</a>'
    assert [side.name for side in SIDES["theory"]] == ["What", "When", "When not"]


def test_a_module_has_a_deck_with_what_it_uses(files, small_book):
    publication = publish(small_book)
    wanted = {
        f"modules/{module.id}.apkg": list_entries_of(publication, module)
        for module in small_book.records["module"]
    }
    assert set(files) == {"handbook.apkg", *(place for place, entries in wanted.items() if entries)}
    whole = {guid: fields for guid, _, fields in open_package(files["handbook.apkg"])[2]}
    for place, entries in wanted.items():
        if entries:
            _, names, notes = open_package(files[place])
            assert len(notes) == len(entries) and len(names) == 1
            assert all(whole[guid] == fields for guid, _, fields in notes)
    assert list(write(FORMAT, publication, "small-start")) == ["modules/small-start.apkg"]


def test_the_same_notes_are_renewed_wherever_and_whenever_it_is_built(files, small_book):
    from dataclasses import replace
    from datetime import timedelta

    publication = publish(small_book, address="")
    later = replace(publication, generated=publication.generated + timedelta(days=7))
    first, second = files["handbook.apkg"], write(FORMAT, later)["handbook.apkg"]
    ids = lambda content: (
        [(guid, kind) for guid, kind, _ in open_package(content)[2]],
        open_package(content)[1],
    )
    assert ids(first) == ids(second) and first != second
    changed = lambda content: open_package(content)[0].execute("select min(mod) from notes").fetchone()[0]
    assert changed(first) < changed(second)  # Anki renews a note by one that was changed later.
    assert write(FORMAT, publish(small_book)) == files


def test_hostile_texts_are_text_in_every_field(small_book):
    _, _, notes = open_package(write(FORMAT, publish(make_hostile(small_book)))["handbook.apkg"])
    for _, _, fields in notes:
        for field in fields:
            fragment = html5lib.parseFragment(field, namespaceHTMLElements=False)
            for element in fragment.iter():
                if element is not fragment:
                    assert element.tag in ELEMENTS, field
                    assert set(element.attrib) <= {"href", "rel", "start"}, field
                    assert element.get("href", "https://").startswith(("https://", "http://", "mailto:"))
