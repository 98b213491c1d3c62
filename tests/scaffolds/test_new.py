"""A new record of every kind passes the check but for its blanks, and once these are written over it passes
whole; what cannot be begun is refused in a sentence, and nothing is half written."""

from __future__ import annotations

import datetime
import os
import shutil
from itertools import count
from pathlib import Path

import pytest
import real_records
from filled_records import fill
from hypothesis import given, strategies as st
from places import ROOT, SMALL

from macros.base.problems import Problems
from macros.base.yaml_files import parse
from macros.checks.run import check_handbook
from macros.cli import main
from macros.cli.new import write_file
from macros.curriculum.durations import estimate_remedy_minutes, estimate_stop_minutes
from macros.records.blanks import list_blanks
from macros.records.kinds import KINDS, Pathway
from macros.records.loader import load_handbook
from macros.scaffolds.drafts import ALL_KINDS, Refused, Wish, begin_record, read_title
from macros.scaffolds.new_sources import begin_sources

TODAY = "2026-11-30"
LATER = {"aliases", "retired", "retired_parts"}  # Nothing that begins has these.
PLAIN = [kind for kind in KINDS if kind != "crosswalk"]


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("macros.scaffolds.drafts.read_today", lambda: datetime.date(2026, 11, 30))


@pytest.fixture
def copy(small):
    """A copy of the small handbook that a command takes for one."""
    (small / "mkdocs.yml").write_text("site_name: Small\n", "utf-8")
    return small


def files(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()
    }


def run(capfd, root: Path, *words: object) -> tuple[int, str, str]:
    code = main(["--root", str(root), "new", *map(str, words)])
    out, err = capfd.readouterr()
    return code, out, err


def report(root: Path) -> list[str]:
    return [str(problem) for problem in check_handbook(root).problems if problem.path != "mkdocs.yml"]


def append(root: Path, path: str, text: str) -> None:
    (root / path).write_text((root / path).read_text("utf-8").rstrip("\n") + f"\n{text}", "utf-8")


def change(root: Path, path: str, *pairs: tuple[str, str]) -> None:
    text = (root / path).read_text("utf-8")
    for old, new in pairs:
        assert old in text, (path, old)
        text = text.replace(old, new, 1)
    (root / path).write_text(text, "utf-8")


# -- each kind


def begin_all(capfd, root: Path, module: str, origin: str, target: str) -> dict[str, str]:
    """Begin a record of every kind, and give the path of each."""
    paths = {kind: f"{KINDS[kind].folder}/a-new-{kind}.yml" for kind in PLAIN}
    paths |= {"crosswalk": f"framework/crosswalks/{origin}--{target}.yml"}
    paths |= {"session": f"modules/catalogue/{module}.yml"}
    paths |= {"term": "framework/glossary.yml", "source": "framework/sources.yml"}
    for kind in paths:
        more = {
            "crosswalk": ["--origin", origin, "--target", target],
            "session": ["--in", module],
        }.get(kind, [])
        code, out, err = run(capfd, root, kind, f"A new {kind}", *more)
        assert (code, err) == (0, ""), kind
        assert paths[kind] in out
        assert out.endswith(
            "Once the check passes, python3 scripts/handbook serve shows the pages as you write.\n"
        )
    assert set(paths) | {"edition"} == set(ALL_KINDS)
    return paths


def fill_all(root: Path, paths: dict[str, str], origin: str, target: str, exempt: str) -> None:
    """Write over all blanks, and give what the check asks of other places."""
    book = load_handbook(SMALL)[0] if origin == "other" else real_records.load()[0]
    numbers = count(1)
    for path in dict.fromkeys(paths.values()):
        fill(root, path, book, numbers, {"crosswalk, alignments, target": f"{target}/{exempt}"})
    leaves = book.list_leaves(book.resolve(target, "framework"))
    append(root, paths["crosswalk"], "unmapped:\n" + "".join(
        f"  - {{item: {leaf.id}, reason: Nothing is like it.}}\n"
        for leaf in leaves if leaf.id != f"{target}/{exempt}"
    ))  # fmt: skip
    reasons = "".join(
        f"  - {{record: a-new-theory, rule: {rule}, reason: It is new.}}\n" for rule in ("used", "shown")
    )
    text = (root / "framework/exemptions.yml").read_text("utf-8").replace("exemptions: []", "exemptions:")
    (root / "framework/exemptions.yml").write_text(text.rstrip("\n") + f"\n{reasons}", "utf-8")
    for module in [path for path in sorted((root / "modules/catalogue").glob("*.yml"))][:3]:
        name = module.relative_to(root).as_posix()
        if "a-new" not in name:
            change(root, name, ("\ntensions: [", "\ntensions: [a-new-tension, "))
    change(root, paths["source"], ("    #authors:\n    #  - BLANK", "    authors: [Able A]"))
    change(root, paths["module"], ("      - o1\n", "      - o1\n      - o2\n"))
    fit_pathway(root, paths["pathway"])


def fit_pathway(root: Path, path: str) -> None:
    """Give a pathway the minutes that its stops take."""
    book = load_handbook(root)[0]
    pathway = book.resolve("a-new-pathway", "pathway").read_as(Pathway)
    minutes = estimate_remedy_minutes(pathway) + sum(
        estimate_stop_minutes(book, stop) for stop in pathway.stops
    )
    change(root, path, ("\nminutes: 60", f"\nminutes: {minutes}"))


def test_each_kind_begun_in_the_small_handbook_passes_but_for_blanks_and_filled_in_passes(copy, capfd):
    paths = begin_all(capfd, copy, "small-start", "other", "small")
    problems = [problem for problem in check_handbook(copy).problems if problem.path != "mkdocs.yml"]
    assert {problem.wrong for problem in problems} == {"is still BLANK"}
    assert {problem.path for problem in problems} == set(paths.values())
    fill_all(copy, paths, "other", "small", "1.1")
    change(copy, paths["session"], ("{contact: 1, self_study: 7,", "{contact: 2, self_study: 6,"))
    assert report(copy) == []


@pytest.mark.long
def test_each_kind_begun_in_the_real_handbook_passes_but_for_blanks_and_filled_in_passes(
    tmp_path, capfd, real_book
):
    real = tmp_path / "real"
    for folder in ("docs", "framework", "modules"):
        shutil.copytree(ROOT / folder, real / folder)
    for file in ("mkdocs.yml", "hosting.yml"):
        shutil.copy(ROOT / file, real / file)
    (real / "macros").symlink_to(ROOT / "macros")
    paths = begin_all(capfd, real, "leading-self", "gmc-standards", "hlm")
    assert {problem.wrong for problem in check_handbook(real).problems} == {"is still BLANK"}
    real_book = real_records.load()[0]
    leaf = real_book.list_leaves(real_book.resolve("hlm"))[0].id.partition("/")[2]
    fill_all(real, paths, "gmc-standards", "hlm", leaf)
    change(
        real, paths["session"], ("  contact: 11", "  contact: 12"), ("  self_study: 24", "  self_study: 23")
    )
    assert report(real) == []


def test_a_new_edition_is_sound_at_once(copy, capfd):
    code, out, _ = run(capfd, copy, "edition", "Example West")
    assert (code, out) == (0, (
        "Wrote editions/example-west/edition.yml.\n"
        "Go on in it, and see with python3 scripts/handbook check --edition editions/example-west that it is"
        " sound.\n"
        "python3 scripts/handbook serve --edition editions/example-west shows the pages as you write.\n"
    ))  # fmt: skip
    data = parse((copy / "editions/example-west/edition.yml").read_bytes(), "e").data
    assert data == {"id": "example-west", "name": "Example West", "short": "Example West"}


def test_an_edition_with_a_long_name_has_a_blank_for_the_short_one(copy, capfd):
    _, out, _ = run(capfd, copy, "edition", "The leadership handbook of a deanery with a long name")
    assert out.startswith(
        "Wrote editions/the-leadership-handbook-of-a-deanery-with-a-long/edition.yml with 1 blank, marked"
        " BLANK.\n"
    )


def test_a_case_begins_with_its_schema_and_says_of_each_field_what_belongs_there(copy, capfd):
    code, out, _ = run(capfd, copy, "case", "Theatre lists: who's late?")
    path = "modules/cases/theatre-lists-whos-late.yml"
    text = (copy / path).read_text("utf-8")
    blanks = list_blanks(parse(text.encode(), path))
    assert (code, out) == (0, (
        f"Wrote {path} with {len(blanks)} blanks, marked BLANK.\n"
        "Write over the blanks: python3 scripts/handbook check says which are left and what belongs in"
        " each.\n"
        "Once the check passes, python3 scripts/handbook serve shows the pages as you write.\n"
    ))  # fmt: skip
    assert text.startswith(
        "# yaml-language-server: $schema=../../docs/schemas/case.schema.json\n"
        "# Write over each BLANK, and take these comments out as you go. What stands behind a '#' and a key"
        " may be\n"
        "# left out; to use it, take its '#' away.\n"
        "# Permanent id: lower-case words joined by hyphens. The file is named by it. Never reuse one.\n"
        "id: theatre-lists-whos-late\n"
        "# The name people know it by, in sentence case.\n"
        'title: "Theatre lists: who\'s late?"\n'
    )
    assert f"\ndrafted: {TODAY}\n" in text
    assert (
        "# How it came out. One of worked, partly, failed, unclear.\noutcome: BLANK\n" in text
        and "# Questions to stop at before the outcome is opened.\npause:\n  - BLANK\n  - BLANK\n" in text
        and "#measures:\n#  # Short id.\n#  - id: BLANK\n" in text
    )
    assert max(map(len, text.splitlines())) <= 110


def test_what_may_be_left_out_is_sound_once_its_sign_is_taken_away(small_book, tmp_path):
    """Every commented field of every kind, at every depth, stands where it may and in the right form."""
    for kind in ("case", "module", "theory", "programme", "framework", "pathway", "instrument", "component"):
        text = begin_record(tmp_path, small_book, Wish(kind, f"A new {kind}")).text
        lines = text.split("\n")
        for _ in range(4):
            lines = [
                line.replace("#", "", 1) if line.lstrip().startswith("#") and line.lstrip()[1:2] != " " else
                line.replace("#  ", "  ", 1) if line.lstrip().startswith("#  ") else line
                for line in lines
            ]  # fmt: skip
        head = [line for line in lines if not line.startswith("# yaml-language-server")]
        data = parse("\n".join(head).encode(), "x.yml").data
        assert set(data) == set(KINDS[kind].model.model_fields) - set(LATER), kind


def test_a_crosswalk_lists_every_lowest_item_of_its_origin(copy, capfd):
    run(capfd, copy, "crosswalk", "Other to small", "--origin", "other", "--target", "small")
    data = parse((copy / "framework/crosswalks/other--small.yml").read_bytes(), "x").data
    assert (data["id"], data["origin"], data["target"]) == ("other--small", "other", "small")
    assert [pair["origin"] for pair in data["alignments"]] == ["other/1.1", "other/1.10", "other/2.1"]


# -- titles


TITLES = [
    "Sepsis: the hour that counts", 'The "quiet" ward', "It's late", "Zoë's café in Łódź", "#7 is no comment",
    "- a dash", "yes", "null", "1947", "2026-11-30", "A & B", "100% of beds", "Was it {worth} it?", "a" * 200,
    "word " * 40, "Huddles 🏥 at eight", "مرحبا ward", "שלום ward", "ends with a colon:", "* a star", "@home",
    "!important", "back\\slash", "tab\tinside", "'single'", "“curly”", "[list]", "key: value # cut",
]  # fmt: skip


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("kind", ["case", "term", "edition"])
def test_a_title_of_any_kind_is_kept_letter_for_letter(small_book, kind, title):
    text = begin_record(SMALL, small_book, Wish(kind, read_title(title), "a-new-one"))
    data = parse(text.text.encode(), text.path).data
    entry = next(entry for entry in data["terms"] if entry["id"] == "a-new-one") if kind == "term" else data
    name = {"case": "title", "term": "term", "edition": "name"}[kind]
    assert entry[name] == " ".join(title.split())


@given(title=st.text(min_size=1, max_size=60))
def test_whatever_the_title_a_record_is_begun_or_refused_in_a_sentence(small_book, title):
    try:
        text = begin_record(SMALL, small_book, Wish("tension", read_title(title)))
    except Refused as refusal:
        assert str(refusal).endswith((".", "?")) and "\n" not in str(refusal)
        return
    data = parse(text.text.encode(), text.path).data
    assert data["title"] == " ".join(title.split())
    assert text.path == f"framework/tensions/{data['id']}.yml"


@pytest.mark.parametrize(
    ("title", "id"),
    [
        ("Kotter's eight steps", "kotters-eight-steps"),
        ("Zoë & Łukasz: a café", "zoe-and-lukasz-a-cafe"),
        ("Straße, 2nd edition", "strasse-2nd-edition"),
        ("Huddles 🏥 at eight", "huddles-at-eight"),
        ("a" * 200, "a" * 50),
        ("word " * 40, "word-word-word-word-word-word-word-word-word-word"),
    ],
)
def test_an_id_is_made_of_the_words_of_the_title(small_book, title, id):
    assert begin_record(SMALL, small_book, Wish("case", read_title(title))).id == id


# -- what is refused


NO_ID = (
    "No id can be made of the title '{}', which has no letter from a to z; name one with --id, in lower-case"
    " words joined by hyphens.\n"
)
REFUSED = {
    "a title without letters": (["case", "漢字"], NO_ID.format("漢字")),
    "a title of emoji": (["case", "🏥"], NO_ID.format("🏥")),
    "a title from right to left": (["case", "مرحبا"], NO_ID.format("مرحبا")),
    "a title with HTML": (
        ["case", "<b>Bold</b>"],
        "The title holds HTML ('<b>'); write plain words; emphasis is *so*, a link is [words](id or address)."
        " Nothing was written.\n"),
    "a title with a character that nobody sees": (
        ["case", "Theatre\u200b lists"],
        "The title holds the invisible character U+200B (zero width space); delete it. Nothing was"
        " written.\n"),
    "a title that is too long": (
        ["case", "long " * 90],
        "Nothing was written: case, title: is 449 characters long; keep it to 400 characters.\n"),
    "an id that is taken": (
        ["case", "The small ward", "--id", "small-ward"],
        "The id 'small-ward' is taken by case small-ward (modules/cases/small-ward.yml); take another with"
        " --id, such as 'small-ward-2'.\n"),
    "an id that another kind has": (
        ["case", "Small steps"],
        "The id 'small-steps' is taken by theory small-steps (framework/theories/small-steps.yml); take"
        " another with --id, such as 'small-steps-2'.\n"),
    "an id that a record had before": (
        ["theory", "Little steps"],
        "The id 'little-steps' is taken by theory small-steps (framework/theories/small-steps.yml); take"
        " another with --id, such as 'little-steps-2'.\n"),
    "the id of a source": (
        ["source", "Leading change again", "--id", "kotter-1996"],
        "The id 'kotter-1996' is taken by source kotter-1996 (framework/sources.yml); take another with --id,"
        " such as 'kotter-1996b'.\n"),
    "no id": (
        ["case", "A case", "--id", "Two Words"],
        "'Two Words' cannot be an id; name another with --id: lower-case words joined by hyphens, of at most"
        " 60 letters, and none that Windows or the handbook keeps for itself.\n"),
    "the name of a device": (
        ["case", "Con"],
        "'con' cannot be an id; name another with --id: lower-case words joined by hyphens, of at most 60"
        " letters, and none that Windows or the handbook keeps for itself.\n"),
    "a session of no module": (
        ["session", "Huddles"],
        "A session belongs to a module; name it with --in, as --in leading-self.\n"),
    "a session of an unknown module": (
        ["session", "Huddles", "--in", "smal-start"],
        "No module has the id 'smal-start'; did you mean 'small-start'?\n"),
    "a session with the id of another": (
        ["session", "Huddles", "--in", "small-start", "--id", "s1"],
        "The id 's1' is taken by another session of small-start; leave --id out.\n"),
    "a crosswalk of one framework": (
        ["crosswalk", "Other", "--origin", "other"],
        "A crosswalk joins two frameworks; name them with --origin and --target.\n"),
    "a crosswalk that is there": (
        ["crosswalk", "Other", "--origin", "small", "--target", "other"],
        "The id 'small--other' is taken by crosswalk small--other (framework/crosswalks/small--other.yml);"
        " change that one.\n"),
    "a crosswalk to nothing": (
        ["crosswalk", "Other", "--origin", "smal", "--target", "other"],
        "No framework has the id 'smal'; did you mean 'small'?\n"),
    "no DOI": (
        ["source", "--doi", "doi/3"],
        "'doi/3' is no DOI; write it as 10.1136/bmjqs-2013-001947, or its address at https://doi.org/.\n"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_begun_is_refused_in_a_sentence_and_nothing_is_written(copy, capfd, name):
    words, sentence = REFUSED[name]
    before = files(copy)
    assert run(capfd, copy, *words) == (1, "", sentence)
    assert files(copy) == before


MISUSED = {
    "an unknown kind": (["caze", "x"], "There is no kind 'caze'; did you mean 'case'?"),
    "no kind": ([], 'Say what to begin, as handbook new case "Theatre lists"; the kinds are pathway,'),
    "no title": (["case"], 'Say what it is called, as handbook new case "Its title".'),
    "a module for a case": (
        ["case", "x", "--in", "small-start"], "--in is for a session, and this is a case; leave it out."),
    "a file for a term": (
        ["term", "x", "--from", "x.bib"], "--from is for a source, and this is a term; leave it out."),
    "a title beside a file": (
        ["source", "x", "--from", "x.bib"], "--from brings title, DOI and id; leave these out."),
}  # fmt: skip


@pytest.mark.parametrize("name", MISUSED)
def test_a_command_that_is_used_wrongly_says_what_would_be_right(copy, capfd, name):
    words, sentence = MISUSED[name]
    code, out, err = run(capfd, copy, *words)
    assert (code, out) == (2, "")
    assert f"Error: {sentence}" in err


def test_a_file_that_is_there_is_not_written_over(copy, capfd):
    """Even one that cannot be read, and whose id nobody knows."""
    (copy / "modules/cases/theatre-lists.yml").write_text("id: [", "utf-8")
    before = files(copy)
    code, _, err = run(capfd, copy, "case", "Theatre lists")
    assert (code, err) == (1, (
        "The id 'theatre-lists' is taken by a file that cannot be read yet; take another with --id, such as"
        " 'theatre-lists-2'.\n"
    ))  # fmt: skip
    (copy / "modules/cases/theatre-lists.yml").rename(copy / "framework/tensions/a-draft.yml")
    (copy / "editions/north").mkdir(parents=True)
    (copy / "editions/north/edition.yml").write_text("id: north\n", "utf-8")
    code, _, err = run(capfd, copy, "edition", "North")
    assert (code, err) == (1, (
        "editions/north/edition.yml is there already; change that file, or take another id with --id.\n"
    ))  # fmt: skip
    assert files(copy).keys() - before.keys() == {
        "framework/tensions/a-draft.yml",
        "editions/north/edition.yml",
    }


def test_a_second_draft_of_one_name_is_refused(copy, capfd):
    run(capfd, copy, "case", "Theatre lists")
    assert run(capfd, copy, "tension", "Theatre lists")[2] == (
        "The id 'theatre-lists' is taken by the draft of case theatre-lists"
        " (modules/cases/theatre-lists.yml); take another with --id, such as 'theatre-lists-2'.\n"
    )


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"terms: [", "framework/glossary.yml:1:9: file: "),
        (b"terms: []\n", "framework/glossary.yml:1:1: file: holds no list 'terms'; write its first entry by"
         " hand"),
        (b"terms: [{id: a, term: A, means: B}]\n",
         "framework/glossary.yml:1:1: file: has its list 'terms' written otherwise than line by line; begin"
         " each entry on a line of its own, with '- ' and its first key"),
        ("terms: Caf\xe9\n".encode("latin-1"),
         "framework/glossary.yml:1:11: file: byte 0xe9 is not UTF-8; save the file as UTF-8"),
        (None, "framework/glossary.yml:1:1: file: cannot be read (No such file or directory); make it a"
         " readable file"),
    ],
)  # fmt: skip
def test_a_list_that_cannot_be_read_is_told_and_left_as_it_is(copy, capfd, content, sentence):
    glossary = copy / "framework/glossary.yml"
    glossary.unlink()
    if content is not None:
        glossary.write_bytes(content)
    before = files(copy)
    code, out, err = run(capfd, copy, "term", "Safety netting")
    assert (code, out) == (1, "")
    assert err.startswith(sentence) and "\n1 problem in 1 file; nothing was written.\n" in err
    assert files(copy) == before


def test_a_folder_that_cannot_be_written_to_is_told_in_a_sentence(copy, capfd, monkeypatch):
    """Of the system's refusal, which a test that is run as root would not meet."""

    def refuse(self, *_: object, **__: object):
        raise PermissionError(13, "Permission denied", str(self))

    before = files(copy)
    monkeypatch.setattr(Path, "open", refuse)
    monkeypatch.setattr("macros.cli.new.tempfile.mkstemp", lambda **words: refuse(words["dir"]))
    code = main(["--root", str(copy), "new", "edition", "North"])
    monkeypatch.undo()
    assert (code, capfd.readouterr().err) == (1, (
        f"A file may not be read or written: {copy}/editions/north/edition.yml. See to the rights of that"
        " file, or of the folder it is in, and run the command again.\n"
    ))  # fmt: skip
    assert files(copy) == before


@pytest.mark.parametrize("is_new", [True, False])
def test_a_disk_that_is_full_leaves_no_half_of_a_file(tmp_path, monkeypatch, is_new):
    file = tmp_path / "a.yml"
    if not is_new:
        file.write_text("old\n", "utf-8")

    class Full:
        def __init__(self, opened):
            self.opened = opened

        def __enter__(self):
            return self

        def __exit__(self, *_):
            self.opened.close()

        def write(self, data: bytes):
            self.opened.write(data[:2])
            self.opened.flush()
            raise OSError(28, "No space left on device")

    real_open, real_fdopen = Path.open, os.fdopen
    monkeypatch.setattr(Path, "open", lambda self, mode: Full(real_open(self, mode)))
    monkeypatch.setattr("macros.cli.new.os.fdopen", lambda handle, mode: Full(real_fdopen(handle, mode)))
    with pytest.raises(OSError, match="No space left on device"):
        write_file(file, "new text\n", is_new)
    monkeypatch.undo()
    assert files(tmp_path) == ({} if is_new else {"a.yml": b"old\n"})


# -- entries of files that are there


GLOSSARY = """\
# Glossary terms, sorted by id.
terms:
  # The first.
  - id: audit
    term: Audit   # as nurses say
    means: >-
      Looking
      at what is done.

  # The last,
  # of two lines.
  - id: stakeholder
    term: "Stakeholder"
    means: Anyone.
"""


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("title", "before", "after"),
    [("Aardvark", "terms:\n", "  # The first.\n"), ("Huddle", "at what is done.\n\n", "  # The last,\n"),
     ("Ward", "    means: Anyone.\n", "")],
)  # fmt: skip
def test_an_entry_comes_at_its_place_and_nothing_else_changes(copy, capfd, title, before, after, line_end):
    file = copy / "framework/glossary.yml"
    text = GLOSSARY.replace("  # as nurses say", "").replace("Audit ", "Audit")
    file.write_bytes(text.replace("\n", line_end).encode())
    code, out, err = run(capfd, copy, "term", title)
    assert (code, err) == (0, "")
    grown = file.read_bytes().decode()
    assert grown.count(line_end) == grown.count("\n")
    grown = grown.replace("\r\n", "\n")
    head, _, rest = grown.partition("  # Permanent id.\n")
    assert head.endswith(before)
    entry, _, tail = rest.partition("    #    #  BLANK\n")
    assert tail.startswith(after)
    assert head + tail == text
    line = grown[: len(head)].count("\n") + 1
    assert out.startswith(
        f"Wrote term '{title.lower()}' into framework/glossary.yml, line {line} with 1 blank, marked BLANK.\n"
    )


def test_a_list_in_another_order_gets_its_new_entry_at_its_end(copy, capfd):
    file = copy / "framework/glossary.yml"
    file.write_text(
        "terms:\n  - id: ward\n    term: Ward\n    means: A.\n  - id: audit\n    term: B\n    means: C.",
        "utf-8",
    )
    run(capfd, copy, "term", "Huddle")
    assert [entry["id"] for entry in parse(file.read_bytes(), "g").data["terms"]] == [
        "ward",
        "audit",
        "huddle",
    ]


def test_a_session_comes_behind_the_others_before_the_next_key(copy, capfd):
    path = copy / "modules/catalogue/small-start.yml"
    change(copy, "modules/catalogue/small-start.yml", ("\nworkplace:\n", "\n\n# At work.\nworkplace:\n"))
    before = path.read_text("utf-8")
    _, out, _ = run(capfd, copy, "session", "Huddles", "--in", "small-start")
    grown = path.read_text("utf-8")
    head, _, rest = grown.partition("  # Short id: s1.\n  - id: s2\n")
    assert head.endswith("    cases: [small-ward]\n")
    tail = rest[rest.index("\n# At work.\n") :]
    assert head + tail == before
    assert out.startswith("Wrote session 's2' into modules/catalogue/small-start.yml, line 26 with 6 blanks")


def test_a_list_keeps_its_rights_and_a_link_to_it(copy, capfd):
    glossary = copy / "framework/glossary.yml"
    glossary.rename(copy / "words.yml")
    (copy / "words.yml").chmod(0o640)
    glossary.symlink_to("../words.yml")
    assert run(capfd, copy, "term", "Huddle")[0] == 0
    assert glossary.is_symlink() and (copy / "words.yml").stat().st_mode & 0o777 == 0o640
    assert "id: huddle" in (copy / "words.yml").read_text("utf-8")


def test_a_list_that_would_grow_too_large_is_told(small_book, tmp_path):
    (tmp_path / "framework").mkdir()
    entries = "".join(f"  - id: t{n:04}\n    term: T\n    means: {'word ' * 40}\n" for n in range(1180))
    (tmp_path / "framework/glossary.yml").write_text(f"terms:\n{entries}", "utf-8")
    with pytest.raises(Problems) as raised:
        begin_record(tmp_path, small_book, Wish("term", "Huddle"))
    assert str(raised.value) == (
        "framework/glossary.yml:1:1: file: is larger than 256 KB; split it into several records"
        " [files-can-be-read]"
    )


# -- on a terminal


def test_what_is_missing_is_asked_for_on_a_terminal(copy, capfd, monkeypatch):
    answers = iter(["session", "Huddles", "small-start"])
    asked = []
    monkeypatch.setattr("macros.cli.new._is_asked", lambda: True)
    monkeypatch.setattr("click.prompt", lambda words, err: asked.append(words) or next(answers))
    assert run(capfd, copy)[0] == 0
    assert asked[1:] == ["Title", "Id of the module"]
    assert asked[0].startswith("What (pathway, programme,")


def test_the_command_is_registered_and_knows_each_kind():
    assert set(ALL_KINDS) == {*KINDS, "session", "term", "source", "edition"}


def test_a_doi_gives_its_source_an_id_and_a_place(small_book):
    (text,), sentences = begin_sources(SMALL, small_book, [{"doi": "10.1136/bmjqs-2013-001947"}])
    data = parse(text.text.encode(), text.path).data
    assert [entry["id"] for entry in data["sources"]] == ["bmjqs-2013-001947", "kotter-1996"]
    assert sentences == []
    assert data["sources"][0] == {
        "id": "bmjqs-2013-001947", "type": "BLANK", "year": "BLANK", "title": "BLANK",
        "doi": "10.1136/bmjqs-2013-001947", "grade": "BLANK", "seen": "BLANK"}  # fmt: skip
