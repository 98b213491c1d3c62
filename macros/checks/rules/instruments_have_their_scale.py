"""An instrument that rates the items of a framework has items to rate, and the scale to rate them on."""

from __future__ import annotations

from collections.abc import Iterator

from macros.base.problems import Problem
from macros.records.handbook import Handbook
from macros.records.kinds import CompetencyFramework, Instrument


def check(handbook: Handbook) -> Iterator[Problem]:
    """Yield a problem for every instrument that names a framework and gives no scale, or names one without
    items."""
    for entry in handbook.records["instrument"]:
        instrument = entry.read_as(Instrument)
        if instrument.framework and instrument.scale is None:
            yield entry.problem(
                ("framework",),
                f"rates the items of '{instrument.framework}' on no scale",
                "add 'scale:' with its levels, or remove 'framework:'",
            )
        framework = handbook.get(instrument.framework, "framework") if instrument.framework else None
        if framework and not framework.read_as(CompetencyFramework).items:
            yield entry.problem(
                ("framework",),
                f"rates the items of '{framework.id}', which lists none",
                "name a framework that lists some, or remove 'framework:'",
            )
