"""The site as nginx and Apache serve it with the files of the build, in a real browser: it works, and only
who may shows it in a frame."""

from __future__ import annotations

import base64
import hashlib
import shutil
from contextlib import contextmanager
from pathlib import Path

import audit
import pytest
import real_servers
from built import ROOT, SUB_PATH, site, sub_path_site
from playwright.sync_api import expect

from macros import hosting

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def host_page(folder: Path, inside: str) -> None:
    """A page of an intranet with ``inside`` in its body."""
    folder.mkdir(exist_ok=True)
    (folder / "index.html").write_text(
        f'<!doctype html><title>Intranet</title><link rel=icon href="data:,">{inside}', "utf-8"
    )


@contextmanager
def framed_by(folder: Path, *origins: str):
    """The site served by nginx, to be framed by these alone."""
    place = folder / "site"
    shutil.copytree(site(), place, copy_function=lambda one, other: Path(other).hardlink_to(one))
    shutil.rmtree(place / "hosting")
    for name in ("_headers", "web.config", "staticwebapp.config.json"):
        (place / name).unlink()  # Links, too: what is written to them would be written into the site.
    hosting.write(hosting.read_policy(ROOT).model_copy(update={"framing": list(origins)}), place)
    with real_servers.nginx(place) as address:
        yield f"{address}/"


@pytest.mark.parametrize("server,place,prefix", [("nginx", site, ""), ("apache", sub_path_site, SUB_PATH)])
def test_pages_tools_and_search_work_and_nothing_breaks_the_policy(open_page, server, place, prefix):
    with getattr(real_servers, server)(place(), prefix) as address:
        page = open_page()
        page.goto(f"{address}{prefix}/")
        page.locator("#hb-search-input").fill("Kotter's eight steps")
        page.locator(
            f'.hb-search__panel:not([hidden]) a[href^="{address}{prefix}/theories/eight-steps/"]'
        ).first.click()
        expect(page.locator("h1")).to_have_text("Kotter's eight steps")
        page.get_by_role("button", name="Want to read").click()  # Loads the tools by their hashed name.
        expect(page.locator(".hb-marks__says").first).to_contain_text("My handbook")
        for path in (
            "tools/self-assessment/",
            "coverage/",
            "embed/theory/eight-steps/",
            "deaneries/embedding/",
        ):
            page.goto(f"{address}{prefix}/{path}")
        assert page.seen.problems() == []
        answer = page.goto(f"{address}{prefix}/no/such/page/")
        assert answer.status == 404
        expect(page.locator("h1")).to_have_text("This page is not here")
        assert page.evaluate(
            "document.styleSheets.length >= 1 && [...document.styleSheets].every(sheet =>"
            " sheet.cssRules.length)"
        )
        assert [
            text for text in page.seen.console if "404" not in text
        ] + page.seen.csp + page.seen.foreign == []


def test_a_host_that_may_shows_it_and_one_that_may_not_does_not(open_page, tmp_path):
    with audit.serve(tmp_path / "host", headers={"Content-Security-Policy": ""}) as host:
        allowed, refused = host.url.replace("127.0.0.1", "localhost"), host.url
        with framed_by(tmp_path, "self", allowed.rstrip("/")) as address:
            host_page(
                tmp_path / "host",
                f'<iframe src="{address}embed/theory/eight-steps/" width="600" height="400"></iframe>',
            )
            page = open_page()
            page.goto(allowed)
            expect(page.frame_locator("iframe").locator("h1")).to_have_text("Kotter's eight steps")
            assert page.seen.problems() == []
            page = open_page()
            page.goto(refused)
            page.wait_for_load_state("networkidle")
            assert (
                "eight steps" not in page.frames[1].locator("body").inner_text()
            )  # Chromium shows a page of its own there.
            (said,) = page.seen.console
            assert (
                "violates the following Content Security Policy directive" in said
                and f"frame-ancestors 'self' {allowed.rstrip('/')}" in said
            )


def test_from_a_sandboxed_frame_the_full_page_opens_and_other_sites_may_read_the_data(open_page, tmp_path):
    """With a Cross-Origin-Opener-Policy, Chromium would refuse to open a window from such a frame."""
    with audit.serve(tmp_path / "host", headers={"Content-Security-Policy": ""}) as host:
        outside = host.url.replace("127.0.0.1", "localhost")
        with framed_by(tmp_path, outside.rstrip("/")) as address:
            host_page(
                tmp_path / "host",
                f'<iframe sandbox="allow-scripts allow-popups" src="{address}embed/theory/eight-steps/"'
                ' width="600" height="400"></iframe>',
            )
            page = open_page()
            page.goto(outside)
            frame = page.frame_locator("iframe")
            expect(frame.locator("h1")).to_have_text("Kotter's eight steps")
            with page.expect_popup() as opened:
                frame.locator('a[target="_blank"], a[target="_top"]').first.evaluate(
                    "link => { link.target = '_blank'; link.click(); }"
                )
            expect(opened.value.locator("h1")).to_have_text("Kotter's eight steps")
            data, kept = page.evaluate(
                """async address => {
                const answer = await fetch(address + "assets/data/handbook.json");
                const page = await fetch(address + "about/").then(() => "readable", () => "not readable");
                return [Object.keys(await answer.json()).length > 0, page];
            }""",
                address,
            )
            assert (data, kept) == (True, "not readable")


def test_another_site_may_hold_the_two_scripts_to_one_content(open_page, tmp_path):
    """``integrity`` on a script of another site needs ``crossorigin``, and that an
    Access-Control-Allow-Origin."""
    with (
        audit.serve(tmp_path / "host", headers={"Content-Security-Policy": ""}) as host,
        framed_by(tmp_path, "self") as address,
    ):
        for name in ("host.js", "card.js"):
            right = base64.b64encode(hashlib.sha384((site() / "embed" / name).read_bytes()).digest()).decode()
            for said, title in ((right, "runs"), (right[::-1], "refused")):
                tag = f'<script src="{address}embed/{name}" integrity="sha384-{said}" crossorigin="anonymous"'
                host_page(
                    tmp_path / "host",
                    (
                        f"""{tag} onload="document.title = 'runs'\""""
                        """ onerror="document.title = 'refused'"></script>"""
                    ),
                )
                page = open_page()
                page.goto(host.url)
                expect(page).to_have_title(title)
