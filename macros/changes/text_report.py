"""A comparison as text for a terminal, and as Markdown for a comment on a pull request."""

from __future__ import annotations

from collections.abc import Iterator

from macros.base.problems import Problem
from macros.changes.report import Report
from macros.changes.wording import (
    NOTHING,
    count,
    describe_change,
    describe_consequences,
    describe_page,
    describe_pages,
    group_changes,
)

MOST_PROBLEMS = 20  # Of one version that are shown; the others are counted.
_END_OF_FOLD = "\n\n</details>"
MOST_CHARACTERS = 60_000  # Of a comment; GitHub takes 65,536.
# Behind "@" and "#" stands a character that nobody sees, so that a forge takes them for no name or number.
_HTML_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "@": "@\u2060", "#": "#\u2060"})
_ESCAPES = _HTML_ESCAPES | str.maketrans({"\n": " "} | {sign: f"\\{sign}" for sign in "\\`*_{}[]|~"})


def write_text(report: Report) -> str:
    """The report as text: changes under their records, then what follows, then the pages."""
    return "\n".join(_list_lines(report)) + "\n"


def _list_lines(report: Report) -> Iterator[str]:
    yield f"From {report.before} to {report.after}: {_summarise(report)}"
    for heading, changes in group_changes(report.changes):
        yield from ("", heading)
        yield from (f"  {describe_change(change)}" for change in changes)
    if report.consequences:
        yield from ("", "What follows")
        yield from (f"  {sentence}" for sentence in describe_consequences(report.consequences))
    if report.changes:
        yield from ("", describe_pages(report.pages))
        yield from (f"  {describe_page(page)}" for page in report.pages)
    for name, problems in _list_problems(report):
        yield from ("", _name_problems(name, problems))
        yield from (f"  {problem}" for problem in problems[:MOST_PROBLEMS])
        if len(problems) > MOST_PROBLEMS:
            yield f"  and {len(problems) - MOST_PROBLEMS:,} more."


def _summarise(report: Report) -> str:
    if report.changes:
        return f"{count(len(report.changes), 'change')}."
    if report.is_whole:
        return NOTHING
    return "nothing that readers see has changed in what could be compared."


def _list_problems(report: Report) -> Iterator[tuple[str, list[Problem]]]:
    for name, problems in ((report.before, report.problems_before), (report.after, report.problems_after)):
        if problems:
            yield name, problems


def _name_problems(name: str, problems: list[Problem]) -> str:
    files = len({problem.path for problem in problems})
    verb = "is" if files == 1 else "are"
    return f"{count(files, 'file')} of {name} cannot be read and {verb} not compared:"


def write_markdown(report: Report) -> str:
    """The report as Markdown: a line in bold, what follows, and the rest folded. One that is too long for a
    comment is cut off, and says so."""
    text = _write_comment(report)
    if len(text) <= MOST_CHARACTERS:
        return text
    ending = "\n\nThe rest is too long for a comment; `handbook diff` prints it.\n"
    cut = text[: MOST_CHARACTERS - len(_END_OF_FOLD + ending)].rpartition("\n")[0]
    is_open = cut.count("<details>") > cut.count("</details>")
    return cut + (_END_OF_FOLD if is_open else "") + ending


def _write_comment(report: Report) -> str:
    pieces = [f"**{_escape(_summarise(report))}** From {_escape(report.before)} to {_escape(report.after)}."]
    if report.consequences:
        sentences = describe_consequences(report.consequences)
        pieces.append("\n".join(f"- {_escape(sentence)}" for sentence in sentences))
    for heading, changes in group_changes(report.changes):
        pieces.append(_fold(f"{heading}: {count(len(changes), 'change')}", map(describe_change, changes)))
    if report.changes:
        pieces.append(_fold(describe_pages(report.pages), map(describe_page, report.pages)))
    for name, problems in _list_problems(report):
        lines = [str(problem) for problem in problems[:MOST_PROBLEMS]]
        if len(problems) > MOST_PROBLEMS:
            lines.append(f"and {len(problems) - MOST_PROBLEMS:,} more.")
        pieces.append(_fold(_name_problems(name, problems), lines))
    return "\n\n".join(pieces) + "\n"


def _fold(summary: str, lines: Iterator[str] | list[str]) -> str:
    points = "\n".join(f"- {_escape(line)}" for line in lines)
    return f"<details>\n<summary>{_escape_html(summary)}</summary>\n\n{points}{_END_OF_FOLD}"


def _escape(text: str) -> str:
    """``text`` with every sign of Markdown and HTML as it is: a title makes no link, and calls nobody."""
    return text.translate(_ESCAPES)


def _escape_html(text: str) -> str:
    return text.translate(_HTML_ESCAPES)
