"""What the walks share: one engine at a time, windows of it, and a site of somebody else around a frame of
the handbook."""

from __future__ import annotations

import shutil
import sys
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "browser")]

import audit
import walks
import windows
from built import site


@pytest.fixture(scope="session", params=[walks.parameter(name) for name in windows.NAMES])
def engine(request, tmp_path_factory):
    """Firefox, then WebKit. Where an engine is not to be had, its walks are left out and say why."""
    name = request.param
    program = windows.find(name)
    if not program:
        pytest.skip(windows.reason_without(name))
    folder = tmp_path_factory.mktemp(name)
    if name == "firefox":
        from firefox import Firefox

        running = Firefox(request.getfixturevalue("playwright"), program, folder)
    else:
        from webkit import WebKit

        running = WebKit(program, folder)
    with closing(running):
        yield running


@pytest.fixture
def open_window(engine):
    """Opens windows that know nothing of each other: ``open_window(dark=True)``."""
    with ExitStack() as stack:
        yield lambda **device: stack.enter_context(closing(engine.window(**device)))


@pytest.fixture
def window(open_window):
    """A window on a device with light colours and text of the usual size."""
    return open_window()


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    """The site on a server, its pages as they are built for that server's address; `server.url` ends with a
    slash."""
    folder = tmp_path_factory.mktemp("site")
    with audit.serve(folder) as running:
        meta = audit.POLICY.format_meta()
        named = audit.POLICY.name_origin(running.url.removesuffix("/")).format_meta()

        def copy(file: str, place: str) -> None:
            if file.endswith(".html"):
                Path(place).write_text(Path(file).read_text("utf-8").replace(meta, named), "utf-8")
            else:
                Path(place).hardlink_to(file)

        shutil.copytree(site(), folder, copy_function=copy, dirs_exist_ok=True)
        yield running


@pytest.fixture
def intranet(server, tmp_path):
    """Serves a page of another site with some HTML on it, under a policy of its own where one is given, and
    returns its address: ``intranet('<iframe ...>', policy="frame-src ...")``."""
    with ExitStack() as stack:

        def serve(html: str, policy: str = "") -> str:
            (tmp_path / "index.html").write_text(
                '<!doctype html><html lang="en"><meta charset="utf-8"><title>Intranet</title>'
                f'<link rel="icon" href="data:,"><h1>Intranet</h1>{html}',
                "utf-8",
            )
            host = stack.enter_context(audit.serve(tmp_path, headers={"Content-Security-Policy": policy}))
            return host.url.replace("127.0.0.1", "localhost")  # Another site, not only another origin.

        yield serve
