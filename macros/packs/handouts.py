"""What of a handout comes on a page, and what on cards."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from macros.records.prose import strip_markup
from macros.records.sessions import Card, Handout, HandoutTable

MOST_ON_FOOT = 40  # Letters of a text that stand at the foot of each card.
MOST_ON_CARD = 600  # Letters that fit on a card. A handout's own text that is longer has a page.
BIGGER, BIG = 330, 560  # Letters of a card's text from which on they are smaller, and smaller still.
MOST_ABOVE = 140  # Letters of a text that stand in the margin above the cards.
LETTERS_OF_A_LINE = 100  # Letters in whose room there is a line to write on.
_CARDS_A_SHEET = 8
_SENTENCES = re.compile(r"(?<=[.!?:;] )|(?<=\n)")
_ROOM, _MOST_NEEDED = 20, 40  # Letters that a column to fill in has room for; the most that another needs.
# Millimetres of a page, of a line of text, and of the head and the padding of a table; letters of a line.
_PAGE, _LINE, _HEAD, _PADDING, _LETTERS_A_LINE = 226, 5.2, 12, 2.6, 105
LOWEST, HIGHEST, _AMONG_OTHERS = 8, 40, 24  # Millimetres of a row to fill in; of one in a table to read.
_DENSER = {"dense-1": 0.85, "dense-2": 0.7, "dense-3": 0.6}
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")
_NAME = 7  # Letters from which on the title of a column says more than that its rows are counted.


def has_page(handout: Handout) -> bool:
    """Whether a handout has a page, besides its cards if any."""
    return bool(handout.table) or not handout.cards or len(_read_text(handout)) > MOST_ON_CARD


def list_card_sheets(handout: Handout, sets: int = 1) -> list[list[Card]]:
    """The cards of a handout, by the sheets on which they are; those of a last sheet that they do not fill
    are on it as often as ``sets`` says. Before them comes its text as a card of its own, where it stands
    nowhere else."""
    cards = _list_set(handout)
    sheets = [cards[place : place + _CARDS_A_SHEET] for place in range(0, len(cards), _CARDS_A_SHEET)]
    return [*sheets[:-1], *(sheet * sets for sheet in sheets[-1:])]


def count_sets(handout: Handout, copies: int | None) -> int:
    """How many sets of its cards, or of those that are left when the others fill sheets, share the last
    sheet, where it is printed in so many ``copies``."""
    left = len(_list_set(handout)) % _CARDS_A_SHEET or _CARDS_A_SHEET
    return max(1, min(copies or 1, _CARDS_A_SHEET // left))


def find_top(handout: Handout) -> str:
    """The text, as prose, that stands in the margin above the cards: where a card of its own would need a
    further sheet. Empty where it stands elsewhere."""
    is_full = not len(_list_parts(handout)) % _CARDS_A_SHEET
    is_middling = MOST_ON_FOOT < len(_read_text(handout)) <= MOST_ABOVE
    return handout.text or "" if is_full and is_middling and not has_page(handout) else ""


def _list_set(handout: Handout) -> list[Card]:
    cards = _list_parts(handout)
    if not has_page(handout) and not find_top(handout) and len(_read_text(handout)) > MOST_ON_FOOT:
        cards.insert(0, Card(title=handout.title, text=handout.text))
    return cards


def _list_parts(handout: Handout) -> list[Card]:
    """The cards of a handout, each as so many as its text needs, with a number behind its title."""
    return [part for card in handout.cards for part in _divide(card)]


def _divide(card: Card) -> list[Card]:
    texts = [""]
    for piece in _SENTENCES.split(card.text or ""):
        if texts[-1] and len(texts[-1]) + len(piece) > MOST_ON_CARD:
            texts.append("")
        texts[-1] += piece
    if len(texts) == 1:
        return [card]
    return [
        Card(title=f"{card.title} ({number}/{len(texts)})", text=text.strip())
        for number, text in enumerate(texts, 1)
    ]


def find_foot(handout: Handout) -> str:
    """The text of a handout that stands at the foot of each of its cards; empty where it stands elsewhere."""
    text = _read_text(handout)
    return text if not has_page(handout) and len(text) <= MOST_ON_FOOT else ""


def choose_card_size(card: Card) -> str:
    """The classes of a card by the length of its text, with lines to write on if it has any."""
    text = card.text or ""
    lines = sum(line.rstrip().endswith(":") for line in text.splitlines())
    letters = len(text) + lines * LETTERS_OF_A_LINE
    size = "card--longer" if letters > BIG else "card--long" if letters > BIGGER else ""
    return f"{size} card--blank".strip() if lines else size


def _read_text(handout: Handout) -> str:
    return strip_markup(handout.text or "")


@dataclass(frozen=True)
class TableRow:
    """A row of a table: its cells, and whether one of them is to be filled in."""

    cells: tuple[str, ...]
    is_to_fill: bool


@dataclass(frozen=True)
class PlannedTable:
    """A table as it is printed: its columns, each with the class of its width, and its rows. The more room
    there is on the page, the higher are the rows that are to be filled in (``height``, a class)."""

    columns: tuple[tuple[str, str], ...]
    rows: tuple[TableRow, ...]
    height: str


def plan_table(table: HandoutTable, text: str = "") -> PlannedTable:
    """A table with room to write in it below a ``text``: columns to fill in are wide, and rows high."""
    rows = [tuple(cell.strip() for cell in row.split("|")) for row in table.rows]
    rows += [("",) * len(table.columns)] * (table.empty_rows or 0)
    columns = [
        [row[place] if place < len(row) else "" for row in rows] for place in range(len(table.columns))
    ]
    if not any(
        map(_is_blank, columns)
    ):  # A cell may be blank in a table to read, too, but not most of a row.
        blank = [_is_blank(row) for row in rows]
        return PlannedTable(
            tuple((title, "") for title in table.columns),
            tuple(map(TableRow, rows, blank)),
            f"rows-{_AMONG_OTHERS}" if any(blank) else "",
        )
    to_fill = sum("" in row for row in rows)
    lines = sum(math.ceil(len(part) / _LETTERS_A_LINE) + 0.4 for part in text.split("\n") if part)
    room = _PAGE - _HEAD - lines * _LINE - (len(rows) - to_fill) * 2 * _LINE
    shares = _share_width(table.columns, columns)
    return PlannedTable(
        tuple(zip(table.columns, [f"share-{share}" for share in shares], strict=True)),
        tuple(TableRow(row, "" in row) for row in rows),
        f"rows-{min(max(int(room / to_fill - _PADDING), LOWEST), HIGHEST)}",
    )


def _share_width(titles: Sequence[str], columns: Sequence[Sequence[str]]) -> list[int]:
    """The percent of the width that each column has. Those to fill in have half of it at least."""
    is_to_fill = list(map(_is_to_fill, titles, columns))
    needs = [
        max(_measure_column(title, cells), _ROOM if fill else 0)
        for title, cells, fill in zip(titles, columns, is_to_fill, strict=True)
    ]
    blank = sum(need for need, fill in zip(needs, is_to_fill, strict=True) if fill)
    scale = max(1, (sum(needs) - blank) / blank)
    widths = [need * scale if fill else need for need, fill in zip(needs, is_to_fill, strict=True)]
    return [max(1, int(100 * width / sum(widths))) for width in widths]


def _measure_column(title: str, cells: Sequence[str]) -> float:
    """How many letters wide a column is to be for what is printed in it."""
    word = max(map(len, title.split()), default=0) + 2
    return max(word, len(title) / 2, min(max(map(len, cells), default=0) + 2, _MOST_NEEDED))


def _is_to_fill(title: str, cells: Sequence[str]) -> bool:
    """Whether most cells are blank, or hold no more than the number of their row where more is asked for."""
    numbers = [
        not cell or cell.rstrip(".").casefold() in (str(place), *_ORDINALS[place - 1 : place])
        for place, cell in enumerate(cells, 1)
    ]
    return _is_blank(cells) or len(title) >= _NAME and sum(numbers) * 2 > len(cells)


def _is_blank(cells: Sequence[str]) -> bool:
    return sum(not cell for cell in cells) * 2 > len(cells)


def write_table_css() -> str:
    """The style sheet of the classes that :func:`plan_table` gives."""
    rules = [f".share-{share} {{ width: {share}% }}" for share in range(1, 101)]
    for height in range(LOWEST, HIGHEST + 1):
        rules.append(f".rows-{height} .blank-row td {{ height: {height}mm }}")
        rules += [
            f".{density} .rows-{height} .blank-row td {{ height: {max(height * part, LOWEST - 1):.1f}mm }}"
            for density, part in _DENSER.items()
        ]
    return "\n".join(rules)
