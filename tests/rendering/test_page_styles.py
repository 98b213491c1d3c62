"""Style sheets and scripts are found by the marks of a page, not by a search through all of it."""

from __future__ import annotations

import re

import pytest

from macros.mkdocs_site.page_files import SCRIPT_MARKS, list_scripts
from macros.rendering.page_styles import STYLE_MARKS, list_marks, list_styles


def test_marks_are_classes_and_the_first_word_of_data():
    html = (
        '<p class="hb-card hb-card--wide" data-id="a1/2" data-tool="self-assessment" title="data">hb-card</p>'
    )
    assert set(list_marks(html).split()) == {
        "hb-card",
        "hb-card--wide",
        'data-id="a',
        'data-tool="self-assessment',
    }


@pytest.mark.parametrize(("place", "mark"), [*STYLE_MARKS.items(), *SCRIPT_MARKS.items()])
def test_no_pattern_looks_for_more_than_a_mark(place, mark):
    assert not re.search(r"[ <>]", mark), f"{place} is looked for by what stands in no mark: {mark}"


def test_the_tool_of_the_home_page_needs_less_than_the_others():
    home, plan = '<div data-tool="home" data-root="">', '<div data-tool="plan">'
    script = "assets/js/pages/home.js"
    assert [list_scripts(list_marks(html), [script]) for html in (home, plan)] == [[script], []]


def test_pages_need_what_they_hold(render_page, real_book):
    scripts = [*SCRIPT_MARKS, "assets/js/always.js"]
    for entries in real_book.records.values():
        html = render_page(entries[0])
        marks = list_marks(html)
        assert list_styles(marks) == [place for place, mark in STYLE_MARKS.items() if re.search(mark, html)]
        assert list_scripts(marks, scripts) == [
            script for script in scripts if re.search(SCRIPT_MARKS.get(script, ""), html)
        ]
