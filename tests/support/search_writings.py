"""How readers write the code of an item of a framework, for the tests of the search."""

from __future__ import annotations

from collections.abc import Iterator

from built import book

from macros.records.handbook import Entry
from macros.records.kinds import CompetencyFramework


def list_items() -> list[Entry]:
    """Every item and domain of every framework."""
    return [entry for entry in book().entries.values() if entry.kind == "item"]


def list_codes() -> dict[str, list[str]]:
    """Every code as it is printed, with the ids of the items that have it."""
    codes: dict[str, list[str]] = {}
    for item in list_items():
        codes.setdefault(item.node.code, []).append(item.id)
    return codes


def write_code(item: Entry) -> Iterator[str]:
    """Yield the ways to write the code of ``item`` together with its framework."""
    code, framework = item.node.code, item.record
    short = framework.read_as(CompetencyFramework).abbreviation or framework.title
    for name in (short, short.lower(), framework.id, framework.id.upper(), framework.title):
        yield f"{name} {code}"
        yield f"{code} {name}"
    yield item.id
    yield item.id.upper()
    for form in (
        "{0}: {1}",
        "{0}-{1}",
        "{0}/{1}",
        "({0} {1})",
        "[{0} {1}]",
        "{0} {1}.",
        "{0} {1}:",
        "{0}, {1}",
    ):
        yield form.format(short, code)
    for form in ("{1} ({0})", "{1}. {0}", "{0} domain {1}", "what is {0} {1}?", "{0}\u00a0{1}", "{0} – {1}"):
        yield form.format(short, code)
    yield f"{short} {code.replace('.', ' ')}"
    yield f"{short} {code.replace('.', '-')}"
