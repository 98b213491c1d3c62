"""What every browser test of the handbook needs: a strict server, a browser, and four ways of looking at a
page.

with serve(site) as server, sync_playwright() as playwright, browser(playwright) as chromium:
    page = chromium.new_page()
    seen = watch(page)
    page.goto(server.url)
    assert not axe(page) and not tab_walk(page) and not seen.problems()
"""

from __future__ import annotations

import functools
import http.server
import os
import pathlib
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import waiting

from macros.hosting import read_policy

POLICY = read_policy(pathlib.Path(__file__).parents[2])
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


# ---- Serving -----------------------------------------------------------------------------------------------


@dataclass
class Server:
    """A running server: `url` ends with the prefix, `requests` lists the paths asked for, in order. One that
    `is_down` answers nothing, as where there is no network."""

    url: str
    requests: list[str] = field(default_factory=list)
    is_down: bool = False


class _Handler(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, *args, prefix: str, extra: dict[str, str], running: Server, **kwargs):
        self.prefix, self.extra, self.running = prefix, extra, running
        super().__init__(*args, **kwargs)

    def do_GET(self) -> None:
        if self.running.is_down:
            self.close_connection = True
        else:
            super().do_GET()

    def translate_path(self, path: str) -> str:
        self.running.requests.append(path)
        if not path.startswith(self.prefix):
            return os.path.join(self.directory, "no such file")
        return super().translate_path("/" + path[len(self.prefix) :])

    def end_headers(self) -> None:
        kept = "max-age=3600" if "/assets/" in self.path else "no-store"
        for name, value in ({"Cache-Control": kept} | self.extra).items():
            self.send_header(name, value)
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer an unknown address with the site's own 404 page, as a static host does."""
        page = pathlib.Path(self.directory, "404.html")
        if code != 404 or not page.is_file():
            return super().send_error(code, message, explain)
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args) -> None:
        pass


@contextmanager
def serve(
    directory: str | os.PathLike, prefix: str = "/", headers: dict[str, str] | None = None
) -> Iterator[Server]:
    """Serve `directory` under `prefix` on a free loopback port, with the strict Content-Security-Policy of a
    site that knows its address. Who may frame it is left out, for tests frame it from every side;
    test_hosting.py sees to that.

    `headers` adds to or replaces that header; an empty policy takes it away. A browser keeps what is in
    `assets`, as from a real server, and nothing else.
    """
    prefix = "/" + prefix.strip("/") + "/" if prefix.strip("/") else "/"
    running = Server("")
    extra: dict[str, str] = {}
    handler = functools.partial(
        _Handler, directory=os.fspath(directory), prefix=prefix, extra=extra, running=running
    )
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        origin = f"http://127.0.0.1:{server.server_address[1]}"
        policy = POLICY.name_origin(origin).format_content_policy(framing=False)
        sent = {"Content-Security-Policy": policy, **(headers or {})}
        extra |= {name: value for name, value in sent.items() if value}
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            running.url = f"{origin}{prefix}"
            yield running
        finally:
            server.shutdown()


# ---- The browser -------------------------------------------------------------------------------------------


def find_chromium() -> str | None:
    """Path of an installed Chromium, or None: then Playwright's own is tried."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named
    names = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
    return next(filter(None, map(shutil.which, names)), None)


@contextmanager
def browser(playwright, *args: str) -> Iterator:
    """A headless Chromium (a Playwright `Browser`); `args` are further command-line switches.

    Raises RuntimeError with advice when there is none.
    """
    from playwright.sync_api import Error

    switches = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", *args]
    try:
        chromium = playwright.chromium.launch(executable_path=find_chromium(), args=switches)
    except Error as error:
        raise RuntimeError(
            "No Chromium to test with: install one (apt-get install chromium, or playwright install"
            " chromium), or name it in the environment variable CHROMIUM."
        ) from error
    try:
        yield chromium
    finally:
        chromium.close()


# ---- Waiting -----------------------------------------------------------------------------------------------

# How long a condition is waited for before a test says that it never came true: no measure of speed, for a
# machine may be busy.
PATIENCE = 60
_ROUND = """() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => done();
    port2.postMessage(0);
})))"""


def until(look: Callable[[], object]):
    """What `look()` gives, once that counts as true; AssertionError where it never does. It is asked again
    and again, since a strict policy refuses Playwright's own waiting in a page."""
    return waiting.until(look, "what a page was to come to", PATIENCE)


def settled(page, look: Callable[[], object]):
    """What `look()` gives, once it has given the same before and after two rounds, in each of which the page
    was painted twice, every frame in it answered, and a message that was sent last was delivered."""
    answers = [look()]
    while len(answers) < 3 or answers[-3:] != [answers[-1]] * 3:
        page.evaluate(_ROUND)
        for frame in page.frames:
            frame.evaluate("0")
        page.evaluate(_ROUND)
        answers.append(look())
    return answers[-1]


def pass_time(page, seconds: float) -> None:
    """Let so much time pass on the page's own clock, at once: every timer that falls due runs, and every
    frame is asked for.

    Timers set before the clock was put in (`page.clock.install()`) are not its own.
    """
    page.clock.run_for(round(seconds * 1000))


def search(frame, text: str) -> list[str]:
    """Type into the search box of a page or frame; returns the titles that are shown for this text and no
    other."""
    frame.locator("#hb-search-input").fill("")
    frame.locator(".hb-search__panel").wait_for(state="hidden")
    frame.locator("#hb-search-input").fill(text)
    frame.locator(".hb-search__panel:not([hidden])[data-state=whole]").wait_for()
    return frame.locator(".hb-search__title").all_inner_texts()


# ---- Watching ----------------------------------------------------------------------------------------------


@dataclass
class Watch:
    """What a page did that it should not: see `watch`."""

    console: list[str] = field(default_factory=list)
    csp: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)

    def clear(self) -> None:
        """Forget it, where a page goes on to another test."""
        for deeds in (self.console, self.csp, self.foreign):
            deeds.clear()

    def problems(self) -> list[str]:
        """All of it, one sentence each."""
        return (
            [f"console: {text}" for text in self.console]
            + [f"content security policy: {text}" for text in self.csp]
            + [f"request to another host: {url}" for url in self.foreign]
        )


def watch(page, hosts: tuple[str, ...] = LOOPBACK) -> Watch:
    """Collect a page's console errors, uncaught errors, policy violations, and requests to hosts other than
    `hosts`.

    Call it before the first `goto`. Frames inside the page are watched too.
    """
    seen = Watch()

    def on_console(message) -> None:
        if message.type == "error":
            seen.console.append(message.text)

    def on_request(request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.hostname not in hosts:
            seen.foreign.append(request.url)

    page.on("console", on_console)
    page.on("pageerror", lambda error: seen.console.append(f"uncaught: {error}"))
    page.on("request", on_request)
    page.expose_binding("auditViolation", lambda source, text: seen.csp.append(text))
    page.add_init_script("""document.addEventListener("securitypolicyviolation", event => auditViolation(
            `${event.violatedDirective} refused ${event.blockedURI || "inline"} `
            + `(${event.sourceFile || document.URL}:${event.lineNumber}) ${event.sample}`))""")
    return seen


# ---- axe ---------------------------------------------------------------------------------------------------


@functools.cache
def _axe_source() -> str:
    import axe_playwright_python

    return next(pathlib.Path(axe_playwright_python.__file__).parent.rglob("axe.min.js")).read_text(
        encoding="utf-8"
    )


# What hangs on colours and nothing else; the second asks whether a link in a text can be told from it.
COLOUR_RULES = ("color-contrast", "link-in-text-block")
_AXE_RUN = """async ([within, tags, without, every, only]) => {
    const place = within ? document.querySelector(within) : document;
    const contrast = axe._audit.rules.find(({ id }) => id === "color-contrast");
    const is_measured = contrast.matches;
    if (!every) {  // In the one run, for to lay out the page costs as much as all rules.
        const texts = one_of_each_look(place);
        const is_inside = (element) =>
            element !== null && (texts.has(element) || is_inside(element.parentElement));
        contrast.matches = (element, ...more) =>
            is_inside(element) && is_measured.call(contrast, element, ...more);
    }
    try {
        const { violations } = await axe.run(place, {
            runOnly: only.length ? { type: "rule", values: only } : { type: "tag", values: tags },
            rules: only.length ? {} : Object.fromEntries(without.map((name) => [name, { enabled: false }])),
            resultTypes: ["violations"],
        });
        return describe(violations);
    } finally {
        contrast.matches = is_measured;
    }

    function describe(violations) {
        return violations.flatMap(v => v.nodes.map(n =>
            `${v.id}: ${v.help}: ${n.target.join(" ")}: ${n.html.slice(0, 160)}: `
            + [...n.any, ...n.all, ...n.none].map(check => check.message).join("; ")));
    }

    function one_of_each_look(place) {
        const grounds = new Map();
        const ground = (element) => {
            if (!element) return "";
            if (!grounds.has(element)) {
                const style = getComputedStyle(element);
                const layer = [style.backgroundColor, style.backgroundImage, style.opacity, style.filter,
                    style.position === "static" ? "" : style.position, element.tagName === "MARK"].join(" ");
                const below = ground(element.parentElement);
                grounds.set(element, below.endsWith(`|${layer}`) ? below : `${below}|${layer}`);
            }
            return grounds.get(element);
        };
        const looks = new Map();
        for (const element of place.querySelectorAll("*")) {
            const writes = [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
            if (!writes && !element.matches("input, select, textarea, button")) continue;
            if (!element.checkVisibility({visibilityProperty: true})) continue;
            const style = getComputedStyle(element);
            const look = [style.color, style.fill, style.fontSize, style.fontWeight, style.textShadow,
                element.matches(":disabled"), ground(element)].join(" ");
            if (!looks.has(look)) looks.set(look, element);
        }
        return new Set(looks.values());
    }
}"""


def axe(
    page,
    *,
    within: str | None = None,
    without: tuple[str, ...] = (),
    every: bool = False,
    only: tuple[str, ...] = (),
) -> list[str]:
    """axe's violations (WCAG 2.0 to 2.2, A and AA, and best practice), one line for each element found.

    `within` limits it to a selector; `without` names rules to leave out, `only` the ones to ask where that is
    not all (COLOUR_RULES). Contrast, which takes nearly all of
    axe's time, is measured on one text of each look (its colour, size and weight, and all grounds under it);
    on `every` text where that is asked for. It is put in through the debugger, so a strict policy neither
    stops it nor is loosened by it.
    """
    if not page.evaluate("typeof axe === 'object' && 'run' in axe"):
        page.evaluate(_axe_source() + "\n;0")
    return sorted(page.evaluate(_AXE_RUN, [within, AXE_TAGS, list(without), every, list(only)]))


# ---- The Tab key -------------------------------------------------------------------------------------------

_TAB_TOOLS = """
window.__audit = window.__audit || {
  ids: new Map(),
  id(el) { if (!this.ids.has(el)) this.ids.set(el, this.ids.size); return this.ids.get(el); },
  name(el) {
    const text = (el.getAttribute("aria-label") || el.innerText || el.getAttribute("name") || "").trim();
    return `<${el.tagName.toLowerCase()}${el.id ? "#" + el.id : ""}${
      el.className && el.className.baseVal === undefined
      ? "." + el.className.trim().replace(/\\s+/g, ".") : ""}> "${text.replace(/\\s+/g, " ").slice(0, 50)}"`;
  },
  shown(el) {
    const box = el.getBoundingClientRect();
    return el.checkVisibility({visibilityProperty: true, opacityProperty: true, contentVisibilityAuto: true})
      && box.width > 1 && box.height > 1;
  },
  controls() {
    const all = [...document.querySelectorAll(
        "a[href], button, input:not([type=hidden]), select, textarea, summary, "
        + "iframe, [tabindex], [contenteditable=true], audio[controls], video[controls]")];
    const {DOCUMENT_POSITION_PRECEDING: PRECEDING} = Node;
    const before = el => __audit.start.compareDocumentPosition(el) & PRECEDING;
    return all.filter(el => !before(el) && el.tabIndex >= 0 && !el.disabled
      && !el.closest("[inert]") && this.shown(el)
      && !(el.tagName === "SUMMARY" && el.parentElement.tagName !== "DETAILS"))
      .map(el => ({id: this.id(el), name: this.name(el),
                   group: el.type === "radio" && el.name ? `radio ${el.name}` : null}));
  },
  canvas: document.createElement("canvas").getContext("2d", {willReadFrequently: true}),
  colours: new Map(),
  rgb(colour) {
    if (!this.colours.has(colour)) {
      this.canvas.clearRect(0, 0, 1, 1);
      this.canvas.fillStyle = colour;
      this.canvas.fillRect(0, 0, 1, 1);
      this.colours.set(colour, [...this.canvas.getImageData(0, 0, 1, 1).data]);
    }
    return this.colours.get(colour);
  },
  luminance(rgb) {
    const [r, g, b] = rgb.slice(0, 3)
        .map(v => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  },
  contrast(a, b) {
    const [x, y] = [this.luminance(a), this.luminance(b)].sort((p, q) => q - p);
    return (x + 0.05) / (y + 0.05);
  },
  ground(el) {
    for (; el; el = el.parentElement) {
      const colour = this.rgb(getComputedStyle(el).backgroundColor);
      if (colour[3] > 250) return colour;
    }
    return [255, 255, 255, 255];
  },
  focused() {
    const el = document.activeElement;
    if (!el || el === document.body || el === document.documentElement) return null;
    const box = el.getBoundingClientRect(), style = getComputedStyle(el), faults = [];
    if (!this.shown(el)) faults.push("takes the focus while it is hidden");
    else if (box.right <= 0 || box.bottom <= 0 || box.left >= innerWidth || box.top >= innerHeight)
      faults.push("takes the focus off screen");
    else {
      const rect = [...el.getClientRects()].find(r => r.width > 1 && r.height > 1) || box;
      const x = Math.min(Math.max(rect.left + rect.width / 2, 1), innerWidth - 1);
      const middle = (Math.max(rect.top, 0) + Math.min(rect.bottom, innerHeight)) / 2;
      const tops = [rect.top + Math.min(rect.height / 2, 24), middle]
        .map(y => document.elementFromPoint(x, Math.min(Math.max(y, 1), innerHeight - 1)));
      // WCAG 2.2, 2.4.11: a part of what is focused may be covered, the whole may not.
      if (tops.every(top => top && !el.contains(top) && !top.contains(el)))
        faults.push(`is covered by ${this.name(tops[0])} when focused`);
      const ring = parseFloat(style.outlineWidth);
      if (style.outlineStyle === "none" || ring < 2) faults.push("shows no focus ring of 2 px or more");
      else {
        const inside = parseFloat(style.outlineOffset) < 0;
        const ratio = this.contrast(this.rgb(style.outlineColor),
            this.ground(inside ? el : el.parentElement));
        if (ratio < 3) faults.push(`has a focus ring with a contrast of ${ratio.toFixed(1)}, less than 3`);
      }
    }
    return {id: this.id(el), name: this.name(el),
        group: el.type === "radio" && el.name ? `radio ${el.name}` : null, faults};
  },
  log: null,  // What had the focus after each press, since the last look.
  listen() {
    if (!this.log) addEventListener("keyup",
        event => { if (event.key === "Tab") this.log.push(this.focused()); }, true);
    this.log = [];
  },
  taken() { return this.log.length ? this.log.splice(0) : [this.focused()]; },
};
__audit.listen();0
"""


def _stops(page, most: int):
    """What has the focus after each of up to ``most`` presses. The page notes them, to be asked for twenty at
    a time; inside a frame it hears no key, so that a page with frames is asked after each."""
    at_once = 1 if page.locator("iframe").count() else 20
    for _ in range(0, most, at_once):
        for _ in range(at_once):
            page.keyboard.press("Tab")
        yield from page.evaluate("__audit.taken()")


def tab_walk(page, most: int = 400, start: str = "body") -> list[str]:
    """Walk a page with the Tab key from its start, or from that of the element `start`: every visible control
    from there on must be reached, visibly.

    Returns one sentence a finding: controls never reached, focus on something hidden, off screen or covered,
    focus rings that are missing, thinner than 2 px or fainter than 3:1. Focus that never comes back to the
    start is a finding too.
    """
    page.evaluate(_TAB_TOOLS)
    # Where the focus was last the next Tab goes on from: so it has to have been at the very start.
    page.evaluate(
        "(selector) => { const start = document.createElement('span'); start.tabIndex = -1;"
        " document.querySelector(selector).prepend(start); __audit.start = start.parentElement;"
        " start.focus(); start.remove(); scrollTo({top: 0, behavior: 'instant'}); }",
        start,
    )
    expected = page.evaluate("__audit.controls()")
    reached: set = set()
    findings: list[str] = []
    last = None
    for here in _stops(page, most):
        if here is not None and here["id"] == last:
            continue  # A day has a stop for each of its parts.
        if here is None or here["id"] in reached:
            break
        last = here["id"]
        reached |= {here["id"], here["group"]}
        findings += [f"{here['name']} {fault}" for fault in here["faults"]]
    else:
        findings.append(f"the focus does not come round within {most} steps")
    for control in expected:
        if control["id"] not in reached and (control["group"] is None or control["group"] not in reached):
            findings.append(f"{control['name']} is never reached")
    return findings
