"""The handbook with the titles and summaries that its records, and the edition, give in the language of the
interface, and the names of closed lists and of their words, which are in its catalogue.

They are marked (:mod:`macros.base.language_marks`), since what stands around them is English. The English
title is kept among the keywords, and the English form of a term among its other forms, so that both are still
found.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol, TypeVar

from macros.base import language_marks
from macros.i18n import phrases
from macros.i18n.catalogue import Catalogue
from macros.records.edition_file import TitleTranslation
from macros.records.entries import Entry
from macros.records.handbook import Handbook
from macros.records.kinds import CompetencyFramework, Item, Record, Term, Translation, Vocabulary
from macros.records.loader import sort_records

Named = TypeVar("Named", Record, Item, Term)


class Translations(Protocol):
    """What an edition says in the language of the interface."""

    @property
    def translations(self) -> Sequence[TitleTranslation]:
        """Titles and summaries, each with the ids of what it is of."""

    def language_of(self, translation: TitleTranslation, /) -> str | None:
        """The language of one of them, as 'cy'."""


def translated(book: Handbook, catalogue: Catalogue, edition: Translations | None = None) -> Handbook:
    """``book`` in the language of ``catalogue``: by each record's own translation, else by the edition's
    (``edition.translations``). In English, ``book`` itself.

    Do this after checking: what comes out is for rendering.
    """
    if (language := catalogue.language) == "en":
        return book
    given, of_terms = _given(book, language, edition)
    records = {
        kind: [_entry(entry, _record(entry, language, given)) for entry in entries]
        for kind, entries in book.records.items()
    }
    sort_records(records)
    terms = [
        _entry(entry, _named(entry.read_as(Term), language, of_terms.get(entry.id), "term", "means", "also"))
        for entry in book.terms
    ]
    return replace(
        book,
        records=records,
        terms=terms,
        vocabularies={name: _list(each, catalogue) for name, each in book.vocabularies.items()},
    )


def _list(vocabulary: Vocabulary, catalogue: Catalogue) -> Vocabulary:
    """A closed list with its own name and those of its words from the catalogue."""
    terms = [
        term.model_copy(update={"title": phrases.named(term.title, catalogue)}) for term in vocabulary.terms
    ]
    title = phrases.named(vocabulary.title, catalogue)
    return vocabulary.model_copy(update={"title": title, "terms": terms})


def _given(
    book: Handbook, language: str, edition: Translations | None
) -> tuple[dict[str, TitleTranslation], dict[str, TitleTranslation]]:
    """The edition's translations into ``language`` by the id of what they are of: records and items, and
    terms.

    An id that a record and a term share is the record's. The term takes its title, where both are called the
    same in English.
    """
    records: dict[str, TitleTranslation] = {}
    terms: dict[str, TitleTranslation] = {}
    if edition:
        spoken = (each for each in edition.translations if edition.language_of(each) == language)
        for translation, id in ((each, id) for each in spoken for id in each.ids):
            if entry := book.get(id):
                records[entry.id] = translation
            elif known := book.term_by_id.get(id):
                terms[known.id] = translation
    for id, term in book.term_by_id.items():
        of_record = records.get(id)
        if of_record and of_record.title and term.title.casefold() == book.resolve(id).title.casefold():
            terms.setdefault(term.id, of_record.model_copy(update={"summary": None}))
    return records, terms


def _entry(entry: Entry, node: Record | Term) -> Entry:
    title = node.term if isinstance(node, Term) else node.title
    return entry if node is entry.node else replace(entry, node=node, title=title)


def _record(entry: Entry, language: str, given: dict[str, TitleTranslation]) -> Record:
    node = _named(entry.read_as(Record), language, given.get(entry.id))
    if isinstance(node, CompetencyFramework):
        items = _items(node.items, entry.id, language, given)
        node = node if items is node.items else node.model_copy(update={"items": items})
    return node


def _items(
    items: list[Item], framework: str, language: str, given: dict[str, TitleTranslation]
) -> list[Item]:
    found = [_item(item, framework, language, given) for item in items]
    return items if all(new is old for new, old in zip(found, items)) else found


def _item(item: Item, framework: str, language: str, given: dict[str, TitleTranslation]) -> Item:
    named = _named(item, language, given.get(f"{framework}/{item.code.lower()}"))
    below = _items(item.items, framework, language, given)
    return named if below is item.items else named.model_copy(update={"items": below})


def _translation(
    node: Record | Item | Term, language: str, other: TitleTranslation | None
) -> Translation | TitleTranslation | None:
    return next((each for each in node.translations if each.language == language), other)


def _named(
    node: Named,
    language: str,
    other: TitleTranslation | None,
    title: str = "title",
    summary: str = "summary",
    also: str = "keywords",
) -> Named:
    """A record or item by its translation: its title and, where that has one, its summary. A term has other
    fields for these."""
    if (found := _translation(node, language, other)) is None:
        return node
    changed: dict[str, object] = (
        {title: language_marks.mark_phrase(found.title), also: [*getattr(node, also), getattr(node, title)]}
        if found.title
        else {}
    )
    if found.summary:
        changed[summary] = language_marks.mark_phrase(found.summary)
    return node.model_copy(update=changed)
