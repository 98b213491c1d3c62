"""An edition's own records, and what it leaves out, in the exports of that edition."""

import csv
import io

import pytest
from exported import publish, write
from places import ROOT

from macros.cli.export import read_publication
from macros.exports.formats import list_formats


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
