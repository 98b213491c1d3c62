"""A problem of a few words in a long text is told at the line on which they stand."""

from __future__ import annotations

import pytest

from macros.checks.run import check_handbook

CASE = "modules/cases/small-ward.yml"
TEXTS = (
    ("One step.\n  They said\n  that the labor ward\n  waited.", 18),
    ("One step.\n  They\n  wrote a [note](smal-steps).", 18),
    ("One step.\n  They\n  wrote <b>a\n  note</b>.", 18),
    ("One step.\n\n  They took [what\n  they could](www.bmj.com).", 19),
    ("One step, and then the labor ward.", 16),
)


@pytest.mark.parametrize("text, line", TEXTS, ids=[text for text, _ in TEXTS])
def test_words_are_told_on_their_own_line(small, text, line):
    file = small / CASE
    file.write_text(file.read_text("utf-8").replace("did: One step.", f"did: {text}"), "utf-8")
    (problem,) = check_handbook(small).problems
    assert problem.line == line, str(problem)


def test_a_link_to_what_is_retired_is_told_on_its_line(small):
    theory, file = small / "framework/theories/small-steps.yml", small / CASE
    retired = "retired: {date: 2026-11-23, reason: Done with.}\ndrafted:"
    theory.write_text(theory.read_text("utf-8").replace("drafted:", retired, 1), "utf-8")
    text = "did: >-\n  One step.\n  A [second](small-steps)\n  one."
    file.write_text(file.read_text("utf-8").replace("did: One step.", text), "utf-8")
    told = [str(problem) for problem in check_handbook(small).problems if problem.path == CASE]
    assert told[0] == (
        f"{CASE}:18:14: case small-ward, did: 'small-steps' was retired on 2026-11-23; take it out; only a"
        " crosswalk may still name it"
    )
