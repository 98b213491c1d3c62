"""Where words of a text stand in a YAML file.

A text may fill many lines of its file, folded and indented as its author liked, so that the place of its
field helps little. Its words stand there in the same order, whatever is between them.
"""

from __future__ import annotations

import re

import yaml

from macros.base.problems import Route
from macros.base.yaml_files import YamlFile

_WORD = re.compile(r"\S+")
_QUOTED = re.compile(r"'([^'\n]+)'")
_LONGEST = 4  # By so many words a place is looked for.


def find_place(file: YamlFile, route: Route, text: str, offset: int) -> tuple[int, int] | None:
    """Line and column (from 1) at which the words at ``offset`` of the ``text`` at ``route`` stand in
    ``file``; ``None`` where they are not found."""
    node = _find_node(file.root, route)
    if node is None:
        return None
    start, end = _find_offset(file.text, node.start_mark), _find_offset(file.text, node.end_mark)
    words = _WORD.findall(text, offset)[:_LONGEST]
    for number in range(len(words), 0, -1):
        pattern = re.compile(r"\s+".join(map(re.escape, words[:number])))
        earlier = len(pattern.findall(text, 0, offset))
        places = [place.start() for place in pattern.finditer(file.text, start, end)]
        if earlier < len(places):
            before = file.text[: places[earlier]]
            return before.count("\n") + 1, len(before) - before.rfind("\n")
    return None


def find_quoted(file: YamlFile, route: Route, sentence: str) -> tuple[int, int] | None:
    """Line and column (from 1) at which the text at ``route`` in ``file`` holds the first words that a
    ``sentence`` quotes of it, as it calls them 'a few words'; ``None`` where it quotes none."""
    node = _find_node(file.root, route)
    if not isinstance(node, yaml.ScalarNode) or node.start_mark.line == node.end_mark.line:
        return None
    for quoted in _QUOTED.findall(sentence):
        words = r"\s+".join(map(re.escape, quoted.removesuffix("…").split()))
        match = re.compile(words).search(file.text, node.start_mark.index, node.end_mark.index)
        if words and match:
            before = file.text[: match.start()]
            return before.count("\n") + 1, len(before) - before.rfind("\n")
    return None


def _find_node(root: yaml.Node, route: Route) -> yaml.Node | None:
    """The node of the value at ``route`` below ``root``; ``None`` where there is none."""
    node: yaml.Node | None = root
    for step in route:
        if isinstance(node, yaml.MappingNode):
            node = next((value for key, value in node.value if key.value == step), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
        else:
            return None
    return node


def _find_offset(text: str, mark: yaml.Mark) -> int:
    """The offset in ``text`` of a place of the tree."""
    start = 0
    for _ in range(mark.line):
        start = text.index("\n", start) + 1
    column: int = mark.column
    return start + column
