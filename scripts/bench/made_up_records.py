"""Made-up but valid records for ``benchmark.py``: as large, as linked and as mixed as the handbook's own.

The same number of pages and the same seed give the same bytes. The words mean nothing; ids, references, sums
and vocabulary words hold, so that ``handbook check`` finds no problem. Nothing of ``macros`` is imported
here: what is measured must not have had a hand in its own material.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import yaml

FOLDERS = {
    "pathway": "modules/pathways",
    "framework": "framework/competencies",
    "crosswalk": "framework/crosswalks",
    "theory": "framework/theories",
    "tension": "framework/tensions",
    "instrument": "framework/instruments",
    "programme": "modules/programmes",
    "module": "modules/catalogue",
    "component": "modules/components",
    "case": "modules/cases",
}
# Every framework has domains, each with elements; each of these and the framework itself is a page.
DOMAINS, ELEMENTS = 3, 4
FRAMEWORK_PAGES = 1 + DOMAINS * (1 + ELEMENTS)
SHARES = {"theory": 0.24, "component": 0.16, "module": 0.16, "tension": 0.14}  # Cases are the rest.
LEAST = 60  # Pages below which not every kind would have a record.
# Shipped prose: a third of the fields hold emphasis or a link, a sixth two paragraphs, one in fifteen a list.
MARKED, TWO_PARAGRAPHS, LISTED = 0.3, 0.16, 0.07
WORDS = (
    "ward team round nurse patient doctor clinic theatre shift night handover audit plan change meeting"
    " question answer evidence measure week month budget risk trust board senior junior registrar consultant"
    " manager midwife pharmacist porter family carer discharge bed queue letter referral training feedback"
    " listening asking sharing deciding leading following testing learning slow early late first second"
    " common local small large shared quiet difficult honest careful regular useful safe known hidden agreed"
    " before after during between without against because while where who nobody everyone someone each other"
    " the a of and to in with for on from by is was has had can may should would must"
).split()


def number_of(pages: int) -> dict[str, int]:
    """How many records of each kind make ``pages`` pages, framework items included. Raises ``ValueError``
    below 60."""
    if pages < LEAST:
        raise ValueError(f"{pages} pages cannot hold every kind of record; give at least {LEAST}.")
    counts = {
        "framework": max(2, round(pages / 120)),
        "programme": max(1, pages // 250),
        "instrument": max(1, pages // 50),
        "pathway": max(1, pages // 25),
    }
    counts["crosswalk"] = counts["framework"] - 1
    rest = pages - counts["framework"] * (FRAMEWORK_PAGES - 1) - sum(counts.values())
    counts |= {kind: round(rest * share) for kind, share in SHARES.items()}
    counts["case"] = rest - sum(counts[kind] for kind in SHARES)
    return counts


def write_records(root: Path, pages: int, seed: int, vocabulary: bytes) -> None:
    """Write records that make ``pages`` pages under ``root``, with the sources and terms they need.

    ``vocabulary`` is the shipped ``framework/vocabulary.yml``, which is written too.
    """
    maker = Maker(number_of(pages), random.Random(seed), vocabulary)
    (root / "framework").mkdir(parents=True)
    (root / "framework" / "vocabulary.yml").write_bytes(vocabulary)
    _write(root / "framework" / "exemptions.yml", {"exemptions": []})
    _write(root / "framework" / "verbs.yml", {"verbs": ["ask", "draw"]})
    _write(root / "framework" / "sources.yml", {"sources": [maker.source(id) for id in maker.ids["source"]]})
    _write(root / "framework" / "glossary.yml", {"terms": [maker.term(id) for id in maker.ids["term"]]})
    for kind, folder in FOLDERS.items():
        (root / folder).mkdir(parents=True)
        for place, id in enumerate(maker.ids[kind]):
            _write(root / folder / f"{id}.yml", maker.record(kind, id, place))


class _Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):
    """Writes YAML as our authors do: long text in folded blocks, no anchors."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def _text(dumper: yaml.Dumper, text: str) -> yaml.Node:
    style = "|" if "\n" in text else ">" if len(text) > 80 else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)


def _write(file: Path, data: dict) -> None:
    file.write_text(
        yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=110), encoding="utf-8"
    )


@dataclass
class Maker:
    """Makes records from ``counts`` of each kind, a seeded ``chance`` and the text of the vocabulary."""

    counts: dict[str, int]
    chance: random.Random
    vocabulary: bytes

    @cached_property
    def ids(self) -> dict[str, list[str]]:
        """Every id of each kind; items as ``framework-1/1.1``, the lowest under ``item``."""
        pages = sum(self.counts.values())
        ids = {kind: [f"{kind}-{n + 1}" for n in range(count)] for kind, count in self.counts.items()}
        ids["crosswalk"] = [f"{a}--{b}" for a, b in zip(ids["framework"], ids["framework"][1:])]
        ids["item"] = [
            f"{framework}/{d + 1}.{e + 1}"
            for framework in ids["framework"]
            for d in range(DOMAINS)
            for e in range(ELEMENTS)
        ]
        # A file may hold 256 KB, so that these two lists stop growing.
        ids["source"] = [f"author-{n + 1}" for n in range(min(600, pages // 4 + 10))]
        ids["term"] = [f"term-{n + 1}" for n in range(min(400, pages // 10 + 5))]
        return ids

    @cached_property
    def words_of(self) -> dict[str, list[str]]:
        """Every closed list by its name."""
        lists = yaml.load(self.vocabulary, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))[
            "vocabularies"
        ]
        return {each["id"]: [term["id"] for term in each["terms"]] for each in lists}

    # -- small things

    def word(self, vocabulary: str) -> str:
        """A word of a closed list."""
        return self.chance.choice(self.words_of[vocabulary])

    def some(self, kind: str, count: int) -> list[str]:
        """Up to ``count`` different ids of a kind."""
        return self.chance.sample(self.ids[kind], min(count, len(self.ids[kind])))

    def next(self, kind: str, place: int, count: int) -> list[str]:
        """Up to ``count`` different ids of a kind, so chosen by ``place`` that every one has its turn."""
        ids = self.ids[kind]
        return [ids[(place * count + n) % len(ids)] for n in range(min(count, len(ids)))]

    def one(self, kind: str) -> str:
        """An id of a kind."""
        return self.chance.choice(self.ids[kind])

    def line(self, words: int = 9) -> str:
        """A sentence of about so many words."""
        said = " ".join(self.chance.choices(WORDS, k=max(3, words + self.chance.randint(-2, 2))))
        return said.capitalize() + "."

    def lines(self, count: int, words: int = 9) -> list[str]:
        """Several sentences, each a line of its own."""
        return [self.line(words) for _ in range(count)]

    def prose(self, words: int) -> str:
        """A field of prose of about so many words, with emphasis, links, paragraphs and lists as often as
        shipped prose."""
        said = self.lines(max(1, words // 13), 13)
        if self.chance.random() < MARKED:
            kind = self.chance.choice(("theory", "case", "component", "tension", "item"))
            said[0] = f"{self.line(4)} *{self.line(3)}* See [{self.line(3)[:-1]}]({self.one(kind)})."
        if self.chance.random() < LISTED:
            return said[0] + "\n\n" + "\n".join(f"- {line}" for line in said[1:] or self.lines(2))
        if len(said) > 1 and self.chance.random() < TWO_PARAGRAPHS:
            return said[0] + "\n\n" + " ".join(said[1:])
        return " ".join(said)

    def cited(self, count: int) -> list[dict]:
        """Citations of several sources."""
        return [{"source": id, "supports": self.line(8)} for id in self.some("source", count)]

    # -- whole records

    def record(self, kind: str, id: str, place: int) -> dict:
        """The record of a kind by its id; ``place`` is its place among those of its kind."""
        head = {
            "id": id,
            "title": f"{self.line(4)[:-1]} {place + 1}",
            "summary": self.line(16),
            "keywords": self.lines(3, 3),
            "drafted": "2026-11-22",
            "sources": self.cited(4),
        }
        return head | getattr(self, kind)(place)

    def theory(self, place: int) -> dict:
        """A theory, in one of the shapes that need nothing further."""
        return {
            "originators": [self.line(3)[:-1]],
            "year": 1950 + place % 70,
            "shape": self.chance.choice(("steps", "cycle", "levels")),
            "premise": self.prose(26),
            "elements": [
                {"id": f"e{n}", "title": self.line(3)[:-1], "what": self.prose(20), "do": self.prose(14)}
                for n in range(1, 5)
            ],
            "assumption": self.prose(26),
            "use_when": self.lines(2),
            "not_when": self.lines(2),
            "first_move": self.line(10),
            "problems": [{"problem": self.word("problem"), "why": self.line(10)}],
            "worked_example": self.prose(52),
            "criticism": self.prose(26),
            "evidence": self.word("evidence"),
            "evidence_note": self.prose(20),
            "tools": self.lines(2, 4),
            "measures": self.lines(2, 4),
            "competencies": self.some("item", 6),
            "related": self.some("theory", 3),
        }

    def tension(self, place: int) -> dict:
        """A tension between two poles."""
        pole = lambda: {
            "title": self.line(3)[:-1],
            "what": self.prose(26),
            "protects": self.prose(20),
            "overdone": self.prose(26),
        }
        return {
            "scene": self.prose(52),
            "about": self.prose(39),
            "poles": [pole(), pole()],
            "holding": self.prose(39),
            "questions": self.lines(4, 11),
            "competencies": self.some("item", 6),
            "theories": self.some("theory", 3),
        }

    def case(self, place: int) -> dict:
        """A case with one measure before and after."""
        points = [{"when": when, "value": self.chance.randint(1, 900)} for when in ("Before", "After")]
        measure = {
            "id": "first",
            "title": self.line(4),
            "unit": "per cent",
            "better": self.word("direction"),
            "points": points,
            "reads": self.line(12),
            "certainty": self.word("confidence"),
            "source": self.one("source"),
        }
        return {
            "setting": self.line(4)[:-1],
            "country": "England",
            "period": f"{2000 + place % 25}",
            "led_by": self.line(5)[:-1],
            "scale": self.line(4)[:-1],
            "outcome": self.word("case-outcome"),
            "outcome_note": self.line(12),
            "depth": "full",
            "problem": self.prose(26),
            "rationale": self.prose(26),
            "did": self.prose(39),
            "pause": self.lines(2),
            "happened": self.prose(39),
            "measures": [measure],
            "comparison": self.prose(20),
            "went_wrong": self.prose(26),
            "lessons": self.lines(2),
            "theories": [{"theory": id, "text": self.prose(20)} for id in self.next("theory", place, 2)],
            "tensions": [{"tension": id, "text": self.prose(20)} for id in self.some("tension", 1)],
            "competencies": [{"item": id, "how": self.line(8)} for id in self.some("item", 5)],
        }

    def component(self, place: int) -> dict:
        """A component with steps, roles and a piece of kit."""
        return {
            "what": self.prose(39),
            "what_not": self.prose(26),
            "time": "12 hours",
            "steps": [
                {"title": self.line(3)[:-1], "what": self.prose(20), "who": "The participant", "minutes": 30}
                for _ in range(4)
            ],
            "roles": [
                {"title": self.line(3)[:-1], "does": self.line(10), "time": "2 hours"} for _ in range(2)
            ],
            "good": self.lines(3),
            "goes_wrong": self.lines(3),
            "kit": [{"id": "first", "title": self.line(3)[:-1], "text": self.prose(39)}],
            "evidence": self.prose(39),
            "instruments": self.some("instrument", 1),
            "competencies": self.some("item", 6),
            "tensions": self.some("tension", 2),
        }

    def module(self, place: int) -> dict:
        """A module of two credits: 3 hours taught, 4 at work, 13 alone. Every eighth begins a new chain of
        prerequisites."""
        outcome = lambda n: {
            "id": f"o{n}",
            "text": f"Draw {self.line(9).lower()}",
            "competencies": self.some("item", 2),
            "assessed_by": ["a1"],
        }
        return {
            "audience": self.line(4)[:-1],
            "credits": 2,
            "hours": {"contact": 3, "self_study": 13, "workplace": 4, "total": 20},
            "why": self.prose(26),
            "prerequisites": [self.ids["module"][place - 1]] if place % 8 else [],
            "outcomes": [outcome(1), outcome(2)],
            "sessions": [self.session(1), self.session(2)],
            "workplace": [
                {
                    "id": "w1",
                    "title": self.line(3)[:-1],
                    "hours": 4,
                    "do": self.prose(20),
                    "evidence": self.line(),
                    "competencies": self.some("item", 1),
                }
            ],
            "assessments": [
                {
                    "id": "a1",
                    "title": self.line(3)[:-1],
                    "method": self.word("assessment-method"),
                    "task": self.prose(20),
                    "criteria": self.lines(2),
                    "words": 1000,
                }
            ],
            "theories": self.next("theory", place, 3),
            "cases": self.some("case", 2),
            "tensions": self.next("tension", place, 3),
            "components": self.some("component", 2),
            "reading": [
                {"source": id, "rank": self.word("reading-rank"), "minutes": 30, "why": self.line()}
                for id in self.some("source", 2)
            ],
        }

    def session(self, number: int) -> dict:
        """A session of an hour and a half in two parts."""
        plan = [
            {"minutes": minutes, "title": self.line(4)[:-1], "detail": self.prose(13)} for minutes in (30, 60)
        ]
        return {
            "id": f"s{number}",
            "title": self.line(3)[:-1],
            "minutes": 90,
            "purpose": self.prose(18),
            "outcomes": [f"o{number}"],
            "plan": plan,
            "facilitator": self.prose(20),
            "theories": self.some("theory", 1),
            "cases": self.some("case", 1),
        }

    def programme(self, place: int) -> dict:
        """A programme of a year with eight modules."""
        strand = {
            "id": "doing",
            "title": "Doing",
            "what": self.prose(20),
            "components": self.some("component", 2),
            "instruments": self.some("instrument", 1),
        }
        modules = self.some("module", 8)
        return {
            "award": "A certificate",
            "audience": self.prose(20),
            "months": 12,
            "asks": self.prose(20),
            "about": self.prose(26),
            "strands": [strand],
            "modules": modules,
            "components": self.some("component", 4),
            "tensions": self.some("tension", 3),
            "pathway": [
                {"title": self.line(3)[:-1], "strand": "doing", "start": n, "end": n + 1, "record": id}
                for n, id in enumerate(modules)
            ],
            "cycle": [
                {"id": f"c{n}", "title": self.line(3)[:-1], "what": self.prose(13), "produces": self.line(5)}
                for n in range(1, 5)
            ],
            "outcomes": [
                {
                    "id": f"p{n}",
                    "group": self.word("outcome-group"),
                    "text": self.line(),
                    "competencies": self.some("item", 2),
                    "evaluated_by": self.line(5),
                    "level": self.word("evaluation-level"),
                }
                for n in range(1, 5)
            ],
            "conditions": [
                {
                    "id": "room",
                    "title": self.line(3)[:-1],
                    "what": self.prose(13),
                    "who": "The trust",
                    "checklist": self.lines(2),
                }
            ],
            "logic_model": {
                name: self.lines(2, 4)
                for name in ("inputs", "activities", "outputs", "outcomes", "impact", "assumptions")
            },
        }

    def pathway(self, place: int) -> dict:
        """A pathway of two sessions, whose minutes are known here, through one module."""
        module = self.one("module")
        return {
            "for_whom": self.line(8),
            "need": self.prose(52),
            "minutes": 180,
            "stops": [{"take": f"{module}/s{n}", "why": self.line(14)} for n in (1, 2)],
            "afterwards": self.prose(39),
        }

    def instrument(self, place: int) -> dict:
        """An instrument that rates every element of a framework and asks about some of them in words."""
        framework = self.one("framework")
        items = [id for id in self.ids["item"] if id.startswith(f"{framework}/")]
        prompts = [
            {"id": f"q{n}", "text": self.line(10), "answer": "text", "item": id}
            for n, id in enumerate(items, 1)
        ]
        scale = {
            "title": self.line(6),
            "levels": [{"value": n, "title": self.line(3), "meaning": self.line()} for n in range(1, 5)],
        }
        return {
            "purpose": self.prose(26),
            "for_whom": self.line(4),
            "minutes": 20,
            "framework": framework,
            "scale": scale,
            "how": self.lines(3),
            "sections": [
                {"id": "only", "title": self.line(3)[:-1], "intro": self.prose(20), "prompts": prompts}
            ],
            "interpreting": self.prose(39),
            "competencies": self.some("item", 2),
        }

    def framework(self, place: int) -> dict:
        """A framework with its domains and elements."""
        domains = [
            self.item(f"{d}", [self.item(f"{d}.{e}") for e in range(1, ELEMENTS + 1)])
            for d in range(1, DOMAINS + 1)
        ]
        return {
            "abbreviation": f"F{place + 1}",
            "owners": ["Nobody in particular"],
            "status": self.word("framework-status"),
            "status_note": self.line(),
            "published": 2000,
            "editions": [{"title": "First published", "year": 2000}],
            "purpose": self.prose(52),
            "how_to_use": self.prose(39),
            "rights": {"holder": "Nobody", "terms": self.prose(13), "carried": self.prose(13)},
            "ranks": [
                {"id": "domain", "title": "Domain", "plural": "Domains"},
                {"id": "element", "title": "Element", "plural": "Elements"},
            ],
            "items": domains,
        }

    def item(self, code: str, items: list[dict] = ()) -> dict:
        """An item of a framework, with the items below it."""
        tasks = [{"do": self.line(10), "minutes": 15} for _ in range(3)]
        return {
            "code": code,
            "title": self.line(3)[:-1],
            "summary": self.line(14),
            "keywords": self.lines(2, 3),
            "why": self.prose(39),
            "behaviours": [f"Asks {line.lower()}" for line in self.lines(4, 11)],
            "missing": self.prose(39),
            "overdone": self.prose(39),
            "scene": self.prose(78),
            "this_week": tasks,
            "sources": self.cited(4),
            "items": list(items),
        }

    def crosswalk(self, place: int) -> dict:
        """Two frameworks side by side, every element with the one of the same code but the last."""
        origin, target = self.ids["framework"][place : place + 2]
        codes = [f"{d}.{e}" for d in range(1, DOMAINS + 1) for e in range(1, ELEMENTS + 1)]
        pairs = [
            {
                "origin": f"{origin}/{code}",
                "target": f"{target}/{code}",
                "relation": self.word("relation"),
                "reason": self.line(),
                "confidence": self.word("confidence"),
            }
            for code in codes[:-1]
        ]
        alone = [{"item": f"{side}/{codes[-1]}", "reason": self.line()} for side in (origin, target)]
        return {
            "origin": origin,
            "target": target,
            "proposed_by": self.word("proposer"),
            "method": self.prose(39),
            "alignments": pairs,
            "unmapped": alone,
        }

    # -- what records refer to

    def source(self, id: str) -> dict:
        """A source."""
        return {
            "id": id,
            "type": self.word("source-type"),
            "authors": [f"{self.chance.choice(WORDS).capitalize()} A", "Other B"],
            "year": self.chance.randint(1950, 2026),
            "title": f"{self.line(9)[:-1]} {id}",
            "container": self.line(3)[:-1],
            "grade": self.word("grade"),
            "seen": self.word("seen"),
        }

    def term(self, id: str) -> dict:
        """A glossary term."""
        return {
            "id": id,
            "term": f"{self.line(3)[:-1]} {id[5:]}",
            "means": self.prose(20),
            "see": self.some("theory", 1) + self.some("case", 1),
        }
