"""What must hold of the content: one rule a file in :mod:`macros.checks.rules`, listed here by hand.

:mod:`macros.checks.run` puts a repository to these rules.
"""

from __future__ import annotations

from typing import Any

from macros.checks.rules import (
    absences_are_dated,
    anchors_do_not_clash,
    behaviours_can_be_seen,
    cases_are_told_in_full,
    catalogues_are_sound,
    coverage_is_complete,
    crosswalks_are_complete,
    docs_hold_what_is_published,
    drawings_fit_their_data,
    editions_fit,
    examples_say_so,
    figures_have_sources,
    folders_can_be_read,
    hours_add_up,
    ids_are_unique,
    ids_stand_once,
    instruments_have_their_scale,
    items_have_ranks,
    links_lead_to_owners,
    modules_say_their_order_once,
    pages_call_macros,
    pages_have_addresses,
    pages_hold_allowed_html,
    pages_lead_somewhere,
    parts_refer_to_parts,
    pathways_fit_their_minutes,
    prerequisites_have_no_cycle,
    prompts_have_their_table,
    prose_is_safe,
    quotations_are_sound,
    references_resolve,
    settings_are_sound,
    sources_are_whole,
    stops_name_parts,
    summaries_read_well,
    synonyms_stand_once,
    theories_fit_their_shape,
    titles_are_whole,
    tools_have_their_form,
    translations_say_something,
    views_are_embedded_once,
    words_are_in_vocabulary,
    years_follow_one_another,
)

RULES: tuple[Any, ...] = (
    ids_are_unique,
    anchors_do_not_clash,
    references_resolve,
    words_are_in_vocabulary,
    sources_are_whole,
    titles_are_whole,
    links_lead_to_owners,
    prose_is_safe,
    quotations_are_sound,
    hours_add_up,
    prerequisites_have_no_cycle,
    modules_say_their_order_once,
    parts_refer_to_parts,
    crosswalks_are_complete,
    theories_fit_their_shape,
    instruments_have_their_scale,
    prompts_have_their_table,
    tools_have_their_form,
    items_have_ranks,
    years_follow_one_another,
    stops_name_parts,
    pathways_fit_their_minutes,
    cases_are_told_in_full,
    drawings_fit_their_data,
    behaviours_can_be_seen,
    summaries_read_well,
    figures_have_sources,
    absences_are_dated,
    examples_say_so,
    translations_say_something,
    synonyms_stand_once,
    coverage_is_complete,
)
# Those of RULES that judge nearly all texts, and take each record, source and term by itself: an entry that
# was sound is not judged again as long as nothing has changed that was read for it.
RULES_OF_ENTRIES: tuple[Any, ...] = (
    references_resolve,
    prose_is_safe,
    quotations_are_sound,
    absences_are_dated,
    examples_say_so,
)
# Rules about pages, files and editions: they take more than a handbook, so each is called by name in
# macros.checks.run.
OTHER_RULES = (
    folders_can_be_read,
    catalogues_are_sound,
    docs_hold_what_is_published,
    pages_call_macros,
    pages_hold_allowed_html,
    pages_have_addresses,
    views_are_embedded_once,
    ids_stand_once,
    pages_lead_somewhere,
    settings_are_sound,
    editions_fit,
)
