"""What a release has published stays: each way to lose it, and to keep it, on the small handbook."""

from __future__ import annotations

import json
import shutil

import pytest
import real_records
import versions
from git_commands import git
from places import ROOT, SMALL

from macros.checks.run import check_handbook
from macros.cli import main
from macros.records.loader import load_handbook
from macros.records.releases import FOLDER, read_releases

LIST = f"{FOLDER}/2026-11.jsonl"
FRONT = "drafted: 2026-11-22\n---\n\n"
WORDS = "# A guide\n\nText.\n\n## Choosing {: #choosing }\n\nMore.\n"
HOME = f"---\n{FRONT}# Home\n\nRead [the guide](guides/choice.md).\n"
START, CORE = "modules/catalogue/small-start.yml", "framework/competencies/small.yml"
WARD, GLOSSARY = "modules/cases/small-ward.yml", "framework/glossary.yml"
WALK, SOURCES = "framework/crosswalks/small--other.yml", "framework/sources.yml"
LATER = "  - {id: later, term: Later, means: Not now.}\n"
HOURS = (
    START,
    "self_study: 7, workplace: 2, total: 10",
    "self_study: 17, workplace: 2, total: 20",
)
KEEP = "'handbook release' alone writes these lists"
NOT_BY_HAND = f"take it from the repository's history again; {KEEP}"


@pytest.fixture(scope="module")
def released(tmp_path_factory):
    """The small handbook with a page, a second term, and the list of its first release. Not to be changed."""
    root = shutil.copytree(SMALL, tmp_path_factory.mktemp("released") / "small")
    (root / "mkdocs.yml").write_bytes((ROOT / "mkdocs.yml").read_bytes())
    (root / "docs/guides").mkdir(parents=True)
    (root / "docs/guides/choice.md").write_text(f"---\n{FRONT}{WORDS}", "utf-8")
    (root / "docs/index.md").write_text(HOME, "utf-8")
    (root / GLOSSARY).write_text((root / GLOSSARY).read_text("utf-8") + LATER, "utf-8")
    (root / "mkdocs.yml").unlink()
    write_release(root, "2026-11")
    return root


def write_release(root, name: str, *since: str) -> int:
    """Write the list of a release as the command does, without asking for the settings of a whole site."""
    (root / "mkdocs.yml").write_text("", "utf-8")
    patch = pytest.MonkeyPatch()
    patch.setattr("macros.checks.rules.settings_are_sound.check", lambda handbook, root: [])
    try:
        return main(["--root", str(root), "release", name, *since])
    finally:
        patch.undo()
        (root / "mkdocs.yml").unlink()


@pytest.fixture
def root(released, tmp_path):
    """A copy of it, to be changed."""
    return shutil.copytree(released, tmp_path / "small")


def report(root) -> list[str]:
    return [str(problem) for problem in check_handbook(root).problems]


# -- the list


def test_the_list_says_of_everything_with_an_id_where_it_is(released):
    releases = read_releases(released)
    assert (releases.problems, releases.pages) == ([], {"2026-11": ()})
    addresses = {f"{entry.kind} {entry.id}": entry.address for entry in releases.published.values()}
    assert addresses["module small-start"] == "modules/small-start"
    assert addresses["session small-start/s1"] == "modules/small-start#session-s1"
    assert addresses["item small/1.1"] == "frameworks/small/1.1"
    assert addresses["term stakeholder"] == "reference/glossary#stakeholder"
    assert addresses["source kotter-1996"] == "reference/sources#kotter-1996"
    assert addresses["page guides/choice"] == "guides/choice"
    assert addresses["place guides/choice#choosing"] == "guides/choice#choosing"
    lines = (released / LIST).read_text("utf-8").splitlines()[1:]
    keys = [json.loads(line)[:2] for line in lines]
    assert keys == sorted(keys) and len(keys) == len(addresses)


def test_the_same_handbook_has_the_same_list(root):
    before = (root / LIST).read_bytes()
    (root / LIST).unlink()
    write_release(root, "2026-11")
    assert (root / LIST).read_bytes() == before


def test_a_later_release_lists_what_is_new(root, released, capfd):
    versions.change_files(root, [(GLOSSARY, LATER, f"{LATER}  - {{id: soon, term: Soon, means: Next.}}\n")])
    assert write_release(root, "2027-05", "--since", str(released)) == 0
    assert capfd.readouterr().out == (
        f"Wrote {FOLDER}/2027-05.jsonl with 1 id that no release before has published, of 46. Commit it with"
        " the release.\n"
    )
    assert (root / FOLDER / "2027-05.jsonl").read_text("utf-8").splitlines()[1:] == [
        '["term","soon","reference/glossary#soon","Soon"]'
    ]
    assert report(root) == []


def test_a_release_lists_the_pages_that_have_changed_since_the_release_before(root, released, capfd):
    versions.change_files(root, [(START, "credits: 1", "credits: 2"), HOURS])
    assert write_release(root, "2027-05", "--since", str(released)) == 0
    assert capfd.readouterr().out == (
        f"Wrote {FOLDER}/2027-05.jsonl with 0 ids that no release before has published, of 45, and 1 page"
        ' that changed since release 2026-11. Write {{ changed_pages("2027-05") }} into'
        " docs/about/changelog.md, below what it says of this release. Commit it with the release.\n"
    )
    assert (root / FOLDER / "2027-05.jsonl").read_text("utf-8").splitlines()[1:] == [
        '{"page":"modules/small-start","title":"A small start","how":"changed"}'
    ]
    assert report(root) == [
        "docs/about/changelog.md:1:1: release: the pages that release '2027-05' has changed are listed"
        ' nowhere; write {{ changed_pages("2027-05") }} below what the page says of that release'
    ]
    news = f'---\n{FRONT}# What changed\n\n## May {{: #2026-11-29-may }}\n\n{{{{ {{}}("2027-05") }}}}\n'
    page = root / "docs/about/changelog.md"
    page.parent.mkdir()
    page.write_text(news.replace("{}", "changed_pages"), "utf-8")
    (root / "docs/index.md").write_text(f"{HOME}\nAnd [news](about/changelog.md).\n", "utf-8")
    assert report(root) == []
    page.write_text(news.replace("{}", "changed_pages").replace("2027-05", "2027-06"), "utf-8")
    assert (
        "docs/about/changelog.md:9:1: macro call: no release '2027-06' has a list of changed pages; did you"
        " mean '2027-05'?"
    ) in report(root)


def test_the_release_before_is_the_commit_that_brought_its_list(root, capfd):
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "first release")
    for words in ("Wait.", "Wait a little."):
        text = (root / GLOSSARY).read_text("utf-8")
        (root / GLOSSARY).write_text(text.replace("means: Not now.", f"means: {words}"), "utf-8")
        git(root, "commit", "-q", "--all", "--allow-empty", "-m", "reworded")
    (root / "docs/guides/choice.md").write_text(f"---\n{FRONT}{WORDS}\nStill more.\n", "utf-8")
    assert write_release(root, "2027-05") == 0
    assert "and 1 page that changed since release 2026-11" in capfd.readouterr().out


def test_without_the_release_before_nothing_is_written(root, capfd):
    assert write_release(root, "2027-05") == 1
    assert capfd.readouterr().err == (
        "Which pages have changed since release 2026-11 is not known: this folder is in no repository of git."
        " Name the handbook as it was then, a revision of git or a folder, with --since. Nothing was"
        " written.\n"
    )
    assert [file.name for file in (root / FOLDER).iterdir()] == ["2026-11.jsonl"]


@pytest.mark.parametrize(
    ("name", "code", "words"),
    [
        ("2026-11", 1, f"{LIST} is there already, and stays as it is; give another name."),
        ("2027-05", 0, "Nothing that is published has changed since release 2026-11; nothing was written."),
        ("spring", 2, "'spring' is no name of a release; write the month of its appearance, as 2027-05, or"),
    ],
)
def test_what_cannot_be_listed_is_said_and_nothing_is_written(root, released, capfd, name, code, words):
    assert write_release(root, name, "--since", str(released)) == code
    assert words in "".join(capfd.readouterr())
    assert [file.name for file in (root / FOLDER).iterdir()] == ["2026-11.jsonl"]


def test_nothing_is_released_that_the_check_refuses(root, capfd):
    versions.change_files(root, [(GLOSSARY, LATER, LATER.replace("id: later", "id: stakeholder"))])
    assert write_release(root, "2027-05") == 1
    assert "nothing was written" in capfd.readouterr().err
    assert not (root / FOLDER / "2027-05.jsonl").exists()


def test_all_that_was_published_of_the_real_handbook_is_there():
    handbook, problems = real_records.load()
    assert problems == [] and len(handbook.published) > 2000
    assert (ROOT / LIST).stat().st_size < 256 * 1024


# -- what is gone

LOSSES = {
    "a record": (
        [("modules/pathways/small-way.yml", None, None)],
        ["modules/pathways/small-way.yml:1:1: file: pathway 'small-way' ('A small way'), which release"
         " 2026-11 has published, is gone; was it renamed? put the old id under aliases of what it is now;"
         " otherwise put it back and mark it 'retired', with date and reason"],
    ),
    "a part": (
        [(START, "  - {id: o2, text: Take a step., competencies: [small/2.1], assessed_by: [a1]}\n",
          "  - {id: o3, text: Describe it all., competencies: [small/2.1], assessed_by: [a1]}\n"),
         (START, "outcomes: [o1, o2]", "outcomes: [o1, o3]")],
        ["modules/catalogue/small-start.yml:11:1: module small-start, outcomes: outcome 'small-start/o2'"
         " ('Take a step.'), which release 2026-11 has published, is gone; was it renamed? put the old id"
         " under aliases of what it is now; otherwise name it under 'retired_parts' of small-start, with date"
         " and reason"],
    ),
    "a part that seems to be another now": (
        [(START, "id: o2, text: Take a step.", "id: o3, text: Take a step."),
         (START, "outcomes: [o1, o2]", "outcomes: [o1, o3]")],
        ["modules/catalogue/small-start.yml:13:6: outcome small-start/o3, id: outcome 'small-start/o2' ('Take"
         " a step.'), which release 2026-11 has published, is gone; was it renamed to 'small-start/o3'? put"
         " the old id under aliases, as 'aliases: [o2]'; otherwise name it under 'retired_parts' of"
         " small-start, with date and reason"],
    ),
    "a term": (
        [(GLOSSARY, LATER, "")],
        ["framework/glossary.yml:1:1: terms: term 'later' ('Later'), which release 2026-11 has published, is"
         " gone; was it renamed? put the old id under aliases of what it is now; otherwise put it back and"
         " mark it 'retired', with date and reason"],
    ),
    "a term that seems to be another now": (
        [(GLOSSARY, "id: later,", "id: afterwards,")],
        ["framework/glossary.yml:6:6: term afterwards, id: term 'later' ('Later'), which release 2026-11 has"
         " published, is gone; was it renamed to 'afterwards'? put the old id under aliases, as 'aliases:"
         " [later]'; otherwise put it back and mark it 'retired', with date and reason"],
    ),
    "a page": (
        [("docs/guides/choice.md", None, None)],
        ["docs/guides/choice.md:1:1: page: the page 'A guide', which release 2026-11 has published, is gone;"
         " put it back, or write 'aliases: [guides/choice]' in the front matter of the page it has become"],
    ),
    "a place on a page": (
        [("docs/guides/choice.md", " {: #choosing }", "")],
        ["docs/guides/choice.md:1:1: page: the place '#choosing', which release 2026-11 has published, is"
         " gone; put the id back where its text stands now, as {: #choosing } behind a heading"],
    ),
}  # fmt: skip


def lose(root, edits) -> None:
    for path, old, new in edits:
        if old is None:
            (root / path).unlink()
    versions.change_files(root, [edit for edit in edits if edit[1] is not None])


@pytest.mark.parametrize("name", LOSSES)
def test_what_was_published_and_is_gone_is_asked_for(root, name):
    edits, sentences = LOSSES[name]
    lose(root, edits)
    said = [sentence for sentence in report(root) if "which release" in sentence]
    assert said == sentences


def test_an_item_that_is_gone_is_no_sibling_renamed(root):
    """Neither its own message nor that of the crosswalk offers the item beside it, which asks another
    thing."""
    item = '      - code: "1.10"\n        title: Asking\n        summary: Asks what is not said.\n'
    other = '      - code: "1.2"\n        title: Pausing\n        summary: Says nothing.\n'
    lose(root, [(CORE, item, other)])
    gone = "which release 2026-11 has published"
    otherwise = "otherwise put it back and mark it 'retired', with date and reason"
    renamed = "was it renamed? put the old id under aliases of what it is now"
    said = [sentence for sentence in report(root) if gone in sentence]
    assert said[0] == (
        f"{CORE}:20:1: framework small, items: item 'small/1.10' ('Asking'), {gone}, is gone; {renamed};"
        f" {otherwise}"
    )
    crosswalk = [sentence for sentence in said if sentence.startswith(WALK)]
    assert crosswalk and all(
        f"no framework item has the id 'small/1.10' any more, {gone}; {renamed}; {otherwise}" in sentence
        for sentence in crosswalk
    )


def test_what_another_thing_is_called_now_is_refused(root):
    """The id of a pathway is given to a case: an id goes on meaning what it has meant."""
    lose(root, [("modules/pathways/small-way.yml", None, None)])
    text = (root / WARD).read_text("utf-8").replace("id: small-ward", "id: small-way", 1)
    (root / "modules/cases/small-way.yml").write_text(text, "utf-8")
    assert (
        "modules/cases/small-way.yml:1:1: case small-way, id: 'small-way' was published as pathway 'A small"
        " way' (release 2026-11), and means a case now; choose another; an id goes on meaning what it has"
        " meant"
    ) in report(root)


def test_an_id_that_has_passed_to_something_new_is_refused(root):
    """A term goes on under another id, and its own is given to a new term: both are told apart by titles."""
    later = (
        "  - {id: soon, term: Later, means: Not now.}\n  - {id: later, term: Ward round, means: A walk.}\n"
    )
    lose(root, [(GLOSSARY, LATER, later)])
    assert report(root) == [
        "framework/glossary.yml:7:6: term later, id: 'later' was published as 'Later', which is now 'soon'"
        " (framework/glossary.yml:6); give each of the two the id that it had; a new thing gets a new one"
    ]


def test_a_title_may_be_reworded(root):
    lose(root, [(GLOSSARY, "term: Later", "term: Ward round")])
    assert report(root) == []


def test_what_cannot_be_read_is_not_missed(root):
    (root / WARD).write_text("id: [\n", "utf-8")
    (root / GLOSSARY).write_text("terms: [\n", "utf-8")
    assert [sentence for sentence in report(root) if "which release" in sentence] == []


# -- what is kept

KEPT = {
    "a part by its alias": [
        (START, "id: o2,", "id: o3, aliases: [o2],"),
        (START, "outcomes: [o1, o2]", "outcomes: [o1, o3]"),
    ],
    "a part that is retired": [
        (START, "  - {id: o2, text: Take a step., competencies: [small/2.1], assessed_by: [a1]}\n",
         "  - {id: o3, text: Describe it all., competencies: [small/2.1], assessed_by: [a1]}\n"),
        (START, "outcomes: [o1, o2]", "outcomes: [o1, o3]"),
        (START, "why: To begin.\n", "why: To begin.\nretired_parts:\n"
         "  - {id: o2, kind: outcome, title: Take a step., date: 2026-11-30, reason: It was vague.}\n"),
    ],
    "a term by its alias": [(GLOSSARY, "id: later,", "id: afterwards, aliases: [later],")],
    "a page by its alias": [
        ("docs/guides/choice.md", None, None),
        ("docs/guides/choosing.md", "", f"---\naliases: [guides/choice]\n{FRONT}{WORDS}"),
        ("docs/index.md", "choice.md", "choosing.md"),
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", KEPT)
def test_what_is_renamed_by_the_book_or_retired_is_sound(root, name):
    lose(root, KEPT[name])
    assert report(root) == []


def test_a_renamed_record_takes_its_parts_along(root):
    (root / "framework/theories/steps.yml").write_text(
        (root / "framework/theories/small-steps.yml")
        .read_text("utf-8")
        .replace("id: small-steps", "id: steps")
        .replace("aliases: [", "aliases: [small-steps, "),
        "utf-8",
    )
    (root / "framework/theories/small-steps.yml").unlink()
    assert report(root) == []
    handbook, _ = load_handbook(root)
    assert handbook.resolve("small-steps/first") is handbook.resolve("steps/first")
    assert handbook.resolve("little-steps/first") is handbook.resolve("steps/first")


# -- lists that are damaged


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('"form": 2', '"form": 3', f"{LIST}:1:1: release: is of form '3', and this program reads forms 1 and"
         " 2; take the program of the same version as the list"),
        ('"release": "2026-11"', '"release": "2025-11"', f"{LIST}:1:1: release: is called 2026-11.jsonl, and"
         f" is the list of release '2025-11'; {NOT_BY_HAND}"),
        ('["term","later"', '["term","never"', f"{LIST}:1:1: release: has been changed since it was written;"
         f" {NOT_BY_HAND}"),
        ('["term","later",', '["term","later"', f"line 42 is damaged; {NOT_BY_HAND}"),
        ('["term","later",', '["term",7,', f"line 42 is not a kind, an id, an address and a title;"
         f" {NOT_BY_HAND}"),
        ('{"release"', '<<<<<<< HEAD\n{"release"', f"{LIST}:1:1: release: line 1 is damaged; {NOT_BY_HAND}"),
    ],
)  # fmt: skip
def test_a_list_that_is_not_as_it_was_written_is_refused(root, old, new, sentence):
    text = (root / LIST).read_text("utf-8")
    assert text.count(old) == 1
    (root / LIST).write_text(text.replace(old, new), "utf-8")
    (told,) = report(root)
    assert told.endswith(sentence)


def test_what_is_no_list_has_no_place_among_them(root):
    (root / FOLDER / "notes.txt").write_text("Old ids.", "utf-8")
    (root / FOLDER / "2027-05.jsonl").write_bytes(b"\xff")
    assert report(root) == [
        f"{FOLDER}/2027-05.jsonl:1:1: release: byte 0xff is not UTF-8; save the file as UTF-8",
        f"{FOLDER}/notes.txt:1:1: release: is no list of a release; put it elsewhere",
    ]
