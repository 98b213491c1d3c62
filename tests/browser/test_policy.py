"""Foreign text that got into a built page does nothing there: on a server that sends no header, and from
disk."""

from __future__ import annotations

import shutil
from pathlib import Path

import audit
import pytest
from built import ROOT, site

from macros.hosting import read_policy

pytestmark = [pytest.mark.browser, pytest.mark.slow]

META = read_policy(ROOT).format_meta()
PAGES = (
    "theories/eight-steps",
    "frameworks/mlcf/1.1",
    "guides/measurement",
    "tools/plan",
    "embed/theory/eight-steps",
    "embed/tool/plan",
    "404",
)
RAN = "document.documentElement.dataset.ran = 'yes'"
# What a page would hold if a fault let it in. {other} is a server of somebody else's.
FOREIGN = f"""<meta http-equiv="Content-Security-Policy" content="default-src * 'unsafe-inline'">\
<base href="{{other}}">
<script>{RAN}</script><script src="{{other}}foreign.js"></script>\
<link rel="stylesheet" href="{{other}}foreign.css"><style>html {{{{ opacity: 0.5 }}}}</style>
<img src="{{other}}pixel.png" alt=""><img src="data:," alt="" onerror="{RAN}"><svg onload="{RAN}"></svg>
<iframe src="{{other}}frame.html"></iframe><iframe srcdoc="<script>parent.{RAN}</script>"></iframe>\
<object data="{{other}}object"></object>
<p id="styled" style="opacity: 0.5">styled</p><a id="link" href="javascript:{RAN}">link</a>\
<form id="form" action="{{other}}sent"></form>"""
STATE = """() => ({ ran: document.documentElement.dataset.ran || "no",
    base: document.baseURI === location.href,
    faded: [document.documentElement, document.getElementById("styled")]
        .map(each => getComputedStyle(each).opacity),
    own: document.styleSheets.length >= 1 && "handbook" in window })"""


@pytest.fixture(scope="module")
def other(tmp_path_factory):
    """Somebody else's server; what is asked of it is in ``other.requests``."""
    folder = tmp_path_factory.mktemp("other")
    (folder / "foreign.js").write_text(RAN, "utf-8")
    with audit.serve(folder, headers={"Content-Security-Policy": ""}) as running:
        yield running


@pytest.fixture(scope="module")
def copies(tmp_path_factory):
    """The site in both its forms, as links to the files, to put pages beside those that are there."""
    folder = tmp_path_factory.mktemp("copies")
    for offline, name in ((False, "served"), (True, "disk")):
        shutil.copytree(
            site(offline), folder / name, copy_function=lambda one, other: Path(other).hardlink_to(one)
        )
    return folder


def beside(copy: Path, place: str, change) -> Path:
    """A page with something changed, in the folder of the one at ``place``."""
    file = copy / f"{place}/index.html"
    file = file if file.exists() else copy / f"{place}.html"
    changed = file.with_name("changed.html")
    changed.write_text(change(file.read_text("utf-8")), "utf-8")
    return changed


def seen_on(page, address: str) -> dict:
    """What a page at ``address`` shows once everything on it was tried, the link and the form included."""
    page.goto(address)
    page.evaluate(
        "() => { document.getElementById('link').click(); document.getElementById('form').submit(); }"
    )
    return page.evaluate(STATE)


@pytest.mark.parametrize("place", PAGES)
@pytest.mark.parametrize("form", ["served", "disk"])
def test_what_got_into_a_page_neither_runs_nor_loads_nor_sends_anything(
    open_page, copies, other, form, place
):
    if form == "disk" and (place == "404" or place.startswith("embed/")):
        place = "index"  # From disk there is no page for unknown addresses, and there are no embeds.
    foreign = FOREIGN.format(other=other.url)
    changed = beside(
        copies / form,
        place,
        lambda html: html.replace(META, META + foreign, 1).replace("</body>", f"{foreign}</body>"),
    )
    with audit.serve(copies / "served", headers={"Content-Security-Policy": ""}) as server:
        home = server.url if form == "served" else f"{(copies / form).as_uri()}/"
        page, asked = open_page(), len(other.requests)
        assert seen_on(page, home + changed.relative_to(copies / form).as_posix()) == {
            "ran": "no",
            "base": True,
            "faded": ["1", "1"],
            "own": True,
        }
        assert other.requests[asked:] == []
        assert len(page.seen.csp) >= 10


def test_without_the_policy_it_would(open_page, copies, other):
    """So that the test above can fail."""
    changed = beside(
        copies / "disk",
        "theories/eight-steps",
        lambda html: html.replace(META, "").replace("</body>", FOREIGN.format(other=other.url) + "</body>"),
    )
    page = open_page()
    page.goto(changed.as_uri())
    assert page.evaluate(STATE)["ran"] == "yes" and page.evaluate(STATE)["faded"] == ["0.5", "0.5"]
    assert "/foreign.js" in other.requests
