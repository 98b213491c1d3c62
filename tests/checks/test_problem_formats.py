"""What the check tells programs: annotations of GitHub, JSON in its schema, and SARIF. Whatever a file is
called or holds, none of them obeys it."""

from __future__ import annotations

import json
import re

import jsonschema
import pytest
from golden import GOLDEN

from macros.base.problems import Problem
from macros.base.rule_explanations import read_explanations
from macros.checks.problem_formats import SCHEMA, write_github, write_json, write_sarif
from macros.checks.run import check_handbook
from macros.cli import main

SCHEMA_OF_JSON = jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text("utf-8")))
UNSHOWN = "\N{REPLACEMENT CHARACTER}"
HOURS = Problem("modules/a.yml", 9, 3, "module a, hours", "is 13", "write 12", "hours-add-up")
HOSTILE = Problem(
    "framework/a,b: 100%\n::stop-commands::x  y.yml",
    1,
    1,
    "term x\x1b[2J",
    "'\r\n::set-output name=a::b' is 100% off",
    "##[add-mask]secret",
    "yaml-can-be-read",
)
SENTENCES = ["3 records of 1 kind are sound.", "::stop-commands::end\n::warning::North: 2% left out."]


def test_github_is_told_the_place_the_rule_and_the_sentence():
    assert write_github([HOURS], []) == (
        "::error file=modules/a.yml,line=9,col=3,title=hours-add-up::module a, hours: is 13; write 12"
    )


def test_github_obeys_nothing_that_a_file_says():
    lines = write_github([HOSTILE], SENTENCES).split("\n")
    assert lines == [
        f"::error file=framework/a%2Cb%3A 100%25{UNSHOWN}%3A%3Astop-commands%3A%3Ax  y.yml,line=1,col=1,"
        f"title=yaml-can-be-read::term x{UNSHOWN}[2J: ' ::set-output name=a::b' is 100%25 off;"
        " ##[add-mask]secret",
        "::notice::3 records of 1 kind are sound.",
        "::notice::::stop-commands::end ::warning::North: 2%25 left out.",
    ]


@pytest.mark.parametrize("problems", [[], [HOURS], [HOSTILE, HOURS]])
def test_json_is_of_its_form(problems):
    document = json.loads(write_json(problems, [] if problems else SENTENCES))
    SCHEMA_OF_JSON.validate(document)
    assert document["counts"] == {"problems": len(problems), "files": len(problems)}
    assert document["is_sound"] is (not problems)
    assert [problem["text"] for problem in document["problems"]] == [*map(str, problems)]
    assert not re.search(r"[\x00-\x1f\x7f-\x9f]", "".join(str(value) for value in document.values()))


def test_sarif_names_each_rule_and_where_it_is_explained():
    log = json.loads(write_sarif([HOURS, HOSTILE], "1.0", "https://handbook.example/"))
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert (log["version"], run["columnKind"], len(rules)) == (
        "2.1.0",
        "unicodeCodePoints",
        len(read_explanations()),
    )
    assert {rule["helpUri"] for rule in rules} == {
        f"https://handbook.example/contribute/rules/{rule['id']}/" for rule in rules
    }
    hours, hostile = run["results"]
    assert rules[hours["ruleIndex"]]["id"] == hours["ruleId"] == "hours-add-up"
    assert hours["message"] == {"text": "module a, hours: is 13; write 12"}
    assert hours["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "modules/a.yml", "uriBaseId": "%SRCROOT%"},
                "region": {"startLine": 9, "startColumn": 3},
            }
        }
    ]
    place = hostile["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert place == "framework/a%2Cb%3A%20100%25%0A%3A%3Astop-commands%3A%3Ax%20%20y.yml"


def test_sarif_gives_no_address_of_a_site_that_is_not_known():
    assert "helpUri" not in write_sarif([HOURS], "1.0", "")


@pytest.mark.parametrize("form", ["github", "json", "sarif"])
def test_the_check_prints_problems_in_each_form_and_ends_as_ever(small, capfd, monkeypatch, form):
    (small / "mkdocs.yml").write_text("site_name: Small\n", "utf-8")
    (small / "docs").mkdir()
    (small / "docs/index.md").write_text("---\ndrafted: 2026-11-22\n---\n\n# Small\n", "utf-8")
    monkeypatch.chdir(small)
    assert main(["check", "--format", form]) == 0
    sound, err = capfd.readouterr()
    assert err == "" and ("14 records of 12 kinds are sound." in sound) is (form != "sarif"), sound
    case = GOLDEN["a-session-longer-than-its-plan.yml"]
    (small / case.place).write_bytes(case.content)
    assert main(["check", "--format", form]) == 1
    out, err = capfd.readouterr()
    (problem,) = check_handbook(small).problems
    assert err == "" and problem.wrong in out and "hours-add-up" in out


def test_the_check_says_at_its_end_where_rules_are_explained(small, capfd, monkeypatch):
    (small / "mkdocs.yml").write_text("site_name: Small\n", "utf-8")
    (small / "docs").mkdir()
    (small / "docs/index.md").write_text("---\ndrafted: 2026-11-22\n---\n\n# Small\n", "utf-8")
    case = GOLDEN["a-session-longer-than-its-plan.yml"]
    (small / case.place).write_bytes(case.content)
    monkeypatch.chdir(small)
    told = f"{case.report[0]} [hours-add-up]\n1 problem in 1 file.\nThe rules in brackets are explained "
    assert (main(["check"]), capfd.readouterr().err) == (
        1,
        f"{told}in macros/checks/explanations, and by: python3 scripts/handbook explain hours-add-up\n",
    )
    monkeypatch.setenv("HANDBOOK_SITE_URL", "https://handbook.example/leaders")
    assert (main(["check"]), capfd.readouterr().err) == (
        1,
        f"{told}at https://handbook.example/leaders/contribute/rules/.\n",
    )
    monkeypatch.delenv("HANDBOOK_SITE_URL")
    (small / "mkdocs.yml").write_text("site_name: Small\nsite_url: https://north.example/\n", "utf-8")
    assert (main(["check"]), capfd.readouterr().err) == (
        1,
        f"{told}at https://north.example/contribute/rules/.\n",
    )
