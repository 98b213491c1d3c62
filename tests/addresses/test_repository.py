"""The repository's address: from the variable, mkdocs.yml or the git remote, and never with a password in
it."""

from __future__ import annotations

import re
import subprocess

import pytest
from hypothesis import given, strategies as st

from macros.addresses.repository import Repository, find_web_address, read_repository

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
