"""When pages fall due for review, who is told, and the calendar of it."""

from __future__ import annotations

import re
from datetime import date

import pytest

from macros.addresses.repository import Repository
from macros.addresses.urls import Urls
from macros.base.calendar_files import MOST_OCTETS, CalendarEvent, escape_text, fold_line, write_calendar
from macros.checks.run import check_cached, check_handbook
from macros.cli import main
from macros.curriculum.reviews import build_calendar, list_due_reviews
from macros.hand_written.pages import read_pages
from macros.records.kinds import KINDS
from macros.records.loader import load_handbook
from macros.records.review_plan import (
    OWNERS,
    PLANS_OF_KINDS,
    PLANS_OF_PAGES,
    add_months,
    find_due_day,
    find_page_plan,
)
from macros.rendering.renderer import Renderer

WAY = "modules/pathways/small-way.yml"


def change(small, path: str, old: str, new: str) -> None:
    text = (small / path).read_text("utf-8")
    assert text.count(old) == 1
    (small / path).write_text(text.replace(old, new), "utf-8")


@pytest.fixture
def due_page(small):
    """The small handbook with a page that fell due in January 2027, and a pathway that did in December."""
    (small / "docs/guides").mkdir(parents=True)
    (small / "docs/guides/x.md").write_text(
        "---\ndrafted: 2026-11-02\nreviews:\n  - {date: 2026-11-20, role: editor}\nowner: module-lead\n"
        "review_every: 2\n---\n# Rota, and; more\n",
        "utf-8",
    )
    (small / "mkdocs.yml").write_text("site_name: Small\n", "utf-8")
    change(small, WAY, "drafted: 2026-11-22", "drafted: 2026-11-22\nreview_every: 1")
    return small


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [("2026-11-22", 12, "2027-11-22"), ("2027-01-31", 1, "2027-02-28"), ("2027-12-31", 2, "2028-02-29")],
)
def test_months_are_added_within_the_calendar(day, months, later):
    assert str(add_months(date.fromisoformat(day), months)) == later


def test_every_kind_and_every_page_has_a_plan_whose_role_is_in_the_list(real_book):
    roles = {term.id for term in real_book.vocabularies[OWNERS].terms}
    assert set(PLANS_OF_KINDS) == set(KINDS)
    assert {plan.owner for plan in (*PLANS_OF_KINDS.values(), *PLANS_OF_PAGES.values())} == roles
    assert find_page_plan("contribute/index.md").owner == "engineer"
    assert find_page_plan("index.md").owner == "editor"


def test_a_review_puts_the_next_one_off_and_a_page_that_was_rewritten_is_read_again(due_page):
    page = read_pages(due_page)[0]["guides/x.md"]
    assert find_due_day(page.front, find_page_plan(page.uri)) == date(2027, 1, 20)
    rewritten = page.front.model_copy(update={"drafted": date(2026, 12, 1), "review_every": None})
    assert find_due_day(rewritten, find_page_plan(page.uri)) == date(2027, 12, 1)


def test_what_falls_due_stands_by_day_and_role_and_no_record_is_forgotten(due_page):
    result = check_handbook(due_page)
    assert result.problems == []
    reviews = list_due_reviews(result.handbook, result.pages.values())
    assert [(str(review.day), review.owner, review.place) for review in reviews[:2]] == [
        ("2026-12-22", "module-lead", WAY),
        ("2027-01-20", "module-lead", "docs/guides/x.md"),
    ]
    assert len(reviews) == sum(1 for _ in result.handbook.list_records()) + 1


def test_an_owner_that_is_no_role_is_refused_on_pages_and_records(due_page):
    change(due_page, "docs/guides/x.md", "module-lead", "Dr Jane Smith")
    change(due_page, WAY, "review_every: 1", "owner: module-leed")
    said = [str(problem) for problem in check_handbook(due_page).problems]
    assert len(said) == 2 and said[0].startswith("docs/guides/x.md:5:1: front matter, owner: ")
    assert "module-leed' is not a word of the list 'owner'; did you mean 'module-lead'?" in said[1]


def test_a_handbook_without_the_list_of_roles_is_told(small):
    text = (small / "framework/vocabulary.yml").read_text("utf-8")
    (small / "framework/vocabulary.yml").write_text(text[: text.index("  - id: owner\n")], "utf-8")
    assert (
        "framework/vocabulary.yml:1:1: file: holds no list 'owner'; put it back; pages take words from it"
        in [str(problem) for problem in check_handbook(small).problems]
    )


def test_a_role_that_answers_for_what_names_none_is_told_where_it_is_gone(small):
    text = (small / "framework/vocabulary.yml").read_text("utf-8")
    line = text[: text.index("  - id: owner\n")].count("\n") + 1
    engineer = text[text.index("      - id: engineer\n") :]
    (small / "framework/vocabulary.yml").write_text(text.replace(engineer, ""), "utf-8")
    assert [str(problem) for problem in check_handbook(small).problems] == [
        f"framework/vocabulary.yml:{line}:5: vocabulary owner: lacks 'engineer', who answers for what names"
        " nobody else; put it back; its title may be changed"
    ]


# -- what readers see


def test_a_page_past_its_day_says_so_below_its_title_and_one_before_does_not(due_page, monkeypatch):
    book = load_handbook(due_page)[0]
    page = read_pages(due_page)[0]["guides/x.md"]
    banner = (
        '<p class="hb-note hb-due">This page was to be reviewed by 22 December 2026. Check its figures and'
        " names before you rely on them.</p>"
    )
    for day, is_due in ((date(2026, 12, 21), False), (date(2026, 12, 22), True)):
        monkeypatch.setattr("macros.rendering.renderer.read_today", lambda day=day: day)
        renderer = Renderer(book, Urls(), Repository())
        html = renderer.render_record(book.get("small-way"))
        assert (banner in html) is is_due
        assert (
            'Next review: by <time datetime="2026-12-22" data-review>22 December 2026</time> (Module lead).'
            in html
        )
        assert renderer.render_page_banner(page) == ""
    monkeypatch.setattr("macros.rendering.renderer.read_today", lambda: date(2027, 1, 20))
    renderer = Renderer(book, Urls(), Repository())
    assert "reviewed by 20 January 2027." in renderer.render_page_banner(page)
    assert "Drafted 2 November 2026; reviewed 20 November 2026 by: editor. Next review: by <time" in " ".join(
        str(renderer.render_page_foot(page)).split()
    )


# -- the command and the check


def test_the_check_counts_what_is_past_its_day_and_fails_for_none(due_page, monkeypatch, capfd):
    class Later(date):
        @classmethod
        def today(cls) -> date:
            return date(2027, 2, 1)

    for module in ("check", "reviews"):
        monkeypatch.setattr(f"macros.cli.{module}.date", Later)
    pages = len(list_due_reviews(load_handbook(due_page)[0], ())) + 1
    assert main(["--root", str(due_page), "check"]) == 0
    assert (
        f"2 of {pages} pages are due for review, the first since 22 December 2026 ({WAY}); 'handbook reviews'"
        " lists them by role.\n"
    ) in capfd.readouterr().out
    assert main(["--root", str(due_page), "reviews", "--owner", "module-lead"]) == 0
    lines = capfd.readouterr().out.splitlines()
    assert lines[1:5] == [
        "",
        "Module lead (module-lead)",
        f"  due since 2026-12-22  {WAY}  {check_cached(due_page).handbook.get('small-way').title}",
        "  due since 2027-01-20  docs/guides/x.md  Rota, and; more",
    ]


def test_the_command_refuses_an_unknown_role_and_a_file_that_cannot_be_written(due_page, capfd):
    assert main(["--root", str(due_page), "reviews", "--owner", "modul-lead"]) == 2
    assert "There is no role 'modul-lead'; did you mean 'module-lead'?" in capfd.readouterr().err
    assert main(["--root", str(due_page), "reviews", "--ics", str(due_page / "gone/x.ics")]) == 1
    assert "cannot be written (No such file or directory)" in capfd.readouterr().err
    assert main(["--root", str(due_page), "reviews", "--ics", str(due_page / "x.ics")]) == 0
    said = capfd.readouterr().out
    assert re.fullmatch(r"Wrote \d+ events to .*x\.ics\.\n", said)
    assert (due_page / "x.ics").read_bytes().startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")


# -- the calendar


def read_calendar(text: str) -> list[dict[str, str]]:
    """The events of a calendar file, read as RFC 5545 has it: unfolded, and each value as it was meant."""
    assert text.endswith("END:VCALENDAR\r\n") and "\n" not in text.replace("\r\n", "")
    assert all(len(line.encode()) <= MOST_OCTETS for line in text.split("\r\n"))
    events: list[dict[str, str]] = []
    for line in text.replace("\r\n ", "").split("\r\n"):
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            events.append({})
        elif events:
            meant = re.sub(r"\\(.)", lambda escaped: "\n" if escaped[1] == "n" else escaped[1], value)
            events[-1].setdefault(name, meant)
    return events


def test_the_calendar_has_one_whole_day_for_each_day_and_role(due_page):
    result = check_handbook(due_page)
    reviews = list_due_reviews(result.handbook, result.pages.values())
    text = build_calendar(result.handbook, reviews, "Reviews", lambda path: f"https://hb.example/{path}/")
    events = read_calendar(text)
    assert len(events) == len({(review.day, review.owner) for review in reviews})
    assert events[1] | {"END": ""} == {
        "UID": "review-module-lead-2027-01-20@clinical-leadership-handbook",
        "DTSTAMP": "20261120T000000Z",
        "DTSTART;VALUE=DATE": "20270120",
        "DTEND;VALUE=DATE": "20270121",
        "SUMMARY": "1 page to review: Module lead",
        "DESCRIPTION": "Rota, and; more: https://hb.example/guides/x/ (docs/guides/x.md)",
        "TRANSP": "TRANSPARENT",
        "END": "",
    }
    listed = "\n".join(event["DESCRIPTION"] for event in events)
    assert all(f"({review.place})" in listed for review in reviews)
    assert text == build_calendar(
        result.handbook, reversed(reviews), "Reviews", lambda path: f"https://hb.example/{path}/"
    )


def test_a_long_line_is_folded_between_characters_and_signs_are_escaped():
    text = "Gwaith tîm; a, b\\c\r\nŵ" * 20
    event = CalendarEvent("x", date(2027, 1, 1), "T", text, date(2026, 11, 22))
    assert read_calendar(write_calendar("C", [event]))[0]["DESCRIPTION"] == text.replace("\r\n", "\n")
    assert escape_text("a\x07b") == "ab" and fold_line("x" * 75) == "x" * 75


def test_the_real_calendar_is_small(real_book, real_pages):
    text = build_calendar(
        real_book, list_due_reviews(real_book, real_pages.values()), "Reviews", lambda path: path
    )
    assert len(text) < 60_000 and len(read_calendar(text)) < 60
