"""The repository that pages link to for editing: where it is on the web, and how a file is edited there.

Its address comes from the variable ``HANDBOOK_REPOSITORY``, else from ``extra.repository`` in
``mkdocs.yml``, else from git. What git has is a guess, so it leads to links only where all of it is known:
the software of the host, the branch, and that the handbook's files are in that repository. Otherwise a page
names the file and the line to edit instead of showing a dead link.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from macros.addresses.git import Checkout, GitRefuses, ask, is_in_repository, read_checkout
from macros.addresses.remotes import find_forge, find_web_address, is_of_repository
from macros.base.variables import REPOSITORY

USUAL_BRANCHES = ("main", "master")
PROBLEM_FORM = "problem.yml"  # In .github/ISSUE_TEMPLATE.


@dataclass(frozen=True)
class Repository:
    """A repository on the web.

    ``address`` has no slash at its end, and is ``None`` where there is none. ``branch`` is the one to edit,
    ``folder`` the handbook's place in the repository (``web/handbook``; empty at the top). ``forge`` is the
    software of the host; where it is empty the address tells, or GitHub's is supposed. A repository that is
    not ``is_certain`` was guessed and gets no links.
    """

    address: str | None = None
    branch: str = USUAL_BRANCHES[0]
    folder: str = ""
    forge: str = ""
    is_certain: bool = True

    def build_edit_url(self, path: str, line: int | None = None) -> str | None:
        """The address that opens the file at ``path``, from the handbook's folder, for editing, at ``line``
        (from 1) where the host can; ``None`` without a repository that is certain."""
        if not self.address or not self.is_certain:
            return None
        place = _quote(f"{self.folder}/{path}" if self.folder else path)
        branch = _quote(self.branch)
        anchor = f"#L{line}" if line else ""
        match self.forge or find_forge(self.address):
            case "gitlab":
                return f"{self.address}/-/edit/{branch}/{place}{anchor}"
            case "gitea":
                return f"{self.address}/_edit/{branch}/{place}"
            case "bitbucket":
                return f"{self.address}/src/{_quote(self.branch, '')}/{place}?mode=edit"
            case "azure":
                return f"{self.address}?path=/{place}&version=GB{_quote(self.branch, '')}"
        return f"{self.address}/edit/{branch}/{place}{anchor}"

    def build_folder_url(self, path: str) -> str | None:
        """The address that shows the folder at ``path``, from the handbook's folder; ``None`` without a
        repository that is certain."""
        if not self.address or not self.is_certain:
            return None
        place = _quote(f"{self.folder}/{path}" if self.folder else path)
        branch = _quote(self.branch)
        match self.forge or find_forge(self.address):
            case "gitlab":
                return f"{self.address}/-/tree/{branch}/{place}"
            case "gitea":
                return f"{self.address}/src/branch/{branch}/{place}"
            case "bitbucket":
                return f"{self.address}/src/{_quote(self.branch, '')}/{place}"
            case "azure":
                return f"{self.address}?path=/{place}&version=GB{_quote(self.branch, '')}"
        return f"{self.address}/tree/{branch}/{place}"

    def build_issue_url(self, page: str) -> str | None:
        """The address of a new issue on the ``page`` with this address; ``None`` where the repository is not
        certain, or its host takes no words for a new issue from an address. GitHub shows the form
        ``.github/ISSUE_TEMPLATE/problem.yml``, whose field of the name ``page`` it fills in."""
        if not self.address or not self.is_certain:
            return None
        match self.forge or find_forge(self.address):
            case "gitlab":
                return f"{self.address}/-/issues/new?{_write_query({'issue[title]': page})}"
            case "gitea":
                return f"{self.address}/issues/new?{_write_query({'title': page})}"
            case "bitbucket" | "azure":
                return None
        return f"{self.address}/issues/new?{_write_query({'template': PROBLEM_FORM, 'page': page})}"

    def build_new_url(self, folder: str, name: str) -> str | None:
        """The address that opens a new file called ``name`` in a ``folder`` of the handbook, for writing;
        ``None`` without a repository that is certain, or where its host has no such address."""
        if not self.address or not self.is_certain:
            return None
        place = _quote(f"{self.folder}/{folder}" if self.folder else folder)
        branch, name = _quote(self.branch), _quote(name, "")
        match self.forge or find_forge(self.address):
            case "gitlab":
                return f"{self.address}/-/new/{branch}/{place}?file_name={name}"
            case "gitea":
                return f"{self.address}/_new/{branch}/{place}?filename={name}"
            case "bitbucket" | "azure":
                return None
        return f"{self.address}/new/{branch}/{place}?filename={name}"


def _write_query(fields: Mapping[str, str]) -> str:
    return urlencode(fields, quote_via=quote, safe="/:", errors="surrogateescape")


def _quote(text: str, safe: str = "/") -> str:
    return quote(text, safe, errors="surrogateescape")


def read_repository(root: Path, extra: Mapping[str, Any]) -> Repository:
    """The repository of the handbook at ``root``; ``extra`` is that of its ``mkdocs.yml``, with
    ``repository``, ``branch`` and ``forge``. Where git does not answer, nothing is guessed."""
    branch, forge = str(extra.get("branch") or ""), str(extra.get("forge") or "")
    checkout: Checkout | None = None
    remote: _Remote | None = None
    with suppress(GitRefuses):
        remote = _read_remote(root, branch) if is_in_repository(root) else None
        checkout = read_checkout(root)
    chosen = find_chosen_address(extra)
    address = remote.address if remote and chosen is None else find_web_address(chosen or "")
    if address is None or (chosen is not None and remote and remote.address != address):
        # Somewhere else than git says, where the handbook may lie in another folder.
        return Repository(address, branch or USUAL_BRANCHES[0], "", forge)
    main = remote.branch if remote else branch or USUAL_BRANCHES[0]
    return Repository(
        address,
        main or USUAL_BRANCHES[0],
        checkout.folder if checkout else "",
        forge,
        chosen is not None or bool(checkout and main and (forge or is_of_repository(address))),
    )


def find_chosen_address(extra: Mapping[str, Any]) -> str | None:
    """The repository as somebody has named it, in the variable (where an empty one stands for none) or in
    ``mkdocs.yml``; ``None`` where nobody has."""
    return os.environ.get(REPOSITORY) if REPOSITORY in os.environ else (extra.get("repository") or None)


@dataclass(frozen=True)
class _Remote:
    """A remote of git's, with its web address and the branch to edit (``None`` where that is not known)."""

    address: str
    branch: str | None


def _read_remote(root: Path, branch: str) -> _Remote | None:
    """The remote that the handbook came from; ``None`` without one that has a web address. ``branch`` is what
    the settings name. Raises ``GitRefuses``."""
    names = (ask(root, "remote") or "").splitlines()
    current = ask(root, "symbolic-ref", "--quiet", "--short", "HEAD")  # None where no branch is checked out.
    upstream = ask(root, "config", "--get", f"branch.{current}.remote") if current else None
    name = next(
        (name for name in ("origin", upstream) if name in names), names[0] if len(names) == 1 else None
    )
    if name is None:
        return None
    # First as it was written, and only then as git rewrites it (url.*.insteadOf): that may be a mirror.
    plain = (ask(root, "config", "--get-all", f"remote.{name}.url") or "").splitlines()[:1]
    expanded = (ask(root, "remote", "get-url", name) or "").splitlines()[:1]
    addresses = list(filter(None, map(find_web_address, (*plain, *expanded))))
    if not addresses:
        return None
    followed = ask(root, "config", "--get", f"branch.{current}.merge") if upstream == name else None
    return _Remote(
        next(filter(is_of_repository, addresses), addresses[0]),
        _choose_branch(root, name, branch, (followed or "").removeprefix("refs/heads/")),
    )


def _choose_branch(root: Path, remote: str, branch: str, followed: str) -> str | None:
    """The branch of ``remote`` to edit: the one that the settings name, unless the remote calls another its
    main one and is not known to have it; else the remote's main one, else the usual one, else the one that is
    ``followed`` by the branch at hand. ``None`` where none of these is known to be there."""
    prefix = f"refs/remotes/{remote}/"
    known = (ask(root, "for-each-ref", "--format=%(refname)", prefix) or "").splitlines()
    main = (ask(root, "symbolic-ref", "--quiet", f"{prefix}HEAD") or "").removeprefix(prefix)
    if branch and (not main or prefix + branch in known):
        return branch
    usual = USUAL_BRANCHES if known else USUAL_BRANCHES[:1]  # The first where nothing was fetched yet.
    return main or next((name for name in usual if not known or prefix + name in known), followed or None)
