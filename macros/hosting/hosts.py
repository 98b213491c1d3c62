"""The policy in the words of three hosts of static sites: Netlify and Cloudflare Pages (one form), and Azure Static Web Apps."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from macros.hosting.policy import Policy, others, overlap

_HEADERS = """\
# The headers of the Clinical Leadership Handbook, for Netlify and for Cloudflare Pages.
# Written by `handbook build` from hosting.yml: change that and build, not this.
# Where several patterns match, both hosts join what they say. So a header that differs from place to place is not under
# the general pattern, and each place is named. Nothing is kept for longer than an hour, for these may go with a 404 too.{sub}

"""
_SUB = """
# The site stands at {prefix}/ here, because its address (site_url) has that path: put its files into a folder {prefix} of what
# you publish, and this file above that folder, where the host looks for it."""
OURS = ("_headers", "web.config", "staticwebapp.config.json", "hosting")  # What the build writes for servers, not for readers.
MOST_RULES = 100  # Of Cloudflare Pages, and 2,000 characters a line.
LONGEST = 2000


class Unfit(ValueError):
    """What the site is served by cannot say what it is to say; the text is a sentence."""


def headers_file(policy: Policy, prefix: str, site: Path) -> str:
    """A ``_headers`` for the built ``site`` at the path ``prefix`` (``/handbook``, or nothing). Raises :class:`Unfit`."""
    policy = policy.not_kept_long()
    general = policy.everywhere()
    set_by_rules = {name for rule in policy.rules for name in rule.headers}
    blocks: dict[str, dict[str, str]] = {"/*": {name: value for name, value in general.items() if name not in set_by_rules}}
    for name in general:
        if name in set_by_rules:
            taken = [pattern for rule in policy.rules if name in rule.headers for pattern in rule.addresses]
            for pattern in rest(site, taken):
                blocks.setdefault(pattern, {})[name] = general[name]
    for rule in policy.rules:
        for pattern in rule.addresses:
            blocks.setdefault(pattern, {}).update(rule.headers)
    _must_fit(blocks)
    texts = ("\n".join((prefix + pattern, *(_line(name, value) for name, value in headers.items()))) for pattern, headers in blocks.items() if headers)
    return _HEADERS.format(sub=_SUB.format(prefix=prefix) if prefix else "") + "\n\n".join(texts) + "\n"


def length(policy: Policy) -> int:
    """How long the line with the content security policy is, in characters: the one that grows with what people add."""
    return len(_line("Content-Security-Policy", policy.content_policy()))


def _line(name: str, value: str) -> str:
    return f"  {name}: {value}"


def _must_fit(blocks: dict[str, dict[str, str]]) -> None:
    longest = max(len(_line(name, value)) for headers in blocks.values() for name, value in headers.items())
    if longest > LONGEST:
        raise Unfit(f"hosting.yml: a header comes to {longest} characters and Cloudflare Pages reads {LONGEST}; name fewer origins under 'framing', here or in the edition")
    if len(blocks) > MOST_RULES:
        raise Unfit(f"hosting.yml: the rules come to {len(blocks)} and Cloudflare Pages reads {MOST_RULES}; name fewer addresses, or put pages into folders")


def rest(site: Path, taken: Iterable[str], below: str = "/") -> Iterator[str]:
    """Patterns that together cover everything in ``site`` but what the patterns ``taken`` cover."""
    taken = list(taken)
    for child in sorted((site / below[1:]).iterdir()):
        if below == "/" and child.name in OURS:
            continue
        address = f"{below}{child.name}" + ("/" if child.is_dir() else "")
        if child.name == "index.html":
            yield below
        near = [pattern for pattern in taken if overlap(pattern, f"{address}*" if child.is_dir() else address)]
        if not near:
            yield f"{address}*" if child.is_dir() else address
        elif child.is_dir() and not any(address.startswith(pattern[:-1]) for pattern in near if pattern.endswith("*")):
            yield from rest(site, taken, address)


def azure(policy: Policy, prefix: str) -> str:
    """A ``staticwebapp.config.json``; Azure takes the first route that matches, and puts its headers over the general ones."""
    policy = policy.not_kept_long()
    general = policy.everywhere()
    routes = [{"route": prefix + pattern, "headers": others(headers, general)}
              for pattern, headers in policy.places().items()]
    page = prefix + policy.not_found
    config = {
        "globalHeaders": general,
        "mimeTypes": policy.types,
        "responseOverrides": {"404": {"rewrite": page}},
        "routes": routes,
        "trailingSlash": "always",  # Else /about would show the page of /about/, and its relative links would lead astray.
    }
    return json.dumps(config, indent=2) + "\n"
