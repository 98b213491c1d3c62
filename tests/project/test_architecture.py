"""The package keeps to its floors: imports point down, mkdocs stays at the edge, and no module grows out of hand."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest
from places import ROOT

PACKAGE = ROOT / "macros"

# The floor of every module and folder of macros/. The first two floors know nothing of leadership or of mkdocs.
FLOORS = {
    "problems": 0, "typed_yaml": 0, "shapes": 0, "yaml_files": 0, "oklch": 0, "marks": 0, "svg_logos": 0, "addresses": 0,
    "model": 1, "fields": 1, "edition_fields": 1,
    "entries": 2, "handbook": 2, "loader": 2, "validation": 2,
    "prose": 3, "citations": 3, "urls": 3, "settings": 3, "pictures": 3, "checks": 3, "render": 3, "pages": 3, "schemas": 3, "library": 3,
    "exports": 3, "changes": 3, "scaffold": 3,
    "cards": 3, "times": 3, "matrix": 3, "crosswalks": 3, "indexes": 3, "terms": 3, "view": 3, "trust": 3, "written": 3, "tool_data": 3, "scripts": 3, "embeds": 3, "tongues": 3, "translated": 3,
    "anchors": 3, "colours": 3, "site_settings": 3, "logos": 3, "assets": 3, "hosting": 3,
    "edition": 3, "edition_layers": 3, "overlay": 3, "leaving_out": 3,
    "site": 4, "hooks": 4, "theme_hooks": 4, "edition_hooks": 4, "cli": 4,
}  # fmt: skip
PLANNED = {"exports", "changes", "scaffold"}

MOST_LINES = 300
# A longer module, the lines it may have, and why. An exemption that is no longer needed fails the test.
LONGER = {
    "model.py": (900, "the data dictionary: every field of every kind, once, and better read in one piece than in ten"),
}

OUTSIDE = {  # What only some modules may import, and which.
    "mkdocs": {"site", "hooks", "edition_hooks", "cli"},
    "mkdocs_macros": set(),
    "material": set(),
    "click": {"cli"},
    "rich": {"cli"},
    "yaml": {"yaml_files", "typed_yaml"},
    "pydantic": {"model", "fields", "validation", "edition_fields"},
    "markdown_it": {"prose"},
    "markdown": {"written", "site_settings"},
    "jinja2": {"render", "written"},
    "citeproc": {"citations"},
    "babel": {"tongues"},
    "PIL": {"logos", "written"},
    "defusedxml": {"svg_logos"},
    "publicsuffixlist": {"hosting"},
    "minify": {"scripts"},
    "rjsmin": {"scripts"},
    "subprocess": {"settings", "cli"},
}


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


@cache
def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text("utf-8"))


def name_of(file: Path) -> str:
    """``macros.checks.rules.hours_add_up``; a package by its own name."""
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def unit_of(name: str) -> str:
    """The module or folder of ``macros`` a dotted name belongs to, by which floors go."""
    return (name.split(".") + [""])[1]


def imports(file: Path) -> Iterator[tuple[int, str]]:
    """Every import in ``file``, wherever it stands: its line, and what it names."""
    known = {name_of(each) for each in modules()}
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}:{node.lineno}: a relative import"
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                yield node.lineno, whole if whole in known else node.module


def of(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


# -- floors


def test_every_module_has_a_floor():
    units = {unit_of(name_of(file)) for file in modules()} - {""}
    assert units - FLOORS.keys() == set(), "give it a floor in tests/project/test_architecture.py and docs/contribute/architecture.md"
    assert FLOORS.keys() - units <= PLANNED


def test_imports_point_down():
    wrong = []
    for file in modules():
        here = unit_of(name_of(file))
        for line, name in imports(file):
            there = unit_of(name) if name.split(".")[0] == "macros" else ""
            if here and there and FLOORS[there] > FLOORS[here]:
                wrong.append(f"{of(file)}:{line}: {here} (floor {FLOORS[here]}) imports {there} (floor {FLOORS[there]})")
    assert wrong == []


def test_no_module_imports_itself_by_however_long_a_way_round():
    """On one floor, too: loader stands over handbook, never under it."""
    graph = {}
    for file in modules():
        name = name_of(file)
        if name != "macros":  # Its define_env hands on to macros.mkdocs_site.plugin when mkdocs-macros calls it.
            graph[name] = {other for _, other in imports(file) if other.split(".")[0] == "macros" and other not in ("macros", name)}
    TopologicalSorter(graph).prepare()  # Raises CycleError.


def test_the_architecture_page_draws_these_floors():
    page = (ROOT / "docs/contribute/architecture.md").read_text("utf-8")
    picture = re.search(r"```text\n(4 .*?)```", page, re.S)[1]
    drawn, floor = {}, None
    for line in picture.splitlines():
        if match := re.match(r"(\d)  ", line):
            floor = int(match[1])
        drawn |= {word: floor for word in re.findall(r"[a-z_]+", line[:34]) if word in FLOORS}
    assert drawn == {name: floor for name, floor in FLOORS.items() if (PACKAGE / name).is_dir() or (PACKAGE / f"{name}.py").is_file()}


@pytest.mark.parametrize("outside", OUTSIDE)
def test_what_comes_from_outside_comes_in_by_its_door(outside):
    found = {unit_of(name_of(file)) for file in modules() for _, name in imports(file) if name.split(".")[0] == outside}
    assert found <= OUTSIDE[outside]


def test_nothing_imports_the_scripts_or_the_tests():
    assert [of(file) for file in modules() for _, name in imports(file) if name.split(".")[0] in ("scripts", "tests", "pytest")] == []


def test_floors_0_to_3_run_without_mkdocs_and_click():
    """Not only do they not name them: nothing they import does."""
    below = [name_of(file) for file in modules() if (unit := unit_of(name_of(file))) and FLOORS[unit] < 4]
    program = (
        "import importlib, sys\n"
        f"for name in {below!r}: importlib.import_module(name)\n"
        "print(*(name for name in ('mkdocs', 'mkdocs_macros', 'material', 'click') if name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.strip() == ""


def test_the_first_floors_know_nothing_of_leadership():
    """Words of the field stand in the model, not below it."""
    words = re.compile(r"\b(competenc|framework|tension|theor(y|ies)|programme|crosswalk|outcome|instrument)", re.I)
    for name in ("problems", "yaml_files"):
        text = (PACKAGE / f"{name}.py").read_text("utf-8")
        for node in ast.walk(tree(PACKAGE / f"{name}.py")):
            if isinstance(node, (ast.Name, ast.Attribute, ast.FunctionDef, ast.arg)):
                said = getattr(node, "id", None) or getattr(node, "attr", None) or getattr(node, "name", None) or node.arg
                assert not words.search(said), f"{name}: {said}"
        assert text.startswith('"""')


# -- the shape of modules


def test_no_module_is_too_long():
    lengths = {file: len(file.read_text("utf-8").splitlines()) for file in modules()}
    over = {of(file).removeprefix("macros/"): length for file, length in lengths.items() if length > MOST_LINES}
    assert over.keys() == LONGER.keys(), "split it, or take out an exemption that is no longer needed"
    assert [name for name, length in over.items() if length > LONGER[name][0]] == []


def test_every_module_says_why_it_exists():
    assert [of(file) for file in modules() if not ast.get_docstring(tree(file))] == []


def public(file: Path) -> Iterator[tuple[ast.AST, str]]:
    """Public functions and classes of a module, and public methods of these, but not what takes the place of a base's own."""
    for node in tree(file).body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_"):
            yield node, node.name
            if isinstance(node, ast.ClassDef) and not foreign(node):
                for inner in node.body:
                    if isinstance(inner, ast.FunctionDef) and not inner.name.startswith("_"):
                        yield inner, f"{node.name}.{inner.name}"


def foreign(node: ast.ClassDef) -> bool:
    """Whether a class fills in one from outside the package, whose methods are described there."""
    own = {each.name for file in modules() for each in tree(file).body if isinstance(each, ast.ClassDef)}
    return any(getattr(base, "id", "") not in own for base in node.bases)


def test_what_is_public_is_described():
    assert [f"{of(file)}:{node.lineno}: {name}" for file in modules() for node, name in public(file) if not ast.get_docstring(node)] == []


def test_every_rule_is_listed_by_hand_and_documents_itself():
    from macros import checks

    files = {file.stem for file in (PACKAGE / "checks" / "rules").glob("*.py")} - {"__init__"}
    listed = {rule.__name__.rpartition(".")[2] for rule in (*checks.RULES, *checks.RULES_OF_THEIR_OWN)}
    assert listed == files
    assert all(rule.__doc__ for rule in (*checks.RULES, *checks.RULES_OF_THEIR_OWN)) and all(rule.check.__doc__ for rule in checks.RULES)


def test_no_state_is_kept_in_hooks():
    """mkdocs loads the file under a name of its own, perhaps twice."""
    for node in tree(PACKAGE / "hooks.py").body:
        if isinstance(node, (ast.Assign, ast.AnnAssign)):
            empty = isinstance(node.value, ast.Constant) and node.value.value is None
            assert not empty and not isinstance(node.value, (ast.List, ast.Dict, ast.Set)), f"line {node.lineno}"
    assert not [node for node in ast.walk(tree(PACKAGE / "hooks.py")) if isinstance(node, ast.Global)]


def test_nothing_from_outside_is_run_as_a_program():
    """No eval, exec, pickle or unsafe YAML anywhere in the package."""
    wrong = []
    for file in modules():
        for node in ast.walk(tree(file)):
            called = node.func if isinstance(node, ast.Call) else None
            name = getattr(called, "id", None)
            attribute = getattr(called, "attr", None)
            if name in ("eval", "exec", "compile", "__import__") or (attribute == "load" and getattr(called.value, "id", "") in ("yaml", "pickle", "marshal")):
                wrong.append(f"{of(file)}:{node.lineno}: {name or attribute}")
    assert wrong == []
