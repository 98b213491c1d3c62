"""What is renamed with an alias is still meant by its former id, in everything that compares two records."""

from __future__ import annotations

import pytest

from macros.checks.run import check_handbook
from macros.curriculum.coverage import map_outcomes
from macros.records.kinds import Programme
from macros.records.loader import load_handbook

RENAMED = {  # File and what stands there: what stands there once it is renamed, with the former id beside it.
    "modules/catalogue/small-start.yml": ("id: small-start\n", "id: zero\naliases: [small-start]\n"),
    "framework/theories/small-steps.yml": ("id: small-steps\n", "id: zero-steps\n"),
    "framework/competencies/small.yml": ('code: "1.1"\n', 'code: "1.7"\n        aliases: [small/1.1]\n'),
}  # fmt: skip
END = "modules/catalogue/small-end.yml"


def rename(small) -> None:
    for path, (old, new) in RENAMED.items():
        text = (small / path).read_text("utf-8").replace("[little-steps]", "[little-steps, small-steps]")
        assert text.count(old) == 1, path
        (small / path).unlink()
        name = new.partition("id: ")[2].partition("\n")[0] or "small"
        (small / path).with_name(f"{name}.yml").write_text(text.replace(old, new), "utf-8")


@pytest.fixture
def renamed(small):
    rename(small)
    return small


def test_all_is_sound_and_in_order_when_others_still_say_the_former_ids(renamed):
    result = check_handbook(renamed)
    assert [str(problem) for problem in result.problems] == []
    book = result.handbook
    assert [module.id for module in book.records["module"]] == ["zero", "small-end"]
    for lens in ("zero-steps", "fast-and-slow"):
        assert [case.id for case, _ in book.list_readings(book.resolve(lens))] == ["small-ward"]
    programme = book.records["programme"][0].read_as(Programme)
    assert [[assessment.id for assessment in row] for _, row in map_outcomes(book, programme)] == [
        ["zero/a1", "small-end/a1"]
    ]


def test_a_circle_that_a_former_id_closes_is_told(renamed):
    start = renamed / "modules/catalogue/zero.yml"
    text = start.read_text("utf-8")
    start.write_text(text.replace("\noutcomes:", "\nprerequisites: [small-end]\noutcomes:", 1), "utf-8")
    assert [str(problem) for problem in check_handbook(renamed).problems] == [
        f"modules/catalogue/{place}, prerequisites: leads round in a circle: {ring};"
        " take one of these ids out"
        for place, ring in (
            ("small-end.yml:9:1: module small-end", "small-end -> zero -> small-end"),
            ("zero.yml:12:1: module zero", "zero -> small-end -> zero"),
        )
    ]
    assert len(load_handbook(renamed)[0].records["module"]) == 2


def test_the_same_by_both_its_ids_is_told_as_twice(renamed):
    crosswalk, end = renamed / "framework/crosswalks/small--other.yml", renamed / END
    pair = "  - {origin: small/1.7, target: other/1.1, relation: closeMatch, reason: So., confidence: low}\n"
    text = crosswalk.read_text("utf-8")
    crosswalk.write_text(text.replace("unmapped:\n", f"{pair}unmapped:\n"), "utf-8")
    text = end.read_text("utf-8")
    end.write_text(text.replace("prerequisites:", "alongside: [zero]\nprerequisites:"), "utf-8")
    assert [str(problem) for problem in check_handbook(renamed).problems] == [
        "framework/crosswalks/small--other.yml:12:5: crosswalk small--other, alignments 3: small/1.7 and"
        " other/1.1 are aligned twice; keep one of them",
        "modules/catalogue/small-end.yml:9:1: module small-end, alongside: lists 'zero', which is to be taken"
        " first; remove it here, or under 'prerequisites:'",
    ]
