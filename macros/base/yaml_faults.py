"""Says in an author's words why a text is no YAML, and where: what PyYAML says is for programmers, and points
at where it could not go on."""

from __future__ import annotations

import re

import yaml

from macros.base import merge_marks
from macros.base.problems import Exact, Fault, show
from macros.base.yaml_look_alikes import Place, mend_line, quote

ALIAS = Fault(
    "uses an anchor or alias",
    "write the value out in each place; a text that begins with * or & stands in quotes",
)
TAG = Fault("carries a tag", "remove it; a text that begins with ! stands in quotes")
_COLON = Fault("a ':' stands where no key can be", "put the text in quotes or on a '>-' block")
MANY_DOCUMENTS = Fault("holds more than one document", "keep one record a file, without '---' lines inside")
# What the parser says, what an author should hear instead, and whether the fault is where the trouble began.
_FAULTS = (
    ("anchor|alias", ALIAS, True),
    ("scanning a tag", TAG, True),
    (
        "single document|another document",
        MANY_DOCUMENTS,
        False,
    ),
    (
        "mapping values are not allowed",
        _COLON,
        False,
    ),
    (
        r"but got '\?'",
        Fault("a '?' stands in a text between brackets", "put the text in quotes"),
        False,
    ),
    (
        "unexpected end of stream",
        Fault("the quotes that open here are never closed", "close them, or take the opening one away"),
        True,
    ),
    (
        "expected ',' or ']'",
        Fault(
            "the list that opens here with '[' is never closed",
            "put ', ' between its words and ']' at its end",
        ),
        True,
    ),
    (
        "expected ',' or '}'",
        Fault(
            "what opens here with '{' is never closed",
            "write {key: text, key: text}, with quotes around a text that holds a comma or a brace",
        ),
        True,
    ),
    (
        "block sequence entries",
        Fault("a '-' stands where no list can begin", "put the list on lines of its own under its key"),
        False,
    ),
    (
        "expected node content",
        Fault(
            "a value is missing here",
            "write it, or close the bracket above; a text that begins with a bracket stands in quotes",
        ),
        False,
    ),
    (
        "expected comment or line break",
        Fault("words stand behind the sign of a block of text", "begin them on the next line, indented"),
        False,
    ),
    (
        "unknown escape|expected escape sequence",
        Fault("a backslash stands in double quotes", "use single quotes, or a '>-' block"),
        False,
    ),
)
_NO_KEY = Fault(
    "the line has no key", "write 'key: text', or indent the line if it goes on from the one above"
)
_NO_DASH = Fault(
    "the line stands in a list and has no '-'", "begin it with '- ', or in the column of the keys above"
)
_QUOTE_ALL = "put the whole text, to its last line, in quotes, or on a '>-' block"
_MISPLACED = "mapping values|could not find expected ':'|expected '-' indicator|expected key|document start"
_KEY = re.compile(r"(?P<before> *(?:- +)*)(?P<key>[a-z_][\w-]*) *(?P<colon>:)(?= |$)")
_BESIDE_KEY = re.compile(r" *(?:- +)*(?P<key>[A-Za-z_][\w-]*)(?P<colon>:)(?P<value>[^\s:/].*)")
_QUOTED = re.compile(r" *(?:- +)*(?:[A-Za-z_][\w-]*: +)?(?P<value>(?P<sign>[\"']).*\S)\s*$")
_VALUE = re.compile(r" *(?:- +)*[a-z_][\w-]*: +(?P<value>[^\s\"'>|\[{&*!#%@`].*\S)\s*$")
# A question mark, or words in brackets with more behind them.
_BEGINNING = re.compile(
    r" *(?:- +)*(?:[a-z_][\w-]*: +)(?P<value>\?(?= ).*\S|\[[^\[\]]*\](?! *(?:#|$)).*\S)\s*$"
)
_BESIDE_DASH = re.compile(r" *-(?P<value>(?![\s-])(?P<key>[a-z_]\w*:(?= |$))?.*\S)\s*$")
_STOP = re.compile(r" *(?P<whole>(?P<key>[a-z_]+)(?P<stop>\.) +(?P<value>[^\s:].*\S))\s*$")
_DASH = re.compile(r" *- ")
MOST_COLUMNS = 3  # By which a key stands further right and is still taken for one.


def describe_fault(error: yaml.MarkedYAMLError, text: str) -> tuple[Place, Fault]:
    """Where (from 0) a ``text`` is at fault for which PyYAML raised ``error``, and what is wrong."""
    place, fault = _describe_fault(error, text)
    if isinstance(fault.right, Exact) and _goes_on(text.split("\n"), place[0], fault.right.old):
        fault = Fault(fault.wrong, _QUOTE_ALL)
    return place, fault


def _goes_on(lines: list[str], number: int, value: str) -> bool:
    """Whether the ``value`` at the end of a line goes on in the next, so that the line alone says no more
    what is meant."""
    line, following = lines[number], next((line for line in lines[number + 1 :] if line.strip()), "")
    indents = [len(text) - len(text.lstrip(" -")) for text in (line, following)]
    return line.rstrip().endswith(value) and indents[1] > indents[0] and not _KEY.match(following)


def _describe_fault(error: yaml.MarkedYAMLError, text: str) -> tuple[Place, Fault]:
    message = f"{error.context or ''} {error.problem or ''}"
    mark, lines = error.problem_mark or error.context_mark, text.split("\n")
    if place := merge_marks.find_mark(text, in_words=False):
        return (place.line - 1, place.column - 1), merge_marks.FAULT
    line = lines[mark.line] if mark.line < len(lines) else ""
    if "\t" in line[: mark.column + 1] and not line[: mark.column + 1].strip():
        return (mark.line, mark.column), Fault("a tab is used for indentation", "indent with spaces")
    if "cannot start any token" in message and line[mark.column : mark.column + 1] == "\t":
        return (mark.line, mark.column), Fault(
            "a tab stands between words", Exact("write a space", "\t", " ")
        )
    if line.lstrip().startswith("```"):
        return (mark.line, 0), Fault(
            "a fence of Markdown stands here", "delete the lines that begin with ```"
        )
    if odd := _BEGINNING.match(line):
        value = odd["value"]
        wrong = f"a text cannot begin with {show(value[0])}"
        return (mark.line, odd.start("value")), Fault(
            wrong, Exact("put the text in quotes", value, quote(value))
        )
    if "cannot start any token" in message:
        wrong = f"a text cannot begin with {show(line[mark.column : mark.column + 1])}"
        value = line[mark.column :].rstrip()
        return (mark.line, mark.column), Fault(wrong, Exact("put the text in quotes", value, quote(value)))
    if re.search(_MISPLACED, message):
        is_text = "could not find" in message
        column, number = (error.context_mark if is_text else mark).column, mark.line
        number = error.context_mark.line if is_text else number
        if placed := _judge_line(lines[: number + 1], column, is_text):
            return placed
    for pattern, fault, began in _FAULTS:
        if re.search(pattern, message):
            return _locate_mark(error.context_mark or mark if began else mark, lines), fault
    right = "check the indentation, quotes and dashes of this line and the one above"
    return _locate_mark(mark, lines), Fault("is not YAML here", right)


def _locate_mark(mark: yaml.Mark, lines: list[str]) -> Place:
    """The place of a parser's mark; of a mark behind the last line, the end of that line."""
    last = len(lines) - (2 if len(lines) > 1 and not lines[-1] else 1)
    return (last, len(lines[last])) if mark.line > last else (mark.line, mark.column)


def _judge_line(lines: list[str], column: int, is_text: bool) -> tuple[Place, Fault] | None:
    """What is wrong with the last of ``lines``, in which the parser cannot go on at ``column``, and where;
    ``None`` where nothing is known of it. ``is_text`` says that the parser misses a key there."""
    number, line = len(lines) - 1, lines[-1]
    indent = len(line) - len(line.lstrip(" "))
    for near in (number, number - 1):
        if near >= 0 and (key := _BESIDE_KEY.match(lines[near])) and (is_text or near < number):
            old, new = f"{key['key']}:{key['value']}", f"{key['key']}: {key['value']}"
            right = Exact(f"write {show(new)}", old, new)
            return (near, key.start("colon")), Fault("no space stands behind the ':' of a key", right)
    if look_alikes := mend_line(line)[1]:
        return (number, look_alikes[0][0]), look_alikes[0][1]
    if is_text and (stop := _STOP.match(line)):
        new = f"{stop['key']}: {stop['value']}"
        right = Exact(f"write {show(new)}", stop["whole"], new)
        return (number, stop.start("stop")), Fault("a full stop stands where a key ends", right)
    for near in (number, number - 1):
        beside = _BESIDE_DASH.match(lines[near]) if near >= 0 else None
        if beside is None or not (beside["key"] or (is_text and near == number)):
            continue
        old, new = f"-{beside['value']}", f"- {beside['value']}"
        right = Exact(f"write {show(new)}", old, new)
        return (near, beside.start("value") - 1), Fault("no space stands behind the '-'", right)
    if is_text:
        return (number, column), _NO_KEY
    if column > indent and (fault := _judge_behind_quotes(line, column)):
        return (number, column), fault
    key = _KEY.match(line)
    if key and key.start("colon") == column and (above := _find_key_above(lines, indent)):
        name, place = above
        if len(key["before"]) - place <= MOST_COLUMNS and name != key["key"]:
            wrong = f"the key '{key['key']}' stands further right than those above it"
            old, new = f"{key['before']}{key['key']}", f"{key['before'][:place]}{key['key']}"
            return (number, indent), Fault(wrong, Exact(_in_column(place, name), old, new))
    if key and key.start("colon") < column and line[column] == ":" and (text := _VALUE.match(line)):
        return (number, column), Fault(
            _COLON.wrong, Exact(str(_COLON.right), text["value"], quote(text["value"]))
        )
    if column != indent:
        return None
    if _DASH.match(line):
        dashes = [above.index("-") for above in lines[:-1] if _DASH.match(above)]
        if not dashes:
            return None
        wrong = "the '-' stands in another column than those above it"
        return (number, column), Fault(wrong, f"begin it in column {dashes[-1] + 1}")
    if not key:
        dash = next((above for above in reversed(lines[:-1]) if _DASH.match(above)), "")
        return (number, column), _NO_DASH if dash and not _KEY.match(dash) else _NO_KEY
    if not (above := _find_key_above(lines, None)):
        return (number, column), _NO_DASH
    return (number, column), Fault("the line does not go with those above it", _in_column(above[1], above[0]))


def _in_column(column: int, key: str) -> str:
    return f"begin it in column {column + 1}, as '{key}' above"


def _find_key_above(lines: list[str], most: int | None) -> tuple[str, int] | None:
    """The last key above the last of ``lines`` that begins left of the column ``most``, and its column."""
    for line in reversed(lines[:-1]):
        if (key := _KEY.match(line)) and (most is None or len(key["before"]) < most):
            return key["key"], len(key["before"])
    return None


def _judge_behind_quotes(line: str, column: int) -> Fault | None:
    """The fault of what stands at the ``column`` of a line, behind quotes or a bracket that closed."""
    if line[column] in "]}":
        return Fault(f"a '{line[column]}' closes nothing", "take it out, or put the whole text in quotes")
    quoted = _QUOTED.match(line)
    if not quoted or line[:column].rstrip()[-1:] != quoted["sign"] or quoted.start("value") > column:
        return None
    new = quote(_take_quotes(quoted["value"]))
    return Fault("the quotes are closed before the text ends", Exact(f"write {new}", quoted["value"], new))


def _take_quotes(value: str) -> str:
    """A text as it was meant that has some of its own quotes inside: without those around it, if they are
    around the whole."""
    sign = value[0]
    is_around = value.endswith(sign) and (value.count(sign) % 2 or _is_quoted_whole(value))
    return value[1:-1] if is_around else value


def _is_quoted_whole(value: str) -> bool:
    """Whether the quotes at the ends of a text go together, with pairs of the same between them: one with
    words behind it opens, any other closes."""
    sign, depth = value[0], 0
    for place, letter in enumerate(value):
        if letter == sign:
            opens = not value[:place].strip() or (
                value[place - 1] in " ([" and value[place + 1 : place + 2] != " "
            )
            depth += 1 if opens else -1
            if depth <= 0:
                return place == len(value) - 1
    return False
