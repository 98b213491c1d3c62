"""The search's scripts under Node, with the index of the built site: many questions in one process, which
costs what one page in a browser does."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path

from places import ROOT

from macros.mkdocs_site.page_files import SEARCH_SCRIPTS
from macros.search.index import FOLDER, HEAD

PURE = [
    "shell/words",
    *(f"search/{name}" for name in ("words", "index", "query", "ranking", "codes", "answers", "sentences")),
]
SCRIPTS = ROOT / "docs" / "assets" / "js"
assert set(PURE) - {"shell/words"} <= set(SEARCH_SCRIPTS)


def list_files(site: Path) -> list[str]:
    """The files of the index of a built site, the head first."""
    return [str(site / HEAD), *map(str, sorted((site / FOLDER).glob("*.js")))]


def ask(site: Path | None, questions: Sequence[object], script: str | None = None) -> list:
    """What the search finds for each of ``questions`` on the site: results, each the addresses of one name;
    or what the function ``script`` of (question, helpers) gives (search_in_node.js)."""
    task = {
        "scripts": [str(SCRIPTS / f"{name}.js") for name in PURE],
        "files": list_files(site) if site else [],
        "questions": list(questions),
        "script": script,
    }
    command = ["node", str(ROOT / "tests" / "support" / "search_in_node.js")]
    done = subprocess.run(command, input=json.dumps(task), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
