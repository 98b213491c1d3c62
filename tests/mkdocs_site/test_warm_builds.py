"""A build that keeps the pages of the one before gives, byte for byte, the site of one that renders all:
after any edits, one after the other."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import runs
import small_site

from macros.cli import main

pytestmark = pytest.mark.slow
EDITS = 200 if runs.LONG else 12
AT_ONCE = (
    1 if runs.LONG else 3
)  # Warm builds until the cold one: what one has left stale the next do not mend.


def read_site(folder: Path) -> dict[str, bytes]:
    """Every file of a site by its place in it."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def build(root: Path, folder: Path, *options: str) -> bool:
    """Build the site of ``root`` into ``folder`` in this process; gives whether it was built."""
    code = main(["--root", str(root), "build", "--quiet", "--site-dir", str(folder), *options])
    assert code in (0, 1)
    return code == 0


def build_cold(root: Path, folder: Path, *options: str) -> bool:
    """Build the site of ``root`` into ``folder`` without its caches, and leave these as they are."""
    (root / ".cache").rename(root.with_name("cache"))
    is_built = build(root, folder, "--clean", *options)
    shutil.rmtree(root / ".cache")
    root.with_name("cache").rename(root / ".cache")
    return is_built


def compare(warm: Path, cold: Path) -> list[str]:
    """The places at which two sites differ."""
    one, other = read_site(warm), read_site(cold)
    return [place for place in sorted({*one, *other}) if one.get(place) != other.get(place)]


# -- edits


def change(pattern: str, new: Callable[[random.Random, re.Match[str]], str]) -> Callable[..., bool]:
    """An edit that replaces one of the places at which ``pattern`` stands in a file."""

    def edit(draw: random.Random, file: Path) -> bool:
        text = file.read_text("utf-8")
        if not (places := list(re.finditer(pattern, text, re.MULTILINE))):
            return False
        place = draw.choice(places)
        file.write_text(text[: place.start()] + new(draw, place) + text[place.end() :], "utf-8")
        return True

    return edit


def rename(draw: random.Random, file: Path) -> bool:
    """Give a record another id; its former one stays an alias."""
    text = file.read_text("utf-8")
    old, new = file.stem, f"{file.stem}-{draw.randrange(1000)}"
    if not re.search(rf"^id: {re.escape(old)}$", text, re.MULTILINE) or "\naliases:" in text:
        return False
    text = re.sub(r"^(id: ).*$", rf"\g<1>{new}\naliases: [{old}]", text, count=1, flags=re.MULTILINE)
    file.with_stem(new).write_text(text, "utf-8")
    file.unlink()
    return True


def add(draw: random.Random, file: Path) -> bool:
    """Add a record like another."""
    text, new = file.read_text("utf-8"), f"{file.stem}-{draw.randrange(1000)}"
    if not re.search(rf"^id: {re.escape(file.stem)}$", text, re.MULTILINE) or "\naliases:" in text:
        return False
    text = re.sub(r"^id: .*$", f"id: {new}", text, count=1, flags=re.MULTILINE)
    text = re.sub(r"^title: (.*)$", r"title: Another \1", text, count=1, flags=re.MULTILINE)
    file.with_stem(new).write_text(text, "utf-8")
    return True


def delete(draw: random.Random, file: Path) -> bool:
    """Delete a file."""
    file.unlink()
    return True


def touch(draw: random.Random, file: Path) -> bool:
    """Add an empty line, so that what follows stands in another line."""
    text = file.read_text("utf-8")
    file.write_text(("\n" if file.suffix == ".yml" else "") + text + "\n", "utf-8")
    return True


RETIRED = "retired: {date: 2026-11-30, reason: It was taken out.}"
# Retire a record, an item, a term or a source; give a part or a term another former id.
LASTING = [
    change(r"^( *)(title|term): .*\n", lambda draw, line: f"{line[0]}{line[1]}{RETIRED}\n"),
    change(r"\{id: [a-z0-9-]+, ", lambda draw, part: f"{part[0]}aliases: [once-{draw.randrange(99)}], "),
]
WORD = r"\b(?<![-/.:\"'{%(<&_])[a-z]{5,}(?![-/.:\"'}%)>;_(=\w])"
SAID = [
    change(
        rf"(?<=[a-z] ){WORD}(?= [a-z])", lambda draw, word: draw.choice(["elsewhere", "audit", "coaching"])
    ),
    change(r"^(title|summary|term): (?![>|])(.+)$", lambda draw, line: f"{line[1]}: {line[2]} again"),
    change(
        r"^( *(?:minutes|credits|hours|months|published|year): )(\d+)$",
        lambda draw, line: f"{line[1]}{int(line[2]) + 1}",
    ),
    touch,
]
EDITS_BY_KIND: dict[str, list[Callable[..., bool]]] = {
    "framework/**/*.yml": [*SAID, *LASTING, rename, add, delete],
    "modules/**/*.yml": [*SAID, *LASTING, rename, add, delete],
    "docs/**/*.md": [
        change(r"\Z", lambda draw, end: f"\nOne more line about coaching, number {draw.randrange(100)}.\n"),
        change(r"^# (.*)$", lambda draw, line: f"# {line[1]} anew"),
        delete,
    ],
    "docs/assets/css/*.css": [change(r"\Z", lambda draw, end: f"\n.x {{ top: {draw.randrange(9)}px; }}\n")],
    "docs/assets/js/pages/*.js": [change(r"\Z", lambda draw, end: f"\nvoid {draw.randrange(9)};\n")],
    "mkdocs.yml": [
        change(
            r"^(  edition_line|site_description): .*$", lambda draw, line: f"{line[1]}: No. {draw.random()}"
        ),
    ],
}  # fmt: skip


def edit_anything(draw: random.Random, root: Path, edits: dict[str, list[Callable[..., bool]]]) -> str:
    """Make one edit somewhere in ``root`` or beside it; returns what it was."""
    while True:
        pattern = draw.choice([*edits, *list(edits)[:3] * 3])
        top = root.parent if pattern.startswith("../") else root
        files = sorted(top.glob(pattern.removeprefix("../")))
        file, edit = draw.choice(files), draw.choice(edits[pattern])
        if edit(draw, file):
            return f"{edit.__qualname__} {file}"


EDITION = """\
id: north
name: Leading in North
short: North
summary: The handbook with our own dates.
contacts:
  - for: [{record}]
    title: Events team
    note: Answers within three working days.
"""
OF_EDITION: dict[str, list[Callable[..., bool]]] = {
    "../north/edition.yml": [
        change(r"^summary: (.*)$", lambda draw, line: f"summary: {line[1][:-1]}, {draw.randrange(99)}."),
        change(r"three", lambda draw, word: draw.choice(["four", "five"])),
        change(r"\Z", lambda draw, end: "leave_out: []\n"),
    ],
    "../north/docs/**/*.md": [change(r"\Z", lambda draw, end: f"\nOurs: {draw.randrange(99)}.\n")],
}


def edit_time_and_again(
    edits: dict[str, list[Callable[..., bool]]], number: int, folder: Path, capsys, *options: str
) -> None:
    """Make ``number`` edits of the handbook in ``folder/root``, and of what is beside it, build after each,
    and compare after so many. Those that leave a problem are taken back: the check refuses these."""
    draw, root, done, since = random.Random(20261130), folder / "root", 0, []
    while done < number:
        shutil.copytree(root.parent, folder.with_name("saved"), symlinks=True)
        made = [edit_anything(draw, root, edits) for _ in range(draw.choice([1, 1, 1, 3]))]
        if build(root, folder.with_name("warm"), *options):
            done += 1
            since += made
            if done % AT_ONCE == 0 or done == number:
                assert build_cold(root, folder.with_name("cold"), *options), since
                assert compare(folder.with_name("warm"), folder.with_name("cold")) == [], since
                since.clear()
            shutil.rmtree(folder.with_name("saved"))
        else:
            shutil.rmtree(folder)
            folder.with_name("saved").rename(folder)
        capsys.readouterr()


@pytest.mark.heavy
def test_after_any_edits_a_warm_build_is_the_cold_one(tmp_path, capsys):
    root = small_site.write(tmp_path / "all" / "root")
    assert build(root, tmp_path / "warm"), capsys.readouterr().err
    edit_time_and_again(EDITS_BY_KIND, EDITS, tmp_path / "all", capsys)


@pytest.mark.heavy
def test_with_an_edition_too(tmp_path, capsys):
    root, north = small_site.write(tmp_path / "all" / "root"), tmp_path / "all" / "north"
    (north / "docs").mkdir(parents=True)
    record = next(iter(sorted((root / "modules/components").glob("*.yml")))).stem
    (north / "edition.yml").write_text(EDITION.format(record=record), "utf-8")
    (north / "docs/ours.md").write_text("# Ours\n\nHow we do it.\n", "utf-8")
    options = ("--edition", str(north))
    assert build(root, tmp_path / "warm", *options), capsys.readouterr().err
    edit_time_and_again({**EDITS_BY_KIND, **OF_EDITION}, EDITS // 3, tmp_path / "all", capsys, *options)
