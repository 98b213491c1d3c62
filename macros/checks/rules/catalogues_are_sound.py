"""The catalogues of the interface's other languages can be read, and what translators wrote can be shown:
every place to fill in and every tag of the English is in its translation, and no other."""

from __future__ import annotations

from collections.abc import Iterator

from macros.base.problems import Problem
from macros.i18n.catalogue_faults import check_catalogues


def check() -> Iterator[Problem]:
    """Yield a problem for every fault of a catalogue, at its line; a build would meet it on some page."""
    yield from check_catalogues()
