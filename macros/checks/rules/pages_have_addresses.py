"""Each hand-written page has an address of its own, on servers that know small letters from capitals and on
those that do not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from macros.base.problems import Problem
from macros.hand_written.front_matter import locate
from macros.hand_written.pages import WrittenPage
from macros.records.handbook import Handbook
from macros.rendering.record_pages import list_generated_uris, list_redirects

_PROGRAM_FOLDERS = ("assets/", "embed/")  # In which builds put what is no page.


def check(handbook: Handbook, pages: Iterable[WrittenPage]) -> Iterator[Problem]:
    """Yield a problem for every page whose address is another's: ``x.md`` beside ``x/index.md``, or a
    record's former address."""
    first: dict[str, str] = {}
    pages = list(pages)
    former = {redirect.path for redirect in list_redirects(handbook)}
    generated = {
        path.lower(): path for path in (uri.removesuffix(".md") for uri in list_generated_uris(handbook))
    }
    yield from _check_former(pages, former | set(generated))
    for page in pages:
        path = page.path.lower()
        address = path.removesuffix("/index")
        if (other := first.setdefault(address, page.source_path)) != page.source_path:
            yield Problem(
                page.source_path,
                1,
                1,
                "page",
                f"has the same address as {other}",
                "name one of them otherwise",
            )
        elif address in former:
            yield Problem(
                page.source_path,
                1,
                1,
                "page",
                "has an address that leads on to a record of another name",
                "name the page otherwise",
            )
        elif (
            record := generated.get(address, page.path)
        ) != page.path:  # At its own place a page takes that of the record's.
            if address == path:
                yield Problem(
                    page.source_path,
                    1,
                    1,
                    "page",
                    f"differs from the record's page {record} in capitals alone",
                    "name it in small letters",
                )
            else:
                yield Problem(
                    page.source_path,
                    1,
                    1,
                    "page",
                    f"has the same address as the record's page {record}",
                    "name the page otherwise",
                )


def _check_former(pages: Iterable[WrittenPage], others: set[str]) -> Iterator[Problem]:
    """Yield a problem for every former address of a page that is the address of something else: of a record,
    whose addresses of today and before are ``others``, of a page, or another's former one."""
    pages = list(pages)
    seen = others | {page.path.lower() for page in pages}
    for page in pages:
        for index, alias in enumerate(page.front.aliases):
            if page.yaml and (alias in seen or alias.startswith(_PROGRAM_FOLDERS)):
                where = f"front matter, aliases {index + 1}"
                place = locate(page.yaml, ("aliases", index))
                wrong = f"'{alias}' is the address of something else"
                yield Problem(page.source_path, *place, where, wrong, "take it out")
            seen.add(alias)
