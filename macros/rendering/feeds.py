"""Feeds of what is new: Atom 1.0 (RFC 4287) and JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/).

They are made of the page of changes, where each release is a heading with an id that begins with its day.
The id of an entry is made of that heading's id alone, so it stays the same when its title is put right or the
site moves. Each edition has feeds of its own, with ids of its own.
"""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape, unescape
from urllib.parse import urljoin

from macros.base.html import strip_tags
from macros.base.language_marks import strip

PAGE = "about/changelog"  # The page of changes, by its path.
ATOM, JSON_FEED = "feed.xml", "feed.json"  # Their places in the site.
RELEASE_ID = re.compile(r"(\d{4}-\d\d-\d\d)-[a-z0-9]+(?:-[a-z0-9]+)*")
_HEADING = re.compile(r'<h2 id="([^"]*)"[^<>]*>(.*?)</h2>', re.DOTALL)
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)([^<>]*)>")
_HREF = re.compile(r' href="([^"]*)"')
_NAMESPACE = uuid.UUID("6f1d3a52-9e0c-5b7e-8a44-2c1f0e7d9b63")


@dataclass(frozen=True)
class Release:
    """A release: the ``id`` of its heading, its ``day`` as 2026-11-30, its title as text, and what it says as
    HTML, with absolute addresses and no other attributes."""

    id: str
    day: str
    title: str
    html: str


@dataclass(frozen=True)
class Site:
    """The site that gives a feed: its name, its address with a slash at the end, that of its page of changes,
    the language of that page, and which edition it is of (empty for the national handbook)."""

    name: str
    address: str
    page_address: str
    language: str
    edition_id: str = ""

    def make_id(self, *names: str) -> str:
        """The id of the feed or, by the id of its heading, of an entry."""
        return uuid.uuid5(_NAMESPACE, "/".join([self.edition_id or "national", *names])).urn


def read_releases(html: str, page_address: str) -> list[Release]:
    """The releases on the page of changes with this ``html``, in its order, the newest first. A heading
    without a day begins none."""
    headings = list(_HEADING.finditer(html))
    ends = [*(heading.start() for heading in headings[1:]), len(html)]
    return [
        Release(
            heading[1],
            release_id[1],
            unescape(strip_tags(strip(heading[2]))).strip(),
            _simplify(strip(html[heading.end() : end]), page_address),
        )
        for heading, end in zip(headings, ends)
        if (release_id := RELEASE_ID.fullmatch(heading[1]))
    ]


def _simplify(html: str, page_address: str) -> str:
    """``html`` without attributes but the addresses of links, which become absolute."""

    def simplify_tag(tag: re.Match[str]) -> str:
        slash, name, attributes = tag.groups()
        if name == "a" and (href := _HREF.search(attributes)):
            return f'<a href="{escape(urljoin(page_address, unescape(href[1])))}">'
        return f"<{slash}{name}>"

    return _TAG.sub(simplify_tag, html).strip()


def write_feeds(site: Site, releases: list[Release]) -> Mapping[str, str]:
    """Both feeds, by their places in the site; none where there is no release."""
    if not releases:
        return {}
    return {ATOM: write_atom(site, releases), JSON_FEED: write_json_feed(site, releases)}


def write_atom(site: Site, releases: list[Release]) -> str:
    """The releases as an Atom feed."""
    entries = "".join(_write_entry(site, release) for release in releases)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{escape(site.language)}">\n'
        f"<id>{site.make_id()}</id>\n"
        f"<title>{escape(site.name)}</title>\n"
        f"<updated>{_format_time(max(release.day for release in releases))}</updated>\n"
        f"<author><name>{escape(site.name)}</name></author>\n"
        f'<link rel="self" type="application/atom+xml" href="{escape(site.address + ATOM)}"/>\n'
        f'<link rel="alternate" type="text/html" href="{escape(site.page_address)}"/>\n'
        f"{entries}</feed>\n"
    )


def _write_entry(site: Site, release: Release) -> str:
    return (
        "<entry>\n"
        f"<id>{site.make_id(release.id)}</id>\n"
        f"<title>{escape(release.title)}</title>\n"
        f"<published>{_format_time(release.day)}</published>\n"
        f"<updated>{_format_time(release.day)}</updated>\n"
        f'<link rel="alternate" type="text/html" href="{escape(site.page_address)}#{release.id}"/>\n'
        f'<content type="html">{escape(release.html)}</content>\n'
        "</entry>\n"
    )


def write_json_feed(site: Site, releases: list[Release]) -> str:
    """The releases as a JSON Feed."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": site.name,
        "home_page_url": site.page_address,
        "feed_url": site.address + JSON_FEED,
        "language": site.language,
        "authors": [{"name": site.name}],
        "items": [
            {
                "id": site.make_id(release.id),
                "url": f"{site.page_address}#{release.id}",
                "title": release.title,
                "content_html": release.html,
                "date_published": _format_time(release.day),
            }
            for release in releases
        ],
    }
    return json.dumps(feed, ensure_ascii=False, indent=1) + "\n"


def _format_time(day: str) -> str:
    """The start of a day, as both feeds write times (RFC 3339)."""
    return f"{day}T00:00:00Z"
