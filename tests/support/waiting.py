"""Waiting for a condition. How long is only a bound on what never comes: nothing that goes well waits so
long, on any machine."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

PATIENCE = 300  # Seconds.
Answer = TypeVar("Answer")


def until(ask: Callable[[], Answer], what: str, patience: float = PATIENCE) -> Answer:
    """The first true answer of ``ask``, asked again and again; ``what`` is said where none has come after
    ``patience`` seconds."""
    end = time.monotonic() + patience
    while not (answer := ask()):
        assert time.monotonic() < end, f"This never came: {what}"
        time.sleep(0.02)
    return answer
