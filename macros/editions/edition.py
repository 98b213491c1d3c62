"""An edition as it is built: its layers one over the other, and what they say together of the site and of
each record."""

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

ABOUT = ("contacts", "dates", "notes")


@dataclass(frozen=True, eq=False)
class Edition:
    """An edition as it is built: its layers, bottom first. Lists add up; of single values the uppermost
    counts."""

    layers: tuple[Layer, ...]
    left_out: frozenset[str] = (
        frozenset()
    )  # Ids of which nothing is said any more, since an upper layer does without them.

    def __repr__(self) -> str:
        return f"<Edition {self.id}>"

    @property
    def top(self) -> Layer:
        """The layer that was asked for."""
        return self.layers[-1]

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folders of its layers, bottom first."""
        return tuple(layer.folder for layer in self.layers)

    @property
    def id(self) -> str:
        """Its short id."""
        return self.top.content.id

    @property
    def name(self) -> str:
        """The name of the site."""
        return self.top.content.name

    @property
    def short(self) -> str:
        """The deanery's name in a word or two."""
        return self.top.content.short

    @property
    def summary(self) -> str:
        """One line on the site; empty where none is given."""
        return self._last("summary") or ""

    @property
    def language(self) -> str:
        """The interface's language: ``en`` or ``cy``."""
        return self._last("language") or "en"

    @property
    def address(self) -> str:
        """Where this site will stand, with a slash at its end, or nothing. A layer below is another site."""
        return f"{said.rstrip('/')}/" if (said := self.top.content.address) else ""

    @property
    def framing(self) -> tuple[str, ...]:
        """Who may show pages in a frame."""
        return tuple(dict.fromkeys(self._all("framing")))

    @property
    def colours(self) -> dict[str, str]:
        """The colours that are given, by name: ``accent``, ``dark_accent``, ``warm``, ``dark_warm``."""
        found: dict[str, str] = {}
        for layer in self.layers:
            found |= layer.content.colours.model_dump(exclude_none=True) if layer.content.colours else {}
        return found

    @property
    def _with_logo(self) -> Layer | None:
        return next((layer for layer in reversed(self.layers) if layer.content.logo), None)

    @property
    def logo(self) -> Path | None:
        """The file of the logo."""
        layer = self._with_logo
        return layer.folder / layer.content.logo if layer and layer.content.logo else None

    @property
    def logo_text(self) -> str:
        """What the logo says."""
        layer = self._with_logo or self.top
        return self.top.content.logo_text or layer.content.logo_text or layer.content.short

    @property
    def contacts(self) -> tuple[Contact, ...]:
        """Every contact."""
        return self._about("contacts")

    @property
    def dates(self) -> tuple[LocalDate, ...]:
        """Every date, earliest first."""
        return tuple(sorted(self._about("dates"), key=lambda each: (each.date, each.time or "")))

    @property
    def notes(self) -> tuple[Note, ...]:
        """Every note."""
        return self._about("notes")

    @property
    def translations(self) -> tuple[TitleTranslation, ...]:
        """Every title and summary in the edition's language; of two for one id the last counts."""
        return self._about("translations")

    @property
    def leave_out(self) -> tuple[str, ...]:
        """The ids of the records that it does without."""
        return tuple(dict.fromkeys(self._all("leave_out")))

    @property
    def footer_links(self) -> tuple[FooterLink, ...]:
        """Links at the foot of every page."""
        return self._all("footer_links")

    def about(self, entries: Iterable[Entry]) -> dict[str, list[tuple[Entry, Part]]]:
        """What is said of ``entries``, by ``contacts``, ``dates`` and ``notes``: each with the entry that it
        is said of."""
        found: dict[str, list[tuple[Entry, Part]]] = {name: [] for name in ABOUT}
        for entry in entries:
            for name in ABOUT:
                found[name].extend((entry, each) for each in self._by_id[name].get(entry.id, ()))
        return found

    def language_of(self, said: Part) -> str:
        """The language of a contact, date, note or translation: that of the layer that says it."""
        return self._languages[id(said)]

    @property
    def summary_language(self) -> str:
        """The language of its summary: that of the layer that gives it."""
        return next(
            (language for layer, language in reversed(self._spoken) if layer.content.summary), self.language
        )

    @cached_property
    def _spoken(self) -> list[tuple[Layer, str]]:
        """Its layers, each with its language: without one of its own, that of those it lies over."""
        return [
            (layer, replace(self, layers=self.layers[: place + 1]).language)
            for place, layer in enumerate(self.layers)
        ]

    @cached_property
    def _languages(self) -> dict[int, str]:
        return {id(each): language for said in self._said.values() for each, language in said}

    def has_page(self, uri: str) -> bool:
        """Whether the page at ``uri`` (``local/how.md``) is its own."""
        return any((folder / "docs" / uri).is_file() for folder in self.folders)

    @cached_property
    def _by_id(self) -> dict[str, dict[str, list[Any]]]:
        found: dict[str, dict[str, list[Any]]] = {}
        for name in ABOUT:
            found[name] = defaultdict(list)
            for each in getattr(self, name):
                for id in dict.fromkeys(each.ids):
                    found[name][id].append(each)
        return found

    def without(self, ids: Iterable[str]) -> Edition:
        """The edition without what it says of ``ids``."""
        return replace(self, left_out=frozenset(ids)) if ids else self

    def _about(self, name: str) -> tuple[Any, ...]:
        return tuple(each for each, _ in self._said[name])

    @cached_property
    def _said(self) -> dict[str, list[tuple[Part, str]]]:
        """What is said of records, without what is left out, each with its language."""
        found: dict[str, list[tuple[Part, str]]] = {name: [] for name in (*ABOUT, "translations")}
        for name, said in found.items():
            for each, language in (
                (each, language) for layer, language in self._spoken for each in getattr(layer.content, name)
            ):
                ids = [id for id in each.ids if id not in self.left_out]
                if ids:
                    said.append(
                        (
                            each if len(ids) == len(each.ids) else each.model_copy(update={"for": ids}),
                            language,
                        )
                    )
        return found

    def _all(self, name: str) -> tuple[Any, ...]:
        return tuple(each for layer in self.layers for each in getattr(layer.content, name))

    def _last(self, name: str) -> str | None:
        return next((said for layer in reversed(self.layers) if (said := getattr(layer.content, name))), None)
