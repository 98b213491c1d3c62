"""Problems of a few words in a text of a record, which stand where these words do."""

from __future__ import annotations

from macros.base.problems import Fault, Problem, Route
from macros.base.yaml_places import find_place
from macros.records.entries import Entry


def create_problem(entry: Entry, route: Route, text: str, offset: int, fault: Fault) -> Problem:
    """The problem of what stands at ``offset`` of the ``text`` at ``route`` inside ``entry``, at its own line
    and column; at those of the field where its words cannot be found, as behind escaped signs."""
    problem = entry.problem(route, *fault)
    line, column = find_place(entry.file, (*entry.route, *route), text, offset) or (problem.line, problem.col)
    return Problem(problem.path, line, column, problem.where, problem.wrong, problem.remedy)
