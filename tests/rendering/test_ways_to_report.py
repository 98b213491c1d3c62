"""Where a reader sends what is wrong: what the page "About this handbook" says of it, whatever is known."""

from __future__ import annotations

import re

import pytest

from macros.addresses.repository import Repository
from macros.addresses.urls import Urls
from macros.rendering.page_macros import Library
from macros.rendering.renderer import Renderer

FORGE = Repository("https://forge.example/handbook")
OPEN = "open an issue in https://forge.example/handbook, to which the foot of each page leads."
NOWHERE = (
    "This copy names no address for reports, and does not say where its files are kept: whoever put it here"
    " has not filled that in. Send it to them, or to whoever gave you the link."
)
SAID = [
    (Repository(), "handbook@north.example", "Send it to handbook@north.example."),
    (FORGE, "", "O" + OPEN[1:]),
    (FORGE, "https://north.example/report", f"Send it to https://north.example/report. Or {OPEN}"),
    (Repository(FORGE.address, is_certain=False), "", NOWHERE),
]


@pytest.mark.parametrize(("repository", "report_to", "says"), SAID)
def test_the_ways_to_report_are_those_that_there_are(small_book, repository, report_to, says):
    renderer = Renderer(small_book, Urls(), repository, report_to=report_to)
    html = str(Library(renderer, lambda: "about/index").ways_to_report())
    assert " ".join(re.sub("<[^>]+>", " ", html).split()).replace(" .", ".").replace(" ,", ",") == says
    if "@" in report_to:
        assert f'<a href="mailto:{report_to}">' in html
