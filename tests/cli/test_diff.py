"""``handbook diff`` from the command line: text, Markdown and JSON, and a sentence for whatever cannot be
compared."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import jsonschema
import pytest
import versions
from git_commands import git
from places import SMALL

from macros.changes.json_report import SCHEMA
from macros.cli import main

START, WARD = "modules/catalogue/small-start.yml", "modules/cases/small-ward.yml"
WAY, GLOSSARY = "modules/pathways/small-way.yml", "framework/glossary.yml"
USAGE = "Usage: handbook diff [OPTIONS] BASE [HEAD]\nTry 'handbook diff --help' for help.\n\nError: "


@pytest.fixture
def repository(tmp_path, monkeypatch) -> Path:
    """The small handbook, with a page, as a repository with one commit, which is the current folder."""
    root = shutil.copytree(SMALL, tmp_path / "repository")
    (root / "mkdocs.yml").write_text("site_name: Small\n")
    (root / "docs").mkdir()
    (root / "docs" / "page.md").write_text(
        "---\ntitle: A page\ndrafted: 2026-11-22\n---\n\n# A page\n\nRead\nthis.\n"
    )
    (root / "docs" / "theories.md").write_text(
        '---\ndrafted: 2026-11-22\n---\n# Theories\n\n{{ cards("theory") }}\n'
    )
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "first")
    monkeypatch.chdir(root)
    return root


def run(capsys, *arguments: str) -> tuple[int, str, str]:
    """The exit code of ``handbook diff``, and what it printed to stdout and to stderr."""
    code = main(["diff", *arguments])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def name_first(root: Path) -> str:
    """What reports call the first commit."""
    return f"HEAD ({git(root, 'log', '-1', '--format=%h, %cs')})"


# -- what is printed


def test_changes_consequences_and_pages_as_text(repository, capsys):
    versions.change_files(
        repository,
        [
            (START, "credits: 1", "credits: 2"),
            (START, "self_study: 7, workplace: 2, total: 10", "self_study: 17, workplace: 2, total: 20"),
            (WARD, "value: 9,", "value: 8.5,"),
            ("framework/theories/small-steps.yml", "title: Small steps", "title: Tiny steps"),
        ],
    )
    code, out, err = run(capsys, "HEAD")
    assert (code, err) == (0, "")
    assert (
        out
        == f"""From {name_first(repository)} to the working tree: 5 changes.

Module “A small start” (small-start)
  credits: 1 → 2
  hours, self study: 7 → 17
  hours, total: 10 → 20

Case “The small ward” (small-ward)
  measure beds “Beds made by noon”, points, “After”, value: 9 → 8.5

Theory “Tiny steps” (small-steps)
  title: reworded: “Small steps” → “Tiny steps”

What follows
  The modules of the programme “Small programme” come to 30 hours, not 20.
  The modules of the programme “Small programme” come to 3 credits, not 2.
  The module “A small start” comes to 20 hours, not 10.
  The module “A small start” comes to 2 credits, not 1.

8 pages change.
  pathways/small-way, “A small way”
  modules/small-start, “A small start”
  modules/small-start/s1, “One hour”
  cases/small-ward, “The small ward”
  frameworks/small/1.1, “Small framework 1.1 Listening”
  theories/small-steps, “Tiny steps”
  tensions/fast-and-slow, “Fast and slow”
  theories, “Theories”
"""
    )


def test_the_same_as_markdown_is_folded_and_says_what_it_says(repository, capsys):
    versions.change_files(repository, [(WARD, "did: One step.", "did: One <b>step</b> for @ward_team (#1).")])
    versions.change_files(repository, [(WARD, "<b>step</b>", "*step* of `two`")])
    code, out, err = run(capsys, "HEAD", "--format", "markdown")
    assert (code, err) == (0, "")
    name = name_first(repository)
    assert (
        out
        == f"""**1 change.** From {name} to the working tree.

<details>
<summary>Case “The small ward” (small-ward): 1 change</summary>

- did: reworded: “One step.” → “One \\*step\\* of \\`two\\` for @\u2060ward\\_team (#\u20601).”

</details>

<details>
<summary>1 page changes.</summary>

- cases/small-ward, “The small ward”

</details>
"""
    )


def test_the_same_as_json_is_of_its_schema(repository, capsys):
    (repository / GLOSSARY).write_text("terms:\n  - {id: silo, term: Silo, means: A tower.}\n")
    versions.change_files(
        repository,
        [
            (START, "minutes: 20, title: Hello", "minutes: 10, title: Hello"),
            (WARD, "certainty: high", "certainty: low"),
            ("framework/theories/small-steps.yml", "competencies: [small/1.1]", "competencies: [small/2.1]"),
            ("framework/competencies/small.yml", "Asks who has not spoken yet.", "Asks who is silent."),
        ],
    )
    code, out, err = run(capsys, "HEAD", "--format", "json")
    assert (code, err) == (0, "")
    schema, report = json.loads(SCHEMA.read_text("utf-8")), json.loads(out)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(report, schema, jsonschema.Draft202012Validator)
    assert (report["format"], report["after"]) == (1, "the working tree")
    assert {change["type"] for change in report["changes"]} == {
        "retimed",
        "relevelled",
        "remapped",
        "reworded",
        "added",
        "removed",
    }
    assert report["changes"][0] == {
        "type": "retimed",
        "text": "session s1 “One hour”, plan, “Hello”, minutes: 20 → 10",
        "subject": {
            "kind": "session",
            "id": "small-start/s1",
            "title": "One hour",
            "record_kind": "module",
            "record_id": "small-start",
            "record_title": "A small start",
            "path": "modules/small-start",
            "anchor": "session-s1",
        },
        "place": ["plan", "Hello"],
        "field": "minutes",
        "before": 20,
        "after": 10,
    }
    assert {consequence["text"] for consequence in report["consequences"]} == {
        "The address reference/glossary#stakeholder leads nowhere now.",
        "Ratings that people keep of 1 behaviour of Small framework 1.1 Listening count no more: a reworded"
        " behaviour is a new one.",
    }


def test_another_way_of_writing_is_nothing_in_every_format(repository, capsys):
    file = repository / WARD
    file.write_text(
        f"# Another way.\n{file.read_text('utf-8')}".replace("led_by: A registrar", "led_by: 'A registrar'")
    )
    page = repository / "docs" / "page.md"
    page.write_text(page.read_text("utf-8").replace("Read\nthis.", "Read this."))
    name = name_first(repository)
    nothing = f"From {name} to the working tree: Nothing that readers see has changed.\n"
    assert run(capsys, "HEAD") == (0, nothing, "")
    assert run(capsys, "HEAD", "--format", "markdown") == (
        0,
        f"**Nothing that readers see has changed.** From {name} to the working tree.\n",
        "",
    )
    report = json.loads(run(capsys, "HEAD", "--format", "json")[1])
    assert (report["changes"], report["consequences"], report["pages"]) == ([], [], [])


def test_hand_written_pages_and_pictures_are_compared(repository, capsys):
    docs = repository / "docs"
    (docs / "page.md").write_text("---\ntitle: A page\ndrafted: 2026-11-22\n---\n\n# A page\n\nRead that.\n")
    (docs / "new.md").write_text("---\ndrafted: 2026-11-22\n---\n# Quite new\n")
    (docs / "ward.png").write_bytes(b"picture")
    (docs / "theories.md").unlink()
    code, out, err = run(capsys, "HEAD")
    assert (code, err) == (0, "")
    assert (
        out.partition("\n\n")[2]
        == """Pages
  page new “Quite new”: new
  page page “A page”, text: reworded: “A page Read this.” → “A page Read that.”
  page theories “Theories”: gone

Pictures and documents
  ward.png: new

What follows
  The address theories leads nowhere now.

1 page changes, 1 is new and 1 is gone.
  new, “Quite new” (new)
  page, “A page”
  theories, “Theories” (gone)
"""
    )


def test_two_revisions_and_two_folders_are_compared(repository, tmp_path, capsys):
    versions.change_files(repository, [(WARD, "led_by: A registrar", "led_by: A nurse")])
    git(repository, "commit", "-q", "-a", "-m", "second")
    versions.change_files(repository, [(WARD, "led_by: A nurse", "led_by: A porter")])
    _code, out, _err = run(capsys, "HEAD~1", "HEAD")
    assert "led by: reworded: “A registrar” → “A nurse”" in out
    _code, out, _err = run(capsys, str(SMALL), str(repository))
    assert "led by: reworded: “A registrar” → “A porter”" in out
    assert out.startswith(f"From {SMALL} to {repository}: ")


def test_a_change_takes_nothing_from_what_is_checked_out(repository, capsys):
    before = git(repository, "status", "--porcelain")
    assert run(capsys, "HEAD")[0] == 0
    assert git(repository, "status", "--porcelain") == before == ""
    assert git(repository, "stash", "list") == ""


# -- what cannot be compared


def test_an_unknown_revision_is_met_with_the_nearest(repository, capsys):
    assert run(capsys, "mian") == (
        2,
        "",
        USAGE + "git knows no revision 'mian', and there is no such folder; did you mean 'main'?\n",
    )
    assert run(capsys, "v9.9") == (
        2,
        "",
        USAGE
        + "git knows no revision 'v9.9', and there is no such folder; name a branch, a tag, a commit, or the"
        " folder of a handbook.\n",
    )


def test_a_name_that_begins_as_an_option_does_nothing(repository, capsys):
    code, _out, err = run(capsys, "--", "--output=stolen")
    assert code == 2 and err.endswith(
        "git knows no revision '--output=stolen', and there is no such folder; name a branch, a tag, a"
        " commit, or the folder of a handbook.\n"
    )
    assert not (repository / "stolen").exists()


def test_a_shallow_clone_says_what_to_fetch(repository, tmp_path, monkeypatch, capsys):
    git(repository, "commit", "-q", "--allow-empty", "-m", "second")
    git(tmp_path, "clone", "-q", "--depth", "1", repository.as_uri(), "shallow")
    monkeypatch.chdir(tmp_path / "shallow")
    assert run(capsys, "HEAD~1") == (
        2,
        "",
        USAGE
        + "git knows no revision 'HEAD~1' here, and this clone is shallow: the older part of its history"
        " was not fetched. Fetch it (git fetch --unshallow; in GitHub Actions, fetch-depth: 0) and run the"
        " command again.\n",
    )


def test_without_git_a_folder_can_still_be_compared(repository, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("PATH", "")
    assert run(capsys, "HEAD") == (1, "", "Error: Git is not installed here. Install git.\n")
    code, out, _err = run(capsys, str(SMALL))
    assert code == 0 and out.startswith(f"From {SMALL} to the working tree: ")


def test_outside_of_a_repository_only_folders_can_be_compared(tmp_path, monkeypatch, capsys):
    root = shutil.copytree(SMALL, tmp_path / "alone")
    (root / "mkdocs.yml").write_text("site_name: Small\n")
    monkeypatch.chdir(root)
    assert run(capsys, "HEAD") == (
        2,
        "",
        USAGE
        + f"There is no folder 'HEAD', and {root} is in no repository of git, so that it has no revisions."
        " Name the folder of a handbook.\n",
    )


def test_a_folder_that_is_no_handbook_is_told(repository, tmp_path, capsys):
    (tmp_path / "empty").mkdir()
    assert run(capsys, str(tmp_path / "empty")) == (
        2,
        "",
        USAGE + f"The folder {tmp_path / 'empty'} is no handbook: it lacks the folders framework and modules."
        " Name the folder that holds them, or a revision of git, such as main or HEAD~1.\n",
    )


def test_a_revision_without_a_handbook_is_told(repository, capsys):
    git(repository, "checkout", "-q", "--orphan", "empty")
    git(repository, "rm", "-q", "-r", "--cached", ".")
    git(repository, "commit", "-q", "--allow-empty", "-m", "empty")
    short_id = git(repository, "log", "-1", "--format=%h")
    assert run(capsys, "empty") == (
        2,
        "",
        USAGE
        + f"empty ({short_id}) holds no handbook: it lacks the folders framework and modules. Name a revision"
        " that holds them.\n",
    )


def test_of_a_version_that_does_not_load_the_rest_is_compared(repository, capsys):
    versions.change_files(repository, [(WARD, "country: England", "county: England")])
    git(repository, "commit", "-q", "-a", "-m", "faulty")
    versions.change_files(repository, [(WARD, "county: England", "country: Wales")])
    versions.change_files(repository, [(START, "audience: Testers", "audience: All")])
    code, out, err = run(capsys, "HEAD")
    assert (code, err) == (0, "")
    assert (
        out
        == f"""From {name_first(repository)} to the working tree: 1 change.

Module “A small start” (small-start)
  audience: reworded: “Testers” → “All”

1 page changes.
  modules/small-start, “A small start”

1 file of {name_first(repository)} cannot be read and is not compared:
  modules/cases/small-ward.yml:6:1: case small-ward, county: the key 'county' is not known here; did you\
 mean 'country'?
"""
    )


def test_where_the_working_tree_does_not_load_nothing_is_called_gone(repository, capsys):
    (repository / WARD).write_text("id: small-ward\n  title: x\n")
    (repository / START).write_text("id: small-start\n")
    (repository / "framework/sources.yml").write_text("sources: [\n")
    (repository / "docs" / "page.md").write_bytes(b"\xff\xfe\x00")
    code, out, err = run(capsys, "HEAD")
    assert (code, err) == (0, "")
    assert out.startswith(
        f"From {name_first(repository)} to the working tree: nothing that readers see has changed in what"
        " could be compared.\n\n4 files of the working tree cannot be read and are not compared:\n"
    )
    assert "gone" not in out


def test_a_link_in_a_revision_is_not_followed(repository, tmp_path, capsys):
    outside = tmp_path / "outside.yml"
    outside.write_text((repository / WARD).read_text("utf-8"))
    (repository / WARD).unlink()
    (repository / WARD).symlink_to(outside)
    git(repository, "commit", "-q", "-a", "-m", "link")
    (repository / WARD).unlink()
    shutil.copy(outside, repository / WARD)
    code, out, _err = run(capsys, "HEAD")
    assert code == 0
    assert (
        "modules/cases/small-ward.yml:1:1: file: is a link, and links are not followed in a revision; put"
        " the file itself there\n"
    ) in out
