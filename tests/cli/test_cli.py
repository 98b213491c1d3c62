"""The ``handbook`` command: its sentences, its exit codes, and what it leaves on the disk."""

from __future__ import annotations

import importlib.util
import os
import re
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace

import click
import pytest
from places import ROOT
from ports import free_port
from waiting import PATIENCE, until

from macros.base.problems import Problem, Problems
from macros.cli import COMMANDS, console, main, site_folder

TOO_LONG = Problem("modules/a.yml", 9, 1, "module a, hours", "'900' is too long", "give at most 40")
NO_TITLE = Problem("modules/a.yml", 12, 1, "module a, title", "it is missing", "give it a title")


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A handbook of one page, in the current folder."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("---\ndrafted: 2026-11-22\n---\n# Welcome\n\nFirst words.\n")
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: Tiny\nsite_url: https://handbook.example/a/\n"
        "theme: {name: mkdocs, locale: en}\nplugins: []\n"
        "extra: {offline: !ENV [HANDBOOK_OFFLINE, false]}\n"
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def records(monkeypatch):
    """What ``check_handbook`` finds; a test changes it."""
    handbook = SimpleNamespace(
        finding_by_id={},
        quotations=(),
        records={},
        count_entries=lambda: {"module": 3, "theory": 1, "case": 0},
    )
    found = SimpleNamespace(problems=[], handbook=handbook, pages={}, edition=None)
    monkeypatch.setattr("macros.checks.run.check_handbook", lambda root: found)
    return found


def run(capfd, *arguments):
    """Exit code, stdout and stderr of a command run in this process."""
    code = main([str(argument) for argument in arguments])
    out, err = capfd.readouterr()
    return code, out, err


def files(folder):
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


# -- the command as a whole


def test_every_command_is_in_the_help_in_order(capfd):
    code, out, _ = run(capfd, "--help")
    assert code == 0
    assert re.findall(r"^  (\w+) {2,}\S", out.split("Commands:")[1], re.M) == list(COMMANDS)


def test_an_unknown_command_is_met_with_the_nearest(capfd):
    code, _, err = run(capfd, "chekc")
    assert code == 2
    assert err.endswith("Error: There is no command 'chekc'; did you mean 'check'?\n")


def test_outside_the_handbook_a_sentence_says_so(tmp_path, monkeypatch, capfd):
    monkeypatch.chdir(tmp_path)
    code, _, err = run(capfd, "check")
    assert code == 2
    assert err.endswith(
        f"Error: There is no mkdocs.yml in {tmp_path} or above it, so this is not the "
        "handbook's folder; go there, or name it with --root.\n"
    )


def test_root_is_found_from_a_folder_inside(project):
    assert console.find_root(project / "docs") == project
    with pytest.raises(click.UsageError):
        console.find_root(Path("/"))


def test_the_unexpected_is_a_sentence_and_exit_code_70(project, monkeypatch, capfd):
    def fail(root):
        raise KeyError("hours\nand minutes")

    monkeypatch.setattr("macros.checks.run.check_handbook", fail)
    monkeypatch.delenv("HANDBOOK_DEBUG", raising=False)
    assert run(capfd, "check") == (
        70,
        "",
        (
            "Something unexpected went wrong (KeyError: 'hours\\nand minutes'). "
            "Run again with HANDBOOK_DEBUG=1 for the traceback.\n"
        ),
    )
    monkeypatch.setenv("HANDBOOK_DEBUG", "1")
    code, _, err = run(capfd, "check")
    assert code == 70
    assert err.startswith("Traceback (most recent call last):")


def test_an_interruption_is_not_a_traceback(project, monkeypatch, capfd):
    def interrupt(root):
        raise KeyboardInterrupt

    monkeypatch.setattr("macros.checks.run.check_handbook", interrupt)
    assert run(capfd, "check") == (130, "", "\nStopped.\n")


@pytest.mark.parametrize(
    ("command", "absent"),
    [
        ("--help", "mkdocs yaml pydantic rich jinja2"),
        pytest.param("check", "mkdocs mkdocs_macros material rich", marks=pytest.mark.slow),
    ],
)
def test_what_a_command_does_not_import(command, absent):
    """``--help`` imports next to nothing, and ``check`` of the real records never meets mkdocs."""
    program = (
        "import sys; from macros.cli import main; main(sys.argv[2:]);"
        "sys.exit(' '.join(n for n in sys.argv[1].split() if n in sys.modules))"
    )
    found = subprocess.run(
        [sys.executable, "-c", program, absent, "--root", str(ROOT), command],
        capture_output=True, text=True, env=_finding_macros(),
    )  # fmt: skip
    assert found.stderr.splitlines()[-1:] in ([], [""]), found.stderr
    assert re.search("Usage: handbook|are sound|problems? in", found.stdout + found.stderr)


# -- check


def test_check_says_how_many_records_are_sound(project, records, capfd):
    assert run(capfd, "check") == (0, "4 records of 2 kinds are sound.\n", "")


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        ({"module": 1}, "1 record of 1 kind is sound.\n"),
        ({"module": 1200, "case": 4}, "1,204 records of 2 kinds are sound.\n"),
        ({"module": 0}, "There are no records yet, so there was nothing to check.\n"),
    ],
)
def test_check_counts_in_english(project, records, capfd, counts, sentence):
    records.handbook.count_entries = lambda: counts
    assert run(capfd, "check") == (0, sentence, "")


def test_check_prints_each_problem_by_place_and_counts_them(project, records, capfd):
    records.problems = [NO_TITLE, TOO_LONG]
    assert run(capfd, "check") == (
        1,
        "",
        (
            "modules/a.yml:9:1: module a, hours: '900' is too long; give at most 40\n"
            "modules/a.yml:12:1: module a, title: it is missing; give it a title\n"
            "2 problems in 1 file.\n"
        ),
    )


@pytest.mark.parametrize(
    ("command", "then"), [("check", ""), ("build", "; the site was not built"), ("serve", "")]
)
def test_of_one_file_two_hundred_problems_are_printed_and_the_rest_counted(
    project, records, capfd, command, then
):
    many = [Problem("modules/a.yml", line, 1, "module a", "is wrong", "mend it") for line in range(1, 22657)]
    few = [Problem("modules/b.yml", line, 1, "module b", "is wrong", "mend it") for line in range(1, 201)]
    records.problems = [*few, *many]
    code, out, err = run(capfd, command, *(["--port", free_port()] if command == "serve" else []))
    said = err.splitlines()
    assert (code, out, len(said)) == (1, "", 402)
    assert said[:200] == [str(problem) for problem in many[:200]] and said[201:401] == [
        str(problem) for problem in few
    ]
    assert said[200] == "modules/a.yml: and 22,456 more in this file."
    assert said[401] == f"22,856 problems in 2 files{then}."


def test_check_prints_what_the_loader_could_not_read(project, monkeypatch, capfd):
    def refuse(root):
        raise Problems([TOO_LONG])

    monkeypatch.setattr("macros.checks.run.check_handbook", refuse)
    code, out, err = run(capfd, "check")
    assert (code, out) == (1, "")
    assert err == f"{TOO_LONG}\n1 problem in 1 file.\n"


# -- build


def test_build_writes_the_site_and_says_where(project, records, capfd):
    code, out, err = run(capfd, "build")
    assert (code, err) == (0, "")
    assert re.fullmatch(r"Built 2 pages in \d+\.\d s: site/index\.html\n", out)
    assert "First words." in (project / "site/index.html").read_text()
    assert sorted(p.name for p in project.iterdir() if p.name != ".cache") == ["docs", "mkdocs.yml", "site"]


def test_a_quiet_build_says_nothing(project, records, capfd):
    assert run(capfd, "build", "--quiet") == (0, "", "")


def test_the_site_can_be_read_by_a_web_server(project, records, capfd):
    run(capfd, "build")
    (project / "beside").mkdir()
    assert (project / "site").stat().st_mode == (project / "beside").stat().st_mode


def test_a_problem_stops_the_build_before_anything_is_written(project, records, capfd):
    records.problems = [TOO_LONG]
    code, out, err = run(capfd, "build")
    assert (code, out) == (1, "")
    assert err == f"{TOO_LONG}\n1 problem in 1 file; the site was not built.\n"
    assert not (project / "site").exists()


def test_a_warning_stops_the_build_and_the_old_site_stays(project, records, capfd):
    run(capfd, "build")
    before = files(project / "site")
    (project / "docs/index.md").write_text("---\ndrafted: 2026-11-22\n---\n# Welcome\n\n[nowhere](gone.md)\n")
    code, out, err = run(capfd, "build")
    assert (code, out) == (1, "")
    assert (
        err == "Doc file 'index.md' contains a link 'gone.md', but the target is not found among "
        "documentation files.\n"
        "The site was not built, for the reason above; site is as it was.\n"
    )
    assert files(project / "site") == before
    assert sorted(p.name for p in project.iterdir() if p.name != ".cache") == ["docs", "mkdocs.yml", "site"]


def test_a_wrong_setting_is_a_sentence(project, records, capfd):
    with (project / "mkdocs.yml").open("a") as file:
        file.write("docs_dir: nowhere\n")
    code, _, err = run(capfd, "build")
    assert code == 1
    assert (
        err == f"Config value 'docs_dir': The path '{project / 'nowhere'}' isn't an existing directory.\n"
        "The site was not built, for the reason above.\n"
    )


def test_settings_that_are_not_yaml_are_a_sentence(project, records, capfd):
    (project / "mkdocs.yml").write_text("site_name: [\n")
    code, _, err = run(capfd, "build")
    assert code == 1
    assert err.startswith("MkDocs encountered an error parsing the configuration file: ")
    assert err.endswith("\nThe site was not built, for the reason above.\n")
    assert "Traceback" not in err


def test_what_mkdocs_trips_over_in_its_settings_is_a_sentence(project, records, monkeypatch, capfd):
    def trip(file, **options):
        raise TypeError("unhashable type: 'list'")

    monkeypatch.setattr("macros.cli.mkdocs_build.load_config", trip)
    assert run(capfd, "build") == (
        1,
        "",
        (
            "mkdocs.yml cannot be used as it stands (TypeError: unhashable type: 'list').\nThe site was not"
            " built, for the reason above.\n"
        ),
    )


def test_what_fails_inside_mkdocs_leaves_the_old_site(project, records, monkeypatch, capfd):
    run(capfd, "build")
    before = files(project / "site")

    def fail(config):
        raise RuntimeError("no more memory")

    monkeypatch.setattr("macros.cli.mkdocs_build.build", fail)
    code, _, err = run(capfd, "build")
    assert code == 70
    assert (
        err == "Something unexpected went wrong (RuntimeError: no more memory). "
        "Run again with HANDBOOK_DEBUG=1 for the traceback.\n"
    )
    assert files(project / "site") == before
    assert sorted(p.name for p in project.iterdir() if p.name != ".cache") == ["docs", "mkdocs.yml", "site"]


def test_two_builds_of_a_commit_are_the_same_bytes(project, records, capfd, monkeypatch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    git = ["git", "-c", "user.name=n", "-c", "user.email=e@example.org"]
    date = {**os.environ, "GIT_COMMITTER_DATE": "2020-02-03T12:00:00Z"}
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "Begin"]):
        subprocess.run([*git, *words], check=True, env=date)
    assert run(capfd, "build")[0] == 0
    first = files(project / "site")
    second = int(time.time())  # sitemap.xml.gz holds a time in whole seconds.
    until(lambda: int(time.time()) > second, "another second")
    assert run(capfd, "build", "--site-dir", "other")[0] == 0
    assert files(project / "other") == first
    assert b"<lastmod>2020-02-03</lastmod>" in first["sitemap.xml"]
    assert "SOURCE_DATE_EPOCH" not in os.environ


def test_an_offline_build_has_links_that_work_from_disk(project, records, capfd):
    (project / "docs/second.md").write_text("---\ndrafted: 2026-11-22\n---\n# Second\n")
    code, out, _ = run(capfd, "build", "--offline")
    assert code == 0
    assert out.endswith(": site-offline/index.html\n")
    assert (project / "site-offline/second.html").is_file()
    assert not (project / "site").exists()
    assert "HANDBOOK_OFFLINE" not in os.environ


def test_the_offline_switch_is_true_for_mkdocs_yml(project, monkeypatch):
    from mkdocs.config import load_config

    from macros.cli.environment import set_environment

    monkeypatch.delenv("HANDBOOK_OFFLINE", raising=False)
    with set_environment(project, offline=True):
        assert load_config("mkdocs.yml").extra["offline"] is True
    assert load_config("mkdocs.yml").extra["offline"] is False


@pytest.mark.parametrize(
    ("folder", "sentence"),
    [
        (".", "The site cannot go into {root}, because the handbook itself is in there."),
        ("..", "The site cannot go into {root.parent}, because the handbook itself is in there."),
        (
            "docs",
            (
                "The site cannot go into {root}/docs, because that folder holds something other "
                "than an earlier site; name an empty or a new folder."
            ),
        ),
    ],
)
def test_a_folder_that_is_not_a_site_is_never_replaced(project, records, capfd, folder, sentence):
    code, _, err = run(capfd, "build", "--site-dir", folder)
    assert code == 2
    assert err.endswith(f"Error: {sentence.format(root=project)}\n")
    assert (project / "docs/index.md").exists()


def test_what_mkdocs_macros_reports_is_one_line(monkeypatch):
    from macros.cli.mkdocs_build import clean_message

    monkeypatch.delenv("HANDBOOK_DEBUG", raising=False)
    failed = (
        "\x1b[32m[macros] - ERROR\x1b[0m # _Macro Rendering Error_\n\n_File_: `a/b.md`\n\n"
        "_UndefinedError_: 'cards' is undefined\n\n```\nTraceback (most recent call last):\n  File x\n```"
    )
    assert clean_message(failed) == "docs/a/b.md: a macro failed: UndefinedError: 'cards' is undefined"
    unread = (
        "[macros] - ERROR # _Macro Syntax Error_\n\n_File_: `b.md`\n\n"
        "_Line 3 in Markdown file:_ **unexpected '}'**\n```markdown\n{{ }}\n```"
    )
    assert clean_message(unread) == "docs/b.md:3: this macro cannot be read: unexpected '}'"
    assert clean_message("\x1b[33ma  plain\x1b[0m\nwarning") == "a plain warning"


@pytest.mark.skipif(os.name == "nt", reason="Links need rights on Windows")
@pytest.mark.parametrize("folder", ["framework/out", "link", "docs/../Framework", "site"])
def test_a_site_is_not_put_among_what_the_handbook_is_made_from(project, records, capfd, folder):
    (project / "framework").mkdir()
    (project / "link").symlink_to("framework/out")
    (project / "site").symlink_to("framework/site")
    code, _, err = run(capfd, "build", *(() if folder == "site" else ("--site-dir", folder)))
    target = (project / folder).resolve()
    inside = project / ("Framework" if "Framework" in folder else "framework")
    assert (code, err.splitlines()[-1]) == (
        2,
        f"Error: The site cannot go into {target}, because it would come among what a handbook is made from,"
        f" in {inside}; name a folder outside of that.",
    )
    assert names(project) == ["docs", "framework", "link", "mkdocs.yml", "site"]
    assert names(project / "framework") == []


def test_a_preview_is_not_kept_among_what_the_handbook_is_made_from(project, records, monkeypatch, capfd):
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(project / "docs"))
    assert run(capfd, "serve", "--port", free_port()) == (
        1,
        "",
        f"The preview cannot be kept in {project / 'docs'}, the folder for temporary files, because it would"
        " come among what a handbook is made from; set TMPDIR to another folder.\n",
    )


# -- variables of the environment, and git


@pytest.mark.parametrize("command", ["check", "build", "serve"])
def test_a_variable_that_holds_what_it_cannot_stops_a_command_before_it_begins(
    project, records, monkeypatch, capfd, command
):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    monkeypatch.setenv("HANDBOOK_REPOSITORY", "https://user:secret@")
    monkeypatch.setenv("HANDBOOK_EDITION", "nowhere")
    code, out, err = run(capfd, command)
    assert (code, out) == (2, "")
    assert err.endswith(
        "Error: The variable SOURCE_DATE_EPOCH holds 'yesterday', which is no number of seconds; write the"
        " seconds since 1970 in digits, as 1700000000.\n"
        "The variable HANDBOOK_REPOSITORY is no address of a repository on the web; write its address, as"
        " https://github.com/owner/name, or nothing for no links.\n"
        "The variable HANDBOOK_EDITION names 'nowhere', where there is nothing; name the folder that holds"
        " edition.yml.\n"
    )
    assert names(project) == ["docs", "mkdocs.yml"]


def test_empty_variables_count_as_not_set_and_a_misspelt_one_is_named(project, records, monkeypatch, capfd):
    for name in ("SOURCE_DATE_EPOCH", "HANDBOOK_DEBUG", "HANDBOOK_FOLDERS", "HANDBOOK_EDITION"):
        monkeypatch.setenv(name, "")
    monkeypatch.setenv("HANDBOOK_SITEURL", "https://x.example")
    code, out, err = run(capfd, "build")
    assert (code, out[:13]) == (0, "Built 2 pages")
    assert (
        err == "The variable HANDBOOK_SITEURL is none of the handbook's, and changes nothing; did you mean"
        " 'HANDBOOK_SITE_URL'?\n"
    )


def test_a_variable_asks_for_a_copy_that_works_from_disk_too(project, records, monkeypatch, capfd):
    monkeypatch.setenv("HANDBOOK_OFFLINE", "yes")
    assert run(capfd, "build")[1].endswith(": site-offline/index.html\n")


@pytest.mark.parametrize(
    ("variables", "lacks"),
    [
        (
            {},
            "so no page links to where it can be edited, and the site bears today's date, not that of the"
            " last commit",
        ),
        ({"SOURCE_DATE_EPOCH": "1700000000"}, "so no page links to where it can be edited"),
        (
            {"HANDBOOK_REPOSITORY": ""},
            "so the site bears today's date, not that of the last commit",
        ),
        ({"HANDBOOK_REPOSITORY": "", "SOURCE_DATE_EPOCH": "1700000000"}, None),
    ],
)
def test_what_git_refuses_is_said_once_with_what_follows(
    project, records, monkeypatch, capfd, variables, lacks
):
    for name in ("SOURCE_DATE_EPOCH", "HANDBOOK_REPOSITORY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    git = ["git", "-c", "user.name=n", "-c", "user.email=e@example.org"]
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "Begin"]):
        subprocess.run([*git, *words], check=True)
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    code, _, err = run(capfd, "build")
    sentence = (
        f"git does not look into {project}, because the folder belongs to somebody else, {lacks}. If you"
        f" trust what is in it, let git look there: git config --global --add safe.directory {project}\n"
    )
    assert (code, err) == (0, sentence if lacks else "")


# -- the folder


def put_site(folder, words):
    folder.mkdir()
    write_site(folder, words)


def write_site(folder, words):
    for name in (*site_folder.MARKS[0], "index.html"):
        (folder / name).write_text(words)


def names(folder):
    return sorted(each.name for each in folder.iterdir() if each.name != ".cache")


def test_the_old_folder_comes_back_when_the_new_cannot_take_its_place(tmp_path, monkeypatch):
    site = tmp_path / "site"
    put_site(site, "old")
    rename = Path.rename

    def refuse_new(path, target):
        if path.name == "new":
            raise OSError(16, "Device or resource busy")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refuse_new)
    with pytest.raises(site_folder.NotReplaced) as caught, site_folder.replacing(site) as new:
        (new / "index.html").write_text("new")
    assert str(caught.value) == f"The site could not be put into {site} (Device or resource busy)."
    assert names(tmp_path) == ["site"]
    assert (site / "index.html").read_text() == "old"


KILLED = """
import os, signal, sys
from pathlib import Path
from macros.cli import site_folder
target, moment = Path(sys.argv[1]), sys.argv[2]

def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)

rename = Path.rename
def renaming(path, to):
    if moment == f"before {path.name} goes":
        die()
    rename(path, to)
    if moment == f"after {path.name} went":
        die()

Path.rename = renaming
if moment == "before it is locked":
    site_folder._lock = die
if moment == "while the old is removed":
    rmtree = site_folder.shutil.rmtree
    def half(folder, **options):
        if folder.exists():
            (folder / "index.html").unlink()
            die()
    site_folder.shutil.rmtree = half
with site_folder.replacing(target) as new:
    for name in (*site_folder.MARKS[0], "index.html"):
        (new / name).write_text("new")
    if moment == "while it is built":
        die()
"""
MOMENTS = {  # When a build is killed, and which site is then there to be read.
    "before it is locked": "old",
    "while it is built": "old",
    "before site goes": "old",
    "after site went": "old",
    "before new goes": "old",
    "after new went": "new",
    "while the old is removed": "new",
    "after old went": "new",
}


def kill_build(target, moment):
    command = [sys.executable, "-c", KILLED, str(target), moment]
    done = subprocess.run(command, env=_finding_macros(), capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (-9, "")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("command", ["check", "build"])
def test_after_a_kill_at_any_moment_the_next_run_begins_with_a_whole_site(
    project, records, capfd, moment, command
):
    """Though the next run itself fails, because of a problem in a record."""
    put_site(project / "site", "old")
    kill_build(project / "site", moment)
    records.problems = [TOO_LONG]
    assert run(capfd, command)[0] == 1
    assert {path: text.decode() for path, text in files(project / "site").items()} == dict.fromkeys(
        (*site_folder.MARKS[0], "index.html"), MOMENTS[moment]
    )
    assert names(project) == ["docs", "mkdocs.yml", "site"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_a_site_elsewhere_is_brought_back_by_the_next_build_to_there(project, records, capfd):
    (project / "out").mkdir()
    put_site(project / "out" / "there", "old")
    kill_build(project / "out" / "there", "after there went")
    assert names(project / "out") != ["there"]
    records.problems = [TOO_LONG]
    assert run(capfd, "build", "--site-dir", "out/there")[0] == 1
    assert names(project / "out") == ["there"]
    assert (project / "out" / "there" / "index.html").read_text() == "old"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
@pytest.mark.parametrize("name", ["site", "site-offline", "site-example-north"])
@pytest.mark.parametrize("command", ["check", "build"])
def test_a_site_that_a_link_leads_to_is_brought_back(
    project, records, capfd, tmp_path_factory, name, command
):
    """Builds work beside the folder that the link leads to, through as many links as there are."""
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    put_site(elsewhere / "www", "old")
    (elsewhere / "link").symlink_to("www")
    (project / name).symlink_to(elsewhere / "link")
    kill_build(elsewhere / "www", "after www went")
    kill_build(elsewhere / "other", "while it is built")
    (other,) = (each for each in names(elsewhere) if each.startswith(".other"))
    records.problems = [TOO_LONG]
    assert run(capfd, command)[0] == 1
    assert names(elsewhere) == [other, "link", "www"]
    assert (project / name / "index.html").read_text() == "old"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_a_site_elsewhere_that_a_link_leads_to_is_brought_back(project, records, capfd, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    put_site(elsewhere / "w[w]w", "old")
    (project / "there").symlink_to(elsewhere / "w[w]w")
    kill_build(elsewhere / "w[w]w", "after w[w]w went")
    records.problems = [TOO_LONG]
    assert run(capfd, "build", "--site-dir", "there")[0] == 1
    assert names(elsewhere) == ["w[w]w"]
    assert (project / "there" / "index.html").read_text() == "old"


@pytest.mark.skipif(os.name == "nt", reason="Links need rights on Windows")
def test_links_that_no_build_made_are_left_alone(project, records, capfd, tmp_path_factory):
    """A link that leads to itself, one that leads nowhere, and one to a folder that looks as if a build had
    worked in it."""
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "new").mkdir()
    (elsewhere / "lock").touch()
    (project / "site").symlink_to("site")
    (project / "site-offline").symlink_to("nowhere")
    (project / ".site.handbook-0123456789ab").symlink_to(elsewhere)
    assert run(capfd, "check")[0] == 0
    assert names(elsewhere) == ["lock", "new"]
    assert names(project) == [".site.handbook-0123456789ab", "docs", "mkdocs.yml", "site", "site-offline"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_of_two_old_sites_the_later_is_brought_back(tmp_path):
    site = tmp_path / "site"
    put_site(site, "first")
    kill_build(site, "after site went")
    put_site(site, "second")
    kill_build(site, "after site went")
    site_folder.tidy(tmp_path)
    assert names(tmp_path) == ["site"]
    assert (site / "index.html").read_text() == "second"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_an_old_site_is_kept_while_something_else_stands_in_its_place(tmp_path):
    site = tmp_path / "site"
    put_site(site, "old")
    kill_build(site, "after site went")
    site.mkdir()
    (site / "thesis.txt").write_text("years of work")
    site_folder.tidy(tmp_path)
    (work,) = set(names(tmp_path)) - {"site"}
    assert names(site) == ["thesis.txt"]
    (site / "thesis.txt").rename(tmp_path / "thesis.txt")
    site_folder.tidy(tmp_path)
    assert names(tmp_path) == ["site", "thesis.txt"]
    assert (site / "index.html").read_text() == "old"


def test_what_somebody_puts_there_while_the_site_is_built_stays(tmp_path):
    site = tmp_path / "site"
    with pytest.raises(site_folder.NotReplaced) as caught, site_folder.replacing(site) as new:
        write_site(new, "new")
        site.mkdir()
        (site / "thesis.txt").write_text("years of work")
    assert (
        str(caught.value)
        == f"The site could not be put into {site} (while it was built, something other than a site came to"
        " be there)."
    )
    assert names(tmp_path) == ["site"]
    assert files(site) == {"thesis.txt": b"years of work"}


@pytest.mark.skipif(os.name == "nt", reason="Links need rights on Windows")
@pytest.mark.parametrize("options", [(), ("--site-dir", "loop")])
def test_a_link_that_leads_to_itself_is_a_sentence(project, records, capfd, options):
    name = options[-1] if options else "site"
    (project / name).symlink_to(name)
    code, _, err = run(capfd, "build", *options)
    assert (code, err.splitlines()[-1]) == (
        2,
        f"Error: The site cannot go into {name}, because that is a link that leads back to itself.",
    )


def test_a_build_at_work_is_left_alone_by_all_others(tmp_path):
    """One build inside the other: whoever ends last stands, and neither takes the other's folder for
    litter."""
    site = tmp_path / "site"
    put_site(site, "old")
    with site_folder.replacing(site) as outer:
        for name in (*site_folder.MARKS[0], "index.html"):
            (outer / name).write_text("outer")
        with site_folder.replacing(site) as inner:
            site_folder.tidy(tmp_path)
            write_site(inner, "inner")
        assert (site / "index.html").read_text() == "inner"
        site_folder.tidy(tmp_path)
    assert names(tmp_path) == ["site"]
    assert (site / "index.html").read_text() == "outer"


def test_builds_that_end_in_the_same_instant_both_end_well(tmp_path, monkeypatch):
    """The other build puts its site there between the two steps of this one."""
    site, rename = tmp_path / "site", Path.rename
    put_site(site, "old")

    def meanwhile(path, target):
        rename(path, target)
        if path == site:
            monkeypatch.setattr(Path, "rename", rename)
            with site_folder.replacing(site) as other:
                write_site(other, "other")

    with site_folder.replacing(site) as new:
        (new / "index.html").write_text("new")
        monkeypatch.setattr(Path, "rename", meanwhile)
    assert names(tmp_path) == ["site"]
    assert files(site) == {"index.html": b"new"}


def test_where_the_disk_knows_no_locks_nothing_is_taken_for_litter(tmp_path, monkeypatch):
    monkeypatch.setattr(site_folder, "_lock", lambda file: None)
    with site_folder.replacing(tmp_path / "site") as first:
        site_folder.tidy(tmp_path)
        (first / "index.html").write_text("first")
    assert names(tmp_path) == ["site"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_where_the_disk_knows_no_locks_a_site_is_brought_back(tmp_path, monkeypatch):
    site = tmp_path / "site"
    put_site(site, "old")
    kill_build(site, "after site went")
    monkeypatch.setattr(site_folder, "_lock", lambda file: None)
    site_folder.tidy(tmp_path)
    assert (site / "index.html").read_text() == "old"


def test_where_the_disk_knows_no_locks_a_site_that_is_brought_back_is_replaced(tmp_path, monkeypatch):
    """Another run takes a build that is at work for a killed one, between its two steps."""
    site, rename = tmp_path / "site", Path.rename
    put_site(site, "old")
    monkeypatch.setattr(site_folder, "_lock", lambda file: None)

    def meanwhile(path, target):
        rename(path, target)
        if path == site:
            monkeypatch.setattr(Path, "rename", rename)
            site_folder.tidy(tmp_path)
            assert (site / "index.html").read_text() == "old"

    with site_folder.replacing(site) as new:
        (new / "index.html").write_text("new")
        monkeypatch.setattr(Path, "rename", meanwhile)
    assert names(tmp_path) == ["site"]
    assert files(site) == {"index.html": b"new"}


def test_what_cannot_be_tidied_stops_nothing(project, records, capfd, monkeypatch):
    odd, empty, own = (project / f".site.handbook-{end}" for end in ("0123456789ab", "0123456789ac", "notes"))
    (odd / "lock").mkdir(parents=True)
    empty.mkdir()  # A build was killed between two of its first steps.
    own.mkdir()
    assert run(capfd, "check")[0] == 0
    assert names(project) == [odd.name, own.name, "docs", "mkdocs.yml"]


FULL = Path("/dev/full")


@pytest.mark.skipif(not FULL.exists(), reason="There is no /dev/full here")
@pytest.mark.parametrize(
    "command, result",
    [
        ("check", r"4 records of 2 kinds are sound\."),
        ("build", r"Built \d+ pages in [\d.]+ s: site/index\.html"),
    ],
)
def test_a_result_that_cannot_be_printed_is_said_as_such(project, command, result):
    """What was done stays done, and nobody is told of a full disk that is not the site's."""
    program = (
        "import sys, types, macros.checks.run as c;"
        "h = types.SimpleNamespace(count_entries=lambda: {'module': 3, 'theory': 1}, quotations=());"
        "h.finding_by_id = h.records = {};"
        "c.check_handbook = lambda root: types.SimpleNamespace("
        "problems=[], handbook=h, pages={}, edition=None);"
        "from macros.cli import main; sys.exit(main(sys.argv[1:]))"
    )
    with FULL.open("w") as full:
        done = subprocess.run(
            [sys.executable, "-c", program, command],
            env=_finding_macros(),
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
        )
    sentence = r"The work was done, and only its result could not be printed \(No space left on device\): "
    assert done.returncode == 1 and re.fullmatch(sentence + result + "\n", done.stderr), done.stderr
    assert (project / "site").exists() == (command == "build")


# -- serve


@pytest.fixture
def busy_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        yield taken.getsockname()[1]


def test_a_busy_port_is_a_sentence(project, records, capfd, busy_port):
    assert run(capfd, "serve", "--port", busy_port) == (
        1,
        "",
        (
            f"Port {busy_port} is in use by another program; "
            f"choose another, for example --port {busy_port + 1}.\n"
        ),
    )


def test_a_foreign_host_is_a_sentence(project, records, capfd):
    assert run(capfd, "serve", "--host", "192.0.2.1") == (
        1,
        "",
        "192.0.2.1 is not an address of this machine; use --host 127.0.0.1, or leave it out.\n",
    )


def test_serving_does_not_begin_with_a_problem(project, records, capfd):
    records.problems = [TOO_LONG]
    code, out, err = run(capfd, "serve", "--port", free_port())
    assert (code, out, err) == (1, "", f"{TOO_LONG}\n1 problem in 1 file.\n")


def test_the_last_good_page_stays_while_there_is_a_problem(project, records, capfd):
    """Three states of a record while serving: good, bad, good again; then an end as by Ctrl-C."""
    from macros.cli.environment import set_environment
    from macros.cli.preview import Preview, create_server

    port = free_port()
    address = f"http://127.0.0.1:{port}/"
    (project / "previews").mkdir()
    with set_environment(project):
        preview = Preview(project, project / "previews", address)
        assert preview.build()
        server = create_server(preview, "127.0.0.1", port)
        thread = threading.Thread(target=server.serve, daemon=True)
        thread.start()
        try:
            page = _wait_for(address, "First words.")
            script = re.search(r'<script src="(/livereload/[0-9]+\.js)"></script></body>', page)[
                1
            ]  # In the page, its policy would refuse it.
            assert (
                _read(address + script[1:]).strip().startswith("var livereload = function(")
                and "livereload = " not in page
            )

            records.problems = [TOO_LONG]
            (project / "docs/index.md").write_text("---\ndrafted: 2026-11-22\n---\n# Welcome\n\nBad words.\n")
            said = _wait_to_hear(capfd, "last good pages")
            assert said == f"{TOO_LONG}\n1 problem in 1 file; the preview shows the last good pages.\n"
            assert "First words." in _read(address)

            records.problems = []
            (project / "docs/index.md").write_text("---\ndrafted: 2026-11-22\n---\n# Welcome\n\nNew words.\n")
            assert "New words." in _wait_for(address, "New words.")
            until(lambda: len(list((project / "previews").iterdir())) == 1, "the end of the old pages")
        finally:
            server.shutdown()
            thread.join(PATIENCE)
    assert not thread.is_alive()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT to send to another program")
@pytest.mark.slow
def test_ctrl_c_ends_serving_politely(project):
    """In a process of its own, as a person would run it."""
    import signal

    program = (
        "import sys, types, macros.checks.run as c;"
        "h = types.SimpleNamespace(count_entries=dict, finding_by_id={}, records={}, quotations=());"
        "c.check_handbook = lambda root: types.SimpleNamespace("
        "problems=[], handbook=h, pages={}, edition=None);"
        "from macros.cli import main; sys.exit(main(sys.argv[1:]))"
    )
    command = [sys.executable, "-u", "-c", program, "serve", "--port", str(free_port())]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    # Whoever runs the tests in the background has told all that they start to pass over Ctrl-C.
    pipes["preexec_fn"] = lambda: signal.signal(signal.SIGINT, signal.default_int_handler)
    with subprocess.Popen(command, cwd=project, env=_finding_macros(), **pipes) as child:
        first = child.stdout.readline()
        child.send_signal(signal.SIGINT)
        out, err = child.communicate(timeout=PATIENCE)
    assert re.fullmatch(r"The handbook is at http://127\.0\.0\.1:\d+/ - press Ctrl-C to stop\.\n", first)
    assert (child.returncode, out, err) == (0, "Stopped.\n", "")


# -- on a terminal


def test_stages_are_shown_on_a_terminal_only(project, records, monkeypatch, capfd):
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    code, out, err = run(capfd, "build")
    assert code == 0
    assert "Checking the records" in err
    assert "Building the pages" in err
    assert out.startswith("Built 2 pages in ")


# -- helpers


def _finding_macros():
    return {**os.environ, "PYTHONPATH": str(ROOT)}


def _read(address):
    with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
        return answer.read().decode()


def _wait_for(address, words):
    """The page at ``address`` once it holds ``words``."""

    def page() -> str:
        with suppress(OSError):
            text = _read(address)
            return text if words in text else ""
        return ""

    return until(page, f"'{words}' at {address}")


def _wait_to_hear(capfd, words):
    """What was said on stderr, once ``words`` were among it."""
    heard = []

    def said() -> str:
        heard.append(capfd.readouterr().err)
        return text if words in (text := "".join(heard)) else ""

    return until(said, f"'{words}' on stderr")


def test_the_commands_are_one_module_each():
    for name, module in COMMANDS.items():
        assert importlib.util.find_spec(module), name
        assert importlib.import_module(module).command.name == name
