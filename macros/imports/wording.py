"""Texts and codes of others made fit for a record: one that holds what no record may hold loses that, and
what is lost is told."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from macros.base.file_names import find_device_fault
from macros.base.odd_characters import find_refused, replace_refused
from macros.base.problems import show
from macros.records.field_types import MOST_OF_A_LINE
from macros.records.prose import find_line_faults, find_prose_faults

MOST_OF_A_CODE = 20  # Letters.
MOST_WORDS = 39  # Of a sentence in a summary.
_CODE = re.compile(r"[A-Za-z0-9]+(-[A-Za-z0-9]+|\.[A-Za-z]?[0-9]+[A-Za-z]?|\.[A-Za-z])*")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*\)")
_SIGNS = str.maketrans({sign: " " for sign in "*_`~|{}<>\\#^"} | {"[": "(", "]": ")", "&": "and"})
_MARKUP = re.compile(r"<[/!?]?[a-zA-Z]|&[#\w]+;")
_END = re.compile(r"(?<=[.!?])\s+")
_BLOCKS = frozenset("p br li div ul ol dl dt dd table tr td th h1 h2 h3 h4 h5 h6 blockquote hr pre".split())
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


class _Words(HTMLParser):
    """The words of a piece of HTML."""

    silent = ("script", "style")

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.depth += tag in self.silent
        self.words.append(" " if tag in _BLOCKS else "")

    def handle_endtag(self, tag: str) -> None:
        self.depth -= tag in self.silent and self.depth > 0
        self.words.append(" " if tag in _BLOCKS else "")

    def handle_data(self, data: str) -> None:
        self.words.append("" if self.depth else data)


def take_words(text: str) -> str:
    """The words of a text that may be HTML, on one line."""
    if _MARKUP.search(text):
        parser = _Words()
        parser.feed(text)
        parser.close()
        text = "".join(parser.words)
    return " ".join(text.split())


def make_line(text: str) -> str:
    """``text`` as a line of a record may have it: on one line, without markup, without characters that nobody
    sees. It may be longer than a line may be."""
    line = " ".join(text.split())
    if not _is_faulty(line):
        return line
    line = take_words(_LINK.sub(r"\1", line))
    line = " ".join(replace_refused(line).replace(_REPLACEMENT, "").split())
    if _is_faulty(line):
        line = " ".join(line.translate(_SIGNS).split())
    if _is_faulty(line):
        line = " ".join(re.sub(r"[^\w\s.,;:!?()'’-]", " ", line).split()).lstrip("-!?: ")
    return line


def make_prose(text: str) -> str:
    """``text`` as a field of prose may have it: as a line, without marks that prose would read otherwise."""
    line = make_line(text)
    if any(find_prose_faults(line)):
        line = " ".join(line.translate(_SIGNS).replace(";", ",").split())
    return line


def _is_faulty(line: str) -> bool:
    return any(find_refused(line)) or any(find_line_faults(line))


def shorten(text: str, most: int = MOST_OF_A_LINE) -> str:
    """As many whole sentences of ``text`` as fit into ``most`` characters; as many words where not one
    does."""
    if len(text) <= most:
        return text
    beginning = ""
    for sentence in _END.split(text):
        if len(beginning) + 1 + len(sentence) > most:
            break
        beginning = f"{beginning} {sentence}".strip()
    return beginning or text[: most - 1].rsplit(" ", 1)[0].rstrip(",;:- ") + "…"


def fit_line(text: str, whose: str, most: int = MOST_OF_A_LINE) -> tuple[str, list[str]]:
    """``text`` as a line of at most ``most`` characters, with a sentence on each thing that is lost.
    ``whose`` says where it stands and what it is."""
    plain = " ".join(text.split())
    line = make_line(text)
    losses = []
    if line != plain:
        losses.append(f"{whose} holds what a line cannot, such as markup; {show(plain)} became {show(line)}.")
    if len(line) > most:
        rest = f"and a record takes {most}; the rest was not carried."
        losses.append(f"{whose} has {len(line):,} characters, {rest}")
    return shorten(line, most), losses


def make_code(code: str) -> str:
    """``code`` as an item may have it, in letters, digits, full stops and hyphens; empty where nothing of it
    is left."""
    code = re.sub(r"[^A-Za-z0-9.]+", "-", code.strip()).strip("-.")
    if not _CODE.fullmatch(code):
        code = re.sub(r"[^A-Za-z0-9]+", "-", code).strip("-")
    code = code[:MOST_OF_A_CODE].rstrip("-.")
    return code if _CODE.fullmatch(code) and not find_device_fault(code) else ""


def make_plural(noun: str) -> str:
    """The plural of a noun of English, as its rules have it."""
    if re.search(r"[^aeiou]y$", noun):
        return f"{noun[:-1]}ies"
    return noun + ("es" if re.search(r"(s|x|z|ch|sh)$", noun) else "s")
