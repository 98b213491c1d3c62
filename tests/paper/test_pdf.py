"""What every PDF of the handbook has, and how its faults are told."""

import io

import pikepdf
import pytest

from macros.paper import pdf
from macros.paper.pdf import NotPrinted, describe_failure, write_pdf
from macros.paper.styles import list_styles, quote

TEXT = (
    '<h1>Leading</h1><p>Words, <a href="#more">more</a>.</p><h2 id="more">More</h2>'
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>A dot</title><circle r="3"/></svg>'
)


def print_text(folder, html=TEXT, **options):
    return write_pdf(html, folder, title="A paper", language="en-GB", **options)


def test_a_pdf_says_what_it_is(tmp_path):
    content = print_text(tmp_path, author="North", styles=list_styles(None, "Handbook", "1 May"))
    with pikepdf.open(io.BytesIO(content)) as paper:
        assert paper.Root.Lang == "en-GB" and paper.Root.MarkInfo.Marked
        assert paper.Root.ViewerPreferences.DisplayDocTitle
        assert paper.docinfo["/Title"] == "A paper" and paper.docinfo["/Author"] == "North"
        with paper.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
        with paper.open_outline() as outline:
            assert [(item.title, [child.title for child in item.children]) for item in outline.root] == [
                ("Leading", ["More"])
            ]


def test_the_same_text_gives_the_same_bytes(tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    styles = list_styles(None, "Handbook")
    assert print_text(tmp_path, styles=styles) == print_text(tmp_path, styles=styles)
    with pikepdf.open(io.BytesIO(print_text(tmp_path))) as paper:
        assert paper.docinfo["/CreationDate"] == "D:20231114221320Z"


def test_pages_are_counted_while_they_are_set(tmp_path):
    pages = []
    print_text(tmp_path, "<p>1</p><p style='break-before: page'>2</p>", on_page=pages.append)
    assert pages == [1, 2]


@pytest.mark.parametrize(
    "html, sentence",
    [
        ('<img alt="" src="https://example.org/x.png">', "asks for 'https://example.org/x.png', which is no"),
        ('<img alt="a" src="//example.org/x.png">', "which is no file of the handbook"),
        ('<img alt="a" src="../x.png">', "which is no file of the handbook"),
        ('<img alt="a" src="link.png">', "which is no file of the handbook"),
        ('<img alt="a" src="no.png">', "The picture 'no.png' cannot be drawn"),
        ('<img alt="a" src="empty.png">', "The picture 'empty.png' cannot be drawn; see that the file is"),
        ('<img src="a.svg">', "The picture 'a.svg' has no words for those who do not see it; give it an alt"),
        (
            '<svg viewBox="0 0 x y"><path d="M0 0"/></svg>',
            "A picture in SVG has a value that cannot",
        ),
    ],
)
def test_what_cannot_be_drawn_is_a_sentence(tmp_path, html, sentence):
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "empty.png").touch()
    (folder / "a.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>')
    (tmp_path / "secret.png").write_bytes(b"secret")
    (folder / "link.png").symlink_to(tmp_path / "secret.png")
    with pytest.raises(NotPrinted) as refusal:
        print_text(folder, html)
    assert sentence in str(refusal.value) and "\n" not in str(refusal.value)


def test_a_computer_without_pango_or_fonts_is_told_what_to_install(tmp_path, monkeypatch):
    import warnings

    from weasyprint.text import fonts

    def warn():
        warnings.warn("FontConfig: No fonts configured. Expect ugly output.", stacklevel=1)

    monkeypatch.setattr(fonts, "FontConfiguration", warn)
    with pytest.raises(NotPrinted, match="There is no font on this computer.* apt install"):
        print_text(tmp_path)

    def refuse(*arguments):
        raise OSError("cannot load library 'libpango-1.0-0': no such file\nmore")

    monkeypatch.setattr(pdf, "redirect_stdout", refuse)
    with pytest.raises(NotPrinted, match="Pango.*libpango-1.0-0.*sudo apt install libpango"):
        print_text(tmp_path)


def test_other_messages_are_no_failures():
    assert not describe_failure("Ignored `gap: 1` at 1:2, unknown property.")


def test_no_name_ends_its_string():
    assert quote('a"}\\b\n') == r'"a\22 \7d \5c b\a "'
