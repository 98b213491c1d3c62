"""The slides of a session: how many, what is on them, and that texts stay texts."""

import io
import re

import html5lib
import pytest
from hostile_book import make_hostile
from packed import change, fill, list_packs, pack, plan
from pptx import Presentation

from macros.packs.slides import FEWEST, MOST, SIZES, choose_size, list_slides
from macros.packs.slides_html import write_slides
from macros.packs.slides_pptx import write_presentation
from macros.packs.styles import read_asset

PARTS = {"title", "style", "script", "main", "section", "div", "h1", "h2", "h3", "h4", "p", "span", "aside"}
ELEMENTS = PARTS | {
    "html",
    "head",
    "body",
    "meta",
    "nav",
    "button",
    "ul",
    "ol",
    "li",
    "em",
    "strong",
    "code",
    "br",
}


def test_every_session_has_five_to_ten_slides_that_can_be_read(real_book):
    packs = list(list_packs(real_book))
    assert len(packs) > 40
    for one in packs:
        slides = list_slides(one)
        assert FEWEST <= len(slides) <= MOST, one.name
        assert min(choose_size(slide) for slide in slides) >= SIZES[-1][1], one.name
        tasks = [part.title for part in one.session.plan if part.task]
        titles = "; ".join(slide.title for slide in slides)
        assert all(title in titles for title in tasks), one.name


def test_a_slide_says_the_task_and_its_notes_say_how_to_run_it(small_book):
    slides = list_slides(pack(small_book, "small-end", start=600))
    assert [slide.title for slide in slides] == [
        "One hour",
        "What this is for",
        "What you work on being able to do",
        "Talk",
        "Before you go",
    ]
    talk = slides[3]
    assert talk.time == "10:00–11:00 · 1 h"
    assert [block.html for block in talk.blocks] == ["<p>In pairs, tell of a step.</p>"]
    assert talk.notes[0].heading == "Say: Talk"


def test_parts_without_a_task_stand_in_the_notes_of_the_slide_before(small_book):
    one = pack(small_book, "small-start", start=600)
    parts = [
        {"title": "Arrive", "minutes": 10, "detail": "Greet them."},
        {"title": "One", "minutes": 10, "task": "Do one."},
        {"title": "Break", "minutes": 10},
        {"title": "Two", "minutes": 10, "task": "Do two."},
    ]
    slides = list_slides(change(one, **plan(one.session, *parts)))
    assert [slide.title for slide in slides[1:4]] == ["What this is for", "One", "Two"]
    assert slides[1].notes[-1].heading == "Then, without a slide: Arrive (10:00–10:10 · 10 min)"
    assert slides[1].notes[-1].html == "<p>Greet them.</p>"
    assert slides[2].notes[-1].heading == "Then, without a slide: Break (10:20–10:30 · 10 min)"


@pytest.mark.parametrize("number", [0, 1, 2, 7, 8, 20])
def test_there_are_five_to_ten_whatever_the_plan(small_book, number):
    one = pack(small_book, "small-start")
    parts = [{"title": f"Part {place}", "minutes": 5, "task": "Do it."} for place in range(number)]
    slides = list_slides(change(one, **plan(one.session, *parts, {"title": "End", "minutes": 5})))
    assert FEWEST <= len(slides) <= MOST
    shown = " ".join(slide.title for slide in slides)
    assert all(f"Part {place}" in shown for place in range(number))


def test_the_page_holds_what_it_needs_and_no_other_script_can_run(small_book):
    one = fill(pack(small_book, "small-start"))
    html = write_slides(one, list_slides(one))
    assert html == write_slides(one, list_slides(one))
    assert not re.search(r'(?:src|href)=|url\(|@import|\son\w+="', html)
    document = html5lib.parse(html, namespaceHTMLElements=False)
    (script,) = document.iter("script")
    assert script.text == read_asset("slides.js")
    policy = document.find(".//meta[@http-equiv]").get("content")
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-")


def test_hostile_texts_are_text_on_every_slide(small_book):
    for one in list_packs(make_hostile(small_book)):
        slides = list_slides(one)
        html = write_slides(one, slides)
        document = html5lib.parse(html, namespaceHTMLElements=False)
        for element in document.iter():
            if isinstance(element.tag, str):
                assert element.tag in ELEMENTS, element.tag
                assert not [name for name in element.attrib if name.startswith("on")]
        assert len(list(document.iter("script"))) == 1
        deck = Presentation(io.BytesIO(write_presentation(one, slides)))
        assert len(deck.slides) == len(slides)


def test_a_presentation_has_titles_texts_notes_and_the_edition_s_name_and_colours(small_book):
    edition = {"name": "Leading in the North", "colours": {"accent": "#5a2b7f"}}
    one = fill(pack(small_book, "small-end", edition=edition, start=600))
    slides = list_slides(one)
    content = write_presentation(one, slides)
    assert content == write_presentation(one, slides)
    deck = Presentation(io.BytesIO(content))
    assert (deck.slide_width, deck.slide_height) == (12192000, 6858000)
    assert [slide.shapes.title.text_frame.text for slide in deck.slides] == [slide.title for slide in slides]
    assert all(slide.placeholders[1].text_frame.text for slide in deck.slides)
    assert "In pairs, tell of a step." in deck.slides[3].notes_slide.notes_text_frame.text
    assert deck.core_properties.author == "Small handbook"
    assert deck.core_properties.language == "en-GB"
    assert deck.core_properties.created.isoformat().startswith("2026-11-30T12:00:00")
    master = deck.slide_master.part
    theme = next(relation.target_part for relation in master.rels.values() if "theme" in relation.reltype)
    assert b"5A2B7F" in theme.blob
    lines = [line for shape in deck.slides[1].placeholders for line in shape.text_frame.paragraphs]
    runs = [run for line in lines for run in line.runs]
    assert runs and all(run._r.rPr.get("lang") == "en-GB" for run in runs)


def test_in_welsh_the_phrases_are_welsh_and_say_so(small_book, monkeypatch):
    from macros.i18n.catalogue import Catalogue

    monkeypatch.setattr(
        Catalogue,
        "find_phrase",
        lambda self, message: "Cyn i chi fynd" if message == "Before you go" else None,
    )
    one = pack(small_book, "small-start", edition={"language": "cy"})
    from macros.i18n import phrases

    with phrases.use_catalogue(one.renderer.catalogue):
        slides = list_slides(one)
        html = write_slides(one, slides)
        deck = Presentation(io.BytesIO(write_presentation(one, slides)))
    assert 'lang="cy">Cyn i chi fynd</h1>' in html
    (run,) = deck.slides[len(slides) - 1].shapes.title.text_frame.paragraphs[0].runs
    assert (run.text, run._r.rPr.get("lang")) == ("Cyn i chi fynd", "cy")
