"""What stands in the closed lists (``framework/vocabulary.yml``) stands in what is made from them too: in the
schemas that editors read, and among the phrases that are translated."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from macros.base.problems import Problem, Route, join_words
from macros.base.program_name import PROGRAM
from macros.base.yaml_files import YamlFile
from macros.i18n.catalogue_faults import GATHER, PATH, TEMPLATE
from macros.i18n.po_files import read_phrases
from macros.records.handbook import Handbook
from macros.records.kinds import VOCABULARY, Vocabulary
from macros.records.schemas import FOLDER, list_models, list_vocabularies

PHRASES = f"{PATH}/{TEMPLATE}"
WRITE_SCHEMAS = f"{PROGRAM} schemas"


def check(handbook: Handbook, root: Path) -> Iterator[Problem]:
    """Yield a problem for every list of ``root`` whose words a schema has not, and for every title of a list
    or a word that translators are not asked for. What is not there, as in a copy of the records alone, needs
    nothing."""
    file = handbook.files.get(VOCABULARY)
    if file is None or VOCABULARY in handbook.unread.files:
        return
    vocabularies = list(handbook.vocabularies.values())
    yield from _check_schemas(root / FOLDER, file, vocabularies)
    if (root / PHRASES).is_file():
        phrases = {
            phrase.id.words for phrase in read_phrases((root / PHRASES).read_text("utf-8", "replace"))[0]
        }
        yield from _check_phrases(phrases, file, vocabularies)


def _check_schemas(folder: Path, file: YamlFile, vocabularies: list[Vocabulary]) -> Iterator[Problem]:
    stale: dict[str, list[str]] = {}
    for name, model in list_models().items():
        if not (schema := folder / f"{name}.schema.json").is_file():
            continue
        choices = _list_choices(schema)
        for vocabulary in vocabularies:
            words = tuple(term.id for term in vocabulary.terms)
            if vocabulary.id in list_vocabularies(model) and words not in choices:
                stale.setdefault(vocabulary.id, []).append(f"{name}.schema.json")
    for place, vocabulary in enumerate(vocabularies):
        if schemas := stale.get(vocabulary.id):
            wrong = f"its words are not those that {join_words(schemas, 2)} in {FOLDER} give to editors"
            yield _create_problem(file, ("vocabularies", place, "id"), vocabulary.id, wrong, WRITE_SCHEMAS)


def _list_choices(file: Path) -> set[tuple[str, ...]]:
    """Every list of words to choose from in a schema; none where it cannot be read."""
    choices: set[tuple[str, ...]] = set()

    def gather(part: dict[str, Any]) -> dict[str, Any]:
        if isinstance(words := part.get("enum"), list):
            choices.add(tuple(map(str, words)))
        return part

    try:
        json.loads(file.read_text("utf-8"), object_hook=gather)
    except (OSError, ValueError):
        return set()
    return choices


def _check_phrases(phrases: set[str], file: YamlFile, vocabularies: list[Vocabulary]) -> Iterator[Problem]:
    for place, vocabulary in enumerate(vocabularies):
        top: Route = ("vocabularies", place)
        routes: list[Route] = [top, *((*top, "terms", index) for index in range(len(vocabulary.terms)))]
        titles = [vocabulary.title, *(term.title for term in vocabulary.terms)]
        for route, title in zip(routes, titles, strict=True):
            if title not in phrases:
                wrong = f"'{title}' is not among the phrases that are translated ({PHRASES})"
                yield _create_problem(file, (*route, "title"), vocabulary.id, wrong, GATHER)


def _create_problem(file: YamlFile, route: Route, name: str, wrong: str, command: str) -> Problem:
    where = f"list {name}, {route[-1]}"
    return Problem(file.path, *file.locate(route), where, wrong, f"run: {command}")
