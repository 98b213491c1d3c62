"""``handbook schemas``: write the JSON Schemas of the records anew, after a change of the model."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from macros.cli.console import count, pass_root, say


@click.command("schemas", help="Write the JSON Schemas of the records to docs/schemas/.")
@click.option(
    "--ids", is_flag=True, help="Write those that offer the ids of all records to .cache/schemas/ instead."
)
@pass_root
def command(root: Path, ids: bool) -> int:
    """Write one schema a kind of record, and remove any that no kind has; return 0. With ``ids`` write those
    that an editor offers ids from, which are of this working copy alone."""
    from macros.records import id_schemas, schemas
    from macros.records.loader import load_handbook

    book, _ = load_handbook(root)
    folder = id_schemas.FOLDER if ids else schemas.FOLDER
    texts = id_schemas.build_id_schemas(book) if ids else schemas.build_schemas(book)
    _write(root / folder, texts)
    say(f"Wrote {count(len(texts), 'schema')} to {folder}/.")
    if ids:
        _write_text(root / folder / id_schemas.WORKSPACE, id_schemas.build_workspace(texts))
        say(f"Open {folder}/{id_schemas.WORKSPACE} in VS Code to have ids offered, with their titles.")
    return 0


def _write(folder: Path, texts: Mapping[str, str]) -> None:
    """Write the schemas in ``texts``, by the names of their files, to ``folder``, and remove all others
    there."""
    folder.mkdir(parents=True, exist_ok=True)
    for file in folder.glob("*.schema.json"):
        if file.name not in texts:
            file.unlink()
    for name, text in texts.items():
        _write_text(folder / name, text)


def _write_text(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8", newline="\n")
