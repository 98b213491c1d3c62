"""``handbook explain``: what a rule of the check asks for, and why, with what fails and what passes."""

from __future__ import annotations

import textwrap
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

import click

from macros.base.program_name import PROGRAM
from macros.cli.console import say

if TYPE_CHECKING:
    from macros.base.rule_explanations import Explanation

WIDTH = 79  # Columns of text on a terminal.


@click.command(
    "explain",
    help="Explain a RULE, which the check names in square brackets: why it is there, what fails and what"
    " passes, and how to mend it. Without a RULE, list all.",
)
@click.argument("rule", required=False)
def command(rule: str | None) -> int:
    """Print the explanation, or the list, and return 0. Raises ``click.UsageError`` for an unknown rule."""
    from macros.base.problems import did_you_mean, show
    from macros.base.rule_explanations import read_explanations

    explanations = read_explanations()
    if rule is None:
        say("\n".join(list_rules(explanations.values())))
        return 0
    name = rule.strip().removeprefix("[").removesuffix("]")
    if name not in explanations:
        advice = did_you_mean(name, explanations, f"'{PROGRAM} explain' lists all")
        raise click.UsageError(f"No rule of the check is called {show(name)}; {advice}")
    say("\n".join(describe_rule(explanations[name])))
    return 0


def list_rules(explanations: Collection[Explanation]) -> Iterator[str]:
    """The lines that list all rules, by groups."""
    from macros.base.rule_explanations import GROUPS

    widest = max(len(explanation.name) for explanation in explanations)
    for group, title in GROUPS.items():
        yield from ("", title)
        for explanation in explanations:
            if explanation.group == group:
                yield f"  {explanation.name:{widest}}  {explanation.title}"


def describe_rule(explanation: Explanation) -> Iterator[str]:
    """The lines that explain a rule."""
    yield explanation.name
    yield from _wrap(explanation.title)
    yield from ("", *_wrap(f"Why: {explanation.why}"))
    for words, (file, text) in zip(("This fails", "This passes"), explanation.examples):
        yield from ("", f"{words}{f', in {file}' if file else ''}:", "")
        yield from (f"    {line}" if line else "" for line in text.split("\n"))
    yield from ("", *_wrap(f"What to do: {explanation.mend}"))
    if explanation.fix:
        yield from ("", f"'{PROGRAM} check --fix' does it.")


def _wrap(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, break_on_hyphens=False)
