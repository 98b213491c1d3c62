"""Notes of what was read while something was made, so that it can be kept as long as that is the same.

A fact is a name and what it is of: ``("title", entry)``. Whoever gives a fact away notes it (:func:`note`,
:class:`Noted`), and whoever makes something collects what is noted meanwhile (:func:`collect`). Outside of
that a note costs next to nothing and leads nowhere.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

Value = TypeVar("Value")
Fact = tuple[
    str, Any
]  # Its name, and what it is of, which can be hashed; of another build, both as one text.

_facts: ContextVar[set[Fact | str] | None] = ContextVar("facts read", default=None)


def note(name: str, subject: Hashable) -> None:
    """Note that the fact ``name`` of ``subject`` was read."""
    if (facts := _facts.get()) is not None:
        facts.add((name, subject))


def note_all(facts: Iterable[Fact | str]) -> None:
    """Note that ``facts`` were read."""
    if (collected := _facts.get()) is not None:
        collected.update(facts)


def start(facts: set[Fact | str] | None) -> None:
    """Have what is read in this context from now on noted in ``facts``, or in nothing."""
    _facts.set(facts)


@contextmanager
def collect(facts: set[Fact | str] | None) -> Iterator[None]:
    """Have what is read while the body runs noted in ``facts`` alone, or in nothing."""
    token = _facts.set(facts)
    try:
        yield
    finally:
        _facts.reset(token)


def read_unnoted(make: Callable[[], Value]) -> Value:
    """What ``make`` gives, without notes of what it reads: where a fact of its own is noted for that."""
    if _facts.get() is None:
        return make()
    with collect(None):
        return make()


class Noted:
    """A field of a dataclass that notes, under its name and its object, that it was read."""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, owner: object | None, kind: type) -> Any:
        if owner is None:
            raise AttributeError(self.name)  # So that the dataclass takes it for no default.
        if (facts := _facts.get()) is not None:
            facts.add((self.name, owner))
        return owner.__dict__[self.name]

    def __set__(self, owner: object, value: object) -> None:
        owner.__dict__[self.name] = value


class Notes:
    """What is made once for several pages, each with the facts that it was made from; ``has_facts`` says
    whether anybody asks for these."""

    def __init__(self, has_facts: bool = True) -> None:
        self.has_facts = has_facts
        self._made: dict[Hashable, tuple[Any, Collection[Fact | str]]] = {}

    def __repr__(self) -> str:
        return f"<Notes of {len(self._made)} things made once>"

    def remember(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """What ``make`` gave when it was first asked for ``key``. What it read then is noted each time."""
        if key not in self._made:
            collected: set[Fact | str] | None = set() if self.has_facts else None
            with collect(collected):
                self._made[key] = make(), collected or ()
        value: Value
        value, facts = self._made[key]
        if facts:
            note_all(facts)
        return value
