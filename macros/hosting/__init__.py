"""One policy, in the words of six servers: what ``hosting.yml`` says, written beside the site's files.

Said by hand for each server, the same headers drift apart; tests put every form and two real servers to one list.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from macros.base import address_rules
from macros.hosting.faults import PATH, check, read_policy
from macros.hosting.hosts import Unfit, azure, headers_file
from macros.hosting.origins import fault as framing_fault
from macros.hosting.policy import Policy
from macros.hosting.servers import apache, iis, nginx, nginx_server

__all__ = ["FILES", "PATH", "Policy", "Unfit", "check", "framing_fault", "prefix_of", "read_policy", "write"]

FILES = {
    "hosting/nginx.conf": nginx,
    "hosting/nginx-server.conf": nginx_server,
    "hosting/apache.conf": apache,
    "web.config": iis,
    "staticwebapp.config.json": azure,
}


def prefix_of(site_url: str | None) -> str:
    """The path a site stands at, without a slash at its end: ``/handbook`` for ``https://example.org/handbook/``, else nothing.

    It goes into the files for servers. Raises :class:`Unfit` for one that could mean something else there.
    """
    if site_url and (fault := address_rules.site_fault(site_url)):
        raise Unfit(f"the site's address {fault.wrong}; {fault.right} (in HANDBOOK_SITE_URL, or under 'address' in edition.yml)")
    return urlsplit(site_url or "").path.removesuffix("/")


def write(policy: Policy, site: Path, prefix: str = "") -> None:
    """Write the policy for every server into the built ``site`` that will stand at ``prefix``. Raises :class:`Unfit`."""
    (site / "hosting").mkdir(exist_ok=True)
    (site / "_headers").write_text(headers_file(policy, prefix, site), "utf-8", newline="\n")
    for path, form in FILES.items():
        (site / path).write_text(form(policy, prefix), "utf-8", newline="\n")
