"""One policy, in the words of six servers: what ``hosting.yml`` says, written beside the site's files.

Written by hand for each server, the same headers would drift apart. Tests hold every form, and two real
servers, to one list.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from macros.base import address_rules
from macros.hosting.faults import PATH, check, read_policy
from macros.hosting.hosts import Unfit, format_azure, format_headers_file
from macros.hosting.origins import fault as framing_fault, read_origin
from macros.hosting.policy import Policy
from macros.hosting.servers import format_apache, format_iis, format_nginx, format_nginx_server

__all__ = [
    "FILES",
    "PATH",
    "Policy",
    "Unfit",
    "check",
    "framing_fault",
    "read_origin",
    "read_policy",
    "read_prefix",
    "write",
]

FILES = {
    "hosting/nginx.conf": format_nginx,
    "hosting/nginx-server.conf": format_nginx_server,
    "hosting/apache.conf": format_apache,
    "web.config": format_iis,
    "staticwebapp.config.json": format_azure,
}


def read_prefix(site_url: str | None) -> str:
    """The path in the address of a site, without a slash at its end: ``/handbook`` for
    ``https://example.org/handbook/``, else empty.

    It is written into the files for servers. Raises :class:`Unfit` for a path that a server could read as
    configuration.
    """
    if site_url and (fault := address_rules.site_fault(site_url)):
        raise Unfit(
            f"the site's address {fault.wrong}; {fault.right} (in HANDBOOK_SITE_URL, or under 'address' in"
            " edition.yml)"
        )
    return urlsplit(site_url or "").path.removesuffix("/")


def write(policy: Policy, site: Path, prefix: str = "") -> None:
    """Write the policy for every server into the built ``site`` that will stand at ``prefix``. Raises
    :class:`Unfit`."""
    (site / "hosting").mkdir(exist_ok=True)
    (site / "_headers").write_text(format_headers_file(policy, prefix, site), "utf-8", newline="\n")
    for path, form in FILES.items():
        (site / path).write_text(form(policy, prefix), "utf-8", newline="\n")
