"""A paper of the handbook as a PDF: with the styles of paper, the edition's colours and its name."""

from __future__ import annotations

from collections.abc import Callable

from macros.base import language_marks
from macros.i18n.phrases import use_catalogue
from macros.paper.books import Paper, print_day
from macros.paper.pdf import write_pdf
from macros.paper.site import PaperSite
from macros.paper.styles import list_styles


def print_paper(site: PaperSite, paper: Paper, on_page: Callable[[int], None] | None = None) -> bytes:
    """The PDF of a paper. ``on_page`` is called with the number of each page when its lines are set. Raises
    :class:`macros.paper.pdf.NotPrinted`."""
    with use_catalogue(site.catalogue):
        day = language_marks.strip(print_day())
    return write_pdf(
        paper.html,
        site.root / "docs",
        title=paper.title,
        language=site.language,
        styles=[*list_styles(site.edition, site.name, day), *paper.styles],
        folders=site.folders,
        author=site.name,
        description=paper.summary,
        on_page=on_page,
    )
