"""Where YAML fails for a character that looks like one of its own, that character is named, and what is
advised would do."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, strategies as st

from macros.base.problems import Problems
from macros.base.yaml_files import parse
from macros.base.yaml_look_alikes import judge_quotes, mend_line, suggest_dashes

SOUND = """\
id: x
title: Individual and collective
about: |-
  – A dash at the start of a line of a block
  • and a bullet
keywords:
  - bed
  - ward
poles:
  - title: This patient
    what: One – at a time
  - title: All patients
    what: The rest
"""
SPACES = "\xa0\u2007\u2009\u202f\u3000"
DASHES = "\u2010\u2011\u2012\u2013\u2014\u2212\u2022\xb7\u25cf"
LISTED = [line for line in SOUND.splitlines() if line.strip().startswith("- ")]


def said(text: str) -> list[str]:
    try:
        parse(text.encode(), "x.yml")
    except Problems as refused:
        return [str(problem).removeprefix("x.yml:") for problem in refused.problems]
    return []


def test_the_sound_file_is_sound():
    assert said(SOUND) == []


@pytest.mark.parametrize("space", SPACES)
@pytest.mark.parametrize("place", ["title: I", "  - title: A", "    what: O", "id: x"])
def test_an_odd_space_behind_a_colon_is_named(place, space):
    (sentence,) = said(SOUND.replace(place, place.replace(": ", f":{space}"), 1))
    assert f"U+{ord(space):04X} (" in sentence and sentence.endswith("stands behind the ':'; write a space")


@pytest.mark.parametrize("sign", DASHES)
@pytest.mark.parametrize("line", LISTED[1:])
def test_an_odd_dash_is_named_where_it_breaks_a_list(line, sign):
    (sentence,) = said(SOUND.replace(line, line.replace("- ", f"{sign} ", 1), 1))
    assert f"U+{ord(sign):04X} (" in sentence
    assert sentence.endswith("stands where an entry of a list begins; write '- '")


@pytest.mark.parametrize("space", SPACES)
def test_a_file_indented_with_odd_spaces_is_told_line_by_line(space):
    text = re.sub("(?m)^ +", lambda indent: space * len(indent[0]), SOUND)
    sentences = said(text)
    assert sentences and all("stands where the line is indented" in sentence for sentence in sentences)
    mended = "\n".join(mend_line(line)[0] for line in text.split("\n"))
    assert said(mended) == []


@pytest.mark.parametrize(
    ("line", "sentences"),
    [
        ("title：Two", ["2:6: file: U+FF1A (fullwidth colon) stands where a key ends; write ': '"]),
        ("title\xa0:\xa0Two", [
            "2:6: file: U+00A0 (no-break space) stands before the ':'; take it out",
            "2:8: file: U+00A0 (no-break space) stands behind the ':'; write a space"]),
        ("title: “Two: or more”", [
            "2:8: file: U+201C (left double quotation mark) opens the text, and is no quote mark of YAML;"
            " write \" or ' at both ends"]),
        ("title: “Two”", [
            "2:8: file: U+201C (left double quotation mark) opens the text, and is no quote mark of YAML but"
            " a part of the text; write \" or ' at both ends, around the others where readers are to see"
            " these"
        ]),
        ("title: “Two” and “three”", []),
        ("title: “Two, three", [
            "2:8: file: U+201C (left double quotation mark) opens the text and is never closed, as YAML parts"
            " it at a comma; write \" or ' at both ends"]),
        ("title: '“Two”'", []),
        ("title: ’tis", []),
        ("title: –5 to 5", []),
        ("title: [Two", ["2:8: file: the list that opens here with '[' is never closed; put ', ' between its"
                         " words and ']' at its end"]),
    ],
)  # fmt: skip
def test_what_is_said_of_a_line(line, sentences):
    assert said(SOUND.replace("title: Individual and collective", line, 1)) == sentences


def test_look_alikes_that_do_no_harm_are_not_named():
    """The dash and the bullet in the block stay what they are while a fault elsewhere is told."""
    assert said(SOUND.replace("  - ward", "  •\xa0ward")) == [
        "8:3: file: U+2022 (bullet) stands where an entry of a list begins; write '- '"
    ]
    assert said(SOUND + "poles: x: y\n")[0].startswith("14:9: file: a ':' stands where no key can be")


@pytest.mark.parametrize(
    ("value", "advice"),
    [
        ("– bed – ward", "begin each entry with '- ', where U+2013 (en dash) stands now"),
        ("•bed", "begin each entry with '- ', where U+2022 (bullet) stands now"),
        ("-\xa0bed", "begin each entry with '- ', where U+00A0 (no-break space) stands now"),
        ("-bed", "begin each entry with '- '"),
        ("* bed", "begin each entry with '- ', where U+002A (asterisk) stands now"),
        ("bed, ward", ""),
        ("-", ""),
    ],
)
def test_a_text_in_the_place_of_a_list_is_told_how_to_begin_its_entries(value, advice):
    assert suggest_dashes(value) == advice


@given(st.text(st.sampled_from("“”‘’„\"' ab"), max_size=6))
def test_quotes_are_judged_only_where_they_stand_around_the_whole(value):
    if fault := judge_quotes(value):
        assert value[0] in "“‘„”’"
        assert "is never closed" in fault.wrong or not set(value[1:-1]) & {value[0], value[-1]}
