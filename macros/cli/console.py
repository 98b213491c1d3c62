"""What the commands share: sentences, the handbook's folder, stages on a terminal."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from pathlib import Path

import click

from macros.addresses import remotes
from macros.base import variables
from macros.base.problems import Fault, show
from macros.cli import site_folder

NO_ROOT = (
    "There is no mkdocs.yml in {start} or above it, so this is not the handbook's folder; "
    "go there, or name it with --root."
)
Stage = Callable[[str], AbstractContextManager[Callable[[str], None]]]
Advance = Callable[[str], None]


class NotPrinted(click.ClickException):
    """A command's result could not be printed. The text is a sentence with the result in it."""

    def show(self, file: object = None) -> None:
        """Print the sentence to stderr."""
        complain(self.message)


def say(sentence: str) -> None:
    """Print a result, to stdout. Raises ``NotPrinted``, or ``BrokenPipeError`` where the reader went away."""
    try:
        click.echo(sentence)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise NotPrinted(
            f"The work was done, and only its result could not be printed ({error.strerror}): {sentence}"
        ) from error


def complain(sentence: str) -> None:
    """Print a problem, to stderr."""
    click.echo(sentence, err=True)


def count(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: ``1 page``, ``2 pages``, ``1,204 pages``. ``many`` is the plural where it is
    not ``one`` with an s."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def find_root(start: Path) -> Path:
    """The nearest folder from ``start`` upwards that holds ``mkdocs.yml``.

    Raises ``click.UsageError`` when there is none.
    """
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / "mkdocs.yml").is_file():
            return folder
    raise click.UsageError(NO_ROOT.format(start=start))


def pass_root(command: Callable[..., int]) -> Callable[..., int]:
    """Give ``command`` the handbook's folder as its first argument, ``root``, after what killed builds left
    there has been removed."""

    @functools.wraps(command)
    def with_root(root_option: Path | None, /, **options: object) -> int:
        root = root_option.resolve() if root_option else find_root(Path.cwd())
        site_folder.tidy(root)
        return command(root, **options)

    return click.pass_obj(with_root)


def add_edition_option(command: Callable[..., int]) -> Callable[..., int]:
    """Give ``command`` the option ``--edition``; without it the variable ``HANDBOOK_EDITION`` names one."""
    help_text = "Lay this edition over the handbook: a folder with edition.yml, or that file."
    return click.option(
        "--edition", type=click.Path(path_type=Path), envvar=variables.EDITION, help=help_text
    )(command)


def check_variables(root: Path, edition: Path | None) -> None:
    """Look at the variables of the environment before a command reads them, or has read which ``edition`` is
    meant. Those of the handbook's that are empty are taken out, and one that is none of them, though named as
    one, is complained of. Raises ``click.UsageError`` with a sentence for each that holds what it cannot."""
    variables.drop_blanks(os.environ)
    faults = list(variables.find_faults(os.environ))
    if fault := remotes.find_fault(os.environ.get(variables.REPOSITORY, "")):
        faults.append(variables.describe_fault(variables.REPOSITORY, fault))
    if edition and str(edition) == os.environ.get(variables.EDITION) and not edition.exists():
        fault = Fault(
            f"names {show(edition)}, where there is nothing", "name the folder that holds edition.yml"
        )
        faults.append(variables.describe_fault(variables.EDITION, fault))
    if faults:
        raise click.UsageError("\n".join(faults))
    settings = ""
    with suppress(OSError):
        settings = (root / "mkdocs.yml").read_text("utf-8", "replace")
    for sentence in variables.find_strangers(os.environ, settings):
        complain(sentence)


def display_path(path: Path) -> str:
    """A path as a person in the current folder would type it."""
    try:
        return path.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return str(path)


@contextmanager
def show_bar(words: str, steps: int) -> Iterator[Advance]:
    """Yield ``advance``: ``advance("Moodle: 12 files")`` ends one of so many ``steps``, and says what was
    done; a bar shows how many there are still. Shown on a terminal only."""
    if not sys.stderr.isatty():
        yield lambda words: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, TextColumn("{task.fields[last]}"), console=Console(stderr=True)) as progress:
        task = progress.add_task(words, total=steps, last="")
        yield lambda last: progress.update(task, advance=1, last=last)


@contextmanager
def show_stages(quiet: bool = False) -> Iterator[Stage]:
    """Yield ``stage``: ``with stage("Building the pages") as tell: ...`` shows the time it takes, and behind
    its words what ``tell`` is given last, such as the page that it is at.

    Shown on a terminal only; in a pipe, or when ``quiet``, there is nothing to see.
    """
    if quiet or not sys.stderr.isatty():
        yield lambda words: nullcontext(lambda further: None)
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(finished_text="·"), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:

        @contextmanager
        def stage(words: str) -> Iterator[Callable[[str], None]]:
            task = progress.add_task(words, total=None)
            try:
                yield lambda further: progress.update(task, description=f"{words}: {further}")
            finally:
                progress.update(task, total=1, completed=1)

        yield stage
