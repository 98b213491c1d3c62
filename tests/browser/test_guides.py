"""What the guides for deaneries show: their pictures, their heights, the builder's code, and text set far
apart.

    HANDBOOK_PICTURES=write handbook test tests/browser/test_guides.py

makes the pictures in ``docs/assets/images/guides`` anew and writes the measured heights into the guide for
SharePoint. Without it the pictures are made too, and compared roughly with those that are there: fonts differ
between machines.
"""

from __future__ import annotations

import io
import os
import re
from itertools import combinations

import audit
import pytest
from built import ROOT, edition
from PIL import Image, ImageChops, ImageStat
from surroundings import SURROUNDINGS

pytestmark = pytest.mark.browser

WRITES = os.environ.get("HANDBOOK_PICTURES") == "write"
PICTURES = ROOT / "docs" / "assets" / "images" / "guides"
GUIDES = ROOT / "docs" / "deaneries"
SIZE = (1280, 800)
NARROW = (800, 800)  # Without the columns at the sides, so that words stay legible in the picture.
NAMES = [*SURROUNDINGS, "builder", "edition"]
OF_COURSES = {"scorm"}  # As the tests of courses see it; nothing draws it anew.
MOST_BYTES = 60_000
COARSE = (160, 100)
# of 255, on the mean over a coarse picture in grey; another font moves it by three, another guide's picture
# by thirteen
MOST_APART = 8
COLUMNS = (1204, 792, 586, 380)
LOOKED_AT = (
    "wheel/mlcf",
    "theory/eight-steps",
    "case/surgical-checklist",
    "tool/plan",
)  # Of the table of heights, where it is not written anew.


# ---- Pictures ----------------------------------------------------------------------------------------------


def squeezed(png: bytes) -> bytes:
    """A screenshot as a small PNG, with as many colours of 128, 64 and 32 as it may have."""
    for colours in (128, 64, 32):
        out = io.BytesIO()
        Image.open(io.BytesIO(png)).convert("RGB").quantize(colours, dither=Image.Dither.NONE).save(
            out, "PNG", optimize=True
        )
        if len(out.getvalue()) <= MOST_BYTES:
            break
    return out.getvalue()


def apart(one: bytes, other: bytes) -> float:
    """How far two pictures are apart, from 0 to 255: the mean difference of their brightness, seen very
    coarsely."""
    first, second = (
        Image.open(io.BytesIO(each)).convert("L").resize(COARSE, Image.Resampling.BOX)
        for each in (one, other)
    )
    return ImageStat.Stat(ImageChops.difference(first, second)).mean[0]


def settled(frame) -> None:
    """Wait until the page in a frame has its fonts and its scripts have run."""
    frame.wait_for_load_state("load")
    frame.evaluate("document.fonts.ready.then(() => true)")


def drawn(open_page, server, host_folder, name: str):
    """A page of a drawn intranet, with a real embed in it, standing on an address of its own."""
    (host_folder / "index.html").write_text(SURROUNDINGS[name].replace("{handbook}", server.url), "utf-8")
    with audit.serve(host_folder, headers={"Content-Security-Policy": ""}) as host:
        page = open_page(*SIZE, color_scheme="light")
        page.goto(host.url.replace("127.0.0.1", "localhost"), wait_until="load")
        page.wait_for_function(
            "[...document.querySelectorAll('handbook-card')].every(card => card.frame &&"
            " card.frame.offsetHeight > 60)"
        )  # No policy here.
        frames = [frame for frame in page.frames if frame.url.startswith(server.url)]
        assert frames and all(frame.locator("h1").count() == 1 for frame in frames)
        for frame in frames:
            settled(frame)
        png = page.screenshot()
        assert page.seen.problems() == []
    return png


def builder(open_page, server) -> bytes:
    """The page on which the code is made, with a choice made."""
    page = open_page(*NARROW, color_scheme="light")
    page.goto(server.url + "deaneries/embedding/", wait_until="load")
    page.locator("#builder-what").select_option("theory/eight-steps")
    page.locator("#builder-where").select_option("sharepoint")
    page.evaluate(
        "document.getElementById('builder-code').value ="
        " document.getElementById('builder-code').value.replaceAll(location.origin,"
        " 'https://handbook.example')"
    )
    page.locator("#builder-find").evaluate(
        "field => scrollTo({top: field.getBoundingClientRect().top + scrollY - 160, behavior: 'instant'})"
    )
    png = page.screenshot()
    assert page.seen.problems() == []
    return png


def own_edition(open_page) -> bytes:
    """The first page of an example edition."""
    with audit.serve(edition("example-north")) as running:
        page = open_page(*SIZE, color_scheme="light")
        page.goto(running.url, wait_until="load")
        png = page.screenshot()
        assert page.seen.problems() == []
    return png


def made(open_page, server, folder, name: str) -> bytes:
    """The picture called ``name`` as it is today."""
    if name in SURROUNDINGS:
        return drawn(open_page, server, folder, name)
    return builder(open_page, server) if name == "builder" else own_edition(open_page)


@pytest.mark.parametrize("name", NAMES)
def test_the_picture_of_a_guide_shows_what_is_there_now(open_page, server, tmp_path, name):
    png = made(open_page, server, tmp_path, name)
    file = PICTURES / f"{name}.png"
    if WRITES:
        PICTURES.mkdir(parents=True, exist_ok=True)
        file.write_bytes(squeezed(png))
    again = (
        f"{file.relative_to(ROOT)} has to be made anew: HANDBOOK_PICTURES=write handbook test"
        " tests/browser/test_guides.py"
    )
    assert file.is_file(), again
    kept = file.read_bytes()
    assert len(kept) <= MOST_BYTES
    assert Image.open(io.BytesIO(kept)).size == Image.open(io.BytesIO(png)).size, again
    assert apart(kept, png) <= MOST_APART, again


def test_the_picture_of_another_guide_would_be_noticed():
    kept = {name: (PICTURES / f"{name}.png").read_bytes() for name in NAMES}
    for one, other in combinations(NAMES, 2):
        assert apart(kept[one], kept[other]) > 1.5 * MOST_APART, (one, other)
    assert apart(kept["moodle"], kept["moodle"]) == 0


def test_every_picture_stands_in_a_guide_with_words_for_it():
    shown = {}
    for file in GUIDES.glob("*.md"):
        for words, name in re.findall(
            r"!\[([^\]]+)\]\(\.\./assets/images/guides/([\w-]+)\.png\)", file.read_text("utf-8")
        ):
            shown[name] = words
    assert set(shown) == {file.stem for file in PICTURES.glob("*.png")} == {*NAMES, *OF_COURSES}
    assert all(len(words) > 40 for words in shown.values())


# ---- What the guides say of the builder and of heights -----------------------------------------------------


def attributes(code: str) -> set[str]:
    """The names of the attributes of the first ``iframe`` in a piece of code."""
    return set(re.findall(r'\s([a-z]+)="', re.search(r"<iframe(.+?)>", code, re.DOTALL)[1]))


@pytest.mark.parametrize(
    "guide, where", [("sharepoint", "sharepoint"), ("moodle", "moodle"), ("intranet", "plain")]
)
def test_the_builder_gives_the_code_that_the_guide_shows(open_page, server, guide, where):
    page = open_page()
    page.goto(server.url + "deaneries/embedding/", wait_until="load")
    shown = re.search(r"```html\n(<iframe.+?)```", (GUIDES / f"{guide}.md").read_text("utf-8"), re.DOTALL)[1]
    place, height = re.search(r"/embed/([^\"?]+?)/\"", shown)[1], re.search(r'height="(\d+)"', shown)[1]
    page.locator("#builder-what").select_option(place)
    page.locator("#builder-where").select_option(where)
    page.locator("#builder-height").select_option(height)
    given = page.locator("#builder-code").input_value()
    assert attributes(given) == attributes(shown)
    assert (
        given.split("title=")[0].replace(server.url, "https://handbook.example/") == shown.split("title=")[0]
    )
    assert f'height="{height}"' in given


def test_the_heights_in_the_guide_are_those_of_the_pages(open_page, server):
    guide = GUIDES / "sharepoint.md"
    text, page, wrong = guide.read_text("utf-8"), open_page(COLUMNS[0], 600), []
    rows = re.findall(r"^(\|[^|]+`([^`]+)` \|[^|]+\|) ([\d |]+) \|$", text, re.MULTILINE)
    assert {place for _, place, _ in rows} >= set(LOOKED_AT)
    for row, place, said in rows:
        if not WRITES and place not in LOOKED_AT:
            continue
        page.goto(f"{server.url}embed/{place}" + ("" if "?" in place else "/"), wait_until="load")
        page.evaluate(AT_REST)
        measured = [whole_height(page, width) for width in COLUMNS]
        text = text.replace(f"{row} {said} |", f"{row} {' | '.join(map(str, measured))} |")
        told = [int(each) for each in said.split("|")]
        if any(abs(one - other) > max(0.15 * one, 100) for one, other in zip(measured, told, strict=True)):
            wrong.append(f"{place}: the guide says {told}, measured {measured}")
    if WRITES:
        guide.write_text(text, "utf-8")
    else:
        assert wrong == []


# A tool draws itself in steps after the page has loaded: its height counts once it has stayed the same for
# half a second.
AT_REST = """!document.querySelector("[data-tool]") || new Promise(done => {
  let before = -1, same = 0;
  const look = setInterval(() => {
    const high = document.querySelector("[data-tool]:not(:empty)")
      ? document.documentElement.scrollHeight : -1;
    same = high >= 0 && high === before ? same + 1 : 0;
    before = high;
    if (same >= 5) { clearInterval(look); done(true); }
  }, 100);
})"""


def whole_height(page, width: int) -> int:
    """How high the page is at ``width``, rounded up to 50 pixels."""
    page.set_viewport_size({"width": width, "height": 600})
    high = page.evaluate(
        "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() =>"
        " done(document.documentElement.getBoundingClientRect().height))))"
    )
    return -(-int(high) // 50) * 50


# ---- What the accessibility statement says of text spacing -------------------------------------------------

FAR_APART = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
  word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }"""


@pytest.mark.parametrize(
    "path",
    [
        "",
        "theories/",
        "theories/eight-steps/",
        "frameworks/mlcf/2.2/",
        "modules/leading-improvement/",
        "tools/plan/",
        "deaneries/sharepoint/",
        "deaneries/embedding/",
    ],
)
def test_text_set_far_apart_hides_no_words(open_page, server, path):
    """WCAG 2.2, 1.4.12: with these distances nothing is cut off, and at 320 pixels nothing scrolls
    sideways."""
    page = open_page(320)
    assert page.goto(server.url + path).status == 200
    page.evaluate(
        "css => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css);"
        " document.adoptedStyleSheets.push(sheet); }",
        FAR_APART,
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    cut = page.evaluate(
        """() => [...document.querySelectorAll(
            "p, li, dd, dt, h1, h2, h3, th, td, a, button, label, summary")]
        .filter(each => each.checkVisibility()
            && !each.closest(".hb-scroll, .hb-code, .hb-visually-hidden, .hb-skip, svg"))
        .filter(each => ["hidden", "clip"].includes(getComputedStyle(each).overflowY)
            && each.scrollHeight > each.clientHeight + 2)
        .map(each => each.textContent.trim().slice(0, 60))"""
    )
    assert cut == []
