"""The shape that data must have, built out of small parts: ``many(text(...))``, ``keys({...})``.

A shape is a function that takes a value and yields its faults, each with the route to the faulty part (a
tuple of keys and indexes, empty for the value itself). ``right`` in
the functions below is what a fault says would be right. No shape
raises anything for bad data.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Iterator, Mapping

from macros.base.problems import Fault, Route, did_you_mean, find_nearest, show

Shape = Callable[[object], Iterator[tuple[Route, Fault]]]


def describe_value(value: object) -> str:
    """``value`` as a fault names it: ``a list``, ``keys with values``, ``empty``, or the value itself in
    quotes."""
    if value is None:
        return "empty"
    if isinstance(value, (list, dict)):
        return "a list" if isinstance(value, list) else "keys with values"
    return show(str(value).lower() if isinstance(value, bool) else value)


def _kind_shape(kind: type | tuple[type, ...], kind_name: str, right: str) -> Shape:
    """Values of the Python type ``kind``, which a fault calls ``kind_name``; a bool is no int."""

    def shape(value: object) -> Iterator[tuple[Route, Fault]]:
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            yield (), Fault(f"is {describe_value(value)} and should be {kind_name}", right)

    return shape


def text(right: str, fits: Callable[[str], object] | str | None = None) -> Shape:
    """Text. ``fits`` narrows it: a function that accepts or refuses the text, or a pattern that all of it
    must match."""
    kind = _kind_shape(str, "text", right)

    def shape(value: object) -> Iterator[tuple[Route, Fault]]:
        if not isinstance(value, str):
            yield from kind(value)
        elif fits and not (re.fullmatch(fits, value) if isinstance(fits, str) else fits(value)):
            yield (), Fault(f"{show(value)} does not fit", right)

    return shape


def flag(right: str = "write true or false") -> Shape:
    """True or false."""
    return _kind_shape(bool, "true or false", right)


def number(right: str) -> Shape:
    """An int or a float, but neither infinite nor NaN."""
    kind = _kind_shape((int, float), "a number", right)

    def shape(value: object) -> Iterator[tuple[Route, Fault]]:
        yield from (faults := list(kind(value)))
        if not faults and isinstance(value, (int, float)) and not math.isfinite(value):
            yield (), Fault(f"{show(value)} does not fit", right)

    return shape


def anything(value: object) -> Iterator[tuple[Route, Fault]]:
    """Any value at all: the shape without faults."""
    yield from ()


def many(shape: Shape, right: str) -> Shape:
    """A list, each entry of which is of ``shape``."""

    def check_list(value: object) -> Iterator[tuple[Route, Fault]]:
        if not isinstance(value, list):
            yield (), Fault(f"is {describe_value(value)} and should be a list", right)
            return
        for index, entry in enumerate(value):
            yield from _prefix_routes(index, shape(entry))

    return check_list


def keys(
    known: Mapping[str, Shape],
    right: str,
    needs: Collection[str] = (),
    others: Shape | None = None,
    never_empty: Collection[str] = (),
) -> Shape:
    """A mapping. ``known`` gives the shape of each key; ``needs`` names the keys that must be there with a
    value, and ``never_empty`` those that must have one where they are there; ``others`` is the shape of any
    further key, and without it a further key is a fault."""

    def check_mapping(value: object) -> Iterator[tuple[Route, Fault]]:
        if not isinstance(value, dict):
            yield (), Fault(f"is {describe_value(value)} and should be keys with values", right)
            return
        misspelt = (
            {find_nearest(str(key), known) for key in value if key not in known} if others is None else set()
        )
        yield from (
            ((), Fault(f"has no '{name}'", right))
            for name in needs
            if name not in value and name not in misspelt
        )
        for key, inner in value.items():
            shape = known.get(key, others)
            if shape is None:
                yield (
                    (key,),
                    Fault(
                        f"the key {show(key)} is not known here",
                        did_you_mean(str(key), known, f"the keys are {', '.join(known)}", value),
                    ),
                )
            elif inner is not None or key in needs or key in never_empty:
                yield from _prefix_routes(key, shape(inner))

    return check_mapping


def either(first: Shape, kind: type, second: Shape) -> Shape:
    """``second`` for a value of the type ``kind``, ``first`` for any other."""
    return lambda value: second(value) if isinstance(value, kind) else first(value)


def _prefix_routes(step: object, faults: Iterator[tuple[Route, Fault]]) -> Iterator[tuple[Route, Fault]]:
    """``faults`` of a part as faults of the whole, in which the part stands at ``step``."""
    return (((step, *route), fault) for route, fault in faults)
