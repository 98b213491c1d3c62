"""Which pages something leads to: of more than one page, with a menu, which no golden case has."""

from __future__ import annotations

import pytest

from macros.checks.rules import pages_are_linked
from macros.hand_written.pages import read_pages
from macros.records.loader import load_handbook

SETTINGS = "site_name: Small\nnav:\n  - Home: index.md\n"
RIGHT = "link to it from a page of its subject, or name it under 'nav' or 'not_in_nav' in mkdocs.yml"
LONELY = f"docs/guides/rota.md:1:1: page: is in no menu, and no page links to it; {RIGHT}"


def report(small, settings: str = SETTINGS, **pages: str) -> list[str]:
    """What the rule says of the small handbook with ``settings`` and ``pages``, by their place in docs with
    '__' for '/', beside a guide that links to itself alone."""
    (small / "mkdocs.yml").write_text(settings, "utf-8")
    files = {"index": "# Small\n", "guides__rota": "# Rota\n\n[Above](#rota), [here](rota.md).\n", **pages}
    for name, text in files.items():
        file = small / "docs" / f"{name.replace('__', '/')}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    handbook, _ = load_handbook(small)
    return list(map(str, pages_are_linked.check(small, handbook, read_pages(small)[0])))


def test_a_page_that_nothing_leads_to_is_told(small):
    assert report(small) == [LONELY]


@pytest.mark.parametrize(
    "pages",
    [
        {"index": "# Small\n\n[The rota](guides/rota.md#above)\n"},
        {"index": '# Small\n\n{{ link("guides/rota#above", "The rota") }}\n'},
        {
            "guides__index": "# Guides\n\n[The rota](./rota.md?x=1)\n",
            "index": "# Small\n\n[G](guides/index.md)\n",
        },
        {
            "guides__index": "# Guides\n\n{{ record_kinds() }}\n",
            "index": "# Small\n\n[G](guides/index.md)\n",
        },
    ],
)
def test_a_link_of_another_page_leads_to_it(small, pages):
    assert report(small, **pages) == []


@pytest.mark.parametrize(
    "settings",
    [
        "nav:\n  - Home: index.md\n  - Guides:\n      - The rota: guides/rota.md\n",
        "nav: []\nnot_in_nav: |\n  /404.md\n  /guides/\n",
        "nav: []\nnot_in_nav: rota.md\n",
        "nav: []\nextra:\n  footer_links:\n    - {title: The rota, url: guides/rota.md}\n",
    ],
)
def test_the_menu_and_the_foot_lead_to_it_or_are_not_to(small, settings):
    assert report(small, settings) == []


@pytest.mark.parametrize("settings", ["nav: [", "- nav\n", "site_name: Small\n", "extra: no\n"])
def test_where_settings_have_no_menu_it_is_made_of_all_pages(small, settings):
    assert report(small, settings) == []


def test_a_menu_of_nothing_leads_nowhere(small):
    assert report(small, "extra: no\nnav: no\nnot_in_nav: 5\n") == [LONELY]


def test_pages_to_which_the_program_leads_need_no_link(small):
    of_record = {"theories__small-steps": "# Small steps\n", "theories__index": "# Theories\n"}
    assert report(small, **of_record, **{"404": "# Not found\n", "search": "# Search\n"}) == [LONELY]


def test_without_settings_there_is_no_menu(small):
    report(small)
    (small / "mkdocs.yml").unlink()
    handbook, _ = load_handbook(small)
    assert list(pages_are_linked.check(small, handbook, read_pages(small)[0])) == []
