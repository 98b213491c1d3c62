"""Faults of ``hosting.yml``: what would let in more than it seems to, or break out of the configuration
written from it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from macros.base.problems import (
    Fault,
    Problem,
    Problems,
    Route,
    did_you_mean,
    show,
    spell,
)
from macros.base.yaml_files import read
from macros.hosting import origins
from macros.hosting.hosts import LONGEST, measure_policy_line
from macros.hosting.policy import KEYWORDS, Policy, overlaps
from macros.records.validation import validate

if TYPE_CHECKING:
    from macros.records.edition_layer import Layer

PATH = "hosting.yml"
DIRECTIVES = (
    "default-src",
    "script-src",
    "style-src",
    "img-src",
    "font-src",
    "connect-src",
    "worker-src",
    "manifest-src",
    "media-src",
    "object-src",
    "frame-src",
    "child-src",
    "base-uri",
    "form-action",
)
# Of the headers for every address; without it a host has a rule of its own that comes to the same.
CAN_DIFFER = "Cache-Control"
# Of each list: Cloudflare Pages reads 100 rules of 2,000 characters, and the build adds one for each section.
MOST = 40
LONGEST_ADDRESS = 200  # It stands in a line of its own, behind the path of the site.
NOT_FOUND = "/404.html"  # What mkdocs makes for an address that leads nowhere.
KINDS = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
}  # Else no page is shown, or not as it is.
_MORE_SOURCES = {
    "data:": ("img-src", "font-src", "media-src", "worker-src"),
    "blob:": ("img-src", "font-src", "media-src", "worker-src"),
}
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,80}")
_VALUE = re.compile(
    r"(?!expr=)[!#&-\[\]-~]([ !#&-\[\]-~]{0,498}[!#&-\[\]-~])?"
)  # Printable ASCII without " $ % and backslash; Apache reckons what begins with expr=.
_ADDRESS = re.compile(
    r"(/(?!\.{1,2}(/|$))[a-z0-9_.-]+)+(/\*)?"
)  # Small letters, as on the site: IIS knows no difference.
_TYPE = re.compile(r"[a-z]+/[a-z0-9.+-]+(; charset=utf-8)?")
_ELSEWHERE = {
    "x-frame-options": "delete it: who may show the site in a frame is said under 'framing'",
    "content-security-policy": "write it under 'content_security_policy' and 'framing'",
    "content-type": "write it under 'types'",
    "strict-transport-security": "set it where the domain's certificate is, for it binds the whole domain",
    **dict.fromkeys(
        ("cross-origin-opener-policy", "cross-origin-embedder-policy"),
        "delete it: with it, frames or what is opened from them stay empty",
    ),
    **dict.fromkeys(
        ("location", "content-location", "refresh"), "delete it: it would send every reader elsewhere"
    ),
    **dict.fromkeys(
        ("set-cookie", "clear-site-data"),
        "delete it: the handbook sets no cookies, and what readers keep stays in their browsers",
    ),
    **dict.fromkeys(
        (
            "content-disposition",
            "content-range",
            "status",
            "www-authenticate",
            "x-accel-redirect",
            "x-sendfile",
        ),
        "delete it: pages would not be shown",
    ),
    **dict.fromkeys(
        (
            "content-encoding",
            "content-length",
            "transfer-encoding",
            "connection",
            "keep-alive",
            "upgrade",
            "trailer",
            "te",
            "date",
            "etag",
            "last-modified",
            "accept-ranges",
            "vary",
            "age",
            "expires",
            "host",
            "server",
        ),
        "delete it: it is for the server to say of each answer",
    ),
}


def read_policy(root: Path) -> Policy:
    """The policy of the repository at ``root``; raises :class:`Problems` with every fault located."""
    yaml = read(root / PATH, PATH, has_settings=True)
    policy = validate(Policy, yaml, None, "hosting")
    if problems := [
        Problem(PATH, *yaml.locate(route), spell(route), *fault) for route, fault in faults(policy)
    ]:
        raise Problems(problems)
    return policy


def check(root: Path, layers: Iterable[Layer] = ()) -> list[Problem]:
    """The problems of the policy at ``root`` and of what the ``layers`` of an edition add to it, bottom
    first. Without the file there are none, as nothing is written from it then."""
    try:
        if (root / PATH).exists():
            return list(_overlong_layers(read_policy(root), layers))
    except Problems as unreadable:
        return unreadable.problems
    return []


def _overlong_layers(policy: Policy, layers: Iterable[Layer]) -> Iterator[Problem]:
    """A problem for the first of ``layers``, from the bottom, that makes the header longer than hosts read.
    The uppermost says at which address the site stands, which the header names too."""
    layers = list(layers)
    policy = policy.name_origin(origins.read_origin(layers[-1].content.address if layers else ""))
    for layer in layers:
        policy = policy.allow_framing(layer.content.framing)
        if (characters := measure_policy_line(policy)) > LONGEST:
            yield layer.problem(("framing",), *_overlong_fault(characters))
            return


def _overlong_fault(characters: int) -> Fault:
    return Fault(
        f"makes a header of {characters:,} characters, with what else it holds, and Cloudflare Pages reads"
        f" {LONGEST:,}",
        "name fewer or shorter origins; '*.' covers many names",
    )


def faults(policy: Policy) -> Iterator[tuple[Route, Fault]]:
    """Every fault of a policy that has the right form, with its route in the file.

    Where a list is too long, this alone is said: nothing is judged that has to go.
    """
    if too_many := list(_too_many(policy)):
        yield from too_many
        return
    yield from _framing(policy)
    yield from _content(policy)
    yield from _headers(policy.headers, ("headers",))
    yield from _rules(policy)
    yield from _spellings(policy)
    yield from _types(policy)
    if policy.not_found != NOT_FOUND:
        yield (
            ("not_found",),
            Fault(
                f"{show(policy.not_found)} is not the page that is made for unknown addresses",
                f"write {NOT_FOUND}",
            ),
        )


def _too_many(policy: Policy) -> Iterator[tuple[Route, Fault]]:
    """The lists that hold more than :data:`MOST`."""
    lists: dict[Route, tuple[Collection[object], str]] = {
        ("framing",): (policy.framing, "origins"),
        ("content_security_policy",): (policy.content_security_policy, "directives"),
        **{
            ("content_security_policy", name): (sources, "sources")
            for name, sources in policy.content_security_policy.items()
        },
        ("headers",): (policy.headers, "headers"),
        ("rules",): (policy.rules, "rules"),
        **{
            ("rules", number, "headers"): (rule.headers, "headers")
            for number, rule in enumerate(policy.rules)
        },
    }
    for route, (entries, noun) in lists.items():
        if len(entries) > MOST:
            yield (
                route,
                Fault(f"holds {len(entries):,} {noun}", f"keep it to {MOST}, for some hosts read no more"),
            )
    if (total := sum(len(rule.addresses) for rule in policy.rules)) > MOST:
        longest = max(range(len(policy.rules)), key=lambda number: len(policy.rules[number].addresses))
        yield (
            ("rules", longest, "addresses"),
            Fault(
                f"bring the addresses of all rules to {total:,}",
                f"keep them to {MOST} in all; '/*' covers a whole folder",
            ),
        )


def _types(policy: Policy) -> Iterator[tuple[Route, Fault]]:
    for ending, kind in policy.types.items():
        if not re.fullmatch(r"\.[a-z0-9]{1,12}", ending):
            yield (
                ("types", ending),
                Fault(f"{show(ending)} is not the ending of a file", "write it as '.json'"),
            )
        if not _TYPE.fullmatch(kind):
            yield (
                ("types", ending),
                Fault(f"{show(kind)} is not a media type", "write it as 'application/json; charset=utf-8'"),
            )
        elif kind.partition(";")[0] != KINDS.get(ending, kind.partition(";")[0]):
            yield (
                ("types", ending),
                Fault(
                    f"{show(kind)} is not the type of such a file, which browsers would not use",
                    f"write '{KINDS[ending]}; charset=utf-8'",
                ),
            )
    if ".html" not in policy.types:
        yield (
            ("types",),
            Fault(
                "does not name '.html', so browsers would be told nothing of pages",
                "write '.html: text/html; charset=utf-8' among them",
            ),
        )


def _source_fault(directive: str, source: str) -> Fault | None:
    """What is wrong with one source of a directive and what would be right; ``None`` for a sound one."""
    if (
        source in KEYWORDS
        or directive in _MORE_SOURCES.get(source, ())
        or (source in _MORE_SOURCES and directive not in DIRECTIVES)
    ):
        return None
    if source in _MORE_SOURCES:
        return Fault(
            f"{show(source)} is not let in for {directive}: whoever can write an address could write what is"
            " loaded",
            f"{source} is for {', '.join(_MORE_SOURCES[source])}",
        )
    if source.startswith("https://"):
        return origins.fault(source)
    return Fault(
        f"{show(source)} is not a source that is let in here",
        "write self, none, data:, blob: or an origin such as https://media.example; the handbook has nothing"
        " inline",
    )


def _framing(policy: Policy) -> Iterator[tuple[Route, Fault]]:
    for index, origin in enumerate(policy.framing):
        if fault := origins.fault(origin):
            yield ("framing", index), fault
        elif origin in policy.framing[:index]:
            yield ("framing", index), Fault(f"{show(origin)} stands here twice", "keep one of them")
    if "none" in policy.framing and len(policy.framing) > 1:
        yield (
            ("framing", policy.framing.index("none")),
            Fault("'none' stands beside others", "take it away, or everything else"),
        )


def _content(policy: Policy) -> Iterator[tuple[Route, Fault]]:
    if policy.content_security_policy.get("default-src") not in (["none"], ["self"]):
        wrong = (
            "does not begin from nothing: a kind of content that no directive names could come from anywhere"
        )
        yield (
            ("content_security_policy",),
            Fault(
                wrong,
                "write 'default-src: [none]' or 'default-src: [self]', and a directive for each exception",
            ),
        )
    for directive, sources in policy.content_security_policy.items():
        route = "content_security_policy", directive
        if directive == "frame-ancestors":
            yield route, Fault("who may frame the site is said here too", "write it under 'framing' alone")
        elif directive not in DIRECTIVES:
            yield (
                route,
                Fault(
                    f"{show(directive)} is not a directive that is known here",
                    did_you_mean(
                        directive,
                        DIRECTIVES,
                        f"they are {', '.join(DIRECTIVES)}",
                        policy.content_security_policy,
                    ),
                ),
            )
        if not sources:
            yield route, Fault("is an empty list", "write [none], or remove the directive")
        for index, source in enumerate(sources):
            if fault := _source_fault(directive, source):
                yield (*route, index), fault
        if "none" in sources and len(sources) > 1:
            yield route, Fault("'none' stands beside others", "take it away, or everything else")
    if (characters := measure_policy_line(policy)) > LONGEST:
        parts: dict[Route, list[str]] = {
            ("content_security_policy", name): sources
            for name, sources in policy.content_security_policy.items()
        } | {("framing",): policy.framing}
        yield max(parts, key=lambda route: sum(map(len, parts[route]))), _overlong_fault(characters)


def _headers(headers: dict[str, str], route: Route) -> Iterator[tuple[Route, Fault]]:
    for name, value in headers.items():
        if not _NAME.fullmatch(name):
            yield (
                (*route, name),
                Fault(f"{show(name)} is not the name of a header", "write letters, digits and hyphens"),
            )
        elif name.lower() in _ELSEWHERE:
            yield (*route, name), Fault(f"the header {name} is not set here", _ELSEWHERE[name.lower()])
        if not _VALUE.fullmatch(value):
            right = (
                'write one line of at most 500 letters, digits and signs, without " $ % and backslash, that'
                " does not begin with 'expr='"
            )
            yield (
                (*route, name),
                Fault(f"{show(value)} cannot be the value of a header in every server's form", right),
            )


def _rules(policy: Policy) -> Iterator[tuple[Route, Fault]]:
    set_at: dict[str, list[str]] = {}
    for number, rule in enumerate(policy.rules):
        yield from _headers(rule.headers, ("rules", number, "headers"))
        for index, address in enumerate(rule.addresses):
            if fault := _address_fault(policy, address):
                yield ("rules", number, "addresses", index), fault
        for name in rule.headers:
            if name in policy.headers and name != CAN_DIFFER:
                wrong = (
                    f"{name} is set for every address already, and Netlify and Cloudflare would join the two"
                )
                yield (
                    ("rules", number, "headers", name),
                    Fault(wrong, f"set it in one place; {CAN_DIFFER} alone may differ from place to place"),
                )
            for address in rule.addresses:
                if other := next(
                    (earlier for earlier in set_at.get(name, ()) if overlaps(earlier, address)), None
                ):
                    yield (
                        ("rules", number, "headers", name),
                        Fault(
                            f"{name} is set for {show(address)} and for {show(other)}",
                            "set it in one rule for each address",
                        ),
                    )
                set_at.setdefault(name, []).append(address)


def _address_fault(policy: Policy, address: str) -> Fault | None:
    """What is wrong with an address of a rule: above all, what some server could not tell from another
    address."""
    if address == "/*":
        return Fault("'/*' is every address", "write these headers under 'headers'")
    if address.endswith("/") and len(address) > 1:
        return Fault(
            f"{show(address)} is a page, and IIS cannot tell it from all that is below it",
            f"write '{address}*'",
        )
    if not _ADDRESS.fullmatch(address):
        return Fault(
            f"{show(address)} is not an address from the root",
            "write it as '/search/*' or '/embed/host.js', in small letters; '*' stands only at the end, after"
            " a slash",
        )
    if len(address) > LONGEST_ADDRESS:
        return Fault(f"{show(address)} is {len(address):,} characters long", f"keep it to {LONGEST_ADDRESS}")
    if address == policy.not_found or address.endswith("/index.html"):
        return Fault(
            f"{show(address)} is sent for other addresses too, and servers differ in what they then go by",
            "name the folder it is in, with '/*'",
        )
    if not address.endswith(("/*", *policy.types)):
        return Fault(
            f"{show(address)} has no ending that is under 'types', so it may be a folder",
            f"write '{address}/*', or the whole name of a file",
        )
    return None


def _spellings(policy: Policy) -> Iterator[tuple[Route, Fault]]:
    """A header that is spelt in two ways: browsers take both for one, and the files for servers would send it
    twice."""
    known = {CAN_DIFFER.lower(): CAN_DIFFER}
    places = [
        (("headers",), policy.headers),
        *((("rules", number, "headers"), rule.headers) for number, rule in enumerate(policy.rules)),
    ]
    for route, headers in places:
        for name in headers:
            first = known.setdefault(name.lower(), name)
            if first != name:
                yield (
                    (*route, name),
                    Fault(f"the header {first} is spelt in another way here", f"write '{first}'"),
                )
