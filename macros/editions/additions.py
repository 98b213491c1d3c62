"""What an edition adds to the national handbook: where its records lie, its pages and files, and what it
changes in the site's settings.

Nothing here knows mkdocs: :mod:`macros.mkdocs_site.edition_hooks` puts into a build what these functions say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from macros.base.languages import LANGUAGES
from macros.base.problems import Problem, find_nearest
from macros.editions.colours import style_sheet
from macros.editions.edition import Edition
from macros.hand_written.files import file_fault, is_page, list_files
from macros.records.loader import EditionFolder, is_outside_link

FOLDERS = ("docs", "framework", "modules")
ASSETS = "assets/edition"
STYLES = "assets/css/edition.css"


def places(edition: Edition | None) -> tuple[EditionFolder, ...]:
    """Where an edition's records and pages lie, bottom first."""
    return (
        tuple(
            EditionFolder(layer.folder, layer.format_path(""), f"{layer.content.id}/")
            for layer in edition.layers
        )
        if edition
        else ()
    )


def watched(edition: Edition) -> list[Path]:
    """Every file and folder of an edition that a build reads."""
    found = []
    for layer in edition.layers:
        found += [
            layer.folder / layer.file.path.rpartition("/")[2],
            *(layer.folder / name for name in FOLDERS),
        ]
        found += [layer.folder / layer.content.logo] if layer.content.logo else []
    return found


def files_of(edition: Edition) -> dict[str, Path]:
    """The pages and other files that an edition publishes: the folder ``docs`` each lies in, by its place
    there. Of two at one place the upper layer's counts."""
    return {
        uri: docs for layer in edition.layers for docs in [layer.folder / "docs"] for uri, _ in _walk(docs)
    }


def _walk(docs: Path) -> Iterator[tuple[str, Path]]:
    if not docs.is_symlink():
        yield from list_files(docs)


def faults(edition: Edition) -> Iterator[Problem]:
    """What may not lie in an edition's folder, or lies where nothing looks for it."""
    for layer in edition.layers:
        for name in sorted(each.name for each in layer.folder.iterdir() if each.is_dir()):
            if name not in FOLDERS and not name.startswith(".") and (near := find_nearest(name, FOLDERS)):
                yield Problem(
                    layer.format_path(name),
                    1,
                    1,
                    "folder",
                    "is not a folder that is looked into",
                    f"did you mean '{near}'?",
                )
        for name in (name for name in FOLDERS if is_outside_link(layer.folder / name, layer.folder)):
            yield Problem(
                layer.format_path(name),
                1,
                1,
                "folder",
                "is a link to another folder",
                "put the folder itself there",
            )
        for uri, file in _walk(layer.folder / "docs"):
            if fault := file_fault(uri, file, layer.folder, national=False):
                yield Problem(layer.format_path(f"docs/{uri}"), 1, 1, "file", *fault)


def pages_of_its_own(edition: Edition, national: Path) -> list[str]:
    """The pages of an edition that take the place of no page of ``national``, the handbook's docs: for a
    section of their own in the nav, each folder's index first."""
    own = [uri for uri in files_of(edition) if is_page(uri) and not (national / uri).is_file()]
    return sorted(own, key=lambda uri: (uri.rpartition("/")[0], not uri.endswith("index.md"), uri))


def generated(edition: Edition) -> dict[str, str | bytes]:
    """The files made for an edition, by their place in the site: its style sheet and its logo."""
    made: dict[str, str | bytes] = {}
    if css := style_sheet(edition.colours):
        made[STYLES] = css
    if edition.logo:
        made[_logo_place(edition)] = edition.logo.read_bytes()
    return made


def _logo_place(edition: Edition) -> str:
    return f"{ASSETS}/logo{edition.logo.suffix.lower()}" if edition.logo else ""


def settings(edition: Edition, extra: Mapping[str, Any]) -> dict[str, Any]:
    """What an edition changes of the site's settings: ``site_name``, ``site_description``, ``site_url`` and
    ``extra``.

    ``extra`` is the national one. What is empty is to stay as it is.
    """
    own = {
        "short": edition.short,
        "logo": _logo_place(edition),
        "logo_text": edition.logo_text,
        "css": STYLES if edition.colours else "",
    }
    links = [
        *extra.get("footer_links", ()),
        *({"title": link.title, "url": link.url} for link in edition.footer_links),
    ]
    return {
        "site_name": edition.name,
        "site_description": edition.summary,
        "site_url": edition.address,
        "extra": {
            "edition": own,
            "language": edition.language,
            "html_lang": LANGUAGES[edition.language].tag,
            "footer_links": links,
        },
    }
