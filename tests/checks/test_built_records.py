"""What ``check`` passes builds, and what is built is sound: records are damaged in seeded ways, those that
pass are built together.

300 mutants in an ordinary run; 20,000 in a long one (``handbook test --long``).
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

import pytest
import small_site
import yaml
from built_pages import faults_in
from damaged_records import MUTATIONS, SMALL, SMALL_RECORDS, Dumper, drawn, model_of, present
from payloads import PAYLOADS
from runs import MUTANTS

from macros.base.yaml_files import parse
from macros.checks import RULES
from macros.cli import main
from macros.records import loader
from macros.records.field_plans import plan_fields

LINKS = [
    "[it]({})",
    "*[it]({})*",
    "- [it]({})",
    '[it]({} "why")',
    "[it](<{}>)",
    "![it]({})",
    "[*it*]({}), and [more]({})",
]
TARGETS = ["small-steps", "mlcf/1.1:2", "12:30", "//x.example:80", "?a:b", "#a:b", "small/1.1",
           "https://example.org/a?b=1&c=2#d", "https://[::1", "https://[::1]/",
           "mailto:a@b.example", "mailto:", "small-start/s1", "http://x:99999/",
           "java&#10;script:a", "https://é.example/ü", "Small-Steps"]  # fmt: skip
TRANSLATION = {"language": "cy", "title": "Teitl", "summary": "Yn fyr."}


@dataclass(frozen=True)
class Mutant:
    """A record in place of that at ``path``, and ``how`` it came about."""

    path: str
    raw: bytes
    how: str


def text_of(chance: random.Random) -> str:
    """Words that a hostile or careless hand might write."""
    if chance.random() < 0.4:
        return chance.choice(PAYLOADS)
    if chance.random() < 0.6:
        return "See " + chance.choice(LINKS).format(*[chance.choice(TARGETS)] * 2) + " now."
    return " ".join(chance.choice(PAYLOADS) for _ in range(3))[:390]


def rewritten(chance: random.Random, path: str, book) -> Mutant:
    """A record in which some fields hold other words, or any value that their types allow."""
    data, model, how = deepcopy(parse((SMALL / path).read_bytes(), path).data), model_of(path), []
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        route, owner = chance.choice(list(present(model, data)))
        name = chance.choice(list(owner.model_fields)) if chance.random() < 0.3 else route[-1]
        here = data
        for step in route[:-1]:
            here = here[step]
        field = next((each for each in plan_fields(owner) if each.name == name), None)
        if field and (field.line or field.prose) and chance.random() < 0.7:
            here[name] = [text_of(chance)] if field.is_list else text_of(chance)
        elif name == "translations":
            here[name] = [{**TRANSLATION, chance.choice(("title", "summary")): text_of(chance)}]
        elif name != "id":
            here[name] = drawn(
                owner.model_fields[name].annotation, owner.model_fields[name].metadata, chance, book
            )
        how.append(f"{'.'.join(map(str, route[:-1]))}.{name}={here.get(name)!r}")
    return Mutant(
        path, yaml.dump(data, Dumper=Dumper, sort_keys=False, allow_unicode=True).encode(), "; ".join(how)
    )


def mutants(count: int, book) -> Iterator[Mutant]:
    for turn in range(count):
        chance = random.Random(f"records {turn}")
        path = SMALL_RECORDS[turn % len(SMALL_RECORDS)]
        if turn % 3:
            yield rewritten(chance, path, book)
        else:
            mutate = chance.choice(MUTATIONS)
            yield Mutant(path, mutate(chance, (SMALL / path).read_bytes()), f"{mutate.__name__}, turn {turn}")


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The small site's repository, and what its files hold where it is built without a mutant."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1700000000")
        here = Site(small_site.write(tmp_path_factory.mktemp("mutants") / "root"))
        assert here.build() == 0 and faults_in(here.folder) == []
        here.sound = {
            path.relative_to(here.folder).as_posix(): path.read_bytes()
            for path in here.folder.rglob("*.html")
        }
        yield here


class Site:
    """A small site in which records are replaced."""

    def __init__(self, root: Path):
        self.root, self.folder, self.sound = root, root.parent / "site", {}

    def build(self) -> int:
        """Build with the real command; its exit code."""
        return main(["--root", str(self.root), "build", "--quiet", "--site-dir", str(self.folder)])

    def passes(self, batch: list[Mutant]) -> bool:
        """Whether no rule finds anything in the records with ``batch`` among them."""
        self._put(batch)
        book, problems = loader.load_handbook(self.root)
        sound = not problems and not any(True for rule in RULES for _ in rule.check(book))
        self._restore(batch)
        return sound

    def faults(self, batch: list[Mutant]) -> list[str]:
        """What is wrong with the site that is built with ``batch`` in it."""
        self._put(batch)
        code = self.build()
        self._restore(batch)
        if code:
            return [f"the build ended with {code}"]
        return faults_in(
            self.folder,
            [name for name in self._pages() if (self.folder / name).read_bytes() != self.sound.get(name)],
        )

    def guilty(self, batch: list[Mutant]) -> list[str]:
        """The mutants of a batch that make a broken site, each with what is wrong: the batch is halved until
        they stand alone."""
        if len(batch) > 1 and not self.passes(
            batch
        ):  # Together they are refused: two of one title, a term that is gone.
            found = []
        elif not (found := self.faults(batch)):
            return []
        if len(batch) == 1:
            return [f"{batch[0].path} ({batch[0].how}): {found[:3]}"]
        half = len(batch) // 2
        return self.guilty(batch[:half]) + self.guilty(batch[half:])

    def _pages(self) -> list[str]:
        return sorted(path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*.html"))

    def _put(self, batch: list[Mutant]) -> None:
        for mutant in batch:
            (self.root / mutant.path).write_bytes(mutant.raw)

    def _restore(self, batch: list[Mutant]) -> None:
        for mutant in batch:
            (self.root / mutant.path).write_bytes((SMALL / mutant.path).read_bytes())


def batches(passed: list[Mutant]) -> Iterator[list[Mutant]]:
    """Mutants to be built together: one for a file."""
    waiting: dict[str, list[Mutant]] = {}
    for mutant in passed:
        waiting.setdefault(mutant.path, []).append(mutant)
    while any(waiting.values()):
        yield [of_one.pop() for of_one in waiting.values() if of_one]


@pytest.mark.slow
@pytest.mark.heavy
def test_what_check_passes_is_built_and_sound(site, small_book):
    passed = [mutant for mutant in mutants(MUTANTS, small_book) if site.passes([mutant])]
    assert MUTANTS // 5 < len(passed) < MUTANTS
    assert [guilty for batch in batches(passed) for guilty in site.guilty(batch)] == []


@pytest.mark.slow
def test_a_broken_mutant_is_found_among_sound_ones(site, monkeypatch):
    """The property can fail: a mutant that ends a build, and one that breaks a page, are named, and no
    others."""
    sound = [Mutant(path, (SMALL / path).read_bytes(), "as it is") for path in SMALL_RECORDS[:5]]
    broken = Mutant(SMALL_RECORDS[5], b"id: [", "cut short")
    monkeypatch.setattr(Site, "passes", lambda self, batch: True)
    assert site.guilty([*sound, broken]) == [f"{SMALL_RECORDS[5]} (cut short): ['the build ended with 1']"]
    (site.folder / "index.html").write_text(
        '<p id="a" onclick="x"><a href="nowhere/">\ue001</a><b id="a"></p><script>1</script>', "utf-8"
    )
    assert faults_in(site.folder, ["index.html"]) == [
        f"index.html: {fault}" for fault in (
            "<p> runs 'onclick'", "</p> closes <b>", "holds <script>", "<p> is never closed",
            "<b> is never closed", "the id 'a' stands 2 times",
            "holds the private character U+E001", "the link 'nowhere/' leads to no file")]  # fmt: skip
