"""The files of the search index: what is in them, and that they are read back to the same."""

from __future__ import annotations

import json
import re

import pytest
from node_tools import needs_node
from search_in_node import ask

from macros.addresses.urls import Urls
from macros.search import index
from macros.search.documents import Document, PagePart
from macros.search.index import COMMON, FOLDER, HEAD, WEAK, build_files
from macros.search.opensearch import format_description

DOCUMENTS = [
    Document(
        "pathway",
        "A nurse cried",
        "pathways/a-nurse-cried/",
        "What to say.",
        ["shouted at a nurse"],
        searches=["she is in tears", "I was sharp with her and now she is in tears"],
        parts=[
            PagePart("", "", "Say sorry. Say it today."),
            PagePart("stop-1", "Listening", "Listen & wait."),
        ],
    ),
    Document(
        "term", "Skill mix", "reference/glossary/#skill-mix", parts=[PagePart("", "", "Who does what.")]
    ),
    Document("item", "1.1 Planning", "frameworks/mlcf/1.1/", "Plans.", place="MLCF"),
]


def read(text: str) -> object:
    return json.loads(re.fullmatch(r'handbook\.searchFiles\["[^"]+"\]=(.*);\n', text, re.S)[1])


def files() -> dict[str, str]:
    return build_files(DOCUMENTS, [])


def head() -> dict:
    return read(files()[HEAD])


def test_the_head_names_every_other_file():
    named = {head()["summaries"], head()["lookup"]}
    named |= {name for _, name in (*head()["shards"], *head()["texts"])}
    assert files().keys() == {HEAD, *(f"{FOLDER}/{name}.js" for name in named)}


def test_the_head_has_the_pages_and_another_file_what_is_looked_up():
    assert head()["title"] == ["A nurse cried", "1.1 Planning"]
    assert head()["names"] == ["shouted at a nurse", ""] and head()["place"] == ["", "MLCF"]
    assert head()["searches"] == [2, 0] and "tears" not in files()[HEAD]
    assert read(files()[f"{FOLDER}/{head()['lookup']}.js"])["title"] == ["Skill mix"]
    assert read(files()[f"{FOLDER}/{head()['summaries']}.js"]) == ["What to say.", "Plans."]


def test_a_shard_says_which_parts_hold_a_word_and_how_much_they_are_about_it():
    (shard,) = (read(text) for name, text in files().items() if "/words-" in name)
    assert set(shard) == {"sorry", "today", "listening", "listen", "wait", "tears", "sharp", "now"}
    assert re.fullmatch("1[A-J]", shard["sorry"]) and re.fullmatch("2[A-J]", shard["listening"])
    assert not COMMON & set(shard)


def test_a_shard_says_which_searches_hold_a_word_and_how_many_words_these_have():
    (shard,) = (read(text) for name, text in files().items() if "/words-" in name)
    assert shard["tears"] == "/1A1C" and shard["sharp"] == "/2C"


def test_of_a_large_handbook_the_head_has_the_first_names_and_searches_the_others(monkeypatch):
    monkeypatch.setattr(index, "MOST_NAMES", 46)
    many = Document("page", "Rota", "rota/", names=["rota lead", "rostering", "who covers the night shift"])
    written = build_files([many, *DOCUMENTS[1:]], [])
    assert read(written[HEAD])["names"] == ["rota lead\nrostering", ""]
    assert read(written[HEAD])["searches"] == [1, 0]
    words = {
        word: text for name in written if "/words-" in name for word, text in read(written[name]).items()
    }
    assert words["covers"] == "/1C"


def test_the_name_of_a_file_changes_with_what_is_in_it_and_with_nothing_else():
    changed = [Document("pathway", "A nurse cried", "x/", "What to say.", parts=[PagePart("", "", "No.")])]
    names = set(files()) & set(build_files(changed, []))
    assert files() == files() and names == {HEAD}


def test_a_line_that_would_end_a_script_is_written_as_a_sign():
    texts = build_files([Document("page", "A\u2028B\u2029", "x/")], [])
    assert "\u2028" not in texts[HEAD] and read(texts[HEAD])["title"] == ["A\u2028B\u2029"]


def test_no_word_is_in_two_lists():
    assert not COMMON & WEAK


def test_the_description_for_browsers_leads_to_the_page_of_results():
    text = format_description("North & South", "Search it", "https://north.example/handbook", Urls(True))
    assert 'template="https://north.example/handbook/search/?q={searchTerms}"' in text
    assert "<ShortName>North &amp; South</ShortName>" in text


READ_BACK = """(word, { search }) => search.index.readPostings(
    { postings: new Map([["x", word]]) }, "x")"""


@needs_node
@pytest.mark.parametrize(
    "text,parts,searches",
    [
        ("1fC2A", [[50, 0.3], [52, 0.1]], []),
        ("1C/2D3A", [[0, 0.3]], [[1, 4], [4, 1]]),
        ("/1B", [], [[0, 2]]),
        ("0J", [[-1, 1]], []),
        ("!", [], []),
        ("", [], []),
    ],
)
def test_postings_are_read_back(text, parts, searches):
    assert ask(None, [text], READ_BACK) == [{"parts": parts, "searches": searches}]


@needs_node
@pytest.mark.parametrize("wrong", [None, {}, {"version": 0, "title": []}, {"version": 1}])
def test_a_head_that_is_cut_short_or_of_another_version_is_refused(wrong):
    script = """(head, { search }) => { try { search.index.create(head); return "read"; }
        catch (error) { return error.message; } }"""
    assert ask(None, [wrong], script) == ["The search index is not of the version that this page can read."]
