"""Room to write in the text of a handout: what a record leaves open becomes lines and gaps on paper."""

from __future__ import annotations

import re

from markupsafe import Markup

# Letters of a paragraph that asks for words, or of its last sentence; a longer one leads to what follows it.
MOST_BEFORE_LINE, MOST_OF_SENTENCE = 140, 50
LINE = '<div class="line"></div>'
GAP = '<span class="gap"></span>'
_ANY_TAG = re.compile(r"<[^<>]*>")
# A paragraph or a point of a list that ends with a colon (and, perhaps, a gap), and what comes after it.
_OPEN = re.compile(
    r"<(p|li)>((?:(?!<(?:p|li|ul|ol)>).)*?:)(?:\s*…)?\s*(</\1>)(?!\s*<(?:ul|ol|table)\b)", re.S
)
_GAP = re.compile(r"(?<=[\s(>])…(?=[\s.,;:)<])")


def add_blanks(html: Markup) -> Markup:
    """The HTML of a handout's prose with room to write: a line below a short paragraph, or a point of a list,
    that ends with a colon and has no list after it, and a gap where ``…`` stands for a word."""
    return Markup(_GAP.sub(GAP, _OPEN.sub(_add_line, html)))


def _add_line(match: re.Match[str]) -> str:
    tag, words, end = match.groups()
    text = _ANY_TAG.sub("", words)
    if len(text) > MOST_BEFORE_LINE and len(re.split(r"[.?!]\s", text)[-1]) > MOST_OF_SENTENCE:
        return match[0]
    return f"<p>{words}</p>{LINE}" if tag == "p" else f"<li>{words}{LINE}{end}"
