"""No character that nobody sees gets into a text, and none is refused that the languages of the handbook or
an emoji need."""

from __future__ import annotations

import unicodedata

import pytest
from places import ROOT

from macros.base.character_names import describe_character, describe_strange_character
from macros.base.odd_characters import find_refused, replace_refused
from macros.base.problems import Fault, did_you_mean

REFUSED = {
    "\0": "invisible character U+0000",
    "\x85": "invisible character U+0085",
    "\xad": "invisible character U+00AD (soft hyphen)",
    "\u034f": "invisible character U+034F (combining grapheme joiner)",
    "\u061c": "invisible character U+061C (arabic letter mark)",
    "\u115f": "invisible character U+115F (hangul choseong filler)",
    "\u200b": "invisible character U+200B (zero width space)",
    "\u200c": "invisible character U+200C (zero width non-joiner)",
    "\u200d": "invisible character U+200D (zero width joiner)",
    "\u200e": "invisible character U+200E (left-to-right mark)",
    "\u2028": "invisible character U+2028 (line separator)",
    "\u202e": "invisible character U+202E (right-to-left override)",
    "\u2060": "invisible character U+2060 (word joiner)",
    "\u2066": "invisible character U+2066 (left-to-right isolate)",
    "\u2800": "invisible character U+2800 (braille pattern blank)",
    "\ue000": "private character U+E000",
    "\ufe0f": "invisible character U+FE0F (variation selector-16)",
    "\ufeff": "invisible character U+FEFF (zero width no-break space)",
    "\ufffc": "invisible character U+FFFC (object replacement character)",
    "\U000e0041": "invisible character U+E0041 (tag latin capital letter a)",
    "\U000e0100": "invisible character U+E0100 (variation selector-17)",
}


@pytest.mark.parametrize("character", REFUSED)
def test_a_character_that_nobody_sees_is_refused_by_its_name(character):
    fault = Fault(f"holds the {REFUSED[character]}", "delete it")
    assert list(find_refused(f"a{character}b")) == [(1, fault)]
    assert list(find_refused(f"&amp; &#{ord(character)}; &#x{ord(character):x};")) == [
        (6, fault),
        (6 + len(f"&#{ord(character)}; "), fault),
    ]
    assert replace_refused(f"a{character}b") == "a\N{REPLACEMENT CHARACTER}b"


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("a&shy;b", "U+00AD (soft hyphen)"),
        ("a&ZeroWidthSpace;b", "U+200B (zero width space)"),
        ("a&zwnj;b", "U+200C (zero width non-joiner)"),
        ("a&rlm;b", "U+200F (right-to-left mark)"),
        ("a&NoBreak;b", "U+2060 (word joiner)"),
        ("a&#8203b", "U+200B (zero width space)"),
        ("a&#99999999;b", "U+5F5E0FF"),
    ],
)
def test_an_entity_is_the_character_it_stands_for(written, name):
    assert list(find_refused(written)) == [(1, Fault(f"holds the invisible character {name}", "delete it"))]


@pytest.mark.parametrize(
    "text",
    [
        "Dŵr, Łódź, Schön, Dvořák, naïve, ‘so’ and “so” – it costs £5 – 10\xa0mg, 5\u202f000, a‑b",
        "e\u0301 and n\u0303",
        "Ελλάδα, Москва, 漢字, ไทย",
        "❤️, ☎︎, 👩‍⚕️, 👍🏽, 1️⃣, ‼️, 👨‍👩‍👧",
        "\U0001f3f4\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f",
        "&amp; &eacute; &nbsp; R&D &#233; ?a=1&shy=2",
    ],
)
def test_what_languages_and_emoji_need_is_text(text):
    assert list(find_refused(text)) == [] and replace_refused(text) == text


def test_an_emoji_s_own_characters_are_refused_elsewhere():
    text = "a\ufe0f b\u200dc \U0001f3f4\U000e0067x"
    assert [offset for offset, _ in find_refused(text)] == [1, 4, 8]


def test_whatever_unicode_calls_a_format_character_is_refused_unless_one_sees_it():
    """Those that one sees are signs of Arabic, Syriac and Kaithi, and what joins hieroglyphs."""
    let_through = [
        letter
        for letter in map(chr, range(0x110000))
        if unicodedata.category(letter) == "Cf" and not list(find_refused(letter))
    ]
    scripts = ("ARABIC ", "SYRIAC ", "KAITHI ", "EGYPTIAN ")
    assert [letter for letter in let_through if not unicodedata.name(letter).startswith(scripts)] == []


def test_no_text_of_the_handbook_holds_one():
    for top in ("framework", "modules", "editions", "docs"):
        for file in (ROOT / top).rglob("*"):
            if file.suffix in (".yml", ".md"):
                assert list(find_refused(file.read_text("utf-8"))) == [], file


def test_a_character_is_called_by_its_number_and_name():
    assert describe_character("\xa0") == "U+00A0 (no-break space)"
    assert describe_character("\x1b") == "U+001B"


def test_a_look_alike_is_named_with_the_word_that_was_meant():
    assert describe_strange_character("491—499", "–") == "U+2014 (em dash)"
    assert describe_strange_character("491–499", "–") == ""
    sentence = "did you mean 'title'? What is written holds U+0435 (cyrillic small letter ie)"
    assert did_you_mean("titl\u0435", ["title"], "no") == sentence
    assert did_you_mean("hêb", ["hêb-x"], "no") == "did you mean 'hêb-x'?"
