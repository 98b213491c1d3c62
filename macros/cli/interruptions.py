"""A request to end (Ctrl-C, SIGTERM): heard once, at any moment but while something is being cleaned up.

Python itself raises ``KeyboardInterrupt`` in whatever runs, cleaning up included, and again at each further
press.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from threading import current_thread, main_thread

SIGNALS = (signal.SIGINT, signal.SIGTERM)


class _Requests:
    """The state of a request to end: whether one was received, and whether it has been raised already. Like
    the signals that ask, they are the process's own, and raised in its main thread."""

    received = raised = False

    def hear(self, *_: object) -> None:
        self.received = True
        self.answer()

    def answer(self) -> None:
        if self.received and not _waiting.get() and not self.raised and current_thread() is main_thread():
            self.raised = True
            raise KeyboardInterrupt


_requests = _Requests()
# Whether, in this context, a request is to wait.
_waiting: ContextVar[bool] = ContextVar("waiting", default=False)


def listen() -> None:
    """Turn the first request to end into ``KeyboardInterrupt``. A request that came while Python was
    starting, and that the launcher blocked until now, is raised here."""
    for number in SIGNALS:
        signal.signal(number, _requests.hear)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)


def ignore() -> None:
    """Ignore further requests: the work is done and Python is about to exit."""
    for number in SIGNALS:
        signal.signal(number, signal.SIG_IGN)


@contextmanager
def hold() -> Iterator[None]:
    """While the body runs, a request to end waits; it is raised when the body has ended."""
    before = _waiting.set(True)
    try:
        yield
    finally:
        _waiting.reset(before)
        _requests.answer()


@contextmanager
def allow() -> Iterator[None]:
    """Within :func:`hold`: while the body runs, a request is raised at once."""
    before = _waiting.set(False)
    try:
        _requests.answer()
        yield
    finally:
        _waiting.reset(before)


def raise_swallowed() -> None:
    """Raise ``KeyboardInterrupt`` again where a request was received and some code has swallowed the first
    one."""
    if _requests.received:
        raise KeyboardInterrupt
