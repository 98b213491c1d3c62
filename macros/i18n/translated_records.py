"""The handbook with the titles and summaries that its records, and the edition, give in the language of the
interface, and the names of closed lists and of their words, which are in its catalogue.

They are marked (:mod:`macros.base.language_marks`), since what stands around them is English. The English
title is kept among the keywords, and the English form of a term among its other forms, so that both are still
found.
"""

from __future__ import annotations

from dataclasses import replace

from macros.base import language_marks
from macros.i18n import phrases
from macros.i18n.catalogue import Catalogue
from macros.records.entries import Entry
from macros.records.handbook import Handbook
from macros.records.loader import put_in_order


def translated(book: Handbook, catalogue: Catalogue, edition=None) -> Handbook:
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
    put_in_order(records)
    terms = [
        _entry(entry, _named(entry.node, language, of_terms.get(entry.id), "term", "means", "also"))
        for entry in book.terms
    ]
    return replace(
        book,
        records=records,
        terms=terms,
        vocabularies={name: _list(each, catalogue) for name, each in book.vocabularies.items()},
    )


def _list(vocabulary, catalogue: Catalogue):
    """A closed list with its own name and those of its words from the catalogue."""
    titled = [
        each.model_copy(update={"title": phrases.named(each.title, catalogue)})
        for each in (vocabulary, *vocabulary.terms)
    ]
    return titled[0].model_copy(update={"terms": titled[1:]})


def _given(book: Handbook, language: str, edition) -> tuple[dict, dict]:
    """The edition's translations into ``language`` by the id of what they are of: records and items, and
    terms.

    An id that a record and a term share is the record's. The term takes its title, where both are called the
    same in English.
    """
    records, terms = {}, {}
    for each in (
        each for each in (edition.translations if edition else ()) if edition.language_of(each) == language
    ):
        for id in each.ids:
            entry, term = book.get(id), book.term_by_id.get(id)
            if entry:
                records[entry.id] = each
            elif term:
                terms[term.id] = each
    for id, term in book.term_by_id.items():
        if (
            (each := records.get(id))
            and each.title
            and term.title.casefold() == book.resolve(id).title.casefold()
        ):
            terms.setdefault(term.id, each.model_copy(update={"summary": None}))
    return records, terms


def _entry(entry: Entry, node) -> Entry:
    return (
        entry
        if node is entry.node
        else replace(entry, node=node, title=getattr(node, "term", None) or node.title)
    )


def _record(entry: Entry, language: str, given: dict):
    node = _named(entry.node, language, given.get(entry.id))
    if entry.kind == "framework":
        items = _items(node.items, entry.id, language, given)
        node = node if items is node.items else node.model_copy(update={"items": items})
    return node


def _items(items, framework: str, language: str, given: dict):
    found = [_item(item, framework, language, given) for item in items]
    return items if all(new is old for new, old in zip(found, items)) else found


def _item(item, framework: str, language: str, given: dict):
    named = _named(item, language, given.get(f"{framework}/{item.code.lower()}"))
    below = _items(item.items, framework, language, given)
    return named if below is item.items else named.model_copy(update={"items": below})


def _translation(node, language: str, other):
    return next((each for each in node.translations if each.language == language), other)


def _named(
    node, language: str, other, title: str = "title", summary: str = "summary", also: str = "keywords"
):
    """A record or item by its translation: its title and, where that has one, its summary. A term has other
    fields for these."""
    if (found := _translation(node, language, other)) is None:
        return node
    changed = (
        {title: language_marks.mark_phrase(found.title), also: [*getattr(node, also), getattr(node, title)]}
        if found.title
        else {}
    )
    if found.summary:
        changed[summary] = language_marks.mark_phrase(found.summary)
    return node.model_copy(update=changed)
