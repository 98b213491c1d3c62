"""The fields of ``edition.yml``: a deanery's own name, colours, contacts, dates and notes, laid over the
national handbook.

A field is described here and nowhere else, as in :mod:`macros.records.kinds`: validation, the JSON Schema and
the data reference read these lines. :mod:`macros.editions.reading` reads the files.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, StringConstraints, create_model

from macros.base.languages import LANGUAGES
from macros.records.field_types import (
    Address,
    Id,
    Line,
    Part,
    Patterned,
    PlainText,
    PlannedDay,
    Prose,
    Ref,
    Reference,
    Url,
    check_address,
    check_report_address,
    check_site_address,
    optional,
    optional_list,
    required,
)
from macros.records.kinds import Kind

MAX_ENTRIES = 500  # Of one list: more is a mistake, or a trick.


def _check_page_or_address(value: object) -> object:
    """``value`` itself; raises pydantic's error where it holds a colon, as the place of a page does not, and
    is no sound address."""
    return check_address(value) if isinstance(value, str) and ":" in value else value


Colour = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True, max_length=60), PlainText()]
_LANGUAGES = ", ".join(f"'{code}' for {language.name}" for code, language in LANGUAGES.items())
Language = Annotated[str, StringConstraints(pattern=f"^({'|'.join(LANGUAGES)})$"), Patterned()]
Email = Annotated[
    str,
    StringConstraints(
        pattern=r"^[A-Za-z0-9._%+'-]+@[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?"
        r"(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)+$",
        max_length=200,
    ),
    Patterned(),
]
Phone = Annotated[
    str, StringConstraints(pattern=r"^\+?[0-9(][0-9 ()-]{2,30}( (ext|x|bleep)\.? ?[0-9]{1,8})?$"), Patterned()
]
Origin = Annotated[
    str, StringConstraints(min_length=1, strip_whitespace=True, max_length=200), Address()
]  # :mod:`macros.hosting` says what it may be.
RelativePath = Annotated[
    str, StringConstraints(pattern=r"^[^\x00-\x1f\\:*?\x22<>|]+$", max_length=200), PlainText()
]
ReportAddress = Annotated[
    str,
    StringConstraints(min_length=1, max_length=500),
    Field(json_schema_extra={"pattern": r"^((mailto:)?[^\s@]+@[^\s@]+|https?://\S+)$"}),
    BeforeValidator(check_report_address),
    Address(),
]
SiteUrl = Annotated[
    str,
    StringConstraints(pattern=r"^https?://[^\s<>\x22'/?#@\\]+(/[A-Za-z0-9_.~-]+)*/?$", max_length=500),
    BeforeValidator(check_site_address),
    Address(),
]
FooterUrl = Annotated[
    str,
    StringConstraints(
        pattern=r"^(https?://[^\s<>\x22'/?#@\\]+([/?#][^\s<>\x22']*)?|[\w-][\w./-]*\.md)$", max_length=500
    ),
    BeforeValidator(_check_page_or_address),
    Address(),
]


def _wrap_in_list(value: object) -> object:
    """A single id as a list of one; anything else as it is."""
    return [value] if isinstance(value, str) else value


_Id = Annotated[Reference, Ref("any")]
_IdList = Annotated[list[_Id], Field(min_length=1, max_length=MAX_ENTRIES)]
Ids = Annotated[_IdList, BeforeValidator(_wrap_in_list, json_schema_input_type=_Id | _IdList)]


class _AboutRecords(Part):
    """A part that concerns records, items or parts, whose ids stand in its field 'for'."""

    @property
    def ids(self) -> list[str]:
        """The ids under 'for'."""
        value = getattr(self, "for")
        return [value] if isinstance(value, str) else list(value)


def _create_base(description: str, kind: Any = Ids) -> type[_AboutRecords]:
    """A base class with a field 'for', a name that a class cannot spell out in Python; ``description`` and
    ``kind`` are of that field."""
    fields: dict[str, Any] = {"for": (kind, required(description))}
    return create_model("About", __base__=_AboutRecords, **fields)


class Colours(Part):
    """The colours of an edition. Those that cannot be read easily are refused, with the nearest that can."""

    accent: Colour | None = optional("Links, buttons and marks on a light page, as '#005eb8'.")
    dark_accent: Colour | None = optional("The same on a dark page, as '#7db8f0'.")
    warm: Colour | None = optional("The second colour, of notes and what is in hand, on a light page.")
    dark_warm: Colour | None = optional("The same on a dark page.")


class Contact(
    _create_base(  # type: ignore[misc]  # Made by a call, as no class can spell out a field 'for'.
        "The ids of what one may ask about: modules, components, any record, or a part of one."
    )
):
    """Whom to ask about something, where this deanery answers for it."""

    title: Line = required("The office, team or register that answers; no person's name.")
    email: Email | None = optional("Its address, as coaching@north.example.")
    phone: Phone | None = optional("Its telephone number, with digits and spaces.")
    web: Url | None = optional("Its page, beginning with https://.")
    note: Line | None = optional("What to know before asking, in one line.")


class LocalDate(
    _create_base(  # type: ignore[misc]  # As above.
        "The id of what takes place: a module, a session of one ('teams/s1'), a component."
    )
):
    """When and where something takes place here."""

    date: PlannedDay = required("The day, as 2027-03-02.")
    time: Line | None = optional("The time, as '09:30 to 12:30'.")
    venue: Line | None = optional("Where.")
    book: Url | None = optional("The address at which to book a place, beginning with https://.")
    note: Line | None = optional("What to know before coming, in one line.")


class Note(
    _create_base("The id of the record, item or part that it is shown on.")  # type: ignore[misc]  # As above.
):
    """A note of this deanery's, shown on a page of the handbook and marked as local."""

    text: Prose = required("The note, in a few sentences.")


class TitleTranslation(
    _create_base(  # type: ignore[misc]  # As above.
        "The id of the record, item or glossary term.", Annotated[Reference, Ref("any")]
    )
):
    """A title or summary in the edition's language."""

    title: Line | None = optional("Its title in the edition's language.")
    summary: Annotated[Prose, StringConstraints(max_length=400)] | None = optional(
        "Its summary in the edition's language; for a glossary term, what it means."
    )


class FooterLink(Part):
    """One link at the foot of every page."""

    title: Line = required("Its words.")
    url: FooterUrl = required(
        "The page, by its place in a docs folder, as 'local/privacy.md', or an address beginning with"
        " https://."
    )


class EditionFile(Part):
    """An edition: what a deanery lays over the national handbook."""

    id: Id = required("A short id: lower-case words joined by hyphens.")
    name: Line = required("The name of the site.")
    short: Line = required("The deanery's name in a word or two, for marks on what is local.", max_length=40)
    summary: Line | None = optional("One line on the site, for search engines.")
    over: RelativePath | None = optional(
        "The folder of another edition that this one lies over, as '../region'."
    )
    language: Language | None = optional(f"The language of the interface: {_LANGUAGES}.")
    address: SiteUrl | None = optional(
        "The address at which the site will stand, as https://leadership.north.example/."
    )
    report_to: ReportAddress | None = optional(
        "Where readers send what is wrong: a mail address, as handbook@north.example, or a web page."
    )
    logo: RelativePath | None = optional("The file name of the logo in this folder: PNG, JPEG or SVG.")
    logo_text: Line | None = optional(
        "What the logo says, for those who do not see it; without it, 'short'.", max_length=120
    )
    colours: Colours | None = optional("The edition's own colours.")
    framing: list[Origin] = optional_list(
        "The sites that may show pages in a frame, each as https://intranet.north.example.", max_length=30
    )
    leave_out: list[Annotated[Reference, Ref("record")]] = optional_list(
        "The ids of national records that this edition does without.", max_length=MAX_ENTRIES
    )
    contacts: list[Contact] = optional_list("Whom to ask, record by record.", max_length=MAX_ENTRIES)
    dates: list[LocalDate] = optional_list("When and where things take place.", max_length=MAX_ENTRIES)
    notes: list[Note] = optional_list("The notes shown on pages of the handbook.", max_length=MAX_ENTRIES)
    translations: list[TitleTranslation] = optional_list(
        "The titles and summaries in the edition's language.", max_length=MAX_ENTRIES
    )
    footer_links: list[FooterLink] = optional_list(
        "The links at the foot of every page, beside the handbook's own.", max_length=30
    )


EDITION_KIND = Kind("edition", EditionFile, "editions", "", "Edition", "Editions")
