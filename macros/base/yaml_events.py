"""Reads a sound YAML file in one pass over the parser's events, without a tree of nodes.

Nearly every file is sound, and a node with its two places takes many times the time and the room of its
value. What has anything about it that the handbook refuses, or may refuse, is left to
:mod:`macros.base.yaml_files`, which makes the tree and says what is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

import yaml

from macros.base.odd_characters import find_refused
from macros.base.yaml_look_alikes import judge_quotes

_BREAK = re.compile(r"\n+")
_EMPTY = {"", "~", "null", "Null", "NULL"}


class Sound(NamedTuple):
    """What a sound file holds: its data, and the line and column (from 1) at which they begin."""

    data: object
    begin: tuple[int, int]


class _Odd(Exception):
    """Something stands in a file that may be refused."""


def read_scalar(value: str, style: str | None) -> str | None:
    """The text of a scalar that is written in a ``style`` of YAML (``>``, ``"`` and so on; nothing for plain
    text): ``None`` where it is left empty, and with a paragraph at each line break of a folded block."""
    if style == ">":
        return _BREAK.sub("\n\n", value)
    return None if not style and value in _EMPTY else value


def read_sound(text: str, reader: type, most_levels: int) -> Sound | None:
    """The data of the one document in ``text``: dicts, lists, text and ``None``. ``None`` for a text that is
    no YAML, is nested deeper than ``most_levels``, or holds what may be refused: an anchor, alias or tag, a
    key that is no plain word or stands twice, a look-alike of quotes, an invisible character."""
    loader = reader(text)
    try:
        return _Events(loader.get_event, most_levels).read_document()
    except (yaml.YAMLError, _Odd):
        return None
    finally:
        loader.dispose()


class _Events:
    """Takes a document from the events of a parser. Raises ``_Odd`` for all that may be refused."""

    def __init__(self, take: Callable[[], yaml.Event], most_levels: int):
        self.take, self.most_levels = take, most_levels

    def read_document(self) -> Sound:
        """The data of the document that the events hold, and where they begin."""
        self.take()
        if type(self.take()) is not yaml.DocumentStartEvent:
            raise _Odd
        first = self.take()
        data = self._read_value(first, self.most_levels)
        self.take()
        if type(self.take()) is not yaml.StreamEndEvent:
            raise _Odd
        return Sound(data, (first.start_mark.line + 1, first.start_mark.column + 1))

    def _read_value(self, event: yaml.Event, levels: int) -> object:
        """The value that begins with ``event``, which may be nested to so many ``levels``."""
        kind = type(event)
        if kind is yaml.AliasEvent or event.anchor is not None or event.tag is not None:
            raise _Odd
        if kind is yaml.ScalarEvent:
            value: str = event.value
            style = event.style
            if not style and " - " in value and event.start_mark.line < event.end_mark.line:
                raise _Odd
            if not style and judge_quotes(value) or style == '"' and next(find_refused(value), None):
                raise _Odd
            return read_scalar(value, style)
        if not levels:
            raise _Odd
        read, take = self._read_value, self.take
        if kind is yaml.SequenceStartEvent:
            items: list[object] = []
            while type(item := take()) is not yaml.SequenceEndEvent:
                items.append(read(item, levels - 1))
            return items
        data: dict[str, object] = {}
        while type(key := take()) is not yaml.MappingEndEvent:
            if type(key) is not yaml.ScalarEvent or key.anchor is not None or key.tag is not None:
                raise _Odd
            name: str = key.value
            if name in data or not name.isascii():
                raise _Odd
            data[name] = read(take(), levels - 1)
        return data
