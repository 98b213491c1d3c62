"""Pages that the browser keeps: without a network, on request, through a renewal of the site, and removed."""

from __future__ import annotations

import json
import os
import re
import shutil
from contextlib import contextmanager
from pathlib import Path

import audit
import pytest
import waiting
from built import edition, site
from once import once
from playwright.sync_api import expect

from macros.tools import device_files

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PATHWAY = "pathways/late-discharges/"
TITLE = "Patients on your ward go home at six in the evening"
DEVICE = "about/on-device/"
KEEP, REMOVE = "Keep on this device", "Remove from this device"
CACHES = "() => caches.keys()"
READY = "() => navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller !== null)"
KEPT = "(address) => caches.match(address).then(Boolean)"


def states() -> Path:
    """A folder with two states of a part of the site, ``one`` and ``two``: each page, the style sheet of all
    pages and the data of the tools say which."""
    return once("device-states", lambda folder: [make_state(folder / name, name) for name in ("one", "two")])


def make_state(folder: Path, name: str) -> None:
    left_out = shutil.ignore_patterns("embed", "api", "edit", "contribute", "frameworks", "hosting")
    shutil.copytree(site(), folder, ignore=left_out, copy_function=os.link)
    (style,) = folder.glob("assets/css/site.*.css")
    new_style = style.name.replace("site.", f"site.{name}")
    write(style.with_name(new_style), style.read_text("utf-8") + f"\n:root {{ --state: {name}; }}\n")
    replaced = style.name
    style.unlink()
    for page in folder.rglob("*.html"):
        html = page.read_text("utf-8").replace(replaced, new_style)
        write(page, html.replace("<body", f'<body data-state="{name}"', 1))
    data = folder / "assets/data/handbook.js"
    write(data, f'{data.read_text("utf-8")}\nwindow.stateOfData = "{name}";\n')
    os.utime(data, (1_700_000_000,) * 2 if name == "one" else None)  # Its server knows a file by the second.
    list_files(folder)


def write(file: Path, text: str) -> None:
    """Write a file in the place of one that other folders may share."""
    file.unlink(missing_ok=True)
    file.write_text(text, "utf-8")


def list_files(folder: Path) -> None:
    """Make the list and the worker of the site in ``folder`` anew."""
    build, listed = device_files.format_list(device_files.list_site_files(folder), DEVICE)
    before = json.loads((site() / device_files.LIST).read_text("utf-8"))["build"]
    worker = (site() / device_files.WORKER).read_text("utf-8")
    assert worker.count(before) == 1
    write(folder / device_files.LIST, listed)
    write(folder / device_files.WORKER, worker.replace(before, build))


class Renewable:
    """A running server whose site is that of ``states`` that was named last."""

    def __init__(self, folder: Path):
        self.link = folder / "live"
        self.server: audit.Server | None = None
        self.renew("one")

    def renew(self, name: str) -> None:
        new = self.link.with_name("next")
        new.symlink_to(states() / name)
        new.replace(self.link)


@pytest.fixture
def host(tmp_path):
    renewable = Renewable(tmp_path)
    with audit.serve(renewable.link, prefix="/north/") as running:
        renewable.server, renewable.url = running, running.url
        yield renewable


@contextmanager
def opened(chromium, **settings):
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, **settings)
    context.set_default_timeout(audit.PATIENCE * 1000)
    try:
        yield context
    finally:
        context.close()


@pytest.fixture
def tab(chromium):
    """Opens tabs of one browser that has been here before."""
    with opened(chromium) as context:

        def open_tab():
            page = context.new_page()
            page.seen = audit.watch(page)
            return page

        yield open_tab


def arrive(page, host, path: str = PATHWAY) -> None:
    """Come to a page as somebody who has read another before, and wait until the worker is at work."""
    page.goto(host.url)
    page.goto(host.url + path)
    waiting.until(lambda: page.evaluate(READY), "a worker")
    waiting.until(lambda: page.evaluate(KEPT, host.url + path), "the page to be kept")


def keep(page) -> None:
    page.get_by_role("button", name=KEEP).click()
    expect(page.get_by_text(re.compile(r"^Kept: \d+ pages, [\d.]+ MB, from "))).to_be_visible()


def state(page) -> tuple[str, str]:
    """Which state the page is of, and its style sheet."""
    return (
        page.evaluate("document.body.dataset.state"),
        page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--state').trim()"),
    )


# ---- What is kept, and what is not


def test_the_first_page_brings_no_worker_and_the_second_does(tab, host):
    page = tab()
    page.goto(host.url)
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
    assert not any("service-worker" in path for path in host.server.requests)
    page.goto(host.url + PATHWAY)
    waiting.until(lambda: page.evaluate(READY), "a worker")
    assert page.seen.problems() == []


def test_what_was_read_opens_without_a_network_and_what_was_not_leads_to_the_list(tab, host):
    page = tab()
    arrive(page, host)
    page.goto(host.url + "theories/eight-steps/")
    waiting.until(lambda: page.evaluate(KEPT, host.url + "theories/eight-steps/"), "the page to be kept")
    host.server.is_down = True
    for path in (PATHWAY, "theories/eight-steps/", "theories/eight-steps/?from=a#sources"):
        page.goto(host.url + path)
        assert state(page) == ("one", "one")
    page.goto(host.url + "theories/force-field-analysis/")
    expect(page.get_by_role("heading", level=1)).to_have_text("On this device")
    expect(page.get_by_text("There is no network, and this page is not kept here:")).to_be_visible()


def test_a_pathway_is_kept_with_all_that_it_leads_to(tab, host):
    page = tab()
    arrive(page, host)
    keep(page)
    links = page.eval_on_selector_all("article a[href]", "(all) => all.map((a) => a.href.split(/[?#]/)[0])")
    pages = set(links)
    own = sorted(address for address in pages if address.startswith(host.url))
    own = [address for address in own if (states() / "one" / address.removeprefix(host.url)).exists()]
    assert len(own) > 5
    host.server.is_down = True
    for address in own:
        page.goto(address)
        assert page.url == address and state(page) == ("one", "one")
    page.goto(host.url + DEVICE)
    row = page.get_by_role("listitem").filter(has_text=TITLE)
    expect(row).to_contain_text(re.compile(r"\d+ pages, [\d.]+ MB, from \d"))
    assert audit.axe(page) == []


def test_a_tool_works_without_a_network(tab, host):
    page = tab()
    arrive(page, host, "tools/plan/")
    page.goto(host.url + "tools/plan/")
    waiting.until(lambda: page.evaluate(KEPT, host.url + "assets/data/handbook.js"), "the data")
    host.server.is_down = True
    page.goto(host.url + "tools/plan/")
    expect(page.get_by_role("button", name="New goal")).to_be_visible()
    assert page.evaluate("window.stateOfData") == "one"


def test_a_file_that_is_not_of_the_build_is_not_kept(tab, host):
    """A proxy put something into a page: it is shown, and neither kept nor taken for a newer state."""
    page = tab()
    arrive(page, host)
    other = "<!doctype html><title>Other</title><p>put in"
    page.context.route(
        "**/theories/eight-steps/", lambda route: route.fulfill(body=other, content_type="text/html")
    )
    page.goto(host.url + "theories/eight-steps/")
    expect(page.get_by_text("put in")).to_be_visible()
    page.goto(host.url + DEVICE)
    assert not page.evaluate(KEPT, host.url + "theories/eight-steps/")
    expect(page.get_by_role("button", name="Remove everything from this device")).to_be_visible()
    assert page.locator(".hb-renewed").count() == 0


# ---- Removed again


def test_a_pathway_is_removed_alone(tab, host):
    page = tab()
    arrive(page, host)
    keep(page)
    page.get_by_role("button", name=REMOVE).click()
    expect(page.get_by_role("button", name=KEEP)).to_be_visible()
    page.goto(host.url + DEVICE)
    expect(page.get_by_text("No pathway or module is kept yet")).to_be_visible()


def test_everything_is_removed_and_stays_away_until_it_is_asked_for(tab, host):
    page = tab()
    arrive(page, host)
    keep(page)
    page.goto(host.url + DEVICE)
    page.get_by_role("button", name="Remove everything from this device").click()
    expect(page.get_by_text("Nothing of the handbook is kept in this browser")).to_be_visible()
    for path in (PATHWAY, DEVICE):
        page.goto(host.url + path)
        assert page.evaluate(CACHES) == []
        assert page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
    page.get_by_role("button", name="Keep what I read from now on").click()
    expect(page.get_by_role("button", name="Remove everything from this device")).to_be_visible()


# ---- The site is renewed


def test_an_old_page_stays_as_it_was_and_says_so_when_another_tab_has_met_the_new_state(tab, host):
    old, new = tab(), tab()
    arrive(old, host)
    keep(old)
    host.renew("two")
    new.goto(host.url + "tools/plan/")
    assert state(new) == ("two", "two")
    waiting.until(lambda: new.evaluate("window.stateOfData") == "two", "the data of the new state")
    expect(old.get_by_text("There is a newer state of the handbook.")).to_be_visible()
    assert new.locator(".hb-renewed").count() == 0
    # What the old page loads later is of its own state.
    old.get_by_role("button", name="Mark as read").first.click()
    waiting.until(lambda: old.evaluate("window.stateOfData") == "one", "the data of the old state")
    assert audit.axe(old) == []
    old.get_by_role("button", name="Show it").click()
    old.wait_for_function("() => document.body && document.body.dataset.state === 'two'")
    waiting.until(lambda: len(old.evaluate(CACHES)) == 2, "the old state to be gone")
    host.server.is_down = True
    old.goto(host.url + PATHWAY)
    assert state(old) == ("two", "two")
    expect(old.get_by_role("button", name=REMOVE)).to_be_visible()


def test_with_one_tab_the_new_state_takes_over_by_itself(tab, host):
    page = tab()
    arrive(page, host)
    keep(page)
    (before,) = (name for name in page.evaluate(CACHES) if not name.endswith("notes"))
    host.renew("two")
    page.goto(host.url + "theories/eight-steps/")
    assert state(page) == ("two", "two")
    waiting.until(lambda: before not in page.evaluate(CACHES), "the new state to take over")
    assert page.locator(".hb-renewed").count() == 0
    host.server.is_down = True
    page.goto(host.url + PATHWAY)
    assert state(page) == ("two", "two")


def test_a_renewal_that_cannot_be_fetched_whole_changes_nothing(tab, host):
    page = tab()
    arrive(page, host)
    keep(page)
    half = host.link.with_name("half")
    shutil.copytree(states() / "two", half)
    shutil.rmtree(half / PATHWAY)
    new = host.link.with_name("next")
    new.symlink_to(half)
    new.replace(host.link)
    page.goto(host.url + "theories/eight-steps/")
    asked = lambda: any("service-worker" in path for path in host.server.requests[-40:])
    waiting.until(asked, "the new worker to be asked for")
    waiting.until(
        lambda: page.evaluate(
            "navigator.serviceWorker.getRegistration().then((one) => !one.installing && !one.waiting)"
        ),
        "its end",
    )
    host.server.is_down = True
    page.goto(host.url + PATHWAY)
    assert state(page) == ("one", "one")


# ---- Where nothing can be kept


TOO_LITTLE = "This browser keeps no pages"
REFUSED = "Promise.reject(new DOMException('no', 'SecurityError'))"


@pytest.mark.parametrize(
    ("lack", "says"),
    [
        ("delete window.caches", TOO_LITTLE),
        ("Object.defineProperty(navigator, 'serviceWorker', { value: undefined })", TOO_LITTLE),
        ("Object.defineProperty(window, 'isSecureContext', { value: false })", "begins with https://"),
        (f"navigator.serviceWorker.register = () => {REFUSED}", "This browser refuses to keep pages here"),
    ],
)
def test_where_nothing_can_be_kept_the_page_says_why(tab, host, lack, says):
    page = tab()
    page.add_init_script(lack)
    page.goto(host.url + DEVICE)
    expect(page.locator(".hb-device")).to_contain_text(says)


def test_a_full_device_is_said_beside_the_button(tab, host):
    page = tab()
    arrive(page, host)
    devtools = page.context.new_cdp_session(page)
    origin = host.url.removesuffix("/north/")
    devtools.send("Storage.overrideQuotaForOrigin", {"origin": origin, "quotaSize": 400_000})
    page.get_by_role("button", name=KEEP).click()
    expect(page.get_by_text("There is no room for it on this device.")).to_be_visible()


def test_without_a_network_the_button_says_that_not_all_has_come(tab, host):
    page = tab()
    arrive(page, host)
    host.server.is_down = True
    page.get_by_role("button", name=KEEP).click()
    expect(page.get_by_text("Not all of it has come.")).to_be_visible()


# ---- The manifest


@pytest.mark.parametrize("name", ["", "example-north", "enghraifft-cymru"])
def test_a_browser_takes_the_manifest_as_it_is(chromium, name):
    with audit.serve(edition(name) if name else site()) as running, opened(chromium) as context:
        page = context.new_page()
        page.goto(running.url)
        answer = context.new_cdp_session(page).send("Page.getAppManifest")
        assert answer["errors"] == [] and answer["url"] == f"{running.url}manifest.webmanifest"
        manifest = json.loads(answer["data"])
        assert page.title() == manifest["name"]
        assert page.evaluate("document.documentElement.lang") == manifest["lang"]
        icon = page.evaluate(
            "async (src) => { const image = new Image(); image.src = src; await image.decode();"
            " return [image.naturalWidth, image.naturalHeight]; }",
            running.url + manifest["icons"][0]["src"],
        )
        assert icon[0] == icon[1] > 0
        assert manifest["theme_color"] == {"example-north": "#5a2b7f"}.get(name, manifest["theme_color"])


def test_no_embed_and_no_preview_offers_a_worker():
    embeds = [*site().glob("embed/theory/*/index.html")]
    assert embeds and all("manifest.webmanifest" not in file.read_text("utf-8") for file in embeds)
    assert "manifest.webmanifest" in (site() / "index.html").read_text("utf-8")
    assert "manifest.webmanifest" not in (site(offline=True) / "index.html").read_text("utf-8")
