"""Where a role is asked for there stands no person: who reviewed a text, who led a case, who does what.
People move on, and nobody is to be named without being asked."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.base.problems import Problem
from macros.records.field_plans import walk_parts
from macros.records.handbook import Handbook
from macros.records.kinds import Case, Component, ComponentStep, Condition, Programme, Record, Role
from macros.records.review_fields import Review

_TITLED = re.compile(
    r"\b(?:Dr|Prof|Professor|Mr|Mrs|Ms|Miss|Mx|Sir|Dame|Lord|Lady|Baroness)\.? (?:[A-Z]\.? ?)*[A-Z][\w’'-]+"
    r"(?: [A-Z][\w’'-]+)*"
)
# A first name or initials with a surname, and nothing else.
_NAMED = re.compile(
    r"(?:[A-Z][A-Za-z’'-]*[a-z]|(?:[A-Z]\.? ?){1,3}) (?:[A-Z]\.? )?(?:de |van |von )*[A-Z][A-Za-z’'-]+"
    r"(?:,? [A-Z][A-Za-z]{2,})*|[A-Z][a-z’'-]+,? (?:[A-Z]\.?){1,3}"
)
_OF_ROLES = re.compile(
    r"\b(?:director|manager|doctor|partner|member|leader|lead|consultant|specialist|administrator|supervisor"
    r"|educator|facilitator|trainer|trainee|sponsor|mentor|coach|physician|clinician|assistant|practitioner"
    r"|researcher|teacher|learner|participant|reviewer|editor|adviser|advisor|governor|commissioner|pharmacist"
    r"|therapist|librarian|student|dentist|surgeon|psychologist|sister|matron|paramedic|officer|coordinator"
    r"|nurse|midwife|tutor|chair|head|dean|board|team|group|panel|committee|patient|carer|executive|trust"
    r"|programme|faculty|nhs|college|clinical|medical|lay|health|public|chief|staff|service|school|academy"
    r"|representative|fellow|registrar|president|user|lecturer|professor|examiner|assessor|appraiser)s?\b",
    re.IGNORECASE,
)
_RIGHT = "write the role, as 'programme director' or 'patient partner'"


def check(handbook: Handbook) -> Iterator[Problem]:
    """Yield a problem for every person's name in the place of a role."""
    for entry in handbook.list_records():
        for place, review in enumerate(entry.read_as(Record).reviews):
            if name := find_name(review.role) or _find_whole_name(review):
                yield entry.problem(("reviews", place, "role"), f"names a person ('{name}')", _RIGHT)
        if isinstance(entry.node, (Case, Component, Programme)):
            for route, part in walk_parts(entry.node):
                for field in _ROLES.get(type(part), ()):
                    if name := find_name(getattr(part, field)):
                        yield entry.problem((*route, field), f"names a person ('{name}')", _RIGHT)


_ROLES: dict[type, tuple[str, ...]] = {
    Case: ("led_by",), ComponentStep: ("who",), Condition: ("who",), Role: ("title", "does"),
}  # fmt: skip


def find_name(text: str) -> str:
    """A person with a title in ``text``, as 'Dr Jane Smith'; empty without one."""
    name = _TITLED.search(text)
    return name[0] if name else ""


def _find_whole_name(review: Review) -> str:
    """The role of a review, where it is somebody's name; empty where it is none."""
    is_name = _NAMED.fullmatch(review.role) and not _OF_ROLES.search(review.role)
    return review.role if is_name else ""
