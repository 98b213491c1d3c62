"""The ``handbook`` command: one module a command, each returning its exit code.

Nothing but Python itself is imported until a command runs, so that ``--help`` is quick, ``check`` never meets
mkdocs, and a package that is missing is a sentence. To add a command, write ``macros/cli/<name>.py`` with a
click command called ``command`` and add a line to ``COMMANDS``.
"""

from __future__ import annotations

import os
import sys
from typing import NoReturn

COMMANDS = {
    "new": "macros.cli.new",
    "check": "macros.cli.check",
    "explain": "macros.cli.explain",
    "diff": "macros.cli.diff",
    "release": "macros.cli.release",
    "coverage": "macros.cli.coverage",
    "reviews": "macros.cli.reviews",
    "export": "macros.cli.export",
    "pack": "macros.cli.pack",
    "pdf": "macros.cli.pdf",
    "epub": "macros.cli.epub",
    "import": "macros.cli.import_",
    "build": "macros.cli.build",
    "serve": "macros.cli.serve",
    "test": "macros.cli.test",
    "lint": "macros.cli.lint",
    "schemas": "macros.cli.schemas",
}
UNEXPECTED = 70  # EX_SOFTWARE of BSD's sysexits.h
INTERRUPTED = 130


def run() -> NoReturn:
    """Run the command in ``sys.argv`` and exit with its code. A request to end (Ctrl-C, SIGTERM) is heard
    from here on."""
    from macros.cli import interruptions

    try:
        interruptions.listen()
        code = main()
        interruptions.ignore()
    except KeyboardInterrupt:  # Before a command began, or after it ended.
        print("Stopped.", file=sys.stderr)
        code = INTERRUPTED
    sys.exit(code)


def main(arguments: list[str] | None = None) -> int:
    """Run a handbook command and return its exit code; ``arguments`` default to ``sys.argv``.

    0 is success, 1 a problem in the handbook or of the machine, 2 a wrong use of the command, 70 a fault of
    the program, 130 an interruption. Raises nothing: a person gets sentences, and a
    traceback only with ``HANDBOOK_DEBUG=1``.
    """
    try:
        return _run(arguments)
    except BrokenPipeError:  # The reader went away (``handbook check | head``).
        _close_stdout()
        return 1
    except Exception as error:
        return _report_failure(error)


def _run(arguments: list[str] | None) -> int:
    import click

    from macros.cli.commands import create_program

    try:
        return create_program(COMMANDS).main(arguments, prog_name="handbook", standalone_mode=False) or 0
    except click.ClickException as error:
        error.show()
        _close_stdout()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped.", err=True)
        return INTERRUPTED


def _report_failure(error: Exception) -> int:
    """Print why a command ended with ``error``, and return its exit code: 1 for a cause outside the program,
    else 70."""
    from macros.base.variables import DEBUG, is_on

    if is_on(DEBUG):
        import traceback

        traceback.print_exception(error)
        return UNEXPECTED
    from macros.cli.failures import Failure, describe_error, find_failure

    foreseen = find_failure(error)
    failure = foreseen or Failure(
        f"Something unexpected went wrong ({describe_error(error)})",
        "Run again with HANDBOOK_DEBUG=1 for the traceback",
    )
    print(f"{failure.what}. {failure.remedy}.", file=sys.stderr)
    _close_stdout()
    return 1 if foreseen else UNEXPECTED


def _close_stdout() -> None:
    """Keep Python from a message of its own at exit where output cannot be written (the reader went away, the
    disk is full)."""
    try:
        sys.stdout.flush()
    except (OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
