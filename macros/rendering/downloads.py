"""What the page of the data lists: the formats in which the curriculum can be taken away, with their
files."""

from __future__ import annotations

from dataclasses import dataclass

from macros.base.variables import EXPORTS, is_on
from macros.exports.formats import Download, list_formats
from macros.exports.publication import Publication


@dataclass(frozen=True)
class ListedFormat:
    """A format as the page lists it: its ``files`` are by their places in the site, and none where the site
    has none of it; ``command`` writes them."""

    name: str
    title: str
    purpose: str
    files: tuple[Download, ...]
    command: str


def list_downloads(publication: Publication) -> list[ListedFormat]:
    """The formats of what is published, in their order, each with the files to begin with, where this site
    has them."""
    has_packages = is_on(EXPORTS)
    return [
        ListedFormat(
            form.name,
            form.title,
            form.purpose,
            tuple(
                Download(file.title, f"{form.folder}/{file.place}")
                for file in form.list_downloads(publication)
            )
            if has_packages or not form.needs_packages
            else (),
            f"python3 scripts/handbook export {form.name}",
        )
        for form in list_formats()
    ]
