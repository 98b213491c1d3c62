"""The pack of a session as an archive: sheets, slides, and what to read first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Protocol

from markupsafe import Markup

from macros.base.zip_files import write_zip
from macros.curriculum.sessions import format_clock, list_sessions
from macros.exports.publication import read_moment
from macros.i18n import phrases
from macros.packs.papers import Paper, print_papers
from macros.packs.session_packs import SessionPack
from macros.packs.slides import format_span, list_slides
from macros.packs.slides_html import write_slides
from macros.packs.slides_pptx import write_presentation
from macros.packs.styles import read_asset, read_colours
from macros.rendering.renderer import Renderer

READ_ME, SLIDES, PRESENTATION = "read-me-first.html", "slides.html", "slides.pptx"


class ShowStage(Protocol):
    """What shows that something is being made."""

    def __call__(self, words: str, /) -> AbstractContextManager[object]:
        """Say so while the body runs."""


@dataclass(frozen=True)
class WrittenPack:
    """The files of a pack by their names, and how many sheets of paper they are printed on."""

    name: str
    files: tuple[tuple[str, bytes], ...]
    sheets: int


def write_pack(pack: SessionPack, stage: ShowStage = lambda words: nullcontext()) -> WrittenPack:
    """The files of the pack of a session."""
    with phrases.use_catalogue(pack.renderer.catalogue):
        with stage(f"Sheets of {pack.name}"):
            papers = list(print_papers(pack))
        with stage(f"Slides of {pack.name}"):
            slides = list_slides(pack)
            files = [
                (READ_ME, _write_read_me(pack, papers, len(slides)).encode()),
                *((paper.file, paper.printed.content) for paper in papers),
                (SLIDES, write_slides(pack, slides).encode()),
                (PRESENTATION, write_presentation(pack, slides)),
            ]
    return WrittenPack(pack.name, tuple(files), sum(paper.sheets for paper in papers))


def list_archives(renderer: Renderer, publisher: str) -> Iterator[tuple[str, bytes]]:
    """Yield the archive of each session of the modules in use by its name, as the site called ``publisher``
    publishes it."""
    for place in list_sessions(renderer.book):
        pack = SessionPack(renderer, place, place.session, publisher, read_moment())
        yield f"{pack.name}.zip", write_archive([write_pack(pack)])


def write_archive(packs: Sequence[WrittenPack]) -> bytes:
    """The archive of packs: of one, its files; of several, a folder for each."""
    return write_zip(_place_files(packs))


def _place_files(packs: Sequence[WrittenPack]) -> Iterator[tuple[str, bytes]]:
    for pack in packs:
        for name, content in pack.files:
            yield f"{pack.name}/{name}", content


def _write_read_me(pack: SessionPack, papers: list[Paper], slides: int) -> str:
    """The page on what is in the pack, and how it is printed."""
    html = pack.renderer.render_template(
        "packs/read_me",
        pack.view,
        pack=pack,
        papers=papers,
        slides=slides,
        sheets=sum(paper.sheets for paper in papers),
        style=Markup(read_colours(pack.renderer.edition).write_css() + read_asset("read_me.css")),
        clock=format_clock,
        span=format_span,
    )
    return pack.finish(html) + "\n"
