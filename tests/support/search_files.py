"""The search index of a built site, read from its files."""

from __future__ import annotations

import json
import re
from pathlib import Path

from macros.search.index import FOLDER, HEAD


def read_file(file: Path) -> object:
    """What a file of the index holds."""
    return json.loads(
        re.fullmatch(r'handbook\.searchFiles\["[^"]+"\]=(.*);\n', file.read_text("utf-8"), re.S)[1]
    )


def read_entries(site: Path) -> dict[str, tuple[str, list[str]]]:
    """The title and the other names of everything that can be found, by its address from the root."""
    head = read_file(site / HEAD)
    lookup = read_file(site / FOLDER / f"{head['lookup']}.js")
    return {
        address: (title, names.split("\n") if names else [])
        for data in (head, lookup)
        for address, title, names in zip(data["address"], data["title"], data["names"], strict=True)
    }
