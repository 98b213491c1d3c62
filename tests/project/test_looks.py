"""Few pages stand for all that share their templates: none has a kind of element that they lack."""

from __future__ import annotations

from looks import kinds_on, representatives

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


def test_the_chosen_pages_have_every_kind_and_each_brings_one():
    assert representatives(PAGES) == ["both", "a list of another class"]
    assert representatives({name: PAGES[name] for name in ("another list", "a list", "a table")}) == [
        "a table",
        "another list",
    ]


def test_what_was_seen_before_need_not_be_seen_again():
    assert representatives(PAGES, PAGES["both"]) == ["a list of another class"]
    assert representatives(PAGES, frozenset().union(*PAGES.values())) == []
