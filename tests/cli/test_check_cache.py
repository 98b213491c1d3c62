"""What the cache of checks may not keep: the judgement of what has changed since."""

from __future__ import annotations

import pytest

from macros.checks.run import check_handbook
from macros.cli.check_cache import use_cache


@pytest.mark.parametrize(
    ("path", "old", "new", "wrong"),
    [
        ("framework/exemptions.yml", "Asking is learnt by doing.", "<b>Asking</b>", "holds HTML ('<b>')"),
        ("framework/synonyms.yml", "typed: [", "typed: [<b>x</b>, ", "holds HTML ('<b>')"),
        ("framework/glossary.yml", "means: ", "means: <b>x</b> ", "holds HTML ('<b>')"),
        ("modules/cases/small-ward.yml", "comparison: None.", "comparison: <b>x</b>", "holds HTML ('<b>')"),
    ],
)
def test_what_has_changed_is_judged_again(small, path, old, new, wrong):
    with use_cache(small, None):
        assert check_handbook(small).problems == []
    text = (small / path).read_text("utf-8")
    assert old in text
    (small / path).write_text(text.replace(old, new, 1), "utf-8")
    with use_cache(small, None):
        assert [problem.wrong for problem in check_handbook(small).problems] == [wrong]
