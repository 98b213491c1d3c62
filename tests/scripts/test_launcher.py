"""``python3 scripts/handbook``: from nothing to a running command, and every way that can go wrong."""

from __future__ import annotations

import ast
import hashlib
import json
import os
import re
import runpy
import shutil
import signal
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from places import ROOT
from waiting import PATIENCE

sys.path[:0] = [str(ROOT / "scripts" / "setup"), str(ROOT / "scripts")]
try:
    import browser
    import engines
    import environment
    import foreign_settings
    import installed
    import launcher
    import lock
    import paper
    import pip_settings
    import remedies
    import servers
    import stamped_folder
finally:
    del sys.path[:2]

LOCKS = ("requirements.lock", "requirements-exports.lock", "requirements-test.lock")
posix = pytest.mark.skipif(os.name == "nt", reason="the stand-in programs are shell scripts")


# -- a repository of three tiny packages, set up for real


BACKEND = '''
"""A stand-in for setuptools: an editable wheel is a file that puts this folder on the path."""
import os, zipfile
def build_editable(folder, config_settings=None, metadata_directory=None):
    name = "tiny_handbook-0.1-py3-none-any.whl"
    with zipfile.ZipFile(os.path.join(folder, name), "w") as wheel:
        wheel.writestr("tiny_handbook.pth", os.getcwd())
        info = "tiny_handbook-0.1.dist-info/"
        wheel.writestr(info + "METADATA", "Metadata-Version: 2.1\\nName: tiny-handbook\\nVersion: 0.1\\n")
        wheel.writestr(info + "WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
        wheel.writestr(info + "RECORD", "")
    return name
'''
PROJECT = """
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]
[project]
name = "tiny-handbook"
version = "0.1"
"""
COMMAND = "import sys, tiny; print('ran', sys.argv[3:]); sys.exit(7 if 'seven' in sys.argv else 0)\n"
# Tells of each program that a script runs.
PROGRAMS = """
import runpy, sys
EVENTS = {"subprocess.Popen", "os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.spawn", "os.system"}
sys.addaudithook(lambda event, _: event in EVENTS and print(event, file=sys.stderr, flush=True))
del sys.argv[0]
runpy.run_path(sys.argv[0], run_name="__main__")
"""
PYTEST = (
    "import os, sys; print('tested', sys.argv[1:], *(os.environ[each] for each in ('CHROMIUM',"
    " 'HANDBOOK_NGINX', 'HANDBOOK_APACHE')), os.getcwd()); sys.exit(5)\n"
)


def wheel(folder, name, files):
    """Write a wheel into ``folder``; its line for a lock file."""
    path = folder / f"{name}-1.0-py3-none-any.whl"
    info = f"{name}-1.0.dist-info/"
    metadata = {
        info + "METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n",
        info + "WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    with zipfile.ZipFile(path, "w") as archive:
        for inside, content in {**files, **metadata}.items():
            archive.writestr(inside, content)
        archive.writestr(info + "RECORD", "".join(f"{each},,\n" for each in (*files, *metadata)))
    return f"{name}==1.0 \\\n    --hash=sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}\n"


def tiny_repository(folder):
    shutil.copytree(ROOT / "scripts", folder / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "macros" / "cli").mkdir(parents=True)
    (folder / "macros" / "cli" / "__main__.py").write_text(COMMAND)
    (folder / "pyproject.toml").write_text(PROJECT)
    (folder / "backend.py").write_text(BACKEND)
    (folder / "wheels").mkdir()
    base = wheel(folder / "wheels", "tiny", {"tiny.py": ""})
    test = wheel(folder / "wheels", "pytest", {"pytest/__init__.py": "", "pytest/__main__.py": PYTEST})
    (folder / "requirements.lock").write_text(base)
    (folder / "requirements-exports.lock").write_text(base)
    (folder / "requirements-test.lock").write_text(base + test)
    return folder


@pytest.fixture(scope="module")
def two_at_once(tmp_path_factory):
    """A repository set up from nothing by two launchers begun at the same time; and what they said."""
    folder = tiny_repository(tmp_path_factory.mktemp("an odd name"))
    both = [start(folder, "check", "--now") for _ in range(2)]
    said = [child.communicate(timeout=PATIENCE) for child in both]
    return folder, [(child.returncode, *words) for child, words in zip(both, said, strict=True)]


def start(folder, *arguments, before=(), **variables):
    """The launcher of ``folder``, begun with ``arguments``; ``before`` are further arguments of Python."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PIP_", "PYTHON", "HANDBOOK_"))}
    pip = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": (folder / "wheels").as_uri(), "PIP_CONFIG_FILE": os.devnull}
    return subprocess.Popen(
        [sys.executable, *before, str(folder / "scripts" / "handbook"), *arguments],
        env={**kept, **pip, **variables}, cwd=folder.parent,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def result(folder, *arguments, **variables):
    child = start(folder, *arguments, **variables)
    return child.communicate(timeout=PATIENCE), child.returncode


@pytest.mark.slow
def test_two_launchers_at_once_make_one_environment(two_at_once):
    folder, results = two_at_once
    assert [(code, out) for code, out, _ in results] == [(0, "ran ['check', '--now']\n")] * 2
    made, waited = sorted((err for _, _, err in results), key=lambda err: "waiting" in err)
    assert re.sub(r"\d+ s\)", "9 s)", made).splitlines() == [
        f"Making the Python environment in {folder / '.venv'} for the first time; this takes about a minute.",
        "Installing the packages: 1 in requirements.lock, each checked against its hash.",
        "Installing the handbook itself.",
        "The environment is ready (9 s).",
    ]
    assert waited.splitlines()[0] == "Another handbook command is setting up the environment; waiting for it."
    assert "Making" not in waited
    programs = environment.Environment(folder, print).current.programs
    assert not [path for path in programs.iterdir() if b".venv.being-made" in path.read_bytes()]


@pytest.mark.slow
def test_once_set_up_it_is_silent_and_keeps_the_exit_code(two_at_once):
    folder, _ = two_at_once
    assert result(folder, "seven") == (("ran ['seven']\n", ""), 7)


@pytest.mark.slow
@posix
def test_once_set_up_it_runs_no_program_but_the_command(two_at_once):
    """So the start takes a moment: ``scripts/bench --start`` measures it."""
    folder, _ = two_at_once
    assert result(folder, "seven", before=("-c", PROGRAMS)) == (("ran ['seven']\n", "os.exec\n"), 7)


@pytest.mark.slow
@posix
def test_testing_adds_what_tests_need_and_names_the_browser(two_at_once):
    folder, _ = two_at_once
    program = stand_in(folder, "a browser", "echo Chromium 1")
    server = stand_in(folder, "a server", "echo Server 1")
    said = dict(CHROMIUM=str(program), HANDBOOK_NGINX=str(server), HANDBOOK_APACHE=str(server))
    (folder / "programs").mkdir(exist_ok=True)
    stand_in(folder / "programs", "epubcheck", "exit 0")
    said["PATH"] = f"{folder / 'programs'}{os.pathsep}{os.environ['PATH']}"
    (out, err), code = result(folder, "test", "-k", "one", **said)
    assert (code, out) == (
        5,
        (
            "tested ['tests', '-n', 'auto', '--maxprocesses', '4', '--dist', 'worksteal', '-k', 'one']"
            f" {program} {server} {server} {folder}\n"
        ),
    )
    assert (
        err.splitlines()[0] == "Installing the packages the tests need: 2 in requirements-test.lock, "
        "each checked against its hash."
    )
    named = folder / "requirements.lock"
    (out, err), code = result(folder, "test", f"{named}::one", **said)
    assert (code, out, err) == (5, f"tested ['{named}::one'] {program} {server} {server} {folder}\n", "")


def stand_in(folder, name, script):
    program = folder / name
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    return program


# -- what can go wrong, with pip and venv played


class Played:
    """Stands in for the programs a set-up runs: notes what is run, fails where it is told to."""

    def __init__(self, folder):
        self.folder, self.ran, self.fail, self.interrupt, self.words = folder, [], None, None, ""
        self.error, self.made_sure_of = KeyboardInterrupt, []

    def __call__(self, command):
        words = [str(word) for word in command]
        if words[2].endswith("installed.py"):
            self.made_sure_of.append(words[3:])
            return int(self.fail == "to be there"), self.words
        step = "venv" if "venv" in words else Path(words[-1]).name if "-r" in words else "handbook"
        self.ran.append(step)
        successor = environment.Environment(self.folder, print).successor
        if step == "venv":
            successor.python.parent.mkdir(parents=True)
            successor.python.touch(mode=0o755)
            (successor.path / "pyvenv.cfg").write_text(f"command = python -m venv {successor.path}\n")
            (successor.programs / "one").write_text(f"#!{successor.python}\n")
        if step == self.interrupt:
            raise self.error
        if "-r" in words:
            for name in ("one-1.dist-info", "one", "one.libs"):
                (successor.path / PACKAGES / name).mkdir(parents=True, exist_ok=True)
            for name in BINARIES:
                (successor.path / PACKAGES / name).write_bytes(b"machine code")
        return int(step == self.fail), self.words


@pytest.fixture
def folder(tmp_path):
    for name in LOCKS:
        (tmp_path / name).write_text(f"one==1 \\\n  --hash=sha256:{name}\ntwo==2 ; python_version < '3'\n")
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 'handbook'\n")
    return tmp_path


@pytest.fixture
def played(folder, monkeypatch):
    programs = Played(folder)
    monkeypatch.setattr(environment.Environment, "_run", lambda self, command: programs(command))
    return programs


@pytest.fixture
def prepare(folder, played):
    """Prepare the environment as a new launcher would; what was said, and which steps were run."""

    def prepare(testing=False, exporting=False):
        said, played.ran = [], []
        environment.Environment(folder, said.append).prepare(testing=testing, exporting=exporting)
        return played.ran

    return prepare


PACKAGES = "Lib/site-packages" if os.name == "nt" else "lib/python3.11/site-packages"
BINARIES = (
    "one.pyd",
    "one/fast.cpython-311-x86_64-linux-gnu.so",
    "one.libs/one.dylib",
    "one.libs/libone-0a1b.so.62.4.0",
)
ALL = ["venv", "requirements.lock", "handbook"]


def test_each_step_is_done_once(prepare):
    assert prepare() == ALL
    assert prepare() == []
    assert prepare(testing=True) == ["requirements-test.lock"]
    assert prepare(testing=True) == prepare() == []


def test_exports_and_imports_are_given_the_packages_that_a_plain_build_does_without(prepare, folder):
    assert prepare() == ALL
    assert prepare(exporting=True) == ["requirements-exports.lock"]
    assert prepare(exporting=True) == prepare() == []
    (folder / "requirements-exports.lock").write_text("two==2\n")
    assert prepare() == []
    assert prepare(exporting=True) == ["requirements-exports.lock"]


def test_what_the_tests_need_is_enough_for_exports(prepare, folder):
    prepare(testing=True)
    assert prepare(exporting=True) == []


@pytest.mark.parametrize(
    "arguments, is_exporting",
    [
        (["export", "xlsx"], True),
        (["import", "framework.csv"], True),
        (["pack", "leading-self"], True),
        (["build", "--exports"], True),
        (["coverage", "--format", "xlsx", "--out", "coverage.xlsx"], True),
        (["coverage", "--format=xlsx"], True),
        (["coverage", "--format", "csv"], False),
        (["build"], False),
        (["check"], False),
        ([], False),
    ],
)
def test_which_commands_need_them(arguments, is_exporting, folder, monkeypatch):
    asked = []
    monkeypatch.setattr(environment.Environment, "prepare", lambda self, **needs: asked.append(needs))
    monkeypatch.setattr(launcher, "replace_process", lambda command: 0)
    monkeypatch.setattr(signal, "pthread_sigmask", lambda how, signals: None, raising=False)
    launcher.main(arguments, folder)
    assert asked == [{"testing": False, "exporting": is_exporting}]


def test_what_a_change_makes_anew(prepare, folder):
    prepare(testing=True)
    (folder / "requirements-test.lock").write_text("two==2\n")
    assert prepare() == []
    assert prepare(testing=True) == ["requirements-test.lock"]
    (folder / "pyproject.toml").write_text("[project]\nname = 'the-handbook'\n")
    assert prepare() == ["handbook"]
    (folder / "requirements.lock").write_text("two==2\n")
    assert prepare() == ALL
    assert prepare(testing=True) == ["requirements-test.lock"]


def test_another_python_or_another_place_makes_all_anew(prepare, folder, monkeypatch):
    prepare()
    monkeypatch.setattr(sys, "version", "3.99.0 (main)")
    assert prepare() == ALL
    stamp = folder / ".venv" / stamped_folder.STAMP
    stamp.write_text(json.dumps({**json.loads(stamp.read_text()), "root": "/moved/from/here"}))
    assert prepare() == ALL


def test_a_lost_python_or_a_damaged_stamp_makes_all_anew(prepare, folder):
    prepare()
    environment.Environment(folder, print).python.unlink()
    assert prepare() == ALL
    (folder / ".venv" / stamped_folder.STAMP).write_text('{"python": ')
    assert prepare() == ALL


def test_what_is_not_as_it_was_installed_makes_all_anew(prepare, folder):
    """A stamp is believed no further than what can be seen to be there."""
    packages = folder / ".venv" / PACKAGES
    python = environment.Environment(folder, print).python

    def of_another_version():
        (packages / "one-1.dist-info").rename(packages / "one-2.dist-info")

    for damage in (
        lambda: shutil.rmtree(packages / "one"),
        (packages / "one-1.dist-info").rmdir,
        of_another_version,
        lambda: shutil.rmtree(packages),
        lambda: python.write_text("#!/bin/sh\nexit 3\n"),
        lambda: python.chmod(0o644),
    ):
        prepare(testing=True)
        assert prepare(testing=True) == []
        damage()
        assert prepare() == ALL


@pytest.mark.parametrize("name", BINARIES)
def test_a_binary_file_that_is_cut_short_or_gone_makes_all_anew(prepare, folder, name):
    """Python would end without a sentence when it loads one."""
    file = folder / ".venv" / PACKAGES / name
    for damage in (lambda: os.truncate(file, 5), file.unlink):
        prepare()
        assert prepare() == []
        damage()
        assert prepare() == ALL


def test_what_somebody_adds_to_the_environment_is_left_alone(prepare, folder):
    prepare()
    (folder / ".venv" / PACKAGES / "two-1.dist-info").mkdir()
    (folder / ".venv" / PACKAGES / "two.so").touch()
    assert prepare(testing=True) == ["requirements-test.lock"]
    assert prepare() == []


STOPPED = "The set-up stopped, because pip could not install {}; its own words are above."
AS_IT_WAS = "The environment that was there is as it was."


@pytest.mark.parametrize(
    ("step", "sentence"),
    [
        ("requirements.lock", f"{STOPPED.format('the packages')} {remedies.DEFAULT_REMEDY}"),
        ("handbook", f"{STOPPED.format('the handbook itself')} {remedies.DEFAULT_REMEDY}"),
        (
            "requirements-test.lock",
            f"{STOPPED.format('the packages the tests need')} {remedies.DEFAULT_REMEDY} {AS_IT_WAS}",
        ),
    ],
)
def test_a_failed_step_is_a_sentence_and_is_done_again(prepare, played, step, sentence):
    played.fail = step
    with pytest.raises(environment.SetUpError) as caught:
        prepare(testing=True)
    assert str(caught.value) == sentence
    assert sentence.startswith("The set-up stopped, because pip could not install the ")
    played.fail = None
    assert step in prepare(testing=True)
    assert prepare(testing=True) == []


HASHES = (
    "What was fetched is not what requirements.lock names: a file has another hash, so nothing of it was"
    " used. Somebody may have tampered with it, or the place it comes from (a mirror, a proxy, pip's cache)"
    " holds another or a damaged file. Try again from another network or with PIP_NO_CACHE_DIR=1; if it stays"
    " so, report it and do not install that file by hand."
)
PROXY = (
    "The proxy did not let it through: check the proxy's settings (HTTPS_PROXY, or 'proxy' in pip's settings)"
    " and run the command again."
)
TLS = (
    "The secure connection could not be made, because the certificate of the other side was not accepted:"
    " check the clock of this computer, and whether a firewall puts in a certificate of its own (PIP_CERT"
    " names it to pip), and run the command again."
)
NETWORK = "Check the connection to the internet (or pip's index settings) and run the command again."
BROKEN = (
    "WARNING: Retrying (Retry(total=4, connect=None, read=None, redirect=None, status=None)) after connection"
    " broken by '{}': /simple/click/\n"
)
NONE = (
    "ERROR: Could not find a version that satisfies the requirement click==8.4 (from versions: none)\nERROR:"
    " No matching distribution found for click==8.4\n"
)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", HASHES),
        (
            (
                "ERROR: Hashes are required in --require-hashes mode, but they are missing from some"
                " requirements."
            ),
            (
                "requirements.lock does not name every package with its version and hash: get it back, for"
                " example with: git checkout -- requirements.lock"
            ),
        ),
        (
            BROKEN.format(
                "ProxyError('Cannot connect to proxy.', NewConnectionError('[Errno 111] Connection refused'))"
            )
            + NONE,
            PROXY,
        ),
        (
            BROKEN.format(
                "ProxyError('Cannot connect to proxy.', OSError('Tunnel connection failed: 407 Proxy"
                " Authentication Required'))"
            )
            + NONE,
            PROXY,
        ),
        (
            BROKEN.format(
                "SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify"
                " failed'))"
            )
            + NONE,
            TLS,
        ),
        (
            BROKEN.format("NewConnectionError('[Errno -3] Temporary failure in name resolution')") + NONE,
            NETWORK,
        ),
        (BROKEN.format("ReadTimeoutError('Read timed out. (read timeout=15)')") + NONE, NETWORK),
        (
            NONE,
            (
                "The place it comes from does not have a file that requirements.lock names and this Python"
                f" ({'.'.join(map(str, sys.version_info[:3]))}) can use: a mirror may be out of date, or this"
                " Python too new. Check pip's index settings, or use another Python from 3.11 on, and run"
                " the command again."
            ),
        ),
        (
            "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device",
            (
                "The disk is full: make room in {folder} and in the folder for temporary files, and run the"
                " command again."
            ),
        ),
        (
            "ERROR: Could not install packages due to an OSError: [Errno 122] Disk quota exceeded",
            "The disk quota is used up: make room in {folder}, and run the command again.",
        ),
        (
            "ERROR: Could not install packages due to an OSError: [Errno 30] Read-only file system: '/x'",
            "The disk is read-only: see that {folder} can be written to, and run the command again.",
        ),
        (
            (
                "ERROR: Could not install packages due to an OSError: [Errno 13] Permission denied:"
                " '/x'\nConsider using the `--user` option."
            ),
            (
                "There was no permission: see that {folder} and everything in it can be written to, and run"
                " the command again."
            ),
        ),
        (
            "/x/.venv/bin/python: No module named pip",
            (
                "The environment lacks pip: delete the folder .venv in {folder}, and run the command again,"
                " which makes it anew."
            ),
        ),
        ("ERROR: something nobody has seen yet", remedies.DEFAULT_REMEDY),
    ],
)
def test_why_pip_failed_is_said_in_its_own_sentence(prepare, played, folder, words, sentence):
    played.fail, played.words = "requirements.lock", words
    with pytest.raises(environment.SetUpError) as caught:
        prepare()
    assert str(caught.value) == f"{STOPPED.format('the packages')} {sentence.format(folder=folder)}"


def test_why_venv_failed_is_said_too(prepare, played, folder):
    said = (
        f"The set-up stopped, because Python could not make an environment in {folder / '.venv'}; its own"
        " words are above."
    )
    for words, sentence in (
        ("", "On Debian or Ubuntu, see that the package python3-venv is installed."),
        (
            "Error: [Errno 28] No space left on device: '/x'",
            (
                f"The disk is full: make room in {folder} and in the folder for temporary files, and run the"
                " command again."
            ),
        ),
    ):
        played.fail, played.words = "venv", words
        with pytest.raises(environment.SetUpError) as caught:
            prepare()
        assert str(caught.value) == f"{said} {sentence}"


@pytest.mark.slow
def test_pip_in_its_own_words(tmp_path):
    """Real sets-up that fail: a file changed after it was locked, and a proxy that is not there."""
    folder = tiny_repository(tmp_path / "tiny")
    wheel(folder / "wheels", "tiny", {"tiny.py": "evil = True"})
    (out, err), code = result(folder, "check")
    assert (code, out) == (1, "")
    assert "THESE PACKAGES DO NOT MATCH THE HASHES" in err
    assert err.splitlines()[-1] == f"{STOPPED.format('the packages')} {HASHES}"
    assert not (folder / ".venv" / stamped_folder.STAMP).exists()
    nowhere = dict(
        PIP_NO_INDEX="",
        PIP_FIND_LINKS="",
        PIP_INDEX_URL="https://packages.invalid/simple",
        PIP_PROXY="http://127.0.0.1:9",
        PIP_RETRIES="1",
    )
    (out, err), code = result(folder, "check", **nowhere)
    assert (code, out) == (1, "")
    assert err.splitlines()[-1] == f"{STOPPED.format('the packages')} {PROXY}"


@pytest.mark.slow
@posix
def test_a_package_taken_out_of_a_ready_environment_is_put_back(two_at_once):
    folder, _ = two_at_once
    (installed,) = (folder / ".venv").glob("lib/python3*/site-packages/tiny.py")
    installed.unlink()
    (out, err), code = result(folder, "check")
    assert (code, out) == (0, "ran ['check']\n")
    assert (
        err.splitlines()[0]
        == f"Making the Python environment in {folder / '.venv'} anew, because the old one is out of date or"
        " incomplete; this takes about a minute."
    )


@posix
def test_a_python_that_cannot_be_started_is_a_sentence(folder, played, capfd, monkeypatch):
    def refuse(program, words):
        raise OSError(8, "Exec format error")

    monkeypatch.setattr(os, "execv", refuse)
    monkeypatch.setattr(signal, "pthread_sigmask", lambda *_: None)
    assert launcher.main(["check"], folder) == 1
    assert (
        capfd.readouterr().err.splitlines()[-1]
        == "The command could not be started ([Errno 8] Exec format error). If it is the Python environment"
        " that is damaged, delete the folder .venv and run the command again, which makes it anew."
    )


@posix
def test_a_request_to_end_is_kept_for_the_command_and_not_for_the_tests(folder, played, monkeypatch):
    kept = []
    monkeypatch.setattr(launcher, "replace_process", lambda words: 0)
    monkeypatch.setattr(signal, "pthread_sigmask", lambda how, signals: kept.append((how, signals)))
    monkeypatch.setattr(launcher, "run_tests", lambda environment, arguments: 0)
    launcher.main(["test"], folder)
    assert kept == []
    launcher.main(["build"], folder)
    assert kept == [(signal.SIG_BLOCK, [signal.SIGINT, signal.SIGTERM])]


@pytest.mark.parametrize("step", ["venv", "requirements.lock", "handbook", "requirements-test.lock"])
def test_an_interrupted_step_is_never_taken_for_complete(prepare, played, step):
    prepare()
    (played.folder / "requirements.lock").write_text("two==2\n")
    played.interrupt = step
    with pytest.raises(KeyboardInterrupt):
        prepare(testing=True)
    played.interrupt = None
    assert step in prepare(testing=True)
    assert prepare(testing=True) == []


# -- the old environment while its successor is made


def everything_in(folder):
    """Every file of an environment, with what it holds."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def names(folder):
    return sorted(path.name for path in folder.iterdir())


HELD = [
    ".venv",
    ".venv.lock",
    "pyproject.toml",
    "requirements-exports.lock",
    "requirements-test.lock",
    "requirements.lock",
]
CHANGES = {
    "requirements.lock": lambda folder: (folder / "requirements.lock").write_text("two==2\n"),
    "requirements-test.lock": lambda folder: (folder / "requirements-test.lock").write_text("two==2\n"),
    "pyproject.toml": lambda folder: (folder / "pyproject.toml").write_text("[project]\nname = 'new'\n"),
}
BROKEN_STEPS = [
    ("requirements.lock", "venv"),
    ("requirements.lock", "requirements.lock"),
    ("requirements.lock", "handbook"),
    ("pyproject.toml", "handbook"),
    ("requirements-test.lock", "requirements-test.lock"),
]


@pytest.mark.parametrize(("changed", "step"), BROKEN_STEPS)
@pytest.mark.parametrize("end", ["fail", "interrupt", "a full disk", "not there"])
def test_a_set_up_that_does_not_end_well_leaves_the_environment_as_it_was(
    prepare, played, folder, changed, step, end
):
    prepare(testing=True)
    before, unchanged = everything_in(folder / ".venv"), (folder / changed).read_bytes()
    CHANGES[changed](folder)
    if end in ("fail", "interrupt"):
        setattr(played, end, step)
    elif end == "not there":
        played.fail = "to be there"
    else:
        played.interrupt, played.error = step, OSError(28, "No space left on device")
    with pytest.raises((environment.SetUpError, KeyboardInterrupt)) as caught:
        prepare(testing=True)
    assert end in ("interrupt", "a full disk") or str(caught.value).endswith(AS_IT_WAS)
    assert everything_in(folder / ".venv") == before
    assert names(folder) == HELD
    (folder / changed).write_bytes(unchanged)
    assert prepare(testing=True) == []


def test_another_python_that_cannot_be_served_leaves_the_environment_to_its_own(prepare, played, monkeypatch):
    prepare()
    with monkeypatch.context() as patch:
        patch.setattr(sys, "version", "3.99.0 (main)")
        played.fail = "requirements.lock"
        with pytest.raises(environment.SetUpError):
            prepare()
    assert prepare() == []


@pytest.mark.parametrize("complete", [True, False])
def test_what_a_killed_set_up_has_left_is_settled_by_the_next_command(prepare, folder, complete):
    """It was killed while it made the successor, or between the two steps of the change over."""
    prepare()
    before = everything_in(folder / ".venv")
    if complete:
        (folder / ".venv").rename(folder / ".venv.replaced")
    (folder / ".venv.being-made").mkdir()
    (folder / ".venv.being-made" / "pyvenv.cfg").touch()
    assert prepare() == []
    assert everything_in(folder / ".venv") == before
    assert names(folder) == HELD


def test_a_set_up_at_work_is_left_alone_by_a_command_that_needs_none(prepare, folder):
    prepare()
    (folder / ".venv.being-made").mkdir()
    with environment.Environment(folder, print)._hold_lock():
        assert prepare() == []
    assert names(folder) == sorted([*HELD, ".venv.being-made"])


def test_where_the_change_over_fails_the_old_environment_comes_back(prepare, folder, monkeypatch):
    prepare()
    before, rename = everything_in(folder / ".venv"), Path.rename

    def refuse(path, target):
        if path.name == ".venv.being-made":
            raise OSError(16, "Device or resource busy")
        return rename(path, target)

    CHANGES["pyproject.toml"](folder)
    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(environment.SetUpError) as caught:
        prepare()
    assert (
        str(caught.value) == "The set-up stopped, because of the disk: [Errno 16] Device or resource busy. "
        f"See that {folder} can be written to and has room, then run the command again."
    )
    assert everything_in(folder / ".venv") == before
    assert names(folder) == HELD


def test_a_successor_has_the_name_of_the_environment_in_all_that_holds_it(prepare, folder):
    prepare(testing=True)
    assert (folder / ".venv" / "pyvenv.cfg").read_text() == f"command = python -m venv {folder / '.venv'}\n"
    current = environment.Environment(folder, print).current
    assert (current.programs / "one").read_text() == f"#!{current.python}\n"


def test_a_mounted_folder_is_refused_before_anything_is_made(prepare, played, folder, monkeypatch):
    monkeypatch.setattr(os.path, "ismount", lambda path: path == folder / ".venv")
    with pytest.raises(environment.SetUpError) as caught:
        prepare()
    assert (
        str(caught.value)
        == f"{folder / '.venv'} is a place where something is mounted, such as a container's volume, so that"
        " no environment can take its place. Mount it somewhere else, or not at all, and run the command"
        " again."
    )
    assert played.ran == []


# -- what is stamped is there


def test_what_pip_installs_is_looked_for_before_it_is_stamped(prepare, played, folder):
    prepare(testing=True)
    assert played.made_sure_of == [["one"], ["handbook"], ["one"]]
    CHANGES["requirements-test.lock"](folder)
    played.fail = "to be there"
    with pytest.raises(environment.SetUpError) as caught:
        prepare(testing=True)
    assert (
        str(caught.value)
        == "The set-up stopped, because pip ended well and yet not all of the packages the tests need can be"
        f" used: its own words are above. See that nothing moves or removes files in {folder}, and run the"
        f" command again. {AS_IT_WAS}"
    )


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        (lambda folder: None, ""),
        (lambda folder: shutil.rmtree(folder), "the package one is not there\n"),
        (lambda folder: (folder / "one.py").unlink(), "one.py of the package one is missing\n"),
        (lambda folder: (folder / "one.py").write_text(""), "one.py of the package one is not whole\n"),
        (
            lambda folder: (folder / "one-1.0.dist-info" / "top_level.txt").write_text("two\n"),
            "the package one cannot be imported\n",
        ),
    ],
)
def test_what_is_missing_of_a_package_is_named(tmp_path, monkeypatch, capfd, damage, sentence):
    info = tmp_path / "one-1.0.dist-info"
    info.mkdir()
    (tmp_path / "one.py").write_text("whole")
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: one\nVersion: 1.0\n")
    (info / "RECORD").write_text("one.py,,5\none-1.0.dist-info/METADATA,,\n../../bin/one,,7\n")
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    damage(tmp_path)
    assert installed.main(["one"]) == bool(sentence)
    assert capfd.readouterr().out == sentence


# -- settings for other programs


def test_of_pips_settings_those_count_that_say_how_packages_are_reached(tmp_path, monkeypatch):
    def write(name, *lines):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("\n".join(lines))

    monkeypatch.setattr(os.path, "expanduser", lambda path: path.replace("~", str(tmp_path / "home")))
    monkeypatch.setattr(sys, "platform", "linux")
    write(
        "xdg/pip/pip.conf",
        "[global]",
        "index-url = https://a.example",
        "proxy = http://proxy.example:1",
        "constraint = /etc/constraints.txt",
        "[install]",
        "target = /elsewhere",
        "trusted-host =",
        "  a",
        "  b",
    )
    write("home/.pip/pip.conf", "[global]", "index_url = https://b.example", "cert = /b.pem", "quiet = 3")
    write(
        "home/.config/pip/pip.conf", "[install]", "user = yes", "--cert = /c.pem", "[list]", "format = json"
    )
    write(".venv/pip.conf", "[global]", "prefix = /elsewhere", "retries = 2")
    variables = {"XDG_CONFIG_DIRS": str(tmp_path / "xdg"), "PIP_REQUIRE_VIRTUALENV": "1", "PIP_RETRIES": "9"}
    variables |= {"PIP_TARGET": "x", "PIP_DRY_RUN": "1", "PIP_CLIENT_CERT": "/d.pem", "PIP_NO_INDEX": ""}
    choose = lambda: pip_settings.choose_variables(variables, tmp_path / ".venv")
    chosen = {
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_INDEX_URL": "https://b.example",
        "PIP_PROXY": "http://proxy.example:1",
        "PIP_TRUSTED_HOST": "\na\nb",
        "PIP_CERT": "/c.pem",
        "PIP_RETRIES": "9",
        "PIP_CLIENT_CERT": "/d.pem",
    }
    assert choose() == chosen
    write("one.conf", "[install]", "index-url = https://e.example", "cert = /e.pem")
    variables["PIP_CONFIG_FILE"] = str(tmp_path / "one.conf")  # In the place of the person's own two.
    assert choose() == {**chosen, "PIP_INDEX_URL": "https://e.example", "PIP_CERT": "/e.pem"}
    variables["PIP_CONFIG_FILE"] = os.devnull
    assert choose() == {"PIP_CONFIG_FILE": os.devnull, "PIP_RETRIES": "9", "PIP_CLIENT_CERT": "/d.pem"}


def test_settings_of_pip_that_cannot_be_read_are_a_sentence(tmp_path):
    file = tmp_path / "pip.conf"
    file.write_text("index-url = https://a.example\n")
    with pytest.raises(environment.SetUpError) as caught:
        pip_settings.choose_variables({"PIP_CONFIG_FILE": str(file)}, tmp_path / ".venv")
    assert (
        str(caught.value)
        == f"The set-up stopped, because {file}, which holds settings of pip, cannot be read"
        f" (File contains no section headers. file: '{file}', line: 1 'index-url = https://a.example\\n')."
        " Mend it, or move it away, and run the command again."
    )


@posix
def test_the_places_of_pips_settings_are_those_that_pip_reads(tmp_path, monkeypatch):
    from pip._internal.configuration import get_configuration_files

    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    of_pip = get_configuration_files()
    assert list(map(str, pip_settings.list_files(os.environ, Path(sys.prefix)))) == [
        *of_pip["global"],
        *of_pip["user"],
        *of_pip["site"],
    ]


def test_what_is_set_for_other_programs_is_left_out():
    foreign = dict.fromkeys(
        "PYTHONPATH PYTHONHOME PYTHONSTARTUP PYTHONUSERBASE PYTHONNOUSERSITE PYTHONSAFEPATH PYTHONWARNINGS"
        " PYTHONDONTWRITEBYTECODE PYTHONOPTIMIZE PYTHONIOENCODING PYTHONINSPECT _PYTHON_HOST_PLATFORM"
        " VIRTUAL_ENV VIRTUAL_ENV_PROMPT PYTEST_PLUGINS NODE_OPTIONS NODE_PATH MYPYPATH RUFF_CONFIG GIT_DIR"
        " GIT_INDEX_FILE".split(),
        "x",
    )
    ours = dict.fromkeys(
        "PATH HOME HTTPS_PROXY SSL_CERT_FILE REQUESTS_CA_BUNDLE LANG TZ TERM CHROMIUM HANDBOOK_NGINX"
        " SOURCE_DATE_EPOCH GIT_CONFIG_GLOBAL GIT_SSH_COMMAND PLAYWRIGHT_BROWSERS_PATH".split(),
        "x",
    )
    variables = {**foreign, **ours}
    foreign_settings.leave_out(variables)
    assert variables == ours
    in_set_up = dict.fromkeys(
        "PIP_TARGET SETUPTOOLS_USE_DISTUTILS DIST_EXTRA_CONFIG FORCE_COLOR COLUMNS".split()
    )
    chosen = foreign_settings.choose_for_set_up({**foreign, **ours, **in_set_up}, {"PIP_CERT": "y"})
    assert chosen == {**ours, "NO_COLOR": "1", "PIP_CERT": "y"}


def test_what_git_calls_local_to_a_repository_is_left_out():
    """Else a hook would have every command of git look into another repository than the one at hand."""
    listed = subprocess.run(
        ["git", "rev-parse", "--local-env-vars"], capture_output=True, text=True, check=True
    )
    variables = dict.fromkeys(listed.stdout.split(), "x")
    foreign_settings.leave_out(variables)
    assert {name for name in variables if not name.startswith("GIT_CONFIG")} == set()


SHADOWS = "click tiny json signal subprocess sitecustomize macros launcher environment"


@pytest.mark.slow
def test_neither_the_set_up_nor_the_command_heeds_what_is_set_for_other_programs(tmp_path):
    folder = tiny_repository(tmp_path / "tiny")
    shadow, config = tmp_path / "shadow", tmp_path / "config" / "pip" / "pip.conf"
    shadow.mkdir()
    for name in SHADOWS.split():
        ends = "pass" if name == "sitecustomize" else "raise ImportError('another program')"
        (shadow / f"{name}.py").write_text(f"{ends}\n")
    config.parent.mkdir(parents=True)
    config.write_text(f"[install]\nprefix = {tmp_path / 'elsewhere'}\n[global]\nrequire-virtualenv = true\n")
    said = dict(
        PYTHONPATH=str(shadow),
        PYTHONWARNINGS="error",
        PYTHONOPTIMIZE="2",
        PYTHONIOENCODING="ascii",
        PYTHONDONTWRITEBYTECODE="1",
        LC_ALL="C",
        PIP_TARGET=str(tmp_path / "elsewhere"),
        PIP_USER="1",
        PIP_CONSTRAINT=str(tmp_path / "nowhere.txt"),
        PIP_REQUIREMENT=str(tmp_path / "nowhere.txt"),
        PIP_DRY_RUN="1",
        PIP_PYTHON=str(tmp_path / "nowhere"),
        XDG_CONFIG_HOME=str(tmp_path / "config"),
        PIP_CONFIG_FILE="",
        VIRTUAL_ENV=str(tmp_path / "other"),
    )
    (folder / "macros" / "cli" / "__main__.py").write_text(
        "import os, sys, tiny, json\n"
        "print(sorted({'PYTHONPATH', 'VIRTUAL_ENV'} & os.environ.keys()), sys.flags.optimize, '\u0175')\n"
    )
    for _ in range(2):
        (out, err), code = result(folder, "check", **said)
        assert (code, out.encode()) == (0, "[] 0 \u0175\n".encode()), err
    assert err == ""
    assert not (tmp_path / "elsewhere").exists()


def test_without_the_venv_package_a_sentence_names_it(prepare, monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None if name == "ensurepip" else 1)
    with pytest.raises(environment.SetUpError) as caught:
        prepare()
    assert (
        str(caught.value)
        == "This Python cannot make environments, because its 'venv' or 'ensurepip' module is missing. "
        "On Debian or Ubuntu install the package python3-venv (apt-get install python3-venv), "
        "then run the command again."
    )


def test_a_folder_that_is_no_environment_is_left_alone(prepare, folder):
    (folder / ".venv").mkdir()
    (folder / ".venv" / "thesis.txt").write_text("years of work")
    with pytest.raises(environment.SetUpError) as caught:
        prepare()
    assert (
        str(caught.value) == f"There is something at {folder / '.venv'} that is not a Python environment, "
        "so it was left alone. Move it away and run the command again."
    )
    assert (folder / ".venv" / "thesis.txt").read_text() == "years of work"


def test_a_missing_lock_file_is_a_sentence(prepare, folder):
    (folder / "requirements.lock").unlink()
    with pytest.raises(environment.SetUpError) as caught:
        prepare()
    assert (
        str(caught.value) == "The file requirements.lock cannot be read (No such file or directory). "
        "Get it back, for example with: git checkout -- requirements.lock"
    )


def test_a_full_disk_is_a_sentence(prepare, folder, monkeypatch):
    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "mkdir", full)
    with pytest.raises(environment.SetUpError) as caught:
        prepare()
    assert (
        str(caught.value) == "The set-up stopped, because of the disk: [Errno 28] No space left on device. "
        f"See that {folder} can be written to and has room, then run the command again."
    )


def test_pip_checks_every_hash_and_fetches_nothing_else(folder, monkeypatch):
    commands = []
    env = environment.Environment(folder, lambda sentence: None)
    monkeypatch.setattr(env, "_run", lambda command: (commands.append(list(map(str, command))) or 0, ""))
    env._install_locked("requirements.lock")
    env._install_handbook()
    locked, handbook = commands
    assert {"--require-hashes", "--only-binary", str(folder / "requirements.lock")} <= set(locked)
    assert {"--no-deps", "--no-index", "--no-build-isolation"} <= set(handbook)


def test_the_launcher_says_the_sentence_and_returns_1(folder, capfd, monkeypatch):
    (folder / "requirements.lock").unlink()
    assert launcher.main(["check"], folder) == 1
    assert (
        capfd.readouterr().err == "The file requirements.lock cannot be read (No such file or directory). "
        "Get it back, for example with: git checkout -- requirements.lock\n"
    )


def test_the_launcher_says_what_an_interruption_means(folder, capfd, played):
    played.interrupt = "requirements.lock"
    assert launcher.main(["check"], folder) == 130
    assert (
        capfd.readouterr().err.splitlines()[-1]
        == "Stopped. Nothing half-made will be used: the next run carries on with the set-up."
    )


def test_an_old_python_gets_a_sentence(capfd, monkeypatch):
    source = (ROOT / "scripts" / "handbook").read_text("utf-8")
    ast.parse(source, feature_version=(3, 0))
    assert source.isascii()
    monkeypatch.setattr(sys, "version_info", (3, 10, 4))
    with pytest.raises(SystemExit) as caught:
        runpy.run_path(str(ROOT / "scripts" / "handbook"), run_name="__main__")
    assert caught.value.code == 1
    assert (
        capfd.readouterr().err
        == "The handbook needs Python 3.11 or newer, and this is Python 3.10. Install a newer Python "
        "and run the command again with it, for example: python3.12 scripts/handbook check\n"
    )


# -- the browser


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """A machine with nothing on it but what a test puts into ``machine / 'bin'``."""
    (tmp_path / "bin").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(browser, "MAC_PATHS", ())
    monkeypatch.setattr(browser, "has_apt", lambda: False)
    monkeypatch.setattr(browser, "find_in_playwright", lambda python: None)
    return tmp_path


@posix
def test_the_browser_named_in_chromium_comes_first(machine, monkeypatch):
    stand_in(machine / "bin", "chromium", "echo Chromium 1")
    mine = stand_in(machine, "mine", "echo Chromium 2")
    monkeypatch.setenv("CHROMIUM", str(mine))
    assert browser.find_or_install(Path("python"), print) == str(mine)


def test_a_wrong_chromium_is_a_sentence(machine, monkeypatch):
    monkeypatch.setenv("CHROMIUM", "/nowhere/chromium")
    with pytest.raises(environment.SetUpError) as caught:
        browser.find_or_install(Path("python"), print)
    assert (
        str(caught.value)
        == "The variable CHROMIUM names /nowhere/chromium, which does not start as a browser. "
        "Set it to the full path of a Chromium or Chrome program, or unset it."
    )


@posix
def test_a_stub_that_does_not_start_is_passed_over(machine):
    stand_in(machine / "bin", "chromium", "echo install the snap >&2; exit 10")
    chrome = stand_in(machine / "bin", "google-chrome", "echo Chrome 1")
    assert browser.find_or_install(Path("python"), print) == str(chrome)


@pytest.mark.parametrize("packages", [["chromium-headless-shell"], ["chromium-headless-shell", "chromium"]])
def test_apt_installs_a_browser_when_it_may(machine, monkeypatch, packages):
    """The lighter one, or where there is none of this name, the whole."""
    monkeypatch.setattr(browser, "has_apt", lambda: True)
    calls = []
    monkeypatch.setattr(browser, "run_installer", lambda command, variables: calls.append(command))
    program = f"/usr/bin/{packages[-1]}"
    monkeypatch.setattr(
        browser, "find_installed", lambda: program if calls and packages[-1] in calls[-1] else None
    )
    said = []
    assert browser.find_or_install(Path("python"), said.append) == program
    assert calls == [["apt-get", "update"], *(["apt-get", "install", "-y", name] for name in packages)]
    assert said == [
        f"No browser was found for the tests; installing the package {name} with apt-get."
        for name in packages
    ]


def test_without_any_browser_the_tests_fail_with_a_way_to_get_one(machine, monkeypatch):
    calls, said = [], []
    monkeypatch.setattr(browser, "run_installer", lambda command, variables: calls.append(command))
    with pytest.raises(environment.SetUpError) as caught:
        browser.find_or_install(Path("python"), said.append)
    assert calls == [[Path("python"), "-m", "playwright", "install", "chromium"]]
    assert said == ["No browser was found for the tests; Playwright is downloading Chromium."]
    assert (
        str(caught.value)
        == "The tests need a Chromium or Chrome browser, and none was found or could be installed. "
        "Install one (Debian, as root: apt-get install chromium; elsewhere: Google Chrome), "
        "or run 'python -m playwright install chromium', "
        "or set CHROMIUM to the full path of one, then run the command again."
    )


# -- the servers


@pytest.fixture
def no_servers(machine, monkeypatch):
    """A machine on which apt-get is played: what it was asked for, and what it then puts into ``machine /
    'bin'``."""
    for variable in servers.PROGRAMS:
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr(servers, "SERVER_FOLDERS", ())
    monkeypatch.setattr(servers, "SERVICE_POLICY", machine / "policy-rc.d")
    calls = []

    def played(command, variables):
        calls.append(
            (
                command,
                servers.SERVICE_POLICY.exists() and servers.SERVICE_POLICY.stat().st_mode & 0o777,
                servers.SERVICE_POLICY.exists() and servers.SERVICE_POLICY.read_text(),
            )
        )
        for package, name in (("nginx", "nginx"), ("apache2-bin", "apache2")):
            if command[:2] == ["apt-get", "install"] and package in command:
                stand_in(machine / "bin", name, "echo Server 1")

    monkeypatch.setattr(browser, "run_installer", played)
    return calls


@posix
def test_the_servers_of_the_machine_are_taken(machine, no_servers):
    nginx, httpd = (stand_in(machine / "bin", name, "echo Server 1") for name in ("nginx", "httpd"))
    assert servers.find_or_install(print) == {"HANDBOOK_NGINX": str(nginx), "HANDBOOK_APACHE": str(httpd)}
    assert no_servers == []


@posix
def test_the_servers_that_are_named_come_first(machine, no_servers, monkeypatch):
    for name in ("nginx", "apache2"):
        stand_in(machine / "bin", name, "echo Server 1")
    mine = stand_in(machine, "mine", "echo Server 2")
    monkeypatch.setenv("HANDBOOK_NGINX", str(mine))
    assert servers.find_or_install(print) == {
        "HANDBOOK_NGINX": str(mine),
        "HANDBOOK_APACHE": str(machine / "bin" / "apache2"),
    }


def test_a_wrong_server_is_a_sentence(no_servers, monkeypatch):
    monkeypatch.setenv("HANDBOOK_APACHE", "/nowhere/apache2")
    with pytest.raises(environment.SetUpError) as caught:
        servers.find_or_install(print)
    assert (
        str(caught.value)
        == "The variable HANDBOOK_APACHE names /nowhere/apache2, which does not start. Set it to the full"
        " path of the program, or unset it."
    )


@posix
def test_apt_installs_the_servers_when_it_may_and_starts_none(machine, no_servers, monkeypatch):
    monkeypatch.setattr(browser, "has_apt", lambda: True)
    said = []
    assert servers.find_or_install(said.append) == {
        "HANDBOOK_NGINX": str(machine / "bin" / "nginx"),
        "HANDBOOK_APACHE": str(machine / "bin" / "apache2"),
    }
    no_start = (0o755, "#!/bin/sh\nexit 101\n")
    assert no_servers == [
        (["apt-get", "update"], *no_start),
        (["apt-get", "install", "-y", "--no-install-recommends", "nginx", "apache2-bin"], *no_start),
    ]
    assert not servers.SERVICE_POLICY.exists()
    assert said == [
        "Installing nginx and apache2-bin with apt-get, for the tests; no server is started by that."
    ]


@posix
def test_only_the_missing_server_is_installed_and_a_rule_of_the_machine_is_left(
    machine, no_servers, monkeypatch
):
    monkeypatch.setattr(browser, "has_apt", lambda: True)
    stand_in(machine / "bin", "apache2", "echo Server 1")
    stand_in(machine / "bin", "systemctl", "exit 0")
    servers.SERVICE_POLICY.write_text("# the machine's own")
    servers.find_or_install(lambda sentence: None)
    assert [command for command, *_ in no_servers] == [
        ["apt-get", "update"],
        ["apt-get", "install", "-y", "--no-install-recommends", "nginx"],
        ["systemctl", "disable", "nginx"],
    ]
    assert servers.SERVICE_POLICY.read_text() == "# the machine's own"


@posix
def test_without_a_server_the_tests_fail_with_a_way_to_get_one(machine, no_servers, monkeypatch):
    with pytest.raises(environment.SetUpError) as caught:
        servers.find_or_install(print)
    assert (
        str(caught.value)
        == "The tests serve the site with real nginx and real Apache, and neither was found or could be"
        " installed. Install what is missing (Debian, as root: apt-get install nginx apache2-bin;"
        " elsewhere: nginx and Apache httpd 2.4), or set HANDBOOK_NGINX and HANDBOOK_APACHE to the full"
        " paths of the programs, then run the command again."
    )
    stand_in(machine / "bin", "nginx", "echo Server 1")
    stand_in(machine / "bin", "httpd", "echo this is no server; exit 3")
    with pytest.raises(
        environment.SetUpError, match="and no Apache was found .* apt-get install apache2-bin;"
    ):
        servers.find_or_install(print)


# -- what paper needs


@pytest.fixture
def no_paper(machine, monkeypatch):
    """A machine without Pango and epubcheck, on which apt-get is played: what it was asked for."""
    calls = []

    def play(command, variables):
        calls.append(command)
        if "libpango-1.0-0" in command:
            stand_in(machine / "bin", "python", "exit 0")
        if "epubcheck" in command:
            stand_in(machine / "bin", "epubcheck", "exit 0")

    stand_in(machine / "bin", "python", "exit 1")
    monkeypatch.setattr(browser, "run_installer", play)
    return calls


@posix
def test_pango_and_epubcheck_are_installed_where_they_are_missing(machine, no_paper, monkeypatch):
    monkeypatch.setattr(browser, "has_apt", lambda: True)
    python, sentences = machine / "bin" / "python", []
    paper.find_or_install(python, sentences.append)
    begin = ["apt-get", "install", "-y", "--no-install-recommends"]
    assert no_paper == [
        ["apt-get", "update"],
        [*begin, *paper.PANGO_PACKAGES],
        ["apt-get", "update"],
        [*begin, "epubcheck"],
    ]
    assert sentences == [
        "Installing Pango and a font with apt-get, for the tests of PDF.",
        "Installing epubcheck with apt-get, for the tests of the book.",
    ]
    paper.find_or_install(python, sentences.append)
    assert len(no_paper) == 4 and len(sentences) == 2  # What is there is taken.


@posix
def test_without_pango_the_tests_do_not_start_and_without_epubcheck_they_say_so(machine, no_paper):
    with pytest.raises(environment.SetUpError) as caught:
        paper.find_or_install(machine / "bin" / "python", print)
    assert (
        str(caught.value)
        == "The tests make PDF, and the library Pango was neither found nor could be installed. Install it"
        " (Debian, as root: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
        " fonts-dejavu-core; elsewhere: see doc.courtbouillon.org/weasyprint, first steps), then run the"
        " command again."
    )
    stand_in(machine / "bin", "python", "exit 0")
    sentences = []
    paper.find_or_install(machine / "bin" / "python", sentences.append)
    assert sentences == [
        "epubcheck is not to be had here, so the test that has it check the book is left out."
    ]


# -- the engines


@pytest.fixture
def no_engines(machine, monkeypatch):
    """A machine on which apt-get is played, and the system's Python is one that has GTK once that is
    installed."""
    for name in engines.PROGRAMS:
        monkeypatch.delenv(f"HANDBOOK_{name}", raising=False)
    monkeypatch.setattr(engines, "WINDOW", [str(machine / "bin" / "python3")])
    calls = []
    programs = {
        "firefox-esr": "firefox-esr",
        "webkit2gtk-driver": "WebKitWebDriver",
        "xvfb": "Xvfb",
        "python3-gi": "python3",
    }

    def played(command, variables):
        calls.append(command)
        for package in programs.keys() & set(command):
            stand_in(machine / "bin", programs[package], "exit 0")

    monkeypatch.setattr(browser, "run_installer", played)
    return calls


@posix
def test_apt_installs_the_engines_when_it_may(machine, no_engines, monkeypatch):
    monkeypatch.setattr(browser, "has_apt", lambda: True)
    said = []
    told = {
        "HANDBOOK_FIREFOX": str(machine / "bin" / "firefox-esr"),
        "HANDBOOK_WEBKIT": str(machine / "bin" / "WebKitWebDriver"),
    }
    assert engines.find_or_install(said.append) == told
    packages = ["firefox-esr", "webkit2gtk-driver", "xvfb", "python3-gi", "gir1.2-webkit2-4.1"]
    install = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    assert no_engines == [["apt-get", "update"], install]
    assert said == [f"Installing {', '.join(packages)} with apt-get, for the tests."]
    assert engines.find_or_install(said.append) == told and len(no_engines) == 2  # What is there is taken.


@posix
def test_an_engine_that_is_not_to_be_had_stops_nothing_and_is_a_sentence(machine, no_engines):
    stand_in(machine / "bin", "WebKitWebDriver", "exit 0")  # But no screen, and no window.
    firefox = stand_in(machine / "bin", "firefox", "exit 0")
    said = []
    sentence = (
        "WebKit is not to be had here, so its tests are left out. (Debian, as root: apt-get install"
        " webkit2gtk-driver xvfb python3-gi gir1.2-webkit2-4.1; other systems have no such packages.)"
    )
    assert engines.find_or_install(said.append) == {
        "HANDBOOK_FIREFOX": str(firefox),
        "HANDBOOK_NO_WEBKIT": sentence,
    }
    assert said == [sentence]
    firefox.unlink()
    engines.find_or_install(said.append)
    assert said[1:] == [
        "Firefox is not to be had here, so its tests are left out. (Debian, as root: apt-get install"
        " firefox-esr; elsewhere: install Firefox ESR, and set HANDBOOK_FIREFOX to its full path.)",
        sentence,
    ]


@posix
def test_the_engine_that_is_named_comes_first_and_a_wrong_one_is_a_sentence(machine, no_engines, monkeypatch):
    stand_in(machine / "bin", "firefox-esr", "exit 0")
    mine = stand_in(machine, "mine", "exit 0")
    monkeypatch.setenv("HANDBOOK_FIREFOX", str(mine))
    assert engines.find_or_install(print)["HANDBOOK_FIREFOX"] == str(mine)
    monkeypatch.setenv("HANDBOOK_FIREFOX", "/nowhere/firefox")
    with pytest.raises(environment.SetUpError) as caught:
        engines.find_or_install(print)
    assert (
        str(caught.value)
        == "The variable HANDBOOK_FIREFOX names /nowhere/firefox, which does not start. Set it to the full"
        " path of the program, or unset it."
    )


# -- the locks


def pins(name):
    """The lines of a lock file as requirements, each with its hashes."""
    text = (ROOT / name).read_text("utf-8").replace("\\\n", " ")
    found = []
    for line in text.splitlines():
        if line and not line.lstrip().startswith("#"):
            requirement, *hashes = re.split(r"\s+--hash=", line.strip())
            found.append((Requirement(requirement), hashes))
    return found


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_is_pinned_with_hashes_of_public_files_only(name):
    text = (ROOT / name).read_text("utf-8")
    assert not re.search(r"http|://|--\w*index|--find-links|file:|/tmp|/home|/root|@ ", text)
    assert len(pins(name)) > 30
    for requirement, hashes in pins(name):
        assert re.fullmatch(r"==[\w.]+", str(requirement.specifier)), requirement
        assert len(hashes) > 1, f"{requirement} has the hash of one file only: is its source missing?"
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", each) for each in hashes), requirement


def test_the_locks_hold_what_pyproject_asks_for():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    extras = project["project"]["optional-dependencies"]
    assert extras["build"] == project["build-system"]["requires"]
    wanted = project["project"]["dependencies"] + extras["build"]
    with_exports = wanted + extras["exports"]
    for name, asked in zip(LOCKS, (wanted, with_exports, with_exports + extras["test"]), strict=True):
        for requirement in map(Requirement, asked):
            pinned = [p for p, _ in pins(name) if same_name(p, requirement)]
            assert pinned, f"{name} lacks {requirement}; run scripts/lock.py"
            for pin in pinned:
                version = str(pin.specifier).removeprefix("==")
                assert version in requirement.specifier, f"{name} has {pin}, not {requirement}"


def same_name(one, other):
    return canonicalize_name(one.name) == canonicalize_name(other.name)


def test_the_tests_run_with_what_readers_run_with():
    """In the same versions; the tests may need a package on more systems."""
    base, exports, test = ({(pin.name, str(pin.specifier)) for pin, _ in pins(name)} for name in LOCKS)
    assert base < exports < test


def test_locking_uses_the_public_index_only(monkeypatch):
    monkeypatch.setattr(os, "environ", {"UV_EXTRA_INDEX_URL": "x", "UV_FIND_LINKS": "y", "HOME": "h"})
    assert lock._leave_out_private_indexes() == {"HOME": "h"}


def test_locking_without_uv_says_how_to_get_it(monkeypatch, capfd):
    monkeypatch.setattr(shutil, "which", lambda name, path=None: None)
    assert lock.main([]) == 1
    assert (
        capfd.readouterr().err
        == "Locking needs the program uv. Install it with 'pip install uv' and run this again.\n"
    )


@pytest.mark.parametrize(
    ("arguments", "told", "needs", "passed"),
    [
        (["-x"], "000", ["browser", "servers", "paper"], [*launcher.PARALLEL_OPTIONS, "-x"]),
        (
            ["--long", "-x"],
            "010",
            ["browser", "servers", "paper", "engines"],
            [*launcher.PARALLEL_OPTIONS, "-x"],
        ),
        (
            ["-k", "a", "--long"],
            "010",
            ["browser", "servers", "paper", "engines"],
            [*launcher.PARALLEL_OPTIONS, "-k", "a"],
        ),
        (["--fast", "-x"], "100", [], [*launcher.PARALLEL_OPTIONS, *launcher.FAST_OPTIONS, "-x"]),
        (
            ["--engines", "-x"],
            "001",
            ["engines"],
            [os.path.join("tests", "engines"), "-n", "2", "--dist", "loadgroup", "-m", "engines", "-x"],
        ),
    ],
)
def test_some_runs_are_the_handbooks_own_and_not_pytests(monkeypatch, capfd, arguments, told, needs, passed):
    run = []
    needed = []
    for name in ("browser", "servers", "paper", "engines"):
        find_or_install = lambda *_, name=name: (
            needed.append(name) or ("chromium" if name == "browser" else {})
        )
        monkeypatch.setitem(sys.modules, name, SimpleNamespace(find_or_install=find_or_install))
    for name in ("HANDBOOK_FAST", "HANDBOOK_LONG", "HANDBOOK_ENGINES", "CHROMIUM", "TMPDIR"):
        monkeypatch.setenv(name, "")
    monkeypatch.setattr(launcher, "replace_process", lambda command: run.append([*command]) or 0)
    monkeypatch.chdir(ROOT)
    assert launcher.run_tests(SimpleNamespace(python="python", root=ROOT), arguments) == 0
    assert "".join(os.environ[f"HANDBOOK_{name}"] for name in ("FAST", "LONG", "ENGINES")) == told
    assert needed == needs
    assert capfd.readouterr().err == "".join(
        sentence + "\n" for name, sentence in launcher.RUN_SENTENCES.items() if name in arguments
    )
    assert run == [["python", "-m", "pytest", *passed]]


@pytest.mark.parametrize(
    ("free", "flags", "kept"),
    [(8 << 30, 0, True), ((8 << 30) - 4096, 0, False), (9 << 30, os.ST_NOEXEC, False), (None, 0, False)],
    ids=["room", "too little room", "no programs may run", "no such folder"],
)
def test_temporary_files_are_kept_in_memory_where_there_is_room(monkeypatch, tmp_path, free, flags, kept):
    def statvfs(folder):
        if free is None:
            raise FileNotFoundError(folder)
        return SimpleNamespace(f_bavail=free // 4096, f_frsize=4096, f_flag=flags)

    monkeypatch.setattr(os, "statvfs", statvfs)
    assert launcher.find_memory_folder(str(tmp_path)) == (str(tmp_path) if kept else None)


@pytest.mark.parametrize("chosen", ["", "/chosen"])
def test_the_folder_of_temporary_files_is_that_of_the_variable_where_there_is_one(monkeypatch, chosen):
    monkeypatch.setattr(launcher, "find_memory_folder", lambda: "/memory")
    monkeypatch.setattr(launcher, "replace_process", lambda command: 0)
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("TMPDIR", chosen)
    launcher.run_tests(SimpleNamespace(python="python", root=ROOT), ["--fast"])
    assert os.environ["TMPDIR"] == (chosen or "/memory")


def test_a_run_is_chosen_by_its_variable_too_and_another_word_than_1_or_0_is_a_sentence(monkeypatch, capfd):
    for variable in ("HANDBOOK_FAST", "HANDBOOK_LONG", "HANDBOOK_ENGINES"):
        monkeypatch.setenv(variable, "0")
    monkeypatch.setenv("TMPDIR", "")
    monkeypatch.setattr(launcher, "replace_process", lambda command: 0)
    monkeypatch.setenv("HANDBOOK_FAST", "1")
    monkeypatch.chdir(ROOT)
    launcher.run_tests(SimpleNamespace(python="python", root=ROOT), [])
    assert capfd.readouterr().err == launcher.RUN_SENTENCES["--fast"] + "\n"
    monkeypatch.setenv("HANDBOOK_LONG", "yes")
    sentence = "^The variable HANDBOOK_LONG holds 'yes'; write 1 or 0, or unset it.$"
    with pytest.raises(environment.SetUpError, match=sentence):
        launcher.run_tests(SimpleNamespace(python="python", root=ROOT), [])


@pytest.mark.parametrize(
    "pair", [("--fast", "--long"), ("--fast", "--engines"), ("--long", "--engines")], ids="+".join
)
def test_two_runs_at_once_are_refused_in_a_sentence(pair):
    sentence = f"^{pair[0]} and {pair[1]} are two runs; give one of them.$"
    with pytest.raises(environment.SetUpError, match=sentence):
        launcher.run_tests(SimpleNamespace(python="python", root=ROOT), [*pair])
