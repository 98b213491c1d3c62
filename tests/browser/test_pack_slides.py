"""The slides of a pack in a browser, opened from a disk: turned by every means, seen at every size, on paper
one a page."""

import io

import audit
import pytest
from packed import fill, pack
from pikepdf import Pdf

from macros.packs.slides import list_slides
from macros.packs.slides_html import write_slides

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def deck(real_book, tmp_path_factory):
    """The address and the slides of a real session."""
    one = fill(pack(real_book, "leading-improvement", 2, start=570))
    slides = list_slides(one)
    file = tmp_path_factory.mktemp("pack") / "slides.html"
    file.write_text(write_slides(one, slides), "utf-8")
    return file.as_uri(), slides


@pytest.fixture
def show(chromium, deck):
    """Opens the slides in a window of their own, in which nothing may go wrong."""
    opened = []

    def open_deck(width=1280, height=800, **settings):
        context = chromium.new_context(viewport={"width": width, "height": height}, **settings)
        page = context.new_page()
        seen = audit.watch(page)
        page.goto(deck[0])
        opened.append((context, seen))
        return page

    yield open_deck
    for context, seen in opened:
        assert not seen.problems()
        context.close()


def read_title(page):
    (title,) = page.locator(".slide__title:visible").all_inner_texts()
    return title


def test_keys_buttons_clicks_and_the_address_turn_the_slides(show, deck):
    titles = [slide.title for slide in deck[1]]
    page = show()
    assert read_title(page) == titles[0]
    for key, place in (
        ("ArrowRight", 1),
        ("PageDown", 2),
        (" ", 3),
        ("ArrowLeft", 2),
        ("PageUp", 1),
        ("End", len(titles) - 1),
        ("ArrowRight", len(titles) - 1),
        ("Home", 0),
        ("ArrowLeft", 0),
    ):
        page.keyboard.press(key)
        assert read_title(page) == titles[place], key
    page.locator(".slide.is-shown .slide__title").click()
    assert read_title(page) == titles[1] and page.url.endswith("#slide-2")
    assert page.locator("[role=status]").inner_text() == f"Slide 2 of {len(titles)}"
    page.get_by_role("button", name="Next slide").click()
    page.get_by_role("button", name="Previous slide").press("Enter")
    assert read_title(page) == titles[1]
    page.reload()
    assert read_title(page) == titles[1]


def test_notes_open_and_close_by_their_key_and_their_button(show):
    page = show()
    page.keyboard.press("End")
    notes = page.locator(".slide.is-shown .notes")
    assert not notes.is_visible()
    page.keyboard.press("n")
    assert "collect them at the door" in notes.inner_text()
    button = page.get_by_role("button", name="Notes")
    assert button.get_attribute("aria-pressed") == "true"
    button.click()
    assert not notes.is_visible()


def test_a_swipe_turns_a_slide(show, deck):
    page = show(390, 800, has_touch=True)
    swipe = """([from, to]) => {
        const at = (x) => new Touch({identifier: 1, target: document.body, clientX: x, clientY: 300});
        document.body.dispatchEvent(new TouchEvent("touchstart", {touches: [at(from)], bubbles: true}));
        document.body.dispatchEvent(new TouchEvent("touchend", {changedTouches: [at(to)], bubbles: true}));
    }"""
    page.evaluate(swipe, [300, 100])
    assert read_title(page) == deck[1][1].title
    page.evaluate(swipe, [100, 300])
    assert read_title(page) == deck[1][0].title


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1280, 800), (390, 844), (320, 568)])
def test_every_slide_can_be_read_and_reached(show, deck, size, scheme):
    page = show(*size, color_scheme=scheme)
    for _ in deck[1]:
        assert not audit.axe(page, every=True)
        # Nothing is cut off: what does not fit can be scrolled to.
        lost = page.evaluate(
            """() => [...document.querySelectorAll(".slide.is-shown .slide__sheet")]
                .filter((sheet) => sheet.scrollWidth > sheet.clientWidth + 1).length
                + Number(document.documentElement.scrollWidth > innerWidth)"""
        )
        assert not lost
        page.keyboard.press("ArrowRight")
    page.keyboard.press("n")
    assert not audit.axe(page, every=True)
    assert not audit.tab_walk(page)


def test_all_of_a_slide_is_seen_on_a_wide_screen(show, deck):
    page = show(1280, 772)
    for _ in deck[1]:
        hidden = page.evaluate(
            """() => { const body = document.querySelector(".slide.is-shown .slide__body");
                return body.scrollHeight - body.clientHeight; }"""
        )
        assert hidden <= 1, read_title(page)
        page.keyboard.press("ArrowRight")


def test_on_paper_each_slide_has_a_page(show, deck):
    page = show()
    page.keyboard.press("End")
    content = page.pdf(prefer_css_page_size=True, print_background=True)
    with Pdf.open(io.BytesIO(content)) as pdf:
        assert len(pdf.pages) == len(deck[1])
        width, height = (float(side) for side in pdf.pages[0].mediabox[2:])
    assert round(width / height, 2) == 1.78


def test_without_scripts_all_slides_stand_below_each_other(show, deck):
    page = show(java_script_enabled=False)
    assert page.locator(".slide__title:visible").count() == len(deck[1])
    assert not page.locator(".controls").is_visible()


@pytest.mark.parametrize("size", [(1280, 800), (320, 568)])
def test_the_page_to_read_first_can_be_read(chromium, real_book, tmp_path, monkeypatch, size):
    from macros.packs import papers
    from macros.packs.archives import READ_ME, write_pack
    from macros.packs.printing import Printed

    monkeypatch.setattr(papers, "print_pages", lambda *arguments: Printed(b"", 1, {}))
    files = dict(write_pack(fill(pack(real_book, "leading-improvement", 2))).files)
    (tmp_path / READ_ME).write_bytes(files[READ_ME])
    page = chromium.new_page(viewport={"width": size[0], "height": size[1]})
    seen = audit.watch(page)
    page.goto((tmp_path / READ_ME).as_uri())
    assert not audit.axe(page, every=True)
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert not seen.problems()
    page.close()
