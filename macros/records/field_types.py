"""The types of the fields of records: texts and numbers, the meanings that a text may have, and the base
class of all parts.

The meaning of a text stands in its field's annotation beside the type: ``Annotated[Reference, Ref("item",
Backlink.TAUGHT_IN)]`` is the id of an item, on whose page the record stands under "Taught in".
:mod:`macros.records.field_plans` reads the meanings.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, unique
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

from macros.base import address_rules, days, file_names
from macros.base.problems import Exact, Fault, show
from macros.records import people
from macros.records.meant_values import (
    complete_address,
    read_address,
    read_doi,
    read_pages,
    read_pages_as_day,
    suggest_author,
)


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
    """The text is the id of something else.

    ``kind`` names what it may point at: a kind of record, ``item``, ``source``, ``term``, ``record`` (any
    record) or ``any``. ``back`` is the heading under which the link reads from there, ``None`` for one that
    no page shows.
    """

    kind: str
    back: Backlink | None = None


@dataclass(frozen=True)
class Vocab:
    """The text is a word of the closed list ``name`` in ``framework/vocabulary.yml``."""

    name: str


class PlainText:
    """The text is a line of words, shown just as they are."""


class Markdown:
    """The text is prose with emphasis, links and lists, and without HTML; :mod:`macros.records.prose` reads
    it."""


class Patterned:
    """The text follows the pattern of its field, which allows only letters, digits and harmless signs: an id,
    a code, a number."""


class Address:
    """The text is an address on the web (:mod:`macros.base.address_rules`)."""


class Duration:
    """The number is how long something lasts, when it begins or ends, or how much study it is worth."""


class Published:
    """The number or text is a figure as a source gives it."""


WORDED = "worded"  # The type of a pydantic error that brings the words of its problem.
# Each text field has exactly one of these meanings, by which checks know what it may hold.
MEANINGS = (Ref, Vocab, PlainText, Markdown, Patterned, Address)


def _check_day_form(value: object) -> object:
    """``value`` itself; raises pydantic's error for a number, which pydantic would take for the seconds since
    1970."""
    if isinstance(value, str) and value.lstrip("-").isdigit():
        raise PydanticCustomError("date_form", "not year-month-day")
    return value


def check_address(value: object, prefix: str = "") -> object:
    """``value`` itself; raises pydantic's error where ``prefix`` and it are no sound address on the web.

    The error has the words of :func:`macros.base.address_rules.fault`; where these say only that an address
    is to be written in full, the field's description says what would be right.
    """
    return _check_by(value, address_rules.fault, prefix)


def check_site_address(value: object) -> object:
    """Like :func:`check_address`, for the address of a site."""
    return _check_by(value, address_rules.site_fault)


def check_report_address(value: object) -> object:
    """Like :func:`check_address`, for where readers send what is wrong: a mailbox or a page."""
    return _check_by(value, address_rules.report_fault)


def _check_by(value: object, find_fault: Callable[[str], Fault | None], prefix: str = "") -> object:
    if isinstance(value, str) and (address := read_address(value)):
        raise _create_error(Fault(f"{show(value)} is more than an address", _write(value, address)))
    if isinstance(value, str) and value and (fault := find_fault(prefix + value)):
        right = "" if fault.right == address_rules.WRITE_IN_FULL else fault.right
        if not right and not prefix and (address := complete_address(value)):
            right = f"write {address}, if that is its beginning"
        raise _create_error(Fault(f"{show(value)} {fault.wrong}", right))
    return value


def _write(old: str, new: str) -> Exact:
    return Exact(f"write {new}", old, new)


def _create_error(fault: Fault) -> PydanticCustomError:
    """Pydantic's error of a ``fault``; where that does not say what would be right, the field's description
    does."""
    return PydanticCustomError(WORDED, "not fit", {"wrong": fault.wrong, "right": fault.right})


def _judge_by(find_fault: Callable[[Any], Fault | None]) -> AfterValidator:
    """A validator of values of the right type that refuses those in which ``find_fault`` finds a fault."""

    def check(value: object) -> object:
        if fault := find_fault(value):
            raise _create_error(fault)
        return value

    return AfterValidator(check)


def _check_person(value: object) -> object:
    """``value`` itself; raises pydantic's error where it is not written as a person's name."""
    if isinstance(value, str) and (fault := people.find_person_fault(value)):
        if name := suggest_author(value):
            fault = Fault(
                f"{show(value)} does not begin with the surname",
                f"write the surname and the initials, as {name}",
            )
        raise _create_error(fault)
    return value


def check_doi(value: object) -> object:
    """Like :func:`check_address`, for a DOI, which becomes an address behind that of its resolver."""
    if isinstance(value, str) and (doi := read_doi(value)):
        raise _create_error(Fault(f"{show(value)} is more than a DOI", _write(value, doi)))
    return check_address(value, "https://doi.org/")


def _check_pages(value: object) -> object:
    """``value`` itself; raises pydantic's error for pages of which Excel has made a day, or with more than a
    dash between them."""
    if isinstance(value, str) and (pages := read_pages_as_day(value)):
        raise _create_error(Fault(f"{show(value)} is a day that a table has made of pages", f"write {pages}"))
    if isinstance(value, str) and (pages := read_pages(value)):
        raise _create_error(Fault(f"{show(value)} holds more than pages and a dash", _write(value, pages)))
    return value


ID = r"^[a-z0-9]+(-[a-z0-9]+)*$"
# Of ids that become names of files and folders; the schema says the same to editors.
_FITS_FILES = (
    _judge_by(file_names.find_device_fault),
    Field(json_schema_extra={"not": {"type": "string", "pattern": "^(con|prn|aux|nul|(com|lpt)[0-9])$"}}),
)
Id = Annotated[str, StringConstraints(pattern=ID, max_length=60), *_FITS_FILES, Patterned()]
FrameworkId = Annotated[
    str, StringConstraints(pattern=ID, max_length=39), *_FITS_FILES, Patterned()
]  # A crosswalk's id, of 80 letters at most, is that of two.
Code = Annotated[
    str,
    StringConstraints(
        pattern=r"^[A-Za-z0-9]+(-[A-Za-z0-9]+|\.[A-Za-z]?[0-9]+[A-Za-z]?|\.[A-Za-z])*$", max_length=20
    ),
    _judge_by(file_names.find_device_fault),
    Patterned(),
]  # Of an item of a framework; in small letters it becomes the name of a folder.
Anchor = Annotated[str, StringConstraints(pattern=ID, max_length=60), Patterned()]  # Behind "#".
PartId = Annotated[str, StringConstraints(pattern=ID, max_length=40), Patterned()]
PagePath = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)*$", max_length=120),
    _judge_by(lambda path: next(filter(None, map(file_names.find_device_fault, path.split("/"))), None)),
    Patterned(),
]  # Of the address of a page in the site.
PartAlias = Annotated[
    str,
    StringConstraints(pattern=r"^([a-z0-9]+(-[a-z0-9]+)*/)?[a-z0-9]+(-[a-z0-9]+)*$", max_length=100),
    Patterned(),
]
MOST_OF_AN_ID = 300  # Characters, of an id of another system.
SOURCE_ID = r"^[A-Za-z0-9][A-Za-z0-9 ._:/#?=+~@,-]*$"
SourceId = Annotated[str, StringConstraints(pattern=SOURCE_ID, max_length=MOST_OF_AN_ID), Patterned()]
MOST_OF_A_LINE = 400  # Characters.
Line = Annotated[
    str, StringConstraints(min_length=1, strip_whitespace=True, max_length=MOST_OF_A_LINE), PlainText()
]
Searched = Annotated[Line, StringConstraints(max_length=120)]  # What somebody types into the search.
IMPORTED_FROM = "Its id in the system or file that it was imported from; 'handbook import' knows it by that."
SEARCHES = "What people type who want what stands here, in their own words: a few words or a sentence each."
Reference = Annotated[str, StringConstraints(min_length=1, max_length=120)]  # An id; used with Ref.
Word = Annotated[str, StringConstraints(min_length=1, max_length=60)]  # Of a closed list; used with Vocab.
Prose = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True), Markdown()]
Person = Annotated[
    str,
    StringConstraints(pattern=people.FORM, max_length=80),
    Field(json_schema_extra={"not": {"type": "string", "pattern": "^[A-Z]{2,}$"}}),  # An organisation.
    BeforeValidator(_check_person),
    PlainText(),
]
Pages = Annotated[
    str,
    StringConstraints(
        pattern=r"^[A-Za-z0-9.]+([–-][A-Za-z0-9.]+)?(, [A-Za-z0-9.]+([–-][A-Za-z0-9.]+)?)*$", max_length=40
    ),
    BeforeValidator(_check_pages),
    Patterned(),
]
Url = Annotated[
    str,
    StringConstraints(pattern=r"^https?://[^\s<>\x22'/?#@\\]+([/?#][^\s<>\x22']*)?$", max_length=500),
    BeforeValidator(check_address),
    Address(),
]
Tool = Annotated[str, StringConstraints(pattern=r"^(self-assessment|plan)$"), Patterned()]
Day = Annotated[datetime.date, BeforeValidator(_check_day_form)]
PastDay = Annotated[Day, _judge_by(days.find_past_fault)]
PlannedDay = Annotated[Day, _judge_by(days.find_plan_fault)]
Minutes = Annotated[int, Field(ge=1, le=6000), Duration()]
Week = Annotated[int, Field(ge=1, le=104), Duration()]  # Counted from 1.
Hours = Annotated[float, Field(gt=0, le=2000), Duration()]
Credits = Annotated[int, Field(ge=1), Duration()]
Figure = Annotated[float, Field(ge=-1e12, le=1e12), Published()]
PublishedLine = Annotated[Line, Published()]
Month = Annotated[str, StringConstraints(pattern=r"^\d{4}(-(0[1-9]|1[0-2]))?$"), Patterned()]
Year = Annotated[
    int,
    Field(ge=1800, json_schema_extra={"maximum": 2100}),
    _judge_by(days.find_publication_fault),
]


def optional_list(description: str, **limits: Any) -> Any:
    """A field of a model that holds a list and may be left out. ``description`` says what it holds, in
    sentences: errors print the first, the data reference all; ``limits`` are those of pydantic's
    ``Field``, as ``max_length``."""
    return Field(default=(), description=description, **limits)


def optional(description: str, **limits: Any) -> Any:
    """A field of a model that may be left out, and is ``None`` then. Arguments as of
    :func:`optional_list`."""
    return Field(default=None, description=description, **limits)


def required(description: str, **limits: Any) -> Any:
    """A field of a model that a record must have. Arguments as of :func:`optional_list`."""
    return Field(description=description, **limits)


class NotRead(Exception):
    """A field was asked for that could not be read (:mod:`macros.records.partial_reading`)."""


class Part(BaseModel):
    """The base class of records and of all parts inside them. Unknown keys are refused, and the fields of an
    instance cannot be changed. One that was read in part raises :class:`NotRead` for a field it has not."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False, defer_build=True)

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            if name in type(self).model_fields:
                raise NotRead(name)
            return super().__getattr__(name)
