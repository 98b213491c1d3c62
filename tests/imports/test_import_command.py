"""``handbook import``: a framework comes in whole or not at all, and once more with what has changed."""

import json
import re
import shutil

import pytest
from places import SMALL

from macros import cli

ROWS = """\
Ref,Name,Parent,Description
1,Leading yourself,,Knows where one stands.
1.1,Reflecting,1,Looks back on what happened.
1.2,Resting,1,
2,Leading teams,,
2.1,Chairing,2,Gives everyone a turn.
"""
RECORD, BROUGHT = "framework/competencies/northland.yml", "framework/imports/northland.json"
CHECKED = (
    "9 blanks, marked BLANK, are for a person to write over; python3 scripts/handbook check says what"
    " belongs in"
    " each."
)


@pytest.fixture
def root(tmp_path):
    return shutil.copytree(SMALL, tmp_path / "small")


@pytest.fixture
def take_in(root, tmp_path, capsys):
    def run(content, *arguments, name="own.csv", id="northland"):
        file = tmp_path / name
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        code = cli.main(["--root", str(root), "import", str(file), "--id", id, *arguments])
        out, err = capsys.readouterr()
        return code, out.splitlines(), err.splitlines()

    return run


def fill(root):
    """Write over the blanks of the record."""
    text = (root / RECORD).read_text("utf-8")
    for field, words in {
        "published": "2026",
        "status": "current",
        "summary": "What Northland asks of its doctors.",
        "status_note": "In use.",
        "holder": "Northland.",
    }.items():
        text = text.replace(f"{field}: BLANK", f"{field}: {words}")
    numbers = iter(range(9))
    text = re.sub("BLANK(?!:)", lambda _: f"Words number {next(numbers)}.", text)
    (root / RECORD).write_text(text, "utf-8")


@pytest.mark.slow
def test_a_framework_comes_in_and_passes_the_check_once_its_blanks_are_filled(root, take_in, capsys):
    code, out, err = take_in(ROWS, "--title", "Northland framework")
    assert (code, err) == (0, [])
    assert out == [
        "The columns are read as --map 'code=Ref,title=Name,text=Description,parent=Parent'.",
        "Wrote framework/competencies/northland.yml: 5 items on 2 ranks.",
        CHECKED,
    ]
    assert cli.main(["--root", str(root), "check"]) == 1
    out, err = (text.splitlines() for text in capsys.readouterr())
    problems = [line for line in (*out, *err) if line.startswith("framework/")]
    assert len(problems) == 9 and all(line.endswith("[blanks-are-filled]") for line in problems)
    fill(root)
    cli.main(["--root", str(root), "check"])
    assert "framework/" not in capsys.readouterr().err  # The small handbook has no settings.


def test_a_file_of_the_same_name_is_of_the_same_framework(root, take_in):
    assert take_in(ROWS, "--title", "Northland framework", id="")[0] == 0
    code, out, err = take_in(ROWS, id="")
    assert (code, err) == (0, [])
    assert out[1] == "framework/competencies/northland-framework.yml is up to date."
    assert take_in("Ref,Name\nA,Another\n", id="")[2] == [
        "framework/competencies/northland-framework.yml: was imported from own.csv, with which the"
        " file has no item"
        " in common; name another framework with --id.",
        "Nothing was written.",
    ]
    code, out, err = take_in("Ref,Name\nA,Another\n", "--title", "Another framework", id="")
    assert out[1] == "Wrote framework/competencies/another-framework.yml: 1 item on 1 rank."


def test_once_more_nothing_changes(root, take_in):
    take_in(ROWS)
    fill(root)
    before = {path: (root / path).read_bytes() for path in (RECORD, BROUGHT)}
    code, out, err = take_in(ROWS)
    assert (code, out[-1], err) == (0, "framework/competencies/northland.yml is up to date.", [])
    assert {path: (root / path).read_bytes() for path in before} == before


def test_what_changed_in_the_source_is_taken_over_and_what_changed_here_stays(root, take_in):
    take_in(ROWS)
    fill(root)
    text = (root / RECORD).read_text("utf-8")
    text = text.replace(
        "title: Resting", "title: Sleeping\n        # Ours.\n        why: Nobody thinks well tired."
    )
    text = text.replace("Looks back on what happened.", "Looks back, and says what was seen.")
    (root / RECORD).write_text(text, "utf-8")
    changed = ROWS.replace("1.2,Resting,1", "1.2,Pausing,1").replace("2.1,Chairing,2", "2.1,Chairing,1")
    changed = changed.replace("Leading teams", "Leading a team") + "2.2,Delegating,2,\n"
    code, out, err = take_in(changed)
    assert (code, err) == (0, [])
    line = next(number for number, line in enumerate(text.splitlines(), 1) if 'code: "1.2"' in line)
    assert out[1:] == [
        f"framework/competencies/northland.yml:{line}: item 1.2, title: changed here and in the"
        f" source; 'Sleeping'"
        " stays, and the source now has 'Pausing'.",
        "Updated framework/competencies/northland.yml: 1 updated, 1 added, 1 moved, 1 changed on both sides.",
    ]
    text = (root / RECORD).read_text("utf-8")
    assert text[text.index("\nitems:") :] == (
        "\nitems:\n"
        '  - code: "1"\n    title: Leading yourself\n    summary: Knows where one stands.\n    source_id: 1\n'
        "    items:\n"
        '      - code: "1.1"\n        title: Reflecting\n'
        "        summary: Looks back, and says what was seen.\n"
        '        source_id: "1.1"\n'
        '      - code: "1.2"\n        title: Sleeping\n        # Ours.\n'
        "        why: Nobody thinks well tired.\n"
        '        summary: Item 1.2 of own.\n        source_id: "1.2"\n'
        '      - code: "2.1"\n        title: Chairing\n        summary: Gives everyone a turn.\n'
        '        source_id: "2.1"\n'
        '  - code: "2"\n    title: Leading a team\n    summary: Domain 2 of own.\n    source_id: 2\n'
        "    items:\n"
        '      - code: "2.2"\n        title: Delegating\n        summary: Item 2.2 of own.\n'
        '        source_id: "2.2"\n'
    )
    assert take_in(changed)[1][-1] == "framework/competencies/northland.yml is up to date."


def test_what_was_added_or_taken_out_here_stays_so(root, take_in):
    take_in(ROWS)
    fill(root)
    text = (root / RECORD).read_text("utf-8")
    own = '      - code: "1.9"\n        title: Our own\n        summary: Ours alone.\n'
    start = text.index('      - code: "1.2"')
    end = text.index('  - code: "2"')
    (root / RECORD).write_text(text[:start] + own + text[end:], "utf-8")
    code, out, err = take_in(ROWS.replace("2.1,Chairing", "2.1,Taking the chair"))
    assert out[-1] == "Updated framework/competencies/northland.yml: 1 updated."
    text = (root / RECORD).read_text("utf-8")
    assert own in text and "Resting" not in text and "Taking the chair" in text
    code, out, err = take_in(ROWS.replace("2.1,Chairing,2,Gives everyone a turn.\n", ""))
    line = next(number for number, line in enumerate(text.splitlines(), 1) if 'code: "2.1"' in line)
    assert out[-2:] == [
        f"framework/competencies/northland.yml:{line}: item 2.1 (Taking the chair) is not in the"
        f" source; it stays."
        " Retire it with 'retired', or take it out.",
        "framework/competencies/northland.yml is up to date.",
    ]


def test_a_new_code_keeps_the_old_one_as_a_former_id(root, take_in):
    rows = "Id,Ref,Name\na,1,Self\nb,2,Rest\n"
    take_in(rows)
    code, out, err = take_in(rows.replace("b,2", "b,3"))
    assert out[-2] == "Updated framework/competencies/northland.yml: 1 updated."
    text = (root / RECORD).read_text("utf-8")
    assert '- code: "3"\n    title: Rest\n' in text and "aliases:\n      - northland/2\n" in text


def test_items_without_codes_keep_their_numbers(root, take_in):
    take_in("Domain,Element\nSelf,Rest\n,Sleep\n")
    take_in("Domain,Element\nSelf,Play\n,Rest\n,Sleep\n")
    brought = json.loads((root / BROUGHT).read_text("utf-8"))["items"].values()
    assert {item["title"]: item["code"] for item in brought} == {
        "Self": "1",
        "Rest": "1.1",
        "Sleep": "1.2",
        "Play": "1.3",
    }


def test_texts_that_no_record_may_hold_lose_what_is_wrong_and_say_so(root, take_in):
    rows = "Ref,Name\n1 a/b,<b>Bold</b> {{ x }}\n1-a-b,Twin\n3,Twin\n4,a\u200bb *c* [d](e)\n"
    code, out, err = take_in(rows)
    assert (code, err) == (0, [])
    assert out[1:7] == [
        "own.csv:2:1: '1 a/b' is no code a page can have; it became '1-a-b'.",
        "own.csv:3:1: '1-a-b' is the code of another item too; it became '1-a-b-2'.",
        "own.csv:2:1: the title holds what a line cannot, such as markup; '<b>Bold</b> {{ x }}'"
        " became 'Bold x'.",
        "own.csv:4:1: 'Twin' is the title of another item beside it; its code was put behind it.",
        "own.csv:5:1: the title holds what a line cannot, such as markup; 'a\ufffdb *c* [d](e)'"
        " became 'ab c d'.",
        "Wrote framework/competencies/northland.yml: 4 items on 1 rank.",
    ]


def test_what_cannot_be_written_is_refused_and_nothing_is_left(root, take_in, tmp_path, monkeypatch):
    before = sorted(path for path in root.rglob("*") if path.is_file())
    for id, sentence in {
        "small": "framework/competencies/small.yml: is there already, and was not imported; take"
        " another id with"
        " --id, such as 'small-2'.",
        "small-talk": "--id: 'small-talk' is taken by component small-talk"
        " (modules/components/small-talk.yml); take another with --id.",
        "Not an id": "--id: 'Not an id' cannot be the id of a framework; take lower-case words joined"
        " by hyphens,"
        " of at most 39 letters.",
    }.items():
        code, out, err = take_in(ROWS, id=id)
        assert (code, err) == (1, [sentence, "Nothing was written."])
    deep = "[" * 10_000 + "]" * 10_000
    code, out, err = take_in(deep, name="own.json")
    assert (code, err) == (
        1,
        ["own.json:1:1: is nested too deeply; export the file anew.", "Nothing was written."],
    )
    code, out, err = take_in("{", name="own.json")
    assert err[0] == (
        "own.json:1:2: is no JSON (Expecting property name enclosed in double quotes); export the file anew."
    )
    monkeypatch.setattr(
        "os.replace", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device"))
    )
    code, out, err = take_in(ROWS)
    assert code == 1
    assert sorted(path for path in root.rglob("*") if path.is_file()) == before


def test_an_edition_has_its_own(root, take_in):
    edition = root / "editions" / "north"
    edition.mkdir(parents=True)
    (edition / "edition.yml").write_text("id: north\nname: North\nsummary: Ours.\nshort: North\n", "utf-8")
    code, out, err = take_in(ROWS, "--edition", str(edition))
    assert (code, err) == (0, []), err
    assert out[1] == "Wrote north/framework/competencies/northland.yml: 5 items on 2 ranks."
    assert (edition / RECORD).is_file() and (edition / BROUGHT).is_file() and not (root / RECORD).exists()
