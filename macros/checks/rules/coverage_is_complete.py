"""What the programme is written against is taught, practised and assessed; theories are used and shown;
tensions are worked.

``framework/exemptions.yml`` lets single ones off with a reason. An exemption that is no longer needed is a
problem too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from macros.base.problems import Problem
from macros.records.entries import Entry
from macros.records.handbook import Handbook
from macros.records.kinds import EXEMPTIONS, CompetencyFramework, Exemption

LEAST_MODULES = 2  # Of a tension: a reader should meet it in more than one setting.


@dataclass(frozen=True)
class CoverageRule:
    """A demand on coverage: the kinds of record that can meet it, what is wrong where none does, and what
    would be right."""

    kinds: tuple[str, ...]
    wrong: str
    right: str


RULES = {
    "taught": CoverageRule(("module",), "is not taught anywhere", "name it in an outcome of a module"),
    "practised": CoverageRule(
        ("module", "component"), "is not practised anywhere", "name it in a workplace task or a component"
    ),
    "assessed": CoverageRule(
        ("module",), "is not assessed anywhere", "have an assessment test an outcome that names it"
    ),
    "used": CoverageRule(
        ("module",), "is not used by any module", "name it in a module or one of its sessions"
    ),
    "shown": CoverageRule(("case",), "is not shown by any case", "read a case through it"),
}


def check(handbook: Handbook) -> Iterator[Problem]:
    """Yield a problem for every gap without an exemption, and for every exemption without a gap.

    Where records that could fill a gap cannot be read, the gap is not reported.
    """
    exempt: dict[tuple[str, str], Entry] = {}
    for entry in handbook.exemptions:
        exemption = entry.read_as(Exemption)
        record, rule = handbook.get(exemption.record), exemption.rule
        if record and rule in RULES and exempt.setdefault((record.id, rule), entry) is not entry:
            yield entry.problem(
                (), f"'{record.id}' is exempt from being {rule} already", "keep one of the two"
            )
    for entry, rule in _find_gaps(handbook):
        if not exempt.pop((entry.id, rule), None) and _is_known(handbook, RULES[rule].kinds):
            yield entry.problem(
                (),
                RULES[rule].wrong,
                f"{RULES[rule].right}, or exempt it from being {rule}, with a reason, in {EXEMPTIONS}",
            )
    is_edition = any(
        entry.file.is_local for entry in handbook.list_records()
    )  # An edition may cover what the national handbook exempts.
    for (id, rule), entry in exempt.items():
        if is_edition and not entry.file.is_local:
            continue
        yield entry.problem((), f"'{id}' needs no exemption from being {rule}", "take the exemption out")
    if _is_known(handbook, ("module",)) and len(handbook.records["module"]) >= LEAST_MODULES:
        yield from _check_tensions(handbook)


def _is_known(handbook: Handbook, kinds: tuple[str, ...]) -> bool:
    """Whether every record of ``kinds``, and every exemption, could be read."""
    return EXEMPTIONS not in handbook.unread.files and handbook.unread.kinds.isdisjoint(kinds)


def _find_gaps(handbook: Handbook) -> Iterator[tuple[Entry, str]]:
    """Every entry that nothing covers in the way of a rule, with the name of that rule."""
    for framework in handbook.records["framework"]:
        for leaf in handbook.list_leaves(framework) if framework.read_as(CompetencyFramework).core else ():
            for rule, covering in handbook.find_coverage(leaf).items():
                if not covering:
                    yield leaf, rule
    for theory in handbook.records["theory"]:
        kinds = {origin.record.kind for origin in _walk_origins(handbook, theory)}
        for rule in ("used", "shown"):
            if kinds.isdisjoint(RULES[rule].kinds):
                yield theory, rule


def _check_tensions(handbook: Handbook) -> Iterator[Problem]:
    for tension in handbook.records["tension"]:
        modules = dict.fromkeys(
            origin.record.id for origin in _walk_origins(handbook, tension) if origin.record.kind == "module"
        )
        if len(modules) < LEAST_MODULES:
            count = f"one module only ({', '.join(modules)})" if modules else "no module"
            yield tension.problem(
                (), f"is worked in {count}", f"name it in at least {LEAST_MODULES} modules or their sessions"
            )


def _walk_origins(handbook: Handbook, entry: Entry) -> Iterator[Entry]:
    """Every entry that refers to ``entry``, once for each heading."""
    for origins in handbook.find_backlinks(entry).values():
        yield from origins
