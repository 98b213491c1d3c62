"""A Python environment in a folder, and the stamp in it that names the steps of its set-up that are complete.

The stamp also lists what the environment held when it was written, so that it is believed no further than
what can be seen to be there.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

STAMP = "handbook-stamp.json"
BINARY = re.compile(r"\.(so(\.[0-9.]+)?|pyd|dll|dylib)$")


class StampedFolder:
    """The environment in ``path``, whether it is there or not."""

    def __init__(self, path: Path):
        self.path = path
        self.programs = path / ("Scripts" if os.name == "nt" else "bin")
        self.python = self.programs / ("python.exe" if os.name == "nt" else "python")

    def read_stamp(self) -> dict:
        """The stamp; empty where there is none that can be read."""
        try:
            stamp = json.loads((self.path / STAMP).read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return stamp if isinstance(stamp, dict) else {}

    def write_stamp(self, stamp: dict) -> None:
        """Write ``stamp``, with what the environment holds now."""
        stamp["installed"] = sorted(
            name for name in self._list_installed() if not name.startswith(("pip", "__pycache__"))
        )
        stamp["binaries"] = self._measure_binaries()
        new = self.path / (STAMP + ".new")
        new.write_text(json.dumps(stamp, indent=1), "utf-8")
        os.replace(new, self.path / STAMP)

    def holds_what_is_stamped(self, stamp: dict) -> bool:
        """Whether the environment still has what the stamp lists: its Python, the version of every package,
        and the size of every binary file. A binary file that was cut short ends Python without a message."""
        installed, binaries = stamp.get("installed"), stamp.get("binaries")
        if not isinstance(installed, list) or not isinstance(binaries, dict):
            return False
        return {*map(str, installed)} <= self._list_installed() and all(
            self._read_size(name) == size for name, size in binaries.items()
        )

    def rename_in_scripts(self, old: str, new: str) -> None:
        """Put the name ``new`` of this folder in the place of ``old`` in the programs and settings of the
        environment, which hold its whole path. (Packages do not.)"""
        for file in (self.path / "pyvenv.cfg", *sorted(self.programs.iterdir())):
            if file.is_file() and not file.is_symlink():
                content = file.read_bytes()
                if old.encode() in content:
                    file.write_bytes(content.replace(old.encode(), new.encode()))

    def _read_size(self, name: str) -> int | None:
        """The size (bytes) of a file of the environment; ``None`` where there is none."""
        try:
            return (self.path / name).stat().st_size
        except OSError:
            return None

    def _measure_binaries(self) -> dict[str, int | None]:
        """The size (bytes) of each file of machine code, by its path in the environment."""
        files = (file for file in self.path.rglob("*") if BINARY.search(file.name))
        return {
            name: self._read_size(name)
            for name in sorted(file.relative_to(self.path).as_posix() for file in files)
        }

    def _list_installed(self) -> set[str]:
        """The names in the folder of packages, which hold their versions, and a line for the Python with its
        size and time of change."""
        pattern = "Lib/site-packages" if os.name == "nt" else "lib/python3*/site-packages"
        names = {name for folder in self.path.glob(pattern) for name in os.listdir(folder)}
        try:
            program = self.python.stat()
        except OSError:
            return names
        return {
            *names,
            f"{self.python.name} {program.st_size} {program.st_mtime_ns} {os.access(self.python, os.X_OK)}",
        }
