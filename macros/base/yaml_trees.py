"""Makes the text of a YAML file into a tree of nodes, and says in an author's words why that cannot be done.

Anchors, aliases, tags and deep nesting are refused.
"""

from __future__ import annotations

import re
from collections.abc import Collection

import yaml

from macros.base.problems import Guess, Problem, Problems, show
from macros.base.rule_names import YAML_CAN_BE_READ
from macros.base.yaml_faults import ALIAS, TAG, describe_fault
from macros.base.yaml_look_alikes import Place, find_culprits

MAX_DEPTH = 20


# The loader in C is not in every build of PyYAML.
class Loader(getattr(yaml, "CBaseLoader", yaml.BaseLoader)):  # type: ignore[misc]
    """Works out no tags: nothing here reads them, and PyYAML would ask for each value in turn."""

    resolve = descend_resolver = ascend_resolver = lambda *_: ""


def create_problem(
    path: str, wrong: str, right: str | Guess, line: int = 1, col: int = 1, rule: str = YAML_CAN_BE_READ
) -> Problem:
    """A problem of the file at ``path`` as a whole, or of what stands at its ``line`` and ``col``, with the
    name of the ``rule`` that it breaks."""
    return Problem(path, line, col, "file", wrong, right, rule)


def compose(text: str, path: str, tags: Collection[str], reader: type) -> yaml.Node:
    """The root of the node tree of the one document in ``text``, a file that problems call ``path``; ``tags``
    and ``reader`` are those of :func:`macros.base.yaml_files.read`. Raises :class:`Problems` with the
    parser's fault in an author's words."""
    try:
        root = _load_root(text, path, tags, reader)
    except yaml.MarkedYAMLError as error:
        culprits = find_culprits(text, lambda mended: _find_fault(mended, path, tags, reader))
        raise Problems(
            [create_problem(path, *fault, line + 1, col + 1) for (line, col), fault in culprits]
            or [_create_parser_problem(error, text, path)]
        ) from None
    except yaml.YAMLError as error:
        raise Problems(
            [create_problem(path, f"is not YAML ({show(error)})", "see the data reference for the form")]
        ) from None
    if root is None:
        raise Problems([create_problem(path, "is empty", "write the record or delete the file")])
    return root


def _load_root(text: str, path: str, tags: Collection[str], reader: type) -> yaml.Node | None:
    """Like :func:`load_root`. Raises :class:`Problems` for what the handbook refuses, too."""
    _refuse_anchors_tags_and_depth(text, path, tags, reader)
    return load_root(text, reader)


def load_root(text: str, reader: type) -> yaml.Node | None:
    """The root of the node tree that ``reader`` makes of ``text``, ``None`` without any. Raises errors of
    PyYAML."""
    loader = reader(text)
    try:
        return loader.get_single_node()
    finally:
        loader.dispose()


def is_yaml(text: str, path: str) -> bool:
    """Whether ``text``, of a file that problems call ``path``, is YAML without what the handbook refuses.
    Nothing at all is."""
    try:
        _load_root(text, path, (), Loader)
    except (yaml.YAMLError, Problems):
        return False
    return True


def _find_fault(text: str, path: str, tags: Collection[str], reader: type) -> Place | None:
    """The place at which ``text`` is not YAML; ``None`` where it is."""
    try:
        _load_root(text, path, tags, reader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        return mark.line, mark.column
    except (yaml.YAMLError, Problems):
        return None
    return None


TOO_DEEP = "is nested too deep", f"keep to {MAX_DEPTH} levels of nesting"
_MARK = re.compile(r"[&*!%]")
_MAY_BE_FLOW = re.compile(r"(?m)^[ ?-]*[\[{]|:[ \t]+[\[{]")
_MAY_BE_DEEP = re.compile(rf"(?m)^[ ?-]{{{MAX_DEPTH},}}|^ *(?:- +){{4,}}")


def _refuse_anchors_tags_and_depth(text: str, path: str, tags: Collection[str], reader: type) -> None:
    """Refuse anchors, aliases, tags and deep nesting, before the composer (which recurses) meets them. Raises
    :class:`Problems`.

    The parser's events decide. They are walked only where a cheap search of the text finds what could be one
    of these.
    """
    if not (_may_be_marked(text) or _MAY_BE_DEEP.search(text) or _may_be_deep_in_flow(text)):
        return
    depth, seen, problems = 0, set(), []
    for event in yaml.parse(text, Loader=reader):
        mark = event.start_mark
        fault = None
        if anchor := getattr(event, "anchor", None):
            construct = (
                f"the alias {show('*' + anchor)}"
                if isinstance(event, yaml.AliasEvent)
                else f"the anchor {show('&' + anchor)}"
            )
            fault = f"uses {construct}", ALIAS.right
        elif getattr(event, "tag", None) and event.tag not in tags:
            construct = event.tag.replace("tag:yaml.org,2002:", "!!")
            fault = f"carries the tag {show(construct)}", TAG.right
        if fault and fault not in seen:
            seen.add(fault)
            problems.append(create_problem(path, *fault, mark.line + 1, mark.column + 1))
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            problems.append(create_problem(path, *TOO_DEEP, mark.line + 1, mark.column + 1))
            break
    if problems:
        raise Problems(problems)


def _may_be_marked(text: str) -> bool:
    """Whether one of ``&*!%`` stands where a value or key may begin: at the start of a line, after ':', '-'
    or '?', or inside a flow collection."""
    begins = "\n:-?[{," if _MAY_BE_FLOW.search(text) else "\n:-?[{"
    for mark in _MARK.finditer(text):
        if text[max(0, mark.start() - 60) : mark.start()].rstrip(" \t")[-1:] in begins:
            return True
    return False


def _may_be_deep_in_flow(text: str) -> bool:
    return text.count("[") + text.count("{") >= MAX_DEPTH and _MAY_BE_FLOW.search(text) is not None


def _create_parser_problem(error: yaml.MarkedYAMLError, text: str, path: str) -> Problem:
    """The problem of an error of PyYAML, in words an author can use."""
    (line, col), fault = describe_fault(error, text)
    return create_problem(path, *fault, line + 1, col + 1)
