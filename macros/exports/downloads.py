"""The files of a format that the page of the data offers."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from macros.exports.formats import Download
from macros.exports.publication import Publication
from macros.records.entries import Entry

List = Callable[[Publication], Iterator[Download]]


def offer(title: str, place: str) -> List:
    """One file, which is always there."""
    return lambda publication: iter((Download(title, place),))


def offer_each(kind: str, place: str, has_items: bool = False, ending: str = "") -> List:
    """A file for each record of a kind, called by its title with an ``ending``; ``place`` has ``{id}`` in the
    place of its id. With ``has_items`` those frameworks alone that have items in use."""

    def list_downloads(publication: Publication) -> Iterator[Download]:
        handbook = publication.handbook
        for entry in handbook.records[kind]:
            if not has_items or handbook.list_items(entry):
                yield Download(entry.title + ending, place.format(id=entry.id))

    return list_downloads


def offer_all(*lists: List) -> List:
    """What several of these list, one after the other."""
    return lambda publication: (download for list_files in lists for download in list_files(publication))


def offer_where(is_there: Callable[[Publication, Entry], object], kind: str, place: str) -> List:
    """A file for each record of a kind of which ``is_there`` says that it has one."""

    def list_downloads(publication: Publication) -> Iterator[Download]:
        for entry in publication.handbook.records[kind]:
            if is_there(publication, entry):
                yield Download(entry.title, place.format(id=entry.id))

    return list_downloads
