"""Macro calls in the text of a page: read from Jinja's own tokens, and run in a Jinja sandbox that knows the macros and nothing else.

A page may call a macro with constants, ``{{ card("an-id") }}``, and show braces as they are between ``{% raw %}`` and
``{% endraw %}``. Nothing else of Jinja has a meaning here: :func:`read_calls` names it as a fault, and
:class:`PageEnvironment` refuses to compile it, so that a text which no check has seen can run nothing either.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import jinja2
from jinja2 import nodes
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from macros.base.problems import Fault

AS_HERE = "only call macros, with words in quotes: card(\"an-id\")"
Constant = str | int | float | bool | None
_SINGLE_CONSTANTS = {"true": True, "True": True, "false": False, "False": False, "none": None, "None": None}
_SKIPPED = ("whitespace",)
NotRendered = (jinja2.TemplateError, RecursionError)  # What the environment below raises for a text that it does not render.


@dataclass(frozen=True)
class Call:
    """A macro call as a page writes it; ``offset`` and ``line`` (from 1) say where in the text it begins."""

    name: str
    arguments: tuple[Constant, ...]
    named: tuple[tuple[str, Constant], ...]
    offset: int
    line: int

    def given(self, name: str, place: int = 0) -> Constant:
        """The argument called ``name``, or at ``place`` where it is not named; ``None`` where there is none."""
        return dict(self.named).get(name, self.arguments[place] if place < len(self.arguments) else None)


Piece = str | Call


def read_calls(text: str) -> tuple[list[Piece], list[tuple[int, Fault]]]:
    """A page's text in pieces, words and calls in turn, and what of Jinja stands in it that is no call of a
    macro: each fault with its offset in the text.

    Reads tokens one after the other and never recurses, so that no depth of brackets matters. Where there are faults the
    pieces are not to be used.
    """
    pieces: list[Piece] = []
    faults: list[tuple[int, Fault]] = []
    tokens = _Tokens(text)
    try:
        for offset, line, kind, value in tokens:
            if kind == "data":
                pieces.append(value)
            elif kind == "variable_begin":
                call = _call(tokens, offset, line, value, faults)
                pieces += [call] if call else []
            elif kind == "raw_begin":
                if not re.fullmatch(r"\{%\s*raw\s*%\}", value.strip()) or value != value.strip():
                    faults.append((offset, Fault("marks what is shown as it is in a way that takes the space around it away", "write {% raw %}")))
            elif kind == "raw_end":
                if "-" in value or "+" in value:
                    faults.append((offset, Fault("marks what is shown as it is in a way that takes the space around it away", "write {% endraw %}")))
            elif kind == "block_begin":
                faults.append((offset, Fault(f"the statement '{_statement(tokens)}' stands here", AS_HERE)))
            elif kind == "comment_begin":
                faults.append((offset, Fault("a comment of macros stands here", "take it out; only the file's readers would see it")))
    except jinja2.TemplateSyntaxError as error:
        faults.append((_line_start(text, error.lineno), Fault(f"cannot be read ({(error.message or '').rstrip('.')})", AS_HERE)))
    return pieces, faults


def _line_start(text: str, line: int) -> int:
    offset = 0
    for _ in range(line - 1):
        offset = text.find("\n", offset) + 1
    return offset


class _Tokens:
    """Jinja's tokens of a text, each with its offset, line, kind and text; an iterator that a reader of a call may move on."""

    def __init__(self, text: str):
        environment = jinja2.Environment(keep_trailing_newline=True)
        self._tokens = environment.lexer.tokeniter(text, None)
        self._text, self._offset = text, 0

    def __iter__(self) -> Iterator[tuple[int, int, str, str]]:
        return self

    def __next__(self) -> tuple[int, int, str, str]:
        line, kind, value = next(self._tokens)
        found = self._text.find(value, self._offset) if value else self._offset
        offset = self._offset if found < 0 else found
        self._offset = offset + len(value)
        return offset, line, kind, value

    def until(self, end: str) -> list[tuple[str, str]]:
        """The kinds and texts of the tokens up to the one of the kind ``end``, without the space between them."""
        inner = []
        for _, _, kind, value in self:
            if kind == end:
                inner.append((kind, value))
                break
            if kind not in _SKIPPED:
                inner.append((kind, value))
        return inner


def _statement(tokens: _Tokens) -> str:
    inner = tokens.until("block_end")
    return next((value for kind, value in inner if kind == "name"), "%")


def _call(tokens: _Tokens, offset: int, line: int, begin: str, faults: list[tuple[int, Fault]]) -> Call | None:
    """The call that begins with the token at ``offset``; ``None``, and a fault more, where it is not one."""
    inner = tokens.until("variable_end")
    end = inner.pop()[1] if inner and inner[-1][0] == "variable_end" else ""
    if not end:
        faults.append((offset, Fault("is never closed", "end it with }}, or write the braces between {% raw %} and {% endraw %}")))
        return None
    if begin != "{{" or end != "}}":
        faults.append((offset, Fault("is written in a way that takes the space around it away", "write {{ and }} without - and +")))
        return None
    words = [value for _, value in inner]
    if not (len(inner) >= 3 and inner[0][0] == "name" and words[1] == "(" and words[-1] == ")"):
        faults.append((offset, Fault("is not a plain call of a macro", AS_HERE)))
        return None
    arguments: list[Constant] = []
    named: list[tuple[str, Constant]] = []
    try:
        for pair in _between_commas(inner[2:-1]):
            if len(pair) == 3 and pair[0][0] == "name" and pair[1][1] == "=":
                named.append((pair[0][1], _constant(pair[2:])))
            elif named:
                raise _NotConstant
            else:
                arguments.append(_constant(pair))
    except _NotConstant:
        faults.append((offset, Fault(f"{words[0]} is called with something that is not a constant", "give plain words in quotes")))
        return None
    if len({key for key, _ in named}) < len(named):
        faults.append((offset, Fault(f"{words[0]} is given the same thing twice", AS_HERE)))
        return None
    return Call(words[0], tuple(arguments), tuple(named), offset, line)


class _NotConstant(Exception):
    pass


def _between_commas(tokens: list[tuple[str, str]]) -> Iterator[list[tuple[str, str]]]:
    part: list[tuple[str, str]] = []
    for token in tokens:
        if token == ("operator", ","):
            yield part
            part = []
        else:
            part.append(token)
    if part:
        yield part


def _constant(tokens: list[tuple[str, str]]) -> Constant:
    """The value of one token that is a text, a number or a word such as ``true``; a text holds no backslash."""
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


_ALLOWED = (nodes.Template, nodes.Output, nodes.TemplateData, nodes.Call, nodes.Name, nodes.Const, nodes.Keyword)


class PageEnvironment(ImmutableSandboxedEnvironment):
    """The environment that pages are rendered in: Jinja's immutable sandbox over the macros given, and nothing beside them.

    There are no filters, tests, globals, loaders or attributes; ``variables`` are the names that a text may hand to a macro.
    A text that holds anything but calls of macros raises ``SecurityError`` when it is compiled.
    """

    def __init__(self, macros: Mapping[str, Callable[..., str]], variables: tuple[str, ...] = ()):
        super().__init__(undefined=jinja2.StrictUndefined, keep_trailing_newline=True, auto_reload=False)
        self.filters, self.tests, self.globals = {}, {}, dict(macros)
        self._variables = frozenset(variables)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        template = super()._parse(source, name, filename)
        for node in (template, *template.find_all(nodes.Node)):
            self._judge(node)
        return template

    def _judge(self, node: nodes.Node) -> None:
        if not isinstance(node, _ALLOWED):
            raise SecurityError(f"a page may not hold the expression '{type(node).__name__.lower()}'")
        if isinstance(node, nodes.Output):
            if not all(isinstance(part, (nodes.TemplateData, nodes.Call)) for part in node.nodes):
                raise SecurityError("a page may only call macros")
        elif isinstance(node, nodes.Call):
            if not (isinstance(node.node, nodes.Name) and node.node.name in self.globals) or node.dyn_args or node.dyn_kwargs:
                raise SecurityError("a page may only call macros")
            if any(isinstance(value, nodes.Call) for value in (*node.args, *(pair.value for pair in node.kwargs))):
                raise SecurityError("a page may not call a macro within a call")
        elif isinstance(node, nodes.Name) and node.name not in self.globals and node.name not in self._variables:
            raise SecurityError(f"'{node.name}' is no macro")

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        """No attribute is."""
        return False

    def is_safe_callable(self, obj: object) -> bool:
        """Only a macro is."""
        return any(obj is macro for macro in self.globals.values())

    def getattr(self, obj: object, attribute: str) -> object:
        """Raises ``SecurityError``: pages reach into nothing."""
        raise SecurityError("a page may not look into anything")

    def getitem(self, obj: object, argument: object) -> object:
        """Raises ``SecurityError``: pages reach into nothing."""
        raise SecurityError("a page may not look into anything")
