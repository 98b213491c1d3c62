"""The ``handbook`` command: one module a command, each returning its exit code.

Nothing heavy is imported until a command runs, so that ``--help`` is quick and
``check`` never meets mkdocs. To add a command, write ``macros/cli/<name>.py`` with a
click command called ``command`` and add a line to ``COMMANDS``.
"""

from __future__ import annotations

import importlib
import os
import sys
from pathlib import Path

import click

COMMANDS = {
    "check": "macros.cli.check",
    "build": "macros.cli.build",
    "serve": "macros.cli.serve",
    "test": "macros.cli.test",
    "schemas": "macros.cli.schemas",
}
UNEXPECTED = 70  # EX_SOFTWARE of BSD's sysexits.h
INTERRUPTED = 130


class Commands(click.Group):
    """The commands of ``COMMANDS``, in that order, each imported when it is asked for."""

    def list_commands(self, context: click.Context) -> list[str]:
        """The names of the commands, in the order they are shown."""
        return list(COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """The command called ``name``, or ``None`` when there is none."""
        return importlib.import_module(COMMANDS[name]).command if name in COMMANDS else None

    def resolve_command(self, context: click.Context, words: list[str]):
        """The command that ``words`` begin with; an unknown one is met with the nearest known."""
        if words[0] in COMMANDS or words[0].startswith("-"):
            return super().resolve_command(context, words)
        from macros.problems import did_you_mean

        known = "the commands are " + ", ".join(COMMANDS) + "."
        raise click.UsageError(
            f"There is no command '{words[0]}'; {did_you_mean(words[0], COMMANDS, known)}", context
        )


@click.command("handbook", cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="clinical-leadership-handbook", prog_name="handbook")
@click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The handbook's folder. [default: the nearest one upwards that holds mkdocs.yml]",
)
@click.pass_context
def handbook(context: click.Context, root: Path | None) -> None:
    """Check, build and preview the Clinical Leadership Handbook."""
    context.obj = root


def main(arguments: list[str] | None = None) -> int:
    """Run a handbook command and return its exit code; ``arguments`` default to ``sys.argv``.

    0 is success, 1 a problem in the handbook, 2 a wrong use of the command, 70 a fault of
    the program, 130 an interruption. Raises nothing: a person gets sentences, and a
    traceback only with ``HANDBOOK_DEBUG=1``.
    """
    try:
        return handbook.main(arguments, prog_name="handbook", standalone_mode=False) or 0
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped.", err=True)
        return INTERRUPTED
    except BrokenPipeError:
        # The reader went away (``handbook check | head``); keep Python from saying so at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:
        return _unexpected(error)


def _unexpected(error: Exception) -> int:
    if os.environ.get("HANDBOOK_DEBUG"):
        import traceback

        traceback.print_exception(error)
        return UNEXPECTED
    what = " ".join(f"{type(error).__name__}: {error}".split()).rstrip(": .")
    click.echo(
        f"Something unexpected went wrong ({what}). "
        "Run again with HANDBOOK_DEBUG=1 for the traceback.",
        err=True,
    )
    return UNEXPECTED
