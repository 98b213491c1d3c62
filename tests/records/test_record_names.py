"""What is advised on the name of a file would itself be taken."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from macros.checks.run import check_handbook
from macros.records.kinds import KINDS
from macros.records.record_names import advise_on_file, advise_on_mismatch, is_name, suggest_name

KIND = st.sampled_from(list(KINDS.values()))
FILE_NAME = st.one_of(
    st.text(st.sampled_from("aB-é _.(1)'/+ñ–"), min_size=1, max_size=12),
    st.sampled_from(["con", "aux", "index", "glossary", "hb-x", "x" * 70, "one--other", "fast-and-slow", ""]),
).flatmap(
    lambda stem: st.sampled_from(
        [
            "",
            ".yml",
            ".yaml",
            ".yml.txt",
            " - Copy.yml",
            " copy 2.yml",
            " (1).yml",
            ".YML",
            ".md",
            " - Kopie (3).yml",
        ]
    ).map(lambda ending: (stem + ending).replace("/", "-"))
)
SUGGESTED = re.compile(r"'([^']*)\.yml'")


@pytest.mark.parametrize(
    ("file_name", "name"),
    [
        ("force-field.yaml", "force-field"),
        ("force-field.yml.txt", "force-field"),
        ("force-field - Copy.yml", "force-field"),
        ("force-field - Copy (2).yml", "force-field"),
        ("force-field copy 2.yml", "force-field"),
        ("Copy of force-field.yml", "force-field"),
        ("force-field (1).yml", "force-field"),
        ("force-field (Ann's conflicted copy 2026-11-22).yml", "force-field"),
        ("force-field.sync-conflict-20261122-101010-ABCDEFG.yml", "force-field"),
        ("Force Field.YML", "force-field"),
        ("Kräftefeld", "kraftefeld"),
        ("force_field.json", "force-field"),
        ("aux.yaml", ""),
        ("index.yaml", ""),
        ("glossary.txt", ""),
        ("漢字.yml", ""),
        ("x" * 61 + ".yaml", ""),
    ],
)
def test_the_nearest_name(file_name, name):
    assert suggest_name(KINDS["theory"], file_name) == name


def test_a_crosswalk_s_name_keeps_its_two_hyphens():
    assert suggest_name(KINDS["crosswalk"], "mlcf--leads.yaml") == "mlcf--leads"
    assert suggest_name(KINDS["crosswalk"], "mlcf-leads.yaml") == ""


@given(KIND, FILE_NAME, st.lists(st.sampled_from(["a", "fast-and-slow", "ab", "b"])))
def test_a_name_that_is_advised_for_a_file_would_be_taken(kind, file_name, taken):
    names = Counter(taken)
    advice = advise_on_file(kind, file_name, names)
    for name in SUGGESTED.findall(advice.partition("did you mean ")[2]):
        assert is_name(kind, name) and name not in names
    for name in SUGGESTED.findall(advice.partition(" is there already")[0] if "already" in advice else ""):
        assert name in names


@given(
    KIND,
    st.sampled_from(["a", "b", "fast-and-slow", "index", "glossary"]),
    FILE_NAME,
    st.lists(st.sampled_from("ab")),
)
def test_a_name_that_is_advised_for_a_record_would_be_taken(kind, id, file_name, taken):
    name = file_name.removesuffix(".yml")
    names = Counter([*taken, name])
    advice = advise_on_mismatch(kind, id, name, names)
    if f"the file to '{id}.yml'" in advice:
        assert is_name(kind, id) and id not in names
    if f"the id to '{name}'" in advice:
        assert is_name(kind, name) and names[name] == 1


NAMES = ["Fast and Slow.yml", "fast-and-slow.yml.txt", "fast_and_slow", "con.yml", "slow.yml", "index.yml",
         "fast-and-slow - Copy.yml", "trust.yaml", "FAST.YML", "small-ward.yml"]  # fmt: skip


def name_faults(root: Path) -> list[str]:
    """What is said of the names of files."""
    said = map(str, check_handbook(root).problems)
    return [
        sentence for sentence in said if ": is not a record; " in sentence or "the file is named" in sentence
    ]


@pytest.mark.parametrize("file_name", NAMES)
@pytest.mark.parametrize("is_copy", [False, True])
def test_whoever_follows_the_advice_has_a_sound_handbook(small, file_name, is_copy):
    """A tension under another name, or a copy of it: renamed or deleted, as is advised."""
    folder = small / "framework/tensions"
    file = folder / file_name
    file.write_bytes((folder / "fast-and-slow.yml").read_bytes())
    if not is_copy:
        (folder / "fast-and-slow.yml").unlink()
    for _ in range(3):
        if not (said := name_faults(small)):
            break
        advice = said[0].rpartition("; ")[2]
        if "is there already" in advice:
            file.unlink()
        elif name := re.search(r"(?:did you mean|the file to) '([^']*)'", advice):
            assert not (folder / name[1]).exists()
            file = file.rename(folder / name[1])
        else:  # Another id: that of the record, or one that somebody chooses.
            name = re.search("the id to '(.*)'", advice)
            id = name[1] if name else "near-and-far"
            text = file.read_text("utf-8").replace("id: fast-and-slow", f"id: {id}")
            file.write_text(text, "utf-8")
            file = file.rename(folder / f"{id}.yml")
    assert name_faults(small) == []
