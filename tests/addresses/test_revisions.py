"""Files are read as they are in a revision, and neither what is checked out nor the program that reads them
is touched by what is in it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from git_commands import git

from macros.addresses.git import GitRefuses
from macros.addresses.revisions import (
    find_revision,
    is_safe,
    is_shallow,
    list_revision_names,
    read_files,
)


@pytest.fixture
def repository(tmp_path) -> Path:
    """A repository with two commits of the file ``docs/a.md`` and a tag for the first."""
    root = tmp_path / "repository"
    (root / "docs").mkdir(parents=True)
    git(root, "init", "-q", "-b", "main")
    for text in ("first", "second"):
        (root / "docs" / "a.md").write_text(f"{text}\n", "utf-8")
        git(root, "add", "-A")
        git(root, "commit", "-q", "-m", text)
        git(root, "tag", text)
    return root


def read(root: Path, name: str) -> dict[str, bytes]:
    revision = find_revision(root, name)
    assert revision
    return {file.path: file.content for file in read_files(root, revision, lambda path: True)}


@pytest.mark.parametrize("name", ["first", "HEAD~1", "main~1", "first^{commit}"])
def test_a_revision_is_read_as_it_was(repository, name):
    assert read(repository, name) == {"docs/a.md": b"first\n"}
    assert (repository / "docs/a.md").read_text("utf-8") == "second\n"


def test_a_revision_says_its_hash_and_its_day(repository):
    revision = find_revision(repository, "first")
    assert revision and revision.id == git(repository, "rev-parse", "first")
    assert revision.id.startswith(revision.short_id)
    assert revision.day == git(repository, "log", "-1", "--format=%cs", "first")


@pytest.mark.parametrize(
    "name",
    [
        "nowhere",
        "",
        " ",
        "--output=stolen",
        "-h",
        "--",
        "HEAD:docs",
        "HEAD..main",
        "a b",
        "main@{99999}",
        "HEAD~99",
        "x\0y",
        "x\ny",
    ],
)
def test_what_names_no_commit_is_none(repository, name):
    assert find_revision(repository, name) is None
    assert not (repository / "stolen").exists()


def test_a_branch_whose_name_begins_as_an_option_is_not_taken_for_one(repository):
    (repository / ".git/refs/heads/--upload-pack=touch stolen").write_text(
        git(repository, "rev-parse", "HEAD") + "\n"
    )
    assert find_revision(repository, "--upload-pack=touch stolen") is None
    assert not (repository / "stolen").exists()


def test_neither_hooks_nor_filters_run(repository, tmp_path):
    witness = tmp_path / "ran"
    for hook in ("post-checkout", "reference-transaction", "pre-auto-gc"):
        file = repository / ".git/hooks" / hook
        file.parent.mkdir(exist_ok=True)
        file.write_text(f"#!/bin/sh\ntouch '{witness}'\n")
        file.chmod(0o755)
    git(repository, "config", "filter.run.smudge", f"touch '{witness}'; cat")
    (repository / ".gitattributes").write_text("*.md filter=run export-ignore\n")
    git(repository, "add", ".gitattributes")
    git(repository, "commit", "-q", "-m", "attributes")
    witness.unlink(missing_ok=True)
    assert read(repository, "HEAD")["docs/a.md"] == b"second\n"
    assert not witness.exists()


def test_only_what_lies_below_the_folder_is_read(repository):
    (repository / "other").mkdir()
    (repository / "other" / "b.md").write_text("b")
    git(repository, "add", "-A")
    git(repository, "commit", "-q", "-m", "other")
    assert read(repository / "docs", "HEAD") == {"a.md": b"second\n"}


def test_a_link_is_given_as_one_and_not_followed(repository):
    (repository / "docs" / "link.md").symlink_to("/etc/passwd")
    git(repository, "add", "-A")
    git(repository, "commit", "-q", "-m", "link")
    revision = find_revision(repository, "HEAD")
    files = {file.path: file for file in read_files(repository, revision, lambda path: True)}
    assert files["docs/link.md"].is_link
    assert files["docs/link.md"].content == b"/etc/passwd"


@pytest.mark.parametrize(
    ("path", "is_safe_path"),
    [
        ("docs/a.md", True),
        ("docs/a b/ward — list.md", True),
        ("../a.md", False),
        ("docs/../../a.md", False),
        ("/etc/passwd", False),
        ("docs//a.md", False),
        ("docs/./a.md", False),
        ("C:/a.md", False),
        ("docs\\..\\a.md", False),
    ],
)
def test_no_path_leads_out_of_its_folder(path, is_safe_path):
    assert is_safe(path) is is_safe_path


def test_names_with_any_letters_are_read(repository):
    (repository / "docs" / "café — “ward”.md").write_text("x")
    git(repository, "add", "-A")
    git(repository, "commit", "-q", "-m", "letters")
    assert read(repository, "HEAD")["docs/café — “ward”.md"] == b"x"


def test_a_shallow_clone_is_known_for_one(repository, tmp_path):
    git(tmp_path, "clone", "-q", "--depth", "1", repository.as_uri(), "shallow")
    assert is_shallow(tmp_path / "shallow") and not is_shallow(repository)
    assert find_revision(tmp_path / "shallow", "HEAD~1") is None
    assert {"first", "second", "main"} <= set(list_revision_names(repository))


def test_a_file_that_git_has_lost_is_a_sentence(repository):
    id = git(repository, "rev-parse", "HEAD:docs/a.md")
    (repository / ".git/objects" / id[:2] / id[2:]).unlink()
    revision = find_revision(repository, "HEAD")
    with pytest.raises(GitRefuses) as refusal:
        list(read_files(repository, revision, lambda path: True))
    assert refusal.value.what == f"git has lost a part of what it stored ({id})"
    assert refusal.value.remedy == "Get it back: git fetch --refetch"


def test_without_git_there_is_a_sentence(repository, monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(GitRefuses) as refusal:
        find_revision(repository, "HEAD")
    assert (refusal.value.what, refusal.value.remedy) == ("git is not installed here", "Install git.")
    assert shutil.which("git") is None
