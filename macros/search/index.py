"""The files of the search index: a head with all titles, and shards that a browser fetches when it wants
them. What is in them is documented in docs/contribute/search.md.

Each is JSON inside a script, since browsers refuse to fetch data from disk and in a sandboxed frame.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import Any

from macros.base.language_marks import strip
from macros.records.kinds import Synonym
from macros.search.documents import Document, PagePart
from macros.search.groups import GROUPS, KINDS
from macros.search.words import split_words

VERSION = 2
FOLDER = "assets/search"
HEAD = "assets/data/search.js"  # Its name is in every page; the names of the others are in it.
MOST_IN_SHARD = 9_000  # Bytes of postings, as far as words that begin alike allow.
MOST_IN_TEXTS = 24_000  # Bytes of text in one file.
MOST_NAMES = 200_000  # Characters of other names in the head.
_STEEPNESS, _BALANCE, _AVERAGE = 1.2, 0.6, 90  # Of BM25: saturation, weight of length, words in a part.
# What is found by its name alone before the rest comes: the head is light without it.
_LOOKED_UP = frozenset({"term", "source"})
_VALUES = [letter.encode() for letter in "ABCDEFGHIJ"]
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
# Words in so many places that they tell nothing, and which what is typed is read without.
COMMON = frozenset(
    """
    a about after all also am an and any are as at be because been before being but by can cannot cant
    could did didnt do does doesnt doing done dont each for from get gets getting got had has have
    having he her here him his how i if im in into is isnt it its ive just keep keeps like may me might
    more most much must my of off on one or other our out over own really said say says she should so
    some such than that the their them then there these they thing things this those through to too up
    us very want wants was we were what when where which while who whom whos whose why will with would
    yes you your
    """.split()
)
# Words that tell a little: half as much as others.
WEAK = frozenset(
    """
    actually again always anyone anything ask asked asking asks away back bad best better big bit call
    came come comes coming day days even everyone everything example find first found full gave give
    given gives go goes going gone good great half happen happened happens help hour hours instead kind
    know last later left let little look looked looking looks lot made make makes making many mean means
    month months new next nobody nothing now often old once people person place proper properly put
    right run runs saw second see seen several show since somebody someone something sometimes soon
    start started starting still take taken takes talk tell telling tells think thinks thought today
    told tomorrow tonight took tried tries try trying use used using way ways week weeks went whole
    without word work worked working works year years yesterday yet
    """.split()
)


def build_files(documents: Iterable[Document], synonyms: Iterable[Synonym]) -> dict[str, str]:
    """The files of the index of ``documents``, by their places in the site."""
    documents = list(documents)
    pages = _lighten([document for document in documents if document.kind not in _LOOKED_UP])
    documents = [*pages, *(document for document in documents if document.kind in _LOOKED_UP)]
    files: dict[str, str] = {}
    texts = [
        (first, _name_file(files, "texts", number, texts))
        for number, (first, texts) in enumerate(_divide_texts(documents))
    ]
    shards = [
        (beginning, _name_file(files, "words", number, postings))
        for number, (beginning, postings) in enumerate(_divide_postings(_build_postings(documents)))
    ]
    head = _format(
        {
            "version": VERSION,
            "groups": [[name, strip(title())] for name, title in GROUPS.items()],
            "kinds": [[name, strip(kind.title()), kind.group, kind.weight] for name, kind in KINDS.items()],
            **_list_columns(pages),
            "summaries": _name_file(files, "summaries", 0, [document.summary for document in pages]),
            "lookup": _name_file(files, "lookup", 0, _list_columns(documents[len(pages) :])),
            "texts": texts,
            "shards": shards,
            "synonyms": [[synonym.typed, synonym.means] for synonym in synonyms],
            "common": " ".join(sorted(COMMON)),
            "weak": " ".join(sorted(WEAK)),
        }
    )
    files[HEAD] = _wrap("head", head)
    return files


def _lighten(documents: Sequence[Document]) -> list[Document]:
    """``documents`` with as many other names as the head has room for. In a large handbook each has its first
    ones, and the others are among its searches, which come when a word of theirs is typed."""
    lengths = [sum(len(name) + 1 for name in document.names) for document in documents]
    if sum(lengths) <= MOST_NAMES:
        return list(documents)
    most = MOST_NAMES // len(documents)
    lightened = []
    for document in documents:
        sizes = accumulate(len(name) + 1 for name in document.names)
        count = sum(size <= most for size in sizes)
        names, others = document.names[:count], document.names[count:]
        lightened.append(replace(document, names=names, searches=[*others, *document.searches]))
    return lightened


def _list_columns(documents: Sequence[Document]) -> dict[str, list[Any]]:
    """What is told apart by: a list for each field, which gzip packs better than a list of objects."""
    kinds = list(KINDS)
    return {
        "kind": [kinds.index(document.kind) for document in documents],
        "title": [document.title for document in documents],
        "address": [document.address for document in documents],
        "names": ["\n".join(document.names) for document in documents],
        "place": [document.place for document in documents],
        "parts": [len(document.parts) for document in documents],
        "searches": [len(document.searches) for document in documents],
    }


def _format(data: object) -> str:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    # Two signs that end a line in a script and not in JSON.
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _wrap(name: str, text: str) -> str:
    return f'handbook.searchFiles["{name}"]={text};\n'


def _name_file(files: dict[str, str], kind: str, number: int, data: object) -> str:
    """Put a file with ``data`` into ``files`` and return its name, which changes with what is in it."""
    text = _format(data)
    name = f"{kind}-{number}.{hashlib.sha256(text.encode()).hexdigest()[:8]}"
    files[f"{FOLDER}/{name}.js"] = _wrap(name, text)
    return name


# ---- Texts


def _divide_texts(documents: Sequence[Document]) -> Iterator[tuple[int, list[list[list[str]]]]]:
    """Yield the texts of some documents that follow each other, with the number of the first."""
    first, size = 0, 0
    texts: list[list[list[str]]] = []
    for number, document in enumerate(documents):
        if size > MOST_IN_TEXTS:
            yield first, texts
            first, size, texts = number, 0, []
        texts.append([[part.anchor, part.heading, part.text] for part in document.parts])
        size += sum(len(part.text) for part in document.parts)
    yield first, texts


# ---- Postings


def _build_postings(documents: list[Document]) -> dict[str, str]:
    """Every word of every part and of every search, with those that hold it: ``parts/searches``, without the
    stroke where no search does. Both are counted through all documents. A posting is the distance from the
    one before, in base 36, and a capital letter from A on: how much the part is about the word, in tenths, or
    how many words the search has."""
    parts, searches, is_telling = _Postings(), _Postings(), _TellingWords()
    for document in documents:
        for part in document.parts:
            parts.add(_weigh_words(part, is_telling))
        for text in document.searches:
            words = [word for word in dict.fromkeys(split_words(text)) if is_telling[word]]
            searches.add(dict.fromkeys(words, len(words) - 1))
    return {
        word: parts.places.get(word, b"").decode()
        + (f"/{searches.places[word].decode()}" if word in searches.places else "")
        for word in sorted({*parts.places, *searches.places})
    }


class _Postings:
    """By word, where it stands among what was added one after the other, as ``_build_postings`` says."""

    def __init__(self) -> None:
        self.places: dict[str, bytearray] = defaultdict(bytearray)  # Far smaller than lists of texts.
        self._last: dict[str, int] = {}
        self._number = 0

    def add(self, values: Mapping[str, int]) -> None:
        """Add the next, with its words, each with a value, of which 9 is the highest."""
        places, last, number = self.places, self._last, self._number
        for word, value in values.items():
            gap = number - last.get(word, -1)
            digits = _DIGITS[gap] if gap < 36 else _format_number(gap)
            places[word] += digits.encode() + _VALUES[min(9, value)]
            last[word] = number
        self._number += 1


def _weigh_words(part: PagePart, is_telling: _TellingWords) -> dict[str, int]:
    """How much a part is about each of its words, in tenths."""
    counts = Counter(split_words(part.text))
    length = sum(counts.values())
    flat = _STEEPNESS * (1 - _BALANCE + _BALANCE * length / _AVERAGE)
    for word in split_words(part.heading):
        counts[word] += 3
    return {word: int(count / (count + flat) * 10) for word, count in counts.items() if is_telling[word]}


class _TellingWords(dict[str, bool]):
    """Whether a word is looked for, by the word; found out once, as most words stand in many parts."""

    def __missing__(self, word: str) -> bool:
        self[word] = is_telling = word not in COMMON and not word.isdecimal() and 1 < len(word) < 30
        return is_telling


def _format_number(number: int) -> str:
    if number < 36:
        return _DIGITS[number]
    return _format_number(number // 36) + _DIGITS[number % 36]


def _divide_postings(postings: dict[str, str]) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield shards of words that follow each other, each with the beginning of its first word. A shard ends
    where the first three letters change, as soon as it is large enough."""
    shard: dict[str, str] = {}
    size = 0
    for word, places in postings.items():
        if size > MOST_IN_SHARD and not word.startswith(next(reversed(shard))[:3]):
            yield next(iter(shard))[:3], shard
            shard, size = {}, 0
        shard[word] = places
        size += len(word) + len(places) + 6
    if shard:
        yield next(iter(shard))[:3], shard
