"""What the cache of checks may not keep: the judgement of what has changed since."""

from __future__ import annotations

import pytest

from macros.base.yaml_files import SoundFiles
from macros.checks.run import check_handbook
from macros.cli.check_archive import read_sound_data
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


def test_what_a_check_has_read_is_there_for_others_until_it_changes(small):
    assert read_sound_data(small) == {}
    with use_cache(small, None):
        assert check_handbook(small).problems == []
    files, known = SoundFiles(), read_sound_data(small)
    for path in ("framework/glossary.yml", "modules/cases/small-ward.yml"):
        assert files.read(small / path, path).problems == ()
    assert files.done.keys() <= known.keys()
    assert all(list(known[digest]) == [data, list(begin)] for digest, (data, begin) in files.done.items())
