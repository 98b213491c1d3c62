"""What the form in the browser says is wrong with a record: the check's own sentences, from one description
of the fields; and prose as the pages have it."""

from __future__ import annotations

import copy
import json
import random
import re

import pytest
from edit_in_node import ask
from node_tools import needs_node
from runs import LONG

from macros.base.problems import Problem, Problems, spell
from macros.base.yaml_files import parse
from macros.checks.rules import (
    behaviours_can_be_seen,
    cases_are_told_in_full,
    hours_add_up,
    parts_refer_to_parts,
    prose_is_safe,
    summaries_read_well,
)
from macros.editing.form import describe_form
from macros.records.field_plans import walk_texts
from macros.records.handbook import Handbook
from macros.records.kinds import KINDS
from macros.records.loader import add_file
from macros.records.prose import render_html
from macros.records.validation import judge

pytestmark = needs_node

SCRIPTS = [f"record_rules/{name}" for name in ("nearest", "judging", "marks", "hours", "sums")]
JUDGE = """([kind, data], { recordRules, editing }) => {
    const faults = recordRules.judging.judgePart(editing.kinds[kind].model, data);
    return faults.length ? faults : recordRules.sums.judge(kind, data);
}"""
RULES = (
    behaviours_can_be_seen,
    cases_are_told_in_full,
    hours_add_up,
    parts_refer_to_parts,
    prose_is_safe,
    summaries_read_well,
)
DAMAGED = 1500 if LONG else 150
VALUES = ["", None, "x" * 450, "abc", "5.5", "-1", "0", "999999", "maybe", "true", "2026-13-45", "2099-01-01"]
VALUES += ["2020-01-01", "Words with Capitals", "o9", "s1", [], ["a"] * 9, ["x"], {"a": "b"}, "<b>bold</b>"]
VALUES += [
    "one two " * 40 + "three.",
    "a {{ card('x') }}",
    "a [link](coaching)",
    "<https://example.org>",
    "3",
]


def list_routes(data: object, route: tuple = ()) -> list[tuple]:
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [step for key, value in inner for step in ((*route, key), *list_routes(value, (*route, key)))]


def damage(chance: random.Random, data: dict) -> None:
    *above, last = chance.choice([route for route in list_routes(data) if route != ("id",)])
    part = data
    for step in above:
        part = part[step]
    if chance.random() < 0.15:
        del part[last]
    else:
        part[last] = copy.deepcopy(chance.choice(VALUES))


def find_problems(book: Handbook, kind: str, data: dict, path: str) -> tuple[bool, set[tuple[str, str, str]]]:
    """What the check says of the data of a record, each as (place, what is wrong, what would be right), and
    whether that is of its form alone."""
    file = parse(json.dumps(data).encode(), path)
    problems = judge(KINDS[kind].model, file, "record")[1]
    if problems:
        return True, {(p.where.partition(", ")[2], p.wrong, _read_remedy(p)) for p in problems}
    alone = Handbook()
    alone.verbs = book.verbs
    try:
        add_file(alone, file)
    except Problems:
        return True, set()
    return False, {("", p.wrong, _read_remedy(p)) for rule in RULES for p in rule.check(alone)}


def _read_remedy(problem: Problem) -> str:
    """What would be right; empty where the check guesses at what was meant, as the form does not."""
    is_guessed = problem.exact or problem.right.startswith("write the figure alone, as ")
    return "" if is_guessed else problem.right


def damage_records(book: Handbook) -> list[tuple[str, dict, str]]:
    chance = random.Random(11)
    kinds = ("module", "case", "theory", "programme", "tension", "pathway", "component", "instrument")
    entries = [entry for kind in kinds for entry in book.records[kind]]
    damaged = []
    for entry in chance.choices(entries, k=DAMAGED):
        data = parse(entry.file.text.encode(), entry.file.path).data
        damage(chance, data)
        damaged.append((entry.kind, data, entry.file.path))
    return damaged


@pytest.mark.slow
def test_the_form_says_of_damaged_records_what_the_check_says(real_book):
    damaged = damage_records(real_book)
    answers = ask(
        SCRIPTS, JUDGE, [[kind, data] for kind, data, _ in damaged], {"editing": describe_form(real_book)}
    )
    alike = 0
    for (kind, data, path), answer in zip(damaged, answers, strict=True):
        is_form, problems = find_problems(real_book, kind, data, path)
        if any("should be a list" in wrong for _, wrong, _ in problems):  # The form makes a list of it.
            continue
        place = (lambda fault: spell(fault["route"])) if is_form else (lambda fault: "")
        meant = {(where, wrong) for where, wrong, right in problems if not right}
        said_in_form = {
            (place(fault), fault["wrong"], "" if (place(fault), fault["wrong"]) in meant else fault["right"])
            for fault in answer
        }
        if is_form and problems:
            assert said_in_form == problems
        else:
            assert said_in_form <= problems
        alike += bool(said_in_form)
    assert alike > DAMAGED / 5


SENTENCES = [
    (
        ("hours", "contact"),
        "12",
        "contact is 12 and the sessions come to 11, and total is 50 and the three kinds come to 51",
        "make contact 11, or the sessions 12 hours and self_study 23, or the sessions 12 hours, workplace 14"
        " and the tasks 14 hours",
    ),
    (("credits",), "6", "6 credits are 60 hours and the total is 50", None),
    (
        ("outcomes", 0, "text"),
        "Understand yourself.",
        "begins with 'understand', which nobody can see",
        "say what one would see the person do",
    ),
    (
        ("outcomes", 0, "assessed_by", 0),
        "a9",
        "no assessment of this module has the id 'a9'",
        None,
    ),
    (("summary",), "so " * 40, "has a sentence of 40 words", "say it in two, of at most 39 words each"),
    (
        ("drafted",),
        "tomorrow",
        "'tomorrow' is not a day of the calendar",
        "write year-month-day, as 2026-11-22",
    ),
    (("title",), None, "is empty", "write the name people know it by, in sentence case"),
]


def test_a_slip_in_a_module_is_told_in_the_sentence_of_the_check(real_book):
    entry = real_book.resolve("leading-self")
    modules = []
    for route, value, _, _ in SENTENCES:
        data = part = parse(entry.file.text.encode(), entry.file.path).data
        for step in route[:-1]:
            part = part[step]
        part[route[-1]] = value
        modules.append(data)
    answers = ask(
        SCRIPTS, JUDGE, [["module", data] for data in modules], {"editing": describe_form(real_book)}
    )
    for (route, _, wrong, right), data, answer in zip(SENTENCES, modules, answers, strict=True):
        faults = {tuple(fault["route"]): (fault["wrong"], fault["right"]) for fault in answer}
        assert route in faults, (route, faults)
        assert (route, *faults[route]) == (route, wrong, right or faults[route][1])
        problems = find_problems(real_book, "module", data, entry.file.path)[1]
        told = {(wrong, right) for _, wrong, right in problems}
        assert set(faults.values()) <= told, route


def test_no_published_record_is_at_fault_in_the_form(real_book):
    cases = [
        [entry.kind, parse(entry.file.text.encode(), entry.file.path).data]
        for entries in real_book.records.values()
        for entry in entries
    ]
    for name, kind in (("terms", "term"), ("sources", "source")):
        entries = getattr(real_book, name)
        cases += [[kind, data] for data in parse(entries[0].file.text.encode(), "list.yml").data[name]]
    answers = ask(SCRIPTS, JUDGE, cases, {"editing": describe_form(real_book)})
    assert [faults for faults in answers if faults] == []


WRITE = """(text, { recordRules }) => {
    const signs = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
    const escape = (words) => words.replace(/[&<>"]/g, (sign) => signs[sign]);
    const attributes = ({ href, start }) =>
        (href ? ` href="${escape(href)}"` : "") + (start ? ` start="${start}"` : "");
    const write = (piece) => typeof piece === "string"
        ? escape(piece)
        : `<${piece.name}${attributes(piece)}>${piece.inside.map(write).join("")}</${piece.name}>`;
    return recordRules.prose.read(text).map(write).join("");
}"""
UNSAFE = [
    "A <script>alert(1)</script> and <img src=x onerror=alert(1)>.",
    "A [link](javascript:alert(1)) and [another](data:text/html,x).",
    "[words](https://example.org/a?b=c) and [mail](mailto:a@example.org)",
    "*One* **two** `three` _four_ snake_case and 2 * 3 * 4.",
    "1. First\n2. Second\n\nAfter.",
    "- One\n- Two\n  - Inner\n\nAfter.",
    "Words\n- a list",
    r"\*no emphasis\* and \[no link\](coaching)",
]


def unify(html: str) -> str:
    return re.sub(
        r"\s*(</?(?:p|ul|ol|li)(?: start=\"\d+\")?>)\s*", r"\1", html.replace(' rel="external noopener"', "")
    )


def test_prose_reads_in_the_form_as_on_its_page(real_book):
    texts = {text.text for entry in real_book.list_top_entries() for text in walk_texts(entry.node, "prose")}
    cases = [*sorted(texts), *UNSAFE]
    for text, html in zip(cases, ask(["record_rules/prose"], WRITE, cases), strict=True):
        assert unify(html) == unify(render_html(text, lambda id: id))
