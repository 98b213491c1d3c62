"""What tests of exports share: a handbook as it is published, and an edition of it made up."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from macros.base.yaml_files import parse
from macros.editions.edition import Edition
from macros.exports.formats import ExportFile, Format
from macros.exports.publication import Publication
from macros.records.edition_file import EditionFile
from macros.records.edition_layer import Layer
from macros.records.handbook import Handbook

ADDRESS = "https://handbook.example/"
MOMENT = datetime(2026, 11, 30, 12, tzinfo=UTC)


def publish(book: Handbook, address: str = ADDRESS, **edition: Any) -> Publication:
    """``book`` as it is published at an address; with the fields of an ``edition``, as that publishes it."""
    overlaid = create_edition(**edition) if edition else None
    return Publication(book, "Small handbook", address, overlaid, generated=MOMENT)


def create_edition(**fields: Any) -> Edition:
    """An edition of one layer with these fields of ``edition.yml``."""
    content = EditionFile.model_validate({"id": "north", "name": "North", "short": "North", **fields})
    file = parse(b"id: north\n", "editions/north/edition.yml")
    return Edition((Layer(Path("editions/north"), file, content, "north"),))


def write(form: Format, publication: Publication, *ids: str) -> dict[str, bytes]:
    """The files of a format by their places, of the records with these ids or of all."""
    handbook = publication.handbook
    kinds = form.kinds
    only = tuple(entry for id in ids for kind in kinds if (entry := handbook.get(id, kind)))
    files = list[ExportFile](form.write(publication, only))
    assert len({file.place for file in files}) == len(files)
    return {file.place: file.content for file in files}
