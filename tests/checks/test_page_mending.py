"""What has one right answer on pages and in mkdocs.yml is mended, and nothing else is touched."""

from __future__ import annotations

import pytest

from macros.base.problems import Exact, Problem
from macros.checks.mending import mend
from macros.checks.run import check_handbook

PAGE = """---
title: Talk about the rota
drafted: 2026-11-22
---

# Talk about the rota

See {{ ref("small-talk") }} and {{ cite("kotter-1996") }}, [the steps](theories/small-steps.md).

![Beds](beds.svg)

One line\\
and another.
"""
SETTINGS = """site_name: Small
site_url: !ENV [HANDBOOK_SITE_URL, ""]
nav:
  - Talk: talk.md  # The only one.
"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 2"><title>Beds</title></svg>\n'


@pytest.fixture
def site(small):
    """The small handbook with one page, a picture and settings, which is sound."""
    (small / "docs").mkdir()
    for path, text in {"mkdocs.yml": SETTINGS, "docs/talk.md": PAGE, "docs/beds.svg": SVG}.items():
        (small / path).write_text(text, "utf-8")
    return small


def mend_all(site) -> dict[str, str]:
    """What would stand in each file that is mended, by its path."""
    mended_files, sentences = mend(site, check_handbook(site).problems)
    assert sentences == []
    return {mended_file.path: mended_file.after.decode() for mended_file in mended_files}


def test_what_is_sound_is_left_as_it_is(site):
    assert mend_all(site) == {}


@pytest.mark.parametrize(
    ("sound", "faulty"),
    [
        ('ref("small-talk")', 'ref("smal-talk")'),
        ('cite("kotter-1996")', 'cite("koter-1996")'),
        ('cite("kotter-1996")', 'cite("Kotter_1996")'),
        ("drafted: 2026-11-22", "Drafted: 2026-11-22"),
        ("title: Talk about", "titel: Talk about"),
        ("See {{", "See\u200b {{"),
        ("drafted: 2026-11-22\n---", "drafted: 2026-11-22 \t\n---"),
        ("(beds.svg)\n\nOne", "(beds.svg) \n\nOne"),
    ],
)
def test_a_slip_on_a_page_is_mended(site, sound, faulty):
    assert PAGE.count(sound) == 1
    (site / "docs/talk.md").write_text(PAGE.replace(sound, faulty), "utf-8")
    assert mend_all(site) == {"docs/talk.md": PAGE}


@pytest.mark.parametrize(
    ("sound", "faulty"),
    [
        ("One line\\\n", "One line  \n"),  # Two spaces break the line.
        ('ref("small-talk")', 'ref("tall-walk")'),
        ("[the steps](theories/small-steps.md)", "[the steps](theories/steps.md)"),
    ],
)
def test_what_may_be_meant_or_may_not_is_left(site, sound, faulty):
    (site / "docs/talk.md").write_text(PAGE.replace(sound, faulty), "utf-8")
    assert mend_all(site) == {}


def test_several_slips_and_the_ends_of_lines_of_windows(site):
    faulty = PAGE.replace("small-talk", "smal-talk").replace("kotter-1996", "koter-1996")
    raw = b"\xef\xbb\xbf" + faulty.replace("\n", "\r\n").encode()
    (site / "docs/talk.md").write_bytes(raw)
    (mended_file,), _ = mend(site, check_handbook(site).problems)
    assert mended_file.after == b"\xef\xbb\xbf" + PAGE.replace("\n", "\r\n").encode()
    assert len(mended_file.problems) == 2


@pytest.mark.parametrize(
    ("sound", "faulty"),
    [
        ("nav:\n", "nav: \n"),
        ("site_name: Small\n", "Site_name: Small\n"),
        ("The only one.\n", "The only one.  \n"),
    ],
)
def test_a_slip_in_the_settings_is_mended_and_comments_stay(site, sound, faulty):
    (site / "mkdocs.yml").write_text(SETTINGS.replace(sound, faulty), "utf-8")
    assert mend_all(site) == {"mkdocs.yml": SETTINGS}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("See", "# See"),
        ("See", "See\n"),
        ("[the", "the"),
        ("{{ ref", "{ ref"),
        ("small-steps.md)", "small-steps.md"),
        ("See", "<b>See</b>"),
    ],
)
def test_an_edit_that_would_change_what_the_page_is_made_of_is_dropped(site, old, new):
    """A rule with a wrong remedy does no harm."""
    wrong = Problem("docs/talk.md", 8, 1, "page", "is wrong", Exact("write it", old, new))
    assert mend(site, [wrong]) == ([], [])
