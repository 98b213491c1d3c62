"""When a session begins, and how long its parts take where somebody has other times than the plan."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from macros.base.problems import did_you_mean, show
from macros.records.sessions import Activity, Session

DEFAULT_START = 9 * 60 + 30  # Minutes after midnight.
MOST_MINUTES = 480
_TIME = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)")
_MINUTES_FORM = f'write --minutes "Title of the part=20", with whole minutes from 1 to {MOST_MINUTES}.'


class NotTimed(ValueError):
    """A time, or a part of a plan, is none; the text is a sentence."""


def read_start(text: str) -> int:
    """The minutes after midnight of a time of the day: 570 for ``09:30``. Raises :class:`NotTimed`."""
    if not (time := _TIME.fullmatch(text.strip())):
        raise NotTimed(
            f"{show(text)} is no time of the day; write hours and minutes from 00:00 to 23:59, such as 09:30."
        )
    return int(time[1]) * 60 + int(time[2])


def find_time(text: str) -> int | None:
    """The first time of the day in a text (``09:30 to 12:30``), as :func:`read_start` gives it; ``None``
    where it has none."""
    time = re.search(rf"(?<![\d:.]){_TIME.pattern}(?![\d:.])", text)
    return read_start(time[0]) if time else None


def change_minutes(session: Session, changes: Iterable[str]) -> Session:
    """A session whose parts last as ``changes`` say, each as ``title=minutes``; a title may be cut short
    where one part alone begins so. Raises :class:`NotTimed`."""
    plan = list(session.plan)
    for change in changes:
        title, equals, number = change.rpartition("=")
        if not equals or not re.fullmatch(r"\s*\d{1,4}\s*", number):
            raise NotTimed(f"{show(change)} says no minutes of a part of the plan; {_MINUTES_FORM}")
        if not 1 <= int(number) <= MOST_MINUTES:
            raise NotTimed(f"{show(change)} gives a part {int(number)} minutes; {_MINUTES_FORM}")
        place = _find_part(session, plan, title)
        plan[place] = plan[place].model_copy(update={"minutes": int(number)})
    return session.model_copy(update={"plan": plan})


def _find_part(session: Session, plan: Sequence[Activity], title: str) -> int:
    """The place in the plan of the part with a title, or with one that alone begins so."""
    folded = title.strip().casefold()
    titles = [part.title.casefold() for part in plan]
    places = [place for place, other in enumerate(titles) if other == folded] or [
        place for place, other in enumerate(titles) if folded and other.startswith(folded)
    ]
    if len(places) == 1:
        return places[0]
    names = [part.title for part in plan]
    known = f"its parts are {', '.join(show(name) for name in names)}."
    if places:
        raise NotTimed(
            f"{len(places)} parts of {show(session.title)} begin with {show(title)}; write the whole title:"
            f" {known}"
        )
    raise NotTimed(
        f"{show(session.title)} has no part {show(title)}; {did_you_mean(title.strip(), names, known)}"
    )


def describe_sum(session: Session, changed: Session) -> str:
    """A sentence on the sum of the minutes of a ``changed`` plan where it is not the session's; else
    empty."""
    minutes = sum(part.minutes for part in changed.plan)
    if not (difference := minutes - session.minutes):
        return ""
    number = f"{abs(difference)} minute{'' if abs(difference) == 1 else 's'}"
    return (
        f"The plan now takes {minutes} minutes, {number} {'more' if difference > 0 else 'fewer'} than the"
        f" {session.minutes} of {show(session.title)}."
    )
