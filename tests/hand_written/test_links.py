"""Links and pictures of hand-written pages that lead nowhere are faults, on a page of the handbook and on one
of an edition, with what would be right; and what would be right is taken."""

from __future__ import annotations

from pathlib import Path

import pytest
import runs

from macros.checks.run import check_edition, check_handbook

HEAD = "# A page\n\n"
LOST = "which is lost where the site stands under a path or on a disk"
NONE = "and no such page or file is there"
PICTURE = "and no such picture is there"
PAGE = "give the place of a page, as '../about/index.md'"
WAYS = "link to a page, or to an http, https, mailto or tel address"
MARKDOWN = "write [words](its place) in Markdown, outside of HTML"
# What stands on the page guides/guide.md, the column of what is said of it, what is wrong and what is right.
FAULTS = {
    "a folder": ("[a](../about/)", 5, f"links to '../about/', {NONE}", "did you mean '../about/index.md'?"),
    "a folder without its slash": (
        "[a](../about)", 5, f"links to '../about', {NONE}", "did you mean '../about/index.md'?"),
    "a folder from the root": (
        "[a](/about/)", 5, f"links to '/about/', {LOST}", "did you mean '../about/index.md'?"),
    "a page from the root": (
        "[a](/about/index.md)", 5, f"links to '/about/index.md', {LOST}",
        "did you mean '../about/index.md'?"),
    "the root": ("[a](/)", 5, f"links to '/', {LOST}", "did you mean '../index.md'?"),
    "the folder above": ("[a](..)", 5, f"links to '..', {NONE}", "did you mean '../index.md'?"),
    "a folder with a query": (
        "[a](../about/?scheme=dark)", 5, f"links to '../about/?scheme=dark', {NONE}",
        "did you mean '../about/index.md'?"),
    "a folder with a place": (
        "[a](../about/#about)", 5, f"links to '../about/#about', {NONE}",
        "did you mean '../about/index.md'?"),
    "a finished page": (
        "[a](../about/index.html)", 5, f"links to '../about/index.html', {NONE}",
        "did you mean '../about/index.md'?"),
    "a page in capitals": (
        "[a](../About/Index.md)", 5, f"links to '../About/Index.md', {NONE}",
        "did you mean '../about/index.md'?"),
    "a file in capitals": (
        "[a](../plan.PDF)", 5, f"links to '../plan.PDF', {NONE}", "did you mean '../plan.pdf'?"),
    "a record in capitals": (
        "[a](../cases/Small-Ward.md)", 5, f"links to '../cases/Small-Ward.md', {NONE}",
        "did you mean '../cases/small-ward.md'?"),
    "a page percent-encoded": (
        "[a](../abuot/in%64ex.md)", 5, f"links to '../abuot/in%64ex.md', {NONE}",
        "did you mean '../about/index.md'?"),
    "a page encoded twice": (
        "[a](../about/in%2564ex.md)", 5, f"links to '../about/in%2564ex.md', {NONE}",
        "did you mean '../about/index.md'?"),
    "a page behind a backslash": (
        "[a](..\\about\\index.md)", 5, f"links to '..\\about\\index.md', {NONE}",
        "did you mean '../about/index.md'?"),
    "what stands outside of docs": ("[a](../../LICENSE)", 5, f"links to '../../LICENSE', {NONE}", PAGE),
    "a former address": (
        "[a](../theories/little-steps.md)", 5, f"links to '../theories/little-steps.md', {NONE}",
        "did you mean '../theories/small-steps.md'?"),
    "no place here": (
        "[a](#nowhere)", 5, "links to '#nowhere', and that page has no place 'nowhere'",
        "take the '#' and what follows out"),
    "a place nearly right": (
        "[a](#A-Page)", 5, "links to '#A-Page', and that page has no place 'A-Page'",
        "did you mean 'a-page'?"),
    "no place there": (
        "[a](../about/index.md#nowhere)", 5,
        "links to '../about/index.md#nowhere', and that page has no place 'nowhere'",
        "take the '#' and what follows out"),
    "no place there behind a query": (
        "[a](../about/index.md?a=b#nowhere)", 5,
        "links to '../about/index.md?a=b#nowhere', and that page has no place 'nowhere'",
        "take the '#' and what follows out"),
    "no place on a record's page": (
        "[a](../cases/small-ward.md#nowhere)", 5,
        "links to '../cases/small-ward.md#nowhere', and that page has no place 'nowhere'",
        "take the '#' and what follows out"),
    "no place on a form": (
        "[a](../tools/blanks/small-form.md#nowhere)", 5,
        "links to '../tools/blanks/small-form.md#nowhere', and that page has no place 'nowhere'",
        "take the '#' and what follows out"),
    "no place in HTML": (
        '<p><a href="#nowhere">a</a></p>', 13, "links to '#nowhere', and that page has no place 'nowhere'",
        "take the '#' and what follows out"),
    "a page in HTML": (
        "<p><a href='../about/index.md'>a</a></p>", 1,
        "links to '../about/index.md' in HTML, where nothing looks for it", MARKDOWN),
    "a folder in HTML in capitals": (
        "<p><A HREF=/about/>a</A></p>", 1,
        "links to '/about/' in HTML, where nothing looks for it", MARKDOWN),
    "a picture in HTML": (
        '<p><img src="../ward.png" alt="a"></p>', 1,
        "shows '../ward.png' in HTML, where nothing looks for it",
        "write ![what it shows](its place) in Markdown, outside of HTML"),
    "a work that is cited": (
        '<blockquote cite="../nothing.md"><p>a</p></blockquote>', 1,
        "names '../nothing.md' as what is cited, where nothing looks for it",
        "give an address that begins with https://, or take it out"),
    "a definition": (
        "[a][b] [b]: x\n\n[b]: ../about/", 6, f"links to '../about/', {NONE}",
        "did you mean '../about/index.md'?"),
    "a definition of a place": (
        "[a][b]\n\n[b]: ../about/index.md#nowhere 'Why'", 6,
        "links to '../about/index.md#nowhere', and that page has no place 'nowhere'",
        "take the '#' and what follows out"),
    "a definition of a picture": (
        "![a][b]\n\n[b]: ward.png", 6, f"shows 'ward.png', {PICTURE}", "did you mean '../ward.png'?"),
    "a picture that is missing": (
        "![a](../wrad.png)", 6, f"shows '../wrad.png', {PICTURE}", "did you mean '../ward.png'?"),
    "a picture from the root": (
        "![a](/ward.png)", 6, f"shows '/ward.png', {LOST}", "did you mean '../ward.png'?"),
    "a picture like nothing": (
        "![a](x)", 6, f"shows 'x', {PICTURE}",
        "give the place of a picture, as '../assets/images/ward.png'"),
    "a document for a picture": (
        "![a](../plan.pdf)", 6, "shows '../plan.pdf', which is no picture",
        "name a picture that lies in docs"),
    "a picture that is a link to nothing": (
        "[![a](../ward.png)](nothing.md)", 21, f"links to 'nothing.md', {NONE}", PAGE),
    "a link in a table": ("| a |\n| --- |\n| [b](x.md) |", 7, f"links to 'x.md', {NONE}", PAGE),
    "a link in a heading": ("## [b](x.md)", 8, f"links to 'x.md', {NONE}", PAGE),
    "a mailbox without its scheme": (
        "[a](office@far.example)", 5, f"links to 'office@far.example', {NONE}",
        "did you mean 'mailto:office@far.example'?"),
    "a mailbox that is none": (
        "[a](mailto:office)", 5, "links to 'mailto:office', which is no address of a mailbox",
        "write it as mailto:coaching@north.example"),
    "a number that is none": (
        "[a](tel:ward-7)", 5, "links to 'tel:ward-7', which is no number to ring",
        "write it as tel:+441632960101"),
    "a site without its scheme": (
        "[a](www.far.example)", 5, f"links to 'www.far.example', {NONE}",
        "did you mean 'https://www.far.example'?"),
    "a scheme misspelt": ("[a](htps://far.example)", 5, "links to 'htps://far.example'", WAYS),
    "a file of one machine": ("[a](file:///C:/plan.pdf)", 5, "links to 'file:///C:/plan.pdf'", WAYS),
    "a drive": ("[a](C:/plan.pdf)", 5, "links to 'C:/plan.pdf'", WAYS),
}  # fmt: skip
SOUND = [
    "[a](../about/index.md)",
    "[a](../about/index.md#about)",
    "[a](../about/index.md?scheme=dark#about)",
    "[a](../about/in%64ex.md#ab%6Fut)",
    "[a](#a-page) [b](guide.md#a-page) [c](?a=b#a-page)",
    "[a](../cases/small-ward.md) [b](../cases/small-ward.md#trust) [c](../frameworks/small/1.1.md)",
    "[a](../tools/blanks/small-form.md)",
    "[a](../plan.pdf) [b](../plan.pdf#page=2)",
    "![a](../ward.png) [![b](../ward.png)](../about/index.md)",
    "[a][b] and [b]\n\n[b]: ../about/index.md#about 'Why'",
    '<p><a href="#a-page">a</a> <a href="https://far.example/">b</a></p>',
    "[a](mailto:office@far.example?subject=Ward%207) <office@far.example> [b](tel:+441632960101)",
    "[a](https://far.example/a/?b=c#d) <https://far.example>",
]


def put(root: Path, path: str, content: str | bytes) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_bytes(content if isinstance(content, bytes) else content.encode())


@pytest.fixture(params=["handbook", "edition"])
def report(request, small, monkeypatch):
    """Says what the check says of a page guides/guide.md of the handbook or of an edition, without the page's
    place: its line, and what follows."""
    monkeypatch.chdir(small.parent)
    for path, content in {
        "index.md": "# Home\n",
        "about/index.md": "# About\n",
        "plan.pdf": b"%PDF-1.4",
    }.items():
        put(small / "docs", path, content)
    put(small / "docs", "ward.png", b"\x89PNG\r\n\x1a\n")
    if request.param == "edition":
        put(small.parent / "north", "edition.yml", "id: north\nname: Leading in North\nshort: North\n")

    def say(text: str) -> list[str]:
        if request.param == "handbook":
            put(small / "docs", "guides/guide.md", HEAD + text + "\n")
            result = check_handbook(small)
        else:
            put(small.parent / "north/docs", "guides/guide.md", HEAD + text + "\n")
            result = check_edition(small, small.parent / "north")
        prefix = {"handbook": "", "edition": "north/"}[request.param] + "docs/guides/guide.md:"
        assert all(str(problem).startswith(prefix) for problem in result.problems)
        return [str(problem).removeprefix(prefix) for problem in result.problems]

    return say


@pytest.mark.parametrize(
    ("report", "name"),
    [
        (of, name)
        for place, name in enumerate(FAULTS)
        for of in ("handbook", "edition")
        if of == "handbook" or runs.LONG or place % 4 == 0
    ],
    indirect=["report"],
)
def test_a_link_that_leads_nowhere_is_a_fault_and_the_advice_is_taken(report, name):
    text, column, wrong, right = FAULTS[name]
    line = HEAD.count("\n") + 1 + text.count("\n")
    assert report(text) == [f"{line}:{column}: page: {wrong}; {right}"]
    if right.startswith("did you mean "):
        address, better = wrong.split("'")[1], right.split("'")[1]
        better = better if "#" in better or "." in better or ":" in better else f"#{better}"
        assert report(text.replace(address, better)) == []


def test_every_link_that_leads_somewhere_passes(report):
    assert report("\n\n".join(SOUND)) == []
