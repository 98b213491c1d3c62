"""Of a proposed change of words nothing is run: they are laid over the branch it is meant for, and a change
of anything else is told apart. The workflows hold to that."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from places import ROOT

from macros.hand_written import files

sys.path.insert(0, str(ROOT / "scripts"))
try:
    import proposal
finally:
    sys.path.remove(str(ROOT / "scripts"))

TREE = {
    "framework/theories/small.yml": "id: small\n",
    "docs/index.md": "# Words\n",
    "docs/ward.png": "picture",
    "docs/assets/js/search.js": "run()",
    "macros/build.py": "pass\n",
    "mkdocs.yml": "site_name: Small\n",
    "README.md": "Read.\n",
}
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
RIGHTS_TO_WRITE = {"comment.yml": {"pull-requests"}, "publish.yml": {"pages", "id-token"}}


def write(root: Path, files: dict[str, str]) -> Path:
    for place, text in files.items():
        (root / place).parent.mkdir(parents=True, exist_ok=True)
        (root / place).write_text(text)
    return root


@pytest.fixture
def base(tmp_path):
    """A checkout of the branch, in which the program has been run."""
    write(
        tmp_path / "base",
        TREE | {".git": "gitdir", ".venv.lock": "", ".venv/lib/x.py": "", "macros/__pycache__/b.pyc": ""},
    )
    return tmp_path / "base"


@pytest.fixture
def proposed(tmp_path):
    return write(tmp_path / "proposal", TREE | {".git/config": "[core]"})


def read_tree(root: Path) -> dict[str, str]:
    return {place: (root / place).read_text() for place in proposal.list_files(root)}


def test_words_are_laid_over_the_branch(base, proposed):
    write(proposed, {"framework/theories/small.yml": "id: other\n", "modules/catalogue/new.yml": "id: new\n"})
    write(proposed, {"docs/guides/new.md": "# New\n", "editions/north/logo.png": "picture"})
    (proposed / "docs" / "ward.png").unlink()
    assert proposal.lay_over(base, proposed)
    assert read_tree(base) == read_tree(proposed)
    assert "docs/ward.png" not in read_tree(base)


def test_nothing_changed_is_words(base, proposed):
    assert proposal.lay_over(base, proposed) and read_tree(base) == TREE


@pytest.mark.parametrize(
    "place",
    [
        "macros/build.py",
        "macros/new.py",
        "mkdocs.yml",
        "README.md",
        "framework",
        ".github/workflows/new.yml",
        "docs/assets/js/search.js",
        "docs/new.html",
        "docs/embed/host.js",
        "docs/a.MD",
        "framework/run.py",
        "framework/theories/small.yml/x.py",
        "modules/x.yaml",
        "docs/conftest.py",
        "framework/.venv/x.py",
        "new.yml",
        "editions/north/hooks.py",
    ],
)
def test_whatever_else_changes_makes_it_program_text_and_nothing_is_laid_over(base, proposed, place):
    shutil.rmtree(proposed / "framework") if place.startswith("framework") else None
    write(proposed, {place: "other", "docs/index.md": "# Other words\n"})
    assert not proposal.lay_over(base, proposed)
    assert read_tree(base) == TREE


def test_program_text_that_is_taken_away_makes_it_so_too(base, proposed):
    (proposed / "macros" / "build.py").unlink()
    assert not proposal.lay_over(base, proposed) and read_tree(base) == TREE


@pytest.mark.parametrize(
    "kind", ["a link to a file", "a link to a folder", "a link that was a file", "a pipe"]
)
def test_what_is_no_file_makes_it_program_text(base, proposed, tmp_path, kind):
    secret = tmp_path / "secret.md"
    secret.write_text("secret")
    if kind == "a link to a file":
        (proposed / "docs" / "secret.md").symlink_to(secret)
    elif kind == "a link to a folder":
        (proposed / "docs" / "all.md").symlink_to(tmp_path)
    elif kind == "a link that was a file":
        (proposed / "docs" / "index.md").unlink()
        (proposed / "docs" / "index.md").symlink_to(secret)
    else:
        os.mkfifo(proposed / "docs" / "pipe.md")
    assert not proposal.lay_over(base, proposed) and read_tree(base) == TREE


def test_the_words_of_docs_are_the_files_that_may_be_published():
    assert proposal.WORDS["docs"] == {".md", *files.FILES}
    assert proposal.WORDS["editions"] == {".yml", ".md", *files.FILES}


def test_the_real_tree_is_words_and_program_text():
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    program = {place for place in listed.splitlines() if not proposal.is_words(place)}
    of_words = ("framework/", "modules/", "editions/")
    # What releases have published is written by a command, and is no proposal of words.
    assert {place.rpartition("/")[0] for place in program if place.startswith(of_words)} == {
        "framework/releases"
    }
    assert {place.split("/")[1] for place in program if place.startswith("docs/")} == {
        "assets",
        "embed",
        "schemas",
    }


def test_the_pages_of_two_sites_are_compared(tmp_path, capsys):
    before = write(tmp_path / "a", {"index.html": "1", "same/index.html": "1", "gone/x/index.html": "1"})
    after = write(tmp_path / "b", {"index.html": "2", "same/index.html": "1", "new/index.html": "1"})
    write(after, {"embed/new/index.html": "1", "assets/a.js": "1"})
    assert proposal.main(["pages", str(before), str(after)]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report == {"added": ["new/"], "changed": [""], "gone": ["gone/x/"]}
    (tmp_path / "report.json").write_text(json.dumps(report))
    assert proposal.main(["comment", str(tmp_path / "report.json")]) == 0
    assert capsys.readouterr().out == (
        "What this proposal changes for readers.\n\n**New pages: 1**\n\n- `/new/`\n\n**Changed pages: 1**\n\n"
        "- `/`\n\n**Pages that are gone: 1**\n\n- `/gone/x/`\n\n"
        "The preview is among the artefacts of the run.\n"
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[1",
        "[" * 100_000,
        "[]",
        '{"added": "x"}',
        '{"added": ["@everyone", "../x/", "a b/", "`x`/", 1, null, "https://x.example/"]}',
        json.dumps({"changed": ["a" * 201 + "/"]}),
    ],
)
def test_a_report_that_somebody_else_wrote_says_nothing_of_theirs(tmp_path, capsys, text):
    (tmp_path / "report.json").write_text(text)
    assert proposal.main(["comment", str(tmp_path / "report.json")]) == 0
    assert capsys.readouterr().out == (
        "This proposal changes no page.\n\nThe preview is among the artefacts of the run.\n"
    )


def test_a_long_list_is_cut():
    comment = proposal.format_comment({"changed": [f"page-{number}/" for number in range(1000)]})
    assert comment.count("- `/") == proposal.MOST_LISTED and "- and 940 more\n" in comment
    assert "**Changed pages: 1000**" in comment


# -- the workflows


def jobs_of(file: Path) -> list[dict]:
    return [*yaml.safe_load(file.read_text())["jobs"].values()]


def test_workflows_begin_without_rights_and_pin_what_they_use():
    assert len(WORKFLOWS) == 4
    for file in WORKFLOWS:
        workflow = yaml.safe_load(file.read_text())
        assert workflow["permissions"] == {}, file.name
        for use in re.findall(r"uses: (.+)", file.read_text()):
            assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", use), use


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.name)
def test_each_workflow_is_as_narrow_as_its_work(file):
    """None runs a proposal with the rights of the repository, each job names its rights and its end, and no
    checkout leaves a key behind."""
    workflow = yaml.safe_load(file.read_text())
    triggers = workflow[True]  # YAML takes "on" for a truth.
    assert "pull_request_target" not in triggers
    written = {name for job in jobs_of(file) for name, right in job["permissions"].items() if right != "read"}
    assert written == RIGHTS_TO_WRITE.get(file.name, set())
    for job in jobs_of(file):
        assert job["runs-on"] == "ubuntu-24.04" and 5 <= job["timeout-minutes"] <= 350
        for step in job["steps"]:
            if "actions/checkout@" in step.get("uses", ""):
                assert step["with"]["persist-credentials"] is False
                assert "head" not in str(step["with"].get("ref", ""))


def test_a_proposal_leaves_its_preview_and_the_list_of_its_pages():
    words = jobs_of(ROOT / ".github" / "workflows" / "proposal.yml")[0]
    kept = [step["with"] for step in words["steps"] if "upload-artifact" in step.get("uses", "")]
    assert [(artefact["name"], artefact["path"]) for artefact in kept] == [
        ("preview", "preview"),
        ("report", "report"),
    ]
    (render,) = (step["run"] for step in words["steps"] if "report/pages.json" in step.get("run", ""))
    assert "proposal.py pages before preview > report/pages.json" in render
    (comment,) = jobs_of(ROOT / ".github" / "workflows" / "comment.yml")
    (taken,) = (step["with"] for step in comment["steps"] if "download-artifact" in step.get("uses", ""))
    assert (taken["name"], taken["path"]) == ("report", "report")


def test_the_site_is_published_from_the_default_branch_alone():
    """Also where somebody starts the workflow by hand from another."""
    build, deploy = jobs_of(ROOT / ".github" / "workflows" / "publish.yml")
    assert build["if"] == "github.ref_name == github.event.repository.default_branch"
    assert deploy["needs"] == "build" and "if" not in deploy
    gitlab = yaml.safe_load((ROOT / ".gitlab-ci.yml").read_text())
    assert gitlab["pages"]["rules"] == [{"if": "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"}]


def test_gitlab_too_renders_words_by_the_program_of_the_branch():
    words = yaml.safe_load((ROOT / ".gitlab-ci.yml").read_text())["words"]
    called = [place for line in words["script"] for place in re.findall(r"python3 (\S+)", line)]
    assert called and all(place.startswith("../base/scripts/") for place in called)
    assert words["artifacts"]["paths"] == ["preview", "pages.json"]
    assert "python3 ../base/scripts/proposal.py comment pages.json" in words["script"]


def test_what_is_proposed_is_met_with_no_more_rights_than_to_read():
    file = ROOT / ".github" / "workflows" / "proposal.yml"
    assert [job["permissions"] for job in jobs_of(file)] == [{"contents": "read"}] * 2
    assert "secrets" not in re.sub(r"(?m)^\s*#.*$", "", file.read_text())
    checkouts = [step for job in jobs_of(file) for step in job["steps"] if "checkout" in step.get("uses", "")]
    assert all(step["with"]["persist-credentials"] is False for step in checkouts) and len(checkouts) == 3


def test_words_are_checked_and_rendered_by_the_program_of_the_branch():
    words = jobs_of(ROOT / ".github" / "workflows" / "proposal.yml")[0]
    commands = [line for step in words["steps"] for line in step.get("run", "").splitlines()]
    called = [place for line in commands for place in re.findall(r"python3 (\S+)", line)]
    assert called and all(place.startswith("base/scripts/") for place in called)


def test_whoever_may_write_runs_nothing_of_a_proposal():
    """The comment and the publication: only what is on the default branch is checked out."""
    comment, publish = (ROOT / ".github" / "workflows" / name for name in ("comment.yml", "publish.yml"))
    (job,) = jobs_of(comment)
    assert job["steps"][0]["with"]["ref"] == "${{ github.event.repository.default_branch }}"
    assert yaml.safe_load(publish.read_text())[True]["push"] == {"branches": ["main"]}
    build, deploy = jobs_of(publish)
    assert build["permissions"] == {"contents": "read"}
    assert [step["uses"].split("@")[0] for step in deploy["steps"]] == ["actions/deploy-pages"]


def test_no_command_of_a_workflow_holds_an_expression_that_others_write():
    """Such as a title; what they write reaches commands in variables alone."""
    for file in WORKFLOWS:
        for job in jobs_of(file):
            for step in job["steps"]:
                assert "${{" not in step.get("run", ""), file.name
