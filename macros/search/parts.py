"""In which part of a record's page its fields stand, for the search: the end of the part's address and its
heading."""

from __future__ import annotations

from collections.abc import Callable

from macros.base.language_marks import strip
from macros.base.problems import Route
from macros.curriculum.passages import SECTIONS
from macros.i18n.phrases import _
from macros.records.entries import Entry
from macros.records.sessions import SEALED, SESSION_PAGE_FIELDS, Session

# By the kind of record: fields of parts that have a title and an id or a number, and the word before that in
# the anchor.
_PARTS_WITH_ID = {
    "theory": {"elements": "element"},
    "component": {"kit": "kit"},
    "module": {"sessions": "session", "workplace": "workplace-task", "assessments": "assessment"},
    "case": {"measures": "measure"},
    "session": {"handouts": "handout"},
    "programme": {"strands": "strand", "cycle": "step", "conditions": "condition", "evidence": "evidence"},
}
_NUMBERED_PARTS = {"component": {"steps": "step"}, "tension": {"poles": "pole"}}
# Fields in a section that no pathway may name, by kind.
_MORE_SECTIONS = {
    "case": {"outcome_note": "happened"},
    "module": {"outcomes": "outcomes", "reading": "reading"},
    "framework": {"rights": "rights", "editions": "lineage", "scale": "scale", "status_note": "purpose"},
    "session": {"prepare": "participants", "plan": "plan", "materials": "bring", "facilitator": "notes"},
    "component": {"roles": "roles"},
    "instrument": {"rater_groups": "raters", "sections": "prompts"},
    "crosswalk": {"alignments": "pairs", "unmapped": "unmapped"},
    "programme": {"pathway": "pathway", "outcomes": "outcomes"},
    "pathway": {"stops": "stops", "afterwards": "afterwards"},
    "theory": {"links": "elements", "problems": "problems"},
}


# What the headings of sections read, as the templates write them, by kind and anchor.
_HEADINGS: dict[str, dict[str, Callable[[], str]]] = {
    "item": {
        "in-practice": lambda: _("In practice"),
        "missing-or-overdone": lambda: _("When it is missing or overdone"),
        "levels": lambda: _("Level by level"),
        "scene": lambda: _("A scene"),
        "this-week": lambda: _("Do this week"),
    },
    "theory": {
        "idea": lambda: _("The idea"),
        "use": lambda: _("Use it when"),
        "not": lambda: _("Look elsewhere when"),
        "elements": lambda: _("Its elements, and what to do"),
        "worked": lambda: _("The same ward problem, worked through it"),
        "assumes": lambda: _("What it assumes"),
        "criticism": lambda: _("Criticism and evidence"),
        "tools": lambda: _("Tools"),
        "measures": lambda: _("Measures"),
        "problems": lambda: _("Look at it when the problem is"),
    },
    "tension": {
        "poles": lambda: _("The two poles"),
        "holding": lambda: _("Holding both"),
        "about": lambda: _("Where it comes from"),
        "questions": lambda: _("Questions for an action learning set"),
    },
    "case": {
        "problem": lambda: _("The problem"),
        "rationale": lambda: _("Why they thought it would work"),
        "did": lambda: _("What they did"),
        "pause": lambda: _("Stop here: what would you do?"),
        "happened": lambda: _("What happened"),
        "comparison": lambda: _("What the comparison says"),
        "went-wrong": lambda: _("What went wrong, and limits"),
        "lessons": lambda: _("What to borrow"),
        "theories": lambda: _("Seen through theories"),
        "tensions": lambda: _("The tension in it"),
        "competencies": lambda: _("Competencies it shows"),
    },
    "component": {
        "what": lambda: _("What it is"),
        "what-not": lambda: _("What it is not"),
        "roles": lambda: _("Who does what"),
        "good": lambda: _("What good looks like"),
        "wrong": lambda: _("What goes wrong"),
        "evidence": lambda: _("What research says"),
    },
    "module": {
        "why": lambda: _("Why it matters at work"),
        "outcomes": lambda: _("What you will be able to do"),
        "reading": lambda: _("Reading"),
    },
    "session": {
        "participants": lambda: _("Participants' view"),
        "bring": lambda: _("To bring"),
        "plan": lambda: _("Plan by the clock"),
        "notes": lambda: _("Notes for the facilitator"),
    },
    "instrument": {
        "purpose": lambda: _("What it is for"),
        "how": lambda: _("How to use it"),
        "raters": lambda: _("Who answers"),
        "prompts": lambda: _("The questions"),
        "interpreting": lambda: _("Reading the result"),
    },
    "framework": {
        "purpose": lambda: _("What it is for"),
        "use": lambda: _("Using it well"),
        "lineage": lambda: _("Editions and lineage"),
        "rights": lambda: _("Rights"),
    },
    "crosswalk": {
        "method": lambda: _("How it was made"),
        "pairs": lambda: _("The pairs"),
        "unmapped": lambda: _("What has no counterpart"),
    },
    "programme": {
        "audience": lambda: _("Who it is for"),
        "asks": lambda: _("What it asks of you and your employer"),
        "about": lambda: _("How it works"),
        "pathway": lambda: _("Pathway over time"),
        "outcomes": lambda: _("What comes of it"),
        "logic-model": lambda: _("Logic model"),
        "managers": lambda: _("What managers and the organisation must change"),
    },
    "pathway": {"afterwards": lambda: _("Afterwards")},
}


def _plan_sections(kind: str) -> dict[str, str]:
    """The anchor of the section in which each field of a kind of record stands."""
    headings = _HEADINGS.get(kind, {})
    sections = {
        field: anchor
        for anchor, fields in SECTIONS.get(kind, {}).items()
        for field in fields
        if anchor in headings
    }
    more = _MORE_SECTIONS.get(kind, {})
    readings = {name: name for name in ("theories", "tensions", "competencies")} if kind == "case" else {}
    return {field: anchor for field, anchor in {**readings, **more, **sections}.items() if anchor in headings}


_SECTIONS = {kind: _plan_sections(kind) for kind in _HEADINGS}


def is_apart(entry: Entry, route: Route) -> bool:
    """Whether the text at ``route`` of the record of ``entry`` stands on another page (the plan of a session
    on that of the session), in an envelope that is closed until a plan says so, or on cards that nobody
    reads before they are dealt: of those the search tells nothing but the name of the paper."""
    if entry.kind == "module":
        return route[0] == "sessions" and len(route) > 2 and route[2] in SESSION_PAGE_FIELDS
    if isinstance(entry.node, Session) and route[0] == "handouts" and isinstance(route[1], int):
        is_sealed = entry.node.handouts[route[1]].reader == SEALED
        return route[2] == "cards" or (is_sealed and route[2] != "title")
    return False


def name_part(entry: Entry, route: Route) -> tuple[str, str]:
    """The anchor and the heading of the part of the page of ``entry`` in which the text at ``route`` of its
    record stands; both are empty for what stands before the first heading."""
    name = str(route[0])
    if len(route) > 2 and isinstance(route[1], int):
        part = getattr(entry.node, name)[route[1]]
        if word := _PARTS_WITH_ID.get(entry.kind, {}).get(name):
            return f"{word}-{part.id}", getattr(part, "title", "") or getattr(part, "claim", "")
        if word := _NUMBERED_PARTS.get(entry.kind, {}).get(name):
            return f"{word}-{route[1] + 1}", part.title
    anchor = _SECTIONS.get(entry.kind, {}).get(name, "")
    return (anchor, strip(_HEADINGS[entry.kind][anchor]())) if anchor else ("", "")
