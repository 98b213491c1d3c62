"""What all browser tests share: one browser and one server a worker, and pages that are watched from the
start."""

from __future__ import annotations

import pathlib
import sys

import pytest

sys.path[:0] = [str(pathlib.Path(__file__).parent), str(pathlib.Path(__file__).parents[1] / "support")]

import audit
from built import site
from lasting_pages import LastingPages
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


@pytest.fixture(scope="session")
def lasting_pages(chromium):
    """The pages of a worker that go from test to test: ask for one as `open_page()` or `reader`."""
    pages = LastingPages(chromium)
    yield pages
    pages.close()


@pytest.fixture
def open_page(lasting_pages):
    """Opens pages that are being watched, each with a storage of its own: ``open_page(width=...,
    color_scheme=...)``."""
    lent = []

    def opened(width: int = 1280, height: int = 800, **settings):
        page, give_back = lasting_pages.take(width, height, **settings)
        lent.append(give_back)
        return page

    yield opened
    for give_back in lent:
        give_back()


@pytest.fixture
def reader(open_page):
    """One page, 1280 by 800 and light, for short looks at pages."""
    return open_page(color_scheme="light")
