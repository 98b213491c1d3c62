"""The Markdown of pages as HTML: what an author says is there, in a form that the policy lets through."""

from __future__ import annotations

import pytest

from macros.hand_written.markdown_conversion import Converter


@pytest.mark.parametrize(("colons", "class_"), [(":--", "left"), ("--:", "right"), (":-:", "center")])
def test_a_column_of_markdown_is_aligned_by_a_class(colons, class_):
    html = Converter().convert(f"| a |\n|{colons}|\n| b |\n").text
    assert f'<th class="hb-align-{class_}">a</th>' in html
    assert f'<td class="hb-align-{class_}">b</td>' in html and "style" not in html


def test_where_a_link_leads_is_escaped_when_it_is_filled_in():
    page = Converter().convert("[x](there)")
    filled = page.fill([], lambda link: {"href": 'a/?b=1&c="2"', "title": "1 < 2"})
    assert filled == '<p><a href="a/?b=1&amp;c=&quot;2&quot;" title="1 &lt; 2">x</a></p>'
