"""The shape that data must have, said in a few words that can be put together: ``many(text(...))``, ``keys({...})``.

A shape is a function that takes a value and gives its faults, each with the route to it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date

from macros.base.problems import Fault, Route, did_you_mean, nearest, show

Shape = Callable[[object], Iterator[tuple[Route, Fault]]]


def said(value: object) -> str:
    """A value in words: ``a list``, ``keys with values``, ``empty``, else itself in quotes."""
    if value is None:
        return "empty"
    if isinstance(value, (list, dict)):
        return "a list" if isinstance(value, list) else "keys with values"
    return show(str(value).lower() if isinstance(value, bool) else value)


def _of(kind: type | tuple[type, ...], named: str, right: str) -> Shape:
    def shape(value: object) -> Iterator[tuple[Route, Fault]]:
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            yield (), Fault(f"is {said(value)} and should be {named}", right)

    return shape


def text(right: str, fits: Callable[[str], object] | str | None = None) -> Shape:
    """Text; ``fits`` says whether it is the right one, or is the pattern of the whole of it."""
    kind = _of(str, "text", right)

    def shape(value: object) -> Iterator[tuple[Route, Fault]]:
        yield from (faults := list(kind(value)))
        if not faults and fits and not (re.fullmatch(fits, value) if isinstance(fits, str) else fits(value)):
            yield (), Fault(f"{show(value)} does not fit", right)

    return shape


def flag(right: str = "write true or false") -> Shape:
    """True or false."""
    return _of(bool, "true or false", right)


def number(right: str) -> Shape:
    """A number, neither endless nor none."""
    kind = _of((int, float), "a number", right)

    def shape(value: object) -> Iterator[tuple[Route, Fault]]:
        yield from (faults := list(kind(value)))
        if not faults and not math.isfinite(value):
            yield (), Fault(f"{show(value)} does not fit", right)

    return shape


def day(right: str) -> Shape:
    """A day of the calendar."""
    return _of(date, "a day", right)


def anything(value: object) -> Iterator[tuple[Route, Fault]]:
    """Whatever it is."""
    yield from ()


def many(shape: Shape, right: str) -> Shape:
    """A list, each entry of which is of ``shape``."""

    def listed(value: object) -> Iterator[tuple[Route, Fault]]:
        if not isinstance(value, list):
            yield (), Fault(f"is {said(value)} and should be a list", right)
            return
        for index, each in enumerate(value):
            yield from _below(index, shape(each))

    return listed


def keys(known: Mapping[str, Shape], right: str, needs: Collection[str] = (), others: Shape | None = None) -> Shape:
    """Keys with values: each of ``known`` by its shape, those of ``needs`` there and not empty, any further one by ``others``."""

    def keyed(value: object) -> Iterator[tuple[Route, Fault]]:
        if not isinstance(value, dict):
            yield (), Fault(f"is {said(value)} and should be keys with values", right)
            return
        misspelt = {nearest(str(key), known) for key in value if key not in known} if others is None else set()
        yield from (((), Fault(f"has no '{each}'", right)) for each in needs if each not in value and each not in misspelt)
        for key, inner in value.items():
            shape = known.get(key, others)
            if shape is None:
                yield (key,), Fault(f"the key {show(key)} is not known here", did_you_mean(str(key), known, f"the keys are {', '.join(known)}"))
            elif inner is not None or key in needs:
                yield from _below(key, shape(inner))

    return keyed


def either(first: Shape, kind: type, second: Shape) -> Shape:
    """By ``second`` where the value is of ``kind``, else by ``first``."""
    return lambda value: second(value) if isinstance(value, kind) else first(value)


def _below(step: object, faults: Iterator[tuple[Route, Fault]]) -> Iterator[tuple[Route, Fault]]:
    return (((step, *route), fault) for route, fault in faults)
