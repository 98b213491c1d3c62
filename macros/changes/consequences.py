"""What follows from the changes between two handbooks: for coverage, for hours and minutes, for addresses and
for ratings that people keep."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from macros.changes.matching import Matches
from macros.changes.model import Change, Removed, Reworded, Subject
from macros.changes.naming import create_subject
from macros.curriculum.coverage import KINDS_OF_COVERAGE
from macros.curriculum.crosswalks import Crosswalks
from macros.curriculum.durations import estimate_walk_minutes
from macros.records.entries import Entry
from macros.records.handbook import Handbook
from macros.records.kinds import CompetencyFramework, Module, Pathway, Programme

Amounts = dict[str, float]


@dataclass(frozen=True)
class Consequence:
    """Something that follows for ``subject``."""

    subject: Subject


@dataclass(frozen=True)
class CoverageChange(Consequence):
    """A lowest item of a framework is now covered in a way (``taught``, ``practised``, ``assessed``), or is
    so no longer anywhere. ``is_core`` is whether its framework is the one that the programme is written
    against; the items of others may be covered by way of a crosswalk. ``is_new`` is whether the item is."""

    kind: str
    is_covered: bool
    is_core: bool
    is_new: bool


@dataclass(frozen=True)
class TotalChange(Consequence):
    """A total of a programme, a module or a pathway is another. ``measure`` says of what: ``hours``,
    ``credits``, ``minutes of sessions``, ``minutes``."""

    measure: str
    before: float
    after: float


@dataclass(frozen=True)
class AddressGone(Consequence):
    """The address of what is gone, or of its former id, leads nowhere: ``path``, and ``anchor`` where it is a
    part of a page."""

    path: str
    anchor: str


@dataclass(frozen=True)
class RatingsLost(Consequence):
    """Ratings that people keep of so many (``number``) behaviours of an item, which are now worded otherwise
    or gone, count for none of its behaviours any more."""

    number: int


def list_consequences(matches: Matches, changes: Iterable[Change]) -> list[Consequence]:
    """Everything that follows: coverage, totals, addresses, and ratings, each in reading order."""
    changes = list(changes)
    return [
        *_compare_coverage(matches),
        *_compare_totals(matches),
        *_list_lost_addresses(matches, changes),
        *_count_lost_ratings(changes),
    ]


# -- coverage


def _compare_coverage(matches: Matches) -> Iterator[CoverageChange]:
    before, after = Crosswalks(matches.before), Crosswalks(matches.after)
    frameworks = matches.after.records["framework"]
    for framework in sorted(frameworks, key=lambda entry: not entry.read_as(CompetencyFramework).core):
        is_core = framework.read_as(CompetencyFramework).core
        for item in matches.after.list_leaves(framework):
            old = matches.former.get(item)
            covered = _read_coverage(after, item)
            was_covered = _read_coverage(before, old) if old else dict.fromkeys(KINDS_OF_COVERAGE, is_core)
            for kind in KINDS_OF_COVERAGE:
                if covered[kind] != was_covered[kind] and (old or is_core):
                    yield CoverageChange(create_subject(item), kind, covered[kind], is_core, old is None)


def _read_coverage(crosswalks: Crosswalks, item: Entry) -> dict[str, bool]:
    return {kind: bool(entries) for kind, entries in crosswalks.find_coverage(item).items()}


# -- totals


def _compare_totals(matches: Matches) -> Iterator[TotalChange]:
    for old, new in matches.pairs:
        if old.kind in ("programme", "module", "pathway"):
            before, after = _add_up(matches.before, old), _add_up(matches.after, new)
            for measure in before:
                if measure in after and before[measure] != after[measure]:
                    yield TotalChange(create_subject(new), measure, before[measure], after[measure])


def _add_up(handbook: Handbook, entry: Entry) -> Amounts:
    """The totals of a programme's modules, of a module, or of a pathway; without one that cannot be worked
    out, for something that it names is not there."""
    node = entry.node
    if isinstance(node, Programme):
        modules = [handbook.get(id, "module") for id in node.modules]
        nodes = [module.read_as(Module) for module in modules if module]
        if len(nodes) < len(modules):
            return {}
        hours, credits = sum(module.hours.total for module in nodes), sum(module.credits for module in nodes)
        return {"hours": hours, "credits": credits}
    if isinstance(node, Module):
        minutes = sum(session.minutes for session in node.sessions)
        return {"hours": node.hours.total, "credits": node.credits, "minutes of sessions": minutes}
    try:
        return {"minutes": estimate_walk_minutes(handbook, entry.read_as(Pathway))}
    except KeyError:
        return {}


# -- addresses and ratings


def _list_lost_addresses(matches: Matches, changes: Iterable[Change]) -> Iterator[AddressGone]:
    before = matches.before
    entries = [*before.entries.values(), *before.finding_by_id.values(), *before.sources, *before.terms]
    removed = [entry for entry in entries if matches.is_removed(entry) and not _has_successor(matches, entry)]
    gone_pages = {entry.path for entry in removed if not entry.anchor}
    for entry in removed:
        if not (entry.anchor and entry.path in gone_pages):
            yield AddressGone(create_subject(entry), entry.path, entry.anchor)
        if entry.anchor and entry.has_page:  # A session, which has a page beside its place.
            yield AddressGone(create_subject(entry), entry.page_path, "")
    for alias, entry in before.aliases.items():
        if entry.has_page and not (matches.is_removed(entry) or matches.after.get(alias)):
            path = f"{before.get_kind(entry).section}/{alias.lower()}"
            yield AddressGone(create_subject(entry), path, "")
    for change in changes:
        if isinstance(change, Removed) and change.subject.kind in ("page", "file") and not change.place:
            yield AddressGone(change.subject, change.subject.path or change.subject.id, "")


def _has_successor(matches: Matches, entry: Entry) -> bool:
    """Whether the address of what is gone leads to something else."""
    return (
        entry in matches.successors
        or matches.find_retired_part(entry) is not None
        or bool(matches.after.get(entry.id, entry.kind))
    )


def _count_lost_ratings(changes: Iterable[Change]) -> Iterator[RatingsLost]:
    numbers: dict[Subject, int] = {}
    for change in changes:
        if isinstance(change, Reworded) and change.field == "behaviours" and change.before:
            numbers[change.subject] = numbers.get(change.subject, 0) + 1
    for subject, number in numbers.items():
        yield RatingsLost(subject, number)
