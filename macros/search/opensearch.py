"""The description with which a browser, or SharePoint, searches the handbook by its page of results
(OpenSearch 1.1)."""

from __future__ import annotations

from html import escape
from urllib.parse import urljoin

from macros.addresses.urls import Urls

PLACE = "opensearch.xml"
MOST_IN_NAME, MOST_IN_DESCRIPTION = 16, 1024  # Characters; the standard's own limits.


def format_description(name: str, description: str, site_url: str, urls: Urls) -> str:
    """The description of the search of the site ``name`` at ``site_url``, as XML."""
    short = name if len(name) <= MOST_IN_NAME else name[:MOST_IN_NAME].rsplit(" ", 1)[0]
    results = escape(urljoin(site_url.rstrip("/") + "/", urls.page("search")))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">\n'
        f"<ShortName>{escape(short)}</ShortName>\n"
        f"<LongName>{escape(name[:48])}</LongName>\n"
        f"<Description>{escape(description[:MOST_IN_DESCRIPTION])}</Description>\n"
        "<InputEncoding>UTF-8</InputEncoding>\n"
        f'<Url type="text/html" method="get" template="{results}?q={{searchTerms}}"/>\n'
        "</OpenSearchDescription>\n"
    )
