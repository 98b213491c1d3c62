"""The pages on security agree with the repository: the tests and modules they name are there, and every
package is named that comes along."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import tomllib
from functools import cache
from importlib.metadata import distributions, packages_distributions

import pytest
import small_site
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from places import ROOT
from source_trees import list_modules, parse_file

SECURITY = (ROOT / "docs/contribute/security.md").read_text("utf-8")
SHORT = (ROOT / "SECURITY.md").read_text("utf-8")
DECISIONS = (ROOT / "docs/contribute/decisions/index.md").read_text("utf-8")
ALONG = DECISIONS.partition("{: #along }")[2]
SAFEGUARDS = re.findall(r"^\| \*(?:Built in|Check):\* .+ \| (.+) \|$", SECURITY, re.MULTILINE)
BUILDS = """
import json, sys
from macros.cli import main
import macros.cli.preview
code = main(["--root", sys.argv[1], "build", "--quiet", "--site-dir", sys.argv[2]])
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))
sys.exit(code)
"""


# -- the threat model


@cache
def functions_in(file: str) -> set[str]:
    """The functions of a file of tests."""
    return {
        node.name
        for node in ast.parse((ROOT / file).read_text("utf-8")).body
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
    }


def named_tests(text: str) -> list[tuple[str, list[str]]]:
    """Each file of tests that a text names, with the functions named behind it."""
    found: list[tuple[str, list[str]]] = []
    for name in re.findall(r"`(tests/[\w/]+\.py|test_\w+)`", text):
        if name.endswith(".py"):
            found.append((name, []))
        else:
            assert found, f"{name} is named behind no file"
            found[-1][1].append(name)
    return found


def test_each_safeguard_names_a_test():
    rows = [line for line in SECURITY.splitlines() if line.startswith("|") and "`tests/" in line]
    assert len(rows) == len(SAFEGUARDS) > 25
    assert [
        row
        for row in SAFEGUARDS
        if not all(functions for _, functions in named_tests(row)) or not named_tests(row)
    ] == []


def test_every_test_that_is_named_is_in_the_file_that_is_named():
    missing = [
        f"{file}: {function}"
        for row in SAFEGUARDS
        for file, functions in named_tests(row)
        for function in functions
        if function not in functions_in(file)
    ]
    assert missing == []


@pytest.mark.parametrize("text", [SECURITY, SHORT], ids=["security.md", "SECURITY.md"])
def test_every_file_that_is_named_is_there(text):
    paths = [
        name
        for name in re.findall(r"`([\w.-]+(?:/[\w.-]*)+|[\w-]+\.(?:yml|toml|md|lock))`", text)
        if name not in INSIDE
    ]
    assert len(paths) > 3
    assert [path for path in paths if not (ROOT / path).exists()] == []


INSIDE = ("edition.yml", "assets/", "embed/", "schemas/")  # In an edition's folder, and in docs.


def test_what_may_run_in_docs_is_what_the_page_calls_program_text():
    from macros.hand_written.files import PROGRAM

    runs = {place.split("/")[0] + "/" for place, endings in PROGRAM.items() if endings}
    said = re.search(
        r"inside `docs/` the\s+scripts, style sheets and data of (.+?)\. An engineer", SECURITY, re.DOTALL
    )[1]
    assert set(re.findall(r"`([^`]+)`", said)) == runs


# -- what comes along


def names_in(text: str) -> set[str]:
    """The packages in the first column of the tables of a text."""
    cells = re.findall(r"^\| (?!Package)([^|]+) \|", text, re.MULTILINE)
    return {canonicalize_name(name) for cell in cells for name in cell.split(", ")}


def locked() -> set[str]:
    """The packages of requirements.lock."""
    return {
        canonicalize_name(name)
        for name in re.findall(r"^([\w.-]+)==", (ROOT / "requirements.lock").read_text("utf-8"), re.MULTILINE)
    }


def asked_for() -> set[str]:
    """The packages that pyproject.toml names, those to install it with and those of exports included."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    return {
        canonicalize_name(Requirement(each).name)
        for each in (
            *project["project"]["dependencies"],
            *project["build-system"]["requires"],
            *project["project"]["optional-dependencies"]["exports"],
        )
    }


@cache
def imported() -> set[str]:
    """The packages that our modules import."""
    nodes = [node for file in list_modules() for node in ast.walk(parse_file(file))]
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module}
    return packages_of(name.partition(".")[0] for name in names)


def packages_of(modules) -> set[str]:
    """The packages that top-level modules belong to; none of Python's own."""
    owners = packages_distributions()
    return {
        canonicalize_name(owner)
        for name in modules
        if name not in sys.stdlib_module_names
        for owner in owners.get(name, ())
    }


def test_what_we_import_we_ask_for():
    """But for what jinja2 and pydantic are made of, which has no version apart from theirs."""
    assert imported() - asked_for() - {"clinical-leadership-handbook"} == {"markupsafe", "pydantic-core"}


def test_every_package_that_is_asked_for_has_an_entry():
    headings = {
        canonicalize_name(word)
        for heading in re.findall(r"^## (.+)$", DECISIONS, re.MULTILINE)
        for word in heading.split()
    }
    assert (asked_for() | asked_for_by_tests()) - headings == set()


def asked_for_by_tests() -> set[str]:
    """The packages that pyproject.toml names for the tests."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return {canonicalize_name(Requirement(line).name) for line in project["optional-dependencies"]["test"]}


def sections() -> dict[str, str]:
    """The text below each heading of the decisions, but for what comes along."""
    parts = re.split(r"^## (.+)$", DECISIONS, flags=re.MULTILINE)[1:]
    return {
        heading: text
        for heading, text in zip(parts[::2], parts[1::2], strict=True)
        if "#along" not in heading
    }


def test_no_entry_is_of_a_package_that_nothing_asks_for():
    """But for the servers of the tests, and the program that locks, which are no packages of the locks."""
    words = {canonicalize_name(word) for heading in sections() for word in heading.split()} - {"and"}
    assert words - asked_for() - asked_for_by_tests() - asked_for_of_npm() == {"nginx", "apache", "uv"}
    assert asked_for_of_npm() - words == set()


def asked_for_of_npm() -> set[str]:
    """The packages for those who change scripts."""
    return {
        name
        for file in (ROOT / "package.json",)
        for name in json.loads(file.read_text("utf-8"))["devDependencies"]
    }


@pytest.mark.parametrize("heading", sections())
def test_each_entry_says_what_for_why_at_what_cost_and_how_to_leave(heading):
    said = re.findall(r"^- \*\*(For|Why|Cost|To leave)\b[^*]*:?\*\*", sections()[heading], re.MULTILINE)
    assert [word for word in ("For", "Why", "Cost", "To leave") if word not in said] == []


@pytest.mark.parametrize("heading", sections())
def test_each_entry_names_files_that_are_there(heading):
    names = re.findall(r"`([\w./-]+(?:\.(?:py|toml|txt|lock|csl)|/))`", sections()[heading])
    folders = (ROOT, ROOT / "macros")
    assert [name for name in names if not any((folder / name).exists() for folder in folders)] == []


def test_every_package_that_comes_along_is_named_and_no_other():
    assert names_in(ALONG) == locked() - asked_for()


def test_each_is_named_with_what_brings_it():
    """As the packages themselves say, and by their names there."""
    asks = {
        canonicalize_name(each.metadata["Name"]): {
            canonicalize_name(Requirement(line).name) for line in each.requires or ()
        }
        for each in distributions()
    }
    names = {"mkdocs-macros": "mkdocs-macros-plugin"}
    wrong = []
    for cell, by in re.findall(r"^\| (?!Package)([^|]+) \| ([^|]+) \| [^|]+ \|$", ALONG, re.MULTILINE):
        bring = {names.get(each, each) for each in by.split(", ")}
        group = {canonicalize_name(name) for name in cell.split(", ")}
        brought = set().union(*(asks[each] for each in (bring | group) & asks.keys()))
        wrong += [f"{name}, said to come with {by}" for name in group if name not in brought]
        wrong += [
            f"{each} brings none of {cell}" for each in bring if each in asks and not asks[each] & group
        ]
    assert wrong == []


@pytest.mark.slow
def test_what_is_called_never_imported_is_imported_by_no_build(tmp_path):
    root = small_site.write(tmp_path / "root")
    done = subprocess.run(
        [sys.executable, "-c", BUILDS, str(root), str(tmp_path / "site")],
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stderr
    loaded = packages_of(re.findall(r'"([^"]+)"', done.stdout.splitlines()[-1]))
    never = ALONG.partition("never imported by")[2].partition("Beside packages")[0]
    for_nothing = ALONG.partition("asks\nanything of them:")[2].partition("These are installed")[0]
    assert names_in(never) and loaded & names_in(never) == set()
    assert names_in(for_nothing) and names_in(for_nothing) - loaded == set()


def test_nothing_of_ours_imports_what_is_said_to_be_asked_for_nothing():
    for_nothing = ALONG.partition("asks\nanything of them:")[2].partition("Beside packages")[0]
    assert len(names_in(for_nothing)) > 15 and imported() & names_in(for_nothing) == set()
