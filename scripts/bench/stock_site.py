"""What ``benchmark.py`` compares with: the module of a stock mkdocs-macros site over the same records.

It is written as the documentation of mkdocs-macros suggests: the records are loaded once, and one macro gives
a record as Markdown. ``benchmark.py`` copies this file into the stock site as ``main.py``. It stands alone
and knows no models: a key is a heading or a name, text is a paragraph, a list is a list, and an id is a link
with its summary, as in the handbook. What links to a page is gathered once and listed at its foot.
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from pathlib import Path

import yaml

SECTIONS = {
    "competencies": "frameworks",
    "catalogue": "modules",
}  # Elsewhere the folder of the records is that of the pages.
# Keys whose values are ids. Of several kinds they are: that an id is there tells a link from a local id.
REFERENCES = {
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
HIDDEN = {"id", "title", "summary", "code", "keywords", "items", "sources"}
PROSE_LINK = re.compile(r"\]\(([a-z0-9./-]+)\)")


class Site:
    """The records by id, with the page of each, and what links to it."""

    def __init__(self, root: Path, loader: type):
        self.records, self.paths, self.backlinks = {}, {}, defaultdict(dict)
        for file in sorted([*root.glob("framework/*/*.yml"), *root.glob("modules/*/*.yml")]):
            section = SECTIONS.get(file.parent.name, file.parent.name)
            self._add(yaml.load(file.read_bytes(), loader), f"{section}/{file.stem}")
        read = lambda name: yaml.load((root / "framework" / f"{name}.yml").read_bytes(), loader)
        self.sources = {source["id"]: source for source in read("sources")["sources"]}
        self.terms = read("glossary")["terms"]
        for id, record in list(self.records.items()):
            self._gather(id, {key: value for key, value in record.items() if key != "items"})

    def _add(self, record: dict, path: str) -> None:
        """Take in a record or item, and the items below it as records of their own."""
        id = path.split("/", 1)[1]
        self.records[id], self.paths[id] = record, f"{path}.md"
        top = "/".join(path.split("/")[:2])
        for item in record.get("items", ()):
            self._add(item, f"{top}/{item['code'].lower()}")

    def _gather(self, id: str, value: object, key: str = "") -> None:
        if isinstance(value, dict):
            for name, inside in value.items():
                self._gather(id, inside, name)
        elif isinstance(value, list):
            for inside in value:
                self._gather(id, inside, key)
        elif key in REFERENCES and isinstance(value, str):
            self.backlinks[value][id] = key

    # -- Markdown

    def record(self, id: str, here: str) -> str:
        """A record as Markdown, seen from the page ``here``."""
        record = self.records[id]
        out = [f"# {record.get('code', '')} {record['title']}", record["summary"]]
        out += self._fields(record, here, 2)
        if record.get("items"):
            out += [
                "## Items",
                self._list([f"{id.split('/')[0]}/{item['code'].lower()}" for item in record["items"]], here),
            ]
        if id in self.backlinks:
            out += ["## Where this is used", self._list(self.backlinks[id], here)]
        if record.get("sources"):
            out += [
                "## Sources",
                "\n".join(
                    f"- {self._cite(each['source'], here)}: {each.get('supports', '')}"
                    for each in record["sources"]
                ),
            ]
        return "\n\n".join(out)

    def _fields(self, part: dict, here: str, level: int) -> list[str]:
        out = []
        for key, value in part.items():
            if key in HIDDEN or value is None or value == []:
                continue
            name = key.replace("_", " ").capitalize()
            if isinstance(value, (list, dict)) or len(str(value)) > 80:
                out += [f"{'#' * min(level, 6)} {name}", *self._value(key, value, here, level)]
            else:
                out.append(f"**{name}:** {self._scalar(key, value, here)}")
        return out

    def _value(self, key: str, value: object, here: str, level: int) -> list[str]:
        if isinstance(value, dict):
            return self._fields(value, here, level + 1)
        if not isinstance(value, list):
            return [self._scalar(key, value, here)]
        if not isinstance(value[0], dict):
            return [
                self._list(value, here) if key in REFERENCES else "\n".join(f"- {each}" for each in value)
            ]
        out = []
        for each in value:
            if "title" in each:
                out.append(f"{'#' * min(level + 1, 6)} {each['title']}")
            out += self._fields(each, here, level + 2)
        return out

    def _scalar(self, key: str, value: object, here: str) -> str:
        if key in REFERENCES:
            return self._cite(value, here) if value in self.sources else self._link(value, here)
        return PROSE_LINK.sub(lambda found: f"]({self._way(found[1], here)})", str(value))

    def _list(self, ids, here: str) -> str:
        return "\n".join(
            f"- {self._link(id, here)} {self.records.get(id, {}).get('summary', '')}" for id in ids
        )

    def _link(self, id: str, here: str) -> str:
        return f"[{self.records[id]['title']}]({self._way(id, here)})" if id in self.records else id

    def _way(self, id: str, here: str) -> str:
        return "../" * here.count("/") + self.paths[id]

    def _cite(self, id: str, here: str) -> str:
        source = self.sources[id]
        return (
            f"[{', '.join(source['authors'])}"
            f" {source['year']}]({'../' * here.count('/')}reference/sources.md), *{source['title']}*"
        )

    # -- pages of many records

    def listing(self, section: str, here: str) -> str:
        """The records of a section, each with its summary."""
        return self._list(
            [
                id
                for id, path in self.paths.items()
                if path.startswith(f"{section}/") and path.count("/") == 1
            ],
            here,
        )

    def bibliography(self, here: str) -> str:
        """Every source, with the pages that cite it."""
        return "\n\n".join(
            f"{', '.join(source['authors'])} ({source['year']}). *{source['title']}*. {source['container']}."
            " Cited by " + ", ".join(self._link(by, here) for by in self.backlinks[id])
            for id, source in self.sources.items()
        )

    def glossary(self, here: str) -> str:
        """Every glossary term."""
        return "\n\n".join(
            f"## {term['term']}\n\n{self._scalar('means', term['means'], here)}"
            f"\n\n{self._list(term['see'], here)}"
            for term in self.terms
        )


def define_env(env) -> None:
    """Called by mkdocs-macros. ``BENCH_LOADER`` names the class of PyYAML that reads the records."""
    site = Site(Path(env.project_dir), getattr(yaml, os.environ.get("BENCH_LOADER", "SafeLoader")))
    here = lambda: env.page.file.src_uri
    env.macro(lambda id: site.record(id, here()), "record")
    env.macro(lambda section: site.listing(section, here()), "listing")
    env.macro(lambda: site.bibliography(here()), "bibliography")
    env.macro(lambda: site.glossary(here()), "glossary")


def pages(root: Path) -> dict[str, str]:
    """The stub of every record's page by its path, for the records under ``root``: a call of the macro and
    nothing else."""
    site = Site(root, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return {path: f'{{{{ record("{id}") }}}}\n' for id, path in site.paths.items()}
