"""The phrases, days and numbers of the interface in the reader's language; the English phrase is the key.

Python calls :func:`_` and :func:`ngettext`; templates have functions of the same names
(:func:`install_in_templates`). In English a phrase is what stands in the source and nothing is read. In
another language a translated phrase is marked (:mod:`macros.base.language_marks`), so that a finished page
can say which of its words are in which language; one without a translation stays English.

A build reads its :class:`~macros.i18n.catalogue.Catalogue` and sets it with :func:`set_catalogue` or
:func:`use_catalogue`. Both hold for its own context (:mod:`contextvars`), so that two builds in two threads
do not affect each other.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, MutableMapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, partial
from typing import Any, Protocol

from markupsafe import Markup, escape

from macros.base import language_marks
from macros.base.languages import LANGUAGES, SOURCE
from macros.i18n.catalogue import ENGLISH, Catalogue

# Writes a phrase as HTML. Takes the English, its translation or None, and the values of its named places.
WritePhrase = Callable[[str, str | None, dict[str, object]], Markup]


class JinjaEnvironment(Protocol):
    """The part of a Jinja environment that is used here; Jinja itself is only for rendering to import."""

    policies: dict[str, Any]

    @property
    def globals(self) -> MutableMapping[str, Any]:
        """The values that every template has, by name."""

    def add_extension(self, extension: str, /) -> None:
        """Add the extension with this import path."""


_current_catalogue: ContextVar[Catalogue] = ContextVar("catalogue", default=ENGLISH)


def get_catalogue() -> Catalogue:
    """The catalogue of this context; :data:`ENGLISH` where none was set."""
    return _current_catalogue.get()


def set_catalogue(catalogue: Catalogue) -> None:
    """Make ``catalogue`` that of this context."""
    _current_catalogue.set(catalogue)


@contextmanager
def use_catalogue(catalogue: Catalogue) -> Iterator[None]:
    """Make ``catalogue`` that of this context while the body runs."""
    before = _current_catalogue.set(catalogue)
    try:
        yield
    finally:
        _current_catalogue.reset(before)


# -- phrases


def _(message: str, **values: object) -> str:
    """The phrase ``message`` in the language of the context, with ``values`` in its named places,
    ``%(name)s``."""
    if (translation := get_catalogue().find_phrase(message)) is None:
        return message % values
    return _fill(translation, values)


def ngettext(one: str, many: str, num: float, **values: object) -> str:
    """The phrase ``one`` or ``many``, or its plural form, for ``num`` in the language of the context, with
    ``values`` in its named places. ``%(num)s`` is ``num`` unless ``values`` have another."""
    values.setdefault("num", num)
    if (translation := get_catalogue().find_form(one, many, num)) is None:
        return (one if num == 1 else many) % values
    return _fill(translation, values)


def _fill(translation: str, values: dict[str, object]) -> str:
    return language_marks.mark_phrase(
        translation % {name: language_marks.mark_content(value) for name, value in values.items()}
    )


def N_(message: str) -> str:
    """``message`` itself. The call has the phrase gathered into the catalogue; it is translated where it is
    used."""
    return message


def translate_title(text: str, catalogue: Catalogue | None = None) -> str:
    """A title that may be a phrase of the interface, such as that of a page in the menu, translated by
    ``catalogue`` or, without one, by that of the context; in English where it is no phrase."""
    catalogue = catalogue or get_catalogue()
    translation = catalogue.find_phrase(text)
    return text if translation is None else language_marks.mark_phrase(translation)


def format_lang_attribute(language: str) -> Markup:
    """The attribute that says of an element in an English page that its words are in ``language``, a key of
    ``LANGUAGES``; empty for English."""
    return Markup("" if language == SOURCE else f' lang="{LANGUAGES[language].tag}"')


def split_language(text: str) -> tuple[str, str | None]:
    """``text`` without marks, and the ``lang`` of an element that holds it and nothing else; ``None`` where
    that is the language of the page."""
    return language_marks.split_language(text, LANGUAGES[get_catalogue().language].tag)


# -- days and numbers


def format_day(date: datetime.date) -> str:
    """A date in words: ``22 November 2026``."""
    if get_catalogue().is_english:
        return f"{date.day} {date:%B %Y}"
    return language_marks.mark_phrase(_format_day_by_babel(date, get_catalogue().language))


def format_month(text: str) -> str:
    """A month, or a year alone, in words: ``June 2027`` for ``2027-06``, ``2027`` for ``2027``."""
    if len(text) == 4:
        return text
    month = datetime.date.fromisoformat(f"{text}-01")
    if get_catalogue().is_english:
        return f"{month:%B %Y}"
    return language_marks.mark_phrase(_format_day_by_babel(month, get_catalogue().language, "MMMM y"))


@cache
def _format_day_by_babel(date: datetime.date, language: str, form: str = "d MMMM y") -> str:
    from babel.dates import format_date

    return format_date(date, form, locale=language)


def format_number(number: float, places: int | None = None) -> str:
    """A number with its thousands set apart, with ``places`` decimals or, without them, as many as it has
    (six digits at most)."""
    if get_catalogue().is_english:
        return f"{number:,.{places}f}" if places is not None else f"{number:,.6g}"
    return _format_number_by_babel(number, places, get_catalogue().language)


@cache
def _format_number_by_babel(number: float, places: int | None, language: str) -> str:
    from babel.numbers import format_decimal

    decimals = "#" * 6 if places is None else "0" * places
    return format_decimal(number, format=f"#,##0.{decimals}", locale=language)


# -- templates


def install_in_templates(env: JinjaEnvironment, catalogue: Catalogue, marked: bool = True) -> None:
    """Give a Jinja environment ``_``, ``gettext``, ``ngettext`` and ``{% trans %}`` from ``catalogue``, and
    ``translate_title`` for a title that may be in it.

    A phrase in a template may hold tags; the values in its named places are escaped. Where ``marked``, as in
    pages whose text is English, translated phrases are marked; otherwise, as in the theme, the phrases that
    stay English are.
    """
    env.add_extension("jinja2.ext.i18n")
    env.newstyle_gettext = True  # type: ignore[attr-defined]  # The extension makes it one.
    env.policies["ext.i18n.trimmed"] = True
    write = partial(_write, catalogue, marked)
    write_one = partial(_write_one, write, catalogue)
    write_number = partial(_write_number, write, catalogue)
    env.globals.update(
        _=write_one,
        gettext=write_one,
        ngettext=write_number,
        translate_title=partial(_write_title, catalogue, marked),
    )


def _write_one(write: WritePhrase, catalogue: Catalogue, message: str, **values: object) -> Markup:
    return write(message, catalogue.find_phrase(message), values)


def _write_number(
    write: WritePhrase, catalogue: Catalogue, one: str, many: str, num: float, **values: object
) -> Markup:
    values.setdefault("num", num)
    return write(one if num == 1 else many, catalogue.find_form(one, many, num), values)


def _write_title(catalogue: Catalogue, marked: bool, title: object) -> Markup:
    """A title that may be in the catalogue, escaped: it has neither tags nor named places. One that the
    catalogue does not have is an edition's own, and in its language."""
    translation = catalogue.find_phrase(str(title))
    if translation is not None:
        return escape(language_marks.mark_phrase(translation) if marked else translation)
    is_english_amid_another = not marked and catalogue.has_phrase(str(title))
    return escape(language_marks.mark_content(str(title)) if is_english_amid_another else title)


def _write(
    catalogue: Catalogue, marked: bool, message: str, translation: str | None, values: dict[str, object]
) -> Markup:
    """The HTML of a phrase: its ``translation`` or, without one, ``message`` itself, with ``values`` in its
    named places."""
    if catalogue.is_english:
        return _fill_in_english(message, values) if values or "%" in message else _to_markup(message)
    if translation is None:
        english = _to_markup(message) % values
        return english if marked else Markup(language_marks.mark_content(english))
    if not values:
        return _write_constant(translation, marked)
    html = _to_markup(translation) % {
        name: language_marks.mark_content(value) for name, value in values.items()
    }
    return Markup(language_marks.mark_phrase(html)) if marked else html


def _fill_in_english(message: str, values: dict[str, object]) -> Markup:
    """``message`` with ``values`` in its named places, escaped: as ``Markup(message) % values`` does, which
    wraps every value first."""
    escaped = {
        name: value if isinstance(value, (int, float)) else str(escape(value))
        for name, value in values.items()
    }
    return Markup(message % escaped)


@cache
def _write_constant(translation: str, marked: bool) -> Markup:
    return Markup(language_marks.mark_phrase(translation % {}) if marked else translation % {})


@cache
def _to_markup(message: str) -> Markup:
    return Markup(message)
