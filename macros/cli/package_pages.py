"""What the commands share that make books and courses: the pages of the handbook, and which of them are
wanted."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from macros.cli.console import Stage
    from macros.packages.handbook_pages import HandbookPages
    from macros.packages.selection import Selection


class BadPage(click.ClickException):
    """A page cannot go into a package; the text is a sentence."""

    exit_code = 1


@contextmanager
def reading_pages(
    root: Path, edition: Path | None, consequence: str, stage: Stage
) -> Iterator[HandbookPages | None]:
    """Yield the pages of the handbook at ``root`` with an edition laid over it, while the variables of the
    environment are those of a build; ``None`` where the check finds problems, which are printed then, with
    the ``consequence`` behind them. ``stage`` is that of
    :func:`~macros.cli.console.show_stages`. Raises :class:`BadPage`."""
    from macros.addresses.sites import read_site_address, read_site_name
    from macros.cli.check import examine, report
    from macros.cli.environment import set_environment
    from macros.packages.handbook_pages import HandbookPages
    from macros.packages.xhtml import NotWellFormed

    with set_environment(root, edition=edition and edition.absolute()):
        with stage("Checking the records"):
            problems, result = examine(root, edition)
        if result is None:
            report(root, problems, consequence)
            yield None
            return
        overlaid = result.edition
        try:
            yield HandbookPages(
                root,
                result.handbook,
                result.pages,
                overlaid,
                overlaid.name if overlaid else read_site_name(root),
                read_site_address(root) or (overlaid.address if overlaid else ""),  # As a build has it.
            )
        except NotWellFormed as error:
            raise BadPage(f"The package cannot be made, because {error}. Nothing was written.") from error


def check_choice(**ids: str | None) -> tuple[str, str] | None:
    """The one of the options ``ids`` that names something, as its kind and the id; ``None`` for none. Raises
    ``click.UsageError`` for more than one."""
    chosen = [(kind, id) for kind, id in ids.items() if id is not None]
    if len(chosen) > 1:
        names = " and ".join(f"--{kind}" for kind, _id in chosen)
        raise click.UsageError(f"{names} stand together, and a package is about one of them; name one.")
    return chosen[0] if chosen else None


def select(pages: HandbookPages, choice: tuple[str, str] | None) -> Selection:
    """The pages that are wanted. Raises ``click.UsageError`` for an id that is none of its kind."""
    from macros.base.problems import did_you_mean, show
    from macros.packages.selection import SELECT, select_all

    if choice is None:
        return select_all(pages)
    kind, id = choice
    entry = pages.book.get(id, kind)
    if entry is not None and entry.record is entry and not entry.retired:
        return SELECT[kind](pages, entry)
    known = [entry.id for entry in pages.book.records[kind]]
    if entry is not None and entry.retired:
        raise click.UsageError(f"The {kind} {show(id)} is retired; name one that is in use.")
    if (other := pages.book.get(id)) is not None:
        raise click.UsageError(f"{show(id)} is no {kind}, for its kind is {show(other.kind)}; name a {kind}.")
    advice = did_you_mean(id, known, f"there are {', '.join(known[:12])}.")
    raise click.UsageError(f"There is no {kind} {show(id)}; {advice}")
