"""The phrases of the interface in one language, read by Babel from gettext's files; the English is the key.

A :class:`Catalogue` belongs to one build, which reads it and hands it on; nothing here is kept.
"""

from __future__ import annotations

import json
import re
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from macros.base.languages import LANGUAGES, SOURCE

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message

LOCALE = Path(__file__).parent / "locale"
_TAGS = re.compile(r"<[^>]*>")
_ESCAPED = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


class _Untranslated(NullTranslations):
    """Has no phrase, and says so, where gettext would give the English one back."""

    def gettext(self, message: str) -> None:  # type: ignore[override]  # None is the point of it.
        """None: there is no translation."""

    def ngettext(self, singular: str, plural: str, number: int) -> None:  # type: ignore[override]  # Too.
        """None: there is no translation."""


class Catalogue:
    """What the interface says in one language; made by :func:`read_catalogue`, or :data:`ENGLISH`.

    What a translator left empty or marked as fuzzy is not in it, and neither is a phrase whose tags are not
    those of its key.
    """

    def __init__(self, language: str, messages: Catalog | None = None):
        """``language`` is a key of ``LANGUAGES``; ``messages`` the catalogue as Babel reads it, which is
        taken over and changed; ``None`` where every phrase stays English."""
        self.language = language
        self.awaits_review = any(_awaits_review(message) for message in messages or ())
        self._listed = frozenset(_key(message) for message in messages or () if message.id)
        self._messages = _sound(messages) if messages is not None else ()
        self._translations = _compiled(messages) if messages is not None else _Untranslated()

    def __repr__(self) -> str:
        return f"<Catalogue of {self.language}>"

    @property
    def is_english(self) -> bool:
        """Whether every phrase is what stands in the source."""
        return self.language == SOURCE

    @property
    def phrases(self) -> dict[str, str | tuple[str, ...]]:
        """The translations by English phrase: texts, and tuples of plural forms by the English singular."""
        return {_key(message): _read_translation(message) for message in self._messages}

    def lists(self, message: str) -> bool:
        """Whether ``message`` is a phrase of the interface, translated or not."""
        return message in self._listed

    def phrase(self, message: str) -> str | None:
        """The translation of a phrase, or ``None`` where there is none."""
        return self._translations.gettext(message) if message else None  # gettext keeps the head under "".

    def form(self, one: str, many: str, number: float) -> str | None:
        """The translation of a phrase that counts, in its form for ``number``, or ``None``."""
        return self._translations.ngettext(one, many, int(number))

    def dictionary(self) -> str:
        """The script that gives the pages' scripts their phrases: those that stand in a script."""
        in_scripts = {
            _key(message): _read_translation(message)
            for message in self._messages
            if any(place.endswith(".js") for place, _line in message.locations)
        }
        phrases = json.dumps(in_scripts, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPED)
        return f"(window.handbook=window.handbook||{{}}).dictionary={phrases};\n"


def _key(message: Message) -> str:
    """The English phrase of a message; of one that counts, its singular."""
    return message.id if isinstance(message.id, str) else message.id[0]


def _list_forms(message: Message) -> tuple[str, ...]:
    """The translation of a message in each of its forms; the one text where it counts nothing."""
    return tuple(message.string) if isinstance(message.string, (tuple, list)) else (message.string or "",)


def _read_translation(message: Message) -> str | tuple[str, ...]:
    """The translation of a message: a text, or the forms of one that counts."""
    return message.string if isinstance(message.string, str) else _list_forms(message)


def _awaits_review(message: Message) -> bool:
    """Whether a message is translated and has no line that says when it was reviewed."""
    reviewed = any(line.startswith("Reviewed ") for line in message.user_comments)
    return bool(message.id) and any(_list_forms(message)) and not reviewed


def _is_sound(message: Message) -> bool:
    """Whether a message is translated whole, reviewed since its phrase changed, and has its phrase's tags."""
    forms = _list_forms(message)
    phrase = message.id if isinstance(message.id, str) else message.id[-1]
    tags = sorted(_TAGS.findall(phrase))
    return all(forms) and not message.fuzzy and all(sorted(_TAGS.findall(form)) == tags for form in forms)


def _sound(messages: Catalog) -> tuple[Message, ...]:
    """The sound messages, in order; all others but the head are taken out of ``messages``."""
    for message in [message for message in messages if message.id and not _is_sound(message)]:
        messages.delete(message.id, message.context)
    return tuple(message for message in messages if message.id)


def _compiled(messages: Catalog) -> NullTranslations:
    """``messages`` as gettext knows them, with the rule for plurals at their head."""
    from babel.messages.mofile import write_mo

    file = BytesIO()
    write_mo(file, messages)
    file.seek(0)
    translations = GNUTranslations(file)
    translations.add_fallback(_Untranslated())
    return translations


ENGLISH = Catalogue(SOURCE)


def read_catalogue(language: str) -> Catalogue:
    """The catalogue of ``language``, from its file in ``locale``; a build reads it once.

    Raises ``KeyError`` for a language that there is not.
    """
    if LANGUAGES[language] == LANGUAGES[SOURCE]:
        return ENGLISH
    from babel.messages.pofile import read_po

    with (LOCALE / f"{language}.po").open("rb") as file:
        return Catalogue(language, read_po(file, locale=language))
