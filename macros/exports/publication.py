"""What is exported, and as whose."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, UUID, uuid5

from macros.addresses.urls import Urls
from macros.base.languages import LANGUAGES
from macros.base.variables import DATE
from macros.editions.edition import Edition
from macros.records.entries import Entry
from macros.records.handbook import Handbook

LICENCE = "https://creativecommons.org/licenses/by/4.0/"  # Of what the handbook says in its own words.
# What all UUIDs of the handbook are made in (RFC 9562, 5.5). It has nothing of the site's address, so that
# they are the same wherever the handbook is published; never change it.
NAMESPACE = uuid5(NAMESPACE_URL, "urn:clinical-leadership-handbook")


@dataclass(frozen=True)
class Publication:
    """A handbook as it is published: the ``name`` of its site, the ``address`` of that with a slash at its
    end (empty where it is not known), the ``edition`` laid over it, and the moment at which it was
    ``generated`` (UTC)."""

    handbook: Handbook
    name: str
    address: str = ""
    edition: Edition | None = None
    urls: Urls = field(default_factory=Urls)
    generated: datetime = field(default_factory=lambda: read_moment())

    @property
    def language(self) -> str:
        """The language of the interface, as BCP 47 has it; what records say is in English, unless marked."""
        return LANGUAGES[self.edition.language].tag if self.edition else "en-GB"

    @property
    def stamp(self) -> str:
        """When it was generated, as RFC 3339 writes it: ``2026-11-22T10:00:00Z``."""
        return f"{self.generated:%Y-%m-%dT%H:%M:%SZ}"

    def locate(self, entry: Entry) -> str:
        """The address of the page or the place of an entry: absolute where the site's is known, else from the
        site's root."""
        return self.address + self.urls.entry(entry)

    def identify(self, kind: str, id: str) -> UUID:
        """The UUID of a thing of the handbook: the same in every build and at every address. What an edition
        adds has its own, since another edition may have something else by that name. A framework or an item
        that was imported with a UUID keeps that."""
        if kind in ("framework", "item") and (source_id := self._find_source_id(kind, id)):
            return source_id
        owner = self.edition.id if self.edition and self._is_local(kind, id) else ""
        return uuid5(NAMESPACE, f"{owner}:{kind}:{id}" if owner else f"{kind}:{id}")

    def _find_source_id(self, kind: str, id: str) -> UUID | None:
        """The UUID with which something was imported, if it was with one."""
        entry = self.handbook.get(id, kind)
        source_id = vars(entry.head).get("source_id") if entry else None
        with suppress(ValueError, TypeError):
            return UUID(source_id)
        return None

    def _is_local(self, kind: str, id: str) -> bool:
        reference = kind if kind in ("source", "term", "finding") else "any"
        entry = self.handbook.get(id, reference)
        return entry is not None and entry.file.is_local


def read_moment() -> datetime:
    """The moment that ``SOURCE_DATE_EPOCH`` names, else the beginning of this day, UTC: so that what is
    generated twice from the same is the same (reproducible-builds.org/specs/source-date-epoch)."""
    with suppress(KeyError, ValueError, OverflowError, OSError):
        return datetime.fromtimestamp(int(os.environ[DATE]), UTC)
    return datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
