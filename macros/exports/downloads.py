"""The files of a format that the page of the data offers."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from macros.exports.formats import Download
from macros.exports.publication import Publication
from macros.records.entries import Entry

List = Callable[[Publication], Iterator[Download]]
HasFile = Callable[[Publication, Entry], object]


def offer(title: str, place: str) -> List:
    """One file, which is always there."""
    return lambda publication: iter((Download(title, place),))


def offer_each(kind: str, place: str, has_file: HasFile = lambda *_: True, ending: str = "") -> List:
    """A file for each record of a kind in use of which ``has_file`` says that it has one, called by its title
    with an ``ending``; ``place`` has ``{id}`` in the place of its id."""

    def list_downloads(publication: Publication) -> Iterator[Download]:
        for entry in publication.handbook.records[kind]:
            if has_file(publication, entry):
                yield Download(entry.title + ending, place.format(id=entry.id))

    return list_downloads


def has_items(publication: Publication, framework: Entry) -> bool:
    """Whether a framework has items in use."""
    return bool(publication.handbook.list_items(framework))


def offer_all(*lists: List) -> List:
    """What several of these list, one after the other."""
    return lambda publication: (download for list_files in lists for download in list_files(publication))
