"""A course as SCORM 1.2 packages it: one thing to learn (SCO), whose first page shows the others and reports.

One and not one for each page: platforms then keep one mark for it, and the reader stays in one window.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

from macros.packages.course import PLAYER, Course, build_course
from macros.packages.documents import add, write_xml
from macros.packages.handbook_pages import HandbookPages
from macros.packages.selection import Selection

MANIFEST = "imsmanifest.xml"
_CONTENT = "http://www.imsproject.org/xsd/imscp_rootv1p1p2"
_SCORM = "http://www.adlnet.org/xsd/adlcp_rootv1p2"


def list_files(pages: HandbookPages, selection: Selection) -> list[tuple[str, bytes]]:
    """The files of the package by their places, the manifest first. It is for those who take part: without
    the facilitator's view of a session, and without papers in closed envelopes."""
    course = build_course(pages, selection, has_player=True, view="participants")
    return [(MANIFEST, _write_manifest(pages, course)), *course.files.items()]


def _write_manifest(pages: HandbookPages, course: Course) -> bytes:
    name = make_identifier(pages, course.selection)
    root = Element(
        "manifest",
        {"identifier": name, "version": "1.2", "xmlns": _CONTENT, "xmlns:adlcp": _SCORM},
    )
    metadata = SubElement(root, "metadata")
    add(metadata, "schema", "ADL SCORM")
    add(metadata, "schemaversion", "1.2")
    organizations = SubElement(root, "organizations", {"default": "course"})
    organization = SubElement(organizations, "organization", {"identifier": "course"})
    add(organization, "title", course.selection.title)
    item = SubElement(
        organization, "item", {"identifier": "item", "identifierref": "pages", "isvisible": "true"}
    )
    add(item, "title", course.selection.title)
    resources = SubElement(root, "resources")
    resource = SubElement(
        resources,
        "resource",
        {"identifier": "pages", "type": "webcontent", "adlcp:scormtype": "sco", "href": PLAYER},
    )
    for place in course.files:
        SubElement(resource, "file", {"href": place})
    return write_xml(root)


def make_identifier(pages: HandbookPages, selection: Selection) -> str:
    """What a package is known by: the same whenever it is made, so that a platform takes a new one for the
    next version of the old."""
    owner = [pages.edition.id] if pages.edition else []
    return "-".join(["handbook", *owner, *filter(None, [selection.kind, selection.id])])
