"""Writes ``docs/contribute/commands.md``, the page of the commands, from the commands themselves.

python scripts/commands.py            write it where it has changed
python scripts/commands.py --check    write nothing; exit 1 where it is behind
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from macros.base.variables import VARIABLES  # noqa: E402
from macros.cli import COMMANDS  # noqa: E402
from macros.cli.commands import create_program  # noqa: E402

PAGE = ROOT / "docs" / "contribute" / "commands.md"
HEAD = """---
title: Commands
description: The commands of the handbook, with their options and what they return.
drafted: 2026-11-30
keywords: [build, serve, command line, install]
---

# Commands

Each is typed as `python3 scripts/handbook` and its name, which makes the environment first where need be;
inside that environment, `handbook` alone is enough. All return 0 when all is well, 1 when something is wrong
with what they looked at or made, 2 when they were called wrongly, and 130 when they were stopped.
Nobody writes this page: `python scripts/commands.py` does, from the commands.

"""
VARIABLES_HEAD = """## Variables of the environment {: #variables }

What may be set before a command is run. One that is empty counts as not set, and one that holds what it
cannot is refused by name.

| Variable | For |
|---|---|"""


def write_page() -> str:
    """The page as Markdown: its head, the options of all commands, a section for each command, and the
    variables of the environment."""
    program = create_program(COMMANDS)
    context = click.Context(program, info_name="handbook")
    sections = [HEAD, "## All commands {: #all }", "", *_list_options(program, context)]
    for name in COMMANDS:
        command = program.get_command(context, name)
        inner_context = click.Context(command, info_name=name, parent=context)
        usage = " ".join(["handbook", name, *command.collect_usage_pieces(inner_context)])
        sections += [
            f"## {name}",
            "",
            command.help.strip(),
            "",
            "```text",
            usage,
            "```",
            "",
            *_list_options(command, inner_context),
        ]
    sections += [VARIABLES_HEAD, *(f"| `{variable.name}` | {variable.meaning} |" for variable in VARIABLES)]
    return "\n".join(sections).rstrip() + "\n"


def _list_options(command: click.Command, context: click.Context) -> Iterator[str]:
    """Yield the lines of a table of a command's options, without ``--help``, which all have; nothing where it
    has no others."""
    records = [
        option.get_help_record(context)
        for option in command.get_params(context)
        if isinstance(option, click.Option) and "--help" not in option.opts
    ]
    if records:
        yield from ("| Option | Does |", "|---|---|")
        for option, words in records:
            yield f"| `{option}` | {words.replace('|', chr(92) + '|')} |"
        yield ""


def main(arguments: list[str]) -> int:
    """Write the page where it has changed and return 0; with ``--check`` return 1 instead where it is
    behind."""
    page = write_page()
    if PAGE.exists() and PAGE.read_text("utf-8") == page:
        return 0
    if "--check" in arguments:
        print("docs/contribute/commands.md is behind the commands; run python scripts/commands.py")
        return 1
    PAGE.write_text(page, "utf-8", newline="\n")
    print("docs/contribute/commands.md written")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
