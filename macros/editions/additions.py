"""What an edition adds to the national handbook: the folders of its records, its pages and files, and the
settings of its site.

This module does not know mkdocs; :mod:`macros.mkdocs_site.edition_hooks` puts its results into a build.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from macros.base.languages import LANGUAGES
from macros.base.problems import Problem, find_nearest
from macros.base.rule_names import FILES_HAVE_THEIR_PLACE
from macros.base.stray_files import is_stray
from macros.editions.colours import build_style_sheet
from macros.editions.edition import Edition
from macros.hand_written.file_contents import check_files as check_files_of_docs
from macros.hand_written.files import is_page, list_files
from macros.records.record_files import EditionFolder, is_outside_link

FOLDERS = ("docs", "framework", "modules")
ASSETS = "assets/edition"
STYLE_SHEET = "assets/css/edition.css"


def list_edition_folders(edition: Edition | None) -> tuple[EditionFolder, ...]:
    """The folders of an edition, bottom first; none without an edition."""
    return (
        tuple(
            EditionFolder(layer.folder, layer.format_path(""), f"{layer.name}/") for layer in edition.layers
        )
        if edition
        else ()
    )


def list_source_paths(edition: Edition) -> list[Path]:
    """All files and folders of an edition from which a build reads."""
    paths = []
    for layer in edition.layers:
        paths += [
            layer.folder / layer.file.path.rpartition("/")[2],
            *(layer.folder / name for name in FOLDERS),
        ]
        paths += [layer.folder / layer.content.logo] if layer.content.logo else []
    return paths


def find_files(edition: Edition) -> dict[str, Path]:
    """The pages and other files that an edition publishes, by their place in ``docs``: for each the folder
    ``docs`` that it lies in. Of two at one place that of the upper layer counts."""
    return {
        uri: docs
        for layer in edition.layers
        for docs in [layer.folder / "docs"]
        for uri, _ in _list_docs(docs)
    }


def _list_docs(docs: Path) -> Iterator[tuple[str, Path]]:
    """The files in a folder ``docs``, as of :func:`list_files`; none where it is a symbolic link."""
    if not docs.is_symlink():
        yield from list_files(docs)


def check_files(edition: Edition) -> Iterator[Problem]:
    """Yield a problem for every folder of an edition that nothing reads, or that is a link to elsewhere, and
    for every file in its ``docs`` that may not be there."""
    for layer in edition.layers:
        for name in sorted(folder.name for folder in layer.folder.iterdir() if folder.is_dir()):
            if name not in FOLDERS and not is_stray(name) and (near := find_nearest(name, FOLDERS)):
                yield Problem(
                    layer.format_path(name),
                    1,
                    1,
                    "folder",
                    "is not a folder that is looked into",
                    f"did you mean '{near}'?",
                    FILES_HAVE_THEIR_PLACE,
                )
        for name in (name for name in FOLDERS if is_outside_link(layer.folder / name, layer.folder)):
            yield Problem(
                layer.format_path(name),
                1,
                1,
                "folder",
                "is a link to another folder",
                "put the folder itself there",
                FILES_HAVE_THEIR_PLACE,
            )
        if not (layer.folder / "docs").is_symlink():
            yield from check_files_of_docs(layer.folder, layer.format_path(""), national=False)


def list_added_pages(edition: Edition, national: Path) -> list[str]:
    """The pages of an edition that take the place of no page of ``national``, the folder ``docs`` of the
    handbook: for a section of its own in the menu, the index of each folder first."""
    added_pages = [uri for uri in find_files(edition) if is_page(uri) and not (national / uri).is_file()]
    return sorted(added_pages, key=lambda uri: (uri.rpartition("/")[0], not uri.endswith("index.md"), uri))


def generate_files(edition: Edition) -> dict[str, str | bytes]:
    """The style sheet and the logo of an edition, as far as it has them: their content by their place in the
    site."""
    files: dict[str, str | bytes] = {}
    if css := build_style_sheet(edition.colours):
        files[STYLE_SHEET] = css
    if edition.logo:
        files[_get_logo_uri(edition)] = edition.logo.read_bytes()
    return files


def _get_logo_uri(edition: Edition) -> str:
    """The place of an edition's logo in the site; empty without a logo."""
    return f"{ASSETS}/logo{edition.logo.suffix.lower()}" if edition.logo else ""


def build_site_settings(edition: Edition, extra: Mapping[str, Any]) -> dict[str, Any]:
    """The settings of mkdocs that an edition changes: ``site_name``, ``site_description``, ``site_url`` and,
    in ``extra``, those of the theme. An empty one is to stay as it is.

    ``extra`` is that of the national handbook.
    """
    edition_settings = {
        "short": edition.short,
        "logo": _get_logo_uri(edition),
        "logo_text": edition.logo_text,
        "css": STYLE_SHEET if edition.colours else "",
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
            "edition": edition_settings,
            "language": edition.language,
            "html_lang": LANGUAGES[edition.language].tag,
            "footer_links": links,
        },
    }
