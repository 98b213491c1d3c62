"""Courses: their manifests, that they hold what they list, and that their pages are whole by themselves."""

import posixpath

import pytest
from defusedxml.ElementTree import fromstring
from hostile_book import make_hostile
from packaged import has_language_marks, list_faults, make_pages, unpack

from macros.packages.cartridge import VERSIONS
from macros.packages.formats import COURSES
from macros.packages.scorm import MANIFEST
from macros.packages.selection import select_all, select_module, select_pathway

FORMS = {form.name: form for form in COURSES}
CONTENT = "{http://www.imsproject.org/xsd/imscp_rootv1p1p2}"
SCORM = "{http://www.adlnet.org/xsd/adlcp_rootv1p2}"
EVERY = [(form.name, version) for form in COURSES for version in form.versions]


def select(pages, kind):
    choose = {"module": select_module, "pathway": select_pathway}
    return choose[kind](pages, pages.book.records[kind][0]) if kind else select_all(pages)


def write(pages, name, version="", kind="module"):
    form = FORMS[name]
    return unpack(form.write(pages, select(pages, kind), version or form.versions[0]))


def list_listed(manifest):
    """The files that a manifest names."""
    return [element.get("href") for element in manifest.iter() if element.tag.endswith("}file")]


@pytest.mark.parametrize("kind", ["module", "pathway", ""])
@pytest.mark.parametrize("name, version", EVERY)
def test_a_manifest_names_exactly_the_files_of_its_package(small_book, name, version, kind):
    files = write(make_pages(small_book), name, version, kind)
    manifest = fromstring(files[MANIFEST])
    listed = list_listed(manifest)
    assert next(iter(files)) == MANIFEST
    assert set(listed) == set(files) - {MANIFEST} and len(listed) == len(set(listed))
    named = [element.get("identifier") for element in manifest.iter() if element.get("identifier")]
    assert len(named) == len(set(named))
    referred = {element.get("identifierref") for element in manifest.iter()} - {None}
    assert referred <= set(named)
    assert list_faults(files, player="index.html") == []


def test_a_scorm_package_is_one_thing_to_learn(small_book):
    module = small_book.records["module"][0]
    manifest = fromstring(write(make_pages(small_book), "scorm")[MANIFEST])
    assert [element.text for element in manifest.find(f"{CONTENT}metadata")] == ["ADL SCORM", "1.2"]
    (organization,) = manifest.iter(f"{CONTENT}organization")
    assert manifest.find(f"{CONTENT}organizations").get("default") == organization.get("identifier")
    assert {title.text for title in manifest.iter(f"{CONTENT}title")} == {module.title}
    (resource,) = manifest.iter(f"{CONTENT}resource")
    assert (resource.get(f"{SCORM}scormtype"), resource.get("href")) == ("sco", "index.html")


@pytest.mark.parametrize("version", VERSIONS)
def test_a_cartridge_has_a_resource_for_each_page_and_a_link_to_the_site(small_book, version):
    files = write(make_pages(small_book), "cartridge", version)
    digits = version.replace(".", "p")
    space = f"{{http://www.imsglobal.org/xsd/imsccv{digits}/imscp_v1p1}}"
    manifest = fromstring(files[MANIFEST])
    assert manifest.tag == f"{space}manifest"
    assert manifest.find(f"{space}metadata/{space}schemaversion").text == f"{version}.0"
    kinds = {element.get("type") for element in manifest.iter(f"{space}resource")}
    assert kinds == {"webcontent", f"imswl_xmlv{digits}"}
    pages = {place for place in files if place.endswith(".html")}
    resources = {element.get("href") for element in manifest.iter(f"{space}resource")}
    assert pages <= resources
    (organization,) = manifest.iter(f"{space}organization")
    assert organization.get("structure") == "rooted-hierarchy" and len(organization) == 1
    module = small_book.records["module"][0]
    link = fromstring(files["site.xml"])[1]
    assert link.get("href") == f"https://handbook.example/{module.path}/"


def test_without_an_address_a_course_has_no_link_to_a_site(small_book):
    files = write(make_pages(small_book, address=""), "cartridge")
    assert "site.xml" not in files and not any(b"https://handbook.example" in page for page in files.values())


def test_a_course_has_the_sessions_of_its_module_and_the_stops_of_its_pathway(small_book):
    module, pathway = small_book.records["module"][0], small_book.records["pathway"][0]
    pages = make_pages(small_book)
    files = write(pages, "scorm")
    for session in module.node.sessions:
        assert f"{module.path}/{session.id}.html" in files
    files = write(pages, "scorm", kind="pathway")
    assert [place for place in files if posixpath.dirname(place) == pathway.path][-1].endswith("/end.html")
    player = files["index.html"].decode()
    assert player.count("data-required") == len([place for place in files if place.startswith("pathways/")])


def test_learners_get_no_view_of_the_facilitator(small_book):
    module = small_book.records["module"][0]
    session = module.node.sessions[0]
    place = f"{module.path}/{session.id}.html"
    pages = make_pages(small_book)
    for_learners, for_teachers = (write(pages, name)[place].decode() for name in ("scorm", "cartridge"))
    assert 'id="facilitator"' in for_teachers and 'id="facilitator"' not in for_learners
    assert 'id="participants"' in for_teachers and 'id="participants"' in for_learners


@pytest.mark.parametrize("name, version", EVERY)
def test_texts_that_would_be_markup_stay_texts(small_book, name, version):
    pages = make_pages(make_hostile(small_book))
    files = write(pages, name, version, kind="")
    assert list_faults(files, player="index.html") == []
    assert set(list_listed(fromstring(files[MANIFEST]))) == set(files) - {MANIFEST}


@pytest.mark.parametrize("name, version", EVERY)
def test_the_same_handbook_gives_the_same_bytes(small_book, name, version):
    form = FORMS[name]
    pages = make_pages(small_book), make_pages(small_book)
    assert form.write(pages[0], select(pages[0], "module"), version) == form.write(
        pages[1], select(pages[1], "module"), version
    )


def test_an_edition_and_its_language_hold_in_a_course(small_book):
    pages = make_pages(small_book, language="cy", name="Llawlyfr y Gogledd", colours={"accent": "#123456"})
    files = write(pages, "scorm")
    assert list_faults(files, player="index.html") == []
    assert b"#123456" in files["course.css"]
    assert b'<html lang="cy"' in files["index.html"]
    assert fromstring(files[MANIFEST]).get("identifier").startswith("handbook-north-module-")
    assert not has_language_marks(files)


@pytest.mark.slow
def test_the_whole_handbook_is_a_course(real_book, real_pages):
    files = write(make_pages(real_book, real_pages), "scorm", kind="")
    assert list_faults(files, player="index.html") == []
    assert len([place for place in files if place.endswith(".html")]) > 300
