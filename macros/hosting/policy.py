"""The policy of ``hosting.yml``: which headers go with which address, whatever server sends them.

A field is described here once, as in :mod:`macros.records.kinds`. What a policy may not say is in
:mod:`macros.hosting.faults`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import escape

from macros.records.field_types import Part, required

AN_HOUR = 3600
KEYWORDS = (
    "self",
    "none",
)  # In a policy of a browser they stand in quotes; a file that people write has enough of these.


class HeaderRule(Part):
    """Headers for some addresses, beside the general ones or in the place of some of them."""

    addresses: list[str] = required(
        "Addresses from the site's root, as '/search/*' or '/404.html'.", min_length=1
    )
    headers: dict[str, str] = required(
        "The name of each header and its value, as 'X-Robots-Tag: noindex'.", min_length=1
    )


class Policy(Part):
    """How the site is to be served."""

    framing: list[str] = required(
        "Who may show the handbook in a frame: 'self' and origins such as 'https://*.nhs.uk', or 'none'"
        " alone.",
        min_length=1,
    )
    content_security_policy: dict[str, list[str]] = required(
        "Each directive and where its content may come from, as 'script-src: [self]'.", min_length=1
    )
    headers: dict[str, str] = required("The name of each header that goes with every answer, and its value.")
    rules: list[HeaderRule] = required("Lists of addresses, each with its headers.")
    types: dict[str, str] = required(
        "The ending of each kind of file and its media type, as '.json: application/json'.", min_length=1
    )
    not_found: str = required("Address of the page for an unknown address, as '/404.html'.")

    def allow_framing(self, origins: Iterable[str]) -> Policy:
        """A copy of the policy in which ``origins`` may show the handbook in a frame too; the policy itself
        where all of them may already."""
        framing = [origin for origin in self.framing if origin != "none"]
        more = [origin for origin in origins if origin not in framing]
        return self.model_copy(update={"framing": [*framing, *more]}) if more else self

    def name_origin(self, origin: str) -> Policy:
        """A copy of the policy in which ``origin``, the site's own, stands beside 'self' wherever a page may
        load from there; the policy itself where none is given.

        For frames of other sites whose ``sandbox`` lacks ``allow-same-origin``. Their pages have an opaque
        origin, which Safari takes for what 'self' means: so nothing would be let in there.
        """
        if not origin:
            return self
        directives = {
            name: [*sources, origin] if "self" in sources and origin not in sources else sources
            for name, sources in self.content_security_policy.items()
        }
        return self.model_copy(update={"content_security_policy": directives})

    def format_content_policy(self, framing: bool = True) -> str:
        """The value of the header Content-Security-Policy; without ``framing`` it does not say who may frame
        the site."""
        directives = {
            **self.content_security_policy,
            **({"frame-ancestors": self.framing} if framing else {}),
        }
        return "; ".join(
            " ".join((name, *map(_quote_keyword, sources))) for name, sources in directives.items()
        )

    def format_meta(self) -> str:
        """The ``meta`` element with the policy for the head of every page: for copies on a disk and servers
        that send no header.

        Browsers ignore ``frame-ancestors``, ``report-uri`` and ``sandbox`` there (CSP Level 3, section 3.3).
        The first is left out; the other two are no directives of ``hosting.yml``.
        """
        return (
            '<meta http-equiv="Content-Security-Policy"'
            f' content="{escape(self.format_content_policy(framing=False), quote=False)}">'
        )

    @property
    def general_headers(self) -> dict[str, str]:
        """The headers of an address that no rule names, by their names."""
        return {"Content-Security-Policy": self.format_content_policy(), **self.headers}

    def find_headers(self, address: str) -> dict[str, str]:
        """The headers that are sent with ``address`` (from the site's root), by their names. A header of a
        rule that matches replaces the general one, and of two rules the later wins."""
        headers = self.general_headers
        for rule in self.rules:
            if any(matches(pattern, address) for pattern in rule.addresses):
                headers |= rule.headers
        return headers

    def limit_caching(self) -> Policy:
        """A copy of the policy that lets browsers keep nothing for longer than :data:`AN_HOUR` (seconds).

        For servers that send the headers of an address with an answer 404 too: a browser that asked for a
        file before it was there would be without it for as long as ``Cache-Control`` says.
        """
        rules = [
            rule.model_copy(
                update={
                    "headers": {
                        name: _limit_to_an_hour(value) if name == "Cache-Control" else value
                        for name, value in rule.headers.items()
                    }
                }
            )
            for rule in self.rules
        ]
        return self.model_copy(update={"rules": rules})

    @property
    def headers_by_pattern(self) -> dict[str, dict[str, str]]:
        """Every pattern that a rule names, the most particular first, with all the headers that hold
        there."""
        patterns = {pattern for rule in self.rules for pattern in rule.addresses}
        return {
            pattern: self.find_headers(pattern)
            for pattern in sorted(
                patterns, key=lambda pattern: (-pattern.count("/"), pattern.endswith("*"), pattern)
            )
        }

    def find_outer_headers(self, pattern: str) -> dict[str, str]:
        """The headers of the next wider pattern that a rule names around ``pattern``, or else the general
        ones."""
        wider = (
            headers
            for place, headers in self.headers_by_pattern.items()
            if place != pattern and matches(place, pattern)
        )
        return next(wider, self.general_headers)

    def find_type(self, address: str) -> str | None:
        """The media type of the file at ``address``; ``None`` for an ending that the policy does not know."""
        name = f"{address}index.html" if address.endswith("/") else address
        return self.types.get(f".{name.rpartition('.')[2]}")


def matches(pattern: str, address: str) -> bool:
    """Whether ``pattern`` (``/search/*``, ``/404.html``) covers ``address``, which may itself be a
    pattern."""
    return address.startswith(pattern[:-1]) if pattern.endswith("*") else address == pattern


def overlaps(one: str, other: str) -> bool:
    """Whether some address is covered by both patterns."""
    return matches(one, other) or matches(other, one)


def select_different(headers: Mapping[str, str], general: Mapping[str, str]) -> dict[str, str]:
    """The headers that are missing from ``general`` or have another value there."""
    return {name: value for name, value in headers.items() if general.get(name) != value}


def list_text_types(types: Mapping[str, str]) -> list[str]:
    """The media types (without parameters, sorted) of those kinds of file in ``types`` that are text, and so
    worth compressing. ``types`` maps endings to media types; a text is what names a ``charset``."""
    return sorted({kind.partition(";")[0] for kind in types.values() if "charset" in kind})


def _limit_to_an_hour(value: str) -> str:
    """A value of ``Cache-Control`` with at most an hour in it: ``public, max-age=31536000, immutable``
    becomes ``public, max-age=3600``. A shorter time stays as it is."""
    max_age = re.search(r"max-age=([0-9]+)", value)
    if not max_age or int(max_age[1]) <= AN_HOUR:
        return value
    return value.replace(max_age[0], f"max-age={AN_HOUR}").replace(", immutable", "")


def _quote_keyword(source: str) -> str:
    return f"'{source}'" if source in KEYWORDS else source
