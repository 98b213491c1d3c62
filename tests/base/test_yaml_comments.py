"""A text that a comment cuts off is told, wherever it stands; a comment that cuts nothing off is one."""

from __future__ import annotations

import pytest
import yaml

from macros.base.problems import Problems
from macros.base.yaml_comments import find_cut_texts
from macros.base.yaml_files import MAX_DEPTH, parse

CUT = {
    "behind a value": "a: b #7 c\n",
    "behind a tab": "a: b\t#7 c\n",
    "behind a value, with a space": "a: b # c\n",
    "behind an entry": "a:\n  - b #7\n",
    "behind an entry in the column of its key": "a:\n- b # c\n",
    "in a text of several lines": "a: one\n  two #7\n  three\n",
    "at the end of a text of several lines": "a: one\n  two #7\nb: c\n",
    "at the start of a line that goes on": "a: one\n  #7 two\nb: c\n",
    "in the line below, deeper": "a: b\n  # c\n",
    "below an empty line, deeper": "a: b\n\n  # c\n",
    "below an entry, deeper": "a:\n  - b\n    # c\n  - d\n",
    "for a whole value": "a: #7\n",
    "for a whole value before another": "a: #7\nb: c\n",
    "for a whole value in a list": "a:\n  - b: # c\n  - d: e\n",
    "for a whole entry": "- #7\n- b\n",
    "at the start of a value": "a: #7 of\n  the\n",
    "at the start of a value below its key": "a:\n  #7 of\n  the\n",
    "in a list between brackets": "a: [b #7, c]\nd: e\n",
    "in a list over lines": "a: [b #7\n  , c]\n",
    "behind a comma": "a: [b, #7\n  c]\n",
    "behind a comma behind text": "a: [b, # c\n  d]\n",
    "behind a bracket": "a: [#7, c\n ]\n",
    "in a line between brackets": "a: [b,\n  #7 c,\n d]\n",
    "in keys between braces": "{a: b #c\n}",
    "for a value between braces": "a: {b: #7\n}",
    "for a value between braces before another": "{a: #7\n b: c}",
    "behind a key with a question mark": "? a # b\n: c\n",
    "at the head of a block": "a: >- #7 of\n  us\nb: c\n",
}
KEPT = {
    "above": "# x\na: b\n",
    "between keys": "a: b\n# x\nc: d\n",
    "between entries": "a:\n  - b\n  # c\n  - d\n",
    "between keys of an entry": "a:\n  - id: x\n    # no venue\n    b: c\n",
    "at the end": "a:\n  - b\n# c\n",
    "behind quotes": "a: 'b' # c\nd: \"e\" #f\n",
    "behind a key with a list": "a: # c\n  - b\n",
    "behind a key with a list in its column": "a: # c\n- b\n",
    "behind a key with keys": "a: # c\n  b: d\n",
    "behind a key with a text below": "a: # c\n  text\n",
    "behind a key with a text in quotes below": "a: #7\n  'text'\n",
    "behind a dash with keys": "- # c\n  a: b\n",
    "above a value": "a:\n  # c\n  text\n",
    "behind a bracket that closes": "a: [b, c] # d\n",
    "behind a bracket that opens": "a: [ # c\n b]\n",
    "between brackets": "a: [\n  'b', # d\n  # e\n  c,\n]\n",
    "at the head of a block, with a space": "a: |- # c\n  x #7\nb: c\n",
    "below a block": "a: |-\n  x #7\n # z\nb: c\n",
    "behind the mark of a document": "---  # c\na: b\n",
    "inside a word": "a: C#\nb: https://x.example/#y\n",
    "inside quotes": "a: 'b #7'\nd: \"e #7\"\n",
}


@pytest.mark.parametrize("where", CUT)
def test_a_comment_that_may_be_text_is_told_at_its_sign(where):
    text = CUT[where]
    faults = list(find_cut_texts(text, yaml.CBaseLoader, MAX_DEPTH))
    assert [text[offset] for offset, _ in faults] == ["#"]
    with pytest.raises(Problems) as caught:
        parse(text.encode(), "x.yml")
    assert [problem.wrong for problem in caught.value.problems] == [fault.wrong for _, fault in faults]


@pytest.mark.parametrize("where", KEPT)
def test_a_comment_that_cuts_nothing_off_is_one(where):
    parse(KEPT[where].encode(), "x.yml")


@pytest.mark.parametrize("where", sorted(set(CUT) - {"behind a tab"}))
def test_both_readers_find_the_same(where):
    faults = list(find_cut_texts(CUT[where], yaml.CBaseLoader, MAX_DEPTH))
    assert faults == list(find_cut_texts(CUT[where], yaml.BaseLoader, MAX_DEPTH))


def test_the_advice_will_do():
    with pytest.raises(Problems) as caught:
        parse(b"a: Bed #7 of us\n", "x.yml")
    assert str(caught.value.problems[0]) == (
        "x.yml:1:8: file: '#' begins a comment here, and '#7 of us' would be lost; put the whole text in"
        " quotes, or the comment on a line of its own"
    )
    assert parse(b"a: 'Bed #7 of us'\n", "x.yml").data == {"a": "Bed #7 of us"}
    assert parse(b"#7 of us\na: Bed\n", "x.yml").data == {"a": "Bed"}


def test_settings_may_have_a_comment_behind_any_of_them():
    assert parse(b"a: b # c\n", "x.yml", has_settings=True).data == {"a": "b"}


def test_deep_nesting_is_not_looked_through():
    text = "a: b #7\nc: " + "[" * 200_000
    assert len(list(find_cut_texts(text, yaml.CBaseLoader, MAX_DEPTH))) == 1
