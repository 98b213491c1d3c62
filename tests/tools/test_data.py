"""What the tools know of the handbook agrees with the records, and stands beside them in two forms."""

from __future__ import annotations

import json
from functools import cache

import pytest
import real_records
from built import ROOT, book, resolve, site
from jsonschema import Draft202012Validator, FormatChecker

from macros.addresses.repository import Repository
from macros.addresses.urls import Urls
from macros.rendering.record_pages import list_record_pages
from macros.rendering.renderer import Renderer
from macros.tools.data import (
    FULL_MINUTES,
    GOAL_FIELDS,
    QUICK_MINUTES,
    build_tool_data,
    find_scale,
    hash_behaviour,
    list_blank_forms,
)  # fmt: skip
from macros.tools.data_files import (
    CONTENTS_FIELDS,
    DETAIL_FIELDS,
    OUTLINE_FIELDS,
    format_json,
    format_scripts,
)
from macros.tools.offers import ENOUGH_OFFERS

COMPETENCIES = ROOT / "framework/competencies"
SCHEMA = ROOT / "docs/assets/data/handbook.schema.json"


@cache
def data() -> dict:
    return build_tool_data(book(), Urls(True), real_records.list_pages().values())


def items() -> list[dict]:
    return [item for framework in data()["frameworks"] for item in framework["items"]]


def test_every_framework_with_items_can_be_rated():
    assert {each["id"] for each in data()["frameworks"]} == {
        each.id for each in book().records["framework"] if each.node.items
    }
    assert data()["frameworks"][0]["id"] == "mlcf"


@pytest.mark.parametrize("id", sorted(file.stem for file in COMPETENCIES.glob("*.yml")))
def test_a_framework_holds_together(id):
    framework = next((each for each in data()["frameworks"] if each["id"] == id), None)
    if framework is None:  # One without items cannot be rated.
        assert not book().resolve(id).node.items
        return
    ids = [item["id"] for item in framework["items"]]
    assert sorted(ids) == sorted(leaf.id for leaf in book().list_leaves(book().resolve(framework["id"])))
    assert [id for domain in framework["domains"] for id in domain["items"]] == ids
    values = [level["value"] for level in framework["scale"]["levels"]]
    assert values == sorted(set(values)) and framework["aim"] == values[-2]
    assert framework["edition"] == max(framework["editions"])
    assert 5 <= framework["minutes"]["quick"] <= framework["minutes"]["full"] <= 60
    for item in framework["items"]:
        assert item["top"] in values
        assert 2 <= len(item["behaviours"]) <= 5
        assert len({each["key"] for each in item["behaviours"]}) == len(item["behaviours"])
        assert item["levels"] == [] or [level["value"] for level in item["levels"]] == values


def test_every_page_that_can_be_marked_or_added_to_a_plan_is_known():
    known = {each["id"] for each in [*data()["records"], *items()]}
    assert [page.entry.id for page in list_record_pages(book()) if page.entry.id not in known] == []
    domain = next(each for each in data()["records"] if each["id"] == "mlcf/1")
    assert (domain["kind"], domain["in"]) == ("Domain", "Medical Leadership Competency Framework")


def test_every_item_is_offered_something_to_learn_from():
    records = {record["id"]: record for record in data()["records"]}
    every = {item["id"] for item in items()}
    for item in items():
        kinds = {records[offer["record"]]["kind"] for offer in item["offers"]}
        assert "Session" in kinds and len(item["offers"]) >= 3, item["id"]
        assert all(offer["via"] in ("", "skill") or offer["via"] in every for offer in item["offers"])
        assert len({offer["record"] for offer in item["offers"]}) == len(item["offers"])


def offer(record: str, via: str = "") -> dict:
    return {"record": record, "via": via}


def test_an_element_is_offered_what_names_it_before_what_names_its_counterparts():
    offers = next(item["offers"] for item in items() if item["id"] == "mlcf/2.2")
    assert offers[0] == offer("patients-communities-partners/s2")
    assert (
        offer("force-field") in offers and offer("new-rota-lead") in offers and offer("chole-quic") in offers
    )
    assert all(each["via"] == "" for each in offers)
    quality = next(item["offers"] for item in items() if item["id"] == "lqf/pq2")
    assert len(quality) >= ENOUGH_OFFERS and offer("leading-self/s1", "mlcf/1.1") in quality


def test_an_element_that_nothing_names_is_offered_sessions_on_its_skills():
    offers = next(item["offers"] for item in items() if item["id"] == "fmlm/t2")
    assert 1 <= len(offers) <= 5 and all(each["via"] == "skill" for each in offers)


def test_the_sessions_that_share_most_skills_with_an_element_are_offered_first():
    runs = []
    for item in items():
        skills = set(book().resolve(item["id"]).node.skills)
        sessions = [book().resolve(each["record"]) for each in item["offers"] if each["via"] == "skill"]
        runs.append([len(skills & set(session.node.skills)) for session in sessions])
    assert runs == [sorted(run, reverse=True) for run in runs]
    assert any(len(set(run)) > 1 for run in runs)


def test_the_questions_on_an_element_leave_out_those_on_the_choice_of_one():
    asked = sorted(question for item in data()["frameworks"][0]["items"] for question in item["questions"])
    sections = {
        section.id: section.prompts for section in book().resolve("mlcf-self-assessment").node.sections
    }
    assert any(prompt.item for prompt in sections.pop("choose"))
    assert asked == sorted(prompt.text for prompts in sections.values() for prompt in prompts)


def test_the_minutes_that_a_framework_takes_are_rounded_up_to_five():
    for framework in data()["frameworks"]:
        number, minutes = len(framework["items"]), framework["minutes"]
        for depth, each in (("quick", QUICK_MINUTES), ("full", FULL_MINUTES)):
            assert minutes[depth] % 5 == 0 and 0 <= minutes[depth] - number * each < 5, framework["id"]


def test_levels_and_tops_of_frameworks_that_have_their_own():
    lqf = {item["id"]: (item["top"], item["topKnown"]) for item in items() if item["id"].startswith("lqf/")}
    assert lqf["lqf/pq1"] == (4, True) and lqf["lqf/pq2"] == (3, True) and lqf["lqf/sd1"] == (4, False)
    hlm = next(each for each in data()["frameworks"] if each["id"] == "hlm")
    assert all(len(item["levels"]) == 4 for item in hlm["items"]) and hlm["domains"][0]["title"] == ""
    mlcf = data()["frameworks"][0]
    others = [each for each in data()["frameworks"] if each["id"] != "lqf"]
    assert all(item["topKnown"] for each in others for item in each["items"]), "no top is named in any"
    assert all(item["levels"] == [] for item in mlcf["items"]), "stages of a career are no rating"
    assert mlcf["scale"]["levels"][0]["meaning"].startswith("The chance came")


def test_a_form_and_a_tool_rate_a_framework_on_the_one_scale_that_its_page_shows():
    view = Renderer(book(), Urls(), Repository()).view("tools/index")
    shown = {each["id"]: each["scale"] for each in data()["frameworks"]}
    rated = 0
    for instrument in book().records["instrument"]:
        if framework := instrument.node.framework:
            scale = book().resolve(framework).node.scale
            assert instrument.node.scale is None and view.find_instrument_scale(instrument) == scale
            assert [
                (level["value"], level["title"], level["meaning"]) for level in shown[framework]["levels"]
            ] == [(level.value, level.title, level.meaning) for level in scale.levels]
            rated += 1
    assert rated


def test_a_framework_without_a_scale_is_rated_on_that_of_the_core_framework():
    leads, mlcf = book().resolve("leads"), book().resolve("mlcf")
    assert find_scale(book(), leads) == (find_scale(book(), mlcf)[0], True)


def test_a_small_handbook_has_a_scale_too(small_book):
    framework = small_book.records["framework"][0]
    assert len(find_scale(small_book, framework)[0].levels) >= 2
    assert list_blank_forms(small_book)[0].kind == "instrument"


def test_a_pathway_says_where_its_stops_are_and_how_long_they_take():
    pathway = next(each for each in data()["pathways"] if each["id"] == "new-rota-lead")
    assert sum(stop["minutes"] for stop in pathway["stops"]) <= pathway["minutes"]
    assert all(stop["title"] and stop["url"].endswith("/") or "#" in stop["url"] for stop in pathway["stops"])


def test_reworded_behaviours_are_other_behaviours():
    assert (
        hash_behaviour("Asks the nurse.")
        == hash_behaviour("Asks the nurse.")
        != hash_behaviour("Asks a nurse.")
    )


def test_every_field_of_a_goal_that_is_prompted_has_its_prompts():
    prompts = {prompt["id"]: prompt for prompt in data()["prompts"]}
    assert {id: prompts[id]["field"] for id in GOAL_FIELDS} == GOAL_FIELDS
    assert all(prompt["field"] == GOAL_FIELDS.get(id, "") for id, prompt in prompts.items())


def run(script: str, setting: str):
    """What a script of the data sets, of which ``setting`` is the beginning."""
    assert script.startswith(setting) and script.endswith(";\n"), script[:80]
    return json.loads(script.removeprefix(setting).removesuffix(";\n"))


def test_both_forms_say_the_same():
    """The scripts, put together as the page does, are the JSON file."""
    scripts = format_scripts(data())
    together = run(scripts.pop("assets/data/handbook.js"), "window.handbook.data=")
    places = together.pop("scripts")
    assert all(together[name] == [] for name in CONTENTS_FIELDS)
    contents = run(scripts.pop(places["contents"]), "window.handbook.contents=")
    for framework, outline in zip(together["frameworks"], contents.pop("frameworks"), strict=True):
        assert tuple(outline) == OUTLINE_FIELDS and not any(framework[name] for name in OUTLINE_FIELDS)
        framework |= outline
    together |= contents
    assert "description" not in json.dumps(together["schema"])
    together["schema"] = data()["schema"]
    together["crosswalks"] = run(scripts.pop(places["crosswalks"]), "window.handbook.data.crosswalks=")
    for framework in together["frameworks"]:
        details = run(
            scripts.pop(places["frameworks"][framework["id"]]),
            f'(window.handbook.details=window.handbook.details||{{}})["{framework["id"]}"]=',
        )
        assert [tuple(details[item["id"]]) for item in framework["items"]] == [DETAIL_FIELDS] * len(
            framework["items"]
        )
        assert not any(set(DETAIL_FIELDS) & set(item) for item in framework["items"])
        framework["items"] = [{**item, **details[item["id"]]} for item in framework["items"]]
        assert not any("behaviours" in domain for domain in framework["domains"])
        framework["domains"] = [
            {**domain, **details.get(domain["id"], {"behaviours": []})} for domain in framework["domains"]
        ]
    assert scripts == {}
    whole = json.loads(format_json(data()))
    assert (
        whole.pop("note")
        == "Data of the Clinical Leadership Handbook's tools. Addresses are from the site's root."
    )
    assert together == whole == json.loads(json.dumps(data()))


def faults(schema: dict, value) -> list[str]:
    """Where a value breaks a schema, and what is wrong there."""
    found = Draft202012Validator(schema, format_checker=FormatChecker()).iter_errors(value)
    return [f"{'/'.join(map(str, each.absolute_path))}: {each.message[:200]}" for each in found]


def test_the_data_are_as_their_schema_says():
    schema = json.loads(SCHEMA.read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    assert faults(schema, json.loads(format_json(data()))) == []


def test_the_data_of_a_small_handbook_are_as_their_schema_says(small_book):
    assert (
        faults(
            json.loads(SCHEMA.read_text("utf-8")),
            json.loads(format_json(build_tool_data(small_book, Urls(True)))),
        )
        == []
    )


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("frameworks", 0, "items", 0, "behaviours", 0), ["0123abcd", "Asks."]),
        (("frameworks", 0, "items", 0, "offers", 0, "via"), None),
        (("pathways", 0, "stops", 0), ["a", 5, "A", "a/"]),
        (("crosswalks", 0, "pairs", 0, "relation"), "sameMatch"),
        (("aliases",), [["old", "new"]]),
        (("frameworks", 0, "scale", "levels"), []),
        (("records", 0, "minutes"), "5"),
        (("prompts", 0, "answer"), 5),
        (("pages", "plan"), "/plan/"),
        (("extra",), 1),
    ],
)
def test_the_schema_refuses_what_scripts_could_not_read(path, value):
    first_of_each = {key: part[:1] if isinstance(part, list) else part for key, part in data().items()}
    whole = json.loads(format_json(first_of_each))
    assert faults(json.loads(SCHEMA.read_text("utf-8")), whole) == []
    part = whole
    for step in path[:-1]:
        part = part[step]
    part[path[-1]] = value
    assert len(faults(json.loads(SCHEMA.read_text("utf-8")), whole)) == 1


@pytest.mark.slow
@pytest.mark.parametrize("offline", [False, True])
def test_every_address_in_the_built_data_is_a_page_of_the_site(offline):
    folder = site(offline)
    # A copy for a disk has the scripts alone, the second of which holds the addresses of the records.
    names = ("handbook.js", "contents.js") if offline else ("handbook.json",)
    built = {}
    for name in names:
        text = (folder / "assets/data" / name).read_text("utf-8")
        read = json.loads(text[text.index('{"') : text.rindex("}") + 1])
        built |= {key: value for key, value in read.items() if value}
    found = []

    def walk(value):
        for key, inner in (
            value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        ):
            if key == "url":
                found.append(inner)
            walk(inner)

    walk({key: value for key, value in built.items() if key != "schema"})
    found += built["pages"].values()
    assert len(found) > 400
    for url in sorted({resolve("", url).partition("#")[0] for url in found}):
        assert (folder / url if url.endswith(".html") else folder / url / "index.html").is_file(), url
