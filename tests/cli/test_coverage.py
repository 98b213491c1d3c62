"""``handbook coverage`` from the command line: text, a table and JSON, to the terminal and to a new file."""

from __future__ import annotations

import json
import sys

import pytest
from openpyxl import load_workbook

from macros.cli import main

USAGE = "Usage: handbook coverage [OPTIONS]\nTry 'handbook coverage --help' for help.\n\nError: "


@pytest.fixture
def run(small, monkeypatch, capsys):
    """A function that gives the exit code of ``handbook coverage`` in the small handbook, the current folder,
    and what it printed to stdout and to stderr."""
    (small / "mkdocs.yml").write_text("site_name: Small\n")
    monkeypatch.chdir(small)

    def run_command(*arguments: str) -> tuple[int, str, str]:
        code = main(["coverage", *arguments])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run_command


def test_the_text_says_how_much_is_covered(run):
    code, out, err = run()
    assert (code, err) == (0, "")
    assert out.startswith("Small framework: 3 competencies; 2 taught, 2 practised, 2 assessed.\n")


def test_a_framework_that_is_meant_alone(run):
    code, out, err = run("--framework", "other", "--format", "json")
    assert (code, err) == (0, "")
    assert [framework["id"] for framework in json.loads(out)["frameworks"]] == ["other"]


def test_an_unknown_framework_is_met_with_the_nearest(run):
    assert run("--framework", "othr") == (
        2,
        "",
        f"{USAGE}There is no framework 'othr'; did you mean 'other'?\n",
    )


def test_a_new_file_is_written(run, tmp_path):
    file = tmp_path / "coverage.csv"
    assert run("--format", "csv", "--out", str(file)) == (0, f"Wrote {file}.\n", "")
    assert file.read_bytes().startswith(b"\xef\xbb\xbfFramework,Code,Competency,Coverage,")


def test_a_workbook_is_written_to_a_file_alone(run, tmp_path):
    file = tmp_path / "coverage.xlsx"
    assert run("--format", "xlsx") == (
        2,
        "",
        f"{USAGE}A workbook cannot be printed; name a file with --out, as coverage.xlsx.\n",
    )
    assert run("--format", "xlsx", "--out", str(file)) == (0, f"Wrote {file}.\n", "")
    assert load_workbook(file).sheetnames[0] == "Coverage"


def test_without_the_package_a_workbook_is_not_written(run, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    file = tmp_path / "coverage.xlsx"
    assert run("--format", "xlsx", "--out", str(file)) == (
        1,
        "",
        "Error: A workbook needs the package openpyxl, which is not installed. Run the command as 'python3"
        " scripts/handbook coverage', which installs it, or ask for --format csv.\n",
    )
    assert not file.exists()


def test_a_file_that_is_there_is_left_alone(run, tmp_path):
    file = tmp_path / "coverage.csv"
    file.write_text("mine")
    code, out, err = run("--out", str(file))
    assert (code, out, file.read_text()) == (1, "", "mine")
    assert (
        err == f"Error: {file} is there already. Nothing was written; name another file, or move it away.\n"
    )


def test_a_folder_that_is_not_there(run, tmp_path):
    file = tmp_path / "nowhere" / "coverage.csv"
    code, out, err = run("--out", str(file))
    assert (code, out, file.parent.exists()) == (1, "", False)
    assert err == (
        f"Error: {file} cannot be written (No such file or directory). Name a file in a folder that is there"
        " and that you may write to.\n"
    )


def test_a_disk_that_fills_up_leaves_no_half_file(run, tmp_path, monkeypatch):
    file = tmp_path / "coverage.csv"

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("macros.cli.coverage.fill", refuse)
    code, out, err = run("--out", str(file))
    assert (code, out, file.exists()) == (1, "", False)
    assert err.startswith(f"Error: {file} cannot be written (No space left on device).")


def test_what_cannot_be_read_is_said_and_the_rest_counted(run, small):
    (small / "modules/catalogue/small-end.yml").write_text("id: small-end\ntitle: [")
    code, out, err = run()
    assert (code, err) == (0, "")
    assert (
        "\nGaps: " in out
        and "\nWhat cannot be read is not counted:\n  modules/catalogue/small-end.yml:" in out
    )
