"""Frameworks as concept schemes of SKOS (https://www.w3.org/TR/skos-reference/), in Turtle, RDF/XML or
JSON-LD.

Nothing is fetched: a context that stands elsewhere is refused, and so is XML that declares entities.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from macros.base.address_rules import fault as find_address_fault
from macros.base.problems import show
from macros.imports.case import read_json
from macros.imports.model import ImportedFramework, ImportedItem, NotImported, check_tree, refuse
from macros.imports.tables import read_text
from macros.imports.wording import make_line, shorten, take_words

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

FORMS = {
    ".ttl": "turtle",
    ".nt": "nt",
    ".rdf": "xml",
    ".xml": "xml",
    ".jsonld": "json-ld",
    ".json": "json-ld",
}
BASE = "https://import.invalid/"  # Of addresses that are not written in full.
SKOS, DCTERMS = "http://www.w3.org/2004/02/skos/core#", "http://purl.org/dc/terms/"
MATCHES = ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch", "related")
_LOST = ("scopeNote", "example", "historyNote", "changeNote", "editorialNote")
_LINE = re.compile(r"\bline (\d+)")
_NUMBER = re.compile(r"(\d+)")


def read_scheme(raw: bytes, name: str, ending: str) -> ImportedFramework:
    """The framework of a file called ``name``, whose ``ending`` says in which form of RDF it is. Raises
    :class:`~macros.imports.model.NotImported`."""
    return _Reader(_read_graph(raw, name, FORMS[ending]), name).read()


def _read_graph(raw: bytes, name: str, form: str) -> Graph:
    import logging
    import warnings

    from rdflib import Graph

    logging.getLogger("rdflib.term").setLevel(logging.CRITICAL)
    if form == "xml":
        _refuse_entities(raw, name)
    elif form == "json-ld":
        _refuse_far_contexts(read_json(raw, name), name)
    else:
        read_text(raw, name)
    graph = Graph(bind_namespaces="none")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # Of the parser's own doing.
            text = raw if form == "xml" else raw.decode("utf-8-sig")
            graph.parse(data=text, format=form, publicID=BASE)
    except RecursionError:
        raise refuse(f"{name}:1:1", "is nested too deeply", "export the file anew") from None
    except Exception as error:  # The parsers of RDF raise whatever comes up.
        words = " ".join(str(error).split())
        line = _LINE.search(words)
        place = f"{name}:{line[1] if line else 1}:1"
        raise refuse(place, f"is no {form} ({words[:120]})", "export the file anew") from None
    return graph


def _refuse_entities(raw: bytes, name: str) -> None:
    """Raise :class:`~macros.imports.model.NotImported` for XML that is broken or declares anything."""
    from xml.sax import SAXParseException
    from xml.sax.handler import ContentHandler

    from defusedxml import DefusedXmlException
    from defusedxml.sax import parseString

    try:
        parseString(raw, ContentHandler(), forbid_dtd=True)
    except DefusedXmlException:
        raise refuse(f"{name}:1:1", "declares entities", "export the file without a DOCTYPE") from None
    except SAXParseException as error:
        place = f"{name}:{error.getLineNumber()}:{(error.getColumnNumber() or 0) + 1}"
        raise refuse(place, f"is no XML ({error.getMessage()})", "export the file anew") from None


def _refuse_far_contexts(data: Any, name: str) -> None:
    """Raise :class:`~macros.imports.model.NotImported` for JSON-LD with a context that would be fetched."""
    waiting = [data]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            contexts = value.get("@context")
            for context in contexts if isinstance(contexts, list) else [contexts]:
                address = context.get("@import") if isinstance(context, dict) else context
                if isinstance(address, str):
                    wrong = f"has its context at {show(address)}, and nothing is fetched"
                    raise refuse(name, wrong, "put the context itself there")
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value


class _Reader:
    """Reads the one scheme of a graph."""

    def __init__(self, graph: Graph, name: str):
        self.graph, self.name = graph, name
        self.framework = ImportedFramework("a scheme of SKOS", [])

    def read(self) -> ImportedFramework:
        concepts = sorted(self.list_of_type("Concept"), key=str)
        if not concepts:
            raise refuse(self.name, "holds no concept of SKOS", "give each item the type skos:Concept")
        scheme = self.choose_scheme()
        if scheme is not None:
            members = {*self.graph.subjects(self.term("inScheme"), scheme)}
            members |= {*self.graph.subjects(self.term("topConceptOf"), scheme)}
            members |= {*self.graph.objects(scheme, self.term("hasTopConcept"))}
            if members:
                concepts = [concept for concept in concepts if concept in members]
            self.read_head(scheme)
        parents = self.find_parents(concepts)
        items = [self.read_item(concept, parents.get(concept)) for concept in concepts]
        items.sort(key=lambda item: [*_sort_naturally(item.code or item.title), (2, 0, item.source_id)])
        self.framework.items = items
        check_tree(items)
        return self.framework

    def term(self, name: str, base: str = SKOS) -> Node:
        from rdflib import URIRef

        return URIRef(base + name)

    def list_of_type(self, name: str) -> set[Node]:
        from rdflib.namespace import RDF

        return set(self.graph.subjects(RDF.type, self.term(name)))

    def choose_scheme(self) -> Node | None:
        """The scheme with the most concepts; what others there are is told."""
        sizes = {
            scheme: sum(1 for _ in self.graph.subjects(self.term("inScheme"), scheme))
            for scheme in sorted(self.list_of_type("ConceptScheme"), key=str)
        }
        if not sizes:
            return None
        largest = max(sizes, key=lambda scheme: sizes[scheme])
        for scheme in sizes:
            if scheme != largest:
                self.framework.losses.append(f"{self.name}, {scheme}: a second scheme, was not carried.")
        return largest

    def find_text(self, subject: Node, *names: str, base: str = SKOS) -> str:
        """The text of the first of these properties that there is, in English if that is given."""
        for name in names:
            texts = list(self.graph.objects(subject, self.term(name, base)))
            if texts:
                return take_words(str(min(texts, key=_rank_language)))
        return ""

    def read_head(self, scheme: Node) -> None:
        self.framework.source_id = str(scheme)
        fields = self.framework.fields
        title = self.find_text(scheme, "prefLabel") or self.find_text(scheme, "title", base=DCTERMS)
        if title:
            fields["title"] = title
        text = self.find_text(scheme, "definition") or self.find_text(scheme, "description", base=DCTERMS)
        if line := make_line(text):
            fields |= {"summary": shorten(line, 220), "purpose": line}
        creators = sorted(
            make_line(str(name)) for name in self.graph.objects(scheme, self.term("creator", DCTERMS))
        )
        if creators := [creator for creator in creators if creator]:
            fields["owners"] = [shorten(creator) for creator in creators]
        address = self.find_text(scheme, "source", base=DCTERMS)
        if address and find_address_fault(address) is None:
            fields["official"] = address
        rights = {
            "holder": make_line(self.find_text(scheme, "rightsHolder", base=DCTERMS)),
            "terms": make_line(
                self.find_text(scheme, "rights", base=DCTERMS)
                or self.find_text(scheme, "license", base=DCTERMS)
            ),
        }
        if rights := {
            name: shorten(line) if name == "holder" else line for name, line in rights.items() if line
        }:
            fields["rights"] = rights

    def find_parents(self, concepts: list[Node]) -> dict[Node, Node]:
        """The concept above each; of several the first, and the others are told."""
        above: dict[Node, set[Node]] = defaultdict(set)
        known = set(concepts)
        for lower, upper in self.graph.subject_objects(self.term("broader")):
            above[lower].add(upper)
        for upper, lower in self.graph.subject_objects(self.term("narrower")):
            above[lower].add(upper)
        parents = {}
        for concept in concepts:
            uppers = sorted((upper for upper in above[concept] if upper in known), key=str)
            if uppers:
                parents[concept] = uppers[0]
            for other in uppers[1:]:
                self.framework.losses.append(
                    f"{self.name}, {concept}: is below {other} too; it was put below {uppers[0]} alone."
                )
        return parents

    def read_item(self, concept: Node, parent: Node | None) -> ImportedItem:
        place = f"{self.name}, {concept}"
        title = self.find_text(concept, "prefLabel")
        if not title:
            raise NotImported([f"{place}: has no skos:prefLabel; give each concept one."])
        labels = {
            str(label)
            for name in ("altLabel", "hiddenLabel")
            for label in self.graph.objects(concept, self.term(name))
        }
        for name in MATCHES:
            for value in sorted(map(str, self.graph.objects(concept, self.term(name)))):
                self.framework.add_link(str(concept), name, value, place)
        for name in _LOST:
            for value in sorted(map(str, self.graph.objects(concept, self.term(name)))):
                self.framework.losses.append(f"{place}: {name} {show(value)} was not carried.")
        return ImportedItem(
            str(concept),
            str(parent) if parent is not None else "",
            self.find_text(concept, "notation"),
            title,
            place,
            self.find_text(concept, "definition", "note"),
            fields={"keywords": sorted(labels - {title})} if labels - {title} else {},
        )


def _rank_language(text: Any) -> tuple[int, str]:
    """Where a text stands among those of several languages: British English, English, none, others."""
    language = str(getattr(text, "language", None) or "").lower()
    places = {"en-gb": 0, "en": 1, "": 3}
    return places.get(language, 2 if language.startswith("en") else 4), str(text)


def _sort_naturally(text: str) -> list[tuple[int, int, str]]:
    """By what texts are sorted so that 1.10 follows 1.9."""
    return [(0, int(part), "") if part.isdigit() else (1, 0, part) for part in _NUMBER.split(text) if part]
