"""The windows of both engines tell what is wrong with a page, in it and in a frame of it."""

from __future__ import annotations

import audit
import pytest
from walks import scrolls_sideways

pytestmark = [pytest.mark.engines, pytest.mark.slow]

GOOD = (
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>Page</title><link rel="icon" href="data:,">'
)
BAD = f'{GOOD}<link rel="stylesheet" href="wide.css"><p>Bad</p><button>Press</button><script>1</script>'
SCRIPT = """
console.error("One thing is wrong.");
document.querySelector("button").addEventListener("click", () => { throw new Error("Another is too."); });
"""


@pytest.mark.parametrize("place", ["bad.html", "around.html"], ids=["in a page", "in a frame of a page"])
def test_what_is_wrong_is_seen(window, tmp_path, place):
    (tmp_path / "bad.html").write_text(f'{BAD}<script src="bad.js"></script>', "utf-8")
    (tmp_path / "around.html").write_text(f'{GOOD}<iframe src="bad.html"></iframe>', "utf-8")
    (tmp_path / "bad.js").write_text(SCRIPT, "utf-8")
    (tmp_path / "wide.css").write_text("p { width: 1500px }", "utf-8")
    with audit.serve(tmp_path) as server:
        window.open(server.url + place)
        with window.within("iframe" if place == "around.html" else ""):
            window.click("button", "Press")
        seen = window.seen()
        for words in ("console: One thing is wrong.", "Another is too.", "script-src-elem"):
            assert any(words in sentence for sentence in seen), words
        assert scrolls_sideways(window) == (1508 if place == "bad.html" else 0)
        window.resize(1600, 900)
        assert scrolls_sideways(window) == 0
