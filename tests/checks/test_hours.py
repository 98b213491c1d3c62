"""Whatever advice is taken where a module's hours do not add up, all its sums come out."""

from __future__ import annotations

from copy import deepcopy

import pytest
from hypothesis import given, strategies as st
from places import SMALL

from macros.base.yaml_files import parse
from macros.checks.rules import hours_add_up
from macros.checks.rules.hours_add_up import list_remedies
from macros.records.entries import create_record_entry
from macros.records.handbook import Handbook
from macros.records.kinds import KINDS, Module

PATH = "modules/catalogue/small-start.yml"
FILE = parse((SMALL / PATH).read_bytes(), PATH)


def build(sessions, tasks, hours, credits) -> dict:
    data = deepcopy(FILE.data)
    session, task = data["sessions"][0], data["workplace"][0]
    data["sessions"] = [
        {**session, "id": f"s{number}", "minutes": minutes, "plan": [{"minutes": plan, "title": "A"}]}
        for number, (minutes, plan) in enumerate(sessions, 1)
    ]
    data["workplace"] = [{**task, "id": f"w{number}", "hours": each} for number, each in enumerate(tasks, 1)]
    data["hours"] = dict(zip(("contact", "self_study", "workplace", "total"), hours))
    return {**data, "credits": credits}


def read(data: dict) -> Module:
    return Module.model_validate(data)


def say(module: Module) -> list[str]:
    handbook = Handbook()
    handbook.records["module"].append(create_record_entry(KINDS["module"], module, FILE))
    return [f"{problem.wrong}; {problem.right}" for problem in hours_add_up.check(handbook)]


def apply(data: dict, remedy) -> dict:
    """The module with what is advised, in which the last session or task gives what these are to come to."""
    data = deepcopy(data)
    for route, value in remedy.items():
        if route == ("sessions",):
            data["sessions"] = [{**data["sessions"][0], "minutes": round(value * 60)}]
            data["sessions"][0]["plan"] = [{"minutes": round(value * 60), "title": "A"}]
        elif route == ("workplace",):
            data["workplace"] = [{**data["workplace"][0], "hours": round(value, 2)}]
        elif route[-1] == "plan":
            data["sessions"][route[1]]["plan"] = [{"minutes": value, "title": "A"}]
        elif len(route) == 3:
            data["sessions"][route[1]]["minutes"] = value
        elif route == ("credits",):
            data["credits"] = round(value)
        else:
            data["hours"][route[-1]] = round(value, 2)
    return data


MINUTES = st.integers(1, 60).map(lambda number: number * 5)
HOURS = st.integers(1, 60).map(lambda number: number / 2)


PLANNED = st.one_of(MINUTES.map(lambda minutes: (minutes, minutes)), st.tuples(MINUTES, MINUTES))


@given(
    st.lists(PLANNED, min_size=1, max_size=3),
    st.lists(HOURS, min_size=1, max_size=3),
    st.tuples(HOURS, HOURS, HOURS, HOURS),
    st.integers(1, 12),
)
def test_whatever_advice_is_taken_all_sums_come_out(sessions, tasks, hours, credits):
    data = build(sessions, tasks, hours, credits)
    for remedy in list_remedies(read(data)):
        assert say(read(apply(data, remedy))) == [], remedy


@given(st.lists(MINUTES, min_size=1, max_size=3), st.lists(HOURS, min_size=1, max_size=3), HOURS)
def test_where_one_figure_is_off_it_is_among_those_that_could_give_way(sessions, tasks, off):
    contact, workplace = round(sum(sessions) / 60, 2), sum(tasks)
    credits = int(contact + workplace) // 10 + 1
    right = (contact, round(credits * 10 - contact - workplace, 2), workplace, credits * 10)
    data = build([(each, each) for each in sessions], tasks, right, credits)
    for place, key in enumerate(("contact", "self_study", "workplace", "total")):
        if abs(off - right[place]) > 0.02 and right[place] > 0.01:
            wrong = deepcopy(data)
            wrong["hours"][key] = off
            assert {("hours", key)} in [set(remedy) for remedy in list_remedies(read(wrong))]


@pytest.mark.parametrize(
    "sessions, tasks, hours, credits, sentence",
    [
        (
            [(60, 60), (660, 660)],
            [19],
            (11, 20, 19, 50),
            5,
            "contact is 11 and the sessions come to 12; make the sessions 11 hours, or contact 12 and"
            " self_study 19, or contact 12, workplace 18 and the tasks 18 hours",
        ),
        (
            [(60, 50)],
            [2],
            (1, 7, 2, 20),
            1,
            "total is 20 and the three kinds come to 10, and 1 credit is 10 hours and the total is 20, and"
            " session s1 lasts 60 minutes and its plan comes to 50; make the plan of session s1 60 minutes"
            " and total 10, or the plan of session s1 60 minutes, credits 2 and self_study 17, or the plan of"
            " session s1 60 minutes, credits 2, workplace 12 and the tasks 12 hours, or session s1 50"
            " minutes, contact 0.83, total 10 and self_study 7.17, or session s1 50 minutes, contact 0.83,"
            " credits 2 and self_study 17.17, or session s1 50 minutes, contact 0.83, total 10, workplace"
            " 2.17 and the tasks 2.17 hours",
        ),
    ],
)
def test_all_that_is_off_is_one_sentence(sessions, tasks, hours, credits, sentence):
    assert say(read(build(sessions, tasks, hours, credits))) == [sentence]
