"""Makes valid records for ``benchmark.py``: as large, as linked and as mixed as the handbook's own.

The same number of pages and the same seed give the same bytes. The texts are random words; ids, references,
sums and vocabulary words are right, so that ``handbook check`` finds no problem. Nothing of ``macros`` is
imported, so that the program that is measured does not make its own material.
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
SESSIONS = 2  # Of every module, each with a page of its own.
SHARES = {"theory": 0.24, "component": 0.16, "module": 0.16, "tension": 0.14}  # Cases are the rest.
FEWEST_PAGES = 60  # Pages below which not every kind would have a record.
# Shipped prose: a third of the fields hold emphasis or a link, a sixth two paragraphs, one in fifteen a list.
EMPHASIS_SHARE, TWO_PARAGRAPHS_SHARE, LIST_SHARE = 0.3, 0.16, 0.07
WORDS = (
    "ward team round nurse patient doctor clinic theatre shift night handover audit plan change meeting"
    " question answer evidence measure week month budget risk trust board senior junior registrar consultant"
    " manager midwife pharmacist porter family carer discharge bed queue letter referral training feedback"
    " listening asking sharing deciding leading following testing learning slow early late first second"
    " common local small large shared quiet difficult honest careful regular useful safe known hidden agreed"
    " before after during between without against because while where who nobody everyone someone each other"
    " the a of and to in with for on from by is was has had can may should would must"
).split()


def count_records(pages: int) -> dict[str, int]:
    """The number of records of each kind that together make ``pages`` pages, framework items and sessions
    included. Raises ``ValueError`` for fewer than 60."""
    if pages < FEWEST_PAGES:
        raise ValueError(f"{pages} pages cannot hold every kind of record; give at least {FEWEST_PAGES}.")
    counts = {
        "framework": max(2, round(pages / 120)),
        "programme": max(1, pages // 250),
        "instrument": max(1, pages // 50),
        "pathway": max(1, pages // 25),
    }
    counts["crosswalk"] = counts["framework"] - 1
    rest = pages - counts["framework"] * (FRAMEWORK_PAGES - 1) - sum(counts.values())
    records = rest / (1 + SHARES["module"] * SESSIONS)
    counts |= {kind: round(records * share) for kind, share in SHARES.items()}
    counts["case"] = rest - sum(counts[kind] for kind in SHARES) - counts["module"] * SESSIONS
    return counts


def write_records(root: Path, pages: int, seed: int, vocabulary: bytes) -> None:
    """Write records that make ``pages`` pages into the folder ``root``, with the sources and terms they need.

    ``vocabulary`` is the content of the shipped ``framework/vocabulary.yml``, which is written too.
    """
    maker = Maker(count_records(pages), random.Random(seed), vocabulary)
    (root / "framework").mkdir(parents=True)
    (root / "framework" / "vocabulary.yml").write_bytes(vocabulary)
    _write(root / "framework" / "exemptions.yml", {"exemptions": []})
    _write(root / "framework" / "drawings.yml", {"series": []})
    _write(root / "framework" / "synonyms.yml", {"synonyms": [{"typed": ["ask"], "means": ["draw"]}]})
    _write(root / "framework" / "verbs.yml", {"verbs": ["ask", "draw"]})
    sources = [maker.make_source(id) for id in sorted(maker.ids["source"])]
    _write(root / "framework" / "sources.yml", {"sources": sources})
    _write(root / "framework" / "glossary.yml", {"terms": [maker.make_term(id) for id in maker.ids["term"]]})
    for kind, folder in FOLDERS.items():
        (root / folder).mkdir(parents=True)
        for place, id in enumerate(maker.ids[kind]):
            _write(root / folder / f"{id}.yml", maker.make_record(kind, id, place))


class _Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):
    """Writes YAML as authors do: long text in folded blocks, and no anchors."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def _represent_text(dumper: yaml.Dumper, text: str) -> yaml.Node:
    style = "|" if "\n" in text else ">" if len(text) > 80 else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _represent_text)


def _write(file: Path, data: dict) -> None:
    file.write_text(
        yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=110), encoding="utf-8"
    )


@dataclass
class Maker:
    """Makes records: ``counts`` of each kind, from a seeded ``random_source``, with words of the
    ``vocabulary``, a file's content. Every ``make_`` method returns a part of a record as it is written."""

    counts: dict[str, int]
    random_source: random.Random
    vocabulary: bytes

    @cached_property
    def ids(self) -> dict[str, list[str]]:
        """The ids of each kind; the lowest items of frameworks (``framework-1/1.1``) under ``item``."""
        pages = sum(self.counts.values())
        ids = {kind: [f"{kind}-{n + 1}" for n in range(count)] for kind, count in self.counts.items()}
        ids["crosswalk"] = [f"{a}--{b}" for a, b in zip(ids["framework"], ids["framework"][1:])]
        ids["item"] = [
            f"{framework}/{d + 1}.{e + 1}"
            for framework in ids["framework"]
            for d in range(DOMAINS)
            for e in range(ELEMENTS)
        ]
        # These two lists stop growing, since a file may hold 256 KB.
        ids["source"] = [f"author-{n + 1}" for n in range(min(600, pages // 4 + 10))]
        ids["term"] = [f"term-{n + 1}" for n in range(min(400, pages // 10 + 5))]
        return ids

    @cached_property
    def closed_lists(self) -> dict[str, list[str]]:
        """The ids of the terms of every closed list, by the list's id."""
        vocabularies = yaml.load(self.vocabulary, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))[
            "vocabularies"
        ]
        return {vocabulary["id"]: [term["id"] for term in vocabulary["terms"]] for vocabulary in vocabularies}

    # -- words, ids and texts

    def choose_word(self, vocabulary: str) -> str:
        """The id of a random term of a closed list."""
        return self.random_source.choice(self.closed_lists[vocabulary])

    def choose_ids(self, kind: str, count: int) -> list[str]:
        """Up to ``count`` different random ids of a kind."""
        return self.random_source.sample(self.ids[kind], min(count, len(self.ids[kind])))

    def take_ids(self, kind: str, place: int, count: int) -> list[str]:
        """Up to ``count`` different ids of a kind, those that follow each other at ``place``, so that every
        id is taken in turn."""
        ids = self.ids[kind]
        return [ids[(place * count + n) % len(ids)] for n in range(min(count, len(ids)))]

    def choose_id(self, kind: str) -> str:
        """A random id of a kind."""
        return self.random_source.choice(self.ids[kind])

    def write_line(self, words: int = 9) -> str:
        """A sentence of about ``words`` words."""
        sentence = " ".join(
            self.random_source.choices(WORDS, k=max(3, words + self.random_source.randint(-2, 2)))
        )
        return sentence.capitalize() + "."

    def write_lines(self, count: int, words: int = 9) -> list[str]:
        """A list of ``count`` sentences of about ``words`` words."""
        return [self.write_line(words) for _ in range(count)]

    def write_prose(self, words: int) -> str:
        """The text of a prose field of about ``words`` words, with emphasis, links, paragraphs and lists as
        often as in shipped prose."""
        sentences = self.write_lines(max(1, words // 13), 13)
        if self.random_source.random() < EMPHASIS_SHARE:
            kind = self.random_source.choice(("theory", "case", "component", "tension", "item"))
            sentences[0] = (
                f"{self.write_line(4)} *{self.write_line(3)}* See"
                f" [{self.write_line(3)[:-1]}]({self.choose_id(kind)})."
            )
        if self.random_source.random() < LIST_SHARE:
            return (
                sentences[0]
                + "\n\n"
                + "\n".join(f"- {sentence}" for sentence in sentences[1:] or self.write_lines(2))
            )
        if len(sentences) > 1 and self.random_source.random() < TWO_PARAGRAPHS_SHARE:
            return sentences[0] + "\n\n" + " ".join(sentences[1:])
        return " ".join(sentences)

    def cite_sources(self, count: int) -> list[dict]:
        """Citations of several sources."""
        return [{"source": id, "supports": self.write_line(8)} for id in self.choose_ids("source", count)]

    # -- records

    def make_record(self, kind: str, id: str, place: int) -> dict:
        """The record with an id; ``place`` is its place among those of its kind, from 0."""
        head = {
            "id": id,
            "title": f"{self.write_line(4)[:-1]} {place + 1}",
            "summary": self.write_line(16),
            "keywords": self.write_lines(3, 3),
            "searches": self.write_lines(10, 5),
            "drafted": "2026-11-22",
            "sources": self.cite_sources(4),
        }
        return head | getattr(self, f"make_{kind}")(place)

    def make_theory(self, place: int) -> dict:
        """A theory, in one of the shapes that need nothing further."""
        return {
            "originators": [self.write_line(3)[:-1]],
            "year": 1950 + place % 70,
            "shape": self.random_source.choice(("steps", "cycle", "levels")),
            "premise": self.write_prose(26),
            "elements": [
                {
                    "id": f"e{n}",
                    "title": self.write_line(3)[:-1],
                    "what": self.write_prose(20),
                    "do": self.write_prose(14),
                }
                for n in range(1, 5)
            ],
            "assumption": self.write_prose(26),
            "use_when": self.write_lines(2),
            "not_when": self.write_lines(2),
            "first_move": self.write_line(10),
            "problems": [{"problem": self.choose_word("problem"), "why": self.write_line(10)}],
            "worked_example": self.write_prose(52),
            "criticism": self.write_prose(26),
            "evidence": self.choose_word("evidence"),
            "evidence_note": self.write_prose(20),
            "tools": self.write_lines(2, 4),
            "measures": self.write_lines(2, 4),
            "competencies": self.choose_ids("item", 6),
            "related": self.choose_ids("theory", 3),
        }

    def make_tension(self, place: int) -> dict:
        """A tension between two poles."""
        pole = lambda: {
            "title": self.write_line(3)[:-1],
            "what": self.write_prose(26),
            "protects": self.write_prose(20),
            "overdone": self.write_prose(26),
        }
        return {
            "scene": self.write_prose(52),
            "about": self.write_prose(39),
            "poles": [pole(), pole()],
            "holding": self.write_prose(39),
            "questions": self.write_lines(4, 11),
            "competencies": self.choose_ids("item", 6),
            "theories": self.choose_ids("theory", 3),
        }

    def make_case(self, place: int) -> dict:
        """A case with one measure before and after."""
        points = [{"when": when, "value": self.random_source.randint(1, 900)} for when in ("Before", "After")]
        measure = {
            "id": "first",
            "title": self.write_line(4),
            "unit": "per cent",
            "better": self.choose_word("direction"),
            "points": points,
            "reads": self.write_line(12),
            "certainty": self.choose_word("confidence"),
            "source": self.choose_id("source"),
        }
        return {
            "setting": self.write_line(4)[:-1],
            "country": "England",
            "period": f"{2000 + place % 25}",
            "led_by": self.write_line(5)[:-1],
            "scale": self.write_line(4)[:-1],
            "outcome": self.choose_word("case-outcome"),
            "outcome_note": self.write_line(12),
            "depth": "full",
            "problem": self.write_prose(26),
            "rationale": self.write_prose(26),
            "did": self.write_prose(39),
            "pause": self.write_lines(2),
            "happened": self.write_prose(39),
            "measures": [measure],
            "comparison": self.write_prose(20),
            "went_wrong": self.write_prose(26),
            "lessons": self.write_lines(2),
            "theories": [
                {"theory": id, "text": self.write_prose(20)} for id in self.take_ids("theory", place, 2)
            ],
            "tensions": [
                {"tension": id, "text": self.write_prose(20)} for id in self.choose_ids("tension", 1)
            ],
            "competencies": [{"item": id, "how": self.write_line(8)} for id in self.choose_ids("item", 5)],
        }

    def make_component(self, place: int) -> dict:
        """A component with steps, roles and a piece of kit."""
        return {
            "what": self.write_prose(39),
            "what_not": self.write_prose(26),
            "time": "12 hours",
            "steps": [
                {
                    "title": self.write_line(3)[:-1],
                    "what": self.write_prose(20),
                    "who": "The participant",
                    "minutes": 30,
                }
                for _ in range(4)
            ],
            "roles": [
                {"title": self.write_line(3)[:-1], "does": self.write_line(10), "time": "2 hours"}
                for _ in range(2)
            ],
            "good": self.write_lines(3),
            "goes_wrong": self.write_lines(3),
            "kit": [{"id": "first", "title": self.write_line(3)[:-1], "text": self.write_prose(39)}],
            "evidence": self.write_prose(39),
            "instruments": self.choose_ids("instrument", 1),
            "competencies": self.choose_ids("item", 6),
            "tensions": self.choose_ids("tension", 2),
        }

    def make_module(self, place: int) -> dict:
        """A module of two credits: 3 hours taught, 4 at work, 13 of self-study. Every eighth begins a new
        chain of prerequisites."""
        outcome = lambda n: {
            "id": f"o{n}",
            "text": f"Draw {self.write_line(9).lower()}",
            "competencies": self.choose_ids("item", 2),
            "assessed_by": ["a1"],
        }
        return {
            "audience": self.write_line(4)[:-1],
            "credits": 2,
            "hours": {"contact": 3, "self_study": 13, "workplace": 4, "total": 20},
            "why": self.write_prose(26),
            "prerequisites": [self.ids["module"][place - 1]] if place % 8 else [],
            "outcomes": [outcome(1), outcome(2)],
            "sessions": [self.make_session(number) for number in range(1, SESSIONS + 1)],
            "workplace": [
                {
                    "id": "w1",
                    "title": self.write_line(3)[:-1],
                    "hours": 4,
                    "do": self.write_prose(20),
                    "evidence": self.write_line(),
                    "competencies": self.choose_ids("item", 1),
                }
            ],
            "assessments": [
                {
                    "id": "a1",
                    "title": self.write_line(3)[:-1],
                    "method": self.choose_word("assessment-method"),
                    "task": self.write_prose(20),
                    "criteria": self.write_lines(2),
                    "words": 1000,
                }
            ],
            "theories": self.take_ids("theory", place, 3),
            "cases": self.choose_ids("case", 2),
            "tensions": self.take_ids("tension", place, 3),
            "components": self.choose_ids("component", 2),
            "reading": [
                {
                    "source": id,
                    "rank": self.choose_word("reading-rank"),
                    "minutes": 30,
                    "why": self.write_line(),
                }
                for id in self.choose_ids("source", 2)
            ],
        }

    def make_session(self, number: int) -> dict:
        """A session of an hour and a half in two parts."""
        plan = [
            {
                "minutes": minutes,
                "title": self.write_line(4)[:-1],
                "task": self.write_prose(13),
                "detail": self.write_prose(13),
            }
            for minutes in (30, 60)
        ]
        cards = [{"title": self.write_line(3)[:-1], "text": self.write_prose(18)} for _ in range(4)]
        return {
            "id": f"s{number}",
            "title": self.write_line(3)[:-1],
            "minutes": 90,
            "purpose": self.write_prose(18),
            "outcomes": [f"o{number}"],
            "plan": plan,
            "handouts": [
                {
                    "id": f"cards-{number}",
                    "title": self.write_line(3)[:-1],
                    "reader": "participants",
                    "copies": "One each",
                    "cards": cards,
                }
            ],
            "facilitator": self.write_prose(20),
            "theories": self.choose_ids("theory", 1),
            "cases": self.choose_ids("case", 1),
        }

    def make_programme(self, place: int) -> dict:
        """A programme of a year with eight modules."""
        strand = {
            "id": "doing",
            "title": "Doing",
            "what": self.write_prose(20),
            "components": self.choose_ids("component", 2),
            "instruments": self.choose_ids("instrument", 1),
        }
        modules = self.choose_ids("module", 8)
        return {
            "award": "A certificate",
            "audience": self.write_prose(20),
            "months": 12,
            "asks": self.write_prose(20),
            "about": self.write_prose(26),
            "strands": [strand],
            "modules": modules,
            "components": self.choose_ids("component", 4),
            "tensions": self.choose_ids("tension", 3),
            "pathway": [
                {"title": self.write_line(3)[:-1], "strand": "doing", "start": n, "end": n + 1, "record": id}
                for n, id in enumerate(modules)
            ],
            "cycle": [
                {
                    "id": f"c{n}",
                    "title": self.write_line(3)[:-1],
                    "what": self.write_prose(13),
                    "produces": self.write_line(5),
                }
                for n in range(1, 5)
            ],
            "outcomes": [
                {
                    "id": f"p{n}",
                    "group": self.choose_word("outcome-group"),
                    "text": self.write_line(),
                    "competencies": self.choose_ids("item", 2),
                    "evaluated_by": self.write_line(5),
                    "level": self.choose_word("evaluation-level"),
                }
                for n in range(1, 5)
            ],
            "conditions": [
                {
                    "id": "room",
                    "title": self.write_line(3)[:-1],
                    "what": self.write_prose(13),
                    "who": "The trust",
                    "checklist": self.write_lines(2),
                }
            ],
            "logic_model": {
                name: self.write_lines(2, 4)
                for name in ("inputs", "activities", "outputs", "outcomes", "impact", "assumptions")
            },
        }

    def make_pathway(self, place: int) -> dict:
        """A pathway through two sessions of one module, whose minutes are known."""
        module = self.choose_id("module")
        return {
            "for_whom": self.write_line(8),
            "need": self.write_prose(52),
            "minutes": 181,  # One for the remedy.
            "stops": [{"take": f"{module}/s{n}", "why": self.write_line(14)} for n in (1, 2)],
            "remedy": self.write_prose(20),
            "afterwards": self.write_prose(19),
        }

    def make_instrument(self, place: int) -> dict:
        """An instrument that rates every element of a framework and asks about each in words."""
        framework = self.choose_id("framework")
        items = [id for id in self.ids["item"] if id.startswith(f"{framework}/")]
        prompts = [
            {"id": f"q{n}", "text": self.write_line(10), "answer": "text", "item": id}
            for n, id in enumerate(items, 1)
        ]
        scale = {
            "title": self.write_line(6),
            "levels": [
                {"value": n, "title": self.write_line(3), "meaning": self.write_line()} for n in range(1, 5)
            ],
        }
        return {
            "purpose": self.write_prose(26),
            "for_whom": self.write_line(4),
            "minutes": 20,
            "framework": framework,
            "scale": scale,
            "how": self.write_lines(3),
            "sections": [
                {
                    "id": "only",
                    "title": self.write_line(3)[:-1],
                    "intro": self.write_prose(20),
                    "prompts": prompts,
                }
            ],
            "interpreting": self.write_prose(39),
            "competencies": self.choose_ids("item", 2),
        }

    def make_framework(self, place: int) -> dict:
        """A competency framework with its domains and elements."""
        domains = [
            self.make_item(f"{d}", [self.make_item(f"{d}.{e}") for e in range(1, ELEMENTS + 1)])
            for d in range(1, DOMAINS + 1)
        ]
        return {
            "abbreviation": f"F{place + 1}",
            "owners": ["Nobody in particular"],
            "status": self.choose_word("framework-status"),
            "status_note": self.write_line(),
            "published": 2000,
            "editions": [{"title": "First published", "year": 2000}],
            "purpose": self.write_prose(52),
            "how_to_use": self.write_prose(39),
            "rights": {"holder": "Nobody", "terms": self.write_prose(13), "carried": self.write_prose(13)},
            "ranks": [
                {"id": "domain", "title": "Domain", "plural": "Domains"},
                {"id": "element", "title": "Element", "plural": "Elements"},
            ],
            "items": domains,
        }

    def make_item(self, code: str, items: list[dict] = ()) -> dict:
        """An item of a framework, with the items below it."""
        tasks = [{"do": self.write_line(10), "minutes": 15} for _ in range(3)]
        return {
            "code": code,
            "title": self.write_line(3)[:-1],
            "summary": self.write_line(14),
            "keywords": self.write_lines(2, 3),
            "why": self.write_prose(39),
            "behaviours": [f"Asks {sentence.lower()}" for sentence in self.write_lines(4, 11)],
            "missing": self.write_prose(39),
            "overdone": self.write_prose(39),
            "scene": self.write_prose(78),
            "this_week": tasks,
            "sources": self.cite_sources(4),
            "items": list(items),
        }

    def make_crosswalk(self, place: int) -> dict:
        """A crosswalk of two frameworks: every element with the one of the same code, but the last."""
        origin, target = self.ids["framework"][place : place + 2]
        codes = [f"{d}.{e}" for d in range(1, DOMAINS + 1) for e in range(1, ELEMENTS + 1)]
        pairs = [
            {
                "origin": f"{origin}/{code}",
                "target": f"{target}/{code}",
                "relation": self.choose_word("relation"),
                "reason": self.write_line(),
                "confidence": self.choose_word("confidence"),
            }
            for code in codes[:-1]
        ]
        unmapped = [{"item": f"{side}/{codes[-1]}", "reason": self.write_line()} for side in (origin, target)]
        return {
            "origin": origin,
            "target": target,
            "proposed_by": self.choose_word("proposer"),
            "method": self.write_prose(39),
            "alignments": pairs,
            "unmapped": unmapped,
        }

    # -- sources and terms

    def make_source(self, id: str) -> dict:
        """A source."""
        return {
            "id": id,
            "type": self.choose_word("source-type"),
            "authors": [f"{self.random_source.choice(WORDS).capitalize()} A", "Other B"],
            "year": self.random_source.randint(1950, 2026),
            "title": f"{self.write_line(9)[:-1]} {id}",
            "container": f"{self.write_line(3)[:-1]} journal",
            "volume": "1",
            "pages": "1–9",
            "doi": f"10.1000/{id}",
            "grade": self.choose_word("grade"),
            "seen": self.choose_word("seen"),
        }

    def make_term(self, id: str) -> dict:
        """A glossary term."""
        return {
            "id": id,
            "term": f"{self.write_line(3)[:-1]} {id[5:]}",
            "means": self.write_prose(20),
            "see": self.choose_ids("theory", 1) + self.choose_ids("case", 1),
        }
