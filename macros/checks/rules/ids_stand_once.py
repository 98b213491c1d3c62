"""No two elements of a hand-written page have the same id: neither two of its own, nor one and one that a
macro or the page around it gives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from macros.base.problems import Problem, show
from macros.hand_written.calls import Call
from macros.hand_written.markdown_conversion import INLINE
from macros.hand_written.pages import WrittenPage
from macros.rendering.anchors import Anchors, is_shell_id

GIVE = 'give it an id of its own: {: #another } behind a heading, id="another" in HTML'


# Calls on one page that are compared with one another: the time grows with the square of their number.
MOST_BLOCKS = 200


def check(pages: Iterable[WrittenPage], anchors: Anchors) -> Iterator[Problem]:
    """Yield a problem for every id that stands on its page already."""
    for page in pages:
        yield from _check_page(page, anchors)


def _check_page(page: WrittenPage, anchors: Anchors) -> Iterator[Problem]:
    seen: set[str] = set()
    for id in page.html.ids:
        if id in seen:
            yield page.problem(_find_offset(page, id), "page", f"has the id {show(id)} twice", GIVE)
        elif is_shell_id(id):
            yield page.problem(
                _find_offset(page, id),
                "page",
                f"has the id {show(id)}, which the page around the text uses",
                GIVE,
            )
        seen.add(id)
    blocks = [call for call in page.calls if call.name not in INLINE and anchors.is_fit(page, call)]
    for number, call in enumerate(blocks[:MOST_BLOCKS]):
        if shared := sorted(id for id in seen if id in anchors.list_macro_ids(page, call, anchor=id)):
            yield page.problem(
                _find_offset(page, shared[0]),
                "page",
                f"has the id {show(shared[0])}, which {call.name} on this page gives too",
                GIVE,
            )
        yield from _check_earlier_calls(page, call, blocks[:number], anchors)


def _check_earlier_calls(
    page: WrittenPage, call: Call, earlier_calls: list[Call], anchors: Anchors
) -> Iterator[Problem]:
    """Yield a problem where a call writes an id that an earlier call on the page writes."""
    for other in earlier_calls:
        if anchors.may_clash(call, other) and (
            shared := sorted(anchors.list_macro_ids(page, call) & anchors.list_macro_ids(page, other))
        ):
            wrong = f"gives the id {show(shared[0])}, as {other.name} in line {other.line} does"
            yield page.problem(call.offset, "macro call", wrong, "take one of the two calls out")
            return


def _find_offset(page: WrittenPage, id: str) -> int:
    """The offset in the page's text of the likely source of an id: the id itself, else a heading with its
    words, else 0."""
    if (offset := page.text.rfind(f"#{id}")) >= 0 or (offset := page.text.rfind(f'"{id}"')) >= 0:
        return offset
    words = id.split("_")[0].replace("-", " ")
    offset = page.text.lower().rfind(f"# {words}")
    return page.text.rfind("\n", 0, offset) + 1 if offset >= 0 else 0
