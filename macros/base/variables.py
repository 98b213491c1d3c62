"""The variables of the environment that the handbook reads: what each is for, and what it may hold.

A variable that is set and empty counts as not set, but where it says otherwise. Whoever reads one relies on a
command having looked at all of them first, as one that holds something else is a person's mistake.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass

from macros.base import address_rules
from macros.base.problems import Fault, did_you_mean, show

PREFIX = "HANDBOOK_"
DATE = "SOURCE_DATE_EPOCH"
DEBUG, EDITION, FOLDERS, OFFLINE = (PREFIX + name for name in ("DEBUG", "EDITION", "FOLDERS", "OFFLINE"))
REPOSITORY, SITE_URL, EXPORTS = (PREFIX + name for name in ("REPOSITORY", "SITE_URL", "EXPORTS"))
PACKS = PREFIX + "PACKS"
LATEST = 2**32 - 1  # In February 2106; the compressed map of the site has 32 bits for its date.
YES, NO = ("1", "true", "yes", "on"), ("0", "false", "no", "off")


@dataclass(frozen=True)
class Variable:
    """A variable: its ``name``, what it is for (``meaning``, a sentence), and a function that finds the fault
    of a value, if it has one."""

    name: str
    meaning: str
    find_fault: Callable[[str], Fault | None] = lambda value: None


def _find_flag_fault(value: str) -> Fault | None:
    is_flag = value.strip().lower() in (*YES, *NO)
    return None if is_flag else Fault(f"holds {show(value)}, which is neither yes nor no", "write 1 or 0")


def _find_setting_fault(value: str) -> Fault | None:
    """The same for a variable that stands in ``mkdocs.yml``, where 1 is a number."""
    is_flag = value.lower() in ("true", "false")
    return None if is_flag else Fault(f"holds {show(value)}", "write true or false")


def _find_address_fault(value: str) -> Fault | None:
    fault = address_rules.site_fault(value)
    return fault and Fault(f"holds {show(value)}, which {fault.wrong}", fault.right)


def _find_date_fault(value: str) -> Fault | None:
    right = "write the seconds since 1970 in digits, as 1700000000"
    if value != value.strip():
        return Fault(f"holds spaces beside {show(value)}", right)
    if not re.fullmatch("[0-9]+", value):
        return Fault(f"holds {show(value)}, which is no number of seconds", right)
    if len(value) > len(str(LATEST)) or int(value) > LATEST:
        return Fault(f"holds {show(value)}, which is later than a site can be dated", right)
    return None


# In the order in which the page of the commands lists them.
VARIABLES = (
    Variable(
        SITE_URL,
        "The address where the site will stand, as `https://leadership.example.nhs.uk/`.",
        _find_address_fault,
    ),
    Variable(EDITION, "The edition to lay over the handbook, where no `--edition` does."),
    Variable(OFFLINE, "`1` for what `--offline` does.", _find_flag_fault),
    Variable(EXPORTS, "`1` for what `build --exports` does.", _find_flag_fault),
    Variable(
        PACKS,
        "`1` has `build --exports` publish the pack of every session too, which takes some minutes more.",
        _find_flag_fault,
    ),
    Variable(
        FOLDERS,
        "`false` has pages end in `.html` instead of standing in folders of their own.",
        _find_setting_fault,
    ),
    Variable(
        REPOSITORY,
        "The web address of the repository to which pages link for editing; empty for no such links."
        " Without it, `extra.repository` in `mkdocs.yml` counts, and then what git knows, if it is sure."
        " Where the name of the host does not tell what it runs, `extra.forge` does: `github`, `gitlab`,"
        " `bitbucket`, `gitea` or `azure`.",
    ),
    Variable(
        DATE,
        "The date of the site, in seconds since 1970. Without it, that of the last commit, or today's without"
        " git.",
        _find_date_fault,
    ),
    Variable(DEBUG, "`1` shows where in the program something unexpected happened.", _find_flag_fault),
    Variable("CHROMIUM", "The browser that the tests drive: its full path."),
    Variable("HANDBOOK_NGINX", "The nginx with which the tests serve the site: its full path."),
    Variable("HANDBOOK_APACHE", "The Apache with which the tests serve the site: its full path."),
    Variable("HANDBOOK_FIREFOX", "The Firefox for `test --engines`: its full path."),
    Variable("HANDBOOK_WEBKIT", "The WebKitWebDriver for `test --engines`: its full path."),
)
# What the tests say to each other.
OF_TESTS = frozenset(
    PREFIX + name for name in "FAST LONG ENGINES NO_FIREFOX NO_WEBKIT TEST_RUN MUTANTS PICTURES".split()
)
_NAMES = frozenset(variable.name for variable in VARIABLES) | OF_TESTS


def is_on(name: str) -> bool:
    """Whether the variable ``name``, which holds yes or no, says yes."""
    return os.environ.get(name, "").strip().lower() in YES


def drop_blanks(variables: MutableMapping[str, str]) -> None:
    """Take out of ``variables`` those of the handbook's that are empty, but for the one of which that means
    something."""
    for variable in VARIABLES:
        if variable.name != REPOSITORY and not variables.get(variable.name, "x").strip():
            del variables[variable.name]


def find_faults(variables: Mapping[str, str]) -> Iterator[str]:
    """Yield a sentence for each of the handbook's variables that holds what it cannot."""
    for variable in VARIABLES:
        value = variables.get(variable.name)
        if value and (fault := variable.find_fault(value)):
            yield describe_fault(variable.name, fault)


def describe_fault(name: str, fault: Fault) -> str:
    """The sentence on a variable with a fault."""
    return f"The variable {name} {fault.wrong}; {fault.right}."


def find_strangers(variables: Mapping[str, str], settings: str) -> Iterator[str]:
    """Yield a sentence for each variable that is named as one of the handbook's and is none; ``settings`` is
    the text of ``mkdocs.yml``, which may read further ones."""
    short_names = [variable.name.removeprefix(PREFIX) for variable in VARIABLES]
    for name in sorted(variables):
        if name.startswith(PREFIX) and name not in _NAMES and name not in settings:
            otherwise = "docs/contribute/commands.md lists them"
            guess = str(did_you_mean(name.removeprefix(PREFIX), short_names, otherwise))
            guess = guess.replace("mean '", f"mean '{PREFIX}")
            yield (
                f"The variable {name} is none of the handbook's, and changes nothing; {guess.rstrip('.')}"
                + ("" if guess.endswith("?") else ".")
            )
