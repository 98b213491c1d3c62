"""``handbook reviews``: what is to be looked at again, by the role that answers for it, and as a calendar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from macros.cli.console import add_edition_option, check_variables, count, pass_root, say

if TYPE_CHECKING:
    from macros.curriculum.reviews import DueReview
    from macros.records.handbook import Handbook


@click.command(
    "reviews",
    help="List what is to be reviewed, by the role that answers for it and the day on which it falls due.",
)
@click.option(
    "--ics",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write a calendar of them to this file instead.",
)
@click.option("--owner", metavar="ROLE", help="Only those of this role, a word of the list 'owner'.")
@add_edition_option
@pass_root
def command(root: Path, ics: Path | None, owner: str | None, edition: Path | None) -> int:
    """Print the reviews of the handbook, with an edition laid over it, or write them to ``ics``; return 0, or
    1 where the records are not sound. Raises ``click.UsageError`` for an unknown role, and
    ``click.ClickException`` where the file cannot be written."""
    from macros.cli.check import examine, report
    from macros.curriculum.reviews import list_due_reviews

    check_variables(root, edition)
    problems, result = examine(root, edition)
    if result is None:
        report(root, problems)
        return 1
    reviews = list_due_reviews(result.handbook, result.pages.values())
    if owner:
        _check_owner(result.handbook, owner)
        reviews = [review for review in reviews if review.owner == owner]
    if ics:
        _write_calendar(result.handbook, reviews, ics)
    else:
        for sentence in list_lines(result.handbook, reviews, date.today()):
            say(sentence)
    return 0


def _check_owner(handbook: Handbook, owner: str) -> None:
    from macros.base.problems import did_you_mean
    from macros.records.review_plan import OWNERS

    owners = [term.id for term in handbook.vocabularies[OWNERS].terms]
    if owner not in owners:
        right = did_you_mean(owner, owners, f"choose from {', '.join(owners)}")
        raise click.UsageError(f"There is no role '{owner}'; {right}.")


def _write_calendar(handbook: Handbook, reviews: list[DueReview], ics: Path) -> None:
    from macros.curriculum.reviews import build_calendar

    text = build_calendar(handbook, reviews, "Reviews of the handbook", lambda path: path)
    try:
        ics.write_bytes(text.encode())
    except OSError as refusal:
        sentence = f"{ics} cannot be written ({refusal.strerror}); name a file where you may write."
        raise click.ClickException(sentence) from refusal
    say(f"Wrote {count(text.count('BEGIN:VEVENT'), 'event')} to {ics}.")


def list_lines(handbook: Handbook, reviews: list[DueReview], today: date) -> Iterator[str]:
    """What there is to say of ``reviews`` on the day ``today``: how many are past their day, and then each
    under its role."""
    from macros.curriculum.reviews import find_owner_title

    past = sum(review.day <= today for review in reviews)
    verb = "is" if past == 1 else "are"
    yield f"{past:,} of {count(len(reviews), 'page')} {verb} due for review."
    for owner, group in groupby(sorted(reviews, key=_sort_by_owner), lambda review: review.owner):
        yield f"\n{find_owner_title(handbook, owner)} ({owner})"
        yield from _list_days(group, today)


def _list_days(reviews: Iterable[DueReview], today: date) -> Iterator[str]:
    for review in reviews:
        mark = "due since" if review.day <= today else "due on"
        yield f"  {mark} {review.day}  {review.place}  {review.title}"


def _sort_by_owner(review: DueReview) -> tuple[str, date, str]:
    return review.owner, review.day, review.place
