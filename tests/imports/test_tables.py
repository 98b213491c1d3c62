"""Tables of one's own, in either shape, and what no table may be."""

import datetime
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from macros.imports import columns, tables
from macros.imports.model import NotImported


def read(content, name="own.csv", written_map="", sheet=""):
    raw = content.encode() if isinstance(content, str) else content
    return columns.read_items(tables.read_table(Path(name), raw, sheet), written_map)


def tree(framework):
    return [(item.source_id, item.parent, item.code, item.title, item.text) for item in framework.items]


def workbook(rows, title="Sheet1", change=lambda book: None):
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    change(book)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


ROWS = "Ref,Name,Parent,Description\n1,Self,,\n1.1,Reflecting,1,Looks back.\n1.10,Resting,Self,\n"
TREE = [
    ("1", "", "1", "Self", ""),
    ("1.1", "1", "1.1", "Reflecting", "Looks back."),
    ("1.10", "1", "1.10", "Resting", ""),
]


def test_the_same_items_come_of_every_shape_of_table():
    shapes = {
        "a parent by code or title": ROWS,
        "semicolons": ROWS.replace(",", ";"),
        "tabs and a mark of the byte order": "\ufeff" + ROWS.replace(",", "\t"),
        "UTF-16, as Excel's text": ROWS.replace(",", "\t").encode("utf-16"),
        "parents by their codes": "Ref,Name,Description\n1,Self,\n1.1,Reflecting,Looks back.\n"
        "1.10,Resting,\n",
        "a column a rank": (
            "Domain,Element,Description\n1 Self,,\n,1.1 Reflecting,Looks back.\n,1.10 Resting,\n"
        ),
        "a column a rank, with what is above written again": (
            "Domain,Name,Code,Description\n1 Self,,,\n1 Self,Reflecting,1.1,Looks back.\n"
            "1 Self,Resting,1.10,\n"
        ),
        "codes in the titles": "Title,Text\n1 Self,\n1.1 Reflecting,Looks back.\n1.10 Resting,\n",
    }
    for name, content in shapes.items():
        assert tree(read(content)) == TREE, name
    cells = [["Ref", "Name", "Parent", "Description"], [1, "Self"], [1.1, "Reflecting", 1, "Looks back."]]

    def show_two_places(book):
        book.active.append([1.1, "Resting", "Self"])
        book.active["A4"].number_format = "0.00"

    assert tree(read(workbook(cells, change=show_two_places), "own.xlsx")) == TREE


def test_columns_are_guessed_told_and_can_be_said():
    framework = read(ROWS.replace("Description", "Colour"))
    assert framework.explanations == [
        "The columns are read as --map 'code=Ref,title=Name,parent=Parent'.",
        "Not carried are the columns 'Colour'.",
    ]
    said = read(ROWS.replace("Description", "Colour"), written_map="code=Ref, title=Name, text=colour")
    assert [item.text for item in said.items] == ["", "Looks back.", ""]
    assert read("A,B\nSelf,Rest\n", written_map="ranks=A/B").ranks == ["A", "B"]
    fields = (
        read('Title,Keywords,Behaviours,Why\nRest,"nap, pause",Sleeps.;Says so.,It helps.\n').items[0].fields
    )
    assert fields == {"keywords": ["nap", "pause"], "behaviours": ["Sleeps.", "Says so."], "why": "It helps."}


def test_an_id_that_looks_like_a_code_is_one():
    framework = read("Id,Name\nL1.2,Self\n17,Rest\n9b2f,Team\nc2b0f2c0-9d5c-4e5e-9a3b-1f2e3d4c5b6a,All\n")
    assert [item.code for item in framework.items] == ["L1.2", "", "9b2f", ""]


def test_rows_without_a_title_are_told():
    framework = read("Ref,Name\n1,Self\n2,\n")
    assert framework.losses == ["own.csv:3:2: has no title; the row was passed over."]


BAD = {
    "": "own.csv: holds no row; put the titles of the columns into the first.",
    "Colour,Size\nred,2\n": (
        "own.csv:1:1: of the columns 'Colour', 'Size' none is known to hold titles; say which, as --map"
        " code=Ref,title=Name or --map ranks=Domain/Element."
    ),
    "Name,Name\nx,y\n": "own.csv:1:1: 'Name' is the title of two columns; rename one.",
    "Ref,Name\n1,Self\n1,Rest\n": "own.csv:3:1: the id '1' is that of own.csv:2:1 too; give each item"
    " its own.",
    "Ref,Name,Parent\n1,Self,9\n": (
        "own.csv:2:1: its parent '9' is not in the file; add it, or leave the parent empty for an item at the"
        " top."
    ),
    "Ref,Name,Parent\n1,Self,2\n2,Rest,1\n3,Top,\n": (
        "own.csv:2:1: '1' is below itself; name another parent, or none."
    ),
    "Ref,Name,Parent\n1,Self,1\n": "own.csv:2:1: '1' is below itself; name another parent, or none.",
    "Domain,Element\n,Rest\n": (
        "own.csv:2:2: 'Rest' has nothing above it in 'Domain'; fill that cell in here or in a row above."
    ),
    "Ref,Name\n": "The file holds no items; see that it is the right one, and that it has rows.",
    "Ref,Name\n1," + "x" * 1_000_000 + "\n": (
        "own.csv:2:1: a cell holds more than 32,767 characters; shorten it."
    ),
    "Ref,Name\n1," + "x" * 40_000 + "\n": (
        "own.csv:2:2: the cell holds 40,000 characters; shorten it to 32,767 at most."
    ),
    'Ref,Name\n1,"Self\n': (
        "own.csv:2:1: is no row of comma-separated values (unexpected end of data); close the quotes,"
        " and write"
        ' " inside them as "".'
    ),
    b"Ref,Name\n1,Caf\xe9\n": (
        "own.csv:2:6: byte 0xe9 is not UTF-8 (in Windows-1252 it is 'é'); save the file as 'CSV UTF-8'."
    ),
    "Name\n" + "x\n" * 1_000_000: (
        "own.csv:50002:1: the table has more than 50,000 rows; import a part of it."
    ),
    "," * 300 + "\n": "own.csv:1:201: the row has 301 cells; leave at most 200.",
    "Code,Name,Parent\n" + "".join(f"{n},Item {n},{n - 1 or ''}\n" for n in range(1, 11)): (
        "own.csv:10:1: stands on rank 9; a framework has at most 8."
    ),
}


def test_what_is_no_table_is_refused_with_its_place():
    for content, sentence in BAD.items():
        with pytest.raises(NotImported) as refused:
            read(content)
        assert str(refused.value) == sentence


def test_a_map_that_names_what_is_not_there_is_refused():
    for written, sentence in {
        "code=Reff": "--map: no column is called 'Reff'; did you mean 'Ref'?.",
        "title": "--map: 'title' is no part of a map; did you mean 'title'?.",
        "colour=Ref": (
            "--map: 'colour=Ref' is no part of a map; write code=Ref,title=Name; what columns may"
            " hold is id, code,"
            " title, text, parent, rank, keywords, behaviours, why, missing, overdone, ranks."
        ),
    }.items():
        with pytest.raises(NotImported) as refused:
            read(ROWS, written_map=written)
        assert str(refused.value) == sentence


def archive(members):
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in members.items():
            zipped.writestr(name, content)
    return written.getvalue()


def test_workbooks_that_could_do_harm_are_refused_with_their_place(monkeypatch):
    monkeypatch.setattr(tables, "MOST_UNPACKED", 1 << 20)
    rows = [["Ref", "Name"], [datetime.datetime(2026, 2, 1), "Rest"]]
    bomb = archive({f"{number}.bin": bytes(1 << 18) for number in range(9)})
    entities = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
    bad = {
        bytes.fromhex("d0cf11e0a1b11ae1"): (
            "own.xlsx: is encrypted, or a workbook of Excel before 2007; take its password off, and"
            " save it as"
            " .xlsx."
        ),
        archive({"xl/vbaProject.bin": b"x"}): "own.xlsx: holds macros; save it as .xlsx, without them.",
        bomb: "own.xlsx: unpacks to 2 MB in 9 files; save the one sheet as 'CSV UTF-8'.",
        archive({"xl/workbook.xml": entities}): (
            "own.xlsx: holds more than plain XML in xl/workbook.xml, such as entities; open it in"
            " Excel and save"
            " it anew."
        ),
        archive({"x.txt": "x"}): (
            "own.xlsx: cannot be read as a workbook (KeyError); open it in Excel and save it anew, or"
            " save it as"
            " 'CSV UTF-8'."
        ),
        b"PK\x03\x04 and no more": (
            "own.xlsx: cannot be read as a workbook (BadZipFile); open it in Excel and save it anew,"
            " or save it as"
            " 'CSV UTF-8'."
        ),
        workbook(rows): (
            "own.xlsx, Sheet1!A2: holds the day 2026-02-01, which Excel makes of a code; format the column as"
            " text, and type it anew."
        ),
    }
    for content, sentence in bad.items():
        with pytest.raises(NotImported) as refused:
            read(content, "own.xlsx")
        assert str(refused.value) == sentence
    with pytest.raises(NotImported) as refused:
        read(workbook([["Name"], ["Rest"]]), "own.xlsx", sheet="Other")
    assert str(refused.value) == "own.xlsx: has no sheet 'Other'; its sheets are Sheet1."
    framework = read(workbook([["Ref", "Name"], ["1", ""], ["2", "Rest"]]), "own.xlsx")
    assert framework.losses == ["own.xlsx, Sheet1!B2: has no title; the row was passed over."]
