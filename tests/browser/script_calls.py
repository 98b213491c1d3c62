"""Runs the tools' scripts that know no DOM in a real browser, and tells which of their lines and branches
never ran.

    # docs/assets/js/tools/<name>.js, in the order of mkdocs.yml
    pure = Pure(chromium, ["document/days"])
    # a function and what it is given; all goes as JSON
    pure.call("handbook.document.days.read", "2026-11-23")
    # many cases in one go: far cheaper than many calls
    pure.call("(days) => days.map(handbook.document.days.isDay)", [...])
    # without arguments: the value, or what the function gives
    pure.call("handbook.files.reading.LIMIT")
    # bytes become a Uint8Array, and come back as bytes
    pure.call("handbook.wordFormat.zip.store", [{"name": "a", "bytes": b"..."}])
    # "line 12: return null;" for every block that never ran
    assert pure.uncovered("document/days") == []

What is thrown in the page is raised here as ``playwright.sync_api.Error``; a promise is waited for;
``undefined`` and ``NaN`` come back as None. The page is empty, has no policy, and its own fresh localStorage
(http://127.0.0.1/).

Coverage is V8's, by block: each arm of an ``if``, a ``?:``, an ``&&``, ``||`` or ``??`` counts. It grows over
all calls of one ``Pure``. Tests of one file may run in different processes, so the test that asserts it must
itself run all cases it counts on: keep them in lists of the module, which other tests parametrize for
readable failures.

    CASES = [("2026-11-23", "23 November 2026"), ...]

    @pytest.fixture(scope="module")
    def pure(chromium):
        return Pure(chromium, ["document/days"])

    @pytest.mark.parametrize("day,says", CASES)
    def test_reads(pure, day, says): ...

    def test_every_branch_ran(chromium):
        pure = Pure(chromium, ["document/days"])
        for day, says in CASES: pure.call(...)
        assert pure.uncovered("document/days") == []

``Pure(..., beside=other)`` is a second tab: it shares localStorage with the other and hears of its writes.
Counting makes scripts slower: where it is not asked for, ``Pure(..., count=False)`` leaves it out.
"""

from __future__ import annotations

import base64
import json
import re

import audit
from tool_scripts import FOLDER, in_order

# Come before all scripts of the tools, here as on every page.
SHARED = ["../shell/i18n", "../shell/words", "../shared/elements", "../shared/crosswalks", "../shared/walks"]
BLANK = "http://127.0.0.1/"

# Calls what the expression gives with the arguments; bytes travel as {"$bytes": base64}.
_CALL = """async ([expression, text]) => {
    const fromBase64 = (text) => Uint8Array.from(atob(text), (each) => each.charCodeAt(0));
    const toBase64 = (bytes) => btoa(Array.from(bytes, (each) => String.fromCharCode(each)).join(""));
    const args = JSON.parse(text,
        (key, value) => value && value.$bytes !== undefined ? fromBase64(value.$bytes) : value);
    let value;
    if (args.length) value = new Function("args", "return (" + expression + ")(...args)")(args);
    else value = new Function(
        "const value = (" + expression + "); return typeof value === 'function' ? value() : value")();
    const answer = JSON.stringify(await value,
        (key, each) => each instanceof Uint8Array ? { $bytes: toBase64(each) } : each);
    return answer === undefined ? "null" : answer;
}"""

# What V8 leaves over as "never reached" after a return: nothing that could run.
_EMPTY = re.compile(r"(\s|[{}();,]|//[^\n]*|/\*.*?\*/|\belse\b)*", re.DOTALL)
# The namespace of a folder is there from its first script on, so this half of the others' line never runs.
_NAMESPACE = re.compile(r"(handbook\.?\w*) = (window\.)?\1 \|\| \{\}$")


class Pure:
    """A page of its own with shell/i18n.js, what all scripts share, and the scripts `names` of
    docs/assets/js/tools, in the order in which they run (see the module's docstring).

    `language` and `dictionary` make it a page in another language, as assets/js/dictionary.js does on a site.
    """

    def __init__(
        self,
        chromium,
        names: list[str],
        *,
        count: bool = True,
        beside: Pure | None = None,
        language: str = "en-GB",
        dictionary: dict | None = None,
    ):
        self.context = beside.context if beside else chromium.new_context()
        self.context.set_default_timeout(audit.PATIENCE * 1000)
        self.page = self.context.new_page()
        self.page.route(
            BLANK + "**",
            lambda route: route.fulfill(body="<!doctype html><title>Blank</title>", content_type="text/html"),
        )
        self.page.goto(BLANK)
        self.debugger = self.context.new_cdp_session(self.page)
        self.count = count
        self.page.evaluate(
            "([lang, dictionary]) => { document.documentElement.lang = lang; window.handbook = { shell: {},"
            " pages: {}, dictionary }; }",
            [language, dictionary or {}],
        )
        self.sources = {
            name: (FOLDER / f"{name}.js").read_text(encoding="utf-8") for name in in_order([*SHARED, *names])
        }
        self.ran: dict[str, bytearray] = {}
        if count:
            self.debugger.send("Profiler.enable")
            self.debugger.send("Profiler.startPreciseCoverage", {"callCount": True, "detailed": True})
        for name, source in self.sources.items():
            self.page.add_script_tag(content=f"{source}\n//# sourceURL={self._address(name)}")

    def call(self, expression: str, *args):
        """What the function `expression` returns for `args`, read back from JSON."""
        text = json.dumps(args, default=_as_json)
        return json.loads(self.page.evaluate(_CALL, [expression, text]), object_hook=_from_json)

    def uncovered(self, name: str) -> list[str]:
        """Every piece of script `name` that never ran, as "line N: its source"; [] when all ran."""
        assert self.count, "this page does not count what runs"
        self._take()
        source = self.sources[name]
        if name not in self.ran:
            return ["line 1: the script never ran"]
        ran = self.ran[name]
        found = []
        for match in re.finditer(rb"\x00+", bytes(ran)):
            piece = source[match.start() : match.end()]
            if not _EMPTY.fullmatch(piece) and not _NAMESPACE.search(source[: match.end()]):
                at = match.start() + len(piece) - len(piece.lstrip())
                found.append(f"line {source.count(chr(10), 0, at) + 1}: {' '.join(piece.split())[:120]}")
        return found

    def close(self) -> None:
        self.context.close()

    def _address(self, name: str) -> str:
        return f"pure/{name}.js"

    def _take(self) -> None:
        """Add what ran since the last time. V8 gives ranges, inner ones after the outer they overrule."""
        names = {self._address(name): name for name in self.sources}
        for script in self.debugger.send("Profiler.takePreciseCoverage")["result"]:
            name = names.get(script["url"].removeprefix(BLANK))
            if name is None:
                continue
            length = len(self.sources[name])
            now = bytearray(length)
            ranges = [each for function in script["functions"] for each in function["ranges"]]
            for each in sorted(ranges, key=lambda each: (each["startOffset"], -each["endOffset"])):
                start, end = each["startOffset"], min(each["endOffset"], length)
                now[start:end] = (b"\x01" if each["count"] else b"\x00") * (end - start)
            before = self.ran.get(name, bytes(length))
            self.ran[name] = bytearray(a | b for a, b in zip(before, now, strict=True))


def _as_json(value):
    if isinstance(value, bytes | bytearray):
        return {"$bytes": base64.b64encode(value).decode("ascii")}
    raise TypeError(f"{type(value).__name__} cannot be sent to the page")


def _from_json(value: dict):
    return base64.b64decode(value["$bytes"]) if set(value) == {"$bytes"} else value
