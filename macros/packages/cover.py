"""The cover of a book: the title on the accent colour, and the handbook's chart below it. It is drawn as SVG,
which is the same on every machine and needs no font of its own."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, tostring

from macros.packages.documents import DECLARATION, clean_text
from macros.packages.handbook_pages import HandbookPages
from macros.packages.styles import read_tokens

WIDTH, HEIGHT = 1200, 1800
_MARGIN = 110
_LINE = 18  # Characters of a line of the title.
_CHART = ((0.06, 0.72), (0.28, 0.42), (0.52, 0.56), (0.94, 0.1))  # As in the sign of the site, from 0 to 1.


def draw_cover(pages: HandbookPages, title: str, day: str) -> bytes:
    """The file of the cover."""
    tokens = read_tokens(pages)
    accent, paper = tokens.get("--hb-accent", "#0b5d5b"), tokens.get("--hb-accent-ink", "#ffffff")
    svg = Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {WIDTH} {HEIGHT}",
            "width": str(WIDTH),
            "height": str(HEIGHT),
            "role": "img",
        },
    )
    SubElement(svg, "title").text = title
    SubElement(svg, "rect", {"width": str(WIDTH), "height": str(HEIGHT), "fill": accent})
    _draw_chart(svg, paper)
    font = {"font-family": "Georgia, Cambria, serif", "fill": paper, "x": str(_MARGIN)}
    lines = wrap(title, _LINE)
    size = 120 if len(lines) <= 4 else 84 if len(lines) <= 6 else 60
    height = 260.0
    for line in lines[:10]:
        height += size * 1.15
        SubElement(svg, "text", {**font, "y": f"{height:g}", "font-size": str(size)}).text = line
    names = [clean_text(pages.name)] if clean_text(pages.name) != title else []
    names += [clean_text(pages.edition.short)] if pages.edition else []
    for number, name in enumerate([*names, day]):
        place = {"y": str(1800 - 110 - 58 * (len(names) - number)), "font-size": "42"}
        SubElement(svg, "text", {**font, **place}).text = name
    return (DECLARATION + tostring(svg, encoding="unicode") + "\n").encode()


def _draw_chart(svg: Element, paper: str) -> None:
    left, top, width, height = _MARGIN, 1050, WIDTH - 2 * _MARGIN, 440
    faint = {"stroke": paper, "stroke-opacity": "0.2", "stroke-width": "3"}
    for number in range(5):
        across = {"y1": str(top + number * height // 4), "y2": str(top + number * height // 4)}
        SubElement(svg, "line", {"x1": str(left), "x2": str(left + width), **across, **faint})
    points = [(left + x * width, top + y * height) for x, y in _CHART]
    line = " ".join(f"{x:g},{y:g}" for x, y in points)
    SubElement(svg, "polyline", {"points": line, "fill": "none", "stroke": paper, "stroke-width": "12"})
    for x, y in points:
        SubElement(svg, "circle", {"cx": f"{x:g}", "cy": f"{y:g}", "r": "22", "fill": paper})


def wrap(text: str, most: int) -> list[str]:
    """``text`` in lines of at most ``most`` characters, broken between words where that is possible."""
    lines = [""]
    for word in text.split():
        while len(word) > most:
            lines.append(word[:most])
            word = word[most:]
        if lines[-1] and len(lines[-1]) + 1 + len(word) > most:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return [line for line in lines if line]
