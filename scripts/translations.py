"""Gathers every phrase of the interface into ``macros/i18n/locale/handbook.pot``, and merges them into each
language's catalogue.

    python scripts/translations.py            write what has changed
    python scripts/translations.py --check    write nothing; exit 1 where something has

What a translator wrote is never changed. A new phrase comes without a translation; one that is no longer used
moves to the end of the file, from which it returns if it is used again. The same source gives the same
output.
"""

from __future__ import annotations

import argparse
import datetime
import io
import sys
from collections.abc import Iterator
from pathlib import Path

import yaml
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from macros.base.languages import TRANSLATED  # noqa: E402

LOCALE = ROOT / "macros" / "i18n" / "locale"
KEYWORDS = {"_": None, "N_": None, "gettext": None, "ngettext": (1, 2)}
# Where phrases are called: folder, pattern, and the method with which Babel extracts them.
PHRASE_SOURCES = (
    ("macros/rendering/templates", "*.html", "jinja2"),
    ("macros/mkdocs_site/theme", "*.html", "jinja2"),
    ("macros", "*.py", "python"),
    ("docs/assets/js", "*.js", "javascript"),
    ("docs/embed", "*.js", "javascript"),
)
JINJA_OPTIONS = {"trimmed": "true", "newstyle_gettext": "true", "silent": "false"}
EXTRACTION_OPTIONS = {
    "jinja2": JINJA_OPTIONS,
    "javascript": {"jsx": False},
}  # None of ours is JSX, for which Babel takes some regular expressions.
CREATED = datetime.datetime(
    2026, 11, 22, tzinfo=datetime.UTC
)  # Fixed: the file changes with the phrases alone.
HEADER = (
    "# Phrases of the Clinical Leadership Handbook's interface.\n# Written by scripts/translations.py from"
    " the source; see docs/contribute/translating.md."
)
NEW_CATALOGUE_COMMENT = """# {name} for the Clinical Leadership Handbook's interface.
#
# EVERYTHING IN THIS FILE IS AWAITING REVIEW BY A {upper} SPEAKER.
# It was drafted without one. Whoever reviews a phrase corrects it where need be and writes above it a line
# with the day and a role, never a name, such as "# Reviewed 2027-03-02, Welsh language officer". See
# docs/contribute/translating.md."""


class _Loader(yaml.SafeLoader):
    """Reads ``mkdocs.yml``, with ``None`` for every value that has a tag."""


_Loader.add_multi_constructor("!", lambda loader, suffix, node: None)


def gather_phrases(root: Path = ROOT) -> Catalog:
    """Every phrase of the repository in ``root``, with the files that it is in."""
    catalog = Catalog(
        project="clinical-leadership-handbook",
        version="1",
        header_comment=HEADER,
        charset="utf-8",
        creation_date=CREATED,
        fuzzy=False,
        copyright_holder="The Clinical Leadership Handbook contributors",
        msgid_bugs_address="",
        last_translator="",
        language_team="",
    )
    for place, message in sorted(
        {(place, message) for place, message in (*_find_called(root), *_list_declared(root))}, key=str
    ):
        catalog.add(message, locations=[(place, 0)])
    return catalog


def _find_called(root: Path) -> Iterator[tuple[str, object]]:
    """Yield the phrases in calls (``_("...")``), each with its file."""
    for folder, pattern, method in PHRASE_SOURCES:
        for file in sorted((root / folder).rglob(pattern)):
            options = EXTRACTION_OPTIONS.get(method, {})
            for _line, message, _comments, _context in extract_from_file(
                method, file, keywords=KEYWORDS, options=options
            ):
                if message:  # Scripts use an empty one as a default.
                    yield file.relative_to(root).as_posix(), message


def _list_declared(root: Path) -> Iterator[tuple[str, object]]:
    """Yield the phrases that are declared without a call, each with its file: kinds, parts, names of fields,
    headings of links between records, closed lists, and the site's description, menu and footer."""
    from macros.editing.form import list_labels
    from macros.records.field_types import Backlink
    from macros.records.kinds import KINDS
    from macros.records.lasting_ids import PART_KINDS

    for kind in KINDS.values():
        yield from (("macros/records/kinds.py", words) for words in (kind.title, kind.plural, kind.counted))
    for part in PART_KINDS.values():
        yield from (("macros/records/entries.py", part), ("macros/records/entries.py", part.capitalize()))
    yield from (("macros/records/field_types.py", link.value) for link in Backlink)
    yield from (("macros/records/kinds.py", label) for label in list_labels())
    for vocabulary in yaml.safe_load((root / "framework" / "vocabulary.yml").read_text("utf-8"))[
        "vocabularies"
    ]:
        yield from (
            ("framework/vocabulary.yml", entry["title"]) for entry in (vocabulary, *vocabulary["terms"])
        )
    settings = yaml.load((root / "mkdocs.yml").read_text("utf-8"), _Loader)
    yield from (
        ("mkdocs.yml", title)
        for title in (
            *_list_titles(settings["nav"]),
            settings["site_description"],
            settings["extra"]["edition_line"],
            *(link["title"] for link in settings["extra"]["footer_links"]),
        )
    )


def _list_titles(nav: list) -> Iterator[str]:
    for entry in nav:
        for title, below in entry.items():
            yield title
            if isinstance(below, list):
                yield from _list_titles(below)


def format_template(catalog: Catalog) -> str:
    """The text of ``handbook.pot``."""
    return _format_catalogue(catalog, ignore_obsolete=True)


def merge_catalogue(catalog: Catalog, language: str, locale: Path = LOCALE) -> str:
    """The text of the catalogue of ``language`` in the folder ``locale``: the phrases of ``catalog``, with
    the translations that its file has already."""
    file = locale / f"{language}.po"
    name = TRANSLATED[language].name
    if file.exists():
        with file.open("rb") as stream:
            catalogue = read_po(stream, locale=language)
    else:
        catalogue = Catalog(
            locale=language,
            header_comment=NEW_CATALOGUE_COMMENT.format(name=name, upper=name.upper()),
            fuzzy=False,
        )
    comment = catalogue.header_comment
    catalogue.update(catalog, no_fuzzy_matching=True, keep_user_comments=True)
    catalogue.header_comment, catalogue.creation_date, catalogue.revision_date, catalogue.fuzzy = (
        comment,
        CREATED,
        CREATED,
        False,
    )
    catalogue.project, catalogue.version, catalogue.msgid_bugs_address = catalog.project, catalog.version, ""
    catalogue.last_translator, catalogue.language_team = f"Awaiting review by a {name} speaker", name
    _set_plurals(catalogue, language)
    return _format_catalogue(catalogue, ignore_obsolete=False)


def _set_plurals(catalogue: Catalog, language: str) -> None:
    """Give the catalogue the plural forms of the language as the Unicode CLDR has them, in its order: zero,
    one, two, few, many, other."""
    number, rule = TRANSLATED[language].plurals.split("; plural=")
    catalogue._num_plurals, catalogue._plural_expr = int(number.removeprefix("nplurals=")), f"({rule})"
    for message in catalogue:
        if message.id and message.pluralizable:
            forms = message.string if isinstance(message.string, tuple) else (message.string,)
            message.string = tuple((*forms, *[""] * catalogue.num_plurals)[: catalogue.num_plurals])


def _format_catalogue(catalog: Catalog, ignore_obsolete: bool) -> str:
    stream = io.BytesIO()
    write_po(
        stream, catalog, width=0, sort_output=True, include_lineno=False, ignore_obsolete=ignore_obsolete
    )
    lines = stream.getvalue().decode("utf-8").split("\n")
    return "\n".join(line for line in lines if not line.startswith('"Generated-By:')).rstrip("\n") + "\n"


def main() -> int:
    """Write the files that have changed and return 0; with ``--check`` only list them, and return 1 where
    there are any."""
    parser = argparse.ArgumentParser(
        description="Gather the phrases of the interface and merge them into the catalogues."
    )
    parser.add_argument(
        "--check", action="store_true", help="write nothing; exit 1 where something has changed"
    )
    check, catalog, behind_count = parser.parse_args().check, gather_phrases(), 0
    texts = {
        LOCALE / "handbook.pot": format_template(catalog),
        **{LOCALE / f"{name}.po": merge_catalogue(catalog, name) for name in TRANSLATED},
    }
    for file, text in texts.items():
        if file.exists() and file.read_text("utf-8") == text:
            continue
        behind_count += 1
        print(
            f"{file.relative_to(ROOT)}"
            f" {'is behind the source; run python scripts/translations.py' if check else 'written'}"
        )
        if not check:
            file.write_text(text, "utf-8")
    return 1 if check and behind_count else 0


if __name__ == "__main__":
    sys.exit(main())
