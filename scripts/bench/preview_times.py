"""How long it takes until ``handbook serve`` shows what was saved."""

from __future__ import annotations

import contextlib
import re
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from measuring import list_variables

PAUSE = 0.005  # Seconds between two looks at what is served.
LONGEST = 60.0  # Seconds after which a page that does not change is a fault.


def find_free_port() -> int:
    """A port at which nothing listens now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def serve_handbook(root: Path) -> Iterator[str]:
    """The address at which ``handbook serve`` shows the handbook at ``root``, while the body runs."""
    port = find_free_port()
    command = [sys.executable, "-m", "macros.cli", "serve", "--port", str(port)]
    process = subprocess.Popen(
        command,
        cwd=root,
        env=list_variables(root),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        address = f"http://127.0.0.1:{port}/"
        _wait_until_served(address, "<title>")
        yield address
    finally:
        process.terminate()
        process.wait()


def _wait_until_served(url: str, words: str) -> None:
    end = time.monotonic() + LONGEST
    while time.monotonic() < end:
        with contextlib.suppress(OSError), urllib.request.urlopen(url, timeout=LONGEST) as answer:
            if words in answer.read().decode():
                return
        time.sleep(PAUSE)
    raise RuntimeError(f"{url} did not show '{words}' within {LONGEST:g} seconds.")


def time_edits(url: str, file: Path, pattern: str, form: str, times: int) -> float:
    """Seconds of wall time, the median of ``times``, from saving ``file``, with a new word in ``form`` after
    the first match of ``pattern`` in it, to ``url`` showing that word. The file is put back. Raises
    ``ValueError`` where nothing in it matches."""
    original = file.read_text("utf-8")
    match = re.search(pattern, original)
    if not match:
        raise ValueError(f"{file} holds nothing like '{pattern}'.")
    seconds = []
    try:
        for number in range(times):
            word = f"benchword{number}"
            text = original[: match.end()] + form.format(word=word) + original[match.end() :]
            file.write_text(text, "utf-8")
            saved = time.monotonic()
            _wait_until_served(url, word)
            seconds.append(time.monotonic() - saved)
    finally:
        file.write_text(original, "utf-8")
    return statistics.median(seconds)
