"""``handbook explain``: the explanation of a rule on a terminal, the list of all, and a name that is none."""

from __future__ import annotations

from macros.base.rule_explanations import GROUPS, read_explanations
from macros.cli import main
from macros.cli.explain import describe_rule, list_rules

RULES = read_explanations()


def test_a_rule_is_explained_with_what_fails_and_what_passes(capfd):
    assert main(["explain", "[docs-hold-what-is-published]"]) == 0
    assert capfd.readouterr() == (
        "docs-hold-what-is-published\n"
        "The folder docs holds pages, pictures and documents that may be published.\n\n"
        "Why: All that lies in docs becomes part of the site, under its own name. A note\n"
        "to colleagues would be on the web, and a file with a name that Windows keeps\n"
        "for itself could not be unpacked there.\n\n"
        "This fails, in docs/guide.markdown:\n\n"
        "    # How to run a round\n\n"
        "This passes, in docs/guide.md:\n\n"
        "    # How to run a round\n\n"
        "What to do: Move out what is not for readers, end pages in .md, and give files\n"
        "names of letters, digits and hyphens.\n",
        "",
    )


def test_every_rule_can_be_explained_and_is_listed_once_in_its_group():
    assert all(any(rule.mend[:20] in line for line in describe_rule(rule)) for rule in RULES.values())
    lines = [*list_rules(RULES.values())]
    assert [line for line in lines if line in GROUPS.values()] == [*GROUPS.values()]
    assert [line.split()[0] for line in lines if line.startswith("  ")] == [*RULES]


def test_an_unknown_rule_is_met_with_the_nearest(capfd):
    assert main(["explain", "hour-adds-up"]) == 2
    assert capfd.readouterr().err.endswith(
        "Error: No rule of the check is called 'hour-adds-up'; did you mean 'hours-add-up'?\n"
    )
    assert main(["explain", "zzz"]) == 2
    assert capfd.readouterr().err.endswith(
        "Error: No rule of the check is called 'zzz'; 'python3 scripts/handbook explain' lists all\n"
    )
