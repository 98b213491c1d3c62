"""One policy, in the words of six servers: what ``hosting.yml`` says, written beside the site's files.

Said by hand for each server, the same headers drift apart; tests put every form and two real servers to one list.
"""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

from macros.hosting.faults import PATH, check, read_policy
from macros.hosting.hosts import Unfit, azure, headers_file
from macros.hosting.origins import fault as framing_fault
from macros.hosting.policy import Policy
from macros.hosting.servers import apache, iis, nginx, nginx_server
from macros.problems import show

__all__ = ["FILES", "PATH", "Policy", "Unfit", "address_fault", "check", "framing_fault", "prefix_of", "read_policy", "write"]

_PATH = re.compile(r"(/(?!\.{1,2}(/|$))[A-Za-z0-9_.~-]+)*")
FILES = {
    "hosting/nginx.conf": nginx,
    "hosting/nginx-server.conf": nginx_server,
    "hosting/apache.conf": apache,
    "web.config": iis,
    "staticwebapp.config.json": azure,
}


def address_fault(address: str) -> tuple[str, str] | None:
    """What is wrong with the address of a site, for those who serve it, and what would be right; ``None`` for a sound one."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return f"{show(address)} is no address", "write it whole, as https://handbook.example/"
    if "?" in address or "#" in address:
        return f"{show(address)} goes on after its path", "end it before the '?' or '#'"
    if not _PATH.fullmatch(parts.path.removesuffix("/")):
        wrong = f"its path {show(parts.path.removesuffix('/'))} holds a sign that a server's configuration could take for its own"
        return wrong, "write letters, digits, '-', '_', '.' and '~' between the slashes"
    return None


def prefix_of(site_url: str | None) -> str:
    """The path a site stands at, without a slash at its end: ``/handbook`` for ``https://example.org/handbook/``, else nothing.

    It goes into the files for servers. Raises :class:`Unfit` for one that could mean something else there.
    """
    if fault := address_fault(site_url or ""):
        raise Unfit(f"the site's address: {fault[0]}; {fault[1]} (in HANDBOOK_SITE_URL, or under 'address' in edition.yml)")
    return urlsplit(site_url or "").path.removesuffix("/")


def write(policy: Policy, site: Path, prefix: str = "") -> None:
    """Write the policy for every server into the built ``site`` that will stand at ``prefix``. Raises :class:`Unfit`."""
    (site / "hosting").mkdir(exist_ok=True)
    (site / "_headers").write_text(headers_file(policy, prefix, site), "utf-8", newline="\n")
    for path, form in FILES.items():
        (site / path).write_text(form(policy, prefix), "utf-8", newline="\n")
