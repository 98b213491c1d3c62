"""The parts in which the state of the content is told on a page."""

from __future__ import annotations

QUALITY_WORKBOOK = "data/quality/quality.xlsx"  # Its place in the site, where it is published.
# The parts of the state of the content, each with the ids of the lists in it.
QUALITY_PARTS: dict[str, tuple[str, ...]] = {
    "summary": (),
    "coverage": ("gaps", "thin-spots", "exemptions"),
    "outcomes": ("broad", "untested", "untested-programme"),
    "workload": ("hours-a-week",),
    "theories": ("untaught", "without-session", "without-case"),
    "sources": ("cited-once", "uncited", "ageing", "outside"),
    "reviews": ("unreviewed", "past-due"),
    "workbook": (),
}
