"""``handbook pack``: what it is asked, and that an archive is written whole or not at all."""

import errno
import shutil
import zipfile
from pathlib import Path

import pytest
from places import SMALL

from macros import cli
from macros.packs import papers
from macros.packs.printing import Printed
from macros.paper.pdf import NotPrinted


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    """A copy of the small handbook, in which what was checked is kept."""
    folder = shutil.copytree(SMALL, tmp_path_factory.mktemp("handbook") / "small")
    (folder / "mkdocs.yml").write_text("site_name: Small\n")
    (folder / "docs").mkdir()
    (folder / "docs" / "index.md").write_text("---\ntitle: Small\ndrafted: 2026-11-22\n---\n# Small\n")
    return folder


@pytest.fixture
def run_pack(root, capsys, monkeypatch, tmp_path):
    """Runs the command in an empty folder; sheets are not printed, which other tests see to."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(papers, "print_pages", lambda html, title, author, styles: Printed(b"%PDF", 1, {}))

    def run(*arguments):
        code = cli.main(["--root", str(root), "pack", *map(str, arguments)])
        return code, *capsys.readouterr()

    return run


def list_names(file):
    with zipfile.ZipFile(file) as archive:
        return archive.namelist()


@pytest.mark.parametrize("words", [("small-start", "s1"), ("small-start/s1",), ("small-start", "1")])
def test_a_session_is_packed_by_its_id_or_number(run_pack, tmp_path, words):
    code, out, err = run_pack(*words)
    assert (code, err) == (0, "")
    assert out.startswith("Wrote small-start-s1.zip: 1 session, ") and "for 16 participants." in out
    assert list_names(tmp_path / "small-start-s1.zip")[0] == "small-start-s1/read-me-first.html"
    assert [file.name for file in tmp_path.iterdir()] == ["small-start-s1.zip"]


def test_a_module_is_packed_with_a_folder_for_each_session(run_pack, tmp_path):
    code, out, _ = run_pack("small-end", "--to", tmp_path / "mine.zip")
    assert code == 0 and "mine.zip: 1 session" in out
    assert {name.partition("/")[0] for name in list_names(tmp_path / "mine.zip")} == {"small-end-s1"}


def test_an_archive_goes_into_a_folder_that_is_there(run_pack, tmp_path):
    (tmp_path / "packs").mkdir()
    assert run_pack("small-end", "s1", "--to", "packs")[0] == 0
    assert (tmp_path / "packs" / "small-end-s1.zip").is_file()


def test_the_sum_is_said_where_minutes_are_changed(run_pack):
    code, out, _ = run_pack("small-start", "s1", "--minutes", "Talk=50", "--start", "14:00")
    assert code == 0
    assert out.splitlines()[0] == (
        "The plan now takes 70 minutes, 10 minutes more than the 60 of 'One hour'."
    )


@pytest.mark.parametrize(
    "words, code, sentence",
    [
        (("small-stat",), 2, "There is no module 'small-stat'; did you mean 'small-start'?"),
        (("x",), 2, "There is no module 'x'; the modules are small-start, small-end."),
        (
            ("small-start", "s9"),
            2,
            "The module 'small-start' has no session 's9'; its sessions are s1 (One hour).",
        ),
        (
            ("small-start", "99"),
            2,
            "The module 'small-start' has no session '99'; its sessions are s1 (One hour).",
        ),
        (("small-start", "s1", "--start", "25:00"), 2, "'25:00' is no time of the day; write hours and"),
        (("small-start", "s1", "--start", "soon"), 2, "'soon' is no time of the day"),
        (("small-start", "s1", "--minutes", "Tea=5"), 2, "'One hour' has no part 'Tea'; "),
        (("small-start", "s1", "--minutes", "Talk=x"), 2, "'Talk=x' says no minutes of a part"),
        (("small-start", "--minutes", "Talk=5"), 2, "--minutes is for one session: name it after the module"),
        (("small-start", "s1", "--participants", "0"), 2, "'--participants': 0 is not in the range"),
        (("small-start", "s1", "--to", "pack.pdf"), 1, "pack.pdf is no folder that is there, and no name of"),
        (("small-start", "s1", "--to", "none/here.zip"), 1, "cannot be written (No such file or directory)"),
    ],
)
def test_what_cannot_be_packed_is_said_and_nothing_is_written(run_pack, tmp_path, words, code, sentence):
    ended, out, err = run_pack(*words)
    assert (ended, out) == (code, "")
    assert sentence in " ".join(err.split())
    assert not list(tmp_path.iterdir())


def test_what_is_there_already_stays(run_pack, tmp_path):
    (tmp_path / "small-start-s1.zip").write_bytes(b"mine")
    code, _, err = run_pack("small-start", "s1")
    assert code == 1 and "small-start-s1.zip is there already. Nothing was written" in err
    assert (tmp_path / "small-start-s1.zip").read_bytes() == b"mine"


def test_no_archive_comes_among_what_a_handbook_is_made_from(run_pack, root):
    code, _, err = run_pack("small-start", "s1", "--to", root / "docs" / "pack.zip")
    assert code == 1 and "would come among what a handbook is made from" in err
    assert not (root / "docs" / "pack.zip").exists()


def test_a_full_disk_leaves_nothing_behind(run_pack, tmp_path, monkeypatch):
    def refuse(self, content):
        with self.open("wb") as file:
            file.write(content[:10])
        raise OSError(errno.ENOSPC, "No space left on device", str(self))

    monkeypatch.setattr(Path, "write_bytes", refuse)
    code, _, err = run_pack("small-start", "s1")
    assert code == 1
    assert "cannot be written (No space left on device). Nothing was left half-written" in " ".join(
        err.split()
    )
    assert not list(tmp_path.iterdir())


def test_what_keeps_sheets_from_being_printed_is_said(run_pack, tmp_path, monkeypatch):
    def refuse(*arguments):
        raise NotPrinted("There is no font on this computer.")

    monkeypatch.setattr(papers, "print_pages", refuse)
    code, _, err = run_pack("small-start", "s1")
    assert code == 1 and "There is no font on this computer. Nothing was written." in " ".join(err.split())
    assert not list(tmp_path.iterdir())


def test_a_handbook_with_problems_is_not_packed(run_pack, root, tmp_path):
    file = root / "modules" / "catalogue" / "small-start.yml"
    sound = file.read_text("utf-8")
    try:
        file.write_text(sound.replace("minutes: 40", "minutes: 41"), "utf-8")
        code, _, err = run_pack("small-start", "s1")
    finally:
        file.write_text(sound, "utf-8")
    assert code == 1 and "; no pack was made." in err
    assert not list(tmp_path.iterdir())
