"""The interface in the reader's language: one catalogue of phrases, read by Babel, with the English phrase as its key.

Python calls :func:`_` and :func:`ngettext`; templates have functions of the same names (:func:`install`). In English a phrase is what
stands in the source and nothing is read. In another language a translated phrase is marked (:mod:`macros.base.language_marks`), so that a
finished page can say which of its words are in which language; one without a translation stays English.

``speak`` says for which language the process renders: a build has one.
"""

from __future__ import annotations

import datetime
import json
import re
from functools import cache, partial
from pathlib import Path

from markupsafe import Markup, escape

from macros.base import language_marks
from macros.base.language_marks import strip, stripped, unaccented

__all__ = ["LANGUAGES", "N_", "_", "alone", "catalogue", "day", "decimal", "install", "lang", "language", "named", "ngettext", "resolve", "speak", "strip", "stripped", "unaccented"]

LOCALE = Path(__file__).parent / "locale"
LANGUAGES = {"en": "en-GB", "cy": "cy"}  # The languages an interface may have, each with what stands in <html lang>.
_TAGS = re.compile(r"<[^>]*>")
_ESCAPED = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
_current: dict[str, str] = {"language": "en"}


def speak(language: str) -> None:
    """Say which language is rendered from now on; raises ``KeyError`` for one that there is not."""
    _current["language"] = language if LANGUAGES[language] else "en"


def language() -> str:
    """The language that is rendered."""
    return _current["language"]


@cache
def catalogue(language: str) -> dict:
    """The translations of a language by English phrase: texts, and tuples of plural forms by the English singular.

    What a translator left empty or marked as fuzzy is not there, and neither is a phrase whose tags are not those of its key.
    """
    if language == "en":
        return {}
    found = {}
    for message in _read(language):
        forms = message.string if isinstance(message.string, tuple) else (message.string,)
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        if message.id and all(forms) and not message.fuzzy and all(sorted(_TAGS.findall(form)) == sorted(_TAGS.findall(ids[-1])) for form in forms):
            found[ids[0]] = message.string
    return found


def dictionary(language: str) -> str:
    """The script that gives the pages' scripts their phrases in ``language``: those of the catalogue that are in a script."""
    wanted = {(message.id if isinstance(message.id, str) else message.id[0]) for message in _read(language)
              if any(place.endswith(".js") for place, _line in message.locations)}
    phrases = {key: said for key, said in catalogue(language).items() if key in wanted}
    said = json.dumps(phrases, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPED)
    return f"(window.handbook=window.handbook||{{}}).dictionary={said};\n"


def awaiting(language: str) -> bool:
    """Whether any translated phrase of ``language`` has no line that says when it was reviewed."""
    return any(message.id and any(message.string) and not any(line.startswith("Reviewed ") for line in message.user_comments) for message in _read(language))


@cache
def _read(language: str):
    from babel.messages.pofile import read_po

    with (LOCALE / f"{language}.po").open("rb") as file:
        return read_po(file, locale=language)


@cache
def _plural(language: str):
    """Which of its forms a phrase has for a number, by the rule at the head of the catalogue."""
    from gettext import c2py

    return c2py(_read(language).plural_expr)


def _found(language: str, message: str) -> str | None:
    """The translation of a phrase; of one that counts, its last form."""
    found = catalogue(language).get(message)
    return found if found is None or isinstance(found, str) else found[-1]


def _form(language: str, one: str, num: float) -> str | None:
    """The translation of a phrase that counts, in its form for ``num``."""
    found = catalogue(language).get(one)
    return found[_plural(language)(int(num))] if isinstance(found, tuple) else None


def _(message: str, **values: object) -> str:
    """The phrase ``message`` in the language that is rendered, with its ``%(name)s`` filled in."""
    if (found := _found(_current["language"], message)) is None:
        return message % values
    return language_marks.phrase(found % {name: language_marks.content(value) for name, value in values.items()})


def ngettext(one: str, many: str, num: float, **values: object) -> str:
    """``one`` or ``many`` for ``num`` (which fills in ``%(num)s`` unless it is given), in the language that is rendered."""
    values.setdefault("num", num)
    if (found := _form(_current["language"], one, num)) is None:
        return (one if num == 1 else many) % values
    return language_marks.phrase(found % {name: language_marks.content(value) for name, value in values.items()})


def N_(message: str) -> str:
    """``message`` itself, marked for the catalogue: it is translated where it is used."""
    return message


def resolve(html: str) -> str:
    """A finished page with its marks as ``lang``; see :func:`macros.base.language_marks.resolve`."""
    return language_marks.resolve(html, LANGUAGES[_current["language"]])


def named(text: str, language: str | None = None) -> str:
    """A title that may be in the catalogue, such as that of a page which is in the menu too, in ``language`` or in that which is
    rendered."""
    found = catalogue(language or _current["language"]).get(text)
    return language_marks.phrase(found) if isinstance(found, str) else text


def lang(language: str) -> Markup:
    """The attribute that says, amid English, that words are in ``language``; none where that is English."""
    return Markup("" if language == "en" else f' lang="{LANGUAGES[language]}"')


def alone(text: str) -> tuple[str, str | None]:
    """``text`` without marks, and the ``lang`` of the element that is to hold it alone, or ``None`` where it needs none."""
    return language_marks.whole(text, LANGUAGES[_current["language"]])


# -- days and numbers


def day(date: datetime.date) -> str:
    """A date as it is read: ``22 November 2026``."""
    if (language := _current["language"]) == "en":
        return f"{date.day} {date:%B %Y}"
    return language_marks.phrase(_babel_day(date, language))


@cache
def _babel_day(date: datetime.date, language: str) -> str:
    from babel.dates import format_date

    return format_date(date, "d MMMM y", locale=language)


def decimal(number: float, places: int | None = None) -> str:
    """A number as it is read, with thousands set apart: with ``places`` decimals, or as many as it has (six digits at most)."""
    if (language := _current["language"]) == "en":
        return f"{number:,.{places}f}" if places is not None else f"{number:,.6g}"
    return _babel_decimal(number, places, language)


@cache
def _babel_decimal(number: float, places: int | None, language: str) -> str:
    from babel.numbers import format_decimal

    return format_decimal(number, format="#,##0." + ("#" * 6 if places is None else "0" * places), locale=language)


# -- templates


def install(env, language: str, marked: bool = True) -> None:
    """Give a Jinja environment ``_``, ``gettext``, ``ngettext`` and ``{% trans %}``, and ``said`` for a title that may be in the catalogue.

    A phrase in a template may hold tags, and what fills it in is escaped. ``marked`` is for pages whose text is English: a phrase
    in another language is marked. Without it, in the theme, what is not translated is.
    """
    env.add_extension("jinja2.ext.i18n")
    env.newstyle_gettext = True
    env.policies["ext.i18n.trimmed"] = True
    say = partial(_say, language, marked)
    env.globals.update(_=partial(_one, say, language), gettext=partial(_one, say, language), ngettext=partial(_number, say, language),
                       said=partial(_name, language, marked))


def _one(say, language: str, message: str, **values: object) -> Markup:
    return say(message, _found(language, message), values)


def _number(say, language: str, one: str, many: str, num: float, **values: object) -> Markup:
    values.setdefault("num", num)
    return say(one if num == 1 else many, _form(language, one, num), values)


def _name(language: str, marked: bool, text: object) -> Markup:
    """A title that may be in the catalogue, as text: nothing in it is a tag or is filled in. One of which the catalogue knows
    nothing is an edition's own, and in its language."""
    found = catalogue(language).get(str(text))
    if isinstance(found, str):
        return escape(language_marks.phrase(found) if marked else found)
    return escape(text if language == "en" or marked or str(text) not in _read(language) else language_marks.content(str(text)))


def _say(language: str, marked: bool, message: str, found: str | None, values: dict) -> Markup:
    if language == "en":
        return _markup(message) % values if values or "%" in message else _markup(message)
    if found is None:
        said = _markup(message) % values
        return said if marked else language_marks.content(said)
    if not values:
        return _alone(found, marked)
    said = _markup(found) % {name: language_marks.content(value) for name, value in values.items()}
    return Markup(language_marks.phrase(said)) if marked else said


@cache
def _alone(found: str, marked: bool) -> Markup:
    return Markup(language_marks.phrase(found % {}) if marked else found % {})


@cache
def _markup(message: str) -> Markup:
    return Markup(message)
