"""Hand-written pages hold prose, tables, pictures and links: nothing that runs, nothing loaded from
elsewhere, and sound HTML.

A page in Markdown may hold HTML. This rule reads the HTML that is published, with a mark in the place of each
macro call. It refuses elements and attributes that are not listed, and HTML that browsers would have to mend
(tags that are never closed, blocks inside paragraphs).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html.entities import html5
from html.parser import HTMLParser

from macros.base.problems import Fault, Problem, show
from macros.hand_written.links import outside_fault
from macros.hand_written.markdown_conversion import CALL, IN_BLOCK, INLINE, LINK
from macros.hand_written.pages import WrittenPage
from macros.rendering.page_macros import MACROS

ELEMENTS = frozenset(
    "a abbr address aside b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt"
    " em figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li mark ol p pre q s samp section"
    " small span strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr".split()
)
ATTRIBUTES = frozenset(
    "id class title lang dir role href rel target download src alt width height loading decoding colspan"
    " rowspan scope headers span start reversed value type open datetime cite hidden tabindex markdown"
    " align data-label".split()
)
KEEP = "keep to prose, lists, tables, pictures and links"
_VOID = frozenset("br col hr img wbr".split())
# What ends a paragraph for a browser (HTML standard, 13.2.6.4.7), among the elements above.
_BLOCKS = frozenset(
    "address aside blockquote details div dl figcaption figure footer h1 h2 h3 h4 h5 h6 header hr ol p pre"
    " section summary table ul".split()
)
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_INSIDE = {  # Elements that stand in certain others alone.
    "li": ("ul", "ol"),
    "dt": ("dl", "div"),
    "dd": ("dl", "div"),
    "caption": ("table",),
    "colgroup": ("table",),
    "col": ("colgroup",),
    "thead": ("table",),
    "tbody": ("table",),
    "tfoot": ("table",),
    "tr": ("thead", "tbody", "tfoot"),
    "td": ("tr",),
    "th": ("tr",),
    "summary": ("details",),
    "figcaption": ("figure",),
}
_HOLDS = {  # Elements that hold certain others alone.
    "ul": ("li",),
    "ol": ("li",),
    "table": ("caption", "colgroup", "thead", "tbody", "tfoot"),
    "thead": ("tr",),
    "tbody": ("tr",),
    "tfoot": ("tr",),
    "tr": ("td", "th"),
    "colgroup": ("col",),
    "dl": ("dt", "dd", "div"),
}
_UNSEEN = re.compile(r"[\x00-\x20]")  # What browsers skip in an address (URL Standard, 4.4).
_SCHEME = re.compile(r"([^/?#:]*):")
_REFERENCE = re.compile(r"&(?:#[0-9]+;|#[xX][0-9a-fA-F]+;|([0-9A-Za-z]+;?)|#)")
_NAMED = re.compile(r"[^\s\"'<>&]+")

Placed = tuple[
    tuple[str, ...], Fault
]  # A fault with the words to look for in the source, the likeliest first.
_IN_A_TAG: Placed = (
    ('="{{', "='{{", "]({{", "{{"),
    Fault("calls a macro inside an HTML tag", "call macros between tags, or write the address out"),
)


def check(pages: Iterable[WrittenPage]) -> Iterator[Problem]:
    """Yield a problem for everything in the HTML of ``pages`` that could run or load something, or that is no
    sound HTML."""
    for page in pages:
        seen = set()
        for words, fault in _faults(page):
            place = _find_place(page, words)
            if (place, fault.wrong) not in seen:
                seen.add((place, fault.wrong))
                yield Problem(page.source_path, *place, "page", *fault)


def _faults(page: WrittenPage) -> Iterator[Placed]:
    for name in page.html.refused:
        yield (
            (f"{name}=", name),
            Fault(
                f"gives an element the attribute {show(name, 30)} in braces, where only ids and classes may"
                " stand",
                "take it out",
            ),
        )
    if any(CALL.search(link.url) for link in page.html.links):
        yield _IN_A_TAG
    walker = _Walker(page)
    walker.feed(page.html.text)
    walker.close()
    walker.close_all()
    yield from walker.faults
    yield from map(_broken_tag_fault, page.html.broken)
    for reference in _REFERENCE.finditer(page.html.text):
        name = reference[1]
        if reference[0] == "&#" or name and (not name.endswith(";") or name not in html5):
            yield (
                (reference[0],),
                Fault(f"holds {show(reference[0], 30)}, which is no character's name", "write &amp; for '&'"),
            )


def _broken_tag_fault(text: str) -> Placed:
    """The fault of a broken tag (see :func:`macros.base.html.normalise`): browsers do not agree on
    where it ends."""
    words = text.split("\n")[0]
    if text.startswith("<!--"):
        return (words[:12], "<!--"), Fault("holds an HTML comment", "take it out")
    if text.startswith(("<!", "<?")):
        return (words[:12], "<!", "<?"), Fault("holds an HTML declaration", "take it out")
    return (words[:12], words[:2], "<"), Fault(
        "holds a tag that is never closed", "close it, or write &lt; for '<'"
    )


def _find_place(page: WrittenPage, words: Sequence[str]) -> tuple[int, int]:
    """Line of the first of ``words`` that stands in the page's text, else line 1; the column is always 1."""
    folded = page.text.lower()
    offset = next(
        (place for place in (folded.find(word.lower()) for word in words if word) if place >= 0), None
    )
    if offset is None:
        return 1, 1
    line = folded.count("\n", 0, offset) + 1
    return line, 1


class _Walker(HTMLParser):
    """Goes through a page's HTML, in the one spelling of :mod:`macros.base.html`; ``faults`` is what
    is wrong."""

    def __init__(self, page: WrittenPage):
        super().__init__(convert_charrefs=False)
        self.faults: list[Placed] = []
        self._calls = page.calls
        self._open: list[str] = []
        self._words: list[tuple[str, ...]] = []  # Of each open element, what to look for in the source.

    def note_fault(self, wrong: str, right: str, *words: str) -> None:
        """Add a fault; ``words`` are what to look for in the page's text to find its line."""
        self.faults.append((words, Fault(wrong, right)))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Judge an element, its place and its attributes."""
        if attrs == IN_BLOCK:
            self._check_block()
        elif tag not in ELEMENTS:
            self.note_fault(f"holds the element {show(tag, 30)}, which a page may not", KEEP, f"<{tag}")
        else:
            self._check_attributes(tag, attrs)
            self._check_nesting(tag)
        if tag not in _VOID:
            self._open.append(tag)
            self._words.append(
                tuple(f'{name}="{value}"' for name, value in attrs if name == "id" and value) or (f"<{tag}",)
            )

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Judge an element that closes itself, which only some may."""
        if tag not in _VOID and tag in ELEMENTS:
            self.note_fault(
                f"closes {show(tag, 30)} within its own tag, which browsers take for an opening",
                f"write <{tag}></{tag}>",
                f"<{tag}",
            )
            return
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self._open.pop()
            self._words.pop()

    def handle_endtag(self, tag: str) -> None:
        """Judge whether a closing tag closes the element that was opened last."""
        if self._open and self._open[-1] == tag:
            self._open.pop()
            self._words.pop()
        elif tag in self._open:
            while self._open[-1] != tag:
                inner, words = self._open.pop(), self._words.pop()
                self.note_fault(
                    f"opens <{inner}> and closes <{tag}> before it", f"close it with </{inner}> first", *words
                )
            self._open.pop()
            self._words.pop()
        else:
            self.note_fault(
                f"closes {show(f'</{tag}>', 30)}, which is not open",
                "take it out, or open it above",
                f"</{tag}",
            )

    def close_all(self) -> None:
        """Judge the elements that are still open at the end of the page."""
        for tag, words in zip(self._open, self._words):
            self.note_fault(f"opens <{tag}> and never closes it", f"close it with </{tag}>", *words)

    def _check_nesting(self, tag: str) -> None:
        parent = self._open[-1] if self._open else ""
        if tag in _BLOCKS and "p" in self._open:
            self.note_fault(
                f"holds <{tag}> inside a paragraph",
                "put an empty line above it, and close <p> before",
                f"<{tag}",
            )
        elif tag in _HEADINGS and any(element in _HEADINGS for element in self._open):
            self.note_fault(f"holds <{tag}> inside another heading", "close the other before", f"<{tag}")
        elif tag == "a" and "a" in self._open:
            self.note_fault("holds a link inside a link", "let one of them be", "<a")
        elif (
            tag in _INSIDE
            and parent not in _INSIDE[tag]
            or tag in ("dt", "dd")
            and parent == "div"
            and "dl" not in self._open[-2:-1]
        ):
            self.note_fault(
                f"holds <{tag}> outside of {_join_tags(_INSIDE[tag])}",
                f"put it into {_join_tags(_INSIDE[tag])}",
                f"<{tag}",
            )
        elif parent in _HOLDS and tag not in _HOLDS[parent]:
            self.note_fault(
                f"holds <{tag}> right inside <{parent}>",
                f"put {_join_tags(_HOLDS[parent])} around it",
                f"<{tag}",
            )

    def _check_attributes(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        for name in {name for name in names if names.count(name) > 1}:
            self.note_fault(
                f"gives {show(tag, 30)} the attribute {show(name, 30)} twice",
                "keep one of them",
                f"{name}=",
                f"<{tag}",
            )
        for name, value in attrs:
            self._check_attribute(tag, name, value or "")

    def _check_attribute(self, tag: str, name: str, value: str) -> None:
        if CALL.search(value) or CALL.search(name):
            self.faults.append(_IN_A_TAG)
        elif not _is_listed(tag, name):
            self.note_fault(
                f"gives {show(tag, 30)} the attribute {show(name, 30)}, which a page may not",
                "take it out",
                f"{name}=",
                name,
                f"<{tag}",
            )
        elif name in ("href", "src", "cite") and not LINK.fullmatch(value):
            self._check_address(tag, name, value)
        elif name == "id" and not _NAMED.fullmatch(value):
            self.note_fault(
                f"has the id {show(value, 40)}, to which no link leads",
                "write it with letters, digits and hyphens, without spaces",
                value or "id=",
            )

    def _check_address(self, tag: str, name: str, value: str) -> None:
        """Judge an address written in HTML; :mod:`macros.checks.rules.pages_lead_somewhere` judges those of
        Markdown."""
        bare = _UNSEEN.sub("", value)
        scheme = scheme_match[1].lower() if (scheme_match := _SCHEME.match(bare)) else ""
        leaves = bool(scheme) or re.match(r"[/\\]{2}", bare) is not None
        if name == "src":
            wrong = (
                f"loads {show(value)} from elsewhere"
                if leaves
                else f"shows {show(value)} in HTML, where nothing looks for it"
            )
            self.note_fault(
                wrong,
                (
                    "put the picture into this folder's docs"
                    if leaves
                    else "write ![what it shows](its place) in Markdown, outside of HTML"
                ),
                value,
                "<img",
                "![",
            )
        elif leaves and (fault := outside_fault(bare)):
            self.note_fault(fault.wrong, str(fault.right), value, scheme, "href")
        elif not leaves and name == "cite":
            self.note_fault(
                f"names {show(value)} as what is cited, where nothing looks for it",
                "give an address that begins with https://, or take it out",
                value,
                "cite=",
            )
        elif not leaves and name == "href" and not bare.startswith("#"):
            self.note_fault(
                f"links to {show(value)} in HTML, where nothing looks for it",
                "write [words](its place) in Markdown, outside of HTML",
                value,
                "href",
            )

    def handle_data(self, data: str) -> None:
        """Judge where the macros are called, and where words stand."""
        for number in CALL.findall(data):
            self._check_call(int(number))
        if words := data.strip(" \t\n\r\f"):  # What is white space in HTML; a no-break space is a word.
            self._check_words(words.split("\n")[0][:20])

    def handle_entityref(self, name: str) -> None:
        """Judge where a character written by its name stands."""
        self._check_words(f"&{name}")

    def handle_charref(self, name: str) -> None:
        """Judge where a character written by its number stands."""
        self._check_words(f"&#{name}")

    def _check_words(self, words: str) -> None:
        if self._open and self._open[-1] in _HOLDS:
            self.note_fault(
                f"holds words right inside <{self._open[-1]}>",
                f"put {_join_tags(_HOLDS[self._open[-1]])} around them",
                words,
            )

    def _check_block(self) -> None:
        """Judge a macro call that gives a block: it may not stand right inside an element that holds only
        certain others."""
        parent = self._open[-1] if self._open else ""
        if parent in _HOLDS:
            self.note_fault(
                f"calls a macro right inside <{parent}>", f"put {_join_tags(_HOLDS[parent])} around it", "{{"
            )

    def _check_call(self, number: int) -> None:
        if (name := self._calls[number].name) not in MACROS:
            return
        word = (f"{{{{ {name}", f"{{{{{name}", "{{")
        if "code" in self._open or "pre" in self._open:
            self.note_fault(
                f"calls {name} inside a sample of code, where it would be shown as HTML",
                "write {% raw %} before and {% endraw %} after the sample, or begin the line at the margin",
                *word,
            )
        elif name in INLINE and ("a" in self._open or any(tag in _HEADINGS for tag in self._open)):
            self.note_fault(
                f"calls {name} inside a {'link' if 'a' in self._open else 'heading'}",
                "write the words out there",
                *word,
            )
        elif name not in INLINE and any(
            tag in ("p", "a", "summary", "span", "em", "strong", *_HEADINGS) for tag in self._open
        ):
            self.note_fault(
                f"calls {name} inside a sentence, and it gives a block",
                "put it on a line of its own at the margin, with an empty line above and below",
                *word,
            )


def _is_listed(tag: str, name: str) -> bool:
    is_known = name in ATTRIBUTES or re.fullmatch(r"aria-[a-z]+", name)
    return bool(is_known) and not (name == "href" and tag != "a" or name == "src" and tag != "img")


def _join_tags(tags: Sequence[str]) -> str:
    return " or ".join(f"<{tag}>" for tag in tags)
