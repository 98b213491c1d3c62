"""Says what is missing of packages that pip has installed: run by the Python of their environment, with the
names of the packages as arguments. Ends with 1 and a sentence where something is missing.

pip may end well and have put the packages elsewhere, or a disk or a guard against viruses may have taken
files away again.
"""

from __future__ import annotations

import sys
from importlib import metadata, util


def find_missing(name: str) -> str | None:
    """What is missing of the package ``name`` in this environment, in words; ``None`` where it is whole."""
    try:
        package = metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return f"the package {name} is not there"
    for file in package.files or ():
        # Files outside the packages' folder, such as programs, get another place on some systems.
        if ".." in file.parts:
            continue
        try:
            size = file.locate().stat().st_size
        except OSError:
            return f"{file} of the package {name} is missing"
        if file.size is not None and size != file.size:
            return f"{file} of the package {name} is not whole"
    for module in (package.read_text("top_level.txt") or "").split():
        if util.find_spec(module) is None:
            return f"the package {name} cannot be imported"
    return None


def main(names: list[str]) -> int:
    """Print what is missing of the packages called ``names``; return 1 where something is, else 0."""
    missing = next(filter(None, map(find_missing, names)), None)
    if missing:
        print(missing)
    return int(bool(missing))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
