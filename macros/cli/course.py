"""``handbook export scorm`` and ``handbook export cartridge``: a course as one file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from macros.cli.console import count, display_path, say, show_stages
from macros.cli.new_files import check_target, write_new_file
from macros.cli.package_pages import check_choice, reading_pages, select

if TYPE_CHECKING:
    from macros.packages.formats import CourseFormat


def find_course_format(name: str | None) -> CourseFormat | None:
    """The format of courses called ``name``, if there is one."""
    from macros.packages.formats import COURSES

    return next((form for form in COURSES if form.name == name), None)


def write_course(
    root: Path,
    form: CourseFormat,
    module: str | None,
    pathway: str | None,
    version: str | None,
    out: Path | None,
    edition: Path | None,
) -> int:
    """Write a course and return 0; return 1, and write nothing, where the check finds problems. Raises
    ``click.ClickException`` with a sentence for what cannot be."""
    choice = check_choice(module=module, pathway=pathway)
    version = version or form.versions[0]
    if version not in form.versions:
        raise click.UsageError(
            f"{form.title} is written in version {' or '.join(form.versions)}, and not in {version}."
        )
    target = out or Path(f"{form.name}-{choice[1] if choice else 'handbook'}.{form.ending}")
    check_target(root, target, "--out")
    with show_stages() as stage, reading_pages(root, edition, "; nothing was exported", stage) as pages:
        if pages is None:
            return 1
        selection = select(pages, choice)
        with stage(f"Writing {form.title}"):
            write_new_file(target, form.write(pages, selection, version))
    say(f"Wrote {count(len(selection.chapters), 'page')} to {display_path(target)}.")
    return 0
