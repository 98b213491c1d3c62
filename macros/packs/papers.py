"""The sheets of a pack: which files there are, what they are made of, and how many copies they are printed
in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from macros.base import language_marks
from macros.base.html import unwrap_links
from macros.curriculum.sessions import format_clock
from macros.i18n.phrases import _
from macros.packs.copies import count_copies
from macros.packs.handouts import choose_card_size, find_foot, has_page, list_card_sheets, plan_table
from macros.packs.printing import Printed, print_pages
from macros.packs.session_packs import FACILITATOR, LATER, PARTICIPANTS, SessionPack
from macros.packs.slides import format_span
from macros.packs.styles import read_asset, read_colours
from macros.records.sessions import Activity, Handout

FACILITATOR_PAGES = 2
# Classes of sheets, from the airy to the one of the smallest letters.
DENSITIES = ("", "dense-1", "dense-2", "dense-3")
FEWEST_LINES, MOST_LINES, MINUTES_A_LINE = 3, 8, 6


@dataclass(frozen=True)
class Piece:
    """Pages of a file that are printed together: what they are, in how many copies by the words of the record
    and by number (``None`` where the words do not say), the anchor of their first page, and whether they are
    printed on both sides."""

    title: str
    copies: str
    number: int | None
    anchor: str = ""
    is_two_sided: bool = False


@dataclass(frozen=True)
class PrintedPiece:
    """A piece with its first and its last page, and the sheets of paper that all its copies take; one copy is
    counted where its words do not say how many."""

    piece: Piece
    first: int
    last: int

    @property
    def sheets(self) -> int:
        """The sheets of paper of all its copies."""
        pages = self.last - self.first + 1
        return (self.piece.number or 1) * (-(-pages // 2) if self.piece.is_two_sided else pages)


@dataclass(frozen=True)
class Paper:
    """A file of sheets: its name in the archive, what it is called, and its pieces."""

    file: str
    title: str
    printed: Printed
    pieces: tuple[Piece, ...]

    def list_pieces(self) -> list[PrintedPiece]:
        """Its pieces with their pages."""
        begins = [self.printed.places.get(piece.anchor, 1) for piece in self.pieces]
        ends = [*(begin - 1 for begin in begins[1:]), self.printed.pages]
        return list(map(PrintedPiece, self.pieces, begins, ends))

    @property
    def sheets(self) -> int:
        """The sheets of paper that all its copies take."""
        return sum(piece.sheets for piece in self.list_pieces())


def print_papers(pack: SessionPack) -> Iterator[Paper]:
    """Yield the files of sheets of a pack, in the order in which they are needed; none that would be
    empty."""
    yield _print_facilitator(pack)
    yield _print_participants(pack)
    if handouts := [handout for handout in pack.session.handouts if handout.cards]:
        pieces = [_make_piece(pack, handout) for handout in handouts]
        yield _print(
            pack,
            "cards",
            _("Cards to cut out"),
            pieces,
            handouts=handouts,
            list_card_sheets=list_card_sheets,
            choose_card_size=choose_card_size,
            find_foot=find_foot,
        )
    for case in pack.cases:
        piece = Piece(case.title, _("One each"), pack.participants, is_two_sided=True)
        title = _("Case, as far as its questions")
        yield _print_tightly(pack, 2, "case", title, [piece], f"case-{case.id}", case=case)
    if (sealed := _list_pages(pack, LATER)) or pack.cases:
        yield _print_sealed(pack, sealed)
    if answers := _list_pages(pack, FACILITATOR):
        pieces = [_make_piece(pack, handout) for handout in answers]
        title = _("For the facilitator alone")
        yield _print_handouts(pack, "handouts", title, pieces, "answers", handouts=answers)
    if pack.forms:
        pieces = [
            Piece(form.title, _("One each"), pack.participants, f"form-{form.id}", True)
            for form in pack.forms
        ]
        yield _print(pack, "forms", _("Blank forms"), pieces)
    slips = [
        Piece(_("Who was here"), _("One"), 1, "attendance"),
        Piece(_("Feedback, two slips a page"), _("One slip each"), -(-pack.participants // 2), "feedback"),
    ]
    yield _print(pack, "slips", _("Attendance and feedback"), slips)


def _list_pages(pack: SessionPack, reader: str) -> list[Handout]:
    """The handouts for a reader that have a page, in the order in which the plan needs
    them."""
    handouts = [handout for handout in pack.list_handouts(reader) if has_page(handout)]

    def find_begin(handout: Handout) -> int:
        time = pack.find_time(handout.activity)
        return time.begin if time else 0

    return sorted(handouts, key=find_begin)


def _make_piece(pack: SessionPack, handout: Handout, prefix: str = "handout") -> Piece:
    number = count_copies(handout.copies, pack.participants)
    return Piece(handout.title, handout.copies, number, f"{prefix}-{handout.id}")


def _print_facilitator(pack: SessionPack) -> Paper:
    title = _("Facilitator's sheet")
    papers = [(handout.title, handout.copies) for handout in pack.session.handouts]
    papers += [(case.title, _("One each")) for case in pack.cases]
    papers += [(form.title, _("One each")) for form in pack.forms]
    pieces = [Piece(title, _("One"), 1, is_two_sided=True)]
    return _print_tightly(pack, FACILITATOR_PAGES, "facilitator", title, pieces, papers=papers)


def _print_participants(pack: SessionPack) -> Paper:
    handouts = _list_pages(pack, PARTICIPANTS)
    pieces = [Piece(_("Exercises"), _("One each"), pack.participants, is_two_sided=True)]
    pieces += [_make_piece(pack, handout) for handout in handouts]
    title = _("Participants' sheets")
    return _print_handouts(pack, "participants", title, pieces, handouts=handouts, count_lines=count_lines)


def count_lines(activity: Activity) -> int:
    """How many lines to write on an exercise has: the more, the longer it lasts."""
    return min(MOST_LINES, max(FEWEST_LINES, activity.minutes // MINUTES_A_LINE))


def _print_sealed(pack: SessionPack, handouts: list[Handout]) -> Paper:
    pieces: list[Piece] = []
    for handout in handouts:
        pieces.append(_make_cover(handout.title, f"cover-{handout.id}"))
        pieces.append(_make_piece(pack, handout))
    for case in pack.cases:
        title = _("What happened: %(case)s", case=case.title)
        pieces.append(_make_cover(title, f"cover-{case.id}"))
        pieces.append(Piece(title, _("One each"), pack.participants, f"outcome-{case.id}", True))
    title = _("Closed until the plan says so")
    return _print_handouts(pack, "sealed", title, pieces, handouts=handouts)


def _make_cover(title: str, anchor: str) -> Piece:
    return Piece(_("Cover: %(paper)s", paper=title), _("One"), 1, anchor)


def _print_tightly(
    pack: SessionPack,
    most: int,
    template: str,
    title: str,
    pieces: list[Piece],
    file: str = "",
    **values: object,
) -> Paper:
    """The file of sheets, in the largest letters in which it has at most so many pages."""
    for density in DENSITIES:
        paper = _print(pack, template, title, pieces, file, density=density, **values)
        if paper.printed.pages <= most:
            break
    return paper


def _print_handouts(
    pack: SessionPack, template: str, title: str, pieces: list[Piece], file: str = "", **values: object
) -> Paper:
    """The file of sheets with handouts, each in the largest letters in which it fits on a page."""
    dense: dict[str, str] = defaultdict(str)
    for density in (*DENSITIES[1:], ""):
        paper = _print(pack, template, title, pieces, file, dense=dense, **values)
        long = [one.piece.anchor for one in paper.list_pieces() if one.last > one.first]
        ids = [anchor.removeprefix("handout-") for anchor in long if anchor.startswith("handout-")]
        if not ids or not density:
            break
        dense.update(dict.fromkeys(ids, density))
    return paper


def _print(
    pack: SessionPack, template: str, title: str, pieces: list[Piece], file: str = "", **values: object
) -> Paper:
    """The file of sheets that a template makes of ``values``."""
    html = pack.renderer.render_template(
        f"packs/{template}",
        pack.view,
        pack=pack,
        file_title=title,
        clock=format_clock,
        span=format_span,
        plan_table=plan_table,
        **{"dense": {}, **values},
    )
    styles = [read_colours(pack.renderer.edition).write_css(), read_asset("paper.css")]
    printed = print_pages(
        unwrap_links(pack.finish(html), lambda address: True),
        language_marks.strip(f"{title}: {pack.session.title}"),
        language_marks.strip(pack.publisher),
        [*styles, read_asset("cards.css")] if template == "cards" else styles,
    )
    return Paper(f"{file or template}.pdf", title, printed, tuple(pieces))
