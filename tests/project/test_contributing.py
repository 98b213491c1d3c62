"""CONTRIBUTING: its first change, made on a clone as it is written there, and where its links lead; and who
is asked to review, and by which forms."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from git_commands import git
from places import ROOT

from macros.addresses.repository import Repository
from macros.cli import COMMANDS

TEXT = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
PYTHON = "python3 scripts/handbook "
ONLY_ELSEWHERE = {"test", "lint"}  # Not promised for Windows.


def read_blocks(language: str) -> list[str]:
    """The samples of code of the first change that are in a language."""
    change = TEXT.partition("### A first change\n")[2].partition("\n### ")[0]
    return re.findall(rf"^```{language}\n(.*?)^```$", change, re.MULTILINE | re.DOTALL)


def run_line(line: str, folder) -> str:
    """What a command of the document prints in ``folder``; those of the handbook run in the Python of the
    tests, where the launcher would first make one."""
    if line.startswith(PYTHON):
        start = [sys.executable, "-c", "from macros.cli import run; run()", *shlex.split(line[len(PYTHON) :])]
        environment = {**os.environ, "PYTHONPATH": str(folder)}
        done = subprocess.run(start, cwd=folder, env=environment, capture_output=True, text=True, check=True)
        return done.stdout
    program, *words = shlex.split(line)
    assert program == "git"
    return git(folder, *words)


@pytest.mark.slow
@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="these files are no clone")
def test_the_first_change_can_be_made_as_it_is_written(tmp_path):
    folder = tmp_path / "clone"
    git(ROOT, "clone", "--quiet", "--depth", "1", f"file://{ROOT}", str(folder))
    begin, finish, throw_away = read_blocks("sh")
    above, below = read_blocks("yaml")
    path = re.search(r"Open `([\w/.-]+)`\.", TEXT)[1]
    main = git(folder, "rev-parse", "HEAD")
    run_line(begin.strip(), folder)
    text = (folder / path).read_text("utf-8")
    assert text.count(above) == 1 and below not in text
    (folder / path).write_text(text.replace(above, above + below), "utf-8")
    checked, changed, _ = (run_line(line, folder) for line in finish.splitlines())
    assert checked.rstrip().endswith("are sound.")
    assert "shift handover" in changed and "gosh-handover" in changed
    subject = git(folder, "log", "-1", "--format=%s")
    assert subject == "Find the case of the pit stop by 'shift handover'"
    assert git(folder, "diff", "--stat", main, "HEAD").endswith("1 file changed, 1 insertion(+)")
    for line in throw_away.splitlines():
        run_line(line, folder)
    assert git(folder, "rev-parse", "HEAD") == main and "shift" not in git(folder, "branch")


def test_every_command_that_the_document_names_is_there_and_windows_is_told_of_each():
    named = set(re.findall(rf"{PYTHON}(\w+)", TEXT))
    assert named <= set(COMMANDS)
    told = re.search(r"the rest is the same\.(.*?)are written for Windows", TEXT, re.DOTALL)[1]
    assert set(re.findall(r"`(\w+)`", told)) == set(COMMANDS) - ONLY_ELSEWHERE


def test_what_is_said_to_be_written_for_windows_imports_nothing_at_its_head_that_windows_has_not():
    pattern = re.compile(r"^(?:import|from) (?:fcntl|grp|pwd|resource|termios|tty|pty)\b", re.MULTILINE)
    files = [*(ROOT / "macros").rglob("*.py"), *(ROOT / "scripts/setup").glob("*.py")]
    assert [str(file) for file in files if pattern.search(file.read_text("utf-8"))] == []


def test_what_the_document_links_to_is_there():
    for target in re.findall(r"\]\(([^)#:]+)(?:#[\w-]+)?\)", TEXT):
        assert (ROOT / target).exists(), target
    headings = {re.sub(r"[^\w -]", "", line).strip().lower().replace(" ", "-")
                for line in re.findall(r"^#+ (.*)$", TEXT, re.MULTILINE)}  # fmt: skip
    assert set(re.findall(r"\]\(#([\w-]+)\)", TEXT)) <= headings


# -- who is asked, and by which forms


def test_each_folder_has_a_line_that_says_who_reviews_it():
    """The last line that fits counts, so those of program text stand behind those of words."""
    text = (ROOT / ".github/CODEOWNERS").read_text("utf-8")
    lines = re.findall(r"^# (/\S+)\s+@your-organisation/([a-z-]+)$", text, re.MULTILINE)
    places = [place for place, _ in lines]
    folders = {path.partition("/")[0] for path in git(ROOT, "ls-files").splitlines() if "/" in path}
    assert {f"/{folder}/" for folder in folders if not folder.startswith(".")} <= set(places)
    assert places.index("/docs/") < places.index("/docs/assets/")
    assert places.index("/framework/") < places.index("/framework/releases/")
    assert dict(lines)["/framework/releases/"] == dict(lines)["/.*"] == "engineers"


def test_the_form_for_a_problem_is_filled_in_from_the_page_by_fields_that_it_has():
    address = Repository("https://github.example/team/handbook").build_issue_url(
        "https://handbook.example/x/"
    )
    given = parse_qs(urlsplit(address).query)
    form = yaml.safe_load((ROOT / ".github/ISSUE_TEMPLATE" / given.pop("template")[0]).read_text("utf-8"))
    fields = {field["id"] for field in form["body"] if "id" in field}
    assert set(given) - {"title"} <= fields and given["page"] == ["https://handbook.example/x/"]


@pytest.mark.parametrize("name", ["problem", "case"])
def test_a_form_asks_for_what_is_needed_and_for_nobody_by_name(name):
    form = yaml.safe_load((ROOT / f".github/ISSUE_TEMPLATE/{name}.yml").read_text("utf-8"))
    needed = [field["id"] for field in form["body"] if field.get("validations", {}).get("required")]
    assert len(needed) >= 2 and form["name"] and form["description"]
    assert "no patient" in str(form)
