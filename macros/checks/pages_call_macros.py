"""Hand-written pages call registered macros with constant arguments, and nothing else.

mkdocs-macros renders Jinja in any page with an unsandboxed environment: without this rule a change to a
page could run commands on the machine that builds it. Front matter may hold only the keys pages need, since
it shadows macro names.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from pathlib import Path

from macros.handbook import Handbook
from macros.problems import Problem, did_you_mean, show

FRONT_MATTER = ("title", "description", "search", "hide", "section")
_JINJA = re.compile(r"\{[{%#]")


def check(handbook: Handbook, root: Path) -> Iterator[Problem]:
    """Yield a problem for every call that is not to a macro with constants, or whose id is not there."""
    for file in sorted((root / "docs").rglob("*.md")):
        path = file.relative_to(root).as_posix()
        try:
            text = file.read_bytes().decode("utf-8")
        except (UnicodeDecodeError, OSError):
            yield Problem(path, 1, 1, "page", "is not UTF-8 text", "save the file as UTF-8")
            continue
        yield from _front_matter(path, text)
        if _JINJA.search(text):
            yield from _calls(handbook, path, text)


def _front_matter(path: str, text: str) -> Iterator[Problem]:
    lines = text.splitlines()
    if not lines or lines[0].strip() != "---":
        return
    for number, line in enumerate(lines[1:], 2):
        if line.strip() in ("---", "..."):
            return
        key = re.match(r"([^\s:#][^:]*):", line)
        if key and key[1] not in FRONT_MATTER:
            right = did_you_mean(key[1], FRONT_MATTER, f"the keys are {', '.join(FRONT_MATTER)}")
            yield Problem(path, number, 1, "front matter", f"the key {show(key[1])} is not known here", right)
    yield Problem(path, 1, 1, "front matter", "is never closed", "end it with a line of '---'")


def _calls(handbook: Handbook, path: str, text: str) -> Iterator[Problem]:
    from jinja2 import Environment, TemplateSyntaxError, nodes

    try:
        tree = Environment().parse(text)
    except TemplateSyntaxError as error:
        yield Problem(path, error.lineno, 1, "macro call", f"cannot be read ({error.message})", "write it as {{ card(\"an-id\") }}")
        return
    for statement in tree.body:
        if not isinstance(statement, nodes.Output):
            wrong = f"a '{type(statement).__name__.lower()}' statement stands here"
            yield Problem(path, statement.lineno, 1, "macro call", wrong, "only calls such as {{ card(\"an-id\") }} are allowed in pages")
            continue
        for node in statement.nodes:
            if not isinstance(node, nodes.TemplateData):
                yield from _call(handbook, path, text, node)


def _call(handbook: Handbook, path: str, text: str, node) -> Iterator[Problem]:
    from jinja2 import nodes

    from macros.library import MACROS, signature

    def fault(wrong: str, right: str) -> Problem:
        line = text.splitlines()[node.lineno - 1] if node.lineno <= len(text.splitlines()) else ""
        return Problem(path, node.lineno, line.find("{{") + 1 or 1, "macro call", wrong, right)

    if not (isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name)):
        yield fault("is not a plain call of a macro", "write {{ name(\"constant\") }} with one of: " + ", ".join(MACROS))
        return
    name = node.node.name
    if name not in MACROS:
        yield fault(f"{show(name)} is not a macro", did_you_mean(name, MACROS, "the macros are " + ", ".join(MACROS)))
        return
    constants = all(isinstance(arg, nodes.Const) for arg in [*node.args, *(pair.value for pair in node.kwargs)])
    if not constants or node.dyn_args or node.dyn_kwargs:
        yield fault(f"{name} is called with something that is not a constant", "give plain words in quotes")
        return
    try:
        bound = signature(name).bind(*(arg.value for arg in node.args), **{pair.key: pair.value.value for pair in node.kwargs})
    except TypeError as error:
        yield fault(f"{name} cannot be called so ({error})", f"write {name}{_spelt(signature(name))}")
        return
    yield from (fault(*wrong) for wrong in _arguments(handbook, name, bound.arguments))


def _spelt(signature: inspect.Signature) -> str:
    return "(" + ", ".join(signature.parameters) + ")"


def _arguments(handbook: Handbook, name: str, given: dict) -> Iterator[tuple[str, str]]:
    from macros.model import KINDS

    wanted = {"cite": "source", "term": "term", "matrix": "framework"}.get(name, "any")
    for key, value in given.items():
        if not isinstance(value, str):
            yield f"{name} is called with {show(value)}, which is not text", "put it in quotes"
        elif key == "id" and not handbook.get(value, wanted) and value.split("/")[0] not in handbook.broken:
            yield f"nothing has the id {show(value)}", did_you_mean(value, handbook.ids(wanted), "give an id that is there")
        elif key == "kind" and value not in KINDS:
            yield f"{show(value)} is not a kind of record", did_you_mean(value, KINDS, "the kinds are " + ", ".join(KINDS))
