"""Marks in text that say which language it is in, until a page is finished.

An interface in a second language stands among records in English. A phrase of the interface comes between U+E000 and U+E001,
and what is English inside such a phrase between U+E002 and U+E003: both are private characters, which no record may hold.
:func:`resolve` turns them into ``lang`` on a finished page; every other way out goes through :func:`strip`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from markupsafe import Markup

ENGLISH = "en-GB"
ANY = re.compile("[\ue000-\ue003]")
_DROP = dict.fromkeys(range(0xE000, 0xE004))
_LETTER = re.compile(r"[^\W\d_]")
_TAG = re.compile(r"<[^<>]*>")
# Inside these no element may stand, or its text is no text: the language goes on the element, or nowhere.
_SCRIPT = re.compile(r"<(script|style)\b.*?</\1>", re.S)
_IN_TAG = re.compile("<[^<>\ue000-\ue003]*[\ue000-\ue003][^<>]*>")
_BARE = re.compile("<(title|option|desc|textarea|text|tspan)\\b([^<>]*)>([^<\ue000-\ue003]*[\ue000-\ue003][^<]*)</\\1>")
_WHOLE = re.compile("<([a-z][a-z0-9]*)\\b([^<>]*)>(\ue000([^\ue000\ue001]*)\ue001|\ue002([^\ue000-\ue003]*)\ue003)</\\1>")
# What stands in several lines, of which each by itself would look like text.
_LONG = re.compile("<(?:(script|style)\\b.*?</\\1>|(title|option|desc|textarea|text|tspan)\\b([^<>]*)>([^<\n]*+\n[^<]*)</\\2>|[^<>\n]*+\n[^<>]*+>)", re.S)
_WITHIN = re.compile(r"[^<]*(?:$|</)")  # A line that may be within a tag, an element or a script that began above.
_META = re.compile("<meta [^<>]*content=[\"']([\ue000\ue002])")
_HAS_LANG = re.compile(r"\slang=")


def phrase(text: str) -> str:
    """``text`` marked as a phrase of the interface, in its language."""
    return f"\ue000{text}\ue001"


def content(value: object) -> object:
    """``value`` as it stands inside a phrase: marked as English where it is text with a letter in it, without its marks where it is a
    phrase itself, else as it is."""
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


def cut(text: str, most: int = 180) -> str:
    """``text`` cut at about ``most`` letters at the end of a word; a phrase stays one."""
    if len(said := strip(text)) <= most:
        return text
    short = said[:most].rsplit(" ", 1)[0] + " …"
    return phrase(short) if text.startswith("\ue000") else short


def unaccented(text: str) -> str:
    """``text`` without marks and accents, as it is typed on a keyboard that has none: ``dwr`` for ``dŵr``."""
    return "".join(letter for letter in unicodedata.normalize("NFD", strip(text)) if not unicodedata.combining(letter))


def stripped(data):
    """Lists and dictionaries of texts, as deep as they go, without marks."""
    if isinstance(data, str):
        return strip(data)
    if isinstance(data, dict):
        return {stripped(key): stripped(value) for key, value in data.items()}
    return [stripped(each) for each in data] if isinstance(data, (list, tuple)) else data


def whole(text: str, language: str) -> tuple[str, str | None]:
    """``text`` without marks, and the language of the element that is to hold it, or ``None`` where it has none of its own."""
    if not ANY.search(text):
        return text, None
    return strip(text), language if text.startswith("\ue000") else ENGLISH if text.startswith("\ue002") else None


def resolve(html: str, language: str) -> str:
    """A finished page with its marks as ``lang``: on the element that a phrase fills, else on a ``span``; none inside tags and scripts."""
    if not ANY.search(html):
        return html
    lines = html.split("\n")
    if any(_WITHIN.match(line) and ANY.search(line) for line in lines):
        lines = _LONG.sub(lambda found: _long(found, language), html).split("\n")
    for at, line in enumerate(lines):
        if "\ue000" in line or "\ue001" in line or "\ue002" in line or "\ue003" in line:
            if (found := _line(line, language)) is None:
                return _resolved(html, language)
            lines[at] = found
    return "\n".join(lines)


@lru_cache(maxsize=20_000)
def _line(line: str, language: str) -> str | None:
    """A line by itself, as most pages share most of their lines; ``None`` where a phrase or a tag goes on in another."""
    pairs = ("\ue000\ue001", "\ue002\ue003", "<>")
    return _resolved(line, language) if all(line.count(first) == line.count(last) for first, last in pairs) else None


def _resolved(html: str, language: str) -> str:
    html = _SCRIPT.sub(lambda found: strip(found[0]), html)
    html = _IN_TAG.sub(lambda found: _tag(found[0], language), html)
    html = _BARE.sub(lambda found: _bare(found[1], found[2], found[3], language), html)
    html = _WHOLE.sub(lambda found: _filled(found, language), html)
    return (html.replace("\ue000", f'<span lang="{language}">').replace("\ue002", f'<span lang="{ENGLISH}">')
            .replace("\ue001", "</span>").replace("\ue003", "</span>"))


def _long(found: re.Match, language: str) -> str:
    if not ANY.search(found[0]):
        return found[0]
    return _bare(*found.groups()[1:], language) if found[2] else _tag(found[0], language)


def _tag(tag: str, language: str) -> str:
    """A tag without marks; a ``meta`` element with the language of its words."""
    if not (found := _META.match(tag)):
        return strip(tag)
    of = language if found[1] == "\ue000" else ENGLISH
    return strip(tag).replace(f' lang="{ENGLISH}"', "").replace("<meta ", f'<meta lang="{of}" ', 1)


@lru_cache(maxsize=4096)
def _bare(name: str, attributes: str, text: str, language: str) -> str:
    said, of = strip(text), whole(text.strip(), language)[1]
    attributes = attributes.replace(f' lang="{ENGLISH}"', "") if of else attributes
    lang = f' lang="{of}"' if of and not _HAS_LANG.search(attributes) else ""
    return f"<{name}{attributes}{lang}>{said}</{name}>"


def _filled(found: re.Match, language: str) -> str:
    name, attributes, whole_of = found[1], found[2], found[3]
    of, inside = (language, found[4]) if whole_of[0] == "\ue000" else (ENGLISH, found[5])
    attributes = attributes.replace(f' lang="{ENGLISH}"', "")
    if _HAS_LANG.search(attributes):
        return found[0]
    return f'<{name}{attributes} lang="{of}">{inside}</{name}>'
