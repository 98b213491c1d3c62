"""What must hold of the content: one rule a file in :mod:`macros.checks.rules`, listed here by hand.

:mod:`macros.checks.run` puts a repository to these rules.
"""

from __future__ import annotations

from macros.checks.rules import (
    absences_are_dated,
    anchors_do_not_clash,
    behaviours_can_be_seen,
    cases_are_told_in_full,
    coverage_is_complete,
    crosswalks_are_complete,
    docs_hold_what_is_published,
    editions_fit,
    figures_have_sources,
    hours_add_up,
    ids_are_unique,
    ids_stand_once,
    instruments_have_their_scale,
    items_have_ranks,
    links_lead_to_owners,
    pages_call_macros,
    pages_have_addresses,
    pages_hold_allowed_html,
    pages_lead_somewhere,
    parts_refer_to_parts,
    pathways_fit_their_minutes,
    prerequisites_have_no_cycle,
    prose_is_safe,
    quotations_are_sound,
    references_resolve,
    settings_are_sound,
    sources_are_whole,
    summaries_read_well,
    theories_fit_their_shape,
    titles_are_whole,
    tools_have_their_form,
    translations_say_something,
    views_are_embedded_once,
    words_are_in_vocabulary,
)

RULES = (
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
    parts_refer_to_parts,
    crosswalks_are_complete,
    theories_fit_their_shape,
    instruments_have_their_scale,
    tools_have_their_form,
    items_have_ranks,
    pathways_fit_their_minutes,
    cases_are_told_in_full,
    behaviours_can_be_seen,
    summaries_read_well,
    figures_have_sources,
    absences_are_dated,
    translations_say_something,
    coverage_is_complete,
)
# Rules about pages, files and editions: they take more than a handbook, so each is called by name in
# macros.checks.run.
OTHER_RULES = (
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
