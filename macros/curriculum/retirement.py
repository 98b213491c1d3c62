"""What readers see of something that is retired wherever it is named."""

from __future__ import annotations

from macros.i18n.phrases import _
from macros.records.entries import Entry


def mark_retired(entry: Entry, title: str) -> str:
    """The ``title`` of an entry, with the mark of what is retired where it is, in the language of the
    interface."""
    return _("%(title)s (retired)", title=title) if entry.retired else title
