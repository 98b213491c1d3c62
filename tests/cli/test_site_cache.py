"""The cache of builds: what is wrong with it is never believed, and nothing in it is ever run."""

from __future__ import annotations

import json
import os
import shutil
import struct
from datetime import date
from hashlib import blake2b
from pathlib import Path
from threading import Thread

import pytest
import small_site

from macros.base.archive import Archive, read_archive, read_key, writing
from macros.cli import main
from macros.cli.site_cache import FOLDER


@pytest.fixture
def file(tmp_path) -> Path:
    """An archive of two pieces."""
    with writing(tmp_path / "kept" / "a.archive") as archive:
        assert archive
        archive.index = {"one": archive.add(b"first"), "two": archive.add(b"second")}
    return tmp_path / "kept" / "a.archive"


def read(file: Path) -> dict[str, bytes | None]:
    archive = read_archive(file)
    return {name: archive.read(piece) for name, piece in archive.index.items()} if archive else {}


def with_index(content: bytes, index: object, key: bytes = b"") -> bytes:
    """``content`` of an archive with another index, which has a sound digest by a ``key``; without one by the
    key of whoever runs the tests."""
    start = struct.unpack(">QQ32s", content[-48:])[0] if len(content) > 48 else 0
    text = json.dumps(index).encode()
    seal = blake2b(text, digest_size=32, key=key or read_key() or b"").digest()
    return content[:start] + text + struct.pack(">QQ32s", start, len(text), seal)


def test_what_is_put_in_comes_out(file):
    assert read(file) == {"one": b"first", "two": b"second"}
    assert list(file.parent.iterdir()) == [file]


def test_an_archive_that_is_cut_short_or_changed_anywhere_is_none_or_lacks_the_piece(file):
    whole = file.read_bytes()
    for end in range(len(whole)):
        file.write_bytes(whole[:end])
        assert read(file) == {}
    for place in range(len(whole)):
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert set(read(file).values()) <= {b"first", b"second", None}


@pytest.mark.parametrize(
    "piece",
    [
        None,
        [],
        [19, 5],
        ["19", 5, ""],
        [-5, 5, ""],
        [19, 10**30, ""],
        [0, 5, blake2b(b"first").hexdigest()],
        "x",
    ],
)
def test_a_piece_that_is_none_is_not_read(file, piece):
    file.write_bytes(with_index(file.read_bytes(), {"one": piece}))
    assert read(file) == {"one": None}


@pytest.mark.parametrize("index", [[], "words", 7, None])
def test_an_index_that_is_none_is_no_archive(file, index):
    file.write_bytes(with_index(file.read_bytes(), index))
    assert read_archive(file) is None


def test_an_archive_that_came_with_a_pull_request_is_none(file, monkeypatch, tmp_path):
    """Whoever did not make it on this machine cannot make its digest, whatever else is right about it."""
    made_here, forged = file.read_bytes(), b"another key".ljust(32)
    index = read_archive(file).index
    file.write_bytes(with_index(made_here, index))
    assert read(file) == {"one": b"first", "two": b"second"}
    file.write_bytes(with_index(made_here, index, forged))
    assert read_archive(file) is None
    file.write_bytes(made_here)
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "another")
    assert read_archive(file) is None
    assert [path.stat().st_mode & 0o077 for path in (tmp_path / "another").rglob("key")] == [0]


def test_without_a_home_folder_nothing_is_kept(file, monkeypatch, tmp_path):
    (tmp_path / "home").write_text("A file where the folder would be.")
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "home")
    assert read_key() is None and read_archive(file) is None
    with writing(file) as archive:
        assert archive is None


def test_a_key_that_was_cut_short_is_made_anew(monkeypatch, tmp_path):
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    first = read_key()
    assert first and first == read_key()
    (key,) = tmp_path.rglob("key")
    key.write_bytes(key.read_bytes()[:7])
    assert len(read_key() or b"") == 32 and list(key.parent.iterdir()) == [key]


def test_what_is_not_ended_leaves_the_archive_as_it_was(file):
    before = file.read_bytes()
    with pytest.raises(KeyboardInterrupt), writing(file) as archive:
        assert archive
        archive.index = {"one": archive.add(b"other")}
        raise KeyboardInterrupt
    with writing(file) as archive:
        assert archive
        archive.add(b"other")  # And no index.
    assert file.read_bytes() == before
    assert list(file.parent.iterdir()) == [file]


def test_what_a_killed_run_has_left_is_removed_once_none_can_be_at_work_on_it(file):
    old, new = (file.with_name(f".{file.name}.{name}") for name in ("old", "new"))
    for left in (old, new):
        left.write_text("half")
    os.utime(old, (0, 0))
    with writing(file):
        pass
    assert not old.exists() and new.exists()


def test_where_nothing_can_be_kept_nothing_is(tmp_path):
    (tmp_path / "kept").write_text("A file where the folder would be.")
    with writing(tmp_path / "kept" / "a.archive") as archive:
        assert archive is None


# -- a whole site


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    """The folder with a small site (``root``)."""
    folder = tmp_path_factory.mktemp("cache")
    small_site.write(folder / "root")
    return folder


@pytest.fixture(scope="module")
def sound(site) -> dict[str, bytes]:
    """The files of the site, built without a cache."""
    return build(site, "sound", "--clean")


def build(folder: Path, name: str, *options: str) -> dict[str, bytes]:
    """Build the site into a folder called ``name``; returns its files."""
    target = folder / name
    command = ["--root", str(folder / "root"), "build", "--quiet", "--site-dir", str(target), *options]
    assert main(command) == 0
    return {str(path.relative_to(target)): path.read_bytes() for path in target.rglob("*") if path.is_file()}


@pytest.mark.slow
def test_a_day_that_has_come_shows_in_the_next_build_though_no_file_has_changed(site, monkeypatch):
    place, banner = "pathways/small-way/index.html", b"This page was to be reviewed by 22 November 2028."
    assert banner not in build(site, "before")[place]
    with monkeypatch.context() as patch:
        for module in ("macros.cli.site_cache", "macros.rendering.renderer"):
            patch.setattr(f"{module}.read_today", lambda: date(2028, 11, 22))
        assert banner in build(site, "later")[place]
    assert banner not in build(site, "again")[place]


def find_caches(folder: Path) -> list[Path]:
    return sorted((folder / "root" / ".cache").rglob("*.archive"))


@pytest.mark.slow
@pytest.mark.parametrize(
    "damage",
    {
        "cut short": lambda content: content[: len(content) // 2],
        "empty": lambda content: b"",
        "changed": lambda content: content.replace(b"<main", b"<evil"),
        "of another version": lambda content: with_index(content, {"pages": {"index.md": "words"}}),
        "an index of another form": lambda content: with_index(
            content,
            {"layers": 7, "inputs": [], "ground": {}, "pages": [], "files": 3, "read": 1, "program": 0},
        ),
    }.items(),
    ids=lambda damage: damage[0],
)
def test_a_cache_that_is_not_as_it_was_written_is_as_good_as_none(site, sound, damage):
    """Nor is it believed by the build after that, which reads what this one has written."""
    assert (caches := find_caches(site))
    for file in caches:
        file.write_bytes(damage[1](file.read_bytes()))
    assert build(site, damage[0]) == sound
    assert build(site, f"after {damage[0]}") == sound


@pytest.mark.slow
def test_a_place_outside_of_the_site_is_not_written_to(site, sound):
    for file in find_caches(site):
        archive = read_archive(file)
        if archive and isinstance(archive.index.get("files"), dict):  # And not a report, which counts them.
            index = archive.index
            index["files"]["../evil.html"] = next(iter(index["files"].values()))
            file.write_bytes(with_index(file.read_bytes(), index))
    assert build(site, "led out") == sound
    assert not (site / "evil.html").exists()


@pytest.mark.slow
def test_the_cache_is_no_part_of_the_site_and_git_ignores_it(site):
    built = build(site, "again")
    assert find_caches(site)
    assert not [place for place in built if "archive" in place or ".cache" in place]
    assert "/.cache/" in (Path(__file__).parents[2] / ".gitignore").read_text().splitlines()
    assert FOLDER.startswith(".cache/")


@pytest.mark.slow
def test_clean_takes_nothing_from_the_cache(site, sound, monkeypatch):
    def refuse(self, piece):
        raise AssertionError("something was taken from the cache")

    monkeypatch.setattr(Archive, "read", refuse)
    monkeypatch.setattr(Archive, "take", refuse)
    assert build(site, "clean", "--clean") == sound


@pytest.mark.slow
def test_a_site_that_was_removed_comes_back_whole(site, sound):
    assert build(site, "removed") == sound
    shutil.rmtree(site / "removed")
    assert build(site, "removed") == sound


@pytest.mark.slow
@pytest.mark.heavy
def test_two_builds_at_once_do_not_spoil_it(site, sound):
    """Of threads one waits for the other while mkdocs is at work; what they read of the cache and write to it
    is not in that."""
    found: dict[str, dict[str, bytes]] = {}

    def run(name: str, *options: str) -> None:
        found[name] = build(site, name, *options)

    threads = [
        Thread(target=run, args=(f"at once {number}", *options))
        for number, options in enumerate([(), ("--clean",), ()])
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert list(found.values()) == [sound] * 3
    assert build(site, "after") == sound
