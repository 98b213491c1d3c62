"""The web address of a repository, from what git or a person calls it, and the software of its host.

A name or password never gets into the address, whatever form it has. What only looks like a host (an alias of
ssh, a drive of Windows, a path) has no address.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from macros.base import address_rules
from macros.base.problems import Fault

# The software of hosts, by their names; and of a host of somebody's own, by the first part of its name.
FORGES = {
    "github.com": "github",
    "gitlab.com": "gitlab",
    "salsa.debian.org": "gitlab",
    "bitbucket.org": "bitbucket",
    "codeberg.org": "gitea",
    "gitea.com": "gitea",
    "dev.azure.com": "azure",
}
FIRST_PARTS = {"github": "github", "gitlab": "gitlab", "gitea": "gitea", "forgejo": "gitea"}
KINDS = tuple(dict.fromkeys(FORGES.values()))
# The path of a repository there, after the host.
_PART = r"[\w.~%+-]+"
_PATHS = {
    "github": rf"{_PART}/{_PART}",
    "gitlab": rf"{_PART}(/{_PART})+",
    "bitbucket": rf"{_PART}/{_PART}",
    "gitea": rf"{_PART}(/{_PART})+",
    "azure": rf"({_PART}/){{0,2}}_git/{_PART}",
}
# Hosts that have another name for ssh, mostly to be reached through a firewall.
_SSH_HOSTS = {
    "ssh.github.com": "github.com",
    "altssh.gitlab.com": "gitlab.com",
    "altssh.bitbucket.org": "bitbucket.org",
    "www.github.com": "github.com",
}
_SSH = re.compile(r"(?:git\+|ssh\+)?(?:ssh|git)(?:\+ssh)?://(?:[^/]*@)?([\w.-]+)(?::\d+)?/(.+)")
_SCP = re.compile(r"(?:[^/@:]+@)?([\w-]+(?:\.[\w-]+)+):(?!//)(.+)")
# What is no alias of ssh, as github.com-work: a name that ends as names of the internet do.
_NAME = re.compile(r"([\w-]+\.)+([a-z]{2,}|xn--[a-z0-9-]+)")
_AZURE_SSH = re.compile(r"v3/([^/]+)/([^/]+)/([^/]+)")


def find_web_address(remote: str) -> str | None:
    """The web address of a remote of git's (https, ssh, git or ``git@host:path``), without a name or password
    before its host; ``None`` for a path on disk, an empty text, and what is no address."""
    remote = remote.strip().removesuffix("/").removesuffix(".git")
    if ssh := _SSH.fullmatch(remote) or _SCP.fullmatch(remote):
        return _check(_convert_ssh(ssh[1].lower(), ssh[2].lstrip("/")))
    if not (web := re.fullmatch(r"(?i)(https?)://(?:[^/]*@)?([^/@]+)(/.*)?", remote)):
        return None
    scheme, host = web[1].lower(), web[2].lower()
    known_host = _SSH_HOSTS.get(host, host)
    return _check(f"{'https' if known_host in FORGES else scheme}://{known_host}{web[3] or ''}")


def _convert_ssh(host: str, path: str) -> str:
    """The web address for a host and a path of ssh; that of an alias of ssh, which is no name of a host, is
    none."""
    if host in ("ssh.dev.azure.com", "vs-ssh.visualstudio.com") and (azure := _AZURE_SSH.fullmatch(path)):
        owner, project, name = azure.groups()
        if host == "ssh.dev.azure.com":
            return f"https://dev.azure.com/{owner}/{project}/_git/{name}"
        return f"https://{owner}.visualstudio.com/{project}/_git/{name}"
    return f"https://{_SSH_HOSTS.get(host, host)}/{path}" if _NAME.fullmatch(host) else ""


def _check(address: str) -> str | None:
    """``address`` where it is one that can be published; in what has an ``@``, a question or an anchor there
    could be a password."""
    return None if address_rules.fault(address) or set("@?#") & set(address) else address


def find_forge(address: str) -> str | None:
    """The software of the host of a web address, one of :data:`KINDS`; ``None`` where its name does not
    tell."""
    host = urlsplit(address).hostname or ""
    if host.endswith((".visualstudio.com", ".ghe.com")):
        return "azure" if host.endswith(".visualstudio.com") else "github"
    return FORGES.get(host) or FIRST_PARTS.get(host.partition(".")[0])


def is_of_repository(address: str) -> bool:
    """Whether a web address is that of a repository on a host whose software is known."""
    forge = find_forge(address)
    return bool(forge and re.fullmatch(_PATHS[forge], urlsplit(address).path.removeprefix("/")))


def find_fault(remote: str) -> Fault | None:
    """What is wrong with a repository that somebody names, and what would be right; ``None`` for a sound one
    and for an empty text. Its value is not for the eyes of others: it may hold a password."""
    right = "write its address, as https://github.com/owner/name, or nothing for no links"
    if not remote.strip():
        return None
    if not (address := find_web_address(remote)):
        return Fault("is no address of a repository on the web", right)
    if find_forge(address) and not is_of_repository(address):
        return Fault("has a path that no repository there has", right)
    return None
