"""Translates a handbook: puts in the titles and summaries that its records and the edition have in the
language of the interface, and the titles of closed lists and of their words from the catalogue.

Translations are marked (:mod:`macros.base.language_marks`), since the text around them is English. The
English title goes among the keywords, and the English form of a term among its other forms, so that search
still finds both.
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

Translatable = TypeVar("Translatable", Record, Item, Term)


class EditionTranslations(Protocol):
    """The translations that an edition has of records and terms."""

    @property
    def translations(self) -> Sequence[TitleTranslation]:
        """Titles and summaries, each with the ids of the records and terms that it is of."""

    def get_language(self, translation: TitleTranslation, /) -> str | None:
        """The language of one of them, as ``cy``."""


def translate_handbook(
    book: Handbook, catalogue: Catalogue, edition: EditionTranslations | None = None
) -> Handbook:
    """``book`` in the language of ``catalogue``: with the translation that each record has itself or, without
    one, that of the edition. In English, ``book`` itself.

    What comes out is for rendering; checks are to have run before.
    """
    if (language := catalogue.language) == "en":
        return book
    translations, term_translations = _read_edition_translations(book, language, edition)
    records = {
        kind: [_replace_node(entry, _translate_record(entry, language, translations)) for entry in entries]
        for kind, entries in book.all_records.items()
    }
    sort_records(records)
    terms = [
        _replace_node(
            entry,
            _translate_node(
                entry.read_as(Term), language, term_translations.get(entry.id), "term", "means", "also"
            ),
        )
        for entry in book.terms
    ]
    return replace(
        book,
        all_records=records,
        terms=terms,
        vocabularies={
            name: _translate_vocabulary(vocabulary, catalogue)
            for name, vocabulary in book.vocabularies.items()
        },
    )


def _translate_vocabulary(vocabulary: Vocabulary, catalogue: Catalogue) -> Vocabulary:
    """A closed list with its title and those of its words from the catalogue."""
    terms = [
        term.model_copy(update={"title": phrases.translate_title(term.title, catalogue)})
        for term in vocabulary.terms
    ]
    title = phrases.translate_title(vocabulary.title, catalogue)
    return vocabulary.model_copy(update={"title": title, "terms": terms})


def _read_edition_translations(
    book: Handbook, language: str, edition: EditionTranslations | None
) -> tuple[dict[str, TitleTranslation], dict[str, TitleTranslation]]:
    """The edition's translations into ``language``, as (those of records and items by id, those of terms by
    id).

    An id that a record and a term share is the record's. The term takes the title of that translation where
    both have the same title in English.
    """
    records: dict[str, TitleTranslation] = {}
    terms: dict[str, TitleTranslation] = {}
    if edition:
        ids = (
            (id, translation)
            for translation in edition.translations
            if edition.get_language(translation) == language
            for id in translation.ids
        )
        for id, title_translation in ids:
            if entry := book.get(id):
                records[entry.id] = title_translation
            elif term := book.term_by_id.get(id):
                terms[term.id] = title_translation
    for id, term in book.term_by_id.items():
        record_translation = records.get(id)
        if (
            record_translation
            and record_translation.title
            and term.title.casefold() == book.resolve(id).title.casefold()
        ):
            terms.setdefault(term.id, record_translation.model_copy(update={"summary": None}))
    return records, terms


def _replace_node(entry: Entry, node: Record | Term) -> Entry:
    """``entry`` with ``node`` and its title; itself where that is its node."""
    title = node.term if isinstance(node, Term) else node.title
    return entry if node is entry.node else replace(entry, node=node, title=title)


def _translate_record(entry: Entry, language: str, translations: dict[str, TitleTranslation]) -> Record:
    """The record of ``entry``, with its items, in ``language``; ``translations`` are the edition's, by id."""
    node = _translate_node(entry.read_as(Record), language, translations.get(entry.id))
    if isinstance(node, CompetencyFramework):
        items = _translate_items(node.items, entry.id, language, translations)
        node = node if items is node.items else node.model_copy(update={"items": items})
    return node


def _translate_items(
    items: list[Item], framework_id: str, language: str, translations: dict[str, TitleTranslation]
) -> list[Item]:
    """``items`` in ``language``; the same list where none of them changes."""
    translated_items = [_translate_item(item, framework_id, language, translations) for item in items]
    return items if all(new is old for new, old in zip(translated_items, items)) else translated_items


def _translate_item(
    item: Item, framework_id: str, language: str, translations: dict[str, TitleTranslation]
) -> Item:
    """An item, with those below it, in ``language``; itself where nothing changes."""
    node = _translate_node(item, language, translations.get(f"{framework_id}/{item.code.lower()}"))
    children = _translate_items(item.items, framework_id, language, translations)
    return node if children is item.items else node.model_copy(update={"items": children})


def _find_translation(
    node: Record | Item | Term, language: str, other: TitleTranslation | None
) -> Translation | TitleTranslation | None:
    """The translation that ``node`` has itself into ``language``; without one ``other``, the edition's."""
    return next((translation for translation in node.translations if translation.language == language), other)


def _translate_node(
    node: Translatable,
    language: str,
    other: TitleTranslation | None,
    title: str = "title",
    summary: str = "summary",
    also: str = "keywords",
) -> Translatable:
    """``node`` with the title and summary of its translation, or of ``other``, the edition's, as far as that
    has them; itself where there is none. ``title``, ``summary`` and ``also`` name the fields for the title,
    the summary and the former title."""
    if (translation := _find_translation(node, language, other)) is None:
        return node
    changes: dict[str, object] = {}
    if translation.title:
        changes[title] = language_marks.mark_phrase(translation.title)
        changes[also] = [*getattr(node, also), getattr(node, title)]
    if translation.summary:
        changes[summary] = language_marks.mark_phrase(translation.summary)
    return node.model_copy(update=changes)
