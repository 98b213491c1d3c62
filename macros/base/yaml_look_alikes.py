"""Finds the characters that look like those of YAML and are none: a no-break space where a line is indented,
a dash or bullet before an entry of a list, a full-width colon behind a key, curly quotes around a value.

They come with text that is pasted from Word, Teams or a web page, and YAML fails somewhere below them.
:func:`find_culprits` therefore mends all lines with one, asks whether the fault is gone, and takes back each
line for which that makes no difference: what it names is the cause, and its advice will do.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from macros.base.character_names import describe_character
from macros.base.problems import Exact, Fault

Place = tuple[int, int]  # Line and column, from 0.

_SPACES = "\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
_DASHES = "\u2010-\u2015\u2212\ufe58\ufe63\uff0d"
_BULLETS = "\xb7\u2022\u2023\u2043\u2219\u25a0\u25a1\u25aa\u25ab\u25cb\u25cf\u25e6\u27a2\u27a4"
_COLONS = "\uff1a\ufe13\ufe55\u2236\ua789"
_ENDS = {"\u201c": "\u201d", "\u201d": "\u201d", "\u201e": "\u201c\u201d", "\uff02": "\uff02"}
_ENDS |= {"\u2018": "\u2019", "\u2019": "\u2019", "\u201a": "\u2018\u2019", "\uff07": "\uff07"}
_ENDS |= {"\xab": "\xbb", "\xbb": "\xab", "\u2039": "\u203a", "\u203a": "\u2039"}

_OPENING = "\u201c\u201e\xab"  # Those that are no apostrophe, too.
_INDENT = re.compile(f"[ {_SPACES}]*")
_ODD_SPACE = re.compile(f"[{_SPACES}]")
_DASH = re.compile(
    rf"(?P<sign>-(?=[ {_SPACES}]|$)|[*+](?=[ {_SPACES}])|[{_DASHES}{_BULLETS}])(?P<behind>[ {_SPACES}]*)"
)
_KEY = re.compile(
    rf"(?P<key>[A-Za-z][\w-]*)(?P<before>[ {_SPACES}]*)(?P<colon>[:{_COLONS}])(?P<behind>[ \t{_SPACES}]*)"
)
_MAY_LOOK_ALIKE = re.compile(f"[*+{_SPACES}{_DASHES}{_BULLETS}{_COLONS}{''.join(_ENDS)}]")
_NO_LIST = re.compile(rf"[*+{_DASHES}{_BULLETS}]|-[{_SPACES}]?(?=\S)|(?P<number>[1a]|i)[.)](?= )")
MOST_LINES = 100  # With look-alikes: for each, the text is put to the parser.


def find_culprits(text: str, find_fault: Callable[[str], Place | None]) -> list[tuple[Place, Fault]]:
    """The look-alikes for which the YAML ``text`` fails, each with its place, in order; none where it fails
    for something else.

    ``find_fault`` gives the place at which a text fails, or ``None`` for one that is sound.
    """
    place = find_fault(text)
    lines = text.split("\n")
    odd_lines = []
    for number, line in enumerate(lines):
        mended, faults = mend_line(line)
        if faults:
            odd_lines.append((number, line, mended, faults))
            lines[number] = mended
    later_place = find_fault("\n".join(lines)) if place and odd_lines else place
    if place is None or (later_place and later_place <= place):
        return []
    culprits: list[tuple[Place, Fault]] = []
    for number, line, mended, faults in odd_lines[:MOST_LINES]:
        for less_mended, fewer_faults in ((line, []), mend_line(line, indent_alone=True), (mended, faults)):
            lines[number] = less_mended
            if less_mended == mended or find_fault("\n".join(lines)) == later_place:
                culprits += [((number, col), fault) for col, fault in fewer_faults]
                break
    return culprits


def mend_line(line: str, indent_alone: bool = False) -> tuple[str, list[tuple[int, Fault]]]:
    """A line with the signs of YAML in the place of their look-alikes, or with ``indent_alone`` in its
    indentation, and a fault for each of these, with its column (from 0). A value that opens with a curly
    quote is mended to some other."""
    faults: list[tuple[int, Fault]] = []
    if not _MAY_LOOK_ALIKE.search(line):
        return line, faults

    def judge_spaces(start: int, spaces: str, wrong: str, right: str) -> None:
        if odd := _ODD_SPACE.search(spaces):
            words = f"{describe_character(odd[0])} {wrong}"
            new = "" if right == "take it out" else " "
            faults.append((start + odd.start(), Fault(words, Exact(right, odd[0], new))))

    at = len(_INDENT.match(line)[0])  # type: ignore[index]  # It matches nothing, too.
    judge_spaces(0, line[:at], "stands where the line is indented", "indent with spaces")
    mended, start = " " * at, at
    if indent_alone:
        return mended + line[at:], faults
    while dash := _DASH.match(line, at):
        if dash["sign"] == "-":
            judge_spaces(dash.start("behind"), dash["behind"], "stands behind the '-'", "write a space")
        else:
            wrong = f"{describe_character(dash['sign'])} stands where an entry of a list begins"
            faults.append((at, Fault(wrong, Exact("write '- '", dash[0], "- "))))
        mended, at = f"{mended}- ", dash.end()
    key = _KEY.match(line, at)
    if key and (key["colon"] != ":" or key["behind"] or key.end() == len(line)):
        judge_spaces(key.start("before"), key["before"], "stands before the ':'", "take it out")
        if key["colon"] != ":":
            wrong = f"{describe_character(key['colon'])} stands where a key ends"
            old = key["colon"] + key["behind"]
            faults.append((key.start("colon"), Fault(wrong, Exact("write ': '", old, ": "))))
        else:
            judge_spaces(key.start("behind"), key["behind"], "stands behind the ':'", "write a space")
        mended, at = f"{mended}{key['key']}: ", key.end()
    if at > start and line[at : at + 1] in _ENDS:
        wrong = f"{describe_character(line[at])} opens the text, and is no quote mark of YAML"
        right, value = "write \" or ' at both ends", line[at:].rstrip()
        is_closed = value[-1] in _ENDS[value[0]] and not set(value[1:-1]) & {value[0], value[-1]}
        quoted = quote(value[1:-1]) if is_closed and len(value) > 2 else "'text'"
        faults.append((at, Fault(wrong, Exact(right, value, quoted) if is_closed else right)))
        return f"{mended}{quoted}", faults
    return mended + line[at:], faults


def judge_quotes(value: str) -> Fault | None:
    """The fault of a text without quotes of YAML that stands between curly ones, which readers would see."""
    first, last = value[:1], value[-1:]
    if first and first in _OPENING and not set(value[1:]) & set(_ENDS[first]):
        wrong = f"{describe_character(first)} opens the text and is never closed, as YAML parts it at a comma"
        return Fault(wrong, "write \" or ' at both ends")
    if len(value) < 2 or last not in _ENDS.get(first, ()) or set(value[1:-1]) & {first, last}:
        return None
    wrong = f"{describe_character(first)} opens the text, and is no quote mark of YAML but a part of the text"
    return Fault(wrong, "write \" or ' at both ends, around the others where readers are to see these")


def quote(text: str) -> str:
    """``text`` between quotes of YAML."""
    if "'" in text and not set(text) & {'"', "\\"}:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def suggest_dashes(value: str) -> str:
    """How to write the list that a text was meant for, where it begins with what looks like the dash of an
    entry; empty for another text."""
    sign = _NO_LIST.match(value)
    if not sign:
        return ""
    if sign["number"]:
        return f"begin each entry with '- ', where {sign[0]} stands now"
    odd = next((describe_character(letter) for letter in sign[0] if letter != "-"), "")
    return "begin each entry with '- '" + (f", where {odd} stands now" if odd else "")
