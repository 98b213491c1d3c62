"""Which hand-written pages a change of records changes, by the macros that they call."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from macros.changes.affected_pages import AffectedPage, Facts, PageFacts, dump, read_card_facts, show_finding
from macros.changes.matching import Matches
from macros.changes.model import Change
from macros.changes.naming import name_entry
from macros.changes.written_pages import PAGE, PageComparison
from macros.curriculum.coverage import KINDS_OF_COVERAGE
from macros.hand_written.calls import Call, read_calls
from macros.hand_written.files import is_page
from macros.hand_written.front_matter import split
from macros.records.entries import Entry
from macros.records.field_types import Part
from macros.records.handbook import Handbook

# By the macros that show something of all records of a kind: the kind, and the fields that they show.
_SHOWN_FIELDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "chooser": ("theory", ("title", "problems")),
    "first_moves": ("theory", ("title", "first_move", "evidence")),
    "compare": (
        "theory",
        (
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
        ),
    ),
    "dilemmas": ("tension", ("title", "summary", "poles")),
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
    "explorer": ("crosswalk", ("title", "alignments", "unmapped", "proposed_by")),
}
_SINGLE_KINDS = {"cite": "source", "finding": "finding", "term": "term", "drawing": "drawing"}


def list_affected_written_pages(
    matches: Matches, comparison: PageComparison, changes: list[Change]
) -> Iterator[AffectedPage]:
    """The hand-written pages that are new, change or are gone, by their paths: those of which ``changes``
    tell, and those whose macros show something that changes."""
    hows = {"Added": "new", "Removed": "gone"}
    changed = {
        change.subject.path: (change.subject.title, hows.get(type(change).__name__, "changed"))
        for change in changes
        if change.subject.kind == PAGE
    }
    before, after = MacroFacts(matches.before), MacroFacts(matches.after)
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
    """What the macros of hand-written pages show of a handbook."""

    def __init__(self, handbook: Handbook):
        self.handbook, self.pages = handbook, PageFacts(handbook)
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

    def _read_macro(self, name: str, argument: str) -> Facts:
        handbook = self.handbook
        if name in _SHOWN_FIELDS:
            kind, fields = _SHOWN_FIELDS[name]
            return tuple(_read_fields(entry.node, fields) for entry in handbook.records[kind])
        readers: dict[str, Callable[[], Facts]] = {
            "cards": lambda: tuple(map(self._read_card, handbook.records.get(argument, ()))),
            "table": lambda: tuple(map(self._read_card, handbook.records.get(argument, ()))),
            "matrix": lambda: self._read_matrix(argument),
            "index": self._read_index,
            "glossary": lambda: tuple(dump(term.node) for term in handbook.terms),
            "sources": lambda: tuple(map(self._read_source, handbook.sources)),
            "findings": lambda: tuple(dump(finding.node) for finding in handbook.finding_by_id.values()),
            "counts": lambda: tuple(handbook.count_entries().values()),
            "vocabularies": lambda: tuple(dump(words) for words in handbook.vocabularies.values()),
        }
        return readers[name]() if name in readers else self._read_single(name, argument)

    def _read_single(self, name: str, argument: str) -> Facts:
        """What a macro shows that takes the id of one entry."""
        entry = self.handbook.get(argument, _SINGLE_KINDS.get(name, "any"))
        if entry is None:
            return ()
        if name == "finding":
            return show_finding(entry)
        if name in ("ref", "cite"):
            return entry.id, name_entry(entry)
        return self.pages.show(entry), dump(entry.node, "items")

    def _read_source(self, source: Entry) -> Facts:
        citing = (entry for origins in self.handbook.find_backlinks(source).values() for entry in origins)
        return dump(source.node, "findings"), tuple(map(self.pages.show, citing))

    def _read_card(self, entry: Entry) -> Facts:
        return self.pages.show(entry), read_card_facts(entry), tuple(getattr(entry.node, "keywords", ()))

    def _read_matrix(self, framework_id: str) -> Facts:
        framework = self.handbook.get(framework_id, "framework")
        leaves = self.handbook.list_leaves(framework) if framework else []
        modules = tuple(module.title for module in self.handbook.records["module"])
        return modules, tuple(
            (leaf.title, *(tuple(map(self.pages.show, coverage[kind])) for kind in KINDS_OF_COVERAGE))
            for leaf in leaves
            for coverage in [self.pages.crosswalks.find_coverage(leaf)]
        )

    def _read_index(self) -> Facts:
        fields = ("title", "skills", "settings", "stages", "tensions")
        return tuple(_read_fields(entry.node, fields) for entry in self.handbook.entries.values())


def _read_fields(part: Part, names: tuple[str, ...]) -> Facts:
    return tuple(str(getattr(part, name, "")) for name in names)
