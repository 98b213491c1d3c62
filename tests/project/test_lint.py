"""``handbook lint`` finds nothing in what is committed, and says what it finds elsewhere."""

from __future__ import annotations

import subprocess
import sys

import pytest
from node_tools import needs_node, node_tools
from places import ROOT

from macros.cli import lint, main

LONG = "x = " + " + ".join("1" * 9 for _ in range(20)) + "\n"


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[pytest.mark.slow] * (name == "mypy")) for name in lint.PYTHON]
)
def test_a_tool_of_python_finds_nothing(name):
    program, *words = lint.PYTHON[name]
    command = [str(ROOT / program) if "/" in program else str(sys.prefix + "/bin/" + program), *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow
@needs_node
@pytest.mark.parametrize("name", lint.NODE)
def test_a_tool_of_node_finds_nothing(name):
    program, *words = lint.NODE[name]
    done = subprocess.run([str(node_tools() / program), *words], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def list_long_lines(pattern):
    """The lines of more than 110 columns in the files that ``pattern`` names, each as ``file:line``."""
    files = sorted(ROOT.glob(pattern))
    assert files
    return [
        f"{file.relative_to(ROOT)}:{number}"
        for file in files
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1)
        if len(line) > 110
    ]


@pytest.mark.parametrize("pattern", ["docs/assets/js/**/*.js", "docs/embed/*.js"])
def test_no_line_of_a_script_is_longer_than_110_columns(pattern):
    """Prettier leaves comments and long strings as they are, and the scripts for hosts altogether."""
    assert list_long_lines(pattern) == []


@pytest.mark.parametrize(
    "pattern", ["macros/rendering/templates/**/*.html", "macros/mkdocs_site/theme/**/*.html"]
)
def test_no_line_of_a_template_is_longer_than_110_columns(pattern):
    """No formatter sets them out. A line is broken where that prints nothing: inside a tag of Jinja, or
    beside one that strips white space on that side."""
    assert list_long_lines(pattern) == []


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A repository of one Python file that is set out well."""
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n")
    (tmp_path / "pyproject.toml").write_text('[tool.ruff]\nline-length = 110\nlint.select = ["E", "F"]\n')
    (tmp_path / "one.py").write_text("x = 1\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(lint, "PYTHON", {name: lint.PYTHON[name] for name in ("ruff format", "ruff check")})
    return tmp_path


def test_what_is_well_is_said_and_what_was_not_looked_at(folder, capfd):
    assert main(["lint"]) == 0
    out = capfd.readouterr().out
    assert out.startswith("ruff format ...\nruff check ...\nScripts and style sheets were not looked at: ")
    assert out.endswith("Program text is as agreed.\n")


def test_what_is_found_is_said_with_how_to_mend_it(folder, capfd):
    (folder / "one.py").write_text("import os\nx = {  'a':1}\n")
    assert main(["lint"]) == 1
    said = capfd.readouterr()
    assert "one.py:1:8: F401" in said.out or "F401" in said.out
    assert said.err.endswith(
        "2 tools found something: ruff format, ruff check.\n"
        "ruff format: write it so: .venv/bin/ruff format .\n"
        "ruff check: write it so where it can be done by itself: .venv/bin/ruff check --fix .\n"
    )
