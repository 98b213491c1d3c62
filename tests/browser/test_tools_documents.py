"""Goals, the question that makes one better, and what a plan is written out as: text, calendar, Word.

docs/assets/js/tools/{goals,hints,ics,zip,docx}.js
"""

from __future__ import annotations

import datetime
import io
import json
import pathlib
import re
import zipfile
import zlib

import docx
import icalendar
import jsonschema
import pytest
from hypothesis import HealthCheck, Phase, given, settings, strategies as st
from lxml import etree
from script_calls import Pure

pytestmark = pytest.mark.browser

NAMES = [
    "document/days",
    "document/lengths",
    "document/schema",
    "document/format",
    "scoring/profile",
    "goals/goal",
    "goal_questions/questions",
    "word_format/zip",
    "export_formats/plan_text",
    "export_formats/calendar",
    "word_format/word",
    "document/lookup",
]
ROOT = pathlib.Path(__file__).parents[2]
OWN = [
    "goals/goal",
    "goal_questions/questions",
    "export_formats/calendar",
    "word_format/zip",
    "export_formats/plan_text",
    "word_format/word",
]
NOW = "2026-11-23T12:00:00Z"
JS_SPACE = (
    "\t\n\v\f\r"
    " \xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007"
    "\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
)
TITLES = [
    "Goal",
    "Why",
    "Competencies",
    "Actions",
    "Support",
    "What could get in the way",
    "How I will know",
    "Review date",
    "Status",
    "Reflection",
]


@pytest.fixture(scope="module")
def pure(chromium):
    return Pure(chromium, NAMES)


def examples(strategy, count: int = 100) -> list:
    """So many examples of a strategy, the same every time: the page then takes them all in one call."""
    found = []

    @settings(
        max_examples=count,
        database=None,
        derandomize=True,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def gather(each):
        found.append(each)

    gather()
    return found


# ---- Goals -------------------------------------------------------------------------------------------------


def action(text: str, by: str | None = None, **more) -> dict:
    return {"id": "t-0000000000", "text": text, **({"by": by} if by else {}), **more}


def goal(**fields) -> dict:
    """A goal that nothing needs to be asked about; a field given as None is left out."""
    whole = {
        "id": "g-0000000000",
        "title": (
            "By 31 March I open every Tuesday board round by asking the nurse in charge for her concerns"
            " first."
        ),
        "why": "Two foundation doctors wrote in my 360 that they wait for me.",
        "items": ["mlcf/2.3"],
        "actions": [
            action("Ask first on my own round on Tuesday", "2026-11-24"),
            action("Read about board rounds", minutes=95),
        ],
        "support": "The ward sister tells me how it went.",
        "obstacle": "If the round starts late, then I ask at the first bed.",
        "measure": "The sister keeps a tally on three rounds.",
        "review": "2027-03-02",
        "status": "draft",
        "started": "2026-11-01T10:00:00Z",
        "changed": "2026-11-20T10:00:00Z",
        "history": [],
        **fields,
    }
    return {name: value for name, value in whole.items() if value is not None}


def titled(title: str, **fields) -> dict:
    """A goal of which only the title is written."""
    fields = {
        "actions": [],
        "why": None,
        "support": None,
        "obstacle": None,
        "measure": None,
        "review": None,
        **fields,
    }
    return goal(title=title, **fields)


def started(day: int, status: str = "under-way") -> dict:
    return goal(id=f"g-{day:010}", started=f"2026-11-{day:02}T10:00:00Z", status=status)


COURSE = "A course is a booking. What will you do on the Tuesday after it that you do not do now?"
ATTEND = "Being there is a start. What will you say or do there that you do not do now?"
OTHERS = (
    "This needs other people to change. What is your own part, the one you could play if nobody else changed?"
)
SEE = "'{}' is hard to see. What would a colleague see you do that you do not do now?"
KNOW = "'{}' is the first half. Once you do, what will you do with it, and where?"
EXPERIENCE = "'{}' is what is left afterwards. What one thing will you do yourself, and where?"
PART = "'{}' leaves your part open. Which one task will be yours?"
TRAIT = "'{}' belongs to a moment. When did you last need it, and what will you do the next time?"
RESULT = "'{}' is a result that others share in. What will you do towards it yourself, and on which occasion?"
WHERE = "Where and on which occasion will you do this? 'Tuesday board round' beats 'at work'."
FIRST = "What will you do in the next seven days? Name the day and the place."
LEARN = "So far the plan is to learn. What will you do at work, within a week of it, that you do not do now?"
DAY = "On which day will you take the first step? Put it into your diary as well."
WHY = "What tells you that this needs work? Quote a comment, an event with its day, or a figure."
SIGN = "What would another person see or hear if it works? Say who that person is."
CHECK = (
    "Who will notice, or what could you count? 'The ward sister keeps a tally on three rounds' can be"
    " checked."
)
REVIEW = "On which day will you look back at this, and with whom? Three to six months ahead is usual."
FAR = "Your review is more than a year away. Which day within the next six months would do for a first look?"
OBSTACLE = (
    "What will most likely get in the way? Try one sentence: if the round starts late, then I ask at the"
    " first bed."
)
PASSED = (
    "Your review day, 20 November 2026, has passed. What happened? One line is enough; 'not done, because'"
    " counts too."
)
DECIDE = (
    "You have looked back at this goal. Is it reached, changed or stopped, or does it need a new review day?"
)
UNTITLED = "What will you do differently? One sentence is enough, and you can change it later."
MANY = (
    "You have 4 goals under way, and two or three at a time are plenty. Which one could go back to draft"
    " until there is room?"
)
FOUR = [started(day) for day in (1, 2, 3, 4)]

# A goal → the field and the question, or None.
HINTS = {
    "well formed": (goal(), None),
    "well formed and agreed": (goal(status="agreed", obstacle=None), None),
    "nothing written": (titled(""), None),
    "only why is written, from a need": (titled("  ", why="I rated myself low."), None),
    "title passed over for an action": (goal(title=""), ("title", UNTITLED)),
    "title passed over for a measure": (titled("", measure="A tally"), ("title", UNTITLED)),
    "only an empty action": (titled("", actions=[action(" ")]), None),
    # Words that nobody can see.
    "improve": (titled("Improve my communication with theatre staff"), ("title", SEE.format("Improve"))),
    "be better at": (titled("I want to be better at delegating"), ("title", SEE.format("Be better at"))),
    "become a better": (
        titled("Become a better leader on the ward"),
        ("title", SEE.format("Become a better leader")),
    ),
    "work on": (titled("To work on my feedback"), ("title", SEE.format("Work on"))),
    "develop my": (
        titled("By June 2027, I would like to develop my skills"),
        ("title", SEE.format("Develop my")),
    ),
    "learn about": (titled("Learn about NHS finance"), ("title", KNOW.format("Learn about"))),
    "understand": (
        titled("I will understand how the trust is governed"),
        ("title", KNOW.format("Understand")),
    ),
    "gain understanding": (
        titled("My goal is to gain an understanding of coding"),
        ("title", KNOW.format("Gain an understanding")),
    ),
    "gain experience": (
        titled("Gain leadership experience."),
        ("title", EXPERIENCE.format("Gain leadership experience")),
    ),
    "be involved": (
        titled("Be more involved in service development."),
        ("title", PART.format("Be more involved")),
    ),
    "a trait": (titled("Be more assertive"), ("title", TRAIT.format("Be more assertive"))),
    "confidence": (titled("Gain confidence"), ("title", TRAIT.format("Gain confidence"))),
    "effectively": (
        titled("Communicate more effectively with managers"),
        ("title", SEE.format("Communicate more effectively")),
    ),
    "learn how to": (titled("Learn how to chair a meeting"), ("title", KNOW.format("Learn how to"))),
    "a product needs no place": (
        titled("Write the business case for a second nurse by June"),
        ("actions", FIRST),
    ),
    "a result": (titled("Reduce clinic waiting times."), ("title", RESULT.format("Reduce"))),
    "by spring is not a way": (titled("Improve the handover by spring"), ("title", SEE.format("Improve"))),
    "improve, by doing something seen": (
        titled("Improve the handover by asking the night nurse first"),
        ("actions", FIRST),
    ),
    "improve, and then what is seen": (
        titled("Improve handover: at eight I ask the night nurse first"),
        ("actions", FIRST),
    ),
    # Others, courses.
    "get my colleagues to": (titled("Get my colleagues to come to the round on time"), ("title", OTHERS)),
    "get the board to": (titled("Get the board to fund a second nurse"), ("title", OTHERS)),
    "make sure everyone": (titled("Make sure everyone speaks at the huddle"), ("title", OTHERS)),
    "stop others": (titled("Stop the other consultants from cancelling clinics"), ("title", OTHERS)),
    "colleagues should": (titled("The surgical registrars should answer their bleeps"), ("title", OTHERS)),
    "the team brief is no other person": (
        titled("Make the team brief start with the patients"),
        ("title", WHERE),
    ),
    "getting people together is one's own": (
        titled("Get the team together every Friday at eight"),
        ("actions", FIRST),
    ),
    "a course": (titled("Attend a leadership course"), ("title", COURSE)),
    "e-learning": (titled("I will complete the e-learning module on finance by May"), ("title", COURSE)),
    "a course, and then": (
        titled("Go on a coaching course and then coach one trainee each month"),
        ("actions", FIRST),
    ),
    "meetings": (titled("Attend network meetings."), ("title", ATTEND)),
    # Place and occasion.
    "before something is an occasion": (
        titled("Ask the nurse in charge for her concerns before mine"),
        ("actions", FIRST),
    ),
    "at work is no place": (titled("Ask for the quiet voices at work"), ("title", WHERE)),
    "when possible is no occasion": (titled("Give praise whenever possible"), ("title", WHERE)),
    "the occasion stands in an action": (
        titled(
            "Give praise in public", actions=[action("On Tuesday's round, to the night team", "2026-11-24")]
        ),
        ("why", WHY),
    ),
    # Actions.
    "no action": (goal(actions=[]), ("actions", FIRST)),
    "course-only plan": (
        goal(
            actions=[
                action("Book the King's Fund course", "2026-11-24"),
                action("Read the chapter on rounds"),
            ]
        ),
        ("actions", LEARN),
    ),
    "reading out is no reading": (
        goal(actions=[action("Read out the names at the briefing", "2026-11-24")]),
        None,
    ),
    "no day": (goal(actions=[action("Ask first on my own round")]), ("actions", DAY)),
    "first action in eight days": (
        goal(actions=[action("Ask on the round", "2026-12-08"), action("Ask the sister", "2026-12-01")]),
        (
            "actions",
            (
                "Your first step is on 1 December 2026. What small part of it could you do in the next seven"
                " days?"
            ),
        ),
    ),
    "first action in seven days": (goal(actions=[action("Ask the sister", "2026-11-30")]), None),
    "first action done, the next is far": (
        goal(actions=[action("Ask", "2026-11-20", done="2026-11-20"), action("Ask again", "2027-01-05")]),
        None,
    ),
    "an action is overdue": (
        goal(
            actions=[
                action("Ask the sister", "2026-11-22"),
                action(
                    "Watch the geriatrician on a whole round and write down who speaks first", "2026-11-20"
                ),
            ]
        ),
        (
            "actions",
            (
                "'Watch the geriatrician on a whole round and write down who…' was for 20 November 2026. Has"
                " it happened, or does it need a new day?"
            ),
        ),
    ),
    "two overdue, the first first": (
        goal(actions=[action("Ask the sister", "2026-11-20"), action("Ask again", "2026-11-22")]),
        ("actions", "'Ask the sister' was for 20 November 2026. Has it happened, or does it need a new day?"),
    ),
    # Why, measure, review, obstacle.
    "no reason": (goal(why=None), ("why", WHY)),
    "no measure": (goal(measure=" "), ("measure", SIGN)),
    "measure with neither witness nor figure": (goal(measure="Rounds feel calmer"), ("measure", CHECK)),
    "measure with a witness": (goal(measure="The Sister notices"), None),
    "measure with a figure": (goal(measure="Rounds end by 10"), None),
    "measure with a figure in words": (goal(measure="Half of the plans come unprompted"), None),
    "no review date": (goal(review=None), ("review", REVIEW)),
    "review in two years": (goal(review="2028-11-25"), ("review", FAR)),
    "no obstacle": (goal(obstacle=None), ("obstacle", OBSTACLE)),
    # Looking back.
    "review passed, still under way": (goal(status="under-way", review="2026-11-20"), ("reflection", PASSED)),
    "review passed, reflection written": (
        goal(status="under-way", review="2026-11-20", reflection="It held."),
        ("status", DECIDE),
    ),
    "review today": (goal(status="under-way", review="2026-11-23"), None),
    "reached": (
        goal(status="reached"),
        ("reflection", "Well done. What happened, and what will you keep doing without a plan?"),
    ),
    "changed": (goal(status="changed"), ("reflection", "What made you change it? One line is enough.")),
    "stopped": (
        goal(status="stopped"),
        ("reflection", "Why did you stop? One line is enough, and a good reason is a result too."),
    ),
    "closed with a reflection": (titled("Improve", status="stopped", reflection="The rota changed."), None),
}

# All goals and the one that is looked at → the question.
MANY_CASES = {
    "the last of four": (FOUR, 3, ("status", MANY)),
    "the first of four": (FOUR, 0, None),
    "three and a draft": ([*FOUR[:3], started(5, "draft")], 3, None),
    "four and a draft": ([*FOUR, started(5, "draft")], 4, None),
    "four, one stopped": ([*FOUR[:3], started(4, "stopped") | {"reflection": "No time."}], 2, None),
}
KIT_POOR = [
    "Improve my delegation skills. Attend course. By end of year.",
    "Gain leadership experience.",
    "Be more involved in service development.",
    "Improve communication skills with theatre staff.",
    "Reduce clinic waiting times.",
    "Attend network meetings.",
    "Attend a leadership course",
    "Be more assertive",
    "Get the board to fund a second nurse",
]
KIT_BETTER = [
    (
        "At the board round I ask the junior doctor to give the plan first, and I change it only if it is"
        " unsafe."
    ),
    (
        "By 1 March three swaps have gone through the new form without a call to me; the rota co-ordinator"
        " tells me which did not."
    ),
    (
        "I chair the monthly morbidity meeting from May to July, with a consultant keeping a tally of who"
        " speaks."
    ),
    "If I am about to ask for something a third time, then I stop and say what I need and why.",
    (
        "By June I have shown colleagues twelve months of referrals by reason, and two of us have tested"
        " advice-only replies in clinic for four weeks."
    ),
    "Before each board meeting I ring one practice that is not mine and bring what it said.",
    "State my recommendation in the first two minutes of the bed meeting",
    "Put a two-page case to the divisional meeting in June",
    (
        "By 31 March I open every Tuesday board round by asking the nurse in charge and the therapist for"
        " their concerns before I give mine."
    ),
]

HINT = (
    "(cases, now) => cases.map(([goal, goals]) => handbook.goalQuestions.questions.hint(goal, goals,"
    " new Date(now)))"
)


def hints(pure, cases: list) -> list:
    """[(goal, all goals)] → the hint of each, as (field, question) or None."""
    return [found and (found["field"], found["question"]) for found in pure.call(HINT, cases, NOW)]


def check_hints(pure):
    found = hints(pure, [(each, [each]) for each, _ in HINTS.values()])
    assert dict(zip(HINTS, found, strict=True)) == {name: expected for name, (_, expected) in HINTS.items()}
    found = hints(pure, [(goals[at], goals) for goals, at, _ in MANY_CASES.values()])
    assert dict(zip(MANY_CASES, found, strict=True)) == {
        name: expected for name, (*_, expected) in MANY_CASES.items()
    }


def test_the_question_that_helps_most(pure):
    check_hints(pure)
    assert all(expected is None or expected[1].count("?") == 1 for _, expected in HINTS.values())


def test_the_handbooks_own_examples(pure):
    """What the development plan component calls poor is asked about, what it calls better is not."""
    poor = hints(pure, [(titled(title), []) for title in KIT_POOR])
    assert [title for title, found in zip(KIT_POOR, poor, strict=True) if found[0] != "title"] == []
    better = hints(pure, [(titled(title), []) for title in KIT_BETTER])
    assert [
        (title, found) for title, found in zip(KIT_BETTER, better, strict=True) if found != ("actions", FIRST)
    ] == []


QUIET = st.sampled_from(
    ["", " ", "Improve", "I ask first on Tuesday", "Read a book", "The sister counts 3", "$& $1 '?"]
)
DAYS = st.dates(datetime.date(2026, 1, 1), datetime.date(2029, 1, 1)).map(str)
GOALS = st.builds(
    goal,
    title=QUIET,
    why=st.none() | QUIET,
    actions=st.lists(st.builds(action, QUIET, st.none() | DAYS), max_size=3),
    support=st.none() | st.text(max_size=20),
    obstacle=st.none() | QUIET,
    measure=st.none() | QUIET,
    review=st.none() | DAYS,
    reflection=st.none() | QUIET,
    status=st.sampled_from(["draft", "agreed", "under-way", "reached", "changed", "stopped"]),
)


def test_a_hint_never_asks_too_early(pure):
    cases = examples(GOALS, 400)
    for each, found in zip(cases, hints(pure, [(each, [each]) for each in cases]), strict=True):
        written = bool(each["title"].strip())
        if each["status"] in ("reached", "changed", "stopped"):
            assert found is None or (found[0] == "reflection" and not each.get("reflection", "").strip())
        elif found and found[0] in ("why", "measure", "review", "obstacle"):
            assert written, "asks for more before there is a title"
            assert any(every["text"].strip() for every in each["actions"]), (
                "asks for more before there is an action"
            )
        if found and found[0] == "obstacle":
            assert each["why"].strip() and each["measure"].strip() and each["review"]


# ---- Making and changing -----------------------------------------------------------------------------------

ITEM = {
    "id": "mlcf/2.3",
    "code": "2.3",
    "title": "Encouraging Contribution",
    "top": 4,
    "behaviours": [],
}
FRAMEWORK = {
    "id": "mlcf",
    "label": "MLCF",
    "items": [ITEM],
    "scale": {
        "levels": [
            {"value": value, "title": title}
            for value, title in enumerate(["Not yet", "Beginning", "With support", "On my own"], 1)
        ]
    },
}
LONG = "An example " * 100
EVIDENCE = [
    {"id": "e-1", "day": "2026-10-01", "text": "Early"},
    {"id": "e-2", "day": "2026-11-02", "text": "The ward round"},
    {"id": "e-3", "day": "2026-09-01", "text": "Earlier"},
    {"id": "e-4", "text": "Some day"},
]

AIM = "I aim for ‘With support’ (level 3)."

# Of a need, of its answer, of the assessment: what differs, and the reason of the goal.
REASONS = [
    (
        {},
        {},
        {},
        (
            "On 20 November 2026 I rated myself ‘Beginning’ (level 2) for MLCF 2.3 Encouraging Contribution."
            " I aim for ‘With support’ (level 3)."
        ),
    ),
    (
        {"from": "behaviours", "of": 3, "importanceGiven": True},
        {"evidence": EVIDENCE},
        {"finished": "2026-11-22T10:00:00Z"},
        (
            "On 22 November 2026 the middle one of my ratings of 3 behaviours of MLCF 2.3 Encouraging"
            f" Contribution was ‘Beginning’ (level 2). {AIM} It matters a great deal to my role.\nAn example"
            " of 2 November 2026: The ward round"
        ),
    ),
    (
        {"importanceGiven": True},
        {"importance": 3},
        {"ticked": True},
        (
            "On 20 November 2026 I rated myself ‘Beginning’ (level 2) for MLCF 2.3 Encouraging Contribution."
            " I aim for ‘With support’ (level 3). It is among what matters most in my work."
        ),
    ),
    (
        {"from": "behaviours", "of": 1},
        {},
        {},
        (
            "On 20 November 2026 I rated myself ‘Beginning’ (level 2) for one behaviour of MLCF 2.3"
            f" Encouraging Contribution. {AIM}"
        ),
    ),
    (
        {"from": "behaviours", "of": 2},
        {},
        {},
        (
            "On 20 November 2026 the lower of my ratings of two behaviours of MLCF 2.3 Encouraging"
            f" Contribution was ‘Beginning’ (level 2). {AIM}"
        ),
    ),
    (
        {"from": "behaviours", "of": 4},
        {},
        {},
        (
            "On 20 November 2026 the lower of the middle two of my ratings of 4 behaviours of MLCF 2.3"
            f" Encouraging Contribution was ‘Beginning’ (level 2). {AIM}"
        ),
    ),
    (
        {"unconfirmed": True},
        {"evidence": [{"id": "e-1", "day": "2026-11-02", "text": LONG}]},
        {},
        (
            "The rating carried over to my assessment of 20 November 2026, which I have not confirmed yet,"
            " is ‘Beginning’ (level 2) for MLCF 2.3 Encouraging Contribution. I aim for ‘With support’"
            f" (level 3).\nAn example of 2 November 2026: {LONG[:600].rsplit(' ', 1)[0]}…"
        ),
    ),
]


def check_making(pure):
    blank = pure.call("(now) => handbook.goals.goal.blank(new Date(now), () => 0.5)", NOW)
    assert blank == {
        "id": "g-iiiiiiiiii",
        "title": "",
        "items": [],
        "actions": [],
        "status": "draft",
        "started": NOW,
        "changed": NOW,
        "history": [],
    }
    for need, answer, assessment, why in REASONS:
        need = {
            "item": ITEM,
            "rating": 2,
            "aim": 3,
            "from": "rating",
            "of": 0,
            "unconfirmed": False,
            "importance": 3,
            "importanceGiven": False,
            **need,
        }
        assessment = {
            "id": "a-1",
            "changed": "2026-11-20T10:00:00Z",
            "answers": [{"item": "mlcf/1.1"}, {"item": "mlcf/2.3", **answer}],
            **assessment,
        }
        made = pure.call(
            (
                "(need, framework, assessment, now) => handbook.goals.goal.fromNeed(need,"
                " framework, assessment, new Date(now), () => 0.5)"
            ),
            need,
            FRAMEWORK,
            assessment,
            NOW,
        )
        title = "Get better at “Encouraging Contribution”"
        assert made == {**blank, "title": title, "why": why, "items": ["mlcf/2.3"], "assessment": "a-1"}


BEHAVIOURS = [
    {"key": "a1", "text": "Asks the nurse first."},
    {"key": "b2", "text": "GPs are rung on the day."},
]
SAYS = "A colleague could say of me: “{}”"
# The ratings of the behaviours by their keys, whether the item has behaviours, and the measure to begin with.
FIRST_WORDS = [
    ({}, False, None),
    ({}, True, SAYS.format("Asks the nurse first.")),
    ({"a1": 3, "b2": 2}, True, SAYS.format("GPs are rung on the day.")),
    ({"a1": 2, "b2": 2}, True, SAYS.format("Asks the nurse first.")),
    ({"gone": 1}, True, SAYS.format("Asks the nurse first.")),
    ({"b2": None}, True, SAYS.format("Asks the nurse first.")),
]


def check_first_words(pure):
    for ratings, has_behaviours, measure in FIRST_WORDS:
        item = {**ITEM, "behaviours": BEHAVIOURS if has_behaviours else []}
        behaviours = [
            {"key": key, **({"noChance": True} if rating is None else {"rating": rating})}
            for key, rating in ratings.items()
        ]
        answer = {"item": item["id"], **({"behaviours": behaviours} if behaviours else {})}
        assert pure.call("handbook.goals.goal.firstWords", item, answer) == {
            "title": "Get better at “Encouraging Contribution”",
            **({"measure": measure} if measure else {}),
        }


def check_making_on_an_item_and_a_task(pure):
    item = {**ITEM, "behaviours": BEHAVIOURS}
    made = pure.call("(item, now) => handbook.goals.goal.onItem(item, new Date(now), () => 0.5)", item, NOW)
    assert (made["items"], made["title"], made["measure"], made["actions"]) == (
        ["mlcf/2.3"],
        "Get better at “Encouraging Contribution”",
        SAYS.format("Asks the nurse first."),
        [],
    )
    for minutes, more in ((None, {}), (15, {"minutes": 15})):
        action = pure.call(
            "(task, now) => handbook.goals.goal.fromTask(task, new Date(now), () => 0.5)",
            {"do": "Ask one nurse", "minutes": minutes},
            "2026-02-25T10:00:00Z",
        )
        assert action == {"id": "t-iiiiiiiiii", "text": "Ask one nurse", "by": "2026-03-04", **more}


def test_a_goal_begins_with_words_of_its_competency(pure):
    check_first_words(pure)


def test_a_task_becomes_an_action_to_be_done_within_a_week(pure):
    check_making_on_an_item_and_a_task(pure)


def test_a_goal_is_made_from_nothing_and_from_a_need(pure):
    check_making(pure)


def test_what_is_made_fits_the_schema(pure):
    made = pure.call(
        (
            "(now) => handbook.goals.goal.changed(handbook.goals.goal.blank(new Date(now), Math.random),"
            ' "title", "Ask", new Date(now), Math.random)'
        ),
        NOW,
    )
    schema = json.loads((ROOT / "docs/assets/data/my-handbook.schema.json").read_text(encoding="utf-8"))
    document = {
        "format": "clinical-leadership-handbook",
        "version": 5,
        "assessments": [],
        "goals": [made],
        "marks": [],
        "log": [],
        "walks": [],
    }
    assert [error.message for error in jsonschema.Draft202012Validator(schema).iter_errors(document)] == []
    assert schema["$defs"]["goal"]["properties"]["status"]["enum"] == [
        each["value"] for each in pure.call("handbook.goals.goal.STATUSES")
    ]


CHANGED = """(cases) => cases.map((changes) => changes.reduce((goal, [minutes, field, was]) =>
    handbook.goals.goal.changed(goal, field, was === null ? undefined : was,
        new Date(Date.UTC(2026, 10, 23, 10, minutes)), Math.random), {history: []}))"""


def kept(entries: list[dict]) -> list[tuple]:
    return [(each["at"][11:16], each["field"], each["was"]) for each in entries]


def check_history(pure):
    first, over, full = pure.call(
        CHANGED,
        [
            [[0, "title", "A"], [9, "title", "B"], [9, "why", None], [10, "title", "C"]],
            [[30, "title", "A"], [0, "title", "B"]],
            [[11 * each, "why", str(each)] for each in range(510)],
        ],
    )
    assert kept(first["history"]) == [("10:00", "title", "A"), ("10:09", "why", ""), ("10:10", "title", "C")]
    assert first["changed"] == "2026-11-23T10:10:00Z"
    assert kept(over["history"]) == [
        ("10:30", "title", "A"),
        ("10:00", "title", "B"),
    ], "a clock that was put back hides nothing"
    assert [each["was"] for each in full["history"]] == [str(each) for each in range(10, 510)]


def test_earlier_wording_is_kept_once_in_ten_minutes(pure):
    check_history(pure)


def test_history_of_any_changes(pure):
    change = st.tuples(st.integers(0, 25), st.sampled_from(["title", "why"]), st.text(max_size=3))
    cases = [
        [(sum(step for step, *_ in case[: at + 1]), *each[1:]) for at, each in enumerate(case)]
        for case in examples(st.lists(change, min_size=1, max_size=30))
    ]
    for case, made in zip(cases, pure.call(CHANGED, cases), strict=True):
        expected, last = [], {}
        for minutes, field, was in case:
            if field not in last or minutes - last[field] >= 10:
                last[field] = minutes
                expected.append((field, was))
        assert [(each["field"], each["was"]) for each in made["history"]] == expected
        assert len({each["id"] for each in made["history"]}) == len(expected)


# ---- Text for an e-portfolio -------------------------------------------------------------------------------

DATA = {
    "frameworks": [
        FRAMEWORK,
        {"id": "hlm", "label": "HLM", "items": [{"id": "hlm/vision", "title": "Vision"}]},
    ],
    "records": [
        {"id": "coaching", "title": "Coaching", "kind": "Component"},
        {"id": "rounds/s2", "title": "Asking first", "kind": "Session", "in": "Rounds"},
    ],
    "aliases": [],
}
TEXT = (
    "(goals, data, now) => handbook.exportFormats.planText.text(goals, handbook.document.lookup.open(data),"
    " new Date(now))"
)
WHOLE_TEXT = """My development plan
23 November 2026


Goal 1: I ask first on the round.

Why
Two doctors
wrote it.

Competencies
MLCF 2.3 Encouraging Contribution
old/1 (no longer in the handbook)

Actions
1. Ask first
   In the handbook: Asking first (Session, Rounds)
   By 24 November 2026. Time: 1 h 35 min. Done on 24 November 2026.
2. Ask again
3. Ask once more
   In the handbook: old (no longer in the handbook)

Support
The sister

What could get in the way
If late, then first bed.

How I will know
A tally

Review date
2 March 2027

Status
Under way

Reflection
It held.


Goal 2: not yet written

Status
Draft
"""
WHOLE = goal(title="I ask first on the round.", why=" Two doctors\nwrote it. ", items=["mlcf/2.3", "old/1"],
    support="The sister", measure="A tally", obstacle="If late, then first bed.", status="under-way",
    reflection="It held.",
    actions=[action("Ask first", "2026-11-24", minutes=95, done="2026-11-24", record="rounds/s2"),
             action(" "), action("Ask again "), action("Ask once more", record="old")])  # fmt: skip

# A goal and a field → its words as the history keeps them.
KEPT = [
    (WHOLE, "why", " Two doctors\nwrote it. "),
    (WHOLE, "items", "MLCF 2.3 Encouraging Contribution\nold/1 (no longer in the handbook)"),
    (WHOLE, "actions",
     ("Ask first – by 24 November 2026, 1 h 35 min, done on 24 November 2026,"
      " Asking first (Session, Rounds)\nAsk again\nAsk once more – old (no longer in the handbook)")),
    (titled("", actions=[action("", "2026-07-10", minutes=15)]), "actions", "by 10 July 2026, 15 min"),
    (titled("", actions=[]), "actions", ""),
    (titled("", actions=[action("🙂" * 30000)]), "actions", "🙂" * 30000),
    (titled("", actions=[action("🙂" * 15000)] * 2), "actions", "🙂" * 15000 + "…"),
]  # fmt: skip


def check_text(pure):
    assert pure.call(TEXT, [WHOLE, titled("", items=[])], DATA, NOW) == WHOLE_TEXT
    for each, field, words in KEPT:
        assert (
            pure.call(
                "(goal, field, data) => handbook.goals.goal.wordForHistory(goal, field,"
                " handbook.document.lookup.open(data))",
                each,
                field,
                DATA,
            )
            == words
        )
    assert [title for _, title in pure.call("() => [...handbook.goals.goal.FIELDS]")] == TITLES


def test_text_of_a_plan(pure):
    check_text(pure)


def test_text_of_any_plan(pure):
    cases = examples(st.lists(GOALS, max_size=3))
    for goals, text in zip(
        cases,
        pure.call(
            f"(cases, data, now) => cases.map((goals) => ({TEXT})(goals, data, now))", cases, DATA, NOW
        ),
        strict=True,
    ):
        assert text.startswith("My development plan\n23 November 2026\n") and text.endswith("\n")
        assert len(re.findall(r"^Goal \d+: ", text, re.MULTILINE)) == len(goals)
        assert all(
            (each.get(name) or "").strip(JS_SPACE) in text
            for each in goals
            for name in ("title", "why", "support", "measure", "reflection")
        )
        assert "undefined" not in text and "null" not in text


# ---- Calendar ----------------------------------------------------------------------------------------------

CALENDAR = "(events, now) => handbook.exportFormats.calendar.calendar(events, new Date(now))"
EVENT = {
    "uid": "g-0000000000",
    "day": "2026-12-31",
    "title": "Review: ask first; then listen, \\ or not",
    "text": "First line\nSecond line",
    "url": "https://example.org/tools/plan/",
}
WHOLE_CALENDAR = r"""BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Clinical Leadership Handbook//Development plan//EN
METHOD:PUBLISH
BEGIN:VEVENT
UID:g-0000000000@clinical-leadership-handbook
DTSTAMP:20261123T120000Z
DTSTART;VALUE=DATE:20261231
DTEND;VALUE=DATE:20270101
SUMMARY:Review: ask first\; then listen\, \\ or not
DESCRIPTION:First line\nSecond line
URL:https://example.org/tools/plan/
CLASS:PRIVATE
TRANSP:TRANSPARENT
X-MICROSOFT-CDO-BUSYSTATUS:FREE
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:Review: ask first\; then listen\, \\ or not
TRIGGER:-PT15H
END:VALARM
END:VEVENT
BEGIN:VEVENT
UID:x@clinical-leadership-handbook
DTSTAMP:20261123T120000Z
DTSTART;VALUE=DATE:20280229
DTEND;VALUE=DATE:20280301
SUMMARY:Plain
CLASS:PRIVATE
TRANSP:TRANSPARENT
X-MICROSOFT-CDO-BUSYSTATUS:FREE
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:Plain
TRIGGER:-PT15H
END:VALARM
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n")


def unfold(written: bytes) -> list[bytes]:
    return written.replace(b"\r\n ", b"").split(b"\r\n")[:-1]


def check_folding(pure):
    """Byte by byte: 75 octets at most, no character split, and put together again the same."""
    for text in (
        "a" * 300,
        "é" * 150,
        "€" * 100,
        "🙂" * 80,
        "a" + "🙂" * 80,
        "ab€é🙂" * 40,
        "a" * 67,
        "a" * 68,
    ):
        written = pure.call(CALENDAR, [{**EVENT, "title": text}], NOW).encode()
        assert b"SUMMARY:" + text.encode() in unfold(written)
        lines = written.split(b"\r\n")
        assert b"\n" not in b"".join(lines) and b"\r" not in b"".join(lines)
        assert max(map(len, lines)) <= 75
        assert all(line.decode() is not None for line in lines), "a character is split"
    long = [
        len(line)
        for line in pure.call(CALENDAR, [{**EVENT, "title": "a" * 300}], NOW).encode().split(b"\r\n")
        if line.endswith(b"aaa")
    ]
    assert long[:4] == [75, 75, 75, 75], "lines are filled"


def check_calendar(pure):
    plain = {"uid": "x", "day": "2028-02-29", "title": "Plain"}
    assert pure.call(CALENDAR, [EVENT, plain], NOW) == WHOLE_CALENDAR
    assert (
        pure.call(
            CALENDAR, [{**plain, "day": "2101-01-01"}, EVENT, {**plain, "day": "9999-12-31"}, plain], NOW
        )
        == WHOLE_CALENDAR
    ), "days that few calendars know"
    hostile = {
        **plain,
        "uid": "x\r\nX-A:1",
        "title": "a\r\nEND:VEVENT\x00\x07",
        "url": "https://example.org/a b\r\nX-B:1",
    }
    lines = pure.call(CALENDAR, [hostile], NOW).split("\r\n")
    assert [line for line in lines if line.startswith(("UID", "SUMMARY", "URL", "X-A", "X-B"))] == [
        "UID:x\\nX-A:1@clinical-leadership-handbook",
        "SUMMARY:a\\nEND:VEVENT",
        "URL:https://example.org/a%20b%0D%0AX-B:1",
    ]


def test_calendar_file(pure):
    check_calendar(pure)


def test_lines_of_a_calendar_are_folded(pure):
    check_folding(pure)


def test_a_calendar_reads_it_back(pure):
    calendar = icalendar.Calendar.from_ical(pure.call(CALENDAR, [EVENT], NOW))
    assert (calendar["version"], calendar["method"]) == ("2.0", "PUBLISH")
    (event,) = calendar.events
    assert (event.start, event.end) == (datetime.date(2026, 12, 31), datetime.date(2027, 1, 1))
    assert (event["summary"], event["description"], event["transp"]) == (
        EVENT["title"],
        EVENT["text"],
        "TRANSPARENT",
    )
    assert "sequence" not in event
    (alarm,) = event.alarms.times
    assert alarm.trigger == datetime.datetime(2026, 12, 30, 9, 0)


def test_any_text_in_a_calendar(pure):
    cases = examples(
        st.tuples(
            st.text(min_size=1, max_size=90), st.text(st.sampled_from('\\;,:\n\r\tnN"é€🙂a '), max_size=120)
        ),
        200,
    )
    events = [[{**EVENT, "title": title, "text": text}] for title, text in cases]
    for (title, text), written in zip(
        cases,
        pure.call(f"(cases, now) => cases.map((events) => ({CALENDAR})(events, now))", events, NOW),
        strict=True,
    ):
        assert max(map(len, written.encode().split(b"\r\n"))) <= 75
        values = dict(line.decode().split(":", 1) for line in unfold(written.encode())[4:-7])
        for name, given_text in (("SUMMARY", title), ("DESCRIPTION", text)):
            plain = re.sub(r"\r\n?", "\n", re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", "", given_text))
            assert (
                re.sub(r"\\(.)", lambda match: "\n" if match[1] == "n" else match[1], values.get(name, ""))
                == plain
            )
        assert len(icalendar.Calendar.from_ical(written).events) == 1


# ---- ZIP ---------------------------------------------------------------------------------------------------

ZIP = "(files) => handbook.wordFormat.zip.store(files, new Date(2026, 10, 23, 10, 15, 31))"


def opened(archive: bytes) -> zipfile.ZipFile:
    found = zipfile.ZipFile(io.BytesIO(archive))
    assert found.testzip() is None
    return found


def check_zip(pure):
    archive = opened(
        pure.call(ZIP, [{"name": "word/é.xml", "bytes": b"<a/>"}, {"name": "empty", "bytes": b""}])
    )
    assert [
        (each.filename, each.date_time, each.compress_type, each.flag_bits) for each in archive.infolist()
    ] == [
        ("word/é.xml", (2026, 11, 23, 10, 15, 30), zipfile.ZIP_STORED, 0x800),
        ("empty", (2026, 11, 23, 10, 15, 30), zipfile.ZIP_STORED, 0x800),
    ]
    assert archive.read("word/é.xml") == b"<a/>"
    assert opened(pure.call(ZIP, [])).namelist() == []
    for year, kept_year in ((1970, 1980), (2200, 2107)):
        (only,) = opened(
            pure.call(
                "(files, year) => handbook.wordFormat.zip.store(files, new Date(year, 0, 2))",
                [{"name": "a", "bytes": b""}],
                year,
            )
        ).infolist()
        assert only.date_time == (kept_year, 1, 2, 0, 0, 0)


def test_an_archive_that_others_open(pure):
    check_zip(pure)


def test_any_archive(pure):
    name = st.text(
        st.characters(exclude_categories=["Cs"], exclude_characters="\0\\"), min_size=1, max_size=12
    )
    cases = examples(st.dictionaries(name, st.binary(max_size=300), max_size=5))
    archives = pure.call(
        f"(cases) => cases.map({ZIP})",
        [[{"name": name, "bytes": content} for name, content in case.items()] for case in cases],
    )
    for case, archive in zip(cases, archives, strict=True):
        assert {
            each.filename: archive_read
            for each, archive_read in (
                (each, opened(archive).read(each)) for each in opened(archive).infolist()
            )
        } == case


def test_checksums(pure):
    cases = examples(st.binary(max_size=400))
    assert pure.call("(cases) => cases.map(handbook.wordFormat.zip.crc)", cases) == [
        zlib.crc32(case) for case in cases
    ]


# ---- Word --------------------------------------------------------------------------------------------------

PLAN = (
    "(given, data, now) => handbook.wordFormat.word.plan({ ...given, look:"
    " handbook.document.lookup.open(data), now: new Date(now) })"
)
HOSTILE = "]]> <w:p> &amp; </w:t> \u202eRTL שלום\u202c 🙂 \x00\x0b\x1f\ufffe\"' end"
HOSTILE_TEXT = "]]> <w:p> &amp; </w:t> \u202eRTL שלום\u202c 🙂 \"' end"
HISTORY = [
    {"id": "h-1", "at": NOW, "field": "title", "was": "Ask"},
    {"id": "h-2", "at": NOW, "field": "why", "was": ""},
    {"id": "h-3", "at": NOW, "field": "mood", "was": "Low"},
    {"id": "h-4", "at": NOW, "field": "status", "was": "agreed"},
    {"id": "h-5", "at": NOW, "field": "status", "was": "odd"},
    {"id": "h-6", "at": NOW, "field": "review", "was": "2027-03-02"},
    {"id": "h-7", "at": NOW, "field": "review", "was": "soon"},
]
EARLIER = [
    ["Goal", "Ask"],
    ["mood", "Low"],
    ["Status", "Agreed"],
    ["Status", "odd"],
    ["Review date", "2 March 2027"],
    ["Review date", "soon"],
]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def made(pure, goals: list, **given) -> bytes:
    return pure.call(PLAN, {"goals": goals, **given}, DATA, NOW)


def word(archive: bytes):
    return docx.Document(io.BytesIO(archive))


def said(document) -> list[tuple]:
    """The document in order: (style, text) of each paragraph, rows of each table."""
    return [
        (
            [[cell.text for cell in row.cells] for row in each.rows]
            if isinstance(each, docx.table.Table)
            else (each.style.name, each.text)
        )
        for each in document.iter_inner_content()
    ]


WHOLE_PLAN = [
    ("Title", "My development plan"),
    ("Subtitle", "23 November 2026"),
    ("Heading 1", "Goal 1: I ask first on the round."),
    ("Heading 2", "Why"),
    ("Normal", "Two doctors\nwrote it."),
    ("Heading 2", "Competencies"),
    ("Normal", "MLCF 2.3 Encouraging Contribution\nold/1 (no longer in the handbook)"),
    ("Heading 2", "Actions"),
    [
        ["What", "By", "Time", "Done"],
        [
            "Ask first\nIn the handbook: Asking first (Session, Rounds)",
            "24 November 2026",
            "1 h 35 min",
            "24 November 2026",
        ],
        ["Ask again", "", "", ""],
        ["Ask once more\nIn the handbook: old (no longer in the handbook)", "", "", ""],
    ],
    ("Heading 2", "Support"),
    ("Normal", "The sister"),
    ("Heading 2", "What could get in the way"),
    ("Normal", "If late, then first bed."),
    ("Heading 2", "How I will know"),
    ("Normal", "A tally"),
    ("Heading 2", "Review date"),
    ("Normal", "2 March 2027"),
    ("Heading 2", "Status"),
    ("Normal", "Under way"),
    ("Heading 2", "Reflection"),
    ("Normal", "It held."),
    ("Heading 1", "Goal 2: not yet written"),
    ("Heading 2", "Status"),
    ("Normal", "Draft"),
]


def check_word(pure):
    goals = [WHOLE, titled("", items=[])]
    assert said(word(made(pure, goals))) == [*WHOLE_PLAN, ("Last", "")]
    with_more = said(
        word(made(pure, [titled("Ask", items=[], history=HISTORY), titled("", items=[])], history=True))
    )
    assert with_more == [
        *WHOLE_PLAN[:2],
        ("Heading 1", "Goal 1: Ask"),
        *WHOLE_PLAN[-2:],
        ("Heading 2", "Earlier wording"),
        [["Day", "Part", "What it said"], *(["23 November 2026", *each] for each in EARLIER)],
        *WHOLE_PLAN[-3:],
        ("Last", ""),
    ]
    hostile = titled(
        HOSTILE,
        why=HOSTILE,
        items=[HOSTILE],
        actions=[action(HOSTILE)],
        reflection="a\tb\r\nc\rd",
        history=[],
    )
    assert said(word(made(pure, [hostile])))[2:] == [
        ("Heading 1", f"Goal 1: {HOSTILE_TEXT}"),
        ("Heading 2", "Why"),
        ("Normal", HOSTILE_TEXT),
        ("Heading 2", "Competencies"),
        ("Normal", HOSTILE_TEXT + " (no longer in the handbook)"),
        ("Heading 2", "Actions"),
        [["What", "By", "Time", "Done"], [HOSTILE_TEXT, "", "", ""]],
        *WHOLE_PLAN[-2:],
        ("Heading 2", "Reflection"),
        ("Normal", "a\tb\nc\nd"),
        ("Last", ""),
    ]


def check_long_rows(pure):
    """Word shows of a row that stays whole no more than a page has room for."""
    long = "word " * 5000 + "THE END"
    rows = [action("Short"), action(long), action("line\n" * 30)]
    archive = made(pure, [titled("Ask", items=[], actions=rows)])
    table = word(archive).tables[0]
    assert table.rows[2].cells[0].text == long
    assert [row._tr.find(f"{W}trPr/{W}cantSplit") is not None for row in table.rows] == [
        True,
        True,
        False,
        False,
    ]


def test_word_document(pure):
    check_word(pure)


def test_a_row_longer_than_a_page_may_be_parted(pure):
    check_long_rows(pure)


def test_the_document_as_a_whole(pure):
    document = word(made(pure, [WHOLE]))
    properties, (section,) = document.core_properties, document.sections
    assert (properties.title, properties.author, properties.language) == ("My development plan", "", "en-GB")
    assert properties.created == datetime.datetime.fromisoformat(NOW)
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    footer = section.footer.paragraphs[0]
    assert footer.text == "My development plan\tPage  of "
    assert [field.get(W + "instr") for field in footer._p.iter(W + "fldSimple")] == [" PAGE ", " NUMPAGES "]
    assert all(
        document.styles[name].paragraph_format.keep_with_next
        for name in ("Title", "Heading 1", "Heading 2", "Table heading")
    )
    (language,) = document.styles.element.iter(W + "lang")
    assert language.get(W + "val") == "en-GB"
    (table,) = document.tables
    assert [len(row._tr.findall(f"{W}trPr/{W}tblHeader")) for row in table.rows] == [1, 0, 0, 0]
    assert (
        sum(column.width for column in table.columns)
        == section.page_width - section.left_margin - section.right_margin
    )


# Children in the order of the schema of ECMA-376, part 1, as far as they are used here.
ORDER = {
    "pPr": ["pStyle", "keepNext", "keepLines", "pBdr", "tabs", "spacing", "ind", "outlineLvl"],
    "rPr": ["rFonts", "b", "bCs", "color", "sz", "szCs", "lang"],
    "tblPr": ["tblStyle", "tblW", "tblBorders", "tblLayout", "tblCellMar", "tblLook", "tblCaption"],
    "tblBorders": ["top", "left", "bottom", "right", "insideH", "insideV"],
    "tblCellMar": ["top", "left", "bottom", "right"],
    "tbl": ["tblPr", "tblGrid", "tr"],
    "sectPr": ["footerReference", "pgSz", "pgMar"],
    "style": ["name", "basedOn", "next", "qFormat", "pPr", "rPr", "tblPr", "tblStylePr"],
    "settings": ["zoom", "compat", "themeFontLang"],
}


def test_the_package_is_whole(pure):
    archive = opened(made(pure, [WHOLE], history=True))
    parts = {name: etree.fromstring(archive.read(name)) for name in archive.namelist()}
    assert archive.namelist()[0] == "[Content_Types].xml"
    types = parts["[Content_Types].xml"]
    typed = {each.get("PartName") for each in types if each.get("PartName")}
    assert typed == {"/" + name for name in parts if not name.endswith((".rels", "[Content_Types].xml"))}
    for name in [name for name in parts if name.endswith(".rels")]:
        base = name.split("_rels/")[0]
        assert len({each.get("Id") for each in parts[name]}) == len(parts[name])
        assert [
            base + each.get("Target") for each in parts[name] if base + each.get("Target") not in parts
        ] == []
    related = {each.get("Id"): each.get("Target") for each in parts["word/_rels/document.xml.rels"]}
    used = [
        value
        for each in parts["word/document.xml"].iter()
        for key, value in each.attrib.items()
        if key.endswith("/relationships}id")
    ]
    assert [related[each] for each in used] == ["footer1.xml"]
    for name in ("word/document.xml", "word/styles.xml", "word/settings.xml", "word/footer1.xml"):
        for each in parts[name].iter():
            order = ORDER.get(etree.QName(each).localname)
            if order:
                places = [order.index(etree.QName(child).localname) for child in each]
                assert places == sorted(places), f"{name}: {etree.tostring(each)}"
    styles = {each.get(W + "styleId") for each in parts["word/styles.xml"].iter(W + "style")}
    assert {
        each.get(W + "val")
        for tag in ("pStyle", "tblStyle", "basedOn", "next")
        for part in parts.values()
        for each in part.iter(W + tag)
    } <= styles


def in_xml(text: str) -> str:
    """Text as it comes back: trimmed, with plain line breaks, without what XML does not allow."""
    return re.sub(
        r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]",
        "",
        re.sub(r"\r\n?", "\n", text.strip(JS_SPACE)),
    )


def test_any_text_in_a_document(pure):
    cases = examples(
        st.tuples(st.text(max_size=60), st.text(st.sampled_from("ab <>&\"'\t\n\r\x0b\ufffe🙂é"), max_size=40))
    )
    calls = [{"goals": [titled(title, items=[], reflection=text)]} for title, text in cases]
    archives = pure.call(
        f"(cases, data, now) => cases.map((given) => ({PLAN})(given, data, now))", calls, DATA, NOW
    )
    for (title, text), archive in zip(cases, archives, strict=True):
        clean = in_xml(text)
        found = [each for each in said(word(archive)) if isinstance(each, tuple)]
        after = next((at for at, each in enumerate(found) if each == ("Heading 2", "Reflection")), None)
        assert (after is None) == (not text.strip(JS_SPACE))
        if after:
            assert [words for _, words in found[after + 1 : -1]] == re.split(r"\n[ \t\n]*\n", clean)
        if title.strip(JS_SPACE):
            assert ("Heading 1", "Goal 1: " + in_xml(title)) in found


def test_the_same_plan_is_the_same_file(pure):
    assert made(pure, [WHOLE]) == made(pure, [WHOLE])


def test_a_plan_of_twenty_goals_has_all_of_them(pure):
    actions = [action(f"Ask first on round {number}", "2026-11-24") for number in range(10)]
    goals = [
        {**WHOLE, "title": f"Goal of round {number}", "history": HISTORY, "actions": actions}
        for number in range(20)
    ]
    text = said(word(made(pure, goals)))
    assert [each for each in text if isinstance(each, tuple) and each[0] == "Heading 1"] == [
        ("Heading 1", f"Goal {number + 1}: Goal of round {number}") for number in range(20)
    ]
    assert str(text).count("Ask first on round 9") == 20


# ---- All of it ---------------------------------------------------------------------------------------------


def test_every_branch_ran(chromium):
    pure = Pure(chromium, NAMES)
    for check in (
        check_hints,
        check_making,
        check_first_words,
        check_making_on_an_item_and_a_task,
        check_history,
        check_text,
        check_calendar,
        check_folding,
        check_zip,
        check_word,
        check_long_rows,
    ):
        check(pure)
    assert {name: pure.uncovered(name) for name in OWN} == {name: [] for name in OWN}
