"""Sound YAML read in one pass: the same data as from a tree of nodes, and nothing of what may be refused."""

from __future__ import annotations

import pytest
from places import ROOT

from macros.base.yaml_events import read_sound
from macros.base.yaml_files import parse
from macros.base.yaml_trees import MAX_DEPTH, Loader, load_root

FILES = sorted([*ROOT.glob("framework/**/*.yml"), *ROOT.glob("modules/**/*.yml")])
ODD = {
    "an anchor": "a: &b c\n",
    "an alias": "a: &b c\nd: *b\n",
    "a tag": "a: !b c\n",
    "a key that stands twice": "a: b\na: c\n",
    "a key that is a list": "? [a]\n: b\n",
    "a key with a sign beyond ASCII": "ä: b\n",
    "curly quotes": "a: “b”\n",
    "an invisible character, escaped": 'a: "\\u200b"\n',
    "two documents": "a: b\n---\na: c\n",
    "no document": "# nothing\n",
    "no YAML": "a: [b\n",
    "too many levels": "[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1),
}


def test_every_shipped_file_gives_the_same_data_by_its_tree(monkeypatch):
    quick = [parse(file.read_bytes(), file.name) for file in FILES]
    monkeypatch.setattr("macros.base.yaml_files.read_sound", lambda *_: None)
    for file, read in zip(FILES, quick, strict=True):
        by_tree = parse(file.read_bytes(), file.name)
        assert (read.data, read.begin) == (by_tree.data, by_tree.begin), file


@pytest.mark.parametrize("name", ODD)
def test_what_may_be_refused_is_left_to_the_tree(name):
    assert read_sound(ODD[name], Loader, MAX_DEPTH) is None


def test_styles_of_text_and_empty_values():
    text = "folded: >-\n  a\n\n  b\nkept: |\n  a\n  b\nnone: ~\nquoted: '~'\nlist: [a, {b: c}]\n"
    sound = read_sound(f"# a remark\n{text}", Loader, MAX_DEPTH)
    assert sound.data == {
        "folded": "a\n\nb",
        "kept": "a\nb\n",
        "none": None,
        "quoted": "~",
        "list": ["a", {"b": "c"}],
    }
    assert sound.begin == (2, 1)


def test_places_are_those_of_the_tree_which_is_made_when_one_is_asked_for():
    file = parse(b"a: b\nlist:\n  - c\n  - d: e\n", "x.yml")
    assert "root" not in vars(file) and file.locate(()) == (1, 1) and "root" not in vars(file)
    assert file.locate(("list", 1, "d")) == (4, 5)
    assert load_root(file.text, Loader).start_mark.line == file.root.start_mark.line == 0
