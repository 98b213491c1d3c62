"""The package keeps to its rooms: imports point down, mkdocs stays at the edge, and no module grows out of
hand."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from places import ROOT
from source_trees import list_modules as modules, parse_file as tree

PACKAGE = ROOT / "macros"

MOST_LINES = 450
# A longer module, the lines it may have, and why. An exemption that is no longer needed fails the test.
LONGER = {
    "records/kinds.py": (
        1160,
        "the data dictionary: every field of every kind, once, and better read in one piece than in ten",
    ),
}

OUTSIDE = {  # What from outside only some packages or modules may import, and which.
    "mkdocs_macros": set(),
    "material": set(),
    "mkdocs": {"mkdocs_site", "cli"},
    "click": {"cli"},
    "rich": {"cli"},
    "yaml": {
        "base.yaml_files",
        "base.yaml_places",
        "base.yaml_trees",
        "base.yaml_events",
        "base.yaml_faults",
        "base.yaml_comments",
        "base.typed_yaml",
    },
    "pydantic": {"records", "hosting", "hand_written.front_matter", "scaffolds.skeletons"},
    "markdown_it": {"records.prose", "records.raw_markup"},
    "markdown": {"hand_written", "checks.mkdocs_settings"},
    "jinja2": {
        "rendering.renderer",
        "rendering.compiled_templates",
        "hand_written.calls",
        "checks.theme_templates",
    },
    "citeproc": {"rendering.citations"},
    "babel": {"i18n"},
    "coloraide": {"editions.colours"},
    "PIL": {"images.logo_files", "hand_written.pictures"},
    "defusedxml": {"images.svg_files", "imports.skos", "packages.xhtml"},
    "publicsuffixlist": {"hosting.owners"},
    "minify": {"tools.minification"},
    "subprocess": {"addresses.git", "cli"},
}


def name_of(file: Path) -> str:
    """``macros.checks.rules.hours_add_up``; a package by its own name."""
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def imports(file: Path) -> tuple[tuple[int, str], ...]:
    """Every import in ``file``, wherever it stands: its line, and what it names."""
    return tuple(_walk_imports(file))


@cache
def _names() -> set[str]:
    return {name_of(module) for module in modules()}


def _walk_imports(file: Path) -> Iterator[tuple[int, str]]:
    known = _names()
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}:{node.lineno}: a relative import"
            for alias in node.names:
                module = f"{node.module}.{alias.name}"
                yield node.lineno, module if module in known else node.module


def of(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


# -- rooms


def lint(folder: Path) -> subprocess.CompletedProcess:
    """Hold the package in ``folder`` to the contracts of ``pyproject.toml``."""
    command = [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command; lint_imports_command()",
    ]
    settings = ["--config", str(ROOT / "pyproject.toml"), "--no-cache"]
    environment = {**os.environ, "PYTHONPATH": str(folder), "COLUMNS": "200"}
    return subprocess.run([*command, *settings], cwd=folder, env=environment, capture_output=True, text=True)


def test_a_package_imports_only_packages_of_a_smaller_number():
    done = lint(ROOT)
    assert done.returncode == 0, done.stdout


BROKEN = [
    (
        "base/problems.py",
        "from macros.rendering import view",
        "base is not allowed to import macros.rendering",
    ),
    (
        "hosting/hosts.py",
        "from macros.addresses import urls",
        "hosting is not allowed to import macros.addresses",
    ),
    ("rendering/cards.py", "import mkdocs.utils", "rendering is not allowed to import mkdocs"),
    ("checks/rules/hours_add_up.py", "import click", "checks is not allowed to import click"),
]


def test_an_import_that_points_up_or_aside_is_refused(tmp_path):
    copy = shutil.copytree(
        PACKAGE,
        tmp_path / "macros",
        ignore=shutil.ignore_patterns("__pycache__", "locale", "theme", "templates"),
    )
    for module, line, _ in BROKEN:
        with (copy / module).open("a", encoding="utf-8") as file:
            file.write(f"\n{line}\n")
    done = lint(tmp_path)
    told = " ".join(done.stdout.split())
    assert done.returncode == 1, done.stdout
    assert [broken for _, _, broken in BROKEN if broken not in told] == [], done.stdout


def rooms() -> dict[str, int]:
    """The packages of ``macros/`` with their numbers, as the contract has them."""
    contract = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"][
        "contracts"
    ][0]
    return {
        name: number
        for number, layer in enumerate(reversed(contract["layers"]))
        for name in re.findall(r"\w+", layer)
    }


def test_every_package_has_a_room_and_the_architecture_page_draws_it():
    page = (ROOT / "docs/contribute/architecture.md").read_text("utf-8")
    picture = re.search(r"```text\n(8 .*?)```", page, re.S)[1]
    drawn, number = {}, None
    for line in picture.splitlines():
        number = int(line[0]) if line[0] != " " else number
        drawn |= {name: number for name in re.findall(r"(?:^[\d ]  |   )([a-z_0-9]+)  ", line)}
    assert (
        drawn
        == rooms()
        == {
            name: rooms().get(name)
            for name in (folder.parent.name for folder in PACKAGE.glob("*/__init__.py"))
        }
    )


def test_no_module_lies_outside_the_packages():
    assert sorted(file.name for file in PACKAGE.glob("*.py")) == ["__init__.py"]


@pytest.mark.parametrize("outside", OUTSIDE)
def test_what_comes_from_outside_comes_in_by_its_door(outside):
    doors = tuple(f"macros.{door}" for door in OUTSIDE[outside])
    importers = {
        name_of(file) for file in modules() for _, name in imports(file) if name.split(".")[0] == outside
    }
    assert {
        name for name in importers if not any(name == door or name.startswith(f"{door}.") for door in doors)
    } == set()
    assert not doors or importers, "a door that nothing comes in by"


def test_nothing_imports_the_scripts_or_the_tests():
    assert [
        of(file)
        for file in modules()
        for _, name in imports(file)
        if name.split(".")[0] in ("scripts", "tests", "pytest")
    ] == []


@pytest.mark.slow
def test_all_below_the_edge_runs_without_mkdocs_and_click():
    """Not only do they not name them: nothing they import does."""
    edge = ("macros", "macros.mkdocs_site", "macros.cli")
    below = [
        name for file in modules() if not (name := name_of(file)).startswith(edge[1:]) and name != edge[0]
    ]
    program = (
        "import importlib, sys\n"
        f"for name in {below!r}: importlib.import_module(name)\n"
        "print(*(name for name in ('mkdocs', 'mkdocs_macros', 'material', 'click') if name in sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert done.stdout.strip() == ""


def test_the_base_knows_nothing_of_leadership():
    """Words of the field stand in the records, not below them."""
    words = re.compile(
        r"\b(competenc|framework|tension|theor(y|ies)|programme|crosswalk|outcome|instrument)", re.I
    )
    for file in (PACKAGE / "base").glob("*.py"):
        for node in ast.walk(tree(file)):
            if isinstance(node, (ast.Name, ast.Attribute, ast.FunctionDef, ast.arg)):
                name = (
                    getattr(node, "id", None)
                    or getattr(node, "attr", None)
                    or getattr(node, "name", None)
                    or node.arg
                )
                assert not words.search(name), f"{of(file)}: {name}"


# -- finding one's way


def questions() -> list[tuple[str, str, str]]:
    """The rows of the table "Where is …?": the question, the file, and what to look for there."""
    page = (ROOT / "docs/contribute/architecture.md").read_text("utf-8")
    table = page.split("## Where is …?")[1].split("\n## ")[0]
    return re.findall(r"^\| (.+?\?) \| `([^`]+)` \| `([^`]+)` \|$", table, re.M)


def test_there_are_some_25_questions():
    assert len(questions()) >= 25
    assert (
        len({question for question, _, _ in questions()})
        == len({file for _, file, _ in questions()})
        == len(questions())
    )


@pytest.mark.parametrize(
    ("question", "file", "symbol"), questions(), ids=lambda value: value if "/" in value else ""
)
def test_the_file_named_for_a_question_holds_what_to_look_for(question, file, symbol):
    path = ROOT / file
    if path.suffix == ".py":
        defined = {
            node.name for node in ast.walk(tree(path)) if isinstance(node, (ast.FunctionDef, ast.ClassDef))
        }
        for node in tree(path).body:
            targets = (
                node.targets
                if isinstance(node, ast.Assign)
                else [node.target]
                if isinstance(node, ast.AnnAssign)
                else []
            )
            defined |= {target.id for target in targets if isinstance(target, ast.Name)}
        assert symbol in defined, question
    else:
        assert re.search(rf"(?<![\w-]){re.escape(symbol)}(?![\w-])", path.read_text("utf-8")), question


# -- the shape of modules


def test_no_module_is_too_long():
    lengths = {file: len(file.read_text("utf-8").splitlines()) for file in modules()}
    over = {
        of(file).removeprefix("macros/"): length for file, length in lengths.items() if length > MOST_LINES
    }
    assert over.keys() == LONGER.keys(), "split it, or take out an exemption that is no longer needed"
    assert [name for name, length in over.items() if length > LONGER[name][0]] == []


def test_every_module_says_why_it_exists():
    assert [of(file) for file in modules() if not ast.get_docstring(tree(file))] == []


def public(file: Path) -> Iterator[tuple[ast.AST, str]]:
    """Public functions and classes of a module, and public methods of these, but not what takes the place of
    a base's own."""
    for node in tree(file).body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_"):
            yield node, node.name
            if isinstance(node, ast.ClassDef) and not foreign(node):
                for inner in node.body:
                    if isinstance(inner, ast.FunctionDef) and not inner.name.startswith("_"):
                        yield inner, f"{node.name}.{inner.name}"


def foreign(node: ast.ClassDef) -> bool:
    """Whether a class fills in one from outside the package, whose methods are described there."""
    return any(getattr(base, "id", "") not in _classes() for base in node.bases)


@cache
def _classes() -> set[str]:
    return {each.name for file in modules() for each in tree(file).body if isinstance(each, ast.ClassDef)}


def test_what_is_public_is_described():
    assert [
        f"{of(file)}:{node.lineno}: {name}"
        for file in modules()
        for node, name in public(file)
        if not ast.get_docstring(node)
    ] == []


def test_every_rule_is_listed_by_hand_and_documents_itself():
    from macros import checks

    files = {file.stem for file in (PACKAGE / "checks" / "rules").glob("*.py")} - {"__init__"}
    listed = {rule.__name__.rpartition(".")[2] for rule in (*checks.RULES, *checks.OTHER_RULES)}
    assert listed == files
    assert all(rule.__doc__ for rule in (*checks.RULES, *checks.OTHER_RULES)) and all(
        rule.check.__doc__ for rule in checks.RULES
    )


def test_no_state_is_kept_in_hooks():
    """mkdocs loads the file under a name of its own, perhaps twice."""
    for node in tree(PACKAGE / "mkdocs_site/hooks.py").body:
        if isinstance(node, (ast.Assign, ast.AnnAssign)):
            empty = isinstance(node.value, ast.Constant) and node.value.value is None
            assert not empty and not isinstance(node.value, (ast.List, ast.Dict, ast.Set)), (
                f"line {node.lineno}"
            )
    assert not [
        node for node in ast.walk(tree(PACKAGE / "mkdocs_site/hooks.py")) if isinstance(node, ast.Global)
    ]


def test_nothing_from_outside_is_run_as_a_program():
    """No eval, exec, pickle or unsafe YAML anywhere in the package."""
    wrong = []
    for file in modules():
        for node in ast.walk(tree(file)):
            called = node.func if isinstance(node, ast.Call) else None
            name = getattr(called, "id", None)
            attribute = getattr(called, "attr", None)
            if name in ("eval", "exec", "compile", "__import__") or (
                attribute == "load" and getattr(called.value, "id", "") in ("yaml", "pickle", "marshal")
            ):
                wrong.append(f"{of(file)}:{node.lineno}: {name or attribute}")
    assert wrong == []
