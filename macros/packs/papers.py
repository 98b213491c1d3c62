"""The sheets of a pack: which files there are, what they are made of, and how many copies they are printed
in."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from macros.base import language_marks
from macros.base.html import unwrap_links
from macros.curriculum.sessions import format_clock
from macros.i18n.phrases import _
from macros.packs.copies import count_copies
from macros.packs.handouts import (
    choose_card_size,
    count_sets,
    find_foot,
    find_top,
    has_page,
    list_card_sheets,
    plan_table,
    write_table_css,
)
from macros.packs.printing import Printed, print_pages
from macros.packs.session_packs import FACILITATOR, LATER, PARTICIPANTS, SessionPack
from macros.packs.slides import format_span
from macros.packs.styles import read_asset, read_colours
from macros.records.sessions import Activity, Handout

FACILITATOR_PAGES = 2
# Classes of sheets, from the airy to the one of the smallest letters.
DENSITIES = ("", "dense-1", "dense-2", "dense-3")
FEWEST_LINES, MOST_LINES, MINUTES_A_LINE = 3, 8, 6
LINES_FOR_NOTES, LONG = 2, 20  # Beside sheets to write on, in parts of so many minutes.


@dataclass(frozen=True)
class Piece:
    """Pages of a file that are printed together: what they are, in how many copies by the words of the record
    and by number (``None`` where the words do not say), the anchor of their first page, and whether they are
    printed on both sides. What ``follows`` the piece before is printed with it: below it, or on the back."""

    title: str
    copies: str
    number: int | None
    anchor: str = ""
    is_two_sided: bool = False
    follows: bool = False


@dataclass(frozen=True)
class PrintedPiece:
    """A piece with its first and its last page, and the sheets of paper that all its copies take, besides
    those of the piece that it follows; one copy is counted where its words do not say how many."""

    piece: Piece
    first: int
    last: int
    sheets: int


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
        ends = [
            max(begin, after - (after > begin))
            for begin, after in zip(begins, [*begins[1:], self.printed.pages + 1], strict=True)
        ]
        printed: list[PrintedPiece] = []
        before = first = 0  # The sheets of the pieces printed with one, so far, and their first page.
        for piece, begin, end in zip(self.pieces, begins, ends, strict=True):
            before, first = (before, first) if piece.follows else (0, begin)
            pages = end - first + 1
            sheets = (piece.number or 1) * (-(-pages // 2) if piece.is_two_sided else pages)
            printed.append(PrintedPiece(piece, begin, end, sheets - before))
            before = sheets
        return printed

    @property
    def sheets(self) -> int:
        """The sheets of paper that all its copies take."""
        return sum(piece.sheets for piece in self.list_pieces())


def print_papers(pack: SessionPack) -> Iterator[Paper]:
    """Yield the files of sheets of a pack, in the order in which they are needed; none that would be
    empty."""
    yield _print_facilitator(pack)
    yield _print_participants(pack)
    yield from _print_cards(pack, _("Cards to cut out"), "cards", PARTICIPANTS, FACILITATOR)
    for case in pack.cases:
        piece = Piece(case.title, _("One each"), pack.participants, is_two_sided=True)
        title = _("Case, as far as its questions")
        yield _print_tightly(pack, 2, "case", title, [piece], f"case-{case.id}", case=case)
    if (sealed := _list_pages(pack, LATER)) or pack.cases:
        yield _print_sealed(pack, sealed)
    yield from _print_cards(pack, _("Cards to keep back until the plan says so"), "sealed-cards", LATER)
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


def _print_cards(pack: SessionPack, title: str, file: str, *readers: str) -> Iterator[Paper]:
    """Yield the file of the cards for ``readers``, if there are any."""
    if not (handouts := [handout for handout in pack.list_handouts(*readers) if handout.cards]):
        return
    sets = {
        handout.id: count_sets(handout, count_copies(handout.copies, pack.participants))
        for handout in handouts
    }
    pieces = [piece for handout in handouts for piece in _list_card_pieces(pack, handout, sets[handout.id])]
    yield _print(
        pack,
        "cards",
        title,
        pieces,
        file,
        handouts=handouts,
        sets=sets,
        list_card_sheets=list_card_sheets,
        choose_card_size=choose_card_size,
        find_foot=find_foot,
        find_top=find_top,
    )


def _list_card_pieces(pack: SessionPack, handout: Handout, sets: int) -> list[Piece]:
    """The pieces of the cards of a handout: one, or two where several ``sets`` share the last of its
    sheets."""
    piece = _make_piece(pack, handout)
    if sets == 1 or not piece.number:
        return [piece]
    title = _("%(cards)s, %(num)s sets on a sheet", cards=handout.title, num=sets)
    shared = replace(piece, title=title, number=-(-piece.number // sets))
    if len(list_card_sheets(handout)) == 1:
        return [shared]
    title = _("%(cards)s, the last of %(num)s sets on a sheet", cards=handout.title, num=sets)
    return [piece, replace(shared, title=title, anchor=f"{piece.anchor}-last")]


def _print_facilitator(pack: SessionPack) -> Paper:
    title = _("Facilitator's sheet")
    papers = [(handout.title, handout.copies) for handout in pack.session.handouts]
    papers += [(case.title, _("One each")) for case in pack.cases]
    papers += [(form.title, _("One each")) for form in pack.forms]
    papers += [
        (form.title, _("theirs, from session %(number)s", number=number)) for form, number in pack.old_forms
    ]
    pieces = [Piece(title, _("One"), 1, is_two_sided=True)]
    return _print_tightly(pack, FACILITATOR_PAGES, "facilitator", title, pieces, papers=papers)


def _print_participants(pack: SessionPack) -> Paper:
    handouts = _list_pages(pack, PARTICIPANTS)
    pieces = [Piece(_("Exercises"), _("One each"), pack.participants, is_two_sided=True)]
    joined = _find_joined(pack, handouts)
    for handout in handouts:
        piece = _make_piece(pack, handout)
        follows = handout.id in joined
        pieces.append(replace(piece, is_two_sided=follows or handout.id in joined.values(), follows=follows))
    return _print_handouts(
        pack,
        "participants",
        _("Participants' sheets"),
        pieces,
        handouts=handouts,
        joined=joined,
        count_lines=count_lines,
        list_sheets=list_sheets,
    )


def _find_joined(pack: SessionPack, handouts: list[Handout]) -> dict[str, str]:
    """The ids of handouts that are printed with the one before them, by their own: both are for the same
    people at the same time, and for each of them, or each pair. Where few are printed, as where every group
    lays a board on its table, each stays a sheet of its own."""
    joined: dict[str, str] = {}
    for one, other in pairwise(handouts):
        number = count_copies(other.copies, pack.participants) or 0
        is_same = (one.copies, one.activity) == (other.copies, other.activity) and other.activity
        if is_same and number * 2 >= pack.participants:
            joined[other.id] = one.id
    return joined


def list_sheets(pack: SessionPack, activity: Activity) -> list[str]:
    """The titles of what participants write on in a part of the plan: handouts with a table to fill in, and
    forms of which the task speaks."""
    handouts = [handout for handout in pack.list_handouts(PARTICIPANTS) if handout.activity == activity.title]
    titles = [handout.title for handout in handouts if handout.table and plan_table(handout.table).height]
    forms = [*pack.forms, *(form for form, number in pack.old_forms)]
    task = (activity.task or "").casefold()
    return titles + [form.title for form in forms if form.title.casefold() in task]


def count_lines(activity: Activity, sheets: Sequence[str]) -> int:
    """How many lines to write on an exercise has: the more, the longer it lasts, and a few for notes alone
    where there are ``sheets`` to write on."""
    if sheets:
        return LINES_FOR_NOTES if activity.minutes >= LONG else 0
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
    """The file of sheets with handouts, each in the largest letters in which it fits on a page, and with what
    happened in cases, each on two."""
    dense: dict[str, str] = defaultdict(str)
    for density in (*DENSITIES[1:], ""):
        paper = _print(pack, template, title, pieces, file, dense=dense, **values)
        ids = [
            one.piece.anchor.removeprefix("handout-")
            for one in paper.list_pieces()
            if one.last - one.first >= _count_most(one.piece)
        ]
        if not ids or not density:
            break
        dense.update(dict.fromkeys(ids, density))
    return paper


def _count_most(piece: Piece) -> float:
    """The pages on which a piece is to fit: a handout on one, what happened in a case on two."""
    kind = piece.anchor.partition("-")[0]
    return {"handout": 1, "outcome": 2}.get(kind, math.inf)


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
    styles = [read_colours(pack.renderer.edition).write_css(), read_asset("paper.css"), write_table_css()]
    printed = print_pages(
        unwrap_links(pack.finish(html), lambda address: True),
        language_marks.strip(f"{title}: {pack.session.title}"),
        language_marks.strip(pack.publisher),
        [*styles, read_asset("cards.css")] if template == "cards" else styles,
    )
    return Paper(f"{file or template}.pdf", title, printed, tuple(pieces))
