"""``handbook schemas``: write the JSON Schemas of the records anew, after a change of the model."""

from __future__ import annotations

from pathlib import Path

import click

from macros.cli.console import count, pass_root, say


@click.command("schemas", help="Write the JSON Schemas of the records to docs/schemas/.")
@pass_root
def command(root: Path) -> int:
    """Write one schema a kind of record, and remove any that no kind has; return 0."""
    from macros.records.loader import load_handbook
    from macros.records.schemas import FOLDER, build_schemas

    book, _ = load_handbook(root)
    texts = build_schemas(book)
    folder = root / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for file in folder.glob("*.schema.json"):
        if file.name not in texts:
            file.unlink()
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    say(f"Wrote {count(len(texts), 'schema')} to {FOLDER}/.")
    return 0
