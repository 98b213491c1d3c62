"""What an edition says of records fits the handbook it is laid over: every id is there today, and what is left out may go."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING

from macros.base.problems import Fault, Problem, did_you_mean
from macros.checks.rules.prose_is_safe import faults_in
from macros.records.edition_file import TitleTranslation
from macros.records.entries import Entry
from macros.records.field_plans import values, walk
from macros.records.handbook import Handbook
from macros.records.kinds import KINDS
from macros.records.prose import faults, faults_of_line, record_links

if TYPE_CHECKING:
    from macros.editions.edition import Edition
    from macros.records.edition_layer import Layer

NOT_SINGLY = "leave out the whole of '{}', or keep it and say in a note what you do otherwise"


def check(handbook: Handbook, edition: Edition, going: Mapping[Entry, tuple[Layer, int]]) -> Iterator[Problem]:
    """Yield a problem for every id of an ``edition.yml`` that leads nowhere, has another name now, is left out or may not
    be, and for every text with HTML, an unsafe link or a macro call. ``going`` are the records left out, each with the
    layer that says so."""
    for layer in edition.layers:
        for route, fault in faults_in(layer.said):
            yield layer.problem(route, *fault)
        for route, part in walk(layer.said):
            for inner, ref, plan in values(part, "ref"):
                judge = _untranslatable if isinstance(part, TitleTranslation) else _fault
                if fault := judge(handbook, layer, plan.name, ref) or _clash(handbook, edition, layer, ref, plan.name, going):
                    yield layer.problem((*route, *inner), *fault)
            for inner, text, _ in values(part, "prose"):
                for ref in record_links(text):
                    if fault := _fault(handbook, layer, "text", ref):
                        yield layer.problem((*route, *inner), *fault)
        yield from _summaries_of_records(handbook, layer)
        yield from _idle_translations(edition, layer)


def _summaries_of_records(handbook: Handbook, layer: Layer) -> Iterator[Problem]:
    """Links in the translated summary of what is no term: it is a line, as it is in English."""
    for index, each in enumerate(layer.said.translations):
        if each.summary and any(ref not in handbook.term_by_id or handbook.get(ref) for ref in each.ids):
            for fault in faults_of_line(each.summary):
                if fault not in faults(each.summary):
                    yield layer.problem(("translations", index, "summary"), *fault)


def _idle_translations(edition: Edition, layer: Layer) -> Iterator[Problem]:
    """Translations that would be shown nowhere."""
    below = edition.layers[: edition.layers.index(layer) + 1]
    language = next((each.said.language for each in reversed(below) if each.said.language), "en")
    if layer.said.translations and language == "en":
        yield layer.problem(("translations",), "are shown nowhere, since this edition is in English", "write 'language: cy', or take them out")
    for index, each in enumerate(layer.said.translations):
        if not each.title and not each.summary:
            yield layer.problem(("translations", index), "gives neither a title nor a summary", "write one of them, or take it out")


def _untranslatable(handbook: Handbook, layer: Layer, field: str, ref: str) -> Fault | None:
    """What is wrong with an id under 'translations', where terms are named too and parts have nothing to translate."""
    found = handbook.entries.get(ref) or handbook.term_by_id.get(ref)
    if found and found.id == ref and found.anchor and found.kind != "term":
        return Fault(f"'{ref}' is a part of {found.owner.kind} '{found.owner.id}', and parts are shown in English", "name a record, an item or a glossary term")
    return None if found and found.kind == "term" and found.id == ref else _fault(handbook, layer, field, ref)


def _fault(handbook: Handbook, layer: Layer, field: str, ref: str) -> Fault | None:
    """What is wrong with an id by itself, and what would be right."""
    if handbook.unread.may_hold(ref):
        return None
    found = handbook.entries.get(ref) or handbook.term_by_id.get(ref)
    if found is None and (now := handbook.aliases.get(ref)):
        return Fault(f"'{ref}' is now called '{now.id}'", f"write '{now.id}'")
    if found is None:
        known = partial(_known, handbook, field)
        return Fault(f"nothing has the id '{ref}' in this version of the handbook", did_you_mean(ref, known, "take it out, or give an id that is there"))
    if found.id != ref:
        return Fault(f"'{ref}' is now called '{found.id}'", f"write '{found.id}'")
    if field == "leave_out":
        return _may_not_go(layer, found)
    if found.kind == "term":
        return Fault(f"'{ref}' is a term of the glossary, which has no page of its own", "give the id of a record, an item or a part")
    return None


def _known(handbook: Handbook, field: str) -> list[str]:
    return [id for id, entry in handbook.entries.items() if field != "leave_out" or entry.owner is None]


def _may_not_go(layer: Layer, entry: Entry) -> Fault | None:
    if entry.kind == "term":
        return Fault(f"'{entry.id}' is a term of the glossary", "leave out records only")
    if entry.owner:
        return Fault(f"'{entry.id}' is one {entry.kind} of {entry.owner.kind} '{entry.owner.id}', and parts cannot be left out singly", NOT_SINGLY.format(entry.owner.id))
    if entry.kind == "framework" and entry.node.core:
        return Fault(f"'{entry.id}' is the framework that everything is taught against", "keep it; other frameworks can be left out")
    if entry.kind == "instrument" and entry.node.tool == "plan":
        return Fault(f"'{entry.id}' is what the development plan asks", "keep it; other instruments can be left out")
    if entry.file.is_local and (layer.folder / KINDS[entry.kind].folder / f"{entry.id}.yml").is_file():
        return Fault(f"'{entry.id}' is this edition's own", f"delete {entry.file.path} instead")
    return None


def _clash(handbook: Handbook, edition: Edition, layer: Layer, ref: str, field: str, going: Mapping[Entry, tuple[Layer, int]]) -> Fault | None:
    """What is said of a record that is left out. Where a layer above leaves it out, what is said below is passed over."""
    entry = handbook.get(ref)
    if field == "leave_out" or entry is None or entry.record not in going:
        return None
    leaver, index = going[entry.record]
    if edition.layers.index(leaver) > edition.layers.index(layer):
        return None
    line = leaver.file.locate(("leave_out", index))[0]
    return Fault(f"'{ref}' is left out ({leaver.file.path}:{line})", "say nothing of it, or keep it")
