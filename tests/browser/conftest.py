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
def chromium():
    """A running headless Chromium, one a worker: every test takes contexts of its own."""
    with audit.browser() as running:
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
