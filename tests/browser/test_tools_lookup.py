"""Finding what the handbook has by its id, and words for it: docs/assets/js/tools/lookup.js."""

from __future__ import annotations

import pytest
from script_calls import Pure

pytestmark = pytest.mark.browser

DATA = {
    "frameworks": [
        {
            "id": "mlcf",
            "label": "MLCF",
            "domains": [{"id": "mlcf/2", "behaviours": [{"key": "11111111", "text": "Asks first."}]}],
            "items": [
                {
                    "id": "mlcf/2.2",
                    "code": "2.2",
                    "title": "Building relationships",
                    "url": "frameworks/mlcf/2.2/",
                    "behaviours": [{"key": "22222222", "text": "Knows the night staff."}],
                }
            ],
        },
        {
            "id": "hlm",
            "label": "HLM",
            "domains": [{"id": "", "behaviours": []}],
            "items": [
                {
                    "id": "hlm/purpose",
                    "code": "",
                    "title": "Inspiring shared purpose",
                    "url": "frameworks/hlm/purpose/",
                }
            ],
        },
    ],
    "records": [
        {"id": "coaching", "title": "Coaching", "kind": "Component", "url": "components/coaching/"},
        {
            "id": "rounds/s2",
            "title": "Asking first",
            "kind": "Session",
            "in": "Rounds",
            "url": "modules/rounds/#s2",
        },
    ],
    "aliases": [{"former": "mentoring", "id": "coaching"}],
}
STARTED = {"id": "a-1", "started": "2026-11-23T12:00:00Z"}
# What is asked, of what → the answer.
ASKED = [
    ("item(each)?.item.title", "mlcf/2.2", "Building relationships"),
    ("item(each)", "coaching", None),
    ("subject(each)?.behaviours[0].text", "mlcf/2.2", "Knows the night staff."),
    ("subject(each)?.behaviours[0].text", "mlcf/2", "Asks first."),
    ("subject(each)?.framework.label", "mlcf/2", "MLCF"),
    ("subject(each)", "mlcf/9", None),
    ("subject(each)", "coaching", None),
    ("subject(each)", "", None),
    ("record(each)?.title", "coaching", "Coaching"),
    ("record(each)", "__proto__", None),
    ("words(each)", "mlcf/2.2", "MLCF 2.2 Building relationships"),
    ("words(each)", "hlm/purpose", "HLM Inspiring shared purpose"),
    ("words(each)", "coaching", "Coaching"),
    ("words(each)", "gone", "gone (no longer in the handbook)"),
    ("page(each)", "coaching", "Coaching (Component)"),
    ("page(each)", "rounds/s2", "Asking first (Session, Rounds)"),
    ("page(each)", "mlcf/2.2", "MLCF 2.2 Building relationships"),
    ("page(each)", "gone", "gone (no longer in the handbook)"),
    ("current(each)", "mentoring", "coaching"),
    ("current(each)", "coaching", "coaching"),
    ("current(each)", None, None),
    ("url(each)", "mlcf/2.2", "frameworks/mlcf/2.2/"),
    ("url(each)", "coaching", "components/coaching/"),
    ("url(each)", "constructor", None),
    ("assessment(each)", {**STARTED, "framework": "mlcf"}, "MLCF self-assessment of 23 November 2026"),
    ("assessment(each)", {**STARTED, "framework": "gone"}, "gone self-assessment of 23 November 2026"),
    ("goal(each)", {"title": "Ask the nurse first"}, "Ask the nurse first"),
    ("goal(each)", {"title": ""}, "A goal without words yet"),
]


@pytest.fixture(scope="module")
def pure(chromium):
    return Pure(chromium, ["document/days", "document/lookup"])


@pytest.mark.parametrize("asked,of,answer", ASKED)
def test_things_are_found_by_their_id(pure, asked, of, answer):
    assert (
        pure.call(f"(data, each) => handbook.document.lookup.open(data).{asked} ?? null", DATA, of) == answer
    )


def test_every_branch_ran(chromium):
    pure = Pure(chromium, ["document/days", "document/lookup"])
    for asked, of, _ in ASKED:
        pure.call(f"(data, each) => handbook.document.lookup.open(data).{asked} ?? null", DATA, of)
    assert pure.uncovered("document/lookup") == []
