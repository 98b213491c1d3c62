"""Makes a PDF of HTML: tagged for screen readers (PDF/UA-1), with its fonts in it, from files of the project
alone.

The one place that calls WeasyPrint, which the extra ``exports`` brings and which is imported when it is first
called. WeasyPrint logs what it cannot draw and goes on; here that is an error, in a sentence.
"""

from __future__ import annotations

import gc
import hashlib
import logging
import os
import re
import traceback
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from macros.base.problems import show
from macros.base.variables import DATE

if TYPE_CHECKING:
    from weasyprint.text.fonts import FontConfiguration

VARIANT = "pdf/ua-1"
NO_PANGO = (
    "PDF files are set with Pango, and that system library is not on this computer ({error}). Install it and"
    " run the command again: on Debian and Ubuntu with sudo apt install libpango-1.0-0 libpangoft2-1.0-0"
    " libharfbuzz-subset0, on a Mac with brew install pango; for Windows see"
    " https://doc.courtbouillon.org/weasyprint/stable/first_steps.html."
)
NO_WEASYPRINT = (
    "PDF files are made with the package weasyprint, which is not in this Python environment. Run the command"
    " as python3 scripts/handbook pdf, which installs it first."
)
NO_FONTS = (
    "There is no font on this computer, so no PDF can be set. Install one and run the command again: on"
    " Debian and Ubuntu with sudo apt install fontconfig fonts-dejavu fonts-liberation."
)
# How the messages of WeasyPrint begin that mean that something is missing on the paper, with what is said
# instead. The name in the message follows.
_FAILURES = {
    "Failed to load image at": "The picture {name} cannot be drawn",
    "Failed to render SVG image": "The picture {name} cannot be drawn",
    "Failed to load inline SVG": "A picture in the text cannot be drawn",
    "Failed to load stylesheet": "The style sheet {name} cannot be read",
    "Image ": "The picture {name} has no words for those who do not see it",
}
PAGE_OF = "data-page-of"  # Names the id whose page is written into an element.
FIGURE_SPACE = "\u2007"  # As wide as a figure.
_PAGE = "Step 5 - Creating layout - Page "
_REMEDIES = {"Image ": "give it an alt text"}
REMEDY = "see that the file is there, is whole, and lies in the handbook or in its edition"


class NotPrinted(Exception):
    """No PDF could be made; the text is a sentence."""


def write_pdf(
    html: str,
    base: Path,
    *,
    title: str,
    language: str,
    styles: Iterable[str] = (),
    folders: Iterable[Path] = (),
    author: str = "",
    description: str = "",
    on_page: Callable[[int], None] | None = None,
    on_layout: Callable[[list[set[str]]], None] | None = None,
) -> bytes:
    """The PDF of ``html``, which is the content of a ``body``.

    ``base``: the folder at which relative addresses of files begin. No file is read but those in it and in
    ``folders``, and nothing from the network. ``title``: what viewers show as the title. ``language``: that
    of the text (BCP 47). ``styles``: style sheets as text, the later over the earlier; without one the paper
    is bare (:func:`macros.paper.styles.list_styles`). ``author`` and ``description``: for the properties of
    the file. ``on_page`` is called with the number of each page when its lines are set; ``on_layout`` once,
    with the ids of the elements that begin on each page.

    The same arguments give the same bytes where the fonts are the same: the day is that of the variable
    ``SOURCE_DATE_EPOCH``, or none. Raises :class:`NotPrinted` where Pango, every font or a picture is
    missing, and where a file is asked for that is none of the project's.
    """
    style = "\n".join(styles)
    text = "".join(_list_pieces(html, title, language, author, description))
    fonts = _configure_fonts()
    from weasyprint import CSS, HTML

    with _listening(on_page) as faults:
        fetcher = _make_fetcher([base, *folders])
        document = HTML(string=text, base_url=f"{base.resolve().as_uri()}/", url_fetcher=fetcher)
        sheet = CSS(string=style, url_fetcher=fetcher, font_config=fonts)
        with _knowing_pictures(), _quickly():
            options = {
                "pdf_variant": VARIANT,
                "pdf_identifier": hashlib.sha256((text + style).encode()).digest()[:16],
            }
            pages = document.render(stylesheets=[sheet], font_config=fonts, **options)
            _number_pages(pages.pages)
            content: bytes = pages.write_pdf(**options)
    if on_layout:
        on_layout([set(page.anchors) for page in pages.pages])
    if refused := getattr(fetcher, "refused", None):
        raise NotPrinted(refused[0])
    if faults:
        raise NotPrinted(faults[0])
    return content


def _number_pages(pages: Sequence[Any]) -> None:
    """Write the numbers of pages into the elements with the attribute :data:`PAGE_OF`, in the place of as
    many figures, once all lines are set. CSS can do this too (``target-counter``), but then each page that
    names another is set again, which for hundreds of them takes twice as long."""
    numbers: dict[str, int] = {}
    for number, page in enumerate(pages, start=1):
        for anchor in page.anchors:
            numbers.setdefault(anchor, number)
    for page in pages:
        for box in page._page_box.descendants():
            element = getattr(box, "element", None)
            if not hasattr(box, "pango_layout") or element is None or PAGE_OF not in element.attrib:
                continue
            number = numbers.get(element.attrib[PAGE_OF], 0)
            box.text = box.pango_layout.text = str(number or "–").rjust(len(box.text), FIGURE_SPACE)


def _list_pieces(html: str, title: str, language: str, author: str, description: str) -> Iterator[str]:
    """Yield the pieces of the whole document round ``html``."""
    yield f'<!doctype html><html lang="{escape(language)}"><head><meta charset="utf-8">'
    yield f"<title>{escape(title)}</title>"
    for name, value in (("author", author), ("description", description), ("dcterms.created", _read_day())):
        if value:
            yield f'<meta name="{name}" content="{escape(value)}">'
    yield f"</head><body>{html}</body></html>"


def _read_day() -> str:
    """The moment in the variable ``SOURCE_DATE_EPOCH``; empty where it is not set."""
    seconds = os.environ.get(DATE, "")
    return datetime.fromtimestamp(int(seconds), UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if seconds else ""


def _configure_fonts() -> FontConfiguration:
    """The fonts of this computer. Raises :class:`NotPrinted` where it has none, or not the libraries that set
    them."""
    try:
        with open(os.devnull, "w") as nowhere, redirect_stdout(nowhere):  # It prints advice of its own.
            from weasyprint.text.fonts import FontConfiguration
    except ModuleNotFoundError as error:
        raise NotPrinted(NO_WEASYPRINT) from error
    except OSError as error:
        first_line = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise NotPrinted(NO_PANGO.format(error=first_line)) from error
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        fonts = FontConfiguration()
    if any("ugly output" in str(warning.message) for warning in heard):
        raise NotPrinted(NO_FONTS)
    return fonts


@contextmanager
def _quickly() -> Iterator[None]:
    """Let many pages be written as quickly as few while the body runs. pydyf makes the list of all pages anew
    for each element of the structure, which takes longer than the layout where there are hundreds; and the
    garbage collector would walk through all that was set, again and again."""
    import pydyf

    class QuickPDF(pydyf.PDF):  # type: ignore[misc]  # It has no types.
        """Makes the list of its pages once for each number of pages."""

        _references: tuple[int, Any] = (-1, ())

        @property
        def page_references(self) -> Any:
            """The references to its pages."""
            if self._references[0] != len(self.pages["Kids"]):
                self._references = len(self.pages["Kids"]), super().page_references
            return self._references[1]

    before, was_enabled = pydyf.PDF, gc.isenabled()
    pydyf.PDF = QuickPDF
    gc.disable()
    try:
        yield
    finally:
        pydyf.PDF = before
        if was_enabled:
            gc.enable()


@contextmanager
def _knowing_pictures() -> Iterator[None]:
    """Raise :class:`NotPrinted` where the body fails in a drawing, at whose faults WeasyPrint may stop."""
    try:
        yield
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        places = [Path(frame.filename).parts for frame in traceback.extract_tb(error.__traceback__)]
        if not any("weasyprint" in parts and {"svg", "images.py"} & {*parts} for parts in places):
            raise
        raise NotPrinted(
            f"A picture in SVG has a value that cannot be drawn ({error}); see to its viewBox, its sizes and"
            " its paths."
        ) from error


def _make_fetcher(folders: Iterable[Path]) -> Any:
    """What gives WeasyPrint the files in ``folders`` and refuses every other address; ``refused`` of it has a
    sentence for each that it did."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    inside = [Path(os.path.realpath(folder)) for folder in folders]

    class ProjectFetcher(URLFetcher):  # type: ignore[misc]  # It has no types.
        """Reads files of the project, and nothing else."""

        refused: list[str] = []

        def fetch(self, url: str, headers: object = None) -> Any:
            """The file at ``url``. Raises ``ValueError``, which WeasyPrint logs."""
            parts = urlsplit(url)
            if parts.scheme == "data":
                return super().fetch(url)
            file = Path(os.path.realpath(url2pathname(unquote(parts.path)))) if parts.path else Path()
            if parts.scheme != "file" or parts.netloc or not any(file.is_relative_to(it) for it in inside):
                self.refused.append(
                    f"The paper asks for {show(url)}, which is no file of the handbook or of its edition;"
                    " nothing is fetched from elsewhere. Put the file into the folder docs and name it there."
                )
                raise ValueError("it is no file of the project")
            try:
                content = file.read_bytes()
            except OSError as error:
                raise ValueError(error.strerror or "it cannot be read") from error
            return URLFetcherResponse(url, content, {"Content-Type": _find_type(file)})

    fetcher = ProjectFetcher()
    fetcher.refused = []
    return fetcher


def _find_type(file: Path) -> str:
    types = {".svg": "image/svg+xml", ".png": "image/png", ".css": "text/css", ".webp": "image/webp"}
    return types.get(file.suffix.lower(), "image/jpeg")


@contextmanager
def _listening(on_page: Callable[[int], None] | None) -> Iterator[list[str]]:
    """Yield a list that gets a sentence for each thing that WeasyPrint logs as not drawn while the body runs,
    and call ``on_page`` for each page. Nothing is printed."""
    faults: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            message = record.getMessage()
            if record.name == "weasyprint.progress":
                if on_page and message.startswith(_PAGE):
                    on_page(int(message.removeprefix(_PAGE).split()[0]))
            elif fault := describe_failure(message):
                faults.append(fault)

    listener = Listener()
    loggers = [logging.getLogger("weasyprint"), logging.getLogger("weasyprint.progress")]
    before = [(logger.handlers[:], logger.propagate, logger.level) for logger in loggers]
    for logger in loggers:
        logger.handlers, logger.propagate = [listener], False
        logger.setLevel(logging.INFO)
    try:
        yield faults
    finally:
        for logger, (handlers, propagates, level) in zip(loggers, before):
            logger.handlers, logger.propagate = handlers, propagates
            logger.setLevel(level)


def describe_failure(message: str) -> str:
    """The sentence for a message of WeasyPrint's log that says that something was not drawn; else empty."""
    for start, wrong in _FAILURES.items():
        if message.startswith(start):
            rest = message.removeprefix(start).strip()
            quoted = re.match(r"(['\"])(.*?)\1[:\s]*", rest)
            name, reason = (quoted[2], rest[quoted.end() :]) if quoted else (rest, "")
            file = Path(unquote(urlsplit(name).path)).name if name.startswith("file:") else name[:60]
            reason = reason.strip().splitlines()[0].partition("Error: ")[2] if reason.strip() else ""
            detail = f" ({reason})" if reason and start != "Image " else ""
            return f"{wrong.format(name=show(file))}{detail}; {_REMEDIES.get(start, REMEDY)}."
    return ""
