"""What a format is, and which there are."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from macros.exports.publication import Publication
from macros.records.entries import Entry

# The modules of the formats, in the order in which they are listed.
MODULES: tuple[str, ...] = (
    *("api", "tables", "xlsx", "moodle", "dls", "case", "medbiquitous", "skos", "turtle", "sssom"),
    *("badges", "csl", "bibtex", "ics", "anki"),
)
DATA = "data"  # The folder of the site below which each format has its own.


@dataclass(frozen=True)
class ExportFile:
    """A file of an export: its place in the folder of its format, with slashes, and its content."""

    place: str
    content: bytes


@dataclass(frozen=True)
class Download:
    """A file that somebody takes: its ``title``, in the words of whoever looks for it, and its place in the
    folder of its format."""

    title: str
    place: str


Write = Callable[[Publication, tuple[Entry, ...]], Iterator[ExportFile]]


@dataclass(frozen=True)
class Format:
    """A format: its ``name``, by which a command asks for it and which its folder has; its ``title``; its
    ``purpose``, a sentence on who takes it; and ``write``, which yields the files of what is published.

    ``write`` is given the records that are wanted, which are of ``kinds``; none stands for all. ``folder`` is
    where the site has it. ``needs_packages`` says that the packages of the extra ``exports`` are needed.
    ``media_types`` are those of its files, by their endings. ``list_downloads`` yields the files to begin
    with.
    """

    name: str
    title: str
    purpose: str
    write: Write
    kinds: tuple[str, ...] = ()
    media_types: tuple[tuple[str, str], ...] = ()
    needs_packages: bool = False
    place: str = ""
    list_downloads: Callable[[Publication], Iterator[Download]] = lambda publication: iter(())

    @property
    def folder(self) -> str:
        """Where the site has its files."""
        return self.place or f"{DATA}/{self.name}"


@cache
def list_formats() -> tuple[Format, ...]:
    """All formats, in the order in which they are listed."""
    return tuple(importlib.import_module(f"macros.exports.{name}").FORMAT for name in MODULES)


def publish(publication: Publication, with_packages: bool) -> Iterator[tuple[str, bytes]]:
    """Yield the files of every format of ``publication`` by their places in the site: those that need further
    packages where ``with_packages`` says that these are there."""
    for form in list_formats():
        if with_packages or not form.needs_packages:
            yield from place_files(form, form.write(publication, ()))


def place_files(form: Format, files: Iterable[ExportFile]) -> Iterator[tuple[str, bytes]]:
    """Yield ``files`` of a format by their places in the site."""
    for file in files:
        yield f"{form.folder}/{file.place}", file.content
