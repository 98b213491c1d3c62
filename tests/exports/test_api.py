"""The static API: its files are what its schemas, its description and the page on it say."""

import json
import re
import shutil
import subprocess
from datetime import UTC, datetime

import pytest
from built import book
from exported import create_edition
from jsonschema import Draft202012Validator, FormatChecker
from openapi_spec_validator import validate
from places import ROOT
from referencing import Registry, Resource

from macros.exports.api import FORMAT
from macros.exports.publication import Publication
from macros.records.kinds import KINDS

PAGE = ROOT / "docs/deaneries/data.md"
MOMENT = datetime(2026, 12, 1, tzinfo=UTC)


def write(handbook, address="https://handbook.example/", only=()):
    publication = Publication(handbook, "The handbook", address, generated=MOMENT)
    return {file.place: json.loads(file.content) for file in FORMAT.write(publication, only)}


@pytest.fixture(scope="module")
def files(small_book):
    return write(small_book)


@pytest.fixture(scope="module")
def real_files():
    return write(book())


def find_schema(place):
    """The name of the schema of the file at ``place``, as the description gives it."""
    if place in ("index.json", "vocabularies/index.json"):
        return place.split("/")[0].removesuffix(".json")
    folder, name = place.split("/")
    return "list" if name == "index.json" else next(k.name for k in KINDS.values() if k.section == folder)


def list_faults(files):
    validators = {
        place.removeprefix("schemas/").removesuffix(".json"): Draft202012Validator(
            schema, format_checker=FormatChecker()
        )
        for place, schema in files.items()
        if place.startswith("schemas/")
    }
    return [
        f"{place}: {fault.json_path}: {fault.message}"
        for place, content in files.items()
        if not place.startswith("schemas/") and place != "openapi.json"
        for fault in validators[find_schema(place)].iter_errors(content)
    ]


def test_every_file_of_the_small_handbook_is_what_its_schema_says(files):
    assert list_faults(files) == []


@pytest.mark.slow
def test_every_real_file_is_what_its_schema_says(real_files):
    assert list_faults(real_files) == []


def test_the_schemas_are_sound_and_refuse_what_is_none(files):
    for place in [place for place in files if place.startswith("schemas/")]:
        Draft202012Validator.check_schema(files[place])
    module = next(place for place in files if place.startswith("modules/") and "index" not in place)
    broken = {**files, module: {**files[module], "generated": "yesterday", "fields": {}}}
    faults = list_faults(broken)
    assert f"{module}: $.generated: 'yesterday' is not a 'date-time'" in faults
    assert f"{module}: $.fields: 'id' is a required property" in faults


def test_the_description_is_sound_and_names_only_schemas_and_folders_that_are_there(files):
    description = files["openapi.json"]
    address = "https://handbook.example/api/v1/openapi.json"
    schemas = [(place, file) for place, file in files.items() if place.startswith("schemas/")]
    registry = Registry().with_resources(
        (f"https://handbook.example/api/v1/{place}", Resource.from_contents(schema))
        for place, schema in schemas
    )
    assert len(registry) == len(schemas)
    named = set(re.findall(r'"\$ref": "(schemas/[^"]+)"', json.dumps(description)))
    assert named <= set(files)
    plain = json.loads(re.sub(r'\{"\$ref": "schemas/[^"]+"\}', "{}", json.dumps(description)))
    validate(plain, base_uri=address)
    for path in description["paths"]:
        folder = path.removeprefix("/").partition("{")[0]
        assert any(place.startswith(folder) for place in files), path


def test_as_many_records_come_out_as_went_in(small_book, files):
    for kind in KINDS.values():
        ids = [entry.id for entry in small_book.all_records[kind.name]]
        assert [item["id"] for item in files[f"{kind.section}/index.json"]["items"]] == ids
        assert [files[f"{kind.section}/{id}.json"]["fields"]["id"] for id in ids] == ids
    counts = {line["name"]: line["count"] for line in files["index.json"]["lists"]}
    assert counts["sources"] == len(small_book.sources) and counts["terms"] == len(small_book.terms)


def test_every_href_leads_to_a_file_and_every_link_to_an_id(files):
    hrefs = [line["href"] for line in files["index.json"]["lists"]]
    hrefs += [item["href"] for file in files.values() for item in file.get("items", ()) if "href" in item]
    assert [href for href in hrefs if href not in files] == []
    ids = {item["id"] for file in files.values() for item in (*file.get("items", ()), *file.get("parts", ()))}
    for place, file in files.items():
        for link in file.get("links", ()):
            assert link["to"] in ids, (place, link)


def test_a_link_is_told_at_both_its_ends(files):
    """That of a glossary term stands with the term, in its field ``see``."""
    records = [file for place, file in files.items() if "fields" in file]
    there = {
        (link["from"], link["field"], link["to"])
        for file in records
        for link in file["linked_from"]
        if link["kind"] != "term"
    }
    here = {(link["from"], link["field"], link["to"]) for file in records for link in file["links"]}
    assert there and there <= here


def test_uuids_are_the_same_at_another_address_and_on_another_day(small_book, files):
    others = write(small_book, "https://elsewhere.example/handbook/")
    for place, file in files.items():
        if "uuid" in file:
            assert others[place]["uuid"] == file["uuid"]
            assert others[place]["page"].startswith("https://elsewhere.example/handbook/")
    assert len({file["uuid"] for file in files.values() if "uuid" in file}) == sum(
        "uuid" in f for f in files.values()
    )


def test_without_an_address_pages_are_named_from_the_root(small_book):
    files = write(small_book, "")
    assert files["openapi.json"]["servers"] == [{"url": "."}]
    pages = [file["page"] for file in files.values() if "page" in file]
    assert pages and not any("://" in page for page in pages)


def test_what_is_wanted_alone_is_written(small_book):
    wanted = small_book.all_records["module"][0]
    files = write(small_book, only=(wanted,))
    assert [place for place in files if "fields" in files[place]] == [f"modules/{wanted.id}.json"]


# -- what the documentation shows


def test_the_example_in_python_runs_as_it_is_printed(monkeypatch, capsys):
    """The cases that name an item of the framework, as the records say."""
    handbook = book()
    framework = handbook.resolve("mlcf", "framework")
    files = write(handbook, only=(framework,))

    class Answer:
        def __init__(self, address):
            self.place = address.removeprefix("https://handbook.example/api/v1/")

        def __enter__(self):
            return self

        def __exit__(self, *_):
            pass

        def read(self):
            return json.dumps(files[self.place])

    monkeypatch.setattr("urllib.request.urlopen", Answer)
    (program,) = re.findall(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.S)
    exec(program, {})
    cases = {
        link.origin.record.id
        for link in handbook.links
        if link.target.record is framework and link.origin.kind == "case"
    }
    assert cases and capsys.readouterr().out == f"{sorted(cases)}\n"


def test_the_examples_for_a_terminal_and_a_page_run_as_they_are_printed(real_files, tmp_path):
    """Of the files on disk, since nothing is to be fetched: curl reads them at ``file:``, and so does what
    stands for ``fetch``."""
    for place in ("modules/index.json", "frameworks/mlcf.json"):
        (file := tmp_path / "api/v1" / place).parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(real_files[place]), "utf-8")
    page = PAGE.read_text("utf-8")
    (command,) = re.findall(r"```sh\n(curl.*?)```", page, re.S)
    (program,) = re.findall(r"```js\n(.*?)```", page, re.S)
    fetch = (
        "import { readFileSync } from 'node:fs';\n"
        "const fetch = async (address) => ({ json: async () => JSON.parse(readFileSync(address)) });\n"
    )
    if not all(map(shutil.which, ("curl", "jq", "node"))):
        pytest.skip("curl, jq or node is not here")
    command = command.replace("https://handbook.example", tmp_path.as_uri())
    lines = run_program("sh", "-c", command)
    assert lines == [f"{item['title']}  {item['page']}" for item in real_files["modules/index.json"]["items"]]
    program = fetch + program.replace("https://handbook.example", str(tmp_path))
    shown = "".join(run_program("node", "--input-type=module", "--eval", program))
    items = real_files["frameworks/mlcf.json"]["fields"]["items"]
    assert re.findall(r"['\"](.+?)['\"](?:,|\s*\])", shown) == [
        f"{item['code']} {item['title']}" for item in items
    ]


def run_program(*arguments):
    run = subprocess.run(arguments, capture_output=True, text=True, check=True, timeout=60)
    return run.stdout.splitlines()


def test_every_address_that_the_documentation_shows_is_there(real_files):
    text = PAGE.read_text("utf-8")
    places = set(re.findall(r"api/v1/([\w/-]+\.json)", text))
    assert len(places) >= 5
    assert [place for place in places if place not in real_files] == []


def test_what_an_edition_says_of_a_record_stands_in_its_file(small_book, files):
    north = create_edition(
        contacts=[{"for": ["small-start", "small/1.1"], "title": "Events team", "phone": "01632 960 101"}],
        dates=[{"for": "small-start/s1", "date": "2027-03-02"}],
        notes=[{"for": "small-start", "text": "We begin *here*."}],
    )
    publication = Publication(small_book, "North", "https://north.example/", north, generated=MOMENT)
    local = {file.place: json.loads(file.content) for file in FORMAT.write(publication, ())}
    assert list_faults(local) == []
    assert local["modules/small-start.json"]["local"] == {
        "contacts": [{"for": "small-start", "title": "Events team", "phone": "01632 960 101"}],
        "dates": [{"for": "small-start/s1", "date": "2027-03-02"}],
        "notes": [{"for": "small-start", "text": "We begin *here*."}],
    }
    assert [line["for"] for line in local["frameworks/small.json"]["local"]["contacts"]] == ["small/1.1"]
    assert "local" not in local["modules/small-end.json"]
    assert not any("local" in file for file in files.values())
