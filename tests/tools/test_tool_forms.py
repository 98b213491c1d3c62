"""Which instrument a tool is filled in after is the instrument's own word, and what the plan's page asks of
its form is there."""

from __future__ import annotations

from dataclasses import replace

from macros.checks.rules import instruments_have_their_scale, tools_have_their_form
from macros.tools.data import find_plan_form


def test_the_plans_form_is_the_instrument_that_says_so(real_book, small_book):
    assert find_plan_form(real_book).id == "development-plan-form"
    assert find_plan_form(small_book) is None


def test_a_prompt_that_the_plan_misses_is_a_problem(real_book):
    form = find_plan_form(real_book)
    sections = [
        section.model_copy(update={"id": "aim"}) if section.id == "goal" else section
        for section in form.node.sections
    ]
    changed = replace(form, node=form.node.model_copy(update={"sections": sections}))
    [problem] = tools_have_their_form.check(
        replace(real_book, all_records={**real_book.records, "instrument": [changed]})
    )
    assert problem.wrong == "has no prompt 'goal' in a section 'goal', whose question the plan shows"
    assert problem.right == "add it, or remove 'tool:'"


def test_a_second_form_of_the_plan_is_a_problem(real_book):
    form = find_plan_form(real_book)
    second = replace(form, id="second-form")
    book = replace(
        real_book, all_records={**real_book.records, "instrument": [*real_book.records["instrument"], second]}
    )
    [problem] = tools_have_their_form.check(book)
    assert problem.wrong == "is filled in by the plan, whose form is 'development-plan-form' already"
    assert problem.right == "remove 'tool:' here or there"


def test_only_instruments_of_a_tool_lead_to_it(real_book):
    tools = {entry.id: entry.node.tool for entry in real_book.records["instrument"]}
    assert tools == {
        "development-plan-form": "plan",
        "loss-sheet": None,
        "mlcf-360": None,
        "mlcf-self-assessment": "self-assessment",
        "observers-sheet": None,
        "project-workbook": None,
    }


def test_a_second_scale_for_a_framework_is_a_problem(real_book):
    form = real_book.resolve("mlcf-self-assessment")
    scale = real_book.resolve("mlcf-360").node.scale
    changed = replace(form, node=form.node.model_copy(update={"scale": scale}))
    [problem] = instruments_have_their_scale.check(
        replace(real_book, all_records={**real_book.records, "instrument": [changed]})
    )
    assert problem.wrong == "is a second scale for the items of 'mlcf', which has one"
    assert problem.right == "remove it here, or in framework/competencies/mlcf.yml"
