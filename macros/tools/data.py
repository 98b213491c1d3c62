"""What the participants' tools know of the handbook: frameworks to rate, what to offer for a need,
crosswalks, prompts.

Written to ``assets/data``: as one JSON file for whoever wants it (its form is ``handbook.schema.json``
there), and for the tools as scripts, since browsers refuse to fetch a file from disk. The first script,
``handbook.js``, has every framework in outline; what the items of a framework say, and the crosswalks, are
scripts of their own. Every address is from the site's root.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from macros.addresses.urls import Urls
from macros.base.language_marks import strip, strip_all
from macros.curriculum.crosswalks import Crosswalks, build_crosswalk_data
from macros.curriculum.durations import describe_activity, estimate_minutes
from macros.i18n.phrases import _, current
from macros.records.entries import Entry
from macros.records.handbook import Handbook
from macros.records.kinds import (
    CompetencyFramework,
    Instrument,
    Item,
    Level,
    Module,
    Pathway,
    Prompt,
    Scale,
    Section,
    Session,
)

Data = dict[str, Any]  # As it is written to JSON; its form is docs/assets/data/handbook.schema.json.

STORE_SCHEMA = Path(__file__).parents[2] / "docs" / "assets" / "data" / "my-handbook.schema.json"
DATA = "assets/data"  # Below the site; here ``handbook.json`` and all scripts of the data.
DETAILS = (
    "summary",
    "behaviours",
    "levels",
    "tasks",
    "questions",
    "offers",
)  # Of an item: what the outline leaves out.
PAGES = {  # The pages that tools lead to, by the names their scripts use.
    "tools": "tools/index",
    "self-assessment": "tools/self-assessment",
    "plan": "tools/plan",
    "my-handbook": "tools/my-handbook",
    "participants": "guides/rating-yourself",
    "supervisors": "guides/supervising-with-a-self-rating",
    "privacy": "about/privacy",
}
TOOLS = ("self-assessment", "plan", "my-handbook")
# Prompts of the plan's form (section/prompt), each with the field of a goal that shows it. The check looks
# for them.
PROMPTED = {
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
OFFERED = ("session", "module", "workplace task", "component", "theory", "case", "pathway", "tension")
QUICK_MINUTES, FULL_MINUTES = (
    0.5,
    1.5,
)  # An item; rounded up to five minutes. Where an instrument states its own time, that.
ENOUGH = 12  # Offers for one item, after which its counterparts are not asked for more.


def tool_data(book: Handbook, urls: Urls) -> Data:
    """The data of all tools. Its form is the contract with ``docs/assets/js/tools``:
    ``docs/assets/data/handbook.schema.json``."""
    crosswalks = Crosswalks(book)
    rated = [
        framework for framework in book.records["framework"] if framework.read_as(CompetencyFramework).items
    ]
    data = {
        "schema": json.loads(STORE_SCHEMA.read_text("utf-8")),
        "pages": {name: urls.page(path) for name, path in PAGES.items()},
        "frameworks": [
            _framework(book, crosswalks, urls, each)
            for each in sorted(rated, key=lambda each: not each.read_as(CompetencyFramework).core)
        ],
        "records": [
            _record(book, urls, each)
            for each in book.entries.values()
            if _is_page_without_rating(each) or each.kind in OFFERED
        ],
        "pathways": [
            {
                "id": each.id,
                "minutes": each.read_as(Pathway).minutes,
                "stops": [_stop(urls, book.resolve(stop.take)) for stop in each.read_as(Pathway).stops],
            }
            for each in book.records["pathway"]
        ],
        "crosswalks": [
            {**build_crosswalk_data(book, each), "url": urls.entry(each)}
            for each in book.records["crosswalk"]
        ],
        "aliases": [{"former": alias, "id": entry.id} for alias, entry in book.aliases.items()],
        "prompts": [
            _prompt(f"{section.id}/{prompt.id}", prompt)
            for section in _sections(plan_form(book))
            for prompt in section.prompts
        ],
    }
    return data if current().is_english else strip_all({**data, "translated": _translated(book)})


def _prompt(id: str, prompt: Prompt) -> Data:
    return {
        "id": id,
        "text": prompt.text,
        "help": prompt.help or "",
        "answer": prompt.answer,
        "field": PROMPTED.get(id, ""),
    }


def _translated(book: Handbook) -> list[str]:
    """What is not in English among the titles, summaries and words of closed lists, where the interface is
    not: scripts take all others for English."""
    said = (
        text
        for entry in book.entries.values()
        for text in (entry.title, getattr(entry.node, "summary", None) or "")
    )
    proposers = (term.title for term in book.vocabularies["proposer"].terms)
    return [text for text in (*said, *proposers) if strip(text) != text]


def plan_form(book: Handbook) -> Entry | None:
    """The instrument whose questions the development plan asks, where there is one."""
    return next(
        (entry for entry in book.records["instrument"] if entry.read_as(Instrument).tool == "plan"), None
    )


def blank_forms(book: Handbook) -> list[Entry]:
    """What can be printed and filled in by hand: the instruments, and every framework with items to rate."""
    return [
        *book.records["instrument"],
        *(entry for entry in book.records["framework"] if entry.read_as(CompetencyFramework).items),
    ]


def by_parent(book: Handbook, framework: Entry) -> dict[Entry, list[Entry]]:
    """A framework's lowest items by what they stand under: a domain, or the framework itself."""
    found: dict[Entry, list[Entry]] = defaultdict(list)
    for leaf in book.list_leaves(framework):
        found[leaf.parent_or_self].append(leaf)
    return found


def as_json(data: Data) -> str:
    """The data as JSON, with a note on what it is."""
    return json.dumps(
        {
            "note": "Data of the Clinical Leadership Handbook's tools. Addresses are from the site's root.",
            **data,
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def as_scripts(data: Data) -> dict[str, str]:
    """The data as scripts, by their place in the site.

    ``handbook.js`` sets ``handbook.data``: the data with its frameworks in outline, without crosswalks, and
    with the places of the others (``scripts``). ``frameworks/<id>.js`` sets ``handbook.details[id]``: by the
    id of each item what the outline leaves out (``DETAILS``). ``crosswalks.js`` sets
    ``handbook.data.crosswalks``.
    """
    places = {framework["id"]: f"{DATA}/frameworks/{framework['id']}.js" for framework in data["frameworks"]}
    crosswalks = f"{DATA}/crosswalks.js"
    outline = {
        **data,
        "frameworks": [_outline(framework) for framework in data["frameworks"]],
        "crosswalks": [],
        "scripts": {"frameworks": places, "crosswalks": crosswalks},
    }
    details = {
        places[framework["id"]]: (
            f"(window.handbook.details=window.handbook.details||{{}})[{_compact(framework['id'])}]={_compact(_details(framework))};\n"
        )
        for framework in data["frameworks"]
    }
    return {
        f"{DATA}/handbook.js": _sets("data", outline),
        **details,
        crosswalks: _sets("data.crosswalks", data["crosswalks"]),
    }


def _outline(framework: Data) -> Data:
    items = [
        {name: value for name, value in item.items() if name not in DETAILS} for item in framework["items"]
    ]
    return {**framework, "items": items}


def _details(framework: Data) -> dict[str, Data]:
    return {item["id"]: {name: item[name] for name in DETAILS} for item in framework["items"]}


def _sets(name: str, value: object) -> str:
    return f"window.handbook.{name}={_compact(value)};\n"


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def behaviour_key(text: str) -> str:
    """What a saved rating of a behaviour refers to: a hash of its words, so that reworded behaviours are not
    taken for the old ones."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def scale_for(book: Handbook, framework: Entry) -> tuple[Scale, bool]:
    """The scale to rate a framework on, and whether it is the general one: that of the instrument that rates
    the framework, the framework's own, or else that of the core framework."""
    instrument = _instrument(book, framework)
    own = instrument.read_as(Instrument).scale if instrument else None
    if scale := own or framework.read_as(CompetencyFramework).scale:
        return scale, False
    core = next(
        (
            each
            for each in book.records["framework"]
            if each.read_as(CompetencyFramework).core and each is not framework
        ),
        None,
    )
    return (scale_for(book, core)[0] if core else GENERAL), True


GENERAL = Scale(
    title="How you do this at work now",
    levels=[
        Level(value=1, title="Not yet"),
        Level(value=2, title="With support"),
        Level(value=3, title="On my own"),
        Level(value=4, title="Helping others do it"),
    ],
)


def _framework(book: Handbook, crosswalks: Crosswalks, urls: Urls, framework: Entry) -> Data:
    node, parents = framework.read_as(CompetencyFramework), by_parent(book, framework)
    leaves = [leaf for under in parents.values() for leaf in under]
    scale, general = scale_for(book, framework)
    values = [level.value for level in scale.levels]
    tops = any(leaf.read_as(Item).top is not None for leaf in leaves)
    instrument = _instrument(book, framework)
    editions = sorted({node.published, *(edition.year for edition in node.editions)})
    return {
        "id": framework.id,
        "label": node.abbreviation or framework.title,
        "title": framework.title,
        "url": urls.entry(framework),
        "edition": editions[-1],
        "editions": editions,
        "own": general,
        "scale": _scale(scale),
        "aim": values[-2],
        "rank": node.ranks[-1].title.lower(),
        "ranks": node.ranks[-1].plural.lower(),
        "domainRank": node.ranks[-2].title.lower() if len(node.ranks) > 1 else "",
        "minutes": {
            "quick": _five(len(leaves) * QUICK_MINUTES),
            "full": instrument.read_as(Instrument).minutes
            if instrument
            else _five(len(leaves) * FULL_MINUTES),
        },
        "domains": [
            _domain(urls, parent, under, node.ranks[0].plural if len(parents) > 1 else "")
            for parent, under in parents.items()
        ],
        "items": [_item(book, crosswalks, urls, leaf, scale, tops) for leaf in leaves],
    }


def _five(number: float) -> int:
    return math.ceil(number / 5) * 5


def _scale(scale: Scale) -> Data:
    return {"title": scale.title, "note": scale.note or "", "levels": _levels(scale.levels)}


def _levels(levels: Iterable[Level]) -> list[Data]:
    return [{"value": level.value, "title": level.title, "meaning": level.meaning or ""} for level in levels]


def _domain(urls: Urls, parent: Entry, leaves: list[Entry], others: str) -> Data:
    """One domain with its items; ``others`` is the title of the group of items that stand directly under the
    framework."""
    whole = parent.kind == "framework"
    return {
        "id": "" if whole else parent.id,
        "code": "" if whole else parent.read_as(Item).code,
        "title": others if whole else parent.title,
        "url": urls.entry(parent),
        "items": [leaf.id for leaf in leaves],
    }


def _item(book: Handbook, crosswalks: Crosswalks, urls: Urls, leaf: Entry, scale: Scale, tops: bool) -> Data:
    node = leaf.read_as(Item)
    own = [level.title for level in node.levels] == [level.title for level in scale.levels]
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
        "topKnown": node.top is not None or not tops,
        "behaviours": [{"key": behaviour_key(text), "text": text} for text in node.behaviours],
        "levels": _levels(node.levels) if own else [],
        "tasks": [{"do": task.do, "minutes": task.minutes} for task in node.this_week],
        "questions": _questions(book, leaf),
        "offers": [{"record": offer.id, "via": via} for offer, via in _offers(book, crosswalks, leaf)],
    }


def _questions(book: Handbook, leaf: Entry) -> list[str]:
    """What the framework's instrument asks about an item; sections that ask about the choice as a whole are
    left out."""
    sections = [
        section
        for section in _sections(_instrument(book, leaf.record))
        if all(prompt.item for prompt in section.prompts)
    ]
    return [prompt.text for section in sections for prompt in section.prompts if prompt.item == leaf.id]


def _instrument(book: Handbook, framework: Entry) -> Entry | None:
    for entry in book.records["instrument"]:
        instrument = entry.read_as(Instrument)
        if instrument.framework == framework.id and not instrument.rater_groups:
            return entry
    return None


def _sections(instrument: Entry | None) -> Iterable[Section]:
    return instrument.read_as(Instrument).sections if instrument else ()


def _stop(urls: Urls, entry: Entry) -> Data:
    return {
        "id": entry.id,
        "minutes": estimate_minutes(entry),
        "title": entry.title,
        "url": urls.entry(entry),
    }


def _is_page_without_rating(entry: Entry) -> bool:
    """Whether an entry has a page and stands in no list of items to rate: a record, or a part of a framework
    above its items."""
    return not entry.anchor and (entry.kind != "item" or bool(entry.read_as(Item).items))


def _record(book: Handbook, urls: Urls, entry: Entry) -> Data:
    kind = _(entry.kind.capitalize() if entry.anchor else book.get_kind(entry).title)
    if entry.kind == "item":
        kind = entry.record.read_as(CompetencyFramework).ranks[0].title
    return {
        "id": entry.id,
        "title": entry.title,
        "kind": kind,
        "url": urls.entry(entry),
        "minutes": estimate_minutes(entry),
        "how": describe_activity(entry),
        "in": entry.owner.title if entry.owner else "",
    }


# -- what to offer for a need


def _offers(book: Handbook, crosswalks: Crosswalks, leaf: Entry) -> Iterator[tuple[Entry, str]]:
    """What works on an item, each once, with the way to it: by name (no way), by way of its counterparts, the
    nearest and surest first (their ids), or, where no session is found so, sessions that practise the same
    skill (``skill``).
    """
    seen: set[Entry] = set()
    for item, via in (
        (leaf, ""),
        *((pair.other, pair.other.id) for pair in crosswalks.find_reliable_counterparts(leaf)),
    ):
        if len(seen) >= ENOUGH:
            break
        for offer in _working_on(book, item):
            if offer not in seen:
                seen.add(offer)
                yield offer, via
    if not any(offer.kind == "session" for offer in seen):
        yield from ((offer, "skill") for offer in _same_skills(book, leaf))


def _same_skills(book: Handbook, leaf: Entry) -> list[Entry]:
    """The sessions that practise an item's skills, those with most of them first; five at most."""
    skills = set(leaf.read_as(Item).skills)
    sessions = [
        entry
        for entry in book.entries.values()
        if entry.kind == "session" and skills & set(entry.read_as(Session).skills)
    ]
    return sorted(sessions, key=lambda entry: -len(skills & set(entry.read_as(Session).skills)))[:5]


def _working_on(book: Handbook, item: Entry) -> list[Entry]:
    coverage = book.find_coverage(item)
    taught = set(coverage["taught"])
    modules = dict.fromkeys(outcome.record for outcome in coverage["taught"])
    sessions = [
        book.resolve(f"{module.id}/{session.id}")
        for module in modules
        for session in module.read_as(Module).sessions
        if any(book.resolve(f"{module.id}/{outcome}") in taught for outcome in session.outcomes)
    ]
    named = [origin for group in book.find_backlinks(item).values() for origin in group]
    found = dict.fromkeys([*sessions, *modules, *coverage["practised"], *named])
    return sorted(
        (entry for entry in found if entry.kind in OFFERED), key=lambda entry: OFFERED.index(entry.kind)
    )
