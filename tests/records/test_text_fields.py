"""Every field of text is judged: each model says of each what it may hold, and hostile words are refused or
shown as words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from html.parser import HTMLParser
from typing import get_args

import pytest
import runs
import yaml
from damaged_records import SMALL, SMALL_RECORDS, Dumper, Place, model_of, models, present
from payloads import PAYLOADS

from macros.addresses.repository import Repository
from macros.addresses.urls import Urls
from macros.base.notes import Notes
from macros.base.odd_characters import find_refused
from macros.base.problems import Problems
from macros.base.yaml_files import parse
from macros.checks.rules.prose_is_safe import find_faults
from macros.i18n.catalogue import read_catalogue
from macros.i18n.translated_records import translate_handbook
from macros.records.edition_file import EditionFile
from macros.records.field_plans import plan_fields
from macros.records.field_types import MEANINGS, Part, Patterned
from macros.records.handbook import Handbook
from macros.records.kinds import FILES, KINDS
from macros.records.loader import add_file
from macros.records.prose import find_line_faults, find_prose_faults
from macros.records.validation import validate
from macros.rendering.citations import Citations
from macros.rendering.glossary_links import TermLinker
from macros.rendering.page_macros import Library
from macros.rendering.reading_order import ReadingOrder
from macros.rendering.renderer import Renderer


def test_there_are_at_least_75_different_payloads():
    assert len(set(PAYLOADS)) == len(PAYLOADS) >= 75


# -- each text field has one meaning


MODELS = sorted(
    {
        each
        for model in (*(kind.model for kind in KINDS.values()), *FILES.values(), EditionFile)
        for each in models(model, set())
    },
    key=lambda model: model.__name__,
)


def meanings_of(kind: object) -> list[object]:
    """The meanings in an annotation, however deep."""
    found = [meaning for meaning in getattr(kind, "__metadata__", ()) if isinstance(meaning, MEANINGS)]
    return found + [meaning for inner in get_args(kind) for meaning in meanings_of(inner)]


def holds_text(kind: object) -> bool:
    return kind is str or any(map(holds_text, get_args(kind)))


def texts(model: type[Part]) -> Iterator[tuple[str, list[object]]]:
    """The text fields of a model, each with its meanings."""
    for name, info in model.model_fields.items():
        if holds_text(info.annotation):
            yield (
                name,
                [meaning for meaning in info.metadata if isinstance(meaning, MEANINGS)]
                + meanings_of(info.annotation),
            )


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_each_text_field_says_what_it_may_hold(model):
    assert [
        name for name, meanings in texts(model) if len({type(meaning) for meaning in meanings}) != 1
    ] == []


def test_there_are_text_fields_of_every_meaning():
    found = {type(meaning) for model in MODELS for _, meanings in texts(model) for meaning in meanings}
    assert found == set(MEANINGS) and sum(1 for model in MODELS for _ in texts(model)) > 200


def test_a_model_without_meanings_would_be_noticed():
    class Bare(Part):
        words: str
        more: list[str] = ()

    assert list(texts(Bare)) == [("words", []), ("more", [])]


# -- what a formed field lets through


def patterns(meanings: list, kind: object) -> Iterator[str]:
    """The patterns beside a meaning ``Patterned``, among ``meanings`` and in ``kind`` however deep."""
    if any(isinstance(meaning, Patterned) for meaning in meanings):
        yield from (meaning.pattern for meaning in meanings if getattr(meaning, "pattern", None))
    for inner in get_args(kind):
        yield from patterns(getattr(inner, "__metadata__", ()), inner)


FORMED = sorted(
    {
        pattern
        for model in MODELS
        for info in model.model_fields.values()
        for pattern in patterns(info.metadata, info.annotation)
    }
)


@pytest.mark.parametrize("pattern", FORMED)
def test_no_payload_has_the_form_of_an_id_or_a_number(pattern):
    assert len(FORMED) > 8
    assert [payload for payload in PAYLOADS if re.search(pattern, payload) and payload.isascii()] == []


# -- a hostile word in every field


class Tags(HTMLParser):
    """The tags of a page with their attributes' names."""

    def __init__(self, html: str):
        super().__init__(convert_charrefs=True)
        self.found: list[tuple] = []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, *(name for name, _ in attributes)))


def with_translations(path: str) -> dict:
    """A small record with a translation wherever one may stand."""
    data, model = parse((SMALL / path).read_bytes(), path).data, model_of(path)
    holders = [
        (route[:-1], owner) for route, owner in present(model, data) if "translations" in owner.model_fields
    ]
    for route, _ in dict(holders).items():
        at(data, route)["translations"] = [{"language": "cy", "title": "Teitl", "summary": "Yn fyr."}]
    return data


def at(data, route: tuple):
    for step in route:
        data = data[step]
    return data


def fields_of_words(model: type[Part], data: dict) -> Iterator[tuple[tuple, bool]]:
    """The routes of the words to read in ``data`` that need have no form, each with whether they are
    prose."""
    for route, owner in present(model, data):
        field = next((each for each in plan_fields(owner) if each.name == route[-1]), None)
        if field and (field.line or field.prose) and not has_a_form(owner.model_fields[route[-1]]):
            inner = at(data, route)
            yield from (
                (((*route, place), field.prose) for place in range(len(inner)))
                if field.is_list
                else [(route, field.prose)]
            )


def has_a_form(info) -> bool:
    def formed(kind) -> bool:
        return any(getattr(meaning, "pattern", None) for meaning in getattr(kind, "__metadata__", ())) or any(
            map(formed, get_args(kind))
        )

    return formed(info.annotation) or any(
        (getattr(meaning, "max_length", None) or 99) < 40 or getattr(meaning, "pattern", None)
        for meaning in info.metadata
    )


def record_of(path: str, data: dict) -> Handbook:
    loaded = Handbook()
    add_file(
        loaded, parse(yaml.dump(data, Dumper=Dumper, sort_keys=False, allow_unicode=True).encode(), path)
    )
    return loaded


WORDED = [
    path
    for path in [*SMALL_RECORDS, "framework/vocabulary.yml"]
    if path not in ("framework/verbs.yml", "framework/exemptions.yml")
]


EDITION = {
    "id": "north",
    "name": "North",
    "short": "North",
    "summary": "A site.",
    "logo_text": "North",
    "contacts": [{"for": "small-start", "title": "The office", "note": "Ask early."}],
    "dates": [
        {
            "for": "small-start",
            "date": "2027-03-02",
            "time": "09:30",
            "venue": "Room 1",
            "note": "Bring a pen.",
        }
    ],
    "notes": [{"for": "small-start", "text": "A note."}],
    "translations": [{"for": "small-start", "title": "Teitl", "summary": "Yn fyr."}],
    "footer_links": [{"title": "About", "url": "local/about.md"}],
}


def assert_judged(model: type[Part], clean: dict) -> None:
    """Each payload, in all words of ``clean`` at once, is refused in every field of its kind or in none."""
    for payload in [payload for payload in PAYLOADS if not any(find_refused(payload))]:
        data, wanted = deepcopy(clean), set()
        for route, is_prose in fields_of_words(model, data):
            at(data, route[:-1])[route[-1]] = payload
            if any((find_prose_faults if is_prose else find_line_faults)(payload)):
                wanted.add(route)
        try:
            said = validate(
                model,
                parse(yaml.dump(data, Dumper=Dumper, sort_keys=False, allow_unicode=True).encode(), "x.yml"),
                None,
                "x",
            )
        except Problems as found:
            assert all(
                "characters long" in problem.wrong or "not of the right form" in problem.wrong
                for problem in found.problems
            ), payload
            continue
        assert {route for route, _ in find_faults(said)} == wanted, payload


@pytest.mark.parametrize("path", WORDED)
def test_a_payload_is_refused_in_every_field_of_a_record_or_in_none(path):
    assert_judged(model_of(path), with_translations(path))


def test_a_payload_is_refused_in_every_field_of_an_edition_or_in_none():
    assert {route[0] for route, _ in fields_of_words(EditionFile, EDITION)} >= {
        "name",
        "summary",
        "contacts",
        "dates",
        "notes",
        "translations",
        "footer_links",
    }
    assert_judged(EditionFile, EDITION)


HARMLESS = [
    payload
    for payload in PAYLOADS
    if not any((*find_line_faults(payload), *find_prose_faults(payload), *find_refused(payload)))
]


MARKLESS = [payload for payload in HARMLESS if not re.search(r"[*_`\[\\+]", payload)]
WORDS = [
    "Words",
    "Some words more " * 24,
    "1",
]  # Short, long enough to be cut or broken into lines, and without a letter.


@pytest.mark.slow
@pytest.mark.parametrize(
    ("path", "language"),
    [
        (path, language)
        for place, path in enumerate(WORDED)
        for language in (("en", "cy") if runs.LONG else ("en", "cy")[place % 2 :][:1])
    ],
)
def test_what_is_let_through_is_shown_as_words(small_book, path, language):
    """No element or attribute comes of it that does not come of plain words."""
    pages = Pages(small_book, path, language)
    known = {shape for words in WORDS for shape in pages.shapes(words)}
    assert not {name for _, *names in known for name in names if name.startswith("on") or name == "style"}
    for payload in HARMLESS:
        assert pages.shapes(payload) - known == set(), payload


class Pages:
    """The pages of one small record, in a language, with all its words replaced."""

    def __init__(self, book: Handbook, path: str, language: str):
        self.place, self.path, self.language = Place(book), path, language
        self.renderer = Renderer(book, Urls(), Repository(), catalogue=read_catalogue(language))

    def shapes(self, words: str) -> set[tuple]:
        """The elements on the record's pages, each with its attributes, where all its words are ``words``."""
        data = with_translations(self.path)
        for route, is_prose in fields_of_words(model_of(self.path), data):
            at(data, route[:-1])[route[-1]] = (
                words if not is_prose or words in (*MARKLESS, *WORDS) else "Words"
            )
        try:
            loaded = record_of(self.path, data)
        except Problems:  # It is too long for one of the fields, or not of its form.
            return set()
        book = self.place.whole(loaded, self.path)
        book.links = []
        self._take(translate_handbook(book, self.renderer.catalogue))
        return {shape for html in self._html() for shape in Tags(html).found}

    def _take(self, book: Handbook) -> None:
        self.renderer.book = self.renderer.env.globals["book"] = book
        self.renderer.reading_order = ReadingOrder(book)
        self.renderer.term_linker = TermLinker(book.terms)
        self.renderer.citations = Citations(entry.node for entry in book.sources)
        self.renderer.notes = Notes()

    def _html(self) -> Iterator[str]:
        library = Library(self.renderer, lambda: "index")
        for entry in self.renderer.book.entries.values():
            if not entry.anchor and entry.file.path == self.path:
                yield self.renderer.finish(self.renderer.render_record(entry))
                yield self.renderer.finish(library.card(entry.id))
        lists = {
            "framework/sources.yml": library.sources,
            "framework/glossary.yml": library.glossary,
            "framework/vocabulary.yml": library.vocabularies,
        }
        if self.path in lists:
            yield self.renderer.finish(lists[self.path]())
        self.renderer.set_aside_html.clear()
