"""A title of 200 characters with a word that is longer than any line, on what bears titles: cards in a list,
the card of a pathway, a tension's card, a session's sheet. All of it is read at 320 pixels and on paper."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser

TITLE = ("Interprofessional responsibilities, " * 6)[:140].rstrip() + " " + "x" * 59
PLACES = {
    "a card in a list": ("pathways/", ".hb-card__title a"),
    "the card of a pathway": ("pathways/new-rota-lead/", "#stop-1 [data-walk-card] p"),
    "a pathway": ("pathways/new-rota-lead/", "h1"),
    "a tension": ("tensions/where-power-lies/", "h1"),
    "a session": ("modules/power-and-influence/", "#session-s2 h3"),
    "a session in the contents": ("modules/power-and-influence/", ".hb-toc--details .hb-toc__list a"),
}
SHEET = 680  # Pixels, the width of what is printed on A4.
# Whatever of the element is cut or outside of the window, in words.
_FAULTS = """element => {
    const faults = [], root = document.documentElement, box = element.getBoundingClientRect();
    if (root.scrollWidth > root.clientWidth) faults.push("the page scrolls sideways");
    if (box.right > root.clientWidth + 1 || box.left < 0) faults.push("it is outside of the window");
    for (let node = element; node && node.tagName !== "MAIN"; node = node.parentElement) {
        const style = getComputedStyle(node);
        const hides = style.overflowX !== "visible" || style.overflowY !== "visible";
        if (style.textOverflow === "ellipsis" || (hides && node.scrollWidth > node.clientWidth + 1)
            || (style.overflowY === "hidden" && node.scrollHeight > node.clientHeight + 1))
            faults.push(`${node.tagName} cuts it`);
    }
    return faults;
}"""


@pytest.mark.parametrize("place", PLACES)
def test_a_long_title_is_whole_on_a_small_phone_and_on_paper(reader, server, place):
    path, selector = PLACES[place]
    assert len(TITLE) == 200
    reader.set_viewport_size({"width": 320, "height": 640})
    reader.goto(server.url + path)
    title = reader.locator(selector).first
    title.evaluate(
        """(element, words) => {
            for (let node = element.parentElement; node; node = node.parentElement)
                if (node.tagName === "DETAILS") node.open = true;
            element.textContent = words;
        }""",
        TITLE,
    )
    assert title.evaluate(_FAULTS) == []
    reader.emulate_media(media="print")
    reader.set_viewport_size({"width": SHEET, "height": 960})
    if title.is_visible():  # The contents are not printed.
        assert title.evaluate(_FAULTS) == []
