"""Courses in a browser: a package of SCORM in a platform made for tests (``scorm_host``), which notes every
call, and the same pages opened without one."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from urllib.parse import quote

import audit
import pytest
from audit import settled, until
from packaged import make_pages

from macros.packages import cartridge, scorm
from macros.packages.selection import select_module, select_pathway

pytestmark = [pytest.mark.browser, pytest.mark.slow]

HOST = Path(__file__).parent / "scorm_host"
# Nothing inline and nothing from elsewhere; style sheets have small drawings in them.
POLICY = {"Content-Security-Policy": "default-src 'self'; img-src 'self' data:"}
STATUS, PLACE, DATA = "cmi.core.lesson_status", "cmi.core.lesson_location", "cmi.suspend_data"
TIME = re.compile(r"\d{4}:\d\d:\d\d")


@pytest.fixture(scope="module")
def folder(real_book, real_pages, tmp_path_factory):
    """The host with a course of a module below it, and beside it one of a pathway and a cartridge."""
    folder = shutil.copytree(HOST, tmp_path_factory.mktemp("courses") / "host")
    pages = make_pages(real_book, real_pages)
    module, pathway = pages.book.get("leading-improvement"), pages.book.get("a-nurse-cried")
    courses = {
        "course": scorm.list_files(pages, select_module(pages, module)),
        "pathway": scorm.list_files(pages, select_pathway(pages, pathway)),
        "cartridge": cartridge.list_files(pages, select_module(pages, module)),
    }
    for name, files in courses.items():
        for place, content in files:
            (folder / name / place).parent.mkdir(parents=True, exist_ok=True)
            (folder / name / place).write_bytes(content)
    return folder


@pytest.fixture(scope="module")
def host(folder):
    with audit.serve(folder, headers=POLICY) as running:
        yield running


def open_host(page, host, **values):
    """Open the course as a platform does that has kept ``values``; gives the frame of the course."""
    page.goto("about:blank")
    page.goto(f"{host.url}index.html#{quote(json.dumps(values))}")
    until(lambda: read(page, PLACE))
    return page.frame_locator("#course")


def read(page, name):
    return page.evaluate("(name) => host.values[name]", name)


def leave(page):
    """Leave the course, as a reader does who goes to another page of the platform."""
    page.evaluate("document.getElementById('course').src = 'about:blank'")
    until(lambda: page.evaluate("host.ended"))


def list_calls(page, name):
    return [call for call in page.evaluate("host.calls") if call[0] == name]


def test_a_course_reports_its_place_its_time_and_in_the_end_that_it_is_complete(reader, host):
    course = open_host(reader, host)
    assert read(reader, STATUS) == "incomplete"
    assert read(reader, PLACE) == "modules/leading-improvement.html"
    required = course.locator("[data-required]")
    for number in range(1, required.count()):
        assert read(reader, STATUS) == "incomplete"
        course.get_by_role("button", name="Next").click()
        until(lambda: read(reader, PLACE) == f"modules/leading-improvement/s{number}.html")
    assert read(reader, STATUS) == "completed"
    assert TIME.fullmatch(read(reader, "cmi.core.session_time"))
    leave(reader)
    assert read(reader, "cmi.core.exit") == "suspend"
    assert reader.evaluate("host.faults") == []
    assert [call[0] for call in reader.evaluate("host.calls")][-2:] == ["LMSSetValue", "LMSFinish"]
    assert len(list_calls(reader, "LMSInitialize")) == len(list_calls(reader, "LMSFinish")) == 1
    assert reader.seen.problems() == []


def test_a_course_resumes_at_its_place_with_what_was_opened(reader, host):
    course = open_host(reader, host)
    course.get_by_role("button", name="Next").click()
    until(lambda: read(reader, PLACE).endswith("/s1.html"))
    inner = course.frame_locator("iframe")
    inner.locator("body").evaluate("scrollTo(0, 200)")
    settled(reader, lambda: inner.locator("body").evaluate("scrollY"))
    leave(reader)
    kept = {name: read(reader, name) for name in (STATUS, PLACE, DATA)}
    assert float(kept[DATA].split(";")[1]) > 0
    course = open_host(reader, host, **kept, **{"cmi.core.entry": "resume"})
    until(lambda: read(reader, PLACE).endswith("/s1.html"))
    assert course.locator("a[aria-current=page]").inner_text() == "1. Aim, theory, measures"
    assert course.locator(".hb-player__opened:visible").count() == 2
    inner = course.frame_locator("iframe")
    assert settled(reader, lambda: inner.locator("body").evaluate("scrollY")) > 100
    assert reader.evaluate("host.faults") == [] and reader.seen.problems() == []


@pytest.mark.parametrize(
    "mode, status", [("normal", "completed"), ("normal", "passed"), ("review", "incomplete")]
)
def test_what_is_complete_stays_so_and_a_look_back_changes_nothing(reader, host, mode, status):
    open_host(reader, host, **{STATUS: status, "cmi.core.lesson_mode": mode})
    leave(reader)
    assert read(reader, STATUS) == status
    assert not [call for call in list_calls(reader, "LMSSetValue") if call[1] == STATUS]


def test_what_another_edition_of_the_course_has_left_is_passed_over(reader, host):
    course = open_host(reader, host, **{PLACE: "modules/gone.html", DATA: "1;0.5;101"})
    assert read(reader, PLACE) == "modules/leading-improvement.html"
    assert course.locator(".hb-player__opened:visible").count() == 1
    assert reader.seen.problems() == []


@pytest.mark.parametrize(
    "name", ["course/index.html", "pathway/index.html", "cartridge/modules/leading-improvement.html"]
)
@pytest.mark.parametrize("width", [1280, 390])
def test_without_a_platform_a_course_is_read_and_says_nothing(open_page, host, name, width):
    page = open_page(width=width)
    page.goto(host.url + name)
    page.wait_for_load_state()
    assert settled(page, lambda: page.evaluate("document.documentElement.scrollWidth")) <= width
    assert page.seen.problems() == []


def test_from_a_disk_a_course_is_read_without_a_word_in_the_console(reader, folder):
    reader.goto(f"file://{folder}/course/index.html")
    status = reader.locator("[data-progress]")
    until(lambda: status.inner_text().startswith("1 of "))
    reader.get_by_role("button", name="Next").click()
    until(lambda: status.inner_text().startswith("2 of "))
    assert reader.seen.problems() == []


def test_a_course_is_walked_with_the_keyboard(reader, host):
    open_host(reader, host)
    frame = next(frame for frame in reader.frames if frame.url.endswith("course/index.html"))
    frame.locator("nav a").nth(1).focus()
    reader.keyboard.press("Enter")
    until(lambda: read(reader, PLACE).endswith("/s1.html"))
    assert frame.evaluate("document.activeElement.getAttribute('href')").endswith("/s1.html")


@pytest.mark.parametrize("place", ["course/index.html", "course/modules/leading-improvement/s1.html"])
def test_a_course_has_no_fault_that_axe_finds(reader, host, place):
    reader.goto(host.url + place)
    reader.wait_for_load_state()
    assert audit.axe(reader, every=True) == []
