"""A course as IMS Common Cartridge packages it: pages in the order of a course, each a resource of its own,
with a link to the site.

Version 1.3 is what most platforms take; Moodle takes no later one than 1.1, which says the same in other
namespaces (https://www.imsglobal.org/cc/).
"""

from __future__ import annotations

from uuid import uuid5
from xml.etree.ElementTree import Element, SubElement

from macros.exports.publication import LICENCE, NAMESPACE
from macros.i18n.phrases import _, use_catalogue
from macros.packages.course import STYLE, Course, CoursePage, build_course
from macros.packages.documents import add, write_xml
from macros.packages.handbook_pages import HandbookPages
from macros.packages.scorm import MANIFEST, make_identifier
from macros.packages.selection import Selection

VERSIONS = ("1.3", "1.1")
WEB_LINK = "site.xml"


def list_files(pages: HandbookPages, selection: Selection, version: str = "1.3") -> list[tuple[str, bytes]]:
    """The files of the package by their places, the manifest first. ``version`` is one of
    :data:`VERSIONS`."""
    course = build_course(pages, selection, has_player=False)
    if pages.address:
        course.files[WEB_LINK] = _write_web_link(pages, course, version)
    return [(MANIFEST, _write_manifest(pages, course, version)), *course.files.items()]


def _find_spaces(version: str) -> dict[str, str]:
    digits = version.replace(".", "p")
    return {
        "xmlns": f"http://www.imsglobal.org/xsd/imsccv{digits}/imscp_v1p1",
        "xmlns:lom": f"http://ltsc.ieee.org/xsd/imsccv{digits}/LOM/resource",
        "xmlns:lomimscc": f"http://ltsc.ieee.org/xsd/imsccv{digits}/LOM/manifest",
    }


def _write_web_link(pages: HandbookPages, course: Course, version: str) -> bytes:
    digits = version.replace(".", "p")
    root = Element("webLink", {"xmlns": f"http://www.imsglobal.org/xsd/imsccv{digits}/imswl_v{digits}"})
    with use_catalogue(pages.catalogue):
        add(root, "title", _("%(site)s on the web", site=pages.name))
    entry = course.selection.entry
    add(root, "url", href=pages.locate(entry.path) if entry else pages.address, target="_blank")
    return write_xml(root)


def _write_manifest(pages: HandbookPages, course: Course, version: str) -> bytes:
    name = make_identifier(pages, course.selection)
    root = Element("manifest", {"identifier": name, **_find_spaces(version)})
    _add_metadata(root, pages, course, version)
    organizations = SubElement(root, "organizations")
    organization = SubElement(
        organizations, "organization", {"identifier": "course", "structure": "rooted-hierarchy"}
    )
    top = SubElement(organization, "item", {"identifier": "top"})
    numbers = {place: f"r-{uuid5(NAMESPACE, f'{name}:{place}')}" for place in course.files}
    for number, part in enumerate(course.parts, 1):
        item = SubElement(top, "item", {"identifier": f"part-{number}"})
        add(item, "title", part.title or "-")
        _add_pages(item, part.pages, numbers)
    if WEB_LINK in course.files:
        item = SubElement(top, "item", {"identifier": "site", "identifierref": numbers[WEB_LINK]})
        with use_catalogue(pages.catalogue):
            add(item, "title", _("%(site)s on the web", site=pages.name))
    _add_resources(root, course, numbers, version)
    return write_xml(root)


def _add_metadata(root: Element, pages: HandbookPages, course: Course, version: str) -> None:
    metadata = SubElement(root, "metadata")
    add(metadata, "schema", "IMS Common Cartridge")
    add(metadata, "schemaversion", f"{version}.0")
    lom = SubElement(metadata, "lomimscc:lom")
    general = SubElement(lom, "lomimscc:general")
    texts = [("title", course.selection.title)]
    if course.selection.entry:
        texts.append(("description", course.selection.entry.summary))
    for name, text in texts:
        add(SubElement(general, f"lomimscc:{name}"), "lomimscc:string", text, language=pages.language)
    rights = SubElement(lom, "lomimscc:rights")
    answer = SubElement(rights, "lomimscc:copyrightAndOtherRestrictions")
    add(answer, "lomimscc:value", "yes")
    add(SubElement(rights, "lomimscc:description"), "lomimscc:string", f"CC BY 4.0, {LICENCE}")


def _add_pages(parent: Element, pages: tuple[CoursePage, ...], numbers: dict[str, str]) -> None:
    for page in pages:
        attributes = {"identifier": f"i-{numbers[page.file]}", "identifierref": numbers[page.file]}
        add(SubElement(parent, "item", attributes), "title", page.title or "-")


def _add_resources(root: Element, course: Course, numbers: dict[str, str], version: str) -> None:
    """Each page is a resource; what pages load is one too, on which all of them depend."""
    digits = version.replace(".", "p")
    page_files = [page.file for page in course.pages]
    shared = [place for place in course.files if place not in page_files and place != WEB_LINK]
    resources = SubElement(root, "resources")
    for place in page_files:
        attributes = {"identifier": numbers[place], "type": "webcontent", "href": place}
        resource = SubElement(resources, "resource", attributes)
        SubElement(resource, "file", {"href": place})
        SubElement(resource, "dependency", {"identifierref": "shared"})
    attributes = {"identifier": "shared", "type": "webcontent", "href": STYLE}
    resource = SubElement(resources, "resource", attributes)
    for place in shared:
        SubElement(resource, "file", {"href": place})
    if WEB_LINK in course.files:
        link = {"identifier": numbers[WEB_LINK], "type": f"imswl_xmlv{digits}"}
        SubElement(SubElement(resources, "resource", link), "file", {"href": WEB_LINK})
