"""``embed`` in the front matter of a hand-written page names a view that embeds know, and each view is one page's.

Other sites show a view at an address of its own: without a page that names it nothing would stand there any more. Only
where the page that has it in the national handbook is gone may it be nobody's.
"""

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
    pages: dict[str, str] = {}
    for uri, file in page_files(root, shown).items():
        path = next((before for folder, before in shown.items() if file.is_relative_to(folder)), "") + f"docs/{uri}"
        pages[uri.rpartition(".")[0]] = path
        for name, line, col in _named(file, path):
            if wrong := _fault(name):
                yield Problem(path, line, col, "front matter", *wrong)
            elif (other := first.setdefault(name, path)) != path:
                yield Problem(path, line, col, "front matter", f"'embed' names {show(name)}, as {other} does already", "let one page have it")
    for name, place in VIEWS.items():
        if name not in first and (path := pages.get(place)):
            right = f"write 'embed: {name}' into this page's front matter, or into that of the page that is to be shown there"
            yield Problem(path, 1, 1, "front matter", f"no page names the view {show(name)}, which other sites may show", right)


def _fault(name: object) -> tuple[str, str] | None:
    """What is wrong with what a page names, and what would be right."""
    known = f"the views are {', '.join(VIEWS)}"
    if name is None:
        return "'embed' names no view", f"delete the line, or name a view: {known}"
    if isinstance(name, (list, dict)):
        held = "a list" if isinstance(name, list) else "a mapping"
        return f"'embed' holds {held}, and not the name of one view", "write one, as 'embed: view/coverage'"
    return None if name in VIEWS else (f"'embed' names {show(name)}, which is no view", did_you_mean(str(name), VIEWS, known))


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
