"""The order in which the tools' scripts run. It is in ``mkdocs.yml`` and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docs" / "assets" / "js" / "tools"
NO_PAGE = (
    "document",
    "scoring",
    "transfer",
    "goals",
    "goal_questions",
    "export_formats",
    "word_format",
    "log",
    "yaml_text",
    "record_rules",
)  # Folders that know no page.


@cache
def order() -> list[str]:
    """The tools' scripts, as ``document/days``, in the order in which they run."""
    listed = re.search(r"tool_scripts:.*\n\s*\[([^]]*)\]", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    return listed[1].replace(",", " ").split()


def in_order(names: Iterable[str]) -> list[str]:
    """Scripts in the order in which they run, each once; those of no tool, such as ``../boot``, first."""
    return sorted(dict.fromkeys(names), key=lambda name: order().index(name) if name in order() else -1)
