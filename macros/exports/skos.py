"""Frameworks as linked data: SKOS concept schemes that are terms of schema.org too, as JSON-LD
(https://www.w3.org/TR/skos-reference/, https://schema.org/DefinedTermSet, https://www.w3.org/TR/json-ld11/)."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from macros.base.address_rules import fault as find_address_fault
from macros.base.languages import LANGUAGES
from macros.curriculum.crosswalks import INVERSE_RELATIONS, RELATIONS
from macros.exports.downloads import offer_each
from macros.exports.formats import ExportFile, Format
from macros.exports.frameworks import (
    LANGUAGE,
    describe_edition,
    describe_rights,
    describe_version,
    find_last_change,
    find_rank,
    find_successor,
    flatten,
    flatten_prose,
    list_all_items,
    list_frameworks,
    list_pairs,
    locate_absolutely,
    order_by_id,
    read_item,
)
from macros.exports.publication import LICENCE, Publication
from macros.records.entries import Entry
from macros.records.kinds import CompetencyFramework, Item

_LINKS = (
    "inScheme",
    "hasTopConcept",
    "topConceptOf",
    "broader",
    "narrower",
    *RELATIONS,
)
# It stands in every file, so that nobody has to fetch it.
CONTEXT: dict[str, Any] = {
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "schema": "https://schema.org/",
    "dcterms": "http://purl.org/dc/terms/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "id": "@id",
    "type": "@type",
    "ConceptScheme": "skos:ConceptScheme",
    "Concept": "skos:Concept",
    "prefLabel": {"@id": "skos:prefLabel", "@language": LANGUAGE},
    "hiddenLabel": {"@id": "skos:hiddenLabel", "@language": LANGUAGE},
    "definition": {"@id": "skos:definition", "@language": LANGUAGE},
    "example": {"@id": "skos:example", "@language": LANGUAGE},
    "changeNote": {"@id": "skos:changeNote", "@language": LANGUAGE},
    "note": {"@id": "skos:note", "@language": LANGUAGE},
    "editorialNote": {"@id": "skos:editorialNote", "@language": LANGUAGE},
    "notation": "skos:notation",
    "identifier": "dcterms:identifier",
    "creator": "dcterms:creator",
    "publisher": "dcterms:publisher",
    "rights": {"@id": "dcterms:rights", "@language": LANGUAGE},
    "rightsHolder": "dcterms:rightsHolder",
    "conformsTo": {"@id": "dcterms:conformsTo", "@type": "@id"},
    "license": {"@id": "dcterms:license", "@type": "@id"},
    "source": {"@id": "dcterms:source", "@type": "@id"},
    "replaces": {"@id": "dcterms:replaces", "@type": "@id"},
    "isReplacedBy": {"@id": "dcterms:isReplacedBy", "@type": "@id"},
    "issued": {"@id": "dcterms:issued", "@type": "xsd:gYear"},
    "modified": {"@id": "dcterms:modified", "@type": "xsd:date"},
    "deprecated": {"@id": "owl:deprecated", "@type": "xsd:boolean"},
    "version": "owl:versionInfo",
    "additionalType": "dcterms:type",
    **{name: {"@id": f"skos:{name}", "@type": "@id"} for name in _LINKS},
}

Matches = dict[Entry, dict[str, list[Entry]]]


def write(publication: Publication, only: tuple[Entry, ...]) -> Iterator[ExportFile]:
    """Yield a file for each framework that is wanted."""
    matches = index_matches(publication)
    for framework in list_frameworks(publication, only):
        graph = build_graph(publication, framework, matches)
        text = json.dumps(graph, ensure_ascii=False, indent=1)
        yield ExportFile(f"{framework.id}.jsonld", f"{text}\n".encode())


def index_matches(publication: Publication) -> Matches:
    """What each item matches in other frameworks, by relation, read from both ends of every crosswalk. Of two
    relations of one pair the strongest counts, since SKOS holds them apart (S46)."""
    relations: dict[tuple[Entry, Entry], str] = {}
    for crosswalk in order_by_id(publication, "crosswalk"):
        for pair in list_pairs(publication, crosswalk):
            relation = pair.alignment.relation
            ends = (pair.origin, pair.target)
            for key, read in ((ends, relation), (ends[::-1], INVERSE_RELATIONS.get(relation, relation))):
                relations[key] = min(relations.get(key, read), read, key=RELATIONS.index)
    matches: Matches = defaultdict(lambda: defaultdict(list))
    for (origin, target), relation in relations.items():
        matches[origin][relation].append(target)
    return matches


def build_graph(publication: Publication, framework: Entry, matches: Matches) -> dict[str, Any]:
    """The JSON-LD of a framework: the scheme, then its concepts in order."""
    items = list_all_items(publication, framework)
    children: dict[Entry, list[Entry]] = defaultdict(list)
    for item in items:
        children[item.parent_or_self].append(item)
    scheme = describe_scheme(publication, framework, children[framework])
    concepts = [describe_concept(publication, item, children[item], matches) for item in items]
    return {"@context": CONTEXT, "@graph": [scheme, *concepts]}


def describe_scheme(publication: Publication, framework: Entry, top: list[Entry]) -> dict[str, Any]:
    """A framework as a concept scheme."""
    node = framework.read_as(CompetencyFramework)

    def locate(entry: Entry) -> str:
        return locate_absolutely(publication, entry)

    scheme = _begin(publication, framework, ["ConceptScheme", "schema:DefinedTermSet"]) | {
        "prefLabel": list_labels(node),
        "schema:name": flatten(node.title),
        "definition": flatten(node.summary),
        "schema:description": flatten_prose(node.purpose),
        "schema:inLanguage": LANGUAGE,
        "creator": [flatten(owner) for owner in node.owners],
        "publisher": flatten(publication.name),
        "rights": describe_rights(framework),
        "rightsHolder": flatten(node.rights.holder),
        "issued": str(node.published),
        "version": describe_version(node),
        "editorialNote": flatten(node.status_note),
        "schema:sdDatePublished": publication.stamp,
    }
    if node.abbreviation:
        scheme["schema:alternateName"] = flatten(node.abbreviation)
    if node.official:
        scheme["source"] = node.official
    if not framework.file.is_local:
        scheme["license"] = LICENCE
    resolved = (publication.handbook.get(reference, "framework") for reference in node.supersedes)
    if replaced := [locate(former) for former in resolved if former and former is not framework]:
        scheme["replaces"] = replaced
    if top:
        scheme["hasTopConcept"] = [locate(item) for item in top]
        scheme["schema:hasDefinedTerm"] = [{"id": locate(item)} for item in top]
    return scheme | _describe_edition(publication, framework)


def _describe_edition(publication: Publication, framework: Entry) -> dict[str, Any]:
    """What an edition adds: its name, whom to ask, and when something takes place."""
    if not (edition := describe_edition(publication, framework)):
        return {}
    base = publication.identify("framework", framework.id)
    names = {
        "title": "schema:name",
        "email": "schema:email",
        "phone": "schema:telephone",
        "web": "schema:url",
    }
    names |= {"date": "schema:startDate", "venue": "schema:location", "note": "schema:description"}
    names |= {"time": "schema:disambiguatingDescription", "book": "schema:url"}

    def describe(part: dict[str, str], kind: str, place: int) -> dict[str, Any]:
        described = {names[name]: value for name, value in part.items() if name in names}
        return {"id": f"{base.urn}#{kind}-{place}", "type": f"schema:{kind}"} | described

    described: dict[str, Any] = {"schema:sdPublisher": edition["name"]}
    if "reportTo" in edition:
        described["schema:sdPublisher"] = {
            "id": f"{base.urn}#edition",
            "type": "schema:Organization",
            "schema:name": edition["name"],
            "schema:contactPoint": {"id": f"{base.urn}#report", "schema:url": edition["reportTo"]},
        }
    for name, field, kind in (
        ("contacts", "schema:contactPoint", "ContactPoint"),
        ("dates", "schema:subjectOf", "Event"),
    ):
        if parts := [describe(part, kind, place) for place, part in enumerate(edition.get(name, ()), 1)]:
            described[field] = parts
    if notes := [part["text"] for part in edition.get("notes", ())]:
        described["note"] = notes
    return described


def describe_concept(
    publication: Publication, item: Entry, children: list[Entry], matches: Matches
) -> dict[str, Any]:
    """An item as a concept."""
    node = read_item(item)
    scheme = locate_absolutely(publication, item.record)
    title = flatten(node.title)
    concept = _begin(publication, item, ["Concept", "schema:DefinedTerm"]) | {
        "prefLabel": list_labels(node),
        "schema:name": title,
        "notation": node.code,
        "schema:termCode": node.code,
        "definition": flatten(node.summary),
        "schema:description": flatten(node.summary),
        "additionalType": flatten(find_rank(item.record.read_as(CompetencyFramework), item)[1]),
        "inScheme": scheme,
        "schema:inDefinedTermSet": {"id": scheme},
    }
    keywords = dict.fromkeys(flatten(keyword) for keyword in node.keywords)
    if words := [keyword for keyword in keywords if keyword != title]:
        concept["hiddenLabel"] = words
    if node.behaviours:
        concept["example"] = [flatten(behaviour) for behaviour in node.behaviours]
    if item.parent_or_self is item.record:
        concept["topConceptOf"] = scheme
    else:
        concept["broader"] = locate_absolutely(publication, item.parent_or_self)
    if children:
        concept["narrower"] = [locate_absolutely(publication, child) for child in children]
    counterparts = matches.get(item, {})
    for relation in RELATIONS:
        if others := counterparts.get(relation):
            concept[relation] = sorted(locate_absolutely(publication, other) for other in others)
    for match in node.matches:
        if find_address_fault(match.target) is None:
            far = concept.setdefault(match.relation, [])
            far += [match.target] if match.target not in far else []
    return concept


def list_labels(node: CompetencyFramework | Item) -> list[str | dict[str, str]]:
    """What a framework or an item is called: its title, and that in other languages, once in each (S14)."""
    titles = {
        LANGUAGES[translation.language].tag: flatten(translation.title) for translation in node.translations
    }
    others = ({"@value": title, "@language": tag} for tag, title in titles.items() if tag != LANGUAGE)
    return [flatten(node.title), *others]


def _begin(publication: Publication, entry: Entry, types: list[str]) -> dict[str, Any]:
    """What a scheme and a concept both have."""
    resource: dict[str, Any] = {
        "id": locate_absolutely(publication, entry),
        "type": types,
        "identifier": publication.identify(entry.kind, entry.id).urn,
        "modified": find_last_change(entry),
    }
    if publication.address:
        resource["schema:url"] = {"id": publication.locate(entry)}
        # As pages call it (macros.exports.schema_org).
        resource["schema:sameAs"] = {"id": resource["identifier"]}
    if retirement := entry.retired:
        resource["deprecated"] = True
        resource["changeNote"] = flatten(f"Retired on {retirement.date}. {retirement.reason}")
        if successor := find_successor(publication, entry, ("framework", "item")):
            resource["isReplacedBy"] = locate_absolutely(publication, successor)
    return resource


FORMAT = Format(
    "skos",
    "SKOS and schema.org as JSON-LD",
    "The frameworks and crosswalks as linked data, for catalogues and vocabulary servers.",
    write,
    kinds=("framework",),
    media_types=((".jsonld", "application/ld+json"),),
    list_downloads=offer_each("framework", "{id}.jsonld"),
)
