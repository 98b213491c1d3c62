"""Frameworks as packages of 1EdTech CASE, the Competencies and Academic Standards Exchange, versions 1.1 and
1.0.

Each framework is a CFPackage: at ``<id>.json`` in version 1.1, at ``v1p0/<id>.json`` in version 1.0. Below
``ims/case/v1p1`` stand the addresses of the REST binding as files
(https://www.imsglobal.org/spec/case/v1p1), each with ``.json`` at its end, without which many servers would
send no type; every ``uri`` leads there. An association has no file of its own, which would double their
number: its ``uri`` leads to the package that it stands in. :mod:`macros.curriculum.case_rules` judges
what the schemas leave open.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from macros.exports.case_packages import Package, build_package, drop_version_1_1, index_pairs
from macros.exports.downloads import offer_all, offer_each
from macros.exports.formats import ExportFile, Format
from macros.exports.frameworks import list_frameworks
from macros.exports.publication import Publication
from macros.records.entries import Entry

REST = "ims/case/v1p1"


def write(publication: Publication, only: tuple[Entry, ...]) -> Iterator[ExportFile]:
    """Yield the packages of the frameworks that are wanted, and the files of the REST binding for them."""
    base = f"{publication.address}{FORMAT.folder}/{REST}/" if publication.address else ""
    pairs = index_pairs(publication)
    documents = []
    for framework in list_frameworks(publication, only):
        package = build_package(publication, framework, base, pairs)
        yield ExportFile(f"{framework.id}.json", write_json(package))
        yield ExportFile(f"v1p0/{framework.id}.json", write_json(drop_version_1_1(package)))
        documents.append(describe_document(package))
        yield from write_answers(package)
    yield ExportFile(f"{REST}/CFDocuments.json", write_json({"CFDocuments": documents}))


def write_answers(package: Package) -> Iterator[ExportFile]:
    """Yield what the REST binding answers for each thing of a package, at its address there."""
    document = package["CFDocument"]
    link = link_document(document)
    answers = {("CFPackages", document["identifier"]): package}
    answers["CFDocuments", document["identifier"]] = describe_document(package)
    associations = defaultdict(list)
    for association in package["CFAssociations"]:
        for end in ("originNodeURI", "destinationNodeURI"):
            associations[association[end]["identifier"]].append(association)
    for item in package["CFItems"]:
        answer = item | {"CFDocumentURI": link}
        answers["CFItems", item["identifier"]] = answer
        answers["CFItemAssociations", item["identifier"]] = {
            "CFItem": answer,
            "CFAssociations": associations[item["identifier"]],
        }
    for rubric in package.get("CFRubrics", ()):
        answers["CFRubrics", rubric["identifier"]] = rubric
    for name, definitions in package["CFDefinitions"].items():
        for definition in definitions:
            # Of item types the binding answers with the type and all below it.
            answer = {name: [definition]} if name == "CFItemTypes" else definition
            answers[name, definition["identifier"]] = answer
    for (name, identifier), answer in answers.items():
        yield ExportFile(f"{REST}/{name}/{identifier}.json", write_json(answer))


def describe_document(package: Package) -> dict[str, Any]:
    """The document of a package as the REST binding answers with it: with the address of the package."""
    document: dict[str, Any] = package["CFDocument"]
    link = link_document(document)
    link["uri"] = link["uri"].replace("/CFDocuments/", "/CFPackages/")
    return document | {"CFPackageURI": link}


def link_document(document: dict[str, Any]) -> dict[str, str]:
    """A link to a document."""
    return {name: document[name] for name in ("title", "identifier", "uri")}


def write_json(value: dict[str, Any]) -> bytes:
    """``value`` as JSON, without spaces that nobody reads."""
    return (json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


FORMAT = Format(
    "case",
    "1EdTech CASE",
    "The frameworks, their levels and their crosswalks for a competency system, such as OpenSALT.",
    write,
    kinds=("framework",),
    media_types=((".json", "application/json"),),
    list_downloads=offer_all(
        offer_each("framework", "{id}.json"), offer_each("framework", "v1p0/{id}.json", ending=" (CASE 1.0)")
    ),
)
