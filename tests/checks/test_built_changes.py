"""What ``check`` passes builds, whichever file was changed: records, closed lists, pages, pictures, settings
and an edition's files are damaged in seeded ways; those that pass are built together, with the edition.

40 changes in an ordinary run; 3,000 in a long one (``handbook test --long``).
"""

from __future__ import annotations

import random
import re
import struct
import zlib
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

import pytest
import runs
import small_site
import yaml
from built_pages import faults_in
from damaged_records import MUTATIONS, SMALL_RECORDS, Dumper

from macros.checks.run import check_edition
from macros.cli import main

CHANGES = 3_000 if runs.LONG else 40
PAGE = """---
title: Talk about the rota
description: What to say on the day, and what to show.
drafted: 2026-11-22
keywords: [rota, swap]
---

# Talk about the rota

Words with *weight*, {{ ref("small-talk") }} and {{ cite("kotter-1996") }}.

![The rota of one week](rota.png)

![Beds by day](beds.svg "Beds")

- [a page](index.md), [a case](cases/small-ward.md#measures), {{ link("theories/small-steps", "steps") }}

| Day | Beds |
|:----|-----:|
| One | 3    |
"""
EDITION = """id: north
name: Leading in the North
short: North
summary: The handbook with our own dates.
language: en
address: https://leading.north.example/
report_to: handbook@north.example
logo: logo.svg
logo_text: North
colours: {accent: "#6b2c5e"}
framing:
  - https://intranet.north.example
contacts:
  - for: [small-talk]
    title: Events team
    email: events@north.example
    phone: "01632 960 101"
dates:
  - for: small-start/s1
    date: 2027-02-04
    time: 09:30 to 12:30
    venue: Room 2
    book: https://leading.north.example/book/
notes:
  - for: small/1.1
    text: In the North this comes first. See [the talk](small-talk).
footer_links:
  - {title: How we work, url: local/how.md}
"""
LOCAL_PAGE = "# How we work\n\n{{ local_home() }}\n\n![A ward](ward.png)\n\nSee [the rota](../rota.md).\n"
LOCAL_RECORD = """id: north-way
title: A week in the North
summary: Two things to read on a Monday.
drafted: 2026-11-22
for_whom: A doctor who has just come
need: You meet your supervisor on Friday.
remedy: Ask one thing that you cannot find out alone.
minutes: 5
stops:
  - {take: small/1.1, why: To listen for it.}
  - {take: small-talk, why: To hear of it.}
"""
SVG = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20" width="40">
  <title>Beds</title>
  <rect x="2" y="2" width="10" height="16" fill="#123456"/>
</svg>
"""
# What a hand may write for any value of a YAML file.
VALUES = [None, "", 0, -1, 2.5, True, [], {}, "x", ["x"], {"x": 1}, [None], "index.md", "/", "../x",
          "x" * 300, "https://x.example", "http://[::1", "é ü", "2027-01-01", "{{ x }}", "<b>x</b>",
          "small-talk", ["index.md", "index.md"], {"Home": "index.md"}]  # fmt: skip
PICTURES = ("rota.png", "missing.png", "beds.svg", "rota.PNG", "../rota.png", "index.md", "rota.png#x", "")


@dataclass(frozen=True)
class Change:
    """What comes in the place of a file, ``None`` where it goes; and ``how`` it came about."""

    path: str
    raw: bytes | None
    how: str


def draw_picture(width: int = 3, height: int = 2) -> bytes:
    """A grey picture as PNG."""

    def write_chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + bytes([120] * width) for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        write_chunk(*chunk) for chunk in ((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    )


def change_value(chance: random.Random, raw: bytes) -> bytes:
    """A YAML file with another value somewhere, or without one."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    data = yaml.load(re.sub(rb"!ENV \[.*?\]", b'""', raw), Loader=loader)
    places = list(list_places(data))
    holder, key = chance.choice(places)
    if chance.random() < 0.2:
        del holder[key]
    elif isinstance(holder, list) and chance.random() < 0.3:
        holder.append(holder[key])
    else:
        other, other_key = chance.choice(places)
        holder[key] = deepcopy(chance.choice(VALUES) if chance.random() < 0.7 else other[other_key])
    return yaml.dump(data, Dumper=Dumper, sort_keys=False, allow_unicode=True).encode()


def list_places(data: object) -> Iterator[tuple]:
    """Every place in ``data`` that holds a value, as (what holds it, key or index)."""
    if isinstance(data, (list, dict)):
        for key in list(range(len(data)) if isinstance(data, list) else data):
            yield data, key
            yield from list_places(data[key])


def change_picture(chance: random.Random, raw: bytes) -> bytes:
    """A page with another picture, or one that is not there."""
    return raw.replace(b"rota.png", chance.choice(PICTURES).encode()).replace(
        b"ward.png", chance.choice(PICTURES).encode()
    )


def choose_mutations(path: str) -> list[Callable[[random.Random, bytes], bytes]]:
    """The ways in which a file may be changed."""
    if path.endswith(".yml"):
        return [*MUTATIONS, *[change_value] * len(MUTATIONS)]
    return [*MUTATIONS, *[change_picture] * 6] if path.endswith(".md") else [*MUTATIONS]


class Site:
    """A small site with an edition, in which files are changed."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.root, self.edition, self.built = folder / "root", folder / "north", folder / "site"
        small_site.write(self.root)
        for path, content in {
            "root/docs/rota.md": PAGE, "root/docs/rota.png": draw_picture(), "root/docs/beds.svg": SVG,
            "north/edition.yml": EDITION, "north/logo.svg": SVG, "north/docs/local/how.md": LOCAL_PAGE,
            "north/docs/local/ward.png": draw_picture(9, 9),
            "north/modules/pathways/north-way.yml": LOCAL_RECORD,
        }.items():  # fmt: skip
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content if isinstance(content, bytes) else content.encode())
        lists = ["mkdocs.yml", "framework/vocabulary.yml", "docs/rota.md", "docs/rota.png", "docs/beds.svg"]
        own = [file.relative_to(folder).as_posix() for file in self.edition.rglob("*") if file.is_file()]
        # What nothing but this test damages has its turn most often.
        self.paths = [*(f"root/{path}" for path in lists), *sorted(own)] * 4
        self.paths += [f"root/{path}" for path in SMALL_RECORDS]
        self.sound = {path: (folder / path).read_bytes() for path in self.paths}

    def draw_changes(self, count: int) -> Iterator[Change]:
        for turn in range(count):
            chance = random.Random(f"changes {turn}")
            path = self.paths[turn % len(self.paths)]
            if chance.random() < 0.04 and path != "root/mkdocs.yml":  # Without it there is nothing to build.
                yield Change(path, None, f"taken away, turn {turn}")
                continue
            mutate = chance.choice(choose_mutations(path))
            yield Change(path, mutate(chance, self.sound[path]), f"{mutate.__name__}, turn {turn}")

    def report(self, batch: list[Change]) -> list[str]:
        """What the check says with ``batch`` in place."""
        self._put(batch)
        problems = check_edition(self.root, self.edition).problems
        self._restore(batch)
        return list(map(str, problems))

    def find_faults(self, batch: list[Change]) -> list[str]:
        """What is wrong with the site that is built with ``batch`` in it."""
        self._put(batch)
        code = main(["--root", str(self.root), "build", "--quiet", "--site-dir", str(self.built),
                     "--edition", str(self.edition)])  # fmt: skip
        self._restore(batch)
        return [f"the build ended with {code}"] if code else faults_in(self.built)

    def find_guilty(self, batch: list[Change]) -> list[str]:
        """The changes of a batch that make a broken site, each with what is wrong: the batch is halved until
        they stand alone."""
        if len(batch) > 1 and self.report(batch):
            faults = []  # Together they are refused.
        elif not (faults := self.find_faults(batch)):
            return []
        if len(batch) == 1:
            return [f"{batch[0].path} ({batch[0].how}): {faults[:3]}"]
        half = len(batch) // 2
        return self.find_guilty(batch[:half]) + self.find_guilty(batch[half:])

    def _put(self, batch: list[Change]) -> None:
        for change in batch:
            if change.raw is None:
                (self.folder / change.path).unlink()
            else:
                (self.folder / change.path).write_bytes(change.raw)

    def _restore(self, batch: list[Change]) -> None:
        for change in batch:
            (self.folder / change.path).write_bytes(self.sound[change.path])


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A small site with an edition, which is sound."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1700000000")
        site = Site(tmp_path_factory.mktemp("changes"))
        assert check_edition(site.root, site.edition).problems == []
        yield site


def group(changes: list[Change]) -> Iterator[list[Change]]:
    """Changes to be built together: one for a file."""
    waiting: dict[str, list[Change]] = {}
    for change in changes:
        waiting.setdefault(change.path, []).append(change)
    while any(waiting.values()):
        yield [of_one.pop() for of_one in waiting.values() if of_one]


@pytest.mark.slow
@pytest.mark.heavy
def test_what_check_passes_builds(site):
    passed = [change for change in site.draw_changes(CHANGES) if not site.report([change])]
    assert CHANGES // 10 < len(passed) < CHANGES
    assert [guilty for batch in group(passed) for guilty in site.find_guilty(batch)] == []


def test_a_picture_that_is_not_there_is_told_before_the_build(site):
    page = "root/docs/rota.md"
    change = Change(page, site.sound[page].replace(b"rota.png", b"rotas.png"), "another picture")
    assert site.report([change]) == [
        "docs/rota.md:12:25: page: shows 'rotas.png', and no such picture is there; did you mean 'rota.png'?"
    ]
