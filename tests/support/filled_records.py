"""Writes over the blanks of a new record, as a person would, with the least that fits each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from macros.base.problems import Route
from macros.base.yaml_files import parse
from macros.records.blanks import MARK, list_blanks
from macros.records.field_plans import describe_type, plan_fields
from macros.records.field_types import Part
from macros.records.handbook import Handbook
from macros.records.kinds import FILES, KINDS
from macros.records.validation import find_model

# What stands in a field, by the end of its route, where not just anything of its type will do.
WORDS = {
    "module, hours, contact": "1", "module, hours, self_study": "7", "module, hours, workplace": "2",
    "module, hours, total": "10", "module, credits": "1", "module, sessions, minutes": "60",
    "module, sessions, plan, minutes": "60", "module, workplace, hours": "2", "minutes": "60",
    "assessed_by": "a1", "sessions, outcomes": "o1", "outcomes, text": "Describe a huddle",
    "strand": "first", "strands, id": "first", "answer": "text", "depth": "short", "shape": "steps",
    "start": "0", "sources, type": "book", "sources, year": "1996", "rater_groups, least": "3",
    "month": "1", "end": "6",
}  # fmt: skip
TYPES = {"whole number": "6", "number": "1", "true or false": "true", "day": "2026-11-30"}


def model_of(path: str) -> type[Part]:
    return FILES.get(path) or next(
        kind.model for kind in KINDS.values() if path.startswith(f"{kind.folder}/")
    )


def fill(root: Path, path: str, book: Handbook, numbers: Iterator[int], words: dict[str, str]) -> list[Route]:
    """Write over every blank of the file at ``path``, and give the routes at which they stood. ``numbers`` go
    into its texts, so that no two are the same; ``words`` go before those above."""
    text = (root / path).read_text("utf-8")
    yaml = parse(text.encode(), path)
    kind = next((kind.name for kind in KINDS.values() if path.startswith(f"{kind.folder}/")), "")
    blanks, used = list_blanks(yaml), set()
    lines = text.split("\n")
    for route in blanks:
        value = _choose(route, model_of(path), kind, book, {**WORDS, **words}, numbers, used)
        line = yaml.locate(route)[0] - 1
        while lines[line].lstrip().startswith("#") or MARK not in lines[line]:
            line += 1
        lines[line] = lines[line].replace(MARK, value, 1)
    (root / path).write_text("\n".join(lines), "utf-8")
    assert list_blanks(parse((root / path).read_bytes(), path)) == []
    return blanks


def _choose(route, model, kind, book, words, numbers, used) -> str:
    keys = [step for step in route if isinstance(step, str)]
    spelt = ", ".join([kind, *keys])
    part = find_model(tuple(keys[:-1]), model)
    plan = next((plan for plan in plan_fields(part) if plan.name == keys[-1]), None)
    for end in sorted(words, key=len, reverse=True):
        if spelt == end or spelt.endswith(f", {end}"):
            return words[end]
    if plan and plan.vocabulary:
        return book.vocabularies[plan.vocabulary].terms[0].id
    if plan and plan.ref:
        ids = [id for id in book.list_ids(plan.ref.kind) if (keys[-1], id) not in used]
        used.add((keys[-1], ids[0]))
        return ids[0]
    if keys[-1] == "id":
        return f"part-{next(numbers)}"
    hint = describe_type(part.model_fields[keys[-1]].annotation, plan).removeprefix("list of ")
    if keys[-1] == "year" or keys[-1] == "published":
        return "2020"
    return TYPES.get(hint, f"Words of number {next(numbers)}")
