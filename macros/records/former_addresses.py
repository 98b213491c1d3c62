"""The addresses that parts of records, and findings of sources, had before they got another id or moved."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property

from macros.records.entries import Entry
from macros.records.handbook import Handbook


class FormerAddresses:
    """The former addresses of one handbook, as the ends of addresses behind ``#``."""

    def __init__(self, book: Handbook):
        self.book = book

    def __repr__(self) -> str:
        return f"<FormerAddresses of {self.book!r}>"

    def list_anchors_on(self, path: str) -> list[tuple[str, str]]:
        """Those of the parts on the page at ``path``, each behind what the part has now."""
        return self._anchors_by_path[path]

    @cached_property
    def _anchors_by_path(self) -> dict[str, list[tuple[str, str]]]:
        anchors: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for part in self._former_ids:
            if part.anchor:
                anchors[part.path] += [(part.anchor, former) for former in self.list_anchors(part)]
        return anchors

    def list_anchors(self, part: Entry) -> list[str]:
        """Those that a part or a finding had on the page on which it stands, without those that something
        else there has now."""
        anchors: dict[str, None] = {}
        for id in self._former_ids.get(part, ()):
            anchor = name_former_anchor(part, id)
            owner = self.book.get(id.rpartition("/")[0], "source" if part.kind == "finding" else "any")
            if owner is part.owner and anchor not in self._anchors_today[part.record]:
                anchors[anchor] = None
        return list(anchors)

    def list_moved_parts(self, record: Entry) -> list[tuple[str, Entry]]:
        """The parts that stood in a record and stand in another now, each behind what it had there."""
        return [
            (name_former_anchor(part, id), part)
            for part, ids in self._former_ids.items()
            for id in ids
            if part.anchor and part.owner is not record and self.book.get(id.rpartition("/")[0]) is record
        ]

    def map_places(self, record: Entry, former_id: str) -> dict[str, str]:
        """What the parts of a record had when that was called ``former_id``, and have now, for those that
        have another id."""
        return {
            name_former_anchor(part, id): part.anchor
            for part in self.book.list_entries(record)
            for id in part.former_ids
            if part.anchor and id.startswith(f"{former_id}/")
        }

    @cached_property
    def _former_ids(self) -> dict[Entry, list[str]]:
        former: dict[Entry, list[str]] = defaultdict(list)
        for id, entry in (*self.book.aliases.items(), *self.book.former_findings.items()):
            former[entry].append(id)
        return former

    @cached_property
    def _anchors_today(self) -> dict[Entry, set[str]]:
        anchors: dict[Entry, set[str]] = defaultdict(set)
        for entry in (*self.book.entries.values(), *self.book.finding_by_id.values()):
            anchors[entry.record].add(entry.anchor)
        return anchors


def name_former_anchor(part: Entry, former_id: str) -> str:
    """The end of the address that a part or a finding had under a former id."""
    if part.kind == "finding":
        return former_id.replace("/", "-")
    return f"{part.kind.replace(' ', '-')}-{former_id.rpartition('/')[2]}"
