"""Of two made-up versions of a handbook with a thousand records, between which a known list of changes was
made, exactly that list is told, with what follows from it."""

from __future__ import annotations

import random
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import runs
import versions
import yaml
from places import ROOT

from macros.base.yaml_files import parse
from macros.changes import consequences as follow, model
from macros.records.kinds import KINDS

sys.path.insert(0, str(ROOT / "scripts" / "bench"))
try:
    import made_up_records
finally:
    sys.path.remove(str(ROOT / "scripts" / "bench"))

PAGES, RECORDS = (1462, 1000) if runs.LONG else (446, 300)
SEEDS = (1, 2, 3) if runs.LONG else (1,)
A_TIME = 5  # How often each kind of change is made.

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def older(tmp_path_factory) -> Path:
    """The older version: a folder with 300 records, in the long run a thousand."""
    root = tmp_path_factory.mktemp("planted") / "older"
    vocabulary = (ROOT / "framework" / "vocabulary.yml").read_bytes()
    made_up_records.write_records(root, PAGES, 1, vocabulary)
    assert sum(len(list((root / kind.folder).glob("*.yml"))) for kind in KINDS.values()) == RECORDS
    return root


class Planter:
    """Makes changes below ``root`` and notes, as ``planted``, how each is to be told: its type, the id of
    what it is of, and what else says which it is. No record is changed twice."""

    def __init__(self, root: Path, seed: int):
        self.root, self.random_source = root, random.Random(seed)
        self.planted: set[tuple[object, ...]] = set()
        self.touched: set[str] = set()

    def choose(self, kind: str) -> str:
        """The id of a record that nothing has touched yet."""
        names = sorted(file.stem for file in (self.root / KINDS[kind].folder).glob("*.yml"))
        free = [name for name in names if name not in self.touched]
        name = self.random_source.choice(free)
        self.touched.add(name)
        return name

    def edit(self, path: str, change: Callable[[dict], None]) -> None:
        """Let ``change`` work on the data of a file, and write it."""
        file = self.root / path
        data = parse(file.read_bytes(), path).data
        change(data)
        file.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), "utf-8")

    def plant(self, kind: str, change: Callable[[str, dict], tuple[object, ...]]) -> None:
        """Make a change of a record, by its id and data; it gives how it is to be told."""
        id = self.choose(kind)
        self.edit(f"{KINDS[kind].folder}/{id}.yml", lambda data: self.planted.add(change(id, data)))


def reword(id: str, data: dict) -> tuple[object, ...]:
    before, data["criticism"] = data["criticism"], f"{data['criticism']} It takes long."
    return model.Reworded, id, "criticism", before, data["criticism"]


def retitle(id: str, data: dict) -> tuple[object, ...]:
    before, data["title"] = data["title"], f"Another {data['title']}"
    return model.Reworded, id, "title", before, data["title"]


def relevel(id: str, data: dict) -> tuple[object, ...]:
    data["evidence"] = next(word for word in ("tested", "supported") if word != data["evidence"])
    return model.Relevelled, id, "evidence"


def retime(id: str, data: dict) -> tuple[object, ...]:
    data["steps"][0]["minutes"] = 45
    return model.Retimed, id, "minutes", 30, 45


def refigure(id: str, data: dict) -> tuple[object, ...]:
    before, after = float(data["measures"][0]["points"][1]["value"]), 1234.5
    data["measures"][0]["points"][1]["value"] = after
    return model.Refigured, f"{id}/first", "value", before, after


def reorder(id: str, data: dict) -> tuple[object, ...]:
    data["outcomes"].reverse()
    return model.Reordered, id, "outcomes"


def take_kit(id: str, data: dict) -> tuple[object, ...]:
    data["kit"].append({"id": "second", "title": "Another", "text": "Ask."})
    return model.Added, f"{id}/second"


def drop_theory(id: str, data: dict) -> tuple[object, ...]:
    gone = data["theories"].pop()
    return model.Remapped, id, "theories", (), (gone,)


def swap_source(id: str, data: dict) -> tuple[object, ...]:
    cited = {citation["source"] for citation in data["sources"]}
    gone = data["sources"].pop()["source"]
    new = next(f"author-{n}" for n in range(1, 99) if f"author-{n}" not in cited)
    data["sources"].append({"source": new})
    return model.Remapped, id, "sources", (new,), (gone,)


PLANTS = [
    ("theory", reword),
    ("tension", retitle),
    ("theory", relevel),
    ("component", retime),
    ("case", refigure),
    ("module", reorder),
    ("component", take_kit),
    ("tension", drop_theory),
    ("case", swap_source),
]


def tell(change: model.Change) -> tuple[object, ...]:
    """A change as the planter notes it."""
    kind, id = type(change), change.subject.id
    if isinstance(change, model.Remapped):
        added, removed = (tuple(end.id for end in ends) for ends in (change.added, change.removed))
        return kind, id, change.field, added, removed
    if isinstance(change, model.Renamed):
        return kind, id, change.former_id
    if isinstance(change, (model.Reordered, model.Added, model.Removed)):
        return (kind, id, change.field) if isinstance(change, model.Reordered) else (kind, id)
    if isinstance(change, model.Relevelled):
        return kind, id, change.field
    return kind, id, change.field, change.before, change.after


def plant_ids(planter: Planter) -> None:
    """A record that is new, one that is renamed, with all that refers to it, and one that is gone, to which
    nothing refers."""
    root = planter.root
    new = planter.choose("case")
    text = (root / f"modules/cases/{new}.yml").read_text("utf-8")
    (root / "modules/cases/quite-new.yml").write_text(
        text.replace(f"id: {new}\n", "id: quite-new\n"), "utf-8"
    )
    planter.planted.add((model.Added, "quite-new"))
    former = planter.choose("theory")
    file = root / f"framework/theories/{former}.yml"
    text = file.read_text("utf-8").replace(f"id: {former}\n", f"id: renamed\naliases: [{former}]\n", 1)
    file.unlink()
    (root / "framework/theories/renamed.yml").write_text(text, "utf-8")
    planter.planted.add((model.Renamed, "renamed", former))
    gone = planter.choose("pathway")
    (root / f"modules/pathways/{gone}.yml").unlink()
    planter.planted.add((model.Removed, gone))


@pytest.mark.parametrize("seed", SEEDS)
def test_exactly_the_planted_changes_are_told(older, tmp_path, seed):
    newer = shutil.copytree(older, tmp_path / "newer")
    planter = Planter(newer, seed)
    plant_ids(planter)
    for kind, change in PLANTS:
        for _time in range(A_TIME):
            planter.plant(kind, change)
    report = versions.compare_folders(older, newer)
    former = next(rest[1] for kind, *rest in planter.planted if kind is model.Renamed)
    todays_ids = lambda ids: tuple("renamed" if id == former else id for id in ids)
    planted = {
        (*change[:3], *map(todays_ids, change[3:])) if change[0] is model.Remapped else change
        for change in planter.planted
    }
    told = [tell(change) for change in report.changes]
    assert sorted(map(str, told)) == sorted(map(str, planted))
    assert report.is_whole


def test_hours_credits_and_coverage_follow(older, tmp_path):
    newer = shutil.copytree(older, tmp_path / "newer")
    planter = Planter(newer, 1)
    item = "framework-1/1.1"

    def lengthen(data: dict) -> None:
        data["credits"] = "3"
        data["hours"] |= {"self_study": "23", "total": "30"}

    planter.edit("modules/catalogue/module-1.yml", lengthen)

    def unassess(data: dict) -> None:
        for outcome in data["outcomes"]:
            outcome["competencies"] = [ref for ref in outcome["competencies"] if ref != item] or [
                "framework-1/3.4"
            ]

    for file in (newer / "modules/catalogue").glob("*.yml"):
        planter.edit(f"modules/catalogue/{file.name}", unassess)
    report = versions.compare_folders(older, newer)
    lost = {
        (change.subject.id, change.kind, change.is_covered)
        for change in report.consequences
        if isinstance(change, follow.CoverageChange)
    }
    assert {(item, "taught", False), (item, "assessed", False)} <= lost
    programmes = {
        file.stem
        for file in (older / "modules/programmes").glob("*.yml")
        if "module-1" in parse(file.read_bytes(), "x").data["modules"]
    }
    totals = {
        (change.subject.id, change.measure, change.after - change.before)
        for change in report.consequences
        if isinstance(change, follow.TotalChange)
    }
    assert totals == {
        (id, measure, more)
        for id in ("module-1", *programmes)
        for measure, more in (("hours", 10), ("credits", 1))
    }


def test_a_version_beside_itself_written_otherwise_says_nothing(older, tmp_path):
    newer = shutil.copytree(older, tmp_path / "newer")
    for file in newer.rglob("*.yml"):
        data = parse(file.read_bytes(), file.name).data
        text = yaml.safe_dump(data, allow_unicode=True, sort_keys=True, width=60, default_style="'")
        file.write_text(f"# In another order.\n{text}", "utf-8")
    report = versions.compare_folders(older, newer)
    assert (report.changes, report.consequences, report.pages, report.is_whole) == ([], [], [], True)
