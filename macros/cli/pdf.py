"""``handbook pdf``: the handbook on paper, whole or in parts."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from macros.cli.console import (
    add_edition_option,
    check_variables,
    count,
    display_path,
    pass_root,
    say,
    show_stages,
)
from macros.cli.new_files import check_target

if TYPE_CHECKING:
    from macros.paper.books import Paper
    from macros.paper.site import PaperSite

# What can be printed, with what it is; those with a mark take the id of a record behind them.
KINDS = {
    "handbook": "the whole handbook",
    "module": "a module with its sessions and their papers, by its ID; two files, one for each view",
    "framework": "a competency framework with its items, by its ID",
    "theory-cards": "a card (A6) on each theory of change",
    "tensions": "a dilemma card (A5) on each tension",
    "glossary": "the glossary",
}
OF_A_RECORD = ("module", "framework")
VIEWS = ("facilitator", "participants")


class NotPrinted(click.ClickException):
    """No file could be written; the text is a sentence."""

    exit_code = 1


@click.command(
    "pdf",
    help="Write PDF files to print or to read on screen, tagged for screen readers: of WHAT, which is "
    + ", ".join(f"{name} ({words})" for name, words in KINDS.items())
    + ".",
)
@click.argument("what", metavar="[WHAT]", required=False)
@click.argument("id", metavar="[ID]", required=False)
@click.option("--view", type=click.Choice(VIEWS), help="Of a module: for whom. [default: a file for each]")
@click.option("--four", is_flag=True, help="Of theory-cards: four on each side of A4, to be cut.")
@click.option(
    "--to",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The file to write, which is not to be there yet. [default: a name for what it is, in this folder]",
)
@add_edition_option
@pass_root
def command(
    root: Path,
    what: str | None,
    id: str | None,
    view: str | None,
    four: bool,
    to: Path | None,
    edition: Path | None,
) -> int:
    """Write the files and return 0; return 1, and write nothing, where the check finds problems. Raises
    ``click.UsageError`` for what cannot be printed, and :class:`NotPrinted`."""
    if not what:
        width = max(len(name) for name in KINDS)
        say("\n".join(f"{name:{width}}  {words}" for name, words in KINDS.items()))
        return 0
    check_variables(root, edition)
    check_request(what, id, view, four, to)
    if to:
        check_target(root, to, "--to")
    from macros.cli.environment import set_environment

    with show_stages() as stage:
        with stage("Checking the records"):
            site = read_site(root, edition)
        if site is None:
            return 1
        papers = list_papers(site, what, id, view, four)
        targets = [to or Path(f"{name}.pdf") for name, _ in papers]
        for target in targets:
            check_target(root, target, "--to")
        contents = []
        for (_name, make), target in zip(papers, targets):
            with stage(f"Putting {target.name} together"), set_environment(root):
                paper = make()
            with stage(f"Setting {target.name}") as tell:
                contents.append(print_paper(site, paper, tell))
        write_files(dict(zip(targets, (content for content, _ in contents))))
    for target, (content, pages) in zip(targets, contents):
        say(f"Wrote {display_path(target)}: {count(pages, 'page')}, {len(content) / 1e6:.1f} MB.")
    return 0


def check_request(what: str, id: str | None, view: str | None, four: bool, to: Path | None) -> None:
    """Raise ``click.UsageError`` where the words and options of a call do not go together."""
    from macros.base.problems import did_you_mean, show

    if what not in KINDS:
        advice = did_you_mean(what, KINDS, f"there can be {', '.join(KINDS)}.")
        raise click.UsageError(f"{show(what)} is nothing that can be printed; {advice}")
    if what in OF_A_RECORD and not id:
        raise click.UsageError(f"Say which {what}: handbook pdf {what} ID.")
    if what not in OF_A_RECORD and id:
        raise click.UsageError(f"{what} takes no id; leave {show(id)} out.")
    if view and what != "module":
        raise click.UsageError(f"--view is for a module, and {what} has one view; leave it out.")
    if four and what != "theory-cards":
        raise click.UsageError(f"--four is for theory-cards; leave it out for {what}.")
    if to and what == "module" and not view:
        raise click.UsageError(
            "A module is written as two files, so that --to could name only one of them: say with --view"
            " which, facilitator or participants, or leave --to out."
        )


def read_site(root: Path, edition: Path | None) -> PaperSite | None:
    """The handbook at ``root`` with an edition laid over it, whose pages can be rendered; ``None`` where the
    check finds problems, which are printed then."""
    from macros.addresses.sites import read_site_address, read_site_name
    from macros.cli.check import examine, report
    from macros.cli.environment import set_environment
    from macros.paper.site import PaperSite

    with set_environment(root, edition=edition and edition.absolute()):
        problems, result = examine(root, edition)
        if result is None:
            report(root, problems, "; nothing was printed")
            return None
        overlaid = result.edition
        name = overlaid.name if overlaid else read_site_name(root)
        address = read_site_address(root) or (overlaid.address if overlaid else "")  # As a build has it.
        return PaperSite(root, result.handbook, result.pages, overlaid, name, address)


def list_papers(
    site: PaperSite, what: str, id: str | None, view: str | None, four: bool
) -> list[tuple[str, Callable[[], Paper]]]:
    """The papers that are wanted, each as the name of its file without ``.pdf`` and what makes it. Raises
    ``click.UsageError`` for an id that is none."""
    from macros.base.problems import did_you_mean, show
    from macros.paper import books, cards

    if what in OF_A_RECORD:
        entry = site.book.get(id or "", what)
        if not entry:
            known = site.book.list_ids(what)
            advice = did_you_mean(id or "", known, f"there are {', '.join(known)}.")
            raise click.UsageError(f"There is no {what} {show(id or '')}; {advice}")
        name = entry.id.replace("/", "-")
        if what == "framework":
            return [(name, lambda: books.make_framework(site, entry))]
        views = [view] if view else VIEWS
        return [(f"{name}-{one}", lambda one=one: books.make_module(site, entry, one)) for one in views]  # type: ignore[misc]
    makers: dict[str, Callable[[], Paper]] = {
        "handbook": lambda: books.make_handbook(site),
        "theory-cards": lambda: cards.make_theory_cards(site, four),
        "tensions": lambda: cards.make_tension_cards(site),
        "glossary": lambda: books.make_glossary(site),
    }
    return [(f"{what}-four" if four else what, makers[what])]


def print_paper(site: PaperSite, paper: Paper, tell: Callable[[str], None]) -> tuple[bytes, int]:
    """The PDF of a paper, and the number of its pages. ``tell`` is told which page is being set. Raises
    :class:`NotPrinted`."""
    from macros.cli.environment import set_environment
    from macros.paper import pdf
    from macros.paper.printing import print_paper as set_paper

    pages = 0

    def on_page(number: int) -> None:
        nonlocal pages
        pages = max(pages, number)
        if number % 10 == 0:
            tell(f"page {number:,}")

    try:
        with set_environment(site.root):
            return set_paper(site, paper, on_page), pages
    except pdf.NotPrinted as error:
        raise NotPrinted(f"{error} Nothing was written.") from error


def write_files(contents: dict[Path, bytes]) -> None:
    """Write all files, or none of them. Raises :class:`NotPrinted` where the disk refuses."""
    written: list[tuple[Path, Path]] = []
    target = next(iter(contents))
    try:
        try:
            for target, content in contents.items():
                beside = target.absolute().parent / f".{target.name}.being-written-{os.getpid()}"
                written.append((beside, target))
                beside.write_bytes(content)
            for beside, target in written:
                beside.rename(target)
        finally:
            for beside, _ in written:
                beside.unlink(missing_ok=True)
    except OSError as error:
        raise NotPrinted(
            f"{display_path(target)} cannot be written ({error.strerror or error}). Nothing was left"
            " half-written; name a file in a folder that is there, that you may write to and that has room."
        ) from error
