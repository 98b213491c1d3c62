"""What a change may be: a small type for each kind, all of them plain data that know no handbook.

A comparison makes them (:mod:`macros.changes.comparison`); sentences, Markdown and JSON are made from them.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Subject:
    """What a change is of: anything with an id, as the newer of two handbooks has it, or the older one where
    the newer has it no more.

    ``kind`` is the word for it (``module``, ``session``, ``page``) and ``title`` what readers call it, with
    its code. ``record_id`` and ``record_title`` are those of the record that it stands in, its own for a
    record. ``path`` and ``anchor`` are its address; both are empty where no page shows it.
    """

    kind: str
    id: str
    title: str
    record_kind: str
    record_id: str
    record_title: str
    path: str = ""
    anchor: str = ""

    @property
    def is_record(self) -> bool:
        """Whether it stands in nothing else."""
        return (self.kind, self.id) == (self.record_kind, self.record_id)


@dataclass(frozen=True)
class Change:
    """A change of ``subject``. ``place`` leads from there to a part that has no id, by the names of fields
    and of what stands in them (``plan``, ``Debrief``); it is empty where the subject itself is meant."""

    subject: Subject
    place: tuple[str, ...]


@dataclass(frozen=True)
class Added(Change):
    """It is new."""


@dataclass(frozen=True)
class Removed(Change):
    """It is gone, and its id leads nowhere."""


@dataclass(frozen=True)
class Renamed(Change):
    """It has another id. The ``former_id`` leads to it."""

    former_id: str


@dataclass(frozen=True)
class Merged(Change):
    """It is gone, and its id leads to ``successor``, which was there before."""

    successor: Subject


@dataclass(frozen=True)
class Retired(Change):
    """It is no longer used, since ``date`` and for a ``reason``; its address and its id go on meaning it.
    ``successor`` is what to use instead, if there is such a thing."""

    date: str
    reason: str
    successor: Subject | None


@dataclass(frozen=True)
class FieldChange(Change):
    """A change of one ``field``."""

    field: str


@dataclass(frozen=True)
class Reworded(FieldChange):
    """A text is another. ``before`` is empty for a new text, ``after`` for one that is gone."""

    before: str
    after: str


@dataclass(frozen=True)
class Relevelled(FieldChange):
    """A level is another: of evidence, of certainty, of evaluation, of a career, of a framework's scale. Both
    are the titles of words; of a field that holds several, of those that are gone and that are new."""

    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True)
class Reclassified(FieldChange):
    """A word of a closed list is another; ``before`` and ``after`` are as of :class:`Relevelled`."""

    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True)
class Retimed(FieldChange):
    """Minutes, hours, weeks, months or credits are another number; ``None`` where there is none."""

    before: float | None
    after: float | None


@dataclass(frozen=True)
class Refigured(FieldChange):
    """A published figure is another; ``None`` where there is none."""

    before: float | str | None
    after: float | str | None


@dataclass(frozen=True)
class Remapped(FieldChange):
    """References were ``added`` and taken away (``removed``)."""

    added: tuple[Subject, ...]
    removed: tuple[Subject, ...]


@dataclass(frozen=True)
class Reordered(FieldChange):
    """What a list holds stands in another order."""


@dataclass(frozen=True)
class Amended(FieldChange):
    """Something else is another: a year, a number, yes or no. Empty where there is nothing."""

    before: str
    after: str
