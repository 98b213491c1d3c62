"""What all tests share: the real handbook, a small one to break, and the order in which tests run."""

from __future__ import annotations

import gc
import shutil
import sys
from collections.abc import Callable, Generator, Mapping
from contextlib import nullcontext
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from macros.base import garbage_collection
from macros.cli import failures, site_inputs
from macros.i18n import catalogue_faults
from macros.records import loader
from macros.records.loader import load_handbook

sys.path.insert(0, str(Path(__file__).parent / "support"))  # For what tests share, such as places.py.

import late_grammars
import once
import real_records
import runs
from places import SMALL

late_grammars.put_off()

# Every run draws the same examples and leaves nothing on the disk.
settings.register_profile("handbook", deadline=None, derandomize=True, database=None)
settings.register_profile("of this run", settings.get_profile("handbook"), max_examples=runs.EXAMPLES)
settings.load_profile("of this run")


def pytest_configure(config: pytest.Config) -> None:
    """Make the folder that the workers of this run share, unless this is a worker, which was told of it."""
    if not hasattr(config, "workerinput"):
        config.add_cleanup(partial(once.end, once.begin()))
    # A command sends the collector of garbage through the whole process, which here is full of tests. Some
    # modules import what does so when they are imported themselves, some when a command runs.
    gc.set_threshold(garbage_collection.MOST_NEW, 20, 20)
    patch = pytest.MonkeyPatch()
    patch.setattr(garbage_collection, "pause_garbage_collector", nullcontext)
    patch.setattr("macros.cli.check.pause_garbage_collector", nullcontext)
    patch.setattr("macros.mkdocs_site.plugin.pause_garbage_collector", nullcontext)
    patch.setattr("macros.cli.preview.collect_all", lambda: None)
    # After a crash all files of all packages are compared with what was installed; no test changes these.
    patch.setattr(failures, "_find_changed_package", cache(failures._find_changed_package))
    # No test changes the program either, of which every command reads all files.
    digest_once = cache(site_inputs.digest_program)
    for module in ("check_cache", "last_report", "preview_store", "site_cache"):
        patch.setattr(f"macros.cli.{module}.digest_program", digest_once)
    # The catalogues are read by every check, and by all but a few tests are left as they are.
    patch.setattr(catalogue_faults, "decode", lru_cache(maxsize=8)(catalogue_faults.decode))
    patch.setattr(loader.SoundFiles, "__init__", _know_small_files(loader.SoundFiles.__init__))
    config.add_cleanup(patch.undo)


def _know_small_files(begin: Callable[..., None]) -> Callable[..., None]:
    """What begins a reader of files, to which the files of ``tests/small`` are known, as those are that a
    check before has read: most tests read copies of all nineteen and change one."""
    small = loader.SoundFiles()
    for file in SMALL.rglob("*.yml"):
        small.read(file, file.name)

    def begin_with_small(self: loader.SoundFiles, known: Mapping[str, Any] | None = None) -> None:
        begin(self, known if known is not None else small.done)

    return begin_with_small


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
    return real_records.load()[0]


@pytest.fixture(scope="session")
def real_pages():
    """The hand-written pages of the real handbook, by their place in docs. Do not change them."""
    return real_records.list_pages()


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
