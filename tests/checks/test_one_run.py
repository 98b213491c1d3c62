"""One run tells every problem of a file, whatever its phase, and none that would vanish once another is
mended."""

from __future__ import annotations

from itertools import combinations

import pytest
import runs
from hypothesis import given, settings, strategies as st
from judged_text import judge_text
from places import SMALL

from macros.base.yaml_files import parse_partly
from macros.checks.run import check_handbook
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
    "an American word": ("title: Talk}", "title: Talk in color}"),
    "a person for a role": ("components: [small-talk]", "reviews: [{date: 2026-11-24, role: Dr Jane Smith}]"),
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


@settings(max_examples=runs.EXAMPLES * 3 // 10)
@given(st.sets(st.sampled_from(sorted(FAULTS)), min_size=3))
def test_of_many_faults_none_is_told_that_would_vanish(small_book, names):
    alone = {sentence for name in names for sentence in judge_with(small_book, (name,))}
    assert set(judge_with(small_book, frozenset(names))) <= alone


NOTES = """\
id: late-beds
title: Late beds: a ward tries again
summary: A ward made beds by noon.
drafted: 1 December 2026
setting: One ward
country: England
period: 2020
led_by: A registrar
scale: 12 beds
outcome: Worked
outcome_note: "Beds were made sooner.
depth: short
settings: ward
problem: Beds came at two.
rationale: Steps add up.
pause: [What first?]
happened: It worked.
comparison: None.
went_wrong: Nothing noted.
lessons:
  – Begin small.
  – Count.
theories:
  - {theory: small steps, text: It shows <i>steps</i>.}
tensions:
  - {tension: fast-and-slow, text: They waited.}
competencies:
  - {item: small/1.1, how: They listened.}
measures:
  - {id: beds, title: Beds, unit: beds, better: higher, points: [{when: Before, value: 3}], reads: More.}
"""
NOTED_SOURCE = """\
  - id: smith-2020
    type: article-journal
    authors: [John P. Smith]
    journal: Emergency Medicine Journal
    year: c. 2020
    title: Beds by noon
    doi: https://doi.org/10.1136/emermed-2020-123456
    grade: theory
    seen: unread
"""


def test_a_case_from_plain_notes_and_its_source_take_two_runs(small):
    """Eight runs failed before one did, in November 2026: 1, 17, 3 and 9 problems, and 1, 5, 3 and 2."""
    case, sources = small / "modules/cases/late-beds.yml", small / "framework/sources.yml"
    sound_sources = sources.read_text("utf-8")
    case.write_text(NOTES, "utf-8")
    sources.write_text(sound_sources + NOTED_SOURCE, "utf-8")
    told = [problem.where for problem in check_handbook(small).problems]
    assert told == [
        "file sources, sources 2, authors 1",
        "file sources, sources 2, journal",
        "file sources, sources 2, year",
        "file sources, sources 2, doi",
        "case late-beds, did",
        "file",  # A colon in the title.
        "case late-beds, drafted",
        "case late-beds, outcome",
        "file",  # Quotes that are never closed.
        "case late-beds, settings",
        "case late-beds, pause",
        "case late-beds, lessons",
        "case late-beds, theories 1, theory",
        "case late-beds, theories 1, text",
        "case late-beds, measures 1, certainty",
        "case late-beds, measures 1, source",
    ]
    for written, meant in (
        ("Late beds: a", "Late beds, a"), ("1 December 2026", "2026-11-30"), ("Worked", "worked"),
        ('"Beds were made', "Beds were made"), ("settings: ward", "settings: [ward]"),
        ("[What first?]", "[What first?, What next?]"), ("\N{EN DASH}", "-"), ("small steps", "small-steps"),
        ("<i>steps</i>", "steps"), ("happened:", "did: One step.\nhappened:"),
        ("reads: More.", "reads: More., certainty: low, source: kotter-1996"),
    ):  # fmt: skip
        case.write_text(case.read_text("utf-8").replace(written, meant), "utf-8")
    source = NOTED_SOURCE.replace("John P. Smith", "Smith JP").replace("journal: ", "container: ")
    source = source.replace("c. 2020", "2020").replace("https://doi.org/", "")
    sources.write_text(sound_sources + source, "utf-8")
    assert [problem.where for problem in check_handbook(small).problems] == ["source smith-2020, type"]
    details = "    volume: 37\n    pages: 12-18\n"
    sources.write_text(sound_sources + source + details, "utf-8")
    assert check_handbook(small).problems == []


FAULTY_KEYS = ("authors 1", "journal", "year", "doi")


def test_sound_entries_of_a_list_are_judged_beside_a_faulty_one(small):
    """What compares sources, and what asks for one of them, does not wait for another to be mended."""
    sources = small / "framework/sources.yml"
    text = sources.read_text("utf-8")
    entry = text[text.index("  - id: kotter-1996") :].rstrip("\n") + "\n"
    twice = entry.replace("kotter-1996", "a-first")
    sources.write_text(f"{text.rstrip()}\n{twice}{NOTED_SOURCE}", "utf-8")
    told = [(problem.where, problem.rule) for problem in check_handbook(small).problems]
    assert told == [
        ("source a-first, id", "sources-stand-in-order"),
        ("source a-first, title", "sources-are-whole"),
        *((f"file sources, sources 3, {key}", "fields-are-as-described") for key in FAULTY_KEYS),
    ]


def test_what_a_record_tells_is_not_called_unsourced_while_its_source_cannot_be_read(small):
    sources, theory = small / "framework/sources.yml", small / "framework/theories/small-steps.yml"
    theory.write_text(
        theory.read_text("utf-8").replace("summary: ", "summary: A review found that ", 1), "utf-8"
    )
    told = [problem.path for problem in check_handbook(small).problems]
    assert "framework/theories/small-steps.yml" in told
    sources.write_text(sources.read_text("utf-8").replace("year: 1996", "year: c. 1996"), "utf-8")
    told = [problem.path for problem in check_handbook(small).problems if "found" in problem.wrong]
    assert told == []
