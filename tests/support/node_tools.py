"""The programs that ``package.json`` names, for the tests that look at scripts and style sheets."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from once import once
from places import ROOT

needs_node = pytest.mark.skipif(
    not shutil.which("npm"), reason="Node, which the check of scripts and style sheets needs, is not here"
)


def node_tools() -> Path:
    """A folder with ``node_modules``, installed once a run from ``package-lock.json``; only to be read."""
    return once("node-tools", _install)


def _install(folder: Path) -> None:
    folder.mkdir()
    for name in ("package.json", "package-lock.json"):
        shutil.copy(ROOT / name, folder)
    command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, f"npm could not fetch what package-lock.json names:\n{done.stderr}"
