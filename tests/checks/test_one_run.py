"""One run tells every problem of a file, whatever its phase, and none that would vanish once another is
mended."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings, strategies as st
from judged_text import judge_text
from places import SMALL

from macros.base.yaml_files import parse_partly
from macros.records.field_types import NotRead
from macros.records.handbook import Handbook
from macros.records.kinds import Case, Module
from macros.records.partial_reading import read_soundly
from macros.records.validation import judge

MODULE = "modules/catalogue/small-start.yml"
# Faults of one line each, in lines of their own, of every phase.
FAULTS = {
    "a colon in a title": ("title: A small start", "title: A start: small"),
    "an unclosed quote": ("summary: A module", 'summary: "A module'),
    "a tab": ("  - id: s1", "  -\tid: s1\t: x"),
    "a day the British way": ("drafted: 2026-11-22", "drafted: 22/11/2026"),
    "an unclosed list": ("stages: [foundation]", "stages: [foundation"),
    "an unknown word": ("skills: [listening]", "skills: [listenning]"),
    "an unknown key": ("audience: Testers", "audence: Testers"),
    "words for a number": ("credits: 1", "credits: one"),
    "a key too far right": ("    purpose: To meet.", "     purpose: To meet."),
    "an unknown outcome": ("    outcomes: [o1, o2]", "    outcomes: [o1, o2, o3]"),
    "an unknown theory": ("theories: [small-steps]", "theories: [small-stepps]"),
    "an unknown key of a part": ("{minutes: 20, title: Hello}", "{minutes: 20, titel: Hello}"),
    "HTML": ("evidence: A note.,", "evidence: A <b>note</b>.,"),
    "a number out of range": ("rank: may, minutes: 30", "rank: may, minutes: 0"),
    "curly quotes": ("why: To begin.", "why: “To begin.”"),
    "a word cut off": ("    facilitator: Smile.", "    facilitator: Smile #1."),
    "a quote too many": ("    title: One hour", '    title: "One" hour'),
}


def judge_with(whole: Handbook, names: frozenset[str] | tuple[str, ...]) -> list[str]:
    """What is said of the module with these faults, in a handbook in which it is looked up."""
    text = (SMALL / MODULE).read_text("utf-8")
    for name in names:
        sound, faulty = FAULTS[name]
        assert text.count(sound) == 1, name
        text = text.replace(sound, faulty)
    return [str(problem) for problem in judge_text(whole, MODULE, text.encode())]


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_alone_is_one_problem(small_book, name):
    assert len(judge_with(small_book, (name,))) == 1


def test_two_faults_are_told_as_each_alone(small_book):
    alone = {name: judge_with(small_book, (name,)) for name in FAULTS}
    hidden = []
    for pair in combinations(FAULTS, 2):
        together = judge_with(small_book, pair)
        assert set(together) <= {*alone[pair[0]], *alone[pair[1]]}, pair
        hidden += [pair] if len(together) < 2 else []
    assert {first for first, _ in hidden} == {"a tab"}  # Behind the dash of an entry, it costs the entry.


def test_a_field_that_could_not_be_read_is_asked_for_in_vain():
    file = parse_partly(b"id: a-case\ntitle: 5\nmeasures:\n  - nine\npause: [{question: Why?}]\n", "x.yml")
    case = read_soundly(Case, file)
    assert case and vars(case)["title"] == "5" and case.sources == ()
    with pytest.raises(NotRead, match="happened"):
        case.happened  # noqa: B018
    with pytest.raises(NotRead, match="title"):
        case.measures[0].title  # noqa: B018
    assert read_soundly(Case, parse_partly(b"- a\n", "x.yml")) is None


def test_what_may_stand_in_a_misspelt_or_lost_key_is_not_read():
    misspelt = read_soundly(Module, parse_partly(b"id: a\ntensoins: []\n", "x.yml"))
    lost = read_soundly(Module, parse_partly(b"id: a\ntensions: [\n", "x.yml"))
    assert misspelt and "tensions" not in vars(misspelt)
    assert lost and "tensions" not in vars(lost) and lost.components == ()


def test_a_key_that_may_stand_in_what_is_lost_is_not_missing():
    file = parse_partly(b"id: a-case\n title: A case\nwhy: x\n", "x.yml")
    said = {problem.where for problem in judge(Case, file, "case a")[1]}
    assert "case a, summary" in said and not said & {"case a, title", "case a, id"}


@settings(max_examples=30)
@given(st.sets(st.sampled_from(sorted(FAULTS)), min_size=3))
def test_of_many_faults_none_is_told_that_would_vanish(small_book, names):
    alone = {sentence for name in names for sentence in judge_with(small_book, (name,))}
    assert set(judge_with(small_book, frozenset(names))) <= alone
