"""The feet of pages: where to say that something is wrong, and which file holds the words that are wrong."""

from __future__ import annotations

import re
from html import unescape

import pytest
from places import ROOT

from macros.addresses.repository import Repository
from macros.addresses.urls import Urls
from macros.hand_written.markdown_conversion import Converter
from macros.hand_written.pages import WrittenPage, read_page
from macros.rendering.page_macros import MACROS, Library
from macros.rendering.renderer import Renderer
from macros.rendering.shown_files import KNOWN_MACROS, list_shown_files

FORGE = Repository("https://github.com/a/b")
NO_REPOSITORY = (
    " This copy is not linked to its files: if you do not keep them, send whoever runs this site the link to"
    " this page, the words that are wrong, and what would be right."
)


def write_page(folder, text: str) -> WrittenPage:
    (folder / "x.md").write_text(text, "utf-8")
    return read_page(folder / "x.md", "guides/x.md", "docs/guides/x.md", Converter())[0]


def read_foot(html: str) -> str:
    """The words of a foot as a reader has them."""
    return unescape(" ".join(re.sub("<[^>]+>", "", html).split()))


def test_the_foot_of_a_page_of_records_names_the_files_that_hold_their_words(small_book, tmp_path):
    page = write_page(
        tmp_path, '# Words\n\n{{ glossary() }}\n\n{{ cards("case") }}\n\n{{ card("small-way") }}\n'
    )
    plain = Renderer(small_book, Urls(), Repository()).render_page_foot(page)
    assert read_foot(plain) == (
        "Something wrong on this page? To change what is listed or drawn here, edit framework/glossary.yml,"
        " modules/cases/, modules/pathways/small-way.yml, line 1; to change the words around it, edit"
        " docs/guides/x.md." + NO_REPOSITORY
    )
    linked = Renderer(small_book, Urls(), FORGE).render_page_foot(page)
    assert [
        address.removeprefix("https://github.com/a/b/")
        for address in re.findall(r'hb-provenance__edit" href="([^"]+)"', linked)
    ] == [
        "edit/main/framework/glossary.yml",
        "tree/main/modules/cases",
        "edit/main/modules/pathways/small-way.yml#L1",
        "edit/main/docs/guides/x.md",
    ]


def test_the_foot_of_a_page_of_words_names_its_own_file_and_day(small_book, tmp_path):
    page = write_page(
        tmp_path, '---\ndrafted: 2026-11-23\n---\n# Words\n\nAs {{ ref("small-way") }} has it.\n'
    )
    foot = Renderer(small_book, Urls(), Repository()).render_page_foot(page)
    assert read_foot(foot) == (
        "Something wrong on this page? Drafted on 23 November 2026; awaiting review by faculty. Next review:"
        " by 23 November 2027 (Editor). To change this page, edit docs/guides/x.md." + NO_REPOSITORY
    )
    linked = Renderer(small_book, Urls(), FORGE).render_page_foot(page)
    assert read_foot(linked).endswith("2027 (Editor). Edit this page (docs/guides/x.md).")


def test_of_every_macro_it_is_known_whose_words_it_shows():
    assert set(MACROS) == KNOWN_MACROS


@pytest.mark.parametrize(
    ("uri", "files"),
    [
        ("reference/glossary.md", ["framework/glossary.yml"]),
        ("reference/sources.md", ["framework/sources.yml"]),
        ("reference/figures.md", ["framework/sources.yml"]),
        ("coverage.md", ["modules/catalogue/", "framework/competencies/"]),
        ("crosswalks/explorer.md", ["framework/crosswalks/"]),
        ("crosswalks/index.md", ["framework/crosswalks/"]),
        ("reference/by-skill.md", ["framework/vocabulary.yml", "framework/", "modules/"]),
        ("reference/who-does-what.md", []),
        ("about/rights.md", ["framework/competencies/"]),
    ],
)
def test_the_pages_of_the_handbook_lead_to_the_files_that_hold_their_words(real_book, real_pages, uri, files):
    shown = [file.path for file in list_shown_files(real_book, real_pages[uri])]
    assert shown == files
    assert all((ROOT / path).exists() for path in shown)


def test_every_file_that_a_foot_names_is_there(real_book, real_pages):
    shown = {file.path for page in real_pages.values() for file in list_shown_files(real_book, page)}
    assert not [path for path in shown if not (ROOT / path).exists()]


def test_a_term_and_a_source_carry_their_lines(small_book):
    library = Library(Renderer(small_book, Urls(), FORGE), lambda: "reference/glossary")
    lists = {"glossary": small_book.terms[-1], "sources": small_book.sources[-1]}
    for name, entry in lists.items():
        html = library.renderer.put_back(getattr(library, name)())
        lines = (ROOT / f"tests/small/framework/{name}.yml").read_text("utf-8").split("\n")
        line = re.search(rf'id="{entry.id}"[^>]* data-line="(\d+)"', html)[1]
        assert lines[int(line) - 1].endswith(f"id: {entry.id}")
        address = f"https://github.com/a/b/edit/main/framework/{name}.yml"
        assert f'data-file="framework/{name}.yml" data-edit="{address}"' in html


REPORTS = [
    (
        FORGE,
        "",
        "https://github.com/a/b/issues/new?template=problem.yml&page=https://hb.example/pathways/small-way/",
    ),
    (FORGE, "https://north.example/report", "https://north.example/report"),
    (
        Repository(),
        "handbook@north.example",
        "mailto:handbook@north.example?subject=A%20small%20way&body=https%3A//hb.example/pathways/small-way/",
    ),
    (Repository(), "", "../../about/#report-a-problem"),
    (Repository(FORGE.address, is_certain=False), "", "../../about/#report-a-problem"),
]


@pytest.mark.parametrize(("repository", "report_to", "address"), REPORTS)
def test_a_reader_who_finds_something_wrong_is_led_to_where_it_is_read(
    small_book, repository, report_to, address
):
    renderer = Renderer(small_book, Urls(), repository, report_to=report_to, site_url="https://hb.example/")
    entry = small_book.get("small-way")
    assert renderer.view(entry.path, entry).find_report_address("A small way", False) == address
    foot = read_foot(renderer.render_record(entry))
    says = "Something wrong on this page?" + (f" Write to {report_to}." if "@" in report_to else "")
    assert f" {says} Edit in a form Copy link" in foot


def test_what_is_wrong_on_an_edition_s_own_page_is_not_told_to_the_national_repository(small_book):
    view = Renderer(small_book, Urls(), FORGE).view("local/how")
    assert view.find_report_address("How", True) == "../../about/#report-a-problem"
