"""What other systems give: what the handbook exports comes back as it was, and what is broken is refused with
its place."""

import json
import uuid
from operator import itemgetter
from pathlib import Path

import pytest
from exported import publish, write
from hypothesis import given, settings, strategies as st
from odd_frameworks import change_book, create_odd_book, load_small
from places import ROOT

from macros.base.yaml_files import parse
from macros.exports import (
    case as case_export,
    moodle as moodle_export,
    skos as skos_export,
    turtle as turtle_export,
)
from macros.imports import case, fitting, formats
from macros.imports.model import NotImported
from macros.imports.record_texts import write_record
from macros.records.kinds import CompetencyFramework, Match

SAMPLE = ROOT.parent / "shared" / "schemas" / "case" / "opensalt-sample_case.csv"


@pytest.fixture(scope="module")
def odd_book():
    return create_odd_book(load_small())


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    return tmp_path_factory.mktemp("imports")


@pytest.fixture
def read(place):
    def run(content, name):
        (file := place / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        return formats.read(file)

    return run


def list_fitted(framework):
    fitted = fitting.fit(framework, "Title", {})
    return [
        (item.fields["code"], item.fields["title"], item.fields["summary"], len(item.children))
        for item in fitted.list_all()
    ]


def list_of_record(items):
    for item in items:
        yield item.code, item.title, item.summary, len(item.items)
        yield from list_of_record(item.items)


def test_what_is_exported_comes_back(odd_book, read):
    publication = publish(odd_book)
    entry = odd_book.get("small")
    own = list(list_of_record(entry.read_as(CompetencyFramework).items))
    assert len(own) > 10
    forms = {
        "small.json": write(case_export.FORMAT, publication, "small")["small.json"],
        "older.json": write(case_export.FORMAT, publication, "small")["v1p0/small.json"],
        "small.jsonld": write(skos_export.FORMAT, publication, "small")["small.jsonld"],
        "small.ttl": write(turtle_export.FORMAT, publication, "small")["small.ttl"],
    }
    for name, content in forms.items():
        assert list_fitted(read(content, name)) == own, name
    moodle = list_fitted(read(write(moodle_export.FORMAT, publication, "small")["small.csv"], "small.csv"))
    retired = ("3.2", "4", "4.1")  # Which Moodle is not given.
    assert [item[:2] for item in moodle] == [item[:2] for item in own if item[0] not in retired]
    assert moodle[0][2] == "About oneself. Self: Small handbook"


# -- CASE to YAML and back: nothing is lost that both can say

WORDS = st.text("abcdefghij klmnop'’-é,", min_size=1, max_size=60).map(
    lambda t: " ".join(t.split()).strip("-'’, ")
)
LINES = WORDS.filter(lambda line: len(line) > 2)


@st.composite
def packages(draw):
    root = str(uuid.UUID(int=draw(st.integers(1, 1 << 100))))
    titles = draw(st.lists(LINES, min_size=1, max_size=12, unique_by=str.casefold))
    items, associations = [], []
    depths: list[int] = []
    for number, title in enumerate(titles):
        above = draw(st.integers(-1, number - 1))
        above = above if above < 0 or depths[above] < 5 else -1
        depths.append(0 if above < 0 else depths[above] + 1)
        id = str(uuid.UUID(int=number + (1 << 110)))
        item = {"identifier": id, "fullStatement": title, "humanCodingScheme": f"C.{number + 1}"}
        item["notes"] = f"{draw(LINES)}."
        if keywords := draw(st.lists(LINES, max_size=3, unique=True)):
            item["conceptKeywords"] = keywords
        items.append(item)
        parent = items[above]["identifier"] if above >= 0 else root
        associations.append(
            {
                "associationType": "isChildOf",
                "originNodeURI": {"identifier": id},
                "destinationNodeURI": {"identifier": parent},
                "sequenceNumber": len(titles) - number,
            }
        )
    document = {"identifier": root, "title": draw(LINES), "creator": draw(LINES), "adoptionStatus": "Adopted"}
    return {"CFDocument": document, "CFItems": items, "CFAssociations": associations}


def describe(package):
    """What both can say of a package."""
    codes = {item["identifier"]: item["humanCodingScheme"] for item in package["CFItems"]}
    branches: dict[str, list] = {}
    for branch in package["CFAssociations"]:
        if branch["associationType"] == "isChildOf":
            parent = codes.get(branch["destinationNodeURI"]["identifier"], "")
            branches.setdefault(parent, []).append(
                (branch["sequenceNumber"], codes[branch["originNodeURI"]["identifier"]])
            )
    return {
        "document": [
            package["CFDocument"][key] for key in ("identifier", "title", "creator", "adoptionStatus")
        ],
        "ids": codes,
        "items": {
            item["humanCodingScheme"]: (item["fullStatement"], item["notes"], item.get("conceptKeywords", []))
            for item in package["CFItems"]
        },
        "branches": {parent: [code for _, code in sorted(pairs)] for parent, pairs in branches.items()},
    }


@pytest.fixture(scope="module")
def small():
    return load_small()


@settings(max_examples=20)
@given(packages())
def test_a_package_of_case_becomes_a_record_and_the_same_package_again(small, package):
    framework = case.read_package(package, "x.json")
    fitted = fitting.fit(framework, framework.fields["title"], {})
    assert fitted.losses == []
    fitted.fields = {"id": "own", "drafted": "2026-12-01", **fitted.fields}
    text = write_record(fitted, small, "../../").replace("published: BLANK", "published: 2020")
    record = CompetencyFramework.model_validate(parse(text.encode(), "own.yml").data)
    assert [item.source_id for item in list_records(record.items)] == [
        item.source_id for item in fitted.list_all()
    ]
    book = change_book(small, framework=[record], crosswalk=[])
    again = json.loads(write(case_export.FORMAT, publish(book))["own.json"])
    assert describe(again) == describe(package)


def list_records(items):
    for item in items:
        yield item
        yield from list_records(item.items)


def test_levels_rights_and_links_of_case_are_carried_or_told(odd_book, read):
    package = json.loads(write(case_export.FORMAT, publish(odd_book), "small")["small.json"])
    framework = read(json.dumps(package), "own.json")
    assert framework.fields["scale"]["levels"][0] == {"value": 1, "title": "Step 1", "meaning": "Means 1."}
    assert framework.fields["rights"] == {"holder": "Nobody", "terms": "Free.", "carried": "Everything."}
    assert [len(item.fields["levels"]) for item in framework.items if "levels" in item.fields] == [3, 2]
    assert framework.losses[0].startswith("own.json, CFItems ")
    fitted = fitting.fit(framework, "T", {})
    matches = {
        item.source_id: item.fields["matches"] for item in fitted.list_all() if "matches" in item.fields
    }
    links = [link for link in package["CFAssociations"] if link["associationType"] != "isChildOf"]
    pairs = [link for link in links if "relation" in link.get("extensions", {})]
    assert sum(map(len, matches.values())) == len(pairs) > 0
    for link in pairs:
        origin, far = link["originNodeURI"], link["destinationNodeURI"]
        if link["extensions"]["relation"] == "narrowMatch":
            origin, far = far, origin
        assert {
            "relation": link["extensions"]["relation"],
            "target": far["uri"] if far["uri"].startswith("http") else far["identifier"],
            "name": far["title"],
        } in matches[origin["identifier"]]
    told = [line for line in fitted.losses if "was not carried; an item has matches of SKOS alone" in line]
    assert len(told) == len(links) - len(pairs)


def test_the_matches_of_an_item_come_back_as_they_went_out(small):
    """Through CASE: an address, ids of other systems, some without a title, and a relation that CASE writes
    the other way round."""
    far = "https://y.example/CFItems/0f6c2c2c-6f0c-5c5b-9d52-8a5f3e2d1c0b"
    matches = [
        {"relation": "narrowMatch", "target": far, "name": "Far"},
        {"relation": "exactMatch", "target": "https://y.example/9", "name": "Nine"},
        {"relation": "relatedMatch", "target": "1f6c2c2c-6f0c-5c5b-9d52-8a5f3e2d1c0b", "name": "One"},
        {"relation": "closeMatch", "target": "https://y.example/10"},
        {"relation": "closeMatch", "target": "urn:uuid:2f6c2c2c-6f0c-5c5b-9d52-8a5f3e2d1c0b", "name": "Two"},
        {"relation": "closeMatch", "target": "ACME:42"},
    ]
    record = small.get("small").read_as(CompetencyFramework)
    first = record.items[0].model_copy(update={"matches": [Match.model_validate(match) for match in matches]})
    record = record.model_copy(update={"items": [first, *record.items[1:]]})
    others = [entry.node for entry in small.records["framework"] if entry.id != "small"]
    book = change_book(small, framework=[record, *others], crosswalk=[])
    files = write(case_export.FORMAT, publish(book))
    for name in ("small.json", "v1p0/small.json"):
        fitted = fitting.fit(case.read_package(json.loads(files[name]), name), "T", {})
        again = next(item for item in fitted.list_all() if "matches" in item.fields).fields["matches"]
        key = itemgetter("target")
        if name != "small.json":  # CASE 1.0 has no extensions: a looser relation is a wider word there.
            addresses = [sorted(far for far in map(key, some) if "//" in far) for some in (again, matches)]
            assert addresses[0] == addresses[1] and len(again) == len(matches)
        else:
            assert sorted(again, key=key) == sorted(matches, key=key)
    graph = json.loads(write(skos_export.FORMAT, publish(book))["small.jsonld"])["@graph"]
    concept = next(node for node in graph if far in node.get("narrowMatch", ()))
    assert "https://y.example/9" in concept["exactMatch"] and "relatedMatch" not in concept


def test_the_sample_of_opensalt_is_read(read):
    if not SAMPLE.is_file():
        pytest.skip("the sample of OpenSALT is not beside the repository, in shared/schemas")
    framework = read(SAMPLE.read_bytes(), "sample.csv")
    assert [(item.code, item.parent) for item in framework.items if "Cluster1" in item.source_id] == [
        ("M.F.1-2", "Math.Fractions"),
        ("M.F.1-2.S1", "Math.Fractions.Cluster1"),
        ("M.F.1-2.S1a", "Math.Fractions.Cluster1.Standard1"),
        ("M.F.1-2.S1b", "Math.Fractions.Cluster1.Standard1"),
        ("M.E.C1", ""),
    ]
    assert framework.losses[0].startswith("sample.csv:3:5: Abbreviated Statement 'Math' was not carried.")


TURTLE = """\
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<https://x.example/s> a skos:ConceptScheme ; skos:prefLabel "Sound"@en, "Klang"@de .
<https://x.example/1> a skos:Concept ; skos:prefLabel "One" ; skos:inScheme <https://x.example/s> .
<https://x.example/10> a skos:Concept ; skos:prefLabel "Ten" ; skos:notation "1.10" ;
  skos:broader <https://x.example/1> ; skos:inScheme <https://x.example/s> ; skos:altLabel "X" .
<https://x.example/9> a skos:Concept ; skos:prefLabel "Nine" ; skos:notation "1.9" ;
  skos:inScheme <https://x.example/s> ; skos:exactMatch <https://y.example/9> .
<https://x.example/1> skos:narrower <https://x.example/9> .
"""


def test_skos_is_read_by_its_links_both_ways(read):
    framework = read(TURTLE, "own.ttl")
    assert (framework.source_id, framework.fields) == ("https://x.example/s", {"title": "Sound"})
    assert [(item.title, item.code, item.parent, item.fields) for item in framework.items] == [
        ("Nine", "1.9", "https://x.example/1", {}),
        ("Ten", "1.10", "https://x.example/1", {"keywords": ["X"]}),
        ("One", "", "", {}),
    ]
    fitted = fitting.fit(framework, "Sound", {})
    assert fitted.losses == ["Items without a code were numbered in their order."]
    assert [item.fields["matches"] for item in fitted.list_all() if "matches" in item.fields] == [
        [{"relation": "exactMatch", "target": "https://y.example/9"}]
    ]


MOODLE = "Parent ID number,ID number,Short name,Description,Scale values,Is framework,Taxonomy\n"
ENTITIES = '<?xml version="1.0"?>\n<!DOCTYPE r [<!ENTITY a "aaaa">]>\n<r>&a;</r>'
CIRCLE = TURTLE + "<https://x.example/1> skos:broader <https://x.example/10> .\n"


def make_package(items, associations=(), document=True):
    package = {"CFItems": items, "CFAssociations": associations}
    return json.dumps(package | ({"CFDocument": {"identifier": "d", "title": "T"}} if document else {}))


def link(origin, target):
    ends = {"originNodeURI": {"identifier": origin}, "destinationNodeURI": {"identifier": target}}
    return {"associationType": "isChildOf", **ends}


ONE, TWO = ({"identifier": id, "fullStatement": "S"} for id in "ab")
BAD = [
    (
        "own.csv",
        MOODLE + ",1,One,,,,\n",
        "own.csv:1:6: no row is a framework; give exactly one row a 1 in the column 'Is framework'.",
    ),
    (
        "own.csv",
        MOODLE + ",f,F,,,1,\n,,One,,,,\n",
        "own.csv:3:2: the row has no ID number; give each competency its own.",
    ),
    (
        "own.csv",
        MOODLE + ",f,F,,,1,\nx,1,One,,,,\n",
        "own.csv:3:2: its parent 'x' is not in the file;"
        " add it, or"
        " leave the parent empty for an item at the top.",
    ),
    (
        "own.csv",
        "Identifier,fullStatement\na,\n",
        "own.csv:2:1: the row has no identifier or no statement; give each item both.",
    ),
    (
        "own.json",
        make_package([ONE], document=False),
        "own.json, CFDocument: is missing; export the package anew, as a CFPackage of CASE.",
    ),
    (
        "own.json",
        make_package([ONE, ONE]),
        "own.json, CFItems 2: the id 'a' is that of own.json, CFItems 1 too; give each item its own.",
    ),
    (
        "own.json",
        make_package([{"identifier": "a"}]),
        "own.json, CFItems 1: has no fullStatement; give every item one.",
    ),
    (
        "own.json",
        make_package([ONE], [link("z", "a")]),
        "own.json, CFAssociations 1: its origin 'z'"
        " is no item of"
        " the package; export the package anew, with all its items.",
    ),
    (
        "own.json",
        make_package([ONE, TWO], [link("a", "b"), link("b", "a")]),
        "own.json, CFItems 1: 'a' is below itself; name another parent, or none.",
    ),
    (
        "own.json",
        '{"a": 1}',
        "own.json: is JSON, and neither a package of CASE nor SKOS; give a table"
        " (.csv, .tsv,"
        " .xlsx), a package of CASE (.json), a framework of Moodle or OpenSALT (.csv), SKOS (.ttl, .rdf,"
        " .jsonld), or a"
        " crosswalk (.csv, .tsv).",
    ),
    ("own.rdf", ENTITIES, "own.rdf:1:1: declares entities; export the file without a DOCTYPE."),
    ("own.rdf", "<r>\n<", "own.rdf:2:1: is no XML (unclosed token); export the file anew."),
    (
        "own.jsonld",
        '{"@context": "https://x.example/c"}',
        "own.jsonld: has its context at"
        " 'https://x.example/c', and"
        " nothing is fetched; put the context itself there.",
    ),
    (
        "own.jsonld",
        '{"@graph": []}',
        "own.jsonld: holds no concept of SKOS; give each item the type skos:Concept.",
    ),
    ("own.ttl", "@prefix x: <https://y/> .\nx:a x:b ]", "own.ttl:2:1: is no turtle"),
    (
        "own.ttl",
        CIRCLE,
        "own.ttl, https://x.example/1: 'https://x.example/1' is below itself; name another parent, or none.",
    ),
    (
        "own.csv",
        "origin,target,relation\na/1,b/1,like\n",
        "own.csv:2:3: 'like' is no relation; write one of"
        " exactMatch, closeMatch, broadMatch, narrowMatch, relatedMatch.",
    ),
]


def test_levels_that_no_record_can_hold_are_told(read):
    levels = [{"quality": "Low", "score": float("inf")}, {"quality": "High", "score": 2.0}, 3]
    rubrics = [{"CFRubricCriteria": 5}, {"CFRubricCriteria": [{"CFRubricCriterionLevels": levels}, 7]}]
    package = json.loads(make_package([ONE])) | {"CFRubrics": rubrics}
    framework = read(json.dumps(package).replace("Infinity", "1e999"), "own.json")
    assert framework.fields["scale"] == {
        "title": "Rating",
        "levels": [{"value": 1, "title": "Low"}, {"value": 2, "title": "High"}],
    }
    assert framework.losses == [
        "own.json, CFRubrics 2: a criterion without levels that a record can hold was not carried."
    ]


def test_what_is_broken_is_refused_with_its_place(read):
    for name, content, sentence in BAD:
        with pytest.raises(NotImported) as refused:
            read(content, name)
        assert str(refused.value).startswith(sentence), sentence
    with pytest.raises(NotImported) as refused:
        formats.read(Path("nowhere.csv"))
    assert str(refused.value) == "nowhere.csv: there is no such file; name the file to import."
