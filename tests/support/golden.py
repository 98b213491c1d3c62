"""Golden cases of bad input: where each is placed in a copy of ``tests/small``, what it holds there, and the
whole report.

A case is a file in ``tests/bad_input``, named for what is wrong with it. The comments at its top give its
place, what goes away for it where that has another name, and the report. The rest is what is placed, its
comments above it::

    # Placed at: framework/tensions/fast-and-slow.yml
    # Problem: framework/tensions/fast-and-slow.yml:4:1: file: ...; ...
    id: [

or, in a file that ends in ``.patch``, how that differs from a sound file of ``tests/small``, as ``diff``
writes it::

    # Placed at: framework/tensions/fast-and-slow.yml
    # Problem: framework/tensions/fast-and-slow.yml:10:1: tension fast-and-slow, poles: ...; ...
    # From: framework/tensions/fast-and-slow.yml
    @@
       - {title: Slow, what: Think., protects: The patient later., overdone: Late.}
    +  - {title: Still, what: Wait., protects: Rest., overdone: Never.}
     holding: Look, then act.

A block after ``@@`` is looked for from the end of the one before: lines that stay begin with a space, lines
that go with ``-``, lines that come with ``+``. Lines of the report are those of what is placed, without the
comment ``From``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from places import SMALL, TESTS

HEADER = re.compile(
    r"(?:# |<!-- )(Placed at|Instead of|Problem|Refused by the schema too|From): (.*?)(?: -->)?"
)
FROM = "# From: "


@dataclass(frozen=True)
class Golden:
    """A golden case: where it is placed, what goes away for it, what should be reported, and whether its
    schema refuses it."""

    file: Path
    place: str
    instead: list[str]
    report: list[str]
    refused: bool

    @cached_property
    def content(self) -> bytes:
        """What is placed. What a page says of its case would be a comment in it, which no page may hold."""
        if self.file.suffix == ".patch":
            return _patched(self.file.read_text("utf-8")).encode()
        return re.sub(
            rb"(?m)^<!-- (Placed at|Instead of|Problem|Refused by the schema too): .* -->$",
            b"",
            self.file.read_bytes(),
        )


def golden(file: Path) -> Golden:
    """Read a case; raises ``KeyError`` where its place or its report is not given."""
    header: dict[str, list[str]] = {}
    for line in file.read_text("utf-8").split("\n"):
        if line == "---" and not header:
            continue
        if not (match := HEADER.fullmatch(line)):
            break
        header.setdefault(match[1], []).append(match[2])
    refused = "Refused by the schema too" in header
    return Golden(file, header["Placed at"][0], header.get("Instead of", []), header["Problem"], refused)


def _patched(text: str) -> str:
    """The comments of a case in ``text``, and below them the sound file with the changes that the case makes
    to it."""
    comments, source, changes = re.split(rf"(?m)^{FROM}(.*)\n", text)
    return comments + patch((SMALL / source).read_text("utf-8"), changes)


def patch(sound: str, changes: str) -> str:
    """``sound`` with ``changes``, blocks of lines after ``@@``; raises ``ValueError`` where a block does not
    fit."""
    lines, done, at = sound.split("\n"), [], 0
    for block in changes.removeprefix("@@\n").removesuffix("\n").split("\n@@\n"):
        old = [line[1:] for line in block.split("\n") if line[:1] in ("", " ", "-")]
        new = [line[1:] for line in block.split("\n") if line[:1] in ("", " ", "+")]
        place = next((here for here in range(at, len(lines)) if lines[here : here + len(old)] == old), None)
        if place is None:
            raise ValueError("These lines do not follow one another in the sound file:\n" + "\n".join(old))
        done += lines[at:place] + new
        at = place + len(old)
    return "\n".join(done + lines[at:])


GOLDEN = {file.name.removesuffix(".patch"): golden(file) for file in sorted((TESTS / "bad_input").iterdir())}
