"""HTML as a tree: everything closed, nothing lost, and no text read as markup."""

import pytest
from payloads import PAYLOADS

from macros.packages.cleaning import clean, open_folds
from macros.packages.xhtml import NotWellFormed, find_text, read_tree, write_html, write_xhtml


@pytest.mark.parametrize(
    "html, xhtml",
    [
        ("<p>a<br>b</p>", "<div><p>a<br />b</p></div>"),
        ("<p hidden>a &amp; b &nbsp;</p>", '<div><p hidden="">a &amp; b \xa0</p></div>'),
        ("<p>a<!-- b -->c</p><script>d</script>", "<div><p>ac</p></div>"),
        ('<p title="a &quot;b&quot;">c\x00\x07</p>', '<div><p title="a &quot;b&quot;">c</p></div>'),
        (
            '<svg viewBox="0 0 1 1"><path d="M0 0"/></svg>',
            '<div><svg viewBox="0 0 1 1" xmlns="http://www.w3.org/2000/svg"><path d="M0 0" /></svg></div>',
        ),
        ('<p lang="cy">a</p>', '<div><p lang="cy" xml:lang="cy">a</p></div>'),
    ],
)
def test_html_becomes_xhtml(html, xhtml):
    assert write_xhtml(read_tree(html)) == xhtml


@pytest.mark.parametrize("html", ["<p>a", "<p><b>a</p></b>", "a</p>"])
def test_what_is_not_closed_is_told(html):
    with pytest.raises(NotWellFormed, match="a page is not well formed"):
        read_tree(html)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_an_escaped_text_stays_the_same_text(payload):
    from html import escape

    tree = read_tree(f"<p>{escape(payload)}</p>")
    text = find_text(tree)
    assert [element.tag for element in tree.iter()] == ["div", "p"]
    assert text == " ".join(payload.replace("\x00", "").split())
    assert find_text(read_tree(write_html(tree))) == text


def test_what_is_pressed_or_filled_in_goes_and_what_is_read_stays():
    page = (
        '<p>a <button type="button">b</button>c</p><form><p>d</p></form><p hidden>e</p><p data-print>f</p>'
        '<p><label><input> g</label></p><p class="hb-next"><a href="x">h</a></p>'
    )
    assert write_html(clean(page)) == "<div><p>a c</p><p>f</p></div>"


def test_of_several_views_the_one_that_is_wanted_stays():
    page = (
        '<nav class="hb-views"><a href="#facilitator">a</a></nav><p data-view="facilitator">b</p>'
        '<p data-view="facilitator participants">c</p><p><a href="s1.html#facilitator">d</a>e</p>'
    )
    assert find_text(clean(page, "participants")) == "ce"
    assert find_text(clean(page)) == "abcde"


def test_a_fold_becomes_open_with_its_words_above():
    tree = read_tree(
        "<details><summary>a</summary><p>b</p></details>"
        "<details><summary><h3>c</h3></summary><p>d</p></details>"
    )
    open_folds(tree)
    assert write_html(tree) == (
        '<div><div><p class="hb-label">a</p><p>b</p></div><div><h3>c</h3><p>d</p></div></div>'
    )
