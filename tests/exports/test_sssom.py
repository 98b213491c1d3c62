"""Crosswalks as SSSOM: read back as the standard says they are read."""

import csv
import io

import pytest
import yaml
from exported import publish, write
from odd_frameworks import create_odd_book, create_payload_book, load_small

from macros.curriculum.exchange_words import SSSOM_CONFIDENCES, unguard_cell
from macros.exports.frameworks import flatten
from macros.exports.sssom import COLUMNS, FORMAT, write_scalar

# The slots of a set that are used, in the standard's order of them.
SLOTS = (
    "sssom_version curie_map mapping_set_id mapping_set_version mapping_set_title mapping_set_description"
    " creator_label license subject_type subject_source subject_source_version object_type object_source"
    " object_source_version mapping_provider mapping_date publication_date see_also comment"
).split()


def read(content):
    """The metadata and the mappings of a file."""
    lines = content.decode().split("\n")
    header = [line for line in lines if line.startswith("#")]
    assert lines[: len(header)] == header
    table = csv.reader(io.StringIO("\n".join(lines[len(header) :])), delimiter="\t", strict=True)
    names, *rows = table
    return yaml.safe_load("\n".join(line[1:] for line in header)), [
        dict(zip(names, row, strict=True)) for row in rows
    ]


@pytest.fixture(scope="module")
def odd_book():
    return create_odd_book(load_small())


def test_a_file_has_its_pairs_and_what_has_no_counterpart(odd_book):
    files = write(FORMAT, publish(odd_book))
    assert list(files) == ["small--other.sssom.tsv"]
    metadata, rows = read(files["small--other.sssom.tsv"])
    assert list(metadata) == SLOTS
    assert list(rows[0]) == list(COLUMNS)
    crosswalk = odd_book.get("small--other").node
    assert len(rows) == len(crosswalk.alignments) + len(crosswalk.unmapped)
    assert [[*row.values()] for row in rows] == sorted([*row.values()] for row in rows)
    base = "handbook:frameworks"
    assert {(row["subject_id"], row["predicate_id"], row["object_id"]) for row in rows} == {
        *(
            (f"{base}/{pair.origin}/", f"skos:{pair.relation}", f"{base}/{pair.target}/")
            for pair in crosswalk.alignments
        ),
        (f"{base}/small/2.1/", "skos:relatedMatch", "sssom:NoTermFound"),
        ("sssom:NoTermFound", "skos:relatedMatch", f"{base}/other/2.1/"),
    }
    assert {row["confidence"] for row in rows} == {"", str(SSSOM_CONFIDENCES["medium"])}


def test_the_header_says_whose_it_is(odd_book):
    (content,) = write(FORMAT, publish(odd_book)).values()
    metadata, _ = read(content)
    assert metadata["curie_map"] == {"handbook": "https://handbook.example/"}
    assert metadata["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert metadata["mapping_set_description"] == (
        "How the two test frameworks relate. The handbook's own proposal. By looking. Confidence: high is"
        " 0.9, medium is 0.6, low is 0.3."
    )
    assert metadata["comment"].startswith(
        "Published by Small handbook. Small framework: Rights holder: Nobody. Terms: Free."
    )
    assert (metadata["subject_source"], metadata["subject_source_version"]) == (
        "handbook:frameworks/small/",
        "2020",
    )


def test_without_an_address_all_are_uuids(odd_book):
    (content,) = write(FORMAT, publish(odd_book, "")).values()
    metadata, rows = read(content)
    assert metadata["curie_map"] == {"uuid": "urn:uuid:"}
    ids = {row[name] for row in rows for name in ("subject_id", "object_id")} - {"sssom:NoTermFound"}
    assert ids and all(id.startswith("uuid:") for id in ids)
    assert not {"mapping_provider", "see_also"} & metadata.keys()


def test_markup_and_formulas_are_texts():
    book = create_payload_book(load_small())
    (content,) = write(FORMAT, publish(book)).values()
    metadata, rows = read(content)
    pairs = {row["subject_id"]: row for row in rows}
    for pair in book.get("small--other").node.alignments:
        row = pairs[f"handbook:frameworks/{pair.origin}/"]
        for cell in (row["comment"], row["subject_label"]):
            assert unguard_cell(cell) == flatten(pair.reason)
            assert not cell.startswith(("=", "+", "-", "@"))
    assert metadata["mapping_set_title"] == flatten(book.get("small--other").title)


@pytest.mark.parametrize(
    "text",
    [
        "yes",
        "No",
        "null",
        "1.1",
        "2026-11-22",
        "a: b",
        "a #b",
        "- a",
        "urn:uuid:1",
        "x:",
        "a\u2028b",
        "&a",
        "*a",
    ],
)
def test_a_text_of_the_header_is_read_as_it_was(text):
    assert str(yaml.safe_load(f"name: {write_scalar(text)}")["name"]) == text
