"""Long files of YAML to measure the reading of hostile input: the start of a value, then one piece of the
grammar repeated."""

from __future__ import annotations

from itertools import product

STARTS = ("a: ", "a: >-\n  ", "[", "- ")
PIECES = (
    *("a: b\n", "? ", "[],", "'", "\n", "- a\n", "{a: b}, ", "!", "&a ", "a:", "x, & ", ", *", "- - ", " !"),
    *("a:\n  ", "%", "# x\n", "a: >\n b\n", "[x, &", "<<<<<<<\n", "\r", '"\\x41" '),
)
FILES = tuple(product(STARTS, PIECES))


def write_long_file(start: str, piece: str, size: int) -> bytes:
    """About ``size`` bytes of YAML: ``start``, then ``piece`` repeated."""
    return (start + piece * (size // len(piece))).encode()
