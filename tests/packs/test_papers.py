"""The sheets of a pack: who reads what, how many there are, and what is in the archive."""

import io
import re
import zipfile

import html5lib
import pikepdf
import pytest
from hostile_book import make_hostile
from packed import change, fill, list_packs, pack
from pikepdf import Pdf

from macros.packs import papers
from macros.packs.archives import write_archive, write_pack
from macros.packs.handouts import (
    choose_card_size,
    count_sets,
    find_foot,
    find_top,
    has_page,
    list_card_sheets,
    plan_table,
    write_table_css,
)
from macros.packs.papers import Paper, Piece, print_papers
from macros.packs.printing import Printed
from macros.records.sessions import Card, Handout, HandoutTable

SECRETS = ("The secret of later.", "The secret of the facilitator.", "Smile.")


@pytest.fixture
def sheets(monkeypatch):
    """A function that gives the HTML of each file of sheets of a pack, which is not printed."""
    html = []

    def note(text, title, author, styles):
        html.append(text)
        return Printed(b"", 1, {})

    def write(one):
        html.clear()
        monkeypatch.setattr(papers, "print_pages", note)
        files = [paper.file for paper in print_papers(one)]
        return dict(zip(files, html, strict=True))

    return write


def test_participants_see_nothing_of_the_facilitator_and_nothing_that_comes_later(sheets, small_book):
    files = sheets(fill(pack(small_book, "small-start")))
    assert list(files) == [
        "facilitator.pdf",
        "participants.pdf",
        "cards.pdf",
        "case-small-ward.pdf",
        "sealed.pdf",
        "answers.pdf",
        "slips.pdf",
    ]
    later, facilitator, notes = SECRETS
    for name in ("participants.pdf", "cards.pdf", "case-small-ward.pdf", "slips.pdf"):
        assert not [secret for secret in SECRETS if secret in files[name]], name
    assert later in files["sealed.pdf"] and facilitator not in files["sealed.pdf"]
    assert facilitator in files["answers.pdf"] and later not in files["answers.pdf"]
    assert notes in files["facilitator.pdf"]
    assert "Write <strong>here</strong>." in files["participants.pdf"]


def test_no_real_participant_s_sheet_tells_what_is_kept_back(sheets, real_book):
    """Over all sessions: no note, no detail of the plan, no handout of the others, no outcome of a case."""
    for one in list_packs(real_book):
        files = sheets(one)
        open_texts = "".join(
            html for name, html in files.items() if name.startswith(("participants", "case-"))
        )
        render = one.view.render_prose
        kept_back = [render(one.session.facilitator)]
        kept_back += [
            render(part.detail) for part in one.session.plan if part.detail and part.detail != part.task
        ]
        others = one.list_handouts("later", "facilitator")
        kept_back += [render(handout.text) for handout in others if len(handout.text or "") > 40]
        kept_back += [render(case.node.happened) for case in one.cases]
        for text in kept_back:
            assert text not in open_texts, one.name
        assert "plan__time" not in open_texts


def test_no_link_and_no_markup_of_a_record_is_on_paper(sheets, small_book):
    for one in list_packs(make_hostile(small_book)):
        for name, html in sheets(fill(one)).items():
            fragment = html5lib.parseFragment(html, namespaceHTMLElements=False)
            tags = {element.tag for element in fragment.iter() if isinstance(element.tag, str)}
            assert not tags & {"a", "script", "img", "iframe", "link", "style", "object", "svg"}, name


def test_without_papers_there_are_none(sheets, small_book):
    one = change(pack(small_book, "small-start"), handouts=[], cases=[])
    assert list(sheets(one)) == ["facilitator.pdf", "participants.pdf", "slips.pdf"]


def test_the_facilitator_s_sheet_has_the_clock_and_what_to_say(sheets, small_book):
    html = sheets(pack(small_book, "small-end", start=13 * 60))["facilitator.pdf"]
    assert "13:00–14:00" in html and "In pairs, tell of a step." in html and "A set a pair" in html


def test_the_edition_s_date_stands_on_the_facilitator_s_sheet(sheets, small_book):
    date = {"for": "small-end/s1", "date": "2027-02-04", "time": "13:30 to 14:30", "venue": "Room <2>"}
    html = sheets(pack(small_book, "small-end", edition={"dates": [date]}))["facilitator.pdf"]
    assert "4 February 2027, 13:30 to 14:30, Room &lt;2&gt;" in html and "13:30–14:30" in html


def make_handout(**fields):
    return Handout.model_validate(
        {"id": "x", "title": "X", "reader": "participants", "copies": "One each", **fields}
    )


def test_a_text_of_cards_stands_on_the_cards_unless_it_is_long():
    cards = [{"title": str(number)} for number in range(8)]
    short = make_handout(text="Invented for teaching.", cards=cards)
    assert not has_page(short) and find_foot(short) == "Invented for teaching."
    assert [len(sheet) for sheet in list_card_sheets(short)] == [8]
    middling = make_handout(text="Deal the cards. " * 10, cards=cards[:7])
    assert not has_page(middling) and not find_foot(middling) and not find_top(middling)
    assert [len(sheet) for sheet in list_card_sheets(middling)] == [8]
    assert list_card_sheets(middling)[0][0].title == "X"
    full = make_handout(text="Deal the cards. " * 8, cards=cards)
    assert find_top(full) and [len(sheet) for sheet in list_card_sheets(full)] == [8]
    longish = make_handout(text="Deal the cards. " * 30, cards=cards)
    assert not find_top(longish) and [len(sheet) for sheet in list_card_sheets(longish)] == [8, 1]
    long = make_handout(text="Deal the cards. " * 100, cards=cards)
    assert has_page(long) and not find_foot(long)
    assert [len(sheet) for sheet in list_card_sheets(long)] == [8]


def test_a_card_with_more_than_fits_goes_on_on_the_next():
    text = " ".join(f"This is sentence {number} of a long brief." for number in range(40))
    (sheet,) = list_card_sheets(make_handout(cards=[{"title": "Brief", "text": text}, {"title": "End"}]))
    assert [card.title for card in sheet] == ["Brief (1/3)", "Brief (2/3)", "Brief (3/3)", "End"]
    assert " ".join(card.text for card in sheet[:3]) == text
    assert all(len(card.text) <= 600 for card in sheet[:3])


def test_no_text_of_a_real_card_is_longer_than_a_card(real_book):
    for one in list_packs(real_book):
        for handout in one.session.handouts:
            for card in [card for sheet in list_card_sheets(handout) for card in sheet]:
                assert len(card.text or "") <= 620 and len(card.title) <= 80, (one.name, card.title)


def test_a_card_to_write_on_has_smaller_letters_and_lines():
    assert choose_card_size(Card(title="A", text="Say it.")) == ""
    assert choose_card_size(Card(title="A", text="Tonight:")) == "card--blank"
    assert choose_card_size(Card(title="A", text="Tonight:\n\n" * 4)) == "card--long card--blank"
    assert choose_card_size(Card(title="A", text="Tonight:\n\n" * 6)) == "card--longer card--blank"


def test_columns_to_fill_in_are_wide_and_rows_high():
    table = HandoutTable(columns=["Step", "Why"], rows=["First | ", "Second | it helps"], empty_rows=2)
    planned = plan_table(table)
    assert planned.columns == (("Step", "share-28"), ("Why", "share-71"))
    assert [row.is_to_fill for row in planned.rows] == [True, False, True, True]
    assert planned.height == "rows-40"
    assert ".rows-40 " in write_table_css() and ".share-71 " in write_table_css()
    lower = plan_table(table.model_copy(update={"empty_rows": 18}), "Write.\n\n" * 4)
    assert lower.height == "rows-8"
    full = plan_table(HandoutTable(columns=["A", "B"], rows=["1 | 2"] * 20))
    assert (full.columns, full.height) == ((("A", ""), ("B", "")), "")


def test_a_column_that_only_counts_its_rows_has_room_where_it_asks_for_words():
    roles = plan_table(HandoutTable(columns=["Who, by role", "Fact"], rows=["1 | ", "2 | "]))
    assert [name for title, name in roles.columns] == ["share-50", "share-50"]
    weeks = plan_table(HandoutTable(columns=["Week", "Fact"], rows=["1 | ", "2 | "]))
    assert [name for title, name in weeks.columns] == ["share-23", "share-76"]


def test_a_blank_cell_of_a_table_to_read_is_not_high():
    table = plan_table(HandoutTable(columns=["Events", "Limits"], rows=["Falls | 1 to 9", "Swabs | "]))
    assert table.height == "" and not any(row.is_to_fill for row in table.rows)
    studies = HandoutTable(columns=["Study", "Found", "Limits"], rows=["A | b | c", "D | e | f", "Mine | | "])
    table = plan_table(studies)
    assert [row.is_to_fill for row in table.rows] == [False, False, True] and table.height


def test_small_sets_of_cards_share_a_sheet():
    slips = make_handout(copies="A set for each group of four", cards=[{"title": "1"}, {"title": "2"}])
    assert count_sets(slips, 4) == 4 and count_sets(slips, 3) == 3 and count_sets(slips, None) == 1
    assert [len(sheet) for sheet in list_card_sheets(slips, 4)] == [8]
    eleven = make_handout(cards=[{"title": str(number)} for number in range(11)])
    assert count_sets(eleven, 16) == 2
    assert [len(sheet) for sheet in list_card_sheets(eleven, 2)] == [8, 6]


def test_what_is_left_of_a_set_shares_a_sheet_with_that_of_the_next(monkeypatch, small_book):
    places = {"handout-x": 1, "handout-x-last": 2}
    monkeypatch.setattr(papers, "print_pages", lambda *texts: Printed(b"", 2, places))
    eleven = make_handout(copies="A set each", cards=[{"title": str(number)} for number in range(11)])
    one = change(pack(small_book, "small-start"), handouts=[eleven], cases=[])
    cards = next(paper for paper in print_papers(one) if paper.file == "cards.pdf")
    assert [(piece.first, piece.piece.number, piece.sheets) for piece in cards.list_pieces()] == [
        (1, 16, 16),
        (2, 8, 8),
    ]


def test_cards_for_later_are_in_a_file_of_their_own(sheets, small_book):
    cards = [{"title": "Run 2", "text": "Wait for seven."}]
    later = make_handout(reader="later", cards=cards)
    now = make_handout(id="y", title="Y", cards=[{"title": "Chair"}])
    files = sheets(change(pack(small_book, "small-start"), handouts=[later, now], cases=[]))
    assert "Wait for seven." in files["sealed-cards.pdf"] and "Chair" not in files["sealed-cards.pdf"]
    assert "Wait for seven." not in files["cards.pdf"] and "sealed.pdf" not in files


def test_exercises_name_the_sheet_that_is_written_on(sheets, small_book):
    one = pack(small_book, "small-end")
    title = next(part.title for part in one.session.plan if part.task)
    form = make_handout(title="My steps", activity=title, table={"columns": ["A", "B"], "rows": ["a | "]})
    html = sheets(change(one, handouts=[form]))["participants.pdf"]
    assert "To write on: My steps." in html
    assert "To write on" not in sheets(change(one, handouts=[]))["participants.pdf"]


def test_what_is_for_the_same_people_at_the_same_time_is_printed_together():
    pieces = (
        Piece("Exercises", "One each", 16, is_two_sided=True),
        Piece("Sums", "One each", 16, "handout-a", True),
        Piece("Rules", "One each", 16, "handout-b", True, follows=True),
        Piece("Page", "One for each pair", 8, "handout-c", True),
        Piece("Weeks", "One for each pair", 8, "handout-d", True, follows=True),
    )
    places = {"handout-a": 3, "handout-b": 4, "handout-c": 5, "handout-d": 5}
    printed = Paper("x.pdf", "X", Printed(b"", 5, places), pieces).list_pieces()
    assert [(one.first, one.last, one.sheets) for one in printed] == [
        (1, 2, 16),
        (3, 3, 16),
        (4, 4, 0),
        (5, 5, 8),
        (5, 5, 0),
    ]


def test_handouts_of_an_activity_are_printed_together_unless_they_are_few(sheets, small_book):
    one = pack(small_book, "small-start")
    title = one.session.plan[0].title
    pair = {"copies": "One for each pair", "activity": title, "text": "Read."}
    html = sheets(change(one, handouts=[make_handout(**pair), make_handout(id="y", **pair)]))
    assert html["participants.pdf"].count("page--joined") == 1
    board = pair | {"copies": "One for each group of six"}
    html = sheets(change(one, handouts=[make_handout(**board), make_handout(id="y", **board)]))
    assert "page--joined" not in html["participants.pdf"]


def test_a_form_that_an_earlier_session_used_is_brought_and_not_printed(real_book):
    one = pack(real_book, "measuring-and-evaluating", 2)
    assert not one.forms and [(form.id, number) for form, number in one.old_forms] == [
        ("project-workbook", 1)
    ]
    first = pack(real_book, "measuring-and-evaluating", 1)
    assert [form.id for form in first.forms] == ["project-workbook"] and not first.old_forms


@pytest.mark.slow
def test_a_pack_is_whole_and_the_same_whenever_it_is_made(small_book):
    one = fill(pack(small_book, "small-start"))
    written = write_pack(one)
    content = write_archive([written])
    assert content == write_archive([write_pack(one)])
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = [name.removeprefix("small-start-s1/") for name in archive.namelist()]
        assert archive.testzip() is None
    assert names[0] == "read-me-first.html" and names[-2:] == ["slides.html", "slides.pptx"]
    files = dict(written.files)
    for name in names:
        if name.endswith(".pdf"):
            pdf = Pdf.open(io.BytesIO(files[name]))
            assert str(pdf.Root.Lang) == "en-GB" and pdf.Root.MarkInfo.Marked
            assert all(float(size) for size in pdf.pages[0].mediabox[2:])
    html = files["read-me-first.html"].decode()
    assert set(re.findall(r'href="([^"]+)"', html)) == set(names) - {"read-me-first.html"}
    assert f"{written.sheets} sheets of A4 paper in all." in html
    assert "<script" not in html


@pytest.mark.slow
@pytest.mark.parametrize("module, number", [("leading-improvement", 2), ("managing-services", 4)])
def test_real_sheets_have_the_pages_that_they_should(real_book, module, number):
    one = pack(real_book, module, number)
    by_file = {paper.file: paper for paper in print_papers(one)}
    assert by_file["facilitator.pdf"].printed.pages <= 2
    assert all(paper.printed.pages <= 2 for name, paper in by_file.items() if name.startswith("case-"))
    for paper in by_file.values():
        pieces = paper.list_pieces()
        assert pieces[0].first == 1 and pieces[-1].last == paper.printed.pages
        assert all(piece.last >= piece.first for piece in pieces)
        with Pdf.open(io.BytesIO(paper.printed.content)) as pdf:
            assert len(pdf.pages) == paper.printed.pages


@pytest.mark.slow
def test_letters_on_the_facilitator_s_sheet_are_never_smaller_than_nine_points(real_book):
    one = pack(real_book, "managing-services", 4)
    crowded = change(one, facilitator=f"{one.session.facilitator}\n\n" * 4)
    paper = next(print_papers(crowded))
    assert paper.printed.pages > 2  # More than fits is printed on more pages, and not smaller.
    assert min(list_letter_sizes(paper.printed.content)) >= 8.4  # That of the foot of pages.
    body = [size for size in list_letter_sizes(paper.printed.content) if size > 8.6]
    assert min(body) >= 8.95


def list_letter_sizes(content):
    """The sizes in points of all letters of a PDF."""
    sizes = set()
    with Pdf.open(io.BytesIO(content)) as pdf:
        for page in pdf.pages:
            scales, scale, line, font = [1.0], 1.0, 1.0, 0.0
            for operands, operator in pikepdf.parse_content_stream(page):
                match str(operator):
                    case "q":
                        scales.append(scale)
                    case "Q":
                        scale = scales.pop()
                    case "cm":
                        scale *= abs(float(operands[3]))
                    case "Tm":
                        line = abs(float(operands[3]))
                    case "Tf":
                        font = float(operands[1])
                    case "Tj" | "TJ":
                        sizes.add(round(scale * line * font, 2))
    return sizes - {0.0}


def test_a_page_finds_the_pack_of_a_session_where_the_site_has_them(small_book):
    one = pack(small_book, "small-start")
    session = one.place.entry
    view = one.renderer.view("modules/small-start/s1")
    assert view.find_pack(session) == ""
    one.renderer.packs_folder = "data/packs"
    assert view.find_pack(session) == f"{view.root}data/packs/{one.name}.zip"
