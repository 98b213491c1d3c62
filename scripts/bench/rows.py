"""The rows of the benchmark's table: a figure of this handbook, those of other sites beside it, and the most
that it is to be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

OTHERS = ("Stock site", "Stock, C loader", "Hugo")
STOCK, STOCK_IN_C, HUGO = OTHERS
HEAD = ("Measured", "This handbook", *OTHERS, "Target")


@dataclass(frozen=True)
class Row:
    """``what`` is measured, with its unit; ``ours`` is the handbook's figure and ``others`` those of other
    sites, by their column. ``targets`` holds the most that ``ours`` may be: times the figure of a column, or,
    under an empty name, by itself. Figures are shown with ``digits`` after the point."""

    what: str
    ours: float
    others: Mapping[str, float] = field(default_factory=dict)
    targets: Mapping[str, float] = field(default_factory=dict)
    digits: int = 2

    def compare(self, column: str) -> float:
        """Our figure in times that of ``column``; our figure itself for the empty name."""
        return self.ours / self.others[column] if column else self.ours

    def list_missed(self) -> list[str]:
        """The columns beside which the figure is more than its target."""
        return [column for column, most in self.targets.items() if self.compare(column) > most]

    def format_cells(self) -> tuple[str, ...]:
        """The cells of the row: beside the figure of another site, in brackets, ours in times it."""
        others = (
            f"{self.others[name]:.{self.digits}f} ({self.compare(name):.2f})" if name in self.others else ""
            for name in OTHERS
        )
        wants = [
            f"{most:g}{' of ' + column if column else ''}"
            + (", missed" if column in self.list_missed() else "")
            for column, most in self.targets.items()
        ]
        return (self.what, f"{self.ours:.{self.digits}f}", *others, "; ".join(wants))


def format_table(head: tuple[str, ...], rows: Iterable[tuple]) -> str:
    """A Markdown table; every column but the first holds figures."""
    lines = [head, ("---", *("---:" for _ in head[1:])), *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)


def format_rows(rows: Iterable[Row]) -> str:
    """The benchmark's table."""
    return format_table(HEAD, [row.format_cells() for row in rows])


def read_shares(text: str) -> dict[tuple[str, str], float]:
    """What a table of :func:`format_rows` within ``text`` holds: our figure in times that of a column, by
    what is measured and the column; our figure itself under an empty name."""
    shares: dict[tuple[str, str], float] = {}
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if len(cells) != len(HEAD) or not re.fullmatch(r"[\d.]+", cells[1]):
            continue
        shares[cells[0], ""] = float(cells[1])
        for name, cell in zip(OTHERS, cells[2:], strict=False):
            if share := re.search(r"\(([\d.]+)\)$", cell):
                shares[cells[0], name] = float(share[1])
    return shares


def list_worse(rows: Iterable[Row], shares: Mapping[tuple[str, str], float], factor: float) -> list[str]:
    """A sentence for each share of ``rows`` that is more than ``factor`` times what ``shares`` holds for it.
    Only shares are compared, which another machine changes little, and not seconds; a row without other sites
    is a share itself where its name says so."""
    sentences = []
    for row in rows:
        for column in row.others or ([""] if "share" in row.what else []):
            before, now = shares.get((row.what, column)), row.compare(column)
            if before and now > factor * before:
                sentences.append(
                    f"{row.what}{', against ' + column if column else ''}: {now:.2f}, and README.md has"
                    f" {before:.2f}."
                )
    return sentences
