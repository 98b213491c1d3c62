"""The slides of a session: what is shown, and beside it what the facilitator says and does.

There are five to ten: the title, the purpose with the outcomes, one for each part of the plan in which
participants have a task, and the end. Where there are too few tasks, other parts of the plan have a slide
too; where there are too many, neighbours share one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from macros.curriculum.durations import format_minutes
from macros.curriculum.sessions import TimedActivity, format_clock
from macros.i18n.phrases import _
from macros.packs.session_packs import SessionPack
from macros.packs.slide_texts import read_paragraphs

FEWEST, MOST = 5, 10
AROUND = 3  # The title, the purpose and the end.
# The size in points of the letters of a slide's text, by the most letters that fit at it.
SIZES = ((300, 30), (430, 26), (620, 23), (850, 20), (1200, 17), (1700, 14))
SMALLEST = 12


@dataclass(frozen=True)
class Block:
    """A stretch of text, with a heading where it needs one."""

    html: Markup
    heading: str = ""


@dataclass(frozen=True)
class Slide:
    """A slide: its ``title``, the ``time`` at which what it shows is done, what it shows (``blocks``) and
    what only the presenter sees (``notes``). ``form`` is ``title``, ``text`` or ``end``."""

    title: str
    blocks: tuple[Block, ...] = ()
    notes: tuple[Block, ...] = ()
    time: str = ""
    form: str = "text"


def list_slides(pack: SessionPack) -> list[Slide]:
    """The slides of a session, in order."""
    groups = _group_activities(pack.times)
    begins = [*(group[0].begin for group in groups), pack.end]
    silent = [_list_silent(pack, groups, begin) for begin in begins]
    is_short = AROUND + len(groups) < FEWEST
    slides = [_make_title(pack), _make_purpose(pack, not is_short, silent[0])]
    if is_short:
        slides.append(Slide(_("What you work on being able to do"), (Block(make_lines(pack.outcomes)),)))
    slides += [_make_task(pack, group, after) for group, after in zip(groups, silent[1:], strict=True)]
    return [*slides, _make_end(pack)]


def _list_silent(pack: SessionPack, groups: list[list[TimedActivity]], end: int) -> list[TimedActivity]:
    """The parts without a slide that come before the time ``end``, after the slide before that."""
    begin = max((group[-1].end for group in groups if group[-1].end <= end), default=pack.begin)
    timed = [time for group in groups for time in group]
    return [time for time in pack.times if begin <= time.begin < end and time not in timed]


def _group_activities(times: list[TimedActivity]) -> list[list[TimedActivity]]:
    """The parts of a plan by the slides that show them."""
    timed = [time for time in times if time.activity.task]
    if len(timed) + AROUND < FEWEST:
        missing = FEWEST - AROUND - len(timed)
        silent = [time for time in times if not time.activity.task]
        longest = sorted(silent, key=lambda time: -time.activity.minutes)[:missing]
        timed = [time for time in times if time in timed or time in longest]
    groups = [[time] for time in timed]
    while len(groups) + AROUND > MOST:
        lengths = [_count_letters(one) + _count_letters(other) for one, other in pairwise(groups)]
        place = lengths.index(min(lengths))
        groups[place : place + 2] = [groups[place] + groups[place + 1]]
    return groups


def _count_letters(group: list[TimedActivity]) -> int:
    return sum(len(time.activity.task or "") for time in group)


def choose_size(slide: Slide) -> int:
    """The size in points at which all that a slide shows fits on it."""
    paragraphs = [paragraph for block in slide.blocks for paragraph in read_paragraphs(block.html)]
    headings = sum(bool(block.heading) for block in slide.blocks)
    weight = sum(len(paragraph.text) + 30 for paragraph in paragraphs) + 60 * headings
    return next((size for most, size in SIZES if weight <= most), SMALLEST)


def make_lines(lines: Iterable[str]) -> Markup:
    """Lines of text as a list in HTML."""
    return Markup("<ul>%s</ul>") % Markup("").join(Markup("<li>%s</li>") % line for line in lines)


def _paragraph(text: str) -> Markup:
    return Markup("<p>%s</p>") % text


def _make_title(pack: SessionPack) -> Slide:
    number = _("Session %(number)s of %(all)s", number=pack.number, all=pack.sessions)
    lines = [pack.module.title, number, format_span(pack.begin, pack.end)]
    notes = [Block(_paragraph(_("What is said here beside each slide is also on the facilitator's sheet.")))]
    if pack.session.materials:
        notes.append(Block(make_lines(pack.session.materials), _("To bring")))
    block = Block(Markup("").join(_paragraph(line) for line in lines))
    return Slide(pack.session.title, (block,), tuple(notes), form="title")


def _make_purpose(pack: SessionPack, with_outcomes: bool, silent: list[TimedActivity]) -> Slide:
    blocks = [Block(pack.view.render_prose(pack.session.purpose))]
    if with_outcomes:
        blocks.append(Block(make_lines(pack.outcomes), _("You work on being able to")))
    notes = []
    if pack.session.prepare:
        notes.append(Block(pack.view.render_prose(pack.session.prepare), _("They were asked to prepare")))
    return Slide(_("What this is for"), tuple(blocks), (*notes, *_describe_silent(pack, silent)))


def _make_task(pack: SessionPack, group: list[TimedActivity], silent: list[TimedActivity]) -> Slide:
    blocks: list[Block] = []
    notes: list[Block] = []
    for time in group:
        part = time.activity
        heading = part.title if len(group) > 1 else ""
        task = pack.view.render_prose(part.task) if part.task else Markup()
        blocks.append(Block(task or _paragraph(format_span(time.begin, time.end)), heading))
        notes += [Block(task, _("Say: %(part)s", part=part.title))] if task else []
        if part.detail:
            notes.append(Block(pack.view.render_prose(part.detail), _("How to run it")))
        if papers := [handout.title for handout in pack.session.handouts if handout.activity == part.title]:
            notes.append(Block(make_lines(papers), _("Papers for it")))
    notes += _describe_silent(pack, silent)
    return Slide(
        "; ".join(time.activity.title for time in group),
        tuple(blocks),
        tuple(notes),
        format_span(group[0].begin, group[-1].end),
    )


def format_span(begin: int, end: int) -> str:
    """Two times of the day with what lies between them: ``09:30–10:15 · 45 min``."""
    return f"{format_clock(begin)}–{format_clock(end)} · {format_minutes(end - begin)}"


def _describe_silent(pack: SessionPack, times: list[TimedActivity]) -> list[Block]:
    """Parts without a slide, for the presenter."""
    return [
        Block(
            pack.view.render_prose(time.activity.detail) if time.activity.detail else Markup(),
            _("Then, without a slide: %(part)s", part=time.activity.title)
            + f" ({format_span(time.begin, time.end)})",
        )
        for time in times
    ]


def _make_end(pack: SessionPack) -> Slide:
    task = _("Write down one thing that you will do at work by this day next week.")
    slip = _("Then fill in the slip: what helped, and what to change.")
    notes = (Block(_paragraph(_("Hand out the slips for feedback, and collect them at the door."))),)
    blocks = (Block(_paragraph(task)), Block(_paragraph(slip)))
    return Slide(_("Before you go"), blocks, notes, format_clock(pack.end), "end")
