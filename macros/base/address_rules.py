"""What an address on the web or of a mailbox is: one judgement for fields of records and editions, and for
links of prose.

An address is http or https with a host (RFC 3986; RFC 1123, 2.1, for names). A name or password before the
host, and characters that browsers mend in silence, are refused.
"""

from __future__ import annotations

import ipaddress
import re
from functools import lru_cache
from urllib.parse import SplitResult, urlsplit

from macros.base.character_names import describe_character
from macros.base.problems import Fault, show

SCHEMES = ("http://", "https://")
MAIL = "mailto:"
MOST = 500

_UNFIT = re.compile(r"[\s\x00-\x20\x7f-\x9f<>\"'\\^`{|}\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_SITE_PATH = re.compile(r"(/(?!\.{1,2}(/|$))[A-Za-z0-9_.~-]+)*")
_LABEL = re.compile(r"[^\W_](?:[\w-]{0,61}[^\W_])?")
_MAIL_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
_MAILBOX = re.compile(
    rf"[A-Za-z0-9._%+'-]{{1,64}}@{_MAIL_LABEL}(?:\.{_MAIL_LABEL})+(?:\?[A-Za-z0-9._~!$&*+,;=:@/?%-]*)?"
)
WRITE_IN_FULL = "write it whole, as https://www.example.org/page"


@lru_cache(maxsize=8192)
def fault(address: str) -> Fault | None:
    """What is wrong with an address on the web, and what would be right; ``None`` for a sound one. Raises
    nothing."""
    if not address.lower().startswith(SCHEMES):
        return Fault("does not begin with http:// or https://", WRITE_IN_FULL)
    if len(address) > MOST:
        return Fault(f"is {len(address):,} characters long", f"keep it to {MOST}")
    if unfit := _UNFIT.search(address):
        right = f"write '{_percent_encode(unfit[0])}' there, or take it out"
        return Fault(f"holds {_describe_character(unfit[0])}, which no address holds", right)
    try:
        parts = urlsplit(address)
        return _host_fault(parts) or _port_fault(parts)
    except ValueError:
        return Fault("has no host that can be read", WRITE_IN_FULL)


def site_fault(address: str) -> Fault | None:
    """The same for the address of a whole site, whose path is written into the configuration of servers."""
    path = re.fullmatch(r"(?is)https?://[^/?#]*(.*?)/?", address)
    if path and not _SITE_PATH.fullmatch(path[1]):
        wrong = (
            f"goes on with {show(path[1])}, which holds what a server's configuration could take for its own"
        )
        return Fault(
            wrong,
            "write letters, digits, '-', '_', '.' and '~' between single slashes, and nothing after the path",
        )
    return fault(address)


def mail_fault(address: str) -> Fault | None:
    """The same for an address that begins with ``mailto:`` (a subset of RFC 6068)."""
    if len(address) > MOST or not _MAILBOX.fullmatch(address[len(MAIL) :]):
        return Fault("is no address of a mailbox", "write it as mailto:coaching@north.example")
    return None


def report_fault(address: str) -> Fault | None:
    """The same for where readers send what is wrong: a mailbox, as handbook@north.example, or a page on the
    web."""
    right = "write a mail address, as handbook@north.example, or one that begins with https://"
    if ":" in address or "@" not in address:
        unfit = fault(address)
        return Fault(unfit.wrong, right) if unfit and unfit.right == WRITE_IN_FULL else unfit
    return Fault("is no address of a mailbox", right) if mail_fault(MAIL + address) else None


def _describe_character(letter: str) -> str:
    if letter == " ":
        return "a space"
    return f"'{letter}'" if letter.isprintable() else f"the character {describe_character(letter)}"


def _percent_encode(letter: str) -> str:
    return "".join(f"%{byte:02X}" for byte in letter.encode("utf-8", "replace"))


def _host_fault(parts: SplitResult) -> Fault | None:
    if "@" in parts.netloc:
        return Fault(
            "holds a name or password before its host", "take out what stands before the '@', and the '@'"
        )
    host, _, _ = _split_host_and_port(parts.netloc)
    if not host:
        return Fault("names no host", WRITE_IN_FULL)
    if host.startswith("["):
        ipaddress.IPv6Address(host.strip("[]"))
    elif re.fullmatch(r"[\d.]+", host):
        ipaddress.IPv4Address(host)
    elif len(host) > 253 or not all(map(_LABEL.fullmatch, host.removesuffix(".").split("."))):
        return Fault(f"has {show(host)} for its host, which is no name", WRITE_IN_FULL)
    return None


def _port_fault(parts: SplitResult) -> Fault | None:
    _, colon, port = _split_host_and_port(parts.netloc)
    if colon and not (re.fullmatch("[0-9]{1,5}", port) and 0 < int(port) < 65536):
        return Fault(f"has {show(port)} for its port", "give a number from 1 to 65535, or take out the ':'")
    return None


def _split_host_and_port(netloc: str) -> tuple[str, str, str]:
    """The host (an IPv6 address in its brackets), the colon after it, and the port; the last two may be
    empty."""
    if netloc.startswith("["):
        host, bracket, rest = netloc.partition("]")
        return host + bracket + rest.partition(":")[0], *rest.partition(":")[1:]
    return netloc.partition(":")
