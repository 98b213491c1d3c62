"""A request to end (Ctrl-C, SIGTERM): heard once, at any moment, but not while something is being put away.

Python's own way breaks into whatever runs, a clearing away included, and does so again at each further press.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from threading import current_thread, main_thread

SIGNALS = (signal.SIGINT, signal.SIGTERM)


class _Requests:
    """Whether an end was asked for, and whether it was raised already. Like the signals that ask, they are the
    process's own, and raised in its main thread."""

    asked = raised = False

    def hear(self, *_: object) -> None:
        self.asked = True
        self.answer()

    def answer(self) -> None:
        if self.asked and not _waiting.get() and not self.raised and current_thread() is main_thread():
            self.raised = True
            raise KeyboardInterrupt


_requests = _Requests()
# Whether, in this context, a request is to wait.
_waiting: ContextVar[bool] = ContextVar("waiting", default=False)


def listen() -> None:
    """Make ``KeyboardInterrupt`` of the first request to end. One that came while Python was starting, and that the launcher
    had the system keep, is raised here."""
    for each in SIGNALS:
        signal.signal(each, _requests.hear)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)


def ignore() -> None:
    """Hear no further request: all is done, and what is left is Python's own end."""
    for each in SIGNALS:
        signal.signal(each, signal.SIG_IGN)


@contextmanager
def held() -> Iterator[None]:
    """While the body runs, a request to end waits; it is raised when the body has ended."""
    before = _waiting.set(True)
    try:
        yield
    finally:
        _waiting.reset(before)
        _requests.answer()


@contextmanager
def allowed() -> Iterator[None]:
    """Within :func:`held`: while the body runs, a request is raised at once."""
    before = _waiting.set(False)
    try:
        _requests.answer()
        yield
    finally:
        _waiting.reset(before)


def insist() -> None:
    """Raise again what was asked for and something has swallowed."""
    if _requests.asked:
        raise KeyboardInterrupt
