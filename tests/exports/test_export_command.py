"""``handbook export``: which formats there are, what is wanted, and that a folder is written whole or not."""

import json
import shutil

import pytest
import yaml
from odd_frameworks import change_book
from places import ROOT, SMALL

from macros import cli
from macros.cli.export import choose_records
from macros.exports.formats import list_formats
from macros.exports.publication import Publication
from macros.packages.formats import COURSES
from macros.records.handbook import Handbook
from macros.records.kinds import KINDS


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    """A copy of the small handbook, in which what was checked is kept."""
    folder = shutil.copytree(SMALL, tmp_path_factory.mktemp("handbook") / "small")
    (folder / "mkdocs.yml").write_text("site_name: Small\n")
    (folder / "docs").mkdir()
    (folder / "docs" / "index.md").write_text("---\ntitle: Small\ndrafted: 2026-11-22\n---\n# Small\n")
    return folder


@pytest.fixture
def export(root, capsys):
    def run(*arguments):
        code = cli.main(["--root", str(root), "export", *map(str, arguments)])
        return code, *capsys.readouterr()

    return run


def test_without_a_format_they_are_listed(export):
    code, out, err = export()
    assert (code, err) == (0, "")
    names = [form.name for form in (*list_formats(), *COURSES)]
    assert [line.split()[0] for line in out.splitlines()] == names


def test_an_unknown_format_or_record_is_met_with_the_nearest(export, small_book, tmp_path):
    code, out, err = export("csll")
    assert (code, out) == (2, "")
    assert err.splitlines()[-1] == "Error: There is no format 'csll'; did you mean 'csl'?"
    known = small_book.sources[0].id
    code, out, err = export("csl", "--only", known + "x", "--out", tmp_path / "new")
    assert (code, out) == (2, "")
    assert err.splitlines()[-1] == (
        f"Error: There is no source '{known}x' to be exported so; did you mean '{known}'?"
    )
    assert not (tmp_path / "new").exists()


def test_a_part_or_a_record_of_another_kind_is_told_from_an_unknown_one(export, tmp_path):
    for name, id, sentence in (
        ("moodle", "small/1.1", "'item'; name 'small', the framework in which it stands."),
        ("skos", "small--other", "'crosswalk'; there can be framework."),
    ):
        code, out, err = export(name, "--only", id, "--out", tmp_path / "new")
        assert (code, out) == (2, "")
        assert err.splitlines()[-1] == (
            f"Error: '{id}' cannot be exported so by itself, for its kind is {sentence}"
        )


def test_what_is_named_by_two_of_its_ids_is_wanted_once(small_book):
    framework = small_book.get("small").node
    book = change_book(small_book, framework=[framework.model_copy(update={"aliases": ["former"]})])
    chosen = choose_records(book, list(list_formats()), ("small", "former", "small"))
    assert chosen["moodle"] == (book.get("small"),)


def test_only_what_is_wanted_is_written(export, small_book, tmp_path):
    known = small_book.sources[0].id
    code, out, err = export("csl", "--only", known, "--out", tmp_path / "new")
    assert (code, out, err) == (0, f"Wrote 1 file to {tmp_path / 'new'}.\n", "")
    assert [item["id"] for item in json.loads((tmp_path / "new" / "sources.json").read_text("utf-8"))] == [
        known
    ]


def test_what_has_nothing_for_a_format_is_told(export, tmp_path):
    code, out, err = export("ics", "--only", "small-start", "--out", tmp_path / "new")
    assert (code, out) == (1, "")
    assert err == (
        "Error: There is nothing to be written as Calendars: the records that were named have nothing that it"
        " takes. Nothing was written.\n"
    )
    assert [*tmp_path.iterdir()] == []


def test_a_folder_that_is_there_stays_as_it_is(export, tmp_path):
    (tmp_path / "note.txt").write_text("mine")
    code, out, err = export("csl", "--out", tmp_path)
    assert (code, out) == (1, "")
    assert err == (
        f"Error: {tmp_path} is there already. Nothing was written; name another folder with --out, or move it"
        " away.\n"
    )
    assert [path.name for path in tmp_path.iterdir()] == ["note.txt"]


def test_nothing_is_written_among_what_a_handbook_is_made_from(export, root):
    code, out, err = export("csl", "--out", root / "docs" / "data")
    assert (code, out) == (1, "")
    assert err == (
        f"Error: {root / 'docs' / 'data'} would come among what a handbook is made from, in {root / 'docs'}."
        " Nothing was written; name a folder outside of that with --out.\n"
    )
    assert [path.name for path in (root / "docs").iterdir()] == ["index.md"]


def test_a_folder_that_cannot_be_written_is_told_and_nothing_is_left(export, tmp_path, monkeypatch):
    def refuse(file, content):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("macros.cli.export.write_file", refuse)
    code, out, err = export("csl", "--out", tmp_path / "new")
    assert (code, out) == (1, "")
    assert err == (
        f"Error: {tmp_path / 'new'} cannot be written (No space left on device). Nothing was left"
        " half-written; name a folder in one that is there, that you may write to and that has room.\n"
    )
    assert [*tmp_path.iterdir()] == []


def test_servers_send_what_each_format_is_and_let_other_sites_fetch_it():
    hosting = yaml.safe_load((ROOT / "hosting.yml").read_text("utf-8"))
    fetched = {
        address
        for rule in hosting["rules"]
        if "Access-Control-Allow-Origin" in rule["headers"]
        for address in rule["addresses"]
    }
    for form in list_formats():
        for ending, media_type in form.media_types:
            assert hosting["types"][ending].partition(";")[0] == media_type, form.name
        assert f"/{form.folder.partition('/')[0]}/*" in fetched, form.name


@pytest.mark.parametrize("form", list_formats(), ids=lambda form: form.name)
def test_every_format_says_who_takes_it(form):
    assert form.title and form.purpose.endswith(".")
    assert form.folder.startswith(("data/", "api/"))


def test_an_edition_has_the_address_that_its_site_has(export, root, tmp_path, monkeypatch):
    edition = tmp_path / "n" / "edition.yml"
    edition.parent.mkdir()
    edition.write_text(
        "id: n\nname: N\nshort: N\nsummary: The handbook of N.\naddress: https://n.example/a\n", "utf-8"
    )
    for variable, address in (("", "https://n.example/a/"), ("https://y.example/b", "https://y.example/b/")):
        monkeypatch.setenv("HANDBOOK_SITE_URL", variable)
        out = tmp_path / f"out-{len(variable)}"
        assert export("api", "--only", "small", "--edition", edition, "--out", out)[::2] == (0, "")
        assert json.loads((out / "index.json").read_text("utf-8"))["address"] == address


def test_every_download_that_the_page_offers_is_a_file_of_its_format(small_book):
    small = small_book.get("small").node
    rights = change_book(small_book, crosswalk=[], framework=[small.model_copy(update={"id": "rights"})])
    empty = Handbook({kind: [] for kind in KINDS}, [], [], vocabularies=small_book.vocabularies)
    for book in (small_book, rights, empty):
        publication = Publication(book, "Small")
        for form in list_formats():
            places = [file.place for file in form.write(publication, ())]
            offered = [download.place for download in form.list_downloads(publication)]
            assert [place for place in offered if place not in places] == [], form.name
            assert offered or not places or book is empty, form.name
            assert len(set(offered)) == len(offered)
            assert len(set(places)) == len(places), form.name
            endings = tuple(ending for ending, _ in form.media_types)
            assert [place for place in places if not place.endswith(endings)] == [], form.name


def test_on_a_terminal_a_bar_shows_how_many_formats_there_are_still(monkeypatch, capsys):
    from macros.cli.console import show_bar

    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    with show_bar("Writing the files", 2) as advance:
        advance("Moodle: 12 files")
        advance("Anki: 1 file")
    last = capsys.readouterr().err.split("\r")[-1]
    assert "Writing the files" in last and "2/2" in last and "Anki: 1 file" in last


def test_elsewhere_nothing_of_it_is_written(capsys):
    from macros.cli.console import show_bar

    with show_bar("Writing the files", 1) as advance:
        advance("Anki: 1 file")
    assert capsys.readouterr() == ("", "")
