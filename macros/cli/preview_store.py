"""What a preview keeps from one build to the next while it runs: the folder of the pages that are shown, and
what these and the last check rest on."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import copy_context
from pathlib import Path
from typing import Any

from macros.checks.run import MEMORY
from macros.cli.check_cache import CheckMemory
from macros.cli.site_inputs import digest_ground, digest_program
from macros.hand_written.pages import PageMemory, PageRead


class PreviewStore:
    """The store of one build into ``folder``. ``before`` is the store of the build whose pages are shown, if
    any; a file that is kept stays in the folder into which it was built.

    A file is known by its place. Style sheets and scripts are called what they are called in ``docs``, so
    that pages stay as they are when one of these changes. What is put off is made when it is first asked for.
    """

    has_fixed_names = True

    def __init__(self, folder: Path, ground: str, before: PreviewStore | None = None):
        self.folder, self.ground, self.before = folder, ground, before
        self.pages_after: Mapping[str, Any] = {}
        self.earlier_files: dict[str, Path] = {}  # Files of earlier builds, by their places.
        self._made_of: dict[str, object] = {}  # By the places of files that are none of pages.
        self._make_later: list[tuple[tuple[str, ...], Callable[[], Mapping[str, str | bytes]]]] = []
        self._made: dict[str, str | bytes] = {}
        self._lock = threading.Lock()  # Held while what was put off is made.

    @property
    def pages(self) -> Mapping[str, Any]:
        """What was known of the pages that are shown."""
        return self.before.pages_after if self.before else {}

    def holds(self, piece: Any) -> bool:
        """Whether a file is in the folder that is shown."""
        return self.before is not None and self.before.find(piece).is_file()

    def restore(self, place: str, piece: Any) -> Any:
        """Show a file that is shown now at ``place`` again."""
        if self.before is None:
            raise ValueError(place)
        self.earlier_files[place] = self.before.find(piece)
        return place

    def find(self, place: str) -> Path:
        """The file that is shown at ``place``, which need not be there."""
        return self.earlier_files.get(place) or self.folder / place

    def put_off(
        self, make: Callable[[], Mapping[str, str | bytes]], beginnings: tuple[str, ...] = ("",)
    ) -> bool:
        """Have ``make``, which gives texts by their places, called when one of the files is asked for: a
        place that has one of these ``beginnings``."""
        context = copy_context()
        self._make_later.append((beginnings, lambda: context.run(make)))
        return True

    def make(self, place: str) -> bytes | None:
        """The file at ``place`` of those that were put off; ``None`` where it is none of them."""
        with self._lock:
            for later in [*self._make_later]:
                beginnings, make = later
                if place not in self._made and place.startswith(beginnings):
                    self._make_later.remove(later)
                    self._made.update(make())
            content = self._made.get(place)
        return content.encode() if isinstance(content, str) else content

    def is_in_place(self, place: str, made_of: object) -> bool:
        """Whether the file at ``place`` is shown already and was made of the same; it is shown again then."""
        self._made_of[place] = made_of
        before = self.before
        if before is None or before._made_of.get(place) != made_of or not before.find(place).is_file():
            return False
        self.earlier_files[place] = before.find(place)
        return True

    def keep(self, place: str, content: bytes) -> Any:
        """mkdocs writes the file to ``place``, by which it is known."""
        return place

    def finish(self, pages: Mapping[str, Any]) -> None:
        """Take what the next build is to know."""
        self.pages_after = pages


class PreviewMemory:
    """What the checks of a preview keep from one to the next."""

    def __init__(self) -> None:
        self._index: Mapping[str, Any] = {}
        self._written_pages: Mapping[object, PageRead] = {}

    @contextmanager
    def use(self, root: Path, layers: Iterable[Path]) -> Iterator[str]:
        """Let a check, while the body runs, take from what is kept and give to it. Yields the digest of what
        no page is noted to have read."""
        ground = digest_ground(digest_program(), root, layers, {})
        memory = CheckMemory(self._index, ground)
        memory.written_pages = PageMemory(self._written_pages)
        token = MEMORY.set(memory)
        try:
            yield ground
        finally:
            MEMORY.reset(token)
            self._written_pages = memory.written_pages.after
        if memory.pages_after is not None:
            self._index = {"pages": memory.pages_after, "read": memory.read_after}
