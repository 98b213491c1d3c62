"""The module of a stock mkdocs-macros site over the same records, with which ``benchmark.py`` compares the
handbook.

It is written as the documentation of mkdocs-macros suggests: the records are loaded once, and one macro
returns a record as Markdown. ``benchmark.py`` copies this file into the stock site as ``main.py``. It imports
nothing of the handbook and has no models: a key is a heading or a name, text is a paragraph, a list is a
list, and an id is a link with the summary of its record, as in the handbook. The links to a page are
collected once and listed at its foot.
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from pathlib import Path

import yaml

# The folder of pages for a folder of records, where these differ.
SECTIONS = {"competencies": "frameworks", "catalogue": "modules"}
# Keys whose values are ids. An id that no record has is one within a record, and no link.
REFERENCE_KEYS = {
    "competencies",
    "theories",
    "cases",
    "tensions",
    "components",
    "instruments",
    "instrument",
    "modules",
    "prerequisites",
    "related",
    "item",
    "theory",
    "tension",
    "source",
    "take",
    "record",
    "origin",
    "target",
    "framework",
}
HIDDEN_KEYS = {"id", "title", "summary", "code", "keywords", "searches", "items", "sessions", "sources"}
PROSE_LINK = re.compile(r"\]\(([a-z0-9./-]+)\)")


class Site:
    """The records by id, with the page of each and the records that link to it."""

    def __init__(self, root: Path, loader: type):
        self.records, self.paths, self.backlinks = {}, {}, defaultdict(dict)
        for file in sorted([*root.glob("framework/*/*.yml"), *root.glob("modules/*/*.yml")]):
            section = SECTIONS.get(file.parent.name, file.parent.name)
            self._add(yaml.load(file.read_bytes(), loader), f"{section}/{file.stem}")
        read_list = lambda name: yaml.load((root / "framework" / f"{name}.yml").read_bytes(), loader)
        self.sources = {source["id"]: source for source in read_list("sources")["sources"]}
        self.terms = read_list("glossary")["terms"]
        for id, record in list(self.records.items()):
            fields = {key: value for key, value in record.items() if key not in ("items", "sessions")}
            self._gather_backlinks(id, fields)

    def _add(self, record: dict, path: str) -> None:
        """Add a record or item, and the items below it as records of their own."""
        id = path.split("/", 1)[1]
        self.records[id], self.paths[id] = record, f"{path}.md"
        top = "/".join(path.split("/")[:2])
        for item in record.get("items", ()):
            self._add(item, f"{top}/{item['code'].lower()}")
        for session in record.get("sessions", ()):
            self._add({"summary": session["purpose"], **session}, f"{top}/{session['id']}")

    def _gather_backlinks(self, id: str, value: object, key: str = "") -> None:
        if isinstance(value, dict):
            for name, part in value.items():
                self._gather_backlinks(id, part, name)
        elif isinstance(value, list):
            for part in value:
                self._gather_backlinks(id, part, key)
        elif key in REFERENCE_KEYS and isinstance(value, str):
            self.backlinks[value][id] = key

    # -- Markdown

    def format_record(self, id: str, page_path: str) -> str:
        """A record as Markdown, with links from the page ``page_path``."""
        record = self.records[id]
        lines = [f"# {record.get('code', '')} {record['title']}", record["summary"]]
        lines += self._format_fields(record, page_path, 2)
        if record.get("items"):
            lines += [
                "## Items",
                self._format_list(
                    [f"{id.split('/')[0]}/{item['code'].lower()}" for item in record["items"]],
                    page_path,
                ),
            ]
        if record.get("sessions"):
            sessions = [f"{id}/{session['id']}" for session in record["sessions"]]
            lines += ["## Sessions", self._format_list(sessions, page_path)]
        if id in self.backlinks:
            lines += ["## Where this is used", self._format_list(self.backlinks[id], page_path)]
        if record.get("sources"):
            lines += [
                "## Sources",
                "\n".join(
                    f"- {self._format_citation(citation['source'], page_path)}:"
                    f" {citation.get('supports', '')}"
                    for citation in record["sources"]
                ),
            ]
        return "\n\n".join(lines)

    def _format_fields(self, part: dict, page_path: str, level: int) -> list[str]:
        lines = []
        for key, value in part.items():
            if key in HIDDEN_KEYS or value is None or value == []:
                continue
            name = key.replace("_", " ").capitalize()
            if isinstance(value, (list, dict)) or len(str(value)) > 80:
                lines += [f"{'#' * min(level, 6)} {name}", *self._format_value(key, value, page_path, level)]
            else:
                lines.append(f"**{name}:** {self._format_scalar(key, value, page_path)}")
        return lines

    def _format_value(self, key: str, value: object, page_path: str, level: int) -> list[str]:
        if isinstance(value, dict):
            return self._format_fields(value, page_path, level + 1)
        if not isinstance(value, list):
            return [self._format_scalar(key, value, page_path)]
        if not isinstance(value[0], dict):
            return [
                self._format_list(value, page_path)
                if key in REFERENCE_KEYS
                else "\n".join(f"- {part}" for part in value)
            ]
        lines = []
        for part in value:
            if "title" in part:
                lines.append(f"{'#' * min(level + 1, 6)} {part['title']}")
            lines += self._format_fields(part, page_path, level + 2)
        return lines

    def _format_scalar(self, key: str, value: object, page_path: str) -> str:
        if key in REFERENCE_KEYS:
            return (
                self._format_citation(value, page_path)
                if value in self.sources
                else self._format_link(value, page_path)
            )
        return PROSE_LINK.sub(lambda link: f"]({self._find_address(link[1], page_path)})", str(value))

    def _format_list(self, ids, page_path: str) -> str:
        return "\n".join(
            f"- {self._format_link(id, page_path)} {self.records.get(id, {}).get('summary', '')}"
            for id in ids
        )

    def _format_link(self, id: str, page_path: str) -> str:
        return (
            f"[{self.records[id]['title']}]({self._find_address(id, page_path)})"
            if id in self.records
            else id
        )

    def _find_address(self, id: str, page_path: str) -> str:
        return "../" * page_path.count("/") + self.paths[id]

    def _format_citation(self, id: str, page_path: str) -> str:
        source = self.sources[id]
        return (
            f"[{', '.join(source['authors'])}"
            f" {source['year']}]({'../' * page_path.count('/')}reference/sources.md), *{source['title']}*"
        )

    # -- pages of many records

    def format_section(self, section: str, page_path: str) -> str:
        """A list of the records of a section, each with its summary."""
        return self._format_list(
            [
                id
                for id, path in self.paths.items()
                if path.startswith(f"{section}/") and path.count("/") == 1
            ],
            page_path,
        )

    def format_bibliography(self, page_path: str) -> str:
        """A list of all sources, each with the pages that cite it."""
        return "\n\n".join(
            f"{', '.join(source['authors'])} ({source['year']}). *{source['title']}*. {source['container']}."
            " Cited by "
            + ", ".join(self._format_link(citing_id, page_path) for citing_id in self.backlinks[id])
            for id, source in self.sources.items()
        )

    def format_glossary(self, page_path: str) -> str:
        """All glossary terms, each under a heading."""
        return "\n\n".join(
            f"## {term['term']}\n\n{self._format_scalar('means', term['means'], page_path)}"
            f"\n\n{self._format_list(term['see'], page_path)}"
            for term in self.terms
        )


def define_env(env) -> None:
    """Register the macros; mkdocs-macros calls it with its plugin. The variable ``BENCH_LOADER`` names the
    class of PyYAML that reads the records."""
    site = Site(Path(env.project_dir), getattr(yaml, os.environ.get("BENCH_LOADER", "SafeLoader")))
    find_path = lambda: env.page.file.src_uri
    env.macro(lambda id: site.format_record(id, find_path()), "record")
    env.macro(lambda section: site.format_section(section, find_path()), "listing")
    env.macro(lambda: site.format_bibliography(find_path()), "bibliography")
    env.macro(lambda: site.format_glossary(find_path()), "glossary")


def write_stubs(root: Path) -> dict[str, str]:
    """The text of every record's page (a call of the macro), by its path, for the records under ``root``."""
    site = Site(root, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return {path: f'{{{{ record("{id}") }}}}\n' for id, path in site.paths.items()}
