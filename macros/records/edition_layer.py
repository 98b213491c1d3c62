"""One folder of an edition, with its ``edition.yml`` as it was read and validated."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from macros.base.problems import Guess, Problem, Route, spell
from macros.base.yaml_files import YamlFile
from macros.records.edition_file import EditionFile

FILE_NAME = "edition.yml"


@dataclass(frozen=True)
class Layer:
    """One folder of an edition: its path, its ``edition.yml``, and the content of that file. ``name`` is its
    id, or that of its folder where it has none that could be read."""

    folder: Path
    file: YamlFile
    content: EditionFile
    name: str

    @property
    def knows_below(self) -> bool:
        """Whether it could be read if it lies over another layer."""
        return "over" in vars(self.content)

    def problem(self, route: Route, wrong: str, right: str | Guess, words: str = "") -> Problem:
        """A problem at ``route`` in its ``edition.yml``: at these ``words`` of the text there, where it is
        about some. ``wrong`` and ``right`` are the ends of its sentence, as of a
        :class:`~macros.base.problems.Fault`."""
        if route[-1:] == (0,) and self._is_single_id(route[:-1]):
            route = route[:-1]
        words = spell(route)
        where = f"edition {self.name}" + (f", {words}" if words else "")
        return Problem(self.file.path, *self.file.locate_words(route, words), where, wrong, right)

    def _is_single_id(self, route: Route) -> bool:
        """Whether the file holds one id at ``route``, which is read as a list of one."""
        value: Any = self.file.data  # Lists and dictionaries, as deep as the route leads.
        for step in route:
            value = value[step]
        return isinstance(value, str)

    def format_path(self, path: str) -> str:
        """``path``, which is relative to its folder, as problems print it: as a person would type it."""
        return f"{self.file.path.removesuffix(FILE_NAME)}{path}"
