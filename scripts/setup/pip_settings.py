"""Of pip's settings, those that say how packages are reached: index, proxy, certificates and the like.

The others (``target``, ``user``, ``prefix``, ``constraint`` ...) are made for other projects, and would have
pip install something else or elsewhere. So pip is given what is chosen here as variables, and reads no file
of settings itself. Where the files lie and which counts before which is in pip's documentation, under
"Configuration".
"""

from __future__ import annotations

import configparser
import locale
import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from remedies import SetUpError

# By the names that pip's long options have.
REACHING = frozenset(
    "index-url pypi-url extra-index-url find-links no-index trusted-host proxy cert client-cert timeout"
    " default-timeout retries resume-retries cache-dir no-cache-dir keyring-provider use-feature"
    " use-deprecated".split()
)
SECTIONS = ("global", "install")  # Of a file of settings; a later one counts before an earlier.
UNREADABLE = (
    "The set-up stopped, because {file}, which holds settings of pip, cannot be read ({reason}). Mend it, or"
    " move it away, and run the command again."
)


def choose_variables(variables: Mapping[str, str], environment: Path) -> dict[str, str]:
    """The variables (``PIP_...``) for a pip that installs into ``environment``: from those in ``variables``
    and from pip's files of settings what says how packages are reached. Raises ``SetUpError`` where a file
    cannot be read."""
    settings: dict[str, dict[str, str]] = {section: {} for section in SECTIONS}
    for file in list_files(variables, environment):
        for section, values in _read_file(file).items():
            settings[section].update(values)
    chosen = {name: value for section in SECTIONS for name, value in settings[section].items()}
    chosen |= {
        _normalise(name.removeprefix("PIP_")): value
        for name, value in variables.items()
        if name.startswith("PIP_")
    }
    return {"PIP_CONFIG_FILE": os.devnull} | {
        f"PIP_{name.upper().replace('-', '_')}": value
        for name, value in chosen.items()
        if name in REACHING and value
    }


def list_files(variables: Mapping[str, str], environment: Path) -> list[Path]:
    """The places of pip's files of settings, whether they are there or not; a later one counts before an
    earlier. None where ``PIP_CONFIG_FILE`` says so."""
    if (named_file := variables.get("PIP_CONFIG_FILE", "")) == os.devnull:
        return []
    name = "pip.ini" if os.name == "nt" else "pip.conf"
    # A file that the variable names stands in the place of the person's own.
    user_folders = [] if named_file and os.path.exists(named_file) else _list_user_folders(variables)
    folders = [*_list_global_folders(variables), *user_folders, environment]
    return [*(folder / name for folder in folders), *([Path(named_file)] if named_file else [])]


def _list_global_folders(variables: Mapping[str, str]) -> Iterator[Path]:
    if os.name == "nt":
        yield Path(variables.get("PROGRAMDATA") or "C:/ProgramData", "pip")
    elif sys.platform == "darwin":
        yield Path("/Library/Application Support/pip")
    else:
        for folder in (variables.get("XDG_CONFIG_DIRS") or "/etc/xdg").split(os.pathsep):
            yield Path(folder, "pip")
        yield Path("/etc")


def _list_user_folders(variables: Mapping[str, str]) -> Iterator[Path]:
    home = Path(os.path.expanduser("~"))
    if os.name == "nt":
        yield home / "pip"
        yield Path(variables.get("APPDATA") or home / "AppData/Roaming", "pip")
        return
    yield home / ".pip"
    mac_folder = home / "Library/Application Support/pip"
    if sys.platform == "darwin" and mac_folder.is_dir():
        yield mac_folder
    elif sys.platform == "darwin":
        yield home / ".config/pip"
    else:
        yield Path(variables.get("XDG_CONFIG_HOME") or home / ".config", "pip")


def _read_file(file: Path) -> dict[str, dict[str, str]]:
    """The settings of one file, by section and name; none where there is no such file."""
    parser = configparser.RawConfigParser()
    try:
        parser.read(str(file), encoding=locale.getpreferredencoding(False))
    except (configparser.Error, OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or str(error).replace("\n", " ")
        raise SetUpError(UNREADABLE.format(file=file, reason=reason)) from error
    return {
        section: {_normalise(name): value for name, value in parser.items(section)}
        for section in SECTIONS
        if parser.has_section(section)
    }


def _normalise(name: str) -> str:
    return name.lower().replace("_", "-").removeprefix("--")
