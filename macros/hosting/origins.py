"""Whether an origin may stand in a policy: one site, or all sites below a name that is somebody's.

Browsers ignore an entry that they cannot read, and say so in their console alone. Such entries are refused
here, with what would be right.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from macros.base import address_rules
from macros.base.problems import Fault, show
from macros.hosting.owners import find_common_host, find_public_ending, find_shared_host
from macros.hosting.policy import KEYWORDS

EXAMPLE = "write an origin such as 'https://intranet.example.nhs.uk' or 'https://*.nhs.uk'"
NARROWER = (
    "after '*.' name the domain of an organisation or a sector, as in 'https://*.nhs.uk', "
    "or write one site's whole name"
)
NOT_HEEDED = "is an address in numbers, which browsers do not heed here"
LONGEST = 253  # Letters of a name (RFC 1035, section 2.3.4).
LOOPBACK = (
    "localhost",
    "127.0.0.1",
)  # The second alone of all numbers is heeded (CSP Level 3, section 6.7.2.10).
_LABEL = r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
_NAME = re.compile(rf"({_LABEL}\.)*{_LABEL}")
_NUMBERS = re.compile(
    r"(.*\.)?([0-9]+|0x[0-9a-f]*)"
)  # What is taken for IPv4 (URL Standard, "ends in a number").
_PORT = re.compile(r"[1-9][0-9]{0,4}")
_USUAL_PORTS = {"http": 80, "https": 443}


def fault(origin: str) -> Fault | None:
    """What is wrong with an entry of a list of origins and what would be right; ``None`` for a sound one."""
    if complaint := _origin_fault(origin):
        return Fault(f"{show(origin)} {complaint.wrong}", complaint.right)
    return None


def read_origin(site_url: str | None) -> str:
    """The origin of a site at an address, as a policy names it: ``https://handbook.example:8443`` for
    ``https://handbook.example:8443/leaders/``. Empty where there is no address, or one without a name that
    browsers read there."""
    if not site_url or address_rules.site_fault(site_url):
        return ""
    parts = urlsplit(site_url)
    name = _to_ascii(parts.hostname or "").removesuffix(".")
    port = f":{parts.port}" if parts.port not in (None, _USUAL_PORTS[parts.scheme]) else ""
    return f"{parts.scheme}://{name}{port}" if _NAME.fullmatch(name) else ""


def _origin_fault(origin: str) -> Fault | None:
    if origin in KEYWORDS:
        return None
    if len(origin) > 2 * LONGEST:
        return Fault("is not an origin", EXAMPLE)
    if (inner := origin.strip("'")) in KEYWORDS:
        return Fault("stands in two pairs of quotes", f"write it without: {inner}")
    return _spelling_fault(origin) or _parts_fault(origin)


def _spelling_fault(origin: str) -> Fault | None:
    """What is wrong with how an origin is written, whatever it names."""
    if any(sign.isspace() or not sign.isprintable() for sign in origin):
        visible = "".join(sign for sign in origin if sign.isprintable() and not sign.isspace())
        return Fault("holds a space, or a sign that cannot be seen", _advise(visible))
    if not origin.isascii():
        return _suggest("holds letters that browsers do not read here", _to_ascii(origin))
    if origin != origin.lower():
        return _suggest("holds capitals", origin.lower())
    if "@" in origin:
        return Fault("holds an '@'", EXAMPLE)
    scheme, sign, rest = origin.partition("://")
    if sign and (end := re.search(r"[/?#]", rest)):
        return _suggest("goes on after the origin", f"{scheme}://{rest[: end.start()]}")
    return None


def _parts_fault(origin: str) -> Fault | None:
    """What is wrong with the scheme, the port or the name of an origin."""
    scheme, sign, rest = origin.partition("://")
    if not sign:
        https_fault = _origin_fault(f"https://{origin}")
        if https_fault and not origin.startswith("*"):
            return Fault("is not an origin", EXAMPLE)
        return https_fault or Fault("has no 'https://'", f"write 'https://{origin}'")
    place, colon, port = rest.partition(":")
    if scheme == "http" and place not in LOOPBACK:
        return _suggest("is not encrypted, so anyone on the way could take its place", f"https://{rest}")
    if scheme not in ("http", "https"):
        return Fault("is not an origin", EXAMPLE)
    if place.startswith("["):
        return Fault(NOT_HEEDED, EXAMPLE)
    if colon and place and (not _PORT.fullmatch(port) or int(port) > 65535):
        right = "write a number from 1 to 65535 without a zero before it, or leave out the colon too"
        return Fault(f"has {show(port)} for its port", right)
    return _name_fault(scheme, place, colon + port)


def _name_fault(scheme: str, place: str, port: str) -> Fault | None:
    """What is wrong with the name ``place`` of an origin, or with who can get names there; ``port`` begins
    with its colon."""
    name = place.removeprefix("*.")
    if name.endswith(".") and name.strip("."):
        return _suggest("has a full stop at the end of its name", f"{scheme}://{place.rstrip('.')}{port}")
    if place == "*":
        return Fault("lets in too many: it is every site", NARROWER)
    if "*" in name:
        return Fault("has a '*' that does not stand alone before the first full stop", EXAMPLE)
    if _NUMBERS.fullmatch(name) and place not in LOOPBACK:
        return Fault(NOT_HEEDED, EXAMPLE)
    if not _NAME.fullmatch(name) or len(place) > LONGEST:
        return Fault("is not an origin", EXAMPLE)
    if name != place:
        ending = find_public_ending(name)
        if not ending and (host := find_common_host(name, below=True)):
            return Fault(f"lets in too many: among them is {host}, where anybody can have pages", NARROWER)
        wrong = f"lets in too many: names that end in '.{ending}' belong to many different people"
        return Fault(wrong, NARROWER) if ending else None
    if find_common_host(name, below=False):
        return Fault(
            "is where anybody can have pages",
            "no origin names one of them alone: show the page from a host of your own",
        )
    if "." in name and find_shared_host(name) == name:
        return Fault("is where anybody can have pages", "write one site's whole name")
    return None


def _suggest(wrong: str, better: str) -> Fault:
    """The fault ``wrong`` with the origin ``better`` as its remedy; where ``better`` has a fault of its own,
    that one, since it leads further."""
    inner = _origin_fault(better)
    return inner if inner and inner.right != EXAMPLE else Fault(wrong, _advise(better))


def _advise(better: str) -> str:
    """What to write: the origin ``better`` where it is sound, else the general example."""
    return EXAMPLE if _origin_fault(better) else f"write '{better}'"


def _to_ascii(origin: str) -> str:
    """An origin with its name as the DNS has it (RFC 3490); nothing where it has no such form."""
    scheme, sign, rest = origin.rpartition("://")
    try:
        return (scheme + sign).encode("ascii").decode() + rest.encode("idna").decode()
    except UnicodeError:
        return ""
