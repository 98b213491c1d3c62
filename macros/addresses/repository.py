"""The two addresses a deployment sets, and nothing else.

The repository's address comes from the environment (``HANDBOOK_REPOSITORY``), else ``extra.repository`` in
``mkdocs.yml``, else the git remote; the site's from ``HANDBOOK_SITE_URL`` or ``site_url``. With no repository,
a page names the file and the line to edit instead of showing a dead link.
"""

from __future__ import annotations

import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

_WEB = re.compile(r"^https?://[^\s<>\"']+$")
_SSH = re.compile(r"^(?:ssh://[\w.-]+@([\w.-]+)(?::\d+)?/|[\w.-]+@([\w.-]+):)(.+)$")


@dataclass(frozen=True)
class Settings:
    """``repository`` is a web address without a slash at its end, or ``None``; ``branch`` the branch to edit."""

    repository: str | None = None
    branch: str = "main"

    def edit_url(self, path: str, line: int | None = None) -> str | None:
        """The address that opens ``path`` for editing, at ``line`` where the host can."""
        if not self.repository:
            return None
        middle = "-/edit" if "gitlab" in self.repository else "edit"
        return f"{self.repository}/{middle}/{self.branch}/{path}" + (f"#L{line}" if line else "")


def read_settings(root: Path, extra: dict) -> Settings:
    """The settings in force for the repository at ``root``; ``extra`` is mkdocs.yml's own."""
    said = os.environ.get("HANDBOOK_REPOSITORY")
    if said is None:
        said = extra.get("repository") or _remote(root) or ""
    return Settings(web_address(said), extra.get("branch") or "main")


def web_address(said: str) -> str | None:
    """A remote as a web address, or ``None`` where it has none: a path on disk has none, nor has nothing."""
    said = said.strip().removesuffix("/").removesuffix(".git")
    if ssh := _SSH.match(said):
        said = f"https://{ssh[1] or ssh[2]}/{ssh[3]}"
    said = re.sub(r"^(https?://)[^/]*@", r"\1", said)
    return said if _WEB.match(said) else None


def _remote(root: Path) -> str | None:
    try:
        done = subprocess.run(["git", "-C", str(root), "remote", "get-url", "origin"], capture_output=True, text=True, timeout=5)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None
