"""A request to end, at every moment of a command: one word, exit code 130, nothing left, and the site
whole."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys

import pytest
from places import ROOT

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no signals to send to another program")

# A process for each line of its input, in the folder that the line names, after all has been imported once.
PROGRAM = """
import json, os, signal, sys, types
import macros.checks.run, macros.cli, macros.cli.build, macros.cli.mkdocs_build
from macros.cli import console, interruptions, site_folder

for line in sys.stdin:
    if not (child := os.fork()):
        break
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
else:
    sys.exit()
moment, number, folder = json.loads(line)
os.chdir(folder)
for name, stream in (("out", sys.stdout), ("err", sys.stderr)):
    os.dup2(os.open(f"../{name}", os.O_WRONLY | os.O_CREAT), stream.fileno())
sys.argv[1:] = ["build", "--quiet"]

def end(times=1):
    for _ in range(times):
        os.kill(os.getpid(), number)

def at(where, holder, name, times=1):
    real = getattr(holder, name)
    def called(*arguments, **options):
        if moment == f"before {where}":
            end(times)
        answer = real(*arguments, **options)
        if moment == f"after {where}":
            end(times)
        return answer
    setattr(holder, name, called)

handbook = types.SimpleNamespace(count_entries=dict)
macros.checks.run.check_handbook = lambda root: types.SimpleNamespace(problems=[], handbook=handbook)
at("the check", macros.checks.run, "check_handbook")
at("the folder is made", site_folder, "_make_working_folder")
at("the exchange", site_folder, "_swap", 3)
at("the clearing away", site_folder, "_settle", 3)
at("the old is removed", site_folder, "_discard")
at("the command", macros.cli, "main")
at("the last word", interruptions, "ignore")
if "pages" in moment:
    import macros.cli.mkdocs_build as pages
    at("the pages are built", pages, "build_site")
if moment == "while the pages are built, and it is swallowed":
    def build_site(root, folder, strict, store):
        try:
            end()
        except BaseException:
            pass
    pages.build_site = build_site
if moment == "again while it is cleared away":
    settle = site_folder._settle
    def build_site(root, folder, strict, store):
        (folder / "index.html").write_text("half")
        end()
    def twice(work):
        end(2)
        settle(work)
    import macros.cli.mkdocs_build as pages
    pages.build_site, site_folder._settle = build_site, twice
macros.cli.run()
"""
OLD, EITHER = "old", "old or new"
MOMENTS = {
    "before the check": OLD,
    "after the check": OLD,
    "before the folder is made": OLD,
    "after the folder is made": OLD,
    "before the pages are built": OLD,
    "after the pages are built": OLD,
    "while the pages are built, and it is swallowed": OLD,
    "again while it is cleared away": OLD,
    "before the exchange": EITHER,
    "after the exchange": EITHER,
    "before the old is removed": EITHER,
    "after the old is removed": EITHER,
    "before the clearing away": EITHER,
    "after the clearing away": EITHER,
    "before the command": OLD,
    "after the command": EITHER,
    "before the last word": EITHER,
}


@pytest.fixture(scope="module")
def start():
    """A function that runs PROGRAM in a folder: ``start(project, moment, number)`` gives its exit code and
    what it wrote."""
    variables = {**os.environ, "PYTHONPATH": str(ROOT)}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen([sys.executable, "-c", PROGRAM], env=variables, **pipes) as running:

        def ask(project, moment, number):
            running.stdin.write(json.dumps([moment, int(number), str(project)]) + "\n")
            running.stdin.flush()
            code = int(running.stdout.readline())
            return code, (project.parent / "out").read_text(), (project.parent / "err").read_text()

        yield ask
        running.stdin.close()


@pytest.fixture
def project(tmp_path):
    tmp_path /= "project"
    tmp_path.mkdir()
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("---\ndrafted: 2026-11-22\n---\n# Welcome\n")
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: Tiny\nsite_url: ''\ntheme: {name: mkdocs, locale: en}\nplugins: []\n"
    )
    (tmp_path / "site").mkdir()
    for name in ("404.html", "sitemap.xml", "index.html"):
        (tmp_path / "site" / name).write_text("old")
    return tmp_path


def run(project, program, *arguments, **options):
    variables = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, *program, *arguments],
        cwd=project,
        env=variables,
        capture_output=True,
        text=True,
        **options,
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    ("moment", "number"), list(zip(MOMENTS, [signal.SIGINT, signal.SIGTERM] * len(MOMENTS)))
)
def test_at_any_moment_of_a_build(project, start, moment, number):
    code, out, err = start(project, moment, number)
    assert (code, out, err.strip()) == (130, "", "Stopped.")
    kept = project / ".cache"
    assert sorted({each.name for each in project.iterdir()} - {kept.name}) == ["docs", "mkdocs.yml", "site"]
    assert not [file for file in kept.rglob("*") if file.is_file() and file.suffix != ".archive"]
    words = (project / "site" / "index.html").read_text()
    assert words == "old" or (MOMENTS[moment] == EITHER and "Welcome" in words)


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_what_comes_after_the_end_comes_too_late(project, start, number):
    assert start(project, "after the last word", number) == (0, "", "")
    assert "Welcome" in (project / "site" / "index.html").read_text()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_what_comes_while_python_starts_is_heard_by_the_command(project, number):
    """The launcher has the system keep it until the command can hear it."""

    def ask():
        signal.pthread_sigmask(signal.SIG_BLOCK, [number])
        os.kill(os.getpid(), number)

    done = run(project, ["-m", "macros.cli"], "build", preexec_fn=ask)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "Stopped.\n")
    assert (project / "site" / "index.html").read_text() == "old"
