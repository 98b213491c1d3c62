"""``handbook epub``: the handbook as a book for readers of EPUB."""

from __future__ import annotations

from pathlib import Path

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
from macros.cli.new_files import check_target, write_new_file
from macros.cli.package_pages import check_choice, reading_pages, select


@click.command("epub", help="Write the handbook as a book for readers of EPUB: one new file.")
@click.option("--module", metavar="ID", help="Only this module, with what it teaches and uses.")
@click.option("--framework", metavar="ID", help="Only this framework, with its domains and elements.")
@click.option(
    "--to",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The file to write, which is not to be there yet. [default: handbook.epub, or the ID with .epub]",
)
@add_edition_option
@pass_root
def command(
    root: Path, module: str | None, framework: str | None, to: Path | None, edition: Path | None
) -> int:
    """Write the book and return 0; return 1, and write nothing, where the check finds problems. Raises
    ``click.ClickException`` with a sentence for what cannot be."""
    check_variables(root, edition)
    choice = check_choice(module=module, framework=framework)
    target = to or Path(f"{choice[1] if choice else 'handbook'}.epub")
    check_target(root, target, "--to")
    with show_stages() as stage, reading_pages(root, edition, "; no book was written", stage) as pages:
        if pages is None:
            return 1
        from macros.addresses.sites import read_edition_line
        from macros.i18n.phrases import translate_title
        from macros.packages.epub import write_book

        selection = select(pages, choice)
        with stage("Writing the book"):
            edition_line = translate_title(read_edition_line(root), pages.catalogue)
            write_new_file(target, write_book(pages, selection, edition_line))
    say(f"Wrote {count(len(selection.chapters), 'page')} to {display_path(target)}.")
    return 0
