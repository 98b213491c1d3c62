"""Puts what is sound of a file that is not to the rules that take each record by itself.

So one run tells of all that can be told of a file, whatever else is wrong with it. A rule that asks for what
could not be read (:class:`~macros.records.field_types.NotRead`) has nothing to say of that file.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from functools import cached_property
from typing import Any

from macros.base.problems import Problem
from macros.checks.rule_names import name_rule_of
from macros.checks.rules import (
    absences_are_dated,
    anchors_do_not_clash,
    behaviours_can_be_seen,
    cases_are_told_in_full,
    examples_say_so,
    figures_have_sources,
    figures_match_their_text,
    hours_add_up,
    ids_are_not_shown,
    instruments_have_their_scale,
    items_have_ranks,
    judgements_match_their_notes,
    links_lead_to_owners,
    parts_refer_to_parts,
    pathways_fit_their_minutes,
    prose_is_safe,
    quotations_are_sound,
    references_resolve,
    reviews_follow_drafts,
    roles_are_no_names,
    sources_are_whole,
    stops_name_parts,
    summaries_read_well,
    theories_fit_their_shape,
    titles_are_whole,
    translations_say_something,
    words_are_british,
    words_are_in_vocabulary,
    years_follow_one_another,
)
from macros.records.entries import Entry, create_source_entry, create_term_entry
from macros.records.field_types import NotRead
from macros.records.handbook import Handbook
from macros.records.kinds import KINDS, Glossary, Sources
from macros.records.lasting_ids import RetiredPart
from macros.records.partial_reading import take_while_read
from macros.records.unread import PartialRead

RULES_OF_TEXTS: tuple[Any, ...] = (
    references_resolve,
    prose_is_safe,
    quotations_are_sound,
    absences_are_dated,
    examples_say_so,
    ids_are_not_shown,
    words_are_british,
)
# None of these asks what other records say of this one, or whether all records together are complete.
RULES_OF_RECORDS: tuple[Any, ...] = (
    anchors_do_not_clash,
    words_are_in_vocabulary,
    sources_are_whole,
    titles_are_whole,
    links_lead_to_owners,
    hours_add_up,
    parts_refer_to_parts,
    theories_fit_their_shape,
    instruments_have_their_scale,
    items_have_ranks,
    years_follow_one_another,
    stops_name_parts,
    pathways_fit_their_minutes,
    cases_are_told_in_full,
    behaviours_can_be_seen,
    summaries_read_well,
    figures_have_sources,
    figures_match_their_text,
    judgements_match_their_notes,
    reviews_follow_drafts,
    roles_are_no_names,
    translations_say_something,
)


class PartialHandbook(Handbook):
    """What is sound of one file among the records of a whole handbook: its lists hold what is of that file,
    and ids are looked up in the sound_handbook."""

    def __init__(self, sound_handbook: Handbook, partial: PartialRead):
        super().__init__(
            verbs=sound_handbook.verbs,
            vocabularies=sound_handbook.vocabularies,
            files=sound_handbook.files,
            unread=sound_handbook.unread,
            published=sound_handbook.published,
        )
        self.sound_handbook, self.partial = sound_handbook, partial
        for entry in _create_entries(partial):
            lists = {**self.all_records, "source": self.sources, "term": self.terms}
            lists[entry.kind].append(entry)

    @cached_property
    def retired_parts(self) -> dict[str, tuple[Entry, RetiredPart]]:
        """The parts of the records of the whole handbook that are gone."""
        return self.sound_handbook.retired_parts

    def get(self, ref: str, kind: str = "any") -> Entry | None:
        """The entry of the whole handbook whose id or former id is ``ref``, or of this file. Raises
        ``NotRead`` where it may be a former id in this file that could not be read."""
        if elsewhere := self.sound_handbook.get(ref, kind):
            return elsewhere
        entry = self.entries.get(ref)
        if not entry and self._has_unread_aliases():
            raise NotRead("aliases")
        return entry if entry and kind in ("any", entry.kind) else None

    def _has_unread_aliases(self) -> bool:
        file, is_read = self.partial.file, "aliases" in vars(self.partial.node)
        words = {*file.gaps.words, *(file.data if isinstance(file.data, dict) else ())}
        return not is_read and "aliases" in words

    def list_ids(self, kind: str) -> list[str]:
        """The ids that a reference to ``kind`` may hold, in the whole handbook."""
        return self.sound_handbook.list_ids(kind)


def check(sound_handbook: Handbook) -> Iterator[Problem]:
    """Yield a problem for every fault of what is sound of files that are not."""
    for partial in sound_handbook.unread.partial:
        handbook = PartialHandbook(sound_handbook, partial)
        for rule in RULES_OF_RECORDS:
            yield from _keep(partial, rule, rule.check(handbook))
        for top in handbook.list_top_entries():
            for rule in RULES_OF_TEXTS:
                yield from _keep(partial, rule, rule.check_entry(handbook, top))


def _keep(partial: PartialRead, rule: Any, problems: Iterator[Problem]) -> Iterator[Problem]:
    """Those of a rule's ``problems`` that are of this file and not of what could not be read in it."""
    for problem in name_rule_of(rule, take_while_read(problems)):
        if problem.path == partial.file.path and problem.line not in partial.file.gaps.lines:
            yield problem


def _create_entries(partial: PartialRead) -> Iterator[Entry]:
    """The entry of a record, or those of the sources or terms, of what is sound of a file."""
    node, file = partial.node, partial.file
    kind = next((kind for kind in KINDS.values() if isinstance(node, kind.model)), None)
    if kind:
        title = vars(node).get("title", "")
        yield Entry(partial.name, kind.name, title, node, file, (), f"{kind.section}/{partial.name}")
    for index, source in enumerate(vars(node).get("sources", ()) if isinstance(node, Sources) else ()):
        with suppress(NotRead):
            yield create_source_entry(source, file, index)
    for index, term in enumerate(vars(node).get("terms", ()) if isinstance(node, Glossary) else ()):
        with suppress(NotRead):
            yield create_term_entry(term, file, index)
