"""An edition's own pages hold prose, tables, pictures of its own and links: nothing that runs, and nothing loaded from elsewhere.

A page in Markdown may hold HTML, so each is made into HTML as a build makes it, and that is looked through: elements and
attributes that are not listed here are refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape, unescape
from html.parser import HTMLParser
from pathlib import Path

from macros.loader import Place
from macros.problems import Problem, show
from macros.written import files_in, split

EXTENSIONS = ("toc", "tables", "fenced_code", "attr_list", "md_in_html")  # Those of mkdocs and of mkdocs.yml.
ELEMENTS = frozenset(
    "a abbr address aside b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption figure footer "
    "h1 h2 h3 h4 h5 h6 header hr i img ins kbd li mark ol p pre q s samp section small span strong sub summary sup table tbody td tfoot "
    "th thead time tr u ul var wbr".split()
)
ATTRIBUTES = frozenset(
    "id class title lang dir role href rel target download src alt width height loading decoding colspan rowspan scope headers span start "
    "reversed value type open datetime cite hidden tabindex markdown align".split()
)
SCHEMES = ("http", "https", "mailto", "tel")
_CALL = "hbmacrocall"  # Stands for what a macro gives, which is safe by itself.
_ALIGNED = re.compile(r"text-align: (left|right|center);")  # As Markdown writes the columns of a table.
_UNSEEN = re.compile(r"[\x00-\x20]")  # What browsers pass over in an address.
_SCHEME = re.compile(r"([^/?#:]*):")
_TAG = re.compile(r"<[a-zA-Z/!?]")
KEEP = "keep to prose, lists, tables, pictures and links"


def check(places: Sequence[Place]) -> Iterator[Problem]:
    """Yield a problem for everything in the pages of an edition's ``places`` that could run or load something."""
    convert = None
    for place in places:
        docs = place.folder / "docs"
        for uri, file in () if docs.is_symlink() else files_in(docs):
            if file.suffix == ".md" and file.is_file():
                convert = convert or _converter()
                yield from _page(file, f"{place.shown}docs/{uri}", convert)


def _converter():
    from markdown import Markdown

    markdown = Markdown(extensions=list(EXTENSIONS), extension_configs={"toc": {"permalink": False}})
    return lambda text: markdown.reset().convert(text)


def _page(file: Path, path: str, convert) -> Iterator[Problem]:
    try:
        source = file.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except (UnicodeDecodeError, OSError):  # macros.checks.pages_call_macros says so.
        return
    front, text = split(source)
    if front and (found := re.search(r"<|&(lt|#)", unescape(front))):
        yield Problem(path, _line(source, (found[0],)), 1, "front matter", "holds HTML", "write plain words")
    if (text := _without_calls(text)) is None:
        return
    walker = _Walker()
    try:
        walker.feed(convert(text))
    except RecursionError:
        yield Problem(path, 1, 1, "page", "is nested too deep", "use fewer levels of lists and quotations")
        return
    walker.close()
    seen = set()
    for wrong, right, words in walker.found:
        line = _line(source, words)
        if (line, wrong) not in seen:
            seen.add((line, wrong))
            yield Problem(path, line, 1, "page", wrong, right)


def _without_calls(text: str) -> str | None:
    """The text of a page as Markdown gets it, with each macro's words in the place of its call; ``None`` where it cannot be read."""
    from jinja2 import Environment, TemplateSyntaxError, nodes

    try:
        tree = Environment(keep_trailing_newline=True).parse(text)
    except TemplateSyntaxError:  # macros.checks.pages_call_macros says so.
        return None
    parts = []
    for node in (node for statement in tree.body if isinstance(statement, nodes.Output) for node in statement.nodes):
        if isinstance(node, nodes.TemplateData):
            parts.append(node.data)
        else:
            parts.append(" ".join([_CALL, *(escape(str(each.value)) for each in node.find_all(nodes.Const)), _CALL]))
    return "".join(parts)


def _line(source: str, words: Sequence[str]) -> int:
    """The line on which the first of ``words`` that is found stands, else 1."""
    folded = source.lower()
    places = (folded.find(word.lower()) for word in words if word)
    return folded.count("\n", 0, next((place for place in places if place >= 0), 0)) + 1


class _Walker(HTMLParser):
    """Goes through a page; ``found`` is what is wrong, what would be right, and the words to look for in its source."""

    def __init__(self):
        super().__init__(convert_charrefs=False)
        self.found: list[tuple[str, str, tuple[str, ...]]] = []

    def fault(self, wrong: str, right: str, *words: str) -> None:
        """Note what is wrong."""
        self.found.append((wrong, right, words))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Judge an element and its attributes."""
        if tag not in ELEMENTS:
            self.fault(f"holds the element {show(tag, 30)}, which an edition's page may not", KEEP, f"<{tag}")
            return
        for name, value in attrs:
            self.attribute(tag, name, value or "")

    def attribute(self, tag: str, name: str, value: str) -> None:
        """Judge one attribute."""
        if name == "style" and tag in ("th", "td") and _ALIGNED.fullmatch(value):
            return
        if name not in ATTRIBUTES and not re.fullmatch(r"aria-[a-z]+", name) or name == "href" and tag != "a" or name == "src" and tag != "img":
            self.fault(f"gives {show(tag, 30)} the attribute {show(name, 30)}, which an edition's page may not", "take it out", f"{name}=", name, f"<{tag}")
        elif _CALL in value or _CALL in name:
            self.fault("calls a macro inside an HTML tag", "call macros between tags, or write the address out", '="{{', "='{{", "]({{", "{{")
        elif name in ("href", "src", "cite"):
            self.address(name, value)

    def address(self, name: str, value: str) -> None:
        """Judge where a link or picture leads."""
        bare = _UNSEEN.sub("", value)
        scheme = found[1].lower() if (found := _SCHEME.match(bare)) else ""
        leaves = bool(scheme) or re.match(r"[/\\]{2}", bare) is not None
        if name == "src" and leaves:
            self.fault(f"loads {show(value)} from elsewhere", "put the picture into this folder's docs", value, "<img", "![")
        elif leaves and scheme not in SCHEMES:
            self.fault(f"links to {show(value)}", "link to a page, or to an http, https, mailto or tel address", value, scheme, "href")

    def handle_data(self, data: str) -> None:
        """Refuse what is no whole tag to this parser, and may be one to a browser."""
        if found := _TAG.search(data):
            self.fault("holds a tag that is never closed", "close it, or write &lt; for '<'", data[found.start() : found.start() + 12].split("\n")[0])

    def handle_comment(self, data: str) -> None:
        """Refuse a comment: browsers do not agree on where one ends."""
        self.fault("holds an HTML comment", "take it out", "<!--", "<!", "<?", "</")

    def handle_decl(self, decl: str) -> None:
        """Refuse a declaration."""
        self.fault("holds an HTML declaration", "take it out", "<!")

    unknown_decl = handle_decl

    def handle_pi(self, data: str) -> None:
        """Refuse a processing instruction."""
        self.fault("holds an HTML declaration", "take it out", "<?")
