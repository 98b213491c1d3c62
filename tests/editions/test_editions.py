"""Editions: what they may say and may not, what they add, what they leave out, and that the handbook below is
never touched.

A golden case in ``tests/bad_editions`` is named for what is wrong with it: an ``edition.yml`` whose first
comments are the whole report, or the folder of an edition with the report beside it in ``report.txt``. It is
laid over ``tests/small`` as ``north``.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import socket
from datetime import date
from functools import cache
from pathlib import Path

import built
import pytest
import runs
from places import ROOT, SMALL, TESTS
from search_files import read_entries

from macros.addresses.repository import Repository
from macros.addresses.urls import Urls
from macros.base.problems import Problem, Problems
from macros.checks.rule_names import RULE_NAMES
from macros.checks.run import check_cached, check_edition, check_handbook
from macros.cli import main
from macros.editions.additions import (
    build_site_settings,
    check_files,
    find_files,
    list_added_pages,
    list_edition_folders,
)
from macros.editions.omissions import (
    find_omitted_records,
    omit_local_parts,
    omit_records,
    unlink_omitted_pages,
)
from macros.editions.reading import read_edition
from macros.i18n.catalogue import read_catalogue
from macros.i18n.translated_records import translate_handbook
from macros.records.field_plans import find_texts, walk_parts
from macros.records.loader import load_handbook
from macros.records.prose import find_record_ids
from macros.rendering.page_macros import Library
from macros.rendering.renderer import Renderer

CASES = TESTS / "bad_editions"
NORTH = ROOT / "editions" / "example-north"
LEAST = "id: north\nname: Leading in North\nshort: North\n"
SENTENCE = re.compile(r"[\w./-]+:[1-9]\d*:[1-9]\d*: [^:]+(?:: .+)+; .+")
WAY = (SMALL / "modules/pathways/small-way.yml").read_text("utf-8")
OWN_WAY = (
    WAY.replace("small-way", "north-way")
    .replace("A way through in ten minutes.", "Our own way.")
    .replace("There is little time.", "There is none.")
)
OWN_WAY = OWN_WAY.replace("A small way", "A way of ours")


@pytest.fixture
def north(small, monkeypatch):
    """The smallest edition, beside a copy of ``tests/small``; the folder around both is the current one."""
    monkeypatch.chdir(small.parent)
    put(small.parent / "north", "edition.yml", LEAST)
    return small.parent / "north"


def put(folder: Path, path: str, content: bytes | str) -> None:
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_bytes(content if isinstance(content, bytes) else content.encode())


def report(small: Path, folder: Path) -> list[str]:
    problems = check_edition(small, folder).problems
    assert [problem for problem in problems if problem.rule not in RULE_NAMES] == []
    return [str(problem) for problem in problems]


def laid_over(small: Path, folder: Path):
    """The handbook with an edition that has no fault, and the edition."""
    found = check_edition(small, folder)
    assert found.problems == []
    return found.handbook, found.edition


# -- golden cases


@cache
def golden() -> dict[str, list[str]]:
    said = {}
    for file in sorted(CASES.iterdir()):
        if file.is_dir():
            said[file.name] = (file / "report.txt").read_text("utf-8").splitlines()
        else:
            said[file.name] = re.findall(r"^# Problem: (.*)$", file.read_text("utf-8"), re.M)
    return said


@pytest.mark.parametrize("name", golden())
def test_a_golden_case_gives_its_whole_report(small, north, name):
    shutil.rmtree(north)
    if (CASES / name).is_dir():
        shutil.copytree(CASES / name, north, ignore=shutil.ignore_patterns("report.txt"))
    else:
        put(north, "edition.yml", (CASES / name).read_bytes())
    assert report(small, north) == golden()[name]


POLICY = """\
framing: [self]
content_security_policy: {default-src: [none]}
headers: {Cache-Control: no-cache}
rules: []
types: {.html: text/html; charset=utf-8}
not_found: /404.html
"""


def test_what_an_edition_makes_too_long_for_hosts_is_told_at_its_framing_by_the_check(small, north):
    put(small, "hosting.yml", POLICY)
    origins = [f"https://{'a' * 56}-{number}.north.example" for number in range(30)]
    put(north, "edition.yml", f"{LEAST}framing: [{', '.join(origins)}]\n")
    assert report(small, north) == [
        "north/edition.yml:4:1: edition north, framing: makes a header of 2,519 characters, with what else it"
        " holds, and Cloudflare Pages reads 2,000; name fewer or shorter origins; '*.' covers many names"
    ]
    put(
        small.parent / "region",
        "edition.yml",
        f"id: region\nname: Leading\nshort: Region\nframing: [{', '.join(origins[:15])}]\n",
    )
    put(north, "edition.yml", f"{LEAST}over: ../region\nframing: [{', '.join(origins[15:])}]\n")
    assert [each.partition(" makes ")[0] for each in report(small, north)] == [
        "north/edition.yml:5:1: edition north, framing:"
    ]


def test_the_address_of_an_edition_counts_in_the_header_too(small, north):
    """The policy names the site's own origin."""
    put(small, "hosting.yml", POLICY.replace("[none]", "[self]"))
    origins = [f"https://{'a' * 56}-{number}.north.example" for number in range(10, 33)]
    framing = f"framing: [{', '.join(origins)}]\n"
    put(north, "edition.yml", f"{LEAST}{framing}")
    assert report(small, north) == []
    put(north, "edition.yml", f"{LEAST}{framing}address: https://{'b' * 60}.{'c' * 60}.north.example/\n")
    assert report(small, north) == [
        "north/edition.yml:4:1: edition north, framing: makes a header of 2,099 characters, with what else it"
        " holds, and Cloudflare Pages reads 2,000; name fewer or shorter origins; '*.' covers many names"
    ]


@pytest.mark.parametrize(
    "path", ["a(b)/", "%zz/", ";a=b,c/", "a//b/", "é/", "a%20b/", "a b/", "../x/", "/", "a/?b", "?b", "a/#b"]
)
def test_an_address_whose_path_servers_could_misread_is_told_by_the_check(small, north, path):
    put(north, "edition.yml", f"{LEAST}address: 'https://h.example/{path}'\n")
    shown = path.removesuffix("/")
    assert report(small, north) == [
        f"north/edition.yml:4:1: edition north, address: 'https://h.example/{path}' goes on with '/{shown}',"
        " which holds what a server's configuration could take for its own; write letters, digits, '-', '_',"
        " '.' and '~' between single slashes, and nothing after the path"
    ]


def test_every_golden_report_is_sentences_of_one_form():
    said = [sentence for report in golden().values() for sentence in report]
    assert [sentence for sentence in said if not SENTENCE.fullmatch(sentence)] == []
    assert len(golden()) >= 68 and all(golden().values())


def test_one_fault_does_not_hide_another(small, north):
    """Nor a fault of the edition one of the handbook."""
    put(
        north,
        "edition.yml",
        LEAST + "colours: {accent: blue}\nlogo: logo.svg\nnotes: [{for: small, text: 5, size: 9}]\n",
    )
    put(small, "docs/guide.md", "{{ nothing }}\n")
    assert report(small, north)[0].startswith("docs/guide.md:1:1: macro call: ")
    assert report(small, north)[1:] == [
        "north/edition.yml:4:11: edition north, colours, accent: 'blue' is not a colour; write # and three or"
        ' six hexadecimal digits, in quotation marks, such as "#005eb8"',
        "north/edition.yml:5:1: edition north, logo: there is no file 'logo.svg'; put the logo beside"
        " edition.yml and write its file name here",
        "north/edition.yml:6:31: edition north, notes 1, size: the key 'size' is not known here; the keys are"
        " for, text",
    ]


# -- where an edition may be, and what cannot be read


@pytest.mark.parametrize("above", [True, False])
def test_a_folder_that_the_disk_does_not_give_is_not_called_missing(small, north, monkeypatch, above):
    """The same of one that 'over' names."""
    stat, refused = os.stat, (small.parent / "region") if above else north
    put(north, "edition.yml", f"{LEAST}over: ../region\n" if above else LEAST)

    def refuse(path, *arguments, **options):
        if os.fspath(path) == os.fspath(refused):
            raise PermissionError(13, "Permission denied", path)
        return stat(path, *arguments, **options)

    monkeypatch.setattr(os, "stat", refuse)
    refusal = "cannot be read (Permission denied); make it a readable folder"
    assert report(small, north) == [
        f"north/edition.yml:4:1: edition north, over: 'region' {refusal}"
        if above
        else f"north:1:1: edition: {refusal}"
    ]


def test_what_editors_leave_among_the_pages_is_not_published(small, north):
    names = [
        "guide.md~",
        "#guide.md#",
        "guide.md.orig",
        "Thumbs.db",
        "~$plan.docx",
        ".plan.docx",
        "old~/a.md",
    ]
    for name in (*names, "guide.md", "plan.docx"):
        put(north, f"docs/local/{name}", "# Words\n")
    _, edition = laid_over(small, north)
    assert sorted(find_files(edition)) == ["local/guide.md", "local/plan.docx"]


def test_a_file_of_a_merge_that_is_not_settled(small, north):
    put(north, "docs/local/list.csv", "a,b\n<<<<<<< HEAD\n1,2\n=======\n1,3\n>>>>>>> branch\n")
    put(north, "docs/local/guide.md", "# A\n\n||||||| 4711\n")
    merged = (
        "a merge has left its mark here; choose one of the two versions and delete the lines of <, = and >"
    )
    assert report(small, north) == [
        f"north/docs/local/guide.md:3:1: page: {merged}",
        f"north/docs/local/list.csv:2:1: file: {merged}",
    ]


def test_a_folder_that_cannot_be_looked_into(small, north, monkeypatch):
    put(north, "docs/local/index.md", "# Words\n")
    access = os.access
    monkeypatch.setattr(
        os, "access", lambda path, mode: str(path) != str(north / "docs/local") and access(path, mode)
    )
    assert report(small, north) == [
        "north/docs/local:1:1: folder: cannot be read (Permission denied); make it a readable folder"
    ]


UNREADABLE = {
    "nothing": (b"", "north/edition.yml:1:1: file: is empty; write the record or delete the file"),
    "binary": (
        b"\x89PNG\r\n\x1a\n\0\0",
        "north/edition.yml:1:1: file: byte 0x89 is not UTF-8; save the file as UTF-8",
    ),
    "nul": (b"id: n\0rth\n", "north/edition.yml:1:6: file: holds the invisible character U+0000; delete it"),
    "huge": (
        LEAST.encode() + b"# x\n" * 100_000,
        "north/edition.yml:1:1: file: is larger than 256 KB; split it into several records",
    ),
    "deep": (
        LEAST.encode() + b"notes: " + b"[" * 5000,
        "north/edition.yml:4:27: file: is nested too deep; keep to 20 levels of nesting",
    ),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_read(small, north, name):
    content, sentence = UNREADABLE[name]
    put(north, "edition.yml", content)
    assert report(small, north) == [sentence]


def test_a_path_that_is_no_edition(small, north):
    put(north, "readme.md", "Soon.\n")
    inside = "put it into a folder of its own beside the handbook's, or under editions/ in it"
    holds = f"holds the national handbook itself; {inside}"
    replaced = f"lies inside the national handbook, which an upgrade replaces; {inside}"
    said = {
        "nowhere": "nowhere:1:1: edition: is not there; name the folder that holds edition.yml",
        "north/readme.md": (
            "north/readme.md:1:1: edition: is a file, and not edition.yml; name the folder that holds"
            " edition.yml"
        ),
        "north/" + "x" * 300: (
            f"north/{'x' * 300}:1:1: edition: is not there; name the folder that holds edition.yml"
        ),
        "small": f"small:1:1: edition: {holds}",
        ".": f".:1:1: edition: {holds}",
        **{
            f"small/{name}": f"small/{name}:1:1: edition: {replaced}"
            for name in (
                "docs",
                "framework",
                "modules",
                "macros",
                "scripts",
                "tests",
                ".git",
                "site",
                "editions",
            )
        },
    }
    for path, sentence in said.items():
        if path.startswith("small/"):
            put(small, f"{path.removeprefix('small/')}/edition.yml", LEAST)
    found = {}
    for path in said:
        with pytest.raises(Problems) as caught:
            read_edition(Path(path), small)
        (problem,) = caught.value.problems
        assert problem.rule == "editions-are-sound"
        found[path] = str(problem)
    assert found == said


def test_a_link_to_a_folder_is_where_it_leads(small, north):
    put(small, "docs/edition.yml", LEAST)
    os.symlink(small / "docs", "way-in")
    assert report(small, Path("way-in"))[1].startswith(
        "way-in:1:1: edition: lies inside the national handbook"
    )


def test_an_edition_in_the_folder_of_editions_and_one_named_by_its_file(small, north):
    put(small, "editions/north/edition.yml", LEAST)
    assert laid_over(small, small / "editions/north")[1].id == "north"
    assert laid_over(small, north / "edition.yml")[1].folders == (north,)


def test_an_edition_yml_that_is_a_link_to_elsewhere(small, north):
    (north / "edition.yml").rename("elsewhere.yml")
    os.symlink("../elsewhere.yml", north / "edition.yml")
    assert report(small, north) == [
        "north:1:1: edition: holds an edition.yml that is a link to elsewhere; put the file itself there"
    ]


def test_an_edition_yml_that_is_a_folder(small, north):
    (north / "edition.yml").unlink()
    (north / "edition.yml").mkdir()
    assert report(small, north) == [
        "north:1:1: edition: holds an edition.yml that is no file, but a folder, pipe or device; put the file"
        " itself there"
    ]


def test_links_that_lead_out_of_the_folder(small, north):
    put(Path("."), "secret/secret.md", "# Secret\n")
    put(Path("."), "secret/way.yml", OWN_WAY)
    put(Path("."), "secret/logo.png", b"")
    for path in ("docs/local.md", "docs/more", "modules/pathways/north-way.yml", "modules/cases", "logo.png"):
        (north / path).parent.mkdir(parents=True, exist_ok=True)
    os.symlink(Path("secret/secret.md").absolute(), north / "docs/local.md")
    os.symlink(Path("secret").absolute(), north / "docs/more")
    os.symlink(Path("secret/way.yml").absolute(), north / "modules/pathways/north-way.yml")
    os.symlink(Path("secret").absolute(), north / "modules/cases")
    os.symlink("nowhere.pdf", north / "docs/form.pdf")
    out = "file: is a link that leads out of the edition's folder; put the file itself there"
    links = [
        "north/docs/form.pdf:1:1: file: is a link that leads nowhere; put the file itself there",
        f"north/docs/local.md:1:1: {out}",
        f"north/docs/more:1:1: {out}",
        f"north/modules/cases:1:1: {out}",
        f"north/modules/pathways/north-way.yml:1:1: {out}",
    ]
    assert [said for said in report(small, north) if ": file: " in said] == links
    os.symlink(Path("secret/logo.png").absolute(), north / "logo.png")
    put(north, "edition.yml", LEAST + "logo: logo.png\n")
    outside = (
        "north/edition.yml:4:1: edition north, logo: 'logo.png' leads out of the edition's folder; put the"
        " logo beside edition.yml and write its file name here"
    )
    assert report(small, north) == sorted([*links, outside])


def test_files_that_nobody_wrote_are_passed_over(small, north):
    put(north, "modules/pathways/north-way.yml", OWN_WAY)
    for folder in (".", "modules/pathways", "framework", "docs", "docs/local"):
        for name in (".edition.yml.swp", "#north-way.yml#", "north-way.yml~", "edition.yml.orig", "._x.md"):
            put(north, f"{folder}/{name}", b"b0VIM\0")
        os.symlink("me@desk.1:2", north / folder / ".#north-way.yml")
    assert report(small, north) == []


def test_a_file_that_nobody_wrote_is_not_to_be_renamed(small, north):
    (north / "edition.yml").rename(north / "edition.yml~")
    (said,) = report(small, north)
    assert said == (
        "north:1:1: edition: holds no edition.yml; write edition.yml into it, with 'id', 'name' and 'short',"
        " or name another folder"
    )


def test_tops_that_are_links(small, north):
    put(Path("secret"), "local/secret.md", "{{ secret }}\n")
    put(Path("secret"), "pathways/north-way.yml", "secret: yes\n")
    for top in ("docs", "framework", "modules"):
        os.symlink(Path("secret").absolute(), north / top)
    assert report(small, north) == [
        f"north/{top}:1:1: folder: is a link to another folder; put the folder itself there"
        for top in ("docs", "framework", "modules")
    ]


@pytest.mark.parametrize(
    "path", ["docs/local/x.md", "docs/form.pdf", "framework/sources.yml", "modules/pathways/north-way.yml"]
)
def test_a_pipe_as_a_file_is_reported_and_not_read(small, north, path):
    put(north, path, "")
    (north / path).unlink()
    os.mkfifo(north / path)
    assert {said.partition(": ")[2].partition(": ")[2] for said in report(small, north)} == {
        "is no regular file, but a pipe, socket or device; put a file there"
    }
    assert {said.split(":")[0] for said in report(small, north)} == {f"north/{path}"}


# -- layers


def test_layers_add_up_and_the_upper_single_value_wins(small, north):
    put(Path("region"), "edition.yml", LEAST.replace("north", "region").replace("North", "Region") + (
        "summary: For the region.\nlanguage: cy\naddress: https://region.example\n"
        "colours: {accent: '#005eb8', warm: '#9a4a1c'}\nframing: [https://region.example]\n"
        "contacts: [{for: small-talk, title: Region}]\nlogo_text: The region\n"
    ))  # fmt: skip
    put(
        north,
        "edition.yml",
        LEAST + "over: ../region\ncolours: {accent: '#5a2b7f'}\nframing: [https://north.example,"
        " https://region.example]\ncontacts: [{for: [small-talk, small-start], title: North}]\n",
    )
    book, edition = laid_over(small, north)
    assert (edition.id, edition.name, edition.short, edition.summary, edition.language) == (
        "north",
        "Leading in North",
        "North",
        "For the region.",
        "cy",
    )
    assert edition.address == ""  # A layer below is another site.
    assert edition.colours == {"accent": "#5a2b7f", "warm": "#9a4a1c"}
    assert edition.framing == ("https://region.example", "https://north.example")
    assert edition.folders == (Path("region").absolute(), north)
    said = {
        id: [each.title for _, each in edition.find_local_parts([book.get(id)])["contacts"]]
        for id in ("small-talk", "small-start")
    }
    assert said == {"small-talk": ["Region", "North"], "small-start": ["North"]}
    assert edition.logo is None and edition.logo_text == "North"


def test_the_upper_layer_says_what_a_logo_from_below_says(small, north):
    picture = (NORTH / "logo.svg").read_bytes()
    put(
        Path("region"),
        "edition.yml",
        LEAST.replace("north", "region") + "logo: logo.svg\nlogo_text: The region\n",
    )
    put(Path("region"), "logo.svg", picture)
    for own, said in (("", "The region"), ("logo_text: The north\n", "The north")):
        put(north, "edition.yml", LEAST + "over: ../region\n" + own)
        edition = laid_over(small, north)[1]
        assert edition.logo == Path("region/logo.svg").absolute() and edition.logo_text == said


def test_a_summary_is_in_the_language_of_the_layer_that_gives_it(small, north):
    put(
        Path("region"),
        "edition.yml",
        LEAST.replace("north", "region") + "language: cy\nsummary: Yn y gogledd.\n",
    )
    for own, said in (("", "cy"), ("summary: In the north.\n", "en")):
        put(north, "edition.yml", LEAST + "over: ../region\nlanguage: en\n" + own)
        assert laid_over(small, north)[1].summary_language == said


def test_dates_stand_by_their_day_and_then_by_their_time(small, north):
    put(
        north,
        "edition.yml",
        LEAST + "dates:\n"
        "  - {for: small-start, date: 2027-03-02, time: '14:00'}\n"
        "  - {for: small-end, date: 2027-03-03, time: '08:00'}\n"
        "  - {for: small-talk, date: 2027-03-02, time: '09:30'}\n"
        "  - {for: small-way, date: 2027-03-03}\n",
    )
    dates = [(str(each.date), each.time) for each in laid_over(small, north)[1].dates]
    assert dates == [
        ("2027-03-02", "09:30"),
        ("2027-03-02", "14:00"),
        ("2027-03-03", None),
        ("2027-03-03", "08:00"),
    ]


@pytest.mark.parametrize(("language", "tag"), [("en", "en-GB"), ("cy", "cy")])
def test_every_page_names_the_language_of_the_edition(small, north, language, tag):
    put(north, "edition.yml", LEAST + f"language: {language}\n")
    assert build_site_settings(laid_over(small, north)[1], {})["extra"]["html_lang"] == tag


@pytest.mark.parametrize("address", ["https://h.example/north", "https://h.example/north/"])
def test_the_address_of_the_site_ends_with_one_slash(small, north, address):
    put(north, "edition.yml", LEAST + f"address: {address}\n")
    assert laid_over(small, north)[1].address == "https://h.example/north/"


def test_pages_of_its_own_begin_with_the_index_of_each_folder(small, north):
    put(small, "docs/index.md", "---\ndrafted: 2026-11-22\n---\n# Small\n")
    for page in (
        "index",
        "local/a",
        "local/index",
        "local/z",
        "about-us",
        "local/deep/b",
        "local/deep/index",
    ):
        put(north, f"docs/{page}.md", f"# {page}\n")
    assert list_added_pages(laid_over(small, north)[1], small / "docs") == [
        "about-us.md",
        "local/index.md",
        "local/a.md",
        "local/z.md",
        "local/deep/index.md",
        "local/deep/b.md",
    ]


def test_layers_in_a_circle(small, north):
    put(Path("region"), "edition.yml", LEAST.replace("id: north", "id: region") + "over: ../country\n")
    put(
        Path("country"),
        "edition.yml",
        LEAST.replace("id: north", "id: country") + "over: ../north/edition.yml\n",
    )
    put(north, "edition.yml", LEAST + "over: ../region\n")
    assert report(small, north) == [
        "country/edition.yml:4:1: edition country, over: leads round in a circle: north -> region -> country"
        " -> north; take 'over' out of one of these editions"
    ]


def test_too_many_layers(small, north):
    for number in range(7):
        put(
            Path(f"layer-{number}"),
            "edition.yml",
            LEAST.replace("id: north", f"id: layer-{number}") + f"over: ../layer-{number + 1}\n",
        )
    put(north, "edition.yml", LEAST + "over: ../layer-0\n")
    assert report(small, north) == [
        "layer-3/edition.yml:4:1: edition layer-3, over: names one folder more than the 5 that may lie one"
        " over the other; put what two of them say into one"
    ]


def test_a_fault_in_a_layer_below_is_located_there(small, north):
    put(Path("region"), "edition.yml", LEAST + "notes: [{for: small-tolk, text: Hello.}]\n")
    put(north, "edition.yml", LEAST + "over: ../region\n")
    assert report(small, north) == [
        "region/edition.yml:4:10: edition north, notes 1, for: nothing has the id 'small-tolk' in this"
        " version of the handbook; did you mean 'small-talk'?"
    ]


def test_what_a_layer_below_says_of_a_record_that_is_left_out_above_is_passed_over(small, north):
    put(
        Path("region"),
        "edition.yml",
        LEAST + "contacts: [{for: [small-way, small-talk], title: Region}]\nnotes: [{for: small-way, text:"
        " Hello.}]\n",
    )
    put(north, "edition.yml", LEAST + "over: ../region\nleave_out: [small-way]\n")
    edition = laid_over(small, north)[1]
    assert [each.ids for each in edition.contacts] == [["small-talk"]] and edition.notes == ()


NOTES = {
    "plain": ("By [the *way*](small-way).", "By the *way*."),
    "brackets": ("By [a [small] way](small-way 'A way').", "By a [small] way."),
    "marks": (
        "By [it]( small-way ) or [it](small\\-way), and [on](small-talk).",
        "By it or it, and [on](small-talk).",
    ),
    "in code": ("By `[it](small-way)`, and [[it]](small-way).", None),
}


@pytest.mark.parametrize("name", NOTES)
@pytest.mark.parametrize("below", [True, False])
def test_links_in_notes_to_what_is_left_out_become_words(small, north, name, below):
    note = f"notes: [{{for: small-talk, text: {json.dumps(NOTES[name][0])}}}]\n"
    put(Path("region"), "edition.yml", LEAST + (note if below else ""))
    put(north, "edition.yml", LEAST + "over: ../region\nleave_out: [small-way]\n" + ("" if below else note))
    book, edition = laid_over(small, north)
    assert [ref for ref in find_record_ids(edition.notes[0].text) if book.get(ref) is None] == []
    assert NOTES[name][1] in (edition.notes[0].text, None)
    show_all(book, edition)


@pytest.mark.parametrize("below", [True, False])
def test_links_in_translations_to_what_is_left_out_become_words(small, north, below):
    said = (
        "translations: [{for: stakeholder, title: Te, summary: 'Ar [y ffordd](small-way),"
        " [a](small-talk).'}]\n"
    )
    put(Path("region"), "edition.yml", LEAST + "language: cy\n" + (said if below else ""))
    put(north, "edition.yml", LEAST + "over: ../region\nleave_out: [small-way]\n" + ("" if below else said))
    book, edition = laid_over(small, north)
    assert edition.translations[0].summary == "Ar y ffordd, [a](small-talk)."
    welsh = read_catalogue("cy")
    renderer = Renderer(
        translate_handbook(book, welsh, edition), Urls(), Repository(), edition=edition, catalogue=welsh
    )
    shown = renderer.finish(Library(renderer, lambda: "reference/glossary").glossary())
    assert re.search(r'Ar y ffordd, <a href="[^"]*components/small-talk/">a</a>\.', shown)


@pytest.mark.parametrize("path", ["local/.privacy.md", "local/.hidden/privacy.md"])
def test_a_link_at_the_foot_may_not_lead_to_a_page_that_is_not_built(small, north, path):
    put(north, f"docs/{path}", "# Privacy\n")
    put(north, "edition.yml", LEAST + f"footer_links: [{{title: Privacy, url: {path}}}]\n")
    assert [said.partition(", footer_links 1, url: ")[2] for said in report(small, north)] == [
        f"there is no page '{path}'; give the place of a page in this folder's docs, or an address that"
        " begins with https://"
    ]


def test_a_link_at_the_foot_may_lead_to_a_page_of_a_layer_below_and_not_of_one_above(small, north):
    link = "footer_links: [{title: Privacy, url: local/privacy.md}]\n"
    put(Path("region"), "edition.yml", LEAST)
    put(Path("region"), "docs/local/privacy.md", "# Privacy\n")
    put(north, "edition.yml", LEAST + "over: ../region\n" + link)
    laid_over(small, north)
    (Path("region") / "docs").rename(north / "docs")
    laid_over(small, north)
    put(Path("region"), "edition.yml", LEAST + link)
    assert report(small, north) == [
        "region/edition.yml:4:33: edition north, footer_links 1, url: there is no page 'local/privacy.md';"
        " give the place of a page in this folder's docs, or an address that begins with https://"
    ]


@pytest.mark.parametrize("here", [".", "north", "region", "small"])
def test_whose_a_record_is_does_not_depend_on_the_current_folder(small, north, monkeypatch, here):
    put(small.parent / "region", "edition.yml", LEAST.replace("id: north", "id: region"))
    put(small.parent / "region", "modules/pathways/north-way.yml", OWN_WAY)
    put(north, "edition.yml", LEAST + "over: ../region\nleave_out: [north-way]\n")
    monkeypatch.chdir(small.parent / here)
    laid_over(small, north)


def test_an_upper_layer_may_leave_out_a_record_of_a_lower_but_not_its_own(small, north):
    put(Path("region"), "edition.yml", LEAST)
    put(Path("region"), "modules/pathways/north-way.yml", OWN_WAY)
    put(north, "edition.yml", LEAST + "over: ../region\nleave_out: [north-way]\n")
    assert laid_over(small, north)[0].get("north-way") is None
    put(Path("region"), "edition.yml", LEAST + "leave_out: [north-way]\n")
    assert report(small, Path("region")) == [
        "region/edition.yml:4:13: edition north, leave_out 1: 'north-way' is this edition's own; delete"
        " region/modules/pathways/north-way.yml instead"
    ]


# -- what an edition adds


def test_an_edition_that_says_little_changes_nothing(small, north):
    book, edition = laid_over(small, north)
    assert book.count_entries() == check_handbook(small).handbook.count_entries()
    assert edition.logo_text == "North" and edition.language == "en" and edition.colours == {}


def test_local_records_are_read_like_national_ones_and_marked(small, north):
    put(north, "modules/pathways/north-way.yml", OWN_WAY)
    put(
        north,
        "framework/sources.yml",
        (SMALL / "framework/sources.yml")
        .read_text()
        .replace("kotter-1996", "kotter-2002")
        .replace("Leading Change", "Heart of Change"),
    )
    put(
        north,
        "framework/glossary.yml",
        "terms:\n  - {id: moor, term: Moor, means: Where we are., see: [north-way]}\n",
    )
    book, edition = laid_over(small, north)
    entry = book.get("north-way")
    assert entry.record.file.is_local and not book.get("small-way").file.is_local
    assert (
        entry.file.path == "north/modules/pathways/north-way.yml"
        and entry.file.edition_path == "north/modules/pathways/north-way.yml"
    )
    assert book.source_by_id["kotter-2002"].file.is_local and book.term_by_id["moor"].file.is_local
    assert {
        origin.id for origins in book.find_backlinks(book.get("small-steps")).values() for origin in origins
    } >= {"small-way", "north-way"}


def test_a_local_module_counts_in_coverage(small, north):
    module = (
        (SMALL / "modules/catalogue/small-start.yml")
        .read_text()
        .replace("small-start", "north-start")
        .replace("A module for tests.", "A module of ours.")
    )
    module = module.replace("why: To begin.", "why: To go on.").replace(
        "competencies: [small/1.1]", "competencies: [small/1.10]"
    )
    put(north, "modules/catalogue/north-start.yml", module)
    book = laid_over(small, north)[0]
    assert [entry.id for entry in book.find_coverage(book.get("small/1.10"))["taught"]] == ["north-start/o1"]
    assert (
        check_handbook(small).handbook.find_coverage(check_handbook(small).handbook.get("small/1.10"))[
            "taught"
        ]
        == []
    )


def test_a_local_case_stands_among_the_cases_and_shows_its_theory(small, north):
    case = (
        (SMALL / "modules/cases/small-ward.yml")
        .read_text()
        .replace("id: small-ward", "id: north-ward")
        .replace("Beds were late.", "Letters were late.")
    )
    put(
        north,
        "modules/cases/north-ward.yml",
        re.sub(r"^(summary: )(.*)$", r"\1Seen from the north, \2", case, flags=re.M),
    )
    book = laid_over(small, north)[0]
    assert [(each.id, each.file.is_local) for each in book.records["case"]] == [
        ("north-ward", True),
        ("small-ward", False),
    ]
    assert {each.id for each, _ in book.list_readings(book.get("small-steps"))} == {
        "small-ward",
        "north-ward",
    }


def test_a_gap_of_an_edition_s_own_may_be_exempted_by_itself(small, north):
    theory = (
        (SMALL / "framework/theories/small-steps.yml")
        .read_text()
        .replace("id: small-steps", "id: north-steps")
        .replace("aliases: [little-steps]\n", "")
    )
    put(
        north,
        "framework/theories/north-steps.yml",
        theory.replace("Change comes one step", "Change goes one step").replace("Take *one*", "Make *one*"),
    )
    assert {said.split("; ")[0].rpartition(": ")[2] for said in report(small, north)} == {
        "is not used by any module",
        "is not shown by any case",
    }
    put(
        north,
        "framework/exemptions.yml",
        "exemptions:\n  - {record: north-steps, rule: used, reason: New.}\n  - {record: north-steps, rule:"
        " shown, reason: New.}\n",
    )
    laid_over(small, north)


def test_no_edit_link_of_a_local_record_leads_to_the_national_repository(small, north):
    from macros.addresses.repository import Repository
    from macros.addresses.urls import Urls
    from macros.rendering.renderer import Renderer

    put(north, "modules/pathways/north-way.yml", OWN_WAY)
    put(north, "docs/local/index.md", "# Here\n")
    book, edition = laid_over(small, north)
    renderer = Renderer(book, Urls(), Repository("https://forge.example/handbook"), {}, edition)
    html = renderer.render_record(book.get("north-way"))
    assert "forge.example" not in html and "<code>north/modules/pathways/north-way.yml, line 1</code>" in html
    assert "forge.example" in renderer.render_record(book.get("small-way"))
    foot = renderer.render_page_foot(check_edition(small, north).pages["local/index.md"])
    assert (
        "forge.example" not in foot
        and "<code>north/docs/local/index.md</code>" in foot
        and "Drafted" not in foot
    )


def test_what_is_said_of_a_record_and_its_parts_stands_on_its_page(small, north):
    from macros.addresses.repository import Repository
    from macros.addresses.urls import Urls
    from macros.rendering.renderer import Renderer

    put(north, "edition.yml", LEAST + (
        "contacts: [{for: [small-start, small-start], title: The office, email: office@north.example}]\n"
        "dates: [{for: small-start/s1, date: 2027-03-02, venue: Room 5}, {for: small-start/s1, date:"
        " 2027-02-01, venue: Room 4}]\nnotes: [{for: small/1.1, text: 'See [ours](small-talk).'}]\n"
    ))  # fmt: skip
    book, edition = laid_over(small, north)
    renderer = Renderer(book, Urls(), Repository(), {}, edition)
    page = renderer.render_record(book.get("small-start"))
    assert page.count("mailto:office@north.example") == 1
    assert page.index("Room 4") < page.index("Room 5")
    assert "See <a" in renderer.render_record(
        book.get("small/1.1")
    ) and "See <a" not in renderer.render_record(book.get("small"))
    assert "hb-local" not in renderer.render_record(book.get("small-talk"))


def test_ids_of_parts_that_were_renamed_or_retired_are_told_with_what_to_write(small, north):
    """An edition for the version before is told what each id is called now, or that it is retired."""
    start = small / "modules/catalogue/small-start.yml"
    part = "{id: s9, kind: session, title: More, date: 2026-11-30, reason: Dull., successor: small-start/s1}"
    text = start.read_text("utf-8").replace("  - id: s1\n", "  - id: s1\n    aliases: [s0]\n")
    text = text.replace("why: To begin.\n", f"why: To begin.\nretired_parts:\n  - {part}\n")
    start.write_text(text, "utf-8")
    way = small / "modules/pathways/small-way.yml"
    retired = "retired: {date: 2026-11-30, reason: Nobody took it.}\n"
    way.write_text(way.read_text("utf-8").replace("summary:", f"{retired}summary:", 1), "utf-8")
    notes = "".join(
        f"  - {{for: {id}, text: Bring lunch.}}\n"
        for id in ("small-start/s0", "little-steps/first", "small-start/s9", "small-way")
    )
    put(north, "edition.yml", f"{LEAST}notes:\n{notes}")
    problems = [problem for problem in check_edition(small, north).problems if "edition.yml" in problem.path]
    assert [f"{problem.wrong}; {problem.right}" for problem in problems] == [
        "'small-start/s0' is now called 'small-start/s1'; write 'small-start/s1'",
        "'little-steps/first' is now called 'small-steps/first'; write 'small-steps/first'",
        "'small-start/s9' was retired on 2026-11-30; name its successor, 'small-start/s1'; only a crosswalk"
        " may still name it",
        "'small-way' was retired on 2026-11-30; take it out; only a crosswalk may still name it",
    ]


def test_a_national_page_is_not_checked_where_the_edition_has_its_own(small, north):
    put(small, "docs/guide.md", '{{ card("small-way") }}\n')
    put(north, "edition.yml", LEAST + "leave_out: [small-way]\n")
    assert report(small, north) == [
        "docs/guide.md:1:1: macro call: 'small-way' is left out of this edition; write a page of your own at"
        " docs/guide.md in the edition's folder, or keep the record"
    ]
    put(north, "docs/guide.md", "# Our guide\n")
    laid_over(small, north)


def test_an_exemption_of_its_own_that_is_not_needed_is_reported(small, north):
    """One of the national handbook may be needed without the edition, and is let be."""
    put(north, "modules/pathways/north-way.yml", OWN_WAY)
    put(
        north,
        "framework/exemptions.yml",
        "exemptions:\n  - {record: small/1.1, rule: taught, reason: It was not taught then.}\n",
    )
    assert report(small, north) == [
        "north/framework/exemptions.yml:2:5: exemption small/1.1: 'small/1.1' needs no exemption from being"
        " taught; take the exemption out"
    ]


# -- leaving out


def test_a_record_left_out_leaves_no_trace(small, north):
    put(
        small,
        "modules/components/small-talk.yml",
        (SMALL / "modules/components/small-talk.yml")
        .read_text()
        .replace("what: ", "what: By [the *way*](small-way). ", 1),
    )
    assert check_handbook(small).problems == []
    put(north, "edition.yml", LEAST + "leave_out: [small-way, other]\n")
    book, _ = laid_over(small, north)
    assert book.get("small-way") is None and book.get("other/1.1") is None and book.records["crosswalk"] == []
    assert set(book.omitted) >= {"small-way", "other", "other/1.1", "small--other"}
    assert book.get("small-talk").node.what.startswith("By the *way*.")
    assert traces(book) == []


def test_a_record_left_out_is_known_by_its_former_id_too(small, north):
    file = small / "modules/pathways/small-way.yml"
    file.write_text(file.read_text() + "aliases: [old-way]\n")
    put(north, "edition.yml", LEAST + "leave_out: [small-way]\n")
    book, _ = laid_over(small, north)
    assert {id: entry.id for id, entry in book.omitted.items()} == {
        "small-way": "small-way",
        "old-way": "small-way",
    }


def traces(book) -> list[str]:
    """Everything in a reduced handbook that still names what was left out."""
    found = []
    for top in book.list_top_entries():
        for _, part in walk_parts(top.node):
            found += [
                f"{top}: {ref}"
                for _, ref, plan in find_texts(part, "ref")
                if not book.get(ref, plan.ref.kind)
            ]
            found += [
                f"{top}: {ref}"
                for _, text, _ in find_texts(part, "prose")
                for ref in find_record_ids(text)
                if ref in book.omitted
            ]
    return found


def test_a_required_part_goes_with_what_it_names_and_the_record_stays(small, north):
    case = (SMALL / "modules/cases/small-ward.yml").read_text()
    second = (
        (SMALL / "framework/tensions/fast-and-slow.yml")
        .read_text()
        .replace("fast-and-slow", "near-and-far")
        .replace("title: Fast and slow", "title: Near and far")
        .replace("Acting now", "Looking far")
        .replace("The bleep goes.", "The lift is stuck.")
    )
    put(small, "framework/tensions/near-and-far.yml", second)
    put(
        small,
        "modules/cases/small-ward.yml",
        case.replace("tensions:\n", "tensions:\n  - {tension: near-and-far, text: They looked.}\n"),
    )
    for name in ("small-start", "small-end"):
        file = small / f"modules/catalogue/{name}.yml"
        file.write_text(
            file.read_text().replace("tensions: [fast-and-slow]", "tensions: [near-and-far, fast-and-slow]")
        )
    assert check_handbook(small).problems == []
    put(north, "edition.yml", LEAST + "leave_out: [near-and-far]\n")
    book, _ = laid_over(small, north)
    assert [reading.tension for reading in book.get("small-ward").node.tensions] == ["fast-and-slow"]
    assert book.get("small-start").node.tensions == ["fast-and-slow"] and traces(book) == []


def test_what_is_local_stands_once_on_a_page(small, north):
    put(small, "docs/index.md", "# Small\n\n{{ local_home() }}\n")
    put(north, "docs/local/how.md", "# How\n\n[Ours](#local)\n\n{{ local_home() }}\n")
    put(north, "edition.yml", LEAST)
    assert check_edition(small, north).problems == []
    put(north, "docs/local/how.md", "# How\n\n{{ local_home() }}\n\n{{ local_home() }}\n")
    assert [problem.wrong for problem in check_edition(small, north).problems] == [
        "gives the id 'local', as local_home in line 3 does"
    ]


def test_leaving_out_gives_back_what_holds_nothing_of_it(small, north):
    put(north, "edition.yml", LEAST + "leave_out: [small-way]\n")
    whole, edition = check_handbook(small).handbook, read_edition(north, small)
    reduced, problems = omit_records(whole, edition)
    assert problems == [] and reduced.get("small-ward") is whole.get("small-ward")
    assert [entry.id for entry in find_omitted_records(whole, edition)] == ["small-way"]


@pytest.mark.parametrize(
    "kind",
    ["pathway", "programme", "module", "component", "case", "framework", "theory", "tension", "instrument"],
)
def test_any_real_record_may_be_left_out_or_it_is_said_why_not(real_book, kind):
    """One by one: either no trace is left, or each record that cannot stand is named."""
    from types import SimpleNamespace

    for entry in real_book.records[kind][:: 4 if runs.FAST else 1]:
        layer = SimpleNamespace(
            content=SimpleNamespace(leave_out=[entry.id]),
            problem=lambda route, wrong, right: Problem(
                "north/edition.yml", 1, 1, "edition north", wrong, right
            ),
        )
        reduced, problems = omit_records(real_book, SimpleNamespace(layers=[layer]))
        for problem in problems:
            assert re.fullmatch(r"\w+ '[\w-]+' cannot stand without [\w ]+ '[\w-]+': .+", problem.wrong), (
                problem
            )
        if not problems:
            assert traces(reduced) == [], entry
            assert reduced.get(entry.id) is None


def test_a_link_to_a_place_on_a_page_that_is_left_out_is_no_fault(small, north):
    put(small, "docs/index.md", "# Small\n\n[The way](pathways/small-way.md#stop-1) and back.\n")
    put(north, "edition.yml", LEAST)
    laid_over(small, north)
    put(north, "edition.yml", LEAST + "leave_out: [small-way]\n")
    laid_over(small, north)


def test_links_in_pages_become_words():
    gone = frozenset({"cases/small-ward/", "cases/small-ward.html"})
    page = (
        '<p><a href="../small-ward/">the <em>ward</em></a>, <a class="x"'
        ' href="../small-ward/#measures">it</a>, <a href="../small-ward/?by=a#top">all</a>, <a'
        ' href="../other/">other</a>, <a'
        ' href="https://cases.example/small-ward/">far</a>, <a href="#top">up</a></p>'
    )
    assert (
        unlink_omitted_pages(page, "cases/patterns/", gone)
        == '<p>the <em>ward</em>, it, all, <a href="../other/">other</a>, <a'
        ' href="https://cases.example/small-ward/">far</a>, <a href="#top">up</a></p>'
    )
    assert unlink_omitted_pages('<a href="small-ward.html">it</a>', "cases/index.html", gone) == "it"
    assert unlink_omitted_pages('<a href="cases/small-ward/">it</a>', "./", gone) == "it"


# -- every field of the example, dropped and mistyped


def changes(value: object, route: tuple = ()):
    """Each key and item of the data, with what would take its place: nothing, text, a list, keys, a number, a
    long text."""
    keys = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in keys:
        for other in (None, "x", ["x"], {"x": "x"}, "9" * 25, "x " * 600, "../..", "javascript:alert(1)", []):
            yield (*route, key), other
        yield from changes(inner, (*route, key))


def changed(data: object, route: tuple, new: object) -> object:
    if not route:
        return new
    copy = data.copy()
    copy[route[0]] = changed(copy[route[0]], route[1:], new)
    return copy


def show_all(book, edition) -> None:
    """Render everything that an edition says, on its home page and on the pages it is said of."""
    from macros.addresses.repository import Repository
    from macros.addresses.urls import Urls
    from macros.i18n.translated_records import translate_handbook
    from macros.rendering.page_macros import Library
    from macros.rendering.renderer import Renderer

    catalogue = read_catalogue(edition.language)
    book = translate_handbook(book, catalogue, edition)
    renderer = Renderer(book, Urls(), Repository(), {}, edition, catalogue)
    renderer.finish(Library(renderer, lambda: "index").local_home())
    for id in {id for each in (*edition.contacts, *edition.dates, *edition.notes) for id in each.ids}:
        entry = book.get(id)
        assert renderer.view(entry.path, entry).render_local(entry), id


@pytest.mark.slow
def test_no_change_of_the_example_ends_in_a_traceback(tmp_path, monkeypatch):
    from macros.base.yaml_files import read
    from macros.checks.rules import editions_fit

    folder = shutil.copytree(NORTH, tmp_path / "north")
    book, _ = load_handbook(ROOT, list_edition_folders(read_edition(NORTH, ROOT)))
    data = read(NORTH / "edition.yml", "edition.yml").data
    monkeypatch.chdir(tmp_path)
    told, sound, reduced = 0, 0, cache(lambda gone: omit_records(book, read_edition(folder, ROOT)))
    for route, new in changes(data):
        if len(route) > 1 and isinstance(route[1], int) and route[1] > 1:
            continue  # Two of each list are enough.
        put(folder, "edition.yml", json.dumps(changed(data, route, new)))
        try:
            edition = read_edition(folder, ROOT)
            gone = find_omitted_records(book, edition)
            found = [*editions_fit.check(book, edition, gone), *check_files(edition)]
            left, cannot_stand = (book, []) if found else reduced(frozenset(gone))
            found += cannot_stand
        except Problems as problems:
            found = problems.problems
        if not found:
            show_all(left, omit_local_parts(edition, book, left))
        assert [
            str(each) for each in found if not SENTENCE.fullmatch(str(each)) or len(str(each)) > 1200
        ] == [], (route, new)
        told, sound = told + bool(found), sound + (not found)
    assert told > 300 and sound


# -- the command


def tree(folder: Path) -> dict[str, str]:
    left = (".git", ".venv", ".cache", "__pycache__", "node_modules", ".pytest_cache", ".hypothesis")
    files = (
        path
        for path in folder.rglob("*")
        if path.is_file() and not set(path.relative_to(folder).parts) & set(left)
    )
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files
    }


def run(capfd, *arguments):
    code = main([str(argument) for argument in arguments])
    out, err = capfd.readouterr()
    return code, out, err


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.mark.parametrize("command", ["check", "build", "serve"])
@pytest.mark.parametrize(
    "name",
    [
        "a-colour-too-faint.yml",
        "a-module-of-a-national-id",
        "leaving-out-what-others-rest-on.yml",
        "over-itself.yml",
    ],
)
def test_a_bad_edition_ends_in_sentences_and_nothing_is_written(small, north, capfd, command, name):
    shutil.rmtree(north)
    if (CASES / name).is_dir():
        shutil.copytree(CASES / name, north, ignore=shutil.ignore_patterns("report.txt"))
    else:
        put(north, "edition.yml", (CASES / name).read_bytes())
    put(small, "mkdocs.yml", "site_name: Small\n")
    put(small, "docs/index.md", "---\ndrafted: 2026-11-22\n---\n# Small\n")
    put(small, "site-north/index.html", "As it was.\n")
    before = tree(small.parent)
    code, out, err = run(
        capfd,
        "--root",
        "small",
        command,
        "--edition",
        "north",
        *(["--port", free_port()] if command == "serve" else []),
    )
    assert (code, out) == (1, "")
    assert [line.rpartition(" [")[0] for line in err.splitlines()[:-2]] == golden()[name]
    assert tree(small.parent) == before


def test_check_says_what_is_local_and_what_is_left_out(small, north, capfd):
    put(small, "mkdocs.yml", "site_name: Small\n")
    put(small, "docs/index.md", "---\ndrafted: 2026-11-22\n---\n# Small\n")
    put(north, "modules/pathways/north-way.yml", OWN_WAY)
    put(north, "edition.yml", LEAST + "leave_out: [other]\n")
    code, out, err = run(capfd, "--root", "small", "check", "--edition", "north")
    assert (code, err) == (0, "")
    assert out.splitlines() == ["13 records of 11 kinds are sound.", "North: 1 local record; 2 left out."]


def test_check_says_how_many_dates_have_passed(small, north):
    from macros.cli.check import summarise_past_dates

    dates = (
        "dates:\n  - {for: small-talk, date: 2027-03-01}\n  - {for: [small-start/s1, small-end], date:"
        " 2027-02-04}\n"
    )
    put(north, "edition.yml", LEAST + dates)
    found = check_edition(small, north)
    assert summarise_past_dates(found, date(2027, 2, 4)) == ""
    assert (
        summarise_past_dates(found, date(2027, 2, 5))
        == "1 of its dates has passed; the first is 4 February 2027 (small-start/s1, small-end)."
    )
    assert summarise_past_dates(found, date(2027, 4, 1)).startswith(
        "2 of its dates have passed; the first is 4 February 2027 "
    )


def test_the_site_does_not_go_into_a_layer_below(small, north, capfd):
    put(small, "mkdocs.yml", "site_name: Small\n")
    put(small, "docs/index.md", "---\ndrafted: 2026-11-22\n---\n# Small\n")
    put(Path("region"), "edition.yml", LEAST)
    put(north, "edition.yml", LEAST + "over: ../region\n")
    code, out, err = run(capfd, "--root", "small", "build", "--edition", "north", "--site-dir", "region/site")
    assert code == 2 and "because the edition itself is there." in err and not Path("region/site").exists()


def test_the_site_does_not_go_into_the_edition(small, north, capfd):
    put(small, "mkdocs.yml", "site_name: Small\n")
    put(small, "docs/index.md", "---\ndrafted: 2026-11-22\n---\n# Small\n")
    code, out, err = run(capfd, "--root", "small", "build", "--edition", "north", "--site-dir", "north/site")
    assert code == 2 and "because the edition itself is there." in err and not (north / "site").exists()


def test_the_last_answer_is_given_again_until_a_file_of_the_edition_changes(small, north):
    first = check_cached(small, north)
    assert check_cached(small, north) is first
    put(north, "modules/pathways/north-way.yml", OWN_WAY)
    assert check_cached(small, north) is not first and check_cached(small, north).handbook.get("north-way")
    put(north, "edition.yml", LEAST.replace("short: North", "short: Norther"))
    assert check_cached(small, north).edition.short == "Norther"


# -- the examples, and the page that tells how


@pytest.mark.slow
def test_the_examples_are_sound():
    for folder in sorted(each.parent for each in (ROOT / "editions").glob("*/edition.yml")):
        assert [str(problem) for problem in check_edition(ROOT, folder).problems] == []


@cache
def example() -> Path:
    """The site of Example North, built by the command; fails where anything in the handbook's own folders
    changes."""
    tops = ("docs", "framework", "modules", "macros", "editions")
    before = {top: tree(ROOT / top) for top in tops}
    folder = built.edition("example-north")
    assert {top: tree(ROOT / top) for top in tops} == before
    return folder


def example_page(path: str) -> built.Page:
    return built.Page(path, (example() / path / "index.html").read_text("utf-8"))


@pytest.mark.slow
def test_the_example_is_its_own_site():
    home = example_page("")
    assert "<title>Clinical Leadership in Example North" in home.html
    assert '<link rel="canonical" href="https://leadership.north.example/">' in home.html
    assert "https://intranet.north.example" in (example() / "_headers").read_text()
    assert (example() / "assets/edition/logo.svg").read_bytes() == (NORTH / "logo.svg").read_bytes()
    assert [name for name in home.loads if "edition." in name]
    section = home.html.partition(">Example North<")[2]
    assert (
        section.index('href="local/"')
        < section.index('href="local/accessibility/"')
        < section.index('href="local/privacy/"')
    )


def resolves(page: built.Page, target: str) -> bool:
    return target in page.targets


@pytest.mark.slow
def test_what_the_example_leaves_out_is_nowhere():
    left = read_edition(NORTH, ROOT).leave_out
    gone = [built.book().get(id) for id in left]
    assert gone
    for file in example().rglob("*.html"):
        page = built.Page(file.relative_to(example()).as_posix(), file.read_text("utf-8"))
        assert not {target.partition("#")[0] for target in page.targets} & {
            f"{entry.path}/" for entry in gone
        }, page.url
    data = json.loads((example() / "assets/data/handbook.json").read_text())
    found = read_entries(example())
    for entry in gone:
        assert (
            not (example() / entry.path).exists()
            and not (example() / "embed" / entry.kind / entry.id).exists()
        )
        assert f'"{entry.id}"' not in json.dumps(data)
        assert f"{entry.path}/" not in found.keys()


@pytest.mark.slow
def test_what_the_example_adds_is_in_lists_search_coverage_and_data():
    module = example_page("modules/one-service-two-sites")
    assert built.REPOSITORY not in module.html.partition("<article")[2]
    assert "example-north/modules/catalogue/one-service-two-sites.yml, line" in module.html
    assert resolves(example_page("modules"), "modules/one-service-two-sites/")
    assert "modules/one-service-two-sites" in (example() / "coverage/index.html").read_text()
    found = read_entries(example())
    assert {"modules/one-service-two-sites/", "local/"} <= found.keys()
    assert (example() / "embed/module/one-service-two-sites").exists()
    assert "one-service-two-sites" in (example() / "assets/data/handbook.json").read_text()


PAGE = ROOT / "docs/deaneries/edition.md"


@pytest.mark.slow
def test_the_examples_of_the_page_are_read_as_it_says(tmp_path, monkeypatch):
    """Each block of YAML is a whole edition.yml, which is sound, or is added to the smallest one, and all
    that are added are sound together; with the record that the page shows, too."""
    blocks = re.findall(r"^```yaml\n(.*?)^```", PAGE.read_text("utf-8"), re.M | re.S)
    assert len(blocks) > 8
    monkeypatch.chdir(tmp_path)
    least, folder = blocks[0], tmp_path / "north"
    put(folder, "logo.svg", (NORTH / "logo.svg").read_bytes())
    put(folder, "docs/local/privacy.md", "# Privacy\n")
    (tmp_path / "region").mkdir()
    (tmp_path / "region/edition.yml").write_text(LEAST.replace("north", "region"))
    parts = [block for block in blocks if not block.startswith("id:")]
    complete = [block for block in blocks if block.startswith("id:")]
    for text in (*complete, least + "".join(parts)):
        put(folder, "edition.yml", text)
        assert [str(problem) for problem in check_edition(ROOT, folder).problems] == [], text
    (record,) = re.findall(r"^```yml\n(.*?)^```", PAGE.read_text("utf-8"), re.M | re.S)
    put(folder, f"modules/pathways/{re.search('id: (.*)', record)[1]}.yml", record)
    assert [str(problem) for problem in check_edition(ROOT, folder).problems] == []


@pytest.mark.slow
def test_the_error_that_the_page_shows_is_the_one_that_is_given(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shown = re.search(r"^```text\n(north/edition.yml:.*?)\n```", PAGE.read_text("utf-8"), re.M | re.S)[1]
    put(tmp_path / "north", "edition.yml", LEAST + "contacts:\n  - {for: coching, title: Register}\n")
    assert str(check_edition(ROOT, tmp_path / "north").problems[0]) == " ".join(shown.split())
