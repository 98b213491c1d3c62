"""Keeps Python's garbage collector from walking through what lives as long as a build."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

MOST_NEW = 20_000  # Objects made before the collector looks through them; Python's own number is 700.


@contextmanager
def pause_garbage_collector() -> Iterator[None]:
    """While the body runs, nothing is collected; what it has made is put out of the collector's sight
    (:func:`gc.freeze`), since reading makes very many small objects that all live on. What an earlier body
    made comes into sight again first, as under ``serve``, where everything is read anew. Afterwards the
    collector looks more rarely than by itself, as rendering makes texts and few circles."""
    was_enabled = gc.isenabled()
    if gc.get_freeze_count():
        collect_all()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.set_threshold(MOST_NEW, 20, 20)
        if was_enabled:
            gc.enable()


def collect_all() -> None:
    """Bring everything into the collector's sight again, and collect. Who builds time and again does so when
    nobody waits for it."""
    gc.unfreeze()
    gc.collect()
