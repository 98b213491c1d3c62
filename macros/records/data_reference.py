"""What the data reference says of each kind of record and of each file that stands alone: its fields, read
from the models that the check validates with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from macros.records.edition_file import EDITION_KIND, EditionFile
from macros.records.edition_layer import FILE_NAME
from macros.records.field_plans import FieldPlan, describe_type, plan_fields
from macros.records.field_types import MOST_OF_A_LINE, Part
from macros.records.kinds import FILES, KINDS

ENDLESS = 1e9  # A number so high is no limit that anybody meets.


class FieldRow(NamedTuple):
    """A field of a part: its ``name``, what it ``holds`` and how much of it, whether it must be given, its
    ``description``, and the closed list that its words are from, if any."""

    name: str
    holds: str
    is_required: bool
    description: str
    vocabulary: str


class PartTable(NamedTuple):
    """The fields of a part, in their order, with its ``name`` and what it is."""

    name: str
    description: str
    rows: list[FieldRow]


class KindDescription(NamedTuple):
    """A kind of record, or a file that stands alone: its ``name``, by which its page is called, its title,
    the ``place`` of its files, its model, and a table for itself and one for each part in it."""

    name: str
    title: str
    place: str
    model: type[Part]
    tables: list[PartTable]


@cache
def describe_kinds() -> Mapping[str, KindDescription]:
    """All kinds of records, then the files that stand alone, by name: worked out once, as each of their pages
    asks for its own."""
    described = [*_list_models()]
    return {
        name: KindDescription(name, title, place, model, list(_list_tables(model, set())))
        for name, title, place, model in described
    }


def _list_models() -> Iterator[tuple[str, str, str, type[Part]]]:
    for kind in KINDS.values():
        yield kind.name, kind.title, f"{kind.folder}/<id>.yml", kind.model
    for path, model in FILES.items():
        title = (model.__doc__ or "").split("\n")[0].rstrip(".")
        yield path.rpartition("/")[2].removesuffix(".yml"), title, path, model
    yield EDITION_KIND.name, EDITION_KIND.title, FILE_NAME, EditionFile


def _list_tables(model: type[Part], seen: set[type[Part]]) -> Iterator[PartTable]:
    """The table of ``model`` and those of the parts in it, each once; ``seen`` gathers the models that have
    one."""
    if model in seen:
        return
    seen.add(model)
    plans = {field.name: field for field in plan_fields(model)}
    schema = model.model_json_schema()
    properties = schema.get("$defs", {}).get(model.__name__, schema).get("properties", {})
    rows = []
    for name, info in model.model_fields.items():
        plan = plans.get(name)
        holds = describe_type(info.annotation, plan)
        limits = describe_limits(properties[name], plan)
        rows.append(
            FieldRow(
                name,
                f"{holds}, {limits}" if limits else holds,
                info.is_required(),
                info.description or "",
                plan.vocabulary if plan and plan.vocab else "",
            )
        )
    yield PartTable(model.__name__, (model.__doc__ or "").split("\n\n")[0], rows)
    for field in plans.values():
        if field.part:
            yield from _list_tables(field.part, seen)


def describe_limits(schema: Mapping[str, Any], plan: FieldPlan | None = None) -> str:
    """How much a field with this JSON Schema may hold: ``at least 2``, ``2 to 5``, ``1 to 6000``; empty where
    there is no limit, or none that anybody meets."""
    limits = {name: value for option in (*schema.get("anyOf", ()), schema) for name, value in option.items()}
    least = limits.get("minItems", limits.get("minimum"))
    most = limits.get("maxItems", limits.get("maximum"))
    if most is not None and most >= ENDLESS:
        return ""
    if "exclusiveMinimum" in limits:
        return f"more than {limits['exclusiveMinimum']:g}, at most {most:g}"
    if least is not None or most is not None:
        return _word_limits(least, most)
    longest = limits.get("maxLength", MOST_OF_A_LINE)
    is_known_word = plan is not None and (plan.ref or plan.vocab)
    return "" if is_known_word or longest == MOST_OF_A_LINE else f"at most {longest} characters"


def _word_limits(least: float | None, most: float | None) -> str:
    if least is None:
        return f"at most {most:g}"
    if most is None:
        return f"at least {least:g}"
    return f"exactly {least:g}" if least == most else f"{least:g} to {most:g}"
