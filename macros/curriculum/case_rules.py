"""What the schemas of 1EdTech CASE leave open in a CFPackage, judged here: for what is exported, and for what
is to be imported.

The schemas (https://purl.imsglobal.org/spec/case/v1p1/schema/json/) say which fields there are. They do not
say that an association has ends, that items make a tree under their document, or that a URI is absolute.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`\x00-\x20\x7f]+")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")
_TREE = "isChildOf"


@dataclass(frozen=True)
class PackageFault:
    """A fault of a package: the ``place`` in it (``CFAssociations[3]``), and what is ``wrong`` there, as the
    end of a sentence that begins with the place."""

    place: str
    wrong: str

    def __str__(self) -> str:
        return f"{self.place} {self.wrong}."


def find_package_faults(
    package: dict[str, Any], others: frozenset[str] = frozenset()
) -> Iterator[PackageFault]:
    """Yield the faults of a CFPackage, of version 1.0 or 1.1, that its schema misses. ``others`` are the
    identifiers of what other packages hold, to which an association may lead; without them, every end outside
    of the package is taken to be there."""
    reader = _Reader(package)
    yield from reader.find_identifier_faults()
    yield from reader.find_association_faults(others)
    yield from reader.find_tree_faults()
    yield from reader.find_replacement_faults()
    yield from _find_value_faults(package, "")


class _Reader:
    """A package, read so that what is no object does no harm: the schema tells of that."""

    def __init__(self, package: dict[str, Any]):
        self.document = _read_object(package.get("CFDocument"))
        self.items = _read_objects(package.get("CFItems"))
        self.associations = _read_objects(package.get("CFAssociations"))
        self.rubrics = _read_objects(package.get("CFRubrics"))
        self.root = _read_text(self.document.get("identifier"))
        self.item_ids = [_read_text(item.get("identifier")) for item in self.items]

    def find_identifier_faults(self) -> Iterator[PackageFault]:
        places = [("CFDocument", self.root), *zip(_places("CFItems", self.items), self.item_ids, strict=True)]
        for name, objects in (("CFAssociations", self.associations), ("CFRubrics", self.rubrics)):
            for place, thing in zip(_places(name, objects), objects, strict=True):
                places.append((place, _read_text(thing.get("identifier"))))
        first: dict[str, str] = {}
        for place, id in places:
            if first.setdefault(id.lower(), place) != place:
                yield PackageFault(place, f"has the identifier of {first[id.lower()]}, {id}")

    def find_association_faults(self, others: frozenset[str]) -> Iterator[PackageFault]:
        inside = {self.root, *self.item_ids}
        for place, association in zip(
            _places("CFAssociations", self.associations), self.associations, strict=True
        ):
            ends = {name: _read_end(association, name) for name in ("originNodeURI", "destinationNodeURI")}
            outside = {name: end for name, end in ends.items() if end not in inside}
            is_branch = association.get("associationType") == _TREE
            for name, end in outside.items():
                if is_branch or (others and end not in others):
                    yield PackageFault(f"{place}.{name}", f"leads to {end or 'nothing'}, which is not there")
            if len(outside) == 2 and not is_branch:
                yield PackageFault(place, "joins two things that are both outside of the package")
            if ends["originNodeURI"] == ends["destinationNodeURI"]:
                yield PackageFault(place, f"joins {ends['originNodeURI']} to itself")

    def find_tree_faults(self) -> Iterator[PackageFault]:
        children, numbers = self._read_branches()
        branches = {child for below in children.values() for child in below}
        reached, waiting = {self.root}, [self.root]
        while waiting:
            for child in children.get(waiting.pop(), ()):
                if child not in reached:
                    reached.add(child)
                    waiting.append(child)
        for id, place in zip(self.item_ids, _places("CFItems", self.items), strict=True):
            if id not in branches:
                yield PackageFault(place, f"has no association {_TREE}, so that {id} stands below nothing")
            elif id not in reached:
                yield PackageFault(place, f"never reaches the document: {id} stands below itself or nothing")
        for parent, counts in numbers.items():
            for number, count in counts.items():
                if count > 1:
                    wrong = "no sequence number" if number is None else f"the sequence number {number}"
                    yield PackageFault("CFAssociations", f"give {count} children of {parent} {wrong}")

    def _read_branches(self) -> tuple[dict[str, list[str]], dict[str, Counter[int | None]]]:
        """The identifiers below each thing, and how often each sequence number is given there."""
        children: dict[str, list[str]] = defaultdict(list)
        numbers: dict[str, Counter[int | None]] = defaultdict(Counter)
        for association in self.associations:
            if association.get("associationType") == _TREE:
                parent = _read_end(association, "destinationNodeURI")
                number = association.get("sequenceNumber")
                children[parent].append(_read_end(association, "originNodeURI"))
                numbers[parent][number if isinstance(number, int) else None] += 1
        return children, numbers

    def find_replacement_faults(self) -> Iterator[PackageFault]:
        """Things that are replaced by each other in a circle."""
        following = {
            _read_end(association, "originNodeURI"): _read_end(association, "destinationNodeURI")
            for association in self.associations
            if association.get("associationType") == "replacedBy"
        }
        safe_ids: set[str] = set()
        for start in following:
            path: dict[str, None] = {}
            id = start
            while id in following and id not in path and id not in safe_ids:
                path[id] = None
                id = following[id]
            if id in path:
                yield PackageFault("CFAssociations", f"replace {id} by itself, in a circle")
            safe_ids |= path.keys()


def _find_value_faults(value: Any, place: str) -> Iterator[PackageFault]:
    """Yield URIs that are not absolute and moments that are not whole, wherever they stand in ``value``."""
    waiting = [(value, place)]
    while waiting:
        value, place = waiting.pop()
        if isinstance(value, list):
            waiting += [(member, f"{place}[{index}]") for index, member in reversed([*enumerate(value)])]
        elif isinstance(value, dict):
            for name, member in value.items():
                inner = f"{place}.{name}" if place else str(name)
                if name == "extensions":
                    continue
                if name in ("uri", "officialSourceURL") and not _is_absolute(member):
                    yield PackageFault(inner, f"is {member!r}, which is no absolute URI")
                elif name == "lastChangeDateTime" and not _is_moment(member):
                    yield PackageFault(inner, f"is {member!r}, which is no moment with its time and zone")
                elif isinstance(member, (dict, list)):
                    waiting.append((member, inner))


def _is_absolute(value: Any) -> bool:
    return isinstance(value, str) and _URI.fullmatch(value) is not None


def _is_moment(value: Any) -> bool:
    if not isinstance(value, str) or not _MOMENT.fullmatch(value):
        return False
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True


def _places(name: str, objects: list[dict[str, Any]]) -> list[str]:
    return [f"{name}[{index}]" for index in range(len(objects))]


def _read_object(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _read_objects(value: Any) -> list[dict[str, Any]]:
    return [_read_object(member) for member in value] if isinstance(value, list) else []


def _read_text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _read_end(association: dict[str, Any], name: str) -> str:
    """The identifier of an end of an association."""
    return _read_text(_read_object(association.get(name)).get("identifier"))
