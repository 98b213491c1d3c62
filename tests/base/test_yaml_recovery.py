"""Behind a fault in a YAML file the rest is read, with every line where it stood."""

from __future__ import annotations

import pytest

from macros.base.problems import Problems
from macros.base.yaml_files import parse, parse_partly

TEXT = """\
# A record.
title: "Lewin's field
scene:
  - text: one
    place: here
  - text: what: is
    place: there
  -
    text: "Process" of one
    place: [nowhere
hours:
  total: 5
  contact: 'x
end: yes
"""


def told(text: str) -> list[str]:
    return [str(problem).removeprefix("x.yml:") for problem in parse_partly(text.encode(), "x.yml").problems]


def test_the_sound_rest_is_read_and_each_fault_is_told_where_it_begins():
    file = parse_partly(TEXT.encode(), "x.yml")
    assert file.data == {
        "scene": [{"text": "one", "place": "here"}, {"place": "there"}, None],
        "hours": {"total": "5"},
        "end": "yes",
    }
    assert told(TEXT) == [
        "2:8: file: the quotes that open here are never closed; close them, or take the opening one away",
        "6:15: file: a ':' stands where no key can be; put the text in quotes or on a '>-' block",
        "9:21: file: the quotes are closed before the text ends; write '\"Process\" of one'",
        "10:12: file: the list that opens here with '[' is never closed; put ', ' between its words and ']'"
        " at its end",
        "13:12: file: the quotes that open here are never closed; close them, or take the opening one away",
    ]
    assert file.locate(("scene", 1, "place")) == (7, 5)
    assert file.locate(("end",)) == (14, 1)
    assert {"title", "Lewin", "text", "contact"} <= file.gaps.words and "end" not in file.gaps.words


def test_who_wants_a_sound_file_is_told_the_same():
    with pytest.raises(Problems) as caught:
        parse(TEXT.encode(), "x.yml")
    assert str(caught.value).startswith("x.yml:2:8: file: the quotes that open here are never closed")


@pytest.mark.parametrize(
    "text",
    [
        "a: 1\n<<<<<<< HEAD\nb: 2\n=======\nb: 3\n>>>>>>> x\n",
        "a: 1\n---\nb: [\n",
        "a: [\n",
        "a" * 2000 + ": [\n",
        "x: " + "[" * 50,
    ],
)
def test_of_some_files_nothing_can_be_read(text):
    with pytest.raises(Problems) as caught:
        parse_partly(text.encode(), "x.yml")
    assert len(caught.value.problems) == 1


def test_each_of_many_faults_is_told_to_its_end():
    text = "".join(f"key{number}: a: b\n" for number in range(300)) + "last: 1\n"
    assert len(told(text)) == 300
