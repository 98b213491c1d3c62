"""How sources are written: short in a sentence, whole in the list."""

from __future__ import annotations

import re

from macros.model import Source

_PERSON = re.compile(r"^([^\s,]+(?: (?:[a-z]+|[A-Z][\w'’-]+))*?) [A-Z][A-Za-z-]{0,3}$")


def short(source: Source) -> str:
    """``Haynes et al. 2009``, ``Kotter 1996``, ``NHS England 2018``: authors in brief and the year."""
    more = " et al" in source.authors
    names = [name.strip() for name in re.split(r"[,;]", source.authors.replace("et al.", "").replace("et al", "")) if name.strip()]
    surnames = [match[1] if (match := _PERSON.match(name)) else name.replace(" (chair)", "") for name in names]
    if more or len(surnames) > 2:
        said = f"{surnames[0]} et al."
    else:
        said = " and ".join(surnames)
    return f"{said} {source.year}"


def address(source: Source) -> str | None:
    """Where the source is found: its DOI as an address, else its own."""
    return f"https://doi.org/{source.doi}" if source.doi else source.url
