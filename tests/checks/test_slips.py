"""Each slip that people's programs make is told in the right line with the right answer, and mended where
that is one alone. ``tests/support/slips.yml`` says how each is written."""

from __future__ import annotations

from functools import cache

import pytest
import yaml
from judged_text import judge_text
from places import SMALL, TESTS

from macros.checks.mending import mend

SLIPS = {slip["slip"]: slip for slip in yaml.safe_load((TESTS / "support/slips.yml").read_text("utf-8"))}


@cache
def write_badly(name: str) -> str:
    slip = SLIPS[name]
    text = (SMALL / slip.get("copy_of", slip["file"])).read_text("utf-8")
    if "written" in slip:
        assert slip["sound"] in text
        text = text.replace(slip["sound"], slip["written"], 1)
    return text


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_is_told_and_mended_where_one_answer_is_right(small_book, tmp_path, name):
    slip, raw = SLIPS[name], write_badly(name).encode()
    problems = judge_text(small_book, slip["file"], raw)
    assert [str(problem).removeprefix(f"{slip['file']}:") for problem in problems] == slip["told"]
    file = tmp_path / slip["file"]
    file.parent.mkdir(parents=True)
    file.write_bytes(raw)
    mended_files, _ = mend(tmp_path, problems)
    mended = [problem for mended_file in mended_files for problem in mended_file.problems]
    assert (mended == problems and bool(problems)) == slip.get("mended", False)
    if slip.get("mended"):
        after = [str(problem) for problem in judge_text(small_book, slip["file"], mended_files[0].after)]
        assert not {str(problem) for problem in problems} & set(after)


def test_there_are_slips_of_every_kind_of_program():
    assert len(SLIPS) >= 65
    silent = [name for name, slip in SLIPS.items() if not slip["told"]]
    # What is written so is read as it was meant.
    assert silent == ["a day with its hour", "a tab behind a colon", "a space before a colon"]
