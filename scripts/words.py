"""Checks the spelling of the handbook's texts, and works out the reading age of its summaries.

``python scripts/words.py`` prints every word that is misspelt or spelt the American way, with file and line,
and then the reading age of every page's summary, hardest first. It ends with 1 if any word is misspelt.

codespell checks the spelling, with its list of British and American spellings reversed and with the project's
own list of words in ``scripts/words.txt``. The reading age is the Flesch-Kincaid grade (Kincaid and others,
1975), as textstat computes it, plus five years. For one sentence of clinical words it is only a hint, so it
is reported and not judged.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

OWN_WORDS_FILE = Path(__file__).with_suffix(".txt")
# What engineers write, and what the tests hold to the lists; of the rest they are a help and no condition.
PROSE_OF_PROGRAM = ("docs/contribute", "README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")
PROSE_PATHS = ("framework", "modules", "docs", *PROSE_OF_PROGRAM[1:])
NOT_CHECKED = ("framework/sources.yml",)  # Titles of sources are spelt as their authors spelt them.
GRADE_TO_AGE = 5


def read_own_words() -> list[str]:
    """The words, in lower case, that codespell is to accept: those in ``scripts/words.txt``."""
    return [
        line.strip().lower()
        for line in OWN_WORDS_FILE.read_text("utf-8").splitlines()
        if line.strip() and not line.startswith("#")
    ]


def write_american_spellings(folder: Path) -> Path:
    """Write a dictionary for codespell into ``folder`` that corrects American spellings to British ones, and
    return the file. Spellings with several corrections are left out."""
    import codespell_lib

    dictionary = Path(codespell_lib.__file__).parent / "data" / "dictionary_en-GB_to_en-US.txt"
    file = folder / "american.txt"
    pairs_of_spellings = (
        line.split("->") for line in dictionary.read_text("utf-8").splitlines() if "->" in line
    )
    file.write_text(
        "".join(
            f"{american.strip(' ,')}->{british.strip()}\n"
            for british, american in pairs_of_spellings
            if "," not in american.strip(" ,")
        ),
        "utf-8",
    )
    return file


def find_misspellings(paths: Iterator[Path] | None = None) -> list[str]:
    """Every misspelt or American word in ``paths`` (by default the project's texts), as ``file:line: word ==>
    correction``."""
    import contextlib
    import io

    from codespell_lib import main

    files = [str(path) for path in paths or (ROOT / name for name in PROSE_PATHS)]
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()) as output:
        skip = ",".join(str(ROOT / name) for name in NOT_CHECKED) + ",*.json,*.jsonl,*.css,*.js,*.svg"
        main(
            "--dictionary",
            "-",
            "--dictionary",
            str(write_american_spellings(Path(folder))),
            "--skip",
            skip,
            "--ignore-words-list",
            ",".join(read_own_words()),
            *files,
        )
    return [line.removeprefix(f"{ROOT}/") for line in output.getvalue().splitlines() if "==>" in line]


def compute_reading_ages() -> list[tuple[float, str, str]]:
    """The reading age (years), id and summary of every record and competency, hardest first."""
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
    """Print the misspellings and the reading ages. Return 0, or 1 where a word is misspelt."""
    misspellings = find_misspellings()
    print("\n".join(misspellings) or "No word is misspelt.")
    ages = compute_reading_ages()
    print(
        f"\nReading age of {len(ages)} summaries: half are at {ages[len(ages) // 2][0]:.0f} years or below."
    )
    for age, id, summary in ages:
        print(f"{age:5.1f}  {id}: {' '.join(summary.split())}")
    return 1 if misspellings else 0


if __name__ == "__main__":
    sys.exit(main())
