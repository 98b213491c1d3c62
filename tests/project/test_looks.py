"""Few pages stand for all that share their templates: none has a kind of element that they lack."""

from __future__ import annotations

from looks import kinds_on, list_styled_classes, representatives

PAGES = {
    "a list": kinds_on('<main><ul class="b a"><li>One</li></ul></main>'),
    "another list": kinds_on('<main><ul class="a  b"><li>Two</li><li>Three</li></ul></main>'),
    "a table": kinds_on("<main><table><tr><td>One</td></tr></table></main>"),
    "both": kinds_on(
        '<main><ul class="a b"><li>One</li></ul><table><tr><td>Two</td></tr></table><p>Three</p></main>'
    ),
    "a list of another class": kinds_on('<main><ul class="a"></ul></main>'),
}


def test_a_kind_of_element_is_a_tag_and_its_classes_in_any_order():
    assert PAGES["a list"] == {("main",), ("ul", "a", "b"), ("li",)} == PAGES["another list"]


def test_lines_of_a_drawing_are_no_kind_and_classes_that_no_style_sheet_names_tell_none_apart():
    drawing = '<svg class="a b"><circle class="c"/><text class="c d">One</text></svg>'
    assert kinds_on(drawing) == {("svg", "a", "b"), ("text", "c", "d")}
    styled = list_styled_classes(".a:hover > .c-d.c { margin: 0.5em } p.d {}")
    assert styled == {"a", "c-d", "c", "d"}
    assert kinds_on(drawing, styled) == {("svg", "a"), ("text", "c", "d")}


def test_the_chosen_pages_have_every_kind_and_each_brings_one():
    assert representatives(PAGES) == ["both", "a list of another class"]
    assert representatives({name: PAGES[name] for name in ("another list", "a list", "a table")}) == [
        "a table",
        "another list",
    ]


def test_what_was_seen_before_need_not_be_seen_again():
    assert representatives(PAGES, PAGES["both"]) == ["a list of another class"]
    assert representatives(PAGES, frozenset().union(*PAGES.values())) == []
