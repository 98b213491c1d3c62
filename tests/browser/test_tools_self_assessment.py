"""The self-assessment and what all tools share: addresses, words that are refused, aim and role, rating
again."""

from __future__ import annotations

import re

import audit
import pytest
from built import site, tools_data
from journeys import TOOLS, Assessing, Finger, Mouse, Planning, assessment, empty, goal, kept, seed
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

DATA = tools_data()
MLCF = next(framework for framework in DATA["frameworks"] if framework["id"] == "mlcf")
DONE = assessment(MLCF, 2, "full", day="2026-10-02", note="registrar")
OPEN = assessment(MLCF, 3, "full", leave=15)
WORDS, ROLE = "What you did, and what came of it", "In which role? (optional)"
TAG = "the <b>night</b> round"


@pytest.fixture
def arrive(open_page, server):
    """Opens a tool: ``arrive("#assessment=...", document)``. What goes wrong unseen is looked at in the
    end."""
    opened = []

    def come(
        asked: str = "",
        document: dict | None = None,
        where: str = "self-assessment",
        script: str = "",
        **settings,
    ):
        page = open_page(**settings)
        if document:
            seed(page, document)
        if script:
            page.add_init_script(script)
        page.goto(server.url + TOOLS[where] + asked)
        opened.append(page)
        return Mouse(page)

    yield come
    for page in opened:
        assert page.seen.problems() == []


def at(made: dict, item: str = "") -> str:
    return f"#assessment={made['id']}" + (f"&item={item}" if item else "")


def result(hands) -> None:
    hands.heading("Result: MLCF").wait_for()
    hands.heading("Keep it, share it, clear it").wait_for()


def one(page, made: dict) -> dict:
    return next(each for each in kept(page)["assessments"] if each["id"] == made["id"])


def examples(page, made: dict) -> list[str]:
    return [each["text"] for each in one(page, made)["answers"][0].get("evidence", [])]


# ---- Addresses ---------------------------------------------------------------------------------------------


def test_no_server_is_told_which_need_or_assessment_a_tool_has_open(arrive, server):
    hands = arrive(at(OPEN), empty(assessments=[OPEN]))
    page = hands.page
    before = len(server.requests)
    hands.press(page.get_by_role("link", name=re.compile("^Make it a goal")).first)
    hands.button("Start a goal on it").wait_for()
    assert "#need=mlcf" in page.url
    hands.press(hands.button("Not now"))
    assert "#" not in page.url
    page.goto(server.url + TOOLS["my-handbook"])
    hands.press(page.get_by_role("link", name=re.compile("^Go on")))
    hands.button("Next").wait_for()
    assert page.url.endswith("#assessment=a-0000000003&item=mlcf%2F2.2")
    asked = server.requests[before:]
    assert [path for path in asked if re.search(r"need|assessment=|mlcf[/%]", path)] == []


def test_an_old_address_is_taken_out_of_what_the_server_is_told(arrive):
    hands = arrive(f"?assessment={OPEN['id']}&item=mlcf/1.2", empty(assessments=[OPEN]))
    expect(hands.heading("1.2 Managing Yourself")).to_be_visible()
    assert hands.page.url.endswith("/tools/self-assessment/#assessment=a-0000000003&item=mlcf%2F1.2")


def test_back_forward_and_an_address_given_by_hand_lead_there(arrive):
    hands = arrive("?framework=mlcf&element=2.2")
    page = hands.page
    hands.press(hands.button("Rate this one"))
    hands.heading("2.2 Building & Maintaining Relationships").wait_for()
    hands.press(hands.button("Next"))
    hands.heading("2.3 Encouraging Contribution").wait_for()
    page.go_back()
    hands.heading("2.2 Building & Maintaining Relationships").wait_for()
    page.go_back()
    hands.heading("Go on with").wait_for()
    page.go_forward()
    hands.heading("2.2 Building & Maintaining Relationships").wait_for()
    made = kept(page)["assessments"][0]["id"]
    page.evaluate("asked => { location.hash = asked; }", f"assessment={made}&item=mlcf/4.1")
    hands.heading("4.1 Ensuring Patient Safety").wait_for()
    page.evaluate("location.hash = 'somewhere-on-the-page'")
    expect(page).to_have_url(re.compile("#.*mlcf"))
    expect(hands.heading("4.1 Ensuring Patient Safety")).to_be_visible()


def test_a_need_given_to_an_open_plan_is_offered(arrive):
    hands = arrive(where="plan")
    hands.page.evaluate("location.hash = 'need=mlcf/1.2'")
    expect(hands.heading("A goal on MLCF 1.2 Managing Yourself")).to_be_visible()


@pytest.mark.parametrize(
    "asked", ["framework=old&element=2.2", "framework=old&element=one", "element=old/one"]
)
def test_earlier_ids_lead_to_where_they_lead_now(arrive, asked):
    hands = arrive()
    hands.page.evaluate(
        "asked => { handbook.data.aliases.push({ former: 'old', id: 'mlcf' }, { former: 'old/one', id:"
        " 'mlcf/2.2' }); location.hash = asked; }",
        asked,
    )
    expect(hands.heading("You came from 2.2 Building & Maintaining Relationships")).to_be_visible()


def test_an_item_opens_the_assessment_that_was_changed_last(arrive):
    older = assessment(MLCF, 5, leave=15, day="2026-11-20", started="2026-09-01T08:30:00Z")
    newer = assessment(MLCF, 6, leave=15, day="2026-11-01")
    hands = arrive("?framework=mlcf&element=2.2", empty(assessments=[older, newer]))
    hands.heading("2.2 Building & Maintaining Relationships").wait_for()
    assert older["id"] in hands.page.url


# ---- The first screen --------------------------------------------------------------------------------------


def test_on_a_phone_start_and_the_first_answer_are_on_the_first_screen(arrive):
    hands = arrive(width=390)
    hands.page.set_viewport_size({"width": 390, "height": 800})
    for name in ("Start", "Change"):
        expect(hands.page.get_by_text(name, exact=True)).to_be_in_viewport(ratio=1)
    hands.press(hands.button("Start"))
    item = MLCF["items"][0]
    first = hands.group(f"{MLCF['scale']['title']}: {item['title']}").get_by_role("button").first
    expect(first).to_be_in_viewport(ratio=1)
    expect(hands.page.get_by_text("For example: " + item["behaviours"][0]["text"])).to_be_in_viewport(ratio=1)
    hands.page.reload()
    expect(first).to_be_in_viewport(ratio=1)


def test_a_choice_behind_change_is_what_is_started(arrive):
    hands = arrive()
    chosen = hands.page.get_by_text("Quick look, about 10 min. One rating for each element.").first
    expect(chosen).to_contain_text("Aim for 3 On my own.")
    hands.press(hands.page.get_by_text("Change", exact=True))
    framework = next(each for each in DATA["frameworks"] if each["id"] == "hlm")
    name = f"{framework['title']} ({framework['label']})"
    hands.select(hands.field("Framework"), name)
    hands.choose(hands.group("How closely do you want to look?"), "In full")
    hands.choose(hands.group("Which level do you aim for in this role?"), "4 ")
    expect(hands.page.locator(".hb-tool-choice__words")).to_contain_text(framework["title"])
    expect(hands.page.locator(".hb-tool-choice__words")).to_contain_text("Aim for 4 Exemplary.")
    hands.press(hands.button("Start"))
    hands.button("Next").wait_for()
    made = kept(hands.page)["assessments"][0]
    assert (made["framework"], made["depth"], made["aim"]) == ("hlm", "full", 4)


def test_how_far_it_is_stays_in_sight(arrive):
    hands = arrive(at(OPEN, "mlcf/1.3"), empty(assessments=[OPEN]))
    place = hands.page.get_by_text("3 of 20", exact=True)
    expect(place).to_be_visible()
    hands.button("Leave and come back later").scroll_into_view_if_needed()
    expect(place).to_be_in_viewport()
    expect(hands.page.get_by_text("5 rated", exact=True)).to_be_in_viewport()


# ---- A quick look ------------------------------------------------------------------------------------------

MOST_TAPS = 30  # From the first element of the MLCF to its result.


class Counting(Finger):
    """A finger whose taps are counted."""

    taps = 0

    def press(self, what) -> None:
        self.taps += 1
        super().press(what)


def test_a_quick_look_takes_one_tap_an_element_and_one_screen_for_what_matters(arrive):
    hands = Counting(arrive(width=390, has_touch=True).page)
    page, assessing = hands.page, Assessing(hands, MLCF)
    hands.press(hands.button("Start"))
    begun = hands.taps
    levels = ["2", "4", "1", "No chance"]
    for place, item in enumerate(MLCF["items"]):
        assessing.whole(item, levels[place % 4])
    expect(hands.heading("What matters most in your work now?")).to_be_focused()
    assert page.url.endswith("&matters=most")
    assert audit.axe(page) == []
    names = [f"{item['code']} {item['title']}" for item in MLCF["items"]]
    ticked = [names[at] for at in (1, 4, 8, 10, 16)]
    for name in ticked:
        hands.press(page.get_by_role("checkbox", name=name, exact=True))
    expect(page.get_by_text("5 of 5 ticked")).to_be_visible()
    hands.press(hands.button("See the result"))
    assert begun == 1 and hands.taps - begun <= MOST_TAPS
    result(hands)
    page.go_back()
    sixth = page.get_by_role("checkbox", name=names[0], exact=True)
    hands.press(sixth)
    expect(sixth).not_to_be_checked()
    expect(page.get_by_text("5 are ticked, which is the most. Take one tick away")).to_be_visible()
    hands.press(hands.button("Back"))
    expect(hands.page.get_by_role("button", name=re.compile("^No chance"))).to_have_attribute(
        "aria-pressed", "true"
    )
    hands.press(hands.button("Next"))
    hands.press(hands.button("See the result"))
    result(hands)

    [made] = kept(page)["assessments"]
    assert made["finished"] and made["ticked"]
    assert [each["item"] for each in made["answers"] if "importance" in each] == [
        item["id"] for item, name in zip(MLCF["items"], names, strict=True) if name in ticked
    ]
    first = page.get_by_role("region", name="What to work on", exact=True).get_by_role("region").first
    expect(first.get_by_role("heading", level=3)).to_contain_text(names[10])
    expect(first).to_contain_text("You ticked it among what matters most in your work.")
    said = page.get_by_role("img", name=re.compile(r"^Importance against rating\. ")).get_attribute(
        "aria-label"
    )
    assert f"Work on these: {names[4]}, {names[8]}, {names[10]}, {names[16]};" in said
    assert f"Build on these: {names[1]};" in said
    asked = "You were asked to tick up to 5 that matter most in your work now: they stand on top."
    expect(page.get_by_text(asked)).to_be_visible()
    hands.press(page.get_by_text("All ratings as a table"))
    expect(page.get_by_role("row", name=names[1])).to_contain_text("ticked: among what matters most")
    expect(page.get_by_role("row", name=names[0])).to_contain_text("not ticked")


# ---- Words that are refused --------------------------------------------------------------------------------


def refused(hands, label: str, words: str = TAG, is_new: bool = True) -> None:
    """The view stays, with the words in it, and the focus on what has to be put right, which leads to the
    field. Of a view that looks so after any of several presses, axe is asked after one: where it ``is_new``.
    """
    box = hands.page.get_by_role("alert")
    expect(box).to_contain_text("leave out the brackets")
    expect(box).to_be_focused()
    assert not is_new or audit.axe(hands.page) == []
    hands.press(box.get_by_role("link"))
    field = hands.field(label).last
    expect(field).to_be_focused()
    expect(field).to_have_value(words)


@pytest.mark.parametrize(
    "way",
    ["Next", "Back", "Leave and come back later", "See the result so far", "the map", "back in the browser"],
)
def test_refused_words_of_an_example_are_not_left_behind(arrive, way):
    hands = arrive(at(OPEN, "mlcf/1.1"), empty(assessments=[OPEN]))
    page = hands.page
    hands.press(hands.button("Next"))
    hands.heading("1.2 Managing Yourself").wait_for()
    hands.press(hands.button("Add an example"))
    hands.write(hands.field(WORDS).last, TAG)
    if way == "back in the browser":
        page.evaluate("handbook.kit.autosave.flush()")
        page.go_back()
    else:
        hands.press(
            page.get_by_role("button", name=re.compile("1.4 ")) if way == "the map" else hands.button(way)
        )
    refused(hands, WORDS, is_new=way == "Next")
    expect(hands.heading("1.2 Managing Yourself")).to_be_visible()
    hands.write(hands.field(WORDS).last, "the night round")
    hands.press(hands.button("Next"))
    expect(hands.heading("1.3 Continuing Personal Development")).to_be_visible()
    assert [each["text"] for each in one(page, OPEN)["answers"][1]["evidence"]] == ["the night round"]


def test_a_refused_role_stays_on_the_start_and_on_the_result(arrive):
    hands = arrive("", empty(assessments=[DONE]))
    hands.press(hands.page.get_by_text("Change", exact=True))
    hands.write(hands.field(ROLE), TAG)
    hands.press(hands.button("Start"))
    refused(hands, ROLE)
    assert len(kept(hands.page)["assessments"]) == 1
    hands.write(hands.field(ROLE), "night registrar")
    hands.press(hands.button("Start"))
    hands.heading("1.1 Developing Self Awareness").wait_for()
    assert kept(hands.page)["assessments"][1]["note"] == "night registrar"
    hands.page.evaluate("asked => { location.hash = asked; }", at(DONE))
    result(hands)
    hands.press(hands.page.get_by_text("change your aim or role"))
    hands.write(hands.field(ROLE), TAG)
    hands.press(hands.button("All my assessments"))
    refused(hands, ROLE)
    assert one(hands.page, DONE)["note"] == "registrar"


@pytest.mark.parametrize("way", ["Done", "New goal"])
def test_refused_words_of_a_goal_keep_it_open(arrive, way):
    hands = arrive("", empty(goals=[goal()]), where="plan")
    hands.press(hands.button("Edit"))
    hands.write(hands.field("Reflection"), TAG)
    hands.press(hands.button(way))
    refused(hands, "Reflection", is_new=way == "Done")
    assert len(kept(hands.page)["goals"]) == 1
    hands.write(hands.field("Reflection"), "the night round")
    hands.press(hands.button("Done"))
    expect(Planning(hands).goals()).to_contain_text("the night round")


def test_what_nobody_sees_is_put_right_before_it_is_kept(arrive):
    hands = arrive(at(OPEN, "mlcf/1.2"), empty(assessments=[OPEN]))
    cases = [
        ["a\r\nb\rc", "a\nb\nc"],
        ["a\vb\fc\u0085d\u2028e\u2029f", "a\nb\nc\nd\ne\nf"],
        ["a\u0000b\u0007c\u001b\u007f\u009fd\te", "abcd\te"],
        ["plain – “words” 😀", "plain – “words” 😀"],
    ]
    assert hands.page.evaluate(
        "cases => cases.map(([words]) => handbook.kit.autosave.clean(words))", cases
    ) == [after for _, after in cases]
    assert hands.page.evaluate("handbook.kit.autosave.clean('a\\ud800b\\udc00') === 'a\\ufffdb\\ufffd'")
    hands.press(hands.button("Add an example"))
    hands.field(WORDS).evaluate(
        "field => { field.value = 'One\\vtwo\\u2028three\\u0007'; field.dispatchEvent(new Event('input')); }"
    )
    hands.press(hands.button("Next"))
    assert [each["text"] for each in one(hands.page, OPEN)["answers"][1]["evidence"]] == ["One\ntwo\nthree"]


# ---- Aim, role, rating again -------------------------------------------------------------------------------


def test_the_aim_is_changed_on_the_result_and_seen_at_once(arrive):
    hands = arrive(at(DONE), empty(assessments=[DONE]))
    page = hands.page
    result(hands)
    part = page.get_by_role("region", name=re.compile("to work on$"))
    hands.press(page.get_by_text("change your aim or role"))
    hands.choose(hands.group("Which level do you aim for in this role?"), "4 ")
    expect(page.get_by_text("Aim for 4 Helping others do it")).to_be_visible()
    expect(part.first).to_contain_text("you aim for ‘Helping others do it’ (level 4)")
    expect(page.get_by_role("radio", name=re.compile("^4 "))).to_be_focused()
    hands.write(hands.field(ROLE), "clinical lead")
    hands.press(page.get_by_text("All ratings as a table"))
    expect(page.get_by_role("table", name="All ratings")).to_be_visible()
    expect(page.locator("dl").first).to_contain_text("clinical lead")
    now = one(page, DONE)
    assert (now["aim"], now["note"], now["finished"]) == (4, "clinical lead", DONE["finished"])


def test_aim_and_role_are_reached_while_rating(arrive):
    hands = arrive(at(OPEN, "mlcf/1.1"), empty(assessments=[OPEN]))
    hands.press(hands.page.get_by_text("change your aim or role"))
    hands.choose(hands.group("Which level do you aim for in this role?"), "2 ")
    assert one(hands.page, OPEN)["aim"] == 2


def test_rating_again_starts_empty_and_keeps_the_earlier_one(arrive):
    hands = arrive(at(DONE), empty(assessments=[DONE]))
    hands.press(hands.button("Change answers"))
    expect(hands.heading("A new look, or a slip?")).to_be_focused()
    hands.press(hands.button("Leave it as it is"))
    expect(hands.button("Change answers")).to_be_focused()
    hands.press(hands.button("Change answers"))
    hands.press(hands.button("Rate again"))
    hands.heading("1.1 Developing Self Awareness").wait_for()
    earlier, fresh = kept(hands.page)["assessments"]
    assert earlier == DONE
    assert (fresh["answers"], fresh["depth"], fresh["aim"], fresh["note"]) == (
        [],
        "full",
        DONE["aim"],
        "registrar",
    )


def test_correcting_a_finished_one_counts_as_finished_today(arrive):
    hands = arrive(at(DONE), empty(assessments=[DONE]))
    hands.press(hands.button("Change answers"))
    hands.press(hands.button("Correct this one"))
    expect(hands.page.get_by_text("You finished this assessment on 2 October 2026.")).to_be_visible()
    assert one(hands.page, DONE) == DONE
    hands.choose(
        hands.group("How much does this matter in your role? Developing Self Awareness"), "A great deal"
    )
    now = one(hands.page, DONE)
    assert now["finished"] == now["changed"] > DONE["finished"] and now["started"] == DONE["started"]


# ---- The result --------------------------------------------------------------------------------------------


def test_each_part_of_the_framework_has_its_middle_and_its_range(arrive):
    hands = arrive(at(DONE), empty(assessments=[DONE]))
    said = hands.page.evaluate(
        """id => { const { domains } = handbook.scoring.profile,
        found = handbook.page.browserStore.main().document().assessments.find((each) => each.id === id);
        return domains(handbook.data.frameworks.find((each) => each.id === "mlcf"), found)
            .map(({ least, most }) => `from ${least} to ${most}`); }""",
        DONE["id"],
    )
    result(hands)
    hands.press(hands.page.get_by_text("All ratings as a table"))
    rows = [
        row.inner_text()
        for row in hands.page.get_by_role("row").filter(has=hands.page.locator("[scope=rowgroup]")).all()
    ]
    assert len(said) == len(rows) == 5
    for words, in_row in zip(said, rows, strict=True):
        assert words in in_row


def test_a_strength_says_what_the_next_level_would_look_like(arrive):
    hands = arrive(at(DONE), empty(assessments=[DONE]))
    part = hands.page.get_by_role("region", name="Strengths", exact=True)
    hands.press(part.get_by_role("heading", name="Strengths"))
    rows = part.get_by_role("listitem").filter(has_text=": 3 On my own")
    hands.press(rows.first.get_by_text("What would the next level look like?"))
    expect(rows.first).to_contain_text("4 Helping others do it. " + MLCF["scale"]["levels"][3]["meaning"])
    assert (
        part.get_by_role("listitem")
        .filter(has_text=": 4 Helping")
        .first.get_by_text("What would the next")
        .count()
        == 0
    )


def test_importance_has_the_same_words_everywhere(arrive):
    hands = arrive(at(OPEN, "mlcf/1.1"), empty(assessments=[OPEN]))
    words = hands.page.evaluate("Array.from(handbook.scoring.profile.IMPORTANCE)")
    said = ", ".join(f"{value} {each}" for value, each in words)
    group = hands.group("How much does this matter in your role? Developing Self Awareness")
    assert group.locator("label").all_inner_texts() == [each.capitalize() for _, each in words]
    assert said in DATA["schema"]["$defs"]["answer"]["properties"]["importance"]["description"]
    assert said in (site() / "tools/blanks/mlcf/index.html").read_text("utf-8")


def test_two_needs_and_what_to_do_about_each_come_first(arrive):
    hands = arrive(at(DONE), empty(assessments=[DONE]))
    result(hands)
    page = hands.page
    page.set_viewport_size({"width": 1280, "height": 800})
    page.evaluate("scrollTo(0, 0)")
    part = page.get_by_role("region", name="What to work on", exact=True)
    cards = part.get_by_role("region")
    expect(cards).to_have_count(2)
    for card in cards.all():
        expect(card.get_by_role("heading", level=3)).to_be_in_viewport(ratio=1)
        expect(card.get_by_role("button", name=re.compile("^Put it in my plan")).first).to_be_in_viewport(
            ratio=1
        )
    expect(page.get_by_role("region", name="More to work on", exact=True)).not_to_be_in_viewport()
    # What is meant for whoever writes is said where one writes: a result is for others to read.
    expect(page.get_by_role("article")).not_to_contain_text("patient-identifiable")


def test_what_the_next_level_means_is_said_once(arrive):
    hands = arrive(at(DONE), empty(assessments=[DONE]))
    result(hands)
    part = hands.page.get_by_role("region", name="What to work on", exact=True)
    said = part.inner_text()
    for level in MLCF["scale"]["levels"][1:3]:
        assert said.count(level["meaning"]) <= 1
    assert said.count("nothing tells two apart") <= 1


def test_the_picture_says_in_words_what_stands_in_each_of_its_four_fields(arrive):
    hands = arrive(at(DONE), empty(assessments=[DONE]))
    result(hands)
    said = hands.page.get_by_role("img", name=re.compile("^Importance against rating\\. ")).get_attribute(
        "aria-label"
    )
    standing = hands.page.evaluate(
        """id => { const { standing } = handbook.scoring.profile,
        found = handbook.page.browserStore.main().document().assessments.find((each) => each.id === id);
        return standing(handbook.data.frameworks.find((each) => each.id === "mlcf"), found)
            .map(({ item, value, group, importance }) => [item.code + " " + item.title, value, group,
                importance]); }""",
        DONE["id"],
    )
    field = lambda group, matters: ", ".join(
        name
        for name, value, inside, importance in standing
        if value is not None and inside == group and (importance >= 2) is matters
    )
    assert said == (
        f"Importance against rating. Work on these: {field('needs', True)};"
        f" Build on these: {field('strengths', True)}; Can wait: {field('needs', False)};"
        f" Good enough: {field('strengths', False)}."
    )


def test_every_framework_has_its_picture_and_nothing_leaves_its_field(arrive):
    for framework in DATA["frameworks"]:
        made = assessment(framework, 2)
        hands = arrive(at(made), empty(assessments=[made]))
        hands.heading("Keep it, share it, clear it").wait_for()
        outside = hands.page.locator(".hb-tool-matrix svg").evaluate(
            """svg => { const frame = svg.querySelector(".hb-chart__frame").getBBox(),
            goal = svg.querySelector(".hb-chart__goal").getBBox().x;
            return Array.from(svg.querySelectorAll("g > rect")).filter((rect) => {
                const { x, y, width, height } = rect.getBBox(),
                    isNeed = /needs/.test(rect.getAttribute("class"));
                return x < frame.x || x + width > frame.x + frame.width || y < frame.y
                    || y + height > frame.y + frame.height || isNeed !== x < goal; }).length; }"""
        )
        assert outside == 0, framework["id"]


def test_few_answers_make_no_picture_and_how_many_more_do_is_said(arrive):
    one = assessment(MLCF, 1, leave=19)
    hands = arrive(at(one), empty(assessments=[one]))
    result(hands)
    expect(hands.page.get_by_text("9 more answers make a picture: half of all are enough.")).to_be_visible()
    expect(hands.page.locator("article svg[role=img]")).to_have_count(0)
    expect(hands.page.get_by_text("All ratings as a table")).to_be_visible()


# ---- From the result to the plan ---------------------------------------------------------------------------


def first_card(hands):
    result(hands)
    return hands.page.get_by_role("region", name="What to work on", exact=True).get_by_role("region").first


def test_one_press_puts_a_task_into_the_plan_with_a_day_and_can_be_undone(arrive):
    hands = arrive(at(DONE), empty(assessments=[DONE]))
    page, card = hands.page, first_card(hands)
    item = next(
        each
        for each in MLCF["items"]
        if each["code"] + " " + each["title"] in card.get_by_role("heading", level=3).inner_text()
    )
    task = item["tasks"][0]
    day = page.evaluate("handbook.document.days.add(handbook.document.days.today(new Date()), 7)")
    read = page.evaluate("day => handbook.document.days.read(day)", day)
    hands.press(hands.button(f"Put it in my plan: {task['do']}"))
    [made] = kept(page)["goals"]
    assert (made["items"], made["assessment"], made["status"]) == ([item["id"]], DONE["id"], "draft")
    assert made["title"] == f"Get better at “{item['title']}”"
    assert made["why"].startswith("On 2 October 2026 ")
    [action] = made["actions"]
    assert (action["text"], action["by"], action["minutes"]) == (task["do"], day, task["minutes"])
    expect(hands.heading("In your plan")).to_be_focused()
    expect(card).to_contain_text(f"By {read}: {task['do']}")
    expect(card).to_contain_text(f"A goal was made for it: {made['title']}")
    expect(card.get_by_role("listitem").first).to_contain_text(f"In your plan, by {read}")
    assert audit.axe(page) == []

    hands.press(hands.button(f"Put it in my plan: {item['tasks'][1]['do']}"))
    [both] = kept(page)["goals"]
    assert [each["text"] for each in both["actions"]] == [each["do"] for each in item["tasks"][:2]]
    assert [each["field"] for each in both["history"]] == ["actions"]
    expect(card).to_contain_text(f"It stands under your goal: {made['title']}")
    hands.press(hands.button("Undo"))
    assert [each["text"] for each in kept(page)["goals"][0]["actions"]] == [task["do"]]
    expect(hands.button(f"Put it in my plan: {item['tasks'][1]['do']}")).to_be_focused()

    hands.press(page.get_by_role("link", name=re.compile("^See, save or clear")))
    page.go_back()
    expect(first_card(hands).get_by_role("listitem").first).to_contain_text(f"In your plan, by {read}")


def test_the_undoing_of_a_task_takes_away_the_goal_that_was_made_for_it(arrive):
    hands = arrive(at(DONE), empty(assessments=[DONE], goals=[goal(items=["mlcf/4.1"])]))
    card = first_card(hands)
    hands.press(card.get_by_role("button", name=re.compile("^Put it in my plan")).first)
    assert len(kept(hands.page)["goals"]) == 2
    hands.press(hands.button("Undo"))
    assert kept(hands.page)["goals"] == [goal(items=["mlcf/4.1"])]


def test_a_plan_that_takes_no_more_goals_says_so(arrive):
    many = [goal(number, items=[], actions=[]) for number in range(1, 201)]
    hands = arrive(at(DONE), empty(assessments=[DONE], goals=many))
    card = first_card(hands)
    hands.press(card.get_by_role("button", name=re.compile("^Put it in my plan")).first)
    expect(card.get_by_role("alert")).to_be_focused()
    assert kept(hands.page)["goals"] == many


def test_the_form_of_a_goal_offers_the_tasks_of_its_competencies(arrive):
    hands = arrive("#need=mlcf/1.2", where="plan")
    hands.press(hands.button("Start a goal on it"))
    item = next(each for each in MLCF["items"] if each["id"] == "mlcf/1.2")
    expect(hands.field("The goal, in one sentence")).to_have_value("Get better at “Managing Yourself”")
    expect(hands.field("Measure of success")).to_have_value(
        f"A colleague could say of me: “{item['behaviours'][0]['text']}”"
    )
    task = item["tasks"][0]
    hands.press(hands.button(f"Make it an action: {task['do']}"))
    [action] = kept(hands.page)["goals"][0]["actions"]
    assert action["text"] == task["do"] and action["by"]
    expect(hands.button(f"Make it an action: {task['do']}")).to_have_count(0)
    expect(hands.button(f"Make it an action: {item['tasks'][1]['do']}")).to_be_focused()


def test_a_competency_gives_words_to_a_goal_that_has_none(arrive):
    hands = arrive(where="plan")
    hands.press(hands.button("New goal"))
    hands.select(hands.field("Add a competency"), "MLCF 1.3 Continuing Personal Development")
    hands.press(hands.button("Add"))
    expect(hands.field("The goal, in one sentence")).to_have_value(
        "Get better at “Continuing Personal Development”"
    )


def test_three_goals_that_are_well_put_are_at_hand(arrive):
    hands = arrive(where="plan")
    hands.press(hands.page.get_by_text("Three goals that are well put"))
    shown = hands.page.locator(".hb-plan__examples").first.get_by_role("listitem")
    expect(shown).to_have_count(3)
    questions = hands.page.evaluate(
        """async () => {
        const { root, later } = document.querySelector("[data-tool]").dataset;
        await handbook.shell.pageHelps.loadFiles(later.split(" ").map((place) => root + place));
        return Array.from(document.querySelectorAll(".hb-plan__examples .hb-plan__name"), (each) =>
        handbook.goalQuestions.questions.hint({ ...handbook.goals.goal.blank(new Date(), Math.random),
            title: each.textContent }, [], new Date())?.field); }"""
    )
    assert "title" not in questions


# ---- Examples and their days -------------------------------------------------------------------------------


def test_an_emptied_example_stays_until_it_is_taken_away(arrive):
    hands = arrive(at(DONE, "mlcf/1.1"), empty(assessments=[DONE]))
    page = hands.page
    hands.press(hands.button("Add an example"))
    hands.write(hands.group("Example 2").get_by_label(WORDS), "A second one")
    hands.write(hands.group("Example 1").get_by_label(WORDS), "")
    page.keyboard.press("Tab")
    expect(hands.button("Take away Example 1")).to_be_focused()
    audit.until(lambda: examples(page, DONE) == ["A second one"])
    page.keyboard.press("Enter")
    hands.press(hands.button("Take away"))
    expect(hands.button("Add an example")).to_be_focused()
    expect(hands.group("Example 1").get_by_label(WORDS)).to_have_value("A second one")
    expect(hands.group("Example 2")).to_have_count(0)


def test_a_day_that_has_not_come_is_not_kept_and_a_sound_one_takes_the_error_away(arrive):
    hands = arrive(at(DONE, "mlcf/1.1"), empty(assessments=[DONE]))
    on = hands.field("When")
    days = lambda: [each["day"] for each in one(hands.page, DONE)["answers"][0]["evidence"]]
    on.fill("2999-01-01")
    on.blur()
    early = hands.page.get_by_text(
        "This day has not come yet. Give today or an earlier one; until then, 10 October 2026 is kept."
    )
    expect(early).to_be_visible()
    assert days() == ["2026-10-10"]
    hands.press(hands.button("Next"))
    expect(hands.page.get_by_role("alert")).to_contain_text("This day has not come yet.")
    on.fill("2026-10-10")
    on.blur()
    expect(on).not_to_have_attribute("aria-invalid", "true")
    on.fill("2026-10-11")
    assert days() == ["2026-10-11"]
    on.fill("")
    expect(hands.page.get_by_text("Until you give one, 11 October 2026 is kept.")).to_be_visible()
    on.fill("2026-10-12")
    expect(on).not_to_have_attribute("aria-invalid", "true")
    assert days() == ["2026-10-12"]


# ---- What is said ------------------------------------------------------------------------------------------

SPOKEN = """window.spoken = []; new MutationObserver((all) =>
    all.forEach(({ target }) => { const region = target.closest?.("p[role=status]");
    if (region && region.textContent) spoken.push(region.textContent);
    })).observe(document, { childList: true, subtree: true });"""
BLOCK = (
    "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('blocked',"
    " 'SecurityError'); } });"
)


def test_that_nothing_can_be_kept_is_said_once(arrive):
    hands = arrive(script=SPOKEN + BLOCK)
    hands.page.clock.install()
    hands.press(hands.button("Start"))
    for item in MLCF["items"][:3]:
        Assessing(hands, MLCF).whole(item, "2")
        audit.pass_time(hands.page, 0.2)
    audit.pass_time(hands.page, 10)
    assert [each[:36] for each in hands.page.evaluate("spoken")] == ["This browser keeps nothing for this "]
    expect(hands.page.get_by_text("This browser keeps nothing for this site").first).to_be_visible()


def test_saved_is_not_said_of_what_is_not_there_any_more(arrive):
    hands = arrive("", empty(assessments=[DONE]), script=SPOKEN)
    hands.page.clock.install()
    said = hands.page.evaluate(
        "[handbook.kit.saveStatus.keep(() => false), handbook.kit.saveStatus.keep((my) => {"
        " my.assessments[0].note = 'lead'; })].map(({ saved, refused }) => [saved, refused])"
    )
    assert said == [[False, False], [True, False]]
    hands.page.evaluate(
        "spoken.length = 0; handbook.kit.saveStatus.keep((my) => { my.assessments[0].note = 'x'; });"
        " handbook.kit.saveStatus.keep(() => false)"
    )
    audit.pass_time(hands.page, 10)
    assert hands.page.evaluate("spoken") == []
