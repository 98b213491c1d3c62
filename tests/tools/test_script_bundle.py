"""The tools' scripts go to readers as one, in the declared order; a script that is missing or not named is
told."""

from __future__ import annotations

import gzip
import re

import pytest
from built import asset, site
from tool_scripts import order

from macros.tools import minification
from macros.tools.minification import UnfitScript
from macros.tools.script_bundle import (
    FILES_OF_PAGE,
    FOLDERS_OF_PAGE,
    LANGUAGE_FOLDER,
    SCRIPTS_FOLDER,
    bundle_scripts,
    list_page_files,
)

MOST_SCRIPT, MOST_DATA = (
    22 * 1024,
    5 * 1024,
)  # Bytes of gzip that a tool's page loads before anything is chosen.


TOOLS = ("self-assessment", "plan", "my-handbook")  # What the others need is loaded when it is wanted.


@pytest.fixture
def folder(tmp_path):
    for place in ("a", "b"):
        (tmp_path / place).mkdir()
    (tmp_path / "a/one.js").write_text("// First.\nhandbook.one = 1;  // one\n", encoding="utf-8")
    (tmp_path / "a/two.js").write_text('handbook.two = "// no comment";\n', encoding="utf-8")
    (tmp_path / "b/one.js").write_text("handbook.three = 3;\n", encoding="utf-8")
    return tmp_path


NAMES = ["a/two", "b/one", "a/one"]


def test_the_scripts_of_a_folder_are_joined_in_order_without_comments(folder):
    assert bundle_scripts(folder, NAMES) == {
        f"{SCRIPTS_FOLDER}/a.js": 'handbook.two="// no comment";\nhandbook.one=1;\n',
        f"{SCRIPTS_FOLDER}/b.js": "handbook.three=3;\n",
    }


@pytest.mark.parametrize("page", FOLDERS_OF_PAGE)
def test_a_page_needs_folders_that_are_there_in_the_order_in_which_they_run(page):
    places = [
        f"{SCRIPTS_FOLDER}/{name}.js" for name in dict.fromkeys(name.partition("/")[0] for name in order())
    ]
    before = FILES_OF_PAGE.get(page, [])
    files = list_page_files(page, order())
    assert files[: len(before)] == before
    needed = files[len(before) :]
    assert needed == [place for place in places if place in needed]
    assert {
        place.removeprefix(f"{SCRIPTS_FOLDER}/").removesuffix(".js") for place in needed
    } == FOLDERS_OF_PAGE[page]


def test_where_nothing_shortens_them_the_scripts_are_joined_as_they_are(folder, monkeypatch):
    monkeypatch.setattr(minification, "minify", None)
    (folder / "a/two.js").write_text("handbook.two = 2\n// Last.", encoding="utf-8")
    assert (
        bundle_scripts(folder, NAMES)[f"{SCRIPTS_FOLDER}/a.js"]
        == "handbook.two = 2\n// Last.\n;\n// First.\nhandbook.one = 1;  // one\n;\n"
    )


@pytest.mark.skipif(
    minification.minify is None, reason="the program that shortens names has no wheel for this platform"
)
def test_names_inside_become_short_and_those_on_the_namespace_stay(folder):
    (folder / "a/one.js").write_text(
        '(function () {\n  "use strict";\n  const handbook = window.handbook;\n  function called(framework,'
        " value) { return framework.scale?.levels[value] ?? `none of ${value}`; }\n  handbook.profile = {"
        " called };\n})();\n",
        encoding="utf-8",
    )
    one, two = bundle_scripts(folder, ["a/one", "a/two", "b/one"])[f"{SCRIPTS_FOLDER}/a.js"].splitlines()
    assert (
        one
        == '(function(){"use strict";const e=window.handbook;function t(e,t){return e.scale?.levels[t]??`none'
        " of ${t}`}e.profile={called:t}})();"
    )
    assert two == 'handbook.two="// no comment";'


@pytest.mark.skipif(
    minification.minify is None, reason="without that program nothing reads the scripts before the browser"
)
def test_a_script_that_is_no_javascript_is_told_with_its_place(folder):
    (folder / "a/one.js").write_text("const a = 1;\nconst b = ;\n", encoding="utf-8")
    with pytest.raises(UnfitScript) as told:
        bundle_scripts(folder, NAMES)
    assert (
        str(told.value)
        == f"docs/{SCRIPTS_FOLDER}/a/one.js:2:11: unexpected ; in expression; write it as JavaScript of 2020"
        " at the latest"
    )


def test_a_script_that_is_not_there_is_told(folder):
    with pytest.raises(UnfitScript) as told:
        bundle_scripts(folder, [*NAMES, "a/tow"])
    assert (
        str(told.value)
        == f"mkdocs.yml: extra, tool_scripts: there is no a/tow.js in docs/{SCRIPTS_FOLDER}; did you mean"
        " 'a/two'?"
    )


def test_a_script_that_is_not_named_is_told(folder):
    with pytest.raises(UnfitScript) as told:
        bundle_scripts(folder, ["a/one", "b/one"])
    assert (
        str(told.value)
        == f"mkdocs.yml: extra, tool_scripts: a/two.js is in docs/{SCRIPTS_FOLDER} and not in the list; put"
        " it in the place where it is to run"
    )


def loaded(page: str) -> dict[str, int]:
    """What a page of the site names in script elements, by its place in the site: bytes of gzip."""
    html = (site() / page).read_text("utf-8")
    places = [
        (site() / page).parent.joinpath(src).resolve().relative_to(site())
        for src in re.findall(r'<script src="([^"]+)"', html)
    ]
    return {
        place.as_posix(): len(gzip.compress((site() / place).read_bytes(), 9, mtime=0)) for place in places
    }


@pytest.mark.slow
@pytest.mark.skipif(
    minification.minify is None, reason="readers get a site that is built where names are shortened"
)
@pytest.mark.parametrize("tool", TOOLS)
def test_the_page_of_a_tool_is_light(tool):
    """Its own scripts with that which keeps walks, and its data, before anything is chosen."""
    sizes = loaded(f"tools/{tool}/index.html")
    own = {
        place: size
        for place, size in sizes.items()
        if place.startswith((f"{SCRIPTS_FOLDER}/", "assets/js/shared/"))
    }
    data = {place: size for place, size in sizes.items() if place.startswith("assets/data/")}
    assert len(own) == len(FOLDERS_OF_PAGE[tool]) + 1 and list(data) == ["assets/data/handbook.js"]
    assert sum(own.values()) <= MOST_SCRIPT, own
    assert sum(data.values()) <= MOST_DATA, data


@pytest.mark.slow
def test_only_the_page_of_a_tool_loads_its_scripts():
    for folder in {name.partition("/")[0] for name in order()} - {LANGUAGE_FOLDER}:
        assert not (site() / SCRIPTS_FOLDER / folder).exists()
        tag = f'{asset(f"{SCRIPTS_FOLDER}/{folder}.js").relative_to(site()).as_posix()}" defer'
        loading = {
            page.relative_to(site()).as_posix()
            for page in site().rglob("*.html")
            if tag in page.read_text("utf-8")
        }
        assert loading == {
            f"{place}/{tool}/index.html"
            for place in ("tools", "embed/tool")
            for tool, needed in FOLDERS_OF_PAGE.items()
            if folder in needed and tool in TOOLS
        } | ({"edit/index.html"} if folder == "edit" else set())


@pytest.mark.skipif(minification.minify is None, reason="without that program nothing is put anywhere")
@pytest.mark.parametrize(
    ("source", "first", "second"),
    [
        ("const a = first(1); const { b } = second(2);", "first", "second"),
        ("const a = first(1), { b } = second(2);", "first", "second"),
        ("const a = first(1); const c = 3; const [b] = second(2);", "first", "second"),
        ("let a = first(1); let { b } = second({ a });", "first", "second"),
        ("const { b } = first(2); const a = second(1);", "first", "second"),
    ],
)
def test_the_minifier_leaves_what_is_done_in_its_order(source, first, second):
    """Its versions 2.24.11 and 2.24.12 take an object apart before what stands ahead of it
    (github.com/tdewolff/minify/issues/958)."""
    minified = minification.minify_asset(f"function f() {{ {source} return [a, b]; }}", "a.js")
    assert minified.index(f"{first}(") < minified.index(f"{second}(")
