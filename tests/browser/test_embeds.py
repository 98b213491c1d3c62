"""Embeds inside the pages of another origin, in a real browser: readable in every sandbox, as high as they
are, and no way for a hostile page and a hostile frame to drive each other.

The handbook is served from 127.0.0.1, the intranet from localhost: two sites to the browser, which then keeps
storage from the frame. To have it keep something, the intranet is at another port of 127.0.0.1: another
origin still. The intranet has a strict policy of its own.
"""

from __future__ import annotations

import json
import re
from contextlib import nullcontext
from html import escape
from pathlib import Path

import audit
import pytest
import runs
from audit import settled, until
from built import site
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.slow]

FULL = "allow-scripts allow-same-origin allow-popups allow-downloads allow-forms"
SANDBOXES = {"no sandbox": None, "no scripts": "", "scripts": "allow-scripts", "scripts and the rest": FULL}
BLOCK = """for (const name of ["localStorage", "sessionStorage"])
    Object.defineProperty(window, name, { get() { throw new DOMException("blocked", "SecurityError"); } })"""
TYPED = "Ask the night nurse first on the Tuesday round"
SHOWN = ("theory/eight-steps", "view/coverage", "tool/plan")
HIGHEST, LOWEST = 50000, 120
# Where scripts do not run there is nothing to keep, so that one of the two is enough.
STORES = [
    (mode, storage)
    for mode in SANDBOXES
    for storage in ("storage", "no storage")
    if (mode, storage) != ("no scripts", "no storage")
]
TAKEN = [
    ("no sandbox", "storage", ""),
    ("no sandbox", "storage", "?scheme=dark"),
    ("no sandbox", "no storage", "?scheme=dark"),
    ("scripts", "no storage", ""),
    ("scripts", "storage", "?scheme=dark"),
    ("scripts and the rest", "storage", "?scheme=dark"),
    ("scripts and the rest", "no storage", ""),
]
FITS = (
    "() => [document.documentElement.scrollWidth <= innerWidth,"
    " Math.ceil(document.documentElement.getBoundingClientRect().height)]"
)


@pytest.fixture(scope="module")
def book():
    """The handbook on a server that sends no policy, so that the pages' own is tried in every frame;
    `book.url` ends with a slash."""
    with audit.serve(site(), headers={"Content-Security-Policy": ""}) as running:
        yield running


@pytest.fixture
def host(open_page, book, tmp_path_factory):
    """Opens a page of the intranet that holds some HTML: ``host('<iframe ...>', width=320)``. Its own policy
    lets only frames and scripts of the handbook in, and of itself. Console and policy are looked at in the
    end, but for what was expected.
    """
    folder = tmp_path_factory.mktemp("intranet")
    policy = (
        "default-src 'none'; script-src 'self' http://127.0.0.1:*; frame-src http://127.0.0.1:*; style-src"
        " 'self'; img-src data:"
    )
    watched = []

    with audit.serve(folder, headers={"Content-Security-Policy": policy}) as server:
        home = server.url.replace("127.0.0.1", "localhost")

        def opened(
            html: str,
            scripts: str = "",
            init: str = "",
            expected: str = "\0",
            near: bool = False,
            css: str = "",
            **settings,
        ):
            (folder / "page.js").write_text(scripts, "utf-8")
            (folder / "host.css").write_text(f"body {{ margin: 8px }} {css}", "utf-8")
            (folder / "index.html").write_text(
                '<!doctype html><html lang="en"><meta charset="utf-8"><title>Intranet</title>'
                '<link rel="icon" href="data:,"><link rel="stylesheet" href="host.css">'
                f'<script src="page.js"></script><h1>Intranet</h1>{html}',
                "utf-8",
            )
            page = open_page(**settings)
            if init:
                page.add_init_script(init)
            page.expected = expected
            watched.append(page)
            page.goto(server.url if near else home)
            return page

        yield opened
        for page in watched:
            assert [said for said in page.seen.problems() if page.expected not in said] == []


def frame_of(book, place: str, sandbox: str | None = None, asked: str = "", root: str = "") -> str:
    allowed = "" if sandbox is None else f' sandbox="{sandbox}"'
    return (
        f'<iframe src="{root or book.url}embed/{place}/{escape(asked)}" title="{place}" width="100%"'
        f' height="600" frameborder="0"{allowed}></iframe>'
    )


def script_of(book, name: str = "host", root: str = "") -> str:
    return f'<script src="{root or book.url}embed/{name}.js" defer></script>'


def frames(page, places=SHOWN) -> list:
    """The frames of the page, in order, each when its content is there."""
    found = []
    for place in places:
        frame = page.query_selector(f'iframe[title="{place}"]').content_frame()
        frame.wait_for_selector("article h1")
        found.append(frame)
    return found


def heights(page) -> list[float]:
    return page.eval_on_selector_all("iframe", "all => all.map(each => each.clientHeight)")


# ---- Every sandbox, with and without storage, narrow and wide


@pytest.mark.parametrize(
    ("mode", "storage", "width"),
    [
        (mode, storage, width)
        for place, (mode, storage) in enumerate(STORES)
        for width in ((320, 800) if runs.LONG else (800,) if place % 2 else (320,))
    ],
)
def test_readable_and_as_high_as_it_is_in_every_sandbox(host, book, mode, storage, width):
    sandbox = SANDBOXES[mode]
    # A browser that may run no script says so of each; that is all it may say.
    page = host(
        "".join(frame_of(book, place, sandbox) for place in SHOWN) + script_of(book),
        width=width + 16,
        expected="Blocked script execution",
        near=storage == "storage",
        init=BLOCK if storage == "no storage" else "",
    )
    for place, frame in zip(SHOWN, frames(page), strict=True):
        expect(frame.locator("article")).to_be_visible()
        assert len(frame.locator("article").inner_text()) > 300, place
        expect(frame.get_by_role("link", name="Open the full page")).to_have_count(1)
        if sandbox == "":
            assert "Filling this in on screen needs JavaScript" in frame.locator(
                "article"
            ).inner_text() or not place.startswith("tool/")
    if sandbox == "":
        assert heights(page) == [600, 600, 600]
        return
    for at, (place, frame) in enumerate(zip(SHOWN, frames(page), strict=True)):
        until(lambda: heights(page)[at] != 600 and abs(frame.evaluate(FITS)[1] - heights(page)[at]) <= 1)
        assert frame.evaluate(FITS)[0] and frame.evaluate("innerWidth") == width, place
    expect(frames(page)[2].get_by_role("button", name="New goal")).to_be_visible()
    assert frames(page)[2].evaluate("handbook.shell.boot.storage.lasts") == (
        storage == "storage" and mode != "scripts"
    )


@pytest.mark.parametrize(("mode", "storage", "asked"), TAKEN)
def test_what_is_typed_can_be_taken_out(host, book, mode, storage, asked):
    """As a file where the frame may save one, and always as text; colours asked for are in the way of
    neither."""
    lasts = storage == "storage" and mode != "scripts"
    page = host(
        frame_of(book, "tool/plan", SANDBOXES[mode], asked) + script_of(book),
        expected="Download is disallowed",
        near=storage == "storage",
        init="" if storage == "storage" else BLOCK,
    )
    (frame,) = frames(page, ["tool/plan"])
    before = heights(page)[0]
    frame.get_by_role("button", name="New goal").click()
    frame.locator("textarea, input[type=text]").first.fill(TYPED)
    frame.locator("textarea, input[type=text]").first.blur()
    until(lambda: heights(page)[0] > before)  # The frame grows with what is in it.
    if lasts:
        frame.get_by_role("link", name="My handbook", exact=True).click()
        frame.wait_for_url(f"{book.url}embed/tool/my-handbook/{asked}")
    with nullcontext() if mode == "scripts" else page.expect_download() as saved:
        frame.get_by_role("button", name="Save everything to a file").first.click()
    text = json.loads(frame.get_by_label(re.compile(r"Text of my-handbook.*\.json")).input_value())
    assert TYPED in json.dumps(text)
    assert mode == "scripts" or json.loads(Path(saved.value.path()).read_text("utf-8")) == text


# ---- Links


def test_links_of_a_tool_stay_in_the_frame_or_open_a_tab(host, book):
    page = host(frame_of(book, "tool/self-assessment", FULL, "?scheme=dark") + script_of(book))
    (frame,) = frames(page, ["tool/self-assessment"])
    frame.get_by_text("Change", exact=True).click()
    leads = dict(
        frame.eval_on_selector_all(
            "article a",
            "all => all.filter(each => each.checkVisibility()).map(each => [each.textContent,"
            " [each.getAttribute('href'), each.href, each.target]])",
        )
    )
    assert leads["About the MLCF"][1:] == [f"{book.url}embed/framework/mlcf/", ""]
    assert leads["More about privacy"][1:] == [f"{book.url}about/privacy/", "_blank"]
    frame.get_by_role("link", name="About the MLCF").click()
    frame.wait_for_url(
        f"{book.url}embed/framework/mlcf/?scheme=dark"
    )  # The colours asked for hold from page to page.
    frame.get_by_role("link", name="Assess yourself on it").click()
    frame.wait_for_url(f"{book.url}embed/tool/self-assessment/?framework=mlcf&scheme=dark")
    with page.context.expect_page() as opened:
        frame.get_by_role("link", name="Open the full page").click()
    opened.value.wait_for_url(f"{book.url}tools/self-assessment/")
    assert opened.value.evaluate("opener") is None


def test_what_a_tool_in_a_frame_links_to_is_the_embed_of_its_kind(open_page, book):
    page = open_page()
    page.goto(f"{book.url}embed/tool/self-assessment/")
    leads = {
        "frameworks/mlcf/?a=b": "embed/framework/mlcf/?a=b",
        "frameworks/mlcf/1.1/#why": "embed/item/mlcf/1.1/#why",
        "theories/eight-steps/": "embed/theory/eight-steps/",
        "tools/plan/": "embed/tool/plan/",
        "about/privacy/": "about/privacy/",
    }
    in_frame = "address => handbook.pages.embedFrame.inFrame(address)"
    assert {path: page.evaluate(in_frame, book.url + path) for path in leads} == {
        path: book.url + place for path, place in leads.items()
    }


@pytest.mark.parametrize("refusal", ["", "window.open = () => { throw new DOMException('Not supported'); };"])
def test_where_no_tab_may_open_the_address_is_shown_as_text(host, book, refusal):
    """Where a frame may open none, Chromium gives nothing, and Firefox throws."""
    page = host(
        frame_of(book, "theory/eight-steps", "allow-scripts") + script_of(book),
        init=refusal,
        expected="Blocked opening",
    )
    (frame,) = frames(page, ["theory/eight-steps"])
    frame.evaluate("location.hash = '#50%'")  # Points nowhere, and is no reason to stop.
    frame.get_by_role("link", name="Open the full page").click()
    shown = frame.get_by_label("This frame may not open a new tab. Copy the address and open it yourself.")
    expect(shown).to_have_value(f"{book.url}theories/eight-steps/")
    assert (
        frame.evaluate(
            "() => { const area = document.activeElement; return area.value.slice(area.selectionStart,"
            " area.selectionEnd); }"
        )
        == f"{book.url}theories/eight-steps/"
    )


def test_where_nothing_may_be_copied_the_text_is_selected(host, book):
    none = "delete Navigator.prototype.clipboard; document.execCommand = () => false;"
    page = host(frame_of(book, "theory/eight-steps") + script_of(book), init=none)
    (frame,) = frames(page, ["theory/eight-steps"])
    frame.get_by_role("button", name="Copy link").click()
    shown = frame.locator(".hb-by-hand textarea")
    expect(shown).to_have_value(f"{book.url}theories/eight-steps/")
    assert "It is selected here" in frame.locator(".hb-by-hand").inner_text()
    expect(shown).to_be_focused()
    assert frame.locator(".hb-print").is_hidden() and frame.locator(".hb-provenance__embed").is_hidden()


# ---- Colours


@pytest.mark.parametrize("device", ["light", "dark"])
def test_the_colours_asked_for_win_over_the_device_and_over_what_was_chosen(open_page, book, device):
    page = open_page(color_scheme=device)
    page.add_init_script("localStorage.setItem('handbook.scheme', JSON.stringify('dark'))")
    for asked, wanted in (
        ("?scheme=light", "light"),
        ("?scheme=dark", "dark"),
        ("?scheme=red", device),
        ("", device),
    ):
        page.goto(f"{book.url}embed/item/mlcf/1.1/{asked}")
        assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == wanted, asked
    page.goto(f"{book.url}frameworks/mlcf/1.1/?scheme=light")  # A page that is no embed does as it did.
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "dark"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_colours_asked_for_hold_from_page_to_page(open_page, book, scheme):
    page = open_page()
    page.goto(f"{book.url}embed/framework/mlcf/?scheme={scheme}")
    page.get_by_role("link", name="Assess yourself on it").click()
    page.wait_for_url(f"{book.url}embed/tool/self-assessment/?framework=mlcf&scheme={scheme}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_in_the_way_of_anyone(open_page, book, scheme):
    page = open_page(width=320, height=400)
    for place in (
        "item/mlcf/1.1/?",
        "wheel/mlcf/?",
        "view/crosswalks/?",
        "tool/plan/?",
        "case/bristol/?card&",
    ):
        page.goto(f"{book.url}embed/{place}scheme={scheme}")
        assert audit.axe(page) == [], place
        assert page.evaluate(FITS)[0], place
    assert page.seen.problems() == []


# ---- Cards

# The page sends itself a height, and waits until it has come.
FROM_ITSELF = """new Promise(done => { addEventListener("message",
    event => { if (event.data === "end") done(); });
    postMessage({ handbook: "height", height: 999 }, "*"); postMessage("end", "*"); })"""


def test_a_card_is_its_head_and_a_link(open_page, book):
    page = open_page(width=320, height=400)
    page.goto(f"{book.url}embed/theory/eight-steps/?card")
    said = [each for each in page.locator("body").inner_text().split("\n") if each.strip()]
    assert "Kotter's eight steps" in said and any(
        each.startswith("A sequence for leading large change from the top") for each in said
    )
    assert len(said) <= 7 and "Steps · evidence: practitioner" in said
    assert page.evaluate(FITS)[1] < 400
    expect(page.locator("a:visible")).to_have_count(1)


def test_the_card_element_shows_a_record_and_keeps_its_link_where_it_cannot(host, book):
    page = host(
        '<handbook-card id="a" record="theory/eight-steps"><a href="/x">Eight steps</a></handbook-card>'
        '<handbook-card id="b" record="../../evil"><a href="/y">Kept</a></handbook-card>'
        + script_of(book, "card"),
        width=500,
    )
    state = """id => { const card = document.getElementById(id),
        frame = card.shadowRoot.querySelector("iframe");
        return { src: frame && frame.src, title: frame && frame.title, high: frame && frame.clientHeight,
            link: card.firstElementChild.checkVisibility() }; }"""
    until(
        lambda: page.evaluate(
            "document.getElementById('a').shadowRoot?.querySelector('iframe')?.clientHeight > 100"
        )
    )
    there = page.evaluate(state, "a")
    assert there == {
        "src": f"{book.url}embed/theory/eight-steps/?card",
        "title": "Eight steps",
        "high": there["high"],
        "link": False,
    }
    frame = next(each for each in page.frames if "?card" in each.url)
    assert abs(frame.evaluate(FITS)[1] - there["high"]) <= 1
    assert page.evaluate(state, "b") == {"src": None, "title": None, "high": None, "link": True}
    for refused in (
        "theory/../../x",
        "https://evil.example/",
        "//evil.example",
        "theory/eight steps",
        "Theory/x",
        "theory",
        "javascript:alert(1)",
        "",
    ):
        page.evaluate("value => document.getElementById('b').setAttribute('record', value)", refused)
        assert page.evaluate(state, "b")["src"] is None, refused
    page.evaluate(
        "() => { const card = document.getElementById('b'); card.setAttribute('scheme', 'dark');"
        " card.setAttribute('record', 'item/mlcf/1.1'); }"
    )
    until(lambda: page.evaluate("!document.getElementById('b').firstElementChild.checkVisibility()"))
    assert page.evaluate(state, "b")["src"] == f"{book.url}embed/item/mlcf/1.1/?card&scheme=dark"
    page.evaluate(FROM_ITSELF)  # No card's frame.
    assert page.evaluate(state, "a")["high"] == there["high"]
    page.evaluate("document.getElementById('b').setAttribute('record', 'no such thing')")
    assert page.evaluate(state, "b")["link"] is True
    page.goto("about:blank")


# ---- Hostility


def test_a_hostile_page_gets_heights_and_nothing_else(host, book):
    page = host(
        frame_of(book, "tool/plan") + frame_of(book, "theory/eight-steps"),
        scripts=(
            "window.heard = []; addEventListener('message', event => heard.push([event.origin, event.data]));"
        ),
    )
    plan, theory = frames(page, ["tool/plan", "theory/eight-steps"])
    look = "() => [location.href, document.querySelector('main').innerHTML, JSON.stringify(localStorage)]"
    sent = settled(page, lambda: page.evaluate("heard.length"))
    before = [plan.evaluate(look), theory.evaluate(look)]
    page.evaluate(
        """() => { for (const junk of [null, "measure", 7, [], {handbook: "height", height: 9},
            {handbook: "navigate", to: "https://evil.example"},
        {handbook: {}}, {handbook: "scheme", scheme: "dark"}, {type: "measure"}, {handbook: "measured"},
        "<img src=x onerror=alert(1)>",
        {handbook: "clear"}, {handbook: ["measure"]}, new ArrayBuffer(8)])
            for (let at = 0; at < frames.length; at += 1) frames[at].postMessage(junk, "*"); }"""
    )
    # Messages come in the order in which they were sent: after all that, one question has one answer.
    page.evaluate(
        "frames[1].postMessage({ handbook: 'measure' }, '*'); frames[0].postMessage({ handbook: 'measure' },"
        " '*')"
    )
    until(lambda: page.evaluate("heard.length") > sent + 1)
    theory.evaluate(
        "parent.frames[0].postMessage({ handbook: 'measure' }, '*')"
    )  # A frame beside it is not its parent.
    page.evaluate("frames[0].postMessage({ handbook: 'measure', height: 1, to: 'x' }, '*')")
    until(lambda: page.evaluate("heard.length") > sent + 2)
    assert settled(page, lambda: page.evaluate("heard.length")) == sent + 3
    assert [plan.evaluate(look), theory.evaluate(look)] == before
    for origin, said in page.evaluate("heard"):
        assert (
            origin == book.url[:-1]
            and sorted(said) == ["handbook", "height"]
            and said["handbook"] == "height"
            and isinstance(said["height"], int)
        )


# Says every height in every way: through the port that was taken, through a new one, and as a plain message.
EVIL = """
let taken = null;
function offer(to, height) {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => { taken = port1; };
    to.postMessage({ handbook: "height", height }, "*", [port2]);
    port1.postMessage(height);
}
addEventListener("message", event => {
    const { run, to, number, times = 1 } = event.data || {};
    if (!run) return;
    const target = to === "top" ? top : to === "opener" ? opener.top : parent;
    for (let at = 0; at < times; at += 1) for (const said of run) {
        const height = said === "NaN" ? NaN : said === "Infinity" ? Infinity : said;
        if (taken) taken.postMessage(height);
        offer(target, height);
        target.postMessage({ handbook: "height", height }, "*");
    }
    target.postMessage({ done: number }, "*");
    if (target !== top && to !== "opener") top.postMessage({ done: number }, "*");
});
"""
DONE = (
    "window.done = 0; addEventListener('message', event => { if (event.data && event.data.done) window.done ="
    " event.data.done; });"
)


@pytest.fixture
def taken(tmp_path):
    """A handbook that was taken over: its host.js is the true one, its embed ``x/y`` and its page ``evil``
    say what they are told to."""
    for place, nested in (
        ("embed/x/y", ""),
        ("evil", '<iframe src="../embed/x/y/" title="nested"></iframe>'),
    ):
        up = "../" * len(place.split("/"))
        (tmp_path / place).mkdir(parents=True)
        (tmp_path / place / "index.html").write_text(
            f'<!doctype html><title>Evil</title><script src="{up}evil.js"></script>{nested}', "utf-8"
        )
    (tmp_path / "embed/host.js").write_bytes((site() / "embed/host.js").read_bytes())
    (tmp_path / "evil.js").write_text(EVIL, "utf-8")
    with audit.serve(tmp_path) as server:
        yield server


def runs(page):
    """``run(target, heights...)`` has the window that is called ``target`` say heights, and gives those that
    the frames then have."""
    number = iter(range(1, 1000))

    def run(target: str, *said, to: str = "parent", times: int = 1) -> list[float]:
        now = next(number)
        page.evaluate(
            f"([run, to, number, times]) => {target}.postMessage({{ run, to, number, times }}, '*')",
            [list(said), to, now, times],
        )
        until(lambda: page.evaluate("done") == now)
        return settled(page, lambda: heights(page))

    return run


def test_a_hostile_frame_sets_no_height_but_its_own_within_bounds(host, book, taken):
    """A handbook that was taken over, at its own address; a page of another origin beside it; and one inside
    a frame."""
    html = (
        frame_of(book, "theory/eight-steps")
        + frame_of(book, "x/y", root=taken.url)
        + frame_of(book, "x/y", "allow-scripts", "?2", root=taken.url)
        + f'<iframe src="{taken.url}evil/" title="beside" height="600"></iframe>'
        f'<iframe src="{taken.url}embed-not/" title="like" height="600"></iframe>'
    )
    page = host(html + script_of(book, root=taken.url), scripts=DONE, expected="404")
    page.wait_for_load_state("load")
    assert page.evaluate("frames.length") == 5
    run, still = runs(page), [600, 600, 600, 600, 600]
    assert (
        heights(page) == still
    )  # This copy of host.js is the taken handbook's: it leaves the true one's frame alone.
    assert run("frames[1]", "NaN", "Infinity", "500", 12.5, None, [500], {"valueOf": 5}, True) == still
    assert (
        run("frames[3]", 5000) == still
    )  # Another page of the same origin, in no frame of the handbook's folder.
    assert (
        run("frames[3].frames[0]", 5000, to="top") == still
    )  # An embed, in a frame that is not the page's own.
    assert (
        run("frames[1]", 700)[1] == 700
        and run("frames[1]", 10**9)[1] == HIGHEST
        and run("frames[1]", -5)[1] == LOWEST
        and run("frames[1]", 0)[1] == LOWEST
    )
    assert (
        run("frames[2]", 700)[2] == 700
    )  # Sandboxed, its origin is "null", and its window still the listed one's.
    now = heights(page)
    page.evaluate(FROM_ITSELF)
    assert heights(page) == now
    page.goto("about:blank")


def test_a_hostile_frame_scrolls_the_page_to_a_place_in_itself_alone_and_only_while_it_has_the_focus(
    host, book, taken
):
    html = (
        '<p class="far">Far above</p>'
        + frame_of(book, "x/y", root=taken.url)
        + '<p class="far">Far below</p>'
    )
    page = host(
        html + script_of(book, root=taken.url), scripts=DONE, css=".far { height: 3000px }", expected="404"
    )
    page.wait_for_load_state("load")
    run, scrolled = runs(page), lambda: page.evaluate("scrollY")
    assert run("frames[0]", 2000, {"show": [1500, 1520]}) == [2000]
    assert scrolled() == 0  # Nobody is in it.
    page.evaluate("document.querySelector('iframe').focus({ preventScroll: true })")
    nowhere = (
        [5000, 5010],
        [1500, 9000],
        [-900, 5],
        [1520, 1500],
        [1.5, 9],
        [1500],
        [],
        "15",
        None,
        {"0": 1},
    )
    assert run("frames[0]", *({"show": place} for place in nowhere)) == [2000]
    assert scrolled() == 0
    run("frames[0]", {"show": [1500, 1520]})
    top = page.evaluate("document.querySelector('iframe').getBoundingClientRect().top")
    assert 0 < round(top + 1500) == 200  # A quarter of the window from its top.
    assert page.evaluate("document.querySelector('iframe').style.scrollMarginTop") == ""
    now = scrolled()
    run("frames[0]", {"show": [1600, 1620]})
    assert scrolled() == now  # It is in sight already.
    page.goto("about:blank")


@pytest.mark.parametrize("sandbox", [None, "allow-scripts allow-popups", FULL])
def test_a_frame_that_is_led_elsewhere_sets_no_height_any_more(host, book, taken, sandbox):
    """By itself, from inside a frame of its own, from a window that it opened, with what was said before and
    ever so often."""
    page = host(frame_of(book, "theory/eight-steps", sandbox) + script_of(book), scripts=DONE)
    (frame,) = frames(page, ["theory/eight-steps"])
    before = until(lambda: heights(page) != [600] and heights(page))
    frame.evaluate("address => { location = address; }", f"{taken.url}evil/")
    frame.wait_for_selector("iframe[title=nested]")
    run = runs(page)
    assert run("frames[0]", 700, "next", 800) == before
    assert run("frames[0]", 900, times=5000) == before
    frame.frame_locator("iframe").locator("title").wait_for(state="attached")
    assert run("frames[0].frames[0]", 700, to="top") == before
    if sandbox:
        with page.context.expect_page() as opened:
            frame.evaluate("address => { window.made = open(address); }", f"{taken.url}evil/")
        opened.value.wait_for_load_state("load")
        frame.evaluate("made.postMessage({ run: [700], to: 'opener', number: 999 }, '*')")
        until(lambda: page.evaluate("done") == 999)
        assert settled(page, lambda: heights(page)) == before
        opened.value.close()
    page.goto("about:blank")


@pytest.mark.parametrize("sandbox", [None, "allow-scripts", FULL])
def test_a_frame_that_a_link_or_the_host_leads_on_is_as_high_as_the_next_page(host, book, taken, sandbox):
    page = host(frame_of(book, "theory/eight-steps", sandbox, "?scheme=dark") + script_of(book), scripts=DONE)
    (frame,) = frames(page, ["theory/eight-steps"])
    fits = lambda: abs(frame.evaluate(FITS)[1] - heights(page)[0]) <= 1
    until(fits)
    for _ in range(2):
        link = frame.locator("article a[href*='/embed/']:not([target])").locator("visible=true").first
        to = link.evaluate("each => each.href.split('#')[0]")
        link.click()
        frame.wait_for_url(lambda url: url.startswith(to))
        frame.wait_for_selector("article h1")
        until(fits)
    page.evaluate(
        "address => { document.querySelector('iframe').src = address; }", f"{book.url}embed/item/mlcf/1.1/"
    )
    frame.wait_for_url(f"{book.url}embed/item/mlcf/1.1/")
    frame.wait_for_selector("article h1")
    until(fits)
    before = heights(page)
    frame.evaluate("address => { location = address; }", f"{taken.url}embed/x/y/")
    frame.wait_for_url(f"{taken.url}embed/x/y/")
    assert runs(page)("frames[0]", 700) == before


# ---- The form that makes the code


def test_the_builder_makes_code_that_works(open_page, host, book):
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"{book.url}deaneries/embedding/?record=item/mlcf/1.1")
    code = page.get_by_label("Code to copy")
    assert (
        f'<iframe src="{book.url}embed/item/mlcf/1.1/"' in code.input_value()
        and f'<script src="{book.url}embed/host.js" defer></script>' in code.input_value()
    )
    until(
        lambda: page.evaluate("document.querySelector('[data-builder-preview] iframe').clientHeight > 2000")
    )
    framed = code.input_value()
    page.get_by_role("button", name="Copy the code").click()
    expect(page.get_by_text("Copied.", exact=True)).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == code.input_value()
    page.get_by_label("Where will you put it?").select_option("sharepoint")
    assert "<script" not in code.input_value() and 'height="800"' in code.input_value()
    expect(page.get_by_text("In SharePoint add the Embed web part")).to_be_visible()
    page.get_by_label("Where will you put it?").select_option("script")
    expect(page.get_by_label("Height", exact=True)).to_have_value("")
    page.get_by_label("How much of it").select_option("card")
    page.get_by_label("Colours", exact=True).select_option("dark")
    page.get_by_label("Find", exact=True).fill("bristol")
    expect(page.get_by_text("1 page found. Choose it below.")).to_be_visible()
    assert (
        '<handbook-card record="case/bristol" scheme="dark"><a href="' + f'{book.url}cases/bristol/">'
        in code.input_value()
    )
    high = (
        "[...document.querySelectorAll('handbook-card')].at(-1).shadowRoot?.querySelector('iframe')"
        "?.clientHeight > 100"  # Once the card's script has come.
    )
    until(lambda: page.evaluate(high))
    assert audit.axe(page) == []
    assert page.seen.problems() == []
    boxes = "* { box-sizing: border-box } iframe { border: 7px solid }"  # As many sites have it.
    shown = host(code.input_value(), css=boxes)
    until(lambda: shown.evaluate(high))
    shown = host(framed, css=boxes)  # Its policy takes no inline style.
    shown.mouse.move(20, 200)
    frame = until(
        lambda: heights(shown) and next((each for each in shown.frames if "/embed/" in each.url), None)
    )  # Frames are news that comes with an answer.
    until(lambda: heights(shown)[0] > 2000 and abs(frame.evaluate(FITS)[1] - heights(shown)[0]) <= 1)
    assert shown.evaluate("getComputedStyle(document.querySelector('iframe')).borderTopWidth") == "0px"


@pytest.mark.parametrize(
    ("place", "how", "height", "moodle"),
    [
        ("theory/eight-steps", "page", "800", "In Moodle add a Page"),
        ("wheel/mlcf", "page", "1000", "In Moodle add a Page"),
        ("view/coverage", "page", "1000", "In Moodle add a Page"),
        ("tool/plan", "page", "1000", "For a tool, a URL resource in a new window"),
        ("tool/plan", "card", "300", "In Moodle add a Text and media area"),
    ],
)
def test_the_builder_begins_with_what_the_guides_advise(open_page, book, place, how, height, moodle):
    page = open_page()
    page.goto(f"{book.url}deaneries/embedding/?record={place}")
    page.get_by_label("How much of it").select_option(how)
    page.get_by_label("Where will you put it?").select_option("moodle")
    expect(page.locator("[data-builder-says]")).to_contain_text(moodle)
    expect(page.get_by_label("Height", exact=True)).to_have_value(height)
    page.get_by_label("Height", exact=True).select_option("400")
    page.get_by_label("Where will you put it?").select_option("sharepoint")
    assert 'height="400"' in page.get_by_label("Code to copy").input_value()


def test_the_builder_finds_the_list_of_pathways_before_each_of_them(open_page, book):
    page = open_page()
    page.goto(f"{book.url}deaneries/embedding/")
    page.get_by_label("Find", exact=True).fill("pathways")
    options = page.get_by_label("What to show").locator("option")
    assert options.first.inner_text() == "All pathways" and options.count() > 30
    expect(page.get_by_label("Code to copy")).to_have_value(re.compile("/embed/view/pathways/"))


def test_the_builder_keeps_in_its_address_what_was_chosen(open_page, book):
    page = open_page()
    page.goto(f"{book.url}deaneries/sharepoint/")
    page.get_by_role("article").get_by_role("link", name="Show a page in your intranet").first.click()
    where = page.get_by_label("Where will you put it?")
    expect(where).to_have_value("sharepoint")
    page.get_by_label("What to show").select_option("theory/eight-steps")
    page.get_by_label("Height", exact=True).select_option("400")
    page.get_by_label("Colours", exact=True).select_option("dark")
    page.reload()
    expect(where).to_have_value("sharepoint")
    expect(page.get_by_label("Code to copy")).to_have_value(
        re.compile(r'embed/theory/eight-steps/\?scheme=dark"[^>]* height="400"', re.S)
    )
    page.goto(f"{book.url}deaneries/embedding/?record=no/such&where=nowhere&height=9")
    expect(where).to_have_value("script")
    expect(page.get_by_label("Height", exact=True)).to_have_value("")


def test_a_title_with_quotes_breaks_no_code(open_page, book):
    page = open_page()
    page.goto(f"{book.url}deaneries/embedding/")
    page.evaluate(
        "() => { const what = document.getElementById('builder-what');"
        " what.selectedOptions[0].label = 'The \"North\" <b> & more';"
        " what.dispatchEvent(new Event('change')); }"
    )
    title = 'title="The &quot;North&quot; &lt;b&gt; &amp; more, from the handbook"'
    assert title in page.get_by_label("Code to copy").input_value()


def test_what_the_builder_says_is_marked_with_its_language(open_page, book):
    page = open_page()
    page.route("**/deaneries/embedding/", in_welsh)
    page.goto(f"{book.url}deaneries/embedding/")
    for place in ("#builder-found", "[data-builder-says]", "[data-builder-copied]"):
        expect(page.locator(place)).to_have_attribute("lang", "cy")


def in_welsh(route) -> None:
    """Answer with the page as one whose interface is Welsh."""
    answer = route.fetch()
    route.fulfill(
        response=answer, body=re.sub(r'<html lang="[^"]*"', '<html lang="cy"', answer.text(), count=1)
    )


def test_the_builders_page_reads_without_scripts(open_page, book):
    page = open_page(width=320, java_script_enabled=False)
    page.goto(f"{book.url}deaneries/embedding/")
    assert page.locator("[data-builder]").is_hidden()
    assert "https://handbook.example/embed/theory/eight-steps/" in page.locator("article").inner_text()
