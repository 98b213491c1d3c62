"""What a machine does with a proposed change that it does not trust.

A change of words alone is checked and rendered with the program of the branch it is meant for, so that
nothing that the change brings is ever run::

    python3 scripts/proposal.py lay BASE PROPOSAL    prints "words" or "program"; lays words over BASE
    python3 scripts/proposal.py pages BEFORE AFTER   prints, as JSON, which pages of two built sites differ
    python3 scripts/proposal.py comment FILE         prints such a JSON file as Markdown

``BASE`` is a checkout of the branch, ``PROPOSAL`` one of that branch with the change merged into it. What
words are is said by ``WORDS``; a proposal that touches anything else, or holds a link or another file that is
none, is one of program text. Nothing outside the standard library is imported, as this runs first.
"""

from __future__ import annotations

import filecmp
import json
import os
import re
import shutil
import stat
import sys
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

PICTURES = {".png", ".jpg", ".jpeg", ".webp", ".gif", ".avif", ".svg"}
DOCUMENTS = {
    ".pdf",
    ".docx",
    ".xlsx",
    ".pptx",
    ".odt",
    ".ods",
    ".odp",
    ".rtf",
    ".txt",
    ".csv",
    ".ics",
    ".vtt",
}
DOCUMENTS |= {".mp3", ".mp4", ".webm", ".zip"}
# The folders that hold words, and the endings of the files that do.
WORDS = {
    "framework": {".yml"},
    "modules": {".yml"},
    "docs": {".md", *PICTURES, *DOCUMENTS},
    "editions": {".yml", ".md", *PICTURES, *DOCUMENTS},
}
NOT_COMPARED = {".git", ".venv", ".venv.lock", ".cache", "node_modules", "__pycache__"}  # Not in the tree.
ADDRESS = re.compile(r"(?:[a-z0-9][a-z0-9._-]*/)*")  # Of a page, from the root of the site.
MOST_LISTED = 60  # Pages in one comment.


def is_words(place: str) -> bool:
    """Whether the file at ``place``, from the repository's root, holds words and no program text."""
    path = PurePosixPath(place)
    return path.suffix in WORDS.get(path.parts[0], ()) and len(path.parts) > 1


def list_files(root: Path) -> Iterator[str]:
    """The places of everything in a checkout that is no folder, links and devices too."""
    for folder, folders, files in os.walk(root):
        at_top = Path(folder) == root
        folders[:] = [name for name in folders if name not in (NOT_COMPARED if at_top else {"__pycache__"})]
        links = [name for name in folders if os.path.islink(os.path.join(folder, name))]
        for name in (*files, *links):
            if not (at_top and name in NOT_COMPARED):
                yield Path(folder, name).relative_to(root).as_posix()


def is_plain_file(file: Path) -> bool:
    """Whether ``file`` is itself a file, and no link to one."""
    return stat.S_ISREG(os.lstat(file).st_mode)


def list_changes(base: Path, proposal: Path) -> list[str]:
    """The places at which two checkouts differ, in order."""
    before, after = set(list_files(base)), set(list_files(proposal))
    differing = {
        place
        for place in before & after
        if not (is_plain_file(base / place) and is_plain_file(proposal / place))
        or not filecmp.cmp(base / place, proposal / place, shallow=False)
    }
    return sorted((before ^ after) | differing)


def lay_over(base: Path, proposal: Path) -> bool:
    """Put the words of ``proposal`` in the place of those of ``base``; ``False``, and nothing done, where
    the proposal changes anything else."""
    changes = list_changes(base, proposal)
    if not all(
        is_words(place) and (not os.path.lexists(proposal / place) or is_plain_file(proposal / place))
        for place in changes
    ):
        return False
    for place in changes:
        if os.path.lexists(proposal / place):
            (base / place).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(proposal / place, base / place)
        else:
            (base / place).unlink()
    return True


def list_pages(site: Path) -> dict[str, Path]:
    """The pages of a built site by their addresses from its root, without the embeds, which repeat them."""
    pages = {file.parent.relative_to(site).as_posix() + "/": file for file in site.rglob("index.html")}
    return {
        "" if address == "./" else address: file
        for address, file in pages.items()
        if not address.startswith("embed/")
    }


def compare_sites(before: Path, after: Path) -> dict[str, list[str]]:
    """The addresses of the pages that are new, changed and gone."""
    old, new = list_pages(before), list_pages(after)
    return {
        "added": sorted(new.keys() - old.keys()),
        "changed": sorted(
            address
            for address in new.keys() & old.keys()
            if not filecmp.cmp(old[address], new[address], shallow=False)
        ),
        "gone": sorted(old.keys() - new.keys()),
    }


def format_comment(report: object) -> str:
    """Markdown of what :func:`compare_sites` gave, read from a file that somebody else may have written: only
    what has the form of an address is repeated, and of that so much as a comment holds."""
    lines = []
    for name, title in (
        ("added", "New pages"),
        ("changed", "Changed pages"),
        ("gone", "Pages that are gone"),
    ):
        addresses = report.get(name) if isinstance(report, dict) else None
        sound = [
            address
            for address in (addresses if isinstance(addresses, list) else ())
            if isinstance(address, str) and len(address) <= 200 and ADDRESS.fullmatch(address)
        ]
        if not sound:
            continue
        lines += ["", f"**{title}: {len(sound)}**", ""]
        lines += [f"- `/{address}`" for address in sound[:MOST_LISTED]]
        if len(sound) > MOST_LISTED:
            lines.append(f"- and {len(sound) - MOST_LISTED} more")
    opening = "What this proposal changes for readers." if lines else "This proposal changes no page."
    return "\n".join([opening, *lines, "", "The preview is among the artefacts of the run."]) + "\n"


def main(arguments: list[str]) -> int:
    """Do what ``arguments`` say; return 0, or 2 where they say nothing that is known."""
    match arguments:
        case ["lay", base, proposal]:
            print("words" if lay_over(Path(base), Path(proposal)) else "program")
        case ["pages", before, after]:
            print(json.dumps(compare_sites(Path(before), Path(after)), indent=1))
        case ["comment", file]:
            try:
                report = json.loads(Path(file).read_bytes()[:1_000_000])
            except (ValueError, RecursionError):
                report = None
            print(format_comment(report), end="")
        case _:
            print(__doc__, file=sys.stderr)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
