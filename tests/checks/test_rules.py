"""The finer points of rules whose sentences stand in ``tests/bad_input``: what counts, and what just does
not."""

from __future__ import annotations

import os
import re
from dataclasses import replace

import pytest

from macros.checks.rules import (
    anchors_do_not_clash,
    behaviours_can_be_seen,
    cases_are_told_in_full,
    closed_lists_are_carried_over,
    figures_have_sources,
    pages_say_when_drafted,
    pathways_fit_their_minutes,
    summaries_read_well,
    years_follow_one_another,
)
from macros.checks.rules.behaviours_can_be_seen import UNSEEN
from macros.checks.rules.figures_have_sources import CLAIMS, FIGURE
from macros.checks.rules.summaries_read_well import MOST_WORDS, OPENINGS
from macros.checks.run import check_cached
from macros.hand_written.pages import read_pages
from macros.records import schemas
from macros.records.field_plans import plan_fields
from macros.records.kinds import KINDS, Item
from macros.records.loader import load_handbook

DRAFTED = "---\ndrafted: 2026-11-22\n---\n"


def said(small, rule, path: str, old: str, new: str) -> list[str]:
    """What ``rule`` says of the small handbook with ``old`` in ``path`` changed into ``new``."""
    text = (small / path).read_text("utf-8")
    assert text.count(old) == 1
    (small / path).write_text(text.replace(old, new), "utf-8")
    book, problems = load_handbook(small)
    assert problems == []
    return [problem.wrong for problem in rule.check(book)]


# -- one check a run


def test_the_last_answer_stands_until_a_file_changes_or_goes(small):
    first = check_cached(small)
    assert first.problems == [] and check_cached(small) is first
    for path in ("modules/cases/small-ward.yml", "docs/guide.md", "framework/verbs.yml"):
        (small / path).parent.mkdir(exist_ok=True)
        (small / path).write_text("{{ nothing }}", "utf-8")
        found = check_cached(small)
        assert path in {problem.path for problem in found.problems} and check_cached(small) is found
    (small / "docs/guide.md").unlink()
    assert "docs/guide.md" not in {problem.path for problem in check_cached(small).problems}


def test_a_file_of_the_same_length_is_read_again(small):
    check_cached(small)
    file = small / "framework/verbs.yml"
    file.write_bytes(file.read_bytes().replace(b"describe", b"disclose"))
    os.utime(file, ns=(1, 1))
    assert "begins with 'describe', which is no verb of framework/verbs.yml" in {
        problem.wrong for problem in check_cached(small).problems
    }


@pytest.mark.parametrize("path", ["docs/away.md", "framework/theories/away.yml"])
def test_a_link_that_leads_nowhere_is_a_problem_and_no_crash(small, path):
    (small / path).parent.mkdir(exist_ok=True)
    (small / path).symlink_to("me@here.1234:5678")
    assert path in {problem.path for problem in check_cached(small).problems}


# -- behaviours_can_be_seen


BEHAVIOUR = ("framework/competencies/small.yml", "Repeats back what the nurse said before answering.")


@pytest.mark.parametrize(
    "text", ["Asks.", "Carries it out.", "Teaches it.", "Takes it.", "Repeats, once.", "asks"]
)
def test_the_third_person_of_a_listed_verb_will_do(small, text):
    assert said(small, behaviours_can_be_seen, *BEHAVIOUR, f'"{text}"') == []


@pytest.mark.parametrize("text", ["Ask.", "Teachies it.", "The nurse is asked.", "...", "-", "s", "1"])
def test_other_words_will_not(small, text):
    (wrong,) = said(small, behaviours_can_be_seen, *BEHAVIOUR, f'"{text}"')
    assert wrong.endswith("which is no verb of framework/verbs.yml")


@pytest.mark.parametrize("text", ["Knows it.", "Appreciates it.", "Aware of it.", "Understand it."])
def test_what_nobody_can_see_is_told_as_such(small, text):
    (wrong,) = said(small, behaviours_can_be_seen, *BEHAVIOUR, text)
    assert wrong.endswith("which nobody can see")


def test_an_outcome_begins_with_the_verb_itself(small):
    (wrong,) = said(
        small,
        behaviours_can_be_seen,
        "modules/catalogue/small-start.yml",
        "text: Describe a step.",
        "text: Describes a step.",
    )
    assert wrong == "begins with 'describes', which is no verb of framework/verbs.yml"


def test_the_outcomes_of_a_programme_are_told_of_its_participants(small):
    """'Stands straighter.' has no verb of the list; only outcomes of modules are assessed."""
    assert (
        said(
            small,
            behaviours_can_be_seen,
            "modules/programmes/small-programme.yml",
            "Stands straighter.",
            "More of them stay.",
        )
        == []
    )


def test_the_list_of_verbs_holds_none_for_a_state_of_mind(real_book):
    assert real_book.verbs.isdisjoint(UNSEEN)


# -- figures_have_sources


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("About 30% do.", "30%"), ("Some 7.5 % fell.", "7.5 %"), ("One in ten, 12 per cent.", "12 per cent"),
        ("a few per cent", "per cent"), ("The odds ratio was 2.", "odds ratio"),
        ("In 1,200 patients", "1,200 patients"), ("of 108 intensive care units", None),
        ("In 103 ICU units", "103 ICU units"), ("12 acute trusts", "12 acute trusts"),
        ("Ask two patients.", None), ("Day 3", None), ("24 hours, 7 days", None), ("page 30", None),
    ],
)  # fmt: skip
def test_what_is_a_figure(text, figure):
    found = FIGURE.search(text)
    assert (found and found[0]) == figure


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (
            "framework/theories/small-steps.yml",
            "criticism: Slow.",
            "criticism: Slow for 30% of wards.",
        ),  # The theory names a source.
        (
            "framework/competencies/small.yml",
            "summary: Asks what is not said.",
            "summary: Asks 30% more.",
        ),  # Its framework names one.
        (
            "modules/catalogue/small-start.yml",
            "why: To begin.",
            "why: To begin with 30% less.",
        ),  # Its reading does.
        (
            "framework/tensions/fast-and-slow.yml",
            "scene: The bleep goes.",
            "scene: The bleep goes for 30% of patients.",
        ),  # A made-up scene.
    ],
)
def test_a_figure_that_needs_no_more(small, path, old, new):
    assert said(small, figures_have_sources, path, old, new) == []


def test_a_figure_in_the_criticism_of_a_theory_without_a_source_needs_one(small):
    file = small / "framework/theories/small-steps.yml"
    text = file.read_text("utf-8")
    without = re.sub(r"(?m)^sources:\n(?:  .*\n)+", "", text)
    assert without != text
    file.write_text(without, "utf-8")
    assert said(small, figures_have_sources, file.relative_to(small), "Slow.", "Slow for 30% of wards.") == [
        "claims a figure ('30%') and no source is named"
    ]


def test_every_claim_is_words_of_some_record():
    fields, todo = set(), [kind.model for kind in KINDS.values()]
    seen = set()
    while todo:
        seen.add(model := todo.pop())
        todo += [field.part for field in plan_fields(model) if field.part and field.part not in seen]
        fields |= {field.name for field in plan_fields(model) if field.prose or field.line}
    assert CLAIMS - fields <= {"means"}  # Of glossary terms, which name no sources.


# -- summaries_read_well


SUMMARY = ("framework/instruments/small-form.yml", "summary: Three questions.")


@pytest.mark.parametrize(
    ("words", "wrong"), [(MOST_WORDS, []), (MOST_WORDS + 1, ["has a sentence of 40 words"])]
)
def test_how_long_a_sentence_may_be(small, words, wrong):
    assert said(small, summaries_read_well, *SUMMARY, "summary: " + " ".join(["word"] * words)) == wrong


def test_sentences_are_counted_one_by_one(small):
    assert said(small, summaries_read_well, *SUMMARY, "summary: " + "Word word word? " * 20) == []


def test_one_record_may_open_twice_alike(small):
    assert said(small, summaries_read_well, *SUMMARY, "summary: To be filled in.") == []


def test_capitals_and_emphasis_make_no_other_opening(small):
    (wrong,) = said(
        small,
        summaries_read_well,
        "framework/instruments/small-form.yml",
        "purpose: To be filled in.",
        "purpose: to BE *tested*. Or not.",
    )
    assert wrong == "opens as small does: 'to BE tested.'"
    assert said(
        small,
        summaries_read_well,
        "framework/tensions/fast-and-slow.yml",
        "scene: The bleep goes.",
        "scene: To be tested?",
    ) == [wrong]


def test_openings_are_fields():
    names = {
        name for model in (*(kind.model for kind in KINDS.values()), Item) for name in model.model_fields
    }
    assert set(OPENINGS) <= names


# -- pathways_fit_their_minutes


@pytest.mark.parametrize(("minutes", "wrong"), [(8, 0), (24, 0), (7, 1), (25, 1), (1, 1)])
def test_a_pathway_is_neither_overfull_nor_nearly_empty(small, minutes, wrong):
    """Its remedy and its stops take eight minutes."""
    assert (
        len(
            said(
                small,
                pathways_fit_their_minutes,
                "modules/pathways/small-way.yml",
                "minutes: 10",
                f"minutes: {minutes}",
            )
        )
        == wrong
    )


# -- addresses that every page has


@pytest.mark.parametrize("id", ["local", "trust"])
def test_a_tension_is_not_called_as_what_every_page_has(small, id):
    folder = small / "framework/tensions"
    text = (folder / "fast-and-slow.yml").read_text("utf-8")
    (folder / f"{id}.yml").write_text(text.replace("id: fast-and-slow", f"id: {id}", 1), "utf-8")
    book, problems = load_handbook(small)
    assert problems == []
    assert (
        f"framework/tensions/{id}.yml:1:1: tension {id}, id: '{id}' is an address that every page has;"
        in [str(problem).partition(" choose")[0] for problem in anchors_do_not_clash.check(book)]
    )


# -- years of a framework


def test_two_editions_of_one_year_are_in_order(small):
    editions = "editions:\n  - {title: First, year: 2020}\n  - {title: Second, year: 2020}\n"
    path = "framework/competencies/other.yml"
    assert said(small, years_follow_one_another, path, "owners:", f"{editions}owners:") == []


# -- cases_are_told_in_full


def test_a_time_of_a_case_lies_in_a_year_that_its_period_names(small):
    times = (
        "timeline:\n  - {start: 2019-03, end: 2020, what: It began.}\n  - {start: 2021, what: It ended.}\n"
    )
    path = "modules/cases/small-ward.yml"
    assert said(small, cases_are_told_in_full, path, "led_by:", f"{times}led_by:") == [
        "is in 2019, a year that the period ('2020') does not name",
        "is in 2021, a year that the period ('2020') does not name",
    ]


# -- the day of a page


def test_a_page_without_its_day_is_told_what_to_write_and_one_of_an_edition_is_not(small):
    (small / "mkdocs.yml").write_text("site_name: Small\n", "utf-8")
    pages = {"bare": "# Bare\n", "titled": "---\ntitle: Titled\n---\n# T\n", "dated": f"{DRAFTED}# D\n"}
    (small / "docs").mkdir()
    for name, text in pages.items():
        (small / f"docs/{name}.md").write_text(text, "utf-8")
    wrong = "front matter: has no 'drafted', the day on which the page was written or last rewritten;"
    found = read_pages(small)[0]
    assert [str(problem) for problem in pages_say_when_drafted.check(small, found)] == [
        f"docs/bare.md:1:1: {wrong} begin the page with three lines: '---', 'drafted: 2026-11-22' with its"
        " day, and '---'",
        f"docs/titled.md:1:1: {wrong} write the day as 'drafted: 2026-11-22'",
    ]
    assert [str(problem) for problem in check_cached(small).problems if wrong in str(problem)] != []
    of_edition = {uri: replace(page, source_path=f"north/docs/{uri}") for uri, page in found.items()}
    assert list(pages_say_when_drafted.check(small, of_edition)) == []
    (small / "mkdocs.yml").unlink()
    assert list(pages_say_when_drafted.check(small, found)) == []


# -- closed_lists_are_carried_over


@pytest.fixture
def program(small):
    """The small handbook with the schemas of its own lists, and the phrases of its lists to translate."""
    book, _ = load_handbook(small)
    (small / schemas.FOLDER).mkdir(parents=True)
    for name, text in schemas.build_schemas(book).items():
        (small / schemas.FOLDER / name).write_text(text, "utf-8")
    titles = {entry.title for words in book.vocabularies.values() for entry in (words, *words.terms)}
    phrases = small / closed_lists_are_carried_over.PHRASES
    phrases.parent.mkdir(parents=True)
    phrases.write_text("\n".join(f'msgid "{title}"\nmsgstr ""\n' for title in sorted(titles)), "utf-8")
    return small


def judge_lists(root) -> list[str]:
    book, _ = load_handbook(root)
    return [str(problem) for problem in closed_lists_are_carried_over.check(book, root)]


def test_lists_that_schemas_and_phrases_have_need_nothing(program):
    assert judge_lists(program) == []


def test_a_new_word_is_told_with_the_commands_that_carry_it_over(program):
    vocabulary = program / "framework/vocabulary.yml"
    text = vocabulary.read_text("utf-8")
    new = "      - id: prison\n        title: Prison and detention\n        description: Care in prisons.\n"
    vocabulary.write_text(text.replace("      - id: theatre\n", f"{new}      - id: theatre\n"), "utf-8")
    line = text[: text.index("  - id: setting\n")].count("\n") + 1
    word = text[: text.index("      - id: theatre\n")].count("\n") + 2
    path = "framework/vocabulary.yml"
    assert judge_lists(program) == [
        f"{path}:{line}:5: list setting, id: its words are not those that pathway.schema.json,"
        " programme.schema.json and 8 more in docs/schemas give to editors; run: python3 scripts/handbook"
        " schemas",
        f"{path}:{word}:9: list setting, title: 'Prison and detention' is not among the phrases that are"
        " translated (macros/i18n/locale/handbook.pot); run: python scripts/translations.py",
    ]


def test_a_schema_that_cannot_be_read_has_no_words(program):
    (program / schemas.FOLDER / "source.schema.json").write_text("{", "utf-8")
    (program / schemas.FOLDER / "sources.schema.json").write_text("{", "utf-8")
    assert {problem.split(":")[3] for problem in judge_lists(program)} >= {" list grade, id"}
