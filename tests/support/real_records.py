"""The real records and hand-written pages, which one process reads once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from places import ROOT

from macros.base.problems import Problem
from macros.hand_written.pages import WrittenPage, read_pages
from macros.records.handbook import Handbook
from macros.records.loader import load_handbook


@cache
def load() -> tuple[Handbook, list[Problem]]:
    """The handbook of all real records that are sound, and the problems of the others. Do not change it."""
    return load_handbook(ROOT)


@cache
def list_pages() -> Mapping[str, WrittenPage]:
    """The hand-written pages that are sound, by their place in docs. Do not change them."""
    return read_pages(ROOT)[0]
