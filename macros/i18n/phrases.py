"""The interface in the reader's language: one catalogue of phrases, with the English phrase as its key.

Python calls :func:`_` and :func:`ngettext`; templates have functions of the same names (:func:`install`). In
English a phrase is what stands in the source and nothing is read. In another language a translated phrase is
marked (:mod:`macros.base.language_marks`), so that a finished page can say which of its words are in which
language; one without a translation stays English.

A build reads its :class:`~macros.i18n.catalogue.Catalogue` and says so with :func:`speak` or
:func:`speaking`. Both hold for its own context (:mod:`contextvars`): two builds in two threads do not hear of
each other.
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

# Writes a phrase as HTML: the English, its translation or None, and what fills it in.
Writer = Callable[[str, str | None, dict[str, object]], Markup]


class Environment(Protocol):
    """What is asked of an environment of Jinja here, which only rendering imports."""

    policies: dict[str, Any]

    @property
    def globals(self) -> MutableMapping[str, Any]:
        """What every template knows by name."""

    def add_extension(self, extension: str, /) -> None:
        """Add the extension of this import path."""


_spoken: ContextVar[Catalogue] = ContextVar("catalogue", default=ENGLISH)


def current() -> Catalogue:
    """The catalogue that is spoken in this context."""
    return _spoken.get()


def speak(catalogue: Catalogue) -> None:
    """Speak ``catalogue`` from now on, in this context."""
    _spoken.set(catalogue)


@contextmanager
def speaking(catalogue: Catalogue) -> Iterator[None]:
    """While the body runs, speak ``catalogue`` in this context."""
    before = _spoken.set(catalogue)
    try:
        yield
    finally:
        _spoken.reset(before)


# -- phrases


def _(message: str, **values: object) -> str:
    """The phrase ``message`` in the language that is spoken, with its ``%(name)s`` filled in."""
    if (translation := current().phrase(message)) is None:
        return message % values
    return _filled(translation, values)


def ngettext(one: str, many: str, num: float, **values: object) -> str:
    """``one`` or ``many`` for ``num`` (which fills in ``%(num)s`` unless it is given), in that language."""
    values.setdefault("num", num)
    if (translation := current().form(one, many, num)) is None:
        return (one if num == 1 else many) % values
    return _filled(translation, values)


def _filled(translation: str, values: dict[str, object]) -> str:
    return language_marks.mark_phrase(
        translation % {name: language_marks.mark_content(value) for name, value in values.items()}
    )


def N_(message: str) -> str:
    """``message`` itself, marked for the catalogue: it is translated where it is used."""
    return message


def named(text: str, catalogue: Catalogue | None = None) -> str:
    """A title that may be in the catalogue, such as that of a page which is in the menu too, by ``catalogue``
    or by the one that is spoken."""
    catalogue = catalogue or current()
    translation = catalogue.phrase(text)
    return text if translation is None else language_marks.mark_phrase(translation)


def lang(language: str) -> Markup:
    """The attribute that says, amid English, that words are in ``language``; none where that is English."""
    return Markup("" if language == SOURCE else f' lang="{LANGUAGES[language].tag}"')


def alone(text: str) -> tuple[str, str | None]:
    """``text`` without marks, and the ``lang`` of the element that is to hold it alone, or ``None`` where it
    needs none."""
    return language_marks.split_language(text, LANGUAGES[current().language].tag)


# -- days and numbers


def day(date: datetime.date) -> str:
    """A date as it is read: ``22 November 2026``."""
    if current().is_english:
        return f"{date.day} {date:%B %Y}"
    return language_marks.mark_phrase(_babel_day(date, current().language))


@cache
def _babel_day(date: datetime.date, language: str) -> str:
    from babel.dates import format_date

    return format_date(date, "d MMMM y", locale=language)


def decimal(number: float, places: int | None = None) -> str:
    """A number as it is read, with thousands set apart: with ``places`` decimals, or as many as it has (six
    digits at most)."""
    if current().is_english:
        return f"{number:,.{places}f}" if places is not None else f"{number:,.6g}"
    return _babel_decimal(number, places, current().language)


@cache
def _babel_decimal(number: float, places: int | None, language: str) -> str:
    from babel.numbers import format_decimal

    decimals = "#" * 6 if places is None else "0" * places
    return format_decimal(number, format=f"#,##0.{decimals}", locale=language)


# -- templates


def install(env: Environment, catalogue: Catalogue, marked: bool = True) -> None:
    """Give a Jinja environment ``_``, ``gettext``, ``ngettext`` and ``{% trans %}`` from ``catalogue``, and
    ``said`` for a title that may be in it.

    A phrase in a template may hold tags, and what fills it in is escaped. ``marked`` is for pages whose text
    is English: a phrase in another language is marked. Without it, in the theme, what is not translated is.
    """
    env.add_extension("jinja2.ext.i18n")
    env.newstyle_gettext = True  # type: ignore[attr-defined]  # The extension makes it one.
    env.policies["ext.i18n.trimmed"] = True
    write = partial(_write, catalogue, marked)
    one = partial(_write_one, write, catalogue)
    number = partial(_write_number, write, catalogue)
    env.globals.update(_=one, gettext=one, ngettext=number, said=partial(_write_name, catalogue, marked))


def _write_one(write: Writer, catalogue: Catalogue, message: str, **values: object) -> Markup:
    return write(message, catalogue.phrase(message), values)


def _write_number(
    write: Writer, catalogue: Catalogue, one: str, many: str, num: float, **values: object
) -> Markup:
    values.setdefault("num", num)
    return write(one if num == 1 else many, catalogue.form(one, many, num), values)


def _write_name(catalogue: Catalogue, marked: bool, title: object) -> Markup:
    """A title that may be in the catalogue, as text: nothing in it is a tag or is filled in. One of which the
    catalogue knows nothing is an edition's own, and in its language."""
    translation = catalogue.phrase(str(title))
    if translation is not None:
        return escape(language_marks.mark_phrase(translation) if marked else translation)
    is_english_amid_another = not marked and catalogue.lists(str(title))
    return escape(language_marks.mark_content(str(title)) if is_english_amid_another else title)


def _write(
    catalogue: Catalogue, marked: bool, message: str, translation: str | None, values: dict[str, object]
) -> Markup:
    """The HTML of a phrase: ``translation`` of ``message``, or that itself, filled in with ``values``."""
    if catalogue.is_english:
        return _markup(message) % values if values or "%" in message else _markup(message)
    if translation is None:
        english = _markup(message) % values
        return english if marked else Markup(language_marks.mark_content(english))
    if not values:
        return _write_alone(translation, marked)
    html = _markup(translation) % {name: language_marks.mark_content(value) for name, value in values.items()}
    return Markup(language_marks.mark_phrase(html)) if marked else html


@cache
def _write_alone(translation: str, marked: bool) -> Markup:
    return Markup(language_marks.mark_phrase(translation % {}) if marked else translation % {})


@cache
def _markup(message: str) -> Markup:
    return Markup(message)
