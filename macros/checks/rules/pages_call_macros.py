"""Hand-written pages call registered macros with constant arguments that are there.

That a page holds nothing of Jinja beside calls of macros is seen to where it is read (:mod:`macros.hand_written.calls`); here
each call is held against the macros and the records.
"""

from __future__ import annotations

import inspect
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from macros.base.problems import Fault, did_you_mean, show
from macros.hand_written.calls import Call
from macros.hand_written.pages import WrittenPage
from macros.records.entries import Entry
from macros.records.handbook import Handbook
from macros.records.kinds import GLOSSARY, KINDS, SOURCES
from macros.rendering.page_macros import MACROS, signature
from macros.tools.data import TOOLS

# What a macro's id may name, where that is not anything with an id; and the words of an argument that has a few.
_ON_PAGES = (*KINDS, "item")
_NAMED = {"cite": ("source",), "term": ("term",), "matrix": ("framework",), "record": _ON_PAGES, "card": _ON_PAGES,
          "diagram": ("framework", "theory", "tension", "programme"), "blank": ("framework", "instrument")}
_LINKS = ("ref", "term", "cite")
_OF_ITEMS = ("matrix", "diagram", "blank")  # A framework that lists none has a page, and none of these.
_FILE_OF = {"source": SOURCES, "term": GLOSSARY}
_WORDS = {"what": ("", "pathway", "cycle", "logic"), "by": ("skill", "setting", "stage", "tension"), "name": TOOLS}


@dataclass(frozen=True)
class _Site:
    """What a page may speak of: the handbook, the paths of all pages, and the records that an edition leaves out."""

    handbook: Handbook
    paths: frozenset[str]
    leaving: Collection[Entry]


def misfits(handbook: Handbook, pages: Iterable[WrittenPage], leaving: Collection[Entry] = ()) -> Iterator[tuple[WrittenPage, Call, Fault]]:
    """Yield every call that is not to a macro, does not fit it, or names what is not there, with the fault.

    ``leaving`` are the records that an edition leaves out: a page may link to one, which becomes words, and show nothing of it.
    """
    pages = list(pages)
    paths = frozenset((*(page.path for page in pages), *(entry.path for entry in handbook.entries.values())))
    site = _Site(handbook, paths, leaving)
    for page in pages:
        for call in page.calls:
            yield from ((page, call, fault) for fault in _faults(site, page, call))


def _faults(site: _Site, page: WrittenPage, call: Call) -> Iterator[Fault]:
    name = call.name
    if name not in MACROS:
        yield Fault(f"{show(name)} is not a macro", did_you_mean(name, MACROS, "docs/contribute/macros.md lists them"))
        return
    try:
        bound = signature(name).bind(*call.arguments, **dict(call.keywords))
    except TypeError as error:
        yield Fault(f"{name} cannot be called so ({error})", f"write {name}{_spelt(signature(name))}")
        return
    yield from _arguments(site, page, name, bound.arguments)


def _spelt(signature: inspect.Signature) -> str:
    return "(" + ", ".join(signature.parameters) + ")"


def _arguments(site: _Site, page: WrittenPage, name: str, given: dict) -> Iterator[Fault]:
    handbook = site.handbook
    for key, value in given.items():
        if not isinstance(value, str):
            yield Fault(f"{name} is called with {show(value)}, which is not text", "put it in quotes")
        elif key == "id":
            yield from _id(handbook, value, _NAMED.get(name, ("any",)))
            yield from _use(site, page, name, value)
        elif key == "kind" and value not in KINDS:
            yield Fault(f"{show(value)} is not a kind of record", did_you_mean(value, KINDS, "the kinds are " + ", ".join(KINDS)))
        elif key in _WORDS and value not in _WORDS[key]:
            known = [word for word in _WORDS[key] if word]
            yield Fault(f"{show(value)} is not something {name} knows", did_you_mean(value, known, "it knows " + ", ".join(known)))
        elif key == "path" and (path := value.partition("#")[0]) not in site.paths and not handbook.unread.may_be_at(path):
            yield Fault(f"there is no page {show(value)}", did_you_mean(value, site.paths, "give the path of a page, as 'reference/glossary'"))


def _use(site: _Site, page: WrittenPage, name: str, id: str) -> Iterator[Fault]:
    """What cannot be shown of something that is there."""
    entry = site.handbook.get(id)
    if entry and name not in _LINKS and entry.record in site.leaving:
        right = f"write a page of your own at {page.source_path} in the edition's folder" if page.source_path.startswith("docs/") else "take the call out"
        yield Fault(f"{show(id)} is left out of this edition", f"{right}, or keep the record")
    if entry and name in _OF_ITEMS and entry.kind == "framework" and not entry.node.items:
        yield Fault(f"{show(id)} lists no items for {name} to show", "give the id of a framework that lists some")


def _id(handbook: Handbook, id: str, kinds: tuple[str, ...]) -> Iterator[Fault]:
    if any(handbook.get(id, kind) for kind in kinds) or handbook.unread.may_hold(id) or _FILE_OF.get(kinds[0]) in handbook.unread.files:
        return
    words = "record or item" if kinds == _ON_PAGES else " or ".join(filter(None, (", ".join(kinds[:-1]), kinds[-1])))
    if kinds != ("any",) and (other := _anything(handbook, id)):
        yield Fault(f"{show(id)} is a {other.kind}", f"give the id of a {words}")
        return
    known = [each for kind in kinds for each in handbook.ids(kind)]
    yield Fault(f"nothing has the id {show(id)}", did_you_mean(id, known, "give an id that is there"))


def _anything(handbook: Handbook, id: str) -> Entry | None:
    return handbook.get(id) or handbook.get(id, "source") or handbook.get(id, "term")
