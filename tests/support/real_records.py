"""The real records, which a process of tests reads once."""

from __future__ import annotations

from functools import cache

from places import ROOT

from macros.base.problems import Problem
from macros.records.handbook import Handbook
from macros.records.loader import load_handbook


@cache
def load_real_handbook() -> tuple[Handbook, list[Problem]]:
    """The handbook of all real records that are sound, and what is wrong with the others. Do not change
    either."""
    return load_handbook(ROOT)
