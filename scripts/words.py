"""The words of the handbook: spelling, and how hard the summaries are to read.

``python scripts/words.py`` prints every word that is misspelt or spelt the American way, with file and line,
and then the reading age of every page's summary, hardest first. It ends with 1 if any word is misspelt.

Spelling is codespell's, with its list of British and American spellings read backwards and with the project's
own list of words in ``scripts/words.txt``. Reading age is five years more than the Flesch-Kincaid grade
(Kincaid and others, 1975) as textstat works it out; on one sentence of clinical words it is a hint, which is
why it is reported and not judged.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

OWN = Path(__file__).with_suffix(".txt")
PROSE = ("framework", "modules", "docs", "README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")
AS_PUBLISHED = ("framework/sources.yml",)  # Titles of sources are spelt as their authors spelt them.
GRADE_TO_AGE = 5


def own_words() -> list[str]:
    """The project's words that a dictionary would take for mistakes, in lower case."""
    return [
        line.strip().lower()
        for line in OWN.read_text("utf-8").splitlines()
        if line.strip() and not line.startswith("#")
    ]


def american(folder: Path) -> Path:
    """Write codespell's list of American spellings with the British ones they should be, into ``folder``;
    return the file."""
    import codespell_lib

    pairs = Path(codespell_lib.__file__).parent / "data" / "dictionary_en-GB_to_en-US.txt"
    file = folder / "american.txt"
    turned = (line.split("->") for line in pairs.read_text("utf-8").splitlines() if "->" in line)
    file.write_text(
        "".join(f"{us.strip(' ,')}->{gb.strip()}\n" for gb, us in turned if "," not in us.strip(" ,")),
        "utf-8",
    )
    return file


def misspelt(paths: Iterator[Path] | None = None) -> list[str]:
    """Every misspelt or American word as ``file:line: word ==> word``; ``paths`` are the project's texts
    unless given."""
    import contextlib
    import io

    from codespell_lib import main

    files = [str(path) for path in paths or (ROOT / name for name in PROSE)]
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()) as said:
        skip = ",".join(str(ROOT / name) for name in AS_PUBLISHED) + ",*.json,*.css,*.js,*.svg"
        main(
            "--dictionary",
            "-",
            "--dictionary",
            str(american(Path(folder))),
            "--skip",
            skip,
            "--ignore-words-list",
            ",".join(own_words()),
            *files,
        )
    return [line.removeprefix(f"{ROOT}/") for line in said.getvalue().splitlines() if "==>" in line]


def reading_ages() -> list[tuple[float, str, str]]:
    """The reading age in years, id and summary of every record and competency, hardest first."""
    import textstat

    from macros.records.loader import load_handbook

    book, _ = load_handbook(ROOT)
    ages = (
        (textstat.flesch_kincaid_grade(entry.node.summary) + GRADE_TO_AGE, entry.id, entry.node.summary)
        for entry in book.entries.values()
        if not entry.anchor
    )
    return sorted(ages, reverse=True)


def main() -> int:
    """Print the report; return 1 if a word is misspelt."""
    wrong = misspelt()
    print("\n".join(wrong) or "No word is misspelt.")
    ages = reading_ages()
    print(
        f"\nReading age of {len(ages)} summaries: half are at {ages[len(ages) // 2][0]:.0f} years or below."
    )
    for age, id, summary in ages:
        print(f"{age:5.1f}  {id}: {' '.join(summary.split())}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
