"""Frameworks in the XML of MedBiquitous: a Competency Framework (ANSI/MEDBIQ CF.10.1-2012) that holds its
Competency Objects, each described by Learning Object Metadata.

The schema leaves room for elements of other namespaces at the end of a framework; the objects stand there, so
that one file has all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import StringIO
from xml.sax.saxutils import XMLGenerator

from macros.exports.downloads import has_items, offer_each
from macros.exports.formats import ExportFile, Format
from macros.exports.frameworks import (
    LANGUAGE,
    describe_rights,
    describe_version,
    end_sentence,
    find_rank,
    find_successor,
    flatten,
    flatten_prose,
    list_all_items,
    list_edition_sentences,
    list_frameworks,
    locate_absolutely,
    read_item,
)
from macros.exports.publication import Publication
from macros.records.entries import Entry
from macros.records.kinds import CompetencyFramework

NAMESPACES = {
    "": "http://ns.medbiq.org/competencyframework/v1/",
    "co": "http://ns.medbiq.org/competencyobject/v1/",
    "lom": "http://ltsc.ieee.org/xsd/LOM",
}
NARROWER = "http://www.w3.org/2004/02/skos/core#narrower"
VOCABULARY = "LOMv1.0"  # Of the words that LOM itself defines.


def write(publication: Publication, only: tuple[Entry, ...]) -> Iterator[ExportFile]:
    """Yield a file for each framework that is wanted and has items, for the schema asks for one at least."""
    for framework in list_frameworks(publication, only):
        if items := list_all_items(publication, framework):
            yield ExportFile(f"{framework.id}.xml", _Writer(publication, framework, items).write())


class _Writer:
    """What writes the XML of a framework."""

    def __init__(self, publication: Publication, framework: Entry, items: list[Entry]):
        self.publication = publication
        self.framework = framework
        self.items = items
        self.node = framework.read_as(CompetencyFramework)
        self.text = StringIO()
        self.xml = XMLGenerator(self.text, "utf-8", short_empty_elements=True)

    def write(self) -> bytes:
        self.xml.startDocument()
        attributes = {f"xmlns:{prefix}" if prefix else "xmlns": uri for prefix, uri in NAMESPACES.items()}
        self.open("CompetencyFramework", attributes)
        self.describe_framework()
        for item in self.items:
            self.describe_object(item)
        self.close("CompetencyFramework")
        self.xml.endDocument()
        return f"{self.text.getvalue()}\n".encode()

    # -- elements

    def open(self, name: str, attributes: dict[str, str] | None = None) -> None:
        self.xml.startElement(name, attributes or {})  # type: ignore[arg-type]  # It takes any mapping.

    def close(self, *names: str) -> None:
        for name in names:
            self.xml.endElement(name)
        if names[-1].rpartition(":")[2] in ("lom", "Includes", "Relation", "CompetencyObject"):
            self.xml.ignorableWhitespace("\n")

    def put(self, name: str, text: str, attributes: dict[str, str] | None = None) -> None:
        self.open(name, attributes)
        self.xml.characters(text)
        self.xml.endElement(name)

    def put_identifier(self, name: str, entry: Entry) -> None:
        """What a framework calls a competency object by: the catalogue of URIs, and its UUID there."""
        self.open(name)
        self.put("Catalog", "URI")
        self.put("Entry", self.publication.identify(entry.kind, entry.id).urn)
        self.close(name)

    def put_string(self, name: str, text: str) -> None:
        self.open(name)
        self.put("lom:string", text, {"language": LANGUAGE})
        self.xml.endElement(name)

    def put_word(self, name: str, word: str) -> None:
        self.open(name)
        self.put("lom:source", VOCABULARY)
        self.put("lom:value", word)
        self.xml.endElement(name)

    # -- learning object metadata

    def put_metadata(
        self, entry: Entry, title: str, description: str, keywords: Iterable[str], code: str = ""
    ) -> None:
        self.open("lom:lom")
        self.open("lom:general")
        identifiers = [("URI", self.publication.identify(entry.kind, entry.id).urn)]
        if code:
            identifiers.append((flatten(self.node.abbreviation or self.framework.id), code))
        for catalogue, identifier in identifiers:
            self.open("lom:identifier")
            self.put("lom:catalog", catalogue)
            self.put("lom:entry", identifier)
            self.xml.endElement("lom:identifier")
        self.put_string("lom:title", title)
        self.put("lom:language", LANGUAGE)
        self.put_string("lom:description", description)
        for keyword in keywords:
            self.put_string("lom:keyword", flatten(keyword))
        self.xml.endElement("lom:general")
        if entry is self.framework:
            self.put_life_cycle()
        self.open("lom:technical")
        self.put("lom:format", "text/html")
        self.put("lom:location", locate_absolutely(self.publication, entry))
        self.xml.endElement("lom:technical")
        holder = end_sentence(flatten(self.node.rights.holder))
        is_framework = entry is self.framework
        self.put_rights(
            describe_rights(entry) if is_framework else f"See the framework. Rights holder: {holder}"
        )
        self.close("lom:lom")

    def put_life_cycle(self) -> None:
        self.open("lom:lifeCycle")
        self.put_string("lom:version", describe_version(self.node))
        names = [("author", owner) for owner in self.node.owners] + [("publisher", self.publication.name)]
        for role, name in names:
            self.open("lom:contribute")
            self.put_word("lom:role", role)
            self.put("lom:entity", write_card(name))
            self.xml.endElement("lom:contribute")
        self.xml.endElement("lom:lifeCycle")

    def put_rights(self, text: str) -> None:
        self.open("lom:rights")
        self.put_word("lom:copyrightAndOtherRestrictions", "yes")
        self.put_string("lom:description", text)
        self.xml.endElement("lom:rights")

    # -- the framework and its objects

    def describe_framework(self) -> None:
        framework, node = self.framework, self.node
        parts = [flatten(node.summary), flatten_prose(node.purpose), flatten(node.status_note)]
        parts += list_edition_sentences(self.publication, framework)
        self.put_metadata(framework, flatten(node.title), " ".join(parts), node.keywords)
        if framework.retired:
            self.put("RetiredDate", str(framework.retired.date))
        for reference in node.supersedes:
            former = self.publication.handbook.get(reference, "framework")
            if former and former is not framework:
                self.put("Replaces", self.publication.identify("framework", former.id).urn)
        if successor := find_successor(self.publication, framework, ("framework",)):
            self.put("IsReplacedBy", self.publication.identify("framework", successor.id).urn)
        if node.official:
            self.open("SupportingInformation")
            self.put("Link", node.official)
            self.close("SupportingInformation")
        for item in self.items:
            self.put_identifier("Includes", item)
        for item in self.items:
            if item.parent_or_self is not framework:
                self.open("Relation")
                self.put_identifier("Reference1", item.parent_or_self)
                self.put("Relationship", NARROWER)
                self.put_identifier("Reference2", item)
                self.close("Relation")

    def describe_object(self, item: Entry) -> None:
        node = read_item(item)
        self.open("co:CompetencyObject")
        summary = " ".join(map(flatten, (node.summary, *node.behaviours)))
        self.put_metadata(item, flatten(node.title), summary, node.keywords, node.code)
        self.put("co:Status", "Retired" if item.retired else "Active")
        if successor := find_successor(self.publication, item, ("item",)):
            self.put("co:IsReplacedBy", self.publication.identify("item", successor.id).urn)
        rank, title, _ = find_rank(self.node, item)
        self.open("co:Category", {"term": rank, "label": flatten(title)})
        self.close("co:Category")
        if self.publication.address:
            self.open("co:SupportingInformation")
            self.put("co:Link", self.publication.locate(item))
            self.close("co:SupportingInformation")
        self.close("co:CompetencyObject")


def write_card(name: str) -> str:
    """An organisation as a vCard, which LOM asks for (RFC 2426)."""
    words = flatten(name)
    for sign in "\\,;":
        words = words.replace(sign, f"\\{sign}")
    return f"BEGIN:VCARD\nVERSION:3.0\nFN:{words}\nN:{words};;;;\nORG:{words}\nEND:VCARD"


FORMAT = Format(
    "medbiquitous",
    "MedBiquitous Competency Framework XML",
    "The frameworks for a curriculum system of a medical school.",
    write,
    kinds=("framework",),
    media_types=((".xml", "application/xml"),),
    list_downloads=offer_each("framework", "{id}.xml", has_file=has_items),
)
