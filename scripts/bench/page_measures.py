"""How long pages are, by kind: ``python scripts/bench --lengths SITE``, in a few minutes.

Of a built site it opens every page of a kind in the tests' Chromium and measures it as a reader has it: its
height at 1280 and at 390 pixels, the words of its article, the share of the height at 1280 that is links and
back matter (connections, sources, trust, foot), and the sheets of A4 that its print takes. The medians stand
beside those of November 2026, before the pages were remade.
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HEIGHT = "document.documentElement.getBoundingClientRect().height"
WORDS = "document.querySelector('article').textContent.trim().split(/\\s+/).length"
# The share of the page's height from the first of what only leads elsewhere, or says where things come from.
BACK_SHARE = """(() => {
    const main = document.querySelector("main").getBoundingClientRect();
    const back = document.querySelector("#connections, #sources, .hb-provenance");
    return back ? (main.bottom - back.getBoundingClientRect().top) / main.height : 0;
})()"""
SHEET = re.compile(rb"/Type\s*/Page\b")
CHROMIUM_OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@dataclass(frozen=True)
class Kind:
    """A kind of page: its ``title``, where its pages stand in the site (``pattern``), and ``before`` the
    pages were remade its median heights at 1280 and at 390 (pixels), its words, and its share of links and
    back matter."""

    title: str
    pattern: str
    before: tuple[str, str, str, str]


KINDS = (
    Kind("MLCF element", "frameworks/mlcf/?.?", ("9,277", "13,599", "2,295", "71–74%")),
    Kind("Theory", "theories/*", ("9,080", "13,391", "2,109", "38–49%")),
    Kind("Tension", "tensions/*", ("9,678", "15,742", "2,926", "59%")),
    Kind("Case", "cases/*", ("4,375", "6,908", "1,005", "55%")),
    Kind("Module", "modules/*", ("13,905", "20,744", "3,515", "46%")),
    Kind("Component", "components/*", ("11,691", "17,758", "3,002", "44–48%")),
    Kind("Programme", "programmes/*", ("21,968", "32,213", "5,562", "25%")),
    Kind("Framework", "frameworks/*", ("11,782", "16,422", "2,723", "41%")),
    Kind("Instrument", "instruments/*", ("10,600", "16,025", "2,604", "34%")),
    Kind("Crosswalk", "crosswalks/*--*", ("7,835", "11,377", "1,767", "")),
    Kind("Pathway", "pathways/*", ("", "", "", "")),
    Kind("Glossary, sources", "reference/[gs]*s*", ("52,744", "75,740", "16,513", "")),
)
NO_RECORDS = {"compare", "patterns", "lineage", "explorer"}  # Pages of a section that are of no record.


def list_pages(site: Path, kind: Kind) -> list[Path]:
    """The files of the pages of a kind, former addresses left out."""
    files = (folder / "index.html" for folder in sorted(site.glob(kind.pattern)))
    return [
        file
        for file in files
        if file.is_file()
        and file.parent.name not in NO_RECORDS
        and 'http-equiv="refresh"' not in file.read_text("utf-8")
    ]


def measure(page: Any, file: Path) -> tuple[float, float, int, float, int]:
    """Height at 1280 and at 390 (pixels), words, share of links and back matter, and sheets of one page;
    ``page`` is Playwright's, which has no types here."""
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(file.as_uri())
    wide, words, share = (page.evaluate(what) for what in (HEIGHT, WORDS, BACK_SHARE))
    page.set_viewport_size({"width": 390, "height": 800})
    narrow = page.evaluate(HEIGHT)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    return wide, narrow, words, share, len(SHEET.findall(page.pdf(prefer_css_page_size=True)))


def build_row(kind: Kind, figures: list[tuple[float, float, int, float, int]]) -> tuple[str, ...]:
    """The row of a kind: each figure of before, then the median of now."""
    wide, narrow, words, share, sheets = (statistics.median(column) for column in zip(*figures, strict=True))
    most = max(figure[0] for figure in figures)
    now = (f"{wide:,.0f} (most {most:,.0f})", f"{narrow:,.0f}", f"{words:,.0f}", f"{share:.0%}")
    compared = (f"{was} → {is_now}" if was else is_now for was, is_now in zip(kind.before, now, strict=True))
    return (kind.title, str(len(figures)), *compared, f"{sheets:g}")


def measure_site(site: Path, chromium: str, kinds: Iterable[Kind] = KINDS) -> list[tuple[str, ...]]:
    """The rows of the table of all ``kinds``, of the site for a server in the folder ``site``. ``chromium``
    is the browser's path. Raises ``FileNotFoundError`` where the folder holds none of the pages."""
    from playwright.sync_api import sync_playwright  # Only the tests' environment has it.

    pages = {kind: list_pages(site, kind) for kind in kinds}
    if not any(pages.values()):
        raise FileNotFoundError(f"{site}: holds no pages; build it with 'handbook build --site-dir {site}'")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_OPTIONS)
        page = browser.new_page()
        rows = [
            build_row(kind, [measure(page, file) for file in files]) for kind, files in pages.items() if files
        ]
        browser.close()
    return rows


HEAD = ("Kind", "Pages", "Height at 1280", "At 390", "Words", "Links and back matter", "Sheets")
