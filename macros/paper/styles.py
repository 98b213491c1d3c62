"""The style sheets of paper: the site's colours and an edition's, the paper itself, and its running heads."""

from __future__ import annotations

from pathlib import Path

from macros.editions.colours import TOKENS, build_style_sheet
from macros.editions.edition import Edition

STYLES = Path(__file__).parent / "styles"


def list_styles(edition: Edition | None, name: str, line: str = "") -> list[str]:
    """The style sheets of a paper, as text, the later over the earlier.

    ``edition``: the edition whose colours it has, if any. ``name``: the name of the handbook, which stands at
    the foot of every page with ``line``, such as a day. The head of a page says in what it is: the title that
    stands in ``string-set`` last (``paper.css``).
    """
    return [
        TOKENS.read_text("utf-8"),
        build_style_sheet(edition.colours) if edition else "",
        (STYLES / "paper.css").read_text("utf-8"),
        write_foot(name, line),
    ]


def write_foot(name: str, line: str = "") -> str:
    """The style sheet that puts ``name`` and ``line`` at the foot of every page."""
    words = " · ".join(word for word in (name, line) if word)
    return f"@page {{ @bottom-left {{ content: {quote(words)}; }} }}\n"


def quote(text: str) -> str:
    """``text`` as a string of CSS, in which no character has a meaning."""
    plain = "".join(sign if sign.isalnum() or sign in " .,-·–" else f"\\{ord(sign):x} " for sign in text)
    return f'"{plain}"'
