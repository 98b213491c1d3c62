"""Which hand-written pages a change of records changes, by the macros that they call."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from macros.changes.affected_pages import (
    AffectedPage,
    Facts,
    PageFacts,
    dump,
    read_card_facts,
    read_label,
    show_finding,
)
from macros.changes.model import Change
from macros.changes.written_pages import PAGE, PageComparison
from macros.curriculum.indexes import build_index
from macros.hand_written.calls import Call, read_calls
from macros.hand_written.files import is_page
from macros.hand_written.front_matter import split
from macros.records.entries import Entry
from macros.records.kinds import CompetencyFramework, Finding, Module, Record, Source
from macros.records.quoting import find_quotations

# By the macros that show something of all records of a kind: the kind, and the fields that they show.
_SHOWN_FIELDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "chooser": ("theory", ("title", "problems")),
    "first_moves": ("theory", ("title", "first_move", "evidence")),
    "dilemmas": ("tension", ("id", "title", "summary", "poles")),
    "lineage": (
        "framework",
        (
            "title",
            "abbreviation",
            "status",
            "status_note",
            "supersedes",
            "draws_on",
            "follows",
            "published",
            "until",
            "owners",
        ),
    ),
    "rights": ("framework", ("title", "rights")),
}
_COMPARED_FIELDS = (
    "title",
    "evidence",
    "premise",
    "assumption",
    "elements",
    "first_move",
    "use_when",
    "not_when",
    "measures",
    "competencies",
    "shape",
    "drawing",
)
_SINGLE_KINDS = {"cite": "source", "finding": "finding", "term": "term", "drawing": "drawing"}


def list_affected_written_pages(
    comparison: PageComparison, changes: list[Change], before: MacroFacts, after: MacroFacts
) -> Iterator[AffectedPage]:
    """The hand-written pages that are new, change or are gone, by their paths: those of which ``changes``
    tell, and those whose macros show something else ``after`` than ``before``."""
    hows = {"Added": "new", "Removed": "gone"}
    changed = {
        change.subject.path: (change.subject.title, hows.get(type(change).__name__, "changed"))
        for change in changes
        if change.subject.kind == PAGE
    }
    for place, file in comparison.after.files.items():
        path = place.rpartition(".")[0]
        if is_page(place) and path not in changed:
            calls = _read_calls_of(file)
            if before.read(calls) != after.read(calls):
                changed[path] = comparison.read_title(place), "changed"
    for path in sorted(changed):
        yield AffectedPage(path, *changed[path])


def _read_calls_of(file: Path) -> list[Call]:
    """The macro calls of a page; none of one that cannot be read."""
    try:
        _front, text = split(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError):
        return []
    return [piece for piece in read_calls(text)[0] if isinstance(piece, Call)]


class MacroFacts:
    """What the macros of hand-written pages show of the handbook that ``pages`` has the facts of."""

    def __init__(self, pages: PageFacts):
        self.handbook, self.pages, self.name = pages.handbook, pages, pages.name
        self._facts: dict[tuple[object, ...], Facts] = {}

    def __repr__(self) -> str:
        return f"<MacroFacts of {self.handbook!r}>"

    def read(self, calls: list[Call]) -> Facts:
        """The facts of the calls of a page; where two are equal, the same is shown."""
        return tuple(map(self._read_call, calls))

    def _read_call(self, call: Call) -> Facts:
        key = (call.name, *call.arguments, *call.keywords)
        if key not in self._facts:
            argument = call.arguments[0] if call.arguments else dict(call.keywords).get("id", "")
            self._facts[key] = self._read_macro(call.name, str(argument))
        return self._facts[key]

    def _read_macro(self, macro: str, argument: str) -> Facts:
        handbook = self.handbook
        if macro in _SHOWN_FIELDS:
            return self._read_records(*_SHOWN_FIELDS[macro])
        readers: dict[str, Callable[[], Facts]] = {
            "cards": lambda: tuple(map(self._read_card, handbook.records.get(argument, ()))),
            "table": lambda: tuple(map(self._read_card, handbook.records.get(argument, ()))),
            "index": lambda: self._read_index(argument),
            "glossary": lambda: tuple(map(self._read_term, handbook.terms)),
            "sources": lambda: tuple(map(self._read_source, handbook.sources)),
            "findings": self._read_findings,
            "explorer": lambda: (
                self._read_records("crosswalk", ("title", "alignments", "unmapped", "proposed_by")),
                tuple(
                    self.name(item)
                    for entry in handbook.all_records["framework"]
                    for item in (*handbook.list_items(entry), *handbook.list_retired(entry))
                ),
            ),
            "blanks": lambda: tuple(
                (self.name(entry), len(handbook.list_leaves(entry)))
                for kind in ("instrument", "framework")
                for entry in handbook.records[kind]
            ),
            "compare": lambda: (
                self._read_records("theory", _COMPARED_FIELDS),
                tuple(self.name(link.target) for link in handbook.links if link.field == "competencies"),
            ),
            "tool": {"self-assessment": self._read_core, "my-handbook": self._read_days}.get(argument, tuple),
            "changed_pages": lambda: tuple(handbook.released_pages.get(argument, ())),
            "quality": self._read_quality,
            "counts": lambda: tuple(handbook.count_entries().values()),
            "vocabularies": lambda: tuple(dump(words) for words in handbook.vocabularies.values()),
        }
        return readers[macro]() if macro in readers else self._read_single(macro, argument)

    def _read_records(self, kind: str, fields: tuple[str, ...]) -> Facts:
        return tuple(
            (self.pages.read_words(entry), *(str(getattr(entry.node, field, "")) for field in fields))
            for entry in self.handbook.records[kind]
        )

    def _read_days(self) -> Facts:
        """What My handbook has of all records: how old each is."""
        return tuple(
            (self.name(entry), entry.path, str(record.drafted), tuple(map(str, record.reviews)))
            for entry in self.handbook.list_records()
            for record in [entry.read_head_as(Record)]
        )

    def _read_single(self, macro: str, argument: str) -> Facts:
        """What a macro shows that takes the id of one entry."""
        entry = self.handbook.get(argument, _SINGLE_KINDS.get(macro, "any"))
        if entry is None:
            return ()
        if macro == "finding":
            return show_finding(entry)
        if macro == "matrix":
            return self.pages.read_matrix(entry)
        if macro in ("ref", "cite"):
            return read_label(entry.node) if isinstance(entry.node, Source) else self.name(entry)
        items = self.handbook.list_items(entry) if entry.kind == "framework" else ()
        return self.pages.show(entry), dump(entry.node, "items"), tuple(map(self.name, items))

    def _read_term(self, term: Entry) -> Facts:
        return dump(term.node), tuple(self.name(link.target) for link in self.pages.links_by_page[term.path])

    def _read_source(self, source: Entry) -> Facts:
        citing = (entry for origins in self.handbook.find_backlinks(source).values() for entry in origins)
        return dump(source.node, "findings"), tuple(
            self.name(entry if entry.kind == "item" else entry.record) for entry in citing
        )

    def _read_findings(self) -> Facts:
        quoting = (
            (str(quoted.quotation), self.name(quoted.entry)) for quoted in find_quotations(self.handbook)
        )
        return tuple(dump(finding.node) for finding in self.handbook.finding_by_id.values()), *quoting

    def _read_card(self, entry: Entry) -> Facts:
        keywords = tuple(getattr(entry.node, "keywords", ()))
        return self.pages.show(entry), read_card_facts(entry), keywords, self.pages.read_words(entry)

    def _read_core(self) -> Facts:
        """The items of the core framework, which the tools ask about."""
        cores = (
            entry for entry in self.handbook.records["framework"] if entry.read_as(CompetencyFramework).core
        )
        return tuple(self.name(item) for core in cores for item in self.handbook.list_items(core))

    def _read_quality(self) -> Facts:
        """What the page on quality has of all records: their titles, how they hang together, how old they are
        and who reviewed them, the words of outcomes, and the hours of modules."""
        handbook = self.handbook
        return (
            self._read_days(),
            tuple((link.field, self.name(link.origin), self.name(link.target)) for link in handbook.links),
            self._read_records("module", ("hours", "outcomes")),
            tuple(
                (session.id, tuple(session.outcomes), session.minutes)
                for entry in handbook.records["module"]
                for session in entry.read_as(Module).sessions
            ),
            self._read_records("programme", ("months", "outcomes", "pathway")),
            tuple(dump(exemption.node) for exemption in handbook.exemptions),
            handbook.verb_levels,
            tuple(map(read_label, (source.read_as(Source) for source in handbook.sources))),
            tuple(
                (finding.of, str(finding.review_by))
                for entry in handbook.finding_by_id.values()
                for finding in [entry.read_as(Finding)]
            ),
        )

    def _read_index(self, by: str) -> Facts:
        with suppress(KeyError):
            return tuple(
                (
                    group.title,
                    group.means,
                    *(self.name(entry) for entries in group.kinds.values() for entry in entries),
                )
                for group in build_index(self.handbook, by)
            )
        return ()
