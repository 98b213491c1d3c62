"""What readers find on the site when they type codes, two ways of writing one thing, and what nobody means to
be searched for. Nothing here knows what index answers.

What clinicians type, and titles, are in test_pages.py; how the scripts read it in test_search.py.
"""

from __future__ import annotations

import audit
import pytest
import runs
import yaml
from built import edition, site
from places import ROOT
from search_writings import list_codes

pytestmark = pytest.mark.browser

FIND = (
    "async (texts) => { const all = []; for (const text of texts)"
    " all.push((await handbook.shell.searchBox.find(text)).map(page => page[0])); return all; }"
)
# What is typed, and the pages that come first, in this order.
FIRST = [
    ("3.1", ["frameworks/mlcf/3.1/"]),
    ("mlcf/1.1", ["frameworks/mlcf/1.1/"]),
    ("mlcf 4.4", ["frameworks/mlcf/4.4/"]),
    ("MLCF 1", ["frameworks/mlcf/1/"]),
    ("canmeds 3.2", ["frameworks/canmeds-leader/3.2/"]),
    ("gpc 5.a", ["frameworks/gpc/5.a/"]),
    ("S1", ["frameworks/fmlm/s1/", "frameworks/leads/s1/"]),
    ("fmlm s2", ["frameworks/fmlm/s2/"]),
    ("hlm 3", ["frameworks/hlm/3/"]),
    ("Lewin's model", ["theories/force-field/"]),
    ("title:kotter", ["theories/eight-steps/"]),
]
SAFE_LINK = (
    "https://gbr01.safelinks.example/?url=https%3A%2F%2Fexample.org&data=05%7C02%7C" + "a1b2c3d4e5f6" * 20
)
# What is typed or pasted, and the sentence above the results: None for any but that nothing was found.
HOSTILE = [
    (SAFE_LINK, None),
    ("a" * 250, f"Nothing found for “{'a' * 60} …”"),
    ("A1b2C3d4+/" * 1000, f"Nothing found for “{'A1b2C3d4+/' * 6} …”"),
    ("the patient and the team in the meeting " * 250, None),
    ("żółw ąę ćma " * 800, None),
    ("kotter" + " " * 10000 + "steps", None),
    ("'-/" * 3000, "Nothing found for “" + "'-/" * 20 + " …”"),
    ("🩺👩🏽‍⚕️", "Nothing found for “🩺👩🏽‍⚕️”"),
    ("القيادة السريرية", "Nothing found for “القيادة السريرية”"),
    ("领导力" * 1000, f"Nothing found for “{'领导力' * 20} …”"),
    ("*", "Nothing found for “*”"),
    ("+", "Nothing found for “+”"),
    ('-~^:*\\"', 'Nothing found for “-~^:*\\"”'),
    ("foo~9", None),
    ("+kotter -lewin^5 title:x*", None),
    ("constructor", None),
    ("__proto__", None),
    ("toString hasOwnProperty", None),
    ("kotter\u0000\ud800", None),
    ("b", "One letter is too little to look for. Type more of the word."),
]


def test_a_code_finds_its_item_first(reader, server):
    reader.goto(server.url)
    pages = reader.evaluate(FIND, [text for text, _first in FIRST])
    for (text, first), links in zip(FIRST, pages, strict=True):
        assert [link.removeprefix(server.url).partition("#")[0] for link in links[: len(first)]] == first, (
            text
        )


def test_a_code_finds_all_its_items_before_anything_else(reader, server):
    reader.goto(server.url)
    codes = list_codes()
    for (code, ids), links in zip(codes.items(), reader.evaluate(FIND, list(codes)), strict=True):
        first = {link.removeprefix(server.url + "frameworks/").rstrip("/") for link in links[: len(ids)]}
        assert first == set(ids), code


def list_writings() -> list[list[str]]:
    return yaml.safe_load((ROOT / "tests" / "support" / "writings.yml").read_text("utf-8"))["writings"]


def test_the_ways_to_write_one_thing_find_the_same_pages_first(reader, server):
    reader.goto(server.url)
    rows = list_writings()
    assert len(rows) >= 40
    pages = iter(reader.evaluate(FIND, [text for row in rows for text in row]))
    for row in rows:
        first = {text: next(pages)[:3] for text in row}
        assert first[row[0]], row[0]
        assert {text: links for text, links in first.items() if links != first[row[0]]} == {}


def test_a_possessive_s_finds_no_pages_of_its_own(reader, server):
    reader.goto(server.url)
    audit.search(reader, "Lewin’s")
    counts = [reader.locator(".hb-search__count").text_content()]
    audit.search(reader, "Lewin")
    counts.append(reader.locator(".hb-search__count").text_content())
    assert counts[0] == counts[1]


def test_a_list_is_filtered_alike_however_a_word_is_written(reader, server):
    for path, ways in (
        ("theories/", ["Kotter's eight", "Kotter’s eight", "kotters EIGHT"]),
        ("theories/", ["co-design", "codesign", "Co–design"]),
        ("components/", ["360-degree", "３６０ degree"]),
    ):
        reader.goto(server.url + path)
        titles = []
        for way in ways:
            reader.locator("[data-filter-words]").fill(way)
            titles.append(reader.locator(".hb-card:visible a").all_inner_texts())
        assert titles[0] and titles == [titles[0]] * len(ways), ways


def check_hostile(page, step: int = 1) -> None:
    """Type each, or every ``step``th; what is typed after it is answered as well."""
    for text, sentence in HOSTILE[::step]:
        audit.search(page, text)
        count = page.locator(".hb-search__count").text_content()
        assert count == page.locator(".hb-search__status").text_content() != ""
        assert sentence in (None, count), text[:80]
    assert "Kotter's eight steps" in audit.search(page, "Kotter's eight steps")
    assert page.seen.problems() == []


def test_whatever_is_typed_or_pasted_is_answered(open_page, server):
    page = open_page()
    page.goto(server.url)
    check_hostile(page)
    audit.search(page, " ".join(f"leading{number} leader team" for number in range(60)))
    assert (
        page.locator(".hb-search__count").text_content().endswith(" Only the first 40 words were looked for.")
    )


def test_whatever_is_typed_or_pasted_is_answered_from_disk(open_page):
    page = open_page()
    page.goto((site(offline=True) / "index.html").as_uri())
    check_hostile(page, 1 if runs.LONG else 4)
    assert audit.search(page, "mlcf 4.4")[0] == "4.4 Facilitating Transformation (MLCF)"


def test_in_welsh_accents_signs_and_codes_are_read_as_in_english(open_page):
    with audit.serve(edition("enghraifft-cymru")) as server:
        page = open_page()
        page.goto(server.url)
        for row in (
            ["Tŷ", "ty", "TŶ"],
            ["ôl-raddedig", "ol raddedig", "ôl–raddedig"],
            ["mlcf/1.1", "MLCF 1.1:"],
        ):
            first = page.evaluate(FIND, row)
            assert all(first) and all(links[:3] == first[0][:3] for links in first), row
        for text in (SAFE_LINK, "*", "b"):
            audit.search(page, text)
            assert page.locator(".hb-search__count").text_content() != ""
        assert page.seen.problems() == []
