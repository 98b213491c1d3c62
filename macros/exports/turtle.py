"""The linked data of :mod:`macros.exports.skos` as Turtle (https://www.w3.org/TR/turtle/), by rdflib."""

from __future__ import annotations

import json
from collections.abc import Iterator

from macros.exports.downloads import offer_each
from macros.exports.formats import ExportFile, Format
from macros.exports.frameworks import list_frameworks
from macros.exports.publication import Publication
from macros.exports.skos import build_graph, index_matches
from macros.records.entries import Entry


def write(publication: Publication, only: tuple[Entry, ...]) -> Iterator[ExportFile]:
    """Yield a file for each framework that is wanted."""
    from rdflib import Graph

    matches = index_matches(publication)
    for framework in list_frameworks(publication, only):
        graph = Graph()
        graph.parse(data=json.dumps(build_graph(publication, framework, matches)), format="json-ld")
        yield ExportFile(f"{framework.id}.ttl", graph.serialize(format="turtle", encoding="utf-8"))


FORMAT = Format(
    "turtle",
    "SKOS as Turtle",
    "The same linked data for triple stores and vocabulary editors, such as Protégé or PoolParty.",
    write,
    kinds=("framework",),
    media_types=((".ttl", "text/turtle"),),
    needs_packages=True,
    list_downloads=offer_each("framework", "{id}.ttl"),
)
