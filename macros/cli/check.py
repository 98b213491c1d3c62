"""``handbook check``: are the records sound? Knows nothing of mkdocs, so it is quick."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from datetime import date
from importlib.metadata import version
from itertools import groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from macros.base.garbage_collection import pause_garbage_collector
from macros.cli import mending
from macros.cli.console import add_edition_option, check_variables, complain, count, pass_root, say
from macros.cli.last_report import LastReport

if TYPE_CHECKING:
    from macros.base.problems import Problem
    from macros.checks.run import CheckResult

MOST_DUE = 10  # Places of dated statements that are named; the others are counted.
MOST_A_FILE = 200  # Problems printed of one file; the next check shows those that follow.


@click.command("check", help="Check every record, and report every problem in one run.")
@add_edition_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "github", "json", "sarif"]),
    default="text",
    show_default=True,
    help="As text, as annotations of a pull request at GitHub, or for a program as JSON or SARIF 2.1.0.",
)
@click.option("--fix", is_flag=True, help="Show how to mend what has one right answer, and ask to write it.")
@click.option("--write", is_flag=True, help="With --fix: write it without asking.")
@pass_root
def command(root: Path, edition: Path | None, form: str, fix: bool, write: bool) -> int:
    """Return 0 when every record under ``root``, with an edition laid over them, is sound, else 1."""
    check_variables(root, edition)
    if write and not fix:
        raise click.UsageError("--write is for --fix: write handbook check --fix --write.")
    if fix:
        mending.mend(root, examine(root, edition)[0], is_agreed=write)
    problems, sentences = judge(root, edition)
    if form != "text":
        say(_format(root, form, problems, sentences))
    elif problems:
        report(root, problems)
        if not fix and (number := count_mendable(root, problems)):
            complain(f"Of these, handbook check --fix mends {number:,}.")
    else:
        for sentence in sentences:
            say(sentence)
    return 1 if problems else 0


def judge(root: Path, edition: Path | None) -> tuple[list[Problem], list[str]]:
    """The problems of the records under ``root``, with an edition laid over them, and what there is to say
    where there are none. Where no file has changed since all was sound, this is known from then."""
    today = date.today()
    last = LastReport(root, edition and edition.absolute(), today)
    if last.sentences is not None:
        return [], last.sentences
    problems, result = examine(root, edition)
    if result is None:
        return problems, []
    sentences = list(summarise(result, today))
    last.keep(sentences, result.edition.folders if result.edition else ())
    return [], sentences


def _format(root: Path, form: str, problems: list[Problem], sentences: list[str]) -> str:
    from macros.checks import problem_formats

    if form == "sarif":
        return problem_formats.write_sarif(
            problems, version("clinical-leadership-handbook"), _read_site(root)
        )
    writers = {"github": problem_formats.write_github, "json": problem_formats.write_json}
    return writers[form](problems, sentences)


def _read_site(root: Path) -> str:
    from macros.addresses.sites import read_site_address

    return read_site_address(root)


def summarise(result: CheckResult, today: date) -> Iterator[str]:
    """What there is to say of a handbook that is sound, sentence by sentence."""
    yield summarise_counts(result.handbook.count_entries())
    if due := summarise_due(result, today):
        yield due
    if past := summarise_past_reviews(result, today):
        yield past
    yield from list_unsettled()
    if result.edition:
        yield summarise_edition(result)
        if passed := summarise_past_dates(result, today):
            yield passed


def examine(
    root: Path, edition: Path | None = None, clean: bool = False, has_memory: bool = False
) -> tuple[list[Problem], CheckResult | None]:
    """Check the records under ``root`` with an edition laid over them. Gives the problems, sorted, and the
    result of the check, or ``None`` where there are problems. What was sound in the last check, and has not
    changed, is not judged again, unless the check is to be ``clean``. Who has a memory of checks in this
    context already says so (``has_memory``). Raises nothing for bad content."""
    from macros.base.problems import Problems
    from macros.checks.rule_names import name_rule_of
    from macros.checks.rules import settings_are_sound
    from macros.checks.run import check_cached
    from macros.cli.check_cache import use_cache

    cache = nullcontext() if has_memory else use_cache(root, edition and edition.absolute(), clean)
    try:
        with pause_garbage_collector(), cache:
            result = check_cached(root, edition.absolute()) if edition else check_cached(root)
    except Problems as unreadable:
        return unreadable.problems, None
    missing = name_rule_of(settings_are_sound, settings_are_sound.check_presence(root))
    problems = sorted([*result.problems, *missing])
    return (problems, None) if problems else ([], result)


def count_mendable(root: Path, problems: list[Problem]) -> int:
    """How many of those ``problems`` in the files under ``root`` that are printed have one right answer,
    which can be written."""
    from macros.checks.mending import mend

    by_path = groupby(sorted(problems), lambda problem: problem.path)
    printed = [problem for _, group in by_path for problem in islice(group, MOST_A_FILE)]
    return sum(len(mended_file.problems) for mended_file in mend(root, printed)[0])


def report(root: Path, problems: list[Problem], consequence: str = "") -> None:
    """Print the problems of the handbook at ``root`` to stderr (:func:`print_problems`), and then how many
    there are, with their ``consequence`` (``; the site was not built``), and where rules are explained."""
    print_problems(problems)
    files = len({problem.path for problem in problems})
    complain(f"{count(len(problems), 'problem')} in {count(files, 'file')}{consequence}.")
    if rule := next((problem.rule for problem in problems if problem.rule), ""):
        complain(_point_to_rules(root, rule))


def _point_to_rules(root: Path, rule: str) -> str:
    """Where it is said what the rules in brackets ask for; ``rule`` is one of them."""
    from macros.base.rule_explanations import FOLDER, PAGES

    if site := _read_site(root):
        return f"The rules in brackets are explained at {site}{PAGES}/."
    folder = FOLDER.relative_to(FOLDER.parents[2]).as_posix()
    return f"The rules in brackets are explained in {folder}, and by: handbook explain {rule}"


def print_problems(problems: list[Problem]) -> None:
    """Print each problem on a line; of one file ``MOST_A_FILE`` at most, and then how many more there are in
    it."""
    for path, file_problems in groupby(sorted(problems), lambda problem: problem.path):
        for problem in islice(file_problems, MOST_A_FILE):
            complain(problem.describe())
        if rest := sum(1 for _ in file_problems):
            complain(f"{path}: and {rest:,} more in this file.")


def summarise_counts(counts: dict[str, int]) -> str:
    """``312 records of 9 kinds are sound.``"""
    records = sum(counts.values())
    kinds = sum(1 for number in counts.values() if number)
    if not records:
        return "There are no records yet, so there was nothing to check."
    verb = "is" if records == 1 else "are"
    return f"{count(records, 'record')} of {count(kinds, 'kind')} {verb} sound."


def summarise_due(result: CheckResult, today: date) -> str:
    """``2 dated statements are due for review: framework/sources.yml:12 (by June 2027), ...``, or nothing.
    They are no problem."""
    from macros.checks.reviews import list_due

    due = list_due(result.handbook, result.pages.values(), today)
    if not due:
        return ""
    places = ", ".join(f"{place.path}:{place.line}" for place in due[:MOST_DUE])
    more = f" and {len(due) - MOST_DUE} more" if len(due) > MOST_DUE else ""
    verb = "is" if len(due) == 1 else "are"
    return f"{count(len(due), 'dated statement')} {verb} due for review: {places}{more}."


def summarise_past_reviews(result: CheckResult, today: date) -> str:
    """``3 of 202 pages are due for review, the first since 22 November 2027 (guides/x.md); 'handbook reviews'
    lists them by role.``, or nothing. They are no problem: a day that passes makes no file worse."""
    from macros.curriculum.reviews import list_due_reviews

    reviews = list_due_reviews(result.handbook, result.pages.values())
    past = [review for review in reviews if review.day <= today]
    if not past:
        return ""
    since = f"{past[0].day.day} {past[0].day:%B %Y}"
    verb = "is" if len(past) == 1 else "are"
    return (
        f"{len(past):,} of {count(len(reviews), 'page')} {verb} due for review, the first since {since}"
        f" ({past[0].place}); 'handbook reviews' lists them by role."
    )


def list_unsettled() -> Iterator[str]:
    """``Welsh: 2 phrases are marked as fuzzy and said in English; the first is in …/cy.po, line 12.``, for
    each language that has such."""
    from macros.base.languages import TRANSLATED
    from macros.i18n.catalogue_faults import PATH, list_fuzzy

    for code, language in TRANSLATED.items():
        if phrases := list_fuzzy(code):
            number = count(len(phrases), "phrase is", "phrases are")
            place = f"{PATH}/{code}.po, line {phrases[0].id.line}"
            yield f"{language.name}: {number} marked as fuzzy and said in English; the first is in {place}."


def summarise_edition(result: CheckResult) -> str:
    """``Example North: 2 local records; 3 left out.``"""
    local = sum(entry.file.is_local for entry in result.handbook.list_records())
    omitted = len({entry.record for entry in result.handbook.omitted.values()})
    name = f"{result.edition.short}: " if result.edition else ""
    return f"{name}{count(local, 'local record')}; {omitted or 'none'} left out."


def summarise_past_dates(result: CheckResult, today: date) -> str:
    """``2 of its dates have passed; the first is 4 February 2027 (teams/s1).``, or nothing."""
    dates = result.edition.dates if result.edition else ()
    past = [day for day in dates if day.date < today]
    if not past:
        return ""
    first = past[0]
    verb = "has" if len(past) == 1 else "have"
    return (
        f"{len(past)} of its dates {verb} passed; the first is {first.date.day} {first.date:%B %Y}"
        f" ({', '.join(first.ids)})."
    )
