"""A session as its pack shows it: with the times of its parts, and seen from paper, where no link leads
anywhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from markupsafe import Markup

from macros.base import language_marks
from macros.base.html import unwrap_links
from macros.base.languages import LANGUAGES
from macros.curriculum.sessions import SessionPlace, TimedActivity, time_activities
from macros.packs.blanks import add_blanks
from macros.packs.timing import DEFAULT_START, find_time
from macros.records import prose
from macros.records.edition_file import LocalDate
from macros.records.entries import Entry
from macros.records.kinds import Module
from macros.records.sessions import Handout, Session
from macros.rendering.renderer import Renderer
from macros.rendering.view import View

DEFAULT_PARTICIPANTS = 16
PACKS_FOLDER = "data/packs"  # Of a site that publishes them.
PARTICIPANTS, LATER, FACILITATOR = "participants", "later", "facilitator"  # The readers of handouts.


class PackView(View):
    """The handbook as seen from a sheet of a pack: the words of links stay, for paper has none."""

    def render_prose(self, text: str) -> Markup:
        """A prose field as HTML without links."""
        html = prose.render_html(text, lambda ref: "#")
        return Markup(unwrap_links(html, lambda address: True))

    def render_sheet(self, text: str) -> Markup:
        """A prose field of a handout as HTML without links, with room to write where it leaves words open."""
        return add_blanks(self.render_prose(text))


@dataclass(frozen=True)
class SessionPack:
    """A session of which a pack is made: its ``place`` among those of its module, its fields (``session``)
    with the minutes that its parts are to last, whose pack it is (``publisher``, the name of the site), its
    ``moment``, which is the same whenever it is made of the same commit, and for how many ``participants`` it
    is printed. It starts at ``start`` (minutes after midnight) or, without that, as the edition's first date
    for it says."""

    renderer: Renderer
    place: SessionPlace
    session: Session
    publisher: str
    moment: datetime
    participants: int = DEFAULT_PARTICIPANTS
    start: int | None = None

    @property
    def module(self) -> Entry:
        """The entry of its module."""
        return self.place.module

    @property
    def number(self) -> int:
        """Its number among the sessions of its module, from 1."""
        return self.place.number

    @property
    def name(self) -> str:
        """The name of its archive without the ending."""
        return f"{self.module.id}-{self.session.id}"

    @cached_property
    def view(self) -> PackView:
        """The handbook as its sheets see it."""
        return PackView(self.renderer, self.module.path, self.module)

    @property
    def signature(self) -> str:
        """Whose pack it is, marked as being in the language of the edition that it is of."""
        return self.view.mark_edition_text(self.publisher) if self.renderer.edition else self.publisher

    @cached_property
    def times(self) -> list[TimedActivity]:
        """The parts of its plan with the times at which they begin and end."""
        return time_activities(self.session, self.begin)

    @cached_property
    def begin(self) -> int:
        """When it begins, in minutes after midnight."""
        if self.start is not None:
            return self.start
        times = [find_time(date.time or "") for date in self.dates]
        return next((time for time in times if time is not None), DEFAULT_START)

    @property
    def end(self) -> int:
        """When it ends, in minutes after midnight."""
        return self.begin + sum(part.minutes for part in self.session.plan)

    @property
    def sessions(self) -> int:
        """How many sessions its module has."""
        return len(self.module.read_as(Module).sessions)

    @cached_property
    def outcomes(self) -> list[str]:
        """The texts of the outcomes that it works on."""
        texts = {outcome.id: outcome.text for outcome in self.module.read_as(Module).outcomes}
        return [texts[id] for id in self.session.outcomes]

    @cached_property
    def cases(self) -> list[Entry]:
        """The cases that it uses."""
        return self.view.resolve_all(self.session.cases)

    @cached_property
    def forms(self) -> list[Entry]:
        """The instruments of which it uses a blank form that no session before it has used."""
        return [form for form in self._instruments if form.id not in self._sessions_of_forms]

    @cached_property
    def old_forms(self) -> list[tuple[Entry, int]]:
        """The instruments that participants bring along, for an earlier session of the module has used them:
        each with the number of the first that did."""
        numbers = self._sessions_of_forms
        return [(form, numbers[form.id]) for form in self._instruments if form.id in numbers]

    @cached_property
    def _instruments(self) -> list[Entry]:
        return self.view.resolve_all(self.session.instruments)

    @cached_property
    def _sessions_of_forms(self) -> dict[str, int]:
        """The ids of the instruments of earlier sessions, with the number of the first."""
        earlier = list(enumerate(self.module.read_as(Module).sessions, 1))[: self.number - 1]
        return {id: number for number, session in reversed(earlier) for id in session.instruments}

    @cached_property
    def dates(self) -> list[LocalDate]:
        """The dates that the edition has for it."""
        if not (edition := self.renderer.edition):
            return []
        parts = edition.find_local_parts([self.place.entry])["dates"]
        return [part for _, part in parts if isinstance(part, LocalDate)]

    def list_handouts(self, *readers: str) -> list[Handout]:
        """Its handouts for ``readers``, in the order of the record."""
        return [handout for handout in self.session.handouts if handout.reader in readers]

    def find_time(self, title: str | None) -> TimedActivity | None:
        """The part of the plan with a title, with its times; ``None`` where there is none."""
        return next((time for time in self.times if time.activity.title == title), None)

    def finish(self, html: str) -> str:
        """A whole document as it is written: with ``lang`` on words that are not in the document's language,
        which is English."""
        return language_marks.resolve(html, LANGUAGES[self.renderer.language].tag)
