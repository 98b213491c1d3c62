"""The words of the project: British spelling, and a reading age for every summary. What the handbook says is
judged by the check (words_are_british), and a contribution is stopped by nothing else."""

from __future__ import annotations

import importlib.util

import pytest
import real_records
from places import ROOT


def load_words():
    spec = importlib.util.spec_from_file_location("words", ROOT / "scripts" / "words.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


words = load_words()


def test_no_word_of_the_project_s_own_texts_is_misspelt():
    assert words.find_misspellings(words.ROOT / name for name in words.PROSE_OF_PROGRAM) == []


@pytest.mark.parametrize("text, found", [
    ("A behavior to recognize.", ["text.md:1: behavior ==> behaviour", "text.md:1: recognize ==> recognise"]),
    ("It was recieved too late.", ["text.md:1: recieved ==> received"]),
    ("The programme of a specialty, practised in practice.", []),
])  # fmt: skip
def test_mistakes_and_american_spellings_are_found(tmp_path, text, found):
    (tmp_path / "text.md").write_text(text, "utf-8")
    assert [
        line.removeprefix(f"{tmp_path}/") for line in words.find_misspellings([tmp_path / "text.md"])
    ] == found


def test_every_own_word_is_still_needed(tmp_path):
    """A word the spelling lists do not object to has no place among the exceptions."""
    words.OWN_WORDS_FILE = tmp_path / "none.txt"
    words.OWN_WORDS_FILE.write_text("", "utf-8")
    (tmp_path / "text.md").write_text("\n".join(own := load_words().read_own_words()), "utf-8")
    wrong = {line.split(": ")[1].split(" ==>")[0] for line in words.find_misspellings([tmp_path / "text.md"])}
    words.OWN_WORDS_FILE = ROOT / "scripts" / "words.txt"
    assert wrong == set(own)


def test_the_texts_of_the_project_are_among_those_that_are_looked_at():
    assert words.PROSE_OF_PROGRAM[0].startswith("docs/") and "docs" in words.PROSE_PATHS


@pytest.mark.slow
def test_every_page_of_a_record_has_a_reading_age():
    book, _ = real_records.load()
    ages = words.compute_reading_ages()
    assert {id for _, id, _ in ages} == {entry.id for entry in book.entries.values() if not entry.anchor}
    assert [age for age, _, _ in ages] == sorted((age for age, _, _ in ages), reverse=True)
