"""What the notes of a page stand for in a handbook (:mod:`macros.base.notes`): the digest of each fact, by
which one build knows whether what another read is still so.

Most of what a page shows are fields of a few entries, and each is a fact of its own. What nearly every page
rests on (which entries there are, in which order, under which addresses; the closed lists; the forms of
glossary terms) is one fact, the structure, that all share.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cached_property
from hashlib import blake2b
from pathlib import Path

from macros.base.file_digests import digest_files
from macros.base.notes import Fact, collect
from macros.hand_written.pages import WrittenPage, find_cited_ids, find_quoted_ids
from macros.records.entries import Entry
from macros.records.field_types import Part
from macros.records.kinds import CompetencyFramework, Item, Term
from macros.records.lasting_ids import PART_KINDS
from macros.rendering.cards import CARD_FACTS, FILTERS
from macros.rendering.renderer import Renderer
from macros.rendering.view import plain_label
from macros.tools.data import list_colleague_forms

_JSON = json.JSONEncoder(ensure_ascii=False, default=str)
_TEMPLATE_NAME = re.compile(r"""["']([\w/.-]+\.html)["']""")
# Facts that follow from the text of the file in which their entry stands.
_OF_ONE_FILE = frozenset({"node", "head", "title", "summary", "label", "line"})
_ITEMS, _PARTS = {"items"}, {"items", *PART_KINDS}  # What the head of an item, and of others, is without.


def digest(value: object) -> str:
    """The digest of a text, of bytes, or of a value that can be written as JSON."""
    if isinstance(value, str):
        value = value.encode("utf-8", "surrogatepass")
    elif not isinstance(value, bytes):
        value = _JSON.encode(value).encode("utf-8", "surrogatepass")
    return blake2b(value, digest_size=12).hexdigest()


def name_entry(entry: Entry) -> str:
    """The name of an entry among all of a handbook: ``item mlcf/1.1``."""
    return f"{entry.kind} {entry.id}"


def name_fact(fact: Fact | str) -> str:
    """A fact as one text, the same in every build; a text is one already."""
    if isinstance(fact, str):
        return fact
    name, subject = fact
    return f"{name}: {name_entry(subject) if isinstance(subject, Entry) else subject}"


class Facts:
    """The facts of one build. ``template_folders`` are those in which templates stand, by the group that
    their facts name; ``pages`` the hand-written pages by their place in ``docs``."""

    def __init__(
        self,
        renderer: Renderer,
        pages: Mapping[str, WrittenPage],
        template_folders: Mapping[str, Iterable[Path]],
    ):
        self.renderer, self.book, self.pages = renderer, renderer.book, pages
        self.template_folders = template_folders
        self._digests: dict[str, str] = {}
        self._templates: dict[str, tuple[str, set[str]]] = {}

    def __repr__(self) -> str:
        return f"<Facts of {self.book!r}>"

    @cached_property
    def texts(self) -> dict[str, str]:
        """The digest of each file of records, by its path."""
        files = {id(entry.file): entry.file for entry in self._list_entries()}
        return {file.edition_path or file.path: digest(file.text) for file in files.values()}

    def take_over(self, before: Iterable[tuple[str, str]], texts: Mapping[str, str]) -> None:
        """Take the digests of facts as they were ``before`` where they follow from the text of a file that is
        still the same as in ``texts``, so that they need not be worked out again."""
        if self.renderer.language != "en":  # What a translation says may stand in another file.
            return
        quoting = {quoted.entry.record for quoted in self.book.quotations}
        same = {path for path, digest_before in texts.items() if self.texts.get(path) == digest_before}
        for fact, digest_before in before:
            name, _, subject = fact.partition(": ")
            entry = self._entries.get(subject) if name in _OF_ONE_FILE else None
            if entry and (entry.file.edition_path or entry.file.path) in same and entry.record not in quoting:
                self._digests[fact] = digest_before

    def find_digest(self, fact: str) -> str:
        """The digest of a fact (:func:`name_fact`); empty where what it is of is not there any more."""
        if fact not in self._digests:
            name, _, subject = fact.partition(": ")
            with collect(None):
                self._digests[fact] = self._make_digest(name, subject)
        return self._digests[fact]

    def _make_digest(self, name: str, subject: str) -> str:
        if name == "template":
            return self._digest_template(subject)
        if name == "page":
            page = self.pages.get(subject)
            return digest([page.text, str(page.front), page.source_path]) if page else ""
        if name == "files":
            return digest_files([Path(subject)])
        if name == "quality":
            return digest(_name_parts(self.renderer.read_quality()))
        if name == "released pages":
            return digest(str(self.book.released_pages.get(subject)))
        if name == "changed days":
            return digest(self.renderer.read_changed_days())
        if name == "words":
            return digest([(entry.id, vars(entry.node).get(subject, ())) for entry in self._list_entries()])
        if name == "day":  # Whether it has come.
            return digest(str(self.renderer.today is not None and subject <= str(self.renderer.today)))
        if name == "neighbours":
            return digest(str(self.renderer.reading_order.find_neighbours(subject)))
        entry = self._entries.get(subject)
        return "" if entry is None else digest(self._readers[name](entry))

    @cached_property
    def _entries(self) -> dict[str, Entry]:
        entries = [*self._list_entries(), *self.book.omitted.values()]
        return {name_entry(entry): entry for entry in entries}

    def _list_entries(self) -> Iterator[Entry]:
        book = self.book
        yield from (*book.entries.values(), *book.terms, *book.sources)
        yield from (*book.finding_by_id.values(), *book.drawings)

    @cached_property
    def _readers(self) -> dict[str, Callable[[Entry], object]]:
        book, crosswalks = self.book, self.renderer.crosswalks
        return {
            "node": lambda entry: dump_part(entry.node),
            "head": lambda entry: dump_part(entry.node, _ITEMS if _has_items(entry.node) else _PARTS),
            "title": lambda entry: entry.title,
            "summary": lambda entry: entry.summary,
            "label": plain_label,
            "line": lambda entry: [entry.file.path, entry.line],
            "card": self._read_card,
            "backlinks": lambda entry: [
                [str(back), _name_all(origins)] for back, origins in book.find_backlinks(entry).items()
            ],
            "coverage": lambda entry: [
                [name, _name_all(entries)] for name, entries in book.find_coverage(entry).items()
            ],
            "readings": lambda entry: [[case.id, text] for case, text in book.list_readings(entry)],
            "counterparts": lambda entry: [
                [pair.other.id, pair.relation, pair.reason, pair.confidence, pair.crosswalk.id]
                for pair in crosswalks.find_counterparts(entry)
            ],
            "missing counterparts": lambda entry: [
                [crosswalk.id, reason] for crosswalk, reason in crosswalks.find_missing_counterparts(entry)
            ],
            "matches": lambda entry: [
                [str(far.match), far.item.id if far.item else ""] for far in crosswalks.find_matches(entry)
            ],
            "colleague form": lambda entry: entry in list_colleague_forms(book, with_retired=True),
        }

    def _read_card(self, entry: Entry) -> object:
        facts = CARD_FACTS.get(entry.kind)
        fields = [getattr(entry.node, field) for field, _ in FILTERS.get(entry.kind, ())]
        return [facts(self.renderer.view("index"), entry.node) if facts else [], fields]

    def _digest_template(self, name: str) -> str:
        """The digest of the template ``name`` (``pages/item.html``) with those that it names, they in turn
        and so on."""
        names, pending = {name}, [name]
        while pending:
            _, others = self._read_template(pending.pop())
            pending += others - names
            names |= others
        return digest([[name, self._read_template(name)[0]] for name in sorted(names)])

    def _read_template(self, name: str) -> tuple[str, set[str]]:
        """The digest of the text of a template, and the templates that it names. One that is not there has no
        text."""
        if name not in self._templates:
            group, _, file_name = name.partition("/")
            files = (folder / file_name for folder in self.template_folders.get(group, ()))
            file = next((file for file in files if file.is_file()), None)
            text = file.read_text("utf-8") if file else ""
            self._templates[name] = (
                digest(text),
                {f"{group}/{other}" for other in _TEMPLATE_NAME.findall(text)},
            )
        return self._templates[name]

    @cached_property
    def structure(self) -> str:
        """The digest of what every page rests on."""
        with collect(None):
            return digest([self._describe_book(), self._describe_pages(), self._describe_site()])

    def _describe_book(self) -> object:
        book, letters = self.book, self.renderer.citations.letters
        return [
            [
                [entry.kind, entry.id, entry.code, entry.path, entry.anchor, entry.file.edition_path]
                for entry in self._list_entries()
            ],
            [[alias, entry.id] for alias, entry in book.aliases.items()],
            [[name_entry(entry), str(entry.retired)] for entry in self._list_entries() if entry.retired],
            [[id, name_entry(entry)] for id, entry in book.omitted.items()],
            [[id, entry.id] for id, entry in (*book.source_by_id.items(), *book.term_by_id.items())],
            [[id, entry.id] for id, entry in book.former_findings.items()],
            [
                [term.id, term.title, term.read_as(Term).also, term.read_as(Term).linked]
                for term in book.terms
            ],
            [[id, dump_part(words).decode()] for id, words in book.vocabularies.items()],
            [[name_entry(quoted.entry), quoted.quotation.finding_id] for quoted in book.quotations],
            sorted(letters.items()),
        ]

    def _describe_pages(self) -> object:
        order = self.renderer.reading_order
        return [
            [
                uri,
                page.title,
                page.is_to_read,
                page.front.embed,
                list(find_cited_ids(self.book, page)),
                sorted(find_quoted_ids(page)),
                order.list_named_paths(uri.rpartition("/")[0]) if uri.endswith("index.md") else None,
            ]
            for uri, page in self.pages.items()
        ]

    def _describe_site(self) -> object:
        renderer = self.renderer
        return [
            str(renderer.repository),
            str(renderer.policy_meta),
            renderer.language,
            sorted(renderer.assets.items()),
            sorted(renderer.tool_scripts.items()),
            sorted(renderer.view_paths.items()),
            sorted(renderer.omitted_paths),
        ]


def dump_part(part: Part, exclude: set[str] | None = None) -> bytes:
    """The fields of a part as JSON."""
    return part.__pydantic_serializer__.to_json(part, exclude=exclude, warnings=False)


def _name_parts(value: object) -> object:
    """What a report holds as JSON can hold it: entries by their names."""
    if isinstance(value, Entry):
        return name_entry(value)
    if isinstance(value, Part):
        return dump_part(value).decode()
    if is_dataclass(value):
        return [_name_parts(getattr(value, field.name)) for field in fields(value)]
    return [_name_parts(inner) for inner in value] if isinstance(value, (list, tuple)) else value


def _has_items(node: Part) -> bool:
    return isinstance(node, (CompetencyFramework, Item))


def _name_all(entries: Iterable[Entry]) -> list[str]:
    return [name_entry(entry) for entry in entries]
