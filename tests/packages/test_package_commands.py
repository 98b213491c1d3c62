"""``handbook epub``, ``handbook export scorm`` and ``cartridge``: what is wanted, and that a file is written
whole or not at all."""

import os
import shutil
import subprocess
import sys

import pytest
from packaged import unpack
from places import ROOT, SMALL

from macros import cli
from macros.cli import new_files


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    """A copy of the small handbook, in which what was checked is kept."""
    folder = shutil.copytree(SMALL, tmp_path_factory.mktemp("handbook") / "small")
    (folder / "mkdocs.yml").write_text("site_name: Small\nextra:\n  edition_line: The first one.\n")
    (folder / "docs").mkdir()
    (folder / "docs" / "index.md").write_text("---\ntitle: Small\ndrafted: 2026-11-22\n---\n# Small\n")
    return folder


@pytest.fixture
def run(root, capsys):
    def run(*arguments):
        code = cli.main(["--root", str(root), *map(str, arguments)])
        return code, *capsys.readouterr()

    return run


COMMANDS = [
    ("epub", "--to", "handbook.epub"),
    ("export scorm", "--out", "scorm-handbook.zip"),
    ("export cartridge", "--out", "cartridge-handbook.imscc"),
]


@pytest.fixture(params=COMMANDS, ids=lambda command: command[0])
def command(request):
    words, option, name = request.param
    return words.split(), option, name


def test_one_file_is_written_and_told(run, command, tmp_path):
    words, option, name = command
    code, out, err = run(*words, option, tmp_path / name)
    assert (code, err) == (0, "")
    assert out.startswith("Wrote ") and out.endswith(f" pages to {tmp_path / name}.\n")
    assert [file.name for file in tmp_path.iterdir()] == [name]
    assert len(unpack((tmp_path / name).read_bytes())) > 10


def test_without_a_name_the_file_is_called_as_what_it_holds(run, command, tmp_path, monkeypatch, small_book):
    words, _option, name = command
    module = small_book.records["module"][0].id
    monkeypatch.chdir(tmp_path)
    assert run(*words, "--module", module)[0] == 0
    expected = f"{module}.epub" if words == ["epub"] else name.replace("handbook", module)
    assert [file.name for file in tmp_path.iterdir()] == [expected]


def test_an_unknown_module_is_met_with_the_nearest(run, command, tmp_path, small_book):
    words, option, name = command
    module = small_book.records["module"][0].id
    code, out, err = run(*words, "--module", f"{module}x", option, tmp_path / name)
    assert (code, out) == (2, "")
    assert err.splitlines()[-1] == f"Error: There is no module '{module}x'; did you mean '{module}'?"
    code, out, err = run(*words, "--module", "small", option, tmp_path / name)
    assert err.splitlines()[-1] == "Error: 'small' is no module, for its kind is 'framework'; name a module."
    assert [*tmp_path.iterdir()] == []


def test_two_choices_are_refused(run, command, tmp_path):
    words, option, name = command
    other = "--framework" if words == ["epub"] else "--pathway"
    code, out, err = run(*words, "--module", "a", other, "b", option, tmp_path / name)
    assert (code, out) == (2, "")
    assert err.splitlines()[-1] == (
        f"Error: --module and {other} stand together, and a package is about one of them; name one."
    )


def test_a_file_that_is_there_stays_as_it_is(run, command, tmp_path):
    words, option, name = command
    (tmp_path / name).write_text("mine")
    code, out, err = run(*words, option, tmp_path / name)
    assert (code, out) == (1, "")
    assert err == (
        f"Error: {tmp_path / name} is there already. Nothing was written; name another file with {option}, or"
        " move it away.\n"
    )
    assert (tmp_path / name).read_text() == "mine"


def test_nothing_is_written_among_what_a_handbook_is_made_from(run, command, root):
    words, option, name = command
    code, _out, err = run(*words, option, root / "docs" / name)
    assert code == 1 and "would come among what a handbook is made from" in err
    assert [path.name for path in (root / "docs").iterdir()] == ["index.md"]


def test_a_full_disk_is_told_and_nothing_is_left(run, command, tmp_path, monkeypatch):
    words, option, name = command

    def fill(file, content):
        file.write_bytes(content[:10])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(new_files, "write_bytes", fill)
    code, out, err = run(*words, option, tmp_path / name)
    assert (code, out) == (1, "")
    assert err == (
        f"Error: {tmp_path / name} cannot be written (No space left on device). Nothing was left"
        " half-written; name a file in a folder that is there, that you may write to and that has room.\n"
    )
    assert [*tmp_path.iterdir()] == []


@pytest.mark.parametrize(
    "arguments, sentence",
    [
        ("scorm --only x", "scorm takes no --only; name a module with --module, or a --pathway."),
        ("csl --module x", "--module is for courses (scorm, cartridge); name a record with --only."),
        ("csl --version 1.1", "--version is for courses (scorm, cartridge); name a record with --only."),
        ("scorm --version 2004", "SCORM is written in version 1.2, and not in 2004."),
        ("cartridge --version 2", "Common Cartridge is written in version 1.3 or 1.1, and not in 2."),
        ("scrom", "There is no format 'scrom'; did you mean 'scorm'?"),
    ],
)
def test_what_does_not_go_together_is_told(run, arguments, sentence, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    code, out, err = run("export", *arguments.split())
    assert (code, out) == (2, "")
    assert err.splitlines()[-1] == f"Error: {sentence}"
    assert [*tmp_path.iterdir()] == []


def test_a_book_says_which_edition_of_the_handbook_it_is(run, tmp_path):
    assert run("epub", "--to", tmp_path / "a.epub")[0] == 0
    assert b"The first one." in unpack((tmp_path / "a.epub").read_bytes())["EPUB/title.xhtml"]


@pytest.mark.slow
def test_two_processes_write_the_same_bytes(root, command, tmp_path):
    words, option, _name = command
    files = [tmp_path / "1", tmp_path / "2"]
    for number, file in enumerate(files):
        environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "PYTHONHASHSEED": str(number),
            "SOURCE_DATE_EPOCH": "1764547200",
        }
        arguments = [sys.executable, "-m", "macros.cli", "--root", root, *words, option, file]
        subprocess.run(arguments, env=environment, check=True, capture_output=True)
    assert files[0].read_bytes() == files[1].read_bytes()
