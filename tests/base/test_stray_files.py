"""Names of files that programs leave behind are known, and no name that somebody may have chosen is."""

from __future__ import annotations

import subprocess

import pytest
from places import ROOT

from macros.base.stray_files import is_stray

STRAYS = {
    "vim": [".x.yml.swp", ".x.yml.swo", ".x.yml.swa", "x.yml~", ".x.yml.un~", "4913", "x.yml.swp"],
    "Emacs": [".#x.yml", "#x.yml#", "x.yml~", "x.yml.~12~", "flycheck_x.yml", "x_flymake.yml"],
    "nano": [".x.yml.swp", "x.yml.save", "x.yml.save.1", "x.yml~"],
    "Kate and gedit": [".x.yml.kate-swp", ".goutputstream-5T4Q01", ".directory"],
    "JetBrains and Visual Studio Code": ["x.yml___jb_tmp___", "x.yml___jb_old___", ".idea", ".vscode"],
    "Office": ["~$x.docx", "~WRL0001.tmp", "~wrd0000", ".~lock.x.odt#", "~x.tmp"],
    "macOS": [".DS_Store", "._x.yml", "Icon\r", "__MACOSX", ".Trashes"],
    "Windows": [
        "Thumbs.db",
        "thumbs.db",
        "ehthumbs_vista.db",
        "desktop.ini",
        "Desktop.ini",
        "$RECYCLE.BIN",
        "System Volume Information",
        "x.yml.bak",
    ],
    "programs for syncing": [
        ".syncthing.x.yml.tmp",
        "~syncthing~x.yml.tmp",
        ".stfolder",
        ".dropbox",
        ".tmp.driveupload",
        "x.yml.part",
        "x.yml.!sync",
        "@eaDir",
        ".849C9593-D756-4E56-8D6E-42412F2A707B",
    ],
    "Git": [".gitkeep", ".gitignore", "x.yml.orig", "x.yml.rej", "x_BACKUP_4711.yml", "x_REMOTE_4711.yml"],
}
WRITTEN = [
    "x.yml",
    "x.yaml",
    "x.yml.txt",
    "x.yml.old",
    "x - Copy.yml",
    "x (1).yml",
    "x copy.yml",
    "x (Ann's conflicted copy 2026-11-22).yml",
    "x.sync-conflict-20261122-101010-ABCDEFG.yml",
    "x-DESKTOP-4F2A.yml",
    "save.yml",
    "base-rates.yml",
    "orig.md",
    "index.md",
    "ward.png",
    "a#b.md",
    "notes",
    "local.yml",
]


@pytest.mark.parametrize("program", STRAYS)
def test_what_a_program_leaves_is_stray(program):
    assert [name for name in STRAYS[program] if not is_stray(name)] == []


@pytest.mark.parametrize("name", WRITTEN)
def test_what_somebody_wrote_is_not(name):
    assert not is_stray(name)


def test_no_file_of_the_handbook_that_is_read_or_published_is_stray():
    files = subprocess.run(
        ["git", "ls-files", "docs", "framework", "modules", "editions"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\n")
    assert [file for file in files if file and is_stray(file.rpartition("/")[2])] == []
