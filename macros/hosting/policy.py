"""The policy of ``hosting.yml``: which headers go with which address, whatever server sends them.

A field is described here once, as in :mod:`macros.records.kinds`. What a policy may not say is in :mod:`macros.hosting.faults`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import escape

from macros.records.field_types import Part, must

AN_HOUR = 3600
KEYWORDS = ("self", "none")  # In a policy of a browser they stand in quotes; a file that people write has enough of these.


class Rule(Part):
    """More headers, or others, for some addresses."""

    addresses: list[str] = must("Addresses from the site's root, as '/search/*' or '/404.html'.", min_length=1)
    headers: dict[str, str] = must("The name of each header and its value, as 'X-Robots-Tag: noindex'.", min_length=1)


class Policy(Part):
    """How the site is to be served."""

    framing: list[str] = must("Who may show the handbook in a frame: 'self' and origins such as 'https://*.nhs.uk', or 'none' alone.", min_length=1)
    content_security_policy: dict[str, list[str]] = must("Each directive and where its content may come from, as 'script-src: [self]'.", min_length=1)
    headers: dict[str, str] = must("The name of each header that goes with every answer, and its value.")
    rules: list[Rule] = must("Lists of addresses, each with its headers.")
    types: dict[str, str] = must("The ending of each kind of file and its media type, as '.json: application/json'.", min_length=1)
    not_found: str = must("Address of the page for an unknown address, as '/404.html'.")

    def framed_by(self, origins: Iterable[str]) -> Policy:
        """The same policy with ``origins`` added to those that may show the handbook in a frame."""
        said = [origin for origin in self.framing if origin != "none"]
        more = [origin for origin in origins if origin not in said]
        return self.model_copy(update={"framing": [*said, *more]}) if more else self

    def content_policy(self, framing: bool = True) -> str:
        """The value of the header Content-Security-Policy; without ``framing`` it does not say who may frame the site."""
        directives = {**self.content_security_policy, **({"frame-ancestors": self.framing} if framing else {})}
        return "; ".join(" ".join((name, *map(_source, sources))) for name, sources in directives.items())

    def meta(self) -> str:
        """The policy as it stands in the head of every page, for copies on a disk and servers that send no header.

        Browsers heed no ``frame-ancestors`` there (CSP Level 3, section 3.3); ``report-uri`` and ``sandbox``, which they heed there no
        more, are no directives of ``hosting.yml``.
        """
        return f'<meta http-equiv="Content-Security-Policy" content="{escape(self.content_policy(framing=False), quote=False)}">'

    def everywhere(self) -> dict[str, str]:
        """The headers of an address for which no rule says anything."""
        return {"Content-Security-Policy": self.content_policy(), **self.headers}

    def at(self, address: str) -> dict[str, str]:
        """The headers that go with ``address``, from the site's root: those of all rules that match it stand before the general ones."""
        found = self.everywhere()
        for rule in self.rules:
            if any(matches(pattern, address) for pattern in rule.addresses):
                found |= rule.headers
        return found

    def not_kept_long(self) -> Policy:
        """The same policy with nothing kept by browsers for longer than :data:`AN_HOUR`.

        For servers that send a place's headers with an answer 404 too: a browser that missed a file once would go without it for
        as long as the header says.
        """
        rules = [rule.model_copy(update={"headers": {name: _at_most_an_hour(value) if name == "Cache-Control" else value
                                                     for name, value in rule.headers.items()}}) for rule in self.rules]
        return self.model_copy(update={"rules": rules})

    def places(self) -> dict[str, dict[str, str]]:
        """Every address that a rule names, the most particular first, with all the headers that hold there."""
        named = {pattern for rule in self.rules for pattern in rule.addresses}
        return {pattern: self.at(pattern) for pattern in sorted(named, key=lambda each: (-each.count("/"), each.endswith("*"), each))}

    def outside(self, pattern: str) -> dict[str, str]:
        """The headers that hold around a place, from the next wider one that a rule names, or from the whole site."""
        wider = (headers for place, headers in self.places().items() if place != pattern and matches(place, pattern))
        return next(wider, self.everywhere())

    def type_of(self, address: str) -> str | None:
        """The media type of the file at ``address``; ``None`` for an ending that the policy does not know."""
        name = f"{address}index.html" if address.endswith("/") else address
        return self.types.get(f".{name.rpartition('.')[2]}")


def matches(pattern: str, address: str) -> bool:
    """Whether ``pattern`` (``/search/*``, ``/404.html``) covers ``address``, which may itself be a pattern."""
    return address.startswith(pattern[:-1]) if pattern.endswith("*") else address == pattern


def overlap(one: str, other: str) -> bool:
    """Whether some address is covered by both patterns."""
    return matches(one, other) or matches(other, one)


def others(headers: Mapping[str, str], general: Mapping[str, str]) -> dict[str, str]:
    """Those of ``headers`` that are not in ``general``, or have another value there."""
    return {name: value for name, value in headers.items() if general.get(name) != value}


def texts(types: Mapping[str, str]) -> list[str]:
    """The media types among ``types`` that are text, without parameters: what can be sent compressed, and has a character set."""
    return sorted({kind.partition(";")[0] for kind in types.values() if "charset" in kind})


def _at_most_an_hour(value: str) -> str:
    """``public, max-age=31536000, immutable`` is ``public, max-age=3600``; what is shorter stays as it is."""
    said = re.search(r"max-age=([0-9]+)", value)
    if not said or int(said[1]) <= AN_HOUR:
        return value
    return value.replace(said[0], f"max-age={AN_HOUR}").replace(", immutable", "")


def _source(said: str) -> str:
    return f"'{said}'" if said in KEYWORDS else said
