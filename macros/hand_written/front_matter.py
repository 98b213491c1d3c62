"""The front matter of a hand-written page: its keys as a model, and reading them. Nothing else in the program
reads front matter."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import replace
from html import unescape
from typing import Literal

from macros.base.html import strip_tags
from macros.base.problems import Guess, Problem, Problems, Route, did_you_mean, show
from macros.base.rule_names import FRONT_MATTER_IS_SOUND
from macros.base.yaml_files import YamlFile, parse
from macros.records.field_types import (
    SEARCHES,
    Line,
    PagePath,
    Part,
    PastDay,
    Searched,
    optional,
    optional_list,
)
from macros.records.review_fields import OWNER, REVIEW_EVERY, REVIEWS, MonthsBetween, Owner, Review
from macros.records.validation import validate

WHERE = "front matter"
JINJA = re.compile(r"\{[{%#]")
# Between lines of dashes, as authors and editors know it from every static site generator.
_BETWEEN_DASHES = re.compile(r"-{3}[ \t]*\n(.*?\n)?(?:\.{3}|-{3})[ \t]*(?:\n|\Z)", re.DOTALL)
_WITHOUT_DASHES = re.compile(r"[ ]{0,3}[A-Za-z0-9_-]+:")
_DASHES_LATER = re.compile(r"\s+---[ \t]*\n")

# In finished HTML: a paragraph, heading or sample of code, with the line that dashes draw above and below.
_BLOCK = re.compile(r"(<hr />\s*)?<(p|pre|h[1-6])(?: [^<>]*)?>(.*?)</\2>(\s*<hr />)?", re.DOTALL)
_MARKED_UP = re.compile(r"(?m)^<(strong|em|b|i)>")  # A line that begins so is meant to be read.
_MARKS_ALONE = re.compile(r"[^\w\s]+")  # A line of dashes, pluses, braces or the like.


class InSearch(Part):
    """What the search makes of a page."""

    exclude: bool | None = optional("true, to leave the page out of the search.")


class FrontMatter(Part):
    """What a hand-written page says of itself."""

    title: Line | None = optional("What the page is called, in plain words.")
    description: Line | None = optional(
        "One sentence on what it is, for search engines and for the head of the page."
    )
    drafted: PastDay | None = optional("The day the text was drafted or last rewritten, as 2026-11-22.")
    reviews: list[Review] = optional_list(REVIEWS)
    owner: Owner | None = optional(OWNER)
    review_every: MonthsBetween | None = optional(REVIEW_EVERY)
    search: InSearch | None = optional("What the search makes of it, as {exclude: true}.")
    hide: list[Literal["toc", "navigation"]] = optional_list(
        "The lists beside the page to leave out: toc, navigation."
    )
    section: Line | None = optional("The page of its section in the menu, as guides/index.md.")
    aliases: list[PagePath] = optional_list(
        "The places in the site that it had before, as guides/old-name; each goes on leading here."
    )
    keywords: list[Line] = optional_list("Other names people type when they look for this.")
    searches: list[Searched] = optional_list(SEARCHES)
    scripts: Literal["self-assessment", "plan", "my-handbook", "edit"] | None = optional(
        "The tool whose scripts it needs: self-assessment, plan, my-handbook or edit."
    )
    for_whom: Line | None = optional(
        "The reader of a page to be read, as 'Whoever has numbers'. Its head then says so, with the minutes"
        " it takes and where to begin, and My handbook counts it."
    )
    embed: str | None = optional("The view that other sites show, as view/coverage.")


KEYS = tuple(FrontMatter.model_fields)
# A key at the beginning of a line, as in YAML, TOML or JSON.
_KEY = re.compile(rf"[\W_]*({'|'.join(KEYS)})[\"']?\s*[:=]", re.IGNORECASE)


def split(page: str) -> tuple[str | None, str]:
    """A page's front matter, where it stands between dashes, and its text, with empty lines in the front
    matter's place."""
    page = page.replace("\r\n", "\n").replace("\r", "\n")
    if front := _BETWEEN_DASHES.match(page):
        return front[1] or "", "\n" * front[0].count("\n") + page[front.end() :]
    return None, page


def read_front_matter(
    path: str, front: str | None, text: str
) -> tuple[FrontMatter, YamlFile | None, list[Problem]]:
    """Read the front matter and text that :func:`split` gives. Gives the model (empty where there are
    problems), the YAML with its places (``None`` where it cannot be parsed), and the problems. Raises
    nothing.

    ``path`` is the page's file as problems name it.
    """
    if front is None:
        fault = _placement_fault(text)
        return FrontMatter(), None, [_create_problem_at(path, 1, 1, *fault)] if fault else []
    if not front.strip():
        return (
            FrontMatter(),
            None,
            [_create_problem_at(path, 1, 1, "is empty", "delete its two lines of '---'")],
        )
    try:
        yaml = parse(front.encode(), path)
    except Problems as unreadable:
        return (
            FrontMatter(),
            None,
            [
                replace(problem, line=problem.line + 1, where=WHERE, rule=FRONT_MATTER_IS_SOUND)
                for problem in unreadable.problems
            ],
        )
    if not isinstance(yaml.data, dict):
        return (
            FrontMatter(),
            None,
            [_create_problem_at(path, 2, 1, "holds no keys", "write it as 'title: ...'")],
        )
    faults = dict(_faults(yaml))
    problems = list(faults.values()) or list(_find_calls_in_comments(path, front))
    try:
        front_matter = _validate(yaml, faults)
    except Problems as unfit:
        problems += unfit.problems
    return FrontMatter() if problems else front_matter, yaml, problems


def _create_problem_at(path: str, line: int, column: int, wrong: str, right: str | Guess) -> Problem:
    return Problem(path, line, column, WHERE, wrong, right, FRONT_MATTER_IS_SOUND)


def _placement_fault(text: str) -> tuple[str, str] | None:
    """What is wrong at the head of a page that has no front matter between dashes."""
    if text.split("\n")[0].rstrip() == "---":
        return "is never closed", "end it with a line of '---'"
    if _WITHOUT_DASHES.match(text):
        return (
            "stands without its lines of '---'",
            "begin the page with its heading, or put a line of '---' above and below",
        )
    if (opening := _DASHES_LATER.match(text)) and (
        front := _BETWEEN_DASHES.match(text, opening.end() - len(opening[0].lstrip()))
    ):
        if _WITHOUT_DASHES.match(front[1] or ""):
            above = "below an empty line" if "\n" in opening[0].rstrip("\n") else "behind a space"
            return f"stands {above}, and would be shown as text", "begin the page with its line of '---'"
    return None


def find_shown_keys(path: str, html: str, text: str) -> Iterator[Problem]:
    """Yield a problem where the front matter of a page, or a second one, has become words of its text,
    whatever kept it from being read: something above it, other signs than three hyphens, another notation.

    ``html`` is made of the page's ``text``. A line in it is a key's where it begins with a key and stands
    with another such line, beside a line of marks alone, at the head of the page, or as a heading that is
    underlined with hyphens. A sample of code is meant to be shown, unless the page begins with it.
    """
    for block in _BLOCK.finditer(html):
        lines = [unescape(line).strip() for line in strip_tags(block[3]).split("\n")]
        keyed = {match[1].lower(): line for line in lines if (match := _KEY.match(line))}
        if not keyed or _MARKED_UP.search(block[3]):
            continue
        key, line = next(iter(keyed.items()))
        offset = _find_key(text, key, line)
        is_at_head = not re.sub(r"(?m)^[`~]{3,}.*$|[-*_`~\s]", "", text[:offset])
        if block[2] == "pre" and not is_at_head:
            continue
        is_written_small = line.lstrip("\"'").startswith(key)
        is_fenced = bool(block[1] or block[4]) or any(_MARKS_ALONE.fullmatch(line) for line in lines)
        is_underlined = block[2].startswith("h") and text[:offset].rpartition("\n")[2] == ""
        if len(keyed) > 1 or is_written_small and (is_fenced or is_at_head or is_underlined):
            place = text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
            wrong = f"{show(text[offset:].split(chr(10))[0])} is shown as words of the page"
            right = "put it at the very top, between two lines of '---', with nothing above them"
            yield _create_problem_at(path, *place, wrong, right)
            return


def _find_key(text: str, key: str, line: str) -> int:
    """The offset in a page's text of a line that its HTML shows as ``line`` and that begins with ``key``."""
    if (offset := text.find(line)) >= 0:
        return offset
    match = re.search(rf"(?im)[\"']?\b{key}[\"']?\s*[:=]", text)
    return match.start() if match else 0


def locate(yaml: YamlFile, route: Route) -> tuple[int, int]:
    """Line and column in the page of what stands at ``route`` in its front matter, which begins in the second
    line."""
    line, column = yaml.locate(route)
    return line + 1, column


def read_keys(yaml: YamlFile) -> dict[str, object]:
    """The front matter by its keys, as it is written; :func:`read` has seen that it has keys."""
    return yaml.data if isinstance(yaml.data, dict) else {}


def _faults(yaml: YamlFile) -> Iterator[tuple[str, Problem]]:
    """Yield a problem, with its key, for every unknown key, and for macro calls and HTML in values."""
    for key, value in read_keys(yaml).items():
        if key not in KEYS:
            yield (
                key,
                _create_problem(
                    yaml,
                    key,
                    f"the key {show(key)} is not known here",
                    did_you_mean(key, KEYS, f"the keys are {', '.join(KEYS)}", read_keys(yaml)),
                ),
            )
        elif key in ("keywords", "searches") and not isinstance(value, list):
            yield (
                key,
                _create_problem(
                    yaml,
                    key,
                    f"'{key}' is no list, and search would pass it over",
                    "write each on a line of its own, after a dash",
                ),
            )
        elif any(JINJA.search(words) for words in _walk_texts(value)):
            yield (
                key,
                _create_problem(
                    yaml, key, f"'{key}' holds a macro call", "call macros in the page's text only"
                ),
            )
        elif any(
            re.search(r"<|&(lt|#)", unescape(words)) or "<" in unescape(words) for words in _walk_texts(value)
        ):
            yield key, _create_problem(yaml, key, "holds HTML", "write plain words")


def _find_calls_in_comments(path: str, front: str) -> Iterator[Problem]:
    """A problem for each line with braces of macros that is part of no value; ``front`` begins in the page's
    second line."""
    for number, line in enumerate(front.split("\n"), 2):
        if brace := JINJA.search(line):
            yield _create_problem_at(
                path,
                number,
                brace.start() + 1,
                f"holds '{brace[0]}', with which a macro call begins",
                "take it out; call macros in the page's text only",
            )


def _create_problem(yaml: YamlFile, key: str, wrong: str, right: str | Guess) -> Problem:
    return _create_problem_at(yaml.path, *locate(yaml, (key,)), wrong, right)


def _validate(yaml: YamlFile, faulty: Container[str]) -> FrontMatter:
    """The front matter, without the ``faulty`` keys, as its model. Raises :class:`Problems`."""
    # macros.checks.rules.views_are_embedded_once judges 'embed', as it knows the views.
    data = {
        key: value
        for key, value in read_keys(yaml).items()
        if key not in faulty and (key != "embed" or isinstance(value, str))
    }
    try:
        return validate(FrontMatter, replace(yaml, data=data), None, "")
    except Problems as unfit:
        raise Problems(
            replace(
                problem,
                line=problem.line + 1,
                where=WHERE + problem.where.removeprefix("file "),
                rule=FRONT_MATTER_IS_SOUND,
            )
            for problem in unfit.problems
        ) from None


def _walk_texts(value: object) -> Iterator[str]:
    """Every text in a value, keys included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from _walk_texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _walk_texts(inner)
