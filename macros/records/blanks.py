"""Blanks: what of a record is still to be written, each marked with the word ``BLANK`` in its place.

A record with a blank is a draft. Its form is judged and each blank is told (:func:`create_problems`), and for
everything else it counts as unread: nothing is asked of a draft that its blanks leave open.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from macros.base.problems import Problem, Route, join_words, spell
from macros.base.rule_names import BLANKS_ARE_FILLED
from macros.base.yaml_files import YamlFile, walk_values
from macros.records.field_plans import describe_type, plan_fields
from macros.records.field_types import Part
from macros.records.kinds import Vocabulary
from macros.records.unread import Draft
from macros.records.validation import describe_field, find_model

MARK = "BLANK"
_MARK = re.compile(rf"(?<![\w-]){MARK}(?![\w-])")


def list_blanks(yaml: YamlFile) -> list[Route]:
    """The route to every text of a file that holds a blank, in their order."""
    if MARK not in yaml.text:
        return []
    return [route for route, text in walk_values(yaml.data) if isinstance(text, str) and _MARK.search(text)]


def create_problems(draft: Draft, vocabularies: Mapping[str, Vocabulary] | None = None) -> Iterator[Problem]:
    """Yield a problem for each blank of a draft, which says what to write in its place. ``vocabularies`` are
    the closed lists, by their ids."""
    for route in draft.blanks:
        field = spell(route[len(draft.begin) :])
        where = f"{draft.subject}, {field}" if field else draft.subject
        right = _describe_what_to_write(route, draft.model, vocabularies or {})
        place = draft.file.locate(route)
        yield Problem(draft.file.path, *place, where, f"is still {MARK}", right, BLANKS_ARE_FILLED)


def _describe_what_to_write(route: Route, model: type[Part], vocabularies: Mapping[str, Vocabulary]) -> str:
    """What is to be written at ``route`` in a ``model``: the description of its field, and in brackets the
    words to choose from or, where it is no text, the type."""
    keys = [step for step in route if isinstance(step, str)]
    part = find_model(tuple(keys[:-1]), model) if keys else None
    info = part.model_fields.get(keys[-1]) if part else None
    if part is None or info is None:
        return f"write what belongs there in the place of {MARK}"
    plan = next((plan for plan in plan_fields(part) if plan.name == keys[-1]), None)
    hint = describe_type(info.annotation, plan).removeprefix("list of ")
    if plan and plan.vocabulary in vocabularies:
        hint = "one of " + join_words(term.id for term in vocabularies[plan.vocabulary].terms)
    is_text = hint in ("text", "line", "prose") or (plan is not None and plan.part is not None)
    return describe_field(info) + ("" if is_text else f" ({hint})")


def split_by_entry(blanks: Iterable[Route], list_name: str) -> dict[int, list[Route]] | None:
    """The blanks of each entry of a file's list, by its place; ``None`` where one stands elsewhere."""
    by_entry: dict[int, list[Route]] = {}
    for route in blanks:
        if route[:1] != (list_name,) or len(route) < 3 or not isinstance(route[1], int):
            return None
        by_entry.setdefault(route[1], []).append(route)
    return by_entry
