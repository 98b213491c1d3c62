"""What all browser tests share: one browser and one server a worker, and pages that are watched from the
start."""

from __future__ import annotations

import pathlib
import sys

import pytest

sys.path[:0] = [str(pathlib.Path(__file__).parent), str(pathlib.Path(__file__).parents[1] / "support")]

import audit
from built import site
from playwright.sync_api import expect

expect.set_options(timeout=audit.PATIENCE * 1000)


@pytest.fixture(scope="session")
def chromium(playwright):
    """A running headless Chromium, one a worker: every test takes contexts of its own."""
    with audit.browser(playwright) as running:
        yield running


@pytest.fixture(scope="session")
def server():
    """The built site on a server; `server.url` ends with a slash."""
    with audit.serve(site()) as running:
        yield running


@pytest.fixture(scope="session")
def bare_server():
    """The built site on a server that sends no policy, so that only the pages' own holds."""
    with audit.serve(site(), headers={"Content-Security-Policy": ""}) as running:
        yield running


@pytest.fixture
def open_page(chromium):
    """Opens pages in contexts of their own: ``open_page(width=..., color_scheme=...)`` gives a page that is
    being watched."""
    contexts = []

    def opened(width: int = 1280, height: int = 800, **settings):
        context = chromium.new_context(viewport={"width": width, "height": height}, **settings)
        context.set_default_timeout(audit.PATIENCE * 1000)
        contexts.append(context)
        page = context.new_page()
        page.seen = audit.watch(page)
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def lasting_page(chromium):
    """The one page of a worker that is not thrown away after a test: ask for it as `reader`."""
    context = chromium.new_context()
    context.set_default_timeout(audit.PATIENCE * 1000)
    page = context.new_page()
    page.seen = audit.watch(page)
    yield page
    context.close()


@pytest.fixture
def reader(lasting_page, server, bare_server):
    """One page for many short looks at pages, as a reader goes from one to the next: what a browser keeps of
    styles and scripts it need not fetch and read again.

    For tests of what a page is, that leave nothing behind them: the storage is empty, the window 1280 by 800
    and light, and nothing has been seen. Others take `open_page`.
    """
    page = lasting_page
    page.goto("about:blank")
    page.context.clear_permissions()
    devtools = page.context.new_cdp_session(page)
    for origin in (server.url, bare_server.url):
        devtools.send("Storage.clearDataForOrigin", {"origin": origin.rstrip("/"), "storageTypes": "all"})
    devtools.detach()
    page.set_viewport_size({"width": 1280, "height": 800})
    page.emulate_media(media="screen", color_scheme="light")
    page.seen.clear()
    return page
