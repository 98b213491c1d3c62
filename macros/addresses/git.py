"""What git knows of the folder that the handbook is in, and why it does not tell.

A folder that is in no repository is no fault: the handbook may have come as an archive.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

LONGEST = 20  # Seconds that git is waited for.
FILE = "mkdocs.yml"  # Of every handbook, so that a repository without it is another's.

# The variables that git calls local to a repository (git rev-parse --local-env-vars): a hook, or somebody at
# work elsewhere, has set them for another.
_LOCAL = re.compile(
    r"GIT_(DIR|WORK_TREE|INDEX_FILE|PREFIX|COMMON_DIR|NAMESPACE|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES"
    r"|IMPLICIT_WORK_TREE|GRAFT_FILE|SHALLOW_FILE|NO_REPLACE_OBJECTS|REPLACE_REF_BASE|INTERNAL_SUPER_PREFIX"
    r"|CONFIG|CONFIG_PARAMETERS|CONFIG_COUNT|CONFIG_(KEY|VALUE)_\d+)"
)
_SAFE = "safe.directory"


class GitRefuses(Exception):
    """git was asked about a folder and did not answer. ``what`` says why, as a sentence without its full
    stop, and ``remedy`` what to do; it may end with what is to be typed."""

    def __init__(self, what: str, remedy: str):
        super().__init__(what)
        self.what, self.remedy = what, remedy


@dataclass(frozen=True)
class Checkout:
    """The handbook in a repository: its ``folder`` there (``web/handbook``; empty at the top), and when the
    last commit was made (``seconds`` since 1970)."""

    folder: str
    seconds: int


def read_checkout(root: Path) -> Checkout | None:
    """What git knows of the handbook at ``root``; ``None`` where it is in no repository, or in one that does
    not hold its files. Raises :class:`GitRefuses`."""
    if not is_in_repository(root):
        return None
    folder = ask(root, "rev-parse", "--show-prefix") or ""
    seconds = ask(root, "log", "-1", "--no-show-signature", "--format=%ct")
    if ask(root, "ls-files", "--error-unmatch", "--", FILE) is None:
        return None
    return Checkout(folder.rstrip("/"), int(seconds or 0))


def is_in_repository(root: Path) -> bool:
    """Whether ``root``, or a folder above it, has what makes a repository of it."""
    return any(os.path.lexists(folder / ".git") for folder in (root, *root.parents))


def ask(root: Path, *words: str) -> str | None:
    """What git prints, asked with ``words`` in ``root``, without the end of its last line; ``None`` where it
    says that there is no such thing (exit code 1). Raises :class:`GitRefuses`."""
    result = _run(root, words)
    if result.returncode > 1 or result.returncode < 0:
        raise _explain(root, _decode(result.stderr))
    return _decode(result.stdout).removesuffix("\n") if result.returncode == 0 else None


def look_up(root: Path, *words: str) -> str | None:
    """Like :func:`ask`, where whatever git says of what it was asked for means that there is no such thing;
    :class:`GitRefuses` is raised where it does not look into ``root`` at all."""
    result = _run(root, words)
    if result.returncode and _SAFE in (complaint := _decode(result.stderr)):
        raise _explain(root, complaint)
    return _decode(result.stdout).removesuffix("\n") if result.returncode == 0 else None


def read_objects(root: Path, ids: Sequence[str]) -> list[bytes]:
    """The content of what git has stored under the hashes ``ids``, in their order, in one run of git. Raises
    :class:`GitRefuses`, also where one is missing."""
    result = _run(root, ["cat-file", "--batch"], "".join(f"{id}\n" for id in ids).encode())
    if result.returncode:
        raise _explain(root, _decode(result.stderr))
    contents, place = [], 0
    for id in ids:
        end_of_head = result.stdout.find(b"\n", place)
        head = result.stdout[place:end_of_head].split()  # Hash, type and size; of what is missing, two words.
        if len(head) != 3:
            raise GitRefuses(
                f"git has lost a part of what it stored ({id})", "Get it back: git fetch --refetch"
            )
        place = end_of_head + 1 + int(head[2]) + 1
        contents.append(result.stdout[end_of_head + 1 : place - 1])
    return contents


def _run(root: Path, words: Sequence[str], feed: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run git with ``words`` in ``root``, with ``feed`` to read. Raises :class:`GitRefuses` where it does not
    run to its end."""
    try:
        return subprocess.run(
            ["git", "-C", str(root), *words],
            env=choose_variables(os.environ),
            input=feed,
            capture_output=True,
            timeout=LONGEST,
        )
    except FileNotFoundError as error:
        raise GitRefuses("git is not installed here", "Install git.") from error
    except subprocess.TimeoutExpired as error:
        raise GitRefuses(
            f"git did not answer within {LONGEST} seconds", f"See to the disk that {root} is on."
        ) from error
    except OSError as error:
        raise GitRefuses(f"git could not be started ({error.strerror})", "Install git again.") from error


def _decode(output: bytes) -> str:
    return output.decode("utf-8", "surrogateescape").replace("\r\n", "\n")


def choose_variables(variables: Mapping[str, str]) -> dict[str, str]:
    """The variables for git: of ``variables`` all but what is meant for another repository. Of settings that
    are given as variables only the one counts that lets git look into folders of another owner."""
    chosen = {name: value for name, value in variables.items() if not _LOCAL.fullmatch(name)}
    count = variables.get("GIT_CONFIG_COUNT", "")
    numbers = range(min(int(count), 1000)) if re.fullmatch("[0-9]{1,9}", count) else ()
    folders = [
        variables.get(f"GIT_CONFIG_VALUE_{number}", "")
        for number in numbers
        if variables.get(f"GIT_CONFIG_KEY_{number}", "").lower() == _SAFE
    ]
    for number, folder in enumerate(folders):
        chosen |= {f"GIT_CONFIG_KEY_{number}": _SAFE, f"GIT_CONFIG_VALUE_{number}": folder}
    return {**chosen, "GIT_CONFIG_COUNT": str(len(folders)), "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}


def _explain(root: Path, words: str) -> GitRefuses:
    """Why git ended with ``words`` when it was asked in ``root``."""
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    if _SAFE in words:
        commands = [line for line in lines if line.startswith("git config")]
        command = commands[0] if commands else f"git config --global --add {_SAFE} {root}"
        return GitRefuses(
            f"git does not look into {root}, because the folder belongs to somebody else",
            f"If you trust what is in it, let git look there: {command}",
        )
    if "does not have any commits yet" in words:
        return GitRefuses(f"git knows no commit yet of {root}", "Make the first: git add . && git commit")
    reason = next((line for line in lines if line.startswith("fatal: ")), "no reason given")
    return GitRefuses(
        f"git cannot read the repository that {root} is in ({reason.removeprefix('fatal: ')})",
        f"See what git says of it: git -C {root} fsck",
    )
