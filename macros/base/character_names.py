"""The names of characters, for sentences on a character that nobody sees or that looks like another."""

from __future__ import annotations

import unicodedata


def describe_character(character: str) -> str:
    """A character by its number and, where it has one, its name: ``U+200B (zero width space)``."""
    name = unicodedata.name(character, "").lower()
    return f"U+{ord(character):04X}" + (f" ({name})" if name else "")


def describe_strange_character(text: str, usual: str = "") -> str:
    """The first character of ``text`` that is neither ASCII nor in ``usual``, described; empty without one.

    For texts that are written in ASCII, where such a character passes for another: ids, keys, numbers.
    """
    return next((describe_character(letter) for letter in text if letter > "~" and letter not in usual), "")
