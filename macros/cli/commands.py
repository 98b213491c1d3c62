"""The commands as click knows them: each is imported when it is asked for."""

from __future__ import annotations

import importlib
from copy import copy
from pathlib import Path

import click


class Commands(click.Group):
    """Commands by the names of their modules, in that order, each imported when it is asked for."""

    modules: dict[str, str] = {}

    def list_commands(self, context: click.Context) -> list[str]:
        """The names of the commands, in the order they are shown."""
        return list(self.modules)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """The command called ``name``, or ``None`` when there is none."""
        if name not in self.modules:
            return None
        command: click.Command = importlib.import_module(self.modules[name]).command
        return command

    def resolve_command(
        self, context: click.Context, words: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that ``words`` begin with; an unknown one is met with the nearest known."""
        if words[0] in self.modules or words[0].startswith("-"):
            return super().resolve_command(context, words)
        from macros.base.problems import did_you_mean

        known = "the commands are " + ", ".join(self.modules) + "."
        raise click.UsageError(
            f"There is no command '{words[0]}'; {did_you_mean(words[0], self.modules, known)}", context
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


def create_program(modules: dict[str, str]) -> click.Command:
    """The ``handbook`` command with those of ``modules``, by their names, below it."""
    command = copy(handbook)
    command.modules = modules
    return command
