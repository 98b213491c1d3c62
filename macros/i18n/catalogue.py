"""The phrases of the interface in one language, read by Babel from gettext's files; the English is the key.

A :class:`Catalogue` belongs to one build, which reads it and hands it on; this module keeps no state.
"""

from __future__ import annotations

import json
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from macros.base.html import find_tags
from macros.base.languages import LANGUAGES, SOURCE

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message

LOCALE = Path(__file__).parent / "locale"
_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


class _Untranslated(NullTranslations):
    """Translations without a phrase. They give ``None``, where those of gettext give the English phrase."""

    def gettext(self, message: str) -> None:  # type: ignore[override]  # None is the point of it.
        """``None``, as there is no translation."""

    def ngettext(self, singular: str, plural: str, number: int) -> None:  # type: ignore[override]  # Too.
        """``None``, as there is no translation."""


class Catalogue:
    """The phrases of the interface in one language, from :func:`read_catalogue`; in English, :data:`ENGLISH`.

    It lacks what a translator left empty or marked as fuzzy, and phrases whose tags are not those of the
    English.
    """

    def __init__(self, language: str, messages: Catalog | None = None):
        """``language`` is a key of ``LANGUAGES``; ``messages`` is the catalogue as Babel reads it, which this
        one keeps and changes, or ``None`` where every phrase stays English."""
        self.language = language
        self.awaits_review = any(_awaits_review(message) for message in messages or ())
        self._known_phrases = frozenset(_get_key(message) for message in messages or () if message.id)
        self._messages = _drop_unsound(messages) if messages is not None else ()
        self._translations = _compile(messages) if messages is not None else _Untranslated()

    def __repr__(self) -> str:
        return f"<Catalogue of {self.language}>"

    @property
    def is_english(self) -> bool:
        """Whether its language is English, in which phrases are written."""
        return self.language == SOURCE

    @property
    def phrases(self) -> dict[str, str | tuple[str, ...]]:
        """The translations by English phrase: texts, and tuples of plural forms by the English singular."""
        return {_get_key(message): _read_translation(message) for message in self._messages}

    def has_phrase(self, message: str) -> bool:
        """Whether ``message`` is a phrase of the interface, translated or not."""
        return message in self._known_phrases

    def find_phrase(self, message: str) -> str | None:
        """The translation of the phrase ``message``, or ``None`` where there is none."""
        return self._translations.gettext(message) if message else None  # gettext keeps the head under "".

    def find_form(self, one: str, many: str, number: float) -> str | None:
        """The translation of a phrase that counts, whose English is ``one`` and ``many``, in its plural form
        for ``number``; ``None`` where there is none."""
        return self._translations.ngettext(one, many, int(number))

    def build_dictionary(self) -> str:
        """The text of a script that gives the other scripts the translations of their phrases."""
        in_scripts = {
            _get_key(message): _read_translation(message)
            for message in self._messages
            if any(place.endswith(".js") for place, _line in message.locations)
        }
        phrases = json.dumps(in_scripts, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)
        return f"(window.handbook=window.handbook||{{}}).dictionary={phrases};\n"


def _get_key(message: Message) -> str:
    """The English phrase of a message; the singular of one that counts."""
    return message.id if isinstance(message.id, str) else message.id[0]


def _list_forms(message: Message) -> tuple[str, ...]:
    """The translation of a message in each of its plural forms; one text where it counts nothing."""
    return tuple(message.string) if isinstance(message.string, (tuple, list)) else (message.string or "",)


def _read_translation(message: Message) -> str | tuple[str, ...]:
    """The translation of a message: a text, or the plural forms of one that counts."""
    return message.string if isinstance(message.string, str) else _list_forms(message)


def _awaits_review(message: Message) -> bool:
    """Whether a message is translated and has no line that says when it was reviewed."""
    reviewed = any(line.startswith("Reviewed ") for line in message.user_comments)
    return bool(message.id) and any(_list_forms(message)) and not reviewed


def _is_sound(message: Message) -> bool:
    """Whether a message is translated whole, reviewed since its phrase changed, and has its phrase's tags."""
    forms = _list_forms(message)
    phrase = message.id if isinstance(message.id, str) else message.id[-1]
    tags = sorted(find_tags(phrase))
    return all(forms) and not message.fuzzy and all(sorted(find_tags(form)) == tags for form in forms)


def _drop_unsound(messages: Catalog) -> tuple[Message, ...]:
    """Take all messages that are not sound, but for the head, out of ``messages``. Returns those that are
    left, in order."""
    for message in [message for message in messages if message.id and not _is_sound(message)]:
        messages.delete(message.id, message.context)
    return tuple(message for message in messages if message.id)


def _compile(messages: Catalog) -> NullTranslations:
    """``messages`` as gettext reads them, with the rule for plurals at their head."""
    from babel.messages.mofile import write_mo

    file = BytesIO()
    write_mo(file, messages)
    file.seek(0)
    translations = GNUTranslations(file)
    translations.add_fallback(_Untranslated())
    return translations


ENGLISH = Catalogue(SOURCE)


def read_catalogue(language: str) -> Catalogue:
    """The catalogue of ``language``, from its file in ``locale``. A build reads it once.

    Raises ``KeyError`` for a language that is not in ``LANGUAGES``.
    """
    if LANGUAGES[language] == LANGUAGES[SOURCE]:
        return ENGLISH
    from babel.messages.pofile import read_po

    with (LOCALE / f"{language}.po").open("rb") as file:
        return Catalogue(language, read_po(file, locale=language))
