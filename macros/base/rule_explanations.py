"""What each rule of the check asks for, and why: the files of ``macros/checks/explanations``, one a rule. The
command ``explain``, the pages of the rules and the formats for programs are made from them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from macros.base.yaml_files import read

FOLDER = Path(__file__).parent.parent / "checks" / "explanations"
PAGES = "contribute/rules"  # The place of the rules' pages in the site.
# The groups in which rules are listed, in their order, and what each is about.
GROUPS = {
    "reading": "Files",
    "records": "Records",
    "references": "Ids and links between records",
    "words": "Words",
    "figures": "Figures and hours",
    "pages": "Hand-written pages",
    "editions": "Editions",
    "site": "The site and its settings",
}


@dataclass(frozen=True)
class Explanation:
    """What the rule called ``name`` asks for, in a sentence (``title``), and ``why``; what ``fails`` and what
    ``passes``, as one would write it; how to ``mend`` it; whether ``check --fix`` does that (``fix``).

    ``file`` is where the examples stand in the small handbook of the tests, which ``passes_in`` says of the
    second where it is another; they take the place of the passage ``replaces`` there, or of the whole file.
    Without a ``file`` an example is none that a file could hold. A character that nobody sees is spelt, as
    ``[U+200B]``.
    """

    name: str
    title: str
    group: str
    why: str
    fails: str
    passes: str
    mend: str
    file: str = ""
    passes_in: str = ""
    replaces: str = ""
    fix: bool = False

    @property
    def path(self) -> str:
        """The place of its page in the site."""
        return f"{PAGES}/{self.name}"

    @property
    def examples(self) -> list[tuple[str, str]]:
        """What fails and what passes, each as (the file in which it stands, if that makes the difference, or
        nothing; the text)."""
        files = (self.file, self.passes_in) if self.passes_in else ("", "")
        return [(file, text.rstrip("\n")) for file, text in zip(files, (self.fails, self.passes))]


@lru_cache(maxsize=1)
def read_explanations() -> dict[str, Explanation]:
    """The explanations of all rules by their names, in order of groups and names. Raises ``TypeError`` for a
    file with a key that is missing or unknown."""
    explanations = [_read_explanation(file) for file in sorted(FOLDER.glob("*.yml"))]
    order = list(GROUPS)
    explanations.sort(key=lambda explanation: order.index(explanation.group))
    return {explanation.name: explanation for explanation in explanations}


def _read_explanation(file: Path) -> Explanation:
    fields: Any = read(file, file.name).data
    return Explanation(name=file.stem, **{**fields, "fix": fields.get("fix") == "true"})
