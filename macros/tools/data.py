"""The data of the participants' tools: frameworks to rate, what to offer for a need, pathways, crosswalks and
prompts.

Its form is ``handbook.schema.json`` in ``docs/assets/data``; :mod:`macros.tools.data_files` writes it. Every
address is from the site's root.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from macros.addresses.urls import Urls
from macros.base.language_marks import strip, strip_all
from macros.curriculum.crosswalks import Crosswalks, build_crosswalk_data
from macros.curriculum.durations import (
    describe_activity,
    estimate_minutes,
    estimate_page_minutes,
    estimate_stop_minutes,
)
from macros.curriculum.retirement import mark_retired
from macros.hand_written.pages import WrittenPage
from macros.i18n.phrases import _, get_catalogue
from macros.records.entries import Entry
from macros.records.handbook import Handbook
from macros.records.kinds import (
    CompetencyFramework,
    Instrument,
    Item,
    Level,
    Pathway,
    PathwayStop,
    Prompt,
    Scale,
    Section,
)
from macros.tools.offers import OFFERED_KINDS, find_offers

Data = dict[str, Any]  # As it is written to JSON; its form is docs/assets/data/handbook.schema.json.

STORE_SCHEMA = Path(__file__).parents[2] / "docs" / "assets" / "data" / "my-handbook.schema.json"
# The pages that the tools link to, by the names that their scripts use.
PAGE_PATHS = {
    "tools": "tools/index",
    "self-assessment": "tools/self-assessment",
    "plan": "tools/plan",
    "my-handbook": "tools/my-handbook",
    "participants": "guides/rating-yourself",
    "supervisors": "guides/supervising-with-a-self-rating",
    "privacy": "about/privacy",
}
TOOLS = ("self-assessment", "plan", "my-handbook")
# The field of a goal that shows each prompt (section/prompt) of the plan's form. The check demands that the
# prompts are there (macros.checks.rules.tools_have_their_form).
GOAL_FIELDS = {
    "goal/goal": "title",
    "why/evidence": "why",
    "why/cost-of-now": "why",
    "actions/first": "actions",
    "actions/practise": "actions",
    "support/helper": "support",
    "support/obstacle": "obstacle",
    "measure/sign": "measure",
    "measure/count": "measure",
    "agree/review": "review",
    "reflection/happened": "reflection",
}
# The minutes that rating an item takes, quickly and in full. An instrument's own time comes before
# the latter.
QUICK_MINUTES, FULL_MINUTES = 0.5, 1.5


def build_tool_data(book: Handbook, urls: Urls, pages: Iterable[WrittenPage] = ()) -> Data:
    """The data of all tools, in the form of ``docs/assets/data/handbook.schema.json``, which is the contract
    with the scripts in ``docs/assets/js/tools``. Of the hand-written ``pages`` it holds those to
    read. Where the interface is not in English, ``translated`` lists the texts that are not either."""
    crosswalks = Crosswalks(book)
    rated = [
        framework
        for framework in book.records["framework"]
        if framework.read_head_as(CompetencyFramework).items
    ]
    data = {
        "schema": json.loads(STORE_SCHEMA.read_text("utf-8")),
        "pages": {name: urls.page(path) for name, path in PAGE_PATHS.items()},
        "frameworks": [
            _build_framework(book, crosswalks, urls, entry)
            for entry in sorted(rated, key=lambda entry: not entry.read_head_as(CompetencyFramework).core)
        ],
        "records": [
            _build_record(book, urls, entry)
            for entry in book.entries.values()
            if _is_page_without_rating(entry) or entry.kind in OFFERED_KINDS
        ]
        + [_build_page(urls, page) for page in pages if page.is_to_read],
        "pathways": [
            {
                "id": entry.id,
                "minutes": entry.read_as(Pathway).minutes,
                "stops": [_build_stop(book, urls, stop) for stop in entry.read_as(Pathway).stops],
            }
            for entry in book.records["pathway"]
        ],
        "crosswalks": [
            {**build_crosswalk_data(book, entry, with_retired=False), "url": urls.entry(entry)}
            for entry in book.records["crosswalk"]
        ],
        "aliases": [{"former": alias, "id": entry.id} for alias, entry in book.aliases.items()],
        "prompts": [
            _build_prompt(f"{section.id}/{prompt.id}", prompt)
            for section in _list_sections(find_plan_form(book))
            for prompt in section.prompts
        ],
    }
    return data if get_catalogue().is_english else strip_all({**data, "translated": _list_translated(book)})


def _build_prompt(id: str, prompt: Prompt) -> Data:
    return {
        "id": id,
        "text": prompt.text,
        "help": prompt.help or "",
        "answer": prompt.answer,
        "field": GOAL_FIELDS.get(id, ""),
    }


def _list_translated(book: Handbook) -> list[str]:
    """The titles, summaries and words of closed lists that are translated: the scripts take all others for
    English."""
    texts = (
        text
        for entry in book.entries.values()
        for text in (entry.title, getattr(entry.node, "summary", None) or "")
    )
    proposers = (term.title for term in book.vocabularies["proposer"].terms)
    return [text for text in (*texts, *proposers) if strip(text) != text]


def find_plan_form(book: Handbook) -> Entry | None:
    """The instrument whose questions the development plan asks; ``None`` where there is none."""
    return next(
        (entry for entry in book.records["instrument"] if entry.read_head_as(Instrument).tool == "plan"), None
    )


def list_blank_forms(book: Handbook, with_retired: bool = False) -> list[Entry]:
    """The records that are also forms to print and fill in by hand: the instruments, and every framework with
    items to rate; those in use alone, unless ``with_retired``."""
    records = book.all_records if with_retired else book.records
    return [
        *records["instrument"],
        *(entry for entry in records["framework"] if entry.read_head_as(CompetencyFramework).items),
    ]


def list_colleague_forms(book: Handbook, with_retired: bool = False) -> list[Entry]:
    """The frameworks of which a form for colleagues' feedback (360) is made: those with items of which no
    instrument with groups of raters asks; those in use alone, unless ``with_retired``."""
    rated_frameworks = {
        book.resolve(item).record.id
        for entry in book.records["instrument"]
        if (instrument := entry.read_as(Instrument)).rater_groups
        for item in (*instrument.competencies, *filter(None, [instrument.framework]))
    }
    return [
        entry
        for entry in list_blank_forms(book, with_retired)
        if entry.kind == "framework" and entry.id not in rated_frameworks
    ]


def group_by_parent(book: Handbook, framework: Entry) -> dict[Entry, list[Entry]]:
    """A framework's lowest items, by the entry that they stand under: a domain, or the framework itself."""
    leaves_by_parent: dict[Entry, list[Entry]] = defaultdict(list)
    for leaf in book.list_leaves(framework):
        leaves_by_parent[leaf.parent_or_self].append(leaf)
    return leaves_by_parent


def hash_behaviour(text: str) -> str:
    """The key under which tools save the rating of a behaviour: the first eight hexadecimal digits of the
    SHA-256 of its words, so that a reworded behaviour counts as a new one."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def find_scale(book: Handbook, framework: Entry) -> tuple[Scale, bool]:
    """The scale to rate a framework on, and whether it is one of another framework.

    It is the framework's own, else that of the instrument that rates it; failing both, that of the core
    framework, or :data:`GENERAL_SCALE` where there is none.
    """
    instrument = _find_instrument(book, framework)
    instrument_scale = instrument.read_as(Instrument).scale if instrument else None
    if scale := framework.read_head_as(CompetencyFramework).scale or instrument_scale:
        return scale, False
    core = next(
        (
            entry
            for entry in book.records["framework"]
            if entry.read_head_as(CompetencyFramework).core and entry is not framework
        ),
        None,
    )
    return (find_scale(book, core)[0] if core else GENERAL_SCALE), True


GENERAL_SCALE = Scale(
    title="How you do this at work now",
    levels=[
        Level(value=1, title="Not yet"),
        Level(value=2, title="With support"),
        Level(value=3, title="On my own"),
        Level(value=4, title="Helping others do it"),
    ],
)


def _build_framework(book: Handbook, crosswalks: Crosswalks, urls: Urls, framework: Entry) -> Data:
    node, leaves_by_parent = framework.read_as(CompetencyFramework), group_by_parent(book, framework)
    leaves = [leaf for group in leaves_by_parent.values() for leaf in group]
    scale, is_general = find_scale(book, framework)
    values = [level.value for level in scale.levels]
    has_tops = any(leaf.read_head_as(Item).top is not None for leaf in leaves)
    instrument = _find_instrument(book, framework)
    editions = sorted({node.published, *(edition.year for edition in node.editions)})
    return {
        "id": framework.id,
        "label": _label_framework(framework),
        "title": framework.title,
        "url": urls.entry(framework),
        "edition": editions[-1],
        "editions": editions,
        "own": is_general,
        "scale": _build_scale(scale),
        "aim": values[-2],
        "rank": node.ranks[-1].title.lower(),
        "ranks": node.ranks[-1].plural.lower(),
        "domainRank": node.ranks[-2].title.lower() if len(node.ranks) > 1 else "",
        "size": {"domains": len(leaves_by_parent), "items": len(leaves)},
        "minutes": {
            "quick": _round_up_to_five(len(leaves) * QUICK_MINUTES),
            "full": instrument.read_as(Instrument).minutes
            if instrument
            else _round_up_to_five(len(leaves) * FULL_MINUTES),
        },
        "domains": [
            _build_domain(urls, parent, group, node.ranks[0].plural if len(leaves_by_parent) > 1 else "")
            for parent, group in leaves_by_parent.items()
        ],
        "items": [_build_item(book, crosswalks, urls, leaf, scale, has_tops) for leaf in leaves],
    }


def _round_up_to_five(number: float) -> int:
    return math.ceil(number / 5) * 5


def _build_scale(scale: Scale) -> Data:
    return {"title": scale.title, "note": scale.note or "", "levels": _build_levels(scale.levels)}


def _build_levels(levels: Iterable[Level]) -> list[Data]:
    return [{"value": level.value, "title": level.title, "meaning": level.meaning or ""} for level in levels]


def _build_domain(urls: Urls, parent: Entry, leaves: list[Entry], framework_title: str) -> Data:
    """A domain with its own behaviours and the ids of its items; ``framework_title`` is the title of the
    group of items that stand directly under the framework."""
    is_framework = parent.kind == "framework"
    return {
        "id": "" if is_framework else parent.id,
        "code": "" if is_framework else parent.code,
        "title": framework_title if is_framework else parent.title,
        "url": urls.entry(parent),
        "behaviours": [] if is_framework else _list_behaviours(parent.read_as(Item)),
        "items": [leaf.id for leaf in leaves],
    }


def _list_behaviours(item: Item) -> list[Data]:
    return [{"key": hash_behaviour(text), "text": text} for text in item.behaviours]


def _build_item(
    book: Handbook, crosswalks: Crosswalks, urls: Urls, leaf: Entry, scale: Scale, has_tops: bool
) -> Data:
    node = leaf.read_as(Item)
    levels_fit_scale = [level.title for level in node.levels] == [level.title for level in scale.levels]
    highest = scale.levels[-1].value
    return {
        "id": leaf.id,
        "code": node.code,
        "title": leaf.title,
        "summary": node.summary,
        "url": urls.entry(leaf),
        "minutes": estimate_minutes(leaf),
        "domain": "" if leaf.parent_or_self.kind == "framework" else leaf.parent_or_self.id,
        "top": highest if node.top is None else node.top,
        "topKnown": node.top is not None or not has_tops,
        "behaviours": _list_behaviours(node),
        "levels": _build_levels(node.levels) if levels_fit_scale else [],
        "tasks": [{"do": task.do, "minutes": task.minutes} for task in node.this_week],
        "questions": _list_questions(book, leaf),
        "offers": [{"record": offer.id, "via": via} for offer, via in find_offers(book, crosswalks, leaf)],
    }


def _list_questions(book: Handbook, leaf: Entry) -> list[str]:
    """The questions about an item in the instrument of its framework, from the sections whose every prompt
    names an item."""
    sections = [
        section
        for section in _list_sections(_find_instrument(book, leaf.record))
        if all(prompt.item for prompt in section.prompts)
    ]
    prompts = (prompt for section in sections for prompt in section.prompts)
    return [prompt.text for prompt in prompts if book.get(prompt.item or "", "item") is leaf]


def _find_instrument(book: Handbook, framework: Entry) -> Entry | None:
    """The instrument with which people rate themselves on a framework."""
    for entry in book.records["instrument"]:
        instrument = entry.read_as(Instrument)
        rated = book.get(instrument.framework or "", "framework")
        if rated is framework and not instrument.rater_groups:
            return entry
    return None


def _list_sections(instrument: Entry | None) -> Iterable[Section]:
    return instrument.read_as(Instrument).sections if instrument else ()


def _build_stop(book: Handbook, urls: Urls, stop: PathwayStop) -> Data:
    entry = book.resolve(stop.take)
    return {
        "id": entry.id,
        "minutes": estimate_stop_minutes(book, stop),
        "title": entry.title,
        "url": urls.entry(entry),
    }


def _is_page_without_rating(entry: Entry) -> bool:
    """Whether an entry has a page and is not rated itself: a record, an item with items below it, or a
    retired one, of which ratings are kept."""
    if entry.kind != "item":
        return not entry.anchor
    return bool(entry.read_head_as(Item).items or entry.retired)


def _build_page(urls: Urls, page: WrittenPage) -> Data:
    return {
        "id": page.path,
        "title": page.title,
        "kind": _("Guide") if page.path.startswith("guides/") else _("Page"),
        "url": urls.page(page.path),
        "minutes": estimate_page_minutes(page),
        "how": _("to read"),
        "in": "",
    }


def _build_record(book: Handbook, urls: Urls, entry: Entry) -> Data:
    kind = _(entry.kind.capitalize() if entry.anchor else book.get_kind(entry).title)
    if entry.kind == "item":
        kind = entry.record.read_head_as(CompetencyFramework).ranks[0].title
    is_rating_kept = entry.kind == "item" and entry.retired and not entry.read_head_as(Item).items
    title = f"{_label_framework(entry.record)} {entry.code} {entry.title}" if is_rating_kept else entry.title
    data = {
        "id": entry.id,
        "title": mark_retired(entry, title),
        "kind": kind,
        "url": urls.entry(entry),
        "minutes": estimate_minutes(entry),
        "how": describe_activity(entry),
        "in": entry.owner.title if entry.owner else "",
    }
    if entry.retired:
        successor = entry.retired.successor or ""
        data["retired"] = {"on": entry.retired.date.isoformat(), "successor": successor}
    return data


def _label_framework(framework: Entry) -> str:
    return framework.read_head_as(CompetencyFramework).abbreviation or framework.title
