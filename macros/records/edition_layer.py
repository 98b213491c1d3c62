"""One folder of an edition, and what its ``edition.yml`` says."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from macros.base.problems import Guess, Problem, Route, spell
from macros.base.yaml_files import YamlFile
from macros.records.edition_file import EditionFile

NAME = "edition.yml"


@dataclass(frozen=True)
class Layer:
    """One folder of an edition: where it is, its ``edition.yml``, and what that says."""

    folder: Path
    file: YamlFile
    said: EditionFile

    def problem(self, route: Route, wrong: str, right: str | Guess) -> Problem:
        """A problem at ``route`` in its ``edition.yml``."""
        if route[-1:] == (0,) and self._is_alone(route[:-1]):
            route = route[:-1]
        words = spell(route)
        where = f"edition {self.said.id}" + (f", {words}" if words else "")
        return Problem(self.file.path, *self.file.locate(route), where, wrong, right)

    def _is_alone(self, route: Route) -> bool:
        """Whether one id stands at ``route`` without the list that it is read as."""
        here: Any = self.file.data  # Lists and dictionaries, as deep as the route leads.
        for step in route:
            here = here[step]
        return isinstance(here, str)

    def shown(self, path: str) -> str:
        """A path inside its folder as a person would type it."""
        return f"{self.file.path.removesuffix(NAME)}{path}"
