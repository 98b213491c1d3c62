"""Writes a part of a record as commented YAML with blanks, from the descriptions and limits of its model.

Each field that a record must have is there, with as many entries as a list must hold. What may be left out is
there too, behind a ``#``.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic.fields import FieldInfo

from macros.base.problems import join_words
from macros.records.blanks import MARK
from macros.records.field_plans import FieldPlan, describe_type, is_list, plan_fields
from macros.records.field_types import Part
from macros.records.handbook import Handbook

WIDTH = 100  # Of a comment.
_STEP = "  "
_OF_LATER_YEARS = frozenset({"aliases", "retired", "retired_parts"})  # Nothing that begins has these.
# A text that YAML reads as it stands, whatever it knows of numbers, days and truths.
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[ /.,()'-]+[A-Za-z0-9]+)*[.)]?")
_WORDS_OF_YAML = frozenset("true false null yes no on off y n".split())
_NUMBER = re.compile(r"[1-9][0-9]{0,5}|[0-9]{4}-[0-9]{2}-[0-9]{2}")
Values = Mapping[str, Any]  # What is known of a part: texts, numbers, and lists and parts of them, by field.


def write_part(
    model: type[Part], values: Values, book: Handbook, indent: str = "", is_explained: bool = True
) -> list[str]:
    """The lines of a part: each field with its value of ``values``, or a blank. Where it ``is_explained``,
    each has a comment above it, and what may be left out is there too. ``book`` has the closed lists to
    choose from."""
    return _Writer(book).write_part(model, values, indent, is_explained)


def write_entry(
    model: type[Part], values: Values, book: Handbook, indent: str, is_explained: bool = True
) -> list[str]:
    """The lines of a part as the entry of a list whose dashes stand behind ``indent``; otherwise as of
    :func:`write_part`."""
    return _begin_with_dash(write_part(model, values, book, indent + _STEP, is_explained), indent)


def quote(text: str) -> str:
    """A text as YAML has it on one line, in quotes where it needs them."""
    if _NUMBER.fullmatch(text) or (_PLAIN.fullmatch(text) and text.lower() not in _WORDS_OF_YAML):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


@dataclass(frozen=True)
class _Writer:
    """Writes parts; ``open_models`` are those of the parts around the one that is being written."""

    book: Handbook
    open_models: tuple[type[Part], ...] = ()

    def write_part(
        self, model: type[Part], values: Values, indent: str, has_comments: bool, number: int = 1
    ) -> list[str]:
        """The lines of the part that stands in the place ``number`` of its list."""
        inner = _Writer(self.book, (*self.open_models, model))
        plans = {plan.name: plan for plan in plan_fields(model)}
        lines: list[str] = []
        for name, info in model.model_fields.items():
            if name in _OF_LATER_YEARS and name not in values:
                continue
            is_written = name in values or info.is_required()
            if not (is_written or has_comments):
                continue
            value = values.get(name, _take_example(info, number))
            block = inner._write_field(name, info, plans.get(name), value, indent, has_comments)
            if has_comments:
                lines += self._describe(info, plans.get(name), indent, value)
            lines += block if is_written else [_comment_out(line, indent) for line in block]
        return lines

    def _describe(self, info: FieldInfo, plan: FieldPlan | None, indent: str, value: Any) -> list[str]:
        """The comment above a field: its description, and what it may hold where that is more than text. The
        ``value`` that stands there takes the place of an example."""
        hint = describe_type(info.annotation, plan).removeprefix("list of ")
        if plan and plan.vocabulary in self.book.vocabularies:
            hint = "one of " + join_words(word.id for word in self.book.vocabularies[plan.vocabulary].terms)
        description = info.description or ""
        if info.examples and isinstance(value, str):
            description = description.replace(str(info.examples[0]), value)
        is_text = hint in ("text", "line", "prose", "day") or (plan is not None and plan.part is not None)
        is_clear = is_text or hint in description[0].lower() + description[1:]
        text = description + ("" if is_clear else f" {hint[0].upper()}{hint[1:]}.")
        return textwrap.wrap(
            text,
            WIDTH,
            initial_indent=f"{indent}# ",
            subsequent_indent=f"{indent}# ",
            break_on_hyphens=False,
            break_long_words=False,
        )

    def _write_field(
        self,
        name: str,
        info: FieldInfo,
        plan: FieldPlan | None,
        value: Any,
        indent: str,
        has_comments: bool,
    ) -> list[str]:
        if plan and plan.part in self.open_models:
            return [f"{indent}{name}: []"]
        if plan and plan.part and not plan.is_list:
            inner = self.write_part(plan.part, value or {}, indent + _STEP, has_comments)
            return [f"{indent}{name}:", *inner]
        if not is_list(info.annotation):
            return self._write_text(f"{indent}{name}:", value, indent, plan is not None and plan.prose)
        values: Sequence[Any] = value or [None] * _find_least(info)
        lines = [f"{indent}{name}:"]
        dashes = indent + _STEP
        for number, entry in enumerate(values, 1):
            if plan and plan.part:
                is_first = has_comments and number == 1
                part = self.write_part(plan.part, entry or {}, dashes + _STEP, is_first, number)
                lines += _begin_with_dash(part, dashes)
            else:
                lines += self._write_text(f"{dashes}-", entry, dashes, is_prose=False)
        return lines

    def _write_text(self, head: str, value: Any, indent: str, is_prose: bool) -> list[str]:
        """The lines of a text behind ``head``, its key or dash; prose that is to be written gets a block."""
        if isinstance(value, bool):
            return [f"{head} {str(value).lower()}"]
        if value is None and is_prose:
            return [f"{head} >-", f"{indent}{_STEP}{MARK}"]
        return [f"{head} {MARK if value is None else quote(str(value))}"]


def _take_example(info: FieldInfo, number: int) -> str | None:
    """The example of a field's id, numbered as its part is in the list (``o2``); ``None`` without one."""
    example = str(info.examples[0]) if info.examples else ""
    return f"{example.rstrip('0123456789')}{number}" if example else None


def _find_least(info: FieldInfo) -> int:
    """How many entries a list must have, or one."""
    return next((int(limit.min_length) for limit in info.metadata if hasattr(limit, "min_length")), 1)


def _begin_with_dash(lines: list[str], indent: str) -> list[str]:
    """The lines of a part with a dash, behind ``indent``, before its first field; comments above that stand
    above the dash."""
    first = next(index for index, line in enumerate(lines) if not line.lstrip().startswith("#"))
    above = [line.removeprefix(_STEP) for line in lines[:first]]
    return [*above, f"{indent}- {lines[first].lstrip()}", *lines[first + 1 :]]


def _comment_out(line: str, indent: str) -> str:
    return f"{indent}#{line[len(indent) :]}"
