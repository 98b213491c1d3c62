"""Pages of a browser that go from test to test: to start a page takes longer than most tests.

A page is lent to a test with nothing on it, and what the test does to it is taken back: scripts for every
document, routes, what listens, what it emulates, what is stored. Where something was done that cannot be
taken back (the clock put off, a second origin with a storage of its own) the page is thrown away and the next
test has a new one.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import partial
from urllib.parse import urlsplit

import audit
from playwright.sync_api import Error

# What a page can be told to do at any time; everything else it is born with.
CHANGEABLE = frozenset({"color_scheme", "reduced_motion", "forced_colors", "contrast", "media"})
_DISPOSABLE = ("add_init_script", "expose_binding", "expose_function")
_NAMES = "() => Object.getOwnPropertyNames(window).sort().join() + String(Date)"
_EMPTY = "() => { try { sessionStorage.clear(); } catch (refused) { /* A sandboxed frame has none. */ } }"


class LastingPages:
    """The pages of one browser, one for each set of things that a page is born with (a touch screen, no
    scripts)."""

    def __init__(self, chromium):
        self._chromium = chromium
        self._idle: dict[str, _LastingPage] = {}

    def take(
        self, width: int = 1280, height: int = 800, permissions: Sequence[str] = (), **settings
    ) -> tuple[object, Callable[[], None]]:
        """A page of Playwright's with nothing on it, ``width`` by ``height`` pixels, that is being watched
        (``page.seen``) and may do what ``permissions`` say, and the function that gives it back."""
        born = {name: value for name, value in settings.items() if name not in CHANGEABLE}
        emulated = {name: value for name, value in settings.items() if name in CHANGEABLE}
        key = json.dumps(born, sort_keys=True)
        lasting = self._idle.pop(key, None) or _LastingPage(self._chromium, born)
        lasting.begin(width, height, emulated, permissions)
        return lasting.page, partial(self._give_back, key, lasting)

    def close(self) -> None:
        """Close all that are not lent."""
        for lasting in self._idle.values():
            lasting.context.close()
        self._idle.clear()

    def _give_back(self, key: str, lasting: _LastingPage) -> None:
        if lasting.is_clean_again() and key not in self._idle:
            self._idle[key] = lasting
        else:
            lasting.context.close()


class _LastingPage:
    """A page in a context of its own, and what undoes what was done to it."""

    def __init__(self, chromium, born: dict):
        # What a worker fetches is seen by no route of a test; test_on_device.py has contexts of its own.
        self.context = chromium.new_context(**{"service_workers": "block", **born})
        self.context.set_default_timeout(audit.PATIENCE * 1000)
        self.page = self.context.new_page()
        self.page.seen = audit.watch(self.page)
        self._devtools = self.context.new_cdp_session(self.page)
        self._origins: set[str] = set()
        self.page.on("framenavigated", lambda frame: self._origins.add(_origin(frame.url)))
        self._names = self.page.evaluate(_NAMES) if born.get("java_script_enabled", True) else ""
        self._undo: list[Callable[[], object]] = []
        for owner in (self.page, self.context):
            for name in _DISPOSABLE:
                setattr(owner, name, partial(self._note_disposable, getattr(owner, name)))
            owner.on = partial(self._note_listener, owner, owner.on)

    def begin(self, width: int, height: int, emulated: dict, permissions: Sequence[str]) -> None:
        """Make it ready for a test."""
        self._undo.clear()
        self.context.grant_permissions(list(permissions))
        # Also where it seems to have that size: a test may have changed it by the browser's own protocol.
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.emulate_media(**emulated)
        self.page.seen.clear()

    def is_clean_again(self) -> bool:
        """Take back all that was done to it; False where that cannot be, as after a test that broke off."""
        try:
            return not self.page.is_closed() and self._take_back()
        except (Error, ValueError):
            return False

    def _take_back(self) -> bool:
        for undo in reversed(self._undo):
            undo()
        self.page.unroute_all()
        self.context.unroute_all()
        for other in self.context.pages:
            if other is not self.page:
                other.close()
        here = _origin(self.page.url)
        origins = self._origins - {""}
        if origins - {here}:
            return False
        for frame in self.page.frames:
            frame.evaluate(_EMPTY)
        self.page.goto("about:blank")
        for origin in origins:
            self._devtools.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})
        self._origins.clear()
        self._devtools.send("Page.resetNavigationHistory")
        self.context.clear_cookies()
        self.context.clear_permissions()
        self.context.set_offline(False)
        unset = dict.fromkeys(("media", *CHANGEABLE - {"media"}), "null")
        self.page.emulate_media(**unset)
        return not self._names or self.page.evaluate(_NAMES) == self._names

    def _note_disposable(self, act: Callable, *arguments, **named):
        disposable = act(*arguments, **named)
        self._undo.append(disposable.dispose)
        return disposable

    def _note_listener(self, owner, act: Callable, event: str, listener: Callable) -> None:
        act(event, listener)
        self._undo.append(lambda: owner.remove_listener(event, listener))


def _origin(url: str) -> str:
    """The scheme and host of an address; "" where it has none of its own."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}" if parts.scheme in ("http", "https", "file") else ""
