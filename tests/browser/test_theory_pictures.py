"""In the pictures of theories, as a browser sets their letters, no words touch the edge of their box or leave
the picture, and no two lie on each other."""

from __future__ import annotations

import pathlib

import pytest
from built import book

from macros.rendering import pictures

pytestmark = pytest.mark.browser

STYLES = pathlib.Path(__file__).parents[2] / "docs/assets/css"
ROOM = 2.5  # Units that words keep from the edge of their box and of the picture.
# What is wrong with the words of a picture, in words; all places are in units of the picture.
FAULTS = """(svg, room) => {
  const faults = [], whole = svg.viewBox.baseVal;
  const measureLine = (line) => {
    const last = line.getNumberOfChars() - 1, base = line.getStartPositionOfChar(0).y;
    return {
      words: line.textContent,
      left: line.getStartPositionOfChar(0).x,
      right: line.getEndPositionOfChar(last).x,
      top: base - 0.72 * Number(line.parentElement.getAttribute("font-size")),
      foot: base,
    };
  };
  const isInside = (line, box) => {
    const middle = (line.left + line.right) / 2;
    return middle > box.x && middle < box.x + box.width
      && line.top > box.y && line.foot < box.y + box.height;
  };
  const written = [...svg.querySelectorAll("text tspan")].filter((line) => line.textContent.trim());
  const lines = written.map(measureLine);
  const boxes = [...svg.querySelectorAll("rect")].map((box) => box.getBBox());
  for (const line of lines) {
    if (line.left < 1 || line.right > whole.width - 1 || line.top < 0 || line.foot > whole.height - 1)
      faults.push(`${line.words}: leaves the picture`);
    for (const box of boxes.filter((box) => box.height > 20 && isInside(line, box)))
      if (line.left < box.x + room || line.right > box.x + box.width - room)
        faults.push(`${line.words}: touches its box`);
    for (const other of lines)
      if (other !== line && line.left < other.right && other.left < line.right
          && line.top < other.foot && other.top < line.foot)
        faults.push(`${line.words}: lies on ${other.words}`);
  }
  return faults;
}"""


@pytest.fixture(scope="module")
def sheet(chromium):
    """A page that holds the pictures of all theories, each with the id of its theory."""
    styles = "".join((STYLES / name).read_text() for name in ("tokens.css", "pages/pictures.css"))
    figures = "".join(
        f'<figure id="{entry.id}">{pictures.draw_theory(entry)}</figure>'
        for entry in book().records["theory"]
    )
    page = chromium.new_page(viewport={"width": 390, "height": 800})
    page.set_content(f"<style>{styles}</style>{figures}")
    yield page
    page.close()


def test_words_keep_inside_their_boxes_and_the_picture_and_apart(sheet):
    faults = {
        figure.get_attribute("id"): figure.locator("svg").evaluate(FAULTS, ROOM)
        for figure in sheet.locator("figure").all()
    }
    assert len(faults) == 24
    assert {id: found for id, found in faults.items() if found} == {}
