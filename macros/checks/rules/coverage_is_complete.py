"""What the programme is written against is taught, practised and assessed; theories are used and shown; tensions are worked.

``framework/exemptions.yml`` lets single ones off with a reason. An exemption that is no longer needed is a problem too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from macros.base.problems import Problem
from macros.records.entries import Entry
from macros.records.handbook import Handbook
from macros.records.kinds import EXEMPTIONS

LEAST_MODULES = 2  # for a tension: met once, it is a topic; met again in other clothes, it is a tension.


@dataclass(frozen=True)
class Rule:
    """A rule of coverage: the kinds of record that could meet it, what is wrong where none does, and what would be right."""

    kinds: tuple[str, ...]
    wrong: str
    right: str


RULES = {
    "taught": Rule(("module",), "is not taught anywhere", "name it in an outcome of a module"),
    "practised": Rule(("module", "component"), "is not practised anywhere", "name it in a workplace task or a component"),
    "assessed": Rule(("module",), "is not assessed anywhere", "have an assessment test an outcome that names it"),
    "used": Rule(("module",), "is not used by any module", "name it in a module or one of its sessions"),
    "shown": Rule(("case",), "is not shown by any case", "read a case through it"),
}


def check(handbook: Handbook) -> Iterator[Problem]:
    """Yield a problem for every gap without an exemption, and for every exemption without a gap.

    A gap that a record could fill which could not be read is none yet.
    """
    exempt: dict[tuple[str, str], Entry] = {}
    for entry in handbook.exemptions:
        record, rule = handbook.get(entry.node.record), entry.node.rule
        if record and rule in RULES and exempt.setdefault((record.id, rule), entry) is not entry:
            yield entry.problem((), f"'{record.id}' is exempt from being {rule} already", "keep one of the two")
    for entry, rule in _gaps(handbook):
        if not exempt.pop((entry.id, rule), None) and _is_known(handbook, RULES[rule].kinds):
            yield entry.problem((), RULES[rule].wrong, f"{RULES[rule].right}, or exempt it with a reason in framework/exemptions.yml")
    over = any(entry.file.is_local for entry in handbook.all_records())  # What an edition covers, the national handbook may still lack.
    for (record, rule), entry in exempt.items():
        if over and not entry.file.is_local:
            continue
        yield entry.problem((), f"'{record}' needs no exemption from being {rule}", "take the exemption out")
    if _is_known(handbook, ("module",)) and len(handbook.records["module"]) >= LEAST_MODULES:
        yield from _tensions(handbook)


def _is_known(handbook: Handbook, kinds: tuple[str, ...]) -> bool:
    """Whether all that could fill a gap has been read, and all that could excuse it."""
    return EXEMPTIONS not in handbook.unread.files and handbook.unread.kinds.isdisjoint(kinds)


def _gaps(handbook: Handbook) -> Iterator[tuple[Entry, str]]:
    for framework in handbook.records["framework"]:
        for leaf in handbook.leaves(framework) if framework.node.core else ():
            for rule, found in handbook.coverage(leaf).items():
                if not found:
                    yield leaf, rule
    for theory in handbook.records["theory"]:
        kinds = {origin.record.kind for origin in _origins(handbook, theory)}
        for rule in ("used", "shown"):
            if kinds.isdisjoint(RULES[rule].kinds):
                yield theory, rule


def _tensions(handbook: Handbook) -> Iterator[Problem]:
    for tension in handbook.records["tension"]:
        modules = dict.fromkeys(origin.record.id for origin in _origins(handbook, tension) if origin.record.kind == "module")
        if len(modules) < LEAST_MODULES:
            said = f"one module only ({', '.join(modules)})" if modules else "no module"
            yield tension.problem((), f"is worked in {said}", f"name it in at least {LEAST_MODULES} modules or their sessions")


def _origins(handbook: Handbook, entry: Entry) -> Iterator[Entry]:
    for origins in handbook.backlinks(entry).values():
        yield from origins
