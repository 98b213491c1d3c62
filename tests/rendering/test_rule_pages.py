"""The pages of the check's rules: one a rule, with what fails and what passes, and one that lists all."""

from __future__ import annotations

from html import unescape

import pytest

from macros.addresses.urls import Urls
from macros.base.rule_explanations import GROUPS, read_explanations
from macros.checks.run import check_handbook
from macros.records.handbook import Handbook
from macros.rendering.page_macros import Library
from macros.rendering.record_pages import build_front_matter, list_generated_uris
from macros.rendering.rule_pages import RuleIndexPage, RulePage, list_rule_pages
from macros.search.documents import list_documents

RULES = read_explanations()


@pytest.fixture(scope="module")
def library(real_renderer):
    return Library(real_renderer, lambda: "contribute/rules/hours-add-up")


@pytest.mark.parametrize("name", RULES)
def test_the_page_of_a_rule_says_why_what_fails_what_passes_and_what_to_do(library, name):
    html, rule = library.rule(name), RULES[name]
    assert f'<h1 id="top">{name}</h1>' in html
    for text in (rule.title, rule.why, rule.mend, *(text for _, text in rule.examples)):
        assert text in unescape(html)
    assert html.index('id="fails"') < html.index('id="passes"') < html.index('id="mend"')


def test_a_file_is_named_where_it_makes_the_difference(library):
    assert "<p>In the file docs/guide.markdown:</p>" in library.rule("docs-hold-what-is-published")
    assert "In the file" not in library.rule("hours-add-up")


def test_the_foot_names_the_file_with_the_words(library):
    assert "macros/checks/explanations/hours-add-up.yml" in library.rule("hours-add-up")


def test_the_index_lists_every_rule_once_under_its_group(library):
    html = library.rules()
    assert all(html.count(f">{name}</a>") == 1 for name in RULES)
    assert [html.index(f'<h2 id="{group}">{title}</h2>') for group, title in GROUPS.items()] == sorted(
        html.index(f'<h2 id="{group}">') for group in GROUPS
    )


def test_each_rule_has_a_page_in_the_site_below_that_of_all(real_renderer):
    pages = [*list_rule_pages()]
    assert isinstance(pages[0], RuleIndexPage) and [page.id for page in pages[1:]] == [*RULES]
    assert {f"{page.path}.md" for page in pages} <= set(list_generated_uris(Handbook()))
    meta = build_front_matter(RulePage(RULES["hours-add-up"]), real_renderer)
    assert (meta["title"], meta["description"]) == ("hours-add-up", "The hours of a module add up.")
    assert [step["title"] for step in meta["breadcrumbs"]] == ["Handbook", "Rules of the check"]


def test_the_search_knows_the_page_of_all_rules_and_no_other(small_book):
    documents = list(list_documents(small_book, [], [], Urls()))
    (index,) = (document for document in documents if "contribute/rules" in document.address)
    assert index.title == "Rules of the check" and "hours-add-up" in index.parts[0].text


def test_a_page_links_to_a_rule_and_shows_one_by_its_name(small):
    (small / "docs").mkdir()
    page = small / "docs/guide.md"
    page.write_text('# A\n\n[Hours](contribute/rules/hours-add-up.md#mend)\n\n{{ rule("hour-adds-up") }}\n')
    assert [str(problem) for problem in check_handbook(small).problems] == [
        "docs/guide.md:5:1: macro call: 'hour-adds-up' is not something rule knows; did you mean"
        " 'hours-add-up'?"
    ]
    page.write_text("# A\n\n[Hours](contribute/rules/hours-add-up.md#mended)\n")
    (problem,) = check_handbook(small).problems
    assert (problem.rule, problem.line) == ("pages-lead-somewhere", 3)
