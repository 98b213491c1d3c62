"""The JSON Schemas say what the models say: every record fits its schema, and what does not fit a model does
not fit it.

A schema is for editors, which read plain YAML scalars by the core schema of YAML 1.2 (``2020`` is a number,
``true`` a truth, a date is text), while the handbook reads every scalar as text and lets the model type it.
So the records are put to the schemas as an editor would read them, and schema and model are to agree on
every way of writing a value that both can see.
"""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest
import runs
import yaml
from golden import GOLDEN
from jsonschema import Draft202012Validator, FormatChecker
from node_tools import needs_node
from places import ROOT, SMALL

from macros.base.html import find_ids
from macros.base.yaml_files import parse
from macros.cli import main
from macros.records.data_reference import describe_kinds, describe_limits
from macros.records.edition_file import EditionFile
from macros.records.field_plans import is_list, plan_fields
from macros.records.field_types import Part
from macros.records.handbook import Handbook
from macros.records.id_schemas import build_id_schema, build_id_schemas
from macros.records.kinds import FILES, KINDS
from macros.records.loader import load_handbook
from macros.records.schemas import FOLDER, build_schema, build_schemas, list_models, map_files
from macros.records.validation import fits_field
from macros.rendering.page_macros import Library

REAL = sorted(
    path.relative_to(ROOT).as_posix()
    for top in ("framework", "modules")
    for path in (ROOT / top).rglob("*.yml")
)
TINY = sorted(path.relative_to(SMALL).as_posix() for path in SMALL.rglob("*.yml"))

# YAML 1.2.2, clause 10.3.2 (core schema).
CORE = (
    (re.compile(r"|~|null|Null|NULL"), lambda text: None),
    (re.compile(r"true|True|TRUE|false|False|FALSE"), lambda text: text.lower() == "true"),
    (re.compile(r"[-+]?[0-9]+"), int),
    (re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?"), float),
)


def as_an_editor_reads(node: yaml.Node) -> object:
    if isinstance(node, yaml.MappingNode):
        return {key.value: as_an_editor_reads(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [as_an_editor_reads(each) for each in node.value]
    if not node.style:
        for form, read in CORE:
            if form.fullmatch(node.value):
                return read(node.value)
    return node.value


def schema_name(path: str) -> str:
    kind = next((kind.name for kind in KINDS.values() if path.startswith(f"{kind.folder}/")), None)
    return f"{kind or Path(path).stem}.schema.json"


def validators(book: Handbook) -> dict[str, Draft202012Validator]:
    checker = FormatChecker(["date"])
    return {
        name: Draft202012Validator(json.loads(text), format_checker=checker)
        for name, text in build_schemas(book).items()
    }


@pytest.fixture(scope="module")
def real(real_book):
    return validators(real_book)


@pytest.fixture(scope="module")
def tiny(small_book):
    return validators(small_book)


def misfits(validator: Draft202012Validator, path: str, raw: bytes) -> list[str]:
    errors = validator.iter_errors(as_an_editor_reads(parse(raw, path).root))
    return [f"{path}: {'/'.join(map(str, error.absolute_path))}: {error.message[:200]}" for error in errors]


def test_every_schema_is_one(real):
    assert set(real) == {f"{kind}.schema.json" for kind in KINDS} | {
        f"{Path(path).stem}.schema.json" for path in FILES
    } | {"edition.schema.json"}
    for validator in real.values():
        Draft202012Validator.check_schema(validator.schema)


@pytest.mark.parametrize("path", REAL)
def test_a_real_record_fits_its_schema(real, path):
    assert misfits(real[schema_name(path)], path, (ROOT / path).read_bytes()) == []


@pytest.mark.parametrize("path", TINY)
def test_a_small_record_fits_its_schema(tiny, path):
    assert misfits(tiny[schema_name(path)], path, (SMALL / path).read_bytes()) == []


CASES = {name: case for name, case in GOLDEN.items() if case.refused}


@pytest.mark.parametrize("name", CASES)
def test_a_golden_bad_record_does_not_fit_its_schema(tiny, name):
    case = CASES[name]
    assert misfits(tiny[schema_name(case.place)], case.place, case.content)


def test_the_golden_cases_that_are_of_the_model_s_kind_are_put_to_it():
    assert len(CASES) > 25


@pytest.mark.skipif(not (ROOT / FOLDER).is_dir(), reason="no schemas are committed")
def test_the_committed_schemas_are_up_to_date(real_book):
    committed = {file.name: file.read_text("utf-8") for file in (ROOT / FOLDER).iterdir()}
    wanted = build_schemas(real_book)
    stale = sorted(
        name for name in committed.keys() | wanted.keys() if committed.get(name) != wanted.get(name)
    )
    assert stale == [], "run `handbook schemas`"


# -- what an editor sees and what the check sees

# Not here is how a number is written that an editor no longer sees (007, +5, 1947.0), and a text that is
# true or false without quotes.
WRITTEN = [
    "words", "2010", '"2010"', "'1947'", "1.1", "1.10", '"1.10"', "-1", "0", "7", '"7"', "1947", "3000",
    '"true"', "yes", "no", "Yes", "NO", "on", "off", "y", "N", '"no"', "cy", "é", "12:30",
    "2026-11-22", '"2026-11-22"', "2026-02-30", "2027-06", "null", "~", '""', '" "', "[]", "{}", "[a]",
    "{a: b}", "a-b-c", "1-2", "s1", "o'brien", "Able A", "https://example.org/", "10.1136/bmj-2013",
    "9780102981469", "e190145", "764–782", "an id", "A_B", "mlcf/1.1", "1,500", "a@b.example",
]  # fmt: skip


TURNS = 9 if runs.FAST else 3


def every_model() -> list[type[Part]]:
    models, pending = set(), [*(kind.model for kind in KINDS.values()), *FILES.values(), EditionFile]
    while pending:
        models.add(model := pending.pop())
        pending += [plan.part for plan in plan_fields(model) if plan.part and plan.part not in models]
    return sorted(models, key=lambda model: model.__name__)


@pytest.mark.parametrize("model", every_model(), ids=lambda model: model.__name__)
def test_schema_and_model_agree_on_every_way_of_writing_a_value(model):
    """In every field of every part: as its value, or as the one entry of its list. By day a third of the ways
    in each field, and in the next field the next third; in the fast run a ninth."""
    schema = build_schema(model, Handbook())  # Without the words of closed lists, which a rule holds.
    properties = {**schema, **schema.get("$defs", {}).get(model.__name__, {})}["properties"]
    plans = {plan.name: plan for plan in plan_fields(model)}
    differences = []
    for place, (name, info) in enumerate(model.model_fields.items()):
        ways = WRITTEN if runs.LONG else WRITTEN[place % TURNS :: TURNS]
        field = {**properties[name], "$defs": schema.get("$defs", {})}
        is_of_another_rule = name in plans and (plans[name].ref or plans[name].vocab)
        validator = Draft202012Validator(field, format_checker=FormatChecker(["date"]))
        for text in [*ways, *(f"[{text}]" for text in ways if is_list(info.annotation))]:
            yaml = parse(f"x: {text}\n".encode(), "x.yml")
            seen = as_an_editor_reads(yaml.root)["x"]
            if (is_of_another_rule and '" "' in text) or (name, text) == ("symbol", "1.1"):
                continue  # No formula has a decimal for a symbol.
            is_right = fits_field(model, name, yaml.data["x"])
            if text[:1] in "'\"" and text[1:-1].replace(".", "").isdigit() and not is_right:
                continue  # A number in quotes that is too large or too small.
            if validator.is_valid(seen) != is_right:
                differences.append(f"{model.__name__}.{name}: {text}: {validator.is_valid(seen)}")
    assert differences == []


@needs_node
def test_every_pattern_is_one_for_strict_readers():
    """JSON Schema asks for patterns of ECMAScript with the flag ``u``, under which few signs may be
    escaped."""
    patterns = sorted({pattern for file in (ROOT / FOLDER).iterdir() for pattern in patterns_in(file)})
    assert len(patterns) > 20
    script = (
        "for (const p of JSON.parse(process.argv[1])) {"
        " try { new RegExp(p, 'u') } catch (error) { console.log(p, error.message) } }"
    )
    done = subprocess.run(
        ["node", "-e", script, json.dumps([*patterns, "\\'"])], capture_output=True, text=True, check=True
    )
    assert [line[:2] for line in done.stdout.splitlines()] == ["\\'"]


def patterns_in(file: Path) -> list[str]:
    """The patterns of a schema, at every depth."""
    found: list[str] = []

    def gather(part: dict) -> dict:
        if isinstance(part.get("pattern"), str):
            found.append(part["pattern"])
        return part

    json.loads(file.read_text("utf-8"), object_hook=gather)
    return found


def test_every_field_is_described_and_every_list_of_words_written_out(real_book, real):
    for kind in [*KINDS.values()]:
        schema = real[f"{kind.name}.schema.json"].schema
        for part in (schema, *schema.get("$defs", {}).values()):
            assert part["additionalProperties"] is False
            for name, field in part["properties"].items():
                assert field.get("description"), f"{part['title']}, {name}"
        for field in plan_fields(kind.model):
            if field.vocab:
                words = [term.id for term in real_book.vocabularies[field.vocab.name].terms]
                assert json.dumps({"enum": words})[1:-1] in json.dumps(schema["properties"][field.name])


def test_the_data_reference_names_every_field_of_every_model():
    rows = {
        (name, field)
        for kind in describe_kinds().values()
        for name, _, fields in kind.tables
        for field, *_ in fields
    }
    seen, todo = set(), [*(kind.model for kind in KINDS.values()), *FILES.values(), EditionFile]
    while todo:
        seen.add(model := todo.pop())
        todo += [field.part for field in plan_fields(model) if field.part and field.part not in seen]
    assert rows == {(model.__name__, field) for model in seen for field in model.model_fields}


def read_fields() -> dict[tuple[str, str], str]:
    """What each field of the data reference holds, by its model and name."""
    return {
        (name, field): holds
        for kind in describe_kinds().values()
        for name, _, fields in kind.tables
        for field, holds, *_ in fields
    }


def test_what_a_field_holds_is_said_in_words():
    said = read_fields()
    assert said["Theory", "related"] == "list of id of a theory"
    assert said["Module", "cases"] == "list of id of a case"
    assert said["Theory", "competencies"] == "list of id of an item, at least 1"
    assert said["Strand", "instruments"] == "list of id of an instrument"
    assert said["Theory", "shape"] == "word of 'theory-shape'"
    assert said["Theory", "premise"] == "prose"
    assert said["Theory", "year"] == "whole number, 1800 to 2100"
    assert said["Theory", "drafted"] == "day"
    assert said["RaterGroup", "anonymous"] == "true or false"
    assert said["Module", "sessions"] == "list of Session, at least 1"


def test_the_editor_s_settings_name_a_schema_for_every_file_of_records():
    """Of the handbook, and of an edition beside it."""
    mapped = json.loads((ROOT / ".vscode" / "settings.json").read_text("utf-8"))["yaml.schemas"]
    assert mapped == {f"{FOLDER}/{name}.schema.json": places for name, places in map_files().items()}
    for path in REAL:
        assert any(
            path == place or (place.endswith("/*.yml") and path.rpartition("/")[0] == place[:-6])
            for place in mapped[f"{FOLDER}/{schema_name(path)}"]
        ), path
    assert set(mapped) == {file.relative_to(ROOT).as_posix() for file in (ROOT / FOLDER).glob("*.json")}


# -- ids


def test_ids_are_offered_with_their_titles_and_nothing_is_refused(small_book):
    schema = build_id_schema(KINDS["case"].model, small_book)
    Draft202012Validator.check_schema(schema)
    assert schema["$defs"]["TheoryReading"] == {"properties": {"theory": {"$ref": "#/$defs/id-of-theory"}}}
    assert schema["$defs"]["id-of-theory"] == {
        "anyOf": [{"enum": ["small-steps"], "enumDescriptions": ["Small steps (theory)"]}, {}]
    }
    assert "small/1.10" in schema["$defs"]["id-of-item"]["anyOf"][0]["enum"]
    assert list(Draft202012Validator(schema).iter_errors({"theories": [{"theory": "not-yet"}], "x": 1})) == []


def test_every_reference_of_every_kind_is_offered_what_it_may_name(real_book):
    texts = build_id_schemas(real_book)
    for name, model in list_models().items():
        refs, todo, seen = set(), [model], set()
        while todo:
            seen.add(part := todo.pop())
            refs |= {plan.target_kind for plan in plan_fields(part) if plan.ref}
            todo += [plan.part for plan in plan_fields(part) if plan.part and plan.part not in seen]
        assert bool(refs) == (f"{name}.ids.schema.json" in texts)
        definitions = json.loads(texts[f"{name}.ids.schema.json"])["$defs"] if refs else {}
        assert {key[6:] for key in definitions if key.startswith("id-of-")} == refs
        for kind in refs:
            offer = definitions[f"id-of-{kind}"]["anyOf"][0]
            assert len(offer["enum"]) == len(offer["enumDescriptions"]) > 0


def test_the_command_writes_the_ids_of_this_working_copy_where_git_does_not_look(small, capfd):
    (small / "mkdocs.yml").write_text("site_name: Small\n", "utf-8")
    (small / ".cache/schemas").mkdir(parents=True)
    (small / ".cache/schemas/old.ids.schema.json").write_text("{}", "utf-8")
    assert main(["--root", str(small), "schemas", "--ids"]) == 0
    assert capfd.readouterr().out == (
        "Wrote 14 schemas to .cache/schemas/.\n"
        "Open .cache/schemas/handbook.code-workspace in VS Code to have ids offered, with their titles.\n"
    )
    names = {file.name for file in (small / ".cache/schemas").iterdir()}
    assert names == {*build_id_schemas(load_handbook(small)[0]), "handbook.code-workspace"}
    workspace = json.loads((small / ".cache/schemas/handbook.code-workspace").read_text("utf-8"))
    assert (small / ".cache/schemas" / workspace["folders"][0]["path"]).resolve() == small
    assert not (small / "docs").exists()


def test_a_value_of_the_wrong_form_is_met_with_the_description_of_its_field(real):
    fields = real["case.schema.json"].schema["properties"]
    assert fields["id"]["patternErrorMessage"] == (
        "Permanent id: lower-case words joined by hyphens. The file is named by it. Never reuse one."
    )
    year = real["theory.schema.json"].schema["properties"]["year"]
    assert year["patternErrorMessage"] == "A whole number. Year of the key publication."


# -- the data reference


def test_the_least_and_the_most_that_a_field_holds_are_said():
    said = read_fields()
    assert said["Case", "pause"] == "list of line, at least 2"
    assert said["Item", "behaviours"] == "list of line, at most 5"
    assert said["Session", "minutes"] == "whole number, 1 to 6000"
    assert said["ModuleHours", "total"] == "number, more than 0, at most 2000"
    assert said["Case", "title"] == "line"
    assert said["Case", "review_every"] == "whole number, 1 to 120"
    assert describe_limits({"minItems": 2, "maxItems": 2}) == "exactly 2"


def test_each_kind_and_each_file_has_a_page_with_all_its_parts_and_old_addresses_lead_there(
    real_renderer, real_pages
):
    library = Library(real_renderer, lambda: "contribute/records/index")
    kinds, pages = describe_kinds(), real_pages
    assert {f"contribute/records/{name}.md" for name in kinds} == {
        uri for uri in pages if uri.startswith("contribute/records/") and not uri.endswith("index.md")
    }
    listed = str(library.record_kinds())
    ids = find_ids(listed)
    assert len(set(ids)) == len(list(ids))
    for name, kind in kinds.items():
        page = pages[f"contribute/records/{name}.md"]
        assert [(call.name, call.arguments) for call in page.calls] == [("fields", (name,))]
        html = str(library.fields(name))
        for table in kind.tables:
            anchor = f"model-{table.name.lower()}"
            assert f'id="{anchor}"' in html and f'id="{anchor}"' in listed
            assert f'href="../../contribute/records/{name}/#{anchor}"' in listed
    assert 'id="kind-modules-cases-id-yml"' in listed and 'id="kind-edition-yml"' in listed


def test_the_page_of_a_kind_shows_what_is_begun(real_renderer):
    html = str(Library(real_renderer, lambda: "contribute/records/case").fields("case"))
    assert 'python3 scripts/handbook new case "Its title"' in html
    assert "pause:\n  - BLANK\n  - BLANK\n" in html
    assert (
        '<a href="../../../contribute/records/#vocabulary-case-outcome">word of &#39;case-outcome&#39;</a>'
        in html
    )
    assert 'id="begin"' not in Library(real_renderer, lambda: "x").fields("verbs")
