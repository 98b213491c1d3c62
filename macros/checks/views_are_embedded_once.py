"""``embed`` in the front matter of a hand-written page names a view that embeds know, and each view is one page's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from macros.embeds import VIEWS
from macros.loader import Place
from macros.problems import Problem, Problems, did_you_mean, show
from macros.written import page_files, split
from macros.yaml_files import parse


def check(root: Path, places: Sequence[Place] = ()) -> Iterator[Problem]:
    """Yield a problem for every ``embed`` that is no view, or that another page has already; ``places`` are an edition's folders."""
    first: dict[str, str] = {}
    shown = {place.folder: place.shown for place in places}
    for uri, file in page_files(root, shown).items():
        path = next((before for folder, before in shown.items() if file.is_relative_to(folder)), "") + f"docs/{uri}"
        for name, line, col in _named(file, path):
            if name not in VIEWS:
                right = did_you_mean(str(name), VIEWS, f"the views are {', '.join(VIEWS)}")
                yield Problem(path, line, col, "front matter", f"'embed' names {show(name)}, which is no view", right)
            elif (other := first.setdefault(name, path)) != path:
                yield Problem(path, line, col, "front matter", f"'embed' names {show(name)}, as {other} does already", "let one page have it")


def _named(file: Path, path: str) -> Iterator[tuple[object, int, int]]:
    """What the page names, with line and column; nothing where its front matter cannot be read, which another rule says."""
    try:
        front, _ = split(file.read_bytes().decode("utf-8-sig"))
        if front is None or "embed" not in front:
            return
        yaml = parse(front.encode(), path)
    except (Problems, UnicodeDecodeError, OSError):
        return
    if isinstance(yaml.data, dict) and "embed" in yaml.data:
        line, col = yaml.locate(("embed",))
        yield yaml.data["embed"], line + 1, col
