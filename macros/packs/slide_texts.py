"""Prose as slides of a presentation take it: paragraphs, with runs of letters that look alike."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

BULLET, NUMBER = "bullet", "number"


@dataclass(frozen=True)
class Run:
    """Letters of a paragraph that look alike."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass
class Paragraph:
    """A paragraph: its runs and, where it is a point of a list, its ``marker`` (``bullet`` or ``number``),
    with the depth of the list and its number in it."""

    runs: list[Run] = field(default_factory=list)
    marker: str = ""
    level: int = 0
    number: int = 0
    is_heading: bool = False

    def trim(self) -> None:
        """Take the spaces off its end."""
        while self.runs:
            last = self.runs.pop()
            if text := last.text.rstrip():
                self.runs.append(replace(last, text=text))
                return

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(run.text for run in self.runs)


@dataclass
class _OpenList:
    marker: str
    number: int  # Of its last point.


class _Reader(HTMLParser):
    """Reads the HTML that prose becomes: paragraphs, lists, emphasis."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.paragraphs: list[Paragraph] = []
        self._lists: list[_OpenList] = []
        self._bold = self._italic = 0
        self._open: Paragraph | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin what the tag begins."""
        if tag in ("ul", "ol"):
            start = dict(attrs).get("start") or "1"
            self._lists.append(_OpenList(NUMBER if tag == "ol" else BULLET, int(start) - 1))
            self._open = None
        elif tag == "li" and self._lists:
            self._lists[-1].number += 1
            self._begin(self._lists[-1].marker, len(self._lists) - 1, self._lists[-1].number)
        elif tag == "p" and (self._open is None or self._open.runs):
            self._begin("", max(len(self._lists) - 1, 0), 0)
        elif tag == "br":
            self.handle_data("\n")
        self._count(tag, 1)

    def handle_endtag(self, tag: str) -> None:
        """End what the tag ends."""
        if tag in ("p", "li"):
            self._open = None
        elif tag in ("ul", "ol"):
            self._lists.pop()
            self._open = None
        self._count(tag, -1)

    def handle_data(self, data: str) -> None:
        """Take words into the open paragraph."""
        if self._open is None:
            if not data.strip():
                return
            self._begin("", max(len(self._lists) - 1, 0), 0)
        assert self._open is not None
        text = data if data == "\n" else " ".join(f"x{data}x".split())[1:-1]
        if text := text if self._open.runs else text.lstrip():
            self._open.runs.append(Run(text, self._bold > 0, self._italic > 0))

    def _begin(self, marker: str, level: int, number: int) -> None:
        self._open = Paragraph(marker=marker, level=level, number=number)
        self.paragraphs.append(self._open)

    def _count(self, tag: str, step: int) -> None:
        self._bold += step * (tag in ("strong", "b"))
        self._italic += step * (tag in ("em", "i"))


def read_paragraphs(html: str) -> list[Paragraph]:
    """The paragraphs of the HTML that prose becomes, in order, without empty ones."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    for paragraph in reader.paragraphs:
        paragraph.trim()
    return [paragraph for paragraph in reader.paragraphs if paragraph.runs]
