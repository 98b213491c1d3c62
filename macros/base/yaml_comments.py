"""Finds text that YAML drops because it takes it for a comment: ``title: Bed #7 and who gets it`` is called
"Bed" and no more.

A comment may stand on a line of its own, and behind quotes, a closing bracket or a key whose value follows
below. Behind text without quotes it is refused, because nobody can tell it from the rest of the text:
also on the line below, where the text would go on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from macros.base.problems import Fault, show

_MAY_CUT = re.compile(r"(?m)^.+#")
_OPENING = (yaml.FlowSequenceStartToken, yaml.FlowMappingStartToken)
_CLOSING = (yaml.FlowSequenceEndToken, yaml.FlowMappingEndToken)
_BLOCKS = (yaml.BlockSequenceStartToken, yaml.BlockMappingStartToken)
_BEFORE_VALUE = (yaml.ValueToken, yaml.BlockEntryToken)
_VALUES = (yaml.ScalarToken, yaml.AnchorToken, yaml.AliasToken, yaml.TagToken, *_OPENING)
_QUOTE = "put the whole text in quotes"
_OWN_LINE = f"{_QUOTE}, or the comment on a line of its own"
_SPACE = f"{_QUOTE}, or a space behind the '#' of a comment"
_LIKE_TEXT = re.compile(r"#\w")  # "#7"; a comment has a space there.


@dataclass(frozen=True)
class _Gap:
    """What stands between two tokens: spaces, line breaks and comments.

    ``before`` and ``after`` are the tokens, ``earlier`` the one before these; ``text`` begins at ``offset``
    in the file. ``column`` (from 0) is that of the keys or dashes of the innermost block, and ``is_flow``
    says that the gap is between brackets. ``opens`` says that a block begins in it, ``closes`` that a value
    has ended before what follows. The head of a block of text (``>-``) is a gap between the block and itself.
    """

    earlier: yaml.Token | None
    before: yaml.Token
    after: yaml.Token
    text: str
    offset: int
    column: int
    is_flow: bool
    opens: bool
    closes: bool


def find_cut_texts(text: str, reader: type, most_levels: int) -> Iterator[tuple[int, Fault]]:
    """Yield a fault, with its offset, for every comment in the YAML ``text`` that may be part of a text.

    ``reader`` is a loader class of PyYAML. Where the YAML is at fault or nested deeper than ``most_levels``,
    the rest is not looked at.
    """
    for gap in _list_gaps(text, reader, most_levels) if _MAY_CUT.search(text) else ():
        offset = gap.offset
        for number, line in enumerate(gap.text.split("\n")):
            if "#" in line:
                remedy = _judge_own_line(gap, line) if number else _judge_same_line(gap, line)
                if remedy:
                    comment = line[line.index("#") :].rstrip()
                    wrong = f"'#' begins a comment here, and {show(comment, 42)} would be lost"
                    yield offset + line.index("#"), Fault(wrong, remedy)
            offset += len(line) + 1


def _list_gaps(text: str, reader: type, most_levels: int) -> Iterator[_Gap]:
    """Yield every gap between two tokens of ``text`` that holds a '#', as far as that is YAML."""
    earlier: yaml.Token | None = None
    before: yaml.Token | None = None
    columns, column, flow_levels, opens, closes = [0], 0, 0, False, False
    try:
        for token in yaml.scan(text, Loader=reader):
            is_end = isinstance(token, yaml.StreamEndToken)
            if isinstance(token, _BLOCKS):
                columns.append(token.start_mark.column)
                opens = True
            elif isinstance(token, yaml.BlockEndToken):
                columns.pop()
                closes = True
            elif isinstance(token, yaml.KeyToken) and not opens:
                closes = True
            elif is_end or token.start_mark.index < token.end_mark.index:  # Others take no room.
                if before:
                    offset = before.end_mark.index
                    between = text[offset : len(text) if is_end else token.start_mark.index]
                    if "#" in between:
                        is_flow = flow_levels > 0
                        yield _Gap(earlier, before, token, between, offset, column, is_flow, opens, closes)
                if isinstance(token, yaml.ScalarToken) and token.style in ("|", ">"):
                    offset = token.start_mark.index
                    head = text[offset : text.find("\n", offset)]
                    yield _Gap(before, token, token, head, offset, column, False, False, False)
                flow_levels += isinstance(token, _OPENING) - isinstance(token, _CLOSING)
                earlier, before, column, opens, closes = before, token, columns[-1], False, False
                if len(columns) + flow_levels > most_levels:
                    return
    except yaml.YAMLError:
        return


def _judge_same_line(gap: _Gap, line: str) -> str | None:
    """What to do about the comment in ``line``, which begins behind the token before the gap; ``None`` where
    it is one."""
    before, after = gap.before, gap.after
    if isinstance(before, yaml.ScalarToken):
        is_block = before is after and _LIKE_TEXT.search(line)
        return _OWN_LINE if before.plain or is_block else None
    if isinstance(before, (yaml.FlowEntryToken, *_OPENING)):
        place = line.index("#")
        is_spaced = place > 0 and line[place + 1 : place + 2] in ("", " ")
        return None if is_spaced and not _is_plain(gap.earlier) else _OWN_LINE
    if not isinstance(before, _BEFORE_VALUE):
        return None
    has_list_below = isinstance(before, yaml.ValueToken) and isinstance(after, yaml.BlockEntryToken)
    if gap.closes or not (gap.opens or has_list_below or isinstance(after, _VALUES)):
        return _OWN_LINE
    return _OWN_LINE if _is_plain(after) and not gap.opens and _LIKE_TEXT.search(line) else None


def _judge_own_line(gap: _Gap, line: str) -> str | None:
    """What to do about the comment that fills ``line``; ``None`` where it is one."""
    column = line.index("#")
    if gap.is_flow or (isinstance(gap.before, _BEFORE_VALUE) and _is_plain(gap.after) and not gap.opens):
        return _SPACE if _LIKE_TEXT.match(line, column) else None
    if _is_plain(gap.before) and column > gap.column:
        return f"{_QUOTE}, or begin the comment in column {gap.column + 1}"
    return None


def _is_plain(token: yaml.Token | None) -> bool:
    """Whether a token is a text without quotes."""
    return isinstance(token, yaml.ScalarToken) and bool(token.plain)
