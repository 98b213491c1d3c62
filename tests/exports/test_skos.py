"""Frameworks as linked data: by SKOS' own conditions of integrity, as SHACL, and record by record."""

import json
from pathlib import Path

import pytest
from exported import ADDRESS, publish, write
from odd_frameworks import create_odd_book, create_payload_book, load_small
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import RDF, SKOS

from macros.exports import skos, turtle

SHAPES = Path(__file__).with_name("skos_shapes.ttl")
SCHEMA = Namespace("https://schema.org/")
TERMS = Namespace("http://purl.org/dc/terms/")


@pytest.fixture(scope="module")
def odd_book():
    return create_odd_book(load_small())


def read(publication, *ids):
    """All files of a format as one graph."""
    graph = Graph()
    for content in write(skos.FORMAT, publication, *ids).values():
        graph.parse(data=content, format="json-ld")
    return graph


@pytest.fixture(scope="module")
def graph(odd_book):
    return read(publish(odd_book))


def find_violations(graph):
    """The conditions that a graph breaks, by their names."""
    from pyshacl import validate

    _, report, _ = validate(graph, shacl_graph=Graph().parse(SHAPES), advanced=True)
    messages = report.objects(predicate=URIRef("http://www.w3.org/ns/shacl#resultMessage"))
    return sorted({str(message).partition(":")[0] for message in messages})


@pytest.mark.slow
def test_the_linked_data_keeps_to_the_conditions_of_skos(real_book, graph):
    assert find_violations(graph) == []
    assert find_violations(read(publish(real_book), "mlcf", "clcf", "lf", "hlm")) == []
    assert find_violations(read(publish(create_payload_book(load_small()), ""))) == []


A, B = URIRef("urn:x:a"), URIRef("urn:x:b")
BROKEN = [
    ("S9", [(A, RDF.type, SKOS.Concept), (A, RDF.type, SKOS.ConceptScheme)]),
    ("S13", [(A, SKOS.prefLabel, Literal("a", "en")), (A, SKOS.hiddenLabel, Literal("a", "en"))]),
    ("S14", [(A, SKOS.prefLabel, Literal("a", "en")), (A, SKOS.prefLabel, Literal("b", "en"))]),
    (
        "S27",
        [(A, SKOS.related, B), (B, SKOS.broader, URIRef("urn:x:c")), (URIRef("urn:x:c"), SKOS.broader, A)],
    ),
    (
        "S46",
        [
            (A, SKOS.exactMatch, URIRef("urn:x:c")),
            (B, SKOS.exactMatch, URIRef("urn:x:c")),
            (A, SKOS.broadMatch, B),
        ],
    ),
    ("CYCLE", [(A, SKOS.broader, B), (B, SKOS.narrower, A), (B, SKOS.broader, A)]),
]


@pytest.mark.slow
def test_the_shapes_find_what_breaks_the_conditions():
    for name, triples in BROKEN:
        graph = Graph()
        for triple in triples:
            graph.add(triple)
        assert name in find_violations(graph), name


def test_as_much_goes_out_as_there_is(graph, odd_book):
    frameworks = odd_book.all_records["framework"]
    items = [entry for entry in odd_book.entries.values() if entry.kind == "item"]
    assert {*graph.subjects(RDF.type, SKOS.ConceptScheme)} == {
        URIRef(f"{ADDRESS}frameworks/{entry.id}/") for entry in frameworks
    }
    assert {*graph.subjects(RDF.type, SKOS.Concept)} == {
        URIRef(f"{ADDRESS}frameworks/{item.id}/") for item in items
    }
    assert len([*graph.subject_objects(SKOS.inScheme)]) == len(items)
    above = len([*graph.subject_objects(SKOS.broader)]) + len([*graph.subject_objects(SKOS.topConceptOf)])
    assert above == len(items)
    assert {*graph.subject_objects(SKOS.narrower)} == {(a, b) for b, a in graph.subject_objects(SKOS.broader)}
    pairs = odd_book.get("small--other").node.alignments
    matches = [
        triple
        for relation in skos.RELATIONS
        for triple in graph.triples((None, SKOS[relation], None))
        if "/small/" in triple[0]
    ]
    assert len(matches) == len(pairs)
    names = {item.title for item in items}
    assert {str(name) for _, name in graph.subject_objects(SKOS.prefLabel)} >= names


def test_a_concept_says_what_its_item_does(graph):
    concept = URIRef(f"{ADDRESS}frameworks/small/1.10/")
    assert graph.value(concept, SKOS.prefLabel) == Literal("Asking", "en-GB")
    assert graph.value(concept, SKOS.notation) == Literal("1.10")
    assert graph.value(concept, SCHEMA.termCode) == Literal("1.10")
    assert graph.value(concept, SKOS.definition) == Literal("Asks what is not said.", "en-GB")
    assert graph.value(concept, SKOS.broadMatch) == URIRef(f"{ADDRESS}frameworks/other/1/")
    assert graph.value(URIRef(f"{ADDRESS}frameworks/other/1/"), SKOS.narrowMatch) == concept
    way = URIRef(f"{ADDRESS}frameworks/small/3/")
    assert {*graph.objects(way, SKOS.prefLabel)} == {Literal("Ways", "en-GB"), Literal("Ffyrdd", "cy")}
    old = URIRef(f"{ADDRESS}frameworks/small/3.2/")
    assert graph.value(old, SKOS.changeNote) == Literal("Retired on 2026-11-24. Nobody used it.", "en-GB")
    assert graph.value(old, TERMS.isReplacedBy) == URIRef(f"{ADDRESS}frameworks/small/1.1/")
    scheme = URIRef(f"{ADDRESS}frameworks/small/")
    assert str(graph.value(scheme, TERMS.rights)).startswith("Rights holder: Nobody. Terms: Free.")
    assert graph.value(scheme, TERMS.license) == URIRef("https://creativecommons.org/licenses/by/4.0/")


def test_of_two_relations_of_one_pair_the_strongest_is_kept(odd_book):
    from odd_frameworks import change_book

    crosswalk = odd_book.get("small--other").node
    first = crosswalk.alignments[0]
    weak = first.model_copy(update={"relation": "relatedMatch"})
    other = crosswalk.model_copy(update={"id": "a--b", "alignments": [weak]})
    matches = skos.index_matches(publish(change_book(odd_book, crosswalk=[crosswalk, other])))
    found = {
        item.id: {name: [o.id for o in found] for name, found in m.items()} for item, m in matches.items()
    }
    assert found[first.origin] == {"exactMatch": ["other/1"]}


def test_turtle_says_the_same(odd_book):
    publication = publish(odd_book)
    linked, written = write(skos.FORMAT, publication), write(turtle.FORMAT, publication)
    assert [place.replace(".ttl", ".jsonld") for place in written] == list(linked)
    assert written == write(turtle.FORMAT, publication)
    for place, content in written.items():
        same = Graph().parse(data=linked[place.replace(".ttl", ".jsonld")], format="json-ld")
        assert isomorphic(Graph().parse(data=content, format="turtle"), same)


def test_nothing_has_to_be_fetched(odd_book):
    for content in write(skos.FORMAT, publish(odd_book, "")).values():
        data = json.loads(content)
        assert isinstance(data["@context"], dict)
        assert all(resource["id"].startswith("urn:uuid:") for resource in data["@graph"])
