"""No file gets a name that Windows cannot hold."""

from __future__ import annotations

import pytest
from places import ROOT

from macros.base.file_names import find_device_fault, find_name_fault
from macros.hand_written.files import MOST_PLACE, file_fault


@pytest.mark.parametrize(
    "name",
    [
        *("con", "PRN", "aux", "Nul", "com1", "COM9", "lpt0", "LPT9", "com¹", "lpt³", "conin$", "CONOUT$"),
        *("aux.md", "nul.tar.gz", "con .yml", "lpt1.x"),
    ],
)
def test_the_name_of_a_device_is_refused_whatever_ends_it(name):
    assert find_device_fault(name) == (
        f"'{name}' is the name of a device on Windows, which can hold no such file",
        "choose another",
    )
    assert find_name_fault(name) == (
        f"has the name '{name}', which is that of a device on Windows, where no such file can be",
        "choose another name",
    )


@pytest.mark.parametrize(
    "name", ["console", "auxiliary.md", "null", "com", "com10", "lpt", "x.aux", "con-x", "index.md", "1.1"]
)
def test_other_names_are_taken(name):
    assert find_device_fault(name) is None and find_name_fault(name) is None


@pytest.mark.parametrize(
    ("name", "wrong", "right"),
    [
        ("a:b.png", "has a name with U+003A (colon), which Windows cannot hold", None),
        ("what?.png", "has a name with U+003F (question mark), which Windows cannot hold", None),
        ("a\tb.png", "has a name with U+0009, which Windows cannot hold", None),
        ("a.", "has a name that ends in a dot, which Windows drops", "take the dot out of its name"),
        ("a.png ", "has a name that ends in a space, which Windows drops", "take the space out of its name"),
    ],
)
def test_what_else_windows_cannot_hold(name, wrong, right):
    assert find_name_fault(name) == (
        wrong,
        right or "name it with letters, digits, dots, hyphens and underscores",
    )


@pytest.mark.parametrize("uri", ["con.md", "guides/aux/index.md", "pictures/nul.png", "pictures/a?b.png"])
def test_a_file_of_docs_is_judged_by_every_part_of_its_place(tmp_path, uri):
    file = tmp_path / uri
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"")
    assert "Windows" in file_fault(uri, file, tmp_path, national=False).wrong


def test_a_place_has_a_greatest_length(tmp_path):
    for length, fits in ((MOST_PLACE, True), (MOST_PLACE + 1, False)):
        uri = f"{'a' * 50}/{'b' * 50}/{'c' * (length - 105)}.md"
        assert len(uri) == length
        (tmp_path / uri).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / uri).write_bytes(b"")
        fault = file_fault(uri, tmp_path / uri, tmp_path, national=False)
        assert fault == (None if fits else (
            f"has a place of {length} signs, and Windows counts those of its own folders too",
            "use fewer folders or shorter names, to keep to 150"))  # fmt: skip


def test_every_file_of_the_handbook_has_a_name_that_windows_can_hold():
    for top in ("docs", "framework", "modules", "editions"):
        for file in (ROOT / top).rglob("*"):
            assert find_name_fault(file.name) is None, file
