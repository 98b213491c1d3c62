"""A site folder that may be filled and not moved: mounted, or in a folder that cannot be written to."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
from places import ROOT

from macros.cli import site_filling, site_folder

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
NEW = {"404.html": "new", "sitemap.xml": "new", "index.html": "new", "about/index.html": "new"}
OLD = {**dict.fromkeys((*NEW, "about/gone.html"), "old"), "CNAME": "leadership.example"}
FILLED = {**NEW, "CNAME": "leadership.example"}  # What is in a folder of the site goes with it.


def write(folder, files):
    for path, words in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(words)


def read(folder):
    return {p.relative_to(folder).as_posix(): p.read_text() for p in folder.rglob("*") if p.is_file()}


@pytest.fixture
def site(tmp_path):
    """An earlier site, to which somebody has added a file."""
    site = tmp_path / "out" / "site"
    write(site, OLD)
    return site


def build(site):
    """What is told while a new site takes the place of ``site``."""
    told = []
    with site_folder.replacing(site, told.append) as folder:
        write(folder, NEW)
    return told


def tell(site):
    return [
        f"{site} could only be filled, so what is not of the new site was left there; remove what is of no"
        " use: CNAME."
    ]


def refuse(monkeypatch, number, *places, method="rename"):
    """Have the system refuse to move, or to make, what is at ``places``."""
    real = getattr(Path, method)

    def refusing(path, *arguments, **options):
        if path in places or (None in places and path.name.startswith(".site.handbook-")):
            raise OSError(number, os.strerror(number))
        return real(path, *arguments, **options)

    monkeypatch.setattr(Path, method, refusing)


NUMBERS = [errno.EBUSY, errno.EXDEV, errno.EACCES, errno.EPERM, errno.EROFS]


@pytest.mark.parametrize("number", NUMBERS, ids=errno.errorcode.get)
def test_a_folder_that_cannot_be_moved_is_filled(site, monkeypatch, number):
    refuse(monkeypatch, number, site)
    assert build(site) == tell(site)
    assert read(site) == FILLED
    assert os.listdir(site.parent) == ["site"]


def test_a_mounted_folder_is_filled_from_inside(site, monkeypatch):
    monkeypatch.setattr(os.path, "ismount", lambda path: path == site)
    refuse(monkeypatch, errno.EBUSY, site, None)
    assert build(site) == tell(site)
    assert read(site) == FILLED
    assert build(site) == tell(site)


@pytest.mark.parametrize("number", NUMBERS, ids=errno.errorcode.get)
def test_so_is_one_beside_which_nothing_can_be_made(site, monkeypatch, number):
    refuse(monkeypatch, number, None, method="mkdir")
    assert build(site) == tell(site)
    assert read(site) == FILLED


def test_where_no_folder_is_there_to_be_filled_it_is_a_sentence(tmp_path, monkeypatch):
    refuse(monkeypatch, errno.EACCES, None, method="mkdir")
    with pytest.raises(site_folder.NotReplaced) as caught:
        build(tmp_path / "site")
    assert str(caught.value) == f"The site could not be put into {tmp_path / 'site'} (Permission denied)."


def test_a_new_disk_holds_nothing(tmp_path, monkeypatch):
    site = tmp_path / "site"
    (site / "lost+found").mkdir(parents=True)
    monkeypatch.setattr(os.path, "ismount", lambda path: path == site)
    assert site_folder.find_refusal(tmp_path / "root", site) is None
    assert build(site) == []
    assert read(site) == NEW
    assert (site / "lost+found").is_dir()


def test_a_folder_in_the_site_that_cannot_be_moved_is_filled_too(site, monkeypatch):
    """As in a container, where what comes from its image cannot be moved by the folder."""
    refuse(monkeypatch, errno.EXDEV, site, site / "about")
    assert build(site) == tell(site)
    assert read(site) == FILLED


def test_where_a_step_fails_those_before_it_are_undone(site, monkeypatch):
    refuse(monkeypatch, errno.EBUSY, site, site / "index.html")
    with pytest.raises(site_folder.NotReplaced) as caught:
        build(site)
    assert str(caught.value) == f"The site could not be put into {site} (Device or resource busy)."
    assert read(site) == OLD
    assert os.listdir(site.parent) == ["site"]


def test_where_that_fails_too_the_next_command_goes_on(site, monkeypatch):
    with monkeypatch.context() as patch:
        refuse(patch, errno.EBUSY, site, site / "index.html")
        patch.setattr(site_filling, "_undo", lambda steps: False)
        with pytest.raises(site_folder.NotReplaced):
            build(site)
    site_folder.tidy(site.parent)
    assert read(site) == FILLED


def test_a_build_that_fails_leaves_the_folder_as_it_was(site, monkeypatch):
    monkeypatch.setattr(os.path, "ismount", lambda path: path == site)
    with pytest.raises(RuntimeError), site_folder.replacing(site) as folder:
        write(folder, NEW)
        raise RuntimeError("a page is bad")
    assert read(site) == OLD


def test_what_somebody_puts_there_while_the_site_is_built_stays(tmp_path, monkeypatch):
    site = tmp_path / "site"
    site.mkdir()
    monkeypatch.setattr(os.path, "ismount", lambda path: path == site)
    with pytest.raises(site_folder.NotReplaced) as caught, site_folder.replacing(site) as folder:
        write(folder, NEW)
        (site / "thesis.txt").write_text("years of work")
    assert (
        str(caught.value)
        == f"The site could not be put into {site} (while it was built, something other than a site came to"
        " be there)."
    )
    assert read(site) == {"thesis.txt": "years of work"}


def test_a_build_at_work_inside_is_left_alone_by_all_others(site, monkeypatch):
    monkeypatch.setattr(os.path, "ismount", lambda path: path == site)
    with site_folder.replacing(site) as folder:
        write(folder, NEW)
        site_folder.tidy(site.parent)
        assert site_folder.find_refusal(site.parent.parent / "root", site) is None
        build(site)
    assert read(site) == FILLED


KILLED = """
import os, signal, sys
from pathlib import Path
from macros.cli import site_folder
target, moment = Path(sys.argv[1]), sys.argv[2]
os.path.ismount = lambda path: path == target

def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)

rename, unlink = Path.rename, Path.unlink
def renaming(path, to):
    name = f"{path.parent.name}/{path.name}"
    if moment == f"before {name} goes":
        die()
    rename(path, to)
    if moment == f"after {name} went":
        die()
def unlinking(path, **options):
    if path.name == "journal" and moment == "before the end is noted":
        die()
    unlink(path, **options)

Path.rename, Path.unlink = renaming, unlinking
with site_folder.replacing(target) as folder:
    for path in sys.argv[3:]:
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text("new")
    if moment == "while it is built":
        die()
"""
MOMENTS = {  # When a build is killed, and which site is then there after the next command.
    "while it is built": OLD,
    "after site/404.html went": FILLED,
    "after new/404.html went": FILLED,
    "after site/about went": FILLED,
    "before new/sitemap.xml goes": FILLED,
    "after new/sitemap.xml went": FILLED,
    "before the end is noted": FILLED,
}


@posix
@pytest.mark.parametrize("moment", MOMENTS)
def test_after_a_kill_at_any_moment_the_next_run_begins_with_a_whole_site(site, moment):
    command = [sys.executable, "-c", KILLED, str(site), moment, *NEW]
    variables = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, env=variables, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (-9, "")
    site_folder.tidy(site.parent)
    assert read(site) == MOMENTS[moment]


@posix
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="Only root can mount a disk")
def test_a_disk_that_is_really_mounted_is_filled(tmp_path):
    site = tmp_path / "site"
    site.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "tmpfs", str(site)], capture_output=True).returncode:
        pytest.skip("nothing can be mounted here")
    try:
        assert build(site) == []
        (site / "CNAME").write_text("leadership.example")
        assert build(site) == tell(site)
        assert read(site) == FILLED
        assert os.listdir(tmp_path) == ["site"]
    finally:
        subprocess.run(["umount", str(site)], check=True)
