"""Prose is a small, safe Markdown: whatever is written, only harmless HTML comes out, and what was tried is
reported."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

import pytest
import runs
from hypothesis import assume, example, given, strategies as st

from macros.base.address_rules import SCHEMES as WEB
from macros.records.field_plans import find_texts, walk_parts
from macros.records.prose import (
    NO_AUTOLINK,
    NO_CALL,
    NO_HTML,
    NO_LINK,
    _parse_markup,
    _read_markup as _parses,
    find_line_faults,
    find_prose_faults,
    find_record_ids,
    read_target,
    render_html,
    strip_markup,
)
from macros.records.raw_markup import MOST_LINKS

TAGS = {"p", "em", "strong", "a", "ul", "ol", "li", "code", "br"}
ATTRIBUTES = {"a": {"href", "title", "rel"}, "ol": {"start"}}
SCHEMES = (*WEB, "mailto:")


class Reader(HTMLParser):
    """Every tag with its attributes, as a browser would find them."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.words = ""

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words += data

    def handle_comment(self, data):
        raise AssertionError("a comment came out")

    handle_decl = handle_pi = unknown_decl = handle_comment


def read(text: str) -> Reader:
    reader = Reader()
    reader.feed(text)
    reader.close()
    assert reader.open == []
    return reader


def to_record(ref: str) -> str:
    return "../record/"


# -- what it makes


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("Plain words.", "<p>Plain words.</p>"),
        ('She said "no".', "<p>She said &quot;no&quot;.</p>"),
        ("One *two* **three**.", "<p>One <em>two</em> <strong>three</strong>.</p>"),
        ("Two < three & four", "<p>Two &lt; three &amp; four</p>"),
        ("One.\n\nTwo.", "<p>One.</p>\n<p>Two.</p>"),
        ("Do:\n\n- one\n- two", "<p>Do:</p>\n<ul>\n<li>one</li>\n<li>two</li>\n</ul>"),
        ("1. one\n2. two", "<ol>\n<li>one</li>\n<li>two</li>\n</ol>"),
        ("[steps](small-steps)", '<p><a href="../record/">steps</a></p>'),
        (
            "[owner](https://example.org/?a=1&b=2)",
            '<p><a href="https://example.org/?a=1&amp;b=2" rel="external noopener">owner</a></p>',
        ),
        (
            "[mail](mailto:a@example.org)",
            '<p><a href="mailto:a@example.org" rel="external noopener">mail</a></p>',
        ),
        ("<b>bold</b>", "<p>&lt;b&gt;bold&lt;/b&gt;</p>"),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>"),
        (
            "![x](https://example.org/a.png)",
            '<p>!<a href="https://example.org/a.png" rel="external noopener">x</a></p>',
        ),
        ("# no heading", "<p># no heading</p>"),
        ("{{ 7 * 7 }}", "<p>{{ 7 * 7 }}</p>"),
    ],
)
def test_what_it_makes(text, made):
    assert render_html(text, to_record) == made


def test_a_link_to_nothing_is_the_caller_s_error():
    def nothing(ref):
        raise KeyError(ref)

    with pytest.raises(KeyError, match="nowhere"):
        render_html("[x](nowhere)", nothing)
    assert "https" in render_html("[x](https://example.org)", nothing)


# -- what it refuses


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<b>bold</b>", [("holds HTML ('<b>')", NO_HTML)]),
        ("</p>", [("holds HTML ('</p>')", NO_HTML)]),
        ("a <!-- b", [("holds HTML ('<!-- b')", NO_HTML)]),
        (
            "<https://example.org>",
            [("holds '<https://example.org>', which does not become a link", NO_AUTOLINK)],
        ),
        ("<a@example.org>", [("holds '<a@example.org>', which does not become a link", NO_AUTOLINK)]),
        ("<scr\nipt>", [("holds HTML ('<scr\nipt>')", NO_HTML)]),
        ("p<0.05, n < 3 and <3", []),
        ("[x](javascript:alert(1))", [("links to 'javascript:alert(1)'", NO_LINK)]),
        ("[x]( JavaScript:alert(1))", [("links to 'JavaScript:alert(1)'", NO_LINK)]),
        ("[x](&#106;avascript:alert(1))", [("links to 'javascript:alert(1)'", NO_LINK)]),
        ("[x](javascript&colon;alert(1))", [("links to 'javascript:alert(1)'", NO_LINK)]),
        ("[x](javascript\\:alert(1))", [("links to 'javascript:alert(1)'", NO_LINK)]),
        ("[x](vbscript:msgbox)", [("links to 'vbscript:msgbox'", NO_LINK)]),
        ("[x](data:image/png;base64,AA==)", [("links to 'data:image/png;base64,AA=='", NO_LINK)]),
        ("[x](file:///etc/passwd)", [("links to 'file:///etc/passwd'", NO_LINK)]),
        ("[x](tel:999)", [("links to 'tel:999'", NO_LINK)]),
        ("[x](small-steps) and [y](mlcf/1.1)", []),
        ("[x](https://example.org/a_(b)) and [y](HTTP://example.org)", []),
        ("{{ counts() }}", [("holds '{{', with which a macro call begins", NO_CALL)]),
        ("{# a", [("holds '{#', with which a macro call begins", NO_CALL)]),
        ("{a} and { {b} }", []),
    ],
)
def test_what_it_refuses(text, said):
    assert list(dict.fromkeys(find_prose_faults(text))) == said


NO_WORDS = "write what it leads to between its square brackets"
UNMADE = "write [words](id or address), without spaces inside the round brackets"
WHOLE = "write it whole, as https://www.example.org/page"
NO_USER = "take out what stands before the '@', and the '@'"
WRONG_LINKS = [
    *((f"[x]({href})", f"links to '{said}'", NO_LINK) for href, said in (
        ("mlcf/1.1:2", "mlcf/1.1:2"), ("12:30", "12:30"), ("//x.example:80", "//x.example:80"),
        ("//x.example", "//x.example"), ("?a:b", "?a:b"), ("#a:b", "#a:b"), ("#anchor", "#anchor"),
        ("?", "?"), ("/", "/"), ("../x", "../x"), ("./x", "./x"), ("coaching/", "coaching/"),
        ("coaching#a", "coaching#a"), ("a//b", "a//b"), ("a/b/c", "a/b/c"),
        ("java&#10;script:alert(1)", "java script:alert(1)"),
        ("java&Tab;script:alert(1)", "java script:alert(1)"), ("a\\:b", "a:b"), ("a&colon;b", "a:b"),
        ("a%s%A", "a%s%A"), ("{0}", "{0}"), ("https:x", "https:x"), ("http:/x", "http:/x"),
        ("ftp://x.example/", "ftp://x.example/"), ("&#x2028;a", "a"), ("\u00e9", "\u00e9"))),
    ("[x](<a b>)", "links to 'a b'", NO_LINK),
    ("[x]()", "has a link that leads nowhere", NO_LINK),
    ("[x](<>)", "has a link that leads nowhere", NO_LINK),
    ("[](coaching)", "has a link without words", NO_WORDS),
    ("[ ](coaching)", "has a link without words", NO_WORDS),
    ("![x](coaching)", "holds a picture ('![')", "link to it: [words](address)"),
    ("[x](a b)", "holds '[x](a b)', which does not become a link", UNMADE),
    ("[x](coaching", "holds '[x](coaching', which does not become a link", UNMADE),
    ("[x](https://[::1)", "links to 'https://[::1', which has no host that can be read", WHOLE),
    ("[x](https://)", "links to 'https://', which names no host", WHOLE),
    ("[x](https://a@b.example/)",
     "links to 'https://a@b.example/', which holds a name or password before its host", NO_USER),
    ("[x](http://b.example:99999/)", "links to 'http://b.example:99999/', which has '99999' for its port",
     "give a number from 1 to 65535, or take out the ':'"),
    ("[x](mailto:a)", "links to 'mailto:a', which is no address of a mailbox",
     "write it as mailto:coaching@north.example"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wrong", "right"), WRONG_LINKS)
def test_a_link_that_is_no_address_and_no_record_is_told_and_never_made(text, wrong, right):
    """Nor is it handed to the page as an id, which would find nothing and end the build."""
    found = [
        (said.replace("  ", " "), remedy)
        for said, remedy in dict.fromkeys(find_prose_faults(text))
        if not said.startswith("holds HTML")
    ]
    assert found == [(wrong, right)]

    def nothing(ref):
        assert ref == "coaching"
        return "../record/"

    made = read(render_html(text, nothing))
    assert [attributes["href"] for tag, attributes in made.tags if tag == "a"] in ([], ["../record/"])


def test_no_remedy_would_itself_be_refused():
    for text, _, right in WRONG_LINKS:
        for shown in re.findall(r"https?://\S+|mailto:\S+", right):
            assert read_target(shown).fault is None, text


@pytest.mark.parametrize(
    "text",
    [
        "[https://x.example](https://x.example)",
        "`[x](a b)`",
        "[x]\\(a b)",
        "\\[x\\](a b)",
        '[a](b "c")',
        "[a]( b )",
        "[**a**](b)",
        "[`a`](b)",
    ],
)
def test_what_is_no_link_or_a_sound_one_passes(text):
    assert list(find_prose_faults(text)) == []
    assert [id for id in find_record_ids(text) if id != "b"] == []


@pytest.mark.parametrize(
    "text",
    [
        "[coaching](coaching)",
        "a [b](https://x.example) c",
        "[x](javascript:alert(1))",
        "[unclosed](coaching",
        "![x](y)",
        "[x]( y",
    ],
)
def test_a_line_holds_no_link(text):
    ((wrong, right),) = find_line_faults(text)
    assert re.fullmatch(r"holds a link \('.*\]\(.*'\), and a line is shown as it is written", wrong)
    assert right == "write the words alone, and link in prose"


def test_links_to_records_are_told_from_addresses():
    text = "[a](coaching), [b](https://example.org), [c](mlcf/1.1), [d](mailto:x@example.org) and `[e](no)`"
    assert find_record_ids(text) == ["coaching", "mlcf/1.1"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("One *two* **three** `four`", "One two three four"),
        ("[coaching](coaching) helps", "coaching helps"),
        ("a\n\nb", "a b"),
        ("see [it](https://example.org/a_(b)), then [this](x)", "see it, then this"),
        ("[a [b](c)]", "[a b]"),
    ],
)
def test_as_plain_text(text, said):
    assert strip_markup(text) == said


# -- whatever is written


MARKS = st.text(alphabet="ab *_`[]()<>!&#;:\"'\\/\n-+1.)=~|{}%\t\u00a0", max_size=60)
PIECES = st.sampled_from(
    ["[x](", ")", "javascript:", "JAVASCRIPT:", "java\tscript:", "&#106;", "&#x6a;", "&colon;", "&Tab;",
     "data:text/html,", "vbscript:", "<", ">", "](", "[", "]", "!", "\\", "'", '"',
     "http://", "https://x", "mailto:", "//evil", " ", "\n", "\n\n- ", "<script>", "onerror=", "alert(1)",
     "*", "**", "`", "\x00", "\ufffd", "{{"]
)  # fmt: skip
ANY = st.one_of(st.text(max_size=60), MARKS, st.lists(PIECES, max_size=10).map("".join))


@given(ANY)
@example('[x](https://e.org "a\\"onmouseover=alert(1) b")')
@example("[x](https://e.org/\"onmouseover='alert(1))")
@example("&lt;script&gt;")
@example('"><script>')
def test_only_harmless_html_comes_out(text):
    made = read(render_html(text, to_record))
    for tag, attributes in made.tags:
        assert tag in TAGS
        assert set(attributes) <= ATTRIBUTES.get(tag, set())
        if tag == "a":
            href = attributes["href"]
            assert href == "../record/" or href.lower().startswith(SCHEMES)
            assert ("rel" in attributes) == (href != "../record/")


@given(ANY)
def test_only_a_record_or_a_safe_scheme_is_linked(text):
    """Every target handed over as a record's id is listed by ``find_record_ids``, for the check that it is
    there."""
    handed: list[str] = []
    render_html(text, lambda ref: handed.append(ref) or "../record/")
    assert handed == find_record_ids(text)


SCRIPTS = st.sampled_from(
    ["javascript", "JavaScript", "jAvAsCrIpT", "vbscript", "data", "file", "blob", "about", "livescript"]
)
DISGUISE = st.sampled_from(
    [lambda s: s, lambda s: f"&#{ord(s[0])};{s[1:]}", lambda s: f"&#x{ord(s[0]):x};{s[1:]}"]
)
COLON = st.sampled_from([":", "&colon;", "&#58;", "&#x3a;", "\\:"])


@given(
    SCRIPTS,
    DISGUISE,
    COLON,
    st.sampled_from(["{}", " {}", "<{}>", "{} 'title'"]),
    st.text("abc1", max_size=6),
    ANY,
    ANY,
)
def test_a_link_that_could_run_a_script_is_never_made(scheme, disguise, colon, form, rest, before, after):
    """And where a reader of Markdown would take it for a link, it is reported."""
    target = form.format(f"{disguise(scheme)}{colon}{rest}")
    text = f"[x]({target})"
    assert any("links to" in wrong for wrong, _ in find_prose_faults(text))
    made = read(render_html(before + text + after, to_record))
    for tag, attributes in made.tags:
        assert not re.match(
            r"[\s\x00-\x1f]*(java|vb|live)script|data|file|blob|about", attributes.get("href", ""), re.I
        )


@given(ANY)
def test_what_passes_is_made_as_it_was_judged(text):
    """Every link of prose without a fault is in the page, and every record it leads to was there to be looked
    up."""
    if list(find_prose_faults(text)):
        return
    handed: list[str] = []
    made = read(render_html(text, lambda ref: handed.append(ref) or "../record/"))
    assert handed == find_record_ids(text)
    assert (
        "](" not in text
        or "`" in text
        or "\\" in text
        or len([tag for tag, _ in made.tags if tag == "a"]) == text.count("](")
    )


@given(ANY)
def test_faults_are_sentences_and_never_a_traceback(text):
    for wrong, right in find_prose_faults(text):
        assert wrong and right
    assert isinstance(strip_markup(text), str)


@given(st.text(st.characters(exclude_characters="`*_[]<>&\\!#~|\n"), max_size=60))
def test_the_short_way_says_what_was_written(text):
    """Text without marks does not pass through the parser; not a letter is lost. (A field is stripped before
    it comes here.)"""
    assume(text and text == text.strip() and not re.match(r"[-+]|\d+[.)]", text))
    assert unescape(render_html(text, to_record)) == f"<p>{unescape(text)}</p>"


PIECES = ["*", "**", "_", "a", "word", " ", "\n", "\n\n", "- ", "1. ", "(", ")", "[", "]", "!", "=", "==",
          "—", ". ", "é", "a_b", "5*3", "[it](Small-Steps)", "[it](small-steps)", "[*it*](a)", "[a][b]",
          "[w](https://a.b/c_d_)", "https://a.b/c_d_e", "![x](y)", "[^1]", "~~x~~", "[x]", "{:.a}", "**b**",
          "*i*"]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=9).map("".join))
@example("See *[it](Small-Steps)* now.")
@example("**[a][b]**")
@example("*![x](y)*")
@example("*~~x~~*")
@example("][it](small-steps)[")
@example("[\n\n]")
def test_the_quick_way_finds_what_the_parser_finds(text):
    assert _parses(text) == _parse_markup(text)


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    [
        "[",
        "[x](",
        "[a](b)",
        "*a ",
        "**a",
        "_*",
        "`",
        "- ",
        "<a",
        "&#",
        "\\",
        "](",
        "<",
        "(",
        "[a]((",
        "[a](b(c)",
        "[x](a\\-",
        "[ ",
        "a\n\n",
        "[^",
        "![",
        "| ",
        "#\n",
        "\n- [ ",
        "– a\n",
        "*a* ",
    ],
)
def test_long_prose_is_read_to_its_end(piece):
    """Long, and in the long run as long as a file can be: nothing recurses, and no text is looked at again
    for each of its links."""
    text = piece * ((250_000 if runs.LONG else 12_000) // len(piece))
    found = list(find_prose_faults(text)), find_record_ids(text), strip_markup(text)
    assert len(found[0]) <= text.count("](") + MOST_LINKS
    _parses.cache_clear()
    list(find_prose_faults(text)), list(find_prose_faults(text)), find_record_ids(text)
    assert _parses.cache_info().misses <= 1


# -- the real records


def test_all_real_prose_is_harmless(real_book):
    for top in real_book.list_top_entries():
        for _, part in walk_parts(top.node):
            for _, text, _ in find_texts(part, "prose"):
                made = read(render_html(text, lambda ref: real_book.resolve(ref) and "../record/"))
                assert {tag for tag, _ in made.tags} <= TAGS, top
                assert not re.search(r"\*\*|\]\(", made.words), f"{top}: {made.words}"


# -- markup that prose does not have

LINK = "write [words](id or address), without spaces inside the round brackets"
WHOLE_LINK = "write the id or address in the link itself, as [words](id or address)"
ITEMS = "write '- ' before each entry, with an empty line above the first"
NO_TABLE = "write a list, each entry after '- '"
BOTH_SIDES = "write it on both sides of the words, or write {} where readers are to see it"
RAW = [
    ("[x][1]", "which does not become a link", WHOLE_LINK),
    ("[x][]", "which does not become a link", WHOLE_LINK),
    ("[1]: https://x.example", "which does not become a link", WHOLE_LINK),
    ("[x](https://example.org/a b)", "which does not become a link", LINK),
    ("[x](force-field and more", "which does not become a link", LINK),
    ("[x](force-field “title”)", "which does not become a link", LINK),
    ("x](force-field)", "which does not become a link", LINK),
    ("[[force-field]]", "which does not become a link", LINK),
    ("[a] (force-field)", "which does not become a link", "take out the space before the '('"),
    ("[a] (mlcf/1.1)", "which does not become a link", "take out the space before the '('"),
    ("(x)[https://x.example]", "which does not become a link", LINK),
    ("a note[^1]", "which does not become a footnote", "put it into the text"),
    ("[^1]: A note.", "which does not become a footnote", "put it into the text"),
    ("![a ward][1]", "which does not become a picture", "link to it: [words](address)"),
    ("![a ward](a b)", "which does not become a picture", "link to it: [words](address)"),
    ("it is [open here", "in which '[' is never closed", LINK),
    ("| a | b |", "which does not become a table", NO_TABLE),
    ("a | b\n--- | ---\n1 | 2", "which does not become a table", NO_TABLE),
    ("# Heading", "which does not become a heading", "write a sentence of its own"),
    ("One.\n\n### Two", "which does not become a heading", "write a sentence of its own"),
    ("One. ## Two", "which does not become a heading", "write a sentence of its own"),
    ("> so they say", "which does not become a quotation", "write “ and ” around it"),
    ("One.\n\n---\n\nTwo.", "which does not become a line across the page", "take it out"),
    ("- [x] done", "which does not become a box to tick", "write the words alone"),
    ("• one", "which does not become a list", ITEMS),
    ("– one\n– two", "which does not become a list", ITEMS),
    ("-one\n-two", "which does not become a list", ITEMS),
    ("!!! note", "which does not become a note", "write a sentence"),
    ("so **bold", "which emphasises nothing", BOTH_SIDES.format("\\*")),
    ("so ** bold **", "which emphasises nothing", BOTH_SIDES.format("\\*")),
    ("so *it is", "which emphasises nothing", BOTH_SIDES.format("\\*")),
    ("so* it is", "which emphasises nothing", BOTH_SIDES.format("\\*")),
    ("so _it is", "which emphasises nothing", BOTH_SIDES.format("\\_")),
    ("so `it is", "which is never closed", BOTH_SIDES.format("\\`")),
    ("so ~~it~~ is", "which strikes nothing out", "take it out, or write \\~ where readers are to see it"),
    ("so ==it== is", "which marks nothing", "take it out"),
    ("*so*{: .red }", "which sets nothing", "take it out, up to its '}'"),
    ("so &unknown; it is", "which stands for no sign", "write the sign itself"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wrong", "right"), RAW)
def test_markup_that_prose_does_not_have_is_told(text, wrong, right):
    faults = list(find_prose_faults(text))
    assert faults and all(fault.wrong.startswith("holds ") for fault in faults)
    assert (wrong, right) in [(fault.wrong[-len(wrong) :], fault.right) for fault in faults]
    assert len({fault.wrong.rpartition(", ")[2] for fault in faults}) == 1, faults


def test_of_brackets_never_closed_the_first_is_told():
    (fault,) = find_prose_faults("An [open one, some way before there is [another in the same text")
    assert fault.wrong == "holds 'An [open one, some way be', in which '[' is never closed"


@pytest.mark.parametrize(
    "text",
    [
        "One *two*, **three**, ***four***, _five_, __six__ and `[x][1] ** |` in code.",
        "It is [sic] so, [the ward] (as they called it) and (they said)[sic] again.",
        "A 95% interval of [0.1, 0.9], of [0, 1) and of (2, 3].",
        "5 * 3 = 15, a*b, snake_case_x, ______ and #1, C# and p > 5.",
        "\\*, \\_, \\`, \\[x\\]\\[1\\], \\~~ and \\| are signs.",
        "It is – so they say – a matter of -5 to +5, or - at most - 10.",
        "Words\n– an aside\nand more.",
        "- one\n- two\n\n1. three\n2. four",
        "> 5 mg or >= 6",
        "R&D, AT&T, a&b and &amp;",
        "Why? Really! Yes: so.",
        "[*it*](coaching), *[it](coaching)* and [it](https://x.example/a_b_c*d)",
        "Is it so?? Yes!!",
    ],
)
def test_signs_that_are_no_markup_pass(text):
    assert list(find_prose_faults(text)) == []


@pytest.mark.parametrize(("text", "wrong", "right"), [case for case in RAW if "write \\" in case[2]])
def test_a_sign_is_shown_where_it_is_escaped_as_is_advised(text, wrong, right):
    escaped = re.search(r"write (\\.) where", right)[1]
    mended = text.replace(escaped[1], escaped)
    assert list(find_prose_faults(mended)) == []
    assert escaped[1] in read(render_html(mended, to_record)).words


def test_each_broken_link_is_told_and_other_markup_once():
    wrongs = [fault.wrong for fault in find_prose_faults("[a](b c), then **x and **y, and [d](e f)")]
    assert len(wrongs) == 3 and sum("become a link" in wrong for wrong in wrongs) == 2


@pytest.mark.parametrize(
    ("text", "shown", "right"),
    [
        ("Fast and *slow*", "'Fast and *slow*'", None),
        ("Fast and **slow**", "'Fast and **slow**'", None),
        ("Fast and _slow_", "'Fast and _slow_'", None),
        ("Fast and `slow`", "'Fast and `slow`'", None),
        ("Fast and ~~slow~~", "'Fast and ~~slow~~'", None),
        ("Fast and [slow][1]", "'Fast and [slow][1]'", None),
        ("Fast and slow[^1]", "'Fast and slow[^1]'", None),
        ("R&amp;D", "'&amp;'", "write '&'"),
        ("caf&#233;", "'&#233;'", "write 'é'"),
    ],
)
def test_a_line_holds_no_marks(text, shown, right):
    ((wrong, remedy),) = find_line_faults(text)
    assert wrong == f"holds {shown}, and a line is shown as it is written"
    assert remedy == (right or "write the words alone; marks and links are for prose")


@pytest.mark.parametrize(
    "text",
    ["5 * 3 * 2", "D*V*F > R", "snake_case_x", "R&D", "p* = 0.05*", "[sic]", "#1", "a `b", "&unknown;"],
)
def test_signs_in_a_line_that_are_no_marks_pass(text):
    assert list(find_line_faults(text)) == []


_PIECES = [
    "*",
    "**",
    "a",
    "Bc",
    "é",
    "5",
    " ",
    "\n",
    "\n\n",
    "(",
    ")",
    ".",
    ",",
    "?",
    "“",
    "”",
    "—",
    "'",
    '"',
]
_PIECES += ["€", "[w](a-b)", "[w x](a/1.1)", "*so*", "**so.**", "[", "]", "- ", "1. "]


@given(st.lists(st.sampled_from(_PIECES), max_size=14).map("".join))
@example("a *b.* c [d](e) *f* (**g**), *h*.")
@example(f"[a]({'b' * 121}) *c*")
def test_plain_marks_are_written_as_the_parser_writes_them(text):
    """Most texts are written without the parser, which takes many times as long."""
    by_pattern = render_html(text, to_record)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("macros.records.prose._PLAIN", re.compile("(?!)"))
        assert render_html(text, to_record) == by_pattern
