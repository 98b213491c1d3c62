"""Feeds of what is new: Atom 1.0 and JSON Feed 1.1 by their own rules, with ids that stay."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree

import pytest

from macros.base.language_marks import mark_phrase
from macros.checks.rules import releases_have_days
from macros.hand_written.pages import read_pages
from macros.rendering.feeds import ATOM, JSON_FEED, Site, read_releases, write_feeds

ADDRESS = "https://handbook.example/north/"
SITE = Site("North & West", ADDRESS, f"{ADDRESS}about/changelog/", "en-GB")
HTML = """<h1 id="what-changed">What changed</h1>
<p>Before.</p>
<h2 id="2026-11-30-policy">30 November 2026: policy &amp; <em>law</em></h2>
<ul>
<li class="x" data-y="z">See <a class="hb-ref" href="../../cases/bristol/?a=1&amp;b=2">Bristol</a>.</li>
</ul>
<h2 id="more" class="y">More</h2>
<h2 id="2026-11-22-first-edition">22 November 2026: first edition</h2>
<p>It held <a href="#top">this</a>.</p>"""
NAME = {"atom": "http://www.w3.org/2005/Atom"}
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def write(site: Site = SITE, html: str = HTML) -> tuple[ElementTree.Element, dict]:
    """The Atom feed, parsed, and the JSON Feed."""
    texts = write_feeds(site, read_releases(html, site.page_address))
    return ElementTree.fromstring(texts[ATOM]), json.loads(texts[JSON_FEED])


def test_a_release_is_a_heading_with_a_day_and_all_up_to_the_next_heading():
    first, second = read_releases(HTML, SITE.page_address)
    assert (first.id, first.day, first.title) == (
        "2026-11-30-policy",
        "2026-11-30",
        "30 November 2026: policy & law",
    )
    assert first.html == (
        f'<ul>\n<li>See <a href="{ADDRESS}cases/bristol/?a=1&amp;b=2">Bristol</a>.</li>\n</ul>'
    )
    assert second.html == f'<p>It held <a href="{ADDRESS}about/changelog/#top">this</a>.</p>'


def test_the_atom_feed_has_all_that_rfc_4287_asks_for():
    feed, _ = write()
    find = lambda element, name: element.findtext(f"atom:{name}", namespaces=NAME)
    assert feed.tag == "{http://www.w3.org/2005/Atom}feed"
    assert find(feed, "title") == "North & West"
    assert find(feed, "updated") == "2026-11-30T00:00:00Z"
    assert feed.findtext("atom:author/atom:name", namespaces=NAME) == "North & West"
    links = {link.get("rel"): link.get("href") for link in feed.findall("atom:link", NAME)}
    assert links == {"self": f"{ADDRESS}feed.xml", "alternate": f"{ADDRESS}about/changelog/"}
    entries = feed.findall("atom:entry", NAME)
    ids = [find(feed, "id"), *(find(entry, "id") for entry in entries)]
    assert len(set(ids)) == 3
    assert all(re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", id) for id in ids)
    for entry in entries:
        assert find(entry, "title")
        assert TIME.fullmatch(find(entry, "updated")) and TIME.fullmatch(find(entry, "published"))
        assert entry.find("atom:content", NAME).get("type") == "html"
        (link,) = entry.findall("atom:link", NAME)
        assert link.get("href").startswith(f"{ADDRESS}about/changelog/#2026-11-")


def test_the_json_feed_has_all_that_its_version_asks_for():
    atom, feed = write()
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert (feed["title"], feed["feed_url"]) == ("North & West", f"{ADDRESS}feed.json")
    assert (feed["home_page_url"], feed["language"]) == (f"{ADDRESS}about/changelog/", "en-GB")
    assert [item["id"] for item in feed["items"]] == [
        entry.findtext("atom:id", namespaces=NAME) for entry in atom.findall("atom:entry", NAME)
    ]
    for item in feed["items"]:
        assert item["url"].startswith(ADDRESS) and item["content_html"]
        assert TIME.fullmatch(item["date_published"])


def test_ids_stay_when_a_heading_is_reworded_and_the_site_moves():
    moved = Site("Another", "https://elsewhere.example/", "https://elsewhere.example/changes/", "cy")
    _, before = write()
    _, after = write(moved, HTML.replace("first edition</h2>", "the first edition</h2>"))
    assert [item["id"] for item in after["items"]] == [item["id"] for item in before["items"]]


def test_an_edition_has_ids_of_its_own():
    _, national = write()
    _, edition = write(Site("North & West", ADDRESS, SITE.page_address, "en-GB", "north"))
    ids = {item["id"] for feed in (national, edition) for item in feed["items"]}
    assert len(ids) == 4


def test_marks_of_a_language_stay_inside():
    html = HTML.replace("first edition</h2>", f"{mark_phrase('y cyntaf')}</h2>")
    assert read_releases(html, ADDRESS)[1].title == "22 November 2026: y cyntaf"


def test_a_page_without_releases_has_no_feeds():
    assert write_feeds(SITE, read_releases("<h1>What changed</h1><h2 id='x'>Soon</h2>", ADDRESS)) == {}


def test_the_real_page_of_changes_has_a_release_for_each_heading(real_pages):
    page = real_pages["about/changelog.md"]
    headings = re.findall(r"^## ", page.text, re.MULTILINE)
    assert len(read_releases(page.html.text, ADDRESS)) == len(headings) >= 5


# -- the rule


@pytest.mark.parametrize(
    ("heading", "problem"),
    [
        ("## 30 November 2026: policy {: #2026-11-30-policy }", None),
        (
            "## 30 November 2026: policy",
            "docs/about/changelog.md:7:1: release: has no id of its own; write the day and a word behind the"
            " heading, as {: #2026-11-30-policy }; it stays when the heading is reworded",
        ),
        (
            "## 30 November 2026: policy {: #policy }",
            "docs/about/changelog.md:7:33: release: has the id 'policy', which does not begin with a day;"
            " write the day and a word, as {: #2026-11-30-policy }",
        ),
        (
            "## 31 November 2026: policy {: #2026-11-31-policy }",
            "docs/about/changelog.md:7:33: release: has the day 2026-11-31, which no calendar knows; write"
            " the day on which it came out",
        ),
        (
            "## 30 November 2062: policy {: #2062-11-30-policy }",
            "docs/about/changelog.md:7:33: release: '2062-11-30' lies in the future; write the day on which"
            " it happened, as 2026-11-22",
        ),
    ],
)
def test_each_release_has_an_id_that_begins_with_its_day(tmp_path, heading, problem):
    file = tmp_path / "docs/about/changelog.md"
    file.parent.mkdir(parents=True)
    file.write_text(f"---\ntitle: What changed\n---\n\n# What changed\n\n{heading}\n\nMuch.\n")
    pages, problems = read_pages(tmp_path)
    told = [str(problem) for problem in releases_have_days.check(pages.values())]
    assert (problems, told) == ([], [problem] if problem else [])
