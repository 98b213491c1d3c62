"""References that library programs and journals write become sources; what is none is told, and runs
nothing."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, strategies as st
from places import SMALL

from macros.base.reading import Unreadable
from macros.base.yaml_files import parse
from macros.checks.rules.sources_are_whole import check
from macros.cli import main
from macros.records.blanks import list_blanks
from macros.records.kinds import Source
from macros.records.loader import load_handbook
from macros.scaffolds.bibtex import to_text
from macros.scaffolds.reference_files import read_references
from macros.scaffolds.source_fields import create_id_of, read_doi, to_source

ARTICLE = {
    "type": "article-journal", "authors": ["Dixon-Woods M", "van der Meulen JM", "Kovač Š"], "year": "2014",
    "title": "Explaining Michigan: developing an ex post theory", "container": "Milbank Quarterly",
    "volume": "89", "issue": "2", "pages": "167–205", "doi": "10.1111/j.1468-0009.2011.00625.x",
}  # fmt: skip
CSL = json.dumps([{
    "id": "x", "type": "article-journal",
    "title": "Explaining Michigan: developing an <i>ex post</i> theory.",
    "author": [{"family": "Dixon-Woods", "given": "Mary"},
               {"family": "Meulen", "given": "Jan M.", "non-dropping-particle": "van der"},
               {"family": "Kovač", "given": "Š."}],
    "issued": {"date-parts": [["2014", 6, 21]]}, "container-title": "Milbank Quarterly", "volume": 89,
    "issue": "2", "page": "167-205", "DOI": "https://doi.org/10.1111/j.1468-0009.2011.00625.x",
    "URL": "https://example.org/",
}])  # fmt: skip
BIBTEX = r"""
% A comment, and @comment{what is in it} is passed over.
@string{mq = "Milbank Quarterly"}
@article{dixon-woods2014,
  author  = {Dixon-Woods, Mary and van der Meulen, Jan M. and Kova{\v c}, {\v S}.},
  title   = "Explaining {Michigan}: developing an \emph{ex post} theory",
  journal = mq,
  year    = 2014, volume = {89}, number = {2}, pages = {167--205},
  doi     = {10.1111/j.1468-0009.2011.00625.x}
}
"""
RIS = """TY  - JOUR
AU  - Dixon-Woods, Mary
AU  - van der Meulen, Jan M.
AU  - Kovač, Š.
PY  - 2014/06/21/
TI  - Explaining Michigan: developing an
      ex post theory
T2  - Milbank Quarterly
VL  - 89
IS  - 2
SP  - 167
EP  - 205
DO  - 10.1111/j.1468-0009.2011.00625.x
ER  -
"""
FORMATS = {
    "csl.json": CSL,
    "zotero.bib": BIBTEX,
    "journal.ris": RIS,
    "windows.ris": RIS.replace("\n", "\r\n"),
}


def read(tmp_path, text: str | bytes) -> list[dict]:
    file = tmp_path / "references"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return [to_source(item) for item in read_references(file)]


@pytest.mark.parametrize("name", FORMATS)
def test_one_reference_is_the_same_in_each_format(tmp_path, name):
    assert read(tmp_path, FORMATS[name]) == [ARTICLE]


def test_a_file_is_known_by_what_it_holds(tmp_path, capfd):
    """And its sources stand at their places, with a blank for what no file knows."""
    (tmp_path / "framework").mkdir()
    sources = tmp_path / "framework/sources.yml"
    sources.write_bytes((SMALL / "framework/sources.yml").read_bytes())
    (tmp_path / "mkdocs.yml").write_text("site_name: Small\n", "utf-8")
    (tmp_path / "export.txt").write_text(
        BIBTEX + "@book{b, author = {{NHS England}}, title = {Safety}}", "utf-8"
    )
    code = main(["--root", str(tmp_path), "new", "source", "--from", str(tmp_path / "export.txt")])
    assert (code, capfd.readouterr().out) == (0, (
        "Wrote source 'dixon-woods-2014' into framework/sources.yml, line 2 with 2 blanks, marked BLANK.\n"
        "Wrote source 'nhs-england' into framework/sources.yml, line 24 with 3 blanks, marked BLANK.\n"
        "Write over the blanks: python3 scripts/handbook check says which are left and what belongs in"
        " each.\n"
        "Once the check passes, python3 scripts/handbook serve shows the pages as you write.\n"
    ))  # fmt: skip
    text = sources.read_text("utf-8")
    assert text.startswith(
        "sources:\n"
        "  - id: dixon-woods-2014\n"
        "    type: article-journal\n"
        "    authors:\n"
        "      - Dixon-Woods M\n"
        "      - van der Meulen JM\n"
        '      - "Kovač Š"\n'
        "    year: 2014\n"
        '    title: "Explaining Michigan: developing an ex post theory"\n'
        "    container: Milbank Quarterly\n"
        "    volume: 89\n"
        "    issue: 2\n"
        '    pages: "167–205"\n'
        '    doi: "10.1111/j.1468-0009.2011.00625.x"\n'
        "    grade: BLANK\n"
        "    seen: BLANK\n"
        "  - id: kotter-1996\n"
    )
    assert len(list_blanks(parse(text.encode(), "s"))) == 5
    sources.write_text(text.replace("year: BLANK", "year: 2019").replace("grade: BLANK", "grade: opinion")
                       .replace("seen: BLANK", "seen: full"), "utf-8")  # fmt: skip
    book = load_handbook(tmp_path)[0]
    assert [entry.id for entry in book.sources] == ["dixon-woods-2014", "kotter-1996", "nhs-england"]
    assert list(check(book)) == []
    code = main(["--root", str(tmp_path), "new", "source", "--from", str(tmp_path / "export.txt")])
    assert (code, capfd.readouterr().out.splitlines()[0]) == (
        0,
        "'Explaining Michigan: developing an ex post theory' is a source already: dixon-woods-2014.",
    )


@pytest.mark.parametrize(
    ("item", "fields"),
    [
        ({"type": "book", "author": [{"literal": "NHS England"}], "edition": "2nd", "ISBN": "9780335194025 x",
          "publisher": "Sage"},
         {"type": "book", "bodies": ["NHS England"], "publisher": "Sage", "edition": "2",
          "isbn": "9780335194025"}),
        ({"type": "thesis", "title": "A", "URL": "https://example.org/a"},
         {"title": "A", "url": "https://example.org/a"}),
        ({"type": "report", "number": "Cm 7881", "issued": {"raw": "June 2010"}},
         {"type": "report", "year": "2010", "number": "Cm 7881"}),
        ({"type": "article-journal",
          "author": [{"family": f"Able{sign}", "given": "A"} for sign in "abcdefg"]},
         {"type": "article-journal", "authors": ["Ablea A", "Ableb A", "Ablec A"], "others": True}),
        ({"type": "book", "author": [{"family": "Smith", "given": "John", "suffix": "Jr."},
                                     {"family": "C3PO", "given": "?"},
                                     {"family": "Sartre", "given": "Jean-Paul"}]},
         {"type": "book", "authors": ["Smith J Jr", None, "Sartre J-P"]}),
        ({"title": ["Crossref's &amp; Sons"], "type": "journal-article", "volume": True, "page": {"a": 1},
          "author": "Able", "issued": 7, "DOI": "none", "URL": "javascript:alert(1)"},
         {"type": "article-journal", "title": "Crossref's & Sons"}),
        ({"title": "Soft\u00adhyphen and\u200b space", "type": "book"},
         {"type": "book", "title": "Softhyphen and space"}),
    ],
)  # fmt: skip
def test_what_fits_a_source_is_taken_and_the_rest_left_out(item, fields):
    assert to_source(item) == fields


@pytest.mark.parametrize(
    ("values", "id"),
    [
        (ARTICLE, "dixon-woods-2014"),
        ({"bodies": ["NHS England"], "year": "2019"}, "nhs-england-2019"),
        ({"authors": ["Kovač Š"]}, "kovac"),
        ({"doi": "10.1001/jamasurg.2019.0145"}, "jamasurg-2019-0145"),
        ({"title": "The Leadership Trap"}, "the-leadership-trap"),
        ({}, ""),
    ],
)
def test_a_source_is_named_after_who_wrote_it_and_when(values, id):
    assert create_id_of(values) == id


def test_another_work_of_the_same_author_and_year_gets_a_letter(tmp_path, small_book, capfd):
    from macros.scaffolds.new_sources import begin_sources

    works = [{"authors": ["Kotter JP"], "year": "1996", "title": title} for title in ("One", "Two")]
    works.append({"bodies": ["Aardvarks"], "title": "Three", "year": "2000"})
    texts, sentences = begin_sources(SMALL, small_book, works, is_explained=False)
    assert ([text.id for text in texts], sentences) == (
        ["kotter-1996b", "kotter-1996c", "aardvarks-2000"],
        [],
    )
    lines = texts[-1].text.splitlines()
    assert [lines[text.line - 1] for text in texts] == [f"  - id: {text.id}" for text in texts]
    known = [{"authors": ["Kotter JP"], "year": "1996", "title": "Leading change"}]
    assert begin_sources(SMALL, small_book, known) == (
        [], ["'Leading change' is a source already: kotter-1996."])  # fmt: skip


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("10.1136/bmjqs-2013-001947", "10.1136/bmjqs-2013-001947"),
        ("https://doi.org/10.1136/bmjqs-2013-001947 ", "10.1136/bmjqs-2013-001947"),
        ("doi:10.1136/bmjqs-2013-001947", "10.1136/bmjqs-2013-001947"),
        ("10.1/3", ""),
        ("10.1136/<script>", ""),
        ("", ""),
    ],
)
def test_a_doi_is_read_out_of_what_is_copied(text, doi):
    assert read_doi(text) == doi


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (
            r"G{\"o}del, \'Etude, \o re, \ss{} na{\"\i}ve, Fran\c{c}ois",
            "Gödel, Étude, øre, ß naïve, François",
        ),
        (r"100\% of {NHS} staff \& \textbf{others}~here", "100% of NHS staff & others here"),
        (r"\input{/etc/passwd}\write18{rm}", "/etc/passwd18rm"),
        ("pages 1--9, ``quoted''", "pages 1–9, “quoted”"),
    ],
)
def test_tex_becomes_letters_and_runs_nothing(value, text):
    assert to_text(value) == text


# -- files that are none

XML = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><records>&a;</records>'
EXPORT = "export it as CSL-JSON, BibTeX or RIS"
BROKEN = {
    "empty": (b"", 1, 1, "is empty", EXPORT),
    "XML with an entity": (XML, 1, 1, "is XML or HTML", EXPORT),
    "prose": ("Dear all,\n\nsee the article.\n", 1, 1, "is none of CSL-JSON, BibTeX and RIS", EXPORT),
    "JSON cut short": ('[\n{"title": "A"', 2, 14, "is no JSON (Expecting ',' delimiter)", EXPORT),
    "JSON of other things": ("[1, 2]", 1, 1, "is JSON without the references of CSL-JSON", EXPORT),
    "JSON of nothing": ("[]", 1, 1, "holds no reference", EXPORT),
    "brackets without end": ("[" * 100_000, 1, 1, "is JSON that no library program writes", EXPORT),
    "a number of 10,000 digits": (
        '[{"volume": ' + "9" * 10_000 + "}]", 1, 1, "is JSON that no library program writes", EXPORT),
    "BibTeX whose brace never closes": (
        "\n@article{a,\n title = {An {open {brace},\n}\n", 2, 1, "has braces or quotes that never close",
        "close each '{' with '}'"),
    "BibTeX cut short": (
        "@article{a,\n title = {A},\n", 1, 1, "has an entry '@article' that never ends", "close it with '}'"),
    "BibTeX with another thing in it": (
        "@article{a,\n title = {A}, and more\n}", 2, 13, "is no BibTeX here",
        "write 'name = {value},' for each field"),
    "RIS of nothing": ("TY  - JOUR\nER  -\n", 1, 1, "holds no reference", EXPORT),
    "Windows' own letters": (
        RIS.encode("cp1250"), 4, 11, "byte 0xe8 is not UTF-8", "save the file as UTF-8"),
    "UTF-16": (RIS.encode("utf-16"), 1, 1, "is written in UTF-16 or UTF-32", "save the file as UTF-8"),
    "a megabyte and more": (
        b"x" * (1024 * 1024 + 1), 1, 1, "is larger than 1024 KB", "export only the references you need"),
    "a whole library": (
        json.dumps([{"title": str(n)} for n in range(2000)]), 1, 1, "holds 2,000 references",
        "export only those you need, at most 20 at a time"),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_a_file_that_holds_no_references_is_told_with_the_line(tmp_path, name):
    content, line, column, wrong, right = BROKEN[name]
    with pytest.raises(Unreadable) as raised:
        read(tmp_path, content)
    error = raised.value
    assert (error.fault.wrong, error.fault.right) == (wrong, right)
    assert (error.line, error.column) == (line, column)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("nothing.bib", "nothing.bib:1:1: cannot be read (No such file or directory); make it a readable"
         " file."),
        ("folder", "folder:1:1: is a folder; put a file there."),
        ("broken.bib", "broken.bib:1:1: has an entry '@book' that never ends; close it with '}'."),
    ],
)  # fmt: skip
def test_the_command_says_so_and_writes_nothing(small, capfd, name, sentence):
    (small / "mkdocs.yml").write_text("site_name: Small\n", "utf-8")
    (small / "folder").mkdir()
    (small / "broken.bib").write_text("@book{a, title = {A}", "utf-8")
    before = (small / "framework/sources.yml").read_bytes()
    code = main(["--root", str(small), "new", "source", "--from", str(small / name)])
    assert (code, capfd.readouterr().err) == (1, f"{small}/{sentence}\n")
    assert (small / "framework/sources.yml").read_bytes() == before


KEYS = st.sampled_from(["title", "author", "family", "given", "issued", "DOI", "page", "type"])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner),
    max_leaves=12,
)


@given(item=st.dictionaries(KEYS | st.sampled_from(["ISBN", "URL", "edition", "volume"]), JSON))
def test_whatever_an_item_holds_its_fields_fit_a_source(item):
    """Or are a blank: of all that a file may hold nothing else gets into a record."""
    fields = to_source(item)
    assert set(fields) <= set(Source.model_fields)
    assert all(field for field in fields.values())


@given(text=st.text(alphabet=st.sampled_from("@article{}(),=\"#\\ \n'TY-09az"), max_size=80))
def test_whatever_a_file_holds_it_is_read_or_told(tmp_path_factory, text):
    file = tmp_path_factory.getbasetemp() / "any"
    file.write_text(f"@book{{a,{text}", "utf-8")
    try:
        assert read_references(file)
    except Unreadable as error:
        assert error.fault.wrong and error.line >= 1
