"""What was read of a framework made fit for its record: codes and texts as the fields take them, ranks by
their depth, and a line on each thing that could not be carried as it is."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

from macros.base.problems import show
from macros.imports.model import Fields, ImportedFramework, ImportedItem, ImportedPair
from macros.imports.relations import read_relation
from macros.imports.wording import (
    MOST_OF_A_CODE,
    fit_line,
    make_code,
    make_line,
    make_plural,
    make_prose,
    shorten,
)
from macros.records.field_types import MOST_OF_A_LINE, MOST_OF_AN_ID, SOURCE_ID
from macros.scaffolds.ids import create_id

MOST_BEHAVIOURS = 5
DEFAULT_RANKS = (("Item",), ("Domain", "Item"), ("Domain", "Element", "Item"))
PROSE = ("why", "missing", "overdone")
PROSE_OF_FRAMEWORK = ("purpose", "how_to_use")
_ID = re.compile(SOURCE_ID)


@dataclass
class FittedItem:
    """An item as its record has it: its ``fields`` without the items below it, which are ``children``."""

    source_id: str
    parent: str
    fields: Fields
    children: list[FittedItem] = field(default_factory=list)


@dataclass
class FittedFramework:
    """A framework as its record has it: its ``fields`` without its items, which are ``items``, nested."""

    fields: Fields
    items: list[FittedItem]
    losses: list[str]

    def list_all(self) -> Iterator[FittedItem]:
        """Yield every item, each before those below it."""
        waiting = self.items[::-1]
        while waiting:
            yield (item := waiting.pop())
            waiting += item.children[::-1]


def fit(framework: ImportedFramework, title: str, known_codes: Mapping[str, str]) -> FittedFramework:
    """The framework as its record has it. ``title`` is what it is called; ``known_codes`` are the codes that
    its items were given by an earlier import, by their ids in the source."""
    return _Fitter(framework, title, known_codes).fit()


class _Fitter:
    """Makes an item at a time fit, and collects what was lost."""

    def __init__(self, framework: ImportedFramework, title: str, known_codes: Mapping[str, str]):
        self.framework, self.title, self.known_codes = framework, title, known_codes
        self.losses = list(framework.losses)
        self.children: dict[str, list[ImportedItem]] = defaultdict(list)
        for item in framework.items:
            self.children[item.parent].append(item)
        self.depths: dict[str, int] = {}
        for depth, level in enumerate(self.list_levels()):
            self.depths |= {item.source_id: depth for item in level}
        self.ranks = self.name_ranks()

    def list_levels(self) -> Iterator[list[ImportedItem]]:
        level = self.children[""]
        while level:
            yield level
            level = [child for item in level for child in self.children.get(item.source_id, ())]

    def name_ranks(self) -> list[str]:
        """What items are called at each depth: by the source, else as is usual."""
        count = max(self.depths.values(), default=0) + 1
        usual = DEFAULT_RANKS[min(count, len(DEFAULT_RANKS)) - 1]
        counts: dict[int, Counter[str]] = defaultdict(Counter)
        for item in self.framework.items:
            if rank := make_line(item.rank):
                counts[self.depths[item.source_id]][rank] += 1
        ranks: list[str] = []
        for depth in range(count):
            title = self.framework.ranks[depth] if depth < len(self.framework.ranks) else ""
            most = counts[depth].most_common(1)
            rank = make_line(title) or (most[0][0] if most else "")
            rank = rank or (usual[depth] if depth < len(usual) else f"Rank {depth + 1}")
            rank = rank[:1].upper() + rank[1:100]
            ranks.append(f"{rank} {depth + 1}" if rank in ranks else rank)
            if len(counts[depth]) > 1:
                others = ", ".join(show(other) for other, _ in counts[depth].most_common()[1:6])
                self.losses.append(
                    f"Items below {depth} others are of one rank here, '{rank}'; the source has"
                    f" {others} beside it."
                )
        return ranks

    def fit(self) -> FittedFramework:
        codes = self.choose_codes()
        fitted: dict[str, FittedItem] = {}
        top: list[FittedItem] = []
        for level in self.list_levels():
            titles: dict[str, set[str]] = defaultdict(set)
            for item in level:
                code = codes[item.source_id]
                id, parent = fit_id(item.source_id), fit_id(item.parent)
                new = FittedItem(id, parent, self.fit_item(item, code, titles[item.parent]))
                fitted[item.source_id] = new
                (fitted[item.parent].children if item.parent else top).append(new)
        for link in self.framework.links:
            self.add_match(fitted.get(link.origin), link)
        return FittedFramework(self.fit_framework(), top, self.losses)

    def add_match(self, item: FittedItem | None, link: ImportedPair) -> None:
        """Write a link of an item as one of its matches; where it cannot be one, that is told."""
        relation = read_relation(link.relation)
        target = link.target.strip()
        if item is None or not relation or len(target) > MOST_OF_AN_ID or not _ID.fullmatch(target):
            self.losses.append(
                f"{link.place}: {link.relation} from {show(link.origin)} to {show(link.target)} was not"
                f" carried; an item has matches of SKOS alone."
            )
            return
        match = {"relation": relation, "target": target}
        if title := shorten(make_line(link.reason)):
            match["name"] = title
        matches = item.fields.setdefault("matches", [])
        if match not in matches:
            matches.append(match)

    # -- codes

    def choose_codes(self) -> dict[str, str]:
        """The code of each item: the source's as far as a code may be so, else the one it was given before,
        else its number among its siblings behind the code above."""
        used: set[str] = {"index"}
        codes: dict[str, str] = {}
        for item in self.framework.items:
            if item.code:
                codes[item.source_id] = self.take_code(item, used)
        for item in self.framework.items:
            if (
                not item.code
                and (known := self.known_codes.get(fit_id(item.source_id)))
                and known.lower() not in used
            ):
                codes[item.source_id] = known
                used.add(known.lower())
        for level in self.list_levels():
            places: dict[str, int] = defaultdict(int)
            for item in level:
                if item.source_id not in codes:
                    above = codes.get(item.parent, "")
                    codes[item.source_id] = self.number(above, places, used)
        if any(not item.code for item in self.framework.items):
            self.losses.append("Items without a code were numbered in their order.")
        return codes

    def take_code(self, item: ImportedItem, used: set[str]) -> str:
        fitting_code = make_code(item.code)
        code = make_free(fitting_code or make_code(create_id(item.title, MOST_OF_A_CODE)) or "item", used)
        used.add(code.lower())
        if code != item.code:
            why = (
                "is the code of another item too"
                if fitting_code == item.code
                else "is no code a page can have"
            )
            self.losses.append(f"{item.place}: {show(item.code)} {why}; it became '{code}'.")
        return code

    def number(self, above: str, places: dict[str, int], used: set[str]) -> str:
        for _ in range(len(self.framework.items) + len(used) + 1):
            places[above] += 1
            code = make_code(f"{above}.{places[above]}" if above else str(places[above]))
            if code and code.lower() not in used and len(f"{above}.{places[above]}") <= MOST_OF_A_CODE:
                used.add(code.lower())
                return code
            if len(above) > MOST_OF_A_CODE - 6:
                above = "n"
        return make_free("n", used)

    # -- texts

    def fit_line(self, text: str, place: str, what: str, most: int = MOST_OF_A_LINE) -> str:
        """``text`` as a line; what of it is lost is told."""
        line, losses = fit_line(text, f"{place}: {what}", most)
        self.losses += losses
        return line

    def fit_item(self, item: ImportedItem, code: str, titles: set[str]) -> Fields:
        title = self.fit_line(item.title, item.place, "the title") or code
        if title.casefold() in titles:
            self.losses.append(
                f"{item.place}: {show(title)} is the title of another item beside it; its code was put"
                f" behind it."
            )
            title = f"{shorten(title, MOST_OF_A_LINE - 30)} ({code})"
        titles.add(title.casefold())
        rank = self.ranks[self.depths[item.source_id]]
        summary = self.fit_line(item.text, item.place, "the text")
        fields: Fields = {"code": code, "title": title}
        fields["summary"] = summary or f"{rank} {code} of {shorten(self.title, 200)}."
        fields["source_id"] = fit_id(item.source_id)
        for name, value in item.fields.items():
            if fitted := self.fit_field(name, value, item.place):
                fields[name] = fitted
        return fields

    def fit_field(self, name: str, value: Any, place: str) -> Any:
        if name in PROSE:
            return make_prose(value)
        if not isinstance(value, list):
            return value
        if name == "levels":
            return value
        lines = [self.fit_line(line, place, f"one of its {name}") for line in value]
        lines = list(dict.fromkeys(filter(None, lines)))
        if name == "behaviours" and len(lines) > MOST_BEHAVIOURS:
            self.losses.append(
                f"{place}: has {len(lines)} behaviours; the first {MOST_BEHAVIOURS} were carried, as"
                f" many as a"
                " record takes."
            )
            lines = lines[:MOST_BEHAVIOURS]
        return lines

    def fit_framework_field(self, name: str, value: Any) -> Any:
        if name in PROSE_OF_FRAMEWORK:
            return make_prose(value)
        if name == "rights":
            rights = {key: make_prose(text) for key, text in value.items()}
            return {key: shorten(text) if key == "holder" else text for key, text in rights.items() if text}
        if name == "owners":
            return [line for owner in value if (line := shorten(make_line(owner)))]
        if isinstance(value, str) and name != "official":
            return self.fit_line(value, "The framework", f"its {name}")
        return value

    def fit_framework(self) -> Fields:
        fields: Fields = {"title": self.title}
        for name, value in self.framework.fields.items():
            if fitted := self.fit_framework_field(name, value):
                fields[name] = fitted
        fields["title"] = self.title
        if self.framework.source_id:
            fields["source_id"] = fit_id(self.framework.source_id)
        used: set[str] = set()
        fields["ranks"] = []
        for rank in self.ranks:
            id = make_free(create_id(rank, 36) or "rank", used)
            used.add(id)
            fields["ranks"].append({"id": id, "title": rank, "plural": make_plural(rank)})
        return fields


def fit_id(id: str) -> str:
    """An id of a source as a record takes it: where it is too long or has other signs, what fits of it with a
    digest of the whole."""
    if not id or (len(id) <= MOST_OF_AN_ID and _ID.fullmatch(id)):
        return id
    digest = blake2b(id.encode("utf-8", "replace"), digest_size=6).hexdigest()
    plain = re.sub(r"[^A-Za-z0-9]+", "-", id).strip("-")
    return f"{plain[: MOST_OF_AN_ID - 20]}-{digest}".lstrip("-")


def make_free(name: str, used: Collection[str]) -> str:
    """``name``, or with a number behind it where it is among ``used``, which are in small letters."""
    if name.lower() not in used:
        return name
    numbers = (f"{name[: MOST_OF_A_CODE - 6]}-{number}" for number in range(2, len(used) + 3))
    return next(other for other in numbers if other.lower() not in used)
