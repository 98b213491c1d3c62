"""How many pages rest on each source, and which addresses outside of the site nobody has followed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from macros.hand_written.pages import WrittenPage
from macros.records.entries import Entry
from macros.records.handbook import Handbook
from macros.records.kinds import CompetencyFramework, Source


@dataclass(frozen=True)
class SourceUse:
    """The sources that a single page cites, those that none cites, and the number of all."""

    cited_once: list[Entry]
    uncited: list[Entry]
    number: int


def assess_sources(book: Handbook, citing_pages: Mapping[str, Sequence[WrittenPage]]) -> SourceUse:
    """How often the sources are cited: by pages of records and items, and by the hand-written pages that
    ``citing_pages`` has by the id of each source."""
    counts = {
        source: len({origin.path for origins in book.find_backlinks(source).values() for origin in origins})
        + len(citing_pages.get(source.id, ()))
        for source in book.sources
    }
    return SourceUse(
        [source for source, count in counts.items() if count == 1],
        [source for source, count in counts.items() if not count],
        len(counts),
    )


def count_outside_addresses(book: Handbook) -> int:
    """How many different addresses outside of the site sources and frameworks give."""
    nodes = [source.read_as(Source) for source in book.sources]
    addresses = {node.doi or node.url for node in nodes}
    addresses |= {entry.read_as(CompetencyFramework).official for entry in book.records["framework"]}
    return len(addresses - {None})
