"""What an edition says of a record: whom to ask, when and where it takes place, and notes."""

from __future__ import annotations

from macros.exports.publication import Publication
from macros.exports.texts import read_plain, write_list
from macros.records.edition_file import Contact, LocalDate, Note
from macros.records.entries import Entry


def describe_contact(contact: Contact) -> str:
    """A contact in a line: ``Contact: Events team, events@north.example``."""
    ways = filter(None, (contact.email, contact.phone, contact.web, contact.note))
    return f"Contact: {', '.join([contact.title, *ways])}"


def describe_date(date: LocalDate) -> str:
    """A date in a line: ``2027-03-02, 09:30 to 12:30, Moor Street``."""
    return ", ".join(filter(None, (str(date.date), date.time, date.venue, date.book, date.note)))


def list_local_lines(publication: Publication, entry: Entry) -> list[str]:
    """What the edition says of an entry, in lines; none without an edition."""
    if not publication.edition:
        return []
    parts = publication.edition.find_local_parts([entry])
    contacts = [describe_contact(part) for _, part in parts["contacts"] if isinstance(part, Contact)]
    dates = [describe_date(part) for _, part in parts["dates"] if isinstance(part, LocalDate)]
    notes = [read_plain(part.text) for _, part in parts["notes"] if isinstance(part, Note)]
    return [*contacts, *dates, *notes]


def write_local_lines(publication: Publication, entry: Entry) -> str:
    """The same as a list in HTML, behind the edition's short name; empty where it says nothing."""
    short = publication.edition.short if publication.edition else ""
    return write_list(f"{short}: {line}" for line in list_local_lines(publication, entry))
