"""What each release published: every id with its address, in ``framework/releases/``, one file a release.

``handbook release`` writes these files, and nobody else: JSON Lines (https://jsonlines.org), a head with the
digest of what follows, and then one line for whatever the release published that none before it had. Together
they say what must stay, be an alias, or be retired.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

from macros.base.problems import Fault, Problem, show
from macros.base.reading import Unreadable, decode, read_bytes
from macros.base.rule_names import PUBLISHED_IDS_STAY
from macros.base.stray_files import is_stray

FOLDER = "framework/releases"
ENDING = ".jsonl"
FORM = 1  # Of the lists; another one is read by another version of the program.
MOST_BYTES = 16 * 1024 * 1024
MOST_LETTERS = 80  # Of a title, which is there to recognise something by.
NOT_BY_HAND = "take it from the repository's history again; 'handbook release' alone writes these lists"
Key = tuple[str, str]  # The kind and the id of something.


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


def read_releases(root: Path) -> tuple[dict[Key, Published], list[Problem]]:
    """Everything that has been published, by kind and id, as the first release with it has it; and the
    problems of lists that are damaged, of which nothing is read. Raises nothing."""
    published: dict[Key, Published] = {}
    problems: list[Problem] = []
    if not (root / FOLDER).is_dir():
        return published, problems
    for file in sorted((root / FOLDER).iterdir()):
        if is_stray(file.name):
            continue
        try:
            for entry in _read_release(file):
                published.setdefault(entry.key, entry)
        except Unreadable as damage:
            place = damage.line, damage.column
            path = f"{FOLDER}/{file.name}"
            problems.append(Problem(path, *place, "release", *damage.fault, PUBLISHED_IDS_STAY))
    return published, problems


def _read_release(file: Path) -> Iterator[Published]:
    """Yield what a list holds. Raises :class:`Unreadable` where it is not as it was written."""
    if file.suffix != ENDING:
        raise Unreadable(Fault("is no list of a release", "put it elsewhere"))
    raw = read_bytes(file, MOST_BYTES)
    if len(raw) > MOST_BYTES:
        raise Unreadable(Fault("is larger than any list of a release", NOT_BY_HAND))
    head, _, body = decode(raw).partition("\n")
    facts = _read_line(head, 1, dict)
    if facts.get("form") != FORM:
        wrong = f"is of form {show(facts.get('form'))}, and this program reads form {FORM}"
        raise Unreadable(Fault(wrong, "take the program of the same version as the list"))
    if facts.get("release") != file.stem:
        wrong = f"is called {file.name}, and is the list of release {show(facts.get('release'))}"
        raise Unreadable(Fault(wrong, NOT_BY_HAND))
    entries = [
        _read_entry(text, line, file.stem) for line, text in enumerate(body.splitlines(), 2) if text.strip()
    ]
    if facts.get("digest") != _digest(body):
        raise Unreadable(Fault("has been changed since it was written", NOT_BY_HAND))
    yield from entries


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


def format_release(release: str, entries: Iterable[Published]) -> str:
    """The list of a release with these ``entries``, sorted by kind and id: the same text whenever it is
    made."""
    lines = (
        [entry.kind, entry.id, entry.address, entry.title]
        for entry in sorted(entries, key=lambda entry: entry.key)
    )
    body = "".join(f"{json.dumps(line, ensure_ascii=False, separators=(',', ':'))}\n" for line in lines)
    head = {"release": release, "form": FORM, "digest": _digest(body)}
    return f"{json.dumps(head)}\n{body}"


def _digest(body: str) -> str:
    return blake2b(body.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
