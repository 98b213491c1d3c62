"""Finished HTML is read by tags: whatever order attributes stand in, and with every other byte left as it
was."""

from __future__ import annotations

import pytest

from macros.base.html import (
    Heading,
    Tag,
    change_scripts,
    change_tags,
    cut_out,
    find_headings,
    is_script,
    normalise,
    read_tag_name,
    split_tags,
    unwrap_links,
)


def test_headings_are_those_with_an_id_whatever_stands_before_it():
    html = (
        '<h1>Top</h1><h2 id="a">One <em>&amp; two</em></h2>\n<h3 class="x" id="b-&quot;c">\n Three</h3><h2'
        ' class="no-id">Four</h2>'
    )
    assert find_headings(html) == [Heading(2, "a", "One & two"), Heading(3, 'b-"c', "Three")]


@pytest.mark.parametrize(("before", "after"), [
    ('<a href="x">', '<a href="y">'), ('<a class="c" href="x" rel="r">', '<a class="c" href="y" rel="r">'),
    ('<a hidden href="x" data-a="1 &amp; 2">', '<a hidden href="y" data-a="1 &amp; 2">'),
])  # fmt: skip
def test_a_tag_keeps_the_order_and_the_spelling_of_its_attributes(before, after):
    def change(tag: Tag) -> Tag:
        tag.attributes["href"] = "y"
        return tag

    around = f"<abbr  title='&lt;'>{before}words</a></abbr><p  >"
    assert change_tags(around, ("a",), change) == around.replace(before, after)


def test_a_tag_for_which_nothing_is_given_or_that_does_not_hold_the_text_stays_to_the_byte():
    html = "<a   href='x' >words</a><A HREF=x>"
    assert change_tags(html, ("a",), lambda tag: None) == html
    assert change_tags(html, ("a",), lambda tag: Tag("b", {}), holding="data-mark") == html


def test_an_element_whose_name_only_begins_alike_is_another():
    assert (
        change_tags("<a><article><p><picture>", ("a", "p"), lambda tag: Tag(tag.name, {"id": "x"}))
        == '<a id="x"><article><p id="x"><picture>'
    )


def test_the_words_of_a_link_stand_in_its_place_where_it_leads_nowhere():
    html = (
        '<a class="x" href="gone/?a=1&amp;b=2"><em>gone</em></a> <a href="here/">here</a> <a'
        ' id="place">place</a> <article>x</article>'
    )
    asked = []
    said = unwrap_links(html, lambda href: asked.append(href) or href.startswith("gone"))
    assert said == '<em>gone</em> <a href="here/">here</a> <a id="place">place</a> <article>x</article>'
    assert asked == ["gone/?a=1&b=2", "here/"]


def test_text_and_tags_come_in_turn_and_a_script_is_one_tag():
    html = '<p>One <em>two</em><script type="x">if (1 < 2) "<b>"</script><style>a > b {}</style>'
    pieces = split_tags(html)
    assert "".join(pieces) == html
    assert pieces[::2] == ["", "One ", "two", "", "", ""]
    assert [read_tag_name(tag) for tag in pieces[1::2]] == ["p", "em", "em", "script", "style"]
    assert [is_script(tag) for tag in pieces[1::2]] == [False, False, False, True, True]
    assert not is_script("</script>") and read_tag_name("<!-- note -->") == ""


def test_an_element_is_cut_out_with_those_of_its_name_inside_it():
    html = 'a<div class="x"><div>b</div></div>c<div class="y">d<div>e</div></div>f'
    assert cut_out(html, "div") == ("a", '<div class="x"><div>b</div></div>', html[34:])
    assert cut_out(html, "div", ' class="y"') == (html[:35], html[35:-1], "f")
    assert cut_out(html, "article") == (html, "", "")
    assert cut_out("<p>a<p>b", "p") == ("", "<p>a<p>b", "")


def test_only_what_is_in_a_script_of_the_type_is_changed():
    html = '<script>"a"</script><script type="application/json" data-x>{"a": 1}</script>"a"'
    changed = change_scripts(html, "application/json", lambda data: data.replace("a", "b"))
    assert changed == html.replace('{"a"', '{"b"')


@pytest.mark.parametrize(("written", "spelt"), [
    ("<P TITLE='a<b>c\"d'>x</P>", '<p title="a&lt;b&gt;c&quot;d">x</p>'),
    ("<p title=plain hidden>x</p >", '<p title="plain" hidden>x</p>'),
    ("<p id='a&amp;b'>x</p>", '<p id="a&amp;b">x</p>'),
])  # fmt: skip
def test_no_attribute_in_the_one_spelling_holds_what_ends_a_tag(written, spelt):
    assert normalise(written) == (spelt, [])
