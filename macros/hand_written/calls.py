"""Macro calls in the text of a page: read from Jinja's own tokens, and run in a Jinja sandbox that knows the
macros and nothing else.

A page may call a macro with constants, ``{{ card("an-id") }}``, and show braces as they are between ``{% raw
%}`` and ``{% endraw %}``. Nothing else of Jinja has a meaning here: :func:`read_calls` names it as a fault,
and :class:`PageEnvironment` refuses to compile it, so that a text which no check has seen can run nothing
either.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import jinja2
from jinja2 import nodes
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from macros.base.character_names import describe_character
from macros.base.problems import Exact, Fault

ONLY_CALLS = 'only call macros, with words in quotes: card("an-id")'
Constant = str | int | float | bool | None
_SINGLE_CONSTANTS = {"true": True, "True": True, "false": False, "False": False, "none": None, "None": None}
_SKIPPED = ("whitespace",)
# A text between quotes of Word, or one that is alone.
_ODD_QUOTES = re.compile(
    r'[\u201c\u201d\u201e][^\u201c\u201d"\n]*[\u201c\u201d]|[\u2018\u2019][^\u2018"\n,]*[\u2018\u2019]'
    r"|\xab[^\xab\xbb\"\n]*\xbb|[\u201c\u201d\u201e]"
)
MOST_PASSED_OVER = 20  # Places at which Jinja cannot go on, behind which a page is still read.
NotRendered = (
    jinja2.TemplateError,
    RecursionError,
)  # What the environment below raises for a text that it does not render.


@dataclass(frozen=True)
class Call:
    """A macro call as a page writes it. It begins at ``offset`` (in characters, from 0) of the page's text,
    in ``line`` (from 1)."""

    name: str
    arguments: tuple[Constant, ...]
    keywords: tuple[tuple[str, Constant], ...]
    offset: int
    line: int

    def find_argument(self, name: str, index: int = 0) -> Constant:
        """The argument called ``name``, or else the one at ``index`` (from 0) among those without a name;
        ``None`` without either."""
        return dict(self.keywords).get(name, self.arguments[index] if index < len(self.arguments) else None)


Piece = str | Call


def read_calls(text: str) -> tuple[list[Piece], list[tuple[int, Fault]]]:
    """A page's text as pieces in order (texts and calls), and each fault with its offset: one for everything
    of Jinja in it that is no macro call.

    It reads tokens one after the other and does not recurse, so brackets may nest to any depth. Where Jinja
    cannot go on, what stopped it is told and passed over, and the rest is read: quotes of Word as the quotes
    they were meant for, any other call as if it were not there. Where there are faults but those of quotes,
    the pieces are incomplete. Raises nothing.
    """
    known: list[tuple[int, Fault]] = []
    while True:
        pieces, faults, stopped = _read_on(text)
        if stopped is None or len(known) >= MOST_PASSED_OVER:
            break
        begin, fault = stopped
        is_call = text.startswith("{{", begin)
        end = text.find("}}" if is_call else "%}", begin) + 2
        end = end if end > 1 and "{{" not in text[begin + 2 : end] else _find_line_end(text, begin)
        meant, odd_quotes = _straighten_quotes(text[begin:end] if is_call else "")
        known += [(begin + offset, odd) for offset, odd in odd_quotes] or [(begin, fault)]
        passed_over = meant if odd_quotes else re.sub(r"\S", " ", text[begin:end])
        text = text[:begin] + passed_over + text[end:]
    return pieces, sorted([*known, *faults, *([stopped] if stopped else [])], key=lambda pair: pair[0])


def _read_on(text: str) -> tuple[list[Piece], list[tuple[int, Fault]], tuple[int, Fault] | None]:
    """The pieces and faults of a text up to its end or to where Jinja cannot go on; that fault comes last,
    with the offset of the call, or of what else begins there."""
    pieces: list[Piece] = []
    faults: list[tuple[int, Fault]] = []
    tokens = _Tokens(text)
    begin = -1
    try:
        for offset, line, kind, value in tokens:
            begin = offset if kind in ("variable_begin", "block_begin") else -1
            if kind == "data":
                pieces.append(value)
            elif kind == "variable_begin":
                call = _read_call(tokens, offset, line, value, faults)
                pieces += [call] if call else []
            elif kind == "raw_begin":
                if not re.fullmatch(r"\{%\s*raw\s*%\}", value.strip()) or value != value.strip():
                    faults.append(
                        (
                            offset,
                            Fault(
                                "marks what is shown as it is in a way that takes the space around it away",
                                "write {% raw %}",
                            ),
                        )
                    )
            elif kind == "raw_end":
                if "-" in value or "+" in value:
                    faults.append(
                        (
                            offset,
                            Fault(
                                "marks what is shown as it is in a way that takes the space around it away",
                                "write {% endraw %}",
                            ),
                        )
                    )
            elif kind == "block_begin":
                faults.append(
                    (offset, Fault(f"the statement '{_read_statement_name(tokens)}' stands here", ONLY_CALLS))
                )
            elif kind == "comment_begin":
                faults.append(
                    (
                        offset,
                        Fault(
                            "a comment of macros stands here",
                            "take it out; only the file's readers would see it",
                        ),
                    )
                )
    except jinja2.TemplateSyntaxError as error:
        reason = re.sub(r" at \d+$", "", (error.message or "").rstrip("."))
        place = begin if begin >= 0 else _find_line_start(text, error.lineno)
        stopped = place, Fault(f"cannot be read ({reason})", ONLY_CALLS)
        return pieces, faults, stopped
    return pieces, faults, None


def _straighten_quotes(call: str) -> tuple[str, list[tuple[int, Fault]]]:
    """A call that Jinja cannot read with straight quotes in the place of those of Word, as long as before,
    and each fault with its offset."""
    faults = []
    for odd in _ODD_QUOTES.finditer(call):
        meant = f'"{odd[0][1:-1]}"' if len(odd[0]) > 1 else '"'
        wrong = f"{describe_character(odd[0][0])} is no quote mark of a macro call"
        faults.append((odd.start(), Fault(wrong, Exact(f"write {meant}", odd[0], meant))))
        call = call[: odd.start()] + meant + call[odd.end() :]
    return call, faults


def _find_line_end(text: str, offset: int) -> int:
    end = text.find("\n", offset)
    return len(text) if end < 0 else end


def _find_line_start(text: str, line: int) -> int:
    """The offset (from 0) at which a line (from 1) begins."""
    offset = 0
    for _ in range(line - 1):
        offset = text.find("\n", offset) + 1
    return offset


class _Tokens:
    """An iterator over Jinja's tokens of a text, each as (offset, line, kind, text); :meth:`read_until` moves
    it on."""

    def __init__(self, text: str):
        environment = jinja2.Environment(keep_trailing_newline=True)
        self._tokens = environment.lexer.tokeniter(text, None)
        self._text, self._offset = text, 0

    def __iter__(self) -> Iterator[tuple[int, int, str, str]]:
        return self

    def __next__(self) -> tuple[int, int, str, str]:
        line, kind, value = next(self._tokens)
        position = self._text.find(value, self._offset) if value else self._offset
        offset = self._offset if position < 0 else position
        self._offset = offset + len(value)
        return offset, line, kind, value

    def read_until(self, end: str) -> list[tuple[str, str]]:
        """The next tokens, as (kind, text) and without white space, up to and with the first of the kind
        ``end``."""
        tokens = []
        for _, _, kind, value in self:
            if kind == end:
                tokens.append((kind, value))
                break
            if kind not in _SKIPPED:
                tokens.append((kind, value))
        return tokens


def _read_statement_name(tokens: _Tokens) -> str:
    """The name of the statement that has begun, as ``set``; ``%`` where it has none."""
    tokens_inside = tokens.read_until("block_end")
    return next((value for kind, value in tokens_inside if kind == "name"), "%")


def _read_call(
    tokens: _Tokens, offset: int, line: int, begin: str, faults: list[tuple[int, Fault]]
) -> Call | None:
    """The call that begins with the token ``begin`` at ``offset``; ``None``, and one more fault in
    ``faults``, where it is no sound call."""
    tokens_inside = tokens.read_until("variable_end")
    end = tokens_inside.pop()[1] if tokens_inside and tokens_inside[-1][0] == "variable_end" else ""
    if not end:
        faults.append(
            (
                offset,
                Fault(
                    "is never closed",
                    "end it with }}, or write the braces between {% raw %} and {% endraw %}",
                ),
            )
        )
        return None
    if begin != "{{" or end != "}}":
        faults.append(
            (
                offset,
                Fault(
                    "is written in a way that takes the space around it away",
                    "write {{ and }} without - and +",
                ),
            )
        )
        return None
    words = [value for _, value in tokens_inside]
    if not (
        len(tokens_inside) >= 3 and tokens_inside[0][0] == "name" and words[1] == "(" and words[-1] == ")"
    ):
        faults.append((offset, Fault("is not a plain call of a macro", ONLY_CALLS)))
        return None
    arguments: list[Constant] = []
    keywords: list[tuple[str, Constant]] = []
    try:
        for pair in _split_at_commas(tokens_inside[2:-1]):
            if len(pair) == 3 and pair[0][0] == "name" and pair[1][1] == "=":
                keywords.append((pair[0][1], _read_constant(pair[2:])))
            elif keywords:
                raise _NotConstant
            else:
                arguments.append(_read_constant(pair))
    except _NotConstant:
        faults.append(
            (
                offset,
                Fault(
                    f"{words[0]} is called with something that is not a constant",
                    "give plain words in quotes",
                ),
            )
        )
        return None
    if len({key for key, _ in keywords}) < len(keywords):
        faults.append((offset, Fault(f"{words[0]} is given the same thing twice", ONLY_CALLS)))
        return None
    return Call(words[0], tuple(arguments), tuple(keywords), offset, line)


class _NotConstant(Exception):
    """An argument of a call is something other than a constant."""


def _split_at_commas(tokens: list[tuple[str, str]]) -> Iterator[list[tuple[str, str]]]:
    """The tokens of each argument of a call."""
    part: list[tuple[str, str]] = []
    for token in tokens:
        if token == ("operator", ","):
            yield part
            part = []
        else:
            part.append(token)
    if part:
        yield part


def _read_constant(tokens: list[tuple[str, str]]) -> Constant:
    """The value of a single token: a text without a backslash, a number, or a word such as ``true``. Raises
    :class:`_NotConstant`."""
    if len(tokens) != 1:
        raise _NotConstant
    kind, value = tokens[0]
    if kind == "string" and "\\" not in value:
        return value[1:-1]
    if kind == "integer" and value.isdigit():
        return int(value[:18])
    if kind == "float" and re.fullmatch(r"\d{1,9}\.\d{1,9}", value):
        return float(value)
    if kind == "name" and value in _SINGLE_CONSTANTS:
        return _SINGLE_CONSTANTS[value]
    raise _NotConstant


_ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Call,
    nodes.Name,
    nodes.Const,
    nodes.Keyword,
)


class PageEnvironment(ImmutableSandboxedEnvironment):
    """The environment that pages are rendered in: Jinja's immutable sandbox over the macros given, and
    nothing beside them.

    There are no filters, tests, globals, loaders or attributes; ``variables`` are the names that a text may
    hand to a macro. A text that holds anything but calls of macros raises ``SecurityError`` when it is
    compiled.
    """

    def __init__(self, macros: Mapping[str, Callable[..., str]], variables: tuple[str, ...] = ()):
        super().__init__(undefined=jinja2.StrictUndefined, keep_trailing_newline=True, auto_reload=False)
        self.filters, self.tests, self.globals = {}, {}, dict(macros)
        self._variables = frozenset(variables)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        template = super()._parse(source, name, filename)
        for node in (template, *template.find_all(nodes.Node)):
            self._check_node(node)
        return template

    def _check_node(self, node: nodes.Node) -> None:
        if not isinstance(node, _ALLOWED):
            raise SecurityError(f"a page may not hold the expression '{type(node).__name__.lower()}'")
        if isinstance(node, nodes.Output):
            if not all(isinstance(part, (nodes.TemplateData, nodes.Call)) for part in node.nodes):
                raise SecurityError("a page may only call macros")
        elif isinstance(node, nodes.Call):
            if (
                not (isinstance(node.node, nodes.Name) and node.node.name in self.globals)
                or node.dyn_args
                or node.dyn_kwargs
            ):
                raise SecurityError("a page may only call macros")
            if any(
                isinstance(value, nodes.Call) for value in (*node.args, *(pair.value for pair in node.kwargs))
            ):
                raise SecurityError("a page may not call a macro within a call")
        elif (
            isinstance(node, nodes.Name)
            and node.name not in self.globals
            and node.name not in self._variables
        ):
            raise SecurityError(f"'{node.name}' is no macro")

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        """``False``: a page reads no attribute of anything."""
        return False

    def is_safe_callable(self, obj: object) -> bool:
        """Whether ``obj`` is one of the macros, which are all that a page may call."""
        return any(obj is macro for macro in self.globals.values())

    def getattr(self, obj: object, attribute: str) -> object:
        """Raises ``SecurityError``: pages reach into nothing."""
        raise SecurityError("a page may not look into anything")

    def getitem(self, obj: object, argument: object) -> object:
        """Raises ``SecurityError``: pages reach into nothing."""
        raise SecurityError("a page may not look into anything")
