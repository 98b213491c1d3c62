"""Bad input ends in one sorted report of sentences: every golden case as a file, and those no file can hold.

A golden case in ``tests/bad_input`` is named for what is wrong with it; ``tests/support/golden.py`` says how
it is written.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import runs
from golden import GOLDEN, Golden, patch
from hypothesis import given, strategies as st
from mkdocs.utils import markdown_extensions
from places import SMALL

from macros.base import problems
from macros.base.problems import (
    Problem,
    Problems,
    did_you_mean,
    find_nearest,
    join_words,
    name_rule,
    show,
    spell,
)
from macros.base.yaml_files import parse
from macros.checks.rule_names import RULE_NAMES
from macros.checks.run import check_handbook
from macros.cli import main
from macros.hand_written.files import PAGES
from macros.hand_written.front_matter import KEYS
from macros.rendering.page_macros import MACROS

SENTENCE = re.compile(r"[\w./ -]+:[1-9]\d*:[1-9]\d*: [^:]+(?:: .+)+; .+")


def report(root: Path) -> list[str]:
    problems = check_handbook(root).problems
    assert [problem for problem in problems if problem.rule not in RULE_NAMES] == []
    return [str(problem) for problem in problems]


def place(case: Golden, root: Path) -> None:
    for path in case.instead:
        (root / path).unlink()
    (root / case.place).parent.mkdir(parents=True, exist_ok=True)
    (root / case.place).write_bytes(case.content)


def put(root: Path, path: str, content: bytes | str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_bytes(content if isinstance(content, bytes) else content.encode())


def change(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text("utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new), "utf-8")


def test_the_small_handbook_is_sound():
    assert report(SMALL) == []


@pytest.fixture(scope="module")
def lent(tmp_path_factory) -> Path:
    """A copy of ``tests/small`` that each case of a golden file leaves as it was."""
    return shutil.copytree(SMALL, tmp_path_factory.mktemp("lent") / "small")


@contextmanager
def placed(case: Golden, root: Path) -> Iterator[None]:
    """Within, the case is in its place in ``root``; then that is as it was."""
    file, gone = root / case.place, {root / path: (root / path).read_bytes() for path in case.instead}
    before = file.read_bytes() if file.is_file() else None
    new_folders = [folder for folder in file.parents if not folder.exists()]
    place(case, root)
    try:
        yield
    finally:
        file.unlink()
        if before is not None:
            file.write_bytes(before)
        for folder in new_folders:
            folder.rmdir()
        for path, content in gone.items():
            path.write_bytes(content)


@pytest.mark.parametrize("name", GOLDEN)
def test_a_golden_case_gives_its_whole_report_by_rules_of_the_list(lent, name):
    case = GOLDEN[name]
    with placed(case, lent):
        assert report(lent) == case.report


def test_a_case_leaves_the_copy_that_it_is_lent_as_it_was(lent):
    def read(root: Path) -> dict[str, bytes | None]:
        return {
            path.relative_to(root).as_posix(): path.read_bytes() if path.is_file() else None
            for path in root.rglob("*")
        }

    for case in GOLDEN.values():
        with placed(case, lent):
            pass
    assert read(lent) == read(SMALL)


def test_every_golden_report_is_sentences_of_one_form():
    said = [sentence for case in GOLDEN.values() for sentence in case.report]
    assert [sentence for sentence in said if not SENTENCE.fullmatch(sentence)] == []
    assert len(GOLDEN) > 100


def test_a_patch_changes_what_it_names_and_nothing_else():
    sound = "a: 1\nb:\n  - c\n  - c\n\nd: 2\n"
    assert patch(sound, "@@\n   - c\n-  - c\n+  - e\n\n") == "a: 1\nb:\n  - c\n  - e\n\nd: 2\n"
    assert patch(sound, "@@\n-a: 1\n@@\n+f: 3\n d: 2\n") == "b:\n  - c\n  - c\n\nf: 3\nd: 2\n"


@pytest.mark.parametrize("changes", ["@@\n-a: 2\n", "@@\n-d: 2\n@@\n-a: 1\n", "@@\n a: 1\n-d: 2\n"])
def test_a_patch_that_does_not_fit_is_no_case(changes):
    with pytest.raises(ValueError, match="^These lines do not follow one another in the sound file:\n"):
        patch("a: 1\nb: 1\nd: 2\n", changes)


def test_one_fault_does_not_hide_another(small):
    """Cases of every layer at once: the report is all of theirs together, by place."""
    together = [GOLDEN[name] for name in (
        "a-colon-in-plain-text.yml", "a-third-pole.yml", "a-key-that-stands-twice.yml",
        "a-session-longer-than-its-plan.yml", "a-reference-to-nothing.yml", "a-number-out-of-range.yml",
        "html-in-a-vocabulary.yml", "a-text-among-parts.yml", "a-pathway-on-an-unknown-strand.yml",
        "a-pair-aligned-twice.yml", "notes-among-the-records.yml", "page-runs-a-command.md",
    )]  # fmt: skip
    for case in together:
        place(case, small)
    problems = check_handbook(small).problems
    assert problems == sorted(problems)
    assert sorted(map(str, problems)) == sorted(sentence for case in together for sentence in case.report)


# -- what no file in a repository can hold


GLOSSARY = "framework/glossary.yml"
START = "terms:\n  - id: stakeholder\n    term: Stakeholder\n    means: "
UNREADABLE = {
    "nul": (START.encode() + b"Any\0one\n", "4:15: file: holds the invisible character U+0000; delete it"),
    "escape": (
        START.encode() + b"\x1b[31mAnyone\n", "4:12: file: holds the invisible character U+001B; delete it"),
    "byte order mark inside": (
        START.encode() + "\ufeffAnyone\n".encode(),
        "4:12: file: holds the invisible character U+FEFF (zero width no-break space); delete it"),
    "latin-1": (
        START.encode() + "Caf\xe9\n".encode("latin-1"),
        "4:15: file: byte 0xe9 is not UTF-8; save the file as UTF-8"),
    "latin-1 behind a mark of the byte order": (
        b"\xef\xbb\xbf" + START.encode() + b"Caf\xe9\n",
        "4:15: file: byte 0xe9 is not UTF-8; save the file as UTF-8"),
    "utf-16": (
        (START + "Anyone\n").encode("utf-16"), "1:1: file: byte 0xff is not UTF-8; save the file as UTF-8"),
    "cut in a character": (
        (START + "Café").encode()[:-1], "4:15: file: byte 0xc3 is not UTF-8; save the file as UTF-8"),
    "no bytes": (b"", "1:1: file: is empty; write the record or delete the file"),
    "blank": (b" \n\n\t\n", "1:1: file: is empty; write the record or delete the file"),
    "300 KB": (
        START.encode() + b"x " * 150_000, "1:1: file: is larger than 256 KB; split it into several records"),
    "old line ends": (
        (START + "Anyone: all\n").replace("\n", "\r").encode(),
        "4:18: file: a ':' stands where no key can be; put the text in quotes or on a '>-' block"),
    "windows line ends": (
        (START + "Anyone: all\n").replace("\n", "\r\n").encode(),
        "4:18: file: a ':' stands where no key can be; put the text in quotes or on a '>-' block"),
}  # fmt: skip


@pytest.mark.parametrize("name", UNREADABLE)
def test_bytes_that_are_no_text(small, name):
    content, sentence = UNREADABLE[name]
    put(small, GLOSSARY, content)
    assert report(small) == [f"{GLOSSARY}:{sentence}"]


@pytest.mark.parametrize("mark", ["<<<<<<< HEAD", "||||||| 4711", "=======", ">>>>>>> branch", "<<<<<<<"])
def test_each_mark_that_a_merge_leaves_is_named(small, mark):
    change(small, GLOSSARY, "terms:\n", f"terms:\n{mark}\n")
    assert report(small) == [
        f"{GLOSSARY}:2:1: file: a merge has left its mark here; choose one of the two versions and delete the"
        " lines of <, = and >"
    ]


def test_a_mark_before_the_first_letter_is_no_fault(small):
    put(small, GLOSSARY, b"\xef\xbb\xbf" + (small / GLOSSARY).read_bytes())
    assert report(small) == []


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"# A\r\nCaf\xe9\n", "2:4: page: byte 0xe9 is not UTF-8"),
        ("# A\n\nCafé".encode()[:-1], "3:4: page: byte 0xc3 is not UTF-8"),
        (b"\xef\xbb\xbf# \x96\n", "1:3: page: byte 0x96 is not UTF-8"),
        ("# Café\n".encode("utf-16"), "1:1: page: is written in UTF-16 or UTF-32"),
        ("# Café\n".encode("utf-16-be"), "1:1: page: is written in UTF-16 or UTF-32"),
        ("# Café\n".encode("utf-32-le"), "1:1: page: is written in UTF-16 or UTF-32"),
    ],
)
def test_a_page_that_is_not_utf_8(small, content, sentence):
    put(small, "docs/guide.md", content)
    assert report(small) == [f"docs/guide.md:{sentence}; save the file as UTF-8"]


def test_a_page_whose_first_line_is_taken_for_front_matter(small):
    put(small, "docs/guide.md", "Note: this\n\nWords.\n")
    assert report(small) == [
        "docs/guide.md:1:1: front matter: stands without its lines of '---'; "
        "begin the page with its heading, or put a line of '---' above and below"
    ]


def test_front_matter_of_nothing(small):
    put(small, "docs/guide.md", "---\n\n---\n# Guide\n")
    assert report(small) == ["docs/guide.md:1:1: front matter: is empty; delete its two lines of '---'"]


def test_a_page_with_a_byte_order_mark_has_its_front_matter_read(small):
    put(small, "docs/guide.md", "\ufeff---\ncards: none\n---\n# Guide\n")
    assert report(small) == [
        "docs/guide.md:2:1: front matter: the key 'cards' is not known here; the keys are " + ", ".join(KEYS)
    ]


def test_a_page_with_a_call_for_a_name(small):
    put(small, "docs/{{ counts() }}.md", "No heading.\n")
    assert report(small) == [
        "docs/{{ counts() }}.md:1:1: page: its name, which becomes its address, holds other signs; "
        "name pages with letters, digits, dots, hyphens and underscores"
    ]


def test_a_folder_of_pages_that_is_a_link(small, tmp_path):
    """mkdocs follows it and would render what no check has read."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/evil.md").write_text("{{ ''.__class__ }}")
    (small / "docs").mkdir()
    os.symlink(tmp_path / "elsewhere", small / "docs/guides")
    assert report(small) == [
        "docs/guides:1:1: folder: is a link to another folder; put the pages themselves into docs"
    ]


@pytest.mark.parametrize("path", ["framework/tensions/here-and-there.yml", "modules/cases/notes.txt"])
def test_a_file_that_is_a_link_to_nothing(small, path):
    os.symlink("nowhere.yml", small / path)
    assert report(small) == [f"{path}:1:1: file: is a link that leads nowhere; put the file itself there"]


LINKED = ["modules/pathways", "framework/tensions", "modules/cases", "framework/competencies", "modules"]


@pytest.mark.parametrize("path", [*LINKED, "framework"])
def test_a_folder_of_records_that_is_a_link_is_told_and_nothing_else(small, tmp_path, path):
    """What refers to its records is not reported beside it."""
    (small / path).rename(tmp_path / "elsewhere")
    os.symlink(tmp_path / "elsewhere", small / path)
    assert report(small) == [f"{path}:1:1: folder: is a link to another folder; put the folder itself there"]


def test_a_folder_below_those_of_records_that_is_a_link_is_told(small):
    os.symlink("..", small / "framework/tensions/more")
    assert report(small) == [
        "framework/tensions/more:1:1: folder: is a link to another folder; put the folder itself there"
    ]


def test_a_record_that_is_a_link_is_read_where_it_stays_inside(small, tmp_path):
    (small / "kept").mkdir()
    for path in ("framework/tensions/fast-and-slow.yml", "framework/sources.yml"):
        (small / path).rename(small / "kept" / Path(path).name)
        os.symlink(small / "kept" / Path(path).name, small / path)
    assert report(small) == []
    for path in ("framework/theories/small-steps.yml", "framework/glossary.yml"):
        (small / path).rename(tmp_path / Path(path).name)
        os.symlink(tmp_path / Path(path).name, small / path)
    out = "is a link that leads out of the handbook; put the file itself there"
    assert report(small) == [
        f"framework/glossary.yml:1:1: file: {out}",
        f"framework/theories/small-steps.yml:1:1: file: {out}",
    ]


def test_what_stands_in_a_folder_that_nobody_made_is_passed_over(small):
    for folder in (".stversions", "__MACOSX", ".idea"):
        put(small, f"framework/tensions/{folder}/fast-and-slow.yml", "x")
    assert report(small) == []


STRAYS = [".x.yml.swp", "#small-steps.yml#", "small-steps.yml~", "small-steps.yml.orig", "._small-steps.yml"]


@pytest.mark.parametrize(
    "folder", ["framework/theories", "framework", "modules/cases", "docs", "docs/guides"]
)
def test_files_that_nobody_wrote_are_passed_over(small, folder):
    for name in STRAYS:
        put(small, f"{folder}/{name}", b"b0VIM\0")
    (small / folder / ".#small-steps.yml").symlink_to("me@desk.1:2")
    assert report(small) == []


@pytest.mark.parametrize("written", ["0", "86400", "-86400"])
def test_a_day_is_not_a_number_of_seconds(small, written):
    change(small, "framework/tensions/fast-and-slow.yml", "drafted: 2026-11-22", f"drafted: {written}")
    assert report(small) == [
        f"framework/tensions/fast-and-slow.yml:4:1: tension fast-and-slow, drafted: '{written}' is not a day"
        " of the calendar; write year-month-day, as 2026-11-22"
    ]


def test_an_empty_folder(small):
    (small / "framework/tensions/fast-and-slow.yml").unlink()
    assert report(small)[0] == "framework/tensions:1:1: folder: holds no record; add at least one tension"


def test_a_folder_that_is_not_there(small):
    shutil.rmtree(small / "modules/programmes")
    assert report(small) == [
        "modules/programmes:1:1: folder: there is no such folder; add at least one programme"
    ]


def test_a_handbook_without_modules(small):
    shutil.rmtree(small / "modules")
    assert (
        report(small)[-1] == "modules:1:1: folder: there is no such folder; add the folder with its records"
    )


def test_an_empty_handbook(tmp_path):
    assert report(tmp_path) == [
        "framework:1:1: folder: there is no such folder; add the folder with its records",
        "modules:1:1: folder: there is no such folder; add the folder with its records",
    ]


@pytest.mark.parametrize("name", ["sources", "glossary", "vocabulary", "exemptions", "verbs", "drawings"])
def test_a_list_that_is_not_there_is_said_once(small, name):
    put(small, "docs/guide.md", '{{ cite("kotter-1996") }} and {{ term("stakeholder") }}\n')
    put(small, "docs/index.md", '# A\n\n{{ index("setting") }}\n\n{{ index("stage") }}\n')
    (small / f"framework/{name}.yml").unlink()
    assert report(small) == [
        f"framework/{name}.yml:1:1: file: there is no such file; put it back; what refers to it cannot be"
        " checked without it"
    ]


def test_a_record_that_cannot_be_read_is_said_once(small):
    """What refers to it is not reported beside it."""
    put(small, "framework/theories/small-steps.yml", "id: [\n")
    put(small, "docs/guide.md", '{{ card("small-steps") }}\n\n{{ card("small-steps") }}\n')
    assert [problem.path for problem in check_handbook(small).problems] == [
        "framework/theories/small-steps.yml"
    ]


@pytest.mark.parametrize(
    "path",
    [
        "modules/cases/small-ward.yml",
        "modules/catalogue/small-start.yml",
        "framework/exemptions.yml",
        "framework/competencies/small.yml",
    ],
)
def test_what_cannot_be_read_leaves_no_gap(small, path):
    """What it would have covered, or excused, is not reported as uncovered beside it."""
    put(small, path, "id: [\n")
    assert [problem.path for problem in check_handbook(small).problems] == [path]


def test_a_tension_worked_in_one_module(small):
    tension = (
        (small / "framework/tensions/fast-and-slow.yml").read_text().replace("fast-and-slow", "near-and-far")
    )
    tension = tension.replace("Acting now", "Looking far").replace("The bleep goes.", "The lift is stuck.")
    tension = tension.replace("title: Fast and slow", "title: Near and far")
    put(small, "framework/tensions/near-and-far.yml", tension)
    change(
        small,
        "modules/catalogue/small-end.yml",
        "tensions: [fast-and-slow]",
        "tensions: [near-and-far, fast-and-slow]",
    )
    assert report(small) == [
        "framework/tensions/near-and-far.yml:1:1: tension near-and-far: is worked in one module only"
        " (small-end); name it in at least 2 modules or their sessions"
    ]
    change(
        small,
        "modules/catalogue/small-start.yml",
        "    theories: [small-steps]",
        "    tensions: [near-and-far]\n    theories: [small-steps]",
    )
    assert report(small) == []


def test_a_handbook_of_one_module_need_not_work_a_tension_twice(small):
    (small / "modules/catalogue/small-end.yml").unlink()
    change(
        small,
        "modules/programmes/small-programme.yml",
        "modules: [small-start, small-end]",
        "modules: [small-start]",
    )
    assert report(small) == []


def test_an_exemption_by_a_former_id_counts(small):
    change(
        small,
        "modules/cases/small-ward.yml",
        "  - {theory: small-steps, text: It shows steps.}",
        "  - {theory: other-steps, text: It shows steps.}",
    )
    other = (
        (small / "framework/theories/small-steps.yml")
        .read_text()
        .replace("aliases: [little-steps]\n", "")
        .replace("id: small-steps\ntitle: Small steps", "id: other-steps\ntitle: Other steps")
    )
    put(
        small,
        "framework/theories/other-steps.yml",
        other.replace("Change comes one step", "Change goes one step").replace("Take *one*", "Make *one*"),
    )
    change(small, "modules/catalogue/small-end.yml", "    skills: [listening]", "    theories: [other-steps]")
    assert len(report(small)) == 1
    change(
        small,
        "framework/exemptions.yml",
        "exemptions:\n",
        "exemptions:\n  - {record: little-steps, rule: shown, reason: No case has come up.}\n",
    )
    assert report(small) == []


def test_a_shape_that_nothing_draws(small):
    change(
        small,
        "framework/vocabulary.yml",
        "      - id: steps\n",
        "      - {id: spiral, title: Spiral, description: Round and up.}\n      - id: steps\n",
    )
    change(small, "framework/theories/small-steps.yml", "shape: steps", "shape: spiral")
    assert report(small) == [
        "framework/theories/small-steps.yml:12:1: theory small-steps, shape: nothing draws the shape"
        " 'spiral'; choose from steps, cycle, forces, levels, network, formula"
    ]


def test_a_cycle_of_three_is_reported_at_each_of_them(small):
    middle = (small / "modules/catalogue/small-end.yml").read_text()
    middle = middle.replace("id: small-end\ntitle: ", "id: small-middle\ntitle: Not yet the ")
    put(
        small,
        "modules/catalogue/small-middle.yml",
        middle.replace("A second module for tests.", "A third module.").replace("To end.", "To go on."),
    )
    change(small, "modules/catalogue/small-end.yml", "[small-start]", "[small-middle]")
    change(
        small, "modules/catalogue/small-start.yml", "\noutcomes:", "\nprerequisites: [small-end]\noutcomes:"
    )
    assert report(small) == [
        f"modules/catalogue/{place}: leads round in a circle: {ring}; take one of these ids out"
        for place, ring in (
            (
                "small-end.yml:9:1: module small-end, prerequisites",
                "small-end -> small-middle -> small-start -> small-end",
            ),
            (
                "small-middle.yml:9:1: module small-middle, prerequisites",
                "small-middle -> small-start -> small-end -> small-middle",
            ),
            (
                "small-start.yml:11:1: module small-start, prerequisites",
                "small-start -> small-end -> small-middle -> small-start",
            ),
        )
    ]


def test_files_that_systems_leave_behind_are_passed_over(small):
    for name in (".DS_Store", "Thumbs.db", ".gitkeep"):
        put(small, f"framework/theories/{name}", b"\0")
    assert report(small) == []


# -- the command


def snapshot(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()
    }


@pytest.mark.parametrize("command", ["check", "build"])
def test_the_command_prints_the_report_and_writes_nothing(small, capfd, monkeypatch, command):
    put(small, "mkdocs.yml", "site_name: Small\n")
    for name in ("a-third-pole.yml", "page-runs-a-command.md", "alias-bomb.yml"):
        place(GOLDEN[name], small)
    put(small, "framework/sources.yml", b"\0")
    monkeypatch.chdir(small)
    before = snapshot(small)
    code = main([command])
    out, err = capfd.readouterr()
    said = err.splitlines()
    assert (code, out) == (1, "")
    said.pop()  # Where the rules are explained.
    assert said[:-1] == [problem.describe() for problem in check_handbook(small).problems]
    assert len(said) > 9
    assert re.fullmatch(rf"{len(said) - 1} problems in 4 files.*\.", said[-1])
    assert snapshot(small) == before


# -- files that hold thousands of faults

THEORY = "framework/theories/small-steps.yml"
MANY = {
    "unknown keys": (
        THEORY, "id: small-steps\n", lambda n: "id: small-steps\n" + "".join(f"k{i}: 1\n" for i in range(n)),
        lambda n: n),
    "keys near a known one": (
        THEORY, "id: small-steps\n",
        lambda n: "id: small-steps\n" + "".join(f"summar{i}: x\n" for i in range(n)), lambda n: n),
    "links to nothing": (
        THEORY, "assumption: Steps add up.\n",
        lambda n: "assumption: '" + "".join(f"[x](smal-step{i}) " for i in range(n)) + "'\n", lambda n: n),
    "links with a backslash": (
        THEORY, "assumption: Steps add up.\n",
        lambda n: "assumption: '" + "".join(f"[x](a\\-{i}:b) " for i in range(n)) + "'\n", lambda n: n),
    "words of no list": (
        THEORY, "id: small-steps\n",
        lambda n: "id: small-steps\nskills: [" + ", ".join(f"listenin{i}" for i in range(n)) + "]\n",
        lambda n: n),
    "parts misspelt": (GLOSSARY, "terms:\n", lambda n: "terms:\n" + "  - {idd: t}\n" * n, lambda n: 3 * n),
}  # fmt: skip


THOUSANDS = 1_500 if runs.FAST else 6_000


@pytest.mark.parametrize("name", MANY)
def test_thousands_of_faults_are_counted_and_only_those_printed_are_guessed_at(
    small, monkeypatch, capfd, name
):
    """What a fault might have meant is worked out for the faults that a person is shown, and no line is
    looked for twice."""
    path, old, new, faults = MANY[name]
    put(small, "mkdocs.yml", "site_name: Small\n")
    change(small, path, old, new(THOUSANDS))
    guesses: list[int] = []
    close = problems.difflib.get_close_matches
    monkeypatch.setattr(
        problems.difflib, "get_close_matches", lambda *a, **k: guesses.append(1) or close(*a, **k)
    )
    monkeypatch.chdir(small)
    assert main(["check"]) == 1
    said = capfd.readouterr().err.splitlines()
    here = [line for line in said if line.startswith(f"{path}:")]
    assert len(here) == 201 and re.fullmatch(rf"{path}: and [\d,]+ more in this file\.", here[-1])
    more = int(here[-1].split(" and ")[1].split()[0].replace(",", ""))
    assert 200 + more >= faults(THOUSANDS)
    assert sum(guesses) <= len(said) + (THOUSANDS if name == "parts misspelt" else 0)


def test_a_line_is_found_without_a_search_through_its_file():
    """Keys are looked up, so that thousands of problems in one mapping take no time that grows with its
    square."""
    file = parse("".join(f"k{i}: {i}\n" for i in range(10_000)).encode(), "x.yml")
    assert [file.locate((f"k{i}",)) for i in (0, 9_999)] == [(1, 1), (10_000, 1)] and file.locate(
        ("none",)
    ) == (1, 1)
    assert file._keys.keys() == {id(file.root)} and len(file._keys[id(file.root)]) == 10_000


# -- problems


def test_problems_sort_by_place():
    problems = [
        Problem("b", 1, 1, "x", "w", "r"),
        Problem("a", 10, 2, "x", "w", "r"),
        Problem("a", 9, 30, "x", "w", "r"),
        Problem("a", 9, 4, "x", "w", "r"),
    ]
    assert [str(p).split(": ")[0] for p in Problems([*problems, problems[0]]).problems] == [
        "a:9:4",
        "a:9:30",
        "a:10:2",
        "b:1:1",
    ]


def test_a_route_is_spelt_as_an_author_counts():
    assert spell(("sessions", 1, "plan", 0, "minutes")) == "sessions 2, plan 1, minutes"
    assert spell(()) == ""


def test_a_value_is_shown_on_one_line_and_short():
    assert show("a\nb\t c\x07") == "'a b c\N{REPLACEMENT CHARACTER}'"
    assert show("x" * 61) == f"'{'x' * 59}…'"


def test_a_problem_is_one_line_that_no_terminal_obeys():
    problem = Problem("a\nb.yml", 1, 1, "term x\x1b[2J", "'a\n\tb'", "write\r it")
    assert str(problem) == "a b.yml:1:1: term x\N{REPLACEMENT CHARACTER}[2J: 'a b'; write it"


def test_the_rule_stands_in_brackets_behind_what_is_shown_to_a_person():
    problem = Problem("a.yml", 1, 1, "x", "is off", "write 12")
    (told,) = name_rule("hours-add-up", [problem])
    assert told == problem and str(told) == "a.yml:1:1: x: is off; write 12"
    assert told.describe() == str(Problems([told])) == "a.yml:1:1: x: is off; write 12 [hours-add-up]"
    assert [*name_rule("another-rule", [told])] == [told] and problem.describe() == str(problem)
    assert next(name_rule("another-rule", [told])).rule == "hours-add-up"


def test_rules_are_called_as_their_modules_and_no_two_alike():
    assert {"hours-add-up", "yaml-can-be-read", "pages-call-macros"} < set(RULE_NAMES)
    assert len(RULE_NAMES) == len(set(RULE_NAMES))


def test_a_long_list_is_cut():
    assert join_words("abc") == "a, b, c"
    assert join_words(["x"] * 1_061, limit=3) == "x, x, x and 1,058 more"


def test_a_guess_is_made_when_it_is_read():
    def never():
        raise AssertionError("it was looked for")

    guess = did_you_mean("pathwy", never, never)
    assert [Problem("a", 1, 1, "x", "w", guess)] == sorted(
        {Problem("a", 1, 1, "x", "w", guess), Problem("a", 1, 1, "x", "w", "r")}
    )
    assert (
        str(Problem("a", 1, 1, "x", "w", did_you_mean("pathwy", lambda: ["pathway"], "no")))
        == "a:1:1: x: w; did you mean 'pathway'?"
    )
    assert find_nearest("pathway" * 40, ["pathway" * 40 + "s"]) is None


def test_did_you_mean():
    assert did_you_mean("pathwy", MACROS + ("pathway",), "no") == "did you mean 'pathway'?"
    assert did_you_mean("Pathway", ("pathway",), "no") == "did you mean 'pathway'?"
    assert did_you_mean("quantum", ("pathway",), "look it up") == "look it up"


@given(st.text(), st.lists(st.text(), max_size=8))
def test_the_nearest_word_is_a_known_one_and_a_word_is_nearest_to_itself(word, known):
    assert find_nearest(word, known) in {None, *known}
    if word in known:
        assert find_nearest(word, known).lower() == word.lower()


# -- what a page is


def test_pages_are_what_mkdocs_takes_for_pages():
    assert sorted(PAGES) == sorted(markdown_extensions)
