"""``handbook pdf``: what can be printed, what is refused, and that files are written whole or not at all."""

import io
import shutil
from pathlib import Path

import pikepdf
import pytest
from places import ROOT, SMALL

from macros import cli
from macros.cli.pdf import KINDS
from macros.paper import pdf


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    """A copy of the small handbook, in which what was checked is kept."""
    folder = shutil.copytree(SMALL, tmp_path_factory.mktemp("handbook") / "small")
    (folder / "mkdocs.yml").write_text("site_name: Small\n")
    (folder / "docs").mkdir()
    (folder / "docs" / "index.md").write_text("---\ntitle: Small\ndrafted: 2026-11-22\n---\n# Small\n")
    return folder


@pytest.fixture
def run(root, capsys, tmp_path, monkeypatch):
    def call(*arguments, folder=root):
        monkeypatch.chdir(tmp_path)
        code = cli.main(["--root", str(folder), "pdf", *map(str, arguments)])
        return code, *capsys.readouterr()

    return call


def test_without_a_word_it_says_what_can_be_printed(run):
    code, out, err = run()
    assert (code, err) == (0, "")
    assert [line.split()[0] for line in out.splitlines()] == list(KINDS)


@pytest.mark.parametrize(
    "arguments, sentence",
    [
        (["handbok"], "'handbok' is nothing that can be printed; did you mean 'handbook'?"),
        (["module"], "Say which module: handbook pdf module ID."),
        (["module", "nonsense"], "There is no module 'nonsense'; there are "),
        (["glossary", "x"], "glossary takes no id; leave 'x' out."),
        (["glossary", "--view", "participants"], "--view is for a module, and glossary has one view"),
        (["tensions", "--four"], "--four is for theory-cards; leave it out for tensions."),
        (["module", "x", "--to", "a.pdf"], "say with --view which, facilitator or participants"),
    ],
)
def test_a_wrong_call_is_told_what_would_be_right(run, arguments, sentence, tmp_path):
    code, out, err = run(*arguments)
    assert (code, out) == (2, "") and sentence in err
    assert not list(tmp_path.glob("*.pdf"))


def test_a_file_that_is_there_stays(run, tmp_path):
    (tmp_path / "tensions.pdf").write_text("mine")
    code, out, err = run("tensions")
    assert (code, out) == (1, "") and "tensions.pdf is there already. Nothing was written" in err
    assert (tmp_path / "tensions.pdf").read_text() == "mine"


def test_no_file_comes_among_the_records(run, root):
    code, out, err = run("tensions", "--to", root / "docs" / "a.pdf")
    assert (code, out) == (1, "") and "would come among what a handbook is made from" in err


def test_a_full_disk_leaves_nothing_half_written(run, tmp_path, monkeypatch):
    def refuse(file, content):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", refuse)
    code, out, err = run("tensions")
    assert (code, out) == (1, "") and "cannot be written (No space left on device)" in err
    assert not list(tmp_path.iterdir())


def test_what_cannot_be_set_is_a_sentence(run, monkeypatch, tmp_path):
    def refuse(*arguments, **options):
        raise pdf.NotPrinted(pdf.NO_FONTS)

    monkeypatch.setattr("macros.paper.printing.write_pdf", refuse)
    code, out, err = run("tensions")
    assert (code, out) == (1, "") and "There is no font on this computer" in err
    assert err.endswith("Nothing was written.\n") and not list(tmp_path.iterdir())


def test_a_module_is_written_as_two_files(run, small_book, tmp_path):
    id = small_book.records["module"][0].id
    code, out, err = run("module", id)
    assert (code, err) == (0, "")
    assert {file.name for file in tmp_path.iterdir()} == {f"{id}-facilitator.pdf", f"{id}-participants.pdf"}
    assert out.splitlines()[0].startswith(f"Wrote {id}-facilitator.pdf: ")


@pytest.mark.slow
def test_an_edition_has_its_name_logo_colours_and_language(run, tmp_path):
    edition = ROOT / "editions" / "enghraifft-cymru"
    code, out, err = run("tensions", "--edition", edition, "--to", tmp_path / "t.pdf", folder=ROOT)
    assert (code, err) == (0, "")
    with pikepdf.open(tmp_path / "t.pdf") as paper:
        assert paper.Root.Lang == "cy"
        from macros.checks.run import check_cached

        assert str(paper.docinfo["/Author"]) == check_cached(ROOT, edition).edition.name
    code, out, err = run("glossary", "--edition", edition, "--to", tmp_path / "g.pdf", folder=ROOT)
    assert (code, err) == (0, "")
    with pikepdf.open(io.BytesIO((tmp_path / "g.pdf").read_bytes())) as paper:
        figures = [
            it for it in paper.objects if isinstance(it, pikepdf.Dictionary) and it.get("/S") == "/Figure"
        ]
        assert figures and all("/Alt" in figure for figure in figures)
