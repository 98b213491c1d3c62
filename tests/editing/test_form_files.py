"""What the page that edits records is given: the fields, and the texts of the files as they are published."""

from __future__ import annotations

import json
import zlib
from base64 import b64decode

from macros.addresses.repository import Repository
from macros.editing.files import FOLDER, build_files, describe_repository, name_script
from macros.editing.form import describe_form, list_labels
from macros.i18n.catalogue import read_catalogue
from macros.i18n.phrases import use_catalogue
from macros.records.field_plans import plan_all_fields
from macros.records.kinds import KINDS, Module, Term

GITHUB = Repository("https://github.com/north/handbook")
GITLAB = Repository("https://gitlab.com/north/handbook", "trunk", "web")


def read_form(files: dict[str, str]) -> dict:
    return json.loads(files[f"{FOLDER}/form.js"].removeprefix("window.handbook.editing=").removesuffix(";\n"))


def test_a_field_is_described_as_its_model_has_it(small_book):
    form = describe_form(small_book)
    fields = {field["name"]: field for field in form["parts"]["Term"]}
    assert list(fields) == list(Term.model_fields)
    assert fields["means"] == {
        "name": "means",
        "help": "What it means, in plain words.",
        "required": True,
        "type": "prose",
        "shortest": 1,
    }
    assert fields["see"]["many"] == {} and (fields["see"]["type"], fields["see"]["of"]) == ("ref", "any")
    hours = {field["name"]: field for field in form["parts"]["ModuleHours"]}["contact"]
    assert (hours["type"], hours["above"], hours["most"]) == ("number", 0, 2000)


def test_every_model_of_every_kind_has_its_fields(small_book):
    form = describe_form(small_book)
    assert form["kinds"].keys() == {*KINDS, "term", "source"}
    for kind in form["kinds"].values():
        assert kind["model"] in form["parts"]
    for fields in form["parts"].values():
        for field in fields:
            assert field["type"] != "part" or field["of"] in form["parts"]
    assert {plan.name for plan in plan_all_fields(Module)} == {
        field["name"] for field in form["parts"]["Module"]
    }


def test_a_new_record_begins_with_what_it_must_have(small_book):
    begun = describe_form(small_book)["kinds"]["term"]["begun"]
    assert begun == {"id": None, "term": None, "means": None}


def test_the_names_of_fields_are_in_the_language_of_the_interface(small_book):
    assert describe_form(small_book)["labels"] == {}
    with use_catalogue(read_catalogue("cy")):
        form = describe_form(small_book)
    assert (form["labels"]["title"], form["labels"]["outcome_note"]) == ("Teitl", "Nodyn ar y deilliant")
    assert form["kinds"]["case"]["title"] != describe_form(small_book)["kinds"]["case"]["title"]
    words = {id: rest for id, *rest in form["words"]["setting"]}
    assert all(language == "cy" for _, language in words.values())
    assert {"Title", "Outcome note"} <= set(list_labels())


def test_the_text_of_a_file_comes_as_it_is(small_book):
    files = build_files(small_book, Repository())
    path = small_book.resolve("small-start").file.path
    script = files[name_script(path)]
    packed = json.loads(script.partition("]=")[2].removesuffix(";\n"))
    assert zlib.decompress(b64decode(packed)).decode() == small_book.resolve("small-start").file.text
    assert name_script(path) == "assets/data/edit/modules.catalogue.small-start.js"


def test_each_record_names_its_file_and_each_reference_its_title(small_book):
    form = read_form(build_files(small_book, Repository()))
    places = {id: form["files"][rest[0]] for _, id, _, *rest in form["records"] if rest}
    assert places["small-start"] == "modules/catalogue/small-start.yml"
    assert ["item", "small/1.1"] in [record[:2] for record in form["records"]]


def test_the_repository_gives_the_addresses_for_a_change_and_for_a_new_file():
    assert describe_repository(GITHUB) == {
        "edit": "https://github.com/north/handbook/edit/main/{path}",
        "new": "https://github.com/north/handbook/new/main/{folder}?filename={name}",
    }
    assert describe_repository(GITLAB) == {
        "edit": "https://gitlab.com/north/handbook/-/edit/trunk/web/{path}",
        "new": "https://gitlab.com/north/handbook/-/new/trunk/web/{folder}?file_name={name}",
    }
    assert describe_repository(Repository()) == {}
    assert describe_repository(Repository("https://github.com/north/handbook", is_certain=False)) == {}
