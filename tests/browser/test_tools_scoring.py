"""What an assessment says (profile.js), carrying it to another framework (carry.js), and its table
(csv.js)."""

from __future__ import annotations

import csv
import io
import itertools
import random

import pytest
import runs
from built import book
from hypothesis import HealthCheck, Phase, given, settings, strategies as st
from script_calls import FOLDER, Pure

from macros.addresses.urls import Urls
from macros.curriculum.crosswalks import build_explorer_data
from macros.tools.data import build_tool_data

pytestmark = pytest.mark.browser

SCRIPTS = [
    "document/days",
    "document/schema",
    "document/format",
    "scoring/profile",
    "transfer/carrying_over",
    "transfer/spreadsheet",
]


# ---- A small handbook --------------------------------------------------------------------------------------


def levels(first: int, *titles: str) -> list[dict]:
    return [
        {"value": value, "title": title, "meaning": f"{title} means this."}
        for value, title in enumerate(titles, first)
    ]


OWN = levels(1, "Not yet", "With support", "On my own", "Helping others do it")
LQF = levels(
    0,
    "Absent or harmful",
    "Shown when it is easy",
    "Shown day to day",
    "Shown under pressure",
    "Spreads to others",
)
HLM = levels(1, "Essential", "Proficient", "Strong", "Exemplary")
LONG = levels(1, *(f"Step {number}" for number in range(1, 10)))


def offer(record: str, via: str = "") -> dict:
    return {"record": record, "via": via}


def pair(origin: str, target: str, relation: str, confidence: str) -> dict:
    return {
        "origin": origin,
        "target": target,
        "relation": relation,
        "confidence": confidence,
        "reason": "Why.",
    }


def keys(item: dict) -> list[str]:
    """The keys of an item's behaviours."""
    return [behaviour["key"] for behaviour in item["behaviours"]]


def item(id: str, title: str, domain: str = "", top: int = 4, behaviours: int = 0, **more) -> dict:
    code = id.split("/")[1].upper()
    made = {
        "id": id,
        "code": code,
        "title": title,
        "domain": domain,
        "top": top,
        "topKnown": True,
        "levels": [],
        "offers": [],
        "behaviours": [
            {"key": f"b{number}", "text": f"Does thing {number}"} for number in range(1, behaviours + 1)
        ],
    }
    return made | more


def framework(id: str, scale: list[dict], domains: dict[str, str], items: list[dict]) -> dict:
    return {
        "id": id,
        "label": id.upper(),
        "title": f"The {id.upper()}",
        "edition": 2010,
        "aim": scale[-2]["value"],
        "scale": {"levels": scale},
        "domains": [
            {
                "id": key,
                "code": key.rpartition("/")[2],
                "title": title,
                "items": [each["id"] for each in items if each["domain"] == key],
            }
            for key, title in domains.items()
        ],
        "items": items,
    }


# The levels that MLCF items have are columns by grade and not steps of the scale; those of the HLM are steps
# of its scale.
GRADES = levels(1, "Foundation and core", "Specialty trainee", "Consultant or GP in post")
RECORDS = [{"id": id, "title": id} for id in ("coaching", "feedback", "leading-self/s2")]
DATA = {
    "frameworks": [
        framework(
            "mlcf",
            OWN,
            {"mlcf/1": "Personal qualities", "mlcf/2": "Working with others"},
            [
                item(
                    "mlcf/1.1",
                    "Self awareness",
                    "mlcf/1",
                    behaviours=4,
                    levels=GRADES,
                    offers=[
                        offer("coaching"),
                        offer("gone"),
                        offer("feedback", "lqf/pq2"),
                        offer("leading-self/s2", "skill"),
                    ],
                ),
                item("mlcf/1.2", "Managing yourself", "mlcf/1", behaviours=2),
                item("mlcf/2.1", "Networks", "mlcf/2"),
                item("mlcf/2.2", "Relationships", "mlcf/2"),
                item("mlcf/2.3", "Encouraging contribution", "mlcf/2"),
            ],
        ),
        framework(
            "lqf",
            LQF,
            {"lqf/pq": "Personal Qualities", "lqf/sd": "Setting Direction"},
            [
                item("lqf/pq1", "Self belief", "lqf/pq"),
                item("lqf/pq2", "Self awareness", "lqf/pq", top=3),
                item("lqf/pq3", "Self management", "lqf/pq", top=3),
                item("lqf/sd1", "Seizing the future", "lqf/sd", topKnown=False),
                item("lqf/sd2", "Intellectual flexibility", "lqf/sd", topKnown=False),
            ],
        ),
        framework(
            "hlm",
            HLM,
            {"": ""},
            [item("hlm/1", "Shared purpose", levels=HLM), item("hlm/2", "Leading with care", levels=HLM)],
        ),
        framework(
            "clcf",
            OWN,
            {"clcf/1": "Personal qualities"},
            [
                item("clcf/1.1", "Self awareness", "clcf/1"),
                item("clcf/1.2", "Managing yourself", "clcf/1"),
                item("clcf/1.3", "Learning", "clcf/1"),
                item("clcf/1.4", "Integrity", "clcf/1"),
            ],
        ),
        framework(
            "lf",
            OWN,
            {"": ""},
            [
                item("lf/1", "Self awareness"),
                item("lf/2", "Managing yourself"),
                item("lf/3", "Vision"),
                item("lf/4", "Contribution"),
            ],
        ),
        framework(
            "lone",
            LONG,
            {"": ""},
            [item("lone/a", "Alone", top=9), item("lone/b", "Also alone", top=9, code="")],
        ),
    ],
    "records": RECORDS,
    "crosswalks": [
        {
            "id": "mlcf--lqf",
            "origin": "mlcf",
            "target": "lqf",
            "url": "crosswalks/mlcf--lqf/",
            "by": "The handbook's own proposal",
            "pairs": [
                pair("mlcf/1.1", "lqf/pq2", "closeMatch", "high"),
                pair("mlcf/1.1", "lqf/pq1", "relatedMatch", "medium"),
                pair("mlcf/1.2", "lqf/pq3", "narrowMatch", "medium"),
                pair("mlcf/2.1", "lqf/pq3", "broadMatch", "medium"),
                pair("mlcf/1.1", "lqf/pq3", "closeMatch", "low"),
                pair("mlcf/2.1", "lqf/sd1", "closeMatch", "medium"),
                pair("mlcf/2.2", "lqf/sd1", "exactMatch", "high"),
            ],
            "unmapped": [{"item": "mlcf/2.3", "reason": "No quality is about this."}],
        },
        {
            "id": "mlcf--hlm",
            "origin": "mlcf",
            "target": "hlm",
            "url": "crosswalks/mlcf--hlm/",
            "by": "The handbook's own proposal",
            "pairs": [
                pair("mlcf/1.1", "hlm/1", "exactMatch", "high"),
                pair("mlcf/2.1", "hlm/2", "closeMatch", "medium"),
            ],
            "unmapped": [],
        },
        {
            "id": "mlcf--clcf",
            "origin": "mlcf",
            "target": "clcf",
            "url": "crosswalks/mlcf--clcf/",
            "by": "Published mapping",
            "pairs": [
                pair("mlcf/1.1", "clcf/1.1", "exactMatch", "high"),
                pair("mlcf/1.2", "clcf/1.2", "closeMatch", "high"),
                pair("mlcf/2.1", "clcf/1.2", "closeMatch", "medium"),
                pair("mlcf/2.2", "clcf/1.2", "relatedMatch", "high"),
                pair("mlcf/2.2", "clcf/1.4", "exactMatch", "high"),
                pair("mlcf/2.3", "clcf/1.4", "closeMatch", "high"),
            ],
            "unmapped": [],
        },
        {
            "id": "lf--mlcf",
            "origin": "lf",
            "target": "mlcf",
            "url": "crosswalks/lf--mlcf/",
            "by": "Published mapping",
            "pairs": [
                pair("lf/1", "mlcf/1.1", "exactMatch", "high"),
                pair("lf/2", "mlcf/1.2", "exactMatch", "medium"),
                pair("lf/3", "mlcf/2.2", "broadMatch", "high"),
                pair("lf/3", "mlcf/2.1", "closeMatch", "high"),
                pair("lf/4", "mlcf/2.2", "closeMatch", "low"),
                pair("lf/4", "mlcf/2.3", "exactMatch", "high"),
            ],
            "unmapped": [],
        },
    ],
}
FRAMEWORKS = {each["id"]: each for each in DATA["frameworks"]}
ITEMS = {each["id"]: each for framework in DATA["frameworks"] for each in framework["items"]}


def assessed(of: str, answers: dict, **more) -> dict:
    """An assessment with `of`; answers are given by the end of the item's id, as a dict, a rating, or None
    for "no chance"."""
    made = {
        "id": "a-0123456789",
        "framework": of,
        "edition": 2010,
        "depth": "quick",
        "aim": FRAMEWORKS[of]["aim"],
        "started": "2026-11-23T10:15:30Z",
        "changed": "2026-11-23T10:15:30Z",
        "answers": [{"item": f"{of}/{end}"} | said(answer) for end, answer in answers.items()],
    }
    return made | more


def said(answer) -> dict:
    if answer is None:
        return {"noChance": True}
    return {"rating": answer} if isinstance(answer, int) else answer


def examples(number: int, undated: int = 0) -> list[dict]:
    return [
        {"id": f"e-{at:010}", "text": "What I did"} | ({"day": "2026-11-01"} if at < number else {})
        for at in range(number + undated)
    ]


def of_behaviours(*answers) -> dict:
    return {"behaviours": [{"key": f"b{number}"} | said(answer) for number, answer in enumerate(answers, 1)]}


CARRIED = {"from": ["lqf/pq2"], "sure": "likely"}


@pytest.fixture(scope="module")
def pure(chromium):
    running = Pure(chromium, SCRIPTS, count=False)
    yield running
    running.close()


def named(cases):
    """The cases of a list by name, for pytest."""
    return pytest.mark.parametrize("case", cases, ids=[case[0] for case in cases])


# ---- The rating of an item ---------------------------------------------------------------------------------

# name, answer, item, (value, no chance, from, behaviours rated)
RATINGS = [
    ("no answer", None, "mlcf/1.1", (None, False, None, 0)),
    ("an answer with evidence only", {"evidence": examples(1)}, "mlcf/1.1", (None, False, None, 0)),
    ("a rating", {"rating": 2}, "mlcf/1.1", (2, False, "rating", 0)),
    ("level 0 is a rating", {"rating": 0}, "lqf/pq2", (0, False, "rating", 0)),
    ("no chance", {"noChance": True}, "mlcf/1.1", (None, True, "rating", 0)),
    (
        "no chance goes before behaviours",
        {"noChance": True} | of_behaviours(1),
        "mlcf/1.1",
        (None, True, "rating", 1),
    ),
    (
        "a rating goes before behaviours",
        {"rating": 4} | of_behaviours(1, 1, 1),
        "mlcf/1.1",
        (4, False, "rating", 3),
    ),
    ("one behaviour", of_behaviours(3), "mlcf/1.1", (3, False, "behaviours", 1)),
    ("three behaviours: the middle", of_behaviours(4, 1, 2), "mlcf/1.1", (2, False, "behaviours", 3)),
    ("two behaviours: the lower", of_behaviours(4, 1), "mlcf/1.1", (1, False, "behaviours", 2)),
    (
        "four behaviours: the lower of the middle two",
        of_behaviours(4, 2, 3, 1),
        "mlcf/1.1",
        (2, False, "behaviours", 4),
    ),
    (
        "no chance for some behaviours leaves them out",
        of_behaviours(None, 4, None, 3),
        "mlcf/1.1",
        (3, False, "behaviours", 2),
    ),
    ("no chance for each behaviour", of_behaviours(None, None), "mlcf/1.1", (None, True, "behaviours", 0)),
    ("behaviours without an answer do not count", of_behaviours({}, {}), "mlcf/1.1", (None, False, None, 0)),
    ("levels are compared as numbers", of_behaviours(10, 9, 2), "lone/a", (9, False, "behaviours", 3)),
    ("above the item's top counts as the top", {"rating": 4}, "lqf/pq2", (3, False, "rating", 0)),
    ("behaviours above the item's top too", of_behaviours(4, 4), "lqf/pq2", (3, False, "behaviours", 2)),
    (
        "behaviours whose words have changed count",
        {"behaviours": [{"key": "gone", "rating": 2}]},
        "mlcf/1.1",
        (2, False, "behaviours", 1),
    ),
    (
        "behaviours outdo what is carried and not confirmed",
        {"rating": 4, "carried": CARRIED} | of_behaviours(2),
        "mlcf/1.1",
        (2, False, "behaviours", 1),
    ),
    (
        "so do those with no chance",
        {"rating": 4, "carried": CARRIED} | of_behaviours(None),
        "mlcf/1.1",
        (None, True, "behaviours", 0),
    ),
    (
        "a rating that is carried and nothing else",
        {"rating": 4, "carried": CARRIED},
        "mlcf/1.1",
        (4, False, "rating", 0),
    ),
]


def rate(pure, case):
    _, answer, id, _ = case
    says = pure.call("handbook.scoring.profile.rating", answer, ITEMS[id])
    return says["value"], says["noChance"], says["from"], says["of"]


@named(RATINGS)
def test_rating(pure, case):
    assert rate(pure, case) == case[-1]


# ---- What to work on ---------------------------------------------------------------------------------------

# name, framework, answers, more of the assessment, [(item, rating, gap, score, tie)]
NEEDS = [
    ("nothing answered", "mlcf", {}, {}, []),
    ("at the aim is no need", "mlcf", {"1.1": 3, "1.2": 4}, {}, []),
    ("no chance is never a need", "mlcf", {"1.1": None, "1.2": {"noChance": True, "importance": 3}}, {}, []),
    (
        "importance times gap",
        "mlcf",
        {
            "1.1": {"rating": 1, "importance": 1},
            "1.2": {"rating": 2, "importance": 3},
            "2.1": {"rating": 1, "importance": 2},
        },
        {},
        [("2.1", 1, 2, 4, None), ("1.2", 2, 1, 3, None), ("1.1", 1, 2, 2, None)],
    ),
    (
        "importance not said counts as the middle",
        "mlcf",
        {"1.1": {"rating": 2, "importance": 1}, "1.2": 2, "2.1": {"rating": 2, "importance": 3}},
        {},
        [("2.1", 2, 1, 3, None), ("1.2", 2, 1, 2, None), ("1.1", 2, 1, 1, None)],
    ),
    (
        "a tie by importance",
        "mlcf",
        {
            "1.1": {"rating": 1, "importance": 2},
            "2.3": {"rating": 1, "importance": 2},
            "2.2": {"rating": 3, "importance": 3},
        },
        {"aim": 4},
        [
            ("1.1", 1, 3, 6, None),
            ("2.3", 1, 3, 6, None),
            ("2.2", 3, 1, 3, None),
        ],
    ),
    (
        "a tie between more important and further off",
        "mlcf",
        {"1.1": {"rating": 1, "importance": 2}, "2.3": {"rating": 2, "importance": 3}},
        {"aim": 4},
        [
            (
                "2.3",
                2,
                2,
                6,
                "Level with 1.1 Self awareness; put first because you said it matters more to your role.",
            ),
            (
                "1.1",
                1,
                3,
                6,
                (
                    "Level with 2.3 Encouraging contribution; put after that one because you said this one"
                    " matters less to your role."
                ),
            ),
        ],
    ),
    (
        "a tie with importance said of the first only",
        "mlcf",
        {"1.1": 1, "2.3": {"rating": 2, "importance": 3}},
        {"aim": 4},
        [
            (
                "2.3",
                2,
                2,
                6,
                (
                    "Level with 1.1 Self awareness; put first because you have not said how much 1.1 Self"
                    " awareness matters to your role, so it counts as quite a lot."
                ),
            ),
            (
                "1.1",
                1,
                3,
                6,
                (
                    "Level with 2.3 Encouraging contribution; put after that one because you have not said"
                    " how much 1.1 Self awareness matters to your role, so it counts as quite a lot."
                ),
            ),
        ],
    ),
    (
        "what matters most was ticked",
        "mlcf",
        {"1.1": 1, "2.3": {"rating": 3, "importance": 3}},
        {"aim": 4, "ticked": True},
        [("2.3", 3, 1, 3, None), ("1.1", 1, 3, 6, None)],
    ),
    (
        "what matters only a little can wait, however far it is from the aim",
        "mlcf",
        {"1.1": {"rating": 1, "importance": 1}, "2.3": {"rating": 3, "importance": 2}, "2.2": 3},
        {"aim": 4},
        [("2.2", 3, 1, 2, None), ("2.3", 3, 1, 2, None), ("1.1", 1, 3, 3, None)],
    ),
    (
        "a tie by dated examples",
        "mlcf",
        {"1.1": {"rating": 2, "evidence": examples(2)}, "1.2": {"rating": 2, "evidence": examples(1)}},
        {},
        [
            (
                "1.2",
                2,
                1,
                2,
                "Level with 1.1 Self awareness; put first because you have fewer dated examples of it.",
            ),
            (
                "1.1",
                2,
                1,
                2,
                (
                    "Level with 1.2 Managing yourself; put after that one because you have more dated"
                    " examples of this one."
                ),
            ),
        ],
    ),
    (
        "examples without a day do not count",
        "mlcf",
        {"1.1": {"rating": 2, "evidence": examples(0, undated=3)}, "1.2": 2},
        {},
        [
            ("1.1", 2, 1, 2, None),
            ("1.2", 2, 1, 2, None),
        ],
    ),
    (
        "a tie between importance said and not said of the same weight",
        "mlcf",
        {"1.2": {"rating": 2, "importance": 2}, "1.1": 2},
        {},
        [
            ("1.1", 2, 1, 2, None),
            ("1.2", 2, 1, 2, None),
        ],
    ),
    (
        "a tie of three, each for its own reason",
        "mlcf",
        {
            "1.1": {"rating": 1, "importance": 2, "evidence": examples(1)},
            "2.2": {"rating": 1, "importance": 2},
            "2.3": {"rating": 2, "importance": 3},
        },
        {"aim": 4},
        [
            (
                "2.3",
                2,
                2,
                6,
                "Level with 2.2 Relationships; put first because you said it matters more to your role.",
            ),
            (
                "2.2",
                1,
                3,
                6,
                (
                    "Level with 2.3 Encouraging contribution; put after that one because you said this one"
                    " matters less to your role."
                ),
            ),
            (
                "1.1",
                1,
                3,
                6,
                (
                    "Level with 2.2 Relationships; put after that one because you have more dated examples of"
                    " this one."
                ),
            ),
        ],
    ),
    (
        "two ties side by side",
        "mlcf",
        {"1.1": 1, "1.2": 1, "2.1": 2, "2.2": 2},
        {},
        [
            ("1.1", 1, 2, 4, None),
            ("1.2", 1, 2, 4, None),
            ("2.1", 2, 1, 2, None),
            ("2.2", 2, 1, 2, None),
        ],
    ),
    (
        "level 0 is the furthest off",
        "lqf",
        {"pq1": 1, "pq2": 0, "sd1": 2},
        {},
        [("PQ2", 0, 3, 6, None), ("PQ1", 1, 2, 4, None), ("SD1", 2, 1, 2, None)],
    ),
    (
        "the aim stops at the item's top",
        "lqf",
        {"pq1": 3, "pq2": 3, "pq3": 2},
        {"aim": 4},
        [
            ("PQ1", 3, 1, 2, None),
            ("PQ3", 2, 1, 2, None),
        ],
    ),
    ("the lowest level is no aim", "lqf", {"pq1": 0, "pq2": 1}, {"aim": 0}, [("PQ1", 0, 1, 2, None)]),
    (
        "what is no level of the scale is no answer",
        "mlcf",
        {"1.1": 0, "1.2": 2},
        {},
        [("1.2", 2, 1, 2, None)],
    ),
    (
        "answers to items of elsewhere are passed over",
        "mlcf",
        {"9.9": 1, "1.2": 2},
        {},
        [("1.2", 2, 1, 2, None)],
    ),
    (
        "behaviours give the rating",
        "mlcf",
        {"1.1": of_behaviours(1, 2, 3, 4), "1.2": of_behaviours(None, None)},
        {"depth": "full"},
        [("1.1", 2, 1, 2, None)],
    ),
]


def need(pure, case):
    _, of, answers, more, _ = case
    found = pure.call("handbook.scoring.profile.needs", FRAMEWORKS[of], assessed(of, answers, **more))
    assert [each["place"] for each in found] == list(range(1, len(found) + 1))
    return [(each["item"]["code"], each["rating"], each["gap"], each["score"], each["tie"]) for each in found]


@named(NEEDS)
def test_needs(pure, case):
    assert need(pure, case) == case[-1]


UNSAID = " You have not said how much it matters to your role, so it counts as quite a lot."

# name, framework, answers (the first need is asked for), more of the assessment, sentence
REASONS = [
    (
        "a rating and its importance",
        "mlcf",
        {"1.1": {"rating": 1, "importance": 3}},
        {},
        (
            "You rated it ‘Not yet’ (level 1) and you aim for ‘On my own’ (level 3): two levels up. You said"
            " it matters a great deal to your role."
        ),
    ),
    (
        "ticked among what matters most",
        "mlcf",
        {"1.1": {"rating": 1, "importance": 3}},
        {"ticked": True},
        "You rated it ‘Not yet’ (level 1) and you aim for ‘On my own’ (level 3): two levels up. You ticked it"
        " among what matters most in your work.",
    ),
    (
        "not ticked among what matters most",
        "mlcf",
        {"1.1": 2, "1.2": {"rating": 3, "importance": 3}},
        {"ticked": True},
        "You rated it ‘With support’ (level 2) and you aim for ‘On my own’ (level 3): one level up. You did"
        " not tick it among what matters most in your work.",
    ),
    (
        "ticked where other weights were given before",
        "mlcf",
        {"1.1": {"rating": 1, "importance": 3}, "1.2": {"rating": 3, "importance": 1}},
        {"ticked": True},
        "You rated it ‘Not yet’ (level 1) and you aim for ‘On my own’ (level 3): two levels up. You said it"
        " matters a great deal to your role.",
    ),
    (
        "importance 1",
        "mlcf",
        {"1.1": {"rating": 2, "importance": 1}},
        {},
        (
            "You rated it ‘With support’ (level 2) and you aim for ‘On my own’ (level 3): one level up. You"
            " said it matters a little to your role."
        ),
    ),
    (
        "importance not said",
        "mlcf",
        {"1.1": 2},
        {},
        "You rated it ‘With support’ (level 2) and you aim for ‘On my own’ (level 3): one level up." + UNSAID,
    ),
    (
        "one behaviour",
        "mlcf",
        {"1.1": of_behaviours(None, 2)},
        {"depth": "full"},
        "You rated one of its behaviours ‘With support’ (level 2) and you aim for ‘On my own’ (level 3): one"
        " level up." + UNSAID,
    ),
    (
        "two behaviours",
        "mlcf",
        {"1.1": of_behaviours(2, None, 4)},
        {"depth": "full"},
        "The lower of your ratings of two behaviours is ‘With support’ (level 2) and you aim for ‘On my own’"
        " (level 3): one level up." + UNSAID,
    ),
    (
        "an odd number of behaviours",
        "mlcf",
        {"1.1": of_behaviours(1, 2, 4, None)},
        {"depth": "full"},
        "The middle one of your ratings of 3 behaviours is ‘With support’ (level 2) and you aim for ‘On my"
        " own’ (level 3): one level up." + UNSAID,
    ),
    (
        "an even number of behaviours",
        "mlcf",
        {"1.1": of_behaviours(1, 2, 4, 4)},
        {"depth": "full"},
        "The lower of the middle two of your ratings of 4 behaviours is ‘With support’ (level 2) and you aim"
        " for ‘On my own’ (level 3): one level up." + UNSAID,
    ),
    (
        "carried over",
        "mlcf",
        {"1.1": {"rating": 2, "carried": CARRIED}},
        {},
        "The rating carried over, which you have not confirmed yet, is ‘With support’ (level 2) and you aim"
        " for ‘On my own’ (level 3): one level up." + UNSAID,
    ),
    (
        "carried over, with a behaviour rated since",
        "mlcf",
        {"1.1": {"rating": 3, "carried": CARRIED} | of_behaviours(2)},
        {"depth": "full"},
        "You rated one of its behaviours ‘With support’ (level 2) and you aim for ‘On my own’ (level 3): one"
        " level up." + UNSAID,
    ),
    (
        "an aim at the top of the item",
        "lqf",
        {"pq2": 1},
        {"aim": 4},
        "You rated it ‘Shown when it is easy’ (level 1) and you aim for ‘Shown under pressure’ (level 3), its"
        " highest level: two levels up." + UNSAID,
    ),
    (
        "a top that is not verified",
        "lqf",
        {"sd1": 0},
        {"aim": 4},
        "You rated it ‘Absent or harmful’ (level 0) and you aim for ‘Spreads to others’ (level 4): four"
        " levels up. Whether it has a level that high has not been verified." + UNSAID,
    ),
    (
        "a top that is not verified, and an aim below it",
        "lqf",
        {"sd1": 1},
        {},
        "You rated it ‘Shown when it is easy’ (level 1) and you aim for ‘Shown under pressure’ (level 3): two"
        " levels up." + UNSAID,
    ),
    (
        "a long way on a long scale",
        "lone",
        {"a": 1},
        {},
        "You rated it ‘Step 1’ (level 1) and you aim for ‘Step 8’ (level 8): 7 levels up." + UNSAID,
    ),
]


def reason(pure, case):
    _, of, answers, more, _ = case
    return pure.call(
        "(...args) => handbook.scoring.profile.needs(...args)[0].why",
        FRAMEWORKS[of],
        assessed(of, answers, **more),
    )


@named(REASONS)
def test_why(pure, case):
    assert reason(pure, case) == case[-1]


# ---- The rest of the profile -------------------------------------------------------------------------------

CODES = (
    "(...args) => handbook.scoring.profile.{}(...args).map((each) => [each.item.code, ...{}.map((field) =>"
    " each[field])])"
)
FULL = {"depth": "full"}

# name, expression, framework, answers, more of the assessment, what comes of it
PROFILES = [
    ("a profile of nothing wants half of all", "handbook.scoring.profile.missing", "mlcf", {}, {}, 3),
    (
        "what there was no chance to show is an answer to a profile",
        "handbook.scoring.profile.missing",
        "mlcf",
        {"1.1": 2, "1.2": None},
        {},
        1,
    ),
    (
        "a profile of more than half wants no more",
        "handbook.scoring.profile.missing",
        "mlcf",
        {"1.1": 2, "1.2": 2, "2.1": 3, "2.2": 1},
        {},
        0,
    ),
    (
        "progress of nothing",
        "handbook.scoring.profile.progress",
        "mlcf",
        {},
        {},
        {"answered": 0, "total": 5, "unconfirmed": 0, "next": "mlcf/1.1"},
    ),
    (
        "progress in words",
        "(...args) => handbook.scoring.profile.progressInWords(handbook.scoring.profile.progress(...args))",
        "mlcf",
        {"1.1": 2, "1.2": None},
        {},
        "2 of 5 rated",
    ),
    (
        "progress skips what is answered",
        "handbook.scoring.profile.progress",
        "mlcf",
        {"1.1": 2, "1.2": None},
        {},
        {"answered": 2, "total": 5, "unconfirmed": 0, "next": "mlcf/2.1"},
    ),
    (
        "progress at the end",
        "handbook.scoring.profile.progress",
        "hlm",
        {"1": 1, "2": None},
        {},
        {"answered": 2, "total": 2, "unconfirmed": 0, "next": None},
    ),
    (
        "progress comes back to what is not confirmed",
        "handbook.scoring.profile.progress",
        "hlm",
        {"1": 1, "2": {"rating": 1, "carried": CARRIED}},
        {},
        {"answered": 2, "total": 2, "unconfirmed": 1, "next": "hlm/2"},
    ),
    (
        "in full, each behaviour is asked for",
        "handbook.scoring.profile.progress",
        "mlcf",
        {"1.1": of_behaviours(2, None, 3)},
        FULL,
        {"answered": 0, "total": 5, "unconfirmed": 0, "next": "mlcf/1.1"},
    ),
    (
        "in full, with each behaviour answered",
        "handbook.scoring.profile.progress",
        "mlcf",
        {"1.1": of_behaviours(2, None, 3, 0)},
        FULL,
        {"answered": 1, "total": 5, "unconfirmed": 0, "next": "mlcf/1.2"},
    ),
    (
        "in full, a rating of the whole will do",
        "handbook.scoring.profile.progress",
        "mlcf",
        {"1.1": 3},
        FULL,
        {"answered": 1, "total": 5, "unconfirmed": 0, "next": "mlcf/1.2"},
    ),
    (
        "a quick one does not ask for behaviours",
        "handbook.scoring.profile.progress",
        "mlcf",
        {"1.1": of_behaviours(2)},
        {},
        {"answered": 1, "total": 5, "unconfirmed": 0, "next": "mlcf/1.2"},
    ),
    (
        "domains",
        (
            "(...args) => handbook.scoring.profile.domains(...args).map(({ domain, ...rest }) => ({ code:"
            " domain.code, ...rest }))"
        ),
        "mlcf",
        {"2.1": 4, "2.2": 1, "2.3": None},
        {},
        [
            {
                "code": "1",
                "values": [],
                "median": None,
                "least": None,
                "most": None,
                "rated": 0,
                "total": 2,
                "noChance": 0,
            },
            {
                "code": "2",
                "values": [4, 1],
                "median": 1,
                "least": 1,
                "most": 4,
                "rated": 2,
                "total": 3,
                "noChance": 1,
            },
        ],
    ),
    (
        "a framework of one rank is one domain",
        "(...args) => handbook.scoring.profile.domains(...args).map((each) => [each.domain.id, each.median])",
        "hlm",
        {"1": 2, "2": 3},
        {},
        [["", 2]],
    ),
    (
        "chances, the most important first",
        CODES.format("chances", '["importance", "importanceGiven"]'),
        "mlcf",
        {
            "1.1": None,
            "1.2": {"noChance": True, "importance": 1},
            "2.1": {"noChance": True, "importance": 3},
            "2.2": 1,
        },
        {},
        [["2.1", 3, True], ["1.1", 2, False], ["1.2", 1, True]],
    ),
    (
        "strengths, those with dated examples first",
        CODES.format("strengths", '["rating", "evidence", "unconfirmed"]'),
        "mlcf",
        {
            "1.1": 4,
            "1.2": {"rating": 3, "evidence": examples(1, undated=1)},
            "2.1": 2,
            "2.2": {"rating": 3, "evidence": examples(3)},
            "2.3": {"rating": 3, "carried": CARRIED},
        },
        {},
        [["1.2", 3, 1, False], ["2.2", 3, 3, False], ["1.1", 4, 0, False], ["2.3", 3, 0, True]],
    ),
    (
        "at an item's top is a strength, whatever the aim",
        CODES.format("strengths", '["rating"]'),
        "lqf",
        {"pq1": 3, "pq2": 3},
        {"aim": 4},
        [["PQ2", 3]],
    ),
    (
        "the lowest level is never a strength",
        CODES.format("strengths", '["rating"]'),
        "lqf",
        {"pq1": 0, "pq2": 1},
        {"aim": 0},
        [["PQ2", 1]],
    ),
    (
        "unanswered",
        "(...args) => handbook.scoring.profile.unanswered(...args).map((each) => each.code)",
        "mlcf",
        {"1.1": 1, "2.1": None, "2.2": of_behaviours({})},
        {},
        ["1.2", "2.2", "2.3"],
    ),
]


def profile(pure, case):
    _, expression, of, answers, more, _ = case
    return pure.call(expression, FRAMEWORKS[of], assessed(of, answers, **more))


@named(PROFILES)
def test_profile(pure, case):
    assert profile(pure, case) == case[-1]


# name, expression, arguments, what comes of it
OTHERS = [
    (
        "next level: the scale's where the item's levels are grades",
        "handbook.scoring.profile.next",
        [FRAMEWORKS["mlcf"], ITEMS["mlcf/1.1"], 1],
        OWN[1],
    ),
    (
        "next level: the item's own",
        "handbook.scoring.profile.next",
        [FRAMEWORKS["hlm"], ITEMS["hlm/1"] | {"levels": [HLM[0], HLM[1] | {"meaning": "Own."}]}, 1],
        HLM[1] | {"meaning": "Own."},
    ),
    (
        "next level: above level 0",
        "handbook.scoring.profile.next",
        [FRAMEWORKS["lqf"], ITEMS["lqf/pq1"], 0],
        LQF[1],
    ),
    (
        "next level: none above the top of the item",
        "handbook.scoring.profile.next",
        [FRAMEWORKS["lqf"], ITEMS["lqf/pq2"], 3],
        None,
    ),
    (
        "next level: none where nothing is rated",
        "handbook.scoring.profile.next",
        [FRAMEWORKS["lqf"], ITEMS["lqf/pq2"], None],
        None,
    ),
    ("name", "handbook.scoring.profile.name", [ITEMS["mlcf/1.1"]], "1.1 Self awareness"),
    ("name without a code", "handbook.scoring.profile.name", [ITEMS["lone/b"]], "Also alone"),
    (
        "levels up to the item's top",
        "handbook.scoring.profile.levels",
        [FRAMEWORKS["lqf"], ITEMS["lqf/pq2"]],
        LQF[:4],
    ),
    (
        "importance in words",
        "() => Array.from(handbook.scoring.profile.IMPORTANCE.values())",
        [0],
        ["a little", "quite a lot", "a great deal"],
    ),
    (
        "what is ticked in words",
        "(own, answers) => answers.map((answer) => handbook.scoring.profile.importanceInWords(own, answer))",
        [assessed("mlcf", {"1.1": {"importance": 3}}, ticked=True), [{"importance": 3}, {}]],
        ["ticked: among what matters most", "not ticked"],
    ),
    (
        "offers without those that are gone",
        (
            "(...args) => handbook.scoring.profile.offers(...args).map(({ record, via }) => [record.id, via"
            " && via.id])"
        ),
        [ITEMS["mlcf/1.1"], DATA, 2],
        [["coaching", None], ["feedback", "lqf/pq2"]],
    ),
    (
        "offers on the same skill",
        (
            "(...args) => handbook.scoring.profile.offers(...args).map(({ via, skill }) => [via && via.id,"
            " skill])"
        ),
        [ITEMS["mlcf/1.1"], DATA, 9],
        [[None, False], ["lqf/pq2", False], [None, True]],
    ),
    (
        "compare",
        (
            "(...args) => handbook.scoring.profile.compare(...args).map((each) => [each.item.code, each.was,"
            " each.is, each.change, each.says])"
        ),
        [
            FRAMEWORKS["mlcf"],
            assessed("mlcf", {"1.1": 2, "1.2": 3, "2.1": 2}),
            assessed("mlcf", {"1.1": 3, "1.2": 1, "2.1": {"rating": 2, "carried": CARRIED}, "2.2": 1}),
        ],
        [
            ["1.1", 2, 3, 1, "up one level"],
            ["1.2", 3, 1, -2, "down two levels"],
            ["2.1", 2, 2, 0, "no change (carried over and not confirmed)"],
            ["2.2", None, 1, None, "rated; not rated last time"],
            ["2.3", None, None, None, "not rated either time"],
        ],
    ),
    (
        "compare what there was no chance to show",
        "(...args) => handbook.scoring.profile.compare(...args).map((each) => each.says)",
        [
            FRAMEWORKS["mlcf"],
            assessed("mlcf", {"1.1": None, "1.2": None, "2.1": 2, "2.2": 2}),
            assessed("mlcf", {"1.1": 3, "1.2": None, "2.1": None}),
        ],
        [
            "rated; no chance to show it last time",
            "no chance to show it either time",
            "no chance to show it this time",
            "not rated this time",
            "not rated either time",
        ],
    ),
    (
        "level 0 is compared as a level",
        "(...args) => handbook.scoring.profile.compare(...args)[0].says",
        [FRAMEWORKS["lqf"], assessed("lqf", {"pq1": 0}), assessed("lqf", {"pq1": 4})],
        "up four levels",
    ),
    (
        "nothing to be careful of",
        "handbook.scoring.profile.cautions",
        [assessed("mlcf", {}), assessed("mlcf", {})],
        [],
    ),
    (
        "another depth and another edition",
        "handbook.scoring.profile.cautions",
        [assessed("mlcf", {}), assessed("mlcf", {}, depth="full", edition=2009)],
        [
            "One was a quick assessment and the other a full one, which may account for part of a change.",
            "The two used different editions of the framework, which may account for part of a change.",
        ],
    ),
]


def other(pure, case):
    return pure.call(case[1], *case[2])


@named(OTHERS)
def test_other(pure, case):
    assert other(pure, case) == case[-1]


# ---- Carrying over -----------------------------------------------------------------------------------------

CHECK = " Check it before you keep it."

# name, framework, answers, (target, item), (rating, no chance, sure, from, says)
CARRIES = [
    (
        "one exact match on the same levels is certain",
        "mlcf",
        {"1.1": 4},
        "clcf/1.1",
        (
            4,
            False,
            "certain",
            ["mlcf/1.1"],
            "An exact match of 1.1 Self awareness: ‘Helping others do it’ (level 4).",
        ),
    ),
    (
        "and so the other way round",
        "clcf",
        {"1.1": 1},
        "mlcf/1.1",
        (1, False, "certain", ["clcf/1.1"], "An exact match of 1.1 Self awareness: ‘Not yet’ (level 1)."),
    ),
    (
        "no chance is carried",
        "mlcf",
        {"1.1": None},
        "clcf/1.1",
        (
            None,
            True,
            "certain",
            ["mlcf/1.1"],
            "An exact match of 1.1 Self awareness: no chance to show it yet.",
        ),
    ),
    (
        "the middle of behaviours is carried",
        "mlcf",
        {"1.1": of_behaviours(1, 3)},
        "clcf/1.1",
        (1, False, "certain", ["mlcf/1.1"], "An exact match of 1.1 Self awareness: ‘Not yet’ (level 1)."),
    ),
    (
        "carried before and not confirmed is likely at best",
        "mlcf",
        {"1.1": {"rating": 2, "carried": CARRIED}},
        "clcf/1.1",
        (
            2,
            False,
            "likely",
            ["mlcf/1.1"],
            "An exact match of 1.1 Self awareness: ‘With support’ (level 2). That was carried over itself and"
            " is not confirmed." + CHECK,
        ),
    ),
    (
        "an exact match of medium confidence is likely",
        "lf",
        {"2": 3},
        "mlcf/1.2",
        (
            3,
            False,
            "likely",
            ["lf/2"],
            "An exact match of 2 Managing yourself: ‘On my own’ (level 3)." + CHECK,
        ),
    ),
    (
        "a close match of high confidence is likely",
        "lf",
        {"3": 3},
        "mlcf/2.1",
        (3, False, "likely", ["lf/3"], "A close match of 3 Vision: ‘On my own’ (level 3)." + CHECK),
    ),
    (
        "of several the lowest counts",
        "mlcf",
        {"1.2": 4, "2.1": 2, "2.2": 1},
        "clcf/1.2",
        (
            2,
            False,
            "likely",
            ["mlcf/1.2", "mlcf/2.1"],
            "A close match of 1.2 Managing yourself: ‘Helping others do it’ (level 4). "
            "A close match of 2.1 Networks: ‘With support’ (level 2). The lowest rating counts." + CHECK,
        ),
    ),
    (
        "beside another match an exact one is not certain",
        "mlcf",
        {"2.2": 2, "2.3": 3},
        "clcf/1.4",
        (
            2,
            False,
            "likely",
            ["mlcf/2.2", "mlcf/2.3"],
            "An exact match of 2.2 Relationships: ‘With support’ (level 2). "
            "A close match of 2.3 Encouraging contribution: ‘On my own’ (level 3). The lowest rating counts."
            + CHECK,
        ),
    ),
    (
        "of several, no chance is left out",
        "mlcf",
        {"1.2": None, "2.1": 2},
        "clcf/1.2",
        (
            2,
            False,
            "likely",
            ["mlcf/2.1"],
            "A close match of 1.2 Managing yourself: no chance to show it yet. A close match of 2.1 Networks:"
            " ‘With support’ (level 2). Only what is rated counts." + CHECK,
        ),
    ),
    (
        "of several, all no chance",
        "mlcf",
        {"1.2": None, "2.1": None, "2.2": 4},
        "clcf/1.2",
        (
            None,
            True,
            "likely",
            ["mlcf/1.2", "mlcf/2.1"],
            "A close match of 1.2 Managing yourself: no chance to show it yet. "
            "A close match of 2.1 Networks: no chance to show it yet." + CHECK,
        ),
    ),
    (
        "of several, no chance and no answer carry nothing",
        "mlcf",
        {"1.2": None, "2.2": 4},
        "clcf/1.2",
        (
            None,
            False,
            "hint",
            ["mlcf/1.2", "mlcf/2.1", "mlcf/2.2"],
            (
                "What could be carried is not rated. A close match of 1.2 Managing yourself: no chance to"
                " show it yet. A close match of 2.1 Networks: not rated. Related to 2.2 Relationships:"
                " ‘Helping others do it’ (level 4)."
            ),
        ),
    ),
    (
        "a match that is not rated carries nothing",
        "mlcf",
        {},
        "clcf/1.1",
        (
            None,
            False,
            "hint",
            ["mlcf/1.1"],
            "What could be carried is not rated. An exact match of 1.1 Self awareness: not rated.",
        ),
    ),
    (
        "nothing paired, without a reason",
        "mlcf",
        {"1.1": 4},
        "clcf/1.3",
        (None, False, "unmapped", [], "Nothing in the MLCF is paired with it."),
    ),
    (
        "nothing paired, with a reason",
        "lqf",
        {"pq1": 4},
        "mlcf/2.3",
        (None, False, "unmapped", [], "No quality is about this."),
    ),
    (
        "related is a hint",
        "mlcf",
        {"1.1": 4},
        "lqf/pq1",
        (
            None,
            False,
            "hint",
            ["mlcf/1.1"],
            (
                "Only a hint: nothing is carried over. Related to 1.1 Self awareness: ‘Helping others do it’"
                " (level 4)."
            ),
        ),
    ),
    (
        "broader, narrower and low confidence are hints",
        "mlcf",
        {"1.1": 4, "1.2": 2, "2.1": None},
        "lqf/pq3",
        (
            None,
            False,
            "hint",
            ["mlcf/1.2", "mlcf/2.1", "mlcf/1.1"],
            (
                "Only a hint: nothing is carried over. Narrower than 1.2 Managing yourself: ‘With support’"
                " (level 2). Broader than 2.1 Networks: no chance to show it yet. A close match of 1.1 Self"
                " awareness (low confidence): ‘Helping others do it’ (level 4)."
            ),
        ),
    ),
    (
        "the other way round narrower is broader",
        "lqf",
        {"pq3": 2},
        "mlcf/1.2",
        (
            None,
            False,
            "hint",
            ["lqf/pq3"],
            (
                "Only a hint: nothing is carried over. Broader than PQ3 Self management: ‘Shown day to day’"
                " (level 2)."
            ),
        ),
    ),
    (
        "MLCF to LQF: level 3 of 4 is the third of four from 0",
        "mlcf",
        {"1.1": 3},
        "lqf/pq2",
        (
            2,
            False,
            "likely",
            ["mlcf/1.1"],
            "A close match of 1.1 Self awareness: ‘On my own’ (level 3). The levels differ; the same place"
            " among those here, rounded down, is ‘Shown day to day’ (level 2)." + CHECK,
        ),
    ),
    (
        "MLCF to LQF: top to top",
        "mlcf",
        {"1.1": 4},
        "lqf/pq2",
        (
            3,
            False,
            "likely",
            ["mlcf/1.1"],
            "A close match of 1.1 Self awareness: ‘Helping others do it’ (level 4). The levels differ; the"
            " same place among those here, rounded down, is ‘Shown under pressure’ (level 3)." + CHECK,
        ),
    ),
    (
        "MLCF to LQF: rounded down, and the top not verified",
        "mlcf",
        {"2.1": 3, "2.2": 4},
        "lqf/sd1",
        (
            2,
            False,
            "likely",
            ["mlcf/2.1", "mlcf/2.2"],
            "A close match of 2.1 Networks: ‘On my own’ (level 3). An exact match of 2.2 Relationships:"
            " ‘Helping others do it’ (level 4). The lowest rating counts. The levels differ; the same place"
            " among those here, rounded down, is ‘Shown day to day’ (level 2). The number of levels has not"
            " been verified for SD1 Seizing the future." + CHECK,
        ),
    ),
    (
        "LQF to MLCF: rounded down, and the top not verified",
        "lqf",
        {"sd1": 3},
        "mlcf/2.1",
        (
            3,
            False,
            "likely",
            ["lqf/sd1"],
            "A close match of SD1 Seizing the future: ‘Shown under pressure’ (level 3). The levels differ;"
            " the same place among those here, rounded down, is ‘On my own’ (level 3). The number of levels"
            " has not been verified for SD1 Seizing the future." + CHECK,
        ),
    ),
    (
        "LQF to MLCF: exact and high is only likely on other levels",
        "lqf",
        {"sd1": 1},
        "mlcf/2.2",
        (
            1,
            False,
            "likely",
            ["lqf/sd1"],
            "An exact match of SD1 Seizing the future: ‘Shown when it is easy’ (level 1). The levels differ;"
            " the same place among those here, rounded down, is ‘Not yet’ (level 1). The number of levels has"
            " not been verified for SD1 Seizing the future." + CHECK,
        ),
    ),
    (
        "LQF to MLCF: level 0",
        "lqf",
        {"pq2": 0},
        "mlcf/1.1",
        (
            1,
            False,
            "likely",
            ["lqf/pq2"],
            "A close match of PQ2 Self awareness: ‘Absent or harmful’ (level 0). The levels differ; the same"
            " place among those here, rounded down, is ‘Not yet’ (level 1)." + CHECK,
        ),
    ),
    (
        "the same values under other words are other levels",
        "mlcf",
        {"1.1": 2},
        "hlm/1",
        (
            2,
            False,
            "likely",
            ["mlcf/1.1"],
            "An exact match of 1.1 Self awareness: ‘With support’ (level 2). The levels differ; the same"
            " place among those here, rounded down, is ‘Proficient’ (level 2)." + CHECK,
        ),
    ),
    (
        "no chance needs no levels",
        "mlcf",
        {"1.1": None},
        "hlm/1",
        (
            None,
            True,
            "certain",
            ["mlcf/1.1"],
            "An exact match of 1.1 Self awareness: no chance to show it yet.",
        ),
    ),
    (
        "HLM to LQF by way of the MLCF: exact and close is close",
        "hlm",
        {"1": 2},
        "lqf/pq2",
        (
            1,
            False,
            "likely",
            ["hlm/1"],
            "A close match of 1 Shared purpose: ‘Proficient’ (level 2). Worked out by way of the MLCF. The"
            " levels differ; the same place among those here, rounded down, is ‘Shown when it is easy’"
            " (level 1)." + CHECK,
        ),
    ),
    (
        "HLM to LQF by way of the MLCF: close and close is related",
        "hlm",
        {"2": 4},
        "lqf/sd1",
        (
            None,
            False,
            "hint",
            ["hlm/2"],
            "Only a hint: nothing is carried over. Related to 2 Leading with care: ‘Exemplary’ (level 4).",
        ),
    ),
    (
        "HLM to LQF by way of the MLCF: broader is only related",
        "hlm",
        {"1": 4, "2": 1},
        "lqf/pq3",
        (
            None,
            False,
            "hint",
            ["hlm/1", "hlm/2"],
            (
                "Only a hint: nothing is carried over. A close match of 1 Shared purpose (low confidence):"
                " ‘Exemplary’ (level 4). Related to 2 Leading with care: ‘Essential’ (level 1)."
            ),
        ),
    ),
    (
        "HLM to LQF by way of the MLCF: nothing meets",
        "hlm",
        {"1": 4},
        "lqf/sd2",
        (None, False, "unmapped", [], "Nothing in the HLM is paired with it by way of the MLCF."),
    ),
    (
        "LF to CLCF by way of the MLCF: exact twice is likely at best",
        "lf",
        {"1": 3},
        "clcf/1.1",
        (
            3,
            False,
            "likely",
            ["lf/1"],
            "An exact match of 1 Self awareness: ‘On my own’ (level 3). Worked out by way of the MLCF."
            + CHECK,
        ),
    ),
    (
        "LF to LQF by way of the MLCF: of two ways between two items the surest is read, here the first",
        "lf",
        {"3": 2},
        "lqf/sd1",
        (
            None,
            False,
            "hint",
            ["lf/3", "lf/4"],
            (
                "Only a hint: nothing is carried over. Broader than 3 Vision: ‘With support’ (level 2). "
                "A close match of 4 Contribution (low confidence): not rated."
            ),
        ),
    ),
    (
        "LF to CLCF by way of the MLCF: of two ways between two items the surest is read, here the second",
        "lf",
        {"4": 2},
        "clcf/1.4",
        (
            2,
            False,
            "likely",
            ["lf/4"],
            "A close match of 4 Contribution: ‘With support’ (level 2). Worked out by way of the MLCF."
            + CHECK,
        ),
    ),
    (
        "LF to CLCF by way of the MLCF: no chance",
        "lf",
        {"2": None, "3": 2},
        "clcf/1.2",
        (
            None,
            True,
            "likely",
            ["lf/2"],
            "A close match of 2 Managing yourself: no chance to show it yet. Worked out by way of the MLCF."
            + CHECK,
        ),
    ),
    (
        "a framework without a crosswalk",
        "mlcf",
        {"1.1": 4},
        "lone/a",
        (
            None,
            False,
            "unmapped",
            [],
            "No crosswalk of this handbook leads here from the framework you rated.",
        ),
    ),
    (
        "from a framework without a crosswalk",
        "lone",
        {"a": 4},
        "mlcf/1.1",
        (
            None,
            False,
            "unmapped",
            [],
            "No crosswalk of this handbook leads here from the framework you rated.",
        ),
    ),
    (
        "to the same framework",
        "mlcf",
        {"1.1": 4},
        "mlcf/1.1",
        (
            None,
            False,
            "unmapped",
            [],
            "No crosswalk of this handbook leads here from the framework you rated.",
        ),
    ),
]


def carry(pure, case):
    _, of, answers, id, _ = case
    found = pure.call("handbook.transfer.carryingOver.carry", DATA, assessed(of, answers), id.split("/")[0])
    assert [row["item"]["id"] for row in found["rows"]] == [each["id"] for each in found["target"]["items"]]
    row = next(row for row in found["rows"] if row["item"]["id"] == id)
    return row["rating"], row["noChance"], row["sure"], row["from"], row["says"]


@named(CARRIES)
def test_carry(pure, case):
    assert carry(pure, case) == case[-1]


# framework, target, (direct, by, url)
WAYS = [
    ("mlcf", "lqf", (True, "The handbook's own proposal", "crosswalks/mlcf--lqf/")),
    ("lqf", "mlcf", (True, "The handbook's own proposal", "crosswalks/mlcf--lqf/")),
    ("hlm", "lqf", (False, "MLCF", None)),
    ("mlcf", "lone", (False, None, None)),
]


def way(pure, of, target):
    found = pure.call("handbook.transfer.carryingOver.carry", DATA, assessed(of, {}), target)
    return found["direct"], found["by"], found["url"]


@pytest.mark.parametrize("of,target,says", WAYS)
def test_carry_says_by_what_way(pure, of, target, says):
    assert way(pure, of, target) == says


def carry_from_what_is_gone(pure):
    gone = assessed("mlcf", {"1.1": 2}) | {"framework": "gone"}
    return {
        row["says"] for row in pure.call("handbook.transfer.carryingOver.carry", DATA, gone, "lqf")["rows"]
    }


def test_carry_from_a_framework_that_is_gone(pure):
    assert carry_from_what_is_gone(pure) == {
        "No crosswalk of this handbook leads here from the framework you rated."
    }


def taken(pure):
    return pure.call(
        "(data, own) => handbook.transfer.carryingOver.assessment(handbook.transfer.carryingOver.carry(data,"
        " own, 'clcf'), ['clcf/1.1', 'clcf/1.2', 'clcf/1.3'], () => 0.5, new Date('2026-11-23T10:15:30Z'))",
        DATA,
        assessed("mlcf", {"1.1": 2, "1.2": None, "2.1": None}),
    )


def test_a_new_assessment_from_what_is_carried(pure):
    made = taken(pure)
    assert made.pop("id").startswith("a-")
    assert made == {
        "framework": "clcf",
        "edition": 2010,
        "depth": "quick",
        "aim": 3,
        "started": "2026-11-23T10:15:30Z",
        "changed": "2026-11-23T10:15:30Z",
        "carriedFrom": "a-0123456789",
        "answers": [
            {"item": "clcf/1.1", "rating": 2, "carried": {"from": ["mlcf/1.1"], "sure": "certain"}},
            {
                "item": "clcf/1.2",
                "noChance": True,
                "carried": {"from": ["mlcf/1.2", "mlcf/2.1"], "sure": "likely"},
            },
        ],
    }


def test_only_what_was_chosen_is_taken(pure):
    made = pure.call(
        "(data, own) => handbook.transfer.carryingOver.assessment(handbook.transfer.carryingOver.carry(data,"
        " own, 'clcf'), ['clcf/1.3'], () => 0.5, new Date(0)).answers",
        DATA,
        assessed("mlcf", {"1.1": 2}),
    )
    assert made == []


# ---- Tables ------------------------------------------------------------------------------------------------

# name, rows, text after the byte order mark
TABLES = [
    ("plain", [["a", "b"], ["c", "d"]], "a,b\r\nc,d\r\n"),
    (
        "quotes, commas and lines",
        [['say "now"', "a, b", "one\ntwo", "one\r\ntwo"]],
        '"say ""now""","a, b","one\ntwo","one\r\ntwo"\r\n',
    ),
    (
        "what would run as a formula",
        [["=1+1", "+44", "-5", "@SUM(A1)", "\tx", "\rx"]],
        "'=1+1,'+44,'-5,'@SUM(A1),'\tx,\"'\rx\"\r\n",
    ),
    ("a formula that needs quotes too", [['=HYPERLINK("a","b")']], '"\'=HYPERLINK(""a"",""b"")"\r\n'),
    ("signs inside text are left", [["a=b", "1-2", " =1"]], "a=b,1-2, =1\r\n"),
    ("numbers are numbers, also below 0", [[1, 0, -1, 2.5]], "1,0,-1,2.5\r\n"),
    ("nothing", [[None, "", "x"]], ",,x\r\n"),
    ("short rows are filled up", [["a", "b", "c"], [], ["d"]], "a,b,c\r\n,,\r\nd,,\r\n"),
    ("letters of all kinds", [["Zoë", "日本", "🙂"]], "Zoë,日本,🙂\r\n"),
]


def written(pure, case):
    return pure.call("handbook.transfer.spreadsheet.table", case[1])


@named(TABLES)
def test_table(pure, case):
    assert written(pure, case) == "\ufeff" + case[-1]


HEAD = [
    "Code",
    "Title",
    "Part of",
    "Behaviour",
    "Level",
    "Level in words",
    "How it was rated",
    "Aim",
    "Importance to the role",
    "Dated examples",
]
SHEET = assessed(
    "mlcf",
    {
        "1.1": (
            {
                "importance": 3,
                "evidence": [
                    {"id": "e-1", "day": "2026-11-01", "text": "=Said so"},
                    {"id": "e-2", "text": "And again"},
                ],
            }
            | {
                "behaviours": [
                    {"key": "b1", "rating": 3},
                    {"key": "b2", "noChance": True},
                    {"key": "gone", "rating": 1},
                ]
            }
        ),
        "1.2": {"rating": 4, "carried": CARRIED},
        "2.1": None,
        "2.2": 3,
        "9.9": {"rating": 2},
        "9.8": {"noChance": True, "evidence": examples(1)},
    },
    note="After my first month.",
)
SHEET_ROWS = [
    HEAD,
    [
        "1.1",
        "Self awareness",
        "1 Personal qualities",
        "",
        "1",
        "Not yet",
        "Lower middle of the behaviours rated (2)",
        "3",
        "a great deal",
        "2026-11-01: =Said so\nAnd again",
    ],
    ["1.1", "Self awareness", "", "Does thing 1", "3", "On my own", "", "", "", ""],
    ["1.1", "Self awareness", "", "Does thing 2", "", "", "No chance to show it yet", "", "", ""],
    ["1.1", "Self awareness", "", "(words since changed)", "1", "Not yet", "", "", "", ""],
    [
        "1.2",
        "Managing yourself",
        "1 Personal qualities",
        "",
        "4",
        "Helping others do it",
        "Carried over, not confirmed",
        "3",
        "",
        "",
    ],
    ["2.1", "Networks", "2 Working with others", "", "", "", "No chance to show it yet", "3", "", ""],
    ["2.2", "Relationships", "2 Working with others", "", "3", "On my own", "Rated as a whole", "3", "", ""],
    ["2.3", "Encouraging contribution", "2 Working with others", "", "", "", "Not answered", "3", "", ""],
    ["mlcf/9.9", "No longer in this framework", "", "", "2", "", "", "", "", ""],
    ["mlcf/9.8", "No longer in this framework", "", "", "", "", "", "", "", "2026-11-01: What I did"],
    [""] * 10,
    ["Self-assessment: The MLCF, edition 2010, begun on 23 November 2026."] + [""] * 9,
    ["After my first month."] + [""] * 9,
]


def read_back(text: str) -> list[list[str]]:
    assert text.startswith("\ufeff") and text.endswith("\r\n")
    return list(csv.reader(io.StringIO(text[1:], newline=""), strict=True))


def sheet(pure):
    return pure.call(
        "(...args) => handbook.transfer.spreadsheet.table(handbook.transfer.spreadsheet.assessment(...args))",
        FRAMEWORKS["mlcf"],
        SHEET,
    )


def test_an_assessment_as_a_table(pure):
    assert read_back(sheet(pure)) == SHEET_ROWS


def plain_sheet(pure):
    return pure.call(
        "(...args) => handbook.transfer.spreadsheet.assessment(...args).length",
        FRAMEWORKS["hlm"],
        assessed("hlm", {"1": 2}),
    )


def test_an_assessment_without_a_note_has_no_line_for_one(pure):
    assert plain_sheet(pure) == 1 + 2 + 2


# ---- Properties --------------------------------------------------------------------------------------------


def drawn(strategy, count: int) -> list:
    """So many examples of a strategy in the long run, by day a third, the same ones every time: they go to
    the page in one piece."""
    found = []

    @settings(
        max_examples=count if runs.LONG else count // 3,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def collect(each):
        found.append(each)

    collect()
    return found


def stated(item: dict, first: int):
    """What may be said of an item, or of one behaviour of it."""
    return st.one_of(
        st.just({}),
        st.just({"noChance": True}),
        st.integers(first, item["top"]).map(lambda rating: {"rating": rating}),
    )


def answers_to(item: dict, first: int):
    behaviours = [stated(item, first).map(lambda said, key=key: {"key": key} | said) for key in keys(item)]
    return st.builds(
        lambda said, importance, number, parts, carried: (
            {"item": item["id"]}
            | said
            | importance
            | {"evidence": examples(number), "behaviours": parts}
            | ({"carried": CARRIED} if carried and said else {})
        ),
        stated(item, first),
        st.sampled_from([{}, {"importance": 1}, {"importance": 2}, {"importance": 3}]),
        st.integers(0, 2),
        st.tuples(*behaviours).map(list) | st.just([]),
        st.booleans(),
    )


def assessments(framework: dict):
    first = framework["scale"]["levels"][0]["value"]
    return st.builds(
        lambda answers, aim, depth: (
            assessed(framework["id"], {}, aim=aim, depth=depth)
            | {"answers": [each for each in answers if each]}
        ),
        st.tuples(*(st.none() | answers_to(item, first) for item in framework["items"])),
        st.sampled_from([level["value"] for level in framework["scale"]["levels"]]),
        st.sampled_from(["quick", "full"]),
    )


any_assessment = st.sampled_from(DATA["frameworks"]).flatmap(assessments)

GROUPS = """(data, all) => all.map((each) => {
  const framework = data.frameworks.find((one) => one.id === each.framework),
    profile = handbook.scoring.profile;
  return { needs: profile.needs(framework, each)
      .map(({ item, answer, ...rest }) => ({ item: item.id, ...rest })),
    groups: [...["needs", "strengths", "chances"]
      .map((group) => profile[group](framework, each).map((one) => one.item.id)),
      profile.unanswered(framework, each).map((item) => item.id)] };
})"""


def check_profile(framework: dict, own: dict, says: dict) -> None:
    """What holds of any profile."""
    tops = {each["id"]: each["top"] for each in framework["items"]}
    assert sorted(itertools.chain(*says["groups"])) == sorted(tops), own
    scores = [(not each["canWait"], each["score"]) for each in says["needs"]]
    assert scores == sorted(scores, reverse=True), own
    for each in says["needs"]:
        assert 0 < each["gap"] == each["aim"] - each["rating"] and each["aim"] <= tops[each["item"]], (
            own,
            each,
        )
        is_level = each["tie"] is not None or each["inOrder"]
        assert is_level == (scores.count((not each["canWait"], each["score"])) > 1), (own, each)
        assert each["tie"] is None or not each["inOrder"], (own, each)
        assert each["why"].endswith(".") and "undefined" not in each["why"], each


def test_needs_are_in_order_and_every_item_is_in_one_group(pure):
    cases = drawn(any_assessment, 300)
    for own, says in zip(cases, pure.call(GROUPS, DATA, cases), strict=True):
        check_profile(FRAMEWORKS[own["framework"]], own, says)


def changed(own: dict, at: int, **more) -> dict:
    """The assessment with one answer changed; a field set to None is taken away."""
    answers = [dict(each) for each in own["answers"]]
    answers[at] = {key: value for key, value in (answers[at] | more).items() if value is not None}
    return own | {"answers": answers}


def both(pure, raised):
    """Each answer of many assessments raised by itself: (assessment, its item, places of the needs before,
    and after)."""
    cases = [(own, at) for own in drawn(any_assessment, 250) for at in range(len(own["answers"]))]
    says = pure.call(GROUPS, DATA, [own for own, _ in cases] + [raised(own, at) for own, at in cases])
    places = [{each["item"]: each["place"] for each in one["needs"]} for one in says]
    for (own, at), one, two in zip(cases, places[: len(cases)], places[len(cases) :], strict=True):
        yield own, own["answers"][at]["item"], one, two


def test_raising_the_importance_never_moves_a_need_down(pure):
    def raised(own, at):
        return changed(own, at, importance=min(own["answers"][at].get("importance", 2) + 1, 3))

    moved = 0
    for own, id, one, two in both(pure, raised):
        assert (id in one) == (id in two), own
        assert two.get(id, 0) <= one.get(id, 0), own
        moved += two.get(id, 0) < one.get(id, 0)
    assert moved > 5  # Of the examples drawn, enough to mean something.


def test_raising_a_rating_never_moves_its_need_up(pure):
    def raised(own, at):
        answer = own["answers"][at]
        parts = [
            each | ({"rating": each["rating"] + 1} if "rating" in each else {})
            for each in answer["behaviours"]
        ]
        return changed(own, at, rating=answer["rating"] + 1 if "rating" in answer else None, behaviours=parts)

    moved = 0
    for own, id, one, two in both(pure, raised):
        assert two.get(id, 99) >= one.get(id, 99), own
        moved += two.get(id, 99) > one.get(id, 99)
    assert moved > 10


CARRY = """(data, all) => all.map(([own, target]) => {
  const { direct, by, rows, target: found } = handbook.transfer.carryingOver.carry(data, own, target);
  return { direct, by, target: found.id,
    rows: rows.map(({ item, ...rest }) => ({ item: item.id, ...rest })) };
})"""


def ladder(framework: dict, item: dict) -> list[tuple]:
    return [
        (each["value"], each["title"])
        for each in framework["scale"]["levels"]
        if each["value"] <= item["top"]
    ]


def check_carry(frameworks: dict, own: dict, says: dict) -> None:
    """What holds of anything carried."""
    source, target = frameworks[own["framework"]], frameworks[says["target"]]
    here, there = ({each["id"]: each for each in framework["items"]} for framework in (source, target))
    assert [row["item"] for row in says["rows"]] == list(there), own
    for row in says["rows"]:
        to = ladder(target, there[row["item"]])
        assert set(row["from"]) <= set(here), row
        assert row["says"].endswith((".", "!", "?")) and "undefined" not in row["says"], row
        assert (row["rating"] is not None or row["noChance"]) == (row["sure"] in ("certain", "likely")), row
        assert row["rating"] is None or (row["rating"] in dict(to) and not row["noChance"]), row
        assert (row["from"] == []) == (row["sure"] == "unmapped"), row
        if row["sure"] == "certain":
            assert says["direct"] and len(row["from"]) == 1, row
            assert row["noChance"] or ladder(source, here[row["from"][0]]) == to, row


def test_what_is_carried_is_never_surer_than_it_may_be(pure):
    cases = drawn(st.tuples(any_assessment, st.sampled_from(list(FRAMEWORKS))).map(list), 400)
    kinds = set()
    for (own, _), says in zip(cases, pure.call(CARRY, DATA, cases), strict=True):
        check_carry(FRAMEWORKS, own, says)
        kinds |= {row["sure"] for row in says["rows"]}
    assert kinds == {"certain", "likely", "hint", "unmapped"}


def guarded(text: str) -> str:
    return "'" + text if text[:1] in tuple("=+-@\t\r") else text


def test_any_text_comes_back_from_a_table(pure):
    text = st.text(st.characters(exclude_categories=["Cs"]), max_size=20) | st.text(
        "=+-@\t\r\n\",;' a", max_size=8
    )
    cases = drawn(
        st.integers(2, 4).flatmap(
            lambda width: st.lists(st.lists(text, min_size=width, max_size=width), min_size=1, max_size=4)
        ),
        300,
    )
    for rows, written in zip(
        cases, pure.call("(all) => all.map(handbook.transfer.spreadsheet.table)", cases), strict=True
    ):
        assert read_back(written) == [[guarded(cell) for cell in row] for row in rows]


# ---- The real frameworks -----------------------------------------------------------------------------------


def full_assessment(framework: dict, chance: random.Random) -> dict:
    """One with every item answered in one way or other."""
    values = [each["value"] for each in framework["scale"]["levels"]]

    def stated(item):
        return chance.choice(
            [{"noChance": True}, *({"rating": value} for value in values if value <= item["top"])]
        )

    def answer(item):
        whole = (
            stated(item)
            if chance.random() < 0.5
            else {"behaviours": [{"key": key} | stated(item) for key in keys(item)]}
        )
        return {
            "item": item["id"],
            "importance": chance.randint(1, 3),
            "evidence": examples(chance.randint(0, 2)),
        } | whole

    return assessed("mlcf", {}, depth="full") | {
        "framework": framework["id"],
        "edition": framework["edition"],
        "aim": framework["aim"],
        "answers": [answer(item) for item in framework["items"]],
    }


def test_all_real_frameworks_and_every_pair_of_them(pure):
    data = build_tool_data(book(), Urls(True))
    frameworks = {each["id"]: each for each in data["frameworks"]}
    chance = random.Random(4)
    own = [full_assessment(framework, chance) for framework in data["frameworks"] for _ in range(5)]
    pairs = [
        [one, target] for one, target in itertools.product(own, frameworks) if one["framework"] != target
    ]
    profiles, carries, sheets = pure.call(
        f"(data, own, pairs) => [({GROUPS})(data, own), ({CARRY})(data, pairs), own.map((each) =>"
        " handbook.transfer.spreadsheet.table(handbook.transfer.spreadsheet.assessment("
        "data.frameworks.find((one) => one.id === each.framework), each)))]",
        data,
        own,
        pairs,
    )
    for one, says, text in zip(own, profiles, sheets, strict=True):
        check_profile(frameworks[one["framework"]], one, says)
        assert says["groups"][3] == [] and len(read_back(text)) > len(one["answers"])
    for (one, _), says in zip(pairs, carries, strict=True):
        check_carry(frameworks, one, says)


EXPLORER = """<form data-explorer><select name="from"></select><select name="to"></select></form>\
<p data-explorer-status></p>
<div data-explorer-result></div><script type="application/json" data-explorer-data>DATA</script>"""
PAIRS = """(pairs) => pairs.map(([from, to]) => {
  const form = document.querySelector("form");
  form.elements.namedItem("from").value = from;
  form.elements.namedItem("to").value = to;
  form.dispatchEvent(new Event("change"));
  return Array.from(document.querySelectorAll(".hb-pairs tbody tr"),
    (row) => [row.closest("table").caption, ...row.cells].map(({ textContent }) => textContent));
})"""
IS = {
    "Exact match": "An exact match of",
    "Close match": "A close match of",
    "Broader": "Broader than",
    "Narrower": "Narrower than",
    "Related": "Related to",
}


def test_pairs_are_read_as_in_the_crosswalk_explorer(chromium):
    data = build_tool_data(book(), Urls(True))
    frameworks = {each["id"]: each for each in data["frameworks"]}
    pairs = [list(pair) for pair in itertools.permutations(frameworks, 2)]
    empty = [[assessed("mlcf", {}) | {"framework": source}, target] for source, target in pairs]

    pure = Pure(chromium, SCRIPTS, count=False)
    pure.call(
        "(html) => { document.body.innerHTML = html; }",
        EXPLORER.replace("DATA", str(build_explorer_data(book(), lambda entry: entry.id))),
    )
    pure.page.add_script_tag(path=FOLDER.parent / "pages" / "crosswalk_explorer.js")
    shown, carried = pure.call(PAIRS, pairs), pure.call(CARRY, data, empty)
    pure.close()

    for (source, target), rows, says in zip(pairs, shown, carried, strict=True):
        read = {}
        for relation, first, second, _, sure in rows:
            read.setdefault(second, []).append(
                f"{IS[relation]} {first}{' (low confidence)' if sure == 'Low' else ''}: not rated."
            )
        titles = {each["id"]: f"{each['code']} {each['title']}" for each in frameworks[target]["items"]}
        for row in says["rows"]:
            # The explorer puts the strongest first.
            expected = sorted(read.pop(titles[row["item"]], []), key=row["says"].find)
            assert (row["sure"] == "unmapped") == (not expected), (source, row)
            assert (
                not expected
                or row["says"].endswith("rated. " + " ".join(expected))
                or row["says"].endswith("over. " + " ".join(expected))
            ), (source, row)
        assert not read, (source, target)
    assert sum(map(len, shown)) > 1000


# ---- Coverage ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["scoring/profile", "transfer/carrying_over", "transfer/spreadsheet"])
def test_every_branch_ran(chromium, name):
    pure = Pure(chromium, SCRIPTS)
    for cases, run in [
        (RATINGS, rate),
        (NEEDS, need),
        (REASONS, reason),
        (PROFILES, profile),
        (OTHERS, other),
        (CARRIES, carry),
        (TABLES, written),
    ]:
        for case in cases:
            run(pure, case)
    for of, target, _ in WAYS:
        way(pure, of, target)
    for run in (carry_from_what_is_gone, taken, sheet, plain_sheet):
        run(pure)
    assert pure.uncovered(name) == []
    pure.close()
