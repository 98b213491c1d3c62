"""What the tools know of the handbook agrees with the records, and stands beside them in two forms."""

from __future__ import annotations

import json
from functools import cache

import pytest
from built import book, resolve, site

from macros.addresses.urls import Urls
from macros.rendering.record_pages import record_pages
from macros.tools.data import ENOUGH, as_json, as_script, behaviour_key, blank_forms, scale_for, tool_data


@cache
def data() -> dict:
    return tool_data(book(), Urls(True))


def items() -> list[dict]:
    return [item for framework in data()["frameworks"] for item in framework["items"]]


def test_every_framework_with_items_can_be_rated():
    assert {each["id"] for each in data()["frameworks"]} == {each.id for each in book().records["framework"] if each.node.items}
    assert data()["frameworks"][0]["id"] == "mlcf"


@pytest.mark.parametrize("framework", data()["frameworks"], ids=lambda each: each["id"])
def test_a_framework_holds_together(framework):
    ids = [item["id"] for item in framework["items"]]
    assert sorted(ids) == sorted(leaf.id for leaf in book().leaves(book().resolve(framework["id"])))
    assert [id for domain in framework["domains"] for id in domain["items"]] == ids
    values = [level["value"] for level in framework["scale"]["levels"]]
    assert values == sorted(set(values)) and framework["aim"] == values[-2]
    assert framework["edition"] == max(framework["editions"])
    assert 5 <= framework["minutes"]["quick"] <= framework["minutes"]["full"] <= 60
    for item in framework["items"]:
        assert item["top"] in values
        assert 2 <= len(item["behaviours"]) <= 5
        assert len({key for key, _ in item["behaviours"]}) == len(item["behaviours"])
        assert item["levels"] == [] or [level["value"] for level in item["levels"]] == values


def test_every_page_that_can_be_marked_or_added_to_a_plan_is_known():
    known = {each["id"] for each in [*data()["records"], *items()]}
    assert [page.entry.id for page in record_pages(book()) if page.entry.id not in known] == []
    domain = next(each for each in data()["records"] if each["id"] == "mlcf/1")
    assert (domain["kind"], domain["in"]) == ("Domain", "Medical Leadership Competency Framework")


def test_every_item_is_offered_something_to_learn_from():
    records = {record["id"]: record for record in data()["records"]}
    every = {item["id"] for item in items()}
    for item in items():
        kinds = {records[id]["kind"] for id, _ in item["offers"]}
        assert "Session" in kinds and len(item["offers"]) >= 3, item["id"]
        assert all(via in ("", "skill") or via in every for _, via in item["offers"])
        assert len({id for id, _ in item["offers"]}) == len(item["offers"])


def test_an_element_is_offered_what_names_it_before_what_names_its_counterparts():
    offers = next(item["offers"] for item in items() if item["id"] == "mlcf/2.2")
    assert offers[0] == ["patients-communities-partners/s2", ""]
    assert ["force-field", ""] in offers and ["new-rota-lead", ""] in offers and ["chole-quic", ""] in offers
    assert all(via == "" for _, via in offers)
    quality = next(item["offers"] for item in items() if item["id"] == "lqf/pq2")
    assert len(quality) >= ENOUGH and ["leading-self/s1", "mlcf/1.1"] in quality


def test_an_element_that_nothing_names_is_offered_sessions_on_its_skills():
    offers = next(item["offers"] for item in items() if item["id"] == "fmlm/t2")
    assert 1 <= len(offers) <= 5 and all(via == "skill" for _, via in offers)


def test_levels_and_tops_of_frameworks_that_have_their_own():
    lqf = {item["id"]: (item["top"], item["topKnown"]) for item in items() if item["id"].startswith("lqf/")}
    assert lqf["lqf/pq1"] == (4, True) and lqf["lqf/pq2"] == (3, True) and lqf["lqf/sd1"] == (4, False)
    hlm = next(each for each in data()["frameworks"] if each["id"] == "hlm")
    assert all(len(item["levels"]) == 4 for item in hlm["items"]) and hlm["domains"][0]["title"] == ""
    mlcf = data()["frameworks"][0]
    assert all(item["levels"] == [] for item in mlcf["items"]), "stages of a career are no rating"
    assert mlcf["scale"]["levels"][0]["meaning"].startswith("The chance came"), "the instrument's own words"


def test_a_framework_without_a_scale_is_rated_on_that_of_the_core_framework():
    leads, mlcf = book().resolve("leads"), book().resolve("mlcf")
    assert scale_for(book(), leads) == (scale_for(book(), mlcf)[0], True)


def test_a_small_handbook_has_a_scale_too(small_book):
    framework = small_book.records["framework"][0]
    assert len(scale_for(small_book, framework)[0].levels) >= 2
    assert blank_forms(small_book)[0].kind == "instrument"


def test_a_pathway_says_where_its_stops_are_and_how_long_they_take():
    pathway = next(each for each in data()["pathways"] if each["id"] == "new-rota-lead")
    assert sum(minutes for _, minutes, _, _ in pathway["stops"]) <= pathway["minutes"]
    assert all(title and url.endswith("/") or "#" in url for _, _, title, url in pathway["stops"])


def test_reworded_behaviours_are_other_behaviours():
    assert behaviour_key("Asks the nurse.") == behaviour_key("Asks the nurse.") != behaviour_key("Asks a nurse.")


def test_both_forms_say_the_same():
    script = as_script(data())
    assert script.startswith("window.handbook.data={") and script.endswith("};\n")
    whole = json.loads(as_json(data()))
    assert whole.pop("note") == "Data of the Clinical Leadership Handbook's tools. Addresses are from the site's root."
    assert json.loads(script.removeprefix("window.handbook.data=").rstrip(";\n")) == whole == json.loads(json.dumps(data()))


@pytest.mark.slow
@pytest.mark.parametrize("offline", [False, True])
def test_every_address_in_the_built_data_is_a_page_of_the_site(offline):
    folder = site(offline)
    built = json.loads((folder / "assets/data/handbook.json").read_text("utf-8"))
    found = []

    def walk(value):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
            if key == "url":
                found.append(inner)
            walk(inner)

    walk({key: value for key, value in built.items() if key != "schema"})
    found += built["pages"].values()
    assert len(found) > 400
    for url in sorted({resolve("", url).partition("#")[0] for url in found}):
        assert (folder / url if url.endswith(".html") else folder / url / "index.html").is_file(), url
