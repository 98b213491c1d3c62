"""Which pages come first, with an index of a few made-up pages: docs/assets/js/search/ranking.js."""

from __future__ import annotations

from pathlib import Path

import pytest
from node_tools import needs_node
from search_in_node import ask

from macros.records.kinds import Synonym
from macros.search.documents import Document, PagePart
from macros.search.index import build_files

pytestmark = needs_node


def write(folder: Path, documents: list[Document], synonyms: list[Synonym] | None = None) -> Path:
    for place, text in build_files(documents, synonyms or []).items():
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
        (folder / place).write_text(text, "utf-8")
    return folder


def find(folder: Path, *texts: str) -> list[list[str]]:
    """For each text the titles of the pages that it finds, the best first."""
    script = "(text, { ask }) => ask(text).results.map(({ entry }) => entry.title)"
    return ask(folder, list(texts), script)


def make(title: str, text: str = "", **more: list[str]) -> Document:
    parts = [PagePart("", "", text)] if text else []
    return Document("pathway", title, f"pathways/{title.lower().replace(' ', '-')}/", parts=parts, **more)


def test_the_page_comes_first_of_whose_searches_one_has_most_of_what_was_typed(tmp_path):
    pages = [
        make("Words for the desk", "A sister and a drip. Somebody was curt about the drip."),
        make("Going back", searches=["I was curt with the sister", "what do I say"]),
        make("Ward rounds", searches=["the sister leads the round", "curt notes", "a drip is due"]),
    ]
    assert find(write(tmp_path, pages), "curt with a sister about a drip")[0][0] == "Going back"


def test_a_search_counts_the_more_the_more_of_it_is_typed(tmp_path):
    pages = [
        make("Long", searches=["rota gaps at the weekend when registrars are on courses and nobody swaps"]),
        make("Short", searches=["rota gaps"]),
    ]
    assert find(write(tmp_path, pages), "gaps in the rota") == [["Short", "Long"]]


def test_another_name_counts_more_than_what_people_type_for_a_page(tmp_path):
    pages = [make("A form", searches=["print the rota form"]), make("Shifts", names=["rota"])]
    assert find(write(tmp_path, pages), "rota") == [["Shifts", "A form"]]


def test_a_synonym_that_is_everywhere_does_not_make_a_rare_word_count_less(tmp_path):
    """Of "belbin rubbish", "belbin" counts, although many pages have the word that it may mean."""
    pages = [
        make("Questionnaires", "Belbin and others."),
        *(make(f"Person {number}", "A personality.") for number in range(30)),
        *(make(f"Waste {number}", "Rubbish.") for number in range(5)),
    ]
    synonyms = [Synonym(typed=["Belbin"], means=["personality"])]
    assert find(write(tmp_path, pages, synonyms), "belbin rubbish")[0][0] == "Questionnaires"


@pytest.mark.parametrize("typed", ["pediatric", "paediatric"])
def test_american_words_of_the_handbook_are_found_too(tmp_path, typed):
    pages = [make("One", "Pediatric care."), make("Two", "Paediatric care.")]
    assert sorted(find(write(tmp_path, pages), typed)[0]) == ["One", "Two"]
