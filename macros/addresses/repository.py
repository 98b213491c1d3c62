"""The repository that pages link to for editing: where it is on the web, and its branch.

The repository's address comes from the environment (``HANDBOOK_REPOSITORY``), else from ``extra.repository``
in ``mkdocs.yml``, else from the git remote. With no repository, a page names the file and the line to edit
instead of showing a dead link.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_WEB = re.compile(r"^https?://[^\s<>\"']+$")
_SSH = re.compile(r"^(?:ssh://[\w.-]+@([\w.-]+)(?::\d+)?/|[\w.-]+@([\w.-]+):)(.+)$")


@dataclass(frozen=True)
class Repository:
    """A repository on the web. ``address`` has no slash at its end, and is ``None`` where there is none;
    ``branch`` is the one to edit."""

    address: str | None = None
    branch: str = "main"

    def build_edit_url(self, path: str, line: int | None = None) -> str | None:
        """The address that opens the file at ``path`` for editing, at ``line`` (from 1) where the host can;
        ``None`` without a repository."""
        if not self.address:
            return None
        middle = "-/edit" if "gitlab" in self.address else "edit"
        return f"{self.address}/{middle}/{self.branch}/{path}" + (f"#L{line}" if line else "")


def read_repository(root: Path, extra: Mapping[str, Any]) -> Repository:
    """The repository of the handbook at ``root``; ``extra`` is that of its ``mkdocs.yml``, with
    ``repository`` and ``branch``."""
    remote = os.environ.get("HANDBOOK_REPOSITORY")
    if remote is None:
        remote = extra.get("repository") or _read_git_remote(root) or ""
    return Repository(find_web_address(remote), extra.get("branch") or "main")


def find_web_address(remote: str) -> str | None:
    """The web address of a git remote (https, ssh or ``git@host:path``), without credentials; ``None`` for a
    path on disk or an empty text."""
    remote = remote.strip().removesuffix("/").removesuffix(".git")
    if ssh := _SSH.match(remote):
        remote = f"https://{ssh[1] or ssh[2]}/{ssh[3]}"
    remote = re.sub(r"^(https?://)[^/]*@", r"\1", remote)
    return remote if _WEB.match(remote) else None


def _read_git_remote(root: Path) -> str | None:
    """The address of the remote ``origin`` as git has it; ``None`` without one, or without git."""
    try:
        result = subprocess.run(
            ["git", "-C", str(root), "remote", "get-url", "origin"], capture_output=True, text=True, timeout=5
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return result.stdout if result.returncode == 0 else None
