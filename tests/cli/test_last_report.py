"""A check of what has not changed since the last says the same, and reads nothing but digests for it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import small_site

import macros.checks.run
from macros.cli import main
from macros.cli.last_report import FOLDER

EDITION = "id: {id}\nname: The {id}\nshort: Edition\nsummary: An edition of a deanery, for tests.\n"


class LaterDay(date):
    """A date whose today is another."""

    @classmethod
    def today(cls) -> LaterDay:
        return cls(2040, 1, 31)


@pytest.fixture
def root(tmp_path) -> Path:
    """The folder of a small handbook."""
    return small_site.write(tmp_path / "root")


@pytest.fixture
def checks(root, monkeypatch, capfd):
    """A function that runs ``handbook check`` on the small handbook, and gives its code, what it says, and
    whether records were read for it."""
    read, check = [], macros.checks.run.check_cached

    def check_noted(*arguments):
        read.append(arguments)
        return check(*arguments)

    monkeypatch.setattr(macros.checks.run, "check_cached", check_noted)

    def run_check(*options: str) -> tuple[int, str, bool]:
        read.clear()
        code = main(["--root", str(root), "check", *options])
        out, err = capfd.readouterr()
        return code, out + err, bool(read)

    return run_check


def test_what_has_not_changed_is_not_read_again(checks):
    code, sentences, is_read = checks()
    assert code == 0 and "are sound." in sentences and is_read
    assert checks() == (0, sentences, False)


@pytest.mark.parametrize("place", ["framework/sources.yml", "docs/index.md", "docs/new.md", "hosting.yml"])
def test_whatever_changes_is_judged(checks, root, place):
    checks()
    file = root / place
    file.write_text((file.read_text("utf-8") if file.exists() else "") + "\n# More\n", "utf-8")
    assert checks()[2]


def test_a_fault_is_never_taken_for_known(checks, root):
    _, sentences, _ = checks()
    file = root / "framework" / "sources.yml"
    sound = file.read_bytes()
    file.write_bytes(sound + b"- id: [\n")
    assert [(code, is_read) for code, _, is_read in (checks(), checks())] == [(1, True), (1, True)]
    file.write_bytes(sound)
    assert checks() == (0, sentences, False), "the report from before the fault is still true"


def test_another_day_is_judged_anew(checks, monkeypatch):
    checks()
    monkeypatch.setattr("macros.cli.check.date", LaterDay)
    assert checks()[2] and not checks()[2]


def test_an_environment_with_another_date_is_judged_anew(checks, monkeypatch):
    checks()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert checks()[2]


def test_a_report_that_is_not_as_it_was_written_is_none(checks, root):
    checks()
    (file,) = (root / FOLDER).glob("*.report.archive")
    content = file.read_bytes()
    for changed in (content[:-1], content.replace(b"are sound.", b"are wrong."), b""):
        assert changed != content
        file.write_bytes(changed)
        assert checks()[2]
    assert not checks()[2]


def test_an_edition_over_another_is_looked_at_in_full(checks, root, tmp_path):
    below, above = tmp_path / "below", tmp_path / "above"
    for folder, over in ((below, ""), (above, "over: ../below\n")):
        folder.mkdir()
        (folder / "edition.yml").write_text(EDITION.format(id=folder.name) + over, "utf-8")
    runs = [checks("--edition", str(above)) for _ in range(3)]
    assert [(code, is_read) for code, _, is_read in runs] == [(0, True), (0, True), (0, False)], runs
    with (below / "edition.yml").open("a") as file:
        file.write("logo_text: Another\n")
    assert checks("--edition", str(above))[2]
