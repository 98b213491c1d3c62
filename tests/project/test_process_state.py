"""Nothing of one build is left in the process for another: no module keeps what a function writes, and
editions that are built one after the other, or in two threads, are each what they are when built alone."""

from __future__ import annotations

import ast
import hashlib
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import built
import pytest
import small_site
from built import ROOT
from places import TESTS
from source_trees import list_modules, parse_source as parse

from macros.cli import main

PACKAGE = ROOT / "macros"
EDITIONS = ("example-north", "enghraifft-cymru")

# Caches that live as long as the process, each with the key, which says all that a value depends on.
CACHES = {
    "base.address_rules.fault": "by the address",
    "base.rule_explanations.read_explanations": "by nothing: they are files of the program",
    "checks.figures_by_hand.compile_value": "by the text of the value",
    "exports.formats.list_formats": "by nothing: they are modules of the program",
    "editing.form._describe_fields": "by the model, a class",
    "editions.colours.compute_luminance": "by the colour",
    "editions.colours.convert_to_oklch": "by the colour",
    "editions.colours.read_schemes": "by the text of the style sheet",
    "editions.colours.tint": "by the three colours",
    "records.data_reference.describe_kinds": "nothing: the kinds of records are the program's own",
    "records.entries._walk_texts": "by the entry, which is never changed",
    "records.field_plans.plan_fields": "by the model, a class",
    "records.field_plans.plan_all_fields": "by the model, a class",
    "records.field_plans._plan_walk": "by the model, a class, and the meaning",
    "records.field_plans._plan_walks": "by the model, a class, and the meanings",
    "records.field_plans._holds": "by the model, a class, and the meaning",
    "base.html._compile_opening_tags": "by the names of elements",
    "hosting.owners._read_lists": "the lists of an installed package",
    "records.prose._read_markup": "by the text",
    "records.prose._get_parser": "a parser that keeps nothing of what it reads",
    "records.prose._get_lenient_parser": "a parser that keeps nothing of what it reads",
    "records.prose.read_target": "by the address",
    "i18n.catalogue_faults._judge": "by the texts of the catalogue and of the template, and the language",
    "i18n.phrases._format_day_by_babel": "by the day and the language",
    "i18n.phrases._format_number_by_babel": "by the number and the language",
    "i18n.phrases._to_markup": "by the text",
    "i18n.phrases._write_constant": "by the text",
    "checks.mending._list_field_names": "nothing: the kinds of records are the program's own",
    "records.partial_reading._adapt": "by the model, a class, and the name of its field",
    "tools.minification._minify": "by the text and its place, of which the message of a fault tells",
    "records.validation._list_keys": "by the model, a class",
}
STATE = {  # Objects of modules that functions change.
    "cli.environment.os": "variables of the process, which mkdocs reads; set under a lock and set back",
    "paper.pdf.pydyf": "the class that writes a PDF file, while one is written; it is set back",
    "cli.interruptions._requests": "what the process was asked by signals, which are its own",
}
WRITERS = frozenset(
    "add append appendleft clear discard extend insert pop popitem popleft remove reverse setdefault sort "
    "update __setitem__ __delitem__".split()
)


# -- what modules keep


def name_of(file: Path) -> str:
    """``checks.hours_add_up``; a package by its own name."""
    parts = file.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def assigned(node: ast.stmt) -> list[str]:
    """The names that a statement of a module binds."""
    targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
    nodes = [node for target in targets if target for node in ast.walk(target)]
    return [node.id for node in nodes if isinstance(node, ast.Name)]


def root_of(node: ast.AST) -> str:
    """The name that ``a.b[c].d`` begins with; nothing for what begins otherwise."""
    while isinstance(node, (ast.Attribute, ast.Subscript)):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


def written_by(function: ast.AST) -> set[str]:
    """The names of what a function writes to without binding them itself: ``a[b] = c``, ``a.b = c``,
    ``del a[b]``, ``a.append(b)``, ``global a``."""
    names: set[str] = set()
    signatures = [node for node in ast.walk(function) if isinstance(node, ast.arguments)]
    bound = {argument.arg for signature in signatures for argument in _all(signature)}
    for node in ast.walk(function):
        if isinstance(node, ast.Global):
            names.update(node.names)
        elif isinstance(node, (ast.Attribute, ast.Subscript)) and isinstance(node.ctx, (ast.Store, ast.Del)):
            names.add(root_of(node))
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            bound.add(node.id)
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", "") in WRITERS:
            names.add(root_of(node.func))
    declared = {name for node in ast.walk(function) if isinstance(node, ast.Global) for name in node.names}
    return names - (bound - declared) - {""}


def _all(arguments: ast.arguments) -> list[ast.arg]:
    more = [each for each in (arguments.vararg, arguments.kwarg) if each]
    return [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, *more]


def state_in(source: str) -> set[str]:
    """The objects of a module, its own, its classes or imported ones, that its functions write to."""
    tree = parse(source)
    own = {name for node in tree.body for name in assigned(node)}
    own |= {node.name for node in tree.body if isinstance(node, (ast.ClassDef, ast.FunctionDef))}
    for node in ast.walk(tree):
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            own |= {(alias.asname or alias.name).partition(".")[0] for alias in node.names}
    functions = (node for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.Lambda)))
    return {name for function in functions for name in written_by(function) if name in own}


def instances_in(source: str) -> set[str]:
    """The objects of a module that are made from its own classes whose methods write to ``self``."""
    tree = parse(source)
    changing = {
        node.name
        for node in tree.body
        if isinstance(node, ast.ClassDef) and any("self" in _written_to_self(method) for method in node.body)
    }
    return {
        name
        for node in tree.body
        if isinstance(node, (ast.Assign, ast.AnnAssign)) and isinstance(node.value, ast.Call)
        if getattr(node.value.func, "id", "") in changing
        for name in assigned(node)
    }


def _written_to_self(method: ast.AST) -> set[str]:
    if not isinstance(method, ast.FunctionDef) or method.name == "__init__":
        return set()
    stores = (
        node
        for node in ast.walk(method)
        if isinstance(node, (ast.Attribute, ast.Subscript)) and isinstance(node.ctx, (ast.Store, ast.Del))
    )
    return {root_of(node) for node in stores}


def caches_in(source: str) -> set[str]:
    """The functions and methods of a module, not those inside of others, that have a cache."""
    found = set()
    for node in parse(source).body:
        for inner in [node, *(node.body if isinstance(node, ast.ClassDef) else ())]:
            decorators = [ast.unparse(each) for each in getattr(inner, "decorator_list", ())]
            names = {each.partition("(")[0].rpartition(".")[2] for each in decorators}
            if names & {"cache", "lru_cache"}:
                found.add(inner.name)
    return found


@pytest.mark.parametrize("source", [
    "kept = {}\ndef f(key):\n    kept[key] = 1",
    "kept = []\ndef f(key):\n    kept.append(key)",
    "kept = None\ndef f(key):\n    global kept\n    kept = key",
    "kept = {}\ndef f(key):\n    del kept[key]",
    "kept = {'a': {}}\ndef f(key):\n    kept['a'][key] = 1",
    "class C:\n    shared = []\n    def f(self):\n        C.shared.append(self)",
    "from other import kept\ndef f(key):\n    kept.update(key)",
    "import other\ndef f(key):\n    other.kept = key",
    "def f(key):\n    f.kept = key",
])  # fmt: skip
def test_state_of_a_module_is_found(source):
    assert state_in(source)


@pytest.mark.parametrize("source", [
    "kept = {}\ndef f(key):\n    kept = {}\n    kept[key] = 1",
    "kept = {}\ndef f(kept):\n    kept.update(a=1)",
    "kept = {}\ndef f(key):\n    return kept[key]",
    "class C:\n    def f(self):\n        self.own = 1",
])  # fmt: skip
def test_what_a_function_keeps_to_itself_is_no_state(source):
    assert state_in(source) == set()


def test_an_object_that_changes_itself_and_a_cache_are_found():
    assert instances_in("class C:\n    def f(self):\n        self.kept = 1\nkept = C()") == {"kept"}
    cached = "@cache\ndef f(): ...\nclass C:\n    @functools.lru_cache(5)\n    def g(self): ..."
    assert caches_in(cached) == {"f", "g"}


def test_no_module_keeps_what_its_functions_write():
    state, caches = set(), set()
    for file in list_modules():
        name, source = name_of(file), file.read_text("utf-8")
        state |= {f"{name}.{object}" for object in state_in(source) | instances_in(source)}
        caches |= {f"{name}.{function}" for function in caches_in(source)}
    assert state == set(STATE), "hand the value on, or let it be a contextvars.ContextVar that a build sets"
    assert caches == set(CACHES), "say here what its key is; a value that depends on more belongs to a build"


# -- two editions in one process

# Of the small site, in two languages and with colours and names of their own.
SMALL_EDITIONS = {
    "north": """\
id: north
name: Leadership in the North
short: North
colours: {accent: "#6b2c5e"}
notes:
  - for: small-steps
    text: Ask the northern office.
""",
    "cymru": """\
id: cymru
name: Arweinyddiaeth Cymru
short: Cymru
language: cy
colours: {accent: "#325083", dark_accent: "#8fb2ea"}
""",
}


def digest(folder: Path) -> dict[str, str]:
    """The SHA-256 of every file of a site."""
    files = {file.relative_to(folder).as_posix(): file for file in folder.rglob("*") if file.is_file()}
    return {place: hashlib.sha256(file.read_bytes()).hexdigest() for place, file in files.items()}


def render_pages(root: str | Path, edition: str | Path, begin=lambda: None) -> str:
    """A digest of every page of the records of an edition, and of what the tools and the search know of it,
    checked and rendered without mkdocs; ``begin`` is called before anything is rendered."""
    from macros.addresses.repository import Repository
    from macros.addresses.urls import Urls
    from macros.checks.run import check_cached
    from macros.i18n.catalogue import read_catalogue
    from macros.i18n.phrases import set_catalogue
    from macros.i18n.translated_records import translate_handbook
    from macros.rendering.page_macros import Library
    from macros.rendering.record_pages import list_record_pages
    from macros.rendering.renderer import Renderer
    from macros.search.documents import list_documents
    from macros.search.index import build_files
    from macros.tools.data import build_tool_data
    from macros.tools.data_files import format_json

    checked = check_cached(Path(root), Path(edition))
    assert checked.problems == []
    catalogue = read_catalogue(checked.edition.language)
    set_catalogue(catalogue)
    book = translate_handbook(checked.handbook, catalogue, checked.edition)
    renderer = Renderer(book, Urls(), Repository(), {}, checked.edition, catalogue)
    begin()
    whole = hashlib.sha256()
    for page in list_record_pages(book):
        library = Library(renderer, lambda path=page.path: path)
        whole.update(renderer.finish(library.record(page.entry.id)).encode())
    whole.update(repr(build_files(list_documents(book, (), (), renderer.urls), ())).encode())
    whole.update(format_json(build_tool_data(book, renderer.urls)).encode())
    return whole.hexdigest()


RENDER = """
import sys
from test_process_state import render_pages
print(render_pages(*sys.argv[1:]))
"""


def render_alone(root: Path, edition: Path) -> str:
    """What :func:`render_pages` gives in a process of its own."""
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(map(str, (ROOT, TESTS / "support", TESTS / "project"))),
    }
    command = [sys.executable, "-c", RENDER, str(root), str(edition)]
    done = subprocess.run(command, cwd=ROOT / "tests", env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.fixture(scope="module")
def small_root(tmp_path_factory) -> Path:
    """The small site as a repository, with its two editions."""
    root = small_site.write(tmp_path_factory.mktemp("editions") / "root")
    for name, text in SMALL_EDITIONS.items():
        (root / "editions" / name).mkdir(parents=True)
        (root / "editions" / name / "edition.yml").write_text(text, "utf-8")
    return root


@pytest.fixture(params=["small", pytest.param("whole", marks=pytest.mark.long)])
def editions(request, small_root) -> tuple[Path, list[Path]]:
    """A repository and two editions of it: of the small site; in the long run, of this handbook too."""
    root = small_root if request.param == "small" else ROOT
    names = SMALL_EDITIONS if request.param == "small" else EDITIONS
    return root, [root / "editions" / name for name in names]


@pytest.mark.slow
def test_two_editions_rendered_at_once_in_two_threads_are_as_each_alone(editions):
    """They go on together from the moment that both are read."""
    root, folders = editions
    both = Barrier(len(folders))
    with ThreadPoolExecutor(len(folders)) as threads:
        rendered = list(threads.map(lambda folder: render_pages(root, folder, both.wait), folders))
    assert rendered == [render_alone(root, folder) for folder in folders]
    assert rendered[0] != rendered[1]


@pytest.mark.slow
@pytest.mark.parametrize("at_once", [False, True], ids=["one after the other", "in two threads"])
def test_two_editions_built_in_one_process_are_as_each_built_alone(tmp_path, monkeypatch, editions, at_once):
    """Whole sites. mkdocs has its variables and its count of warnings in the process, so that of two threads
    one waits for the other while mkdocs is at work (:func:`macros.cli.environment.set_environment`)."""
    monkeypatch.setenv("HANDBOOK_REPOSITORY", built.REPOSITORY)
    root, folders = editions

    def make(edition: Path) -> dict[str, str]:
        site = tmp_path / edition.name
        options = ["--quiet", "--site-dir", str(site), "--edition", str(edition)]
        assert main(["--root", str(root), "build", *options]) == 0
        return digest(site)

    with ThreadPoolExecutor(len(folders) if at_once else 1) as threads:
        made = list(threads.map(make, folders))
    alone = [built.build(tmp_path / f"{folder.name}-alone", root, edition=folder) for folder in folders]
    assert made == list(map(digest, alone))
