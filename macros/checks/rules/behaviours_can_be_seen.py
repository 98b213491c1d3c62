"""Behaviours and outcomes begin with a verb for something that can be seen or assessed.

``framework/verbs.yml`` lists the verbs. It holds none for states of mind: nobody has watched a colleague
'understand'.
"""

from __future__ import annotations

from collections.abc import Iterator

from macros.base.problems import Problem, Route, find_nearest
from macros.records.entries import Entry
from macros.records.handbook import Handbook
from macros.records.kinds import Item, Outcome

UNSEEN = ("understand", "know", "appreciate", "aware", "awareness", "familiar")


def check(handbook: Handbook) -> Iterator[Problem]:
    """Yield a problem for every behaviour ('Rings the ward') and outcome ('Draw a run chart') that begins
    otherwise."""
    for entry in handbook.entries.values():
        node = entry.node
        if isinstance(node, Item):
            for index, text in enumerate(node.behaviours):
                yield from _check_beginning(
                    handbook, entry, ("behaviours", index), text, is_third_person=True
                )
        elif isinstance(node, Outcome):
            yield from _check_beginning(handbook, entry, ("text",), node.text, is_third_person=False)


def _check_beginning(
    handbook: Handbook, entry: Entry, route: Route, text: str, is_third_person: bool
) -> Iterator[Problem]:
    first = text.split()[0].strip(",;:.").lower()
    forms = list(_list_base_forms(first)) if is_third_person else [first]
    noun = "behaviour" if is_third_person else "outcome"
    if unseen := next((word for word in UNSEEN if word in {first, *forms}), None):
        yield entry.problem(
            route, f"begins with '{unseen}', which nobody can see", "say what one would see the person do"
        )
    elif handbook.verbs and not handbook.verbs.intersection(forms):
        close = find_nearest((forms or [first])[0], handbook.verbs)
        verb = _write_third_person(close) if close and is_third_person else close
        guess = f" such as '{verb}'" if verb else ""
        yield entry.problem(
            route,
            f"begins with '{first}', which is no verb of framework/verbs.yml",
            f"begin the {noun} with one{guess}, or add it there if it can be seen",
        )


def _list_base_forms(word: str) -> Iterator[str]:
    """The verbs of which ``word`` may be the third person: 'carry' for 'carries', 'teach' for 'teaches'."""
    if word.endswith("ies"):
        yield word[:-3] + "y"
    if word.endswith("es"):
        yield word[:-2]
    if word.endswith("s"):
        yield word[:-1]


def _write_third_person(verb: str) -> str:
    """The third person of a verb, as behaviours have it: 'carries' for 'carry', 'teaches' for 'teach'."""
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return f"{verb[:-1]}ies"
    return verb + ("es" if verb.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")
