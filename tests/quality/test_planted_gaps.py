"""Of a made-up handbook of a thousand records, into which known gaps were planted, exactly these are told."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import runs
import yaml
from places import ROOT

from macros.base.yaml_files import parse
from macros.quality.coverage import CoverageReport, assess_coverage
from macros.records.handbook import Handbook
from macros.records.kinds import KINDS
from macros.records.loader import load_handbook

sys.path.insert(0, str(ROOT / "scripts" / "bench"))
try:
    import made_up_records
finally:
    sys.path.remove(str(ROOT / "scripts" / "bench"))

PAGES, RECORDS = 1462, 1000
SEEDS = (1, 2, 3) if runs.LONG else (1,)
CORE, OTHER = (
    "framework-1",
    "framework-2/1.1",
)  # What the programme is written against, and an item of another.
ITEMS = [f"{CORE}/{domain}.{element}" for domain in (1, 2, 3) for element in (1, 2, 3, 4)]

pytestmark = pytest.mark.slow


class Planter:
    """Covers each item of the core framework of the handbook at ``root`` in two modules in every way, and
    takes away what the fates of some items want. Notes what is to be told, as ``planted``."""

    def __init__(self, root: Path, seed: int):
        self.root, self.random_source = root, random.Random(seed)
        self.planted: set[tuple[object, ...]] = set()
        self.exemptions: list[dict[str, str]] = []
        self.data = {file: parse(file.read_bytes(), file.name).data for file in root.rglob("*/*/*.yml")}
        self._free_modules: Iterator[dict] = iter(self._shuffle("module"))

    def _shuffle(self, kind: str) -> list[dict]:
        records = [data for file, data in self.data.items() if file.match(f"{KINDS[kind].folder}/*.yml")]
        self.random_source.shuffle(records)
        return records

    def clear(self) -> None:
        """Have nothing name an item of the core framework."""
        for module in self._shuffle("module"):
            for part in (*module["outcomes"], *module["workplace"]):
                part["competencies"] = [OTHER]
        for record in (*self._shuffle("component"), *self._shuffle("instrument")):
            record["competencies"] = [OTHER]
        for programme in self._shuffle("programme"):
            module = next(data for data in self._shuffle("module") if data["id"] in programme["modules"])
            for outcome in programme["outcomes"]:  # An item that a module of the programme assesses.
                outcome["competencies"] = [*module["outcomes"][0]["competencies"]]
        core = next(data for data in self._shuffle("framework") if data["id"] == CORE)
        core["core"] = True

    def cover(self, item: str, kinds: str = "taught assessed practised", times: int = 2) -> list[str]:
        """Cover ``item`` in the ways of ``kinds`` in so many modules; gives the ids of these."""
        ids = []
        for _time in range(times):
            module = next(self._free_modules)
            if "taught" in kinds:
                module["outcomes"][0]["competencies"] = [item]
            if "practised" in kinds:
                module["workplace"][0]["competencies"] = [item]
            if "assessed" not in kinds and "taught" in kinds:
                module["outcomes"][0]["assessed_by"] = ["a9"]  # Of which there is none.
                self.planted.add(("untested", f"{module['id']}/o1"))
            ids.append(module["id"])
        return ids

    def leave_out(self, item: str, *kinds: str, is_exempt: bool = False) -> None:
        """Cover ``item`` in all ways but ``kinds``."""
        self.cover(item, " ".join({"taught", "assessed", "practised"} - set(kinds)))
        for kind in kinds:
            reason = f"Nobody does, {kind}." if is_exempt else ""
            self.planted.add(("gap", item, kind, reason))
            if is_exempt:
                self.exemptions.append({"record": item, "rule": kind, "reason": reason})

    def thin(self, item: str) -> None:
        """Cover ``item`` in one module alone, by both of its outcomes."""
        module = next(self._free_modules)
        for part in (*module["outcomes"], module["workplace"][0]):
            part["competencies"] = [item]
        self.planted |= {
            ("thin", item, kind, module["id"], number)
            for kind, number in (("taught", 2), ("practised", 1), ("assessed", 1))
        }

    def broaden(self) -> None:
        """Have an outcome name four competencies."""
        outcome = (module := next(self._free_modules))["outcomes"][1]
        outcome["competencies"] = [f"framework-2/1.{element}" for element in (1, 2, 3, 4)]
        self.planted.add(("broad", f"{module['id']}/o2"))

    def untest_programme(self, item: str) -> None:
        """Have an outcome of a programme show in nothing but ``item``, which no module assesses."""
        programme = self._shuffle("programme")[0]
        programme["outcomes"][2]["competencies"] = [item]
        self.planted.add(("untested by programme", programme["id"], "p3"))

    def plant(self) -> None:
        """Give each item its fate, and write the handbook."""
        self.clear()
        items = self.random_source.sample(ITEMS, len(ITEMS))
        self.leave_out(items[0], "taught", "assessed")
        self.leave_out(items[1], "practised")
        self.leave_out(items[2], "assessed")
        self.leave_out(items[3], "taught", "practised", "assessed")
        self.leave_out(items[4], "practised", is_exempt=True)
        self.thin(items[5])
        for item in items[6:]:
            self.cover(item)
        self.broaden()
        self.untest_programme(items[2])
        for file, data in self.data.items():
            file.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), "utf-8")
        (self.root / "framework/exemptions.yml").write_text(yaml.safe_dump({"exemptions": self.exemptions}))


def tell(report: CoverageReport) -> Iterator[tuple[object, ...]]:
    """Everything that a report finds amiss, as the planter notes it."""
    for gap in report.gaps:
        yield "gap", gap.item.id, gap.kind, gap.exemption
    for spot in report.thin_spots:
        yield "thin", spot.item.id, spot.kind, spot.place.id, spot.number
    yield from (("broad", outcome.id) for outcome in report.broad_outcomes)
    yield from (("untested", outcome.id) for outcome in report.untested_outcomes)
    for programme, outcome in report.untested_programme_outcomes:
        yield "untested by programme", programme.id, outcome.id


def count_records(book: Handbook) -> int:
    return sum(map(len, book.records.values()))


@pytest.mark.parametrize("seed", SEEDS)
def test_exactly_the_planted_gaps_are_told(tmp_path, seed):
    root = tmp_path / "made-up"
    vocabulary = (ROOT / "framework" / "vocabulary.yml").read_bytes()
    made_up_records.write_records(root, PAGES, seed, vocabulary)
    planter = Planter(root, seed)
    planter.plant()
    book, problems = load_handbook(root)
    assert (count_records(book), problems) == (RECORDS, [])
    report = assess_coverage(book)
    amiss = list(tell(report))
    assert sorted(map(str, amiss)) == sorted(map(str, planter.planted))
    (core,) = report.frameworks
    assert (core.framework.id, [coverage.item.id for coverage in core.items]) == (CORE, ITEMS)
    counts = {kind: core.count_covered(kind) for kind in ("taught", "practised", "assessed")}
    assert counts == {"taught": 10, "practised": 9, "assessed": 9}
