"""Judges one file of the small handbook, as it might be, among the others as they are: in a few milliseconds,
without a disk."""

from __future__ import annotations

from macros.base.problems import Problem, Problems
from macros.base.yaml_files import parse_partly
from macros.checks import partial_records
from macros.records.handbook import Handbook
from macros.records.kinds import GLOSSARY, SOURCES
from macros.records.loader import add_file


def judge_text(small_book: Handbook, path: str, raw: bytes) -> list[Problem]:
    """What is said of the record at ``path`` if it holds these bytes, by the rules that take each record by
    itself."""
    handbook = Handbook(
        all_records={
            kind: [entry for entry in entries if entry.file.path != path]
            for kind, entries in small_book.records.items()
        },
        sources=[] if path == SOURCES else small_book.sources,
        terms=[] if path == GLOSSARY else small_book.terms,
        verbs=small_book.verbs,
        vocabularies=small_book.vocabularies,
        files=dict(small_book.files),
    )
    problems: list[Problem] = []
    try:
        add_file(handbook, parse_partly(raw, path))
    except Problems as faulty:
        handbook.unread.add_file(path)
        problems = [*faulty.problems, *partial_records.check(handbook)]
    else:
        for rule in (*partial_records.RULES_OF_RECORDS, *partial_records.RULES_OF_TEXTS):
            problems += [problem for problem in rule.check(handbook) if problem.path == path]
    return sorted(set(problems))
