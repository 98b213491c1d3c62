"""Long files of YAML that no author would write: one piece of its grammar over and over, after the start of a
value."""

from __future__ import annotations

from itertools import product

STARTS = ("a: ", "a: >-\n  ", "[", "- ")
PIECES = (
    *("a: b\n", "? ", "[],", "'", "\n", "- a\n", "{a: b}, ", "!", "&a ", "a:", "x, & ", ", *", "- - ", " !"),
    *("a:\n  ", "%", "# x\n", "a: >\n b\n", "[x, &", "<<<<<<<\n", "\r", '"\\x41" '),
)
FILES = tuple(product(STARTS, PIECES))


def long_file(start: str, piece: str, size: int) -> bytes:
    """About ``size`` bytes of YAML: ``start``, and ``piece`` again and again."""
    return (start + piece * (size // len(piece))).encode()
