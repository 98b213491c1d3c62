"""Which words are spelt the American way, and which only look so."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.checks.american_spellings import find_american_words, spell_in_britain


@pytest.mark.parametrize(
    ("american", "british"),
    [
        ("behaviors", "behaviours"), ("labor", "labour"), ("centers", "centres"), ("centered", "centred"),
        ("program", "programme"), ("organizational", "organisational"), ("analyzing", "analysing"),
        ("modeling", "modelling"), ("pediatricians", "paediatricians"), ("practicing", "practising"),
        ("skeptical", "sceptical"), ("defense", "defence"), ("fulfillment", "fulfilment"),
        ("counselor", "counsellor"), ("maneuvers", "manoeuvres"), ("prioritizes", "prioritises"),
    ],
)  # fmt: skip
def test_a_word_is_known_in_its_forms(american, british):
    assert spell_in_britain(american) == british


@pytest.mark.parametrize(
    "word",
    "laboratory humorous vigorous honorary literature programming programmes size resized prize seized"
    " citizens maize fulfilled enrolling judgment inquiry specialty license meter offensive mathematics"
    " practice focused travelled counselling dialogue catalogue wizard horizon bizarre".split(),
)
def test_what_is_right_in_britain_too_is_left_alone(word):
    assert spell_in_britain(word) == ""


def test_no_british_spelling_of_codespell_is_taken_for_american():
    codespell_lib = pytest.importorskip("codespell_lib")
    dictionary = Path(codespell_lib.__file__).parent / "data/dictionary_en-GB_to_en-US.txt"
    pairs = [
        line.strip(" ,\n").split("->") for line in dictionary.read_text("utf-8").splitlines() if "->" in line
    ]
    assert [british for british, _ in pairs if spell_in_britain(british)] == []
    assert sum(spell_in_britain(american) == british for british, american in pairs) > 400


@pytest.mark.parametrize(
    "text",
    [
        "The World Health Organization and the Center for Creative Leadership.", "They say “organize labor”.",
        'They say "organize".', "He wrote ‘color’ there.", "See `color` and [words](color.md).",
        "Center for Beds", "Behavior of Doctors", "office@center.example and and/or/color",
    ],
)  # fmt: skip
def test_names_quotations_and_addresses_are_as_others_wrote_them(text):
    assert find_american_words(text) == []


def test_a_word_at_the_head_of_a_sentence_is_judged_and_told_with_its_place():
    assert find_american_words("Beds. Color is all.\n\n- Behavior changed, and color.") == [
        (6, "Color", "Colour"),
        (23, "Behavior", "Behaviour"),
        (45, "color", "colour"),
    ]
