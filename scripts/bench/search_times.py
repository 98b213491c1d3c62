"""How soon the search of a built site answers, in the tests' Chromium: on a slow line and a slow machine, and
once everything is there."""

from __future__ import annotations

import contextlib
import functools
import gzip
import http.server
import statistics
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# A line of 1.6 Mbit/s with 150 ms, and a machine four times as slow.
LINE = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 93_750}
SLOWNESS = 4
CHROMIUM_OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
INPUT, RESULT = "#hb-search-input", "#hb-search-results [role=option]"
# Resolves with the milliseconds from the first key to a result on the screen.
WATCH = f"""() => {{
    window.answered = new Promise((resolve) => {{
        let begin = 0;
        const input = document.querySelector("{INPUT}");
        input.addEventListener("keydown", () => (begin = begin || performance.now()), true);
        const look = () => begin && document.querySelector("{RESULT}")
            ? requestAnimationFrame(() => resolve(performance.now() - begin))
            : requestAnimationFrame(look);
        look();
    }});
}}"""
# Milliseconds from another query's input to its results on the screen.
ASK_AGAIN = f"""(words) => new Promise((resolve) => {{
    const input = document.querySelector("{INPUT}");
    const before = document.querySelector("{RESULT}")?.textContent;
    input.value = words;
    const begin = performance.now();
    input.dispatchEvent(new InputEvent("input", {{ bubbles: true }}));
    const look = () => {{
        const result = document.querySelector("{RESULT}")?.textContent;
        if (result && result !== before) resolve(performance.now() - begin);
        else requestAnimationFrame(look);
    }};
    look();
}})"""


@dataclass(frozen=True)
class SearchTimes:
    """``first``: seconds from the first key to the first results, on a slow line and machine; ``fetched``:
    kilobytes (1,024) that came over the line for it; ``warm``: seconds for a further query, in a quick
    machine."""

    first: float
    fetched: float
    warm: float


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Sends files as a server with gzip does, and says nothing."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        file = Path(self.translate_path(self.path))
        file = file / "index.html" if file.is_dir() else file
        if not file.is_file():
            self.send_error(404)
            return
        body = gzip.compress(file.read_bytes(), 6)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with contextlib.suppress(ConnectionError):  # The reader has what was asked, and is gone.
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def serve_folder(site: Path) -> Iterator[str]:
    """The address at which the files of ``site`` are served, while the body runs."""
    handler = functools.partial(_Handler, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


def _time_first(browser: Any, address: str, words: str) -> tuple[float, float]:
    """Seconds to the first results for ``words`` and kilobytes fetched, for somebody who has nothing yet."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(address, wait_until="load")
    session = context.new_cdp_session(page)
    fetched: list[float] = []
    session.on("Network.loadingFinished", lambda event: fetched.append(event["encodedDataLength"]))
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", LINE)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWNESS})
    page.evaluate(WATCH)
    page.focus(INPUT)
    page.keyboard.type(words)
    seconds = page.evaluate("answered") / 1000
    total = sum(fetched) / 1024
    context.close()
    return seconds, total


def time_search(site: Path, chromium: str, words: tuple[str, ...], times: int) -> SearchTimes:
    """The medians, of ``times`` readers who come to the home page of ``site`` and type the first of
    ``words``, and of further queries for the others. ``chromium`` is the browser's path."""
    from playwright.sync_api import sync_playwright  # Only the tests' environment has it.

    with serve_folder(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_OPTIONS)
        firsts = [_time_first(browser, address, words[0]) for _ in range(times)]
        page = browser.new_page()
        page.goto(address)
        page.evaluate(WATCH)
        page.focus(INPUT)
        page.keyboard.type(words[0])
        page.evaluate("answered")
        for query in words[1:]:  # What a query needs of the index is fetched by the first who asks it.
            page.evaluate(ASK_AGAIN, query)
        warm = [page.evaluate(ASK_AGAIN, query) / 1000 for query in words[1:]]
        browser.close()
    first, fetched = (statistics.median(column) for column in zip(*firsts, strict=True))
    return SearchTimes(first, fetched, statistics.median(warm))
