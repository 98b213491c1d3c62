"""The archive of a copy for a disk: one beside the copy, whole or as it was."""

from __future__ import annotations

import zipfile

import pytest

from macros.cli import disk_archive
from macros.cli.disk_archive import (
    find_archive,
    find_archive_refusal,
    list_members,
    writing_archive,
)


@pytest.fixture
def copy(tmp_path):
    """A copy with a first page, a page in a folder and a picture."""
    folder = tmp_path / "site-offline"
    (folder / "a").mkdir(parents=True)
    (folder / "start-here.html").write_text('<a href="./index.html">Open</a><link href="./assets/x.css">')
    (folder / "index.html").write_text('<a href="./a/b.html">')
    (folder / "a/b.html").write_text("b")
    (folder / "a/c.png").write_bytes(b"\x89")
    return folder


def test_in_the_archive_the_first_page_stands_beside_one_folder_and_leads_into_it(copy):
    members = dict(list_members(copy))
    assert [*members] == [
        "start-here.html",
        "handbook/a/b.html",
        "handbook/a/c.png",
        "handbook/index.html",
        "handbook/start-here.html",
    ]
    assert members["start-here.html"] == (
        b'<a href="handbook/index.html">Open</a><link href="handbook/assets/x.css">'
    )
    assert members["handbook/index.html"] == b'<a href="./a/b.html">'


def test_it_stands_beside_the_copy_and_is_the_same_each_time(copy):
    file = find_archive(copy)
    assert file == copy.parent / "site-offline.zip"
    with writing_archive(copy, file):
        assert not file.exists()
    first = file.read_bytes()
    (copy / "index.html").touch()
    with writing_archive(copy, file):
        pass
    assert file.read_bytes() == first
    assert sorted(path.name for path in copy.parent.iterdir()) == ["site-offline", "site-offline.zip"]
    with zipfile.ZipFile(file) as archive:
        assert archive.testzip() is None and len(archive.namelist()) == 5


def test_an_earlier_archive_is_replaced_and_nothing_else_is(copy, tmp_path):
    file = find_archive(copy)
    assert find_archive_refusal(file) is None
    with writing_archive(copy, file):
        pass
    assert find_archive_refusal(file) is None
    for make in (lambda: file.write_text("letters"), file.mkdir, lambda: write_other_archive(file)):
        file.unlink() if file.is_file() else None
        make()
        refusal = find_archive_refusal(file)
        assert refusal and refusal.endswith("move it away, or name another folder with --site-dir.")
        file.rmdir() if file.is_dir() else None


def write_other_archive(file):
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("accounts.xlsx", b"")


def test_what_was_there_stays_where_the_disk_refuses_or_the_build_ends_badly(copy, monkeypatch):
    file = find_archive(copy)
    with writing_archive(copy, file):
        pass
    before = file.read_bytes()
    (copy / "index.html").write_text("other")
    with pytest.raises(KeyError), writing_archive(copy, file):
        raise KeyError
    monkeypatch.setattr(disk_archive, "write_zip", lambda members, level: refuse())
    with pytest.raises(OSError), writing_archive(copy, file):
        pass
    assert file.read_bytes() == before
    assert sorted(path.name for path in copy.parent.iterdir()) == ["site-offline", "site-offline.zip"]


def refuse():
    raise OSError(28, "No space left on device")
