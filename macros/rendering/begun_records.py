"""What the page of a kind of record shows of one that is begun."""

from __future__ import annotations

from macros.records.handbook import Handbook
from macros.records.kinds import KINDS
from macros.scaffolds.drafts import ALL_KINDS
from macros.scaffolds.skeletons import write_part

# The kinds that ``handbook new`` begins of each kind of file; of other files it begins none.
BEGUN_BY: dict[str, tuple[str, ...]] = {
    **{name: (name,) for name in (*KINDS, "edition")},
    "module": ("module", "session"),
    "sources": ("source",),
    "glossary": ("term",),
}


def list_begun(book: Handbook, of: str) -> list[tuple[str, str]]:
    """What ``handbook new`` begins of a kind of file, by its name: each with what it is begun with, without
    what may be left out."""
    return [
        (name, "\n".join(write_part(ALL_KINDS[name].model, {}, book, is_explained=False)))
        for name in BEGUN_BY.get(of, ())
    ]
