"""How sources are written: short in a sentence, whole in the list."""

from __future__ import annotations

import re

from macros.model import Source

_PERSON = re.compile(r"^([^\s,]+(?: (?:[a-z]+|[A-Z][\w'’-]+))*?) [A-Z](?:-?[A-Z]){0,3}$")


def short(source: Source) -> str:
    """``Haynes et al. 2009``, ``Kotter 1996``, ``NHS England 2018``: authors in brief and the year."""
    more = " et al" in source.authors
    surnames = _surnames(source.authors.replace("et al.", "").replace("et al", ""))
    if not surnames:
        said = "Author not named"
    elif more or len(surnames) > 2:
        said = f"{surnames[0]} et al."
    else:
        said = " and ".join(surnames)
    return f"{said} {source.year}"


def _surnames(authors: str) -> list[str]:
    """The surnames of persons, who stand with initials and commas between them; organisations whole, between semicolons."""
    people = [_PERSON.match(name.strip().replace(" (chair)", "")) for name in authors.split(",") if name.strip()]
    if people and all(people):
        return [person[1] for person in people]
    return [name.strip() for name in authors.split(";") if name.strip(" ,")]


def address(source: Source) -> str | None:
    """Where the source is found: its DOI as an address, else its own."""
    return f"https://doi.org/{source.doi}" if source.doi else source.url
