"""The comparison of two versions in whole: what has changed, what follows, and what could not be compared."""

from __future__ import annotations

from dataclasses import dataclass

from macros.base.problems import Problem
from macros.changes.affected_pages import AffectedPage, PageFacts, list_affected_record_pages
from macros.changes.affected_written_pages import MacroFacts, list_affected_written_pages
from macros.changes.comparison import compare_handbooks
from macros.changes.consequences import Consequence, list_consequences
from macros.changes.matching import match_handbooks
from macros.changes.model import Change
from macros.changes.versions import Version
from macros.changes.written_pages import PageComparison


@dataclass(frozen=True)
class Report:
    """The comparison of the versions called ``before`` and ``after``: the ``changes``, their
    ``consequences``, the ``pages`` of the site that are new, change or are gone, and the problems of what
    could not be read, and so was not compared, in each version."""

    before: str
    after: str
    changes: list[Change]
    consequences: list[Consequence]
    pages: list[AffectedPage]
    problems_before: list[Problem]
    problems_after: list[Problem]

    @property
    def is_whole(self) -> bool:
        """Whether all of both versions could be compared."""
        return not (self.problems_before or self.problems_after)


def compare_versions(before: Version, after: Version) -> Report:
    """Compare two versions of the handbook. What could not be read in one is left out."""
    matches = match_handbooks(before.handbook, after.handbook)
    written = PageComparison(before, after)
    changes = [*compare_handbooks(matches), *written.compare(matches)]
    problems = [
        sorted([*version.problems, *unreadable])
        for version, unreadable in zip((before, after), written.problems)
    ]
    if not changes:
        return Report(before.name, after.name, [], [], [], *problems)
    facts = PageFacts(matches.before), PageFacts(matches.after)
    pages = [
        *list_affected_record_pages(matches, *facts),
        *list_affected_written_pages(written, changes, *map(MacroFacts, facts)),
    ]
    return Report(before.name, after.name, changes, list_consequences(matches, changes), pages, *problems)
