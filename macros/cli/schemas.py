"""``handbook schemas``: write the JSON Schemas of the records anew, after a change of the model."""

from __future__ import annotations

from pathlib import Path

import click

from macros.cli.console import count, needs_root, say


@click.command("schemas", help="Write the JSON Schemas of the records to docs/schemas/.")
@needs_root
def command(root: Path) -> int:
    """Write one schema a kind of record, and remove any that no kind has; return 0."""
    from macros.records.loader import load
    from macros.records.schemas import FOLDER, schemas

    book, _ = load(root)
    wanted = schemas(book)
    folder = root / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for file in folder.glob("*.schema.json"):
        if file.name not in wanted:
            file.unlink()
    for name, text in wanted.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    say(f"Wrote {count(len(wanted), 'schema')} to {FOLDER}/.")
    return 0
