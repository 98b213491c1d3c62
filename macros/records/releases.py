"""What each release published: every id with its address, in ``framework/releases/``, one file a release.

``handbook release`` writes these files, and nobody else: JSON Lines (https://jsonlines.org), a head with the
digest of what follows, and then one line for whatever the release published that none before it had. Together
they say what must stay, be an alias, or be retired. Behind these stands a line for each page that is new in a
release, has changed with it or is gone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any

from macros.base.problems import Fault, Problem, show
from macros.base.program_name import PROGRAM
from macros.base.reading import Unreadable, decode, read_bytes
from macros.base.rule_names import PUBLISHED_IDS_STAY
from macros.base.stray_files import is_stray

FOLDER = "framework/releases"
ENDING = ".jsonl"
FORM = 2  # Of the lists that are written.
FORMS = (1, FORM)  # Those that are read: the first had no pages.
MOST_BYTES = 16 * 1024 * 1024
MOST_LETTERS = 80  # Of a title, which is there to recognise something by.
NOT_BY_HAND = f"take it from the repository's history again; '{PROGRAM} release' alone writes these lists"
Key = tuple[str, str]  # The kind and the id of something.
HOWS = ("new", "changed", "gone")  # What can have become of a page.


@dataclass(frozen=True)
class Published:
    """Something that a release published: a record, an item, a part with an id, a source, a finding, a term,
    a hand-written ``page``, or a ``place`` on one that its author gave an id.

    ``address`` is its page, with what stands behind ``#``; ``title`` what it was called then. ``release`` and
    ``line`` say in which list, and in which line of it, it stands.
    """

    kind: str
    id: str
    address: str
    title: str
    release: str = ""
    line: int = 0

    @property
    def key(self) -> Key:
        """By what it is known: its kind and its id."""
        return self.kind, self.id

    @property
    def path(self) -> str:
        """The path of its page."""
        return self.address.partition("#")[0]

    @property
    def anchor(self) -> str:
        """What stands behind ``#`` in its address; empty for a whole page."""
        return self.address.partition("#")[2]

    @property
    def owner_id(self) -> str:
        """The id of the record, source or page that it stands in; its own, where it stands in none."""
        return self.id.partition("#")[0] if self.kind == "place" else self.id.partition("/")[0]

    @property
    def file(self) -> str:
        """The list that it stands in, by its path in the repository."""
        return f"{FOLDER}/{self.release}{ENDING}"


@dataclass(frozen=True)
class ReleasedPage:
    """A page that is new in a release, has changed with it or is gone (``how``: one of ``HOWS``), by its
    ``path`` in the site, with its ``title`` at that time."""

    path: str
    title: str
    how: str


@dataclass(frozen=True)
class Releases:
    """What the lists of all releases hold: everything that has been ``published``, by kind and id, as the
    first release with it has it; the ``pages`` that are new, changed or gone, by the names of the releases,
    the oldest first; and the ``problems`` of lists that are damaged, of which nothing is read."""

    published: dict[Key, Published] = field(default_factory=dict)
    pages: dict[str, tuple[ReleasedPage, ...]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read_releases(root: Path) -> Releases:
    """The lists of all releases of the handbook at ``root``. Raises nothing."""
    releases = Releases()
    if not (root / FOLDER).is_dir():
        return releases
    for file in sorted((root / FOLDER).iterdir()):
        if is_stray(file.name):
            continue
        try:
            entries, pages = _read_release(file)
        except Unreadable as damage:
            place = damage.line, damage.column
            path = f"{FOLDER}/{file.name}"
            releases.problems.append(Problem(path, *place, "release", *damage.fault, PUBLISHED_IDS_STAY))
            entries, pages = [], ()
        for entry in entries:
            releases.published.setdefault(entry.key, entry)
        releases.pages[file.stem] = pages
    return releases


def _read_release(file: Path) -> tuple[list[Published], tuple[ReleasedPage, ...]]:
    """What a list holds. Raises :class:`Unreadable` where it is not as it was written."""
    if file.suffix != ENDING:
        raise Unreadable(Fault("is no list of a release", "put it elsewhere"))
    raw = read_bytes(file, MOST_BYTES)
    if len(raw) > MOST_BYTES:
        raise Unreadable(Fault("is larger than any list of a release", NOT_BY_HAND))
    head, _, body = decode(raw).partition("\n")
    facts = _read_line(head, 1, dict)
    if facts.get("form") not in FORMS:
        wrong = f"is of form {show(facts.get('form'))}, and this program reads forms {FORMS[0]} and {FORM}"
        raise Unreadable(Fault(wrong, "take the program of the same version as the list"))
    if facts.get("release") != file.stem:
        wrong = f"is called {file.name}, and is the list of release {show(facts.get('release'))}"
        raise Unreadable(Fault(wrong, NOT_BY_HAND))
    lines = [(line, text) for line, text in enumerate(body.splitlines(), 2) if text.strip()]
    entries = [_read_entry(text, line, file.stem) for line, text in lines if not text.startswith("{")]
    pages = tuple(_read_page(text, line) for line, text in lines if text.startswith("{"))
    if facts.get("digest") != _digest(body):
        raise Unreadable(Fault("has been changed since it was written", NOT_BY_HAND))
    return entries, pages


def _read_page(text: str, line: int) -> ReleasedPage:
    values = _read_line(text, line, dict)
    page = ReleasedPage(*(str(values.get(name, "")) for name in ("page", "title", "how")))
    if not page.path or page.how not in HOWS:
        raise Unreadable(Fault(f"line {line} is not a page and what became of it", NOT_BY_HAND), line)
    return page


def _read_entry(text: str, line: int, release: str) -> Published:
    values = _read_line(text, line, list)
    if len(values) != 4 or not all(isinstance(value, str) and value for value in values[:3]):
        wrong = "is not a kind, an id, an address and a title"
        raise Unreadable(Fault(f"line {line} {wrong}", NOT_BY_HAND), line)
    kind, id, address, title = values
    return Published(kind, id, address, str(title), release, line)


def _read_line(text: str, line: int, form: type[Any]) -> Any:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, form):
        raise Unreadable(Fault(f"line {line} is damaged", NOT_BY_HAND), line)
    return value


def format_release(release: str, entries: Iterable[Published], pages: Iterable[ReleasedPage] = ()) -> str:
    """The list of a release with these ``entries``, sorted by kind and id, and ``pages``, as they come: the
    same text whenever it is made."""
    lines: list[object] = [
        [entry.kind, entry.id, entry.address, entry.title]
        for entry in sorted(entries, key=lambda entry: entry.key)
    ]
    lines += [{"page": page.path, "title": page.title, "how": page.how} for page in pages]
    body = "".join(f"{json.dumps(line, ensure_ascii=False, separators=(',', ':'))}\n" for line in lines)
    head = {"release": release, "form": FORM, "digest": _digest(body)}
    return f"{json.dumps(head)}\n{body}"


def _digest(body: str) -> str:
    return blake2b(body.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
