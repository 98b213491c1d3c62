"""The first page of a copy for a disk, which says what the copy is and what it can do."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from macros.base.days import read_today
from macros.base.variables import DATE

if TYPE_CHECKING:
    from macros.rendering.renderer import Renderer

START_PAGE = "start-here.html"  # Its place in the copy.
START_STYLES = "assets/css/pages/start.css"  # In docs; of this page alone.


@dataclass(frozen=True)
class Site:
    """The site that is copied: its ``name``, the language of its interface as HTML has it (``lang``), what it
    says of its edition in every foot, and the style sheets of every page by their places in ``docs``."""

    name: str
    lang: str
    edition_line: str
    styles: Sequence[str]


def render_start_page(renderer: Renderer, site: Site) -> str:
    """The HTML of the page, whose addresses all begin with ``./``."""
    html = renderer.render_template(
        "start_here", renderer.view("start-here"), renderer=renderer, site=site, day=read_site_day()
    )
    return renderer.finish(html)


def read_site_day() -> date | None:
    """The day of what the site shows: that of ``SOURCE_DATE_EPOCH``, which a build takes from the last
    commit; without it the day of today, as far as that is known."""
    seconds = os.environ.get(DATE, "")
    return datetime.fromtimestamp(int(seconds), UTC).date() if seconds.isdigit() else read_today()
