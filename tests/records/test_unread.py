"""What could not be read is kept apart by what it is, and excuses only what it may hold."""

from __future__ import annotations

import pytest

from macros.records.kinds import SOURCES
from macros.records.loader import load_handbook
from macros.records.unread import Unread


def test_a_sound_handbook_has_nothing_unread(small):
    assert load_handbook(small)[0].unread == Unread()


def test_a_record_that_cannot_be_read_is_known_by_its_file(small):
    (small / "framework/theories/small-steps.yml").write_text("id: [\n")
    assert load_handbook(small)[0].unread == Unread(records={"small-steps"}, kinds={"theory"})


def test_a_record_named_otherwise_than_its_file_is_known_by_both(small):
    (small / "framework/theories/small-steps.yml").rename(small / "framework/theories/steps.yml")
    assert load_handbook(small)[0].unread == Unread(
        records={"small-steps", "steps", "little-steps"}, kinds={"theory"}
    )


@pytest.mark.parametrize("text", [None, "sources: [\n"], ids=["missing", "not sound"])
def test_a_file_that_stands_alone_is_known_by_its_path(small, text):
    (small / SOURCES).unlink()
    if text:
        (small / SOURCES).write_text(text)
    assert load_handbook(small)[0].unread == Unread(files={SOURCES})


def test_a_folder_that_is_not_there_leaves_its_kind_unread(small):
    for file in (small / "framework/theories").iterdir():
        file.unlink()
    (small / "framework/theories").rmdir()
    assert load_handbook(small)[0].unread == Unread(kinds={"theory"})


def test_an_id_or_a_page_may_be_an_unread_records_own_or_in_one():
    unread = Unread(records={"mlcf"}, kinds={"framework"}, files={SOURCES})
    assert (
        unread.may_hold("mlcf")
        and unread.may_hold("mlcf/1.1")
        and not unread.may_hold("sources")
        and not unread.may_hold("framework")
    )
    assert (
        unread.may_be_at("frameworks/mlcf")
        and unread.may_be_at("../frameworks/mlcf/1.1.md")
        and unread.may_be_at("frameworks/mlcf.md")
    )
    assert not unread.may_be_at("framework/sources.md") and not unread.may_be_at("theories/lewin")
