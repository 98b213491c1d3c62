"""Frameworks as the XML of MedBiquitous, against its schemas."""

from xml.etree import ElementTree

import pytest
from exported import ADDRESS, publish, write
from odd_frameworks import create_odd_book, create_payload_book, find_schemas, load_small

from macros.exports.medbiquitous import FORMAT, NAMESPACES, write_card

NAMES = {**NAMESPACES, "cf": NAMESPACES[""]}
del NAMES[""]
# The schemas of MedBiquitous refer to this one, which is not among them.
XHTML = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" elementFormDefault="qualified"
  targetNamespace="http://www.w3.org/1999/xhtml"><xs:element name="div"/></xs:schema>"""


@pytest.fixture(scope="module")
def odd_book():
    return create_odd_book(load_small())


@pytest.fixture(scope="module")
def roots(odd_book):
    return {
        place: ElementTree.fromstring(content) for place, content in write(FORMAT, publish(odd_book)).items()
    }


@pytest.fixture(scope="module")
def schemas(tmp_path_factory):
    """The schemas of a framework and of an object."""
    import xmlschema

    folder, home = find_schemas("medbiquitous"), "http://ns.medbiq.org/"
    xhtml = tmp_path_factory.mktemp("schemas") / "xhtml.xsd"
    xhtml.write_text(XHTML, encoding="utf-8")

    def find(uri):
        if uri.endswith("xhtml1-strict.xsd"):
            return str(xhtml)
        return str(folder / uri.removeprefix(home)) if uri.startswith(home) else uri

    return [
        xmlschema.XMLSchema(str(folder / f"{name}/v1/{name}.xsd"), uri_mapper=find, allow="local")
        for name in ("competencyframework", "competencyobject")
    ]


@pytest.mark.slow
def test_files_are_valid_by_the_official_schemas(schemas, real_book, odd_book):
    framework, object = schemas
    payloads = create_payload_book(load_small())
    for publication, only in (
        (publish(real_book), ["gmc-standards", "hlm"]),
        (publish(odd_book, ""), []),
        (publish(payloads), []),
    ):
        for place, content in write(FORMAT, publication, *only).items():
            root = ElementTree.fromstring(content)
            assert [f"{place}: {error.reason}" for error in framework.iter_errors(root)] == []
            for one in root.findall("co:CompetencyObject", NAMES):
                assert [f"{place}: {error.reason}" for error in object.iter_errors(one)] == []
    root.append(ElementTree.Element(f"{{{NAMES['cf']}}}Includes"))
    assert "Unexpected child" in [*framework.iter_errors(root)][-1].reason


def list_entries(root, path):
    return [element.text for element in root.findall(path, NAMES)]


def test_as_much_goes_out_as_there_is(roots, odd_book):
    """All frameworks but the one without items, for which the schema has no form."""
    assert list(roots) == ["small.xml", "other.xml", "old.xml"]
    for place, root in roots.items():
        framework = odd_book.get(place.removesuffix(".xml"))
        items = [entry for entry in odd_book.list_entries(framework) if entry.kind == "item"]
        assert list_entries(root, "co:CompetencyObject/lom:lom/lom:general/lom:title/lom:string") == [
            item.title for item in items
        ]
        included = list_entries(root, "cf:Includes/cf:Entry")
        objects = root.findall("co:CompetencyObject", NAMES)
        assert included == [
            one.findtext("lom:lom/lom:general/lom:identifier/lom:entry", None, NAMES) for one in objects
        ]
        below = [item for item in items if item.parent is not framework]
        assert len(root.findall("cf:Relation", NAMES)) == len(below)
        ends = {*list_entries(root, "cf:Relation/*/cf:Entry")}
        assert ends <= {*included}


def test_what_is_retired_is_marked(roots):
    root = roots["small.xml"]
    states = {
        one.findtext("lom:lom/lom:general/lom:identifier[2]/lom:entry", None, NAMES): one.findtext(
            "co:Status", None, NAMES
        )
        for one in root.findall("co:CompetencyObject", NAMES)
    }
    assert [code for code, state in states.items() if state == "Retired"] == ["3.2", "4", "4.1"]
    assert len(root.findall("co:CompetencyObject/co:IsReplacedBy", NAMES)) == 1
    assert len(root.findall("cf:Replaces", NAMES)) == 1
    assert list_entries(roots["old.xml"], "cf:RetiredDate") == ["2026-11-24"]


def test_rights_and_address_are_in_it(roots):
    root = roots["small.xml"]
    (rights,) = list_entries(root, "lom:lom/lom:rights/lom:description/lom:string")
    assert rights.startswith("Rights holder: Nobody. Terms: Free. Carried here: Everything.")
    links = list_entries(root, "co:CompetencyObject/co:SupportingInformation/co:Link")
    assert links[1] == f"{ADDRESS}frameworks/small/1.1/"


def test_an_organisation_is_a_card():
    assert write_card("Health; Care, and\nmore") == (
        "BEGIN:VCARD\nVERSION:3.0\nFN:Health\\; Care\\, and more\nN:Health\\; Care\\, and more;;;;\n"
        "ORG:Health\\; Care\\, and more\nEND:VCARD"
    )
