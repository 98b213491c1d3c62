"""The scripts of the page that edits records under Node: many cases in one process."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from typing import Any

from places import ROOT
from tool_scripts import FOLDER, in_order

SHELL = ("shell/i18n.js", "shared/elements.js")


def ask(
    names: Sequence[str], script: str, cases: Sequence[object], data: dict[str, Any] | None = None
) -> list:
    """What the function ``script`` of (case, handbook) gives for each of ``cases``, with the scripts
    ``names`` of the tools' folder; ``{"refused": sentence}`` for a file that the form refuses. ``data`` is
    put on the namespace beforehand."""
    files = [str(FOLDER.parent / name) for name in SHELL]
    files += [str(FOLDER / f"{name}.js") for name in in_order(list(names))]
    task = {"scripts": files, "data": data or {}, "script": script, "cases": list(cases)}
    command = ["node", str(ROOT / "tests" / "support" / "edit_in_node.js")]
    done = subprocess.run(command, input=json.dumps(task), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
