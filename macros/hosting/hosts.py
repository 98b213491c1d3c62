"""The policy in the words of three hosts of static sites: Netlify and Cloudflare Pages (one form), and Azure
Static Web Apps."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from macros.hosting.policy import Policy, overlaps, select_different

_HEADERS = """\
# The headers of the Clinical Leadership Handbook, for Netlify and for Cloudflare Pages.
# Written by `handbook build` from hosting.yml: change that and build, not this.
# Where several patterns match, both hosts join what they say. So a header that differs from place to place\
 is not under
# the general pattern, and each place is named. Nothing is kept for longer than an hour, for these may go\
 with a 404 too.{sub}

"""
_SUB = """
# The site stands at {prefix}/ here, because its address (site_url) has that path: put its files into\
 a folder {prefix} of what
# you publish, and this file above that folder, where the host looks for it."""
OURS = (
    "_headers",
    "web.config",
    "staticwebapp.config.json",
    "hosting",
)  # What the build writes for servers, not for readers.
MOST_RULES = 100  # Of Cloudflare Pages, and 2,000 characters a line.
LONGEST = 2000


class Unfit(ValueError):
    """The policy does not fit into a server's form or limits. The text is a sentence for the person who
    builds the site."""


def format_headers_file(policy: Policy, prefix: str, site: Path) -> str:
    """The text of ``_headers`` for the built ``site``, which stands at the path ``prefix`` (``/handbook``, or
    nothing).

    Raises :class:`Unfit` where a host would not read all of it.
    """
    policy = policy.limit_caching()
    general = policy.general_headers
    set_by_rules = {name for rule in policy.rules for name in rule.headers}
    blocks: dict[str, dict[str, str]] = {
        "/*": {name: value for name, value in general.items() if name not in set_by_rules}
    }
    for name in general:
        if name in set_by_rules:
            ruled_patterns = [
                pattern for rule in policy.rules if name in rule.headers for pattern in rule.addresses
            ]
            for pattern in list_uncovered(site, ruled_patterns):
                blocks.setdefault(pattern, {})[name] = general[name]
    for rule in policy.rules:
        for pattern in rule.addresses:
            blocks.setdefault(pattern, {}).update(rule.headers)
    _check_limits(blocks)
    texts = (
        "\n".join((prefix + pattern, *(_format_line(name, value) for name, value in headers.items())))
        for pattern, headers in blocks.items()
        if headers
    )
    return _HEADERS.format(sub=_SUB.format(prefix=prefix) if prefix else "") + "\n\n".join(texts) + "\n"


def measure_policy_line(policy: Policy) -> int:
    """The length, in characters, of the line with the content security policy, which grows with every origin
    that is added."""
    return len(_format_line("Content-Security-Policy", policy.format_content_policy()))


def _format_line(name: str, value: str) -> str:
    return f"  {name}: {value}"


def _check_limits(blocks: dict[str, dict[str, str]]) -> None:
    """Raise :class:`Unfit` where ``blocks``, headers by pattern, hold more than Cloudflare Pages reads."""
    longest = max(
        len(_format_line(name, value)) for headers in blocks.values() for name, value in headers.items()
    )
    if longest > LONGEST:
        raise Unfit(
            f"hosting.yml: a header comes to {longest} characters and Cloudflare Pages reads {LONGEST}; name"
            " fewer origins under 'framing', here or in the edition"
        )
    if len(blocks) > MOST_RULES:
        raise Unfit(
            f"hosting.yml: the rules come to {len(blocks)} and Cloudflare Pages reads {MOST_RULES}; name"
            " fewer addresses, or put pages into folders"
        )


def list_uncovered(site: Path, patterns: Iterable[str], folder: str = "/") -> Iterator[str]:
    """Patterns that together cover every file in ``folder`` of ``site`` that none of ``patterns`` covers."""
    patterns = list(patterns)
    for child in sorted((site / folder[1:]).iterdir()):
        if folder == "/" and child.name in OURS:
            continue
        address = f"{folder}{child.name}" + ("/" if child.is_dir() else "")
        if child.name == "index.html":
            yield folder
        overlapping = [
            pattern for pattern in patterns if overlaps(pattern, f"{address}*" if child.is_dir() else address)
        ]
        if not overlapping:
            yield f"{address}*" if child.is_dir() else address
        elif child.is_dir() and not any(
            address.startswith(pattern[:-1]) for pattern in overlapping if pattern.endswith("*")
        ):
            yield from list_uncovered(site, patterns, address)


def format_azure(policy: Policy, prefix: str) -> str:
    """The text of ``staticwebapp.config.json``. Azure takes the first route that matches, and puts its
    headers over the general ones."""
    policy = policy.limit_caching()
    general = policy.general_headers
    routes = [
        {"route": prefix + pattern, "headers": select_different(headers, general)}
        for pattern, headers in policy.headers_by_pattern.items()
    ]
    page = prefix + policy.not_found
    config = {
        "globalHeaders": general,
        "mimeTypes": policy.types,
        "responseOverrides": {"404": {"rewrite": page}},
        "routes": routes,
        "trailingSlash": (
            "always"
        ),  # Else /about would show the page of /about/, and its relative links would lead astray.
    }
    return json.dumps(config, indent=2) + "\n"
