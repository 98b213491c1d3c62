"""The Markdown of pages as HTML: what an author says is there, in a form that the policy lets through."""

from __future__ import annotations

import pytest

from macros.hand_written.markdown_conversion import Converter, format_mark


@pytest.mark.parametrize(("colons", "class_"), [(":--", "left"), ("--:", "right"), (":-:", "center")])
def test_a_column_of_markdown_is_aligned_by_a_class(colons, class_):
    html = Converter().convert(f"| a |\n|{colons}|\n| b |\n").text
    assert f'<th class="hb-align-{class_}">a</th>' in html
    assert f'<td class="hb-align-{class_}">b</td>' in html and "style" not in html


def test_where_a_link_leads_is_escaped_when_it_is_filled_in():
    page = Converter().convert("[x](there)")
    filled = page.fill([], lambda link: {"href": 'a/?b=1&c="2"', "title": "1 < 2"})
    assert filled == '<p><a href="a/?b=1&amp;c=&quot;2&quot;" title="1 &lt; 2">x</a></p>'


SENTENCES = """\
| Tool & form | What it *does* | Minutes |
|---|---|--:|
| [Plan](plan.md) | You write one to three goals, with actions | 40 |
"""


def test_a_table_of_sentences_is_made_to_be_stacked():
    html = Converter().convert(SENTENCES).text
    assert '<table class="hb-table--stack">' in html
    assert '<td data-label="What it does">You write' in html
    assert '<td class="hb-align-right" data-label="Minutes">40</td>' in html
    assert html.count("data-label") == 2  # The first cell is the name of its row.


def test_a_table_of_figures_keeps_its_columns():
    assert "hb-table--stack" not in Converter().convert("| Week | Bleeps |\n|---|---|\n| 1 | 23 |\n").text


def test_the_heading_of_a_column_that_holds_a_call_labels_no_cell():
    text = SENTENCES.replace("What it *does*", format_mark(0, "ref"))
    assert 'data-label="Minutes"' in (html := Converter().convert(text).text)
    assert html.count("data-label") == 1
