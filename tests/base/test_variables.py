"""The variables of the environment: what they may hold, and what is said of one that holds something else."""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime

import pytest
from places import ROOT, TESTS

from macros.base.variables import (
    LATEST,
    OF_TESTS,
    VARIABLES,
    drop_blanks,
    find_faults,
    find_strangers,
    is_on,
)

SECONDS = "write the seconds since 1970 in digits, as 1700000000."


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        *[
            ("SOURCE_DATE_EPOCH", value, f"holds '{value}', which is no number of seconds; {SECONDS}")
            for value in (
                "yesterday",
                "-1",
                "+1",
                "1e9",
                "1.5",
                "0x10",
                "1_000",
                "\u0661\u0662",
                "1970-01-01",
            )
        ],
        ("SOURCE_DATE_EPOCH", " 12 ", f"holds spaces beside '12'; {SECONDS}"),
        ("SOURCE_DATE_EPOCH", "12\n", f"holds spaces beside '12'; {SECONDS}"),
        *[
            (
                "SOURCE_DATE_EPOCH",
                value,
                f"holds '{value}', which is later than a site can be dated; {SECONDS}",
            )
            for value in (str(LATEST + 1), "1" * 50)
        ],
        ("HANDBOOK_DEBUG", "2", "holds '2', which is neither yes nor no; write 1 or 0."),
        ("HANDBOOK_OFFLINE", "disk", "holds 'disk', which is neither yes nor no; write 1 or 0."),
        ("HANDBOOK_FOLDERS", "1", "holds '1'; write true or false."),
        (
            "HANDBOOK_SITE_URL",
            "leadership.example",
            "holds 'leadership.example', which does not begin with http:// or https://; write it whole, as"
            " https://www.example.org/page.",
        ),
    ],
)
def test_a_variable_that_holds_what_it_cannot_is_named(name, value, sentence):
    assert list(find_faults({name: value})) == [f"The variable {name} {sentence}"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *[("SOURCE_DATE_EPOCH", value) for value in ("0", "0012", "1700000000", str(LATEST))],
        *[("HANDBOOK_DEBUG", value) for value in ("1", "0", "true", "No", "off", "")],
        *[("HANDBOOK_FOLDERS", value) for value in ("true", "False")],
        ("HANDBOOK_SITE_URL", "https://leadership.example/handbook/"),
        ("HANDBOOK_EDITION", "editions/example-north"),
    ],
)
def test_a_sound_variable_is_not(name, value):
    assert list(find_faults({name: value})) == []


def test_the_latest_date_is_one_that_python_and_a_compressed_file_know():
    assert datetime.fromtimestamp(LATEST, UTC).year == 2106
    assert LATEST.to_bytes(4, "little")


def test_an_empty_variable_counts_as_not_set_but_for_the_one_of_which_it_means_something():
    variables = dict.fromkeys((variable.name for variable in VARIABLES), " ") | {"PATH": ""}
    drop_blanks(variables)
    assert variables == {"HANDBOOK_REPOSITORY": " ", "PATH": ""}


@pytest.mark.parametrize(
    ("value", "on"), [("1", True), ("Yes", True), ("0", False), ("false", False), ("", False)]
)
def test_yes_and_no_are_heard_in_several_words(monkeypatch, value, on):
    monkeypatch.setenv("HANDBOOK_OFFLINE", value)
    assert is_on("HANDBOOK_OFFLINE") is on


def test_a_variable_that_is_misspelt_or_none_of_ours_is_named():
    names = (
        "HANDBOOK_REPOSITRY",
        "HANDBOOK_QQ",
        "HANDBOOK_TEST_RUN",
        "HANDBOOK_OF_A_DEANERY",
        "HANDBOOK_DEBUG",
        "X",
    )
    settings = "extra: {own: !ENV [HANDBOOK_OF_A_DEANERY, 5]}"
    assert list(find_strangers(dict.fromkeys(names, "x"), settings)) == [
        "The variable HANDBOOK_QQ is none of the handbook's, and changes nothing; docs/contribute/commands.md"
        " lists them.",
        "The variable HANDBOOK_REPOSITRY is none of the handbook's, and changes nothing; did you mean"
        " 'HANDBOOK_REPOSITORY'?",
    ]


def test_every_variable_that_the_program_and_its_tests_read_is_listed():
    listed = {variable.name for variable in VARIABLES} | OF_TESTS
    read = set()
    folders = [ROOT / "macros", ROOT / "scripts", TESTS / "support", TESTS / "browser", TESTS / "engines"]
    for file in (file for folder in folders for file in folder.rglob("*.py")):
        read |= set(re.findall(r"environ(?:\.get\(|\[)[\"'](HANDBOOK_\w+)", file.read_text("utf-8")))
    read |= set(re.findall(r"!ENV \[(\w+)", (ROOT / "mkdocs.yml").read_text("utf-8")))
    assert read <= listed and {"HANDBOOK_FAST", "HANDBOOK_SITE_URL"} <= read
    assert [name for name in os.environ if name.startswith("HANDBOOK_") and name not in listed] == []
