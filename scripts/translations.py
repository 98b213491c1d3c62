"""Gathers every phrase of the interface into ``macros/i18n/locale/handbook.pot``, and merges them into each
language's catalogue.

    python scripts/translations.py            write what has changed
    python scripts/translations.py --check    write nothing; exit 1 where something has

What a translator wrote is never changed: a phrase that is new comes without a translation, one that is gone
goes to the end of the file, where it waits for its return. Of several runs over the same source the output is
the same.
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
SOURCES = (  # Where phrases are, and how Babel reads them there.
    ("macros/rendering/templates", "*.html", "jinja2"),
    ("macros/mkdocs_site/theme", "*.html", "jinja2"),
    ("macros", "*.py", "python"),
    ("docs/assets/js", "*.js", "javascript"),
    ("docs/embed", "*.js", "javascript"),
)
JINJA = {"trimmed": "true", "newstyle_gettext": "true", "silent": "false"}
OPTIONS = {
    "jinja2": JINJA,
    "javascript": {"jsx": False},
}  # None of ours is JSX, for which Babel takes some regular expressions.
MADE = datetime.datetime(2026, 11, 22, tzinfo=datetime.UTC)  # Fixed: the file changes with the phrases alone.
HEADER = (
    "# Phrases of the Clinical Leadership Handbook's interface.\n# Written by scripts/translations.py from"
    " the source; see docs/contribute/translating.md."
)
AWAITING = """# {name} for the Clinical Leadership Handbook's interface.
#
# EVERYTHING IN THIS FILE IS AWAITING REVIEW BY A {upper} SPEAKER.
# It was drafted without one. Whoever reviews a phrase corrects it where need be and writes above it a line
# with the day and a role, never a name, such as "# Reviewed 2027-03-02, Welsh language officer". See
# docs/contribute/translating.md."""


class _Loader(yaml.SafeLoader):
    """Reads mkdocs.yml, whose tags are of no interest here."""


_Loader.add_multi_constructor("!", lambda loader, suffix, node: None)


def gather(root: Path = ROOT) -> Catalog:
    """Every phrase with the files it is in."""
    catalog = Catalog(
        project="clinical-leadership-handbook",
        version="1",
        header_comment=HEADER,
        charset="utf-8",
        creation_date=MADE,
        fuzzy=False,
        copyright_holder="The Clinical Leadership Handbook contributors",
        msgid_bugs_address="",
        last_translator="",
        language_team="",
    )
    for place, message in sorted(
        {(place, message) for place, message in (*_written(root), *_named(root))}, key=str
    ):
        catalog.add(message, locations=[(place, 0)])
    return catalog


def _written(root: Path) -> Iterator[tuple[str, object]]:
    """The phrases that stand in calls."""
    for folder, pattern, method in SOURCES:
        for file in sorted((root / folder).rglob(pattern)):
            options = OPTIONS.get(method, {})
            for _line, message, _comments, _context in extract_from_file(
                method, file, keywords=KEYWORDS, options=options
            ):
                if message:  # An empty one stands where a script falls back on nothing.
                    yield file.relative_to(root).as_posix(), message


def _named(root: Path) -> Iterator[tuple[str, object]]:
    """The phrases that stand elsewhere, once: kinds, parts, headings of links between records, closed lists,
    the site's description, menu and foot."""
    from macros.records.entries import PART_KINDS
    from macros.records.field_types import Backlink
    from macros.records.kinds import KINDS

    for kind in KINDS.values():
        yield from (("macros/records/kinds.py", kind.title), ("macros/records/kinds.py", kind.plural))
    for part in PART_KINDS.values():
        yield from (("macros/records/entries.py", part), ("macros/records/entries.py", part.capitalize()))
    yield from (("macros/records/field_types.py", link.value) for link in Backlink)
    for vocabulary in yaml.safe_load((root / "framework" / "vocabulary.yml").read_text("utf-8"))[
        "vocabularies"
    ]:
        yield from (
            ("framework/vocabulary.yml", each["title"]) for each in (vocabulary, *vocabulary["terms"])
        )
    settings = yaml.load((root / "mkdocs.yml").read_text("utf-8"), _Loader)
    yield from (
        ("mkdocs.yml", title)
        for title in (
            *_titles(settings["nav"]),
            settings["site_description"],
            settings["extra"]["edition_line"],
            *(link["title"] for link in settings["extra"]["footer_links"]),
        )
    )


def _titles(nav: list) -> Iterator[str]:
    for entry in nav:
        for title, below in entry.items():
            yield title
            if isinstance(below, list):
                yield from _titles(below)


def template_text(catalog: Catalog) -> str:
    """``handbook.pot``."""
    return _text(catalog, ignore_obsolete=True)


def merged_text(catalog: Catalog, language: str, locale: Path = LOCALE) -> str:
    """The catalogue of ``language`` with the phrases of ``catalog``, and the translations that it has."""
    file = locale / f"{language}.po"
    name = TRANSLATED[language].name
    if file.exists():
        with file.open("rb") as stream:
            found = read_po(stream, locale=language)
    else:
        found = Catalog(
            locale=language, header_comment=AWAITING.format(name=name, upper=name.upper()), fuzzy=False
        )
    comment = found.header_comment
    found.update(catalog, no_fuzzy_matching=True, keep_user_comments=True)
    found.header_comment, found.creation_date, found.revision_date, found.fuzzy = comment, MADE, MADE, False
    found.project, found.version, found.msgid_bugs_address = catalog.project, catalog.version, ""
    found.last_translator, found.language_team = f"Awaiting review by a {name} speaker", name
    _set_plurals(found, language)
    return _text(found, ignore_obsolete=False)


def _set_plurals(found: Catalog, language: str) -> None:
    """Give the catalogue the plural forms of the CLDR, in its order: zero, one, two, few, many, other."""
    number, rule = TRANSLATED[language].plurals.split("; plural=")
    found._num_plurals, found._plural_expr = int(number.removeprefix("nplurals=")), f"({rule})"
    for message in found:
        if message.id and message.pluralizable:
            have = message.string if isinstance(message.string, tuple) else (message.string,)
            message.string = tuple((*have, *[""] * found.num_plurals)[: found.num_plurals])


def _text(catalog: Catalog, ignore_obsolete: bool) -> str:
    stream = io.BytesIO()
    write_po(
        stream, catalog, width=0, sort_output=True, include_lineno=False, ignore_obsolete=ignore_obsolete
    )
    lines = stream.getvalue().decode("utf-8").split("\n")
    return "\n".join(line for line in lines if not line.startswith('"Generated-By:')).rstrip("\n") + "\n"


def main() -> int:
    """Write, or with ``--check`` say, what has changed; returns the exit code."""
    parser = argparse.ArgumentParser(
        description="Gather the phrases of the interface and merge them into the catalogues."
    )
    parser.add_argument(
        "--check", action="store_true", help="write nothing; exit 1 where something has changed"
    )
    check, catalog, behind = parser.parse_args().check, gather(), 0
    texts = {
        LOCALE / "handbook.pot": template_text(catalog),
        **{LOCALE / f"{name}.po": merged_text(catalog, name) for name in TRANSLATED},
    }
    for file, text in texts.items():
        if file.exists() and file.read_text("utf-8") == text:
            continue
        behind += 1
        print(
            f"{file.relative_to(ROOT)}"
            f" {'is behind the source; run python scripts/translations.py' if check else 'written'}"
        )
        if not check:
            file.write_text(text, "utf-8")
    return 1 if check and behind else 0


if __name__ == "__main__":
    sys.exit(main())
