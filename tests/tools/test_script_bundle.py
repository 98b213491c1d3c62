"""The tools' scripts go to readers as one, in the declared order; a script that is missing or not named is told."""

from __future__ import annotations

import gzip
import re

import pytest
from built import ROOT, asset, site

from macros.tools import script_bundle
from macros.tools.script_bundle import FOLDER, SCRIPT, UnfitScript, bundle

MOST = 60 * 1024  # Bytes of gzip for the scripts of all tools together, with those that every page has for them.


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "one.js").write_text("// First.\nhandbook.one = 1;  // one\n", encoding="utf-8")
    (tmp_path / "two.js").write_text('handbook.two = "// no comment";\n', encoding="utf-8")
    return tmp_path


@pytest.mark.skipif(script_bundle.minify is None, reason="the program that takes comments out has no wheel for this platform")
def test_the_scripts_are_joined_in_order_without_comments(folder):
    assert bundle(folder, ["two", "one"]) == 'handbook.two="// no comment";\nhandbook.one=1;\n'


def test_where_nothing_shortens_them_the_scripts_are_joined_as_they_are(folder, monkeypatch):
    monkeypatch.setattr(script_bundle, "minify", None)
    (folder / "two.js").write_text("handbook.two = 2\n// Last.", encoding="utf-8")
    assert bundle(folder, ["two", "one"]) == "handbook.two = 2\n// Last.\n;\n// First.\nhandbook.one = 1;  // one\n;\n"


@pytest.mark.skipif(script_bundle.minify is None, reason="the program that shortens names has no wheel for this platform")
def test_names_inside_become_short_and_those_on_the_namespace_stay(folder):
    (folder / "one.js").write_text(
        '(function () {\n  "use strict";\n  const handbook = window.handbook;\n'
        "  function called(framework, value) { return framework.scale?.levels[value] ?? `none of ${value}`; }\n"
        "  handbook.profile = { called };\n})();\n", encoding="utf-8")
    one, two = bundle(folder, ["one", "two"]).splitlines()
    assert one == '(function(){"use strict";const e=window.handbook;function t(e,t){return e.scale?.levels[t]??`none of ${t}`}e.profile={called:t}})();'
    assert two == 'handbook.two="// no comment";'


@pytest.mark.skipif(script_bundle.minify is None, reason="without that program nothing reads the scripts before the browser")
def test_a_script_that_is_no_javascript_is_told_with_its_place(folder):
    (folder / "one.js").write_text("const a = 1;\nconst b = ;\n", encoding="utf-8")
    with pytest.raises(UnfitScript) as told:
        bundle(folder, ["one", "two"])
    assert str(told.value) == f"docs/{FOLDER}/one.js:2:11: unexpected ; in expression; write it as JavaScript of 2020 at the latest"


def test_a_script_that_is_not_there_is_told(folder):
    with pytest.raises(UnfitScript) as told:
        bundle(folder, ["one", "tow"])
    assert str(told.value) == f"mkdocs.yml: extra, tool_scripts: there is no tow.js in docs/{FOLDER}; did you mean 'two'?"


def test_a_script_that_is_not_named_is_told(folder):
    with pytest.raises(UnfitScript) as told:
        bundle(folder, ["one"])
    assert str(told.value) == f"mkdocs.yml: extra, tool_scripts: two.js is in docs/{FOLDER} and not in the list; put it in the place where it is to run"


@pytest.mark.slow
@pytest.mark.skipif(script_bundle.minify is None, reason="readers get a site that is built where names are shortened")
def test_all_tools_together_are_light_and_only_tool_pages_load_them():
    built = site()
    assert not (built / FOLDER).exists()
    assert sum(len(gzip.compress(asset(path).read_bytes(), 9, mtime=0)) for path in (SCRIPT, "assets/js/pages/reading_marks.js", "assets/js/shell/i18n.js")) <= MOST
    tag = f'{asset(SCRIPT).relative_to(built).as_posix()}" defer'
    loading = {page.relative_to(built).as_posix() for page in built.rglob("*.html") if tag in page.read_text("utf-8")}
    assert loading == {f"{place}/{name}/index.html" for place in ("tools", "embed/tool") for name in ("self-assessment", "plan", "my-handbook")}
    assert (ROOT / "docs" / FOLDER).is_dir()


_TAKES_APART = re.compile(r"(?P<indent> *)(?:const|let) \{(?P<names>[^}]*)\} = (?P<of>.*)")
_NEXT = re.compile(r", (?:\{|\w+ = )")  # Another declaration on the same line.
_DECLARES = re.compile(r"(?P<indent> *)(?:const|let) (?P<what>[^=]+)=")


def used_too_soon(source: str) -> list[str]:
    """Lines that take an object apart right after the declaration of what they use in an object: tdewolff-minify (2.24) joins
    the two and, since it does not look for names in objects, puts the taking apart first."""
    found, near = [], {}
    for line in source.splitlines():
        if taken := _TAKES_APART.match(line):
            names, inside = re.findall(r"[\w$]+", " ".join(near.get(taken["indent"], []))), _NEXT.split(taken["of"])[0].partition("{")[2]
            found += [line.strip() for name in names if re.search(rf"(?<![\w.$]){re.escape(name)}\b(?!:)", inside)]
        declared, indent = _DECLARES.match(line), re.match(" *", line)[0]
        if declared:
            near.setdefault(indent, []).append(declared["what"])
        elif line.strip() and not line.strip().startswith(("}", ")", "]", "//", "/*")):
            near.pop(indent, None)
    return found


def test_what_the_minifier_would_put_in_the_wrong_order_is_found():
    assert used_too_soon("  const look = f(1);\n  const { a, b } = g({ look });") == ["const { a, b } = g({ look });"]
    assert used_too_soon("  const look = f(1);\n  use(look);\n  const { a, b } = g({ look });") == []
    assert used_too_soon("  const look = f(1);\n  const { a } = g(look, { look: 1 });") == []


@pytest.mark.parametrize("script", sorted((ROOT / "docs/assets/js/tools").glob("*.js")), ids=lambda file: file.stem)
def test_no_script_is_put_in_the_wrong_order_by_the_minifier(script):
    assert used_too_soon(script.read_text("utf-8")) == []
