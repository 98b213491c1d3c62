"""An edition's own records, and what it leaves out, in the exports of that edition."""

import csv
import io
import sqlite3
import zipfile

import pytest
from exported import publish, write
from openpyxl import load_workbook
from places import ROOT

from macros.cli.export import read_publication
from macros.exports.formats import list_formats


def test_what_an_edition_says_of_a_record_goes_with_it(small_book):
    local = publish(
        small_book,
        contacts=[{"for": "small/1.1", "title": "Events <team>", "email": "events@north.example"}],
        dates=[{"for": "small/1.1", "date": "2027-03-02", "venue": "Moor Street"}],
        notes=[{"for": "small/1.1", "text": "We begin *here*."}, {"for": "small-steps", "text": "Ours."}],
    )
    forms = {form.name: form for form in list_formats()}
    said = (
        "<ul><li>North: Contact: Events &lt;team&gt;, events@north.example</li>"
        "<li>North: 2027-03-02, Moor Street</li><li>North: We begin here.</li></ul>"
    )
    assert said in write(forms["moodle"], local)["small.csv"].decode()
    sheet = load_workbook(io.BytesIO(write(forms["dls"], local)["small-competency.xlsx"])).active
    assert said in sheet["E2"].value
    assert "North: Ours." in read_notes(write(forms["anki"], local)["handbook.apkg"])


def read_notes(content):
    """All fields of the notes of a package as one text."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        database = sqlite3.connect(":memory:")
        database.deserialize(archive.read("collection.anki2"))
    return "".join(fields for (fields,) in database.execute("select flds from notes"))


@pytest.mark.slow
def test_an_edition_has_its_own_records_and_none_that_it_leaves_out(real_book):
    publication = read_publication(ROOT, ROOT / "editions" / "example-north")
    forms = {form.name: form for form in list_formats()}
    tables = write(forms["tables"], publication)
    header, *rows = csv.reader(io.StringIO(tables["modules.csv"].decode("utf-8-sig"), newline=""))
    local = [row[0] for row in rows if row[header.index("Whose")] == "Example North"]
    assert local == ["one-service-two-sites"]
    assert {"contacts.csv", "dates.csv", "notes.csv"} <= set(tables)
    known = {row[0] for row in csv.reader(io.StringIO(tables["cases.csv"].decode("utf-8-sig"), newline=""))}
    assert "buurtzorg-uk" not in known and len(known) > 20
    assert "modules/one-service-two-sites.ics" in write(forms["ics"], publication)
    assert "modules/one-service-two-sites.apkg" in write(forms["anki"], publication)
    national = publish(real_book)
    assert publication.identify("item", "mlcf/1.1") == national.identify("item", "mlcf/1.1")
