"""The tools' scripts go to readers as one, in the declared order; a script that is missing or not named is told."""

from __future__ import annotations

import gzip

import pytest
from built import ROOT, site

from macros.scripts import FOLDER, SCRIPT, MissingScript, bundle

MOST = 60 * 1024  # Bytes of gzip for the scripts of all tools together.


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "one.js").write_text("// First.\nhandbook.one = 1;  // one\n", encoding="utf-8")
    (tmp_path / "two.js").write_text('handbook.two = "// no comment";\n', encoding="utf-8")
    return tmp_path


def test_the_scripts_are_joined_in_order_without_comments(folder):
    assert bundle(folder, ["two", "one"]) == 'handbook.two="// no comment";\nhandbook.one=1;\n'


def test_a_script_that_is_not_there_is_told(folder):
    with pytest.raises(MissingScript) as told:
        bundle(folder, ["one", "tow"])
    assert str(told.value) == f"mkdocs.yml: extra, tool_scripts: there is no tow.js in docs/{FOLDER}; did you mean 'two'?"


def test_a_script_that_is_not_named_is_told(folder):
    with pytest.raises(MissingScript) as told:
        bundle(folder, ["one"])
    assert str(told.value) == f"mkdocs.yml: extra, tool_scripts: two.js is in docs/{FOLDER} and not in the list; put it in the place where it is to run"


@pytest.mark.slow
def test_all_tools_together_are_light_and_only_tool_pages_load_them():
    built = site()
    assert not (built / FOLDER).exists()
    assert len(gzip.compress((built / SCRIPT).read_bytes(), 9, mtime=0)) + len(gzip.compress((built / "assets/js/marks.js").read_bytes(), 9, mtime=0)) <= MOST
    loading = {page.relative_to(built).as_posix() for page in built.rglob("*.html") if f'{SCRIPT}"' in page.read_text("utf-8")}
    assert loading == {f"tools/{name}/index.html" for name in ("self-assessment", "plan", "my-handbook")}
    assert (ROOT / "docs" / FOLDER).is_dir()
