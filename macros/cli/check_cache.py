"""The cache of checks: which records and pages the last one found sound, and what it read for that, in
``.cache/check`` of the handbook. It is believed as little as the cache of sites (:mod:`macros.base.archive`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from macros.base.archive import read_archive, writing
from macros.checks.run import MEMORY
from macros.cli.check_archive import find_archive
from macros.cli.site_inputs import digest_ground, digest_program, guess_layers
from macros.hand_written.pages import PageMemory


class CheckMemory:
    """What one check takes from the cache, and gives to it."""

    has_fixed_names = False

    def __init__(self, index: Mapping[str, Any], ground: str):
        """``index`` is what the check before gave, by the same program, and ``ground`` the digest of what no
        page is noted to have read."""
        self.ground, self._index = ground, index
        self.read: Mapping[str, Any] = index.get("read", {})
        self.read_after: Mapping[str, Any] = {}
        self.pages_after: Mapping[str, Any] | None = None
        self.written_pages = PageMemory()

    @property
    def pages(self) -> Mapping[str, Any]:
        """What was known after the check before."""
        pages: Mapping[str, Any] = self._index.get("pages", {})
        return pages

    def holds(self, piece: Any) -> bool:
        """No check keeps files."""
        return False

    def restore(self, place: str, piece: Any) -> Any:
        """No check keeps files."""

    def keep(self, place: str, content: bytes) -> Any:
        """No check keeps files."""

    def put_off(
        self, make: Callable[[], Mapping[str, str | bytes]], beginnings: tuple[str, ...] = ("",)
    ) -> bool:
        """No check keeps files."""
        return False

    def is_in_place(self, place: str, made_of: object) -> bool:
        """No check keeps files."""
        return False

    def finish(self, pages: Mapping[str, Any]) -> None:
        """Take what the next check is to know."""
        self.pages_after = pages


@contextmanager
def use_cache(root: Path, edition: Path | None, is_ignored: bool = False) -> Iterator[None]:
    """Let checks of ``root`` with an ``edition``, while the body runs, take from the cache and give to it;
    with ``is_ignored`` they only give."""
    file = find_archive(root, edition)
    program, archive = digest_program(), None if is_ignored else read_archive(file)
    is_ours = archive is not None and archive.index.get("program") == program.code
    index: Mapping[str, Any] = archive.index if archive and is_ours else {}
    layers = [*map(Path, index.get("layers", ()))] or guess_layers(edition)
    memory = CheckMemory(index, digest_ground(program, root, layers, {}))
    token = MEMORY.set(memory)
    try:
        yield
    finally:
        MEMORY.reset(token)
    if memory.pages_after is not None:
        with writing(file) as after:
            if after:
                after.index = {
                    "program": program.code,
                    "layers": list(map(str, layers)),
                    "pages": memory.pages_after,
                    "read": memory.read_after,
                }
