"""How the name of a person is written in a source: surname and initials (``Dixon-Woods M``, ``van der Meulen
J``, ``Kovač Š``), with what stands behind them (``King ML Jr``), or the one name that a person has
(``Plato``)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from macros.base.character_names import describe_strange_character
from macros.base.problems import Fault, show

GENERATIONS = ("Jr", "Sr", "II", "III", "IV", "2nd", "3rd", "4th")
MOST_INITIALS = 5
_APOSTROPHES = "'’‘ʻ"
# The form alone, for editors, whose patterns know no capital letters but those of English.
_LETTER = rf"[^\s\d_.,;:()\[\]<>&{_APOSTROPHES}-]"
_WORD = rf"[{_APOSTROPHES}]?{_LETTER}[^\s\d_.,;:()\[\]<>&]*"
_INITIAL = rf"[^a-z\s\d_.,;:()\[\]<>&{_APOSTROPHES}-]"
FORM = (
    rf"^{_WORD}(( {_WORD})* {_INITIAL}(-?{_INITIAL}){{0,{2 * MOST_INITIALS - 1}}}"
    rf"( ({'|'.join(GENERATIONS)}))?)?$"
)
_WORDS = re.compile(rf"{_WORD}( {_WORD})*")


@dataclass(frozen=True)
class PersonName:
    """A name in its parts: ``initials`` as they are written (``J-L``), and ``generation`` (``Jr``); both may
    be empty."""

    surname: str
    initials: str = ""
    generation: str = ""


def read_person(name: str) -> PersonName | None:
    """The parts of a name, or ``None`` where it is not written as names of people are here.

    An initial is a capital letter of any script. One word is the name of a person who has no other, unless
    it is all capitals, as the names of organisations are.
    """
    name = unicodedata.normalize("NFC", name)
    words = name.split(" ")
    generation = words.pop() if len(words) > 2 and words[-1] in GENERATIONS else ""
    if len(words) == 1:
        return PersonName(name) if _is_surname(name) and not _is_all_capitals(name) else None
    initials, surname = words.pop(), " ".join(words)
    if _is_surname(surname) and _are_initials(initials):
        return PersonName(surname, initials, generation)
    return None


def find_person_fault(name: str) -> Fault | None:
    """What is wrong with how a name is written, or ``None``. Where the fault does not say what would be
    right, the description of the field does."""
    if read_person(name):
        return None
    signs = "".join(sign for sign in name if not sign.isalpha() and not unicodedata.combining(sign))
    strange = describe_strange_character(signs, _APOSTROPHES)
    right = "name an organisation under 'bodies'" if _is_all_capitals(name) else ""
    return Fault(
        f"{show(name)} is not of the right form" + (f" and holds {strange}" if strange else ""), right
    )


def _is_all_capitals(text: str) -> bool:
    """Whether a text is written in capitals, and longer than one."""
    return text.isupper() and len(text) > 1


def _is_surname(text: str) -> bool:
    return _WORDS.fullmatch(text) is not None and text.lstrip(_APOSTROPHES)[:1].isalpha()


def _are_initials(text: str) -> bool:
    """Whether ``text`` is one to five capital letters, with their accents, and single hyphens between."""
    letters = "".join(letter for letter in text if not unicodedata.combining(letter))
    capitals = letters.replace("-", "")
    return (
        0 < len(capitals) <= MOST_INITIALS
        and all(unicodedata.category(letter) in ("Lu", "Lt") for letter in capitals)
        and "" not in letters.split("-")
    )
