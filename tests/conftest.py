"""What all tests share: the real handbook, a small one to break, and the order in which tests run."""

from __future__ import annotations

import gc
import shutil
import sys
from collections.abc import Generator
from contextlib import nullcontext
from functools import cache, partial
from pathlib import Path

import pytest
from hypothesis import settings

from macros.cli import failures
from macros.records.loader import load_handbook

sys.path.insert(0, str(Path(__file__).parent / "support"))  # For what tests share, such as places.py.

import once
import runs
from places import SMALL
from real_records import load_real_handbook

# Every run draws the same examples and leaves nothing on the disk.
settings.register_profile("handbook", deadline=None, derandomize=True, database=None)
settings.register_profile("fast", settings.get_profile("handbook"), max_examples=25)
settings.register_profile("long", settings.get_profile("handbook"), max_examples=1_000)
settings.load_profile("long" if runs.LONG else "fast" if runs.FAST else "handbook")


def pytest_configure(config: pytest.Config) -> None:
    """Make the folder that the workers of this run share, unless this is a worker, which was told of it."""
    if not hasattr(config, "workerinput"):
        config.add_cleanup(partial(once.end, once.begin()))
    # A worker makes few cycles and keeps thousands of tests and records, which Python's collector would walk
    # through again and again: at a tenth of all time.
    config.add_cleanup(partial(gc.set_threshold, *gc.get_threshold()))
    gc.set_threshold(20_000, 25, 25)
    # A check sends the collector of garbage through the whole process, which here is full of tests.
    patch = pytest.MonkeyPatch()
    patch.setattr("macros.cli.check.pause_garbage_collector", nullcontext)
    patch.setattr("macros.mkdocs_site.plugin.pause_garbage_collector", nullcontext)
    patch.setattr("macros.cli.preview.collect_all", lambda: None)
    # After a crash all files of all packages are compared with what was installed; no test changes these.
    patch.setattr(failures, "_find_changed_package", cache(failures._find_changed_package))
    config.add_cleanup(patch.undo)


@pytest.hookimpl(wrapper=True)
def pytest_xdist_auto_num_workers() -> Generator[None, int, int]:
    """One worker more than there are processors, for a worker often waits: for a browser, a server, or a site
    that another is building. The fast tests wait for nothing."""
    processors = yield
    return processors if runs.FAST else processors + 1


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what only another run does, and put the tests that tell soonest whether something is wrong
    at the front.

    In each class the heavy ones come first, so that no worker is left alone with one at the end.
    """
    others = [name for name, is_now in (("long", runs.LONG), ("engines", runs.ENGINES)) if not is_now]
    left_out = {item for item in items if any(map(item.get_closest_marker, others))}
    config.hook.pytest_deselected(items=[item for item in items if item in left_out])
    items[:] = [item for item in items if item not in left_out]
    items.sort(key=_turn)


def pytest_collection_finish() -> None:
    """Put the tests out of the garbage collector's sight: they all live to the end."""
    gc.collect()
    gc.freeze()


def _turn(item: pytest.Item) -> tuple[bool, bool, bool]:
    """Fast tests before slow ones, and these before those of a browser; heavy ones first in their class."""
    marked = {marker.name for marker in item.iter_markers()}
    in_browser = item.path.parent.name in ("browser", "engines")
    return (
        in_browser,
        "slow" in marked and not in_browser,
        "heavy" not in marked,
    )


@pytest.fixture(scope="session")
def real_book():
    """The handbook of all real records that are sound. Do not change it."""
    return load_real_handbook()[0]


@pytest.fixture(scope="session")
def real_renderer(real_book):
    """What renders the pages of the real handbook. Do not change it."""
    from macros.addresses.repository import Repository
    from macros.addresses.urls import Urls
    from macros.rendering.renderer import Renderer

    return Renderer(real_book, Urls(), Repository())


@pytest.fixture(scope="session")
def render_page(real_renderer):
    """A function that gives the HTML of an entry of the real handbook, which is rendered once a worker."""
    return cache(real_renderer.render_record)


@pytest.fixture(scope="session")
def small_book():
    """The handbook in ``tests/small``. Do not change it."""
    return load_handbook(SMALL)[0]


@pytest.fixture(scope="session")
def playwright():
    """Playwright, which a process can start once, for Chromium and for Firefox."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as running:
        yield running


@pytest.fixture
def small(tmp_path):
    """A folder with a copy of ``tests/small``, to be broken."""
    return shutil.copytree(SMALL, tmp_path / "small")
