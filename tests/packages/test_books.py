"""Books: what EPUB asks of them, by checks of our own and by epubcheck where that is installed."""

import posixpath
import shutil
import subprocess
from pathlib import Path

import pytest
from defusedxml.ElementTree import fromstring
from hostile_book import make_hostile
from packaged import has_language_marks, list_faults, make_pages, unpack
from places import ROOT

from macros.checks.run import check_edition
from macros.packages.epub import FOLDER, write_book
from macros.packages.handbook_pages import HandbookPages
from macros.packages.selection import select_all, select_framework, select_module

OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"


def write(pages, selection=None, line="First edition"):
    return unpack(write_book(pages, selection or select_all(pages), line))


def judge(files):
    """The faults of a book by the rules of EPUB 3.3 for its container, its package and its contents."""
    places = list(files)
    assert places[0] == "mimetype" and files["mimetype"] == b"application/epub+zip"
    assert f"{FOLDER}/package.opf".encode() in files["META-INF/container.xml"]
    package = fromstring(files[f"{FOLDER}/package.opf"])
    items = {item.get("id"): item for item in package.iter(f"{OPF}item")}
    listed = {f"{FOLDER}/{item.get('href')}" for item in items.values()}
    apart = {"mimetype", "META-INF/container.xml", f"{FOLDER}/package.opf"}
    assert listed == set(files) - apart and len(listed) == len(items)
    spine = [items[ref.get("idref")].get("href") for ref in package.iter(f"{OPF}itemref")]
    assert len(spine) == len(set(spine)) and {place[len(FOLDER) + 1 :] for place in listed} >= set(spine)
    properties = [item.get("properties") for item in items.values()]
    assert properties.count("nav") == 1 and properties.count("cover-image") == 1
    for item in items.values():
        has_svg = b"<svg" in files[f"{FOLDER}/{item.get('href')}"] and item.get("href").endswith(".xhtml")
        assert (item.get("properties") == "svg") is has_svg
    names = {meta.get("property") for meta in package.iter(f"{OPF}meta")}
    assert {"dcterms:modified", "schema:accessMode", "schema:accessibilityFeature"} <= names
    for name in ("identifier", "title", "language", "date", "rights", "creator"):
        assert package.find(f".//{DC}{name}").text
    return list_faults(files)


def list_contents(files):
    """The targets of the table of contents, in order."""
    nav = fromstring(files[f"{FOLDER}/nav.xhtml"])
    toc = next(element for element in nav.iter() if element.get(EPUB_TYPE) == "toc")
    return [element.get("href") for element in toc.iter() if element.get("href")]


def test_a_book_holds_what_epub_asks_for_and_its_contents_lead_to_every_page(small_book):
    pages = make_pages(small_book)
    files = write(pages)
    assert judge(files) == []
    chapters = [f"{chapter.path}.xhtml" for chapter in select_all(pages).chapters]
    assert list_contents(files) == chapters and len(chapters) > 10


def test_a_link_out_of_a_book_leads_to_the_site_or_leaves_its_words(small_book):
    module = small_book.records["module"][0]
    for address, has_links in (("https://handbook.example/", True), ("", False)):
        pages = make_pages(small_book, address=address)
        files = write(pages, select_module(pages, pages.book.get(module.id)))
        assert judge(files) == []
        page = files[f"{FOLDER}/{module.path}.xhtml"].decode()
        assert ("https://handbook.example/frameworks/" in page) is has_links
        assert small_book.get("small/1.1").title in page


def test_a_book_of_a_framework_has_its_items_below_it(small_book):
    pages = make_pages(small_book)
    selection = select_framework(pages, pages.book.get("small"))
    files = write(pages, selection)
    assert judge(files) == []
    items = {f"{item.path}.xhtml" for item in small_book.list_items(small_book.get("small"))}
    assert items <= set(list_contents(files))


def test_texts_that_would_be_markup_stay_texts(small_book):
    files = write(make_pages(make_hostile(small_book)), line="<script>&amp;</script>")
    assert judge(files) == []
    assert b"<script" not in b"".join(content for content in files.values())


def test_the_same_handbook_gives_the_same_bytes(small_book):
    books = [
        write_book(pages, select_all(pages)) for pages in (make_pages(small_book), make_pages(small_book))
    ]
    assert books[0] == books[1]


def test_an_edition_has_its_name_its_colours_and_an_identifier_of_its_own(small_book):
    plain = write(make_pages(small_book))
    local = write(make_pages(small_book, name="North handbook", colours={"accent": "#123456"}))
    assert judge(local) == []
    assert b"#123456" in local[f"{FOLDER}/book.css"] and b"#123456" in local[f"{FOLDER}/cover.svg"]
    titles = [fromstring(files[f"{FOLDER}/package.opf"]) for files in (plain, local)]
    assert titles[1].find(f".//{DC}title").text == "North handbook"
    assert titles[0].find(f".//{DC}identifier").text != titles[1].find(f".//{DC}identifier").text


def test_a_welsh_book_says_which_words_are_in_which_language(small_book):
    files = write(make_pages(small_book, language="cy", name="Llawlyfr y Gogledd"))
    assert judge(files) == []
    package = fromstring(files[f"{FOLDER}/package.opf"])
    assert [language.text for language in package.iter(f"{DC}language")] == ["cy", "en-GB"]
    page = files[f"{FOLDER}/{small_book.records['module'][0].path}.xhtml"].decode()
    assert 'lang="cy" xml:lang="cy"' in page
    assert not has_language_marks(files)


@pytest.fixture(scope="module")
def real_book_file(real_book, real_pages, tmp_path_factory):
    """The whole handbook as a book."""
    pages = make_pages(real_book, real_pages)
    file = tmp_path_factory.mktemp("book") / "handbook.epub"
    file.write_bytes(write_book(pages, select_all(pages), "First edition"))
    return file


@pytest.mark.slow
def test_the_whole_handbook_is_a_book(real_book_file):
    files = unpack(real_book_file.read_bytes())
    assert judge(files) == []
    assert len(list_contents(files)) > 300
    pictures = [place for place in files if posixpath.splitext(place)[1] in (".svg", ".png")]
    assert f"{FOLDER}/cover.svg" in pictures


@pytest.mark.slow
@pytest.mark.heavy
def test_epubcheck_finds_no_fault(real_book_file):
    program = shutil.which("epubcheck")
    if not program or not shutil.which("java"):
        pytest.skip("epubcheck is not installed (apt install epubcheck); our own checks have run")
    # Debian's is a jar, which not every system starts by itself.
    is_jar = Path(program).resolve().suffix == ".jar"
    command = ["java", "-jar", program] if is_jar else [program]
    found = subprocess.run([*command, real_book_file], capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stderr[:2000]
    assert "0 fatals / 0 errors / 0 warnings" in found.stdout + found.stderr


@pytest.mark.slow
def test_the_welsh_example_is_a_book():
    folder = ROOT / "editions" / "enghraifft-cymru"
    result = check_edition(ROOT, folder)
    assert not result.problems
    pages = HandbookPages(ROOT, result.handbook, result.pages, result.edition, result.edition.name)
    assert judge(write(pages)) == []
