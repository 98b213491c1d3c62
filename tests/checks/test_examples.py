"""What is told as found, and what says that it is made up: sentences on both sides of the rule."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from macros.checks.rules import examples_say_so
from macros.checks.rules.examples_say_so import find_faults
from macros.checks.run import check_handbook
from macros.records.loader import load_handbook

TENSION = "framework/tensions/fast-and-slow.yml"
ABOUT = "about: It has always been so.\n"

# The sentences of the handbook as they stood before the rule, and others of their kind.
FOUND = {
    "A foundation doctor's project more than halved missed doses on one ward.": "halved",
    "Uptake rose by a tenth, mostly among people who had been coming.": "rose by a tenth",
    "A trust board reads that falls are down 18% since the new assessment form.": "are down 18%",
    "Training alone is not known to work: a review found 16 studies of measures.": "a review found",
    "Four NHS case studies found local gains from tools.": "studies found",
    "Waits fell from 34 to 12 per cent.": "fell from 34 to 12",
    "The ward cut its falls by a third.": "cut its falls by a third",
    "Within a year the time to theatre had dropped by 40 minutes.": "dropped by 40",
    "Complaints have halved.": "halved",
    "Since then referrals nearly doubled, and nobody asked why.": "doubled",
    "Sickness on the unit went from 8.2% to 5%.": "went from 8.2% to 5",
    "Time from door to antibiotic improved by 22 minutes.": "improved by 22",
    "In six months discharges before noon rose threefold.": "rose threefold",
    "The new form reduced omissions on both wards by half.": "reduced omissions on both wards by half",
    "Studies have shown that huddles work.": "Studies have shown",
    "Research suggests that kind teams are safer.": "Research suggests",
    "There is no doubt: evidence shows that coaching pays.": "evidence shows",
    "Another small trial of huddles found no effect.": "Another small trial of huddles found",
}
# Those from the handbook first; then what says that it is made up, may be, or tells no result.
PASSES = [
    "Two cities can be cut by ten minutes where participants did them in the earlier module.",
    "If the cases run long, cut the presentations to five minutes each.",
    "Alone, eight minutes to cut by half. Five volunteers tell it in two minutes.",
    "Go through one cupboard with a support worker, and list what is expired, doubled or never used.",
    "A doctor who wants the discharge round moved from eleven to nine will be told no at least twice.",
    "Too many incident reviews find a tired person and a policy that was not followed.",
    "Comparative data show who does well as plainly as who does badly.",
    "The first of the eight occasions fell in 2010.",
    "In 2025 boards were told to halve their running costs, and many to merge in 2026 or 2027.",
    "Six minutes in plenary: how many rings shrank once the box was written?",
    "Suppose a foundation doctor's project more than halved missed doses on one ward.",
    "Imagine that the clinic moved to evenings. Uptake rose by a tenth.",
    "For example, a ward's falls fell by a third after the form.",
    "In an invented ward waits fell from 34 to 12 per cent.",
    "On a ward where, say, 9 patients wait, the wait fell by 40 minutes.",
    "With no rota this would have reduced the time on call by half.",
    "If waits fell by half, who would notice?",
    "They stop until the waits have halved.",
    "The registrar rose at six and went from bay 3 to bay 7.",
    "It fell to one registrar to tell her.",
    "## What studies found",
    "(The figures are invented.)\n\nWaits fell by half.",
    "Waits fell by half.\n\nNobody knew why.\n\n(The figures are made up for teaching.)",
]  # fmt: skip


def judge(root: Path, path: str, old: str, new: str) -> list[str]:
    """What the rule says of the small handbook in ``root`` with ``old`` in ``path`` changed into ``new``."""
    text = (root / path).read_text("utf-8")
    assert text.count(old) == 1
    (root / path).write_text(text.replace(old, new), "utf-8")
    book, problems = load_handbook(root)
    assert problems == []
    return [problem.wrong for problem in examples_say_so.check(book)]


def put(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, "utf-8")


@pytest.mark.parametrize("sentence", FOUND)
def test_a_result_is_told_as_found(sentence):
    ((offset, wrong),) = find_faults(f"All is well.\n\n{sentence}", lambda paragraph: False)
    assert wrong == f"tells '{FOUND[sentence]}' as something found, and not by whom"
    assert f"All is well.\n\n{sentence}"[offset:].startswith(FOUND[sentence].split()[0])


@pytest.mark.parametrize("text", PASSES)
def test_what_is_made_up_or_no_result_passes(text):
    assert list(find_faults(text, lambda paragraph: False)) == []


def test_research_is_not_made_up_by_the_end_of_its_text():
    text = "A review found nothing.\n\nOn the second ward waits fell by half.\n\n(The wards are invented.)"
    assert [wrong for _, wrong in find_faults(text, lambda paragraph: False)] == [
        "tells 'A review found' as something found, and not by whom"
    ]


# -- what names a source


@pytest.mark.parametrize(
    ("words", "faults"),
    [
        ("Waits fell by half.", 1),
        ("Waits fell by half (Kotter).", 0),
        ("In 1996 waits fell by half.", 0),
        ("In 1997 waits fell by half.", 1),
        ("At [the small ward](small-ward) waits fell by half.", 0),
        ("With [small steps](small-steps) waits fell by half.", 1),
        ("In a pilot waits fell by half.", 0),
        ("A trial found that waits fell by half.", 1),
        ("A trial of 1996 found that waits fell by half.", 0),
    ],
)
def test_a_paragraph_of_a_record_names_one_of_its_sources(small, words, faults):
    new = f'sources: [{{source: kotter-1996}}]\nabout: "{words}"\n'
    assert len(judge(small, TENSION, ABOUT, new)) == faults


@pytest.mark.parametrize("words", ["In a pilot waits fell by half.", "Waits fell by half (Kotter)."])
def test_a_record_without_sources_names_none(small, words):
    assert len(judge(small, TENSION, ABOUT, f"about: {words}\n")) == 1


@pytest.mark.parametrize(
    ("path", "old", "new", "faults"),
    [
        ("modules/cases/small-ward.yml", "happened: It worked.", "happened: Beds fell by half.", 0),
        ("framework/theories/small-steps.yml", "criticism: ", "criticism: Waits fell by half. ", 0),
        ("modules/catalogue/small-start.yml", "why: The steps.", "why: Waits fell by half.", 0),
        ("modules/catalogue/small-start.yml", "why: To begin.", "why: Waits fell by half.", 1),
        ("framework/glossary.yml", "means: Anyone", "means: By 2019 waits fell by half. Anyone", 0),
        ("framework/glossary.yml", "means: Anyone", "means: Waits fell by half. Anyone", 1),
        (
            "framework/competencies/small.yml",
            "        summary: Hears what is said.",
            "        summary: Hears what is said.\n        scene: Waits fell by half.",
            0,
        ),
        (TENSION, "scene: The bleep goes.", "scene: Waits fell by half.", 1),
    ],
)
def test_where_it_stands_decides(small, path, old, new, faults):
    """Cases and citations report their sources, and the scene of a competency is labelled as made up."""
    assert len(judge(small, path, old, new)) == faults


@pytest.mark.parametrize(
    ("words", "faults"),
    [
        ("Waits fell by half.", 1),
        ('Waits fell by half ({{ cite("kotter-1996") }}).', 0),
        ('At {{ ref("small-ward") }} waits fell by half.', 0),
        ('With {{ ref("small-steps") }} waits fell by half.', 1),
        ("Waits [fell by half](https://www.england.nhs.uk/).", 0),
        ("## A made-up ward\n\nWaits fell by half.", 0),
        ("## A made-up ward\n\nIt is late.\n\n## A ward\n\nWaits fell by half.", 1),
        ("| Ward | What came of it |\n|---|---|\n| 7 | Waits fell by half |", 1),
    ],
)
def test_a_paragraph_of_a_page_cites(small, words, faults):
    put(small, "docs/guide.md", f"# Guide\n\n{words}\n")
    told = [problem for problem in check_handbook(small).problems if "something found" in problem.wrong]
    assert len(told) == faults


def test_pages_for_contributors_are_about_the_program(small):
    put(small, "docs/contribute/guide.md", "# Guide\n\nThe time of a build fell by half.\n")
    assert check_handbook(small).problems == []


# -- what is advised

ADVICE = re.compile(r"^name (.+), or begin with '(\w+)' where it is made up$")


@pytest.mark.parametrize("sentence", FOUND)
def test_what_is_advised_for_a_result_is_accepted(small, sentence):
    """Each half of the advice, in a record and on a page."""
    file = small / TENSION
    sound = file.read_text("utf-8")
    page = "# Guide\n\n{}\n"

    def advise(words: str) -> list[str]:
        file.write_text(sound.replace(ABOUT, f"sources: [{{source: kotter-1996}}]\nabout: >-\n  {words}\n"))
        put(small, "docs/guide.md", page.format(words))
        return [str(problem.right) for problem in check_handbook(small).problems]

    advised = sorted(advise(sentence))
    assert [ADVICE.match(right).groups() for right in advised] == [
        ('its source: {{ cite("…") }}', "Suppose"),
        ("the author or the year of a source that the record lists", "Suppose"),
    ]
    assert advise(f"Suppose {sentence[0].lower()}{sentence[1:]}") == []
    cite = '{{ cite("kotter-1996") }}'
    file.write_text(
        sound.replace(ABOUT, f"sources: [{{source: kotter-1996}}]\nabout: >-\n  {sentence} (Kotter, 1996)\n")
    )
    put(small, "docs/guide.md", page.format(f"{sentence} {cite}"))
    assert check_handbook(small).problems == []
