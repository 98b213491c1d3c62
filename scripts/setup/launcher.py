"""What ``scripts/handbook`` does: see that the environment is there, then hand over to it.

Standard library only, because it runs before anything is installed. When the
environment is ready this costs a few milliseconds.
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
FAST, LONG = "--fast", "--long"
RUNS = {  # What a run that is not the ordinary one says before anything else.
    FAST: "The fast tests: everything without a browser, a server or a whole build.",
    LONG: (
        "The long run, for the night: 20,000 damaged records, as many damaged pages, every page in every"
        " look."
    ),
}
WITHOUT_BUILDS = ["-m", "not slow and not browser", "--ignore", os.path.join("tests", "browser")]
# Idle workers take tests over from busy ones, so that none is left alone with the last file.
IN_PARALLEL = ["-n", "auto", "--maxprocesses", "4", "--dist", "worksteal"]


def say(sentence: str) -> None:
    """Print a sentence about the set-up to stderr, so that a command's own output stays clean."""
    print(sentence, file=sys.stderr, flush=True)


def main(arguments: list[str], root: Path = ROOT) -> int:
    """Run the handbook command in ``arguments`` and return its exit code.

    On Linux and macOS this process becomes the command, so it returns only when the
    set-up failed (1) or was interrupted (130). ``root`` is the repository's folder.
    """
    testing = arguments[:1] == ["test"]
    needs_tools = arguments[:1] in (["test"], ["lint"])
    try:
        environment = Environment(root, say)
        environment.prepare(testing=needs_tools)
        if testing:
            return run_tests(environment, arguments[1:])
        if hasattr(signal, "pthread_sigmask"):
            # Kept by the system until the command, which hears signals in its own way, lets them through.
            signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT, signal.SIGTERM])
        return become([environment.python, "-P", "-m", "macros.cli", "--root", root, *arguments])
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
    """Run pytest over ``tests``, or over the paths named in ``arguments``; return its exit code.

    Two of them are the handbook's own, and told to the tests in a variable: ``--fast`` (``HANDBOOK_FAST``)
    leaves out what needs a browser, a server or a whole build; ``--long`` (``HANDBOOK_LONG``) draws thousands
    of examples and not hundreds, and looks at every page in every look, which takes hours. The paths of the
    browser and the servers are given to the tests in ``CHROMIUM``, ``HANDBOOK_NGINX`` and ``HANDBOOK_APACHE``
    (nginx takes ``NGINX`` for settings of its own). Raises ``SetUpError`` when one is missing and cannot be
    installed: no test is skipped quietly.
    """
    import browser
    import servers

    runs = [name for name in RUNS if name in arguments]
    if len(runs) > 1:
        raise SetUpError(f"{FAST} and {LONG} are two runs; give one of them.")
    for name in RUNS:
        os.environ[f"HANDBOOK_{name[2:].upper()}"] = "1" if name in runs else "0"
    if runs:
        say(RUNS[runs[0]])
    if FAST not in runs:
        os.environ["CHROMIUM"] = browser.ensure(environment.python, say)
        os.environ.update(servers.ensure(say))
    typed = [_from_root(each) for each in arguments if each not in RUNS]
    chosen = WITHOUT_BUILDS if FAST in runs else []
    # The whole takes many minutes of one core; a chosen few start sooner without helpers.
    paths = [] if any(_is_path(each) for each in typed) else ["tests", *IN_PARALLEL]
    os.chdir(environment.root)
    return become([environment.python, "-m", "pytest", *paths, *chosen, *typed])


def become(command: list[str | Path]) -> int:
    """Replace this process by ``command`` (on Windows: run it), and return its exit code."""
    words = [str(word) for word in command]
    sys.stdout.flush()
    if os.name != "nt":
        os.execv(words[0], words)
    with subprocess.Popen(words) as child:
        while True:
            try:
                return child.wait()
            except KeyboardInterrupt:
                continue  # Ctrl-C reached the command too: let it end in its own way.


def _is_path(argument: str) -> bool:
    return not argument.startswith("-") and Path(argument.split("::")[0]).exists()


def _from_root(argument: str) -> str:
    """A path typed in any folder, made absolute, because pytest is run in the repository's root."""
    return os.path.abspath(argument) if _is_path(argument) else argument
