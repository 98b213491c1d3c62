"""Marks in text that say which language it is in, until a page is finished.

An interface in a second language stands among records in English. A phrase of the interface comes between
U+E000 and U+E001, and what is English inside such a phrase between U+E002 and U+E003: both are private
characters, which no record may hold. :func:`resolve` turns them into ``lang`` on a finished page; every other
way out goes through :func:`strip`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Any

from markupsafe import Markup

ENGLISH = "en-GB"
ANY = re.compile("[\ue000-\ue003]")
_DROP = dict.fromkeys(range(0xE000, 0xE004))
_LETTER = re.compile(r"[^\W\d_]")
_TAG = re.compile(r"<[^<>]*>")
# Inside these no element may stand, or its text is no text: the language goes on the element, or nowhere.
_SCRIPT = re.compile(r"<(script|style)\b.*?</\1>", re.S)
_IN_TAG = re.compile("<[^<>\ue000-\ue003]*[\ue000-\ue003][^<>]*>")
_BARE = re.compile(
    "<(title|option|desc|textarea|text|tspan)\\b([^<>]*)>([^<\ue000-\ue003]*[\ue000-\ue003][^<]*)</\\1>"
)
_WHOLE = re.compile(
    "<([a-z][a-z0-9]*)\\b([^<>]*)>(\ue000([^\ue000\ue001]*)\ue001|\ue002([^\ue000-\ue003]*)\ue003)</\\1>"
)
# What stands in several lines, of which each by itself would look like text.
_LONG = re.compile(
    "<(?:(script|style)\\b.*?</\\1>|(title|option|desc|textarea|text|tspan)\\b([^<>]*)>([^<\n]*+\n[^<]*)</\\2>|[^<>\n]*+\n[^<>]*+>)",
    re.S,
)
_WITHIN = re.compile(
    r"[^<]*(?:$|</)"
)  # A line that may be within a tag, an element or a script that began above.
_META = re.compile("<meta [^<>]*content=[\"']([\ue000\ue002])")
_HAS_LANG = re.compile(r"\slang=")


def mark_phrase(text: str) -> str:
    """``text`` marked as a phrase of the interface, in its language."""
    return f"\ue000{text}\ue001"


def mark_content(value: object) -> object:
    """``value`` as it stands inside a phrase: a phrase loses its marks, other text with a letter in it is
    marked as English, and anything else stays as it is."""
    if not isinstance(value, str):
        return value
    if value.startswith("\ue000") and value.endswith("\ue001") and value.count("\ue000") == 1:
        return value[1:-1]
    if not _LETTER.search(_TAG.sub("", value) if isinstance(value, Markup) else value):
        return value
    return Markup(f"\ue002{value}\ue003") if isinstance(value, Markup) else f"\ue002{value}\ue003"


def strip(text: str) -> str:
    """``text`` without marks."""
    return text.translate(_DROP) if ANY.search(text) else text


def cut(text: str, limit: int = 180) -> str:
    """``text`` shortened to at most ``limit`` characters and " …", at the end of a word; a phrase stays a
    phrase, other marks go."""
    if len(visible := strip(text)) <= limit:
        return text
    short = visible[:limit].rsplit(" ", 1)[0] + " …"
    return mark_phrase(short) if text.startswith("\ue000") else short


def strip_accents(text: str) -> str:
    """``text`` without marks and accents, as it is typed on a keyboard that has none: ``dwr`` for ``dŵr``."""
    return "".join(
        letter for letter in unicodedata.normalize("NFD", strip(text)) if not unicodedata.combining(letter)
    )


def strip_all(data: Any) -> Any:
    """``data`` (texts in lists and dictionaries, nested to any depth) with the marks taken out of every text
    and key."""
    if isinstance(data, str):
        return strip(data)
    if isinstance(data, dict):
        return {strip_all(key): strip_all(value) for key, value in data.items()}
    return [strip_all(part) for part in data] if isinstance(data, (list, tuple)) else data


def split_language(text: str, language: str) -> tuple[str, str | None]:
    """``text`` without marks, and the value for ``lang`` on the element that holds it: ``language`` for a
    phrase, English for content marked so, and ``None`` where the text begins with no mark."""
    if not ANY.search(text):
        return text, None
    return strip(text), (
        language if text.startswith("\ue000") else ENGLISH if text.startswith("\ue002") else None
    )


def resolve(html: str, language: str) -> str:
    """A finished page with ``lang`` in the place of its marks: on the element that a phrase fills, else on a
    ``span``. ``language`` is that of the phrases (BCP 47, as ``cy``). Inside tags and scripts the marks are
    only taken out."""
    if not ANY.search(html):
        return html
    lines = html.split("\n")
    if any(_WITHIN.match(line) and ANY.search(line) for line in lines):
        lines = _LONG.sub(lambda match: _resolve_multiline(match, language), html).split("\n")
    for index, line in enumerate(lines):
        if "\ue000" in line or "\ue001" in line or "\ue002" in line or "\ue003" in line:
            if (resolved := _resolve_line(line, language)) is None:
                return _resolve_markup(html, language)
            lines[index] = resolved
    return "\n".join(lines)


@lru_cache(maxsize=20_000)
def _resolve_line(line: str, language: str) -> str | None:
    """A line resolved by itself, which is cached, as pages share most of their lines; ``None`` where a phrase
    or a tag goes on in the next line."""
    pairs = (("\ue000", "\ue001"), ("\ue002", "\ue003"), ("<", ">"))
    return (
        _resolve_markup(line, language)
        if all(line.count(first) == line.count(last) for first, last in pairs)
        else None
    )


def _resolve_markup(html: str, language: str) -> str:
    html = _SCRIPT.sub(lambda match: strip(match[0]), html)
    html = _IN_TAG.sub(lambda match: _resolve_tag(match[0], language), html)
    html = _BARE.sub(lambda match: _resolve_text_element(match[1], match[2], match[3], language), html)
    html = _WHOLE.sub(lambda match: _move_lang_to_tag(match, language), html)
    return (
        html.replace("\ue000", f'<span lang="{language}">')
        .replace("\ue002", f'<span lang="{ENGLISH}">')
        .replace("\ue001", "</span>")
        .replace("\ue003", "</span>")
    )


def _resolve_multiline(markup: re.Match[str], language: str) -> str:
    """The match of ``_LONG``, a tag or an element that goes over several lines, without marks and with its
    language."""
    if not ANY.search(markup[0]):
        return markup[0]
    return (
        _resolve_text_element(*markup.groups()[1:], language)
        if markup[2]
        else _resolve_tag(markup[0], language)
    )


def _resolve_tag(tag: str, language: str) -> str:
    """A tag without marks; a ``meta`` element gets the language of its ``content``."""
    if not (meta := _META.match(tag)):
        return strip(tag)
    text_language = language if meta[1] == "\ue000" else ENGLISH
    return strip(tag).replace(f' lang="{ENGLISH}"', "").replace("<meta ", f'<meta lang="{text_language}" ', 1)


@lru_cache(maxsize=4096)
def _resolve_text_element(name: str, attributes: str, text: str, language: str) -> str:
    """An element that may hold text alone (``title``, ``option`` and the like), with the language of its text
    in its tag."""
    visible, text_language = strip(text), split_language(text.strip(), language)[1]
    attributes = attributes.replace(f' lang="{ENGLISH}"', "") if text_language else attributes
    lang = f' lang="{text_language}"' if text_language and not _HAS_LANG.search(attributes) else ""
    return f"<{name}{attributes}{lang}>{visible}</{name}>"


def _move_lang_to_tag(element: re.Match[str], language: str) -> str:
    """The match of ``_WHOLE``, an element that one phrase fills, with ``lang`` in its tag; unchanged where
    the tag has one."""
    name, attributes, marked = element[1], element[2], element[3]
    text_language, inside = (language, element[4]) if marked[0] == "\ue000" else (ENGLISH, element[5])
    attributes = attributes.replace(f' lang="{ENGLISH}"', "")
    if _HAS_LANG.search(attributes):
        return element[0]
    return f'<{name}{attributes} lang="{text_language}">{inside}</{name}>'
