"""Sources as BibTeX: what bibtexparser reads back, and that no text leaves its field."""

import pytest
from exported import publish, write
from hostile_book import TEXTS, make_hostile
from pylatexenc.latex2text import LatexNodes2Text

from macros.base.csv_tables import clean_cell
from macros.exports.bibtex import FORMAT, _create_speller, _write_name
from macros.records.kinds import Source


def read(content):
    """The entries of a file by their keys, their values as they are written, without the outer braces."""
    import bibtexparser

    library = bibtexparser.parse_string(content.decode("ascii"))
    assert library.failed_blocks == []
    return {entry.key: entry for entry in library.entries}


DECODER = LatexNodes2Text(keep_comments=True, math_mode="verbatim")


def decode(text):
    """What a text in TeX's spelling says."""
    return DECODER.latex_to_text(text) if "\\" in text else text.strip("{}")


@pytest.fixture(scope="module")
def entries(real_book):
    return read(write(FORMAT, publish(real_book))["sources.bib"])


def test_every_source_comes_back(entries, real_book):
    sources = [entry.read_as(Source) for entry in real_book.sources if not entry.retired]
    assert list(entries) == [source.id for source in sources]
    for source in sources:
        fields = {field.key: field.value for field in entries[source.id].fields}
        assert decode(fields["title"]) == source.title
        assert fields["year"] == str(source.year)
        assert fields.get("doi", "") == (source.doi or "") and fields.get("url", "") == (source.url or "")
        names = fields["author"].count(" and ") + 1 if "author" in fields else 0
        inside = sum(body.count(" and ") for body in source.bodies)
        assert names - inside == len(source.authors) + len(source.bodies) + source.others


def test_types_and_fields_are_those_of_bibtex(entries, real_book):
    kinds = {source.id: source.node.type for source in real_book.sources}
    found = {(kinds[key], entry.entry_type) for key, entry in entries.items()}
    assert found == {
        ("article-journal", "article"),
        ("book", "book"),
        ("chapter", "incollection"),
        ("report", "techreport"),
        ("webpage", "misc"),
    }
    assert all("journal" in entry.fields_dict for entry in entries.values() if entry.entry_type == "article")


@pytest.mark.parametrize(
    "name, written",
    [
        ("Dixon-Woods M", "Dixon-Woods, M."),
        ("French JRP", "French, J. R. P."),
        ("Malo J-L", "Malo, J.-L."),
        ("van der Meulen J", "van der Meulen, J."),
        ("King ML Jr", "King, Jr, M. L."),
        ("Kovač Š", r"Kova{\v{c}}, {\v{S}}."),
        ("Plato", "{Plato}"),
    ],
)
def test_names_are_written_as_bibtex_parts_them(name, written):
    assert _write_name(name, _create_speller()) == written


def test_no_text_leaves_its_field(small_book):
    book = make_hostile(small_book)
    entries = read(write(FORMAT, publish(book))["sources.bib"])
    assert list(entries) == [entry.id for entry in book.sources]
    spell = _create_speller()
    for text in TEXTS:
        spelt = spell(" ".join(clean_cell(text).split()))
        assert spelt.count("{") == spelt.count("}") and not spelt.endswith("\\"), text
        assert "{" not in spelt or spelt.index("{") < spelt.index("}")
        bare = spelt.replace("\\\\", "")
        assert all(bare[place - 1] == "\\" for place, sign in enumerate(bare) if sign in "%&$#_"), text


def test_the_bytes_are_the_same_each_time(small_book):
    assert write(FORMAT, publish(small_book)) == write(FORMAT, publish(small_book))
