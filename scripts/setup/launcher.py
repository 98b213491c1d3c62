"""The launcher behind ``scripts/handbook``: it prepares the environment, then runs the command in it.

It uses the standard library only, because it runs before anything is installed. With an environment that is
ready it takes a few milliseconds.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from environment import Environment, SetUpError

ROOT = Path(__file__).resolve().parents[2]
CANNOT_START = (
    "The command could not be started ({error}). If it is the Python environment that is damaged, "
    "delete the folder .venv and run the command again, which makes it anew."
)
# What needs further packages to read or write other formats; --exports is an option of ``build``, and the
# format of a workbook one of ``coverage``.
EXPORTING, EXPORTS, WORKBOOK = ("export", "pack", "pdf", "import"), "--exports", ("xlsx", "--format=xlsx")
FAST, LONG, ENGINES = "--fast", "--long", "--engines"
# What a run that is not the ordinary one prints first.
RUN_SENTENCES = {
    FAST: "The fast tests: everything without a browser, a server or a whole build.",
    LONG: (
        "The long run, for the night: 20,000 damaged records, as many damaged pages, every page in every"
        " look, and Firefox and WebKit too."
    ),
    ENGINES: "The walks through the site in Firefox and in WebKit.",
}
FAST_OPTIONS = ["-m", "not slow and not browser", "--ignore", os.path.join("tests", "browser")]
SELECTIONS = {FAST: FAST_OPTIONS, ENGINES: ["-m", "engines"]}
# Idle workers take tests over from busy ones, so that no worker is left to finish the last file.
PARALLEL_OPTIONS = ["tests", "-n", "auto", "--maxprocesses", "4", "--dist", "worksteal"]
# A file system in memory, as Linux has it, and the bytes that must be free in it for the tests' files, of
# which a whole run has up to two thousand million at once.
MEMORY_FOLDER, MEMORY_BYTES = "/dev/shm", 8 << 30
# Each engine is started in one worker only.
ENGINES_OPTIONS = [os.path.join("tests", "engines"), "-n", "2", "--dist", "loadgroup"]


def say(sentence: str) -> None:
    """Print a sentence about the set-up to stderr, apart from the output of the command."""
    print(sentence, file=sys.stderr, flush=True)


def needs_exports(arguments: list[str]) -> bool:
    """Whether a command needs the packages of exports and imports."""
    name = arguments[0] if arguments else ""
    makes_workbook = name == "coverage" and any(word in arguments for word in WORKBOOK)
    return name in EXPORTING or EXPORTS in arguments or makes_workbook


def main(arguments: list[str], root: Path = ROOT) -> int:
    """Run the handbook command in ``arguments`` and return its exit code. ``root`` is the repository.

    On Linux and macOS this process becomes the command, so it returns only when the set-up failed (1) or was
    interrupted (130).
    """
    is_test = arguments[:1] == ["test"]
    needs_tools = arguments[:1] in (["test"], ["lint"])
    try:
        environment = Environment(root, say)
        environment.prepare(testing=needs_tools, exporting=needs_exports(arguments))
        if is_test:
            return run_tests(environment, arguments[1:])
        if hasattr(signal, "pthread_sigmask"):
            # Kept by the system until the command, which hears signals in its own way, lets them through.
            signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT, signal.SIGTERM])
        # -I: nothing is imported from elsewhere. utf8: the handbook's words are in UTF-8 everywhere.
        isolated = ["-I", "-X", "utf8"]
        return replace_process(
            [environment.python, *isolated, "-m", "macros.cli", "--root", root, *arguments]
        )
    except SetUpError as problem:
        say(str(problem))
        return 1
    except OSError as error:
        say(CANNOT_START.format(error=error))
        return 1
    except KeyboardInterrupt:
        say("Stopped. Nothing half-made will be used: the next run carries on with the set-up.")
        return 130


def run_tests(environment: Environment, arguments: list[str]) -> int:
    """Run pytest over ``tests``, or over the paths in ``arguments``, and return its exit code.

    Three arguments are the handbook's own, and reach the tests as variables; one of these that is set to 1
    already does the same. ``--fast`` (``HANDBOOK_FAST``) leaves out the tests that need a browser, a server
    or a complete build. ``--long`` (``HANDBOOK_LONG``) draws thousands of examples instead of hundreds and
    checks every page in every look, which takes hours. ``--engines`` (``HANDBOOK_ENGINES``) walks through the
    site in Firefox and in WebKit, as the long run does too. The other arguments go to pytest.

    The paths of the browser and the servers reach the tests as ``CHROMIUM``, ``HANDBOOK_NGINX`` and
    ``HANDBOOK_APACHE`` (nginx reads ``NGINX`` itself), those of the engines
    as ``engines.find_or_install`` says. Temporary files are kept in memory where there is room, unless
    ``TMPDIR`` names a folder. Raises ``SetUpError`` where a browser, a server or Pango is missing and
    cannot be installed, as no test is skipped silently.
    """
    import browser
    import engines
    import paper
    import servers

    variables = {name: f"HANDBOOK_{name[2:].upper()}" for name in RUN_SENTENCES}
    runs = [name for name in RUN_SENTENCES if name in arguments]
    runs = runs or [name for name in RUN_SENTENCES if _is_on(variables[name])]
    if len(runs) > 1:
        raise SetUpError(f"{runs[0]} and {runs[1]} are two runs; give one of them.")
    os.environ.update({variable: str(int(name in runs)) for name, variable in variables.items()})
    run = runs[0] if runs else ""
    if run:
        say(RUN_SENTENCES[run])
    if run in ("", LONG):
        os.environ["CHROMIUM"] = browser.find_or_install(environment.python, say)
        os.environ.update(servers.find_or_install(say))
        paper.find_or_install(environment.python, say)
    if run in (ENGINES, LONG):
        os.environ.update(engines.find_or_install(say))
    if not os.environ.get("TMPDIR") and (folder := find_memory_folder()):
        os.environ["TMPDIR"] = folder
    pytest_arguments = [_make_absolute(argument) for argument in arguments if argument not in RUN_SENTENCES]
    # All tests take many minutes of one core; a few start sooner without workers.
    options = ENGINES_OPTIONS if run == ENGINES else PARALLEL_OPTIONS
    if any(_is_path(argument) for argument in pytest_arguments):
        options = []
    options = [*options, *SELECTIONS.get(run, [])]
    os.chdir(environment.root)
    return replace_process([environment.python, "-m", "pytest", *options, *pytest_arguments])


def find_memory_folder(folder: str = MEMORY_FOLDER) -> str | None:
    """``folder`` where the temporary files of the tests may be kept in it: there is room, and programs in it
    may run; ``None`` elsewhere. A sixth of the time of the fast tests went into writing such files to a
    disk."""
    try:
        state = os.statvfs(folder)
    except (AttributeError, OSError):  # Windows has no such function.
        return None
    has_room = state.f_bavail * state.f_frsize >= MEMORY_BYTES and os.access(folder, os.W_OK)
    return folder if has_room and not state.f_flag & os.ST_NOEXEC else None


def replace_process(command: list[str | Path]) -> int:
    """Replace this process by ``command``; on Windows run it, and return its exit code."""
    words = [str(word) for word in command]
    sys.stdout.flush()
    if os.name != "nt":
        os.execv(words[0], words)
    with subprocess.Popen(words) as child:
        while True:
            try:
                return child.wait()
            except KeyboardInterrupt:
                continue  # Ctrl-C reached the command too, which ends in its own way.


def _is_on(variable: str) -> bool:
    """Whether a variable that holds 1 or 0 holds 1. Raises ``SetUpError`` where it holds anything else."""
    value = os.environ.get(variable, "")
    if value not in ("", "0", "1"):
        raise SetUpError(f"The variable {variable} holds '{value}'; write 1 or 0, or unset it.")
    return value == "1"


def _is_path(argument: str) -> bool:
    return not argument.startswith("-") and Path(argument.split("::")[0]).exists()


def _make_absolute(argument: str) -> str:
    """``argument``, made absolute where it is a path, because pytest runs in the repository's root."""
    return os.path.abspath(argument) if _is_path(argument) else argument
