"""The slides of a session as a presentation of PowerPoint (ECMA-376), with notes beside each.

Titles and texts stand in the placeholders of their layouts, so that a screen reader and the outline find
them, and the colours are those of the theme, which has the edition's. python-pptx writes it; it is imported
when a presentation is made.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from zipfile import ZipFile

from macros.base import language_marks
from macros.base.languages import LANGUAGES
from macros.base.zip_files import write_zip
from macros.packs.session_packs import SessionPack
from macros.packs.slide_texts import BULLET, NUMBER, Paragraph, Run, read_paragraphs
from macros.packs.slides import Block, Slide, choose_size
from macros.packs.styles import read_colours

WIDTH, HEIGHT = 12192000, 6858000  # 16:9 of 33.9 by 19.1 cm, in English Metric Units.
MARGIN, POINT, BAR = 609600, 12700, 110000
FONT = "Calibri"


def write_presentation(pack: SessionPack, slides: Iterable[Slide]) -> bytes:
    """The file of a presentation of ``slides``: the same bytes whenever it is made of the same."""
    from pptx import Presentation as open_presentation

    deck: Any = open_presentation()
    deck.slide_width, deck.slide_height = WIDTH, HEIGHT
    colours = read_colours(pack.renderer.edition).light
    _set_theme(deck, colours)
    _shape_layouts(deck)
    _add_bar(deck)
    _describe(deck, pack)
    slides = list(slides)
    for number, slide in enumerate(slides, 1):
        _Writer(pack, deck, colours).add(slide, number, len(slides))
    buffer = io.BytesIO()
    deck.save(buffer)
    return _pack_anew(buffer.getvalue())


def _pack_anew(content: bytes) -> bytes:
    """An archive with the same files, without the moments at which they were written."""
    with ZipFile(io.BytesIO(content)) as archive:
        return write_zip((name, archive.read(name)) for name in archive.namelist())


def _set_theme(deck: Any, colours: Mapping[str, str]) -> None:
    """Give the theme the handbook's colours and letters."""
    from pptx.opc.constants import RELATIONSHIP_TYPE

    part = deck.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    text = part.blob.decode("utf-8")
    scheme = {
        "dk1": colours["ink"],
        "lt1": "#ffffff",
        "dk2": colours["accent-strong"],
        "lt2": colours["accent-soft"],
        "accent1": colours["accent"],
        "accent2": colours["warm"],
        "hlink": colours["accent"],
        "folHlink": colours["accent"],
    }
    for name, colour in scheme.items():
        value = f'<a:{name}><a:srgbClr val="{colour[1:].upper()}"/></a:{name}>'
        text = re.sub(rf"<a:{name}>.*?</a:{name}>", value, text, flags=re.S)
    text = re.sub(r'(<a:(?:major|minor)Font>\s*<a:latin typeface=")[^"]*', rf"\g<1>{FONT}", text)
    part._blob = text.encode("utf-8")


def _shape_layouts(deck: Any) -> None:
    """Place the placeholders of the two layouts that are used for a wide slide, and drop the others."""
    layouts = deck.slide_layouts
    for layout in list(layouts)[2:]:
        layouts.remove(layout)
    wide = WIDTH - 2 * MARGIN
    places = {
        0: (MARGIN, 420000, wide, 1000000),  # Of the title.
        1: (MARGIN, 1500000, wide, 4500000),
        10: (MARGIN, 6300000, 2000000, 365000),  # The day.
        11: (MARGIN, 6300000, wide - 1200000, 365000),  # The foot.
        12: (WIDTH - MARGIN - 1100000, 6300000, 1100000, 365000),
    }
    for holder in (deck.slide_master, layouts[1]):
        for shape in list(holder.placeholders):
            index = shape.placeholder_format.idx
            kind = str(shape.placeholder_format.type)
            place = places[0] if kind.startswith("TITLE") else places[1] if index == 1 else places.get(index)
            if place:
                shape.left, shape.top, shape.width, shape.height = place
    for shape in layouts[0].placeholders:
        top = {0: 1750000, 1: 3500000}.get(shape.placeholder_format.idx)
        if top:
            shape.left, shape.top, shape.width, shape.height = MARGIN, top, wide, 1650000


def _add_bar(deck: Any) -> None:
    """Draw a bar in the handbook's colour along the top of every slide, on the master behind all else."""
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls

    tree = deck.slide_master.shapes._spTree
    bar = parse_xml(
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="99" name="Bar"/><p:cNvSpPr/>'
        '<p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>'
        f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{WIDTH}" cy="{BAR}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        '<a:solidFill><a:schemeClr val="accent1"/></a:solidFill>'
        "<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
    )
    tree.insert(2, bar)  # Behind the placeholders; the first two elements are the tree's own.


def _describe(deck: Any, pack: SessionPack) -> None:
    """Write what the file says of itself. The moment is the publication's, which is the same in every run."""
    about = deck.core_properties
    about.title = f"{pack.module.title}: {pack.session.title}"
    about.author = about.last_modified_by = language_marks.strip(pack.publisher)
    about.subject, about.keywords, about.comments = pack.module.title, "", ""
    about.language = LANGUAGES["en"].tag
    about.revision = 1
    about.created = about.modified = pack.moment


class _Writer:
    """Writes slides into a presentation."""

    def __init__(self, pack: SessionPack, deck: Any, colours: Mapping[str, str]):
        self.pack, self.deck, self.colours = pack, deck, colours
        self.language = LANGUAGES[pack.renderer.language].tag

    def add(self, slide: Slide, number: int, slides: int) -> None:
        """Add a slide, which is the one with this ``number``."""
        is_title = slide.form == "title"
        sheet = self.deck.slides.add_slide(self.deck.slide_layouts[0 if is_title else 1])
        title, body = sheet.shapes.title, sheet.placeholders[1]
        self._fill_line(title.text_frame.paragraphs[0], Run(slide.title))
        self._set_title(title, slide)
        self._write_blocks(body.text_frame, slide.blocks, choose_size(slide) if not is_title else 24)
        self._add_foot(sheet, slide, f"{number}/{slides}")
        if slide.notes:
            self._write_blocks(sheet.notes_slide.notes_text_frame, slide.notes, None)

    def _set_title(self, title: Any, slide: Slide) -> None:
        from pptx.enum.dml import MSO_THEME_COLOR
        from pptx.enum.text import MSO_ANCHOR, PP_ALIGN

        frame = title.text_frame
        frame.word_wrap = True
        frame.vertical_anchor = MSO_ANCHOR.BOTTOM
        paragraph = frame.paragraphs[0]
        paragraph.alignment = PP_ALIGN.LEFT
        length = len(slide.title)
        size = 44 if slide.form == "title" else 36 if length <= 45 else 30 if length <= 80 else 24
        for run in paragraph.runs:
            run.font.size, run.font.bold = size * POINT, True
            run.font.color.theme_color = MSO_THEME_COLOR.TEXT_2

    def _write_blocks(self, frame: Any, blocks: Iterable[Block], size: int | None) -> None:
        """Write blocks into a frame, at a size in points or, without one, at that of the frame."""
        from pptx.enum.dml import MSO_THEME_COLOR
        from pptx.enum.text import MSO_AUTO_SIZE, PP_ALIGN

        frame.word_wrap = True
        if size:
            frame.auto_size = MSO_AUTO_SIZE.NONE
        for place, paragraph in enumerate(_list_paragraphs(blocks)):
            line = frame.paragraphs[0] if not place else frame.add_paragraph()
            line.alignment = PP_ALIGN.LEFT
            self._set_marker(line, paragraph, size or 12)
            for run in paragraph.runs:
                self._fill_line(line, run, size)
            if size:
                colour = MSO_THEME_COLOR.ACCENT_2 if paragraph.is_heading else MSO_THEME_COLOR.TEXT_1
                for run in line.runs:
                    run.font.color.theme_color = colour
            line.space_before = int((size or 12) * POINT * (0.35 if place else 0))

    def _fill_line(self, line: Any, run: Run, size: int | None = None) -> None:
        """Add a run to a paragraph, in its language."""
        text, language = language_marks.split_language(run.text, self.language)
        new = line.add_run()
        new.text = text.replace("\n", "\v")
        new.font.bold, new.font.italic = run.bold or None, run.italic or None
        if size:
            new.font.size = size * POINT
        new._r.get_or_add_rPr().set("lang", language or LANGUAGES["en"].tag)

    @staticmethod
    def _set_marker(line: Any, paragraph: Paragraph, size: int) -> None:
        """Put the mark or the number of a point of a list before it, or nothing."""
        from pptx.oxml.xmlchemy import OxmlElement

        settings = line._p.get_or_add_pPr()
        indent = int(size * POINT * 1.2)
        level = paragraph.level + 1 if paragraph.marker else paragraph.level
        settings.set("marL", str(indent * level))
        settings.set("indent", str(-indent if paragraph.marker else 0))
        marks: dict[str, dict[str, str]] = {"a:buNone": {}}
        if paragraph.marker == NUMBER:
            marks = {"a:buAutoNum": {"type": "arabicPeriod", "startAt": str(max(paragraph.number, 1))}}
        elif paragraph.marker == BULLET:
            marks = {"a:buFont": {"typeface": "Arial"}, "a:buChar": {"char": "•"}}
        for name, values in marks.items():
            mark = OxmlElement(name)
            for key, value in values.items():
                mark.set(key, value)
            settings.append(mark)

    def _add_foot(self, sheet: Any, slide: Slide, number: str) -> None:
        """Write the time, whose pack it is and the slide's number at its foot."""
        from pptx.enum.dml import MSO_THEME_COLOR
        from pptx.enum.text import PP_ALIGN

        quarter = (WIDTH - 2 * MARGIN) // 4
        texts = (
            ("Time", slide.time, 0, 1, PP_ALIGN.LEFT),
            ("Publisher", self.pack.signature, 1, 2, PP_ALIGN.CENTER),
            ("Number", number, 3, 1, PP_ALIGN.RIGHT),
        )
        for name, text, place, width, alignment in texts:
            if not text:
                continue
            box = sheet.shapes.add_textbox(MARGIN + place * quarter, 6280000, width * quarter, 380000)
            box.name = name
            box.text_frame.word_wrap = True
            line = box.text_frame.paragraphs[0]
            line.alignment = alignment
            self._fill_line(line, Run(text), 14)
            for run in line.runs:
                run.font.color.theme_color = MSO_THEME_COLOR.TEXT_2


def _list_paragraphs(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    """Yield the paragraphs of blocks, with the heading of each before it."""
    for block in blocks:
        if block.heading:
            yield Paragraph([Run(block.heading, bold=True)], is_heading=True)
        yield from read_paragraphs(block.html)
