"""What holds of every format of frameworks and crosswalks: ids that last, editions, and texts that are only
texts."""

import json
import random
import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from exported import publish, write
from odd_frameworks import change_book, create_odd_book, create_payload_book, load_small
from places import SMALL

from macros.editions.additions import list_edition_folders
from macros.editions.reading import read_edition
from macros.exports import badges, case, medbiquitous, skos, sssom, turtle
from macros.exports.frameworks import flatten
from macros.records.loader import load_handbook

FORMATS = (case.FORMAT, medbiquitous.FORMAT, skos.FORMAT, sssom.FORMAT, badges.FORMAT)
UUID = re.compile(rb"[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


@pytest.fixture(scope="module")
def odd_book():
    return create_odd_book(load_small())


def list_identities(book, address):
    """Every UUID in each format, and which item has which in CASE."""
    publication = publish(book, address)
    found = {form.name: set(UUID.findall(b"".join(write(form, publication).values()))) for form in FORMATS}
    items = {
        item["extensions"]["id"]: item["identifier"]
        for framework in book.all_records["framework"]
        for item in json.loads(write(case.FORMAT, publication)[f"{framework.id}.json"])["CFItems"]
    }
    return found, items


def shuffle(chance, members):
    members = list(members)
    chance.shuffle(members)
    return members


def shuffle_items(chance, node):
    items = [shuffle_items(chance, item) for item in node.items]
    return node.model_copy(update={"items": shuffle(chance, items)})


@pytest.mark.slow
def test_ids_are_the_same_in_another_order_in_other_files_and_at_another_address(odd_book):
    expected = list_identities(odd_book, "")
    for seed in range(8):
        chance = random.Random(seed)
        frameworks = [
            shuffle_items(chance, entry.node) for entry in shuffle(chance, odd_book.all_records["framework"])
        ]
        crosswalk = odd_book.get("small--other").node
        crosswalk = crosswalk.model_copy(update={"alignments": shuffle(chance, crosswalk.alignments)})
        book = change_book(odd_book, framework=frameworks, crosswalk=[crosswalk])
        for kind in ("framework", "crosswalk"):
            book.all_records[kind] = [
                replace(entry, file=replace(entry.file, path=f"moved/{seed}/{entry.id}.yml"))
                for entry in book.all_records[kind]
            ]
        assert list_identities(book, "") == expected
    assert list_identities(odd_book, "https://elsewhere.example/")[1] == expected[1]


def test_an_export_is_the_same_each_time(odd_book):
    again = create_odd_book(load_small())
    for form in FORMATS:
        assert write(form, publish(odd_book)) == write(form, publish(again))


def test_the_files_that_are_listed_are_written(odd_book):
    publication = publish(odd_book)
    for form in (*FORMATS, turtle.FORMAT):
        places = [download.place for download in form.list_downloads(publication)]
        assert places and {*places} <= write(form, publication).keys(), form.name


# -- an edition


OWN = """id: ours
title: Our framework
summary: What we ask.
drafted: 2026-11-22
owners: [North deanery]
status: current
status_note: For our trainees.
published: 2026
purpose: To be ours.
rights:
  holder: North deanery
  terms: Ask us.
  carried: All of it.
ranks:
  - {id: ability, title: Ability, plural: Abilities}
items:
  - {code: N1, title: Northing, summary: Goes north.}
"""
CROSSWALK = """id: ours--small
title: Ours and small
summary: How ours relates.
drafted: 2026-11-22
origin: ours
target: small
proposed_by: handbook
method: By looking.
alignments:
  - {origin: ours/n1, target: small/1.1, relation: closeMatch, reason: Near., confidence: low}
"""
EDITION = """id: north
name: North handbook
short: North
address: https://north.example/handbook/
report_to: handbook@north.example
contacts:
  - {for: [small, ours/n1], title: Framework desk, email: desk@north.example}
  - {for: [ours--small], title: Crosswalk desk, phone: "01632 960 101"}
notes:
  - {for: [ours, ours--small], text: We begin *here*.}
"""


@pytest.fixture(scope="module")
def north(tmp_path_factory):
    """The publication of an edition that has a framework and a crosswalk of its own."""
    folder = tmp_path_factory.mktemp("editions") / "north"
    for place, text in (
        ("edition.yml", EDITION),
        ("framework/competencies/ours.yml", OWN),
        ("framework/crosswalks/ours--small.yml", CROSSWALK),
    ):
        file = folder / place
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    edition = read_edition(folder, SMALL)
    book, problems = load_handbook(SMALL, list_edition_folders(edition))
    assert problems == []
    return replace(publish(book, edition.address), edition=edition)


def test_an_edition_has_its_own_framework_in_every_format(north):
    for form in FORMATS:
        places = [place for place in write(form, north) if place.startswith("ours")]
        assert len(places) == 1, form.name


def test_what_an_edition_says_is_in_every_format(north):
    everywhere = ("North handbook", "handbook@north.example", "We begin here.")
    local = {
        "case": ("ours.json", "desk@north.example", "https://north.example/handbook/"),
        "medbiquitous": ("ours.xml", "desk@north.example", "https://north.example/handbook/"),
        "skos": ("ours.jsonld", "desk@north.example", "https://north.example/handbook/"),
        "sssom": ("ours--small.sssom.tsv", "01632 960 101", "https://north.example/handbook/"),
        "badges": ("rights.json", "desk@north.example"),
    }
    for form in FORMATS:
        place, *words = local[form.name]
        text = write(form, north)[place].decode()
        assert [word for word in (*everywhere, *words) if word not in text] == [], form.name


def test_the_handbooks_licence_is_not_put_on_what_is_an_editions_own(north):
    for form, place in (
        (case.FORMAT, "ours.json"),
        (skos.FORMAT, "ours.jsonld"),
        (medbiquitous.FORMAT, "ours.xml"),
    ):
        assert "creativecommons" not in write(form, north)[place].decode(), form.name
    assert (
        "#license: https://w3id.org/sssom/license/unspecified\n"
        in write(sssom.FORMAT, north)["ours--small.sssom.tsv"].decode()
    )


def test_what_two_editions_call_by_one_name_has_two_identities(north):
    def identify(publication):
        return json.loads(write(case.FORMAT, publication)["ours.json"])

    other = replace(north, edition=None)
    ours, theirs = identify(north), identify(other)
    for name in ("CFItems", "CFAssociations"):
        assert not {one["identifier"] for one in ours[name]} & {one["identifier"] for one in theirs[name]}


# -- texts that would be markup


def test_markup_stays_text_in_every_format():
    book = create_payload_book(load_small())
    publication = publish(book)
    titles = [flatten(item.title) for item in book.list_items(book.get("small"))]
    assert any(title.startswith("=") for title in titles) and "</script><script>alert(1)</script>" in titles
    files = {form.name: write(form, publication) for form in FORMATS}
    package = json.loads(files["case"]["small.json"])
    assert [item["fullStatement"] for item in package["CFItems"]] == titles
    graph = json.loads(files["skos"]["small.jsonld"])["@graph"]
    assert [concept["prefLabel"] for concept in graph[1:]] == [[title] for title in titles]
    assert [one["targetName"] for one in json.loads(files["badges"]["small.json"])] == titles
    root = ElementTree.fromstring(files["medbiquitous"]["small.xml"])
    found = root.iterfind(
        ".//co:CompetencyObject/lom:lom/lom:general/lom:title/lom:string", medbiquitous.NAMESPACES
    )
    assert [" ".join((element.text or "").split()) for element in found] == titles
    for contents in files.values():
        for content in contents.values():
            assert not set(content.decode()) & {
                chr(code) for code in (*range(9), 11, 12, *range(14, 32), 127)
            }
