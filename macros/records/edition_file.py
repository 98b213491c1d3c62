"""What ``edition.yml`` may say: a deanery's own name, colours, contacts, dates and notes, laid over the
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
    Day,
    Formed,
    Id,
    Line,
    Part,
    Plain,
    Prose,
    Ref,
    Reference,
    Url,
    a_site,
    an_address,
    many,
    may,
    must,
)
from macros.records.kinds import Kind

MOST = 500  # Entries of one list: more is a mistake, or a trick.


def _a_page_or_address(value: object) -> object:
    """Judge what holds a colon, which the place of a page does not, as an address."""
    return an_address(value) if isinstance(value, str) and ":" in value else value


Colour = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True, max_length=60), Plain()]
_LANGUAGES = ", ".join(f"'{code}' for {language.name}" for code, language in LANGUAGES.items())
Language = Annotated[str, StringConstraints(pattern=f"^({'|'.join(LANGUAGES)})$"), Formed()]
Email = Annotated[
    str,
    StringConstraints(
        pattern=r"^[A-Za-z0-9._%+'-]+@[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)+$",
        max_length=200,
    ),
    Formed(),
]
Phone = Annotated[
    str, StringConstraints(pattern=r"^\+?[0-9(][0-9 ()-]{2,30}( (ext|x|bleep)\.? ?[0-9]{1,8})?$"), Formed()
]
Origin = Annotated[
    str, StringConstraints(min_length=1, max_length=200), Plain()
]  # :mod:`macros.hosting` says what it may be.
Beside = Annotated[str, StringConstraints(pattern=r"^[^\x00-\x1f\\:*?\"<>|]+$", max_length=200), Plain()]
SiteUrl = Annotated[
    str,
    StringConstraints(pattern=r"^https?://[^\s<>\"'/?#@\\]+(/[A-Za-z0-9_.~-]+)*/?$", max_length=500),
    BeforeValidator(a_site),
    Address(),
]
FooterUrl = Annotated[
    str,
    StringConstraints(
        pattern=r"^(https?://[^\s<>\"'/?#@\\]+([/?#][^\s<>\"']*)?|[\w-][\w./-]*\.md)$", max_length=500
    ),
    BeforeValidator(_a_page_or_address),
    Address(),
]


def _as_list(value: object) -> object:
    """One id stands for a list of one."""
    return [value] if isinstance(value, str) else value


_Id = Annotated[Reference, Ref("any")]
_Several = Annotated[list[_Id], Field(min_length=1, max_length=MOST)]
Ids = Annotated[_Several, BeforeValidator(_as_list, json_schema_input_type=_Id | _Several)]


class _About(Part):
    """Something that is said of records, items or parts."""

    @property
    def ids(self) -> list[str]:
        """The ids under 'for'."""
        found = getattr(self, "for")
        return [found] if isinstance(found, str) else list(found)


def _about(description: str, kind: Any = Ids) -> type[_About]:
    """The base of what has a field 'for', a name that a class cannot spell out in Python."""
    fields: dict[str, Any] = {"for": (kind, must(description))}
    return create_model("About", __base__=_About, **fields)


class Colours(Part):
    """The colours of an edition. Those that cannot be read easily are refused, with the nearest that can."""

    accent: Colour | None = may("Links, buttons and marks on a light page, as '#005eb8'.")
    dark_accent: Colour | None = may("The same on a dark page, as '#7db8f0'.")
    warm: Colour | None = may("The second colour, of notes and what is in hand, on a light page.")
    dark_warm: Colour | None = may("The same on a dark page.")


class Contact(
    _about(  # type: ignore[misc]  # Made by a call, as no class can spell out a field 'for'.
        "The ids of what one may ask about: modules, components, any record, or a part of one."
    )
):
    """Whom to ask about something, where this deanery answers for it."""

    title: Line = must("The office, team or register that answers; no person's name.")
    email: Email | None = may("Its address, as coaching@north.example.")
    phone: Phone | None = may("Its telephone number, with digits and spaces.")
    web: Url | None = may("Its page, beginning with https://.")
    note: Line | None = may("What to know before asking, in one line.")


class LocalDate(
    _about(  # type: ignore[misc]  # As above.
        "The id of what takes place: a module, a session of one ('teams/s1'), a component."
    )
):
    """When and where something takes place here."""

    date: Day = must("The day, as 2027-03-02.")
    time: Line | None = may("The time, as '09:30 to 12:30'.")
    venue: Line | None = may("Where.")
    book: Url | None = may("The address at which to book a place, beginning with https://.")
    note: Line | None = may("What to know before coming, in one line.")


class Note(
    _about("The id of the record, item or part that it is shown on.")  # type: ignore[misc]  # As above.
):
    """A note of this deanery's, shown on a page of the handbook and marked as local."""

    text: Prose = must("The note, in a few sentences.")


class TitleTranslation(
    _about(  # type: ignore[misc]  # As above.
        "The id of the record, item or glossary term.", Annotated[Reference, Ref("any")]
    )
):
    """A title or summary in the edition's language."""

    title: Line | None = may("Its title in the edition's language.")
    summary: Annotated[Prose, StringConstraints(max_length=400)] | None = may(
        "Its summary in the edition's language; for a glossary term, what it means."
    )


class FooterLink(Part):
    """One link at the foot of every page."""

    title: Line = must("Its words.")
    url: FooterUrl = must(
        "The page, by its place in a docs folder, as 'local/privacy.md', or an address beginning with"
        " https://."
    )


class EditionFile(Part):
    """An edition: what a deanery lays over the national handbook."""

    id: Id = must("A short id: lower-case words joined by hyphens.")
    name: Line = must("The name of the site.")
    short: Line = must("The deanery's name in a word or two, for marks on what is local.", max_length=40)
    summary: Line | None = may("One line on the site, for search engines.")
    over: Beside | None = may("The folder of another edition that this one lies over, as '../region'.")
    language: Language | None = may(f"The language of the interface: {_LANGUAGES}.")
    address: SiteUrl | None = may(
        "The address at which the site will stand, as https://leadership.north.example/."
    )
    logo: Beside | None = may("The file name of the logo in this folder: PNG, JPEG or SVG.")
    logo_text: Line | None = may(
        "What the logo says, for those who do not see it; without it, 'short'.", max_length=120
    )
    colours: Colours | None = may("The edition's own colours.")
    framing: list[Origin] = many(
        "The sites that may show pages in a frame, each as https://intranet.north.example.", max_length=30
    )
    leave_out: list[Annotated[Reference, Ref("record")]] = many(
        "The ids of national records that this edition does without.", max_length=MOST
    )
    contacts: list[Contact] = many("Whom to ask, record by record.", max_length=MOST)
    dates: list[LocalDate] = many("When and where things take place.", max_length=MOST)
    notes: list[Note] = many("The notes shown on pages of the handbook.", max_length=MOST)
    translations: list[TitleTranslation] = many(
        "The titles and summaries in the edition's language.", max_length=MOST
    )
    footer_links: list[FooterLink] = many(
        "The links at the foot of every page, beside the handbook's own.", max_length=30
    )


EDITION = Kind("edition", EditionFile, "editions", "", "Edition", "Editions")
