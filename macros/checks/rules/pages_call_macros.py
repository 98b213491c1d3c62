"""Hand-written pages call macros that exist, with constants that fit them and ids that exist.

Reading a page (:mod:`macros.hand_written.calls`) already refuses everything of Jinja but macro calls. This
rule compares each call with the macros and the records.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import PurePosixPath

from macros.base.notes import note
from macros.base.problems import Fault, did_you_mean, join_words, show
from macros.base.program_name import PROGRAM
from macros.base.rule_explanations import read_explanations
from macros.checks.heirs import advise, find_published
from macros.checks.rules.retired_is_out_of_use import describe_retirement
from macros.hand_written.calls import Call
from macros.hand_written.pages import WrittenPage
from macros.quality.parts import QUALITY_PARTS
from macros.records.edition_file import EDITION_KIND
from macros.records.entries import Entry
from macros.records.handbook import Handbook
from macros.records.kinds import DRAWINGS, FILES, GLOSSARY, KINDS, SOURCES, CompetencyFramework
from macros.records.quoting import find_date_fault, find_month_fault
from macros.rendering.page_macros import MACROS, read_signature
from macros.tools.data import TOOLS

# The kinds of entry that the argument 'id' of a macro may name (others take any), and the values of arguments
# that have a few.
_ON_PAGES = (*KINDS, "item")
_NAMED = {
    "cite": ("source",),
    "term": ("term",),
    "finding": ("finding",),
    "drawing": ("drawing",),
    "matrix": ("framework",),
    "record": _ON_PAGES,
    "session": ("session",),
    "card": _ON_PAGES,
    "diagram": ("framework", "theory", "tension", "programme"),
    "blank": ("framework", "instrument"),
}
_LINKS = ("ref", "term", "cite", "finding")
_OF_ITEMS = ("matrix", "diagram", "blank")  # A framework that lists none has a page, and none of these.
_FILE_OF = {"source": SOURCES, "finding": SOURCES, "term": GLOSSARY, "drawing": DRAWINGS}
_DATES = {"when": find_date_fault, "review_by": find_month_fault}
_WORDS: dict[str, Callable[[], Collection[str]]] = {
    "what": lambda: ("", "pathway", "cycle", "logic"),
    "by": lambda: ("skill", "setting", "stage", "tension"),
    "form": lambda: ("", "run", "xmr", "tables"),
    "name": lambda: TOOLS,
    "rule": read_explanations,
    "part": lambda: QUALITY_PARTS,
    "of": lambda: (*KINDS, *(PurePosixPath(path).stem for path in FILES), EDITION_KIND.name),
}


@dataclass(frozen=True)
class _Site:
    """What calls are compared with: the handbook, the paths of all pages, and the records that an edition
    leaves out."""

    handbook: Handbook
    paths: frozenset[str]
    omitted: Collection[Entry]


def find_misfits(
    handbook: Handbook,
    pages: Iterable[WrittenPage],
    omitted: Collection[Entry] = (),
    judged: Iterable[WrittenPage] | None = None,
) -> Iterator[tuple[WrittenPage, Call, Fault]]:
    """Yield every call that names no macro, does not fit its macro, or names an id that does not exist, with
    its page and its
    fault.

    ``omitted`` are the records that an edition leaves out. A page may link to one, which becomes plain words,
    but not show it. Where ``judged`` is there, only these of the ``pages`` are looked at.
    """
    pages = list(pages)
    paths = frozenset(
        (*(page.path for page in pages), *(entry.page_path for entry in handbook.entries.values()))
    )
    site = _Site(handbook, paths, omitted)
    for page in pages if judged is None else judged:
        for call in page.calls:
            yield from ((page, call, fault) for fault in _faults(site, page, call))


def _faults(site: _Site, page: WrittenPage, call: Call) -> Iterator[Fault]:
    name = call.name
    if name not in MACROS:
        yield Fault(
            f"{show(name)} is not a macro", did_you_mean(name, MACROS, "docs/contribute/macros.md lists them")
        )
        return
    try:
        bound = read_signature(name).bind(*call.arguments, **dict(call.keywords))
    except TypeError as error:
        yield Fault(
            f"{name} cannot be called so ({error})", f"write {name}{_format_signature(read_signature(name))}"
        )
        return
    yield from _argument_faults(site, page, name, bound.arguments)


def _format_signature(signature: inspect.Signature) -> str:
    return "(" + ", ".join(signature.parameters) + ")"


def _argument_faults(
    site: _Site, page: WrittenPage, name: str, arguments: dict[str, object]
) -> Iterator[Fault]:
    handbook = site.handbook
    for key, value in arguments.items():
        if not isinstance(value, str):
            yield Fault(f"{name} is called with {show(value)}, which is not text", "put it in quotes")
        elif key == "id":
            usable = partial(_list_usable_ids, site, page, name)
            yield from _id_faults(handbook, value, _NAMED.get(name, ("any",)), usable)
            yield from _use_faults(site, page, name, value)
            if name != "record":  # Which stands on a page that takes the place of a record's own.
                kinds = _NAMED.get(name, ("any",))
                faults = (describe_retirement(handbook, value, kind) for kind in kinds)
                yield from dict.fromkeys(filter(None, faults))
        elif key == "release":
            note("released pages", value)
            yield from _release_faults(handbook, value)
        elif key in _DATES:
            yield from filter(None, [_DATES[key](value)])
        elif key == "kind" and value not in KINDS:
            yield Fault(
                f"{show(value)} is not a kind of record",
                did_you_mean(value, KINDS, "the kinds are " + ", ".join(KINDS)),
            )
        elif key in _WORDS and value not in (words := _WORDS[key]()):
            known = [word for word in words if word]
            yield Fault(
                f"{show(value)} is not something {name} knows",
                did_you_mean(value, known, "it knows " + ", ".join(known)),
            )
        elif (
            key == "path"
            and (path := value.partition("#")[0]) not in site.paths
            and not handbook.unread.may_be_at(path)
        ):
            yield Fault(
                f"there is no page {show(value)}",
                did_you_mean(value, site.paths, "give the path of a page, as 'reference/glossary'"),
            )


def _release_faults(handbook: Handbook, release: str) -> Iterator[Fault]:
    known = [name for name, pages in handbook.released_pages.items() if pages]
    if release not in known:
        releases = f"these have one: {join_words(known)}" if known else "no release has one yet"
        advice = did_you_mean(release, known, f"{releases}; '{PROGRAM} release' writes it")
        yield Fault(f"no release {show(release)} has a list of changed pages", advice)


def _use_faults(site: _Site, page: WrittenPage, name: str, id: str) -> Iterator[Fault]:
    """Yield a fault where an entry exists and this macro cannot show it."""
    entry = site.handbook.get(id)
    if entry and name not in _LINKS and entry.record in site.omitted:
        right = (
            f"write a page of your own at {page.source_path} in the edition's folder"
            if page.source_path.startswith("docs/")
            else "take the call out"
        )
        yield Fault(f"{show(id)} is left out of this edition", f"{right}, or keep the record")
    if (
        entry
        and name in _OF_ITEMS
        and entry.kind == "framework"
        and not entry.read_as(CompetencyFramework).items
    ):
        yield Fault(
            f"{show(id)} lists no items for {name} to show", "give the id of a framework that lists some"
        )


def _list_usable_ids(site: _Site, page: WrittenPage, name: str, kinds: tuple[str, ...]) -> list[str]:
    """The ids of these ``kinds`` with which the macro ``name`` can be called on ``page``."""
    ids = (id for kind in kinds for id in site.handbook.list_ids(kind))
    return [id for id in ids if not any(_use_faults(site, page, name, id))]


def _id_faults(
    handbook: Handbook, id: str, kinds: tuple[str, ...], list_usable: Callable[[tuple[str, ...]], list[str]]
) -> Iterator[Fault]:
    """Yield a fault for an id that is not of one of ``kinds``; ``list_usable`` gives those that may be
    meant."""
    if (
        any(handbook.get(id, kind) for kind in kinds)
        or id in handbook.retired_parts
        or handbook.unread.may_hold(id)
        or _FILE_OF.get(kinds[0]) in handbook.unread.files
    ):
        return
    words = (
        "record or item"
        if kinds == _ON_PAGES
        else " or ".join(filter(None, (", ".join(kinds[:-1]), kinds[-1])))
    )
    if kinds != ("any",) and (other := _find_anything(handbook, id)):
        yield Fault(f"{show(id)} is a {other.kind}", f"give the id of a {words}")
        return
    for kind in kinds:
        if published := find_published(handbook, id, kind):
            wrong = f"nothing has the id {show(id)} any more, which release {published.release} has published"
            yield Fault(wrong, advise(handbook, published))
            return
    usable = partial(list_usable, kinds)
    yield Fault(f"nothing has the id {show(id)}", did_you_mean(id, usable, "give an id that is there"))


def _find_anything(handbook: Handbook, id: str) -> Entry | None:
    return next(
        filter(None, (handbook.get(id, kind) for kind in ("any", "source", "finding", "term", "drawing"))),
        None,
    )
