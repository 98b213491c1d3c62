"""Frameworks as CASE: against the official schemas, by the rules that these miss, and record by record."""

import json

import pytest
from exported import ADDRESS, publish, write
from odd_frameworks import create_odd_book, create_payload_book, find_schemas, load_small

from macros.curriculum.case_rules import find_package_faults
from macros.curriculum.exchange_words import CASE_RELATIONS
from macros.exports.case import FORMAT, REST


@pytest.fixture(scope="module")
def odd_book():
    return create_odd_book(load_small())


@pytest.fixture(scope="module")
def files(odd_book):
    """The files of the odd handbook by their places, read."""
    return {place: json.loads(content) for place, content in write(FORMAT, publish(odd_book)).items()}


def list_packages(files, folder=""):
    return {
        place.removeprefix(folder).removesuffix(".json"): package
        for place, package in files.items()
        if place.startswith(folder) and "/" not in place.removeprefix(folder)
    }


def list_ids(packages):
    return frozenset(
        thing["identifier"]
        for package in packages.values()
        for thing in (package["CFDocument"], *package["CFItems"])
    )


def list_types(package):
    return [association["associationType"] for association in package["CFAssociations"]]


@pytest.fixture(scope="module")
def validators():
    """The validators of versions 1.1 and 1.0."""
    import jsonschema

    folder, formats = find_schemas("case"), jsonschema.FormatChecker()
    official = json.loads((folder / "official-case-v1p1-cfpackage.json").read_text("utf-8"))
    older = json.loads((folder / "opensalt-case-v1p0-cfpackage-schema.json").read_text("utf-8"))
    return (
        jsonschema.Draft201909Validator(official, format_checker=formats),
        jsonschema.Draft7Validator(older, format_checker=formats),
    )


def find_schema_faults(validators, files):
    """What the official schemas say of the packages of both versions."""
    for folder, validator in zip(("", "v1p0/"), validators, strict=True):
        for id, package in list_packages(files, folder).items():
            for error in validator.iter_errors(package):
                yield f"{folder}{id}: {error.json_path} {error.message[:200]}"


@pytest.mark.slow
def test_packages_are_valid_by_the_official_schemas(validators, real_book, odd_book, files):
    assert list(find_schema_faults(validators, files)) == []
    for publication in (
        publish(real_book),
        publish(odd_book, ""),
        publish(create_payload_book(load_small())),
    ):
        read = {place: json.loads(content) for place, content in write(FORMAT, publication).items()}
        assert list(find_schema_faults(validators, read)) == []
    broken = json.loads(json.dumps(files["small.json"])) | {"more": 1}
    assert [error.message for error in validators[0].iter_errors(broken)] == [
        "Additional properties are not allowed ('more' was unexpected)"
    ]


def test_packages_keep_to_what_the_schemas_leave_open(files, real_book):
    real = {place: json.loads(content) for place, content in write(FORMAT, publish(real_book, "")).items()}
    for read in (files, real):
        for folder in ("", "v1p0/"):
            packages = list_packages(read, folder)
            others = list_ids(packages)
            assert {
                str(fault) for one in packages.values() for fault in find_package_faults(one, others)
            } == set()


def test_as_much_goes_out_as_there_is(files, odd_book):
    packages = list_packages(files)
    frameworks = odd_book.all_records["framework"]
    assert list(packages) == list(list_packages(files, "v1p0/")) == [entry.id for entry in frameworks]
    for framework in frameworks:
        package = packages[framework.id]
        items = [entry for entry in odd_book.list_entries(framework) if entry.kind == "item"]
        assert [item["extensions"]["id"] for item in package["CFItems"]] == [item.id for item in items]
        assert list_types(package).count("isChildOf") == len(items)
    pairs = [
        (extension["origin"], extension["target"], extension["relation"], association["associationType"])
        for association in packages["small"]["CFAssociations"]
        if (extension := association.get("extensions"))
    ]
    assert sorted(pairs) == sorted(
        (pair.origin, pair.target, pair.relation, CASE_RELATIONS[pair.relation].type)
        for pair in odd_book.get("small--other").node.alignments
    )


def test_a_narrower_counterpart_is_a_part_of_the_origin(files):
    by_relation = {
        association["extensions"]["relation"]: association
        for association in files["small.json"]["CFAssociations"]
        if "extensions" in association
    }
    assert {
        relation: (association["originNodeURI"]["title"], association["destinationNodeURI"]["title"])
        for relation, association in by_relation.items()
    } == {
        "exactMatch": ("1 Self", "1 Self"),
        "closeMatch": ("1.1 Listening", "1.1 Listening"),
        "broadMatch": ("1.10 Asking", "1 Self"),
        "narrowMatch": ("2.1 Sharing", "2 Others"),
        "relatedMatch": ("2.1 Sharing", "2.1 Sharing"),
    }
    assert by_relation["narrowMatch"]["notes"] == "Why narrowMatch."
    groupings = files["v1p0/small.json"]["CFDefinitions"]["CFAssociationGroupings"]
    assert {grouping["title"]: grouping["description"] for grouping in groupings}[
        "Small and Other: Narrower"
    ] == ("How the two test frameworks relate. The handbook's own proposal; SKOS relation narrowMatch.")


def test_what_is_retired_ends_and_is_replaced(files):
    package = files["small.json"]
    items = {item["humanCodingScheme"]: item for item in package["CFItems"]}
    assert {code: item["statusEndDate"] for code, item in items.items() if "statusEndDate" in item} == {
        "3.2": "2026-11-24",
        "4": "2026-11-25",
        "4.1": "2026-11-25",
    }
    assert items["3.2"]["extensions"]["retired"] == {
        "date": "2026-11-24",
        "reason": "Nobody used it.",
        "successor": "small/1.1",
    }
    replaced = [
        (association["originNodeURI"]["title"], association["destinationNodeURI"]["title"])
        for association in package["CFAssociations"]
        if association["associationType"] == "replacedBy"
    ]
    assert replaced == [("3.2 Old way", "1.1 Listening"), ("Other framework", "Small framework")]
    old = files["old.json"]
    assert old["CFDocument"]["adoptionStatus"] == "Deprecated"
    assert old["CFDocument"]["statusEndDate"] == "2026-11-24"
    assert list_types(old).count("replacedBy") == 1


def test_levels_are_rubrics(files):
    (rubric,) = files["small.json"]["CFRubrics"]
    assert (rubric["title"], rubric["description"]) == ("How often", "Ours.")
    assert [
        (
            criterion.get("category") or criterion["CFItemURI"]["title"],
            [level["quality"] for level in criterion["CFRubricCriterionLevels"]],
        )
        for criterion in rubric["CFRubricCriteria"]
    ] == [
        ("Every item", ["Step 1", "Step 2", "Step 3", "Step 4"]),
        ("3.1 Way", ["Step 1", "Step 2", "Step 3"]),
        ("3.3 Short way", ["Step 1", "Step 2"]),
    ]
    assert "CFRubrics" not in files["other.json"]


def test_ranks_and_rights_are_definitions(files):
    definitions = files["small.json"]["CFDefinitions"]
    assert [(type["title"], type["hierarchyCode"]) for type in definitions["CFItemTypes"]] == [
        ("Domain", "1"),
        ("Element", "2"),
        ("Part", "3"),
        ("Item", "4"),
    ]
    (licence,) = definitions["CFLicenses"]
    assert licence["licenseText"] == (
        "Rights holder: Nobody. Terms: Free. Carried here: Everything. The handbook's own words: The Clinical"
        " Leadership Handbook contributors, CC BY 4.0, https://creativecommons.org/licenses/by/4.0/"
    )
    assert files["small.json"]["CFDocument"]["licenseURI"]["identifier"] == licence["identifier"]


def test_every_address_is_that_of_a_file(files):
    """The REST binding's addresses, each with a file of what has that identifier."""

    def walk(value):
        if isinstance(value, dict):
            if "uri" in value:
                yield value["uri"], value["identifier"]
            for member in value.values():
                yield from walk(member)
        elif isinstance(value, list):
            for member in value:
                yield from walk(member)

    found = {pair for content in files.values() for pair in walk(content)}
    for address, identifier in found:
        place, _, anchor = address.removeprefix(f"{ADDRESS}data/case/").partition("#")
        assert place in files, address
        answer = files[place]
        if place.startswith(f"{REST}/CFItemTypes/"):
            (answer,) = answer["CFItemTypes"]
        answer = answer.get("CFDocument", answer)
        assert anchor in ("", identifier)
        assert anchor or answer["identifier"] == identifier
    documents = files[f"{REST}/CFDocuments.json"]["CFDocuments"]
    assert [document["title"] for document in documents][:2] == ["Small framework", "Other framework"]


def test_an_item_answers_with_its_associations(files):
    item = next(item for item in files["small.json"]["CFItems"] if item["humanCodingScheme"] == "1.1")
    answer = files[f"{REST}/CFItemAssociations/{item['identifier']}.json"]
    assert answer["CFItem"]["CFDocumentURI"]["title"] == "Small framework"
    assert sorted(association["associationType"] for association in answer["CFAssociations"]) == [
        "isChildOf",
        "isRelatedTo",
        "replacedBy",
    ]


def test_without_an_address_all_are_uuids(odd_book):
    text = write(FORMAT, publish(odd_book, ""))["small.json"].decode()
    assert "example" not in text and '"uri":"urn:uuid:' in text


def test_only_what_is_wanted_goes_out(odd_book):
    places = set(write(FORMAT, publish(odd_book), "empty"))
    assert {place for place in places if "ims/" not in place} == {"empty.json", "v1p0/empty.json"}
