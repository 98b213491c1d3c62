"""Marks in text that say which language it is in, until a page is finished.

An interface in a second language stands among records in English. A phrase of the interface comes between
U+E000 and U+E001, and what is English inside such a phrase between U+E002 and U+E003: both are private
characters, which no record may hold. :func:`resolve` turns them into ``lang`` on a finished page; every other
way out goes through :func:`strip`.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from markupsafe import Markup

from macros.base.html import is_script, read_tag_name, split_tags, strip_tags

ENGLISH = "en-GB"
ANY = re.compile("[\ue000-\ue003]")
_DROP = dict.fromkeys(range(0xE000, 0xE004))
_LETTER = re.compile(r"[^\W\d_]")
# Inside these no element may stand: the language goes on the element itself.
_TEXT_ELEMENTS = frozenset({"title", "option", "desc", "textarea", "text", "tspan"})
# For the mark that begins a phrase or content: the one that ends it, and the marks that may not come
# before that.
_ENDS = {"\ue000": ("\ue001", re.compile("[\ue000\ue001]")), "\ue002": ("\ue003", ANY)}
_META = re.compile("<meta [^<>]*content=[\"']([\ue000\ue002])")


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
    if not _LETTER.search(strip_tags(value) if isinstance(value, Markup) else value):
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
    pieces = split_tags(html)
    marked = [place for place, piece in enumerate(pieces) if ANY.search(piece)]
    for place in marked:
        if place % 2:
            tag = pieces[place]
            pieces[place] = strip(tag) if is_script(tag) else _resolve_tag(tag, language)
    for place in marked:
        if place % 2 == 0 and place:
            _resolve_text(pieces, place, language)
    return (
        "".join(pieces)
        .replace("\ue000", f'<span lang="{language}">')
        .replace("\ue002", f'<span lang="{ENGLISH}">')
        .replace("\ue001", "</span>")
        .replace("\ue003", "</span>")
    )


def _resolve_tag(tag: str, language: str) -> str:
    """A tag without marks; a ``meta`` element gets the language of its ``content``."""
    if not (meta := _META.match(tag)):
        return strip(tag)
    text_language = language if meta[1] == "\ue000" else ENGLISH
    return strip(tag).replace(f' lang="{ENGLISH}"', "").replace("<meta ", f'<meta lang="{text_language}" ', 1)


def _resolve_text(pieces: list[str], place: int, language: str) -> None:
    """Where an element is filled by the text at ``place``, or by the phrase that begins there, put the
    language into its tag and take the marks away."""
    if read_tag_name(pieces[place - 1]) not in _TEXT_ELEMENTS:
        _move_lang_to_tag(pieces, place, language)
    elif _closes(pieces, place - 1, place + 1):
        text_language = split_language(pieces[place].strip(), language)[1]
        if text_language and (tag := _set_lang(pieces[place - 1], text_language)):
            pieces[place - 1] = tag
        pieces[place] = strip(pieces[place])


def _move_lang_to_tag(pieces: list[str], place: int, language: str) -> None:
    first = pieces[place][:1]
    if first not in _ENDS:
        return
    last, boundary = _ENDS[first]
    for end in range(place, len(pieces), 2):
        if mark := boundary.search(pieces[end], end == place):
            break
    else:
        return
    if mark[0] != last or mark.end() != len(pieces[end]) or not _closes(pieces, place - 1, end + 1):
        return
    if tag := _set_lang(pieces[place - 1], language if first == "\ue000" else ENGLISH):
        pieces[place - 1] = tag
        pieces[end] = pieces[end][:-1]
        pieces[place] = pieces[place][1:]


def _closes(pieces: list[str], opening: int, closing: int) -> bool:
    """Whether the tag at ``closing`` ends an element of the kind that the tag at ``opening`` begins."""
    name = read_tag_name(pieces[opening])
    return closing < len(pieces) and bool(name) and pieces[closing] == f"</{name}>"


def _set_lang(tag: str, language: str) -> str | None:
    """An opening tag with ``lang``, in the place of one that says English; ``None`` where it has another."""
    tag = tag.replace(f' lang="{ENGLISH}"', "")
    return None if " lang=" in tag else f'{tag[:-1]} lang="{language}">'
