"""What of a handout comes on a page, and what on cards."""

from __future__ import annotations

from dataclasses import dataclass

from macros.records.prose import strip_markup
from macros.records.sessions import Card, Handout, HandoutTable

MOST_ON_FOOT = 40  # Letters of a text that stand at the foot of each card.
MOST_ON_CARD = 600  # Letters of a text that are a card of their own; a longer one has a page.
BIGGER, BIG = 330, 560  # Letters of a card's text from which on they are smaller, and smaller still.
_CARDS_A_SHEET = 8
_MOST_WIDE, _MOST_NAMED = 6, 4  # Rows that can be high; columns to fill in whose width is set.


def has_page(handout: Handout) -> bool:
    """Whether a handout has a page, besides its cards if any."""
    return bool(handout.table) or not handout.cards or len(_read_text(handout)) > MOST_ON_CARD


def list_card_sheets(handout: Handout) -> list[list[Card]]:
    """The cards of a handout, by the sheets on which they are. Before them comes its text, where that is too
    long for the foot of each and has no page."""
    cards = list(handout.cards)
    text = _read_text(handout)
    if not has_page(handout) and len(text) > MOST_ON_FOOT:
        cards.insert(0, Card(title=handout.title, text=handout.text))
    return [cards[place : place + _CARDS_A_SHEET] for place in range(0, len(cards), _CARDS_A_SHEET)]


def find_foot(handout: Handout) -> str:
    """The text of a handout that stands at the foot of each of its cards; empty where it stands elsewhere."""
    text = _read_text(handout)
    return text if not has_page(handout) and len(text) <= MOST_ON_FOOT else ""


def choose_card_size(card: Card) -> str:
    """The class of a card by the length of its text."""
    letters = len(card.text or "")
    return "card--longer" if letters > BIG else "card--long" if letters > BIGGER else ""


def _read_text(handout: Handout) -> str:
    return strip_markup(handout.text or "")


@dataclass(frozen=True)
class TableRow:
    """A row of a table: its cells, and whether one of them is to be filled in."""

    cells: tuple[str, ...]
    is_to_fill: bool


@dataclass(frozen=True)
class PlannedTable:
    """A table as it is printed: its columns, each with its class, and its rows. The more room there is on the
    page, the higher are the rows that are to be filled in (``height``, a class)."""

    columns: tuple[tuple[str, str], ...]
    rows: tuple[TableRow, ...]
    height: str


def plan_table(table: HandoutTable) -> PlannedTable:
    """A table with room to write in it: columns whose cells are blank are as wide as can be."""
    rows = [tuple(cell.strip() for cell in row.split("|")) for row in table.rows]
    rows += [("",) * len(table.columns)] * (table.empty_rows or 0)
    columns = range(len(table.columns))
    blanks = [sum(not (row[place : place + 1] or ("",))[0] for row in rows) for place in columns]
    to_fill = [place for place in columns if rows and blanks[place] * 2 > len(rows)]
    is_set = 0 < len(to_fill) < len(table.columns) and len(to_fill) <= _MOST_NAMED
    name = f"to-fill-{len(to_fill)}"
    return PlannedTable(
        tuple(
            (title, name if is_set and place in to_fill else "") for place, title in enumerate(table.columns)
        ),
        tuple(TableRow(row, "" in row) for row in rows),
        "table--high" if len(rows) <= _MOST_WIDE else "table--wide" if len(rows) <= 2 * _MOST_WIDE else "",
    )
