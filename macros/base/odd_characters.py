"""Characters that no text of the handbook may hold.

Refused are control characters, private characters (which :mod:`macros.base.language_marks` keeps for itself),
and those that nobody sees but that part a word from itself in the search, or turn a line round: what Unicode
calls default ignorable (zero-width spaces and joiners, soft hyphens, marks and overrides of direction,
variation selectors, tags; ``DerivedCoreProperties.txt``), separators of lines and paragraphs, the blank of
Braille, and the place of a picture that was pasted.

Zero-width joiners matter to Arabic and Indic scripts, in none of which the handbook is written or translated.
They and variation selectors are let through where they belong to an emoji, as tags are in the flags of
England, Scotland and Wales.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from html import unescape

from macros.base.character_names import describe_character
from macros.base.problems import Exact, Fault

# Written as what is left of Unicode when they are taken out, since one set is quicker than an alternative.
_REFUSED = (
    "[^\x09\x0a\x0d\x20-\x7e\xa0-\xac\xae-\u034e\u0350-\u061b\u061d-\u115e\u1161-\u17b3\u17b6-\u180a"
    "\u1810-\u200a\u2010-\u2027\u202f-\u205f\u2070-\u27ff\u2801-\u3163\u3165-\ud7ff\uf900-\ufdff\ufe10-\ufefe"
    "\uff00-\uff9f\uffa1-\uffef\ufffd\U00010000-\U0001bc9f\U0001bca4-\U0001d172\U0001d17b-\U000dffff"
    "\U000e1000-\U0010ffff]"
)
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_SIGN = "[\xa9\xae\u203c\u2049\u2100-\u27ff\u2801-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff]"
_EMOJI = f"{_SIGN}[\ufe0e\ufe0f]?[\U0001f3fb-\U0001f3ff]?"
_TAG = {letter: chr(0xE0000 + ord(letter)) for letter in "abcdefghijklmnopqrstuvwxyz"}
_NATIONS = "|".join("".join(map(_TAG.__getitem__, code)) for code in ("gbeng", "gbsct", "gbwls"))
_PERMITTED = f"\U0001f3f4(?:{_NATIONS})\U000e007f|[0-9#*]\ufe0f\u20e3|{_EMOJI}(?:\u200d{_EMOJI})*"
_MAY_BE_REFUSED = re.compile(_REFUSED)
_REFUSED_OR_PERMITTED = re.compile(f"(?:{_PERMITTED})|(?P<refused>{_REFUSED})")
_ENTITY = re.compile(r"&(?:#[xX]([0-9a-fA-F]{1,8});?|#([0-9]{1,8});?|[A-Za-z][A-Za-z0-9]*;)")


def find_refused(text: str) -> Iterator[tuple[int, Fault]]:
    """Yield a fault for every character in ``text`` that is refused, itself or as an entity of HTML, with its
    offset."""
    if _MAY_BE_REFUSED.search(text):
        for refused in _REFUSED_OR_PERMITTED.finditer(text):
            if refused["refused"]:
                yield refused.start(), _create_fault(describe_character(refused[0]), refused[0], refused[0])
    for entity in _ENTITY.finditer(text) if "&" in text else ():
        meant = unescape(entity[0])
        if number := entity[1] or entity[2]:
            code = int(number, 16 if entity[1] else 10)
            character = chr(code) if code <= 0x10FFFF else ""
            if character != meant or _MAY_BE_REFUSED.match(character):
                description = describe_character(character) if character else f"U+{code:04X}"
                yield entity.start(), _create_fault(description, character, entity[0])
        elif _MAY_BE_REFUSED.match(meant):
            yield entity.start(), _create_fault(describe_character(meant), meant, entity[0])


def _create_fault(description: str, character: str, written: str) -> Fault:
    kind = "private" if _PRIVATE.match(character) else "invisible"
    # Nothing is lost with a sign that is written as itself and has no room: no separator, no control.
    is_nothing = written == character and unicodedata.category(character) == "Cf"
    right = Exact("delete it", character, "") if is_nothing else "delete it"
    return Fault(f"holds the {kind} character {description}", right)


def replace_refused(text: str) -> str:
    """``text`` with U+FFFD in the place of every character that is refused."""
    return _REFUSED_OR_PERMITTED.sub(
        lambda match: "\N{REPLACEMENT CHARACTER}" if match["refused"] else match[0], text
    )
