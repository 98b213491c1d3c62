"""Reads gettext's files (``.po``) with the place of every text in them, and says where one is no such file.

Babel reads the same files for use: it passes over broken lines with a word on the terminal, or cuts a letter
off, and knows the line of a phrase but not of its translations. The form is that of the manual of GNU
gettext, "The Format of PO Files".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from macros.base import merge_marks
from macros.base.problems import Fault, show

FUZZY = "fuzzy"  # The flag of a translation that is not settled.
_KEYWORD = re.compile(r"(msgctxt|msgid|msgid_plural|msgstr)(?:\[(\d{1,3})\])? +(?=\")")
_ESCAPES = {"\\": "\\", "t": "\t", "r": "\r", "n": "\n", '"': '"'}
_ESCAPE = re.compile(r"\\(.?)", re.DOTALL)
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
_REMARKS = ("#: ", "#. ", "# ")
KEYWORDS = 'write msgid, msgid_plural or msgstr, a space, and the text in quotes, as msgstr "Ie"'


@dataclass
class Text:
    """A text of a catalogue, with the lines that it stands on: (line, column of the text in it, as it is
    written), from 1. The keyword stands in the first of them."""

    line: int
    pieces: list[tuple[int, int, str]] = field(default_factory=list)

    @property
    def words(self) -> str:
        """The text itself."""
        written = "".join(piece[2] for piece in self.pieces)
        return (
            _ESCAPE.sub(lambda sign: _ESCAPES.get(sign[1], sign[0]), written) if "\\" in written else written
        )

    def locate(self, words: str = "") -> tuple[int, int]:
        """Line and column of ``words`` in it, or of as many of their first letters as stand on one line; of
        its keyword without any."""
        escaped = words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        for end in range(len(escaped), 0, -1):
            for line, column, written in self.pieces:
                if (offset := written.find(escaped[:end])) >= 0:
                    return line, column + offset
        return self.line, 1


@dataclass
class Phrase:
    """An entry of a catalogue: the English phrase, its plural where it counts something, and its translation
    in each form by the form's number, 0 alone where it counts nothing. ``flags`` are the words behind ``#,``.
    """

    id: Text
    plural: Text | None = None
    context: Text | None = None
    forms: dict[int, Text] = field(default_factory=dict)
    flags: frozenset[str] = frozenset()
    is_obsolete: bool = False

    @property
    def is_fuzzy(self) -> bool:
        """Whether a translator has marked the translation as one that is not settled."""
        return FUZZY in self.flags


@dataclass(frozen=True)
class Misplaced:
    """What is wrong at a place of a file: line and column, from 1."""

    line: int
    column: int
    fault: Fault


def read_phrases(text: str) -> tuple[list[Phrase], list[Misplaced]]:
    """The phrases of a catalogue in order, the head (whose English is empty) and those no longer used among
    them, and each place that is not of the form. Raises nothing."""
    if place := merge_marks.find_mark(text, in_words=False):
        return [], [Misplaced(*place, merge_marks.FAULT)]
    reader = _Reader()
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith(_REMARKS):  # Half the lines; nothing on them is read.
            reader.end_phrase()
            continue
        reader.read_line(number, line.strip(), len(line) - len(line.lstrip()))
    reader.end_phrase()
    return reader.phrases, reader.faults


class _Reader:
    """Reads one file line by line, into ``phrases`` and ``faults``."""

    def __init__(self) -> None:
        self.phrases: list[Phrase] = []
        self.faults: list[Misplaced] = []
        self._phrase: Phrase | None = None
        self._context: Text | None = None
        self._flags: frozenset[str] = frozenset()
        self._text: Text | None = None  # That which goes on in a line of quotes alone.

    def read_line(self, number: int, line: str, indent: int) -> None:
        """Read the line ``number``, of which ``indent`` characters of space are left out."""
        is_obsolete = line.startswith("#~") and not line.startswith("#~|")
        if is_obsolete:
            rest = line[2:].lstrip()
            line, indent = rest, indent + len(line) - len(rest)
        if not line:
            return
        if line.startswith("#"):
            self.end_phrase()
            if line.startswith("#,"):
                self._flags |= {flag.strip() for flag in line[2:].split(",")}
        elif line.startswith('"'):
            self._go_on(number, line, indent)
        elif keyword := _KEYWORD.match(line):
            self._begin_text(number, keyword, is_obsolete)
            self._add_string(number, line[keyword.end() :], indent + keyword.end())
        else:
            wrong = f"{show(line, 40)} is neither a comment nor a text of a phrase"
            self._fault(number, indent + 1, wrong, KEYWORDS)

    def end_phrase(self) -> None:
        """Put the phrase that was read among the others, now that no more of it comes."""
        if self._phrase is None and self._text is None and self._context is None:
            return
        if self._phrase and not self._phrase.forms:
            self._fault(
                self._phrase.id.line,
                1,
                "has no msgstr",
                'write msgstr "" below it, and the translation in it',
            )
        if self._phrase:
            self.phrases.append(self._phrase)
            self._flags = frozenset()
        self._phrase = self._context = self._text = None

    def _begin_text(self, number: int, keyword: re.Match[str], is_obsolete: bool) -> None:
        name, form = keyword[1], keyword[2]
        self._text = Text(number)
        if name in ("msgctxt", "msgid") and self._phrase:
            self.end_phrase()
            self._text = Text(number)
        if name == "msgctxt":
            self._context = self._text
        elif name == "msgid":
            self._phrase = Phrase(self._text, None, self._context, {}, self._flags, is_obsolete)
        elif self._phrase is None:
            self._fault(
                number, 1, f"{name} stands without a msgid above it", "write the phrase in English above it"
            )
        elif name == "msgid_plural":
            self._phrase.plural = self._text
        else:
            self._begin_form(self._phrase, number, form)

    def _begin_form(self, phrase: Phrase, number: int, form: str | None) -> None:
        if (form is None) == (phrase.plural is not None):
            wrong, right = (
                "msgstr has no number, and the phrase counts something",
                "write msgstr[0], msgstr[1] and so on",
            )
            if form is not None:
                wrong, right = f"msgstr[{form}] has a number, and the phrase counts nothing", "write msgstr"
            self._fault(number, 1, wrong, right)
        elif int(form or 0) in phrase.forms:
            self._fault(
                number,
                1,
                f"msgstr{f'[{form}]' if form else ''} stands twice",
                "keep one of them, or write the msgid above it that is missing",
            )
        elif self._text:
            phrase.forms[int(form or 0)] = self._text

    def _go_on(self, number: int, line: str, indent: int) -> None:
        if self._text is None:
            self._fault(number, indent + 1, "a text in quotes stands by itself", KEYWORDS)
        else:
            self._add_string(number, line, indent)

    def _add_string(self, number: int, line: str, indent: int) -> None:
        """Add a text in quotes, which ``line`` begins with, ``indent`` characters into the file's line."""
        string = _STRING.match(line)
        if string is None:
            wrong = "the quotes that open here are never closed"
            self._fault(
                number, indent + 1, wrong, 'put " at the end of the line, and \\" for one inside the text'
            )
            return
        if line[string.end() :]:
            wrong = f"{show(line[string.end() :], 40)} stands behind the closing quotes"
            self._fault(
                number, indent + string.end() + 1, wrong, 'write \\" for a quotation mark inside the text'
            )
        for escape in _ESCAPE.finditer(string[1]) if "\\" in string[1] else ():
            if escape[1] not in _ESCAPES:
                place = indent + 2 + escape.start()
                self._fault(number, place, f"holds {show(escape[0])}", "write \\\\ for a backslash")
        if self._text:
            self._text.pieces.append((number, indent + 2, string[1]))

    def _fault(self, line: int, column: int, wrong: str, right: str) -> None:
        self.faults.append(Misplaced(line, column, Fault(wrong, right)))


def list_in_use(phrases: list[Phrase]) -> Iterator[Phrase]:
    """Yield the phrases that the interface has: without the head, and without those no longer used."""
    return (phrase for phrase in phrases if phrase.id.words and not phrase.is_obsolete)
