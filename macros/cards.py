"""What a card says of a record beside its title and summary, and what an index page can be filtered by."""

from __future__ import annotations

from macros.times import minutes

FILTERS = {
    "theory": (("shape", "theory-shape"), ("evidence", "evidence")),
    "case": (("outcome", "case-outcome"), ("settings", "setting")),
    "module": (("stages", "stage"), ("skills", "skill")),
    "pathway": (("stages", "stage"), ("settings", "setting")),
    "framework": (("status", "framework-status"),),
}

CARD_FACTS = {
    "theory": lambda view, node: [view.word("theory-shape", node.shape).title, "evidence: " + view.word("evidence", node.evidence).title.lower()],
    "case": lambda view, node: [node.country, node.period, *(["in short"] if node.depth == "short" else [])],
    "pathway": lambda view, node: [f"{minutes(node.minutes)} to spend", f"{len(node.stops)} stops"],
    "module": lambda view, node: [f"{node.credits} credits", f"{len(node.sessions)} sessions", f"{node.hours.total:g} hours"],
    "programme": lambda view, node: [f"{node.months} months", *([f"{node.credits} credits"] if node.credits else [])],
    "component": lambda view, node: [node.time],
    "framework": lambda view, node: [view.word("framework-status", node.status).title, str(node.published)],
    "instrument": lambda view, node: [minutes(node.minutes), node.for_whom],
    "crosswalk": lambda view, node: [f"{len(node.alignments)} pairs", f"{len(node.unmapped)} unmapped"],
    "tension": lambda view, node: [" / ".join(pole.title for pole in node.poles)],
}
