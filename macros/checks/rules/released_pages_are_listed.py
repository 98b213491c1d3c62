"""The page of changes lists the pages that each release has changed, where the release has a list of them.

Feeds are made of that page, so whoever reads these is told too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from macros.base.problems import Problem, show
from macros.hand_written.pages import WrittenPage
from macros.records.handbook import Handbook
from macros.rendering.feeds import PAGE

MACRO = "changed_pages"
FILE = f"docs/{PAGE}.md"


def write_call(release: str) -> str:
    """The macro call that shows the pages of a release."""
    return f'{{{{ {MACRO}("{release}") }}}}'


def check(handbook: Handbook, pages: Iterable[WrittenPage]) -> Iterator[Problem]:
    """Yield a problem for every release whose changed pages the national page of changes does not list."""
    page = next((page for page in pages if page.path == PAGE), None)
    if page and page.source_path != FILE:  # An edition's own.
        return
    if handbook.unread.may_be_at(PAGE):
        return
    calls = [call for call in page.calls if call.name == MACRO] if page else []
    releases_shown = {value for call in calls for value in (*call.arguments, *dict(call.keywords).values())}
    for release, changed in handbook.released_pages.items():
        if changed and release not in releases_shown:
            yield Problem(
                FILE,
                1,
                1,
                "release",
                f"the pages that release {show(release)} has changed are listed nowhere",
                f"write {write_call(release)} below what the page says of that release",
            )
