"""What the fields of records are made of: types of text and number, the marks that say what a text means, and
the base of all parts.

A mark stands in a field's annotation beside its type: ``Annotated[Reference, Ref("item",
Backlink.TAUGHT_IN)]`` is the id of an item, on whose page the record stands under "Taught in".
:mod:`macros.records.field_plans` reads the marks.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, unique
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

from macros.base import address_rules
from macros.base.problems import Fault, show


@unique
class Backlink(Enum):
    """How a link between records reads from its other end: each member's value is the heading that its
    origins stand under, in English.

    Code and templates ask for a member by its name; the heading is free to be reworded, and is a phrase of
    the interface.
    """

    CITED_BY = "Cited by"
    SUPERSEDED_BY = "Superseded by"
    FOLLOWED_BY = "Followed by"
    DRAWN_ON_BY = "Drawn on by"
    ALIGNED_WITH = "The same in other frameworks"
    UNMAPPED_IN = "Without a counterpart in"
    CROSSWALKS = "Crosswalks"
    EXERCISED_BY = "Theories that exercise it"
    RELATED_THEORIES = "Related theories"
    TENSIONS = "Tensions it sits in"
    TENSIONS_HELPED = "Tensions it helps with"
    ASKED_ABOUT_IN = "Asked about in"
    INSTRUMENTS = "Instruments"
    STRANDS = "Strands of"
    USED_IN = "Used in"
    ON_PATHWAY_OF = "On the pathway of"
    PROGRAMME_OUTCOMES = "Programme outcomes"
    PROGRAMMES = "Programmes"
    RELATED_PROGRAMMES = "Related programmes"
    TAUGHT_IN = "Taught in"
    PRACTISED_IN = "Practised in"
    SESSIONS = "Sessions"
    MODULES = "Modules"
    COMPONENTS = "Components"
    READ_IN = "Read in"
    LEADS_ON_TO = "Leads on to"
    SHOWN_BY = "Cases that show it"
    HELD_IN = "How others held it"
    PATHWAYS = "Pathways"
    GLOSSARY = "Glossary"


@dataclass(frozen=True)
class Ref:
    """Marks a text field as the id of something else.

    ``kind`` names what it may point at: a record kind, ``item``, ``source``, ``term``, ``record`` (any
    record) or ``any``. ``back`` is how the link reads from there, ``None`` for one that is shown on no page
    of what it points at.
    """

    kind: str
    back: Backlink | None = None


@dataclass(frozen=True)
class Vocab:
    """Marks a text field as a term of the vocabulary ``name`` in ``framework/vocabulary.yml``."""

    name: str


class Plain:
    """Marks a text field as a line of words shown just as they are."""


class Markdown:
    """Marks a text field as prose: emphasis, links and lists; no HTML."""


class Formed:
    """Marks a text field whose pattern lets nothing through but letters, digits and harmless signs: an id, a
    code, a number."""


class Address:
    """Marks a text field as an address on the web (:mod:`macros.base.address_rules`)."""


MARKS = (
    Ref,
    Vocab,
    Plain,
    Markdown,
    Formed,
    Address,
)  # Each text field has exactly one, by which checks know what it may hold.


def _written_as_a_day(value: object) -> object:
    """Refuse what pydantic would take for a day besides year-month-day: a number of seconds since 1970."""
    if isinstance(value, str) and value.lstrip("-").isdigit():
        raise PydanticCustomError("date_form", "not year-month-day")
    return value


def an_address(value: object, before: str = "") -> object:
    """Refuse what is no address on the web, by itself or behind ``before``, in the words of
    :func:`macros.base.address_rules.fault`; where these ask for nothing in particular, the field's
    description says what would be right."""
    return _judged(value, address_rules.fault, before)


def a_site(value: object) -> object:
    """The same of the address of a whole site."""
    return _judged(value, address_rules.site_fault)


def _judged(value: object, judge: Callable[[str], Fault | None], before: str = "") -> object:
    if isinstance(value, str) and value and (fault := judge(before + value)):
        right = "" if fault.right == address_rules.WRITE_IN_FULL else fault.right
        raise PydanticCustomError(
            "address", "no address", {"wrong": f"{show(value)} {fault.wrong}", "right": right}
        )
    return value


def a_doi(value: object) -> object:
    """The same of a DOI, behind the address that resolves it."""
    return an_address(value, "https://doi.org/")


ID = r"^[a-z0-9]+(-[a-z0-9]+)*$"
Id = Annotated[str, StringConstraints(pattern=ID, max_length=60), Formed()]
LocalId = Annotated[str, StringConstraints(pattern=ID, max_length=40), Formed()]
Line = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True, max_length=400), Plain()]
Reference = Annotated[str, StringConstraints(min_length=1, max_length=120)]  # An id; used with Ref.
Word = Annotated[str, StringConstraints(min_length=1, max_length=60)]  # Of a closed list; used with Vocab.
Prose = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True), Markdown()]
Person = Annotated[
    str,
    StringConstraints(
        pattern=r"^[^\W\d_][^\d_.,;:()\[\]<>&]* [A-ZÀ-ÖØ-Þ](-?[A-ZÀ-ÖØ-Þ]){0,3}$", max_length=80
    ),
    Plain(),
]
Pages = Annotated[
    str,
    StringConstraints(
        pattern=r"^[A-Za-z0-9.]+([–-][A-Za-z0-9.]+)?(, [A-Za-z0-9.]+([–-][A-Za-z0-9.]+)?)*$", max_length=40
    ),
    Formed(),
]
Url = Annotated[
    str,
    StringConstraints(pattern=r"^https?://[^\s<>\"'/?#@\\]+([/?#][^\s<>\"']*)?$", max_length=500),
    BeforeValidator(an_address),
    Address(),
]
Tool = Annotated[str, StringConstraints(pattern=r"^(self-assessment|plan)$"), Formed()]
Day = Annotated[datetime.date, BeforeValidator(_written_as_a_day)]
Minutes = Annotated[int, Field(ge=1, le=6000)]
Hours = Annotated[float, Field(gt=0, le=2000)]
Figure = Annotated[float, Field(ge=-1e12, le=1e12)]
Year = Annotated[int, Field(ge=1800, le=2100)]


def many(description: str, **limits: Any) -> Any:
    """A list that may be empty."""
    return Field(default=(), description=description, **limits)


def may(description: str, **limits: Any) -> Any:
    """A field that may be left out."""
    return Field(default=None, description=description, **limits)


def must(description: str, **limits: Any) -> Any:
    """A field that must be given."""
    return Field(description=description, **limits)


class Part(BaseModel):
    """Anything inside a record. Unknown keys are refused and nothing changes once read."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)
