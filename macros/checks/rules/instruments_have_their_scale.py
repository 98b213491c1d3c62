"""An instrument that rates the items of a framework has items to rate, and one scale to rate them on."""

from __future__ import annotations

from collections.abc import Iterator

from macros.base.problems import Problem
from macros.records.handbook import Handbook
from macros.records.kinds import CompetencyFramework, Instrument


def check(handbook: Handbook) -> Iterator[Problem]:
    """Yield a problem for every instrument that names a framework and has no scale for it, or gives a second
    one, or names a framework without items."""
    for entry in handbook.records["instrument"]:
        instrument = entry.read_as(Instrument)
        framework = handbook.get(instrument.framework, "framework") if instrument.framework else None
        if framework is None:
            continue
        node = framework.read_as(CompetencyFramework)
        if instrument.scale is None and node.scale is None:
            yield entry.problem(
                ("framework",),
                f"rates the items of '{framework.id}' on no scale",
                "add 'scale:' with its levels, or remove 'framework:'",
            )
        if instrument.scale and node.scale:
            yield entry.problem(
                ("scale",),
                f"is a second scale for the items of '{framework.id}', which has one",
                f"remove it here, or in {framework.file.path}",
            )
        if not node.items:
            yield entry.problem(
                ("framework",),
                f"rates the items of '{framework.id}', which lists none",
                "name a framework that lists some, or remove 'framework:'",
            )
