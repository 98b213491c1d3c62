"""The repository's address: from the variable, mkdocs.yml or the git remote, and never with a password in
it."""

from __future__ import annotations

import os
import re
import subprocess

import pytest
from hypothesis import given, strategies as st
from places import ROOT

from macros.addresses.git import GitRefuses, choose_variables, read_checkout
from macros.addresses.remotes import find_fault, find_forge, find_web_address, is_of_repository
from macros.addresses.repository import PROBLEM_FORM, Repository, read_repository

ADDRESS = re.compile(r"https?://[^\s<>\"']+")


@pytest.mark.parametrize(
    ("said", "address"),
    [
        ("https://github.com/example/handbook", "https://github.com/example/handbook"),
        ("https://github.com/example/handbook.git", "https://github.com/example/handbook"),
        ("https://github.com/example/handbook/\n", "https://github.com/example/handbook"),
        ("http://gitlab.example.nhs.uk/a/b/c", "http://gitlab.example.nhs.uk/a/b/c"),
        ("git@github.com:example/handbook.git", "https://github.com/example/handbook"),
        ("ssh://git@github.com/example/handbook.git", "https://github.com/example/handbook"),
        ("https://user:secret@example.org/a/b.git", "https://example.org/a/b"),
        ("https://token@example.org/a/b", "https://example.org/a/b"),
        ("/srv/git/handbook.git", None),
        ("../handbook", None),
        ("file:///srv/git/handbook", None),
        ("javascript:alert(1)", None),
        ('https://example.org/"onclick="', None),
        ("https://example.org/a b", None),
        ("git://github.com/a/b.git", "https://github.com/a/b"),
        ("git+ssh://git@github.com/a/b.git", "https://github.com/a/b"),
        ("ssh://github.com/a/b", "https://github.com/a/b"),
        ("github.com:a/b.git", "https://github.com/a/b"),
        ("git@GitHub.com:/a/b.git", "https://github.com/a/b"),
        ("ssh://git@ssh.github.com:443/a/b.git", "https://github.com/a/b"),
        (
            "git@ssh.dev.azure.com:v3/trust/My%20project/handbook",
            "https://dev.azure.com/trust/My%20project/_git/handbook",
        ),
        ("https://trust@dev.azure.com/trust/a/_git/handbook", "https://dev.azure.com/trust/a/_git/handbook"),
        ("trust@vs-ssh.visualstudio.com:v3/trust/a/b", "https://trust.visualstudio.com/a/_git/b"),
        ("git@work:a/b.git", None),  # A name that only somebody's own ssh knows.
        ("ssh://git@work/a/b.git", None),
        ("work:a/b.git", None),
        ("C:/repositories/handbook", None),
        (r"C:\repositories\handbook", None),
        ("https://user:pa/ss@github.com/a/b", None),
        ("https://github.com/a/b?token=secret", None),
        ("https://github.com/a/b#secret", None),
        ("user:secret@github.com:a/b", None),
        ("", None),
        ("  \n", None),
    ],
)
def test_a_remote_as_a_web_address(said, address):
    assert find_web_address(said) == address


def test_a_password_with_an_at_sign_does_not_show():
    assert find_web_address("https://user:p@ss@example.org/a/b") == "https://example.org/a/b"


def test_a_port_of_ssh_is_no_part_of_a_web_address():
    assert find_web_address("ssh://git@example.org:2222/a/b.git") == "https://example.org/a/b"


def test_an_ssh_remote_with_marks_in_it_is_no_address():
    assert find_web_address('git@example.org:a" onclick="alert(1)') is None


@given(st.one_of(st.text(max_size=40), st.from_regex(r"https?://[ -~]{0,30}", fullmatch=True)))
def test_an_address_is_one_or_none(said):
    address = find_web_address(said)
    if address is not None and not re.match(r"(ssh://)?[\w.-]+@", said.strip()):
        assert ADDRESS.fullmatch(address)
        assert not address.endswith(".git") or said.strip().removesuffix("/").endswith(".git.git")


@given(
    st.text("abc:/.", min_size=1, max_size=10),
    st.from_regex(r"[a-z]{1,9}(\.[a-z]{2,5}){1,2}(/[a-z]{1,5}){0,3}", fullmatch=True),
)
def test_no_name_and_no_password_is_left_in_an_address(secret, rest):
    address = find_web_address(f"https://{secret}@{rest}")
    assert address is None or "@" not in address or "/" in secret


@pytest.mark.parametrize(
    ("address", "forge", "is_sound"),
    [
        ("https://github.com/a/b", "github", True),
        ("https://github.trust.example/a/b", "github", True),
        ("https://trust.ghe.com/a/b", "github", True),
        ("https://github.com/a", "github", False),
        ("https://github.com/a/b/tree/main", "github", False),
        ("https://gitlab.com/a/b/c/d", "gitlab", True),
        ("https://gitlab.example.nhs.uk:8443/a/b", "gitlab", True),
        ("https://bitbucket.org/a/b", "bitbucket", True),
        ("https://codeberg.org/a/b", "gitea", True),
        ("https://gitea.example.org/a/b", "gitea", True),
        ("https://dev.azure.com/trust/a/_git/b", "azure", True),
        ("https://dev.azure.com/trust/a/b", "azure", False),
        ("https://trust.visualstudio.com/a/_git/b", "azure", True),
        ("https://gist.github.com/a/0123", None, False),
        ("https://git.example.org/gitlab/b", None, False),
    ],
)
def test_the_name_of_a_host_may_tell_what_it_runs(address, forge, is_sound):
    assert (find_forge(address), is_of_repository(address)) == (forge, is_sound)


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ("", None),
        ("https://forge.example/handbook", None),
        ("git@github.com:a/b.git", None),
        ("handbook", "is no address of a repository on the web"),
        ("https://user:secret@", "is no address of a repository on the web"),
        ("https://github.com/a", "has a path that no repository there has"),
    ],
)
def test_what_is_wrong_with_a_repository_that_somebody_names(said, wrong):
    fault = find_fault(said)
    assert (fault and fault.wrong) == wrong
    if fault:
        assert fault.right == "write its address, as https://github.com/owner/name, or nothing for no links"
        assert find_fault("https://github.com/owner/name") is None


# -- where it comes from


@pytest.fixture
def repository(tmp_path, monkeypatch):
    monkeypatch.delenv("HANDBOOK_REPOSITORY", raising=False)
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    return tmp_path


def add_remote(repository, address):
    subprocess.run(["git", "-C", str(repository), "remote", "add", "origin", address], check=True)


def test_the_variable_comes_before_mkdocs_yml_and_that_before_the_remote(repository, monkeypatch):
    assert read_repository(repository, {}) == Repository(None, "main")
    add_remote(repository, "git@git.example.org:a/remote.git")
    assert read_repository(repository, {}).address == "https://git.example.org/a/remote"
    assert read_repository(repository, {"repository": ""}).address == "https://git.example.org/a/remote"
    extra = {"repository": "https://example.org/a/file", "branch": "trunk"}
    assert read_repository(repository, extra) == Repository("https://example.org/a/file", "trunk")
    monkeypatch.setenv("HANDBOOK_REPOSITORY", "https://example.org/a/variable")
    assert read_repository(repository, extra).address == "https://example.org/a/variable"


def test_an_empty_variable_means_no_repository(repository, monkeypatch):
    add_remote(repository, "git@git.example.org:a/remote.git")
    monkeypatch.setenv("HANDBOOK_REPOSITORY", "")
    assert read_repository(repository, {}).address is None


def test_a_remote_on_the_disk_is_no_address(repository):
    add_remote(repository, "/srv/git/handbook.git")
    assert read_repository(repository, {}).address is None


def test_without_git_there_is_no_repository(tmp_path, monkeypatch):
    monkeypatch.delenv("HANDBOOK_REPOSITORY", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert read_repository(tmp_path, {}).address is None


# -- what is guessed from git


def git(folder, *words, **variables):
    """Run git in ``folder``, as somebody without settings of their own."""
    settings = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_COUNT": "0"}
    person = ["-c", "user.name=n", "-c", "user.email=e@example.org", "-c", "protocol.file.allow=always"]
    subprocess.run(
        ["git", "-C", str(folder), *person, *words],
        check=True, capture_output=True, env={**os.environ, **settings, **variables},
    )  # fmt: skip


def commit(folder, *names):
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "Begin")


@pytest.fixture
def shared(tmp_path, monkeypatch):
    """A repository that others clone, with the branch trunk and the handbook in a folder, as on a server."""
    monkeypatch.delenv("HANDBOOK_REPOSITORY", raising=False)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    shared = tmp_path / "shared"
    shared.mkdir()
    git(shared, "init", "-q", "-b", "trunk")
    commit(shared, "web/hand book/mkdocs.yml", "mkdocs.yml")
    git(shared, "branch", "main")
    git(shared, "tag", "v1")
    return shared


@pytest.fixture
def clone(shared):
    def clone(*options, address="https://github.com/deanery/all.git"):
        clone = shared.parent / "clone"
        git(shared.parent, "clone", "-q", *options, shared.as_uri(), "clone")
        git(clone, "remote", "set-url", "origin", address)
        return clone

    return clone


INDEX = "docs/index.md"


def edit(root, **extra):
    return read_repository(root, extra).build_edit_url(INDEX)


def test_the_place_of_a_handbook_in_a_bigger_repository_stands_in_front(clone):
    inner = clone() / "web" / "hand book"
    assert edit(inner) == "https://github.com/deanery/all/edit/trunk/web/hand%20book/docs/index.md"


def test_so_it_does_for_the_same_repository_that_is_named_and_not_for_another(clone, monkeypatch):
    inner = clone() / "web" / "hand book"
    named = edit(inner, repository="git@github.com:deanery/all.git")
    assert named == "https://github.com/deanery/all/edit/trunk/web/hand%20book/docs/index.md"
    assert edit(inner, repository="https://forge.example/x") == "https://forge.example/x/edit/main/" + INDEX
    git(inner, "remote", "remove", "origin")
    named = edit(inner, repository="https://forge.example/x")
    assert named == "https://forge.example/x/edit/main/web/hand%20book/" + INDEX


@pytest.mark.parametrize(
    ("options", "branch"),
    [
        ([], "trunk"),
        (["--branch", "v1"], "trunk"),
        (["--depth", "1"], "trunk"),
        (["--depth=1", "--branch=v1"], "main"),
    ],
)
def test_the_branch_is_the_main_one_of_the_remote_whatever_is_checked_out(clone, options, branch):
    assert edit(clone(*options)) == f"https://github.com/deanery/all/edit/{branch}/{INDEX}"


def test_the_branch_in_the_settings_counts_unless_the_remote_has_none_of_the_name(clone):
    root = clone()
    assert edit(root, branch="main") == "https://github.com/deanery/all/edit/main/" + INDEX
    assert edit(root, branch="no-more") == "https://github.com/deanery/all/edit/trunk/" + INDEX
    assert edit(root, branch="a/b #1?").endswith("/edit/trunk/" + INDEX)
    git(root, "remote", "set-head", "origin", "--delete")
    assert edit(root, branch="a/b #1?") == "https://github.com/deanery/all/edit/a/b%20%231%3F/" + INDEX
    assert edit(root) == "https://github.com/deanery/all/edit/main/" + INDEX


def test_where_no_branch_is_known_there_is_no_link(clone):
    root = clone("--single-branch", "--branch", "main")
    git(root, "branch", "-m", "feature")
    for name in ("set-head origin --delete", "rename origin fork"):
        git(
            root,
            "remote",
            *name.split(),
        )
    git(root, "update-ref", "refs/remotes/fork/feature", "HEAD")
    git(root, "update-ref", "-d", "refs/remotes/fork/main")
    git(root, "config", "--unset", "branch.feature.merge")
    assert edit(root) is None
    git(root, "config", "branch.feature.merge", "refs/heads/feature")
    git(root, "config", "branch.feature.remote", "fork")
    assert edit(root) == "https://github.com/deanery/all/edit/feature/" + INDEX


@pytest.mark.parametrize(
    ("remote", "link"),
    [
        ("git@gitlab.com:a/b/c.git", "https://gitlab.com/a/b/c/-/edit/trunk/" + INDEX),
        (
            "https://x-token-auth:secret@bitbucket.org/a/b",
            f"https://bitbucket.org/a/b/src/trunk/{INDEX}?mode=edit",
        ),
        ("https://codeberg.org/a/b.git", "https://codeberg.org/a/b/_edit/trunk/" + INDEX),
        ("git@ssh.dev.azure.com:v3/a/b/c", f"https://dev.azure.com/a/b/_git/c?path=/{INDEX}&version=GBtrunk"),
        ("git@git.example.org:a/b.git", None),
        ("https://localhost:3000/a/b.git", None),
        ("git@github.com-work:a/b.git", None),
        ("git@github-work:a/b.git", None),
        ("https://github.com/a", None),
        ("/srv/git/handbook.git", None),
    ],
)
def test_a_remote_leads_to_links_where_its_host_is_known(clone, remote, link):
    assert edit(clone(address=remote)) == link


def test_what_the_host_runs_may_be_named(clone):
    root = clone(address="git@git.example.org:a/b.git")
    assert edit(root, forge="gitlab") == "https://git.example.org/a/b/-/edit/trunk/" + INDEX


def test_a_remote_is_taken_as_it_was_written_before_it_is_taken_as_git_rewrites_it(
    clone, monkeypatch, tmp_path
):
    root = clone(address="https://github.com/deanery/all.git")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "settings"))
    (tmp_path / "settings").write_text(
        '[url "https://secret@mirror.example/"]\n  insteadOf = https://github.com/\n'
        '[url "git@github.com:"]\n  insteadOf = gh:\n'
    )
    assert edit(root) == "https://github.com/deanery/all/edit/trunk/" + INDEX
    git(root, "remote", "set-url", "origin", "gh:deanery/all")
    assert edit(root) == "https://github.com/deanery/all/edit/trunk/" + INDEX


def test_of_several_remotes_origin_counts_then_the_one_that_is_followed_then_the_only_one(clone):
    root = clone()
    git(root, "remote", "add", "upstream", "https://github.com/national/all.git")
    assert edit(root).startswith("https://github.com/deanery/all/")
    git(root, "remote", "rename", "origin", "fork")
    assert edit(root).startswith(
        "https://github.com/deanery/all/edit/trunk/"
    )  # The branch at hand follows it.
    git(root, "checkout", "-q", "--detach")
    assert edit(root) is None
    git(root, "remote", "remove", "fork")
    assert edit(root).startswith("https://github.com/national/all/")


def test_worktrees_and_submodules_are_repositories_too(clone, shared):
    root = clone()
    git(root, "worktree", "add", "-q", "--detach", "../tree")
    assert edit(shared.parent / "tree") == "https://github.com/deanery/all/edit/trunk/" + INDEX
    git(root, "submodule", "add", "-q", shared.as_uri(), "inside")
    git(root / "inside", "remote", "set-url", "origin", "https://github.com/national/handbook")
    assert edit(root / "inside") == "https://github.com/national/handbook/edit/trunk/" + INDEX


def test_a_handbook_that_only_lies_in_a_repository_of_somebody_s_is_none_of_it(clone):
    unpacked = clone() / "downloads" / "handbook"
    unpacked.mkdir(parents=True)
    (unpacked / "mkdocs.yml").touch()
    assert edit(unpacked) is None
    assert read_checkout(unpacked) is None


# -- what git refuses


def why(root):
    with pytest.raises(GitRefuses) as caught:
        read_checkout(root)
    return caught.value.what, caught.value.remedy


def test_a_folder_of_somebody_else_is_named_with_git_s_own_remedy(clone, monkeypatch):
    root = clone()
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    assert why(root) == (
        f"git does not look into {root}, because the folder belongs to somebody else",
        f"If you trust what is in it, let git look there: git config --global --add safe.directory {root}",
    )
    assert edit(root) is None


def test_git_is_let_into_a_folder_of_somebody_else_by_a_variable(clone, monkeypatch):
    root = clone()
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    for name, value in (
        ("COUNT", "2"),
        ("KEY_0", "remote.origin.url"),
        ("VALUE_0", "https://github.com/another/one"),
        ("KEY_1", "safe.directory"),
        ("VALUE_1", "*"),
    ):
        monkeypatch.setenv(f"GIT_CONFIG_{name}", value)
    assert edit(root).startswith("https://github.com/deanery/all/")


def test_a_repository_without_a_commit_or_damaged_or_without_git_is_named(clone, tmp_path, monkeypatch):
    empty = tmp_path / "empty"
    empty.mkdir()
    git(empty, "init", "-q")
    assert why(empty) == (
        f"git knows no commit yet of {empty}",
        "Make the first: git add . && git commit",
    )
    root = clone()
    (root / ".git" / "HEAD").write_text("nothing")
    what, remedy = why(root)
    assert what.startswith(f"git cannot read the repository that {root} is in (not a git repository")
    assert remedy == f"See what git says of it: git -C {root} fsck"
    monkeypatch.setenv("PATH", str(tmp_path))
    assert why(root) == ("git is not installed here", "Install git.")


def test_outside_a_repository_git_is_not_asked(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert read_checkout(tmp_path) is None


def test_what_a_hook_sets_for_another_repository_is_not_heeded(clone, shared, monkeypatch):
    root = clone()
    for name, value in (("GIT_DIR", shared / ".git"), ("GIT_WORK_TREE", shared), ("GIT_INDEX_FILE", "x")):
        monkeypatch.setenv(name, str(value))
    assert edit(root).startswith("https://github.com/deanery/all/")


def test_all_that_git_calls_local_to_a_repository_is_kept_from_it():
    listed = subprocess.run(
        ["git", "rev-parse", "--local-env-vars"], capture_output=True, text=True, check=True
    )
    chosen = choose_variables(dict.fromkeys(listed.stdout.split(), "x"))
    assert chosen == {"GIT_CONFIG_COUNT": "0", "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}


# -- the address to edit


@pytest.mark.parametrize(
    ("repository", "line", "address"),
    [
        (Repository(None), 3, None),
        (Repository("https://github.com/a/b"), 3, "https://github.com/a/b/edit/main/framework/x.yml#L3"),
        (
            Repository("https://github.com/a/b", "trunk"),
            None,
            "https://github.com/a/b/edit/trunk/framework/x.yml",
        ),
        (
            Repository("https://gitlab.example.org/a/b"),
            3,
            "https://gitlab.example.org/a/b/-/edit/main/framework/x.yml#L3",
        ),
    ],
)
def test_where_a_file_is_edited(repository, line, address):
    assert repository.build_edit_url("framework/x.yml", line) == address


FORGES = {
    "https://github.com/a/b": (
        "https://github.com/a/b/tree/main/framework/crosswalks",
        "https://github.com/a/b/issues/new?template=problem.yml&page=https://x.example/theories/",
    ),
    "https://gitlab.com/a/b": (
        "https://gitlab.com/a/b/-/tree/main/framework/crosswalks",
        "https://gitlab.com/a/b/-/issues/new?issue%5Btitle%5D=https://x.example/theories/",
    ),
    "https://codeberg.org/a/b": (
        "https://codeberg.org/a/b/src/branch/main/framework/crosswalks",
        "https://codeberg.org/a/b/issues/new?title=https://x.example/theories/",
    ),
    "https://bitbucket.org/a/b": ("https://bitbucket.org/a/b/src/main/framework/crosswalks", None),
    "https://dev.azure.com/o/p/_git/b": (
        "https://dev.azure.com/o/p/_git/b?path=/framework/crosswalks&version=GBmain",
        None,
    ),
}


@pytest.mark.parametrize(("address", "folder", "issue"), [(at, *urls) for at, urls in FORGES.items()])
def test_where_a_folder_is_shown_and_a_fault_is_told(address, folder, issue):
    repository, page = Repository(address), "https://x.example/theories/"
    assert repository.build_folder_url("framework/crosswalks") == folder
    assert repository.build_issue_url(page) == issue
    guessed = Repository(address, is_certain=False)
    assert guessed.build_folder_url("framework") is guessed.build_issue_url(page) is None


def test_the_form_for_a_fault_has_the_field_that_an_address_fills_in():
    form = (ROOT / ".github/ISSUE_TEMPLATE" / PROBLEM_FORM).read_text("utf-8")
    assert "    id: page\n" in form
