"""``embed`` in the front matter of a hand-written page names a view that embeds know, and each view is one
page's.

Other sites show a view at an address of its own: without a page that names it nothing would stand there any
more. Only where the page that has it in the national handbook is gone may it be nobody's.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from macros.base.problems import Fault, Problem, did_you_mean, show
from macros.hand_written.front_matter import WHERE, locate, read_keys
from macros.hand_written.pages import WrittenPage
from macros.rendering.embeds import VIEW_PATHS


def check(pages: Iterable[WrittenPage]) -> Iterator[Problem]:
    """Yield a problem for every ``embed`` that is no view, or that another page has already."""
    first: dict[str, str] = {}
    source_paths: dict[str, str] = {}
    for page in pages:
        if page.is_sound:
            source_paths[page.path] = page.source_path
        keys = read_keys(page.yaml) if page.yaml else {}
        if page.yaml is None or "embed" not in keys:
            continue
        name, place = keys["embed"], locate(page.yaml, ("embed",))
        if wrong := _fault(name, first):
            yield Problem(page.source_path, *place, WHERE, *wrong)
        elif (other := first.setdefault(str(name), page.source_path)) != page.source_path:
            yield Problem(
                page.source_path,
                *place,
                WHERE,
                f"'embed' names {show(name)}, as {other} does already",
                "let one page have it",
            )
    for name, path in VIEW_PATHS.items():
        if name not in first and path in source_paths:
            right = (
                f"write 'embed: {name}' into this page's front matter, or into that of the page that is to be"
                " shown there"
            )
            yield Problem(
                source_paths[path],
                1,
                1,
                WHERE,
                f"no page names the view {show(name)}, which other sites may show",
                right,
            )


def _fault(name: object, embedded: Container[str]) -> Fault | None:
    """What is wrong with what a page names, and what would be right. ``embedded`` are the views that pages
    have; those of later pages may be added meanwhile."""
    known = f"the views are {', '.join(VIEW_PATHS)}"
    if name is None:
        return Fault("'embed' names no view", f"delete the line, or name a view: {known}")
    if isinstance(name, (list, dict)):
        held = "a list" if isinstance(name, list) else "a mapping"
        return Fault(
            f"'embed' holds {held}, and not the name of one view", "write one, as 'embed: view/coverage'"
        )
    if name in VIEW_PATHS:
        return None
    right = did_you_mean(str(name), VIEW_PATHS, known, embedded)
    return Fault(f"'embed' names {show(name)}, which is no view", right)
