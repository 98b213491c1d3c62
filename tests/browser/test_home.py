"""The home page for a newcomer, and for somebody with work in the browser: what is next, a behaviour to look
out for, and the log, from the press on the home page to My handbook and a file.

docs/assets/js/pages/home.js, docs/assets/js/tools/{home,log,next,my_handbook}
"""

from __future__ import annotations

import datetime
import json
import re

import audit
import journeys
import pytest
from built import site, tools_data
from journeys import KEY, Keeping, Keyboard, Mouse, assessment, empty, goal, kept, seed
from my_handbook import VERSION
from playwright.sync_api import expect
from script_calls import Pure

pytestmark = pytest.mark.browser

DATA = tools_data()
MLCF = next(framework for framework in DATA["frameworks"] if framework["id"] == "mlcf")
ITEMS = {item["id"]: item for item in MLCF["items"]}
BEHAVIOURS = {behaviour["text"] for item in MLCF["items"] for behaviour in item["behaviours"]}
TODAY = datetime.date.today()
WALK = json.dumps({"a-difficult-colleague": {"at": 3, "done": [1, 2], "day": "2026-11-20"}})
LOG = [
    {"id": "l-0000000001", "day": "2026-11-24", "item": "mlcf/2.3", "kind": "did", "text": "Asked first.",
     "behaviour": ITEMS["mlcf/2.3"]["behaviours"][0]["key"]},
    {"id": "l-0000000002", "day": "2026-11-26", "item": "mlcf/2.3", "kind": "missed", "text": ""},
    {"id": "l-0000000003", "day": "2026-11-27", "item": "mlcf/1.1", "kind": "saw", "text": "She waited."},
]  # fmt: skip
RETURNING = empty(
    goals=[goal(items=["mlcf/2.3"])], marks=[{"record": "coaching", "state": "want", "day": "2026-11-20"}]
)
NOT_READY = "What you typed is still there, but it is not kept. Put it right, then go on."


@pytest.fixture
def come(open_page, server):
    """Opens the home page, or another, with a document and more texts kept."""

    def opened(document: dict | None = None, where: str = "", root: str = "", more=None, **settings):
        page = open_page(**settings)
        if document is not None:
            seed(page, document, **(more or {}))
        page.goto((root or server.url) + where)
        return page

    return opened


def look(page):
    return page.get_by_role("region", name="Look out for this today", exact=True)


def part(page, name: str):
    return page.get_by_role("region", name=name, exact=True)


def spoken(day: datetime.date) -> str:
    return f"{day.day} {day:%B %Y}"


# ---- The two home pages ------------------------------------------------------------------------------------


@pytest.mark.parametrize("document", [None, empty()], ids=["nothing kept", "an empty document"])
def test_a_newcomers_home_page_loads_no_tools(come, open_page, server, document):
    asked = []
    page = open_page()
    page.on("request", lambda request: asked.append(request.url))
    if document is not None:
        seed(page, document)
    page.goto(server.url)
    assert page.locator("[data-tool=home]").inner_html() == ""
    assert [url for url in asked if "/assets/data/" in url or "/js/tools/" in url] == []
    expect(page.get_by_role("heading", name="I am on a programme")).to_be_visible()
    assert "superseded in 2011" in page.locator("article").inner_text()


def test_what_is_next_is_said_with_its_day(come):
    page = come(RETURNING, more={"handbook.pathways": WALK})
    steps = part(page, "Next for you").get_by_role("listitem")
    stops = next(each for each in DATA["pathways"] if each["id"] == "a-difficult-colleague")["stops"]
    title = next(each["title"] for each in DATA["records"] if each["id"] == "a-difficult-colleague")
    assert [" ".join(words.split()) for words in steps.all_inner_texts()] == [
        "Next action · by 1 January 2027 Ask the night nurse on Tuesday at the first bed",
        f"Pathway half walked · stop 3 of {len(stops) + 1} {title}",
        "You wanted to read Coaching 10 min",
    ]
    expect(look(page).locator("blockquote")).to_have_text(
        re.compile("|".join(re.escape(each["text"]) for each in ITEMS["mlcf/2.3"]["behaviours"]))
    )
    steps.nth(1).get_by_role("link").click()
    expect(page).to_have_url(re.compile("/pathways/a-difficult-colleague/#stop-3$"))
    assert page.seen.problems() == []


def test_a_walk_alone_is_work_and_then_any_behaviour_is_shown(come):
    page = come(empty(), more={"handbook.pathways": WALK})
    expect(part(page, "Next for you").get_by_role("listitem")).to_have_count(1)
    first = look(page).locator("blockquote").inner_text()
    assert first in BEHAVIOURS
    look(page).get_by_role("button", name="Another one").click()
    expect(look(page).locator("blockquote")).not_to_have_text(first)
    assert look(page).locator("blockquote").inner_text() in BEHAVIOURS
    page.reload()
    expect(look(page).locator("blockquote")).to_have_text(first)


@pytest.mark.parametrize(
    "walks", ["[1]", '"far"', '{"a-difficult-colleague": {"at": "3"}}', '{"gone": 5}', "{"]
)
def test_walks_of_another_form_are_no_walks(come, walks):
    page = come(RETURNING, more={"handbook.pathways": walks})
    expect(part(page, "Next for you").get_by_role("listitem")).to_have_count(2)
    assert page.seen.problems() == []


# ---- Logging -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("hands", [Mouse, Keyboard], ids=["by mouse", "by keyboard"])
def test_the_log_from_the_home_page_to_my_handbook_and_a_file(come, tmp_path, hands):
    page = come(RETURNING)
    hands = hands(page)
    words = look(page).locator("blockquote").inner_text()
    hands.write(hands.field("What happened, in a line"), "Asked the night nurse. A&E <5 minutes.")
    hands.press(hands.button("I did it"))
    says = look(page).get_by_role("status")
    expect(says).to_contain_text(f"Did it, {spoken(TODAY)}. Kept in this browser, under My handbook.")
    [entry] = kept(page)["log"]
    assert {**entry, "id": "l-"} == {
        "id": "l-",
        "day": TODAY.isoformat(),
        "item": "mlcf/2.3",
        "behaviour": next(b["key"] for b in ITEMS["mlcf/2.3"]["behaviours"] if b["text"] == words),
        "kind": "did",
        "text": "Asked the night nurse. A&E <5 minutes.",
    }
    hands.press(look(page).get_by_role("link", name="My handbook"))
    log = part(page, "What I saw, did and missed")
    expect(log.get_by_role("listitem")).to_contain_text(
        re.compile(
            rf"{spoken(TODAY)} · Did it\s*{re.escape(words)}\s*Asked the night nurse\. A&E <5 minutes\."
        )
    )
    assert hands.download(hands.button("Save the log as text"), tmp_path).read_text("utf-8") == (
        "What I saw, did and missed\n\nMLCF 2.3 Encouraging Contribution\n"
        f"- {spoken(TODAY)}. Did it: {words} Asked the night nurse. A&E <5 minutes.\n"
    )
    file = json.loads(hands.download(hands.button("Save the log to a file"), tmp_path).read_text("utf-8"))
    assert file["log"] == [entry] and file["goals"] == file["marks"] == []
    assert page.seen.problems() == []


def test_a_press_by_mistake_is_undone_and_its_words_stay(come):
    page = come(RETURNING)
    hands = Mouse(page)
    hands.write(hands.field("What happened, in a line"), "Asked first")
    hands.press(hands.button("I missed it"))
    hands.press(look(page).get_by_role("button", name=re.compile("^Undo")))
    expect(look(page).get_by_role("status")).to_have_text("Taken out of the log again.")
    assert kept(page)["log"] == [] and hands.field("What happened, in a line").input_value() == "Asked first"


DAYS = [
    ((TODAY + datetime.timedelta(days=40)).isoformat(), "This day has not come yet."),
    ("0001-01-01", "Give the year with four figures, for example 2026."),
    ("", "Give the day on which it happened."),
]


@pytest.mark.parametrize("day,says", DAYS, ids=["in the future", "in the year 1", "none"])
def test_an_impossible_day_is_refused_in_a_sentence_and_nothing_typed_is_lost(come, day, says):
    page = come(RETURNING)
    hands = Mouse(page)
    hands.write(hands.field("What happened, in a line"), "Asked first")
    hands.date(hands.field("Day"), day)
    hands.press(hands.button("I saw it"))
    box = look(page).get_by_role("alert")
    expect(box).to_contain_text(says)
    expect(box).to_contain_text(NOT_READY)
    assert kept(page)["log"] == [] and hands.field("What happened, in a line").input_value() == "Asked first"
    hands.date(hands.field("Day"), "2026-11-02")
    hands.press(hands.button("I saw it"))
    expect(look(page).get_by_role("status")).to_contain_text("Saw it, 2 November 2026.")
    assert [(entry["day"], entry["text"]) for entry in kept(page)["log"]] == [("2026-11-02", "Asked first")]


def test_a_day_that_is_in_no_calendar_is_refused(come):
    page = come(RETURNING)
    day = Mouse(page).field("Day")
    day.focus()
    page.keyboard.type("02302026")
    look(page).get_by_role("button", name="I did it").click()
    expect(look(page).get_by_role("alert")).to_contain_text(
        "This is not a day in the calendar. Give day, month and year."
    )
    assert kept(page)["log"] == []


def test_words_that_cannot_be_kept_stay_in_the_field(come):
    page = come(RETURNING)
    hands = Mouse(page)
    hands.write(hands.field("What happened, in a line"), "Seen <script>alert(1)</script>")
    hands.press(hands.button("I saw it"))
    expect(look(page).get_by_role("alert")).to_contain_text(
        "This was not kept: log entry 1, text has something"
    )
    assert kept(page)["log"] == []
    assert hands.field("What happened, in a line").input_value() == "Seen <script>alert(1)</script>"


def test_what_a_newer_handbook_wrote_is_said_and_left_as_it_is(come):
    page = come({**RETURNING, "version": VERSION + 1, "circles": []})
    before = page.evaluate("key => localStorage.getItem(key)", KEY)
    expect(page.locator("[data-tool=home]")).to_contain_text(
        "What is kept here was written by a newer version of the handbook. It has been left as it is; what"
        " you enter now lasts only until you close this page."
    )
    Mouse(page).press(look(page).get_by_role("button", name="I did it"))
    assert page.evaluate("key => localStorage.getItem(key)", KEY) == before


# ---- My handbook -------------------------------------------------------------------------------------------


def test_my_handbook_begins_with_what_is_next_and_shows_the_log_by_competency(come, tmp_path):
    page = come({**RETURNING, "log": LOG}, "tools/my-handbook/", more={"handbook.pathways": WALK})
    names = page.locator("[data-tool] h2").all_inner_texts()
    assert names[:3] == ["Next for you", "What I saw, did and missed", "Plan"]
    assert names[-3:] == ["Back-up", "How it is kept", "Clear everything"]
    log = part(page, "What I saw, did and missed")
    assert log.get_by_role("heading", level=3).all_inner_texts() == [
        "MLCF 1.1 Developing Self Awareness",
        "MLCF 2.3 Encouraging Contribution",
    ]
    expect(log).to_contain_text("1 × Did it and 1 × Missed it")
    expect(part(page, "Pathways").get_by_role("listitem")).to_have_count(1)
    calendar = (
        Mouse(page)
        .download(Mouse(page).button("Remind me each week, 4 times (calendar file)"), tmp_path)
        .read_text("utf-8")
    )
    days = [TODAY + datetime.timedelta(weeks=week) for week in (1, 2, 3, 4)]
    assert re.findall(r"DTSTART;VALUE=DATE:(\d+)", calendar) == [f"{day:%Y%m%d}" for day in days]
    log.get_by_role("button", name="Remove – Did it, 24 November 2026").click()
    expect(log.get_by_role("listitem")).to_have_count(2)
    log.get_by_role("button", name="Undo").click()
    expect(log.get_by_role("listitem")).to_have_count(3)
    assert kept(page)["log"] == LOG
    assert page.seen.problems() == []


def test_an_entry_is_changed_where_it_stands_by_keyboard_and_with_the_checks_of_the_first_time(come):
    page = come({**RETURNING, "log": LOG}, "tools/my-handbook/")
    hands, log = Keyboard(page), part(page, "What I saw, did and missed")
    edit = log.get_by_role("button", name="Edit – Did it, 24 November 2026")
    hands.press(edit)
    form = log.get_by_role("group", name="Change: Did it, 24 November 2026", exact=True)
    day, line = form.get_by_label("Day", exact=True), form.get_by_label("What happened, in a line")
    keep = form.get_by_role("button", name="Keep the change")
    assert audit.axe(page) == []
    page.keyboard.press("Escape")
    expect(edit).to_be_focused()
    hands.press(edit)
    for value, says in [
        ("2999-01-01", "This day has not come yet. Give today or an earlier one"),
        ("", "Give the day on which it happened."),
    ]:
        day.fill(value)
        hands.press(keep)
        expect(form.get_by_role("alert")).to_contain_text(says)
        expect(form.get_by_role("alert")).to_contain_text(NOT_READY)
    hands.date(day, "2026-03-03")
    hands.choose(form.get_by_role("group", name="What was it?"), "Missed it")
    hands.write(line, "the <b>night</b> round")
    hands.press(keep)
    expect(form.get_by_role("alert")).to_contain_text("leave out the brackets")
    assert kept(page)["log"] == LOG
    hands.write(line, "I spoke first.")
    hands.press(keep)
    expect(page.get_by_role("heading", name="Changed in the log: Did it, 24 November 2026")).to_be_visible()
    changed = {**LOG[0], "day": "2026-03-03", "kind": "missed", "text": "I spoke first."}
    assert kept(page)["log"] == [changed, *LOG[1:]]
    expect(log).to_contain_text("3 March 2026 · Missed it")
    hands.press(log.get_by_role("button", name="Undo"))
    expect(log).to_contain_text("24 November 2026 · Did it")
    assert kept(page)["log"] == LOG
    assert page.seen.problems() == []


def test_the_self_assessment_shows_the_entries_of_an_item_beside_its_examples(come):
    rated = assessment(MLCF, depth="full", leave=20)
    document = empty(assessments=[rated], log=LOG)
    page = come(document, f"tools/self-assessment/#assessment={rated['id']}&item=mlcf/2.3")
    examples = page.locator(".hb-tool-part").filter(has_text="From your log:")
    assert examples.get_by_role("listitem").filter(has_text="November 2026").all_inner_texts() == [
        "26 November 2026. Missed it.",
        f"24 November 2026. Did it: {ITEMS['mlcf/2.3']['behaviours'][0]['text']} Asked first.",
    ]


def test_an_entry_on_a_day_to_come_or_on_what_is_gone_is_kept_and_said(come):
    odd = [{**LOG[1], "day": "2999-01-01"}, {**LOG[2], "item": "old-framework/9"}]
    page = come(empty(log=odd), "tools/my-handbook/")
    log = part(page, "What I saw, did and missed")
    expect(log).to_contain_text("1 January 2999 · Missed it · a day still to come")
    expect(log).to_contain_text("old-framework/9 (no longer in the handbook)")


def test_clearing_takes_the_walks_too_and_undoing_brings_them_back(come):
    page = come(RETURNING, "tools/my-handbook/", more={"handbook.pathways": WALK})
    page.get_by_role("button", name="Clear everything", exact=True).click()
    page.get_by_role("button", name="Clear everything now").click()
    assert page.evaluate("localStorage.getItem('handbook.pathways')") == "null"
    page.get_by_role("button", name="Undo").click()
    assert json.loads(page.evaluate("localStorage.getItem('handbook.pathways')")) == json.loads(WALK)


def test_walks_are_in_the_file_and_those_of_two_devices_become_one(come, tmp_path):
    page = come(RETURNING, "tools/my-handbook/", more={"handbook.pathways": WALK})
    walks = lambda: json.loads(page.evaluate("localStorage.getItem('handbook.pathways')"))
    keeping = Keeping(Mouse(page))
    file = keeping.back_up(tmp_path)
    saved = json.loads(file.read_text("utf-8"))
    assert saved["version"] == VERSION
    assert saved["walks"] == [
        {"record": "a-difficult-colleague", "stop": 3, "stops": [1, 2], "day": "2026-11-20"}
    ]
    assert kept(page)["walks"] == []  # They stand once, under their own name.
    here = {
        "a-difficult-colleague": {"at": 2, "done": [1, 4], "day": "2026-11-25"},
        "new-rota-lead": {"at": 1, "done": [], "day": "2026-11-25"},
    }
    page.evaluate("text => localStorage.setItem('handbook.pathways', text)", json.dumps(here))
    page.reload()
    says = keeping.restore(file, "Add to what is here")
    assert "1 goal, 1 mark and 1 pathway begun" in says and "2 pathways begun" in says
    assert walks() == {**here, "a-difficult-colleague": {"at": 2, "done": [1, 2, 4], "day": "2026-11-25"}}
    expect(
        page.get_by_text("differ the one here stands, as the file's was not changed later.")
    ).to_be_visible()
    expect(part(page, "Pathways")).to_contain_text("3 of 8 stops done.")
    page.get_by_role("button", name="Undo").click()
    expect(part(page, "Pathways")).to_contain_text("2 of 8 stops done.")
    assert walks() == here
    keeping.clear()
    assert walks() is None
    keeping.restore(file)
    assert walks() == json.loads(WALK)
    assert page.seen.problems() == []


# ---- For everyone ------------------------------------------------------------------------------------------


def test_where_storage_is_blocked_the_page_is_a_newcomers(come):
    page = come()
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('no'); } })"
    )
    page.reload()
    assert page.locator("[data-tool=home]").inner_html() == ""
    assert page.seen.problems() == []


def test_without_scripts_the_page_is_a_newcomers(come):
    page = come(java_script_enabled=False)
    assert page.locator("[data-tool=home]").inner_html() == ""
    expect(page.get_by_role("heading", name="I teach")).to_be_visible()


def test_where_a_script_of_the_tools_does_not_come_the_page_is_a_newcomers(come, open_page, server):
    page = open_page()
    seed(page, RETURNING)
    page.route(re.compile(r"/js/tools/kit\.[0-9a-f]+\.js"), lambda route: route.abort())
    page.goto(server.url)
    expect(page.get_by_role("heading", name="I teach")).to_be_visible()
    assert page.locator("[data-tool=home]").inner_html() == ""


def test_the_log_is_kept_from_disk(come):
    page = come(RETURNING, "index.html", root=site(offline=True).as_uri() + "/")
    Mouse(page).press(look(page).get_by_role("button", name="I saw it"))
    expect(look(page).get_by_role("status")).to_contain_text("Saw it, ")
    assert [entry["kind"] for entry in kept(page)["log"]] == ["saw"]
    assert page.seen.problems() == []


@pytest.mark.parametrize("where", ["", "tools/my-handbook/"], ids=["home", "my handbook"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_and_the_tab_key_find_nothing_and_nothing_scrolls_sideways(come, where, width):
    page = come({**RETURNING, "log": LOG}, where, more={"handbook.pathways": WALK}, width=width)
    part(page, "Next for you").wait_for()
    if where:
        assert audit.tab_walk(page, most=1000, start="main") == []
    else:
        Mouse(page).press(look(page).get_by_role("button", name="I did it"))
        look(page).get_by_role("button", name=re.compile("^Undo")).wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    # What stays in sight lies on whatever the last step scrolled under it, and the link that skips to the
    # content lies on the header while it has the focus, as it does at the end of the walk.
    page.evaluate("scrollTo(0, 0); document.activeElement.blur()")
    findings = audit.axe(page)
    page.emulate_media(color_scheme="dark")
    findings += ["dark: " + each for each in audit.axe(page, only=audit.COLOUR_RULES)]
    assert findings == []


# ---- What is chosen, and what comes first ------------------------------------------------------------------


@pytest.fixture(scope="module")
def pure(chromium):
    names = ["document/days", "document/schema", "document/format", "goals/review", "home/look_out"]
    return Pure(chromium, [*names, "document/lookup", "log/entries", "export_formats/log_text"])


def rated(**levels: int) -> list[dict]:
    return [{"item": "mlcf/" + item[1:].replace("_", "."), "rating": level} for item, level in levels.items()]


WANTED = [
    ("nothing", empty(), []),
    ("what is worked on", empty(goals=[goal(items=["mlcf/2.3", "mlcf/1.1"])]), ["mlcf/2.3", "mlcf/1.1"]),
    ("not what is finished", empty(goals=[goal(status="reached")]), []),
    ("what was rated lowest",
     empty(assessments=[{**assessment(MLCF), "answers": rated(i1_1=2, i1_2=1, i1_3=1, i1_4=3)}]),
     ["mlcf/1.2", "mlcf/1.3"]),
    ("the lowest behaviour counts where the whole is not rated",
     empty(assessments=[{**assessment(MLCF), "answers": [
         *rated(i1_1=2), {"item": "mlcf/1.2", "behaviours": [
             {"key": "a1b2c3d4", "rating": 1}, {"key": "0f1e2d3c", "noChance": True}]},
         {"item": "mlcf/1.3", "noChance": True}]}]),
     ["mlcf/1.2"]),
    ("the assessment changed last",
     empty(assessments=[
         {**assessment(MLCF, 1), "changed": "2026-05-05T10:00:00Z", "answers": rated(i1_1=1)},
         {**assessment(MLCF, 2), "changed": "2026-06-05T10:00:00Z", "answers": rated(i1_2=1)},
         {**assessment(MLCF, 3), "changed": "2026-07-05T10:00:00Z", "answers": [{"item": "mlcf/1.3"}]}]),
     ["mlcf/1.2"]),
]  # fmt: skip


@pytest.mark.parametrize("document,ids", [case[1:] for case in WANTED], ids=[case[0] for case in WANTED])
def test_what_to_look_out_for(pure, document, ids):
    assert pure.call("handbook.home.lookOut.listItems", document) == ids


def test_each_day_another_behaviour_until_all_have_come(pure):
    items = [
        {"id": "a", "behaviours": [{"key": "1"}, {"key": "2"}]},
        {"id": "b", "behaviours": []},
        {"id": "c", "behaviours": [{"key": "3"}, {"key": "4"}]},
    ]
    script = """(items, days) => days.map((day) =>
        handbook.home.lookOut.choose(items, handbook.home.lookOut.dayNumber(day)).behaviour.key)"""
    days = [f"2026-12-0{day}" for day in (1, 1, 2, 3, 4)]
    keys = pure.call(script, items, days)
    assert keys[0] == keys[1] and sorted(keys[1:]) == ["1", "2", "3", "4"]
    assert pure.call("handbook.home.lookOut.choose", [items[1]], 5) is None


def test_the_log_as_text_goes_by_competency_the_newest_first(pure):
    data = {"frameworks": [MLCF], "records": [], "aliases": []}
    script = "(log, data) => handbook.exportFormats.logText.text(log, handbook.document.lookup.open(data))"
    more = {**LOG[1], "id": "l-0000000004", "text": "Twice"}
    assert pure.call(script, [*LOG, more], data) == (
        "What I saw, did and missed\n\n"
        "MLCF 1.1 Developing Self Awareness\n- 27 November 2026. Saw it. She waited.\n\n"
        "MLCF 2.3 Encouraging Contribution\n- 26 November 2026. Missed it. Twice\n"
        "- 26 November 2026. Missed it.\n"
        f"- 24 November 2026. Did it: {ITEMS['mlcf/2.3']['behaviours'][0]['text']} Asked first.\n"
    )


def test_on_paper_there_is_the_log_and_nothing_to_press(come):
    page = come({**RETURNING, "log": LOG}, "tools/my-handbook/")
    part(page, "Next for you").wait_for()
    page.emulate_media(media="print")
    log = part(page, "What I saw, did and missed")
    expect(log).to_contain_text("Asked first.")
    assert journeys.visible(page, "article :is(.hb-my__part, .hb-work) :is(button, input, textarea)") == []
