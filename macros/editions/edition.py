"""An edition: its layers one over the other, and what they come to together for the site and for each
record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from macros.records.edition_file import Contact, FooterLink, LocalDate, Note, TitleTranslation
from macros.records.edition_layer import Layer
from macros.records.entries import Entry
from macros.records.field_types import Part

LOCAL_FIELDS = ("contacts", "dates", "notes")  # Of ``edition.yml``, which pages of records show.


@dataclass(frozen=True, eq=False)
class Edition:
    """An edition of a deanery: its layers, bottom first. The lists of all layers are joined; of single values
    that of the uppermost layer counts, unless a property says otherwise.

    ``omitted_ids`` are the ids of records and parts that are left out, of which it has no contacts, dates,
    notes and translations.
    """

    layers: tuple[Layer, ...]
    omitted_ids: frozenset[str] = frozenset()

    def __repr__(self) -> str:
        return f"<Edition {self.id}>"

    @property
    def top(self) -> Layer:
        """The uppermost layer, which the build names."""
        return self.layers[-1]

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folders of its layers, bottom first."""
        return tuple(layer.folder for layer in self.layers)

    @property
    def id(self) -> str:
        """Its short id, from the uppermost layer."""
        return self.top.content.id

    @property
    def name(self) -> str:
        """The name of the site, from the uppermost layer."""
        return self.top.content.name

    @property
    def short(self) -> str:
        """The deanery's name in a word or two, from the uppermost layer."""
        return self.top.content.short

    @property
    def summary(self) -> str:
        """One line on the site; empty where no layer has one."""
        return self._find_uppermost("summary") or ""

    @property
    def language(self) -> str:
        """The language of the interface, a key of ``LANGUAGES``; English where no layer has one."""
        return self._find_uppermost("language") or "en"

    @property
    def address(self) -> str:
        """The address of the site, with a slash at its end; empty where the uppermost layer has none, for a
        layer below is another site."""
        return f"{address.rstrip('/')}/" if (address := self.top.content.address) else ""

    @property
    def report_to(self) -> str:
        """Where readers send what is wrong, a mail address or that of a page; empty where no layer says."""
        return self._find_uppermost("report_to") or ""

    @property
    def framing(self) -> tuple[str, ...]:
        """The origins of the sites that may show pages in a frame, each once."""
        return tuple(dict.fromkeys(self._join("framing")))

    @property
    def colours(self) -> dict[str, str]:
        """The colours that it has of ``accent``, ``dark_accent``, ``warm`` and ``dark_warm``, by these
        names."""
        colours: dict[str, str] = {}
        for layer in self.layers:
            colours |= layer.content.colours.model_dump(exclude_none=True) if layer.content.colours else {}
        return colours

    @property
    def _logo_layer(self) -> Layer | None:
        return next((layer for layer in reversed(self.layers) if layer.content.logo), None)

    @property
    def logo(self) -> Path | None:
        """The file of the logo, or ``None``."""
        layer = self._logo_layer
        return layer.folder / layer.content.logo if layer and layer.content.logo else None

    @property
    def logo_text(self) -> str:
        """What the logo says, for those who do not see it: the text of the uppermost layer, or of the one
        that has the logo, or else the short name of the latter."""
        layer = self._logo_layer or self.top
        return self.top.content.logo_text or layer.content.logo_text or layer.content.short

    @property
    def contacts(self) -> tuple[Contact, ...]:
        """All contacts."""
        return self._list_local_parts("contacts")

    @property
    def dates(self) -> tuple[LocalDate, ...]:
        """All dates, earliest first."""
        return tuple(sorted(self._list_local_parts("dates"), key=lambda date: (date.date, date.time or "")))

    @property
    def notes(self) -> tuple[Note, ...]:
        """All notes."""
        return self._list_local_parts("notes")

    @property
    def translations(self) -> tuple[TitleTranslation, ...]:
        """All translations of titles and summaries; of two for one id the last counts."""
        return self._list_local_parts("translations")

    @property
    def leave_out(self) -> tuple[str, ...]:
        """The ids of the records that it leaves out, each once."""
        return tuple(dict.fromkeys(self._join("leave_out")))

    @property
    def footer_links(self) -> tuple[FooterLink, ...]:
        """All links that it puts at the foot of every page."""
        return self._join("footer_links")

    def find_local_parts(self, entries: Iterable[Entry]) -> dict[str, list[tuple[Entry, Part]]]:
        """The ``contacts``, ``dates`` and ``notes`` for ``entries``, by these names, each as (entry, contact,
        date or note)."""
        local_parts: dict[str, list[tuple[Entry, Part]]] = {name: [] for name in LOCAL_FIELDS}
        for entry in entries:
            for name in LOCAL_FIELDS:
                local_parts[name].extend((entry, part) for part in self._by_id[name].get(entry.id, ()))
        return local_parts

    def get_language(self, part: Part) -> str:
        """The language of one of its contacts, dates, notes or translations: that of the layer with it."""
        return self._languages[id(part)]

    @property
    def summary_language(self) -> str:
        """The language of its summary: that of the layer with it."""
        return next(
            (language for layer, language in reversed(self._layer_languages) if layer.content.summary),
            self.language,
        )

    @cached_property
    def _layer_languages(self) -> list[tuple[Layer, str]]:
        """Its layers, each with its language: a layer that names none has that of those below it."""
        return [
            (layer, replace(self, layers=self.layers[: place + 1]).language)
            for place, layer in enumerate(self.layers)
        ]

    @cached_property
    def _languages(self) -> dict[int, str]:
        """The languages of contacts, dates, notes and translations, by the identity of these objects."""
        return {id(part): language for parts in self._local_parts.values() for part, language in parts}

    def has_page(self, uri: str) -> bool:
        """Whether a layer has a page at ``uri``, the place in ``docs`` (``local/how.md``)."""
        return any((folder / "docs" / uri).is_file() for folder in self.folders)

    @cached_property
    def _by_id(self) -> dict[str, dict[str, list[Any]]]:
        """Contacts, dates and notes by the name of their list and then by the ids that they are for."""
        by_id: dict[str, dict[str, list[Any]]] = {}
        for name in LOCAL_FIELDS:
            by_id[name] = defaultdict(list)
            for part in getattr(self, name):
                for id in dict.fromkeys(part.ids):
                    by_id[name][id].append(part)
        return by_id

    def omit(self, ids: Iterable[str]) -> Edition:
        """This edition without its contacts, dates, notes and translations for ``ids``."""
        return replace(self, omitted_ids=frozenset(ids)) if ids else self

    def _list_local_parts(self, name: str) -> tuple[Any, ...]:
        return tuple(part for part, _ in self._local_parts[name])

    @cached_property
    def _local_parts(self) -> dict[str, list[tuple[Part, str]]]:
        """Contacts, dates, notes and translations by the name of their list, each with its language; without
        the ids that are left out, and those for no other id."""
        local_parts: dict[str, list[tuple[Part, str]]] = {
            name: [] for name in (*LOCAL_FIELDS, "translations")
        }
        for name, parts in local_parts.items():
            for layer, language in self._layer_languages:
                for part in getattr(layer.content, name):
                    ids = [id for id in part.ids if id not in self.omitted_ids]
                    if ids:
                        is_complete = len(ids) == len(part.ids)
                        parts.append(
                            (part if is_complete else part.model_copy(update={"for": ids}), language)
                        )
        return local_parts

    def _join(self, name: str) -> tuple[Any, ...]:
        """The lists that the layers have in the field ``name``, as one."""
        return tuple(value for layer in self.layers for value in getattr(layer.content, name))

    def _find_uppermost(self, name: str) -> str | None:
        """The value of the field ``name`` in the uppermost layer that has one."""
        return next(
            (value for layer in reversed(self.layers) if (value := getattr(layer.content, name))), None
        )
