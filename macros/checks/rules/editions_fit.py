"""What an edition says of records fits the handbook it is laid over: every id is there today, and what is
left out may go."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING

from macros.base.problems import Fault, Problem, did_you_mean
from macros.checks.rules.prose_is_safe import find_faults
from macros.checks.rules.retired_is_out_of_use import describe_retirement
from macros.records.edition_file import TitleTranslation
from macros.records.entries import Entry
from macros.records.field_plans import walk_texts
from macros.records.handbook import Handbook
from macros.records.kinds import KINDS, CompetencyFramework, Instrument
from macros.records.prose import find_line_faults, find_prose_faults, find_record_ids

if TYPE_CHECKING:
    from macros.editions.edition import Edition
    from macros.records.edition_layer import Layer

NOT_SINGLY = "leave out the whole of '{}', or keep it and say in a note what you do otherwise"


def check(
    handbook: Handbook, edition: Edition, omitted: Mapping[Entry, tuple[Layer, int]]
) -> Iterator[Problem]:
    """Yield a problem for every id of an ``edition.yml`` that leads nowhere, has another name now, is left
    out or may not be, and for every text with HTML, an unsafe link or a macro call. ``omitted`` are the
    records left out, each with the layer that leaves it out and the index in that layer's ``leave_out``."""
    if not edition.layers[0].knows_below:
        return
    for layer in edition.layers:
        for route, fault in find_faults(layer.content):
            yield layer.problem(route, *fault)
        for route, ref, plan, part in walk_texts(layer.content, "ref"):
            if wrong := _find_ref_fault(
                handbook, edition, layer, omitted, plan.name, ref, isinstance(part, TitleTranslation)
            ):
                yield layer.problem(route, *wrong)
        for route, text, _, _ in walk_texts(layer.content, "prose"):
            for ref in find_record_ids(text):
                if wrong := _fault(handbook, layer, "text", ref, handbook.entries.__contains__):
                    yield layer.problem(route, *wrong, f"]({ref}")
        yield from _check_record_summaries(handbook, layer)
        yield from _check_idle_translations(edition, layer)


def _find_ref_fault(
    handbook: Handbook,
    edition: Edition,
    layer: Layer,
    omitted: Mapping[Entry, tuple[Layer, int]],
    field: str,
    ref: str,
    is_translation: bool,
) -> Fault | None:
    """What is wrong with the id ``ref`` in a ``field`` of ``layer``, and what would be right. The other
    arguments are those of :func:`check`."""

    def find_fault(id: str, fits: Callable[[str], bool]) -> Fault | None:
        judge = _translation_fault if is_translation else _fault
        return judge(handbook, layer, field, id, fits) or _clash_fault(
            handbook, edition, layer, id, field, omitted
        )

    return find_fault(ref, lambda id: find_fault(id, bool) is None)


def _check_record_summaries(handbook: Handbook, layer: Layer) -> Iterator[Problem]:
    """Yield a problem for every link in the translated summary of a record: only a term's summary may hold
    links, in English too."""
    for index, translation in enumerate(layer.content.translations):
        if translation.summary and any(
            ref not in handbook.term_by_id or handbook.get(ref) for ref in translation.ids
        ):
            for fault in find_line_faults(translation.summary):
                if fault not in find_prose_faults(translation.summary):
                    yield layer.problem(("translations", index, "summary"), *fault)


def _check_idle_translations(edition: Edition, layer: Layer) -> Iterator[Problem]:
    """Yield a problem for translations that no page would show."""
    lower_layers = edition.layers[: edition.layers.index(layer) + 1]
    language = next(
        (lower.content.language for lower in reversed(lower_layers) if lower.content.language), "en"
    )
    if layer.content.translations and language == "en":
        yield layer.problem(
            ("translations",),
            "are shown nowhere, since this edition is in English",
            "write 'language: cy', or take them out",
        )
    for index, translation in enumerate(layer.content.translations):
        if not translation.title and not translation.summary:
            yield layer.problem(
                ("translations", index),
                "gives neither a title nor a summary",
                "write one of them, or take it out",
            )


def _translation_fault(
    handbook: Handbook, layer: Layer, field: str, ref: str, fits: Callable[[str], bool]
) -> Fault | None:
    """What is wrong with an id under 'translations': it may name a glossary term, and no part of a record."""
    entry = handbook.entries.get(ref) or handbook.term_by_id.get(ref)
    if entry and entry.id == ref and entry.anchor and entry.kind != "term":
        return Fault(
            f"'{ref}' is a part of {entry.record.kind} '{entry.record.id}', and parts are shown in English",
            "name a record, an item or a glossary term",
        )
    return (
        None
        if entry and (entry.kind == "term" or entry.retired) and entry.id == ref
        else _fault(handbook, layer, field, ref, fits)
    )


def _fault(
    handbook: Handbook, layer: Layer, field: str, ref: str, fits: Callable[[str], bool]
) -> Fault | None:
    """What is wrong with an id by itself, and what would be right: the nearest id that ``fits``."""
    if handbook.unread.may_hold(ref):
        return None
    entry = handbook.entries.get(ref) or handbook.term_by_id.get(ref)
    if entry is None and (renamed := handbook.aliases.get(ref)):
        return Fault(f"'{ref}' is now called '{renamed.id}'", f"write '{renamed.id}'")
    if field != "leave_out" and (retirement_fault := describe_retirement(handbook, ref)):
        return retirement_fault
    if entry is None:
        known = partial(_list_fitting_ids, handbook, fits)
        return Fault(
            f"nothing has the id '{ref}' in this version of the handbook",
            did_you_mean(ref, known, "take it out, or give an id that is there"),
        )
    if entry.id != ref:
        return Fault(f"'{ref}' is now called '{entry.id}'", f"write '{entry.id}'")
    if field == "leave_out":
        return _omission_fault(layer, entry)
    if entry.kind == "term":
        return Fault(
            f"'{ref}' is a term of the glossary, which has no page of its own",
            "give the id of a record, an item or a part",
        )
    return None


def _list_fitting_ids(handbook: Handbook, fits: Callable[[str], bool]) -> list[str]:
    return [id for id in (*handbook.entries, *handbook.term_by_id) if fits(id)]


def _omission_fault(layer: Layer, entry: Entry) -> Fault | None:
    """Why an entry may not be left out, and what would be right; ``None`` for one that may."""
    if entry.kind == "term":
        return Fault(f"'{entry.id}' is a term of the glossary", "leave out records only")
    if entry.owner:
        return Fault(
            f"'{entry.id}' is one {entry.kind} of {entry.owner.kind} '{entry.owner.id}', and parts cannot be"
            " left out singly",
            NOT_SINGLY.format(entry.owner.id),
        )
    if isinstance(entry.node, CompetencyFramework) and entry.node.core:
        return Fault(
            f"'{entry.id}' is the framework that everything is taught against",
            "keep it; other frameworks can be left out",
        )
    if isinstance(entry.node, Instrument) and entry.node.tool == "plan":
        return Fault(
            f"'{entry.id}' is what the development plan asks", "keep it; other instruments can be left out"
        )
    if entry.file.is_local and (layer.folder / KINDS[entry.kind].folder / f"{entry.id}.yml").is_file():
        return Fault(f"'{entry.id}' is this edition's own", f"delete {entry.file.path} instead")
    return None


def _clash_fault(
    handbook: Handbook,
    edition: Edition,
    layer: Layer,
    ref: str,
    field: str,
    omitted: Mapping[Entry, tuple[Layer, int]],
) -> Fault | None:
    """The fault of naming a record that this layer or one below it leaves out. What a layer names that only a
    higher one leaves out is no fault: it is ignored."""
    entry = handbook.get(ref)
    if field == "leave_out" or entry is None or entry.record not in omitted:
        return None
    omitting_layer, index = omitted[entry.record]
    if edition.layers.index(omitting_layer) > edition.layers.index(layer):
        return None
    line = omitting_layer.file.locate(("leave_out", index))[0]
    return Fault(f"'{ref}' is left out ({omitting_layer.file.path}:{line})", "say nothing of it, or keep it")
