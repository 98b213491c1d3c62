"""What stands where on the sheets of a PDF that Chromium made: each line of its words, with its place."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass

FOOT = 45  # Points at the foot of a sheet that hold its address and its number.
# What is drawn: a matrix that is kept, brought back or changed; where words begin, how far on, and the words.
COMMAND = re.compile(
    rb"(?P<numbers>(?:-?[\d.]+ )+)(?P<place>cm|Tm|Td)\b|(?P<font>/\w+) [\d.]+ Tf|<(?P<glyphs>[\dA-F]+)> Tj"
    rb"|(?<!\S)(?P<state>[qQ])(?!\S)"
)
NO_CHANGE = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True)
class Line:
    """A line of words on a sheet. ``left`` and ``top``: where its first word begins, in points from the left
    edge of the sheet, and where it stands, in points from its top."""

    left: float
    top: float
    words: str


class Document:
    """A PDF of Chromium's, as its objects by their numbers."""

    def __init__(self, pdf: bytes) -> None:
        found = re.findall(rb"(?s)\b(\d+) 0 obj\b(.*?)\bendobj", pdf)
        self.objects = {int(number): body for number, body in found}

    def unpack(self, number: bytes) -> bytes:
        """What the stream of the object ``number`` holds."""
        described, stream = re.search(rb"(?s)(.*?)stream\r?\n(.*)", self.objects[int(number)]).groups()
        return zlib.decompress(stream) if b"/FlateDecode" in described else stream

    def read_letters(self, page: bytes) -> dict[bytes, dict[int, str]]:
        """The letter of each glyph, by the name of its font on ``page``."""
        return {
            name: read_letters(self.unpack(re.search(rb"/ToUnicode (\d+)", self.objects[int(number)])[1]))
            for name, number in re.findall(rb"(/F\d+) (\d+) 0 R", page)
            if b"/ToUnicode" in self.objects[int(number)]
        }

    def list_pages(self) -> list[bytes]:
        return [body for body in self.objects.values() if re.search(rb"/Type\s*/Page\b", body)]


def read_letters(table: bytes) -> dict[int, str]:
    """The letters of glyphs from the ``table`` of a font that says so."""
    letters = {}
    for block in re.findall(rb"(?s)beginbfchar(.*?)endbfchar", table):
        for glyph, letter in re.findall(rb"<(\w+)> <(\w+)>", block):
            letters[int(glyph, 16)] = bytes.fromhex(letter.decode()).decode("utf-16-be")
    for block in re.findall(rb"(?s)beginbfrange(.*?)endbfrange", table):
        for first, last, letter in re.findall(rb"<(\w+)> <(\w+)> <(\w+)>", block):
            for step in range(int(last, 16) - int(first, 16) + 1):
                letters[int(first, 16) + step] = chr(int(letter, 16) + step)
    return letters


def join(inner: tuple[float, ...], outer: tuple[float, ...]) -> tuple[float, ...]:
    """The matrix that does what ``inner`` does and then what ``outer`` does."""
    a, b, c, d, e, f = inner
    k, m, n, o, p, q = outer
    return (a * k + b * n, a * m + b * o, c * k + d * n, c * m + d * o, e * k + f * n + p, e * m + f * o + q)


def read_sheets(pdf: bytes) -> list[list[Line]]:
    """The lines of each sheet of ``pdf`` from top to bottom, without those of its foot."""
    document = Document(pdf)
    return [read_page(document, page) for page in document.list_pages()]


def read_page(document: Document, page: bytes) -> list[Line]:
    height = float(re.search(rb"/MediaBox \[0 0 \S+ (\S+)\]", page)[1])
    letters = document.read_letters(page)
    font, matrix, kept, line = b"", NO_CHANGE, [], NO_CHANGE
    words: dict[int, list[tuple[float, str]]] = {}
    for command in COMMAND.finditer(document.unpack(re.search(rb"/Contents (\d+) 0 R", page)[1])):
        numbers = tuple(float(number) for number in (command["numbers"] or b"").split())
        if command["state"] == b"q":
            kept.append(matrix)
        elif command["state"]:
            matrix = kept.pop()
        elif command["place"] == b"cm":
            matrix = join(numbers[-6:], matrix)
        elif command["place"] == b"Tm":
            line = numbers[-6:]
        elif command["place"]:
            line = join((*NO_CHANGE[:4], *numbers[-2:]), line)
        elif command["font"]:
            font = command["font"]
        else:
            glyphs = bytes.fromhex(command["glyphs"].decode())
            text = "".join(letters.get(font, {}).get(code, "") for code in as_pairs(glyphs))
            *_, left, up = join(line, matrix)
            words.setdefault(round(height - up), []).append((left, text))
    return [
        Line(min(left for left, _ in parts), top, "".join(text for _, text in sorted(parts)))
        for top, parts in sorted(words.items())
        if top < height - FOOT
    ]


def as_pairs(glyphs: bytes) -> list[int]:
    """The numbers of glyphs, two bytes each."""
    return [int.from_bytes(glyphs[place : place + 2], "big") for place in range(0, len(glyphs), 2)]
