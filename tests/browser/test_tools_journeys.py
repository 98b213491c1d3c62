"""The participants' tools as people use them, from the first page to the last, in a real browser.

Nothing may leave the machine on any way, and nothing may go wrong unseen: `arrive` looks at that after each
test.
"""

from __future__ import annotations

import datetime
import json
import re
import shutil
import subprocess
from urllib.parse import parse_qsl, urlsplit

import audit
import journeys
import pytest
import runs
from built import pages, site, tools_data
from docx import Document
from journeys import (
    KEY,
    TOOLS,
    Assessing,
    Finger,
    Keeping,
    Keyboard,
    Mouse,
    Planning,
    assessment,
    empty,
    goal,
    held,
    kept,
    seed,
)
from my_handbook import EARLIER, HOSTILE, VERSION, brought_up
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
slow = pytest.mark.slow

DATA = tools_data()
FRAMEWORKS = {framework["id"]: framework for framework in DATA["frameworks"]}
MLCF, LQF = FRAMEWORKS["mlcf"], FRAMEWORKS["lqf"]
PATIENTS = "Do not enter patient-identifiable information."
BLOCKED = (
    "This browser keeps nothing for this site, so what you enter lasts only until you close this page. Save"
    " it to a file before you leave."
)
FULL = (
    "This browser has no room left for the handbook, so your latest changes last only until you close this"
    " page. Save them to a file before you leave."
)


@pytest.fixture
def arrive(open_page, server):
    """Opens the page of a tool, or any page: ``arrive("plan", document=...)``. What was asked of the network
    is noted from the start, and looked at in the end."""
    requests, watched, homes = [], [], []

    def opened(
        where: str = "about/privacy/",
        *,
        query: str = "",
        document: dict | None = None,
        root: str = "",
        script: str = "",
        **settings,
    ):
        page = open_page(**settings)
        page.context.on("request", lambda request: requests.append(request))
        page.on("websocket", lambda socket: requests.append(socket))
        watched.append(page)
        if document is not None:
            seed(page, document)
        if script:
            page.add_init_script(script)
        page.root, page.homes, page.watched = root or server.url, homes, watched
        page.goto(address(page.root, where) + query)
        return page

    yield opened
    for page in watched:
        assert page.seen.problems() == []
    for request in requests:
        assert request.url.startswith((server.url, site(offline=True).as_uri(), "blob:", "data:", *homes)), (
            request.url
        )
        assert request.method == "GET" and request.post_data is None, request.url
        for name, value in parse_qsl(
            urlsplit(request.url).query
        ):  # What an address may say: which page, never what was entered.
            assert name in (
                "framework",
                "element",
                "item",
                "assessment",
                "need",
                "add",
                "want",
                "read",
                "v",
            ), request.url
            assert re.fullmatch(r"\S{,60}", value), request.url


def address(root: str, where: str) -> str:
    """The address of a tool or a page, on a server or on the disk."""
    path = TOOLS.get(where, where)
    return root + (re.sub("/$", ".html", path) if root.startswith("file:") else path)


def from_disk() -> str:
    return site(offline=True).as_uri() + "/"


def look_up(item: dict, framework: dict = MLCF) -> str:
    return f"{framework['label']} {item['code']} {item['title']}"


# ---- A. From the first rating to the file, and back --------------------------------------------------------

ACTIONS = [
    ("Ask the night nurse on Tuesday at the first bed", "2027-01-01"),
    ("Book the simulation day with the course office", "2027-02-02"),
    ("Chair the Thursday board round once", "2027-01-01"),
    ("Show the rota draft to two colleagues", "2027-02-02"),
]
TITLES = [
    "From 1 January I ask the nurse first on every Tuesday round",
    "From 2 February I chair one board round a week",
    "By 3 March I publish a rota with two colleagues' comments in it",
]
EXAMPLE = "I asked who had a worry before I spoke. The <5 minutes were enough: A&E “heard” it."


def assess(hands, framework: dict, steps: int) -> None:
    """Rates the first `steps` items in full, with importance, two with examples, and goes to the result. What
    the items say was loaded when the framework was chosen, and of no other."""
    assessing = Assessing(hands, framework)
    assessing.start("In full", role="registrar, acute medicine")
    for place, item in enumerate(framework["items"][:steps]):
        assessing.behaviours(item, [["1", "2"], ["3", "4"], ["2"], ["2", "1"], ["No chance"]][place % 5])
        assessing.importance(item, ["A great deal", "A little", "Quite a lot"][place % 3])
        if place < 2:
            assessing.example(EXAMPLE, "2026-10-10")
        if place + 1 < len(framework["items"]):
            assessing.next()
    assert hands.view.evaluate("Object.keys(handbook.details)") == [framework["id"]]
    assessing.result("See the result" if steps == len(framework["items"]) else "See the result so far")


def plan_three(hands, needs: list[dict]) -> None:
    """From the result to a plan: the first need by its link, two more from the plan's own list; four
    actions."""
    planning = Planning(hands)
    hands.press(hands.link(f"Make it a goal: {needs[0]['title']}"))
    hands.press(hands.button("Start a goal on it"))
    for place, title in enumerate(TITLES):
        if place:
            hands.press(hands.button(f"Make it a goal: {look_up(needs[place])}"))
        planning.write(
            title,
            "The ward sister hears it on three of four rounds",
            "2027-03-03",
            ACTIONS[:2] if place == 0 else ACTIONS[place + 1 : place + 2],
        )
    assert planning.goals().count() == 3


def needs_of(hands) -> list[dict]:
    """The items on the result's list of what to work on, first things first."""
    hands.heading("Keep it, share it, clear it").wait_for()
    parts = [
        hands.view.get_by_role("region", name=name, exact=True)
        for name in ("What to work on", "More to work on", "Can wait")
    ]
    said = [title for part in parts for title in part.get_by_role("heading", level=3).all_text_contents()]
    return [
        next(item for item in MLCF["items"] if title.endswith(f"{item['code']} {item['title']}"))
        for title in said
    ]


def print_plan(page) -> None:
    """On paper there are the goals in full and the day, nothing to press, and no warning that is meant for
    who writes them; and so in the PDF."""
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    shown = " ".join(page.locator("article").first.inner_text().split())
    assert journeys.visible(page, "article :is(button, input, textarea, select, summary)") == []
    for words in [
        *TITLES,
        *(words for words, _ in ACTIONS),
        "The ward sister hears it on three of four rounds",
    ]:
        assert words in shown, words
    assert PATIENTS not in shown
    paper = page.pdf(format="A4")
    assert paper.startswith(b"%PDF-")
    if shutil.which("pdftotext"):
        text = subprocess.run(
            ["pdftotext", "-", "-"], input=paper, capture_output=True, check=True
        ).stdout.decode()
        assert all(words in " ".join(text.split()) for words in TITLES)
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")


def read_word(path) -> None:
    """The Word file holds the goals under headings, the actions in tables, and not the warning."""
    word = Document(str(path))
    headings = [each.text for each in word.paragraphs if each.style.name.startswith("Heading")]
    assert [title for title in TITLES if any(title in heading for heading in headings)] == TITLES
    cells = {cell.text for table in word.tables for row in table.rows for cell in row.cells}
    assert {words for words, _ in ACTIONS} <= cells
    assert not any(PATIENTS in each.text for each in word.paragraphs)


def whole_way(page, hands, folder, steps: int) -> None:
    """Assess, plan, print, take away, back up, clear, restore."""
    assess(hands, MLCF, steps)
    plan_three(hands, needs_of(hands)[:3])
    print_plan(page)
    read_word(hands.download(hands.button("Word document"), folder))
    before = kept(page)
    assert [each["title"] for each in before["goals"]] == TITLES
    assert [each["text"] for goal in before["goals"] for each in goal["actions"]] == [
        words for words, _ in ACTIONS
    ]
    assert [goal["review"] for goal in before["goals"]] == ["2027-03-03"] * 3
    [made] = before["assessments"]
    assert len(made["answers"]) == steps
    assert all(
        len(answer["behaviours"]) == len(item["behaviours"]) and answer["importance"]
        for answer, item in zip(made["answers"], MLCF["items"], strict=False)
    )
    assert [each["text"] for answer in made["answers"] for each in answer.get("evidence", [])] == [
        EXAMPLE
    ] * 2
    assert ("finished" in made) is (steps == len(MLCF["items"]))
    hands.press(to_my_handbook(hands))
    keeping = Keeping(hands)
    file = keeping.back_up(folder)
    keeping.clear()
    assert kept(page) is None or kept(page) == empty()
    assert keeping.restore(file).endswith("Here there are none yet.")
    assert kept(page) == before


def to_my_handbook(hands):
    """The way there that the tool itself shows."""
    return (
        hands.view.get_by_role("article")
        .get_by_role("link", name=re.compile("^(My handbook|See, save or clear .*)$"))
        .first
    )


@slow
def test_the_whole_way_by_mouse(arrive, tmp_path):
    page = arrive("self-assessment")
    whole_way(page, Mouse(page), tmp_path, 20)


@slow
def test_the_whole_way_by_keyboard_alone(arrive, tmp_path):
    """The first part of the framework only; all of it in the long run."""
    page = arrive("self-assessment")
    whole_way(page, Keyboard(page), tmp_path, 20 if runs.LONG else 4)


@slow
def test_the_whole_way_from_disk_without_a_network(arrive, tmp_path):
    """The first part of the framework only, to save time; with the mouse it is gone all the way."""
    page = arrive("self-assessment", root=from_disk(), offline=True)
    whole_way(page, Mouse(page), tmp_path, 4)


@slow
def test_the_whole_way_by_touch_on_a_phone(arrive, tmp_path):
    """The first part of the framework only, to save time."""
    page = arrive("self-assessment", width=390, has_touch=True, is_mobile=True)
    whole_way(page, Finger(page), tmp_path, 4)


def framed(page, folder, address: str, allow: str):
    """Shows the address in a frame of another site, where storage is blocked; gives the frame."""
    folder.mkdir(exist_ok=True)
    (folder / "index.html").write_text(
        '<!doctype html><title>Intranet</title><link rel=icon href="data:,"><iframe title="Handbook"'
        f' sandbox="{allow}" width="1200" height="900" src="{address}"></iframe>'
    )
    server = audit.serve(folder, headers={"Content-Security-Policy": ""})
    with server as host:
        page.homes.append(host.url.replace("127.0.0.1", "localhost"))
        page.goto(page.homes[-1])
    frame = page.frames[1]
    frame.wait_for_load_state()
    assert frame.evaluate("() => handbook.shell.boot.storage.lasts") is False
    return frame


@slow
def test_the_whole_way_in_a_frame_of_another_site_with_storage_blocked(arrive, server, tmp_path):
    """Nothing is kept from page to page there, so files take the place of storage; the first part of the
    framework only."""
    page = arrive()
    frame = framed(
        page, tmp_path / "host", server.url + TOOLS["self-assessment"], "allow-scripts allow-downloads"
    )
    hands = Mouse(page, frame)
    expect(frame.get_by_text(BLOCKED).first).to_be_visible()
    assess(hands, MLCF, 4)
    before = held(frame)
    file = hands.download(hands.button("Save everything to a file"), tmp_path)
    needs = needs_of(hands)[:3]

    frame.goto(server.url + TOOLS["self-assessment"])
    assert held(frame) == empty()
    hands.open_file(hands.field("File of this handbook"), file)
    hands.press(hands.button("Take it in"))
    assert held(frame) == before

    frame.goto(server.url + TOOLS["plan"])
    hands.open_file(hands.field("Open a plan from a file"), file)
    hands.press(hands.button("Take it in"))
    planning = Planning(hands)
    for place, title in enumerate(TITLES):
        hands.press(hands.button(f"Make it a goal: {look_up(needs[place])}"))
        planning.write(
            title,
            "The sister hears it",
            "2027-03-03",
            ACTIONS[:2] if place == 0 else ACTIONS[place + 1 : place + 2],
        )
    assert held(frame)["assessments"] == before["assessments"]
    read_word(hands.download(hands.button("Word document"), tmp_path))
    whole = held(frame)
    assert [each["title"] for each in whole["goals"]] == TITLES
    plan = hands.download(hands.button("Save everything to a file"), tmp_path / "plan")

    hands.press(to_my_handbook(hands))
    expect(hands.heading("Back-up")).to_be_visible()
    keeping = Keeping(hands)
    keeping.restore(plan)
    assert held(frame) == whole
    again = keeping.back_up(tmp_path)
    keeping.clear()
    assert held(frame) == empty()
    keeping.restore(again)
    assert held(frame) == whole


def read_day(view) -> str:
    return view.evaluate("() => handbook.document.days.read(handbook.document.days.today(new Date()))")


def test_where_no_file_can_be_saved_its_text_can_be_copied(arrive, server, tmp_path):
    page = arrive()
    frame = framed(page, tmp_path / "host", server.url + TOOLS["plan"], "allow-scripts")
    hands = Mouse(page, frame)
    hands.press(hands.button("New goal"))
    hands.write(hands.field("The goal, in one sentence"), TITLES[0])
    hands.press(hands.button("Done"))
    hands.press(hands.button("Save everything to a file").first)
    expect(frame.get_by_text("is not in your downloads, copy its text below.").last).to_be_visible()
    file = tmp_path / "copied.json"
    file.write_text(frame.get_by_label("Text of my-handbook.json").input_value(), "utf-8")
    before = held(frame)
    frame.goto(server.url + TOOLS["my-handbook"])
    Keeping(hands).restore(file)
    assert held(frame) == before
    page.seen.console[:] = [
        each
        for each in page.seen.console
        if "Download is disallowed" not in each and "download" not in each.lower()
    ]


# ---- B. Carrying ratings across ----------------------------------------------------------------------------


@slow
def test_a_quick_look_is_carried_across_and_confirmed(arrive):
    page = arrive("self-assessment")
    hands = Mouse(page)
    assessing = Assessing(hands, LQF)
    assessing.start("Quick look")
    for item in LQF["items"]:
        assessing.whole(item, "2")
    assessing.result()
    hands.select(hands.field("Other framework"), f"{MLCF['title']} ({MLCF['label']})")
    part = page.get_by_role("region", name="Carry it across to another framework", exact=True)
    expect(
        part.get_by_text("Every rating you take over is marked as carried over until you have looked at it.")
    ).to_be_visible()
    rows = page.evaluate(
        "() => handbook.transfer.carryingOver.carry(handbook.data,"
        " handbook.page.browserStore.main().document().assessments[0], 'mlcf').rows.map((row) => [row.sure,"
        " row.item.id, row.rating])"
    )
    of = lambda sure: [row for row in rows if row[0] == sure]
    assert len(rows) == len(MLCF["items"])
    likely = part.get_by_role("group", name="Likely: look at each", exact=True)
    assert likely.get_by_role("checkbox").count() == len(of("likely")) > 3
    assert part.get_by_role("checkbox", checked=True).count() == len(of("certain"))
    for sure, title in (("hint", "Only a hint: nothing is carried"), ("unmapped", "Without a counterpart")):
        if of(sure):
            expect(part.get_by_text(f"{title} ({len(of(sure))})", exact=True)).to_be_visible()

    begin = hands.button("Start an assessment with the ticked ratings")
    if not of("certain"):
        hands.press(begin)
        expect(part.get_by_role("alert")).to_contain_text(
            "Tick at least one rating, or start a new assessment of the MLCF instead."
        )
        expect(part.get_by_role("alert")).to_be_focused()
        assert len(kept(page)["assessments"]) == 1
    for box in likely.get_by_role("checkbox").all()[:3]:
        box.check()
    taken = {row[1] for row in [*of("certain"), *of("likely")[:3]]}
    hands.press(begin)
    made = kept(page)["assessments"][1]
    assert made["carriedFrom"] == kept(page)["assessments"][0]["id"]
    assert {answer["item"] for answer in made["answers"]} == taken
    assert all("carried" in answer for answer in made["answers"])

    first = next(item for item in MLCF["items"] if item["id"] == made["answers"][0]["item"])
    mark = page.get_by_role("region", name=f"{first['code']} {first['title']}", exact=True).get_by_text(
        "Carried over, not yet confirmed."
    )
    expect(mark).to_be_visible()
    hands.press(hands.button(f"Yes, that holds for {first['code']} {first['title']}"))
    expect(mark).to_have_count(0)
    answers = {answer["item"]: answer for answer in kept(page)["assessments"][1]["answers"]}
    assert (
        "carried" not in answers[first["id"]]
        and answers[first["id"]]["rating"] == made["answers"][0]["rating"]
    )
    assert all("carried" in answers[item] for item in taken - {first["id"]})


def test_ratings_that_are_not_confirmed_are_marked_in_the_result(arrive):
    carried = assessment(MLCF, leave=18)
    carried["answers"][0]["carried"] = {"from": ["lqf/pq2"], "sure": "likely"}
    page = arrive(
        "self-assessment", query="?assessment=" + carried["id"], document=empty(assessments=[carried])
    )
    expect(page.get_by_text("1 rating was carried over and not confirmed yet.")).to_be_visible()
    page.get_by_text("All ratings as a table").click()
    expect(
        page.get_by_role("row", name=f"{MLCF['items'][0]['code']} {MLCF['items'][0]['title']}")
    ).to_contain_text("(carried over, not confirmed)")


# ---- C. Two tabs -------------------------------------------------------------------------------------------


def two_tabs(arrive) -> tuple[Mouse, Mouse]:
    """Two tabs in which the same goal is open."""
    page = arrive("plan", document=empty(goals=[goal()]))
    tabs = Mouse(page), Mouse(beside(page, page.url))
    for hands in tabs:
        to_front(hands).press(hands.button("Edit"))
    return tabs


def beside(page, address: str):
    """Another tab of the same browser."""
    other = page.context.new_page()
    other.seen = audit.watch(other)
    page.watched.append(other)
    other.goto(address)
    return other


def to_front(hands):
    hands.page.bring_to_front()
    return hands


def one_goal(page) -> dict:
    [only] = kept(page)["goals"]
    return only


def test_two_tabs_write_in_different_fields_of_a_goal(arrive):
    one, two = two_tabs(arrive)
    to_front(one).write(one.field("Measure of success"), "Three of four rounds, counted by the sister")
    to_front(two).write(
        two.field("Who will help, and with what"), "The night registrar, who watches one round"
    )
    to_front(one).press(one.field("Reflection"))
    to_front(two).press(two.field("Reflection"))
    expect(one.field("Who will help, and with what")).to_have_value(
        "The night registrar, who watches one round"
    )
    expect(two.field("Measure of success")).to_have_value("Three of four rounds, counted by the sister")
    assert one_goal(one.page)["measure"] == "Three of four rounds, counted by the sister"
    assert one_goal(one.page)["support"] == "The night registrar, who watches one round"


@pytest.mark.parametrize("first_is_kept", [False, True], ids=["in one moment", "one after the other"])
def test_two_tabs_write_in_the_same_field_and_no_words_are_lost(arrive, first_is_kept):
    """The second has gone into the field, so what the first writes is not shown there; it must not be
    overwritten unseen."""
    one, two = two_tabs(arrive)
    to_front(two).press(two.field("Measure of success"))
    to_front(one).write(one.field("Measure of success"), "Words of the first tab")
    if first_is_kept:
        audit.until(lambda: one_goal(one.page)["measure"] == "Words of the first tab")
    to_front(two).write(two.field("Measure of success"), "Words of the second tab")
    audit.until(lambda: "Words of the second tab" in json.dumps(one_goal(two.page)))
    to_front(one).press(one.field("Reflection"))
    to_front(two).press(two.field("Reflection"))
    now = one_goal(one.page)
    words = [now["measure"], *(entry["was"] for entry in now["history"])]
    assert {"Words of the first tab", "Words of the second tab", goal()["measure"]} <= set(words)
    for hands in (one, two):
        expect(hands.field("Measure of success")).to_have_value(now["measure"])
        to_front(hands).press(hands.view.get_by_text(re.compile("^What it said before")))
        expect(Planning(hands).goals()).to_contain_text(
            next(text for text in words if text.startswith("Words") and text != now["measure"])
        )


def test_two_tabs_add_goals_and_a_goal_taken_away_goes_in_both(arrive):
    one, two = two_tabs(arrive)
    for hands, title in ((one, "Chair the board round"), (two, "Publish the rota early")):
        to_front(hands).press(hands.button("Done"))
        hands.press(hands.button("New goal"))
        hands.write(hands.field("The goal, in one sentence"), title)
        hands.press(hands.button("Done"))
    for hands in (one, two):
        expect(Planning(hands).goals()).to_have_count(3)
    chair = Planning(to_front(one)).goal("Chair the board round")
    one.press(chair.get_by_role("button", name="Remove", exact=True))
    one.press(one.button("Remove it"))
    expect(Planning(two).goals()).to_have_count(2)
    one.press(one.button("Undo"))
    for hands in (one, two):
        expect(Planning(hands).goals()).to_have_count(3)


def test_what_is_cleared_in_one_tab_is_gone_in_the_other(arrive):
    page = arrive("plan", document=empty(goals=[goal()]))
    hands = Mouse(page)
    Keeping(Mouse(beside(page, address(page.root, "my-handbook")))).clear()
    expect(Planning(hands).goals()).to_have_count(0)
    expect(page.get_by_text("None yet. One or two are plenty to begin with.")).to_be_visible()
    expect(page.get_by_role("button", name="Bring it back")).to_be_hidden()  # It was on purpose.


@pytest.mark.parametrize(
    "where,says",
    [
        ("plan", "The ward sister, who watches two rounds"),
        ("my-handbook", "From 2 March I ask the nurse first on the Tuesday round"),
        ("self-assessment", MLCF["title"]),
    ],
)
def test_what_another_application_cleared_can_be_brought_back(arrive, where, says):
    page = arrive(where, document=empty(goals=[goal()], assessments=[assessment(MLCF)]))
    hands, shown = Mouse(page), page.locator("article").get_by_text(says, exact=True).first
    expect(shown).to_be_visible()
    beside(page, address(page.root, "about/privacy/")).evaluate("() => localStorage.clear()")
    expect(to_front(hands).button("Bring it back")).to_be_visible()
    if where != "self-assessment":  # Where it is the name of a framework, to be chosen.
        expect(shown).to_have_count(0)
    hands.press(hands.button("Bring it back"))
    expect(shown).to_be_visible()
    expect(page.get_by_role("button", name="Bring it back")).to_be_hidden()
    assert (kept(page)["goals"], len(kept(page)["assessments"])) == ([goal()], 1)


def test_a_browser_that_does_not_let_go_of_what_it_keeps_is_told(arrive):
    page = arrive("my-handbook", document=empty(goals=[goal()]))
    hands = Mouse(page)
    page.evaluate(
        "() => ['setItem', 'removeItem'].forEach((name) => { Storage.prototype[name] = () => { throw new"
        " DOMException('', 'SecurityError'); }; })"
    )
    hands.press(hands.button("Clear everything"))
    hands.press(hands.button("Clear everything now"))
    expect(
        page.locator("article").get_by_text(
            re.compile("^This browser did not let the handbook take away what it keeps here\\.")
        )
    ).to_be_visible()
    assert page.get_by_role("heading", name="Cleared").count() == 0
    assert held(page)["goals"] == [goal()]


# ---- What the handbook no longer has -----------------------------------------------------------------------

OLD = {**assessment(MLCF, 5), "framework": "old-framework", "edition": 1999, "answers": [
    {"item": "old-framework/1.1", "rating": 3,
     "evidence": [{"id": "e-0000000001", "day": "2026-01-02", "text": "Asked the night nurse"}]},
    {"item": "old-framework/1.2", "behaviours": [{"key": "a1b2c3d4", "rating": 2}]},
    {"item": "old-framework/1.3", "noChance": True}]}  # fmt: skip
OLD.pop("finished", None)


def test_a_rating_above_a_top_that_became_known_counts_as_the_top(arrive):
    item = next(each for each in LQF["items"] if each["top"] < 4)
    made = {**assessment(LQF), "edition": 2003, "answers": [{"item": item["id"], "rating": 4}]}
    page = arrive(
        "self-assessment",
        query=f"?assessment={made['id']}&item={item['id']}",
        document=empty(assessments=[made]),
    )
    region = page.get_by_role("region", name=f"{item['code']} {item['title']}", exact=True)
    chosen = region.get_by_role("button", pressed=True)
    expect(chosen).to_have_count(1)
    expect(chosen).to_have_accessible_name(re.compile(f"^{item['top']} "))
    assert kept(page)["assessments"] == [made]


def test_an_assessment_of_a_framework_that_is_gone_is_shown_and_can_be_saved_and_opened(arrive, tmp_path):
    page = arrive("my-handbook", document=empty(assessments=[OLD], goals=[goal(items=["old-framework/1.1"])]))
    hands = Mouse(page)
    expect(
        page.get_by_text("The framework is no longer in the handbook; your answers are kept.")
    ).to_be_visible()
    keeping = Keeping(hands)
    path = keeping.back_up(tmp_path)
    keeping.clear()
    keeping.restore(path)
    assert kept(page)["assessments"] == [OLD]
    hands.press(page.get_by_role("link", name=re.compile("^Result of the old-framework")))
    gone = page.get_by_role("region", name="No longer in use", exact=True)
    for words in (
        "old-framework/1.1: rated 3",
        "Asked the night nurse",
        "old-framework/1.2: rated by its behaviours",
        "old-framework/1.3: no chance to show it",
    ):
        expect(gone).to_contain_text(words)
    hands.press(hands.button("All my assessments"))
    expect(page.get_by_text("no longer in the handbook")).to_be_visible()
    hands.press(page.get_by_role("button", name=re.compile("^Look at it")))
    expect(gone).to_be_visible()
    page.goto(address(page.root, "plan"))
    expect(page.get_by_text("old-framework/1.1 (no longer in the handbook)")).to_be_visible()
    expect(page.get_by_role("heading", name="From my needs")).to_be_visible()


def test_an_example_written_in_two_tabs_becomes_two(arrive):
    made = assessment(MLCF, depth="full", leave=19)
    page = arrive(
        "self-assessment", query=f"?assessment={made['id']}&item=mlcf/1.1", document=empty(assessments=[made])
    )
    one, two = Mouse(page), Mouse(beside(page, page.url))
    label = "What you did, and what came of it"
    to_front(two).press(two.field(label))
    for hands, words in ((one, "As the first tab has it"), (two, "As the second tab has it")):
        to_front(hands).write(hands.field(label).first, words)
        audit.until(lambda: words in json.dumps(kept(page)))
    assert {each["text"] for each in kept(page)["assessments"][0]["answers"][0]["evidence"]} == {
        "As the first tab has it",
        "As the second tab has it",
    }


# ---- D. No room left ---------------------------------------------------------------------------------------

# Takes all the room there is, to the last character.
FILL = """() => {
    for (let size = 1 << 22, name = 0; size >= 1; size = Math.floor(size / 2)) {
        for (;;) { try { localStorage.setItem("filler" + (name += 1), "x".repeat(size)); } catch { break; } }
    }
}"""
ROOM = (
    "() => Object.keys(localStorage).filter((key) => key.startsWith('filler')).forEach((key) =>"
    " localStorage.removeItem(key))"
)


def test_storage_becomes_full_and_nothing_typed_is_lost(arrive, tmp_path):
    page = arrive("plan", document=empty(goals=[goal()]))
    hands = Mouse(page)
    hands.press(hands.button("Edit"))
    page.evaluate(FILL)
    before = page.evaluate("key => localStorage.getItem(key)", KEY)
    hands.write(hands.field("Measure of success"), "Typed when there was no room")
    hands.press(hands.field("Reflection"))
    expect(page.get_by_text(FULL).first).to_be_visible()
    assert page.evaluate("key => localStorage.getItem(key)", KEY) == before
    hands.write(hands.field("Who will help, and with what"), "Typed after that")
    hands.press(hands.button("Done"))
    expect(Planning(hands).goals()).to_contain_text("Typed when there was no room")
    file = json.loads(
        hands.download(hands.button("Save everything to a file").first, tmp_path).read_text("utf-8")
    )
    assert (file["goals"][0]["measure"], file["goals"][0]["support"]) == (
        "Typed when there was no room",
        "Typed after that",
    )
    page.evaluate(ROOM)
    hands.press(hands.button("Edit"))
    hands.write(hands.field("Reflection"), "Typed when there was room again")
    hands.press(hands.button("Done"))
    expect(page.get_by_text(FULL)).to_have_count(0)
    page.reload()
    for words in ("Typed when there was no room", "Typed after that", "Typed when there was room again"):
        expect(Planning(hands).goals()).to_contain_text(words)


def test_a_page_opened_when_storage_is_full_shows_what_is_kept(arrive):
    page = arrive("plan", document=empty(goals=[goal()]))
    page.evaluate(FILL)
    page.reload()
    expect(page.get_by_role("article", name=goal()["title"], exact=True)).to_be_visible()
    page.evaluate(ROOM)
    hands = Mouse(page)
    hands.press(hands.button("Edit"))
    hands.write(hands.field("Reflection"), "With room again")
    hands.press(hands.button("Done"))
    assert one_goal(page)["reflection"] == "With room again"


# ---- E. Earlier versions -----------------------------------------------------------------------------------


@pytest.mark.parametrize("version", EARLIER)
def test_a_file_of_an_earlier_version_is_restored(arrive, tmp_path, version):
    file = tmp_path / f"v{version}.json"
    file.write_text(json.dumps(EARLIER[version]), "utf-8")
    page = arrive("my-handbook")
    says = Keeping(Mouse(page)).restore(file)
    assert says.startswith(f"This file holds {len(EARLIER[version]['assessments'])} assessment")
    restored = {
        key: value for key, value in brought_up(EARLIER[version]).items() if key not in ("note", "saved")
    }
    assert held(page) == restored
    assert kept(page) == {**restored, "walks": []}  # They stand elsewhere.


@pytest.mark.parametrize("version", EARLIER)
def test_what_an_earlier_version_kept_in_the_browser_is_read_and_kept_on(arrive, version):
    stored = {**EARLIER[version], **({"walks": []} if version == VERSION else {})}  # They stand elsewhere.
    page = arrive("my-handbook", document=stored)
    expected = brought_up(stored)
    assert held(page) == expected
    part = page.get_by_role("region", name="Assessments", exact=True)
    expect(part.get_by_role("listitem")).to_have_count(len(expected["assessments"]))
    page.goto(address(page.root, "plan"))
    hands = Mouse(page)
    hands.press(hands.button("New goal"))
    hands.write(hands.field("The goal, in one sentence"), "A new one")
    hands.press(hands.button("Done"))
    now = kept(page)
    assert (now["version"], now["assessments"], now["marks"]) == (
        VERSION,
        expected["assessments"],
        expected["marks"],
    )
    assert now["goals"][:-1] == expected["goals"]


# ---- F. Files that are refused -----------------------------------------------------------------------------


@slow
def test_every_hostile_file_is_refused_in_its_own_sentence_and_changes_nothing(arrive, tmp_path):
    page = arrive("my-handbook", document=empty(goals=[goal()]))
    before = page.evaluate("key => localStorage.getItem(key)", KEY)
    field = page.get_by_label("Open a file", exact=True)
    shown = (
        "(control) => control.getAttribute('aria-describedby').split(' ').map((id) =>"
        " document.getElementById(id)).filter((each) => each && !each.hidden).map((each) =>"
        " each.textContent).join(' ')"
    )
    wrong, path = [], tmp_path / "hostile.json"
    assert len(HOSTILE) >= 40
    for name, made, says in HOSTILE:
        content = made()
        with path.open("wb") as file:  # A number is a size: such a file has nothing but a length.
            file.truncate(content) if isinstance(content, int) else file.write(content)
        field.set_input_files(path)
        expect(field).to_have_js_property("files.length", 0)
        found = field.evaluate(shown)
        if f"Error: {says}" not in found:
            wrong.append(f"{name}: {found!r} and not {says!r}")
        if page.evaluate("key => localStorage.getItem(key)", KEY) != before:
            wrong.append(f"{name}: changed what is kept")
        if page.get_by_role("heading", name=re.compile("^What is in")).count():
            wrong.append(f"{name}: was opened")
    assert wrong == []
    assert page.locator("article :is(script, img, iframe, [onload], [onerror])").count() == 0
    assert page.get_by_role("link", name=goal()["title"]).is_visible()


# ---- H. With much to carry -------------------------------------------------------------------------

MANY = [
    assessment(
        MLCF,
        number,
        "full" if number % 2 else "quick",
        day=f"20{10 + number // 4}-0{number % 4 + 1}-0{number % 9 + 1}",
    )
    for number in range(1, 51)
]


def test_a_thousand_answers_are_read_once_and_all_shown(arrive):
    page = arrive("my-handbook", document=empty(assessments=MANY))
    assert sum(len(each["answers"]) for each in held(page)["assessments"]) == 1000
    expect(page.get_by_role("region", name="Assessments", exact=True).get_by_role("listitem")).to_have_count(
        50
    )
    open_once = """() => {
        const asked = [];
        const backing = { getItem: (key) => { asked.push(key); return localStorage.getItem(key); },
            setItem() {}, removeItem() {} };
        handbook.document.store.open({ backing, tab: "tab-0000000009", now: () => new Date(),
            random: Math.random,
                              schema: handbook.data.schema, data: handbook.data });
        return asked;
    }"""
    assert page.evaluate(open_once).count(KEY) == 1


@slow
def test_a_rating_changes_as_little_of_the_page_beside_a_thousand_answers_as_beside_none(arrive):
    """What the first click costs does not grow with what is kept: elements changed, and texts written to
    storage."""
    open_one = assessment(MLCF, 99, "full", leave=20)
    count = """() => { window.changed = 0; window.written = 0; const set = Storage.prototype.setItem;
        Storage.prototype.setItem = function (...args) { window.written += 1; set.apply(this, args); };
        new MutationObserver((all) => { window.changed += all.length; }).observe(
            document.querySelector("[data-tool]"),
            { childList: true, subtree: true, attributes: true, characterData: true }); }"""

    def first_click(document: dict) -> list[int]:
        page = arrive(
            "self-assessment",
            query=f"?assessment={open_one['id']}&item=mlcf/1.1",
            document={**document, "assessments": [*document["assessments"], open_one]},
        )
        page.get_by_role("group", name=re.compile("^1")).get_by_role("radio").first.wait_for()
        page.clock.install()
        page.evaluate(count)
        page.get_by_role("group", name=re.compile("^1")).get_by_role("radio").nth(2).click()
        audit.until(lambda: kept(page)["assessments"][-1]["answers"])
        audit.pass_time(page, 10)
        return page.evaluate("[changed, written]")

    alone, among_many = first_click(empty()), first_click(empty(assessments=MANY))
    assert alone == among_many and 0 < alone[0] < 200


@slow
@pytest.mark.parametrize("where", TOOLS)
def test_a_tool_is_there_from_disk(arrive, where):
    button = {"self-assessment": "Start", "plan": "New goal", "my-handbook": "Clear everything"}[where]
    page = arrive()
    page.goto(address(from_disk(), where))
    expect(page.get_by_role("article").get_by_role("button", name=button, exact=True)).to_be_visible()


# ---- I. Addresses, and marks on pages ----------------------------------------------------------------------

OPEN = assessment(MLCF, 7, leave=15)
LINKS = [
    ("self-assessment", "?framework=mlcf&element=2.2", empty(), "heading",
     "You came from 2.2 Building & Maintaining Relationships"),
    ("self-assessment", "?framework=mlcf&element=2.2", empty(assessments=[OPEN]), "heading",
     "2.2 Building & Maintaining Relationships"),
    ("self-assessment", "?framework=lqf", empty(), "heading", "Start a new one"),
    ("self-assessment", "?framework=clinical-compass", empty(), "text",
     "The framework you asked for is not one that can be rated here. Choose one below."),
    ("self-assessment", "?framework=mlcf&element=9.9", empty(), "text",
     "What you came from is not in the handbook any more. You can still rate the whole framework."),
    ("self-assessment", "?assessment=a-0000000404", empty(), "text",
     re.compile("^The assessment you asked for is not in this browser\\.")),
    ("self-assessment", f"?assessment={OPEN['id']}", empty(assessments=[OPEN]), "heading", "Result: MLCF"),
    ("self-assessment", f"?assessment={OPEN['id']}&item=lqf/pq1", empty(assessments=[OPEN]), "heading",
     "Result: MLCF"),
    ("self-assessment", "?framework=__proto__&element=constructor", empty(), "text",
     "The framework you asked for is not one that can be rated here. Choose one below."),
    ("plan", "?need=mlcf/1.1", empty(), "heading", "A goal on MLCF 1.1 Developing Self Awareness"),
    ("plan", f"?need=mlcf/1.2&assessment={OPEN['id']}", empty(assessments=[OPEN]), "heading",
     "A goal on MLCF 1.2 Managing Yourself"),
    ("plan", "?add=coaching", empty(goals=[goal()]), "heading", "Add ‘Coaching’ to your plan"),
    ("plan", "?need=mlcf/9.9", empty(), "heading", "This page is no longer in the handbook"),
    ("plan", "?add=<script>alert(1)</script>", empty(), "heading", "This page is no longer in the handbook"),
    ("my-handbook", "?want=eight-steps", empty(), "text",
     "Mark ‘Kotter's eight steps’ as something you want to read?"),
    ("my-handbook", "?read=eight-steps", empty(), "text", "Mark ‘Kotter's eight steps’ as read?"),
    ("my-handbook", "?want=no-such-page", empty(), "heading", "Want to read"),
]  # fmt: skip


@pytest.mark.parametrize(
    "where,query,document,role,says", LINKS, ids=[f"{where}{query}" for where, query, *_ in LINKS]
)
def test_an_address_leads_there_and_changes_nothing(arrive, where, query, document, role, says):
    page = arrive(where, query=query, document=document)
    found = (
        page.get_by_role("heading", name=says, exact=True) if role == "heading" else page.get_by_text(says)
    )
    expect(found.first).to_be_visible()
    stored = page.evaluate("() => ({...localStorage})")
    stored.pop("handbook.device", None)  # That a first page was read; of no use to anybody else.
    assert {key: json.loads(text) for key, text in stored.items()} == {
        KEY: {"seen": {"tab-0000000000": 1}, "my": document}
    }
    assert held(page) == document


def test_a_need_of_the_address_becomes_a_goal_only_by_a_press(arrive):
    page = arrive("plan", query="?need=mlcf/1.2&assessment=" + OPEN["id"], document=empty(assessments=[OPEN]))
    hands = Mouse(page)
    hands.press(hands.button("Not now"))
    assert kept(page)["goals"] == [] and "?" not in page.url
    page.go_back()
    page.goto(address(page.root, "plan") + "?need=mlcf/1.2&assessment=" + OPEN["id"])
    hands.press(hands.button("Start a goal on it"))
    [made] = kept(page)["goals"]
    assert (made["items"], made["assessment"]) == (["mlcf/1.2"], OPEN["id"])
    assert made["title"] == "Get better at “Managing Yourself”"


def test_a_page_is_added_to_a_goal_as_an_action(arrive):
    page = arrive("plan", query="?add=coaching", document=empty(goals=[goal()]))
    hands = Mouse(page)
    hands.press(hands.button("Add it"))
    [made] = kept(page)["goals"]
    assert made["actions"][:-1] == goal()["actions"]
    assert {"text": "Component: Coaching", "record": "coaching"}.items() <= made["actions"][-1].items()


def test_marks_on_a_page_are_kept_and_counted(arrive):
    page = arrive("theories/eight-steps/")
    hands = Mouse(page)
    want, read = hands.button("Want to read"), hands.button("Mark as read").first
    expect(want).to_have_attribute("aria-pressed", "false")
    hands.press(want)
    expect(want).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_text("Kept in this browser, under My handbook.")).to_be_visible()
    page.reload()
    expect(want).to_have_attribute("aria-pressed", "true")
    hands.press(read)
    expect(read).to_have_attribute("aria-pressed", "true")
    expect(want).to_have_attribute("aria-pressed", "false")
    hands.press(read)
    expect(read).to_have_attribute("aria-pressed", "false")
    assert kept(page)["marks"] == []
    again = hands.button("Mark as read").last  # Where the page's own words end.
    hands.press(again)
    for each in (read, again):
        expect(each).to_have_attribute("aria-pressed", "true")
    today = datetime.date.today()
    says = f"Read on {today.day} {today:%B %Y}."
    expect(page.get_by_text(says)).to_have_text([says, f"{says} Kept in this browser, under My handbook."])
    page.reload()
    expect(page.get_by_text(says)).to_have_count(2)
    assert [(mark["record"], mark["state"]) for mark in kept(page)["marks"]] == [("eight-steps", "read")]


def test_time_read_is_set_against_the_pathways(arrive):
    pathway = next(each for each in DATA["pathways"] if each["id"] == "new-rota-lead")
    ids = [stop["id"] for stop in pathway["stops"]]
    pages = [id for id in ids if id in {record["id"] for record in DATA["records"]} or "/" in id][:3]
    page = arrive(
        "my-handbook",
        document=empty(
            marks=[
                {"record": pages[0], "state": "read", "day": "2026-11-20", "minutes": 12},
                {"record": pages[1], "state": "want", "day": "2026-11-20"},
                {"record": pages[2], "state": "read", "day": "2026-11-20", "minutes": 8},
            ]
        ),
    )
    part = page.get_by_role("region", name="Pathways", exact=True)
    own = part.get_by_role("listitem").filter(
        has=page.get_by_role(
            "link", name=next(r["title"] for r in DATA["records"] if r["id"] == "new-rota-lead"), exact=True
        )
    )
    expect(own).to_contain_text(re.compile(rf"2 of {len(ids)} stops read, 20 min of about "))
    expect(page.get_by_role("region", name="Read", exact=True)).to_contain_text(
        "2 pages, about 20 min in all."
    )


# ---- J. Every state, for everyone --------------------------------------------------------------------------

FULL_MLCF = [
    assessment(MLCF, 1, "full", day="2026-05-04", note="registrar, acute medicine"),
    assessment(MLCF, 2, "full", note="registrar, acute medicine"),
    assessment(LQF, 3, leave=4),
]
RICH = empty(
    assessments=FULL_MLCF,
    goals=[goal(1, items=["mlcf/1.1", "mlcf/2.2"],
        history=[{"id": "h-0000000001", "at": journeys.stamp(), "field": "title", "was": "Ask more"}]),
           goal(2, "Improve communication", status="reached", reflection="The sister heard it twice.")],
    marks=[{"record": "coaching", "state": "want", "day": "2026-11-20"},
        {"record": "eight-steps", "state": "read", "day": "2026-11-20", "minutes": 15}],
)  # fmt: skip


def to_result(page):
    hands = Mouse(page)
    hands.field("Earlier assessment").select_option(index=1)
    hands.field("Other framework").select_option(label=f"{LQF['title']} ({LQF['label']})")
    expect(hands.button("Start an assessment with the ticked ratings")).to_be_visible()


def to_goal(page):
    hands = Mouse(page)
    hands.press(Planning(hands).goal(goal()["title"]).get_by_role("button", name="Edit", exact=True))
    expect(hands.button("Not now").last).to_be_visible()


def to_refusal(page):
    page.get_by_label("Open a file", exact=True).set_input_files(
        {"name": "my.json", "mimeType": "application/json", "buffer": b"[1]"}
    )
    expect(page.get_by_text("This file holds a list, not a handbook.").first).to_be_visible()


def to_preview(page):
    page.get_by_label("Open a file", exact=True).set_input_files(
        {"name": "my.json", "mimeType": "application/json", "buffer": json.dumps(EARLIER[VERSION]).encode()}
    )
    expect(page.get_by_role("heading", name="What is in my.json")).to_be_visible()


def to_full(page):
    to_goal(page)
    page.evaluate(FILL)
    hands = Mouse(page)
    hands.write(hands.field("Measure of success"), "No room for this")
    hands.press(hands.field("Reflection"))
    expect(page.get_by_text(FULL).first).to_be_visible()


BLOCK = (
    "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('blocked',"
    " 'SecurityError'); } })"
)
STATES = {
    "start": ("self-assessment", "", None),
    "start, with some to go on with": ("self-assessment", "?framework=mlcf&element=2.2", None),
    "rating, quick": ("self-assessment", f"?assessment={FULL_MLCF[2]['id']}&item=lqf/pq1", None),
    "rating, in full": ("self-assessment", f"?assessment={FULL_MLCF[1]['id']}&item=mlcf/1.1", None),
    "result, compared and carried": ("self-assessment", f"?assessment={FULL_MLCF[1]['id']}", to_result),
    "an empty plan": ("plan", "", None),
    "plan, with a goal open and a question": ("plan", "?add=coaching", to_goal),
    "my handbook": ("my-handbook", "?want=eight-steps", None),
    "a file refused": ("my-handbook", "", to_refusal),
    "what is in a file": ("my-handbook", "", to_preview),
    "storage blocked": ("plan", "", None),
    "storage full": ("plan", "", to_full),
}  # fmt: skip


def every_state(*widths: int):
    """Asks a test for each state of the tools at one of the widths, in turn; in the long run at each."""
    pairs = [
        (state, width)
        for place, state in enumerate(STATES)
        for width in (widths if runs.LONG else [widths[place % len(widths)]])
    ]
    return pytest.mark.parametrize(("state", "width"), pairs)


def come_to(arrive, state: str, **settings):
    where, query, then = STATES[state]
    document = None if state in ("start", "an empty plan", "storage blocked") else RICH
    page = arrive(
        where, query=query, document=document, script=BLOCK if state == "storage blocked" else "", **settings
    )
    page.wait_for_function(
        "() => !document.querySelector('.hb-tool-way') || document.querySelector('.hb-tool-map')"
    )
    if then:
        then(page)
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    return page


@slow
@every_state(320, 1280)
def test_axe_and_the_tab_key_find_nothing_in_any_state_and_nothing_scrolls_sideways(arrive, state, width):
    page = come_to(arrive, state, width=width, color_scheme="light")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    findings = audit.axe(page)
    page.emulate_media(color_scheme="dark")
    findings += ["dark: " + finding for finding in audit.axe(page, only=audit.COLOUR_RULES)]
    assert findings + audit.tab_walk(page, most=2500, start="main") == []


def test_with_forced_colours_and_less_motion_the_charts_can_be_seen(arrive):
    page = come_to(arrive, "result, compared and carried", forced_colors="active", reduced_motion="reduce")
    page.emulate_media(forced_colors="active", reduced_motion="reduce")
    faint = page.locator("article svg[role=img] :is(rect, line, polygon, circle)").evaluate_all(
        """all => {
        const paper = getComputedStyle(document.body).backgroundColor,
            seen = (paint) => paint !== "none" && paint !== paper && !/^rgba.*, 0\\)$/.test(paint);
        return all.filter((each) => !each.closest("defs"))
            .filter((each) => {
                const style = getComputedStyle(each); return !seen(style.stroke) && !seen(style.fill); })
            .map((each) => `${each.getAttribute("class")} ${getComputedStyle(each).stroke} ${
                getComputedStyle(each).fill} on ${paper}`); }"""
    )
    assert sorted(set(faint)) == []
    assert page.locator("article svg[role=img]").count() == 1


# ---- K. What it weighs -------------------------------------------------------------------------------------


def test_only_the_pages_of_the_tools_load_them():
    own = ("assets/js/tools/", "assets/data/handbook.js", "assets/css/tools.")
    for offline in (False, True):
        loading = {
            url
            for url, page in pages(offline).items()
            if any(path in load for load in page.loads for path in own)
        }
        tools = {*TOOLS.values(), "edit/"}  # The form that edits records is made of the same scripts.
        assert loading == {re.sub("/$", ".html", path) if offline else path for path in tools}


# ---- L. Without JavaScript ---------------------------------------------------------------------------------


@pytest.mark.parametrize("where", TOOLS)
def test_without_javascript_there_is_the_form_to_fill_in_by_hand(arrive, where):
    page = arrive(where, java_script_enabled=False)
    expect(page.get_by_text("Filling this in on screen needs JavaScript.")).to_be_visible()
    text = page.locator("article").inner_text()
    if where == "self-assessment":
        assert [item["title"] for item in MLCF["items"] if item["title"] not in text] == []
    if where == "plan":
        assert [prompt["text"] for prompt in DATA["prompts"] if prompt["text"] not in text] == []
    assert page.get_by_role("button").filter(visible=True).count() == 0


SCRIPTS = ("document.js", "kit.js", "handbook.js")


@slow
@pytest.mark.parametrize(
    ("where", "missing"),
    [
        (where, missing)
        for place, where in enumerate(TOOLS)
        for missing in (SCRIPTS if runs.LONG else [SCRIPTS[place % len(SCRIPTS)]])
    ],
)
def test_where_a_script_did_not_come_the_form_is_there_too(arrive, where, missing):
    """axe needs JavaScript itself, so it looks at the forms here."""
    page = arrive()
    page.route(
        re.compile(f"/{missing.removesuffix('.js')}(\\.[0-9a-f]{{8}})?\\.js"),
        lambda route: route.fulfill(body="", content_type="text/javascript"),
    )
    page.goto(address(page.root, where))
    expect(page.get_by_text("Filling this in on screen needs JavaScript.")).to_be_visible()
    if missing == "handbook.js":
        expect(
            page.get_by_text(
                "This tool could not start in this browser. What you entered before is untouched."
            )
        ).to_be_visible()
    page.seen.console.clear()  # Scripts that need the one that is missing say so there.
    assert audit.axe(page) == []
