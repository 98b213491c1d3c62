"""The style sheets of packages: for courses, which browsers show, those of the site in one file; for books,
a plain one with the colours written out, since many readers know no variables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from importlib.resources import files

from macros.editions.additions import STYLE_SHEET
from macros.packages.handbook_pages import HandbookPages
from macros.rendering.page_styles import STYLE_MARKS
from macros.tools.minification import minify_asset

_OWN = files("macros.packages") / "files"
TOKENS = "assets/css/tokens.css"
PICTURES = "assets/css/pages/pictures.css"
_SITE = (TOKENS, "assets/css/shell.css", "assets/css/handbook.css", "assets/css/kinds.css")
# Of pages that no course has.
_UNUSED = frozenset(f"assets/css/pages/{name}.css" for name in ("builder", "search", "edit", "quality"))
_TOKEN = re.compile(r"(--hb-[a-z0-9-]+):\s*([^;{}]+);")
_VARIABLE = re.compile(r"var\((--hb-[a-z0-9-]+)\)")
_COMMENT = re.compile(r"/\*.*?\*/", re.S)


def read_own(name: str) -> str:
    """A file that comes with this package: a style sheet or a script."""
    return (_OWN / name).read_text("utf-8")


def build_course_style(pages: HandbookPages) -> str:
    """The style sheet of a course: the site's, the edition's colours and what courses have of their own."""
    places = [*_SITE, *(place for place in STYLE_MARKS if place not in _UNUSED), STYLE_SHEET]
    sheets = [_read(pages, place) for place in places]
    sheets.append(read_own("course.css"))
    return "\n".join(minify_asset(sheet, "course.css") for sheet in sheets if sheet)


def build_book_style(pages: HandbookPages) -> str:
    """The style sheet of a book, with the edition's colours."""
    tokens = read_tokens(pages)
    pictures = drop_blocks(_COMMENT.sub("", _read(pages, PICTURES)), "@media")
    return fill_in(read_own("book.css") + pictures, tokens)


def read_tokens(pages: HandbookPages) -> dict[str, str]:
    """The colours, spaces and types of the light scheme, by their names: ``--hb-accent``."""
    tokens: dict[str, str] = {}
    for place in (TOKENS, STYLE_SHEET):
        light = drop_blocks(_COMMENT.sub("", _read(pages, place)), "@media")
        tokens |= {name: " ".join(value.split()) for name, value in _TOKEN.findall(light)}
    return tokens


def fill_in(style: str, tokens: Mapping[str, str]) -> str:
    """``style`` with the values of ``tokens`` in the place of variables; others stay."""
    for _depth in range(3):  # A token may be made of others.
        style = _VARIABLE.sub(lambda variable: tokens.get(variable[1], variable[0]), style)
    return style


def drop_blocks(style: str, rule: str) -> str:
    """``style`` without the blocks that begin with ``rule``, such as ``@media``."""
    return "".join(_list_outside(style, rule))


def _list_outside(style: str, rule: str) -> Iterator[str]:
    end = 0
    while (start := style.find(rule, end)) >= 0:
        yield style[end:start]
        depth, end = 0, style.index("{", start)
        while True:
            depth += {"{": 1, "}": -1}.get(style[end], 0)
            end += 1
            if not depth:
                break
    yield style[end:]


def _read(pages: HandbookPages, place: str) -> str:
    return (pages.read_file(place) or b"").decode()
