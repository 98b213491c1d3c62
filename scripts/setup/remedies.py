"""What stopped a set-up, and what to do then, as sentences."""

from __future__ import annotations

import re
import sys
from pathlib import Path

# A pattern for the output of a program that failed (pip's words or the system's), and what to do then. The
# first that matches counts.
REMEDIES = (
    (
        r"DO NOT MATCH THE HASHES",
        (
            "What was fetched is not what {lock} names: a file has another hash, so nothing of it was used."
            " Somebody may have tampered with it, or the place it comes from (a mirror, a proxy, pip's cache)"
            " holds another or a damaged file. Try again from another network or with PIP_NO_CACHE_DIR=1; if"
            " it stays so, report it and do not install that file by hand."
        ),
    ),
    (
        r"--require-hashes mode",
        (
            "{lock} does not name every package with its version and hash: get it back, for example with: git"
            " checkout -- {lock}"
        ),
    ),
    (
        r"No module named '?pip",
        (
            "The environment lacks pip: delete the folder .venv in {folder}, and run the command again, which"
            " makes it anew."
        ),
    ),
    (
        r"Errno 28\]|No space left on device",
        (
            "The disk is full: make room in {folder} and in the folder for temporary files, and run the"
            " command again."
        ),
    ),
    (
        r"Errno 122\]|quota exceeded",
        "The disk quota is used up: make room in {folder}, and run the command again.",
    ),
    (
        r"Errno 30\]|Read-only file system",
        "The disk is read-only: see that {folder} can be written to, and run the command again.",
    ),
    (
        r"Errno (1|13)\]|Permission denied",
        (
            "There was no permission: see that {folder} and everything in it can be written to, and run the"
            " command again."
        ),
    ),
    (
        r"ProxyError|Cannot connect to proxy|Tunnel connection failed|Proxy Authentication Required",
        (
            "The proxy did not let it through: check the proxy's settings (HTTPS_PROXY, or 'proxy' in pip's"
            " settings) and run the command again."
        ),
    ),
    (
        r"SSLError|SSLCertVerificationError|CERTIFICATE_VERIFY_FAILED|ssl certificate|SSL: ",
        (
            "The secure connection could not be made, because the certificate of the other side was not"
            " accepted: check the clock of this computer, and whether a firewall puts in a certificate of its"
            " own (PIP_CERT names it to pip), and run the command again."
        ),
    ),
    (
        r"Failed to establish a new"
        r" connection|NewConnectionError|ConnectTimeout|ReadTimeout|Connection(Reset|Aborted|Refused)?Error|"
        r"Temporary failure in name resolution|connection broken",
        "Check the connection to the internet (or pip's index settings) and run the command again.",
    ),
    (
        r"No matching distribution found|Could not find a version",
        (
            "The place it comes from does not have a file that {lock} names and this Python ({python}) can"
            " use: a mirror may be out of date, or this Python too new. Check pip's index settings, or use"
            " another Python from 3.11 on, and run the command again."
        ),
    ),
)
DEFAULT_REMEDY = (
    "Check the connection to the internet (or pip's proxy and index settings) and run the command again."
)


class SetUpError(Exception):
    """The environment could not be made. The message is a sentence that says what to do."""


def find_remedy(output: str, default: str, lock: str, folder: Path) -> str:
    """What to do about a program that failed with this ``output``, as a sentence; ``default`` where no
    pattern of :data:`REMEDIES` matches. ``lock`` is the file it installed from, ``folder`` the repository."""
    template = next(
        (remedy for pattern, remedy in REMEDIES if re.search(pattern, output, re.IGNORECASE)), default
    )
    return template.format(lock=lock, folder=folder, python=".".join(map(str, sys.version_info[:3])))
