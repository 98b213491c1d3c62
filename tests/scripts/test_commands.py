"""The page of the commands is what the commands say of themselves."""

from __future__ import annotations

import importlib.util
import subprocess
import sys

import click
import pytest
from places import ROOT

from macros.cli import COMMANDS
from macros.cli.commands import create_program


@pytest.fixture(scope="module")
def commands():
    """``scripts/commands.py`` as a module."""
    spec = importlib.util.spec_from_file_location("commands", ROOT / "scripts" / "commands.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_is_that_of_the_commands(commands):
    assert commands.PAGE.read_text("utf-8") == commands.write_page(), "run python scripts/commands.py"


def test_every_command_and_option_is_on_it_with_what_it_does(commands):
    page, program = commands.write_page(), create_program(COMMANDS)
    context = click.Context(program)
    for name in COMMANDS:
        section = page.split(f"\n## {name}\n")[1].split("\n## ")[0]
        command = program.get_command(context, name)
        assert command.help.strip() in section and f"handbook {name} " in section
        for option in command.params:
            if isinstance(option, click.Option):
                assert option.help and f"`{option.opts[0]}" in section, f"{name} {option.opts[0]}"


def test_a_page_that_is_behind_is_told(commands, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(commands, "PAGE", tmp_path / "commands.md")
    assert commands.main(["--check"]) == 1
    assert capsys.readouterr().out == (
        "docs/contribute/commands.md is behind the commands; run python scripts/commands.py\n"
    )
    assert commands.main([]) == 0 and commands.main(["--check"]) == 0


def test_it_runs_by_itself():
    done = subprocess.run([sys.executable, "scripts/commands.py", "--check"], cwd=ROOT, capture_output=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
