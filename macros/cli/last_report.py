"""What ``handbook check`` said the last time that all was sound, in ``.cache/check``: the same files give the
same sentences on the same day, and nothing is read for them but the files' digests.

It is believed as little as the other caches (:mod:`macros.base.archive`).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from hashlib import blake2b
from pathlib import Path

from macros.base.archive import read_archive, writing
from macros.cli.site_inputs import digest_content, digest_program, guess_layers

FOLDER = ".cache/check"  # In the handbook's folder; git ignores it.


class LastReport:
    """The sentences of the last check of ``root`` with an ``edition``: ``sentences``, or ``None`` where any
    file has changed since, or the day (``today``), by which statements are due for review. The files are
    looked at here, before a check reads them: what changes meanwhile counts as changed in the next."""

    def __init__(self, root: Path, edition: Path | None, today: date):
        question = f"{root}\n{edition and edition.resolve()}".encode("utf-8", "surrogatepass")
        self._file = root / FOLDER / f"{blake2b(question, digest_size=8).hexdigest()}.report.archive"
        program, archive = digest_program(), read_archive(self._file)
        self._program = program.digest
        before = archive.index if archive and archive.index.get("program") == self._program else {}
        self._layers = [*map(Path, before.get("layers", ()))] or guess_layers(edition)
        self._inputs = f"{today} {digest_content(program, root, self._layers)}"
        self.sentences: list[str] | None = None
        if before.get("inputs") == self._inputs:
            self.sentences = before["sentences"]

    def __repr__(self) -> str:
        return f"<LastReport in {self._file}>"

    def keep(self, sentences: list[str], layers: Iterable[Path]) -> None:
        """Have the next check say the same ``sentences``, of an edition with these ``layers``. Where other
        layers were looked at than these, it looks at these, and judges once more."""
        with writing(self._file) as archive:
            if archive:
                archive.index = {
                    "program": self._program,
                    "layers": list(map(str, layers)),
                    "inputs": self._inputs if [*layers] == self._layers else "",
                    "sentences": sentences,
                }
