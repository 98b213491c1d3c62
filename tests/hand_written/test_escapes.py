"""Whatever an author writes, nothing runs where the site is built: neither when the check sees it nor when it
does not."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest
from escapes import FRONT, NAMES, TEXTS
from places import TESTS

from macros.rendering import compiled_templates

COMPILED = compiled_templates.FOLDER  # Where the templates of the program are kept once compiled.
SENTENCE = re.compile(r"docs/evil\.md:[1-9]\d*:[1-9]\d*: (macro call|front matter)[^:]*: .+; .+")
# mkdocs-macros asks git for the commit when it starts, whatever the content.
GIT = re.compile(r"subprocess\.Popen \('git', \['git', '(rev-parse|describe|log)'")

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def tried(tmp_path_factory) -> dict:
    """What came of every escape, each tried in one process that was watched."""
    folder = tmp_path_factory.mktemp("escapes")
    done = subprocess.run(
        [sys.executable, str(TESTS / "support" / "escapes.py"), str(folder)],
        capture_output=True,
        text=True,
        cwd=folder,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": f"{TESTS.parent}:{TESTS}/support", "HOME": str(folder)},
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_there_are_at_least_sixty_escapes():
    assert len({*TEXTS.values()}) + len({*FRONT.values()}) + len(NAMES) >= 60


@pytest.mark.parametrize("name", [*TEXTS, *FRONT])
def test_the_check_refuses_it_in_a_sentence(tried, name):
    assert tried["said"][name], name
    assert [sentence for sentence in tried["said"][name] if not SENTENCE.fullmatch(sentence)] == []


@pytest.mark.parametrize("name", NAMES)
def test_the_check_refuses_a_name(tried, name):
    right = (
        "its name, which becomes its address, holds other signs; name pages with letters, digits, dots,"
        " hyphens and underscores"
    )
    assert f"docs/{name}:1:1: page: {right}" in tried["names"][name]


@pytest.mark.parametrize("name", TEXTS)
def test_the_sandbox_refuses_it_where_no_check_has_looked(tried, name):
    """But for what is a call of a macro after all, and a comment, which is nothing."""
    harmless = {
        "a comment": [],
        "two texts side by side": ['<a class="hb-ref" href="../theories/small-steps/">Small steps</a>'],
    }
    rendered = tried["rendered"][name]
    assert rendered == harmless.get(name, rendered) and (
        name in harmless or rendered in ("SecurityError", "TemplateSyntaxError", "RecursionError")
    )


def test_nothing_runs_and_nothing_is_written(tried):
    assert tried["ran"] == []
    assert [
        event
        for event in tried["ran in builds"]
        if not GIT.match(event) and not event.startswith(("ctypes.dlopen (None", f"open {COMPILED}"))
    ] == []
    assert tried["pwned"] == []


def test_front_matter_titles_and_translations_are_never_rendered(tried):
    """The builds past the check end well: no reader but ours has read what they hold, and none has rendered
    it."""
    assert tried["codes"] == [0, 0]
