"""What a release has published stays, under its id and at its address: it is there, or an alias leads on from
it, or it is retired."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from macros.base.problems import Problem, show
from macros.changes.publication import list_given_ids
from macros.checks.heirs import advise_otherwise, find_heir, find_new_bearer, find_owner, write_alias
from macros.hand_written.pages import WrittenPage
from macros.records.handbook import Handbook
from macros.records.kinds import GLOSSARY, KINDS, SOURCES
from macros.records.lasting_ids import PART_KINDS
from macros.records.releases import Published
from macros.rendering.record_pages import list_generated_uris, list_redirects

_FILES = {"source": SOURCES, "finding": SOURCES, "term": GLOSSARY}
_FIELDS = {kind: field for field, kind in PART_KINDS.items()} | {"item": "items", "finding": "findings"}


def check(handbook: Handbook, pages: Mapping[str, WrittenPage]) -> Iterator[Problem]:
    """Yield a problem for everything published that is gone, for every id that means something else now, and
    for every address that leads nowhere. What could not be read is not missed, nor what stood in something
    that is gone itself."""
    if not handbook.published:
        return
    paths = {uri.removesuffix(".md"): page for uri, page in pages.items()}
    live = {*paths, *(uri.removesuffix(".md") for uri in list_generated_uris(handbook))}
    live |= {redirect.path for redirect in list_redirects(handbook, pages.values())}
    for published in handbook.published.values():
        if published.kind in ("page", "place"):
            yield from _check_page(handbook, published, paths, live)
        elif not _may_be_unread(handbook, published):
            yield from _check_entry(handbook, published, live)


def _may_be_unread(handbook: Handbook, published: Published) -> bool:
    unread = handbook.unread
    return _FILES.get(published.kind) in unread.files or unread.may_hold(published.id)


def _check_entry(handbook: Handbook, published: Published, live: set[str]) -> Iterator[Problem]:
    entry = handbook.get(published.id, published.kind)
    if entry is None:
        other = handbook.get(published.id)
        if other and published.kind not in ("source", "finding", "term"):
            wrong = f"'{published.id}' was published as {published.kind} {show(published.title)}"
            yield other.problem(
                ("code",) if other.kind == "item" else ("id",),
                f"{wrong} (release {published.release}), and means a {other.kind} now",
                "choose another; an id goes on meaning what it has meant",
            )
        elif not _is_retired_part(handbook, published):
            yield from _tell_loss(handbook, published)
    elif entry.id == published.id and (bearer := find_new_bearer(handbook, published, entry)):
        yield entry.problem(
            ("code",) if entry.kind == "item" else ("id",),
            f"'{entry.id}' was published as {show(published.title)}, which is now '{bearer.id}'"
            f" ({bearer.file.path}:{bearer.line})",
            "give each of the two the id that it had; a new thing gets a new one",
        )
    elif published.path not in live and published.kind not in _FILES:
        yield Problem(
            published.file,
            published.line,
            1,
            f"{published.kind} {published.id}",
            f"its address {published.address}, published in release {published.release}, leads nowhere",
            "have a page lead on from there",
        )


def _is_retired_part(handbook: Handbook, published: Published) -> bool:
    owner = find_owner(handbook, published)
    if owner is None or owner.kind == "source":
        return False
    record, part = handbook.retired_parts.get(
        owner.id + published.id[len(published.owner_id) :], (None, None)
    )
    return record is not None and part is not None and part.kind == published.kind


def _tell_loss(handbook: Handbook, lost: Published) -> Iterator[Problem]:
    """Yield the problem of something that is gone, where its alias would stand, or it itself."""
    name = f"{lost.kind} '{lost.id}'" + (f" ({show(lost.title)})" if lost.title else "")
    wrong = f"{name}, which release {lost.release} has published, is gone"
    if heir := find_heir(handbook, lost):
        route = (
            ("aliases",)
            if getattr(heir.node, "aliases", ())
            else ("code",)
            if heir.kind == "item"
            else ("id",)
        )
        right = f"was it renamed to '{heir.id}'? put the old id under aliases, as '{write_alias(lost, heir)}'"
        yield heir.problem(route, wrong, f"{right}; otherwise {advise_otherwise(lost)}")
        return
    right = (
        f"was it renamed? put the old id under aliases of what it is now; otherwise {advise_otherwise(lost)}"
    )
    if lost.kind in KINDS:
        yield Problem(f"{KINDS[lost.kind].folder}/{lost.id}.yml", 1, 1, "file", wrong, right)
    elif lost.kind in ("source", "term"):
        yield Problem(_FILES[lost.kind], 1, 1, f"{lost.kind}s", wrong, right)
    elif owner := find_owner(handbook, lost):
        field = _FIELDS[lost.kind]
        yield owner.problem((field,) if getattr(owner.node, field, ()) else (), wrong, right)


def _check_page(
    handbook: Handbook, published: Published, paths: Mapping[str, WrittenPage], live: set[str]
) -> Iterator[Problem]:
    """Yield a problem for a hand-written page, or a place on one, that is gone. A page of an edition need not
    have the places of the one whose place it takes."""
    path = published.path
    if handbook.unread.may_be_at(path):
        return
    if published.kind == "page" and path not in live:
        wrong = f"the page {show(published.title)}, which release {published.release} has published, is gone"
        right = f"put it back, or write 'aliases: [{path}]' in the front matter of the page it has become"
        yield Problem(f"docs/{path}.md", 1, 1, "page", wrong, right)
    page = paths.get(path)
    if published.kind == "place" and page and page.source_path == f"docs/{page.uri}":
        if published.anchor not in list_given_ids(page):
            yield page.problem(
                0,
                "page",
                f"the place '#{published.anchor}', which release {published.release} has published, is gone",
                f"put the id back where its text stands now, as {{: #{published.anchor} }} behind a heading",
            )
