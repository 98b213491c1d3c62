"""Reads a YAML file with YAML's own types (YAML 1.1, as PyYAML reads it) and with mkdocs' ``!ENV`` tag.

The handbook's records are read as text. ``mkdocs.yml`` is read by mkdocs too, so the check has to see the
values that mkdocs sees.
"""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import yaml

from macros.base.problems import Problem, Problems, show
from macros.base.yaml_files import YamlFile, parse, read

ENV = "!ENV"
NUMBERS = ("tag:yaml.org,2002:int", "tag:yaml.org,2002:float")
LONGEST_NUMBER = 40  # Signs; Python neither reads nor writes numbers of any length.
_FORM = "write '!ENV NAME', or '!ENV [NAME, what holds without it]'"


def read_typed(file: Path, path: str) -> YamlFile:
    """Read ``file``, known to authors as ``path``; the data is dicts, lists, text, numbers, days, ``True``,
    ``False`` and ``None``.

    A value may carry the tag ``!ENV``. Raises :class:`Problems` with every fault that stops the file from
    being data.
    """
    plain = read(file, path, {ENV}, yaml.BaseLoader, has_settings=True)
    problems: list[Problem] = []
    data = _TypeConverter(path, problems).convert(plain.root)
    if problems:
        raise Problems(problems)
    return replace(plain, data=data)


def parse_settings(raw: bytes, path: str) -> YamlFile:
    """Parse the bytes of a file of settings, known to authors as ``path``, with every value as text. Raises
    :class:`Problems` as :func:`read_typed` does."""
    return parse(raw, path, {ENV}, yaml.BaseLoader, has_settings=True)


class _TypeConverter:
    """Converts the nodes of one file to Python values; a value without a type adds a problem to
    ``problems``."""

    def __init__(self, path: str, problems: list[Problem]):
        self.path, self.problems = path, problems
        self.yaml = yaml.SafeLoader("")

    def convert(self, node: yaml.Node) -> object:
        if node.tag == ENV:
            return self._convert_environment(node)
        if isinstance(node, yaml.SequenceNode):
            return [self.convert(item) for item in node.value]
        if isinstance(node, yaml.MappingNode):
            return {self._read_key(key): self.convert(value) for key, value in node.value}
        return node.value if node.style else self._convert_scalar(node, node.value, show(node.value))

    def _read_key(self, node: yaml.Node) -> object:
        if not node.style and (
            node.value == "<<"
            or not isinstance(self._convert_scalar(node, node.value, show(node.value)), str)
        ):
            self._fault(
                node, f"the key {show(node.value)} is read as something other than text", "put it in quotes"
            )
        return node.value

    def _convert_scalar(self, node: yaml.Node, value: str, description: str) -> object:
        try:
            tag = self.yaml.resolve(yaml.ScalarNode, value, (True, False))
            if tag in NUMBERS and len(value) > LONGEST_NUMBER:
                self._fault(
                    node,
                    f"{description} is a number of {len(value):,} signs",
                    "put it in quotes, if it is text",
                )
                return None
            return self.yaml.construct_object(yaml.ScalarNode(tag, value))
        except (yaml.YAMLError, ValueError, OverflowError):
            self._fault(
                node,
                f"{description} is neither text nor a number, a day or a yes or no",
                "put it in quotes, if it is text",
            )
            return None

    def _convert_environment(self, node: yaml.Node) -> object:
        """The value of a node tagged ``!ENV``, as mkdocs works it out: that of the first variable that is
        set, else the last entry of a list of several, else ``None``."""
        names = node.value if isinstance(node, yaml.SequenceNode) else [node]
        default = self.convert(names.pop()) if (names := list(names)) and len(names) > 1 else None
        if isinstance(node, yaml.MappingNode) or not all(
            isinstance(name, yaml.ScalarNode) and name.value for name in names
        ):
            self._fault(node, "names no environment variable", _FORM)
            return None
        for name in (node.value for node in names):
            if name in os.environ:
                return self._convert_scalar(
                    node, os.environ[name], f"the variable {name} holds {show(os.environ[name])}, which"
                )
        return default

    def _fault(self, node: yaml.Node, wrong: str, right: str) -> None:
        self.problems.append(
            Problem(self.path, node.start_mark.line + 1, node.start_mark.column + 1, "file", wrong, right)
        )
