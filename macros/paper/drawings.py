"""The colours and lines of drawings, written into each of their elements.

The site's style sheets colour a drawing by its classes. What makes the PDF reads a drawing as a picture of
its own, which no style sheet reaches; so what they say of each element is worked out here.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any

_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_COMMENT = re.compile(r"/\*.*?\*/", re.S)
_VARIABLE = re.compile(r"var\((--[\w-]+)(?:,\s*([^()]*))?\)")
_SIMPLE = re.compile(r"[a-z]*(?:\.[\w-]+)*")
_PAINTING = re.compile(
    r"fill|stroke|stroke-\w+|fill-\w+|font-\w+|opacity|text-anchor|paint-order|dominant-baseline|display"
)
_LENGTH = re.compile(r"^([\d.]+)rem$")


class Drawings:
    """The rules of style sheets that paint drawings, ``css`` in the order in which they are read. Rules
    inside of other rules (``@media``) are for screens, and are passed over."""

    def __init__(self, css: str):
        self._css = _COMMENT.sub("", css)

    @cached_property
    def _rules(self) -> list[tuple[int, list[tuple[str, ...]], dict[str, str]]]:
        """Each selector of a rule with its weight, its compound selectors from the outermost, and what it
        says."""
        rules = []
        for selectors, body in _RULE.findall(_drop_blocks(self._css)):
            declarations = dict(_split(line) for line in body.split(";") if ":" in line)
            painted = {
                name: value
                for name, value in declarations.items()
                if name.startswith("--") or _is_paint(name)
            }
            for selector in selectors.split(",") if painted else ():
                parts = tuple(selector.split())
                if all(_SIMPLE.fullmatch(part) or part in ("+", ":root") for part in parts):
                    weight = sum(part.count(".") * 100 + (part[0] not in ".+:") for part in parts)
                    rules.append((weight, [parts], painted))
        return sorted(rules, key=lambda rule: rule[0])

    def paint(self, tree: Any) -> None:
        """Write into the elements of every drawing in ``tree`` how they look."""
        for picture in list(tree.iter("svg")):
            self._paint_element(picture, self._read_root())

    def _read_root(self) -> dict[str, str]:
        variables: dict[str, str] = {}
        for _, [parts], declarations in self._rules:
            if parts == (":root",):
                variables |= {name: value for name, value in declarations.items() if name.startswith("--")}
        return variables

    def _paint_element(self, element: Any, variables: dict[str, str]) -> None:
        declarations: dict[str, str] = {}
        for _, [parts], declared in self._rules:
            if parts != (":root",) and _matches(element, parts):
                declarations |= declared
        variables = variables | {name: value for name, value in declarations.items() if name.startswith("--")}
        style = [
            f"{name}:{resolved}"
            for name, value in declarations.items()
            if not name.startswith("--") and (resolved := resolve(value, variables))
        ]
        if style:
            element.set("style", ";".join(style))
        for child in element:
            if isinstance(child.tag, str):
                self._paint_element(child, variables)


def resolve(value: str, variables: dict[str, str]) -> str:
    """``value`` with its variables put in, and lengths in ``rem`` as pixels; empty where one is not known."""
    for _ in range(8):
        if not (mark := _VARIABLE.search(value)):
            break
        known = variables.get(mark[1], mark[2] or "")
        if not known:
            return ""
        value = value[: mark.start()] + known + value[mark.end() :]
    length = _LENGTH.match(value.strip())
    return f"{float(length[1]) * 16:g}px" if length else value.strip().replace('"', "'")


def _drop_blocks(css: str) -> str:
    """``css`` without its at-rules and what stands in them."""
    pieces, depth, is_dropped = [], 0, False
    for piece in re.split(r"([{}])", css):
        if piece == "{":
            depth += 1
        elif piece == "}":
            depth -= 1
        elif depth == 0 and piece.strip().startswith("@"):
            is_dropped = True
            continue
        if not is_dropped:
            pieces.append(piece)
        if piece == "}" and depth == 0:
            is_dropped = False
    return "".join(pieces)


def _split(line: str) -> tuple[str, str]:
    name, _, value = line.partition(":")
    return name.strip(), " ".join(value.split())


def _is_paint(name: str) -> bool:
    return _PAINTING.fullmatch(name) is not None


def _matches(element: Any, parts: tuple[str, ...]) -> bool:
    """Whether an element is one that a selector means: its last part the element itself, the parts before it
    elements around it or, after ``+``, just before it."""
    *before, last = parts
    if not _is_meant(element, last):
        return False
    if not before:
        return True
    if before[-1] == "+":
        sibling = element.getprevious()
        return sibling is not None and len(before) > 1 and _matches(sibling, tuple(before[:-1]))
    return any(_matches(above, tuple(before)) for above in element.iterancestors())


def _is_meant(element: Any, part: str) -> bool:
    name, *classes = part.split(".")
    if not isinstance(element.tag, str) or (name and name != element.tag):
        return False
    its_classes = element.get("class", "").split()
    return all(name in its_classes for name in classes)
